"""The home page: one sentence with its notes and lenses on, which a reader can switch off, with scripts or without."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from build_tools.model.names import LENSES
from tests.site.article_page import DESKTOP, ENTRY, KIND_OF, PHONE, SLUG, idle, seen_words
from tests.site.conftest import Opener, Reader
from tests.sites import Site

WIDE: dict[str, Any] = {"viewport": {"width": 1920, "height": 1080}}
TABLET: dict[str, Any] = {"viewport": {"width": 768, "height": 1024}}
TEXT = ".mc-sample .mc-text"
NOTE = ".mc-sample .mc-note"

EVERYWHERE = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])

BOXES = """elements => elements.map(element => {
  const {left, top, right, bottom} = element.getBoundingClientRect();
  return {left, top, right, bottom};
})"""

# How much of what is ours has moved since it was painted, until a while after the page is there.
SHIFT = """() => new Promise(resolve => {
  let sum = 0;
  const isOurs = ({node}) => (node?.parentElement ?? node)?.closest(".mc-home");
  new PerformanceObserver(list => {
    for (const {value, sources} of list.getEntries()) if (sources.some(isOurs)) sum += value;
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => resolve(sum), 500);
})"""


def home(reader: Reader, size: dict[str, Any] = DESKTOP, *, scripts: bool = True) -> Page:
    return reader.open("", java_script_enabled=scripts, **size)


def boxes(page: Page, selector: str) -> list[dict[str, float]]:
    return list(page.locator(selector).evaluate_all(BOXES))


def ids(page: Page) -> list[str]:
    """The notes that are seen."""
    return [str(note.get_attribute("id")) for note in page.locator(f"{NOTE}:visible").all()]


NOTES = {note.id: note for note in ENTRY.notes.annotations}


@EVERYWHERE
def test_all_lenses_are_on_and_each_can_be_switched_off(reader: Reader, *, scripts: bool) -> None:
    page = home(reader, scripts=scripts)
    marked, shown = seen_words(page, TEXT), ids(page)
    lenses = [str(field.get_attribute("value")) for field in page.locator(".mc-sample [name=lens]").all()]
    assert {LENSES[NOTES[id_].kind][0] for id_ in shown} == set(lenses)
    assert len(lenses) > 1
    for lens in lenses:
        field = page.locator(f".mc-sample [value={lens}]")
        assert field.is_checked()
        field.uncheck()
        assert ids(page) == [id_ for id_ in shown if NOTES[id_].kind != KIND_OF[lens]]
        numbers = page.locator(f"{TEXT} .mc-ref.mc-{KIND_OF[lens]}")
        assert not any(number.is_visible() for number in numbers.all())
        field.check()
        assert (ids(page), seen_words(page, TEXT)) == (shown, marked)
    for lens in lenses:
        page.locator(f".mc-sample [value={lens}]").uncheck()
    assert ids(page) == []
    assert seen_words(page, TEXT) != marked
    assert seen_words(page, TEXT) in " ".join(ENTRY.article.text.split())
    page.reload()
    assert ids(page) == shown, "nothing is remembered"


@EVERYWHERE
def test_a_note_says_its_point_and_leads_to_all_of_it(reader: Reader, *, scripts: bool) -> None:
    page = home(reader, scripts=scripts)
    for number, note in enumerate(page.locator(NOTE).all(), start=1):
        annotation = NOTES[str(note.get_attribute("id"))]
        words = " ".join(note.inner_text().split())
        assert words.startswith(f"{number} {annotation.gist}")
        assert not annotation.fair_reading or "A fair reading:" in words
        link = note.locator("h2 a")
        assert link.evaluate("link => link.href") == f"{reader.address}articles/{SLUG}/#{annotation.id}"
    reference = page.locator(f"{TEXT} .mc-ref a").first
    reference.click()
    assert page.locator(f"{NOTE}:target").count() == 1


@EVERYWHERE
def test_the_notes_stand_beside_the_sentence(opener: Opener, site: Site, *, scripts: bool) -> None:
    """They begin where it does, in the right half of the screen, and all the width of the page is used."""
    reader = Reader(opener, site.address)
    page = home(reader, scripts=scripts)
    for size in (TABLET, DESKTOP, WIDE):
        page.set_viewport_size(size["viewport"])
        if scripts:
            idle(page)
        [sentence] = boxes(page, TEXT)
        [main] = boxes(page, ".mc-home")
        notes = boxes(page, NOTE)
        middle = size["viewport"]["width"] / 2
        assert abs(notes[0]["top"] - sentence["top"]) < 40, middle
        for note in notes:
            assert note["left"] > middle
            assert note["left"] >= sentence["right"] - 10, middle
        assert max(note["right"] for note in notes) > main["right"] - 60, middle
        assert notes[0]["bottom"] < size["viewport"]["height"]
    reader.close()
    assert reader.complaints == []


@EVERYWHERE
def test_a_phone_shows_the_sentence_and_a_note_at_once(reader: Reader, *, scripts: bool) -> None:
    page = home(reader, PHONE, scripts=scripts)
    [sentence] = boxes(page, TEXT)
    first = boxes(page, NOTE)[0]
    [title] = boxes(page, f"{NOTE}:first-child h2")
    assert first["top"] >= sentence["bottom"]
    assert title["bottom"] < PHONE["viewport"]["height"]


@EVERYWHERE
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_next_step_is_the_whole_article(reader: Reader, size: dict[str, Any], *, scripts: bool) -> None:
    page = home(reader, size, scripts=scripts)
    step = page.locator(".mc-next a")
    assert " ".join(step.inner_text().split()).startswith("Read the whole article: ")
    assert step.bounding_box()["height"] >= 44  # type: ignore[index]
    if size is DESKTOP:
        assert boxes(page, ".mc-next a")[0]["bottom"] < DESKTOP["viewport"]["height"]
    step.click()
    page.wait_for_url(f"{reader.address}articles/{SLUG}/")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_moves_while_the_page_comes(reader: Reader, size: dict[str, Any]) -> None:
    assert home(reader, size).evaluate(SHIFT) == 0


def test_the_sample_needs_no_script_of_ours(fixture_site: Site) -> None:
    html = (fixture_site.folder / "index.html").read_text(encoding="utf-8")
    assert "mc-sample" in html
    assert "assets/marked-copy.js" not in html
    assert "assets/first.js" not in html
