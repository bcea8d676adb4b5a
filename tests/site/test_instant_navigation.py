"""With Material's instant navigation pages come and go without loading: each begins anew, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.site.article_page import (
    ARTICLE,
    CLEAN,
    DESKTOP,
    ENTRY,
    KEEP,
    SLUG,
    boxes,
    edge,
    idle,
    lens,
    opened,
    query,
    seen_words,
    state,
)
from tests.site.conftest import Opener, Reader
from tests.sites import Site

TECHNIQUE = next(note.technique for note in ENTRY.notes.annotations if note.id == "cautioned")


@pytest.fixture
def page(opener: Opener, instant_site: Site) -> Iterator[Page]:
    """The home page, from which all others must be reached without loading one."""
    reader = Reader(opener, instant_site.address)
    page = reader.new_page(**DESKTOP)
    page.add_init_script(KEEP.replace("NOTES", "all"))
    page.goto(reader.address)
    page.evaluate("() => { window.first = true }")
    yield page
    assert page.evaluate("window.first"), "a page was loaded: nothing of this was tested"
    reader.close()
    assert reader.complaints == []


def to_article(page: Page) -> None:
    page.locator(".mc-sample figcaption a").click()
    arrived(page)


def arrived(page: Page) -> None:
    page.wait_for_selector(f"marked-copy[data-article='{SLUG}'][data-ready]")
    idle(page)


def test_an_article_begins_when_it_is_gone_to(page: Page) -> None:
    to_article(page)
    assert state(page)["lenses"] == []
    assert seen_words(page) == CLEAN
    for key, lenses in (("1", ["speaking"]), ("2", ["speaking", "wording"]), ("1", ["wording"])):
        page.keyboard.press(key)
        idle(page)
        assert state(page)["lenses"] == lenses, "one press, one switch"
    assert query(page) == "lens=wording&notes=all"
    lens(page, "context").click()
    assert state(page)["lenses"] == ["wording", "context"]
    page.locator("[id='ref--cautioned']").click()
    idle(page)
    assert opened(page) == "cautioned"
    page.keyboard.press("j")
    assert opened(page) not in ("", "cautioned")
    page.keyboard.press("Escape")
    assert opened(page) == ""


def test_the_lenses_last_as_pages_come_and_go(page: Page) -> None:
    to_article(page)
    page.keyboard.press("2")
    page.locator("[id='ref--cautioned']").click()
    idle(page)
    page.locator(f".mc-open .mc-labels a[href*='/{TECHNIQUE}/']").click()
    page.wait_for_url(f"**/techniques/{TECHNIQUE}/")
    page.wait_for_selector("marked-copy", state="detached")
    address = page.url
    page.keyboard.type("123j0w?")
    idle(page)
    assert page.url == address, "the listeners of the page that was left are gone"
    assert not page.locator("dialog[open]").count()
    page.go_back()
    arrived(page)
    assert state(page)["lenses"] == ["wording"]
    assert opened(page) == "cautioned"
    assert page.locator("section.mc-cite").is_visible(), "what stands below waits no longer"
    page.keyboard.press("1")
    idle(page)
    assert state(page)["lenses"] == ["speaking", "wording"]


def test_a_link_from_another_page_opens_its_note(page: Page, instant_site: Site) -> None:
    page.evaluate(
        """address => { const link = document.body.appendChild(document.createElement("a"));
          link.href = address; link.click(); link.remove() }""",
        f"{instant_site.address}techniques/{TECHNIQUE}/",
    )
    page.wait_for_url(f"**/techniques/{TECHNIQUE}/")
    page.locator(f"a[href*='{ARTICLE}#']").first.click()
    arrived(page)
    note = page.url.partition("#")[2]
    page.wait_for_function("() => document.querySelector('.mc-open')")
    idle(page)
    assert opened(page) == note
    number = boxes(page, f"[id='ref--{note}']")
    page.wait_for_timeout(200)  # the theme scrolls to the fragment too
    number = boxes(page, f"[id='ref--{note}']")
    assert edge(page) - 4 <= number[0]["top"] < 900


def test_articles_follow_each_other(page: Page, instant_site: Site) -> None:
    to_article(page)
    page.keyboard.press("3")
    page.evaluate(
        """address => { const link = document.body.appendChild(document.createElement("a"));
          link.href = address; link.click(); link.remove() }""",
        f"{instant_site.address}articles/crowded/",
    )
    page.wait_for_selector("marked-copy[data-article=crowded][data-ready]")
    idle(page)
    assert state(page)["lenses"] == ["context"]
    page.keyboard.press("j")
    idle(page)
    assert opened(page) == "which-bridge"
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    idle(page)
    assert state(page)["lenses"] == []
    page.go_back()
    arrived(page)
    page.keyboard.press("1")
    idle(page)
    assert "speaking" in state(page)["lenses"]


def test_the_sample_is_as_it_was_made_on_the_way_back(page: Page) -> None:
    to_article(page)
    page.keyboard.press("2")
    page.go_back()
    lenses = page.locator(".mc-sample [name=lens]")
    lenses.first.wait_for()
    idle(page)
    assert lenses.evaluate_all("fields => fields.every(field => field.checked)")
    page.locator(".mc-sample label").first.click()
    idle(page)
    assert not lenses.first.is_checked()
    assert query(page) == ""


def test_the_tour_is_told_from_beginning_to_end(page: Page) -> None:
    to_article(page)
    before = page.evaluate("history.length")
    page.locator(".mc-tour a").first.click()
    for note in [*ENTRY.notes.first[:5], "five-notes--end"]:
        # What the theme makes of a click comes later than what we make of it.
        page.wait_for_timeout(500)
        assert opened(page) == note
        if note != "five-notes--end":
            page.locator(".mc-open [data-do=next]").click()
    assert page.evaluate("history.length") == before
