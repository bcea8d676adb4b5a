"""Notes on a wide screen: beside their passages, none over another, and the open one level with its words."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page

from build_tools.site.assets import SOURCE, joined
from tests.site.article_page import (
    ALL,
    ARTICLE,
    BODY,
    COMBINATIONS,
    DESKTOP,
    LENSES,
    NOTES,
    PHONE,
    Finger,
    boxes,
    edge,
    idle,
    opened,
    scroll_to,
    state,
    visit,
)
from tests.site.conftest import Reader

GAP = 8
LEVEL = 6
"""Pixels by which an open note may stand higher or lower than the number it is opened from."""


def arrangement(page: Page) -> list[dict[str, Any]]:
    """The visible notes; they must be in order, inside the page, beside the text and apart from each other."""
    idle(page)
    notes = boxes(page, ".mc-note")
    numbers = page.evaluate(
        "ids => ids.map(id => Number(document.querySelector(`[id='${id}'] .mc-number`).textContent))",
        [note["id"] for note in notes],
    )
    assert numbers == sorted(numbers)
    overlapping = [
        (above["id"], below["id"])
        for above, below in pairwise(notes)
        if below["top"] < above["bottom"] + GAP - 1
    ]
    assert overlapping == []
    text = boxes(page, BODY)[0]
    width = page.evaluate("document.documentElement.clientWidth")
    assert all(note["left"] >= text["right"] and note["right"] <= width for note in notes)
    desk = boxes(page, ".mc-desk")[0]
    assert all(desk["top"] <= note["top"] and note["bottom"] <= desk["bottom"] + 1 for note in notes)
    return notes


def level(page: Page) -> float:
    """By how many pixels the open note stands below its number."""
    found = page.evaluate(
        """() => {
          const note = document.querySelector(".mc-open");
          const number = document.getElementById(`ref--${note.dataset.note}`);
          return note.getBoundingClientRect().top - number.getBoundingClientRect().top;
        }"""
    )
    return float(found)


@pytest.mark.parametrize("width", [1024, 1360])
def test_notes_stand_apart_and_in_order(reader: Reader, width: int) -> None:
    page = visit(reader, viewport={"width": width, "height": 900})
    for combination in COMBINATIONS:
        for lens in set(state(page)["lenses"]) ^ set(combination):
            page.keyboard.press(str(LENSES.index(lens) + 1))
        arrangement(page)
        for _ in range(3 if combination else 0):
            page.keyboard.press("j")
            arrangement(page)


@pytest.mark.parametrize(
    ("way", "window"), [("key", (1360, 900)), ("address", (1920, 1080)), ("address", (1100, 500))]
)
def test_an_open_note_is_in_view_with_its_passage(reader: Reader, way: str, window: tuple[int, int]) -> None:
    """Level with it, and higher only so that more of it is seen: as much as fits.

    By key in a usual window; by address, which leads to one place from any other, in a large one and a low one.
    """
    page = visit(reader, f"{ARTICLE}?lens={ALL}", viewport={"width": window[0], "height": window[1]})
    if way == "key":
        page.keyboard.press("j")
    compared, before = 0, ""
    for note in list(NOTES) if way == "address" else [""] * (len(NOTES) + 1):
        if way == "address":
            page.evaluate("id => { location.hash = id }", note)
            idle(page)
        elif opened(page) == before:
            break
        before = opened(page)
        arrangement(page)
        numbers = boxes(page, f"[id='ref--{before}']")
        if numbers:
            compared += 1
            card, number, high, low = boxes(page, ".mc-open")[0], numbers[0], edge(page), window[1]
            assert high - 1 <= number["top"] <= low - 20, before
            if card["bottom"] - card["top"] <= low - high - 2 * GAP:
                assert high - 1 <= card["top"], before
                assert card["bottom"] <= low + 1, before
            else:
                (column,) = boxes(page, ".mc-margin")
                highest = max(high + 2 * GAP, column["top"] + 1)
                assert card["top"] <= highest or abs(level(page)) <= LEVEL, before
            # Higher than its passage only where the window would cut it off.
            assert level(page) >= -LEVEL or card["bottom"] >= low - 2 * GAP, before
        if way == "key":
            page.keyboard.press("j")
    assert compared > 30


WANTED = """() => {
  const top = document.querySelector(".mc-notes").getBoundingClientRect().top;
  const notes = [...document.querySelectorAll(".mc-note")].filter(note => note.checkVisibility());
  return notes.map(note => [
    (document.getElementById(`ref--${note.dataset.note}`)?.getBoundingClientRect().top ?? top) - top,
    note.offsetHeight,
    note.getBoundingClientRect().top - top,
  ]);
}"""


def test_notes_follow_whatever_moves_the_text(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording#discomfort")

    def still_right(what: str) -> None:
        for note in arrangement(page):
            if note["id"] == opened(page):
                break
        assert abs(level(page)) <= LEVEL, what

    still_right("at first")
    for width in (1100, 1700, 1030, 1360):
        page.set_viewport_size({"width": width, "height": 900})
        still_right(f"width {width}")
    for size in ("200%", "80%", "125%"):
        page.evaluate("size => document.documentElement.style.fontSize = size", size)
        still_right(f"font size {size}")
    page.locator(".mc-provenance > summary").click()
    still_right("the provenance opened")
    page.keyboard.press("1")
    still_right("the panel of voices came")
    page.locator(".mc-panel summary", has_text="Who speaks").click()
    still_right("the shares opened")
    page.keyboard.press("w")
    still_right("the wording changed")
    page.keyboard.press("3")
    still_right("what is missing came")
    assert opened(page) == "discomfort"


SETTLE = f"""([wanted, heights, fixed]) => {{
  {joined(SOURCE / "js", "settle").whole}
  return settle(wanted, heights, fixed);
}}"""


@pytest.mark.parametrize("width", [1030, 1360])
def test_closed_notes_follow_too(reader: Reader, width: int) -> None:
    # So high a window has all notes near it.
    page = visit(reader, f"{ARTICLE}?lens={ALL}", viewport={"width": width, "height": 6000})

    def still_right(what: str) -> None:
        idle(page)
        wanted, heights, tops = zip(*page.evaluate(WANTED), strict=True)
        assert len(tops) > 15
        expected = page.evaluate(SETTLE, [wanted, heights, -1])
        far = [(top, place) for top, place in zip(tops, expected, strict=True) if abs(top - place) > 3]
        assert far == [], what

    still_right("at first")
    page.evaluate("document.documentElement.style.fontSize = '160%'")
    still_right("larger words")
    page.evaluate("document.documentElement.style.fontSize = ''")
    still_right("usual words")
    page.locator(".mc-provenance > summary").click()
    still_right("the provenance opened")
    page.locator(".mc-panel summary", has_text="Who speaks").click()
    still_right("the shares opened")
    page.keyboard.press("1")
    still_right("a lens less")
    page.keyboard.press("w")
    still_right("plain wording")
    page.set_viewport_size({"width": width + 60, "height": 6000})
    still_right("a wider window")


def test_a_note_that_is_opened_moves_no_passage(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}")
    scroll_to(page, 1200)
    page.locator("[id='ref--fares-of-that-spring']").click()
    before = boxes(page, ".mc-text .mc-ref a")
    page.locator("[id='ref--steady-support']").click()
    idle(page)
    after = boxes(page, ".mc-text .mc-ref a")
    assert {box["top"] - other["top"] for box, other in zip(before, after, strict=True)} == {
        before[0]["top"] - after[0]["top"]
    }


def test_the_controls_of_a_note_cover_none_of_it(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=speaking#named-clerk")
    for share in (0.0, 0.3, 0.6, 0.9, 1.0):
        note = boxes(page, ".mc-open")[0]
        page.evaluate("y => scrollBy(0, y)", note["top"] + share * (note["bottom"] - note["top"]) - 200)
        idle(page)
        page.locator(".mc-open [data-do=APA]").evaluate("button => button.scrollIntoView({block: 'center'})")
        covered = page.evaluate(
            """() => {
              const head = document.querySelector(".mc-open .mc-steps").getBoundingClientRect();
              return [...document.querySelectorAll(".mc-open .mc-actions *")].filter(element => {
                const box = element.getBoundingClientRect();
                return box.height && box.top < head.bottom && head.top < box.bottom;
              }).length;
            }"""
        )
        assert covered == 0
    scroll_to(page, boxes(page, ".mc-open")[0]["bottom"] + page.evaluate("scrollY") - 190)
    hit = page.evaluate(
        """() => {
          const button = document.querySelector(".mc-open [data-do=APA]");
          const box = button.getBoundingClientRect();
          const bar = document.querySelector(".mc-bar").getBoundingClientRect();
          return box.top < bar.bottom || button.contains(
            document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2));
        }"""
    )
    assert hit


def test_turning_a_wide_screen_into_a_narrow_one_keeps_the_note(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}#cautioned")
    page.set_viewport_size({"width": 390, "height": 844})
    idle(page)
    sheet = boxes(page, ".mc-open")[0]
    assert (sheet["left"], sheet["right"], sheet["bottom"]) == (0, 390, 844)
    assert sheet["top"] > 300
    page.set_viewport_size({"width": 1360, "height": 900})
    arrangement(page)
    is_in_sight(page)


def is_in_sight(page: Page) -> None:
    """The open note and its passage are between the bar and the window's end, or as much of the note as fits."""
    [card] = boxes(page, ".mc-open")
    [passage] = boxes(page, f"[id='ref--{opened(page)}']") or [card]
    bar = edge(page)
    assert bar <= passage["top"]
    assert passage["bottom"] <= 900
    assert bar <= card["top"]
    assert card["bottom"] <= 900 or passage["top"] <= bar + 3 * GAP


@pytest.mark.parametrize("way", ["the lens", "the tour"])
def test_turning_a_narrow_screen_into_a_wide_one_keeps_the_note_in_sight(reader: Reader, way: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}" if way == "the lens" else ARTICLE, size=PHONE)
    if way == "the tour":
        page.locator(".mc-tour a").first.tap()
    for _ in range(3):
        page.locator(".mc-open [data-do=next]").tap() if opened(page) else page.keyboard.press("j")
        idle(page)
        note = opened(page)
        page.set_viewport_size({"width": 1360, "height": 900})
        arrangement(page)
        assert opened(page) == note
        is_in_sight(page)
        page.set_viewport_size({"width": 390, "height": 844})
        idle(page)


def test_a_finger_that_scrolls_a_wide_page_closes_no_note(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=speaking#supposed-by-whom", size={**DESKTOP, "has_touch": True})
    note = boxes(page, ".mc-open")[0]
    y = max(note["top"], 200) + 40
    before = page.evaluate("scrollY")
    Finger(page).swipe((note["left"] + 100, y), (note["left"] + 100, y + 250), steps=20)
    assert page.evaluate("scrollY") < before
    assert opened(page) == "supposed-by-whom"
