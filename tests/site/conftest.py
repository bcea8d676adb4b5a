"""A Chromium with an empty profile for each reader of a site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import QUICKLY, find_chromium
from tests.sites import Site

# Violations come to the console too, but only this way with what they are about.
VIOLATIONS = """
addEventListener("securitypolicyviolation", ({effectiveDirective, blockedURI, sample}) =>
  console.error(`policy: ${effectiveDirective} ${blockedURI} ${sample}`));
"""


PATIENCE = 60_000
"""Milliseconds that a test waits for what is to come, however busy the machine is."""

WITHOUT_SCRIPTS = "sitemap.xml"
"""A file of every site, in which nothing of ours runs."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium, one for each worker, which must be there: `make test` installs it."""
    path = find_chromium()
    assert path, "no Chromium: run `make test`, which installs it, or set CHROMIUM to its path"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUICKLY)
        yield browser
        browser.close()


class Shelf:
    """Where pages wait for the next test, since Chromium takes three times as long to open one as to load a site.

    What a test leaves in its page does not reach the next: what the site has stored, the history, the place of the
    pointer, routes, further tabs. A script for every document of a page can never be taken back, nor can the media
    that it emulates: a test that needs such a thing asks for a new page.
    """

    MOST = 4
    """Pages that wait: each takes a hundred megabytes."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._waiting: list[tuple[dict[str, Any], Page]] = []

    def new(self, options: dict[str, Any]) -> Page:
        """An empty page with a fresh profile."""
        context = self._browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(VIOLATIONS)
        return context.new_page()

    def take(self, options: dict[str, Any]) -> Page:
        """A page as good as new."""
        for at, (other, page) in enumerate(self._waiting):
            if other == _without_size(options) and "viewport" in options:
                del self._waiting[at]
                page.set_viewport_size(options["viewport"])
                return page
        return self.new(options)

    def put_back(self, page: Page, options: dict[str, Any], address: str) -> None:
        """Make the page as good as new. The address is that of the site that was looked at."""
        for tab in page.context.pages:
            if tab != page:
                tab.close()
        page.unroute_all()
        page.mouse.move(-1, -1)
        page.goto(address + WITHOUT_SCRIPTS)
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        session = page.context.new_cdp_session(page)
        session.send("Page.resetNavigationHistory")
        session.detach()
        self._waiting.append((_without_size(options), page))
        if len(self._waiting) > self.MOST:
            _, longest = self._waiting.pop(0)
            longest.context.close()


def _without_size(options: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name != "viewport"}


@pytest.fixture(scope="session")
def shelf(chromium: Browser) -> Shelf:
    return Shelf(chromium)


class Reader:
    """Opens pages, and writes down what goes wrong in them.

    That is each error, violation of a policy, and request that leaves the site.
    """

    def __init__(self, shelf: Shelf, address: str) -> None:
        self.address = address
        self.complaints: list[str] = []
        self._shelf = shelf
        self._new: list[Page] = []
        self._taken: list[tuple[Page, dict[str, Any]]] = []
        self._listening: list[Callable[[], None]] = []

    def page(self, **options: Any) -> Page:
        """An empty page of the shelf, with an empty profile; `options` as for Playwright's `new_context`."""
        page = self._shelf.take(options)
        self._taken.append((page, options))
        self._listen(page)
        return page

    def new_page(self, **options: Any) -> Page:
        """The same, but of this test alone: what cannot be taken back may be done to it."""
        page = self._shelf.new(options)
        self._new.append(page)
        self._listen(page)
        return page

    def open(self, path: str = "", **options: Any) -> Page:
        """The page at this path of the site, new."""
        page = self.new_page(**options)
        page.goto(self.address + path)
        return page

    def close(self) -> None:
        for page in (*self._new, *(page for page, _ in self._taken)):
            for tab in page.context.pages:
                tab.wait_for_load_state()
        for end in self._listening:
            end()
        for page in self._new:
            page.context.close()
        for page, options in self._taken:
            self._shelf.put_back(page, options, self.address)

    def _listen(self, page: Page) -> None:
        heard: dict[Any, Callable[[Any], None]] = {
            "pageerror": lambda error: self._note(page, str(error)),
            "console": lambda message: self._note(page, message.text) if message.type == "error" else None,
            "request": lambda request: self._note_request(page, request.url),
        }
        for event, hear in heard.items():
            page.on(event, hear)
            self._listening.append(partial(page.remove_listener, event, hear))

    def _note(self, page: Page, words: str) -> None:
        self.complaints.append(f"{page.url}: {words}")

    def _note_request(self, page: Page, url: str) -> None:
        if not url.startswith((self.address, "data:")):
            self._note(page, f"a request to {url}")


@pytest.fixture
def reader(shelf: Shelf, fixture_site: Site) -> Iterator[Reader]:
    """A reader of the fixture site, who at the end must have had nothing to complain of."""
    reader = Reader(shelf, fixture_site.address)
    yield reader
    reader.close()
    assert reader.complaints == []
