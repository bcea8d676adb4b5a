"""Opening notes by number, word, key and address, going from one to the next, and coming back."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.site.article_page import (
    ALL,
    ARTICLE,
    DESKTOP,
    ENTRY,
    KIND_OF,
    PHONE,
    SIZES,
    begun,
    boxes,
    edge,
    fragment,
    go,
    idle,
    opened,
    query,
    scroll_to,
    state,
    visit,
    which_notes,
)
from tests.site.conftest import Reader

# A place in the window where there is the article, and nothing of ours.
ELSEWHERE = """() => {
  const edge = document.querySelector(".mc-bar").getBoundingClientRect().bottom;
  for (const {left, top, bottom} of [...document.querySelectorAll(".mc-article .mc-text > p")]
    .map(block => block.getBoundingClientRect()))
    // A finger that comes near the bar presses it.
    for (let y = Math.max(top, edge + 40); y < bottom; y += 6)
      for (const x of [left + 3, left - 6]) {
        const found = document.elementFromPoint(x, y);
        if (found?.closest(".mc-view") && !found.closest("mark, .mc-bar, a, button")) return [x, y];
      }
}"""

CROWDED = "articles/crowded/"


def order(page: Page, lens: str = "") -> list[str]:
    """The notes of a lens, as they follow each other on the page."""
    selector = f".mc-notes > .mc-note.mc-{KIND_OF[lens]}" if lens else ".mc-notes > .mc-note"
    return [str(id) for id in page.locator(selector).evaluate_all("notes => notes.map(note => note.id)")]


def place(page: Page) -> str:
    return page.locator(".mc-open .mc-place").inner_text()


def entries(page: Page) -> int:
    return int(page.evaluate("history.length"))


def in_sight(page: Page, id: str) -> bool:
    """Whether an element is in the window, under nothing that covers its top or, on a phone, its bottom."""
    box = boxes(page, f"[id='{id}']")[0]
    sheets = [sheet["top"] for sheet in boxes(page, ".mc-open") if sheet["left"] == 0]
    below = min([page.viewport_size["height"] if page.viewport_size else 0, *sheets])
    return bool(edge(page) - 4 <= box["top"] and box["bottom"] <= below + 4)


# --- next and previous ----------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "way"), [("desktop", "key"), ("phone", "button")])
def test_next_goes_through_the_notes_of_the_lens(reader: Reader, size: str, way: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens=speaking", size=SIZES[size])
    notes = order(page, "speaking")
    go(page, f"{page.url}#{notes[0]}")
    page.reload()
    begun(page)

    def step(forward: bool) -> None:
        if way == "key":
            page.keyboard.press("j" if forward else "k")
        else:
            button = page.locator(f".mc-open [data-do={'next' if forward else 'previous'}]")
            if button.is_enabled():
                button.click()
        idle(page)

    for at, note in enumerate(notes, start=1):
        last = ", the last" if at == len(notes) else ""
        assert (opened(page), place(page)) == (note, f"{at} of {len(notes)}{last}")
        assert fragment(page) == state(page)["focus"] == note
        step(True)
    assert opened(page) == notes[-1], "after the last there is none"
    for note in reversed(notes):
        assert opened(page) == note
        step(False)
    assert opened(page) == notes[0]
    assert state(page)["lenses"] == ["speaking"]


def test_without_a_lens_next_goes_through_all_notes(reader: Reader) -> None:
    page = visit(reader)
    notes = order(page)
    found = []
    for _ in range(3):
        page.keyboard.press("j")
        found.append(opened(page))
    at = notes.index(found[0])
    lens = {"mc-" + kind: lens for lens, kind in KIND_OF.items()}
    kind = str(page.locator(f"[id='{found[0]}']").get_attribute("class"))
    assert state(page)["lenses"][0] in {name for mark, name in lens.items() if mark in kind}
    assert at < 3
    assert place(page).split(",")[0].endswith(f" of {len(order(page, state(page)['lenses'][0]))}")


def test_next_begins_where_the_reader_is(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}")
    notes = order(page)
    page.locator("[id='ref--supposed-by-whom']").scroll_into_view_if_needed()
    tops = {box["id"].removeprefix("ref--"): box["top"] for box in boxes(page, ".mc-ref a")}
    following = [note for note in notes if tops.get(note, -1) >= edge(page)]
    page.keyboard.press("j")
    assert opened(page) == following[0]
    page.keyboard.press("Escape")
    page.wait_for_function("() => !location.hash")
    idle(page)
    page.keyboard.press("j")
    assert notes.index(opened(page)) - notes.index(following[0]) == 1


@pytest.mark.parametrize("size", SIZES)
def test_at_either_end_it_says_so(reader: Reader, size: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens=speaking", size=SIZES[size])
    notes = order(page, "speaking")
    said = {"next": "This is the last note", "previous": "This is the first note"}
    for note, way, other in ((notes[-1], "next", "previous"), (notes[0], "previous", "next")):
        go(page, f"{page.url.partition('#')[0]}#{note}")
        page.reload()
        begun(page)
        assert page.locator(f".mc-open [data-do={way}]").is_disabled()
        assert page.locator(f".mc-open [data-do={other}]").is_enabled()
        page.keyboard.press("j" if way == "next" else "k")
        idle(page)
        assert opened(page) == note
        assert page.locator(".mc-open").get_by_role("status").inner_text() == said[way]
    assert ", the last" not in place(page)


@pytest.mark.parametrize("size", SIZES)
def test_a_click_elsewhere_closes_the_note_and_moves_nothing(reader: Reader, size: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}", size=SIZES[size])
    page.locator("[id='ref--supposed-by-whom']").click()
    idle(page)
    assert opened(page) == "supposed-by-whom"
    address, before = page.url.partition("#")[0], page.evaluate("scrollY")
    quiet = page.evaluate(ELSEWHERE)
    assert quiet
    (page.touchscreen.tap if size == "phone" else page.mouse.click)(*quiet)
    page.wait_for_function("() => !location.hash")
    idle(page)
    assert (opened(page), page.url) == ("", address)
    assert page.evaluate("scrollY") == before


# --- back -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_escape_goes_back_to_the_number(reader: Reader, size: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}", size=SIZES[size])
    for note in ("named-clerk", "supposed-by-whom", "wealthy-owners"):
        page.locator(f"[id='ref--{note}']").click()
        idle(page)
        assert state(page)["focus"] == note
        page.keyboard.press("Escape")
        page.wait_for_function("() => !location.hash")
        idle(page)
        assert state(page)["focus"] == f"ref--{note}"
        assert in_sight(page, f"ref--{note}")


def test_escape_after_many_notes_keeps_the_readers_place(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}")
    for _ in range(20):
        page.keyboard.press("j")
    note = opened(page)
    page.keyboard.press("Escape")
    page.wait_for_function("() => !location.hash")
    idle(page)
    page.wait_for_timeout(100)  # a browser that puts the place back does so a little later
    assert state(page)["focus"] == f"ref--{note}"
    assert in_sight(page, f"ref--{note}")


def test_a_note_on_several_passages_goes_back_to_the_one_it_came_from(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}")
    page.locator("[id='ref--what-is-a-subsidy--2']").click()
    page.keyboard.press("Escape")
    page.wait_for_function("() => !location.hash")
    idle(page)
    assert state(page)["focus"] == "ref--what-is-a-subsidy--2"
    page.locator("[id='ref--what-is-a-subsidy--2']").click()
    page.locator(".mc-open .mc-back a").first.click()
    page.wait_for_function("() => !location.hash.includes('what-is') || location.hash.includes('ref--')")
    idle(page)
    assert state(page)["focus"] == "ref--what-is-a-subsidy"
    assert opened(page) == ""
    assert in_sight(page, "ref--what-is-a-subsidy")


@pytest.mark.parametrize("size", SIZES)
def test_a_note_on_the_whole_article_leaves_the_focus_somewhere(reader: Reader, size: str) -> None:
    page = visit(reader, f"{ARTICLE}#whose-voices", size=SIZES[size])
    assert opened(page) == "whose-voices"
    page.keyboard.press("Escape")
    idle(page)
    assert opened(page) == ""
    assert page.evaluate("document.activeElement !== document.body")


# --- history --------------------------------------------------------------------------------------


def test_back_closes_whatever_sheet_is_open(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording", size=PHONE)
    first, address = entries(page), page.url
    page.locator("[id='ref--stressed']").tap()
    for _ in range(3):
        page.keyboard.press("j")
    assert entries(page) == first + 1
    page.go_back()
    idle(page)
    assert (page.url, opened(page)) == (address, "")
    page.go_forward()
    idle(page)
    assert opened(page) == fragment(page) != ""


@pytest.mark.parametrize("size", SIZES)
def test_opening_and_closing_piles_up_no_history(reader: Reader, size: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording", size=SIZES[size])
    first = entries(page)
    # Beside the text a note is no step in the history; a sheet is one, which closing takes back.
    most = first + (size == "phone")
    for note in ("stressed", "quiet-contacts", "stressed", "name-of-the-port"):
        page.locator(f"[id='ref--{note}']").click()
        page.keyboard.press("Escape")
        page.wait_for_function("() => !location.hash")
        idle(page)
        page.keyboard.press("1")
        assert entries(page) == most
    for keys in ("22", "j", "22", "jk"):
        page.locator("[id='ref--stressed']").click()
        page.keyboard.type(keys)
        idle(page)
    assert entries(page) <= most + 1


@pytest.mark.parametrize("way", ["Escape", "back"])
def test_the_address_keeps_the_lenses_chosen_while_a_note_was_open(reader: Reader, way: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens=speaking", size=PHONE)
    page.locator("[id='ref--supposed-by-whom']").tap()
    page.keyboard.press("3")
    idle(page)
    if way == "back":
        page.go_back()
    else:
        page.keyboard.press("Escape")
    page.wait_for_function("() => !location.hash")
    idle(page)
    assert state(page)["lenses"] == ["speaking", "context"]
    assert query(page) == "lens=speaking,context&notes=all"


def test_a_note_that_an_address_opened_is_left_without_leaving_the_page(reader: Reader) -> None:
    page = reader.new_page(**DESKTOP)
    page.goto(f"{reader.address}about/plain/")
    go(page, f"{reader.address}{ARTICLE}#stressed")
    page.keyboard.press("Escape")
    idle(page)
    assert (fragment(page), opened(page)) == ("", "")
    assert page.url.startswith(reader.address + ARTICLE)
    page.go_back()
    assert page.url == f"{reader.address}about/plain/"


# --- by address -----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_an_address_opens_its_note(reader: Reader, size: str) -> None:
    page = visit(reader, size=SIZES[size])
    for asked in ("", "?lens=", "?lens=context", "?lens=wording"):
        page.goto("about:blank")
        go(page, f"{reader.address}{ARTICLE}{asked}#deeper-reasons")
        assert opened(page) == "deeper-reasons", asked
        assert "wording" in state(page)["lenses"], asked
        assert in_sight(page, "ref--deeper-reasons"), asked
        assert state(page)["focus"] == "deeper-reasons", asked
        page.wait_for_timeout(150)  # what the browser itself does with a fragment, it does by now
        assert in_sight(page, "ref--deeper-reasons"), asked


@pytest.mark.parametrize("way", ["address", "fragment", "link"])
def test_a_note_that_is_chosen_away_brings_all_notes(reader: Reader, way: str) -> None:
    asked = "?lens=wording&notes=good-practice"
    page = visit(reader, f"{ARTICLE}{asked}{'#deeper-reasons' if way == 'address' else ''}", notes="")
    if way == "fragment":
        page.evaluate("location.hash = 'deeper-reasons'")
    elif way == "link":
        page.evaluate(
            """() => { const link = document.querySelector("marked-copy").appendChild(document.createElement("a"));
              link.href = "#deeper-reasons"; link.click(); link.remove() }"""
        )
    idle(page)
    assert opened(page) == "deeper-reasons"
    assert in_sight(page, "ref--deeper-reasons")
    assert state(page)["lenses"] == ["wording"]
    assert which_notes(page, "all").is_checked()
    assert query(page) == "lens=wording&notes=all"
    go(page, f"{reader.address}{ARTICLE}?lens=wording", notes="")
    assert which_notes(page, "first").is_checked(), "it was no choice"


@pytest.mark.parametrize(("size", "old"), [("phone", "gangway-before"), ("desktop", "lights-first")])
def test_an_old_address_opens_the_note_that_took_it_over(reader: Reader, size: str, old: str) -> None:
    page = visit(reader, f"{ARTICLE}#{old}", size=SIZES[size])
    assert opened(page) == "lights-before"
    assert state(page)["lenses"] == ["context"]
    assert in_sight(page, "ref--lights-before")
    page.keyboard.press("Escape")
    page.evaluate("id => { location.hash = id }", old)
    idle(page)
    assert opened(page) == "lights-before"


@pytest.mark.parametrize("size", SIZES)
def test_the_address_of_a_note_that_was_withdrawn_leads_to_the_reason(reader: Reader, size: str) -> None:
    page = visit(reader, f"{ARTICLE}#missing-comma", size=SIZES[size])
    assert opened(page) == ""
    line = page.locator(".mc-corrections li", has=page.locator("[id='missing-comma']"))
    box = line.bounding_box()
    assert box
    assert 0 <= box["y"] < SIZES[size]["viewport"]["height"]
    assert "withdrawn" in line.inner_text()


def test_a_lens_that_an_address_needs_is_not_remembered(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}#deeper-reasons")
    go(page, f"{reader.address}{ARTICLE}")
    assert state(page)["lenses"] == []


@pytest.mark.parametrize("size", SIZES)
def test_a_change_of_the_fragment_opens_its_note(reader: Reader, size: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens=speaking", size=SIZES[size])
    for note in ("asked-not-said", "supposed-by-whom", "the-lease"):
        page.evaluate("id => { location.hash = id }", note)
        idle(page)
        assert opened(page) == note
        assert in_sight(page, f"ref--{note}")
    assert state(page)["lenses"] == ["speaking", "wording", "context"]
    page.go_back()
    idle(page)
    assert opened(page) == "supposed-by-whom"


def test_a_link_in_the_page_opens_its_note(reader: Reader) -> None:
    page = visit(reader, CROWDED)
    page.locator(".mc-corrections a", has_text="the note").click()
    idle(page)
    assert (opened(page), fragment(page)) == ("exploded", "exploded")
    assert in_sight(page, "ref--exploded")
    page = visit(reader, f"{CROWDED}?lens=context")
    page.locator(".mc-missing a").first.click()
    idle(page)
    assert opened(page) == "which-bridge"


@pytest.mark.parametrize("size", SIZES)
def test_the_fragment_of_a_reference_shows_the_passage(reader: Reader, size: str) -> None:
    page = visit(reader, f"{ARTICLE}#ref--deeper-reasons", size=SIZES[size])
    assert (opened(page), state(page)["lenses"]) == ("", ["wording"])
    assert in_sight(page, "ref--deeper-reasons")
    page.evaluate("location.hash = 'ref--supposed-by-whom'")
    idle(page)
    assert (opened(page), state(page)["lenses"]) == ("", ["speaking", "wording"])
    assert in_sight(page, "ref--supposed-by-whom")


def test_the_fragment_of_all_notes_shows_them(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}#notes")
    found = state(page)
    assert found["lenses"] == ["speaking", "wording", "context"]
    assert found["notes"]
    assert any(0 < box["top"] < 900 for box in boxes(page, ".mc-note"))


def test_a_fragment_that_names_nothing_is_left_alone(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=context")
    for name in ("nothing-of-the-kind", "ref--nothing", "%E0%A4%A", "%", "a%20b", '"]', "--"):
        page.goto("about:blank")
        go(page, f"{reader.address}{ARTICLE}?lens=context#{name}")
        assert (opened(page), state(page)["lenses"]) == ("", ["context"]), name
        page.keyboard.press("j")
        idle(page)
        assert opened(page), name
        page.evaluate("name => { location.hash = name }", name)
        idle(page)
        assert opened(page) == "", name


# --- several notes on the same words --------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_words_under_several_notes_offer_each(reader: Reader, size: str) -> None:
    page = visit(reader, f"{CROWDED}?lens={ALL}", size=SIZES[size])
    words = page.locator("mark[data-notes~=which-bridge][data-notes~=sources-said]").first
    offered = str(words.get_attribute("data-notes")).split()
    assert len(offered) == 3
    found = []
    for _ in range(4):
        (words.tap if size == "phone" else words.click)(position={"x": 6, "y": 8})
        idle(page)
        found.append(opened(page))
        listed = page.locator(".mc-open .mc-also a")
        links = {str(link.get_attribute("href")).removeprefix("#") for link in listed.all()}
        assert set(offered) - {found[-1]} <= links
        assert found[-1] not in links
    assert sorted(found[:3]) == sorted(offered)
    assert found[3] == found[0]


def test_notes_on_the_same_words_lead_to_each_other(reader: Reader) -> None:
    page = visit(reader, f"{CROWDED}?lens=wording#slammed")
    link = page.locator(".mc-open .mc-also a").first
    target = str(link.get_attribute("href")).removeprefix("#")
    number = page.locator(f"[id='{target}'] .mc-number").text_content()
    assert number
    assert re.match(rf"{number}\b", link.inner_text())
    link.click()
    idle(page)
    assert opened(page) == target
    assert page.locator(".mc-open .mc-also a[href='#slammed']").count() == 1


def test_only_the_notes_of_the_lenses_are_offered_by_the_words(reader: Reader) -> None:
    page = visit(reader, f"{CROWDED}?lens=context")
    words = page.locator("mark[data-notes~=which-bridge][data-notes~=sources-said]").first
    for _ in range(2):
        words.click(position={"x": 6, "y": 8})
        idle(page)
        assert (opened(page), state(page)["lenses"]) == ("which-bridge", ["context"])
    page = visit(reader, f"{CROWDED}?lens=")
    page.locator("mark[data-notes~=slammed]").first.click()
    idle(page)
    assert opened(page) == "", "in the clean article words are words"


def test_selecting_text_opens_nothing(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}")
    mark = page.locator("mark[data-notes~=a-remark-passed-on]").first
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 2, y)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, y, steps=4)
    page.mouse.up()
    idle(page)
    assert len(page.evaluate("String(getSelection())")) > 2
    assert opened(page) == ""


def test_links_in_the_article_still_work(reader: Reader) -> None:
    page = visit(reader, f"{CROWDED}?lens={ALL}")
    page.locator(".mc-text a", has_text="with a crooked fragment").click()
    idle(page)
    assert opened(page) == ""
    page.locator(".mc-text a", has_text="to the technique").click()
    page.wait_for_url("**/techniques/loaded-words/")
    go(page, f"{reader.address}{CROWDED}?lens={ALL}")
    page.route("https://example.org/**", lambda route: route.fulfill(body="Monday"))
    page.locator(".mc-text a mark[data-notes~=said-when]").click()
    page.wait_for_url("https://example.org/monday")
    assert all("a request to https://example.org" in words for words in reader.complaints)
    reader.complaints.clear()


def test_a_number_can_be_opened_in_another_tab(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording")
    with page.context.expect_page() as event:
        page.locator("[id='ref--stressed']").click(modifiers=["Control"])
    event.value.wait_for_load_state()
    begun(event.value)
    assert opened(page) == ""
    assert opened(event.value) == "stressed"
    assert event.value.url.endswith("#stressed")


def test_notes_are_in_the_order_of_the_article(reader: Reader) -> None:
    page = visit(reader)
    firsts = dict(zip((note.id for note in ENTRY.notes.annotations), ENTRY.annotation_spans, strict=True))
    places = [firsts[id][0] if firsts[id] else (-1, -1) for id in order(page)]
    assert all(first <= second for first, second in pairwise(places))


def test_a_click_on_a_closed_note_opens_it(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording")
    scroll_to(page, 1000)
    note = page.locator(".mc-note:visible").nth(2)
    id = str(note.get_attribute("data-note"))
    note.locator(".mc-gist").click()
    idle(page)
    assert (opened(page), fragment(page)) == (id, id)


# --- copies ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_what_stands_on_the_screen_are_copies_without_ids(reader: Reader, size: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}", size=SIZES[size])
    finished = "() => [...document.querySelectorAll('.mc-notes > .mc-note')].map(note => note.outerHTML)"
    before = page.evaluate(finished)
    assert len(before) == len(ENTRY.notes.annotations)
    for key in "jjjkw0":
        page.keyboard.press(key)
        idle(page)
        ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map(element => element.id)")
        assert sorted(ids) == sorted(set(ids))
        assert page.locator(".mc-margin [id]").count() == 0
        assert page.evaluate(finished) == before
    assert page.locator(".mc-margin .mc-note").count() == 0, "with no lens on there is none"


def test_all_notes_on_a_phone_begin_with_the_first(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}#notes", PHONE)
    notes = order(page)
    assert opened(page) == notes[0]
    assert page.locator(".mc-place").inner_text() == f"1 of {len(notes)}"


def test_a_note_stands_beside_the_passage_that_was_pressed(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}")
    several = [id for id in order(page) if page.locator(f".mc-ref a[href='#{id}']").count() > 1]
    assert several
    for id in several:
        for link in page.locator(f".mc-ref a[href='#{id}']").all():
            link.scroll_into_view_if_needed()
            idle(page)
            link.click()
            (card,) = boxes(page, ".mc-open")
            here = link.evaluate("link => link.getBoundingClientRect().top")
            (column,) = boxes(page, ".mc-margin")
            assert edge(page) <= card["top"] <= max(here, column["top"]) + 1, id
            assert edge(page) <= here < DESKTOP["viewport"]["height"]
