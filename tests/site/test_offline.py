"""A lesson goes on without a network, on a device that has opened its page once."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.site.article_page import ARTICLE, PHONE
from tests.site.conftest import Opener
from tests.sites import Site, serve


def test_a_lessons_page_opens_without_a_network_the_second_time(opener: Opener, fixture_site: Site) -> None:
    page = opener.new(PHONE)
    with serve(fixture_site.folder) as address:
        page.goto(f"{address}{ARTICLE}practice.html")
        page.wait_for_selector("[data-kept]", state="attached")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        # Only what is for a class is answered by the worker, so that no page of the site can be an old one.
        scopes = page.evaluate(
            "navigator.serviceWorker.getRegistrations().then((all) => all.map(({ scope }) => scope))"
        )
        assert scopes == [f"{address}{ARTICLE}practice.html"]
    # The server is gone.
    page.goto(f"{address}{ARTICLE}practice.html#marks=2")
    page.reload()
    expect(page.locator("body[data-ready]")).to_be_attached()
    assert page.evaluate("getComputedStyle(document.querySelector('.mc-text')).maxWidth") != "none"
    page.context.close()
