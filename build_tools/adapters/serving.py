"""The preview's server: the last good site, renewed in the browser, with what went wrong laid over it.

A thin layer on MkDocs's server, which stops when its first build fails, hangs after each later one that does, and
loses sight of a folder that is moved.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
from markupsafe import Markup, escape
from mkdocs.livereload import LiveReloadServer

from ..page.templating import render
from ..site.sources import CHANGED
from .watching import Watcher

ASSETS = Path(__file__).parents[1] / "assets" / "preview"
STATE = re.compile(r"/livereload/([0-9]{1,18})/?")
"""Where a page asks for what is newer than it. The number is that of the build which the page is from."""
FILES = {"/livereload/preview.js": "text/javascript", "/livereload/preview.css": "text/css"}
"""Files, for the site's policy lets no script run that stands in the page and was not built into it."""
_A_MOMENT = 0.05
"""Seconds without a change after which a build begins: what saves a file may do so in two steps."""


class Preview(LiveReloadServer):
    """Serves what `make` builds in `folder`, and builds it anew on each change. `make` says what went wrong."""

    def __init__(self, make: Callable[[], str], host: str, port: int, folder: Path, mount_path: str) -> None:
        super().__init__(self._build, host, port, str(folder), mount_path, shutdown_delay=0.1)
        self.build_delay = _A_MOMENT
        self.observer = Watcher()  # type: ignore[assignment] # it has all that is asked of it here
        self.error_handler = self._page_of_error
        self._make = make
        self._report = ""
        """Why the site is not that of the files as they are; empty when it is."""

    def serve(self, *, open_in_browser: bool = False) -> None:
        """Until it is interrupted. Raises OSError when the address cannot be had."""
        self.server_bind()
        self.server_activate()
        # Until the first build has ended there is nothing to show: whoever asks has to wait.
        self._visible_epoch = self._wanted_epoch - 1
        self.observer.start()
        self.serve_thread.start()
        click.echo(f"Serving on {self.url}", err=True)
        self._build()
        with self._epoch_cond:
            self._visible_epoch = self._wanted_epoch
            self._epoch_cond.notify_all()
        if open_in_browser:
            click.launch(self.url)
        self._build_loop()  # type: ignore[no-untyped-call]

    def serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        """Answer a request: for a page with the report, as long as there is one."""
        path = environ["PATH_INFO"]
        if kind := FILES.get(path):
            return _answer(start_response, "200 OK", kind, (ASSETS / Path(path).name).read_bytes())
        if asked := STATE.fullmatch(path):
            return _answer(start_response, "200 OK", "application/json", self._state_after(int(asked[1])))
        with self._epoch_cond:  # what is being built may be asked for, or mend what is reported
            self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
        is_page = path.endswith(("/", ".html")) or "." not in path.rpartition("/")[2]
        if self._report and is_page and not Path(self.root).is_dir():
            # Written so that the blank lines stay, which our templates lose.
            report = escape(self._report).replace("\n", Markup("&#10;"))
            page = self._with_script(render("broken.html", report=report).encode(), shows_report=True)
            return _answer(start_response, "503 Service Unavailable", "text/html; charset=utf-8", page)
        answers: Iterable[bytes] = super().serve_request(environ, start_response)
        return answers

    def _build(self) -> None:
        report = self._make()
        # Somebody saves again while the site is built. The next build, which has begun by then, is the one that counts.
        if CHANGED not in report:
            self._report = report

    def _state_after(self, epoch: int) -> bytes:
        """The number of the newest build and what went wrong in it, once there is one that is newer."""
        with self._epoch_cond:
            self._epoch_cond.wait_for(lambda: self._visible_epoch > epoch, timeout=self.poll_response_timeout)
            return json.dumps({"epoch": self._visible_epoch, "report": self._report}).encode()

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        return self._with_script(content)

    def _with_script(self, page: bytes, *, shows_report: bool = False) -> bytes:
        """The page with the script that renews it, and that lays the report over it unless the page shows it."""
        # A page that shows it is renewed when it changes; over any other it is laid anew.
        report = Markup("data-renew") if shows_report else Markup('data-report="{}"').format(self._report)
        script = Markup('<script src="/livereload/preview.js" data-epoch="{}" {}></script>').format(
            self._visible_epoch, report
        )
        before, body_end, after = page.rpartition(b"</body>")
        return before + script.encode() + body_end + after if body_end else page + script.encode()

    def _page_of_error(self, code: int) -> bytes | None:
        path = Path(self.root, f"{code}.html")
        return self._with_script(path.read_bytes()) if path.is_file() else None


def _answer(start_response: Any, status: str, kind: str, body: bytes) -> Iterable[bytes]:
    headers = [("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
    start_response(status, headers)
    return [body]
