"""Practice: mark first, then compare. By mouse, by finger, by keyboard alone, and sentence by sentence."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Dialog, Page, expect
from pypdfium2 import PdfDocument

from build_tools.site.assets import CLASSROOM_STYLE, SOURCE, published_assets
from tests.classroom.pdf_reading import numbered_lines, squeezed
from tests.site.conftest import Reader
from tests.site.lined_paper import LINES_ON_PAPER
from tests.site.test_axe import AXE, OF_COLOUR, RUN_WITHIN
from tests.sites import Site

CROWDED = "articles/crowded/practice.html"
FERRIES = "articles/night-ferries/practice.html"
ARABIC = "articles/right-to-left/practice.html"
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PHONE: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
RANGE = """(words) => {
  const walker = document.createTreeWalker(document.querySelector(".mc-sheet"), NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(".mc-ref") || !node.parentElement.checkVisibility()
      ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  let text = "";
  const nodes = [];
  for (let node; (node = walker.nextNode()); text += node.data) nodes.push([text.length, node]);
  const at = text.indexOf(words);
  const place = (offset, isEnd) => {
    const [start, node] = nodes.findLast(([start]) => (isEnd ? start < offset : start <= offset));
    return [node, offset - start];
  };
  const range = document.createRange();
  range.setStart(...place(at, false));
  range.setEnd(...place(at + words.length, true));
  return range;
}"""
BOXES = f"""(words) => {{
  const range = ({RANGE})(words);
  if (range.getBoundingClientRect().bottom > innerHeight / 2)
    range.startContainer.parentElement.scrollIntoView({{ block: "center" }});
  const {{ left, right, top, bottom }} = range.getBoundingClientRect();
  return [left, right, (top + bottom) / 2];
}}"""
SELECT = f"""(words) => {{
  const {{ startContainer, startOffset, endContainer, endOffset }} = ({RANGE})(words);
  getSelection().setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
}}"""
# Nothing is painted, and nothing that waits for it is done, until it is said.
LATE_FRAMES = """() => {
  const [held, frame] = [[], window.requestAnimationFrame];
  window.requestAnimationFrame = (callback) => held.push(callback);
  window.paintAgain = () => {
    window.requestAnimationFrame = frame;
    for (const callback of held) frame.call(window, callback);
  };
}"""
MANY = """() => {
  const sheet = document.querySelector(".mc-sheet");
  sheet.focus();
  for (let made = 0; made < 36; made++)
    for (const key of ["ArrowRight", "ArrowRight", "1", "Escape"])
      sheet.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
}"""
"""Every second word is marked."""
ON_THEIR_OWN = """() => {
  const sheet = document.querySelector(".mc-sheet");
  const found = [];
  for (let width = 200; width < 640; width += 7) {
    sheet.style.width = `${width}px`;
    for (const first of document.querySelectorAll(".mc-with-words")) {
      const { top } = first.querySelector("button").getBoundingClientRect();
      const range = document.createRange();
      range.selectNodeContents(first.previousSibling);
      if (top > [...range.getClientRects()].at(-1).bottom - 4) found.push([width, first.textContent]);
    }
  }
  sheet.style.width = "";
  return found;
}"""
"""Numbers that stand on another line than the words before them, however wide the text is."""
BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no') }})"
DRAFTS = "localStorage.getItem('marked-copy-drafts')"
KEY = "marked-copy-practice:crowded"
TAGS = """() => {
  const tags = [...document.querySelectorAll("#card .mc-kinds .mc-tag")];
  const [first] = tags.map((tag) => tag.getBoundingClientRect());
  return tags.filter((tag) => {
    const range = document.createRange();
    range.selectNodeContents(tag);
    const [words, box] = [range.getBoundingClientRect(), tag.getBoundingClientRect()];
    return box.top !== first.top || box.height !== first.height
      || Math.min(words.left - box.left, box.right - words.right) < 3;
  }).map((tag) => tag.textContent);
}"""
"""Kinds in the card that are not level with the first, or whose words touch their border."""


def open_page(reader: Reader, path: str, before: str = "", **options: Any) -> Page:
    page = reader.new_page(**options)
    if before:
        page.add_init_script(before)
    page.goto(reader.address + path)
    expect(page.locator("body[data-ready]")).to_be_attached()
    return page


def faults(page: Page, *schemes: str, within: str = "") -> list[str]:
    """What axe finds, in each of these colours: after the first in what depends on colours alone."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = []
    for nth, scheme in enumerate(schemes or ("light",)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        result = page.evaluate(RUN_WITHIN, [OF_COLOUR if nth else None, [], within])
        assert len(result["passes"]) > (0 if nth or within else 10)
        found += [
            f"{scheme} {one['id']}: {node['html'][:200]}"
            for one in result["violations"]
            for node in one["nodes"]
        ]
    page.emulate_media(color_scheme="light")
    return found


def own(page: Page) -> list[str]:
    """The learner's marks: kind, words and reason of each, without the quotation marks, which the style adds."""
    entries = page.locator("#own > li").all()
    return [" ".join(entry.inner_text().replace("Change", "").split()) for entry in entries]


def count(page: Page, words: str) -> None:
    expect(page.locator("#count")).to_have_text(words)


def told(page: Page) -> str:
    return page.locator("#told").text_content() or ""


def drag(page: Page, words: str) -> None:
    left, right, middle = page.evaluate(BOXES, words)
    page.mouse.move(left + 1, middle)
    page.mouse.down()
    page.mouse.move(right - 1, middle)
    page.mouse.up()
    expect(page.locator("#card [data-kind]").first).to_be_visible()


def press(page: Page, words: str) -> None:
    left, right, middle = page.evaluate(BOXES, words)
    page.mouse.click((left + right) / 2, middle)


def entry(page: Page, words: str) -> str:
    """What the comparison says where these words stand."""
    return page.locator("#results .mc-pairs > li", has_text=words).first.inner_text()


def test_a_learner_marks_by_mouse_compares_and_hands_in(reader: Reader, tmp_path: Path) -> None:
    page = open_page(reader, CROWDED, **DESKTOP, accept_downloads=True)
    expect(page.locator("#before, #lost, #not-kept, #furniture").locator("visible=true")).to_have_count(0)
    heading = page.get_by_role("heading").first
    expect(heading).to_have_accessible_name(re.compile("^Practice +for “The mayor slams critics”$"))
    page.locator("#compare").click(force=True)
    expect(page.locator("#compared")).to_be_hidden()
    assert told(page) == "The notes are closed: 0 of 3 marks."

    # Selected, and made whole words; the reason can be typed at once, however late the next picture comes.
    drag(page, "lammed the reckles")
    expect(page.locator("#card")).to_contain_text("Mark these words as “slammed the reckless”")
    page.evaluate(LATE_FRAMES)
    page.locator("#card [data-kind=loaded-language]").click()
    page.keyboard.type("=Takes 1 side?")
    page.evaluate("window.paintAgain()")
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()
    assert own(page) == ["Loaded language slammed the reckless =Takes 1 side?"]
    # The first and the last word pressed, one of them in a link, which is not followed.
    press(page, "said")
    press(page, "Monday")
    page.locator("#card [data-kind=loaded-language]").click()
    page.locator("#card").get_by_label("Sourcing").check()
    page.locator("#card").get_by_label("Done well").check()
    assert told(page) == "Mark 2 is done well."
    page.get_by_role("button", name="Go on").click()
    assert page.url == reader.address + CROWDED
    count(page, "2 of 3 marks")
    # Words within a mark, and what overlaps it: never nested.
    drag(page, "reckless critics")
    page.keyboard.press("3")
    assert own(page)[1] == "Missing context reckless critics"
    assert told(page) == (
        "Mark made: Missing context, “reckless critics”. It is mark 2 of 3 now, in the order of the text. "
        "3 of 3 marks. You can compare now."
    )
    assert page.locator("mark mark").count() == 0
    buttons = page.locator(".mc-sheet .mc-of-own")
    assert buttons.evaluate_all("all => all.map(one => [one.textContent, one.ariaLabel])") == [
        ["1", "Mark 1, Loaded language: “slammed the reckless”"],
        ["2", "Mark 2, Missing context: “reckless critics”"],
        ["3", "Mark 3, Sourcing, done well: “said on Monday”"],
    ]
    sign = "one => getComputedStyle(one, '::after').content"
    assert [one.evaluate(sign) for one in buttons.all()] == ["none", "none", '" +"']
    # A mark is opened by its words and by its number, changed, removed, and taken back.
    page.keyboard.press("Escape")
    press(page, "slammed")
    expect(page.locator("#card")).to_contain_text("Mark 1")
    assert faults(page, "light", "dark", within="#card") == []
    buttons.nth(1).click()
    page.get_by_role("button", name="Remove").click()
    count(page, "2 of 3 marks")
    page.get_by_role("button", name="Take it back").click()
    count(page, "3 of 3 marks")

    page.reload()
    assert len(own(page)) == 3
    expect(page.locator("#before")).to_be_hidden()
    page.locator("#compare").click()
    expect(page.locator("#compared-name")).to_be_focused()
    assert page.locator("#results h3").all_inner_texts() == [
        "Found by both (4)",
        "In the notes, not in your marks (3)",
        "Not to be found by marking (1)",
        "Another try",
    ]
    # The first ones come first, with the note's reasons and the learner's.
    assert (
        page.locator("#results .mc-pairs")
        .first.locator("h4 >> text=/^Note/")
        .all_inner_texts()[0]
        .endswith("“Slammed the reckless” takes sides twice in three words")
    )
    same = entry(page, "takes sides twice")
    assert "You marked the same words." in same
    assert "=Takes 1 side?" in same
    assert "On the page\nThe words are on the page." in same
    assert "The note is about loaded language" not in same
    assert "You and the note both find it done well." in entry(page, "The day on which")
    assert "You marked it as missing context; the note is about loaded language." in entry(
        page, "are called reckless"
    )
    assert "Found in part: your mark takes in more words." in entry(page, "The day on which")
    assert "wrong" not in page.locator("#results").inner_text()
    assert faults(page, "light", "dark") == []

    # On paper, where the text has the lines of the sheet, marks and notes name theirs.
    lines = page.locator("#results :is(.mc-alone, .mc-yours p, .mc-theirs h4) > .mc-on-paper")
    assert lines.count() > 4
    expect(lines.first).to_be_hidden()
    page.emulate_media(media="print")
    assert all(re.fullmatch(r", lines? [\d–, ]+", told) for told in lines.all_inner_texts())
    page.emulate_media(media="screen")

    # Another round: one kind only, on both sides.
    page.locator("#results [data-again=sourcing]").click()
    expect(page.locator("#round")).to_contain_text("This time: sourcing only.")
    expect(page.locator("#compared")).to_be_hidden()
    page.locator("#compare").click()
    assert page.locator("#results h3").first.inner_text() == "Found by both (2)"
    page.get_by_role("button", name="Look for all kinds again").click()

    page.locator("#hand-in").click()
    page.get_by_label("Your name").fill("-Ada, 9b")
    with page.expect_download() as saved:
        page.get_by_role("button", name="(.json)").click()
    assert saved.value.suggested_filename == "crowded-Ada-9b.json"
    file = tmp_path / "marks.json"
    saved.value.save_as(file)
    handed = json.loads(file.read_text(encoding="utf-8"))
    assert handed["markedCopy"]["name"] == "-Ada, 9b"
    expect(page.locator("#saved-told")).to_be_in_viewport()
    expect(page.locator("#saved-told")).to_have_text(
        "The file is saved among the downloads of your browser. Now hand it in, as your teacher has said."
    )
    assert handed["items"][0]["target"]["selector"][0]["exact"] == "slammed the reckless"
    with page.expect_download() as saved:
        page.get_by_role("button", name="(.csv)").click()
    table = tmp_path / "marks.csv"
    saved.value.save_as(table)
    data = table.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    first, *_ = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert [first["words"], first["reason"], first["name"]] == [
        "slammed the reckless",
        "'=Takes 1 side?",
        "'-Ada, 9b",
    ]
    assert first["text"] == f"t{handed['markedCopy']['text']}", "the version of the text, which is no number"
    # A set of marks has a name, which is no person's, and keeps it where it is gone on with.
    assert handed["markedCopy"]["set"] == first["set"] != ""

    assert "done well" in own(page)[2]
    # On paper: the text with its numbers, the list, the name; and no controls.
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".mc-printed-name").inner_text() == "Name: -Ada, 9b"
    assert page.locator("#printed-marks li").count() == 3
    expect(page.locator("#printed-text .mc-ref")).to_have_text(["1", "2", "3"])
    # What is done well has its sign once.
    signs = page.locator("#printed-text .mc-ref.mc-done-well").evaluate_all(
        "(all) => all.map((one) => ['::before', '::after'].map((at) => getComputedStyle(one, at).content))"
    )
    assert signs == [["none", '" +"']]
    for hidden in ("#compare", "#hand-in", ".mc-how", "#card", "#compared"):
        assert not page.locator(hidden).is_visible(), hidden
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")

    page.get_by_role("button", name="Clear all my marks").click()
    assert own(page) == []
    expect(page.get_by_label("Your name")).to_have_value("")
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None
    assert page.evaluate("sessionStorage.length") == 0
    page.locator("#load").set_input_files(table)
    expect(page.locator("#file-told")).to_contain_text(
        "This is a table of marks, for a spreadsheet. Take the .json"
    )
    page.locator("#load").set_input_files(file)
    expect(page.locator("#told")).to_have_text("3 marks added from the file.")
    assert own(page)[2] == "Sourcing done well said on Monday"
    assert first["set"] in page.evaluate(f"localStorage.getItem('{KEY}')")
    # The name is kept with the marks, and the comparison stays open when the page is loaded anew.
    expect(page.get_by_label("Your name")).to_have_value("-Ada, 9b")
    page.locator("#compare").click()
    page.reload()
    expect(page.locator("#compared")).to_be_visible()
    expect(page.get_by_label("Your name")).to_have_value("-Ada, 9b")

    # The teacher's page reads both, and takes them for one pupil's.
    page.goto(reader.address + CROWDED.replace("practice", "class"))
    page.set_input_files("#files", [file, table])
    expect(page.locator(".mc-read")).to_contain_text("2 files read; 1 of them counts, with 3 marks.")
    expect(page.locator(".mc-read")).to_contain_text("1 file with the same marks as another")


def test_all_of_it_by_keyboard(reader: Reader) -> None:
    page = open_page(reader, CROWDED + "#marks=2&notes=exploded,said-when,which-bridge", **DESKTOP)
    keys = page.keyboard

    def go(*names: str) -> None:
        for name in names:
            keys.press(name)

    while page.evaluate("document.activeElement.dataset.go") != "text":
        go("Tab")
    go("Enter")
    expect(page.locator(".mc-sheet")).to_be_focused()
    go("ArrowRight")
    assert told(page) == "mayor"
    go("ArrowDown", "Home", "ArrowRight", "ArrowRight", "Shift+ArrowRight")
    assert told(page) == "slammed the"
    # A heading is taken by itself, however often the key is pressed; and that is seen, too.
    heading = "Beginning of the paragraph: before it is a heading, which is taken by itself"
    for back in ("Control+Shift+Home", "Shift+ArrowLeft", "Shift+ArrowLeft"):
        go(back)
        assert told(page).rstrip("\u00a0") == f"The mayor slammed. {heading}"
        expect(page.locator("#seen")).to_have_text(heading)
    # More words only as far as the paragraph goes; who wants more presses once more, and does not only hold the key.
    go("Control+Shift+End")
    edge = ". End of the paragraph: once more to go on"
    words = told(page).removesuffix(edge)
    assert words.startswith("slammed the reckless")
    assert told(page) == words + edge
    held = "(sheet, told) => sheet.dispatchEvent(new KeyboardEvent('keydown', told))"
    page.locator(".mc-sheet").evaluate(held, {"key": "ArrowRight", "shiftKey": True, "repeat": True})
    assert told(page).startswith(words + edge)
    go("Shift+ArrowRight")
    assert told(page) == f"{words}. A"
    go("Shift+ArrowLeft")
    assert told(page) == words
    expect(page.locator("#seen")).to_be_hidden()
    go("Control+Shift+Home")
    go("ArrowRight", "ArrowRight", "Shift+ArrowRight")
    # The usual key takes back what was done last.
    go("2", "Escape")
    assert own(page) == ["Loaded language slammed the"]
    go("Control+z")
    assert own(page) == []
    expect(page.locator("#seen")).to_contain_text("Mark 1, “slammed the”, is taken back")
    expect(page.locator(".mc-sheet")).to_be_focused()
    go("ArrowLeft", "Shift+ArrowRight")
    go("2")
    expect(page.locator("#reason")).to_be_focused()
    expect(page.locator("#reason")).to_have_accessible_description("Just type. Enter goes on")
    keys.type("12 reasons")
    go("Enter")
    expect(page.locator(".mc-sheet")).to_be_focused()
    assert own(page) == ["Loaded language slammed the 12 reasons"]
    go("1", "Enter")
    assert own(page) == ["Sourcing slammed the 12 reasons"], "the words are still in hand, and marked anew"
    go("End", "Enter")
    expect(page.locator("#card [data-kind=sourcing]")).to_be_focused()
    go("Escape", "s")
    assert told(page).startswith("The mayor slammed the reckless critics")
    go("Control+ArrowRight", "a", "Enter")
    assert own(page) == [
        "Sourcing slammed the 12 reasons",
        (
            "Missing context something is missing after "
            "A second paragraph holds a link to the technique and one with a crooked fragment."
        ),
    ]
    go("Control+ArrowLeft", "p", "p", "n")
    assert told(page) == "slammed the, mark 1, Sourcing"
    # Done well, and not; and for words that have no mark yet it is asked of what kind they are.
    go("w")
    assert own(page)[0] == "Sourcing done well slammed the 12 reasons"
    go("w")
    assert own(page)[0] == "Sourcing slammed the 12 reasons"
    go("Delete")
    count(page, "1 of 2 marks")
    go("Escape", "ArrowRight", "w")
    well = page.locator("#card").get_by_label("Done well")
    expect(well).to_be_checked()
    go("Shift+ArrowRight", "w")
    assert told(page) == "Done well. Of which kind?", "unseen, it does not hold for other words"
    page.get_by_role("button", name="Take the whole sentence").click()
    expect(well).to_be_checked()
    go("1")
    assert told(page).startswith("Mark made: Sourcing, done well, “")
    go("Escape", "p", "Delete")
    # To whom the notes of a lesson were chosen, these alone are told, in the teacher's order.
    expect(page.locator("#undo")).to_be_visible()
    page.locator("[data-go=text]").focus()
    go("Enter", "Home", "1")
    expect(page.locator("#compare")).to_have_attribute("aria-disabled", "false")
    page.locator("#compare").focus()
    go("Enter")
    assert page.locator("#results h4 >> text=/^Note/").all_inner_texts() == [
        "Note 7 (1 of 3): A rise of costs is told as an explosion",
        "Note 6 (2 of 3): The day on which it was said is given",
        "Note 4 (3 of 3): There are two new bridges",
    ]
    assert "No chosen note is about these words." in page.locator("#results").inner_text()
    # What every key does is listed, and every key that is listed does it.
    listed = page.locator(".mc-keys kbd").evaluate_all("all => all.map(one => one.textContent)")
    assert set(listed) >= {
        "←",
        "→",
        "↑",
        "↓",
        "Home",
        "End",
        "Shift",
        "S",
        "1",
        "2",
        "3",
        "W",
        "A",
        "Enter",
        "Delete",
    }


def test_what_is_typed_after_a_mark_is_its_reason(reader: Reader) -> None:
    """Whatever it begins with, however fast or slowly it comes; and what is typed before a mark does no harm."""
    page = open_page(reader, CROWDED, **DESKTOP)
    keys = page.keyboard
    reason = page.locator("#reason")
    sheet = page.locator(".mc-sheet")
    page.locator("[data-go=text]").focus()
    keys.press("Enter")
    keys.press("ArrowRight")
    keys.type("Too strong a word, was it not?")
    assert own(page) == []
    expect(sheet).to_be_focused()
    assert told(page) == "Here letters are keys. Mark the words first, with 1, 2 or 3. Then type why."
    expect(page.locator("#typed")).to_have_text(told(page))
    # All that are keys, and some others, begin a reason once, before the next picture or after it; and Enter goes on.
    signs = "rwasnp0123456789RWA?'e"
    for nth, sign in enumerate(signs):
        keys.press("ArrowRight")
        if nth % 2:
            page.evaluate(LATE_FRAMES)
        keys.press("2")
        expect(page.locator("#typed")).to_be_hidden()
        if not nth % 2:
            expect(reason).to_be_focused()
        keys.press(sign)
        keys.press("w")
        if nth % 2:
            page.evaluate("window.paintAgain()")
        keys.press("Enter")
        expect(sheet).to_be_focused()
    assert [one.rsplit(" ", 1)[1] for one in own(page)] == [f"{sign}w" for sign in signs]
    assert {one.split()[0] for one in own(page)} == {"Loaded"}
    assert "done well" not in page.locator("#own").inner_text()
    # A key that is held down writes nothing, and a new line is no end.
    keys.press("ArrowRight")
    for key in ("1", "Enter"):
        keys.down(key)
        for _ in range(3):
            keys.down(key)
        keys.up(key)
    expect(sheet).to_be_focused()
    keys.press("Enter")
    keys.press("Shift+Enter")
    keys.type("Because")
    expect(reason).to_have_value("\nBecause")
    # Wherever in the card the focus is, letters write; its boxes and buttons are reached as everywhere.
    keys.press("Shift+Tab")
    keys.press("Space")
    assert told(page).endswith(" is done well.")
    keys.press("w")
    expect(reason).to_be_focused()
    expect(reason).to_have_value("\nBecausew")
    keys.press("Shift+Tab")
    keys.press("Shift+Tab")
    keys.press("ArrowRight")
    keys.press("Enter")
    expect(sheet).to_be_focused()
    assert own(page)[len(signs)].startswith("Loaded language done well ")
    # In the text they are keys again: on the mark that was left, and nowhere else on the page.
    keys.press("w")
    assert told(page).endswith(" is not “done well” any more.")
    keys.press("Delete")
    count(page, f"{len(signs)} marks")
    keys.press("ArrowRight")
    keys.press("w")
    page.locator("#compare").focus()
    keys.press("1")
    count(page, f"{len(signs)} marks")
    sheet.focus()
    keys.press("Escape")
    # One that was made or opened elsewhere is come to.
    drag(page, "exploded")
    page.locator("#card [data-kind=sourcing]").click()
    keys.type("who?")
    keys.press("Enter")
    assert told(page).startswith("exploded, mark ")
    keys.press("Delete")
    count(page, f"{len(signs)} marks")
    # Words that have a mark, by their text or their number, lead to its reason.
    keys.press("Control+Home")
    keys.press("2")
    keys.press("Escape")
    for key in ("Enter", "Space"):
        keys.press(key)
        expect(reason).to_be_focused()
        keys.press("Escape")
    ref = page.locator(".mc-sheet .mc-of-own").first
    ref.press("Enter")
    expect(reason).to_be_focused()
    keys.press("Escape")
    expect(ref).to_be_focused()
    # A place that something is missing at is come to like words, and passed.
    page.locator(".mc-sheet").focus()
    for key in ("Control+Home", "a", "Escape", "p", "n"):
        keys.press(key)
    while "after it" not in told(page):
        assert told(page) != "No further mark."
        keys.press("n")
    keys.press("Enter")
    expect(page.locator("#card")).to_contain_text("Something is missing there.")
    keys.press("Escape")
    keys.press("n")
    assert "after it" not in told(page)
    # Elsewhere a key that is held down does what it does on any page.
    page.locator("[data-go=by-sentence]").press("Enter")
    page.locator("#next-sentence").focus()
    for _ in range(3):
        keys.down("Enter")
    keys.up("Enter")
    expect(page.locator("#sentence-place")).to_contain_text("Sentence 4 of")
    # Its answer is where it is seen, however low the window.
    page.set_viewport_size({"width": 1280, "height": 460})
    ref.click()
    page.get_by_role("button", name="Propose as a note").click()
    expect(page.locator(".mc-proposal")).to_be_in_viewport(ratio=1)


def test_many_marks_have_their_numbers_in_the_text_and_in_the_list(reader: Reader) -> None:
    """Those behind a new one have others from then on; in a long list, which is laid out in sight only, too."""
    page = open_page(reader, CROWDED, **DESKTOP)
    page.evaluate(MANY)
    made = page.locator("#own > li").count()
    assert made > 30
    page.keyboard.press("Control+Home")
    page.keyboard.press("1")
    page.keyboard.press("Escape")
    assert page.evaluate(ON_THEIR_OWN) == []
    numbers = [str(nth + 1) for nth in range(made + 1)]
    refs = page.locator(".mc-sheet .mc-of-own")
    assert refs.all_inner_texts() == numbers
    labels = refs.evaluate_all("all => all.map(one => one.ariaLabel)")
    assert [label.split(",")[0] for label in labels] == [f"Mark {number}" for number in numbers]
    shown = "all => all.map(one => one.dataset.number + getComputedStyle(one, '::before').content)"
    assert page.locator("#own > li").evaluate_all(shown) == [f'{number}"{number}. "' for number in numbers]
    refs.first.hover()
    assert refs.first.get_attribute("title") == labels[0]
    assert faults(page, within="#own") == []
    # On paper the comparison has them all, with their numbers, on few sheets; and nothing that only a screen has.
    page.locator("#compare").click()
    sheets = PdfDocument(page.pdf(format="A4"))
    text = "".join(sheet.get_textpage().get_text_bounded() for sheet in sheets)
    assert set(re.findall(r"Mark (\d+), lines? [\d–]+: ", text)) == set(numbers)
    assert "My marks" not in text
    assert "Another try" not in text
    assert len(sheets) <= 3


def test_by_finger_and_sentence_by_sentence_on_a_phone(reader: Reader) -> None:
    page = open_page(reader, FERRIES + "#marks=20", **PHONE)
    tap = page.touchscreen.tap
    narrow = "document.documentElement.scrollWidth <= innerWidth"
    assert page.evaluate(narrow)
    for words in ("Signals", "Openness"):
        left, right, middle = page.evaluate(BOXES, words)
        tap((left + right) / 2, middle)
    expect(page.locator("#card")).to_contain_text("“Signals Openness”")
    box = page.locator("#card").bounding_box()
    assert box
    assert box["y"] + box["height"] == 640, "at the foot of the window, away from the system's menu"
    page.locator("#card [data-kind=loaded-language]").tap()
    assert page.evaluate("document.activeElement.id") != "reason", "no keys slide over the text"
    page.get_by_role("button", name="Go on").tap()
    # A selection of the system's own is taken too, and stays as it is.
    page.evaluate(SELECT, "onstructive Even")
    expect(page.locator("#card")).to_contain_text("Constructive")
    assert page.evaluate("getSelection().toString()")
    page.get_by_role("button", name="Close").tap()
    assert page.evaluate(narrow)

    # A word of another paragraph is no further word of these.
    for words in ("Safer", "addition"):
        left, right, middle = page.evaluate(BOXES, words)
        tap((left + right) / 2, middle)
    expect(page.locator("#card")).to_contain_text("Mark these words as “addition”")
    page.get_by_role("button", name="Close").tap()
    # Without selecting: a sentence, some of its words, or the place after it.
    page.get_by_role("button", name="sentence by sentence").tap()
    stepper = page.locator("#stepper")
    sentence = page.locator("#sentence")
    expect(sentence).to_be_focused()
    held = "[...[...CSS.highlights.get('mc-hand')][0].toString()].join('')"
    assert page.evaluate(held) == sentence.inner_text(), "it is shown in the text too"
    expect(sentence).to_have_accessible_name(
        f"{stepper.locator('#sentence-place').inner_text()} {sentence.inner_text()}"
    )
    count_before = stepper.locator("#sentence-place").inner_text()
    stepper.get_by_role("button", name="Next sentence").tap()
    assert told(page).startswith("Sentence 2 of ")
    stepper.get_by_label("Go to sentence").select_option("2")
    stepper.get_by_label("from the word").select_option("1")
    stepper.get_by_label("to the word").select_option("0")
    assert stepper.get_by_label("from the word").input_value() == "0", "the bounds never cross"
    assert told(page) == "The word from which you mark has moved, too: now “The”."
    stepper.get_by_label("to the word").select_option("2")
    stepper.get_by_label("Done well").check()
    stepper.get_by_role("button", name="Sourcing").tap()
    assert told(page) == (
        "Mark made: Sourcing, done well, “The town council”. It is mark 2 of 2 now, in the order of the text. "
        "2 of 20 marks. "
        "Why? Say it in the field after these buttons."
    )
    why = stepper.get_by_label("Why? Mark 2, “The town council”: a few words, if you like")
    expect(why).to_have_accessible_description("Enter goes on")
    why.fill("Which council?")
    page.keyboard.press("Shift+Enter")
    assert why.input_value() == "Which council?\n"
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    expect(stepper.get_by_role("button", name="Next sentence")).to_be_focused()
    assert why.input_value() == "Which council?"
    stepper.get_by_role("button", name="Something is missing after this sentence").tap()
    assert own(page)[1:] == [
        "Sourcing done well The town council Which council?",
        (
            "Missing context something is missing after The town council has once again confirmed its "
            "readiness to run night ferries across the bay without any subsidy, according to the council’s "
            "clerk at the town hall."
        ),
    ]
    stepper.get_by_role("button", name="Change mark 2").tap()
    page.locator("#reason").fill("Which members?")
    page.get_by_role("button", name="Go on").tap()
    expect(stepper.get_by_role("button", name="Change mark 2")).to_be_focused()
    # What stood around the text is out of the way until it is asked for.
    page.get_by_label("Show what stood around the text").check()
    assert stepper.locator("#sentence-place").inner_text() != count_before
    assert faults(page, "light") == []
    # The way round it, for a teacher.
    page.locator("#teachers").tap()
    assert "20" in page.locator("#gate").inner_text() or page.locator("#needed").inner_text() == "20 marks"
    page.get_by_label("Marks before the notes open").fill("7")
    expect(page.locator("#lesson-address")).to_have_attribute("href", reader.address + FERRIES + "#marks=7")
    # Another address in the same window asks for something else.
    page.evaluate("location.hash = '#notes=calm-tone; nothing-of-ours&marks=1'")
    asked = "#notes=calm-tone&marks=1"
    expect(page.locator("#lesson-address")).to_have_attribute("href", reader.address + FERRIES + asked)
    expect(page.get_by_label("Marks before the notes open")).to_have_value("1")
    expect(page.locator("#left-out")).to_contain_text(
        "One of the notes in this address is not, or no longer, in"
    )
    page.get_by_role("link", name="Go on without them").tap()
    expect(page.locator("#left-out")).to_be_hidden()
    assert page.evaluate("location.hash") == asked
    page.evaluate("location.hash = '#marks=20'")
    page.get_by_role("button", name="Open the notes now").tap()
    expect(page.locator("#compared")).to_be_visible()
    assert "about the article as a whole" in page.locator("#results").inner_text().lower()
    assert page.evaluate(narrow)
    # Another try: what is looked for is in sight, and whoever went sentence by sentence is there again.
    page.locator("#results [data-again=loaded-language]").tap()
    assert told(page) == "Now look for loaded language only."
    expect(sentence).to_be_focused()
    expect(sentence).to_be_in_viewport()
    here = page.locator("#round-here")
    expect(here).to_have_text("Loaded language only")
    expect(here).to_be_in_viewport(ratio=1)
    page.evaluate("scrollTo(0, 0)")
    press(page, "readiness")
    page.locator("#card [data-kind=loaded-language]").tap()
    page.get_by_role("button", name="Go on").tap()
    page.locator("#compare").tap()
    page.locator("#results [data-again=loaded-language]").tap()
    expect(page.locator("#round")).to_be_in_viewport(ratio=1)
    # With the keys of a phone over half of it.
    page.set_viewport_size({"width": 320, "height": 330})
    page.locator(".mc-sheet .mc-of-own").first.tap()
    page.locator("#reason").focus()
    expect(page.locator("#reason")).to_be_in_viewport(ratio=1)
    assert page.evaluate(TAGS) == []


def test_nothing_is_lost_silently(reader: Reader) -> None:
    page = open_page(reader, CROWDED + "#marks=0", **DESKTOP)
    other = page.context.new_page()
    other.goto(reader.address + CROWDED)
    drag(page, "slammed")
    page.keyboard.press("2")
    expect(other.locator("#own > li")).to_have_count(1)
    drag(other, "exploded")
    other.keyboard.press("1")
    expect(page.locator("#own > li")).to_have_count(2)
    drag(page, "water")
    page.keyboard.press("2")
    expect(other.locator("#own > li")).to_have_count(3)

    # A mark becomes the draft of a note, and the form opens at it on the article's page.
    page.get_by_label("Done well").check()
    page.get_by_role("button", name="Propose as a note").click()
    with page.expect_popup() as popup:
        page.locator(".mc-proposal a").click()
    article = popup.value
    expect(article.locator(".mc-suggest h2")).to_be_focused()
    expect(article.locator("#mc-passage")).to_have_text("water")
    assert article.input_value(".mc-suggest [name=kind]") == "loaded-language"
    assert article.input_value(".mc-suggest [name=stance]") == "good-practice"
    # The address has opened it, and does so once. One that names no draft says so, and changes nothing.
    assert article.evaluate("location.hash") == ""
    drafts = article.evaluate(DRAFTS)
    for named in ("#draft=1-4", "#draft=", "#draft=-1-9e9", "#draft=%00", "#draft=" + "9" * 99 + "-1"):
        article.evaluate("hash => { location.hash = hash }", named)
        alert = article.locator(".mc-suggest [role=alert]")
        expect(alert).to_contain_text("The draft that the address names is not here.")
        expect(article.get_by_role("button", name="water", exact=True)).to_be_visible()
        alert.evaluate("alert => alert.remove()")
    assert article.evaluate(DRAFTS) == drafts

    # The next pupil at this device.
    fresh = page.context.new_page()
    fresh.goto(reader.address + CROWDED)
    expect(fresh.locator("#before")).to_contain_text("3 marks are kept on this device, the last change ")
    fresh.get_by_role("button", name="Start as somebody else").click()
    expect(fresh.locator("#before")).to_be_hidden()
    assert told(fresh).startswith("A fresh start. What was here can be taken back until ")
    assert own(fresh) == []
    expect(page.locator("#own > li")).to_have_count(0)
    fresh.reload()
    expect(fresh.locator("#seen")).to_contain_text(
        "What was here can be taken back until the first mark is made"
    )
    fresh.get_by_role("button", name="Take it back").click()
    expect(page.locator("#own > li")).to_have_count(3)

    # After a correction, marks go where their words stand; the others are told.
    fresh.evaluate(
        """(key) => {
          const kept = JSON.parse(localStorage.getItem(key));
          for (const { target } of kept.page.items) target.selector[1].start -= 3;
          kept.page.items[0].target.selector[0].exact = "insulted";
          localStorage.setItem(key, JSON.stringify(kept));
        }""",
        KEY,
    )
    fresh.reload()
    assert len(own(fresh)) == 2
    expect(fresh.locator("#lost")).to_contain_text("these words stand in it no more: “insulted”.")


def test_a_learners_print_has_the_lines_of_the_sheet(reader: Reader) -> None:
    """With many marks in them, in a wide font, and with the numbers that sheet, key and projector name."""
    page = open_page(reader, CROWDED, **DESKTOP)
    page.evaluate("document.documentElement.style.setProperty('--mc-serif', 'monospace')")
    page.evaluate(MANY)
    page.locator(".mc-sheet").focus()
    for key in ("Control+End", "a", "Enter"):
        page.keyboard.press(key)
    made = page.locator("#own > li").count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator(".mc-sheet")).to_be_hidden()
    rows = page.evaluate(LINES_ON_PAPER)
    assert rows["wide"] == []
    refs = page.locator("#printed-text .mc-ref").all_inner_texts()
    assert refs == [str(nth + 1) for nth in range(made)]
    page.evaluate("for (const ref of document.querySelectorAll('#printed-text .mc-ref')) ref.remove()")
    rows = page.evaluate(LINES_ON_PAPER)["rows"]
    sheet = page.request.get(reader.address + CROWDED.replace("practice.html", "sheet-a4.pdf")).body()
    lines = numbered_lines(sheet)
    assert [row["number"] for row in rows] == [str(number) for number in lines]
    assert [squeezed(row["words"]) for row in rows] == [
        squeezed("".join(word.text for word in line)) for line in lines.values()
    ]
    told = page.locator("#printed-marks > li").all_inner_texts()
    assert told[0].startswith("Line 1. Sourcing")
    assert told[-1].startswith(f"Line {len(lines)}. Missing context something is missing after ")
    page.emulate_media(media="null")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".mc-sheet")).to_be_visible()
    assert page.locator("#printed-text *").count() == 0
    # Whoever has the page alone has the lines too; where there is no sheet, there are none, as before.
    offline = reader.address + CROWDED.replace("practice", "practice-offline")
    for address, count in ((offline, len(lines)), (reader.address + ARABIC, 0)):
        page.goto(address)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        assert page.locator(".mc-line").count() == count
        assert page.locator(".mc-sheet").is_visible() == (count == 0)
        page.emulate_media(media="null")


