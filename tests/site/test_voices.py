"""Who is speaking: read by colour alone, by label alone, and in the list; nothing of it covers anything."""

from __future__ import annotations

import re
from itertools import combinations, product
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from build_tools.marked.voices import OUTLET
from tests.site.article_page import ARTICLE, DESKTOP, ENTRY, PHONE, SIZES, idle, query, visit
from tests.site.conftest import Reader

TEXT = ENTRY.article.text
SPEAKING = f"{ARTICLE}?lens=speaking"
PARTIES = {id: voice.speaks_for or voice.name for id, voice in ENTRY.notes.voices.items()}

PIECES = """() => {
  const found = [];
  let label = "";
  for (const element of document.querySelectorAll(".mc-text :is(.mc-says, .mc-said)"))
    if (element.matches(".mc-says")) label += element.checkVisibility() ? element.textContent : "(unseen)";
    else {
      found.push([element.dataset.voice, element.dataset.mode ?? "", label, element.textContent]);
      label = "";
    }
  return found;
}"""

# Where the labels and the words are: one box for each line.
PLACES = """() => {
  const lines = element => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()].filter(({width, height}) => width > 2 && height > 2)
      .map(({left, top, right, bottom}) => [left, top, right, bottom]);
  };
  const labels = [...document.querySelectorAll(".mc-text .mc-says:not(.mc-sr)")].filter(e => e.checkVisibility());
  return {
    labels: labels.map(label => [label.firstChild.data, lines(label.firstChild)]),
    words: [...document.querySelectorAll(".mc-text .mc-said")].flatMap(lines),
    width: document.documentElement.clientWidth,
  };
}"""


def letters(words: str) -> str:
    return "".join(filter(str.isalnum, words))


def enlarge(page: Page, percent: int) -> None:
    """Make text larger than the page has it by itself."""
    page.evaluate(
        """percent => {
          document.documentElement.style.removeProperty("font-size");
          const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
          document.documentElement.style.fontSize = `${size * percent / 100}px`;
        }""",
        percent,
    )


def groups(page: Page) -> dict[str, set[str]]:
    """The tints of the words of each party."""
    found: dict[str, set[str]] = {}
    for voice, tint in page.evaluate(
        """[...document.querySelectorAll(".mc-text .mc-said")].map(element =>
          [element.dataset.voice, getComputedStyle(element).backgroundColor])"""
    ):
        found.setdefault(PARTIES.get(voice, OUTLET), set()).add(tint)
    return found


# --- by colour ------------------------------------------------------------------------------------


def test_every_word_outside_page_furniture_has_a_voice(reader: Reader) -> None:
    page = visit(reader, f"{SPEAKING}&notes=all")
    text = list(TEXT)
    for start, end in ENTRY.article.furniture:
        text[start:end] = " " * (end - start)
    said = "".join(words for *_, words in page.evaluate(PIECES))
    assert letters(said) == letters("".join(text))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_party_has_one_tint_and_no_two_have_the_same(reader: Reader, scheme: str) -> None:
    page = visit(reader, SPEAKING, size={**DESKTOP, "color_scheme": scheme})
    found = groups(page)
    assert set(found) == {OUTLET, *PARTIES.values()}
    assert {len(tints) for tints in found.values()} == {1}
    assert len(set.union(*found.values())) == len(found)


def test_quoted_words_have_a_line_over_them(reader: Reader) -> None:
    page = visit(reader, SPEAKING)
    lines = page.evaluate(
        """[...document.querySelectorAll(".mc-text .mc-said")].map(element =>
          [element.dataset.mode ?? "", getComputedStyle(element).boxShadow !== "none"])"""
    )
    assert {mode for mode, _ in lines} == {"", "quoted", "paraphrased"}
    assert all(line == (mode == "quoted") for mode, line in lines)


def test_the_open_notes_passage_is_seen_among_the_tints(reader: Reader) -> None:
    page = visit(reader, SPEAKING)
    tints = groups(page)
    page = visit(reader, f"{SPEAKING}#supposed-by-whom")
    here = page.evaluate(
        """[...document.querySelectorAll(".mc-text mark[data-here]")].map(mark =>
          getComputedStyle(mark).backgroundColor)"""
    )
    assert here
    assert all(ground not in tints[party] for party in tints for ground in here)


