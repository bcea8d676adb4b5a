"""What the pages' policy does in a browser: what gets into a page does not run, and what we built runs."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.site.article_page import DESKTOP
from tests.site.conftest import Opener, Reader
from tests.sites import Site, serve

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')

INJECTED = {
    "an inline script": ("<script>window.injected = true</script>", "script-src-elem"),
    "a module": ("<script type=module>window.injected = true</script>", "script-src-elem"),
    "an event handler": ('<img alt="" src="data:," onerror="window.injected = true">', "script-src-attr"),
    "a link to a script": (
        '<a id="injected" href="javascript:void(window.injected = true)">words</a>',
        "script-src-elem",
    ),
    "a script from elsewhere": ('<script src="ELSEWHERE"></script>', "script-src-elem"),
    "a module from elsewhere": ('<script type=module>import "ELSEWHERE"</script>', "script-src-elem"),
    "a style": ("<style>:root { --injected: 1 }</style>", "style-src-elem"),
    "a style attribute": ('<p style="--injected: 1"></p>', "style-src-attr"),
    "a picture from elsewhere": ('<img alt="" src="ELSEWHERE">', "img-src"),
    "a frame": ('<iframe src="ELSEWHERE"></iframe>', "frame-src"),
    "a plug-in": ('<object data="ELSEWHERE"></object>', "object-src"),
    "another base for links": ('<base href="ELSEWHERE">', "base-uri"),
}
EFFECT = """() => window.injected === true
  || [...document.querySelectorAll("*")].some(element => getComputedStyle(element).getPropertyValue("--injected"))
  || document.baseURI !== location.href"""


FOLLOW = """href => {
  document.querySelector("main h1").dataset.left = "";
  const link = document.body.appendChild(Object.assign(document.createElement("a"), {href}));
  link.click();
  link.remove();
}"""


class _Elsewhere(BaseHTTPRequestHandler):
    """Answers everything with a script, and notes that it was asked."""

    asked: list[str]

    def __init__(self, asked: list[str], *args: object) -> None:
        self.asked = asked
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(b"window.injected = true")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """An address of another origin, and the paths that were asked for there."""
    asked: list[str] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Elsewhere, asked)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/script.js", asked
        server.shutdown()


@pytest.mark.parametrize("protected", [True, False], ids=["protected", "as it would be"])
def test_what_gets_into_a_page_does_not_run(
    opener: Opener, fixture_site: Site, tmp_path: Path, elsewhere: tuple[str, list[str]], *, protected: bool
) -> None:
    there, asked = elsewhere
    home = (fixture_site.folder / "index.html").read_text(encoding="utf-8")
    assert POLICY.search(home)
    if not protected:
        home = POLICY.sub("", home)
    (tmp_path / "assets").symlink_to(fixture_site.folder / "assets")
    came: dict[str, tuple[bool, bool]] = {}

    with serve(tmp_path) as address:
        reader = Reader(opener, address)
        page = reader.new_page(**DESKTOP)
        for number, (name, (html, directive)) in enumerate(INJECTED.items()):
            mine = f"{there}?{number}"
            (tmp_path / f"{number}.html").write_text(
                home.replace("<title>", html.replace("ELSEWHERE", mine) + "<title>"), encoding="utf-8"
            )
            page.goto(f"{address}{number}.html")
            page.locator("#injected").evaluate_all("links => links.forEach(link => link.click())")
            happened = blocked = False
            for _ in range(2000):
                happened = bool(page.evaluate(EFFECT)) or any(mine.endswith(path) for path in asked)
                blocked = any(
                    f"{number}.html: policy: {directive} " in words.replace("#", "")
                    for words in reader.complaints
                )
                if happened or blocked:
                    break
                page.wait_for_timeout(25)
            came[name] = (happened, blocked)
        reader.close()

    assert came == dict.fromkeys(INJECTED, (not protected, protected))


def search(page: Page) -> None:
    page.locator(".md-search__input").click()
    page.keyboard.type("source")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("Escape")


def switch(page: Page) -> None:
    """Change between light and dark, and switch the lenses where there are any."""
    scheme = page.locator("body").get_attribute("data-md-color-scheme")
    page.locator("[data-md-component=palette] label:not([hidden])").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") != scheme
    for lens in page.locator("marked-copy [name=lens]:visible").all():
        lens.click()


def visited(site: Site) -> list[str]:
    """Every page but the shorter techniques, which differ in their words alone from the three longest."""

    def length(path: str) -> int:
        return (site.folder / path / "index.html").stat().st_size

    techniques = sorted((path for path in site.paths if re.fullmatch(r"techniques/.+/", path)), key=length)
    assert len(techniques) > 3
    return [path for path in site.paths if path not in techniques[:-3]]


# What runs on a page and what is pressed there: scripts and fields.
USED = """() => [...new Set([...document.querySelectorAll("script, input")].map(
  ({localName, type, name, attributes: {src}}) => [localName, type, name, src?.value.split("/").pop()].join(" ")
))].sort().join()"""


def test_pages_keep_their_policies_and_fit_a_small_screen(reader: Reader, site: Site) -> None:
    """None loads anything from elsewhere, not even a while later, and none need be moved sideways.

    The search and all that can be switched are used on one page of those that have the same scripts and fields.
    """
    reader.address = site.address
    page = reader.new_page()
    wide, used = [], dict[str, str]()
    for path in visited(site):
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(site.address + path)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(path)
        # The page for what is not found names all files by whole addresses.
        kind = page.evaluate(USED) + "404" * (path == "404.html")
        if kind not in used and path in site.full:
            page.set_viewport_size({"width": 1360, "height": 900})
            search(page)
            switch(page)
            page.wait_for_load_state("networkidle")
            used[kind] = path

    assert wide == []
    assert {re.sub(r"(?<=/).+", "…", path) for path in used.values()} >= {"", "articles/…", "404.html"}
    assert len(used) > 3


def test_instant_navigation_stays_inside_the_first_pages_policy(opener: Opener, instant_site: Site) -> None:
    reader = Reader(opener, instant_site.address)
    page = reader.new_page(**DESKTOP)
    page.goto(reader.address)
    page.evaluate("window.first = true")
    search(page)
    article = next(path for path in instant_site.paths if re.fullmatch(r"articles/.+/", path))
    technique = next(path for path in instant_site.paths if re.fullmatch(r"techniques/.+/", path))
    for path in ("articles/", article, technique, "about/plain/", article, ""):
        page.evaluate(FOLLOW, reader.address + path)
        page.wait_for_url(reader.address + path)
        page.locator("main h1:not([data-left])").wait_for(state="attached")
        switch(page)

    assert page.evaluate("window.first"), "a page was loaded anew: nothing of this was tested"
    reader.close()
    assert reader.complaints == []


def test_pages_with_instant_navigation_share_one_policy(instant_site: Site) -> None:
    files = [path if path.endswith(".html") else f"{path}index.html" for path in instant_site.full]
    pages = [(instant_site.folder / file).read_text(encoding="utf-8") for file in files]
    policies = {policy for page in pages for policy in POLICY.findall(page)}

    assert len(pages) > 15
    assert len(policies) == 1