def test_it_is_asked_what_becomes_of_marks_when_somebody_elses_come(reader: Reader, tmp_path: Path) -> None:
    page = open_page(reader, CROWDED, **DESKTOP, accept_downloads=True)
    press(page, "exploded")
    page.locator("#card [data-kind=sourcing]").click()
    page.keyboard.type("mine")
    page.keyboard.press("Enter")
    page.locator("#hand-in").click()
    page.get_by_label("Your name").fill("Ada")
    with page.expect_download() as saved:
        page.get_by_role("button", name="(.json)").click()
    own_file = json.loads(saved.value.path().read_text(encoding="utf-8"))
    other = json.loads(json.dumps(own_file))
    other["markedCopy"] |= {"name": "Bo\u202e <b>", "set": "m2", "saved": "2026-03-04T10:05:00.000Z"}
    [item] = other["items"]
    item["body"][0]["value"] = "loaded-language"
    second = json.loads(json.dumps(item))
    second["target"]["selector"] = [
        {"type": "TextQuoteSelector", "exact": "slammed", "prefix": "The mayor ", "suffix": " the"}
    ]
    other["items"].append(second)

    def load(file: object) -> None:
        path = tmp_path / "marks.json"
        path.write_text(json.dumps(file) if isinstance(file, dict) else str(file), encoding="utf-8")
        page.locator("#load").set_input_files(path)

    mine = ["Sourcing exploded mine"]
    say = page.locator("#file-told")
    ask = page.get_by_role("group", name="Are these your marks?")
    # One's own again, and what is none: nothing is asked.
    load(own_file)
    expect(say).to_have_text("1 mark in the file: all are here already.")
    load("no file of marks")
    expect(say).to_contain_text("This is not a file of marks. Take the .json file: “Save a file to hand in”")
    expect(ask).to_be_hidden()
    # Somebody else's: whose they are, and what can be done, by keyboard.
    load(other)
    expect(ask).to_be_focused()
    expect(ask).to_contain_text("The file of \u2068Bo <b>\u2069 has 2 marks, saved on 4 March 2026 at 1")
    expect(ask).to_contain_text("On this page there is 1 mark that was not begun in that file.")
    expect(ask).to_contain_text("1 of them is on words that you have marked. There, yours would stay.")
    assert own(page) == mine
    assert faults(page, "light", "dark", within="#file-asked") == []
    page.get_by_role("button", name="Leave the file").press("Enter")
    expect(page.locator("#load")).to_be_focused()
    expect(say).to_have_text("The file was left. Nothing has changed.")
    assert own(page) == mine
    back = page.get_by_role("button", name="Take back what the file brought")
    for button, held, words in (
        ("Add them to mine", ["Loaded language slammed mine", *mine], "1 mark added from the file."),
        (
            "Put them in the place of mine",
            ["Loaded language slammed mine", "Loaded language exploded mine"],
            "2 marks from the file. They stand in the place of 1 mark.",
        ),
    ):
        load(other)
        page.get_by_role("button", name=button).press("Enter")
        expect(say).to_have_text(words)
        assert own(page) == held
        expect(back).to_be_focused()
        page.keyboard.press("Enter")
        assert own(page) == mine
        expect(back).to_be_hidden()
        expect(say).to_have_text("")
    # What could not be added is not offered.
    load(other | {"items": other["items"][:1]})
    expect(ask).to_contain_text("All of them are on words that you have marked, with another kind or reason.")
    assert ask.get_by_role("button").all_inner_texts() == ["Put them in the place of mine", "Leave the file"]
    # A later save of one's own comes without being asked about.
    own_file["items"].append(second)
    load(own_file)
    expect(say).to_have_text("1 mark added from the file.")
    assert own(page) == ["Loaded language slammed mine", *mine]


