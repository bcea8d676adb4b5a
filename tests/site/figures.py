"""`make figures`: how the first article's page serves a reader, in figures: what a window of each size shows of it.

They are read from the page as a reader meets it, and hold for no shape of it in particular: where the headline and
the running text begin, how much of a note is in view when it has been opened, how long notes are, how many pages
each print takes, and how long the first five notes take to read aloud.
"""

from __future__ import annotations

import contextlib
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pypdfium2
from playwright.sync_api import Browser, Page, sync_playwright

from build_tools.model.annotations import Annotation
from build_tools.page.choice import TOUR
from build_tools.words.count import words
from tests.browser import FLAGS, find_chromium
from tests.checked import checked_project
from tests.sites import ROOT, build, serve

SIZES = ((390, 844), (768, 1024), (1360, 900), (1920, 1080))
ENTRY = checked_project(ROOT).entries[0]
NOTES = ENTRY.notes.annotations
ARTICLE = f"articles/{ENTRY.slug}/"
EVERYTHING = "?lens=speaking,wording,context&notes=all"
ALOUD = 150
"""Words a minute."""

HEADLINE = "h1, .mc-text :is(h1, h2, h3)"

# From the top of the page: the headline (the h1 stands above all else), and the running text.
BEGINNINGS = """headline => {
  const seen = element => element?.checkVisibility({visibilityProperty: true});
  const top = element => element && Math.round(element.getBoundingClientRect().top + scrollY);
  const running = [...document.querySelectorAll(".mc-text p")].find(paragraph =>
    seen(paragraph) && !paragraph.closest(".mc-furniture, .mc-missing") && paragraph.textContent.trim().length > 80);
  const heads = [...document.querySelectorAll("h1")].filter(seen).concat(running ?? []);
  const mark = [...document.querySelectorAll(headline)].filter(seen)[0];
  return {headline: top(mark), paragraph: top(running)};
}"""

# How the open note stands in the window. What lies over it, or scrolls in a box of its own, is not in view.
STANDS = """() => {
  const shown = element => element.checkVisibility({visibilityProperty: true});
  const box = element => element.getBoundingClientRect();
  const card = [...document.querySelectorAll(".mc-open")].filter(shown)[0];
  if (!card) return null;
  const id = card.dataset.note ?? card.id;
  const bars = [...document.querySelectorAll(".md-header, .mc-bar")].filter(bar =>
    shown(bar) && ["sticky", "fixed"].includes(getComputedStyle(bar).position)).map(box);
  const within = ({left, right, top, bottom}, element) => {
    let low = Math.max(top, 0), high = Math.min(bottom, innerHeight);
    for (const bar of bars) if (bar.left < right - 1 && left < bar.right - 1 && bar.top < low + 1)
      low = Math.max(low, bar.bottom);
    for (let outer = element.parentElement; outer && outer !== document.body; outer = outer.parentElement)
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(outer).overflowY)) {
        low = Math.max(low, box(outer).top);
        high = Math.min(high, box(outer).bottom);
      }
    return [low, high];
  };
  const place = box(card), [low, high] = within(place, card);
  const unseen = [card, ...card.querySelectorAll("*")]
    .filter(part => /auto|scroll/.test(getComputedStyle(part).overflowY) && shown(part))
    .reduce((sum, part) => sum + Math.max(0, part.scrollHeight - part.clientHeight), 0);
  const height = place.height + unseen;
  const part = height ? Math.max(0, Math.min(high - low, place.height)) / height : 0;
  const marks = [...document.querySelectorAll(`.mc-text mark[data-notes~="${id}"]`)].filter(shown);
  const points = [...document.querySelectorAll(".mc-text .mc-ref a")]
    .filter(link => shown(link) && link.hash === `#${id}`);
  const clear = line => {
    const [top, bottom] = within(line, marks[0] ?? points[0]);
    const covered = place.left < line.right - 1 && line.left < place.right - 1
      && place.top < line.bottom - 1 && line.top < place.bottom - 1;
    return line.top >= top - 1 && line.bottom <= bottom + 1 && !covered;
  };
  // A passage ends with its number; one of them in view is enough.
  const isBefore = (mark, point) => mark.compareDocumentPosition(point) & Node.DOCUMENT_POSITION_FOLLOWING;
  const passages = points.map((point, index) =>
    [...marks.filter(mark => isBefore(mark, point) && !(index && isBefore(mark, points[index - 1]))), point]);
  const lines = passages.map(parts => parts.flatMap(part => [...part.getClientRects()]));
  return {
    id, part,
    whole: part > 0.995,
    passage: lines.length ? lines.some(all => all.every(clear)) : null,
    at: [place.top, place.height, scrollY].join(),
  };
}"""

