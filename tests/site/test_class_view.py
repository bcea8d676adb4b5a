"""A teacher lays the marks of a class side by side, from the files that it handed in."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, FloatRect, Locator, Page, expect

from tests.site.article_page import ARTICLE, DESKTOP, ENTRIES, SLUG
from tests.site.colour import Colour, contrast, of_rgb
from tests.site.conftest import Opener, Reader
from tests.site.test_axe import AXE, RUN
from tests.sites import Site

TEXT = ENTRIES[SLUG].article.text
PUPILS = 8


def handed(given: Any, name: str, marks: list[tuple[int, int, str]], comment: str = "") -> FilePayload:
    """A file as the practice page saves it."""

    def item(start: int, end: int, kind: str) -> dict[str, Any]:
        bodies = [{"type": "TextualBody", "purpose": "tagging", "value": kind}]
        if comment:
            bodies.append({"type": "TextualBody", "purpose": "commenting", "value": comment})
        quote = {"type": "TextQuoteSelector", "exact": TEXT[start:end], "prefix": "", "suffix": ""}
        position = {"type": "TextPositionSelector", "start": start, "end": end}
        return {"type": "Annotation", "body": bodies, "target": {"selector": [quote, position]}}

    own = {key: given[key] for key in ("article", "title", "text")}
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "markedCopy": {**own, "format": "marks", "version": 1, "name": name, "saved": name},
        "items": [item(*mark) for mark in marks],
    }
    return {"name": f"{name}.json", "mimeType": "application/json", "buffer": json.dumps(page).encode()}


def on_the_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two notes have words in common."""
    return any(start < to and begin < end for start, end in one["spans"] for begin, to in other["spans"])


