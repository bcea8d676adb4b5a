"""A browser that opens what strangers sent, and tells what it did to the browser."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Dialog, Frame, Request, Route
from playwright.sync_api import Error as PlaywrightError

from tests.safety.strangers import payloads

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
OURS = re.compile(r' ((?:src|href)="(?:/|(?:\.\./)*)assets/)')


class Pages(SimpleHTTPRequestHandler):
    """Serves a site's pages as they are, or with `?bare`, `?until=NUMBER`, `?inject=NUMBER` or several of these.

    Bare is a page without its policy. `until` is for the pages `p-0`, `p-1` and so on: from this one to the one with
    that number, all in one document. A payload is injected as it is into the middle of the page. Without assets, a page
    asks for none of ours.
    """

    def __init__(self, *args: Any, with_assets: bool, **options: Any) -> None:
        self._with_assets = with_assets
        super().__init__(*args, **options)

    def send_head(self) -> Any:
        query = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if path.suffix != ".html" or not path.is_file():
            return super().send_head()
        html = path.read_text(encoding="utf-8")
        if "until" in query:
            html = "".join(_until(path, int(query["until"][0])))
        if "inject" in query:
            html = html.replace("</article>", f"{payloads()[int(query['inject'][0])]}</article>", 1)
        if not self._with_assets:
            html = OURS.sub(r" data-\1", html)
        data = (POLICY.sub("", html) if "bare" in query else html).encode("utf-8", "surrogatepass")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        return None

    def log_message(self, format: str, *args: object) -> None:
        pass


def _until(path: Path, last: int) -> Iterator[str]:
    """The HTML of the pages from this one to the last, each with a script that tells that it was read to its end."""
    folder = path.parents[1]
    for number in range(int(path.parent.name.removeprefix("p-")), last + 1):
        html = (folder / f"p-{number}" / path.name).read_text(encoding="utf-8")
        yield f"{html}<script>top.reached?.push('{folder.name}/p-{number}/')</script>"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A frame that is taken away closes its connection: nothing is wrong with that."""


class Victim:
    """Opens pages of a site in frames, many at a time, and notes what happens that should not."""

    def __init__(self, browser: Browser, folder: Path, *, with_assets: bool = False) -> None:
        self.happened: dict[str, set[str]] = {}
        """By the address of the page without what leads to it: `canary`, or the request that was made."""
        self.reached: set[str] = set()
        """The pages, of those that shared a document with others, that were read to their ends."""
        self._server = _Server(
            ("127.0.0.1", 0), partial(Pages, directory=str(folder), with_assets=with_assets)
        )
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/"
        self._context = browser.new_context(viewport={"width": 1360, "height": 900})
        self._context.expose_binding("canary", lambda source, *_: self._note(source["frame"].url, "canary"))
        # A pattern, which the browser's driver can match: a function would be asked about every request.
        self._context.route(re.compile(f"^(?!{re.escape(self.address)})"), self._elsewhere)
        self._context.set_default_timeout(120_000)
        self.page = self._context.new_page()
        self.page.on("dialog", self._dialog)
        self.page.goto(f"{self.address}search/search_index.json")

    def open(self, paths: Sequence[str], at_once: int = 60) -> dict[str, set[str]]:
        """Open all these pages, and return what happened."""
        for start in range(0, len(paths), at_once):
            addresses = [self.address + path for path in paths[start : start + at_once]]
            self.reached |= set(self.page.evaluate(OPEN, addresses))
        return self.happened

    def close(self) -> None:
        self._context.close()
        self._server.shutdown()
        self._server.server_close()

    def _elsewhere(self, route: Route) -> None:
        url = route.request.url
        if not url.startswith(("data:", "blob:", "about:")):
            self._note(self._page_of(route.request), f"a request to {url}")
        route.abort()

    def _page_of(self, request: Request) -> str:
        """The address of the page that makes a request, perhaps from a frame in it."""
        try:
            frame: Frame | None = request.frame
        except PlaywrightError:  # of a window that is only being opened
            return "another window"
        while frame and not frame.url.startswith(self.address):
            frame = frame.parent_frame
        return frame.url if frame else "another window"

    def _dialog(self, dialog: Dialog) -> None:
        self._note(self.page.url, "a dialog")
        dialog.dismiss()

    def _note(self, address: str, what: str) -> None:
        self.happened.setdefault(address.removeprefix(self.address), set()).add(what)


OPEN = """async addresses => {
  const read = window.reached = [];
  await Promise.all(addresses.map(address => new Promise(done => {
    const frame = document.createElement("iframe");
    const end = () => setTimeout(() => { frame.remove(); done(); }, 100);
    frame.onload = end;
    // Some payloads load without end.
    setTimeout(end, address.includes("until=") ? 60000 : 3000);
    frame.src = address;
    document.body.append(frame);
  })));
  return read;
}"""
