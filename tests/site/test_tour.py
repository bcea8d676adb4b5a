"""The tour: the notes for a reader with two minutes, one after the other, by pointer, finger, keys and ear."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.site.article_page import (
    ARTICLE,
    DESKTOP,
    ENTRY,
    NOTES,
    PHONE,
    SIZES,
    SPANS,
    Finger,
    begun,
    boxes,
    edge,
    fragment,
    idle,
    lens,
    opened,
    query,
    seen_words,
    state,
    visit,
)
from tests.site.conftest import Reader
from tests.site.test_accessible_tree import tree

TOLD = list(ENTRY.notes.first[:5])
END = "five-notes--end"
HEIGHT = PHONE["viewport"]["height"]


def start(reader: Reader, size: str = "desktop") -> Page:
    """The article of a reader who has never been here, on the tour."""
    page = visit(reader, size=SIZES[size], notes="")
    link = page.locator(".mc-tour a").first
    (link.tap if size == "phone" else link.click)()
    idle(page)
    return page


def step(page: Page, way: str, forward: bool) -> None:
    if way == "key":
        page.keyboard.press("j" if forward else "k")
    elif way == "button":
        page.locator(f".mc-open [data-do={'next' if forward else 'previous'}]").click()
    else:
        sheet = boxes(page, ".mc-open")[0]
        y = (sheet["top"] + sheet["bottom"]) / 2
        ends = ((300, y), (90, y))
        Finger(page).swipe(*(ends if forward else ends[::-1]))
    idle(page)


def is_on(page: Page) -> bool:
    return page.locator("marked-copy[data-tour]").count() == 1


def is_in_sight(page: Page, note: str) -> bool:
    """Whether the number of the note's first passage is under nothing."""
    (number,) = boxes(page, f"[id='ref--{note}']")
    below = [sheet["top"] for sheet in boxes(page, ".mc-open") if sheet["left"] == 0]
    height = page.viewport_size["height"] if page.viewport_size else 0
    return bool(edge(page) - 4 <= number["top"] and number["bottom"] <= min([height, *below]) + 4)


@pytest.mark.parametrize(
    ("size", "way"), [("desktop", "button"), ("desktop", "key"), ("phone", "button"), ("phone", "swipe")]
)
def test_the_first_notes_are_told_in_the_editors_order(reader: Reader, size: str, way: str) -> None:
    page = start(reader, size)
    for at, note in enumerate(TOLD, start=1):
        found = state(page)
        assert (found["open"], found["focus"], found["lenses"]) == ([note], note, [])
        assert found["marks"] == sum(len(SPANS[id]) for id in TOLD), "the article is clean but for its notes"
        assert page.locator(".mc-open .mc-place").inner_text() == f"{at} of {len(TOLD)}"
        assert (fragment(page), query(page)) == (note, "")
        words = seen_words(page, ".mc-open")
        for part in (NOTES[note].gist, NOTES[note].fair_reading or ""):
            assert re.sub(r"\W", "", part) in re.sub(r"\W", "", words)
        if SPANS[note]:
            assert is_in_sight(page, note)
        step(page, way, forward=True)
    assert opened(page) == END
    end = seen_words(page, ".mc-open")
    assert f"five of {len(NOTES)} notes" in end
    assert page.locator(".mc-open [data-do=next]").is_disabled()
    page.keyboard.press("j")
    idle(page)
    assert opened(page) == END
    for note in reversed(TOLD):
        step(page, way, forward=False)
        assert opened(page) == note
    assert page.locator(".mc-open [data-do=previous]").is_disabled()
    assert is_on(page)


def test_the_fair_reading_is_as_large_as_the_rest(reader: Reader) -> None:
    page = start(reader)
    while not NOTES[opened(page)].fair_reading:
        page.keyboard.press("j")
    sizes = page.locator(".mc-open > .mc-body > dl dd").evaluate_all(
        "parts => parts.map(part => { const {fontSize, color} = getComputedStyle(part); return fontSize + color })"
    )
    assert len(sizes) > 1
    assert len(set(sizes)) == 1


@pytest.mark.parametrize(
    ("size", "steps", "way"),
    [
        ("desktop", 0, "Escape"),
        ("desktop", 2, "button"),
        ("desktop", 5, "Escape"),
        ("phone", 0, "button"),
        ("phone", 2, "Escape"),
        ("phone", 5, "button"),
    ],
)
def test_it_ends_anywhere(reader: Reader, size: str, steps: int, way: str) -> None:
    page = start(reader, size)
    for _ in range(steps):
        page.keyboard.press("j")
    idle(page)
    last = opened(page)
    if way == "Escape":
        page.keyboard.press("Escape")
    else:
        page.locator(".mc-open [data-do=close]").click()
    page.wait_for_function("() => !location.hash")
    idle(page)
    found = state(page)
    assert (found["open"], found["lenses"]) == ([], [])
    note = TOLD[-1] if last == END else last
    assert found["focus"] == f"ref--{note}", "where the reader is, and not at the top"
    assert is_in_sight(page, note)
    page.keyboard.press("0")
    idle(page)
    found = state(page)
    assert not is_on(page)
    assert (found["marks"], found["notes"]) == (0, [])


