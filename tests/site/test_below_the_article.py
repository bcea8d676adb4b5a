"""What stands below an article: how others reported it, and the list that leads there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.site.article_page import ARTICLE, DESKTOP, ENTRY, PHONE
from tests.site.conftest import Reader

NAMES = ["This article", *(report.publisher for report in ENTRY.notes.coverage)]
FACTS = 1 + len(ENTRY.notes.facts)
"""The headline's is one."""
TABLET = {**PHONE, "viewport": {"width": 768, "height": 1024}}
SMALL = {**PHONE, "viewport": {"width": 320, "height": 640}}

# At the end of its way: where the facts stand, whether they are what is seen there, and whether something moved.
SCROLLED = """table => {
  const scroller = table.closest(".mc-scroll");
  const cell = table.querySelector("tbody td");
  const before = cell.getBoundingClientRect().left;
  scroller.scrollLeft = scroller.scrollWidth;
  scroller.scrollIntoView({block: "center"});
  const {left} = scroller.getBoundingClientRect();
  return {
    moved: before - cell.getBoundingClientRect().left,
    facts: [...table.querySelectorAll("th:first-child")].map(fact => {
      const box = fact.getBoundingClientRect();
      const hit = document.elementFromPoint(box.right - 4, box.top + box.height / 2);
      return [box.left - left, fact.contains(hit), getComputedStyle(fact).backgroundColor];
    }),
  };
}"""

# The shape before each word, as its lines and its letter.
SIGNS = """selector => [...document.querySelectorAll(selector)].map(element => {
  const sign = getComputedStyle(element, "::before");
  const lines = ["borderTopWidth", "borderRightWidth", "borderBottomWidth", "borderLeftWidth"];
  return [element.className, element.textContent, lines.map(line => parseFloat(sign[line]) > 0).join(), sign.content];
})"""

CARDS = """() => [...document.querySelectorAll(".mc-reports > li")].map(card => {
  const box = card.getBoundingClientRect();
  return {
    name: card.querySelector("h3").innerText,
    facts: [...card.querySelectorAll("dd")].filter(fact => fact.checkVisibility()).length,
    inside: box.left >= 0 && box.right <= innerWidth,
    framed: getComputedStyle(card).borderLeftWidth !== "0px",
  };
})"""

SIZES_OF_TYPE = "selector => getComputedStyle(document.querySelector(selector)).fontSize"
TOP_OF_HEADLINE = "() => document.querySelector('marked-copy h1').getBoundingClientRect().top"


def is_narrow_enough(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_the_facts_stay_in_sight_while_the_reports_are_scrolled(reader: Reader) -> None:
    page = reader.open(ARTICLE, **TABLET)
    shown = page.locator(".mc-coverage table").evaluate(SCROLLED)
    assert shown["moved"] > 0
    assert len(shown["facts"]) == 1 + FACTS
    assert {(round(left), on_top) for left, on_top, _ in shown["facts"]} == {(0, True)}
    assert all("rgba" not in ground for _, _, ground in shown["facts"])
    assert is_narrow_enough(page)


@pytest.mark.parametrize("where", ["table", "cards"])
def test_what_is_told_is_known_by_word_and_shape(reader: Reader, where: str) -> None:
    page = reader.open(ARTICLE, **(DESKTOP if where == "table" else PHONE))
    signs = page.evaluate(SIGNS, ".mc-coverage td" if where == "table" else ".mc-tells dt")
    assert {words.lower() for _, words, *_ in signs} == {"told", "not told", "not seen"}
    kinds = {tuple(sign) for sign in signs}
    assert len(kinds) == 3
    assert len({tuple(shape) for _, _, *shape in kinds}) == 3


@pytest.mark.parametrize("size", [SMALL, PHONE], ids=["320", "390"])
def test_on_a_phone_every_report_is_a_card(reader: Reader, size: dict[str, object]) -> None:
    page = reader.open(ARTICLE, **size)
    assert is_narrow_enough(page)
    assert not page.locator(".mc-coverage table").is_visible()
    cards = page.evaluate(CARDS)
    assert [card["name"] for card in cards] == NAMES
    assert all(card["facts"] == FACTS and card["inside"] and card["framed"] for card in cards)


def test_on_a_wide_screen_the_table_says_it_once(reader: Reader) -> None:
    page = reader.open(ARTICLE, **DESKTOP)
    assert page.locator(".mc-coverage table").is_visible()
    assert [card["name"] for card in page.evaluate(CARDS)] == NAMES
    assert {card["facts"] for card in page.evaluate(CARDS)} == {0}


def test_a_table_is_in_the_size_of_the_text(reader: Reader) -> None:
    page = reader.open(ARTICLE, **DESKTOP)
    assert page.evaluate(SIZES_OF_TYPE, ".mc-coverage td") == page.evaluate(
        SIZES_OF_TYPE, ".md-content__inner"
    )
    page = reader.open("how-we-work/", **DESKTOP)
    assert page.evaluate(SIZES_OF_TYPE, ".md-content td") == page.evaluate(
        SIZES_OF_TYPE, ".md-content__inner"
    )


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_contents_open_over_the_page_and_lead_to_its_sections(reader: Reader, scripts: bool) -> None:
    page = reader.open(ARTICLE, **PHONE, java_script_enabled=scripts)
    contents = page.get_by_role("navigation", name="On this page", exact=True)
    paragraph = page.locator(".mc-article .mc-text p").last
    before = paragraph.bounding_box()
    assert not contents.get_by_role("link", name="Timeline").is_visible()
    contents.get_by_text("On this page", exact=True).click()
    link = contents.get_by_role("link", name="Timeline")
    assert link.is_visible()
    assert paragraph.bounding_box() == before
    link.click()
    page.wait_for_url("**#timeline")
    box = page.locator("#timeline").bounding_box()
    assert box
    assert 0 <= box["y"] < 844


def test_the_lesson_is_one_press_from_the_top(reader: Reader) -> None:
    page = reader.open(ARTICLE, **PHONE)
    link = page.get_by_role("navigation", name="On this page", exact=True).get_by_role(
        "link", name="For a class"
    )
    box = link.bounding_box()
    assert box
    assert box["y"] < 844 / 2
    assert box["height"] >= 24
    link.click()
    page.wait_for_url("**#lesson")
