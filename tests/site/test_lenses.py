"""The clean article and its three lenses: what is seen with which, and what the address and the device keep of it."""

from __future__ import annotations

import re
from itertools import product

import pytest
from playwright.sync_api import Page

from tests.site.article_page import (
    ALL,
    ARTICLE,
    CLEAN,
    COMBINATIONS,
    DESKTOP,
    ENTRY,
    FILTERS,
    KIND_OF,
    LENSES,
    NOTES,
    PHONE,
    SIZES,
    SPANS,
    SWAPS,
    TEXT,
    begun,
    edge,
    go,
    idle,
    is_chosen,
    lens,
    opened,
    passages_of,
    plain_wording,
    query,
    rewritten,
    scroll_to,
    seen_words,
    state,
    visit,
    which_notes,
)
from tests.site.conftest import Reader

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


def press(page: Page, name: str, way: str) -> None:
    match way:
        case "pointer":
            lens(page, name).click()
        case "touch":
            lens(page, name).tap()
        case "number":
            page.keyboard.press(str(LENSES.index(name) + 1))
        case "Space":
            lens(page, name).focus()
            page.keyboard.press(way)
    idle(page)


# --- clean ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_the_first_view_is_the_clean_article(reader: Reader, size: str) -> None:
    page = visit(reader, size=SIZES[size], notes="")
    assert state(page) | {"focus": ""} == {"lenses": [], "marks": 0, "notes": [], "open": [], "focus": ""}
    assert seen_words(page) == CLEAN
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
    for size in SIZES.values():
        page = visit(reader, size=size, notes="")
        numbers = [
            int(re.sub(r"\D", "", words)) for words in page.locator(".mc-lenses .mc-n").all_inner_texts()
        ]
        assert numbers == [sum(note.kind == KIND_OF[name] for note in NOTES.values()) for name in LENSES]


def test_what_stood_around_the_article_is_shown_when_it_is_asked_for(reader: Reader) -> None:
    page = visit(reader)
    page.locator(".mc-provenance > summary").click()
    asked = page.locator("[name=furniture]")
    asked.check()
    assert seen_words(page) == " ".join(TEXT.split())
    assert len(ENTRY.article.furniture) > 3
    asked.uncheck()
    assert seen_words(page) == CLEAN


# --- on and off -----------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["pointer", "touch", "number", "Space"])
def test_a_lens_is_switched_on_and_off(reader: Reader, way: str) -> None:
    page = visit(reader, size=PHONE if way == "touch" else DESKTOP)
    for name in LENSES:
        press(page, name, way)
        found = state(page)
        assert (found["lenses"], found["marks"]) == ([name], passages_of(name))
        press(page, name, way)
        found = state(page)
        assert (found["lenses"], found["marks"]) == ([], 0)


def test_lenses_combine(reader: Reader) -> None:
    page = visit(reader)
    for combination in COMBINATIONS:
        for name in set(state(page)["lenses"]) ^ set(combination):
            press(page, name, "pointer")
        assert query(page) == (f"lens={','.join(combination)}&notes=all" if combination else "")
        found = state(page)
        assert found["lenses"] == list(combination)
        assert found["marks"] == sum(map(passages_of, combination))
        kinds = {KIND_OF[name] for name in combination}
        assert notes_passed(page) == {id for id, note in NOTES.items() if note.kind in kinds}


def test_only_the_passages_of_a_lens_are_underlined(reader: Reader) -> None:
    page = visit(reader)
    for name in LENSES:
        page.keyboard.press("0")
        press(page, name, "number")
        underlined = page.evaluate(
            """[...document.querySelectorAll(".mc-text mark")].map(mark => {
              const colours = getComputedStyle(mark).backgroundImage.match(/rgba?\\([^)]*\\)/g);
              return [mark.className.split(" "), colours.some(colour => !/, 0\\)$/.test(colour))];
            })"""
        )
        assert {drawn for _, drawn in underlined} == {True, False}
        assert all((f"mc-{KIND_OF[name]}" in classes) == drawn for classes, drawn in underlined)


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
    assert page.url == f"{reader.address}{ARTICLE}?lens=context&notes=all"
    page.reload()
    begun(page)
    assert state(page)["open"] == []


# --- which notes ----------------------------------------------------------------------------------


def count(page: Page) -> str:
    idle(page)
    return page.locator(".mc-count").inner_text()


def chosen(page: Page) -> list[str]:
    """Which notes are chosen, as the fields say."""
    return [str(field.get_attribute("value")) for field in page.locator(".mc-filters :checked").all()]


