"""An article's page with large type, small screens, forced colours, little motion, and fingers."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.site.article_page import (
    ALL,
    ARTICLE,
    BODY,
    DESKTOP,
    PHONE,
    SIZES,
    boxes,
    go,
    idle,
    opened,
    seen_words,
    state,
    visit,
)
from tests.site.conftest import Reader

TEXT_SPACING = """
.marked-copy *:not(svg, svg *) {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}
.marked-copy p { margin-bottom: 2em !important }
"""

# Ours that can be pressed, are not words of a sentence, and are smaller than 24 pixels each way: unless no other
# target stands within 24 pixels of its middle (WCAG 2.2, 2.5.8: exceptions Inline and Spacing).
SMALL = """() => {
  const targets = [...document.querySelectorAll("marked-copy :is(a, button, summary, input, [tabindex='0'])")]
    .filter(element => element.checkVisibility({visibilityProperty: true}));
  // A label is pressed for its box.
  const area = element => (element.closest("label") ?? element);
  const inline = element => {
    const block = element.closest("p, li, dd, td, th, figcaption, .mc-missing");
    if (!block || !element.matches("a")) return false;
    const own = targets.filter(other => block.contains(other)).map(other => other.textContent.length)
      .reduce((sum, length) => sum + length, 0);
    return block.textContent.trim().length > own + 3;
  };
  return targets.filter(element => !inline(element)).map(element => {
    const {width, height} = area(element).getBoundingClientRect();
    return [element.outerHTML.slice(0, 90), Math.round(width * 10) / 10, Math.round(height * 10) / 10];
  }).filter(([, width, height]) => width && height && (width < 23.9 || height < 23.9));
}"""

# Text that is cut off by its own box, or by one around it that does not scroll.
CUT = """() => [...document.querySelectorAll("marked-copy *")].filter(element => {
  if (!element.checkVisibility({visibilityProperty: true})) return false;
  // A part of the bar that is too narrow for a name shows none: it stands in the legend.
  if (element.closest("svg, .mc-sr, .mc-begins, del, #the-article, .mc-voices")) return false;
  const {overflowX, overflowY, clipPath, textOverflow} = getComputedStyle(element);
  if (clipPath !== "none" || !element.textContent.trim()) return false;
  return (["hidden", "clip"].includes(overflowX) && element.scrollWidth > element.clientWidth + 1 && !element.title)
    || (["hidden", "clip"].includes(overflowY) && element.scrollHeight > element.clientHeight + 1);
}).map(element => element.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("size", SIZES)
def test_what_can_be_pressed_is_large_enough(reader: Reader, size: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}#discomfort", size=SIZES[size])
    small = page.evaluate(SMALL)
    for details in page.locator("marked-copy details:visible > summary").all():
        details.evaluate("summary => { summary.parentElement.open = true }")
    small += page.evaluate(SMALL)
    page.locator(".mc-more").click()
    small += page.evaluate(SMALL)
    assert small == []


@pytest.mark.parametrize("size", [(320, 256), (320, 640), (1024, 500)])
def test_nothing_needs_to_be_moved_sideways(reader: Reader, size: tuple[int, int]) -> None:
    page = visit(reader, viewport={"width": size[0], "height": size[1]})

    def fits(what: str) -> None:
        idle(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], what

    fits("clean")
    for key in "123":
        page.keyboard.press(key)
        fits(f"lens {key} alone")
        page.keyboard.press("0")
    page.keyboard.type("123")
    fits("all lenses")
    page.keyboard.press("j")
    idle(page)
    assert opened(page)
    fits("a note")
    for summary in page.locator("marked-copy summary:visible").all():
        summary.evaluate("summary => { summary.parentElement.open = true }")
    page.keyboard.press("w")
    fits("all that can be opened, in plain wording")
    assert page.locator(".mc-open").evaluate("note => note.scrollWidth <= note.clientWidth")


def test_at_four_hundred_percent_a_note_and_its_passage_are_read(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}", viewport={"width": 320, "height": 256})
    page.locator("[id='ref--supposed-by-whom']").click()
    idle(page)
    sheet, passage = boxes(page, ".mc-open")[0], boxes(page, "[id='ref--supposed-by-whom']")[0]
    assert passage["top"] >= 0
    assert passage["bottom"] <= sheet["top"] + 1
    assert sheet["bottom"] - sheet["top"] >= 100
    page.mouse.move(100, sheet["top"] + 60)
    page.mouse.wheel(0, 3000)
    page.wait_for_function("() => document.querySelector('.mc-open').scrollTop > 100")
    foot = boxes(page, ".mc-open .mc-actions")[0]
    assert foot["bottom"] <= 257
    page.keyboard.press("?")
    sheet = boxes(page, ".mc-help")[0]
    assert sheet["left"] >= 0
    assert sheet["right"] <= 320
    scrolls = page.evaluate(
        """() => {
          const sheet = document.querySelector(".mc-help");
          return sheet.scrollHeight <= sheet.clientHeight || /auto|scroll/.test(getComputedStyle(sheet).overflowY);
        }"""
    )
    assert scrolls


@pytest.mark.parametrize("size", SIZES)
def test_wider_spaced_text_loses_nothing(reader: Reader, size: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}#discomfort", size=SIZES[size], bypass_csp=True)
    before = state(page)
    page.add_style_tag(content=TEXT_SPACING)
    idle(page)
    assert state(page)["open"] == before["open"]
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["viewport"]["width"]
    if size == "desktop":
        notes = boxes(page, ".mc-note")
        assert all(above["bottom"] <= below["top"] + 1 for above, below in pairwise(notes))


def test_nothing_is_cut_off_as_it_is(reader: Reader) -> None:
    for size in SIZES.values():
        page = visit(reader, f"{ARTICLE}?lens={ALL}#discomfort", size=size)
        assert page.evaluate(CUT) == []


PREFERENCES: dict[str, dict[str, Any]] = {
    "(forced-colors: active)": {"forced_colors": "active"},
    "(prefers-contrast: more)": {"contrast": "more"},
    "(prefers-color-scheme: dark)": {"color_scheme": "dark"},
}


@pytest.mark.parametrize("size", SIZES)
def test_a_preference_takes_nothing_away(reader: Reader, size: str) -> None:
    path = f"{ARTICLE}?lens={ALL}#supposed-by-whom"
    page = visit(reader, path, size=SIZES[size])

    def seen() -> list[Any]:
        return [state(page), *(seen_words(page, part) for part in (".mc-bar", ".mc-text", ".mc-open"))]

    usual = seen()
    for preference, options in PREFERENCES.items():
        page.emulate_media(**options)
        page.goto("about:blank")
        go(page, reader.address + path)
        assert page.evaluate("query => matchMedia(query).matches", preference)
        assert seen() == usual, preference
        page.emulate_media(color_scheme="null", contrast="null", forced_colors="null")


def test_forced_colours_show_what_is_on(reader: Reader) -> None:
    page = visit(reader, forced_colors="active")

    def underlined() -> set[str]:
        found: list[str] = page.evaluate(
            """[...document.querySelectorAll(".mc-text mark")]
              .filter(mark => getComputedStyle(mark).textDecorationLine !== "none").map(mark => mark.className)"""
        )
        return {" ".join(sorted(name for name in one.split() if name in KINDS)) for one in found}

    def looks(selector: str) -> Any:
        return page.evaluate(
            """selector => { const look = getComputedStyle(document.querySelector(selector));
              return [look.outlineStyle, look.borderColor, look.backgroundColor, look.color].join(" ") }""",
            selector,
        )

    assert underlined() == set()
    off = looks(".mc-lenses label.mc-missing-context")
    page.keyboard.press("3")
    idle(page)
    assert underlined()
    assert all("mc-missing-context" in classes for classes in underlined())
    assert looks(".mc-lenses label.mc-missing-context") != off
    page.keyboard.type("01")
    page.locator(".mc-voices [data-ids=board]").click()
    idle(page)
    assert looks(".mc-voices label:has([data-ids=board])") != looks(".mc-voices label:has([data-ids~=clerk])")
    chosen, dimmed = (f".mc-said[data-voice={voice}]" for voice in ("board", "clerk"))
    assert looks(chosen) != looks(dimmed), "which voice is chosen is seen in the text too"


KINDS = ("mc-sourcing", "mc-loaded-language", "mc-missing-context")


def test_nothing_moves_for_who_wants_no_motion(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}", size=DESKTOP, reduced_motion="reduce")
    for key in ("j", "j", "1", "w", "?"):
        page.keyboard.press(key)
        idle(page)
        moving = page.evaluate(
            """document.getAnimations().filter(({effect}) => effect.target.closest("marked-copy"))
              .map(({effect}) => effect.target.className)"""
        )
        assert moving == []


def test_the_page_is_as_wide_as_fingers_need(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=speaking,wording", size=PHONE)
    buttons = boxes(page, ".mc-bar :is(button, label)")
    assert len(buttons) > 8
    for first in buttons:
        for second in buttons:
            if first is not second:
                apart = (
                    first["right"] <= second["left"] + 0.5
                    or second["right"] <= first["left"] + 0.5
                    or first["bottom"] <= second["top"] + 0.5
                    or second["bottom"] <= first["top"] + 0.5
                )
                assert apart
    # One row moves sideways in a box of its own.
    rows = boxes(page, ".mc-bar > *")
    assert all(box["left"] >= 0 and box["right"] <= 390 for box in rows)
    outside = [box for box in buttons if box["left"] < 0 or box["right"] > 390]
    assert len(outside) < 4
    assert page.locator(".mc-options label").last.evaluate(
        "label => { label.scrollIntoView(); return label.getBoundingClientRect().right <= 390 }"
    )


def test_the_clean_page_has_room_for_reading(reader: Reader) -> None:
    for width in (320, 390, 1360):
        page = visit(reader, viewport={"width": width, "height": 800})
        widest = max(box["right"] - box["left"] for box in boxes(page, f"{BODY} > p"))
        assert min(width * 0.8, 500) <= widest <= 680
