"""A Chromium with a fresh profile for each reader of a site."""

from __future__ import annotations

from collections.abc import Iterator
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


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium, one for each worker, which must be there: `make test` installs it."""
    path = find_chromium()
    assert path, "no Chromium: run `make test`, which installs it, or set CHROMIUM to its path"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUICKLY)
        yield browser
        browser.close()


class Opener:
    """Opens pages of Chromium, each with a fresh profile."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def new(self, options: dict[str, Any]) -> Page:
        """An empty page with a fresh profile."""
        context = self._browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(VIOLATIONS)
        return context.new_page()


@pytest.fixture(scope="session")
def opener(chromium: Browser) -> Opener:
    return Opener(chromium)


class Reader:
    """Opens pages, and writes down what goes wrong in them.

    That is each error, violation of a policy, and request that leaves the site.
    """

    def __init__(self, opener: Opener, address: str) -> None:
        self.address = address
        self.complaints: list[str] = []
        self._opener = opener
        self._pages: list[Page] = []

    def new_page(self, **options: Any) -> Page:
        """An empty page with a fresh profile; `options` as for Playwright's `new_context`."""
        page = self._opener.new(options)
        self._pages.append(page)
        page.on("pageerror", lambda error: self._note(page, str(error)))
        page.on(
            "console", lambda message: self._note(page, message.text) if message.type == "error" else None
        )
        page.on("request", lambda request: self._note_request(page, request.url))
        return page

    def open(self, path: str = "", **options: Any) -> Page:
        """The page at this path of the site, new."""
        page = self.new_page(**options)
        page.goto(self.address + path)
        return page

    def close(self) -> None:
        for page in self._pages:
            for tab in page.context.pages:
                tab.wait_for_load_state()
            page.context.close()

    def _note(self, page: Page, words: str) -> None:
        self.complaints.append(f"{page.url}: {words}")

    def _note_request(self, page: Page, url: str) -> None:
        if not url.startswith((self.address, "data:")):
            self._note(page, f"a request to {url}")


@pytest.fixture
def reader(opener: Opener, fixture_site: Site) -> Iterator[Reader]:
    """A reader of the fixture site, who at the end must have had nothing to complain of."""
    reader = Reader(opener, fixture_site.address)
    yield reader
    reader.close()
    assert reader.complaints == []
