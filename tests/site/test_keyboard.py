"""An article's page by keyboard alone: single keys, the sheet that lists them, and a focus that is always in sight."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.site.article_page import (
    ALL,
    ARTICLE,
    IS_IDLE,
    SIZES,
    begun,
    go,
    idle,
    opened,
    query,
    scroll_to,
    state,
    visit,
)
from tests.site.conftest import Reader


def view(page: Page) -> tuple[list[str], str, str]:
    idle(page)
    return state(page)["lenses"], opened(page), query(page)


def test_every_key_of_the_sheet_does_what_it_says(reader: Reader) -> None:
    page = visit(reader)
    listed = set(
        "".join(page.locator(".mc-help kbd").all_text_contents()).replace("Enter", "").replace("Esc", "")
    )
    assert listed == set("1230jkw?")
    page.keyboard.type("13")
    assert view(page)[0] == ["speaking", "context"]
    page.keyboard.press("w")
    assert "wording=plain" not in query(page), "there is nothing to reword while the lens is off"
    page.keyboard.type("2w")
    assert view(page)[2] == f"lens={ALL}&notes=all&wording=plain"
    page.keyboard.press("w")
    assert view(page)[2] == f"lens={ALL}&notes=all"
    page.keyboard.type("jj")
    second = view(page)[1]
    page.keyboard.press("k")
    first = view(page)[1]
    assert first
    assert second
    assert first != second
    page.keyboard.press("Escape")
    page.keyboard.press("0")
    assert view(page) == ([], "", "")
    page.keyboard.press("?")
    assert page.locator(".mc-help[aria-labelledby]").is_visible()


def test_enter_on_a_number_opens_its_note(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording")
    page.locator("[id='ref--stressed']").focus()
    page.keyboard.press("Enter")
    idle(page)
    assert opened(page) == state(page)["focus"] == "stressed"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('.mc-open').contains(document.activeElement)")


@pytest.mark.parametrize("modifier", ["Control", "Alt", "Meta"])
def test_keys_with_a_modifier_are_the_browsers(reader: Reader, modifier: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording")
    for key in ("1", "0", "j", "w"):
        page.evaluate(
            """([key, modifier]) => document.body.dispatchEvent(new KeyboardEvent("keydown",
              {key, bubbles: true, cancelable: true, ctrlKey: modifier === "Control", altKey: modifier === "Alt",
               metaKey: modifier === "Meta"}))""",
            [key, modifier],
        )
    assert view(page) == (["wording"], "", "lens=wording&notes=all")


def test_typing_in_the_search_box_is_typing(reader: Reader) -> None:
    page = visit(reader)
    page.locator(".md-search__input").click()
    page.keyboard.type("123 wjk 0?")
    idle(page)
    assert page.locator(".md-search__input").input_value() == "123 wjk 0?"
    assert view(page) == ([], "", "")
    assert not page.locator(".mc-help[aria-labelledby]").is_visible()


def test_escape_in_the_search_leaves_the_note_open(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording#stressed")
    page.locator(".md-search__input").click()
    page.keyboard.type("war")
    page.keyboard.press("Escape")
    idle(page)
    assert opened(page) == "stressed"


@pytest.mark.parametrize("way", ["?", "button"])
@pytest.mark.parametrize("size", SIZES)
def test_the_sheet_opens_and_closes(reader: Reader, size: str, way: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording", size=SIZES[size])
    button = page.locator(".mc-more")
    button.focus()
    page.keyboard.press("?" if way == "?" else "Enter")
    sheet = page.get_by_role("dialog", name="Keys, print and options")
    sheet.wait_for()
    assert page.evaluate("document.querySelector('.mc-help').contains(document.activeElement)")
    page.keyboard.type("1j0")
    assert view(page) == (["wording"], "", "lens=wording&notes=all")
    page.keyboard.press("Escape")
    assert not sheet.is_visible()
    assert button.evaluate("button => button === document.activeElement")
    page.keyboard.press("?")
    sheet.get_by_role("button", name="Close").click()
    assert not sheet.is_visible()


def test_escape_closes_the_sheet_before_the_note(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording#stressed")
    page.keyboard.press("?")
    page.keyboard.press("Escape")
    idle(page)
    assert opened(page) == "stressed"
    page.keyboard.press("Escape")
    idle(page)
    assert opened(page) == ""


def test_single_keys_can_be_switched_off(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording")
    page.keyboard.press("?")
    page.get_by_label("Single keys do this").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.type("1jw0?")
    assert view(page) == (["wording"], "", "lens=wording&notes=all")
    assert not page.locator(".mc-help[aria-labelledby]").is_visible()
    page.reload()
    begun(page)
    page.keyboard.type("1jw0?")
    assert view(page) == (["wording"], "", "lens=wording&notes=all")
    page.locator("[id='ref--stressed']").focus()
    page.keyboard.press("Enter")
    assert view(page)[1] == "stressed", "Enter and Escape are not single keys of ours"
    page.keyboard.press("Escape")
    assert view(page)[1] == ""
    page.locator(".mc-more").click()
    assert not page.get_by_label("Single keys do this").is_checked()
    page.get_by_label("Single keys do this").check()
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    assert view(page)[0] == ["speaking", "wording"]


# --- the focus ------------------------------------------------------------------------------------

# What of the focused element is covered by something fixed to the window, as a share of its height. An element larger
# than the room between is always partly covered: of it a part must be seen.
FOCUSED = """const focused = () => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const shown = element.matches(".md-option") ? element.nextElementSibling : element;
  const box = [...shown.getClientRects()].find(box => box.width && box.height) ?? shown.getBoundingClientRect();
  const covers = [".md-header", ".mc-bar", ".mc-open"].map(selector => document.querySelector(selector))
    .filter(cover => cover && !cover.contains(element))
    .filter(cover => ["sticky", "fixed"].includes(getComputedStyle(cover).position));
  // Beside the text, or in another layer of the page, nothing is covered.
  const hit = cover => {
    const other = cover.getBoundingClientRect();
    return other.left < box.right && box.left < other.right
      ? Math.max(0, Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top)) : 0;
  };
  const outside = Math.max(0, -box.top) + Math.max(0, box.bottom - innerHeight);
  const hidden = Math.max(outside, ...covers.map(hit), 0);
  return {
    name: element.outerHTML.slice(0, 110),
    hidden,
    height: box.height,
    ours: Boolean(element.closest("marked-copy")),
    outlined: getComputedStyle(shown).outlineStyle !== "none",
    scroll: scrollY,
  };
};"""

# The focus goes on as it does with Tab: to the next in the order of the page, as the page is at that moment. Of radio
# buttons only the chosen one is a stop.
WALK = """async isForward => {
  FOCUSED
  const isIdle = IS_IDLE;
  const wanted = isForward ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const stops = [];
  for (let at = document.activeElement; at; at = document.activeElement) {
    await isIdle();
    if (at !== document.body) stops.push(focused());
    const ways = [...document.querySelectorAll("marked-copy :is(a[*|href], button, input, summary, [tabindex='0'])")]
      .filter(other => other.tabIndex === 0 && !other.matches(":disabled, [type=radio]:not(:checked)")
        && other.checkVisibility({visibilityProperty: true})
        && at.compareDocumentPosition(other) & wanted && !at.contains(other));
    const next = isForward ? ways[0] : ways.at(-1);
    if (!next || stops.length > 500) break;
    next.focus();
    if (document.activeElement !== next) throw new Error(`takes no focus: ${next.outerHTML.slice(0, 110)}`);
  }
  return stops;
}""".replace("FOCUSED", FOCUSED).replace("IS_IDLE", IS_IDLE)


def pressed(page: Page, key: str, most: int = 300) -> list[dict[str, Any]]:
    """Press the key until the focus is out of the page; what of ours had the focus on the way."""
    stops: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press(key)
        idle(page)
        found = page.evaluate(f"() => {{ {FOCUSED} return focused() }}")
        if found is None or (len(stops) > 5 and found["name"] == stops[0]["name"]):
            break
        stops.append(found)
    return [stop for stop in stops if stop["ours"]]


def faulty(stops: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    """What is covered, and what has no outline."""
    covered = [
        (stop["name"], "is covered by", round(stop["hidden"]), "of", round(stop["height"]))
        for stop in stops
        if stop["hidden"] > (2 if stop["height"] < 120 else stop["height"] - 60)
    ]
    bare = [stop["name"] for stop in stops if not stop["outlined"] and 'class="mc-note' not in stop["name"]]
    return [*covered, *((name, "has no outline") for name in bare)]


@pytest.mark.parametrize(
    ("size", "fragment", "key"),
    [
        ("desktop", "", "Shift+Tab"),
        ("desktop", "#supposed-by-whom", "Tab"),
        ("phone", "", "Tab"),
        ("phone", "#supposed-by-whom", "Shift+Tab"),
    ],
)
def test_the_focus_is_never_covered(reader: Reader, size: str, fragment: str, key: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}{fragment}", size=SIZES[size])
    if key == "Shift+Tab":
        scroll_to(page, 100_000)
        page.locator("section.mc-cite a").last.focus()
    page.keyboard.press(key)  # so that the focus is shown as that of a keyboard
    stops = page.evaluate(WALK, key == "Tab")
    assert len(stops) > 30
    assert faulty(stops) == []


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_the_key_goes_where_the_walk_goes(reader: Reader, key: str) -> None:
    path = f"articles/crowded/?lens={ALL}#slammed"
    page = reader.new_page(**SIZES["phone"])  # the key leaves the focus among the browser's own buttons
    go(page, reader.address + path)
    stops = pressed(page, key)
    assert len(stops) > 15
    assert faulty(stops) == []
    page = visit(reader, path, size=SIZES["phone"])
    page.keyboard.press(key)
    assert [stop["name"] for stop in page.evaluate(WALK, key == "Tab")] == [stop["name"] for stop in stops]
