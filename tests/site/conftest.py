"""A Chromium with a fresh profile for each reader of a site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import FLAGS, find_chromium
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
        browser = playwright.chromium.launch(
            executable_path=path,
            args=FLAGS,
        )
        yield browser
        browser.close()


class Reader:
    """Opens pages, and writes down what goes wrong in them.

    That is each error, violation of a policy, and request that leaves the site.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self.complaints: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def new_page(self, **options: Any) -> Page:
        """An empty page with a fresh profile; `options` as for Playwright's `new_context`."""
        context = self._browser.new_context(**options)
        self._contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(VIOLATIONS)
        page = context.new_page()
        page.on("pageerror", lambda error: self._note(page, str(error)))
        page.on(
            "console", lambda message: self._note(page, message.text) if message.type == "error" else None
        )
        page.on("request", lambda request: self._note_request(page, request.url))
        return page

    def open(self, path: str = "", **options: Any) -> Page:
        """The page at this path of the site."""
        page = self.new_page(**options)
        page.goto(self.address + path)
        return page

    def close(self) -> None:
        for context in self._contexts:
            for page in context.pages:
                page.wait_for_load_state()
            context.close()

    def _note(self, page: Page, words: str) -> None:
        self.complaints.append(f"{page.url}: {words}")

    def _note_request(self, page: Page, url: str) -> None:
        if not url.startswith((self.address, "data:")):
            self._note(page, f"a request to {url}")


@pytest.fixture
def reader(chromium: Browser, fixture_site: Site) -> Iterator[Reader]:
    """A reader of the fixture site, who at the end must have had nothing to complain of."""
    reader = Reader(chromium, fixture_site.address)
    yield reader
    reader.close()
    assert reader.complaints == []
