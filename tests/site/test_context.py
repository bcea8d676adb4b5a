"""What an article leaves out, set into its text, and the timeline below it; and that a copy is the article alone."""

from __future__ import annotations

from typing import Any

import pytest

from build_tools.words.sentences import sentence
from tests.site.article_page import (
    ALL,
    ARTICLE,
    DESKTOP,
    ENTRIES,
    ENTRY,
    PHONE,
    SIZES,
    idle,
    seen_words,
    visit,
)
from tests.site.conftest import Reader

TEXT = ENTRY.article.text
NOTES = {annotation.id: annotation for annotation in ENTRY.notes.annotations}
SPANS = {
    note.id: sorted(spans)
    for note, spans in zip(ENTRY.notes.annotations, ENTRY.annotation_spans, strict=True)
}
CONTEXT = f"{ARTICLE}?lens=context&notes=all"


def letters(words: str) -> str:
    return "".join(filter(str.isalnum, words))


# --- what is missing ------------------------------------------------------------------------------


def test_what_is_missing_stands_behind_its_sentence(reader: Reader) -> None:
    page = visit(reader, CONTEXT)
    expected = {
        id: letters(TEXT[: sentence(TEXT, *SPANS[id][0], ENTRY.front.language)[1]])
        for id, note in NOTES.items()
        if note.missing and SPANS[id]
    }
    found = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(".mc-inserted .mc-missing")].map(element => {
          const range = document.createRange();
          range.setStart(document.querySelector(".mc-text"), 0);
          range.setEndBefore(element.closest(".mc-inserted"));
          const before = document.createElement("div");
          before.append(range.cloneContents());
          for (const ours of before.querySelectorAll("[hidden], .mc-ref, .mc-look, .mc-panel, script")) ours.remove();
          return [element.querySelector("a").hash.slice(1), before.textContent];
        }))"""
    )
    assert set(found) == set(expected)
    for id, words in found.items():
        assert letters(words).endswith(expected[id][-80:]), id
    shown = seen_words(page)
    for id in expected:
        assert " ".join((NOTES[id].missing or "").split()) in shown


def test_there_is_one_block_for_a_sentence(reader: Reader) -> None:
    page = visit(reader, CONTEXT)
    ends = {
        sentence(TEXT, *SPANS[id][0], ENTRY.front.language)[1] for id, note in NOTES.items() if note.missing
    }
    blocks = page.locator(".mc-inserted:visible")
    assert blocks.count() == len(ends) < sum(bool(note.missing) for note in NOTES.values()) + 1
    displays = blocks.evaluate_all("blocks => blocks.map(block => getComputedStyle(block).display)")
    assert set(displays) == {"block"}
    assert all(words.startswith("Not told: ") for words in blocks.all_inner_texts())


def test_what_is_missing_comes_and_goes_with_its_lens(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=speaking,wording&notes=all")
    assert not page.locator(".mc-inserted:visible").count()
    page.keyboard.press("3")
    idle(page)
    assert page.locator(".mc-inserted:visible").count() > 3
    looks = page.evaluate(
        """() => {
          const look = element => {
            const {fontFamily, backgroundColor} = getComputedStyle(element);
            return [fontFamily, backgroundColor];
          };
          const words = document.querySelector(".mc-text > p");
          return [...document.querySelectorAll(".mc-inserted")].map(element => [look(element), look(words)]);
        }"""
    )
    assert all(ours[0] != theirs[0] and ours[1] != theirs[1] for ours, theirs in looks)
    page.keyboard.press("3")
    idle(page)
    assert not page.locator(".mc-inserted:visible").count()


# How much of the window what is missing takes, at the place where it takes most.
MOST = """() => {
  const boxes = [...document.querySelectorAll(".mc-inserted")].filter(block => block.checkVisibility())
    .map(block => block.getBoundingClientRect());
  const height = innerHeight;
  let most = 0;
  for (let place = -scrollY; place < document.documentElement.scrollHeight - scrollY - height; place += 5)
    most = Math.max(most, boxes.reduce((sum, {top, bottom}) =>
      sum + Math.max(0, Math.min(bottom, place + height) - Math.max(top, place)), 0));
  return [most / height, boxes.reduce((sum, box) => sum + box.height, 0) / height,
    Math.min(...[...document.querySelectorAll(".mc-inserted")].map(b => parseFloat(getComputedStyle(b).fontSize)))];
}"""


@pytest.mark.parametrize("slug", sorted(ENTRIES))
def test_what_is_missing_takes_less_than_a_third_of_a_phone(reader: Reader, slug: str) -> None:
    page = visit(reader, f"articles/{slug}/?lens=context&notes=all", size=PHONE)
    page.evaluate("for (const block of document.querySelectorAll('[data-lazy]')) delete block.dataset.lazy")
    idle(page)
    most, _, size = page.evaluate(MOST)
    assert 0 < most < 1 / 3
    assert size >= 12


def test_what_is_missing_of_the_first_notes_takes_less_than_a_third_together(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=context&notes=first", size=PHONE)
    assert 0 < page.evaluate(MOST)[1] < 1 / 3


# --- copies ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("announce", [True, False])
def test_a_copy_of_the_text_is_the_article(reader: Reader, *, announce: bool) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}&notes=all")
    if not announce:
        page.evaluate("document.querySelector('.mc-view').dataset.noAnnounce = ''")
    last = page.locator(".mc-article .mc-text")
    last.evaluate("text => { getSelection().selectAllChildren(text); document.execCommand('copy') }")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    page.keyboard.press("0")
    idle(page)
    expected = seen_words(page, ".mc-article .mc-text")
    assert " ".join(copied.split()) == expected


# --- the timeline ---------------------------------------------------------------------------------


def test_the_picture_stands_over_its_list_below_the_article(reader: Reader) -> None:
    page = visit(reader)
    order = page.evaluate(
        """[".mc-text", ".mc-tl", ".mc-timeline ol"].map(selector =>
          [...document.querySelectorAll("*")].lastIndexOf([...document.querySelectorAll(selector)].at(-1)))"""
    )
    assert order == sorted(order)
    assert page.locator(".mc-timeline .mc-tl").count() == page.locator(".mc-tl").count() == 1
    assert page.locator(".mc-tl").is_visible()
    assert page.locator("#known-when").count() == 0


def _label(mark: Any) -> str:
    """The words of the one label that is seen; empty when none is."""
    seen = mark.page.evaluate(
        """() => [...document.querySelectorAll(".mc-tl foreignObject")]
          .filter(label => label.checkVisibility({visibilityProperty: true}))
          .map(label => [label.parentElement.href.baseVal, label.textContent])"""
    )
    assert len(seen) < 2
    if seen:
        assert seen[0][0] == mark.evaluate("link => link.href.baseVal")
    return str(seen[0][1]) if seen else ""


@pytest.mark.parametrize(("way", "size"), [("pointer", "desktop"), ("key", "desktop"), ("touch", "phone")])
def test_a_mark_says_what_it_stands_for_and_leads_to_its_line(reader: Reader, way: str, size: str) -> None:
    page = visit(reader, size={**SIZES[size], "has_touch": True})
    marks = page.locator(".mc-tl a").all()
    assert len(marks) > 4
    for mark in marks:
        href = str(mark.evaluate("link => link.href.baseVal"))
        line = page.locator(f"[id='{href[1:]}']")
        date = line.locator("time").inner_text()
        assert str(mark.get_attribute("aria-label")).startswith(date)
        box = mark.locator(".mc-hit").first.bounding_box()
        assert box
        assert round(min(box["width"], box["height"]), 3) >= 24
        mark.scroll_into_view_if_needed()
        if way == "touch":
            # Where a browser thinks of a mouse too, its place counts again as soon as the page moves.
            mark.evaluate("link => link.addEventListener('click', tap => tap.preventDefault(), {once: true})")
            mark.locator(".mc-hit").first.tap()
        elif way == "pointer":
            mark.locator(".mc-hit").first.hover()
        else:
            mark.focus()
        idle(page)
        assert _label(mark).startswith(f"{'Published ' if _label(mark)[0] == 'P' else ''}{date}: ")
        if way == "key":
            page.keyboard.press("Enter")
        elif way == "pointer":
            mark.locator(".mc-hit").first.click()
        else:
            mark.locator(".mc-hit").first.tap()
        idle(page)
        assert page.url.endswith(href)
        place = line.bounding_box()
        assert place
        assert 0 <= place["y"] < SIZES[size]["viewport"]["height"]


def test_no_two_marks_can_be_pressed_at_one_place(reader: Reader) -> None:
    page = visit(reader, size={**DESKTOP, "viewport": {"width": 320, "height": 640}})
    centres = page.evaluate(
        """[...document.querySelectorAll(".mc-tl circle.mc-hit")].map(circle => {
          const {left, top, width, height} = circle.getBoundingClientRect();
          return [left + width / 2, top + height / 2];
        })"""
    )
    assert len(centres) > 4
    for index, (x, y) in enumerate(centres):
        for other, far in centres[:index]:
            assert (x - other) ** 2 + (y - far) ** 2 >= 23.5**2