def test_a_lens_shows_the_first_notes_until_a_reader_asks_for_more(reader: Reader) -> None:
    page = visit(reader, notes="")
    assert not page.locator(".mc-filters").is_visible(), "there is nothing to choose from"
    for name in LENSES:
        press(page, name, "number")
        assert chosen(page) == ["first"]
        assert state(page)["marks"] == passages_of(name, "first") > 0
        few = sum(note.kind == KIND_OF[name] and is_chosen(id, "first") for id, note in NOTES.items())
        many = sum(note.kind == KIND_OF[name] for note in NOTES.values())
        assert count(page) == f"{few} of {many} notes"
        assert query(page) == f"lens={name}"
        press(page, name, "number")
    press(page, "wording", "number")
    which_notes(page, "all").click()
    assert count(page) == f"{sum(note.kind == 'loaded-language' for note in NOTES.values())} notes"
    assert state(page)["marks"] == passages_of("wording")
    assert query(page) == "lens=wording&notes=all"
    go(page, f"{reader.address}{ARTICLE}", notes="")
    assert state(page)["marks"] == passages_of("wording"), "the choice is remembered"
    go(page, f"{reader.address}{ARTICLE}?lens=wording", notes="")
    assert state(page)["marks"] == passages_of("wording", "first"), "a shared view goes before it"


@pytest.mark.parametrize("size", SIZES)
def test_only_the_chosen_notes_are_shown(reader: Reader, size: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}", size=SIZES[size])
    for choice in (*FILTERS[::-1], "first"):
        which_notes(page, choice).click()
        passages = sum(passages_of(name, choice) for name in LENSES)
        assert state(page)["marks"] == passages
        shown = {id for id in NOTES if is_chosen(id, choice)}
        assert {id for id in NOTES if id in shown and SPANS[id]} == set(
            page.evaluate(
                """[...document.querySelectorAll(".mc-text .mc-ref")].filter(one => one.checkVisibility())
                  .map(one => one.firstElementChild.hash.slice(1))"""
            )
        )
        parts = page.evaluate(
            """[".mc-begins", ".mc-missing:not(.mc-inserted)", ".mc-swap"].map(part =>
              [...document.querySelectorAll(part)].filter(one => one.checkVisibility()).length)"""
        )
        announced = sum(start < end for id in shown for start, end in SPANS[id])
        swaps = sum(id in shown for id in (part.removeprefix("ref--").partition("--")[0] for part in SWAPS))
        assert parts == [announced, sum(bool(NOTES[id].missing) for id in shown), swaps]
        if size == "desktop":
            assert notes_passed(page) == shown
        page.keyboard.press("k")
        page.keyboard.press("j")
        assert opened(page) in shown, "one steps through them alone"
        page.keyboard.press("Escape")
        page.wait_for_function("() => !location.hash")


def test_the_filter_is_chosen_by_keyboard(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}", notes="")
    which_notes(page, "first").focus()
    for choice in FILTERS[1:]:
        page.keyboard.press("ArrowRight")
        assert chosen(page) == [choice]
        assert state(page)["marks"] == sum(passages_of(name, choice) for name in LENSES)


def test_what_is_no_choice_of_notes_is_ignored(reader: Reader) -> None:
    page = visit(reader, notes="")
    for asked in ("nonsense", "", "plain", "speaking"):
        go(page, f"{reader.address}{ARTICLE}?lens=wording&notes={asked}", notes="")
        assert chosen(page) == ["first"], asked
        assert state(page)["lenses"] == ["wording"], asked
        assert not plain_wording(page).is_checked(), asked


# --- the address and the device -------------------------------------------------------------------


