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
ALL_LENSES = "?lens=speaking,wording,context&wording=plain&notes=all"

DESKTOP: ViewportSize = {"width": 1360, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
PAPER: ViewportSize = {"width": 680, "height": 1000}
"""As wide as the text on A4, in pixels."""

LABELS = (
    "Keys, print",
    "Back to the passage",
    "Next note",
    "Plain wording in the text",
    "Suggest a correction",
    "Close",
    "Single keys do this",
    "begins.",
    "Skip to content",
    "⇄",
    "‹",
    "×",
)
"""Words that only the screen has: of controls, of the sheet of keys, for screen readers, and of the theme."""

# What the page says, taken from it without scripts: the HTML is finished, and its own tests look after it.
PARTS = """() => {
  const words = (root, selector, without = "[hidden], .mc-sr") => [...root.querySelectorAll(selector)].map(element => {
    const copy = element.cloneNode(true);
    for (const unseen of copy.querySelectorAll(without)) unseen.remove();
    return copy.textContent;
  });
  const blocks = ".mc-article .mc-text :is(p, h2, h3, h4):not(.mc-furniture *)";
  return {
    title: words(document, ".mc-head h1", "[hidden], .mc-sr, .mc-ref"),
    head: words(document, ".mc-running", "none"),
    outlet: [...document.querySelectorAll(".mc-provenance a[rel~=external]")].map(link => `<${link.href}>`),
    date: words(document, ".mc-provenance time"),
    dateNote: words(document, ".mc-date-note"),
    review: words(document, ".mc-review dd"),
    furniture: words(document, ".mc-furniture"),
    blocks: words(document, blocks),
    says: words(document, ".mc-says:not(.mc-sr)"),
    missing: words(document, ".mc-missing", ".mc-sr"),
    headings: words(document, "marked-copy :is(h2, h3, h4), .mc-note dt"),
    notes: [...document.querySelectorAll(".mc-note")].map(note => ({
      id: note.id,
      classes: note.className,
      head: words(note, "h3"),
      parts: words(note, "dl > div:not(:has(li)) > dd"),
      titles: words(note, ".mc-source-title"),
      excerpts: words(note, ".mc-excerpt"),
      addresses: [...note.querySelectorAll(".mc-evidence a")].map(link => link.href.replace(/^https?:\\/\\//, "")),
      signed: words(note, ".mc-signed"),
    })),
    told: [...document.querySelectorAll(".mc-tour li > a[href^='#']")].map(link => link.hash.slice(1)),
    after: words(document, ".mc-desk ~ section > h2"),
    shares: words(document, ".mc-shares strong"),
    lesson: words(document, ".mc-lesson :is(li:not(:has(q)), dd, blockquote p)"),
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

WIDER = """width => [...document.querySelectorAll("marked-copy *")]
  .filter(element => element.getBoundingClientRect().right > width + 1)
  .map(element => element.outerHTML.slice(0, 80))"""

SIZES = """() => {
  const points = selector => [...document.querySelectorAll(selector)].filter(element => element.checkVisibility())
    .map(element => parseFloat(getComputedStyle(element).fontSize) * 0.75);
  return {text: points(".mc-article .mc-text p"), notes: points(".mc-note :is(p, dd, li, dt, summary, h3)")};
}"""

LINES = """() => {
  const copy = document.querySelector(".mc-lined"), box = copy.getBoundingClientRect();
  const range = document.createRange();
  const tops = [];
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement.closest(".mc-line")) continue;
    range.selectNodeContents(walker.currentNode);
    for (const rect of range.getClientRects()) if (rect.width) tops.push(Math.round(rect.top - box.top));
  }
  const numbers = [...copy.querySelectorAll(".mc-line")].map(number => {
    const rect = number.getBoundingClientRect();
    const middle = (rect.top + rect.bottom) / 2 - box.top;
    return {number: Number(number.textContent), middle, left: rect.left - box.left};
  });
  return {tops: [...new Set(tops)].sort((a, b) => a - b), numbers, words: copy.innerText};
}"""

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
}
CHOICES = ("clean", "first", "all", "all below")
SCREEN = "screen"
"""What the browser prints by itself."""
MOST = {"clean": 1, "first": 4, "all": 12}
"""Pages of A4."""


@dataclass(frozen=True, slots=True)
class Print:
    """One PDF: the text of its pages without any white space, and the colours that it is drawn in."""

    pages: tuple[str, ...]
    colours: frozenset[tuple[str, int, int, int]]
    """Of fills and strokes, each part from 0 to 255."""
    left: str | None = None
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
    page.locator(f".mc-help [data-print='{choice}']").click()


@pytest.fixture(scope="module")
def prints(shared: Shared, chromium: Browser, fixture_site: Site) -> Prints:
    """Every choice, printed once from every view."""
    return shared.once("prints", lambda: all_prints(chromium, fixture_site.address))


def all_prints(chromium: Browser, address: str) -> Prints:
    found: dict[tuple[str, str], Print] = {}
    for name, view in VIEWS.items():
        with opened(chromium, address, view) as page:
            copy = page.locator("marked-copy")
            found[name, SCREEN] = read(page.pdf(format="A4"))
            for choice in CHOICES:
                press(page, choice)
                found[name, choice] = read(page.pdf(format="A4"), copy.get_attribute("data-print"))
    return found


def read(pdf: bytes, left: str | None = None) -> Print:
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
        with opened(chromium, fixture_site.address, View(PHONE, has_scripts=False)) as page:
            return page.evaluate(PARTS)

    return shared.once("parts of a page", made)


def body(print_: Print, parts: Any) -> str:
    """The text without what stands at the top and at the foot of each page."""
    head = squeezed(parts["head"][0])
    return "".join(
        re.sub(rf"{number}/{len(print_.pages)}$|^{number}/{len(print_.pages)}", "", page.replace(head, "", 1))
        for number, page in enumerate(print_.pages, 1)
    )


def assert_in_order(text: str, pieces: Sequence[str]) -> None:
    """Each piece stands in the text after the one before."""
    assert pieces
    place = 0
    for piece in map(squeezed, pieces):
        found = text.find(piece, place)
        assert found >= 0, f"not there, or not after what comes before it: {piece!r}"
        place = found + len(piece)


def in_full(notes: Sequence[Any]) -> list[str]:
    """The words of notes, in the order of the page, with the short addresses of their sources."""
    return [
        piece
        for note in notes
        for piece in (*note["head"], *note["parts"][:-1], *sources(note), note["parts"][-1])
    ]


def sources(note: Any) -> list[str]:
    pairs = zip(note["excerpts"], note["addresses"], strict=True)
    return [piece for pair in pairs for piece in pair]


def test_the_page_says_what_the_notes_do(parts: Any) -> None:
    assert len(parts["notes"]) == len(NOTES) > 25
    by_id = {annotation.id: annotation for annotation in NOTES}
    for note in parts["notes"]:
        annotation = by_id.pop(note["id"])
        assert squeezed(note["parts"][0]) == squeezed(annotation.observation.replace("*", ""))
        assert len(note["addresses"]) == len(note["excerpts"]) == len(annotation.evidence)


@pytest.mark.parametrize("choice", MOST)
def test_a_print_is_short(prints: Prints, choice: str) -> None:
    for view in VIEWS:
        assert len(prints[view, choice].pages) <= MOST[choice]


@pytest.mark.parametrize("choice", [SCREEN, *CHOICES])
@pytest.mark.parametrize("view", VIEWS)
def test_each_page_says_what_it_is_and_where_and_its_number(
    prints: Prints, parts: Any, view: str, choice: str
) -> None:
    (head,) = map(squeezed, parts["head"])
    assert squeezed(parts["title"][0]) in head
    assert head.endswith(ARTICLE)
    assert "://" not in head
    pages = prints[view, choice].pages
    for number, page in enumerate(pages, 1):
        assert page.count(head) == 1, page[:200]
        assert f"{number}/{len(pages)}" in page


@pytest.mark.parametrize("view", VIEWS)
def test_clean_is_where_it_comes_from_and_the_article_and_nothing_else(
    prints: Prints, parts: Any, view: str
) -> None:
    text = body(prints[view, "clean"], parts)
    article = squeezed("".join(block for block in blocks_of(parts)))
    assert text.endswith(article)
    before = text.removesuffix(article)
    assert_in_order(before, [*parts["title"], *parts["outlet"], *parts["date"], "The article alone."])
    assert len(before) < 400
    for piece in (*parts["review"], *parts["dateNote"], *parts["furniture"]):
        assert squeezed(piece) not in before


def blocks_of(parts: Any) -> list[str]:
    """The paragraphs and headings of the article without page furniture, as they were published."""
    furniture = {squeezed(piece) for piece in parts["furniture"]}
    title = squeezed(parts["title"][0])
    found = [block for block in ENTRY.article.text.split("\n") if squeezed(block) not in furniture]
    return [block for block in found if not title.startswith(squeezed(block))]


@pytest.mark.parametrize("view", VIEWS)
def test_first_is_the_article_with_the_notes_of_the_tour(prints: Prints, parts: Any, view: str) -> None:
    text = body(prints[view, "first"], parts)
    told = [note for note in parts["notes"] if note["id"] in parts["told"]]
    assert 3 <= len(told) <= 5
    assert_in_order(
        text, [*parts["title"], f"of {len(NOTES)} notes.", PARAGRAPHS[0][:20], "Notes", *in_full(told)]
    )
    for note in parts["notes"]:
        assert (squeezed(note["parts"][0]) in text) == (note in told), note["id"]
    for piece in (*parts["missing"], *parts["shares"], *parts["citations"]):
        assert squeezed(piece) not in text


@pytest.mark.parametrize("choice", ["all", "all below"])
@pytest.mark.parametrize("view", VIEWS)
def test_all_is_the_article_with_every_note_in_order(
    prints: Prints, parts: Any, view: str, choice: str
) -> None:
    text = body(prints[view, choice], parts)
    assert_in_order(text, ["Printed with: all notes.", *parts["blocks"], "Notes", *in_full(parts["notes"])])
    below = [squeezed(piece) in text for piece in (*parts["after"], *parts["lesson"], *parts["citations"])]
    assert below == [choice == "all below"] * len(below)
    assert len(below) > 8


@pytest.mark.parametrize("choice", [SCREEN, *CHOICES])
def test_the_review_state_stands_once(prints: Prints, parts: Any, choice: str) -> None:
    (review,) = map(squeezed, parts["review"])
    signed = {squeezed(note["signed"][0]) for note in parts["notes"]}
    for view in VIEWS:
        text = prints[view, choice].text
        has_notes = choice in CHOICES[1:] or ("lenses" in view and choice == SCREEN)
        assert text.count(review) == has_notes
        # Notes that are signed differently say so each.
        if len(signed) == 1:
            assert sum(text.count(line) for line in signed) <= 1


def test_the_browser_prints_what_is_on_the_screen(prints: Prints, parts: Any) -> None:
    assert prints["desktop", SCREEN].pages == prints["desktop", "clean"].pages
    text = body(prints["desktop, lenses on, note open", SCREEN], parts)
    lenses = "Who is speaking, Wording, Context, all notes."
    assert_in_order(text, [*parts["title"], f"Printed with: {lenses}", *parts["shares"], "Notes"])
    assert_in_order(text, in_full(parts["notes"]))
    for piece in (*parts["says"], *parts["missing"]):
        assert squeezed(piece) in text
    swapped = [
        (ENTRY.article.text[start:end], note.plain)
        for note, spans in zip(NOTES, ENTRY.annotation_spans, strict=True)
        if note.plain
        for start, end in spans
    ]
    assert len(swapped) > 5
    for published, plain in swapped:
        assert squeezed(published + plain) in text


@pytest.mark.parametrize(
    ("lens", "filter_", "said", "classes", "has_scripts"),
    [
        ("wording", "first", "Wording, first notes", "mc-loaded-language mc-first", True),
        ("context", "concern", "Context, concerns", "mc-missing-context mc-concern", True),
        ("speaking", "concern", "Who is speaking, concerns", "mc-sourcing mc-concern", False),
        ("wording", "all", "Wording, all notes", "mc-loaded-language", False),
    ],
)
def test_lens_and_filter_say_which_notes_are_printed(
    chromium: Browser,
    fixture_site: Site,
    parts: Any,
    lens: str,
    filter_: str,
    said: str,
    classes: str,
    has_scripts: bool,
) -> None:
    with opened(chromium, fixture_site.address, View(DESKTOP, has_scripts=has_scripts)) as page:
        page.locator(f".mc-bar [value={lens}]").check()
        if page.locator(f".mc-bar [value={filter_}]").count():
            page.locator(f".mc-bar [value={filter_}]").check()
        text = read(page.pdf(format="A4")).text
    assert squeezed(f"Printed with: {said}.") in text
    shown = [note["id"] for note in parts["notes"] if set(classes.split()) <= set(note["classes"].split())]
    assert shown
    assert shown == [note["id"] for note in parts["notes"] if squeezed(note["parts"][0]) in text]


@pytest.mark.parametrize("choice", [SCREEN, *CHOICES])
@pytest.mark.parametrize("view", VIEWS)
def test_what_is_only_for_the_screen_is_not_on_paper(prints: Prints, view: str, choice: str) -> None:
    assert [label for label in LABELS if squeezed(label) in prints[view, choice].text] == []


@pytest.mark.parametrize("choice", CHOICES)
def test_a_choice_is_the_same_whatever_the_screen_shows(prints: Prints, choice: str) -> None:
    """Phone or desktop, light or dark, with lenses on and a note open."""
    first, *others = (prints[view, choice] for view in VIEWS)
    for other in others:
        assert other.pages == first.pages
        assert other.colours == first.colours


def test_tints_are_printed(prints: Prints) -> None:
    """Those of the voices and of what is not the article's, which browsers leave out unless told otherwise."""
    added = prints["desktop, lenses on, note open", SCREEN].colours - prints["desktop", "all"].colours
    assert len([colour for colour in added if colour[0] == "fill"]) > 5