LENGTHS = """ids => Object.fromEntries(ids.map(id => {
  const copy = document.getElementById(id).cloneNode(true);
  for (const unseen of copy.querySelectorAll("[hidden], .mc-sr, .mc-back, .mc-steps, .mc-actions")) unseen.remove();
  return [id, copy.textContent];
}))"""

Stands: TypeAlias = Mapping[str, Any]
Row: TypeAlias = Sequence[object]


@dataclass(frozen=True, slots=True)
class Opening:
    """How notes stood in the window, each opened in one way at one size."""

    way: str
    notes: Mapping[str, Stands | None]

    @property
    def cells(self) -> Row:
        """The way, then notes opened, in view as a whole, that with the passage, and the mean part in view."""
        found = [stands for stands in self.notes.values() if stands]
        with_passage = [stands for stands in found if stands["passage"] is not None]
        both = sum(stands["whole"] and stands["passage"] for stands in with_passage)
        part = sum(stands["part"] for stands in found) / len(found) if found else 0
        return (
            self.way,
            f"{len(found)} of {len(self.notes)}",
            share(sum(stands["whole"] for stands in found), len(found)),
            share(sum(stands["passage"] for stands in with_passage), len(with_passage)),
            share(both, len(with_passage)),
            f"{part:.0%}",
        )


def main() -> int:
    with tempfile.TemporaryDirectory() as name, serve(Path(name)) as address, sync_playwright() as playwright:
        build(ROOT / "mkdocs.yml", Path(name), address)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for title, head, rows in tables(browser, address + ARTICLE):
            print(f"\n{title}\n")
            print(table(head, rows), flush=True)
        browser.close()
    return 0


def tables(browser: Browser, address: str) -> Iterator[tuple[str, Row, Sequence[Row]]]:
    """Title, head and rows of each table, as they are measured."""
    with opened(browser) as page:
        page.goto(address)
        whole = {note: counted(text) for note, text in page.evaluate(LENGTHS, [a.id for a in NOTES]).items()}
        yield "Words and minutes", ("", "mean", "most"), words_of_notes(whole)
        yield "Printed pages (A4)", ("print", "pages"), printed(page)
    yield (
        "First screen (pixels from the top)",
        ("window", "headline", "first paragraph"),
        beginnings(browser, address),
    )
    head = ("opened by", "opened", "note whole", "passage", "both", "mean part of the note")
    for size in SIZES:
        rows = [opening.cells for opening in openings(browser, address, size)]
        yield f"In view when opened, {size[0]}×{size[1]}", head, rows


