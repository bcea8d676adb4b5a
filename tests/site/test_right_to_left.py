"""An article that runs from right to left, with notes that run from left to right."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.site.article_page import (
    ALL,
    BODY,
    PHONE,
    SIZES,
    Finger,
    boxes,
    edge,
    idle,
    opened,
    seen_words,
    visit,
)
from tests.site.conftest import Reader
from tests.sites import FIXTURE

PATH = "articles/right-to-left/"
ARTICLE = (FIXTURE / "docs" / "articles" / "right-to-left.md").read_text(encoding="utf-8")
WORDS = " ".join(line.lstrip("# ") for line in ARTICLE.split("---\n")[2].splitlines() if line)


def directions(page: Page, selector: str) -> set[str]:
    return set(
        page.evaluate(
            """selector => [...document.querySelectorAll(selector)].map(one => getComputedStyle(one).direction)""",
            selector,
        )
    )


def test_each_runs_its_own_way(reader: Reader) -> None:
    page = visit(reader, f"{PATH}?lens={ALL}#disaster")
    assert directions(page, ".mc-text, .mc-text > *, .mc-text mark, .mc-quote q, .mc-head h1") == {"rtl"}
    ours = (
        ".mc-ref, .mc-says, .mc-begins, .mc-missing, .mc-note, .mc-note dd:not([lang]), .mc-bar, .mc-steps, "
        ".mc-actions"
    )
    assert directions(page, ours) == {"ltr"}
    languages = page.evaluate(
        """[...document.querySelectorAll(".mc-ref, .mc-says, .mc-begins, .mc-missing")]
          .map(one => one.closest("[lang]").lang)"""
    )
    assert set(languages) == {"en"}
    for text in page.locator(".mc-text").all():
        assert text.get_attribute("lang") == "ar"


def test_the_clean_article_is_whole(reader: Reader) -> None:
    page = visit(reader, PATH)
    assert seen_words(page) == " ".join(WORDS.split())
    first = boxes(page, f"{BODY} > p")[0]
    line = page.evaluate(
        """() => { const range = document.createRange();
          range.selectNodeContents(document.querySelector(".mc-article .mc-text > p"));
          return Math.max(...[...range.getClientRects()].map(box => box.right)) }"""
    )
    assert line == pytest.approx(first["right"], abs=12), "lines begin at the right"


def test_a_number_stands_after_its_words(reader: Reader) -> None:
    page = visit(reader, f"{PATH}?lens=wording,speaking", viewport={"width": 1360, "height": 900})
    for note in ("an-official", "disaster", "open-session"):
        number = boxes(page, f"[id='ref--{note}']")[0]
        rects = page.evaluate(
            """note => [...[...document.querySelectorAll(`mark[data-notes~="${note}"]`)].at(-1).getClientRects()]
              .at(-1).toJSON()""",
            note,
        )
        if number["top"] < rects["bottom"]:
            assert number["right"] <= rects["left"] + 12, (
                f"{note}: left of its words, where the reading goes on"
            )
        else:
            assert number["right"] >= boxes(page, f"{BODY} > p")[0]["right"] - 30, f"{note}: in the next line"


@pytest.mark.parametrize("size", [*SIZES, "small"])
def test_a_note_opens_and_closes(reader: Reader, size: str) -> None:
    options = SIZES.get(size, {**PHONE, "viewport": {"width": 320, "height": 640}})
    page = visit(reader, f"{PATH}?lens={ALL}", size=options)
    width = options["viewport"]["width"]
    for note in ("an-official", "disaster", "no-figures", "open-session"):
        page.keyboard.press("j")
        idle(page)
        assert opened(page) == note
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        box, number = boxes(page, ".mc-open")[0], boxes(page, f"[id='ref--{note}']")[0]
        assert edge(page) - 4 <= number["top"]
        if size == "desktop":
            text = boxes(page, BODY)[0]
            assert box["left"] >= text["right"] - 1
            height = options["viewport"]["height"]
            assert box["top"] == pytest.approx(number["top"], abs=6) or (
                box["top"] < number["top"] and box["bottom"] == pytest.approx(height - 8, abs=2)
            ), "higher than its passage only so that it is in the window"
        else:
            assert (box["left"], box["right"]) == (0, width)
            assert number["bottom"] <= box["top"] + 4
    page.keyboard.press("Escape")
    idle(page)
    assert opened(page) == ""


def test_a_swipe_turns_the_same_way(reader: Reader) -> None:
    """The notes are in English, and are turned as such."""
    page = visit(reader, f"{PATH}?lens={ALL}#an-official", size=PHONE)
    sheet = boxes(page, ".mc-open")[0]
    y = (sheet["top"] + sheet["bottom"]) / 2
    Finger(page).swipe((300, y), (100, y))
    assert opened(page) == "disaster"
    Finger(page).swipe((100, y), (300, y))
    assert opened(page) == "an-official"


def test_nothing_needs_to_be_moved_sideways(reader: Reader) -> None:
    page = visit(reader, PATH, size=PHONE, viewport={"width": 320, "height": 640})
    for key in "123":
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.keyboard.press(key)
        idle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert all(box["left"] >= 0 and box["right"] <= 320 for box in boxes(page, ".mc-text *"))


def test_plain_wording_keeps_the_sentence(reader: Reader) -> None:
    page = visit(reader, f"{PATH}?lens=wording&wording=plain")
    words = seen_words(page, without=".mc-ref, .mc-swap")
    assert "وصف عمال الرصيف القرار بأنه خسارة كبيرة على المدينة" in words
    assert "كارثة" not in words