@pytest.mark.parametrize("choice", CHOICES)
def test_no_page_is_empty_and_no_heading_ends_one(prints: Prints, parts: Any, choice: str) -> None:
    headings = {squeezed(heading) for heading in parts["headings"]}
    assert len(headings) > 40
    pages = prints["desktop", choice].pages
    for number, page in enumerate(pages, 1):
        rest = page.replace(squeezed(parts["head"][0]), "").replace(f"{number}/{len(pages)}", "")
        assert len(rest) > 100
        assert not rest.removesuffix(":").endswith(tuple(headings)), rest[-60:]


def test_what_is_printed_can_be_read(chromium: Browser, fixture_site: Site) -> None:
    with opened(chromium, fixture_site.address, VIEWS["phone, lenses on, sheet open, dark"]) as page:
        assert page.evaluate(COLOURS)["lightest"] > 128
        page.evaluate("document.querySelector('marked-copy').dataset.print = 'all below'")
        page.emulate_media(media="print", color_scheme="dark")
        page.set_viewport_size(PAPER)
        assert page.evaluate(COLOURS)["lightest"] < 64
        assert set(page.evaluate(COLOURS)["grounds"]) <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
        assert page.evaluate(CONTROLS) == []
        assert page.evaluate(WIDER, PAPER["width"]) == []
        sizes = page.evaluate(SIZES)
        assert min(sizes["text"]) >= 9.5
        assert min(sizes["notes"]) >= 8.49