@contextlib.contextmanager
def opened(browser: Browser, size: tuple[int, int] = SIZES[2]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def words_of_notes(whole: Mapping[str, int]) -> list[Row]:
    """How long notes are: what is read first, and all of it. The last row is that of the reader with two minutes."""
    first = {note.id: counted(first_read(note)) for note in NOTES}
    tour = sum(first[name] for name in ENTRY.notes.first[:TOUR])
    return [
        (f"{len(NOTES)} notes, what is read first", *mean_and_most(first)),
        (f"{len(NOTES)} notes, whole", *mean_and_most(whole)),
        (f"first {TOUR} notes read aloud: {tour} words, {tour / ALOUD:.1f} minutes", "", ""),
    ]


def first_read(note: Annotation) -> str:
    """The parts of a note that say its point; sources, question and confidence come after them."""
    parts = (note.gist, note.observation, note.known, note.inference, note.fair_reading)
    return " ".join(part for part in parts if part)


def counted(text: str) -> int:
    return sum(1 for _ in words(text))


def mean_and_most(lengths: Mapping[str, int]) -> tuple[str, str]:
    longest = max(lengths, key=lengths.__getitem__)
    return f"{sum(lengths.values()) / len(lengths):.0f}", f"{lengths[longest]} ({longest})"


def printed(page: Page) -> list[Row]:
    """The pages of what Ctrl+P prints, and of each print that the page offers."""
    offered = page.evaluate(
        "[...document.querySelectorAll('button[data-print]')].map(button => button.dataset.print)"
    )
    rows: list[Row] = []
    for choice in (None, *dict.fromkeys(offered)):
        if choice:
            page.evaluate("choice => document.querySelector('marked-copy').dataset.print = choice", choice)
        with contextlib.closing(pypdfium2.PdfDocument(page.pdf(format="A4"))) as document:
            rows.append((choice or "Ctrl+P, no lens on", len(document)))
    return rows


def beginnings(browser: Browser, address: str) -> list[Row]:
    rows: list[Row] = []
    for size in SIZES:
        with opened(browser, size) as page:
            page.goto(address)
            resting(page)
            found = page.evaluate(BEGINNINGS, HEADLINE)
            rows.append((f"{size[0]}×{size[1]}", found["headline"], found["paragraph"]))
    return rows


def openings(browser: Browser, address: str, size: tuple[int, int]) -> Iterator[Opening]:
    """Every note opened at its number, one after the other by key, and by a link to it."""
    for way, ask in (("number", by_number), ("key j", by_key), ("link", by_link)):
        with opened(browser, size) as page:
            page.set_default_timeout(5_000)
            yield Opening(way, ask(page, address))


def by_number(page: Page, address: str) -> dict[str, Stands | None]:
    """At a number that stands two thirds down the window. A note on the whole article has none."""
    page.goto(address + EVERYTHING)
    resting(page)
    stood: dict[str, Stands | None] = {}
    for note in NOTES:
        number = page.locator(f".mc-text .mc-ref a[href$='#{note.id}']").first
        if not number.count():
            continue
        page.keyboard.press("Escape")
        number.evaluate(
            "link => scrollBy({top: link.getBoundingClientRect().top - innerHeight * 2 / 3, behavior: 'instant'})"
        )
        resting(page)
        number.click()
        stood[note.id] = standing(page, note.id)
    return stood


def by_key(page: Page, address: str) -> dict[str, Stands | None]:
    page.goto(address + EVERYTHING)
    resting(page)
    stood: dict[str, Stands | None] = dict.fromkeys(note.id for note in NOTES)
    for _ in NOTES:
        page.keyboard.press("j")
        resting(page)
        stands = page.evaluate(STANDS)
        if stands:
            stood[stands["id"]] = stands
    return stood


def by_link(page: Page, address: str) -> dict[str, Stands | None]:
    stood: dict[str, Stands | None] = {}
    for note in NOTES:
        page.goto("about:blank")
        page.goto(f"{address}#{note.id}")
        stood[note.id] = standing(page, note.id)
    return stood


def standing(page: Page, name: str) -> Stands | None:
    """How the note stands, if it is the one that is open."""
    resting(page)
    stands: Stands | None = page.evaluate(STANDS)
    return stands if stands and stands["id"] == name else None


def resting(page: Page) -> None:
    """Wait until nothing moves."""
    before, same = "", 0
    for _ in range(40):
        page.wait_for_timeout(50)
        stands = page.evaluate(STANDS)
        now = json.dumps([stands and stands["at"], page.evaluate("[scrollY, document.body.scrollHeight]")])
        same = same + 1 if now == before else 0
        before = now
        if same == 3:
            return


def share(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.0%})" if whole else "–"


def table(head: Row, rows: Sequence[Row]) -> str:
    """As Markdown, in columns of even width."""
    lines = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join(
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))} |"
        for line in lines
    )


if __name__ == "__main__":
    sys.exit(main())