def test_the_address_says_which_lenses_are_on(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?from=class&page=2")
    press(page, "context", "pointer")
    press(page, "speaking", "pointer")
    assert query(page) == "from=class&page=2&lens=speaking,context&notes=all"
    press(page, "context", "pointer")
    press(page, "speaking", "pointer")
    assert query(page) == "from=class&page=2"


def test_an_address_gives_the_same_view(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=speaking,wording")
    page.locator(".mc-voices [data-ids=board]").click()
    plain_wording(page).click()
    assert set(query(page).split("&")) == {
        "lens=speaking,wording",
        "notes=all",
        "voice=board",
        "wording=plain",
    }
    address = page.url
    other = visit(reader)
    go(other, address)
    assert other.url == address
    assert state(other)["lenses"] == ["speaking", "wording"]
    assert other.locator(".mc-voices [data-ids=board]").is_checked()
    assert plain_wording(other).is_checked()
    assert seen_words(other) == seen_words(page)


def test_what_is_no_lens_is_ignored(reader: Reader) -> None:
    """More of these are in `tests/js/state.test.js`, where addresses are read."""
    page = visit(reader, f"{ARTICLE}?lens=wording,nonsense")
    assert state(page)["lenses"] == ["wording"]
    assert seen_words(page, without=OURS) == CLEAN
    go(page, f"{reader.address}{ARTICLE}?lens=%22%3E%3Cscript%3E")
    assert state(page)["lenses"] == []
    assert seen_words(page) == CLEAN


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


@pytest.mark.parametrize("again", ["back", "reload"])
@pytest.mark.parametrize("kept", ["note of the tour", "lens", "shared view"])
def test_what_a_browser_keeps_of_the_fields_is_not_in_the_way(reader: Reader, kept: str, again: str) -> None:
    path = f"{ARTICLE}?lens=context&notes=concern" if kept == "shared view" else ARTICLE
    page = visit(reader, path, notes="")
    if kept == "note of the tour":
        page.locator(".mc-tour a").first.click()
        idle(page)
    else:
        press(page, "wording", "pointer")
    open_note, asked = opened(page), query(page)
    if again == "back":
        # Chromium keeps whole pages for the way back only where it is not driven by a test: this one is made anew.
        go(page, f"{reader.address}articles/crowded/", notes="")
        page.go_back()
        begun(page)
    else:
        page.reload()
        begun(page)
    assert opened(page) == open_note
    lenses = state(page)["lenses"]
    assert lenses
    assert query(page).startswith("lens=" + ",".join(lenses))
    if asked:
        assert query(page) == asked


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
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
    "no JSON": "localStorage.setItem('marked-copy', '{lenses')",
    "another shape": 'localStorage.setItem(\'marked-copy\', \'{"lenses": {"a": 1}, "keys": "no"}\')',
}
"""More that a device may hold is in `tests/js/state.test.js`, where all of it is read."""


@pytest.mark.parametrize("storage", STORAGE)
def test_the_page_works_whatever_the_storage_is(reader: Reader, storage: str) -> None:
    page = reader.new_page(**DESKTOP)
    page.add_init_script(STORAGE[storage])
    go(page, reader.address + ARTICLE)
    assert state(page)["lenses"] == []
    assert seen_words(page) == CLEAN
    press(page, "wording", "number")
    press(page, "context", "pointer")
    assert state(page)["lenses"] == ["wording", "context"]
    page.locator(".mc-more").click()
    page.locator(".mc-help [name=announce]").uncheck()
    page.keyboard.press("Escape")
    assert state(page)["marks"] == passages_of("wording", "first") + passages_of("context", "first")
    which_notes(page, "all").click()
    assert state(page)["marks"] == passages_of("wording") + passages_of("context")
    ours = {words.partition(": ")[2] for words in reader.complaints}
    reader.complaints.clear()
    if ours:
        page.goto(f"{reader.address}about/plain/")
        of_the_theme = {words.partition(": ")[2] for words in reader.complaints}
        reader.complaints.clear()
        assert ours <= of_the_theme


# --- wording --------------------------------------------------------------------------------------


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

    def change() -> None:
        if way == "key":
            page.keyboard.press("w")
        else:
            plain_wording(page).click()

    change()
    assert seen_words(page, without=OURS) == rewritten(*SWAPS)
    assert query(page) == "lens=wording&notes=all&wording=plain"
    change()
    assert seen_words(page, without=OURS) == rewritten()
    assert query(page) == "lens=wording&notes=all"


def test_all_and_one_mix(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording")
    one, another, *others = SWAPS
    page.locator(f".mc-swap[data-for='{one}']").click()
    plain_wording(page).click()
    assert seen_words(page, without=OURS) == rewritten(*SWAPS)
    page.locator(f".mc-swap[data-for='{another}']").click()
    assert seen_words(page, without=OURS) == rewritten(one, *others)
    press(page, "wording", "number")
    assert seen_words(page, without=OURS) == rewritten(), "the lens is off"
    press(page, "wording", "number")
    assert seen_words(page, without=OURS) == rewritten(one, *others)
    plain_wording(page).click()
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


@pytest.mark.parametrize(
    ("size", "first", "part"),
    [(size, first, part) for part, (first, size) in enumerate(product(["", ALL], SIZES))],
)
def test_switching_lenses_keeps_the_readers_place(reader: Reader, size: str, first: str, part: int) -> None:
    """Each size and beginning in other places of the article, and one below it: together in all."""
    page = visit(reader, f"{ARTICLE}?lens={first}", size=SIZES[size])
    places = page.evaluate(
        """[...document.querySelectorAll(".mc-text > p:not(:first-of-type), #lesson, #about-this-copy")]
          .slice(1).map(block => block.getBoundingClientRect().top + scrollY)"""
    )
    assert len(places) > 8
    moved, compared = [], 0
    for place in [*places[:-2][part::4], places[-1 - part % 2]]:
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
    assert compared > 8