def test_it_works_where_nothing_is_kept_and_from_right_to_left(reader: Reader) -> None:
    page = open_page(reader, ARABIC, BLOCKED, **DESKTOP)
    expect(page.locator("#not-kept")).to_contain_text("your marks are lost when you leave it")
    page.locator("#hand-in").click()
    assert "Your marks are kept nowhere but on this page" in page.locator(".mc-side").inner_text()
    assert "kept in this browser" not in page.locator(".mc-side").inner_text()
    press(page, "كارثة")
    press(page, "حقيقية")
    page.locator("#card [data-kind=loaded-language]").click()
    page.keyboard.press("Escape")
    assert own(page) == ["Loaded language كارثة حقيقية"]
    # Whoever leaves is asked, as long as there are marks that would go; beside their number it is told.
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    expect(page.locator("#at-risk")).to_be_visible()
    page.locator("#at-risk button").click()
    expect(page.locator("#hand-in")).to_be_focused()
    with page.expect_event("dialog"):
        page.evaluate("setTimeout(() => location.reload())")
    assert asked == ["beforeunload"]
    assert len(own(page)) == 1
    with page.expect_download():
        page.get_by_role("button", name="(.json)").click()
    expect(page.locator("#at-risk")).to_be_hidden()
    page.get_by_role("button", name="go to the text").click()
    page.keyboard.press("Control+Home")
    first = told(page)
    page.keyboard.press("ArrowLeft")
    second = told(page)
    page.keyboard.press("ArrowRight")
    assert (first, second, told(page)) == ("الميناء", "يغلق", "الميناء")
    for key in ("2", "Enter", "ArrowLeft", "3"):
        page.keyboard.press(key)
    page.locator("#compare").click()
    assert "You marked the same words." in entry(page, "A delay is called a disaster")
    assert page.locator(".mc-sheet mark").count() > 3
    assert faults(page, within=".mc-sheet, #results") == []


def test_a_lesson_is_light_and_asks_for_nothing_more(own_site: Site) -> None:
    """Forty pupils on one slow line: the page, its style, its script, and all of the lesson that is kept with it."""
    assets = published_assets()
    # Only a teacher who asks for a code loads one thing more. What is kept is fetched when the page is there.
    script = assets["assets/practice.js"].replace('import("./code.js")', "", 1)
    keep = (SOURCE / "js" / "classroom" / "keep.js").read_text(encoding="utf-8")
    assert script.count("fetch(") == keep.count("fetch(")
    more = ("import(", "XMLHttpRequest", "@import", "url(http")
    assert not [word for word in more if word in script + assets[CLASSROOM_STYLE]]
    lessons = sorted(own_site.folder.glob("articles/*/lesson.json"))
    assert lessons
    for lesson in lessons:
        files = json.loads(lesson.read_text(encoding="utf-8"))
        assert "practice.html" in files
        assert sum(len(gzip.compress((lesson.parent / file).read_bytes())) for file in files) <= 200 * 1024
