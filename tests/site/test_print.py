"""What comes out on paper: PDF from Chromium for each choice from several views of the page, and the text in it."""

from __future__ import annotations

import contextlib
import ctypes
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

import pypdfium2
import pypdfium2.raw as raw
import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.site.article_page import ARTICLE, ENTRY
from tests.sites import Shared, Site

NOTES = ENTRY.notes.annotations
PARAGRAPHS = [block for block in ENTRY.article.text.split("\n") if len(block) > 70]
ALL_LENSES = "?lens=speaking,wording,context&wording=plain"

DESKTOP: ViewportSize = {"width": 1360, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
PAPER: ViewportSize = {"width": 673, "height": 1000}
"""As wide as the text on A4, in pixels."""

LABELS = (
    "Keys, print",
    "As published",
    "Back to the passage",
    "Next note",
    "Plain wording in the text",
    "Suggest a correction",
    "Close",
    "A lens shows those of its kind",
    "Single keys do this",
    "begins.",
    "Skip to content",
    "⇄",
    "‹",
    "×",
)
"""Words that only the screen has: of controls, of the sheet of keys, for screen readers, and of the theme."""

FURNITURE_LABEL = "From the page, not the article:"

# What the page says, taken from it without scripts: the HTML is finished, and its own tests look after it.
PARTS = """() => {
  const words = (root, selector, without = "[hidden], .mc-sr") => [...root.querySelectorAll(selector)].map(element => {
    const copy = element.cloneNode(true);
    for (const unseen of copy.querySelectorAll(without)) unseen.remove();
    return copy.textContent;
  });
  const blocks = ".mc-text :is(p, h3, h4)";
  const links = root => [...root.querySelectorAll("a[rel~=external]")]
    .map(link => [link.textContent, `<${link.getAttribute("href")}>`]);
  return {
    title: words(document, ".mc-head h1"),
    outlet: links(document.querySelector(".mc-provenance")).flat(),
    date: words(document, ".mc-provenance time"),
    dateNote: words(document, ".mc-date-note"),
    blocks: words(document, blocks),
    seenThroughLenses: words(document, blocks, ".mc-begins, .mc-sr, .mc-swap, [data-swap]"),
    says: words(document, ".mc-says"),
    missing: words(document, ".mc-missing"),
    headings: words(document, "marked-copy :is(h2, h3, h4), .mc-note dt"),
    notes: [...document.querySelectorAll(".mc-note")].map(note => ({
      id: note.id,
      head: words(note, ".mc-number, .mc-gist, .mc-labels"),
      quotes: words(note, ".mc-quote q"),
      parts: words(note, "dl > div:not(:has(li)) > dd"),
      evidence: links(note),
      end: words(note, ".mc-signed"),
    })),
    after: words(document, ".mc-desk ~ section > h2"),
    shares: words(document, ".mc-shares strong, .mc-share-figure"),
    absent: words(document, ".mc-absent li"),
    coverage: [...document.querySelectorAll(".mc-coverage")].flatMap(links),
    columns: words(document, ".mc-coverage thead th"),
    timeline: words(document, ".mc-timeline li > span"),
    picture: words(document, ".mc-tl text"),
    lesson: words(document, ".mc-lesson li"),
    citations: words(document, ".mc-citation"),
  };
}"""

CONTROLS = """() => [...document.querySelectorAll(
    "button, input, dialog, header.md-header, .md-sidebar, .md-tabs, .md-footer, .md-search, .mc-bar, .mc-strip")]
  .filter(element => element.checkVisibility()).map(element => element.outerHTML.slice(0, 80))"""

COLOURS = """() => {
  const styles = names => names.map(name => getComputedStyle(document.querySelector(name)));
  const inks = styles(["h1", ".mc-text p", ".mc-note dd", ".mc-coverage td", ".mc-quiet"]);
  return {
    lightest: Math.max(...inks.flatMap(({color}) => color.match(/\\d+/g).slice(0, 3).map(Number))),
    grounds: styles(["body", ".mc-note", ".mc-panel"]).map(style => style.backgroundColor),
  };
}"""

RIGHTMOST = """() => Math.max(...[...document.querySelectorAll("marked-copy *")]
  .map(element => element.getBoundingClientRect().right))"""

STRUCK = """() => [...new Set([...document.querySelectorAll(".mc-text del")]
  .map(element => getComputedStyle(element).textDecorationLine))]"""

# The colours of the line under each kind of passage; one for each of them.
LINES = """() => [["sourcing", "--s"], ["loaded-language", "--l"], ["missing-context", "--m"]].map(([kind, line]) =>
  [...new Set([...document.querySelectorAll(`.mc-text mark.mc-${kind}`)]
    .map(mark => getComputedStyle(mark).getPropertyValue(line)))])"""

MARKS = """() => [...new Set([...document.querySelectorAll(".mc-text mark")]
  .map(mark => getComputedStyle(mark).backgroundImage))]"""

# Where notes have been put beside the text, and the room kept free for them.
PUT = """() => ({
  margin: getComputedStyle(document.querySelector(".mc-margin")).display,
  shifts: [...new Set([...document.querySelectorAll("[id].mc-note")].map(note => getComputedStyle(note).transform))],
})"""


@dataclass(frozen=True, slots=True)
class View:
    """How the page is looked at when it is printed."""

    viewport: ViewportSize
    query: str = ""
    has_scripts: bool = True
    note: str = ""
    """The one that is open."""
    dark: bool = False


VIEWS = {
    "desktop": View(DESKTOP),
    "desktop, lenses on, note open": View(DESKTOP, ALL_LENSES, note=NOTES[5].id),
    "phone, lenses on, sheet open, dark": View(PHONE, ALL_LENSES, note=NOTES[20].id, dark=True),
    "phone, no scripts": View(PHONE, has_scripts=False),
}
CHOICES = ("marked", "clean", "notes")
PLAIN = ("desktop", "phone, no scripts")
LENSES_ON = ("desktop, lenses on, note open", "phone, lenses on, sheet open, dark")


@dataclass(frozen=True, slots=True)
class Print:
    """One PDF: the text of its pages without any white space, and the colours that it is drawn in."""

    pages: tuple[str, ...]
    colours: frozenset[tuple[str, int, int, int]]
    """Of fills and strokes, each part from 0 to 255."""
    left: str | None
    """What `data-print` says afterwards."""

    @property
    def text(self) -> str:
        return "".join(self.pages)


Prints: TypeAlias = Mapping[tuple[str, str], Print]
"""By view and choice."""


def squeezed(text: str) -> str:
    """Without white space, which a PDF does not have, and without the word joiner before a note's number.

    PDFium writes a hyphen at the end of a line as U+FFFE or U+0002.
    """
    return "".join(text.translate({0x2060: None, 0xFFFE: "-", 0x02: "-"}).split())


@contextmanager
def opened(chromium: Browser, address: str, view: View) -> Iterator[Page]:
    """The article, so viewed. `window.print` only writes down what would be printed."""
    context = chromium.new_context(
        java_script_enabled=view.has_scripts,
        viewport=view.viewport,
        color_scheme="dark" if view.dark else "light",
        reduced_motion="reduce",
    )
    context.add_init_script(
        "window.print = () => (window.printed = document.querySelector('marked-copy').dataset.print)"
    )
    page = context.new_page()
    page.goto(f"{address}{ARTICLE}{view.query}{view.note and '#'}{view.note}")
    if view.has_scripts:
        page.wait_for_selector("marked-copy[data-ready]", state="attached")
    if view.note:
        page.wait_for_selector(".mc-note.mc-open .mc-steps")
    yield page
    context.close()


def press(page: Page, choice: str) -> None:
    page.locator(".mc-more").click()
    page.locator(f".mc-help [data-print={choice}]").click()


@pytest.fixture(scope="module")
def prints(shared: Shared, chromium: Browser, fixture_site: Site) -> Prints:
    """Every choice, printed once from every view."""
    return shared.once("prints", lambda: all_prints(chromium, fixture_site.address))


def all_prints(chromium: Browser, address: str) -> Prints:
    """Without scripts the attribute is set from outside."""
    found: dict[tuple[str, str], Print] = {}
    for name, view in VIEWS.items():
        with opened(chromium, address, view) as page:
            copy = page.locator("marked-copy")
            for choice in CHOICES:
                if view.has_scripts:
                    press(page, choice)
                elif choice != "marked":
                    copy.evaluate("(copy, choice) => copy.dataset.print = choice", choice)
                pdf = page.pdf(format="A4")
                found[name, choice] = read(pdf, copy.get_attribute("data-print"))
    return found


def read(pdf: bytes, left: str | None) -> Print:
    pages, colours = [], set[tuple[str, int, int, int]]()
    with contextlib.closing(pypdfium2.PdfDocument(pdf)) as document:
        for sheet in document:
            pages.append(squeezed(sheet.get_textpage().get_text_bounded()))
            for drawn in sheet.get_objects():
                colours |= set(colours_of(drawn))
    return Print(tuple(pages), frozenset(colours), left)


def colours_of(drawn: pypdfium2.PdfObject) -> Iterator[tuple[str, int, int, int]]:
    """The colours that an object on a page is filled and lined with."""
    for use, ask in (("fill", raw.FPDFPageObj_GetFillColor), ("stroke", raw.FPDFPageObj_GetStrokeColor)):
        parts = [ctypes.c_uint() for _ in range(4)]
        if ask(drawn, *parts):
            red, green, blue, _ = (part.value for part in parts)
            yield use, red, green, blue


@pytest.fixture(scope="module")
def parts(shared: Shared, chromium: Browser, fixture_site: Site) -> Any:
    """What the page says, by its parts."""

    def made() -> Any:
        with opened(chromium, fixture_site.address, VIEWS["phone, no scripts"]) as page:
            return page.evaluate(PARTS)

    return shared.once("parts of a page", made)


def assert_in_order(text: str, pieces: Sequence[str]) -> None:
    """Each piece stands in the text after the one before."""
    assert pieces
    place = 0
    for piece in map(squeezed, pieces):
        found = text.find(piece, place)
        assert found >= 0, f"not there, or not after what comes before it: {piece!r}"
        place = found + len(piece)


def notes_in_full(parts: Any) -> list[str]:
    """The words of all notes, in the order of the page, with the addresses of sources spelt out."""
    assert [note["parts"][0] for note in parts["notes"]]
    return [
        piece
        for note in parts["notes"]
        for piece in (
            "".join(note["head"]),
            *note["quotes"],
            *note["parts"][:-1],
            *("".join(link) for link in note["evidence"]),
            note["parts"][-1],
            *note["end"],
        )
    ]


def test_the_page_says_what_the_notes_do(parts: Any) -> None:
    assert len(parts["notes"]) == len(NOTES) > 30
    by_id = {annotation.id: annotation for annotation in NOTES}
    for note in parts["notes"]:
        annotation = by_id.pop(note["id"])
        assert squeezed(note["parts"][0]) == squeezed(annotation.observation.replace("*", ""))
        assert [address for _, address in note["evidence"]] == [
            f"<{ENTRY.notes.evidence[name].url}>" for name in annotation.evidence
        ]


@pytest.mark.parametrize("view", VIEWS)
def test_clean_is_where_it_comes_from_and_the_article_and_nothing_else(
    prints: Prints, parts: Any, view: str
) -> None:
    text = prints[view, "clean"].text.replace(squeezed(FURNITURE_LABEL), "")
    article = squeezed(ENTRY.article.text)
    assert text.endswith(article)
    head = text.removesuffix(article)
    assert_in_order(head, [*parts["title"], *parts["outlet"], *parts["date"]])
    assert len(head) < 400
    assert squeezed(parts["dateNote"][0]) not in head


@pytest.mark.parametrize("view", VIEWS)
def test_marked_is_everything_in_order(prints: Prints, parts: Any, view: str) -> None:
    text = prints[view, "marked"].text
    assert_in_order(
        text,
        [
            *parts["title"],
            parts["dateNote"][0],
            *parts["shares"],
            *parts["absent"],
            PARAGRAPHS[-1][-18:],
            "Notes",
            *notes_in_full(parts),
            *parts["after"],
        ],
    )
    for piece in (
        *parts["columns"],
        *("".join(link) for link in parts["coverage"]),
        *parts["picture"],
        *parts["timeline"],
        *parts["lesson"],
        *parts["citations"],
    ):
        assert squeezed(piece) in text


@pytest.mark.parametrize("view", PLAIN)
def test_marked_has_every_number_in_its_place(prints: Prints, parts: Any, view: str) -> None:
    text = prints[view, "marked"].text
    assert sum(block[-2:].isdigit() or bool(re.search(r"[a-z]\d", block)) for block in parts["blocks"]) > 10
    assert_in_order(text, parts["blocks"])
    for added in parts["missing"]:
        assert squeezed(added) not in text


@pytest.mark.parametrize("view", LENSES_ON)
def test_lenses_add_on_paper_what_they_add_on_the_screen(prints: Prints, parts: Any, view: str) -> None:
    text = prints[view, "marked"].text
    assert sum(map(len, parts["seenThroughLenses"])) > 1.5 * sum(map(len, parts["blocks"]))
    assert_in_order(text, parts["seenThroughLenses"])
    for added in (*parts["says"], *parts["missing"]):
        assert squeezed(added) in text
    swapped = [
        (ENTRY.article.text[start:end], note.plain)
        for note, spans in zip(NOTES, ENTRY.annotation_spans, strict=True)
        if note.plain
        for start, end in spans
    ]
    assert len(swapped) > 5
    for published, plain in swapped:
        assert squeezed(published + plain) in text


@pytest.mark.parametrize("view", VIEWS)
def test_notes_are_whole_and_alone(prints: Prints, parts: Any, view: str) -> None:
    text = prints[view, "notes"].text
    assert_in_order(text, [*parts["title"], "Notes", *notes_in_full(parts), *parts["citations"]])
    assert len(PARAGRAPHS) > 8
    for piece in (*PARAGRAPHS, *parts["absent"], *parts["lesson"], *parts["columns"][2:3], "Timeline"):
        assert squeezed(piece) not in text


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("view", VIEWS)
def test_what_is_only_for_the_screen_is_not_on_paper(prints: Prints, view: str, choice: str) -> None:
    assert [label for label in LABELS if squeezed(label) in prints[view, choice].text] == []


@pytest.mark.parametrize(
    ("views", "choice"),
    [(tuple(VIEWS), "clean"), (tuple(VIEWS), "notes"), (PLAIN, "marked"), (LENSES_ON, "marked")],
)
def test_paper_is_the_same_whatever_the_screen_shows(
    prints: Prints, views: tuple[str, ...], choice: str
) -> None:
    """Phone or desktop, light or dark, with a note open or without scripts."""
    first, *others = (prints[view, choice] for view in views)
    for other in others:
        assert other.pages == first.pages
        assert other.colours == first.colours


@pytest.mark.parametrize("view", LENSES_ON)
def test_tints_are_printed(prints: Prints, view: str) -> None:
    """Those of the voices and of what is not the article's, which browsers leave out unless told otherwise."""
    added = prints[view, "marked"].colours - prints[PLAIN[0], "marked"].colours
    assert len([colour for colour in added if colour[0] == "fill"]) > 5


@pytest.mark.parametrize("view", VIEWS)
def test_the_choice_is_for_once(prints: Prints, view: str) -> None:
    left = [prints[view, choice].left for choice in CHOICES]
    assert left == ([None] * 3 if VIEWS[view].has_scripts else [None, "clean", "notes"])


def test_pages_are_filled(prints: Prints) -> None:
    """None is empty, and those with notes are no emptier than those of the article as it is handed out."""
    clean = prints["desktop", "clean"]
    assert len(clean.pages) <= 3
    for name, other in prints.items():
        assert all(other.pages), name
        assert len(other.text) / len(other.pages) >= len(clean.text) / len(clean.pages), name


@pytest.mark.parametrize("choice", ["marked", "notes"])
@pytest.mark.parametrize("view", VIEWS)
def test_no_heading_ends_a_page(prints: Prints, parts: Any, view: str, choice: str) -> None:
    headings = {squeezed(heading) for heading in parts["headings"]}
    assert len(headings) > 40
    for page in prints[view, choice].pages:
        assert not page.removesuffix(":").endswith(tuple(headings)), page[-60:]


@pytest.mark.parametrize("choice", ["marked", "notes"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_note_of_usual_length_stands_on_one_page(
    prints: Prints, parts: Any, view: str, choice: str
) -> None:
    usual = [note for note in parts["notes"] if len(note["evidence"]) < 3]
    assert len(usual) > 25
    for note in usual:
        start, end = squeezed("".join(note["head"])), squeezed(note["parts"][-1] + note["end"][0])
        pages = [page for page in prints[view, choice].pages if start in page]
        assert any(end in page[page.index(start) :] for page in pages), start


def test_paper_shows_no_control_and_is_light_and_wide_enough(chromium: Browser, fixture_site: Site) -> None:
    with opened(chromium, fixture_site.address, VIEWS["phone, lenses on, sheet open, dark"]) as page:
        assert page.evaluate(COLOURS)["lightest"] > 128
        assert page.evaluate(CONTROLS)
        page.emulate_media(media="print", color_scheme="dark")
        page.set_viewport_size(PAPER)
        assert page.evaluate(COLOURS)["lightest"] < 64
        assert set(page.evaluate(COLOURS)["grounds"]) <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
        assert page.evaluate(CONTROLS) == []
        assert page.evaluate(RIGHTMOST) <= PAPER["width"]
        assert page.evaluate(STRUCK) == ["line-through"]


def test_what_stands_beside_the_text_is_not_on_paper(chromium: Browser, fixture_site: Site) -> None:
    with opened(chromium, fixture_site.address, VIEWS["desktop, lenses on, note open"]) as page:
        page.wait_for_selector(".mc-margin .mc-note")
        assert page.evaluate(PUT)["margin"] == "block"
        page.emulate_media(media="print")
        assert page.evaluate(PUT) == {"margin": "none", "shifts": ["none"]}


@pytest.mark.parametrize("query", ["", "?lens=wording"])
def test_each_kind_has_its_line_whatever_the_lens(chromium: Browser, fixture_site: Site, query: str) -> None:
    with opened(chromium, fixture_site.address, View(DESKTOP, query)) as page:
        assert page.evaluate(LINES)[0] == ["transparent"]
        page.emulate_media(media="print")
        lines = page.evaluate(LINES)
        assert ["transparent"] not in lines
        assert len({line for (line,) in lines}) == 3
        page.evaluate("document.querySelector('marked-copy').dataset.print = 'clean'")
        assert page.evaluate(MARKS) == ["none"]


@pytest.mark.parametrize("choice", CHOICES)
def test_a_button_prints_its_choice_and_leaves_the_page_as_it_was(
    chromium: Browser, fixture_site: Site, choice: str
) -> None:
    with opened(chromium, fixture_site.address, VIEWS["desktop"]) as page:
        copy = page.locator("marked-copy")
        press(page, choice)
        assert page.evaluate("window.printed") == choice
        assert not page.locator(".mc-help").is_visible()
        assert copy.get_attribute("data-print") == choice
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert copy.get_attribute("data-print") is None
