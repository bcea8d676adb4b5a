"""The clean article and its three lenses: what is seen with which, and what the address and the device keep of it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.site.article_page import (
    ALL,
    ARTICLE,
    COMBINATIONS,
    DESKTOP,
    ENTRY,
    KIND_OF,
    LENSES,
    PHONE,
    SIZES,
    begun,
    edge,
    go,
    idle,
    query,
    scroll_to,
    seen_words,
    state,
    visit,
)
from tests.site.conftest import Reader

TEXT = ENTRY.article.text
NOTES = {annotation.id: annotation for annotation in ENTRY.notes.annotations}
SPANS = {
    note.id: sorted(spans)
    for note, spans in zip(ENTRY.notes.annotations, ENTRY.annotation_spans, strict=True)
}
OURS = ".mc-ref, .mc-says, .mc-swap, .mc-missing"
"""What the lenses add to the article's words."""


def notes_passed(page: Page) -> set[str]:
    """The notes that a reader of the whole article comes past. Only those near the window need be there."""
    scroll_to(page, 0)
    passed: set[str] = set()
    end = page.evaluate("document.querySelector('.mc-coverage').getBoundingClientRect().top")
    for place in range(0, int(end), 700):
        scroll_to(page, place)
        passed |= set(state(page)["notes"])
    scroll_to(page, 0)
    return passed


def passages_of(lens: str) -> int:
    return sum(len(SPANS[id]) for id, note in NOTES.items() if note.kind == KIND_OF[lens])


def button(page: Page, lens: str) -> Any:
    return page.locator(f".mc-lenses [data-lens='{lens}']")


def press(page: Page, lens: str, way: str) -> None:
    match way:
        case "pointer":
            button(page, lens).click()
        case "touch":
            button(page, lens).tap()
        case "number":
            page.keyboard.press(str(LENSES.index(lens) + 1))
        case "Enter" | "Space":
            button(page, lens).focus()
            page.keyboard.press(way)
    idle(page)


# --- clean ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_the_first_view_is_the_clean_article(reader: Reader, size: str) -> None:
    page = visit(reader, size=SIZES[size])
    assert state(page) | {"focus": ""} == {"lenses": [], "marks": 0, "notes": [], "open": [], "focus": ""}
    assert seen_words(page) == " ".join(TEXT.split())
    drawn = page.evaluate(
        """[...document.querySelectorAll(".mc-text mark, .mc-said")].filter(element => {
          const {backgroundColor, backgroundImage, textDecorationLine} = getComputedStyle(element);
          return backgroundColor !== "rgba(0, 0, 0, 0)" || textDecorationLine !== "none"
            || !/^[^#]*$/.test(backgroundImage) || (backgroundImage.match(/rgba?\\([^)]*\\)/g) ?? [])
              .some(colour => colour !== "rgba(0, 0, 0, 0)");
        }).length"""
    )
    assert drawn == 0


def test_the_clean_article_says_how_many_notes_there_are(reader: Reader) -> None:
    page = visit(reader)
    line = page.locator(".mc-total")
    assert line.is_visible()
    assert f"{len(NOTES)} notes" in line.inner_text()


# --- on and off -----------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["pointer", "touch", "number", "Enter", "Space"])
def test_a_lens_is_switched_on_and_off(reader: Reader, way: str) -> None:
    page = visit(reader, size=PHONE if way == "touch" else DESKTOP)
    for lens in LENSES:
        press(page, lens, way)
        assert button(page, lens).get_attribute("aria-pressed") == "true"
        found = state(page)
        assert (found["lenses"], found["marks"]) == ([lens], passages_of(lens))
        press(page, lens, way)
        assert button(page, lens).get_attribute("aria-pressed") == "false"
        assert state(page)["marks"] == 0