def test_the_marks_of_a_class_are_laid_side_by_side(reader: Reader) -> None:
    page = reader.open(f"{ARTICLE}class.html", **DESKTOP)
    given = page.evaluate("JSON.parse(document.getElementById('given').textContent)")
    first = [note for note in given["notes"] if note["id"] in given["first"]]
    note = next(note for note in first if note["spans"] and TEXT[slice(*note["spans"][0])].strip())
    start, end = note["spans"][0]
    other = next(kind for kind, _ in given["kinds"] if kind != note["kind"])
    files = [
        handed(
            given, f"Name {nth}", [(start, end, note["kind"] if nth % 2 else other)], "<b>Who says</b> so?"
        )
        for nth in range(PUPILS)
    ]
    broken: FilePayload = {"name": "broken.json", "mimeType": "", "buffer": b'{"type": "Annot'}
    page.set_input_files("#files", [*files, broken, files[0]])

    told = page.locator(".mc-read")
    expect(told).to_contain_text(f"{PUPILS} files with {PUPILS} marks read.")
    # A file's name is mostly that of a pupil: it is told when it is asked for, and not on paper.
    named = page.locator("#named")
    assert "broken.json" not in named.inner_text()
    named.locator("#bad summary").click()
    expect(named.get_by_role("listitem")).to_have_count(1)
    expect(named.locator("#bad")).to_contain_text("broken.json")
    expect(named).to_contain_text("1 file given twice, and read once")
    page.emulate_media(media="print")
    expect(named).to_be_hidden()
    page.emulate_media(media="screen")
    named.locator("#bad summary").click()
    words = "".join(page.locator(".mc-text .mc-heat").all_inner_texts())
    assert words.split() == TEXT[start:end].split()
    assert set(
        page.locator(".mc-text .mc-heat").evaluate_all("(all) => all.map((one) => one.dataset.level)")
    ) == {"5"}

    found = page.locator("#notes li", has_text=note["gist"])
    expect(found).to_contain_text(
        f"Found by {PUPILS // 2} of {PUPILS}; marked as another kind by {PUPILS // 2} more."
    )
    expect(page.locator("#torn li")).to_have_count(1)
    expect(page.locator("#torn li")).to_contain_text(f"{PUPILS} of {PUPILS}: {PUPILS // 2} ")
    # Each place has its lines, by which a class finds it on the sheet.
    lines = page.evaluate("JSON.parse(document.getElementById('given').textContent).lines ?? []")
    assert lines
    expect(page.locator("#torn li")).to_contain_text(re.compile(r"”, lines? \d+(–\d+)?\. \d"))
    expect(found).to_contain_text(re.compile(r"Lines? \d+"))
    expect(page.locator("#nobody li").first).to_contain_text(re.compile(r"Lines? \d+"))
    expect(page.locator("#most li")).to_contain_text(
        f"{PUPILS} of {PUPILS}. See “Where the class disagreed”."
    )
    # Each note that can be marked is told once: as found, or as found by nobody.
    missed = page.locator("#nobody li").count()
    expect(page.locator("#nobody")).to_contain_text(
        f"{missed} of {missed + page.locator('#notes li').count()} notes."
    )
    # Nobody is named until the teacher wants it, in any part of the page.
    assert "Name 1" not in page.locator("body").inner_text()
    found.get_by_role("button").click()
    here = page.locator("#here")
    expect(here).to_contain_text(f"Marked by {PUPILS} of {PUPILS}.")
    expect(here).to_contain_text("<b>Who says</b> so?")
    assert "Name 1" not in here.inner_text()
    page.get_by_label("Names").check()
    expect(found).to_contain_text("Name 1")
    expect(here).to_contain_text("Name 1")
    page.get_by_label("Names").uncheck()
    assert "Name 1" not in page.locator("body").inner_text()
    page.get_by_label("Names").check()

    # With a choice of notes nothing is said of the others, but that there is one.
    chosen = [one for one in given["notes"] if one["id"] != note["id"] and not on_the_same(one, note)][:3]
    every = page.locator(".mc-beside")
    expect(every).to_contain_text(note["gist"])
    page.evaluate("(hash) => { location.hash = hash }", "notes=" + ",".join(one["id"] for one in chosen))
    expect(every).not_to_contain_text(note["gist"])
    expect(page.locator("#torn")).to_contain_text("A note that is not chosen is on it.")
    expect(here).to_contain_text("A note that is not chosen is on it.")
    unmet = sum(bool(one["spans"]) for one in chosen)
    expect(page.locator("#nobody")).to_contain_text(f"{unmet} of {unmet} chosen note")
    expect(page.locator("#nobody li")).to_have_count(unmet)
    for nth, one in enumerate(chosen):
        if one["spans"]:
            expect(page.locator("#nobody")).to_contain_text(
                f"{one['number']} ({nth + 1} of 3). {one['gist']}"
            )
    page.evaluate("location.hash = ''")
    expect(every).to_contain_text(note["gist"])
    # No points are counted: of a pupil it is not told how many of our notes there are among the marks.
    assert page.locator("#pupils th[scope=col]").all_text_contents() == [
        "Pupil",
        "Marks",
        *dict(given["kinds"]).values(),
        "Done well",
        "With a reason",
    ]

    page.get_by_role("radio", name=dict(given["kinds"])[other]).check()
    levels = page.locator(".mc-text .mc-heat").evaluate_all("(all) => all.map((one) => one.dataset.level)")
    assert set(levels) == {"3"}
    # On paper a place in a list is words, and no button.
    page.emulate_media(media="print")
    assert found.get_by_role("button").evaluate("(one) => getComputedStyle(one).borderTopWidth") == "0px"
    # What was said of a place stands with it, once, and without a name where none is asked for.
    expect(page.locator(".mc-scale")).to_contain_text("Marked as ")
    said = page.locator(".mc-beside .mc-reasons").filter(visible=True)
    expect(said).to_have_count(1)
    expect(said).to_contain_text("<b>Who says</b> so?")
    expect(said).to_contain_text("Name 2")
    page.get_by_label("Names").evaluate("(names) => names.click()")
    expect(said).to_contain_text(f"({PUPILS // 2} pupils)")
    assert "Name 2" not in page.locator("body").inner_text()
    page.get_by_label("Names").evaluate("(names) => names.click()")
    page.emulate_media(media="screen")
    page.evaluate(AXE)
    assert [
        (fault["id"], [node["html"] for node in fault["nodes"]])
        for fault in page.evaluate(RUN, None)["violations"]
    ] == []
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(".mc-heat[data-start]")).to_have_count(0)
    expect(page.locator(".mc-beside")).to_be_hidden()
    assert "Name 1" not in page.content()
    expect(page.locator("#names")).not_to_be_checked()
    expect(here).to_be_empty()
    # That can be taken back, until there are other files.
    expect(told).to_contain_text(f"{PUPILS} files cleared from this page.")
    page.get_by_role("button", name="Take it back").click()
    expect(told).to_contain_text(f"{PUPILS} files with {PUPILS} marks read.")
    expect(page.locator("#names")).to_be_checked()
    expect(named).to_contain_text("broken.json")
    expect(page.get_by_role("button", name="Clear")).to_be_focused()
    page.keyboard.press("Enter")
    page.set_input_files("#files", files[:1])
    expect(told).to_contain_text("1 file with 1 mark read.")
    expect(page.get_by_role("button", name="Take it back")).to_be_hidden()