# --- by label -------------------------------------------------------------------------------------


def test_each_voice_is_given_the_words_that_are_attributed_to_it(reader: Reader) -> None:
    page = visit(reader, SPEAKING)
    expected: dict[tuple[str, str], str] = {}
    stretches = sorted(
        (start, end, attribution.voice, attribution.mode)
        for attribution, spans in zip(ENTRY.notes.attributions, ENTRY.attribution_spans, strict=True)
        for start, end in spans
    )
    for start, end, voice, mode in stretches:
        expected[voice, mode] = expected.get((voice, mode), "") + letters(TEXT[start:end])
    found: dict[tuple[str, str], str] = {}
    for voice, mode, _, words in page.evaluate(PIECES):
        if voice != OUTLET:
            found[voice, mode] = found.get((voice, mode), "") + letters(words)
    assert found == expected


def test_a_label_stands_where_the_voice_changes_and_only_there(reader: Reader) -> None:
    page = visit(reader, SPEAKING)
    names = {id: voice.name for id, voice in ENTRY.notes.voices.items()}
    before = ("", "")
    changes = 0
    for voice, mode, label, words in page.evaluate(PIECES):
        if not letters(words):
            assert label == "", "a sign has no label of its own"
            continue
        if voice != before[0]:
            changes += 1
            assert label == f"{names.get(voice, 'The outlet')}{f', {mode}' if mode else ''}: "
        else:
            assert label == (f"{mode}: " if mode != before[1] else ""), words
        before = (voice, mode)
    assert changes > len(names)


CRAMPED: dict[str, tuple[ViewportSize, int]] = {
    "320": ({"width": 320, "height": 640}, 100),
    "390": ({"width": 390, "height": 844}, 100),
}
CRAMPED |= {f"{width} at 200 %": ({"width": width, "height": 844}, 200) for width in (320, 390, 1360)}


@pytest.mark.parametrize("path", [ARTICLE, "articles/crowded/", "articles/right-to-left/"])
def test_labels_cover_neither_words_nor_each_other(reader: Reader, path: str) -> None:
    page = visit(reader, f"{path}?lens=speaking,wording,context")
    for cramped, (viewport, size) in CRAMPED.items():
        page.set_viewport_size(viewport)
        enlarge(page, size)
        page.evaluate(
            "for (const block of document.querySelectorAll('[data-lazy]')) delete block.dataset.lazy"
        )
        idle(page)
        found = page.evaluate(PLACES)
        assert len(found["labels"]) > 2, cramped
        assert all(box[0] >= 0 and box[2] <= found["width"] + 0.5 for box in found["words"]), cramped
        labels = [(name, box) for name, boxes in found["labels"] for box in boxes]
        seen = all(box[0] >= 0 and box[2] <= found["width"] for _, box in labels)
        assert seen, f"all of each name is seen: {cramped}"
        touching = [(a, b) for (a, x), (b, y) in combinations(labels, 2) if a != b and _touch(x, y)]
        assert touching == [], cramped
        # The box of a line of words reaches above its letters.
        covering = [
            name for name, label in labels if any(_touch(label, words, 4) for words in found["words"])
        ]
        assert covering == [], cramped


def _touch(first: list[float], second: list[float], slack: float = 0.5) -> bool:
    across = min(first[2], second[2]) - max(first[0], second[0])
    along = min(first[3], second[3]) - max(first[1], second[1])
    return across > slack and along > slack


# --- groups ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_pressing_a_group_dims_the_others(reader: Reader, size: str) -> None:
    page = visit(reader, SPEAKING, size=SIZES[size])
    tints = groups(page)
    parts = page.locator(".mc-voices label")
    assert parts.count() == len(tints)
    for part in parts.all():
        field = part.locator("input")
        ids = str(field.get_attribute("data-ids")).split()
        field.click()
        idle(page)
        assert page.locator(".mc-voices :checked").count() == 1
        shown = {party for party, now in groups(page).items() if now == tints[party]}
        assert shown == {PARTIES.get(ids[0], OUTLET)}
        assert set(ids) == {id for id in [*PARTIES, OUTLET] if PARTIES.get(id, OUTLET) in shown}
        assert f"voice={ids[0]}" in query(page)
    parts.last.locator("input").click()
    idle(page)
    assert groups(page) == tints
    assert "voice" not in query(page)


