"""The strip over the article: where its notes are, and a scrollbar for pointer and keys."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page

from tests.site.article_page import (
    ALL,
    ARTICLE,
    BODY,
    ENTRY,
    KIND_OF,
    SIZES,
    Finger,
    boxes,
    idle,
    scroll_to,
    state,
    visit,
)
from tests.site.conftest import Reader


def strip(page: Page) -> Locator:
    return page.get_by_role("slider")


def told(page: Page) -> tuple[int, int]:
    """Which part of the article is said to be in sight, in percent."""
    words = str(strip(page).get_attribute("aria-valuetext"))
    found = re.fullmatch(r"(\d+) to (\d+) percent in sight", words)
    assert found, words
    return int(found[1]), int(found[2])


def measured(page: Page) -> tuple[float, float]:
    """Which part of the article is in the window, in percent."""
    box = boxes(page, BODY)[0]
    height = page.evaluate("innerHeight")
    parts = [(y - box["top"]) / (box["bottom"] - box["top"]) for y in (0, height)]
    return 100 * min(1, max(0, parts[0])), 100 * min(1, max(0, parts[1]))


def middle(page: Page) -> float:
    """Where in the article the middle of the window is, in percent."""
    box = boxes(page, BODY)[0]
    return float(100 * (page.evaluate("innerHeight") / 2 - box["top"]) / (box["bottom"] - box["top"]))


def test_the_strip_is_a_slider_with_a_name_and_a_value(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}")
    assert strip(page).count() == 1
    assert strip(page).get_attribute("aria-label")
    assert strip(page).evaluate("element => element.tabIndex") == 0
    # The values that a slider has when it says nothing.
    assert strip(page).get_attribute("min") in (None, "0")
    assert strip(page).get_attribute("max") in (None, "100")
    for place in (0, 900, 1800, 5000):
        scroll_to(page, place)
        assert told(page) == pytest.approx(measured(page), abs=1)
        assert float(strip(page).input_value()) == pytest.approx(sum(measured(page)) / 2, abs=1)


@pytest.mark.parametrize("size", SIZES)
def test_the_strip_follows_what_moves_the_article(reader: Reader, size: str) -> None:
    page = visit(reader, size=SIZES[size])
    scroll_to(page, 600)
    before = told(page)
    page.locator(".mc-provenance > summary").evaluate("summary => summary.click()")
    idle(page)
    idle(page)
    assert told(page) == pytest.approx(measured(page), abs=1)
    page.keyboard.press("1")
    idle(page)
    assert told(page) == pytest.approx(measured(page), abs=1)
    page.set_viewport_size({"width": 700, "height": 500})
    idle(page)
    assert told(page) == pytest.approx(measured(page), abs=1)
    assert told(page) != before


def test_keys_scroll_the_page(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording")
    strip(page).focus()
    page.keyboard.press("End")
    idle(page)
    assert measured(page)[1] == 100
    assert middle(page) == pytest.approx(100, abs=3)
    page.keyboard.press("Home")
    idle(page)
    assert middle(page) == pytest.approx(0, abs=3) or page.evaluate("scrollY") == 0
    assert strip(page).evaluate("element => element === document.activeElement")
    for forward, back in (("ArrowRight", "ArrowLeft"), ("ArrowDown", "ArrowUp"), ("PageDown", "PageUp")):
        scroll_to(page, 1000)
        page.keyboard.press(forward)
        idle(page)
        moved = page.evaluate("scrollY") - 1000
        assert moved > 50
        page.keyboard.press(back)
        idle(page)
        assert page.evaluate("scrollY") == pytest.approx(1000, abs=2)
    page.keyboard.press("Tab")
    assert strip(page).evaluate("element => element !== document.activeElement")


@pytest.mark.parametrize("size", SIZES)
def test_a_click_or_a_drag_scrolls_the_page(reader: Reader, size: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording", size=SIZES[size])
    strip(page).scroll_into_view_if_needed()
    box = strip(page).bounding_box()
    assert box
    page.mouse.click(box["x"] + 0.5 * box["width"], box["y"] + box["height"] / 2)
    idle(page)
    assert middle(page) == pytest.approx(50, abs=3)
    box = strip(page).bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.5 * box["width"], y)
    page.mouse.down()
    for part in (0.55, 0.65, 0.8):
        page.mouse.move(box["x"] + part * box["width"], y + 80)
        idle(page)
        assert middle(page) == pytest.approx(100 * part, abs=3)
    page.mouse.up()
    page.mouse.move(box["x"] + 0.2 * box["width"], y)
    idle(page)
    assert middle(page) == pytest.approx(80, abs=3), "the button is up"


def test_a_finger_drags_it_too(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording", size=SIZES["phone"])
    scroll_to(page, 1200)
    box = strip(page).bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    Finger(page).swipe((box["x"] + 0.3 * box["width"], y), (box["x"] + 0.7 * box["width"], y + 20))
    assert middle(page) == pytest.approx(70, abs=5)
    assert state(page)["open"] == []


TICKS = """() => Object.fromEntries([...document.querySelectorAll(".mc-strip path")].map(path =>
  [path.dataset.lens ?? path.getAttribute("class"), path.getAttribute("d").match(/M[\\d.]+/g) ?? []]))"""


def test_the_strip_shows_every_place_with_a_note(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}", viewport={"width": 1360, "height": 8000})
    idle(page)
    drawn = page.evaluate(TICKS)
    assert len(drawn) == len(KIND_OF)
    text = boxes(page, BODY)[0]
    for lens, ticks in zip(KIND_OF, drawn.values(), strict=True):
        tops = page.evaluate(
            """kind => [...document.querySelectorAll(`.mc-text .mc-ref.mc-${kind} a`)]
              .map(link => link.getBoundingClientRect().top)""",
            KIND_OF[lens],
        )
        wanted = {max(0, 1000 * (top - text["top"]) / (text["bottom"] - text["top"])) for top in tops}
        found = [float(tick[1:]) for tick in ticks]
        assert len(found) == len(set(found))
        assert len(found) == len({round(place) for place in wanted})
        assert all(min(abs(place - tick) for tick in found) <= 2 for place in wanted)
    passages = sum(len(spans) for spans in ENTRY.annotation_spans)
    assert sum(map(len, drawn.values())) <= passages


def test_the_places_are_about_right_before_they_were_seen(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=")
    early = page.evaluate(TICKS)
    page.set_viewport_size({"width": 1360, "height": 8000})
    idle(page)
    idle(page)
    for first, then in zip(early.values(), page.evaluate(TICKS).values(), strict=True):
        ends = [
            sorted(float(tick[1:]) for tick in ticks)[index] for ticks in (first, then) for index in (0, -1)
        ]
        assert ends[0] == pytest.approx(ends[2], abs=60)
        assert ends[1] == pytest.approx(ends[3], abs=60)