def test_a_place_is_told_of_where_its_colour_stands_and_a_list_leads_to_it(reader: Reader) -> None:
    page = reader.open(f"{ARTICLE}class.html", **DESKTOP)
    given = page.evaluate("JSON.parse(document.getElementById('given').textContent)")
    end = TEXT.index(", ", len(TEXT) // 4) + 1
    missing = next(kind for kind, _ in given["kinds"] if kind == "missing-context")
    file = handed(given, "a", [(end, end, missing)], "Reason")
    # A point is told by its surroundings.
    point = json.loads(file["buffer"])
    point["items"][0]["target"]["selector"] = [
        {"type": "TextQuoteSelector", "exact": "", "prefix": TEXT[end - 20 : end], "suffix": ""},
        {"type": "TextPositionSelector", "start": end, "end": end},
    ]
    file["buffer"] = json.dumps(point).encode()
    page.set_input_files("#files", [file])
    # It is seen on the words before it, whatever mark they end with.
    assert TEXT[:end].endswith("".join(page.locator(".mc-text .mc-heat").all_inner_texts()))
    expect(page.locator("#ours li, #most li").first).to_contain_text("after “")
    page.locator(".mc-text .mc-heat").last.click(timeout=5000)
    expect(page.locator("#here")).to_contain_text("Marked by 1 of 1.")
    expect(page.locator("#here")).to_contain_text("after “")
    # Nobody marked the words of this note.
    page.evaluate("scrollTo(0, 0)")
    note = [one for one in given["notes"] if one["spans"]][-1]
    for more in page.locator("#nobody summary").all():
        more.click()
    page.locator("#nobody").get_by_role("button", name=note["gist"]).click()
    top = page.evaluate(
        """([text, start]) => {
          const words = [...text].slice(start, start + 12).join("");
          const walker = document.createTreeWalker(document.querySelector(".mc-article"), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + words.length);
            return range.getBoundingClientRect().top / innerHeight;
          }
        }""",
        [TEXT, note["spans"][0][0]],
    )
    assert top is None or 0.1 < top < 0.9


def test_what_is_pressed_stays_where_it_is_and_all_that_is_told_of_it_can_be_read(reader: Reader) -> None:
    page = reader.open(f"{ARTICLE}class.html", **DESKTOP)
    given = page.evaluate("JSON.parse(document.getElementById('given').textContent)")
    words = [(found.start(), found.end(), "sourcing") for found in re.finditer(r"\w{4,}", TEXT)]
    spread = words[5 :: len(words) // 7]
    page.set_input_files(
        "#files", [handed(given, f"Name {nth}", spread, f"Reason {nth}") for nth in range(30)]
    )
    here = page.locator(".mc-here")
    expect(here).to_be_hidden()
    passages = page.locator("#most li > button")
    heat = page.locator(".mc-text .mc-heat[role=button]")
    for width, height in ((1280, 800), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        # One after the other, also from below to above: what was told before gives its room away.
        for pressed in [passages.nth(0), passages.nth(3), passages.nth(1), passages.nth(4), passages.nth(0)]:
            pressed.scroll_into_view_if_needed()
            assert moved(page, pressed) == 0
            told = boxed(here)
            assert told["y"] >= boxed(pressed)["y"] + boxed(pressed)["height"]
            assert here.evaluate("(one) => one.scrollHeight <= one.clientHeight"), "it is whole, below it"
            expect(here).to_contain_text("Marked by 30 of 30.")
        for pressed in [heat.nth(1), heat.last, heat.nth(2)]:
            pressed.scroll_into_view_if_needed()
            assert moved(page, pressed) == 0
            told, own = boxed(here), boxed(pressed)
            assert 0 <= told["y"] < height, "it can be seen"
            covers = told["y"] < own["y"] + own["height"] and own["y"] < told["y"] + told["height"]
            assert told["x"] > own["x"] + own["width"] or not covers
            expect(here).to_contain_text("Marked by 30 of 30.")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.keyboard.press("Escape")
        expect(here).to_be_hidden()
        expect(heat.nth(2)).to_be_focused()
    # On a narrow page a passage of a list is looked up in the text when that is asked for.
    heat.nth(2).scroll_into_view_if_needed()
    passages.nth(2).click()
    here.get_by_role("button", name="Show it in the text").click()
    assert heat.nth(2).evaluate("(one) => one.getBoundingClientRect().top >= 0")
    here.get_by_role("button", name="Close").click()
    expect(passages.nth(2)).to_be_focused()


def boxed(element: Locator) -> FloatRect:
    """Where it stands in the window."""
    box = element.bounding_box()
    assert box
    return box


def moved(page: Page, pressed: Locator) -> int:
    """Press it; by how many pixels it has moved then."""
    before = boxed(pressed)["y"]
    pressed.click()
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return round(boxed(pressed)["y"] - before)


def test_from_a_file_the_class_view_reads_what_it_is_given(opener: Opener, fixture_site: Site) -> None:
    page = opener.new(DESKTOP)
    page.goto((fixture_site.folder / ARTICLE / "class.html").as_uri())
    given = page.evaluate("JSON.parse(document.getElementById('given').textContent)")
    page.set_input_files("#files", [handed(given, "a", [(0, 9, "sourcing")])], timeout=5000)
    expect(page.locator(".mc-read")).to_contain_text("1 file with 1 mark read.")
    page.goto((fixture_site.folder / ARTICLE / "projector.html").as_uri())
    expect(page.get_by_role("button", name="Reveal")).to_be_visible()
    page.context.close()


def test_coloured_words_are_one_stop_for_the_tab_key_and_can_be_read(reader: Reader) -> None:
    page = reader.open(f"{ARTICLE}class.html", **DESKTOP)
    given = page.evaluate("JSON.parse(document.getElementById('given').textContent)")
    # Ever fewer marked the words from the first to the last: every ground is there.
    words = [
        (found.start(), found.end())
        for found in re.finditer(r"\w{4,}", TEXT)
        if found.start() > len(TEXT) // 3
    ][:5]
    page.set_input_files(
        "#files",
        [
            handed(given, f"Name {nth}", [(*span, "sourcing") for span in words[: nth + 1]])
            for nth in range(5)
        ],
    )
    heat = page.locator(".mc-text .mc-heat[role=button]")
    expect(heat).to_have_count(5)
    expect(page.locator(".mc-text .mc-heat[tabindex='0']")).to_have_count(1)
    page.locator("[data-do=clear]").focus()
    page.keyboard.press("Tab")
    expect(heat.first).to_be_focused()
    assert heat.first.get_attribute("title") == "Marked by 5 of 5"
    for key, at in [
        ("ArrowRight", 1),
        ("End", 4),
        ("ArrowRight", 4),
        ("ArrowLeft", 3),
        ("Home", 0),
        ("x", 0),
    ]:
        page.keyboard.press(key)
        expect(heat.nth(at)).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#here")).to_contain_text("Marked by 4 of 5.")
    expect(heat.nth(1)).to_be_focused()
    # Tab goes on to what is behind the text, and back to the words where it was.
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(heat.nth(1)).to_be_focused()

    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        ink, paper, grounds, lines = page.evaluate(
            """() => {
              const of = (element, name) => getComputedStyle(element)[name];
              const all = [...document.querySelectorAll(".mc-text .mc-heat")];
              const body = document.body;
              return [of(body, "color"), of(body, "backgroundColor"), all.map((one) => of(one, "backgroundColor")),
                all.map((one) => parseFloat(of(one, "borderBottomWidth")))];
            }"""
        )
        found = [contrast(shade(ink), over(ground, paper)) for ground in grounds]
        assert min(found) >= 4.5
        assert found == sorted(found), "the more marked it, the stronger the ground"
        assert lines == sorted(lines, reverse=True)
        assert lines[0] >= 3 * lines[-1]

    # What stood around the article is there when somebody has marked it, and its words can be reached too.
    around = page.locator(".mc-furniture").first
    expect(around).to_be_hidden()
    at = TEXT.index((around.text_content() or "").strip().split("\n")[0])
    page.set_input_files("#files", [handed(given, "Name 6", [(at, at + 8, "sourcing")])])
    expect(around).to_be_visible()
    page.locator(".mc-text .mc-heat[tabindex='0']").focus()
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.closest('.mc-furniture').contains(document.activeElement)")
    page.get_by_role("button", name="Clear").click()
    expect(around).to_be_hidden()


def numbers(value: str) -> list[float]:
    return [float(number) for number in re.findall(r"[\d.]+", value)]


def shade(value: str) -> Colour:
    """Of `rgb(…)` as browsers give it."""
    red, green, blue = numbers(value)[:3]
    return of_rgb(red, green, blue)


def over(value: str, ground: str) -> Colour:
    """What a see-through colour, `color(srgb … / …)`, is on a ground of `rgb(…)`."""
    *own, share = numbers(value)
    red, green, blue = (
        share * one * 255 + (1 - share) * below for one, below in zip(own, numbers(ground)[:3], strict=True)
    )
    return of_rgb(red, green, blue)


def test_a_pupil_who_saves_twice_counts_once_and_the_teacher_can_decide_otherwise(
    reader: Reader, tmp_path: Path
) -> None:
    page = reader.open(f"{ARTICLE}class.html", **DESKTOP)
    given = page.evaluate("JSON.parse(document.getElementById('given').textContent)")
    folder = tmp_path / "9b" / "Ada"
    folder.mkdir(parents=True)
    (tmp_path / "9b" / "Thumbs.db").write_bytes(b"\0")
    for name, marks, time in (("first", 1, "10:00"), ("later", 2, "11:00")):
        spans = [(nth * 10, nth * 10 + 9, "sourcing") for nth in range(marks)]
        file = json.loads(handed(given, "", spans)["buffer"])
        file["markedCopy"] |= {"set": "m1", "saved": f"2026-11-27T{time}:00.000Z"}
        (folder / f"{name}.json").write_text(json.dumps(file), encoding="utf-8")
    data = {"items": [], "files": [str(tmp_path / "9b")], "dragOperationsMask": 1}
    browser = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        browser.send("Input.dispatchDragEvent", {"type": kind, "x": 300, "y": 300, "data": data})
    told = page.locator(".mc-read")
    expect(told).to_contain_text("2 files read; 1 of them counts, with 2 marks.")
    expect(told).to_contain_text("1 earlier file of a pupil who saved again: the later one counts.")
    named = page.locator("#named")
    named.locator("summary").click()
    named.get_by_label("Count 9b/Ada/first.json").check()
    expect(told).to_contain_text("2 files with 3 marks read.")
    expect(told).to_contain_text("By your decision, 1 of 1 counts.")
    expect(named.get_by_label("Count 9b/Ada/first.json")).to_be_focused()
    page.get_by_label("Names").check()
    expect(page.locator("#pupils")).to_contain_text("first")
