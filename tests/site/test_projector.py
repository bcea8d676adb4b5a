"""A teacher's lesson in front of the class: notes are chosen on the article's page, and shown one at a time."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.classroom.codes import drawn, expected
from tests.site.article_page import ARTICLE
from tests.site.conftest import Reader
from tests.site.test_axe import AXE, RUN

SCREEN = {"viewport": {"width": 1024, "height": 768}}
SIZES = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility() && !one.closest(".mc-sr"))
  .filter((one) => [...one.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim()))
  .map((one) => parseFloat(getComputedStyle(one).fontSize))"""


def told(page: Page) -> str:
    return page.locator(".mc-slide").inner_text()


def gists(page: Page) -> Any:
    return page.evaluate(
        "JSON.parse(document.getElementById('given').textContent).notes.map(({ gist }) => gist)"
    )


def shown_code(page: Page) -> tuple[list[str], float]:
    """The modules of the code that fills the screen, and how many pixels wide each is."""
    picture = page.get_by_role("img", name="QR code")
    box, path, width = picture.evaluate(
        "(one) => [one.getAttribute('viewBox'), one.querySelector('path').getAttribute('d'), one.clientWidth]"
    )
    return drawn(box, path), width / int(box.split(" ")[2])


def marked(page: Page) -> str:
    return " ".join(page.locator(".mc-marked").all_inner_texts())


def test_a_teachers_choice_leads_through_the_lesson(reader: Reader) -> None:
    page = reader.open(ARTICLE, **SCREEN)
    page.locator("[data-do=choose]").click()
    dialog = page.get_by_role("dialog", name="Choose notes for a lesson")
    # It begins with the five notes that the page tells first, in their order.
    told_first = page.locator("#five-notes--list a").evaluate_all(
        "(all) => all.map(({ hash }) => hash.slice(1))"
    )
    begun = dialog.get_by_role("link").evaluate_all("(all) => all.map(({ hash }) => hash)")
    assert set(begun) == {f"#notes={','.join(told_first)}"}
    dialog.get_by_role("button", name="Choose none").click()
    expect(dialog.get_by_role("status")).to_have_text("0 chosen: choose from 3 to 12.")
    expect(dialog.get_by_role("link")).to_have_count(0)
    boxes = dialog.get_by_role("checkbox")
    for nth in (2, 0, 1):
        boxes.nth(nth).check()
    dialog.get_by_role("spinbutton").fill("7")
    ids = [boxes.nth(nth).get_attribute("value") for nth in (2, 0, 1)]
    expect(dialog.get_by_role("status")).to_have_text("3 chosen.")
    leads = {
        urlsplit(str(link.get_attribute("href"))).path.rsplit("/", 1)[1]: str(link.get_attribute("href"))
        for link in dialog.get_by_role("link").all()
    }
    assert {"practice.html", "projector.html"} <= leads.keys()
    notes = f"notes={','.join(map(str, ids))}"
    fragments = {name: urlsplit(address).fragment for name, address in leads.items()}
    assert fragments.pop("class.html") == notes
    assert set(fragments.values()) == {f"{notes}&marks=7"}
    code = expected(leads["practice.html"], level="M")
    dialog.get_by_role("button", name="Show as a code").click()
    modules, pixels = shown_code(page)
    assert modules == code
    assert pixels >= 10
    assert pixels == int(pixels)
    page.get_by_role("dialog", name="Practice").get_by_role("button", name="Close").click()
    expect(dialog).to_be_visible()

    page.goto(leads["projector.html"])
    page.evaluate(AXE)
    # The class is led to the same practice; a presenter's key puts it away, and does no more.
    page.keyboard.press("c")
    assert shown_code(page) == (code, pixels)
    assert min(page.evaluate(SIZES)) >= 28
    assert [fault["id"] for fault in page.evaluate(RUN, None)["violations"]] == []
    page.keyboard.press("PageDown")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert told(page).startswith("1 of 3. What")
    chosen = [gists(page)[nth] for nth in (2, 0, 1)]
    for nth, gist in enumerate(chosen, start=1):
        page.keyboard.press("ArrowDown" if nth > 1 else "Home")
        assert told(page).startswith(f"{nth} of 3")
        assert gist not in told(page)
        page.keyboard.press("PageDown")
        assert gist in told(page)
    page.keyboard.press("End")
    assert told(page).startswith("3 of 3")
    page.keyboard.press("PageDown")
    assert min(page.evaluate(SIZES)) >= 28
    assert [fault["id"] for fault in page.evaluate(RUN, None)["violations"]] == []
    words = marked(page)
    page.keyboard.press("b")
    assert marked(page) == ""
    # Nothing is seen, and that it is hidden is read out.
    assert page.locator(".mc-slide > :not(.mc-sr)").count() == 0
    assert page.locator(".mc-slide").aria_snapshot().endswith("All hidden.")
    page.keyboard.press("b")
    assert marked(page) == words
    page.get_by_role("button", name="Keys").click()
    assert min(page.evaluate(SIZES)) >= 28
    page.keyboard.press("Escape")
    # On paper all that was chosen stands below the article, which is afterwards as it was.
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert [
        chosen[nth] in text for nth, text in enumerate(page.locator(".mc-printed li").all_inner_texts())
    ] == [True] * 3
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert marked(page) == words
    expect(page.locator(".mc-printed")).to_be_hidden()


PLACES = """() => {
  const slide = document.querySelector(".mc-slide");
  const [mark] = document.querySelectorAll(".mc-marked");
  const [bar, words, note] = [document.querySelector(".mc-top"), mark, slide].map((one) => one.getBoundingClientRect());
  // Words of the first line of the passage.
  return [bar.bottom <= words.top + 1, words.top + 25 <= note.top, slide.scrollHeight - slide.clientHeight];
}"""


def test_on_a_small_screen_neither_buttons_nor_note_cover_the_passage_and_keys_read_a_note_to_its_end(
    reader: Reader,
) -> None:
    for viewport in ({"width": 320, "height": 640}, {"width": 320, "height": 256}):
        page = reader.open(f"{ARTICLE}projector.html", viewport=viewport, has_touch=True)
        page.keyboard.press("PageDown")
        page.keyboard.press("r")
        above, below, more = page.evaluate(PLACES)
        assert above
        assert below
        assert more > 60
        seen, words = 0, told(page)
        while told(page) == words:
            seen = page.evaluate("document.querySelector('.mc-slide').scrollTop")
            page.keyboard.press("PageDown")
        assert seen >= more - 2
        assert page.evaluate("document.querySelector('.mc-slide').scrollTop") == 0
        page.keyboard.press("PageUp")
        above, below, _ = page.evaluate(PLACES)
        assert above
        assert below


def test_of_too_few_notes_nothing_is_asked_that_cannot_be_done(reader: Reader) -> None:
    page = reader.open(ARTICLE, **SCREEN)
    page.evaluate("[...document.querySelectorAll('.mc-note')].slice(2).forEach((note) => note.remove())")
    page.locator("[data-do=choose]").click()
    expect(page.locator("dialog[open] [role=status]")).to_contain_text("This article has 2 notes")