def test_lenses_combine(reader: Reader) -> None:
    page = visit(reader)
    for combination in COMBINATIONS:
        for lens in set(state(page)["lenses"]) ^ set(combination):
            press(page, lens, "pointer")
        assert query(page) == (f"lens={','.join(combination)}" if combination else "")
        found = state(page)
        assert found["lenses"] == list(combination)
        assert found["marks"] == sum(map(passages_of, combination))
        kinds = {KIND_OF[lens] for lens in combination}
        assert notes_passed(page) == {id for id, note in NOTES.items() if note.kind in kinds}


def test_only_the_passages_of_a_lens_are_underlined(reader: Reader) -> None:
    page = visit(reader)
    for lens in LENSES:
        page.keyboard.press("0")
        press(page, lens, "number")
        underlined = page.evaluate(
            """[...document.querySelectorAll(".mc-text mark")].map(mark => {
              const colours = getComputedStyle(mark).backgroundImage.match(/rgba?\\([^)]*\\)/g);
              return [mark.className.split(" "), colours.some(colour => !/, 0\\)$/.test(colour))];
            })"""
        )
        assert {drawn for _, drawn in underlined} == {True, False}
        assert all((f"mc-{KIND_OF[lens]}" in classes) == drawn for classes, drawn in underlined)


def test_zero_gives_the_clean_article_back(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}")
    page.keyboard.press("j")
    page.keyboard.press("0")
    idle(page)
    found = state(page)
    assert (found["lenses"], found["marks"], found["notes"]) == ([], 0, [])
    assert page.url == reader.address + ARTICLE


