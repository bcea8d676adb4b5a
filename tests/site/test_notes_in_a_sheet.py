"""Notes on a phone: a sheet from below that leaves the passage in sight, and obeys fingers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.site.article_page import (
    ALL,
    ARTICLE,
    PHONE,
    Finger,
    boxes,
    edge,
    fragment,
    idle,
    opened,
    state,
    visit,
)
from tests.site.conftest import Reader

HEIGHT = PHONE["viewport"]["height"]


def open_sheet(reader: Reader, note: str = "fares-of-that-spring") -> Page:
    """The page with a note opened by a tap on its number."""
    page = visit(reader, f"{ARTICLE}?lens={ALL}", size=PHONE)
    page.locator(f"[id='ref--{note}']").tap()
    idle(page)
    assert opened(page) == note
    return page


def middle(page: Page) -> tuple[float, float]:
    sheet = boxes(page, ".mc-open")[0]
    return (sheet["left"] + sheet["right"]) / 2, (sheet["top"] + sheet["bottom"]) / 2


@pytest.mark.parametrize(("size", "stride"), [((390, 844), 1), ((320, 640), 3), ((844, 390), 4)])
def test_a_sheet_leaves_its_passage_in_sight(reader: Reader, size: tuple[int, int], stride: int) -> None:
    """With every note on a usual phone, and with some on others."""
    page = visit(
        reader,
        f"{ARTICLE}?lens={ALL}",
        size=PHONE,
        viewport={"width": size[0], "height": size[1]},
    )
    page.keyboard.press("j")
    hidden, seen = [], 0
    before = ""
    while opened(page) != before:
        before = opened(page)
        sheet = boxes(page, ".mc-open")[0]
        assert sheet["bottom"] == size[1]
        assert sheet["right"] - sheet["left"] == size[0]
        if references := boxes(page, f"[id='ref--{before}']"):
            seen += 1
            if references[0]["top"] < edge(page) - 4 or references[0]["bottom"] > sheet["top"] + 4:
                hidden.append((before, references[0], edge(page), sheet["top"]))
        page.keyboard.type("j" * stride)
        idle(page)
    assert hidden == []
    assert seen > 30 // stride


@pytest.mark.parametrize("way", ["button", "Escape", "back", "swipe"])
def test_a_sheet_is_closed(reader: Reader, way: str) -> None:
    page = open_sheet(reader)
    address = page.url.partition("#")[0]
    scrolled = page.evaluate("scrollY")
    match way:
        case "button":
            page.locator(".mc-open [data-do=close]").tap()
        case "Escape":
            page.keyboard.press("Escape")
        case "back":
            page.go_back()
        case "swipe":
            x, y = middle(page)
            Finger(page).swipe((x, y), (x + 5, y + 150))
    page.wait_for_function("() => !location.hash")
    idle(page)
    assert opened(page) == ""
    assert page.url == address
    assert abs(page.evaluate("scrollY") - scrolled) < HEIGHT / 2, "the reader's place is lost"
    if way != "back":
        assert state(page)["focus"] == "ref--fares-of-that-spring"
    reference = boxes(page, "[id='ref--fares-of-that-spring']")[0]
    assert edge(page) - 4 <= reference["top"] < HEIGHT


def test_swipes_to_the_side_turn_notes(reader: Reader) -> None:
    page = open_sheet(reader)
    order = [
        str(id)
        for id in page.locator(".mc-notes > .mc-note").evaluate_all("notes => notes.map(note => note.id)")
    ]
    at = order.index("fares-of-that-spring")
    finger = Finger(page)
    for step in (1, 1, -1, -1, -1):
        x, y = middle(page)
        finger.swipe((x + 80 * step, y), (x - 80 * step, y + 10))
        at += step
        assert opened(page) == order[at]
        assert fragment(page) == order[at]


def test_small_movements_of_a_finger_do_nothing(reader: Reader) -> None:
    page = open_sheet(reader)
    x, y = middle(page)
    finger = Finger(page)
    for end in ((x + 30, y), (x - 30, y + 3), (x, y + 40), (x + 60, y + 50), (x - 70, y - 70), (x, y - 100)):
        finger.swipe((x, y), end)
        assert opened(page) == "fares-of-that-spring", end


# Where the open note is scrolled to, once it has come to rest: it goes on for a while after the finger.
AT_REST = """async () => {
  const note = document.querySelector(".mc-open");
  for (let before = -1; before !== note.scrollTop; ) {
    before = note.scrollTop;
    for (let frame = 0; frame < 10; frame++) await new Promise(requestAnimationFrame);
  }
  return note.scrollTop;
}"""


def test_scrolling_inside_a_sheet_does_not_close_it(reader: Reader) -> None:
    page = open_sheet(reader)
    before = page.evaluate("scrollY")
    x, y = middle(page)
    finger = Finger(page)

    def scroll(distance: float) -> float:
        finger.swipe((x, y), (x, y + distance), steps=20)
        return float(page.evaluate(AT_REST))

    at = scroll(-200)
    assert at > 100
    assert 0 < scroll(90) < at
    assert opened(page) == "fares-of-that-spring"
    while (further := scroll(-200)) > at:  # the last one is made at the end of the note
        at = further
    assert opened(page) == "fares-of-that-spring"
    assert abs(page.evaluate("scrollY") - before) <= 1, "the article scrolled behind the sheet"


def test_two_fingers_are_no_swipe(reader: Reader) -> None:
    page = open_sheet(reader)
    x, y = middle(page)
    session = page.context.new_cdp_session(page)
    for kind, points in (
        ("touchStart", [{"x": x, "y": y, "id": 0}]),
        ("touchStart", [{"x": x, "y": y, "id": 0}, {"x": x, "y": y + 40, "id": 1}]),
        ("touchMove", [{"x": x - 120, "y": y, "id": 0}, {"x": x + 120, "y": y + 40, "id": 1}]),
        ("touchEnd", []),
    ):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    idle(page)
    assert opened(page) == "fares-of-that-spring"


def test_a_finger_on_the_article_neither_opens_nor_turns_notes(reader: Reader) -> None:
    page = open_sheet(reader)
    finger = Finger(page)
    finger.swipe((300, 250), (60, 255))
    assert opened(page) == "fares-of-that-spring"
    page.keyboard.press("Escape")
    page.wait_for_function("() => !location.hash")
    finger.swipe((200, 300), (200, 500))
    finger.swipe((200, 500), (200, 300))
    assert opened(page) == ""


def test_a_tap_on_the_words_opens_their_note(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=sourcing,speaking", size=PHONE)
    page.locator("mark[data-notes~=supposed-by-whom]").first.tap()
    idle(page)
    assert opened(page) == "supposed-by-whom"


def test_the_last_passage_is_seen_above_the_sheet(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}#berths-for-whom", size=PHONE)
    sheet, reference = boxes(page, ".mc-open")[0], boxes(page, "[id='ref--berths-for-whom']")[0]
    assert edge(page) - 4 <= reference["top"]
    assert reference["bottom"] <= sheet["top"]
