"""A teacher's lesson in front of the class: notes are chosen on the article's page, and shown one at a time."""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

import pypdfium2
from playwright.sync_api import Page, expect

from build_tools.classroom.paper_data import DONE_WELL, SIGNS
from build_tools.model.annotations import Annotation
from build_tools.model.names import PART_NAMES
from tests.classroom.codes import drawn, expected
from tests.classroom.pdf_reading import numbered_lines, squeezed, structure, words
from tests.site.article_page import ARTICLE, NOTES, SPANS
from tests.site.conftest import Opener, Reader
from tests.site.lined_paper import LINES_ON_PAPER
from tests.site.test_axe import AXE, RUN
from tests.sites import Site

SCREEN = {"viewport": {"width": 1024, "height": 768}}
TOLD = PART_NAMES.keys() - {"evidence", "confidence", "settled"}
"""Parts of a note that a class is shown: not what it rests on."""
SIZES = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility() && !one.closest(".mc-sr"))
  .filter((one) => [...one.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim()))
  .map((one) => parseFloat(getComputedStyle(one).fontSize))"""


def parts_of(note: Annotation) -> list[str]:
    """The headings of what it says, in the order of the page."""
    return [name for key, name in PART_NAMES.items() if key in TOLD and getattr(note, key)]


def told(page: Page) -> str:
    return page.locator(".mc-slide").inner_text()


def shown_code(page: Page) -> tuple[list[str], float]:
    """The modules of the code that fills the screen, and how many pixels wide each is."""
    picture = page.get_by_role("img", name="QR code")
    box, path, width = picture.evaluate(
        "(one) => [one.getAttribute('viewBox'), one.querySelector('path').getAttribute('d'), one.clientWidth]"
    )
    return drawn(box, path), width / int(box.split(" ")[2])


def marked(page: Page) -> str:
    return " ".join(page.locator(".mc-marked").all_inner_texts())


def test_a_teachers_choice_leads_through_the_lesson(reader: Reader) -> None:
    page = reader.open(ARTICLE, **SCREEN)
    page.locator("[data-do=choose]").click()
    dialog = page.get_by_role("dialog", name="Choose notes for a lesson")
    # It begins with the five notes that the page tells first, in their order: they head the list, the others by place.
    told_first = page.locator("#five-notes--list a").evaluate_all(
        "(all) => all.map(({ hash }) => hash.slice(1))"
    )
    others = [
        id
        for id in page.locator(".mc-note").evaluate_all("(all) => all.map(({ id }) => id)")
        if id not in told_first
    ]
    boxes = dialog.get_by_role("checkbox")
    assert boxes.evaluate_all("(all) => all.map(({ value }) => value)") == [*told_first, *others]
    assert dialog.get_by_role("heading", level=3).all_inner_texts() == [
        f"Told first, in this order: {len(told_first)} notes",
        f"The others by place: {len(others)} notes",
    ]
    assert dialog.locator("li:has(:checked) b").all_inner_texts() == [" 1.", " 2.", " 3.", " 4.", " 5."]
    # What is no concern says so, and each can be read before it is chosen.
    stances = {"concern": "", "question": "Open question", "good-practice": "+ Good practice"}
    for id in (*told_first, *others):
        item = dialog.locator("li", has=page.locator(f"[value={id}]"))
        said = item.locator("label .mc-stance").all_inner_texts()
        assert "".join(said) == stances[NOTES[id].stance]
    last = dialog.get_by_role("listitem").filter(has=page.get_by_role("checkbox")).last
    last.get_by_text("Read the note").click()
    expect(last.locator("dt")).to_have_text(parts_of(NOTES[others[-1]]))
    expect(last.locator("q")).to_have_count(len(set(SPANS[others[-1]])))
    dialog.get_by_role("button", name="Choose none").click()
    expect(dialog.get_by_role("status")).to_have_text("0 chosen: choose from 3 to 12.")
    expect(dialog.get_by_role("link")).to_have_count(0)
    for nth in (2, 0, 1):
        boxes.nth(nth).check()
    dialog.get_by_role("spinbutton").fill("7")
    ids = [boxes.nth(nth).get_attribute("value") for nth in (2, 0, 1)]
    expect(dialog.get_by_role("status")).to_have_text("3 chosen.")
    leads = {
        urlsplit(str(link.get_attribute("href"))).path.rsplit("/", 1)[1]: str(link.get_attribute("href"))
        for link in dialog.get_by_role("link").all()
    }
    assert {"practice.html", "projector.html"} <= leads.keys()
    notes = f"notes={','.join(map(str, ids))}"
    fragments = {name: urlsplit(address).fragment for name, address in leads.items()}
    assert fragments.pop("class.html") == notes
    assert set(fragments.values()) == {f"{notes}&marks=7"}
    code = expected(leads["practice.html"], level="M")
    dialog.get_by_role("button", name="Show as a code").click()
    modules, pixels = shown_code(page)
    assert modules == code
    assert pixels >= 10
    assert pixels == int(pixels)
    page.get_by_role("dialog", name="Practice").get_by_role("button", name="Close").click()
    expect(dialog).to_be_visible()
    # How many marks it takes stands with the choice, in sight however long the list is; and both outlive another load.
    expect(dialog.get_by_role("spinbutton")).to_be_in_viewport()
    page.reload()
    page.locator("[data-do=choose]").click()
    expect(dialog.get_by_role("status")).to_have_text("3 chosen.")
    expect(dialog.get_by_role("spinbutton")).to_have_value("7")
    expect(dialog.get_by_role("link").first).to_have_attribute("href", leads["practice.html"])

    page.goto(leads["projector.html"])
    page.evaluate(AXE)
    # The class is led to the same practice; a presenter's key puts it away, and does no more.
    page.keyboard.press("c")
    assert shown_code(page) == (code, pixels)
    assert min(page.evaluate(SIZES)) >= 28
    assert [fault["id"] for fault in page.evaluate(RUN, None)["violations"]] == []
    page.keyboard.press("PageDown")
    expect(page.get_by_role("dialog")).to_have_count(0)
    # Nobody sees a note, nor where one is, before the teacher goes on.
    assert told(page) == "3 notes. Go on to begin."
    assert marked(page) == ""
    reveal = page.get_by_role("button", name="Reveal")
    expect(reveal).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("r")
    assert (told(page), marked(page)) == ("3 notes. Go on to begin.", "")
    page.keyboard.press("PageDown")
    assert re.match(r"Note \d+ · 1 of 3\. Lines? [\d–, ]+ of the sheet\. What", told(page))
    assert marked(page)
    expect(reveal).to_have_attribute("aria-disabled", "false")
    # Whoever prints meanwhile gets the key, and not the code over each of its pages.
    page.keyboard.press("c")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.keyboard.press("Home")
    assert (told(page), marked(page)) == ("3 notes. Go on to begin.", "")
    numbered = page.evaluate("JSON.parse(document.getElementById('given').textContent).notes")
    number_of = {note["id"]: note["number"] for note in numbered}
    for nth, id in enumerate(map(str, ids), start=1):
        gist = NOTES[id].gist
        page.keyboard.press("ArrowDown")
        # As practice, class view and the whole key number it, and as the lesson does.
        assert told(page).startswith(f"Note {number_of[id]} · {nth} of 3.")
        assert gist not in told(page)
        page.keyboard.press("PageDown")
        assert gist in told(page)
    page.keyboard.press("End")
    assert told(page).startswith(f"Note {number_of[str(ids[2])]} · 3 of 3")
    page.keyboard.press("PageDown")
    assert min(page.evaluate(SIZES)) >= 28
    assert [fault["id"] for fault in page.evaluate(RUN, None)["violations"]] == []
    words = marked(page)
    page.keyboard.press("b")
    assert marked(page) == ""
    # Nothing is seen, and that it is hidden is read out.
    assert page.locator(".mc-slide > :not(.mc-sr)").count() == 0
    assert page.locator(".mc-slide").aria_snapshot().endswith("All hidden.")
    page.reload()
    assert page.locator(".mc-slide").aria_snapshot().endswith("All hidden.")
    page.keyboard.press("b")
    assert marked(page) == words
    page.get_by_role("button", name="Keys").click()
    assert min(page.evaluate(SIZES)) >= 28
    page.keyboard.press("Escape")


def test_of_each_note_all_is_shown_and_praise_is_told_from_criticism(reader: Reader) -> None:
    page = reader.new_page(**SCREEN)
    page.goto(f"{reader.address}{ARTICLE}projector.html#notes={','.join(list(NOTES)[:12])}")
    stances = set()
    for note in list(NOTES.values())[:12]:
        page.keyboard.press("ArrowDown")
        page.keyboard.press("r")
        parts = page.locator(".mc-slide h3").all_inner_texts()
        assert sorted(parts) == sorted(parts_of(note))
        assert not note.ask or parts[-1] == "Ask yourself"
        head = page.locator(".mc-stage-place").inner_text()
        words = {"concern": "", "question": "Open question.", "good-practice": "+Good practice."}[note.stance]
        assert head.replace("\n", "").partition(". ")[2].partition(". ")[2].startswith(words)
        assert "Concern" not in head
        stances.add(note.stance)
    assert len(stances) == 3


# The sheet line by line, and of each note of the key its lines, its words and its gist.
ON_PAPER = """() => {
  const { rows, wide } = (LINES_ON_PAPER)();
  const items = [...document.querySelectorAll("#paper-key ol > li")].map((item) => ({
    where: item.querySelector("h4").textContent.split(":")[0],
    gist: item.querySelector("h4 span").textContent,
    quotes: [...item.querySelectorAll("q")].map((one) => one.textContent),
    names: [...item.querySelectorAll("strong")].map((one) => one.textContent),
    signs: [...item.querySelectorAll(".mc-sign")].map((one) => one.textContent).join(""),
  }));
  const codes = [...document.querySelectorAll(".mc-paper-code svg")].map((one) => [
    one.getAttribute("viewBox"), one.querySelector("path").getAttribute("d")]);
  return { rows, wide, items, codes };
}""".replace("LINES_ON_PAPER", LINES_ON_PAPER)
PRINT = "window.print = () => dispatchEvent(new Event('beforeprint'))"


# A break of the article's own, which is no reason for another.
BREAK = """[...document.querySelectorAll(".mc-article p")].findLast((one) => one.checkVisibility()).insertAdjacentHTML(
  "beforeend", "<br>\\n<span>after a break</span>")"""


FOOT = r"(Student sheet|Discussion key), page\s+(\d+)"


def printed(page: Page, address: str, what: str) -> dict[str, Any]:
    """The projector's page as it is printed when `what` is asked for."""
    page.goto(address)
    page.evaluate(BREAK)
    page.get_by_role("button", name="Print").click()
    page.get_by_role("dialog").get_by_role("button", name=what, exact=True).click()
    page.locator(".mc-lined").wait_for(state="attached")
    page.emulate_media(media="print")
    result: dict[str, Any] = page.evaluate(ON_PAPER)
    page.emulate_media(media="null")
    return result