@pytest.mark.parametrize("size", SIZES)
def test_an_open_note_goes_with_its_lens(reader: Reader, size: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens=speaking,context#supposed-by-whom", size=SIZES[size])
    assert state(page)["open"] == ["supposed-by-whom"]
    press(page, "speaking", "number")
    assert state(page)["open"] == []
    assert page.url == f"{reader.address}{ARTICLE}?lens=context"
    page.reload()
    begun(page)
    assert state(page)["open"] == []


# --- the address and the device -------------------------------------------------------------------


def test_the_address_says_which_lenses_are_on(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?from=class&page=2")
    press(page, "context", "pointer")
    press(page, "speaking", "pointer")
    assert query(page) == "from=class&page=2&lens=speaking,context"
    press(page, "context", "pointer")
    press(page, "speaking", "pointer")
    assert query(page) == "from=class&page=2"


def test_an_address_gives_the_same_view(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=speaking,wording")
    page.locator(".mc-voices [data-ids=board]").click()
    page.locator(".mc-bar [data-wording=plain]").click()
    assert set(query(page).split("&")) == {"lens=speaking,wording", "voice=board", "wording=plain"}
    address = page.url
    other = visit(reader)
    go(other, address)
    assert other.url == address
    assert state(other)["lenses"] == ["speaking", "wording"]
    for part in (".mc-voices [data-ids=board]", ".mc-bar [data-wording=plain]"):
        assert other.locator(part).get_attribute("aria-pressed") == "true"
    assert seen_words(other) == seen_words(page)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("lens=wording,nonsense", ["wording"]),
        ("lens=nonsense", []),
        ("lens=", []),
        ("lens=context%2Cspeaking", ["speaking", "context"]),
        ("lens=Wording", []),
        ("lens=%22%3E%3Cscript%3E", []),
        ("wording=plain", []),
    ],
)
def test_what_is_no_lens_is_ignored(reader: Reader, asked: str, expected: list[str]) -> None:
    page = visit(reader, f"{ARTICLE}?{asked}")
    assert state(page)["lenses"] == expected
    assert seen_words(page, without=OURS) == " ".join(TEXT.split())


def test_lenses_are_remembered_on_the_device(reader: Reader) -> None:
    page = visit(reader)
    press(page, "wording", "pointer")
    press(page, "context", "number")
    go(page, reader.address + ARTICLE)
    assert state(page)["lenses"] == ["wording", "context"]
    page.evaluate("sessionStorage.clear()")
    again = page.context.new_page()
    go(again, reader.address + ARTICLE)
    assert state(again)["lenses"] == ["wording", "context"]
    again.keyboard.press("0")
    go(page, reader.address + ARTICLE)
    assert state(page)["lenses"] == []
    assert page.context.cookies() == []


def test_lenses_are_remembered_for_another_article(reader: Reader) -> None:
    page = visit(reader, "articles/crowded/")
    press(page, "context", "pointer")
    go(page, f"{reader.address}articles/right-to-left/")
    assert state(page)["lenses"] == ["context"]


def test_a_shared_view_goes_before_what_is_remembered(reader: Reader) -> None:
    page = visit(reader)
    press(page, "wording", "pointer")
    go(page, f"{reader.address}{ARTICLE}?lens=speaking")
    assert state(page)["lenses"] == ["speaking"]
    go(page, f"{reader.address}{ARTICLE}?lens=")
    assert state(page)["lenses"] == []
    go(page, reader.address + ARTICLE)
    assert state(page)["lenses"] == ["wording"], "looking at a shared view is not a choice"


STORAGE = {
    "switched off": "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no') }})",
    "missing": "Object.defineProperty(window, 'localStorage', {value: undefined})",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
    "unreadable": "Storage.prototype.getItem = () => { throw new DOMException('no', 'SecurityError') }",
    "no JSON": "localStorage.setItem('marked-copy', '{lenses')",
    "null": "localStorage.setItem('marked-copy', 'null')",
    "a number": "localStorage.setItem('marked-copy', '7')",
    "a word": "localStorage.setItem('marked-copy', '\"lenses\"')",
    "another shape": 'localStorage.setItem(\'marked-copy\', \'{"lenses": {"a": 1}, "keys": "no"}\')',
    "a list of lenses": "localStorage.setItem('marked-copy', '{\"lenses\": [1, null]}')",
}


@pytest.mark.parametrize("storage", STORAGE)
def test_the_page_works_whatever_the_storage_is(reader: Reader, storage: str) -> None:
    page = reader.new_page(**DESKTOP)
    page.add_init_script(STORAGE[storage])
    go(page, reader.address + ARTICLE)
    assert state(page)["lenses"] == []
    assert seen_words(page) == " ".join(TEXT.split())
    press(page, "wording", "number")
    press(page, "context", "pointer")
    assert state(page)["lenses"] == ["wording", "context"]
    page.locator(".mc-more").click()
    page.locator(".mc-help [name=announce]").uncheck()
    page.keyboard.press("Escape")
    assert state(page)["marks"] == passages_of("wording") + passages_of("context")
    ours = {words.partition(": ")[2] for words in reader.complaints}
    reader.complaints.clear()
    if ours:
        page.goto(f"{reader.address}about/plain/")
        of_the_theme = {words.partition(": ")[2] for words in reader.complaints}
        reader.complaints.clear()
        assert ours <= of_the_theme


# --- wording --------------------------------------------------------------------------------------


def swaps() -> dict[str, tuple[int, int, str]]:
    """The passages that can be reworded, by the id of their reference: of those that overlap, the first."""
    found: list[tuple[int, int, str, str]] = []
    for id, note in NOTES.items():
        for part, (start, end) in enumerate(SPANS[id], start=1):
            if note.plain and start < end:
                found.append((start, end, f"ref--{id}" if part == 1 else f"ref--{id}--{part}", note.plain))
    chosen: dict[str, tuple[int, int, str]] = {}
    last = 0
    for start, end, reference, plain in sorted(found, key=lambda item: (item[0], -item[1])):
        if start >= last:
            chosen[reference] = (start, end, plain)
            last = end
    return chosen


SWAPS = swaps()


def rewritten(*references: str) -> str:
    """The article with these passages in plain wording."""
    text = TEXT
    for start, end, plain in sorted((SWAPS[reference] for reference in references), reverse=True):
        text = text[:start] + plain + text[end:]
    return " ".join(text.split())


def test_one_passage_is_swapped_and_the_rest_stays(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording")
    assert len(SWAPS) > 10
    assert seen_words(page, without=OURS) == rewritten()
    for reference in SWAPS:
        control = page.locator(f".mc-swap[data-for='{reference}']")
        control.click()
        assert control.get_attribute("aria-pressed") == "true"
        assert seen_words(page, without=OURS) == rewritten(reference)
        control.click()
        assert control.get_attribute("aria-pressed") == "false"
    assert seen_words(page, without=OURS) == rewritten()


@pytest.mark.parametrize("way", ["pointer", "key"])
def test_all_passages_are_swapped_at_once(reader: Reader, way: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording")

    def word(choice: str) -> None:
        if way == "key":
            page.keyboard.press("w")
        else:
            page.locator(f".mc-bar [data-wording={choice}]").click()

    word("plain")
    assert seen_words(page, without=OURS) == rewritten(*SWAPS)
    assert query(page) == "lens=wording&wording=plain"
    word("published")
    assert seen_words(page, without=OURS) == rewritten()
    assert query(page) == "lens=wording"


def test_all_and_one_mix(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording")
    one, another, *others = SWAPS
    page.locator(f".mc-swap[data-for='{one}']").click()
    page.locator(".mc-bar [data-wording=plain]").click()
    assert seen_words(page, without=OURS) == rewritten(*SWAPS)
    page.locator(f".mc-swap[data-for='{another}']").click()
    assert seen_words(page, without=OURS) == rewritten(one, *others)
    press(page, "wording", "number")
    assert seen_words(page, without=OURS) == rewritten(), "the lens is off"
    press(page, "wording", "number")
    assert seen_words(page, without=OURS) == rewritten(one, *others)
    page.locator(".mc-bar [data-wording=published]").click()
    assert seen_words(page, without=OURS) == rewritten()
    assert page.locator(".mc-swap[aria-pressed=true]").count() == 0


def test_the_other_lenses_leave_the_wording_alone(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}&wording=plain")
    assert seen_words(page, without=OURS) == rewritten(*SWAPS)
    press(page, "wording", "number")
    assert seen_words(page, without=OURS) == rewritten()


# --- the reader's place ---------------------------------------------------------------------------

TOP_BLOCK = """line => {
  const blocks = [...document.querySelectorAll(
    ".mc-text > *, .mc-text ~ section > *, marked-copy > section > :is(h2, p, ul, ol, dl, div)")];
  const index = blocks.findIndex(block => block.getBoundingClientRect().bottom > line + 1);
  return [index, blocks[index].getBoundingClientRect().top];
}"""
BLOCK = """index => [...document.querySelectorAll(
    ".mc-text > *, .mc-text ~ section > *, marked-copy > section > :is(h2, p, ul, ol, dl, div)")
  ][index].getBoundingClientRect().top"""


@pytest.mark.parametrize("first", ["", ALL])
@pytest.mark.parametrize("size", SIZES)
def test_switching_lenses_keeps_the_readers_place(reader: Reader, size: str, first: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens={first}", size=SIZES[size])
    places = page.evaluate(
        """[...document.querySelectorAll(".mc-text > p:not(:first-of-type), #lesson, #about-this-copy")]
          .slice(1).map(block => block.getBoundingClientRect().top + scrollY)"""
    )
    assert len(places) > 8
    moved, compared = [], 0
    for place in [*places[::3], *places[-2:]]:
        for key in ["1", "2", "3", "w", "0" if first else "2"]:
            scroll_to(page, place - 150)
            line = edge(page)
            index, before = page.evaluate(TOP_BLOCK, line)
            if index == 0 and before > line:
                continue  # before the article: what opens there pushes it down
            compared += 1
            page.keyboard.press(key)
            idle(page)
            after = page.evaluate(BLOCK, index)
            if abs(after - before) > 3:
                moved.append((round(place), key, index, after - before))
        go(page, f"{reader.address}{ARTICLE}?lens={first}")
    assert moved == []
    assert compared > 15