def test_an_address_may_name_any_voice_of_a_group(reader: Reader) -> None:
    assert PARTIES["clerk"] == PARTIES["council"]
    page = visit(reader, f"{SPEAKING}&voice=council")
    assert page.locator(".mc-voices :checked").get_attribute("data-ids") == "clerk council"
    assert query(page).endswith("voice=clerk")


def test_a_voice_that_nobody_has_dims_nothing(reader: Reader) -> None:
    page = visit(reader, f"{SPEAKING}&voice=nobody")
    assert page.locator(".mc-voices :checked").count() == 0
    assert "voice" not in query(page)


# Whether all of a name is seen in its part, none of it, or less.
NAMES = """() => [...document.querySelectorAll(".mc-voices label")].map(label => {
  const name = label.querySelector("span > span");
  const range = document.createRange();
  range.selectNodeContents(name);
  const part = label.getBoundingClientRect();
  const inside = [...range.getClientRects()].map(line =>
    [line.left >= part.left - 0.5 && line.right <= part.right + 0.5 && line.top >= part.top - 0.5
       && line.bottom <= part.bottom + 0.5,
     line.right <= part.left + 0.5 || line.left >= part.right - 0.5 || line.top >= part.bottom - 0.5]);
  return {words: name.textContent, height: part.height, width: part.width,
    whole: inside.every(([whole]) => whole), gone: inside.every(([, gone]) => gone)};
})"""


def test_a_name_is_seen_whole_in_the_bar_or_stands_below(reader: Reader) -> None:
    page = visit(reader, SPEAKING, size=PHONE)
    legend = page.locator(".mc-legend")
    for width, font in product((320, 390, 768, 1360), (100, 200)):
        page.set_viewport_size({"width": width, "height": 844})
        enlarge(page, font)
        idle(page)
        case = f"{width} pixels at {font} %"
        parts = page.evaluate(NAMES)
        assert all(part["whole"] or part["gone"] for part in parts), (case, parts)
        assert min(round(part["height"], 1) for part in parts) >= 44, case
        assert any(part["whole"] for part in parts) or font == 200, case
        assert legend.is_visible(), case
        below = [words.strip() for words in legend.locator("span").all_inner_texts()]
        assert below == [part["words"] for part in parts], case


def test_the_shares_add_up_and_absent_voices_are_listed(reader: Reader) -> None:
    page = visit(reader, SPEAKING)
    figures: list[Any] = page.locator(".mc-share-figure").all_text_contents()
    percents = [int(re.findall(r"\d+", figure)[0]) for figure in figures]
    assert sum(percents) == 100
    assert percents == [
        int(str(field.get_attribute("data-percent"))) for field in page.locator(".mc-voices input").all()
    ]
    page.locator(".mc-panel summary", has_text="Who speaks").click()
    listed = page.locator(".mc-shares").inner_text()
    assert all(voice.name in listed for voice in ENTRY.notes.voices.values())
    assert "2 voices" in listed
    absent = page.locator(".mc-absent").inner_text()
    assert all(voice.name in absent for voice in ENTRY.notes.absent_voices)


def test_the_groups_work_without_scripts(reader: Reader) -> None:
    page = reader.new_page(**DESKTOP, java_script_enabled=False)
    page.goto(reader.address + ARTICLE)
    page.locator(".mc-lenses [value=speaking]").check()
    tints = groups(page)
    assert len(set.union(*tints.values())) == len(tints)
    page.locator(".mc-voices [data-ids='clerk council']").check()
    assert {party for party, now in groups(page).items() if now == tints[party]} == {"Town council"}


def test_no_label_is_seen_with_the_lens_off(reader: Reader) -> None:
    page = visit(reader)
    assert page.locator(".mc-says").count() > 4
    assert not page.locator(".mc-says:visible").count()
