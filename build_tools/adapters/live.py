"""The site while it is written: `python -m build_tools.adapters.live`, with the options of `mkdocs serve`.

A thin layer on MkDocs's server, which stops when its first build fails, hangs after each later one that does, and
loses sight of a folder that is moved. Each build is a process of its own, so that a changed template or module counts,
and what goes wrong in it is a page of its own until it is mended.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

import click
from markupsafe import Markup, escape
from mkdocs.__main__ import serve_command
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import _SCRIPT_TEMPLATE, LiveReloadServer, _serve_url, _timestamp

from ..page.templating import render
from ..read.project import ANNOTATIONS, DOCS
from ..site.workers import end_with
from .aside import end_tidily
from .watching import Watcher

_LAST_PORT = 65_535
PACKAGE = Path(__file__).parents[1]
SCRIPT = "/livereload/{}.js"
"""Where a page finds the script that renews it. The number is that of the build which the page is from."""


class Preview(LiveReloadServer):
    """Serves what `make` builds in `folder`, and builds it anew on each change. `make` says what went wrong."""

    def __init__(self, make: Callable[[], str], host: str, port: int, folder: Path, mount_path: str) -> None:
        super().__init__(self._build, host, port, str(folder), mount_path, shutdown_delay=0.1)
        self.observer = Watcher()  # type: ignore[assignment] # it has all that is asked of it here
        self.error_handler = self._page_of_error
        self._make = make
        self._report = ""
        """Why there is no site; empty when there is one."""

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
        if path.startswith("/livereload/"):
            if path.endswith(".js"):
                return _answer(start_response, "200 OK", "text/javascript", _script(path))
        else:
            with self._epoch_cond:  # what is being built may be asked for, or mend what is reported
                self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
            if self._report and (path.endswith(("/", ".html")) or "." not in path):
                # Written so that the blank lines stay, which our templates lose.
                report = escape(self._report).replace("\n", Markup("&#10;"))
                page = render("broken.html", report=report).encode()
                page = self._inject_js_into_html(page, self._visible_epoch)
                return _answer(start_response, "503 Service Unavailable", "text/html; charset=utf-8", page)
        answers: Iterable[bytes] = super().serve_request(environ, start_response)
        return answers

    def _build(self) -> None:
        self._report = self._make()

    # A file, for the site's policy lets no script run that stands in the page and was not built into it.
    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        script = b'<script src="%b"></script>' % SCRIPT.format(epoch).encode()
        before, body_end, after = content.rpartition(b"</body>")
        return before + script + body_end + after if body_end else content + script

    def _page_of_error(self, code: int) -> bytes | None:
        path = Path(self.root, f"{code}.html")
        return self._inject_js_into_html(path.read_bytes(), self._visible_epoch) if path.is_file() else None


def preview(
    build_into: str | None,
    address: str,
    config_file: IO[bytes] | None,
    dev_addr: str | None,
    livereload: bool,
    open_in_browser: bool,
    watch_theme: bool,
    watch: Sequence[str],
    **settings: Any,
) -> None:
    """Preview the site while it is written: every change shows at once."""
    if build_into:
        _build_once(build_into, address, config_file, **settings)
        return
    if dev_addr and not re.fullmatch(r".+:[0-9]+", dev_addr):
        raise click.BadParameter(
            f"“{dev_addr}” is not a host and a port, such as 127.0.0.1:8001", param_hint="--dev-addr"
        )
    end_tidily()
    root = Path(config_file.name).absolute().parent if config_file else Path.cwd()
    host, port, mount_path, watched = _read_settings(config_file, dev_addr, watch_theme)
    folder = Path(tempfile.mkdtemp(prefix="marked-copy-preview-"))
    command = [sys.executable, "-m", __spec__.name, *sys.argv[1:], "--build-into", str(folder / "site")]
    command += ["--address", _serve_url(host, port, mount_path)]
    server = Preview(lambda: _built(command), host, port, folder / "site", mount_path)
    if livereload:
        for path in (root / DOCS, root / ANNOTATIONS, root / "mkdocs.yml", PACKAGE, *watched, *watch):
            server.watch(str(path))
    try:
        server.serve(open_in_browser=open_in_browser)
    except (OSError, OverflowError) as error:
        click.echo(_refused(host, port, error), err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo("Shutting down", err=True)
    finally:
        server.shutdown()
        shutil.rmtree(folder, ignore_errors=True)


def _build_once(
    folder: str, address: str, config_file: IO[bytes] | None, build_type: str | None, **settings: Any
) -> None:
    """Build the site for the preview, as `mkdocs build` does, drafts included."""
    end_with(os.getppid())
    config = load_config(config_file=config_file, site_dir=folder, **settings)
    dirty = build_type == "dirty"
    config.plugins.on_startup(command="build", dirty=dirty)
    config.site_url = address
    try:
        build(config, serve_url=None if build_type == "clean" else address, dirty=dirty)
    finally:
        config.plugins.on_shutdown()


def _built(command: Sequence[str]) -> str:
    """What a build says that fails, or nothing. All that it says is passed on."""
    process = subprocess.Popen(  # noqa: S603 # this program again, with the arguments it was given
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert process.stdout
    said: list[str] = []
    try:
        for line in process.stdout:
            click.echo(line, nl=False, err=True)
            said.append(line)
        failed = process.wait()
    finally:
        process.kill()
        process.stdout.close()
    lines = [line for line in map(click.unstyle, said) if not line.startswith("INFO ")]
    return ("".join(lines).strip() or f"The build ended with status {failed}.") if failed else ""


def _read_settings(
    config_file: IO[bytes] | None, dev_addr: str | None, watch_theme: bool
) -> tuple[str, int, str, list[str]]:
    """Host, port, the path below which the site lies, and what else is to be watched.

    When `mkdocs.yml` has a mistake, what it would be without one: the first build tells the mistake.
    """
    logging.disable()
    try:
        config = load_config(config_file=config_file, dev_addr=dev_addr)
    except (MkDocsException, OSError):
        host, _, port = (dev_addr or "127.0.0.1:8000").rpartition(":")
        return host or "127.0.0.1", int(port) if port.isdigit() else 8000, "/", []
    finally:
        logging.disable(logging.NOTSET)
    own = [config.theme.custom_dir] if config.theme.custom_dir else []
    watched = [*(config.theme.dirs if watch_theme else own), *config.watch]
    address = config.dev_addr
    return address.host, address.port, urlsplit(config.site_url or "/").path or "/", watched


def _refused(host: str, port: int, error: OSError | OverflowError) -> str:
    way_out = f'make serve ARGS="--dev-addr {host}:{port + 1 if 1024 <= port < _LAST_PORT else 8001}"'
    if isinstance(error, OverflowError):
        return f"marked-copy: there is no port {port}, only 1 to {_LAST_PORT}. Choose another: {way_out}"
    if error.errno == errno.EADDRINUSE:
        return (
            f"marked-copy: {host}:{port} is taken, perhaps by another preview.\n"
            f"Stop that one, or choose another port: {way_out}"
        )
    if error.errno == errno.EACCES:
        return f"marked-copy: your account may not serve at {host}:{port}. Choose another port: {way_out}"
    return f"marked-copy: cannot serve at {host}:{port}: {error.strerror or error}"


def _script(path: str) -> bytes:
    epoch = path.removesuffix(".js").rpartition("/")[2]
    known = epoch if epoch.isascii() and epoch.isdigit() else "0"
    return _SCRIPT_TEMPLATE.substitute(epoch=known, request_id=_timestamp()).encode()


def _answer(start_response: Any, status: str, kind: str, body: bytes) -> Iterable[bytes]:
    headers = [("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
    start_response(status, headers)
    return [body]


main = click.Command(
    "preview",
    callback=preview,
    params=[
        *serve_command.params,
        click.Option(["--build-into"], hidden=True),
        click.Option(["--address"], hidden=True, default=""),
    ],
    help=preview.__doc__,
    context_settings={"help_option_names": ["-h", "--help"]},
)

if __name__ == "__main__":
    main(prog_name="make serve")