def lines_of(words: str, rows: list[dict[str, Any]]) -> str | None:
    """Where the words stand, as the key says it; None where that cannot be told from the words alone."""
    texts = [row["words"].strip() for row in rows]
    whole = " ".join(texts)
    if whole.count(words) != 1:
        return None
    ends = list(itertools.accumulate(len(text) + 1 for text in texts))
    start = whole.index(words)
    first, last = (bisect.bisect(ends, at) + 1 for at in (start, start + len(words) - 1))
    return f"Line {first}" if first == last else f"Lines {first}–{last}"


def test_key_and_sheet_of_a_choice_are_printed_and_count_the_same_lines(reader: Reader) -> None:
    page = reader.new_page(**SCREEN)
    page.add_init_script(PRINT)
    told = 0
    for slug in ("crowded", "night-ferries", "right-to-left"):
        folder = f"{reader.address}articles/{slug}/"
        page.goto(f"{folder}projector.html")
        notes = page.evaluate("JSON.parse(document.getElementById('given').textContent).notes")
        chosen = notes[11::-1]
        fragment = f"#notes={','.join(note['id'] for note in chosen)}&marks=5"
        paper = printed(page, f"{folder}projector.html{fragment}", "Both")
        rows, items = paper["rows"], paper["items"]
        assert [row["number"] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
        assert len(rows) > 10
        assert all(row["words"].strip() for row in rows)
        assert paper["wide"] == []
        if slug == "right-to-left":
            # There is no font for its sheet, and so the browser breaks its lines.
            assert rows[-1]["words"] == "after a break"
            assert 20 < rows[-1]["y"] - rows[-2]["y"] < 28
        else:
            sheet, key = (page.request.get(f"{folder}{kind}-a4.pdf").body() for kind in ("sheet", "key"))
            lines = [squeezed("".join(word.text for word in line)) for line in numbered_lines(sheet).values()]
            lines[-1] += "afterabreak"
            assert [squeezed(row["words"]) for row in rows] == lines
            headings = [squeezed(item.text) for item in structure(key).all("H3")]
            assert {squeezed(f"{item['where']} {item['gist']}") for item in items} <= set(headings)
        assert [item["gist"] for item in items] == [note["gist"] for note in chosen]
        assert all("On the page." in item["names"] for item in items)
        assert [item["names"].count("Ask yourself.") for item in items] == ["ask" in note for note in chosen]
        assert [item["signs"] for item in items] == [
            SIGNS[note["kind"]] + DONE_WELL * (note["stance"] == "good-practice") for note in chosen
        ]
        assert any("For discussion." in item["names"] for item in items)
        places = [
            (item["where"], lines_of(item["quotes"][0], rows)) for item in items if len(item["quotes"]) == 1
        ]
        assert [where for where, place in places if place] == [place for _, place in places if place]
        told += sum(bool(place) for _, place in places)
        assert [(drawn(box, path)) for box, path in paper["codes"]] == [
            expected(f"{folder}practice.html{fragment}", level="M" if len(fragment) < 150 else "L")
        ] * 2
    assert told > 8
    # In a font that is far wider than that of the PDF its lines are kept, and none is too long.
    page.goto(f"{reader.address}{ARTICLE}projector.html")
    page.evaluate("document.documentElement.style.setProperty('--mc-serif', 'monospace')")
    page.get_by_role("button", name="Print").click()
    page.get_by_role("dialog").get_by_role("button", name="The student sheet", exact=True).click()
    page.locator(".mc-lined").wait_for(state="attached")
    page.emulate_media(media="print")
    paper = page.evaluate(ON_PAPER)
    assert len(paper["rows"]) > 30
    assert paper["wide"] == []
    page.emulate_media(media="null")
    # The same lines on both sizes of paper, and nothing else on them than what was asked for.
    page.goto("about:blank")
    sheets = []
    for size in ("A4", "Letter"):
        printed(page, f"{reader.address}{ARTICLE}projector.html", "The student sheet")
        sheets.append(words_on_paper(page, size))
        page.goto("about:blank")
    assert sheets[0] == sheets[1]
    assert sheets[0].count("Name") == 1
    assert "Discussion" not in sheets[0]
    # Printed together, each counts its own pages.
    printed(page, f"{reader.address}{ARTICLE}projector.html", "Both")
    feet = re.findall(FOOT, text_on_paper(page, "A4"))
    assert [name for name, _ in itertools.groupby(name for name, _ in feet)] == [
        "Student sheet",
        "Discussion key",
    ]
    for name in ("Student sheet", "Discussion key"):
        pages = [int(number) for told, number in feet if told == name]
        assert pages == [*range(1, len(pages) + 1)]
        assert len(pages) > 1


PARAGRAPHS = """() => {
  dispatchEvent(new Event("beforeprint"));
  const all = [...document.querySelectorAll(".mc-lined *")];
  const found = [...document.querySelectorAll(".mc-line")].map((one) => all.indexOf(one.closest("p, h1, h2, h3")));
  dispatchEvent(new Event("afterprint"));
  return found;
}"""


def test_no_line_of_a_paragraph_is_alone_on_a_printed_page(reader: Reader) -> None:
    page = reader.new_page(**SCREEN)
    page.add_init_script("window.asked = 0; window.print = () => { window.asked += 1; }")
    page.goto(f"{reader.address}{ARTICLE}projector.html")
    paragraph_of = dict(enumerate(page.evaluate(PARAGRAPHS), start=1))
    divided = 0
    # Heads of these heights leave a line alone, of three or of four, where nothing is said against it.
    for nth, height in enumerate((134, 202, 304, 372, 457), start=1):
        page.evaluate(
            "(height) => { document.querySelector('#paper-sheet .mc-paper-head').style.height = `${height}pt`; }",
            height,
        )
        # A browser says that it has printed only some time later, and then forgets what was asked for.
        expect(page.locator(".mc-lined")).to_have_count(0)
        page.get_by_role("button", name="Print").click()
        page.get_by_role("dialog").get_by_role("button", name="The student sheet", exact=True).click()
        # What makes codes may have to be loaded first.
        page.wait_for_function("(nth) => window.asked === nth", arg=nth)
        together = Counter(
            (paragraph_of[int(word.text)], word.page)
            for word in words(page.pdf(format="A4"))
            if word.text.isdecimal() and word.right < 23 / 25.4 * 72
        )
        pages = Counter(paragraph for paragraph, _ in together)
        assert pages.keys() == set(paragraph_of.values())
        on_two = {at: lines for at, lines in together.items() if pages[at[0]] > 1}
        divided += bool(on_two)
        assert all(lines > 1 for lines in on_two.values()), (height, on_two)
    assert divided


def words_on_paper(page: Page, size: str) -> list[str]:
    """All of them. In what order they come hangs on where a page ends."""
    return sorted(
        re.sub(rf"The article is reproduced for study\.\s+{FOOT}", "", text_on_paper(page, size)).split()
    )


def text_on_paper(page: Page, size: str) -> str:
    document = pypdfium2.PdfDocument(page.pdf(format=size, prefer_css_page_size=True))
    return " ".join(sheet.get_textpage().get_text_range() for sheet in document)


SWIPE = """([x, y]) => {
  const target = document.querySelector(".mc-slide");
  const touch = (clientX, clientY) => [new Touch({ identifier: 1, target, clientX, clientY })];
  const event = (name, touches) => target.dispatchEvent(
    new TouchEvent(name, { bubbles: true, touches, changedTouches: touches }));
  event("touchstart", touch(200, 300));
  event("touchend", touch(200 + x, 300 + y));
}"""
PLACES = """() => {
  const slide = document.querySelector(".mc-slide");
  const [mark] = document.querySelectorAll(".mc-marked");
  const [bar, words, note] = [document.querySelector(".mc-top"), mark, slide].map((one) => one.getBoundingClientRect());
  // Words of the first line of the passage.
  return [bar.bottom <= words.top + 1, words.top + 25 <= note.top, slide.scrollHeight - slide.clientHeight];
}"""


def test_on_a_small_screen_neither_buttons_nor_note_cover_the_passage_and_keys_read_a_note_to_its_end(
    reader: Reader,
) -> None:
    page = reader.new_page(has_touch=True)
    for height in (640, 256):
        page.set_viewport_size({"width": 320, "height": height})
        page.goto("about:blank")
        page.goto(f"{reader.address}{ARTICLE}projector.html")
        page.keyboard.press("PageDown")
        page.keyboard.press("PageDown")
        page.keyboard.press("r")
        above, below, more = page.evaluate(PLACES)
        assert above
        assert below
        assert more > 60
        seen, words = 0, told(page)
        while told(page) == words:
            seen = page.evaluate("document.querySelector('.mc-slide').scrollTop")
            page.keyboard.press("PageDown")
        assert seen >= more - 2
        assert page.evaluate("document.querySelector('.mc-slide').scrollTop") == 0
        page.keyboard.press("PageUp")
        above, below, _ = page.evaluate(PLACES)
        assert above
        assert below


def test_from_a_file_it_works_but_for_the_code_and_a_page_that_does_not_start_says_so(
    opener: Opener, fixture_site: Site
) -> None:
    page = opener.new({**SCREEN, "has_touch": True})
    file = (fixture_site.folder / ARTICLE / "projector.html").as_uri()
    page.goto(file)
    page.evaluate(SWIPE, [-100, 20])
    page.keyboard.press("PageDown")
    expect(page.locator(".mc-slide h2")).to_be_visible()
    page.evaluate(SWIPE, [100, 20])
    expect(page.locator(".mc-slide h2")).to_have_count(0)
    page.evaluate(SWIPE, [0, -200])
    expect(page.locator(".mc-slide h2")).to_have_count(0)
    page.evaluate(SWIPE, [-100, 20])
    expect(page.locator(".mc-slide h2")).to_be_visible()
    page.get_by_role("button", name="For the class").tap()
    address = f"{fixture_site.address}{ARTICLE}practice.html"
    expect(page.get_by_role("dialog")).to_contain_text(
        f"opened from a file. Practice, for the class: {address}"
    )
    page.keyboard.press("PageDown")
    expect(page.get_by_role("dialog")).to_have_count(0)
    late = page.locator(".mc-unstarted")
    expect(late).to_be_hidden()
    # A copy without its scripts.
    page.route("**/projector.js", lambda route: route.abort())
    page.goto(file)
    expect(late).to_be_hidden()
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")
    expect(late).to_contain_text("The script of this page has not started")
    expect(late.get_by_role("link")).to_have_attribute(
        "href", f"{fixture_site.address}{ARTICLE}projector.html"
    )
    page.context.close()


def test_what_an_address_has_too_much_is_told_where_it_is_read(reader: Reader) -> None:
    ids = list(NOTES)[:15]
    assert len(ids) == 15
    address = f"{ARTICLE}%s#notes={','.join(ids)},no-note&marks=2"
    page = reader.open(address % "projector.html", **SCREEN)
    for name, place in (("projector", ".mc-slide"), ("practice", "#left-out"), ("class", "#left-out")):
        page.goto(reader.address + address % f"{name}.html")
        box = page.locator(place)
        expect(box).to_contain_text(
            f"This address has {len(ids)} notes of the article, and a lesson has at most 12."
        )
        for id in (*ids[12:], "no-note"):
            expect(box).to_contain_text(id)
        expect(box).not_to_contain_text(ids[11])
        expect(box).to_be_in_viewport()
    # The way out keeps all that can be kept, and takes what is too much to where it can be put right.
    page.get_by_role("link", name="choose anew on the article’s page").click()
    page.locator("[data-do=choose]").click()
    dialog = page.get_by_role("dialog", name="Choose notes for a lesson")
    expect(dialog.get_by_role("status")).to_have_text(f"{len(ids)} chosen: choose from 3 to 12.")
    for id in ids[12:]:
        dialog.locator(f"[value={id}]").uncheck()
    expect(dialog.get_by_role("status")).to_have_text("12 chosen.")
    link = dialog.get_by_role("link", name="Practice, for the pupils")
    assert urlsplit(str(link.get_attribute("href"))).fragment == f"notes={','.join(ids[:12])}&marks=2"


def test_of_too_few_notes_nothing_is_asked_that_cannot_be_done(reader: Reader) -> None:
    page = reader.open(ARTICLE, **SCREEN)
    page.evaluate("[...document.querySelectorAll('.mc-note')].slice(2).forEach((note) => note.remove())")
    page.locator("[data-do=choose]").click()
    expect(page.locator("dialog[open] [role=status]")).to_contain_text("This article has 2 notes")


def test_what_stood_around_the_article_is_shown_for_the_notes_on_it_alone(
    reader: Reader, fixture_site: Site
) -> None:
    page = reader.new_page(**SCREEN)
    path = "articles/crowded/projector.html"
    html = (fixture_site.folder / path).read_text(encoding="utf-8")
    around = html.replace("<p>", '<p class="mc-furniture">')
    page.route(f"**/{path}", lambda route: route.fulfill(body=around, content_type="text/html"))
    page.goto(f"{reader.address}{path}#notes=whole-article,taken-back,slammed")
    assert "One of the notes in this address is not, or no longer, in this article: " in told(page)
    page.keyboard.press("ArrowDown")
    assert "in this article" not in told(page)
    sheet = page.locator(".mc-article .mc-furniture").first
    expect(sheet).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".mc-marked").first).to_be_in_viewport()
    page.keyboard.press("h")
    expect(sheet).to_be_hidden()