def test_what_stands_beside_the_text_is_not_on_paper(chromium: Browser, fixture_site: Site) -> None:
    with opened(chromium, fixture_site.address, VIEWS["desktop, lenses on, note open"]) as page:
        page.wait_for_selector(".mc-margin .mc-open")
        assert page.evaluate(PUT)["margin"] == "block"
        page.emulate_media(media="print")
        assert page.evaluate(PUT) == {"margin": "none", "shifts": ["none"]}


def test_a_button_prints_its_choice_and_leaves_the_page_as_it_was(
    chromium: Browser, fixture_site: Site
) -> None:
    with opened(chromium, fixture_site.address, VIEWS["desktop"]) as page:
        copy = page.locator("marked-copy")
        for choice in CHOICES:
            press(page, choice)
            page.wait_for_function("choice => window.printed === choice", arg=choice)
            assert page.locator(".mc-help:visible").count() == 0
            assert copy.get_attribute("data-print") == choice
            page.evaluate("dispatchEvent(new Event('afterprint'))")
            assert copy.get_attribute("data-print") is None


def test_lines_are_numbered_as_they_are_printed(chromium: Browser, fixture_site: Site, parts: Any) -> None:
    """Each fifth line has its number beside it, and the words are those of the article as published."""
    with opened(chromium, fixture_site.address, VIEWS["desktop, lenses on, note open"]) as page:
        page.locator(".mc-more").click()
        page.locator(".mc-help [name=lines]").check()
        page.locator(".mc-help [data-print=clean]").click()
        page.emulate_media(media="print")
        page.set_viewport_size(PAPER)
        lines = page.evaluate(LINES)
        printed = read(page.pdf(format="A4"))
        assert page.locator(".mc-lined").count() == 0
    assert len(printed.pages) == 1
    tops = lines["tops"]
    assert len(tops) > 20
    assert [item["number"] for item in lines["numbers"]] == list(range(5, len(tops) + 1, 5))
    for item in lines["numbers"]:
        top = tops[item["number"] - 1]
        assert top <= item["middle"] <= top + 20, item
        assert item["left"] < 5
    published = "".join(
        character for character in squeezed("".join(blocks_of(parts))) if not character.isdigit()
    )
    found = "".join(character for character in squeezed(lines["words"]) if not character.isdigit())
    assert found == published