@pytest.mark.parametrize("way", ["pointer", "key"])
def test_a_lens_ends_it(reader: Reader, way: str) -> None:
    page = start(reader)
    if way == "pointer":
        lens(page, "wording").click()
    else:
        page.keyboard.press("2")
    idle(page)
    assert not is_on(page)
    assert (opened(page), state(page)["lenses"]) == ("", ["wording"])
    page.keyboard.press("j")
    idle(page)
    assert NOTES[opened(page)].kind == "loaded-language"


def test_it_is_no_choice_that_is_kept(reader: Reader) -> None:
    page = start(reader)
    page.keyboard.press("j")
    assert query(page) == ""
    page.goto(reader.address + ARTICLE)
    begun(page)
    assert not is_on(page)
    assert state(page)["lenses"] == []


@pytest.mark.parametrize("size", SIZES)
def test_the_end_leads_on(reader: Reader, size: str) -> None:
    def end() -> Page:
        page = start(reader, size)
        for _ in TOLD:
            page.keyboard.press("j")
        idle(page)
        assert opened(page) == END
        return page

    page = end()
    page.evaluate("() => { window.print = () => { window.printed = true } }")
    page.locator(".mc-open button", has_text="Print these five").click()
    assert page.evaluate("window.printed")
    assert page.locator("marked-copy").get_attribute("data-print") == "first"
    page.locator(".mc-open a", has_text="All notes").click()
    idle(page)
    found = state(page)
    assert not is_on(page)
    assert found["lenses"] == ["speaking", "wording", "context"]
    assert found["marks"] == sum(map(len, SPANS.values()))
    page = end()
    page.locator(".mc-open a", has_text="Try it yourself").click()
    page.wait_for_url("**/practice.html")


def test_by_keyboard_alone(reader: Reader) -> None:
    page = visit(reader, size=DESKTOP, notes="")
    page.locator(".mc-tour a").first.focus()
    page.keyboard.press("Enter")
    idle(page)
    assert state(page)["focus"] == opened(page) == TOLD[0]
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.do") == "next":
            break
    page.keyboard.press("Enter")
    idle(page)
    assert opened(page) == TOLD[1]


def test_by_ear(reader: Reader) -> None:
    page = visit(reader, notes="")
    (way,) = (
        node for node in tree(page, ".mc-look").find("navigation") if node.name.startswith("Five notes")
    )
    (link,) = way.find("link")
    assert link.name.startswith("Five notes, ")
    link_in_page = page.get_by_role("link", name=link.name)
    link_in_page.focus()
    page.keyboard.press("Enter")
    idle(page)
    for note in TOLD:
        (told,) = (
            node for node in tree(page, ".mc-margin").find("article") if node.properties.get("focused")
        )
        assert NOTES[note].gist in " ".join(told.name.split())
        page.keyboard.press("j")
        idle(page)
    margin = tree(page, ".mc-margin")
    (end,) = (node for node in margin.all() if node.properties.get("focused"))
    assert (end.role, end.name) == ("group", f"That was five of {len(NOTES)} notes.")
    assert [node.name for node in end.all() if node.role in ("link", "button")] == [
        "Previous note",
        "Next note",
        "Close the note",
        "All notes",
        "Print these five",
        "Try it yourself",
    ]


@pytest.mark.parametrize("size", SIZES)
def test_without_scripts_it_is_a_list(reader: Reader, size: str) -> None:
    page = reader.open(ARTICLE, **{**SIZES[size], "java_script_enabled": False})
    page.locator(".mc-tour h2 a").click()
    page.wait_for_url("**#five-notes--list")
    links = page.locator(".mc-tour ol a")
    assert [str(link.get_attribute("href")) for link in links.all()] == [f"#{note}" for note in TOLD]
    for link, note in zip(links.all(), TOLD, strict=True):
        assert link.is_visible()
        assert link.inner_text() == NOTES[note].gist
    assert boxes(page, ".mc-tour button") == []
    links.nth(1).click()
    page.wait_for_url(f"**#{TOLD[1]}")
    assert 0 <= boxes(page, f"[id='head--{TOLD[1]}']")[0]["top"] < SIZES[size]["viewport"]["height"] / 2


def test_an_article_without_first_notes_has_none(reader: Reader) -> None:
    page = visit(reader, "articles/right-to-left/", notes="")
    assert page.locator(".mc-tour").count() == 0
