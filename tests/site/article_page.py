"""What the tests of an article's page share: its states, and how a page is looked at as a reader sees it."""

from __future__ import annotations

import re
import time
from typing import Any

from playwright.sync_api import CDPSession, Locator, Page

from build_tools.entry import Entry
from tests.checked import checked_project
from tests.site.conftest import Reader
from tests.sites import FIXTURE

SLUG = "night-ferries"
ARTICLE = f"articles/{SLUG}/"
LENSES = ("speaking", "wording", "context")
ALL = ",".join(LENSES)
KIND_OF = dict(zip(LENSES, ("sourcing", "loaded-language", "missing-context"), strict=True))
FILTERS = ("first", "all", "concern", "question", "good-practice")
"""Which notes a reader may choose, the usual one first."""
COMBINATIONS = tuple(
    tuple(lens for bit, lens in enumerate(LENSES) if number & 1 << bit) for number in range(2 ** len(LENSES))
)

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "reduced_motion": "reduce",
}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1360, "height": 900}, "reduced_motion": "reduce"}
SIZES = {"phone": PHONE, "desktop": DESKTOP}

ENTRIES = {entry.slug: entry for entry in checked_project(FIXTURE).entries}
ENTRY: Entry = ENTRIES[SLUG]
TITLE = ENTRY.front.title
TEXT = ENTRY.article.text


def without_furniture(entry: Entry) -> str:
    """The article as its page shows it until somebody asks for more, with spaces where page furniture was."""
    text = list(entry.article.text)
    for start, end in entry.article.furniture:
        text[start:end] = " " * (end - start)
    return "".join(text)


CLEAN = " ".join(without_furniture(ENTRY).split())
"""The words of the clean article: its headline and text."""
BODY = ".mc-article .mc-text"
"""Finds the article's words below its headline, which stands above in a `.mc-text` of its own."""
NOTES = {note.id: note for note in ENTRY.notes.annotations}
SPANS = {
    note.id: sorted(spans)
    for note, spans in zip(ENTRY.notes.annotations, ENTRY.annotation_spans, strict=True)
}
SITE_NAME = "The Harbour, annotated"


def is_chosen(note: str, notes: str) -> bool:
    """Whether the note is among those that this choice shows: `first`, `all`, or those of a stance."""
    return notes == "all" or (note in ENTRY.notes.first if notes == "first" else NOTES[note].stance == notes)


def passages_of(lens: str, notes: str = "all") -> int:
    """How many numbers the lens puts into the text."""
    kind = KIND_OF[lens]
    return sum(len(SPANS[id]) for id, note in NOTES.items() if note.kind == kind and is_chosen(id, notes))


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
    text = without_furniture(ENTRY)
    for start, end, plain in sorted((SWAPS[reference] for reference in references), reverse=True):
        text = text[:start] + plain + text[end:]
    return " ".join(text.split())


# The words that are seen: not hidden in any way, nor clipped away for screen readers.
SEEN_WORDS = """([selector, without]) => [...document.querySelectorAll(selector)].map(root => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const clipped = element => {
    for (; element !== root; element = element.parentElement)
      if (getComputedStyle(element).clipPath !== "none") return true;
    return false;
  };
  let words = "";
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (element !== root && element.closest(without)) continue;
    if (!element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    if (!clipped(element)) words += walker.currentNode.data;
  }
  return words;
}).join(" ")"""

# What stands on the screen for a note is a copy, which has no id of its own.
STATE = """() => {
  const name = element => element.dataset.note ?? element.id;
  const page = document.querySelector("marked-copy");
  const shown = element => element.checkVisibility({visibilityProperty: true});
  return {
    lenses: [...document.querySelectorAll(".mc-lenses [name=lens]:checked")].map(({value}) => value),
    marks: [...document.querySelectorAll(".mc-text .mc-ref")].filter(shown).length,
    notes: [...document.querySelectorAll(".mc-note")].filter(shown).map(name),
    open: [...document.querySelectorAll(".mc-open")].filter(shown).map(name),
    focus: name(document.activeElement) || document.activeElement.className,
  };
}"""

IS_IDLE = """() => new Promise(resolve =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => setTimeout(resolve)))))"""

BOXES = """selector => [...document.querySelectorAll(selector)]
  .filter(element => element.checkVisibility({visibilityProperty: true}))
  .map(element => {
    const {left, top, right, bottom} = element.getBoundingClientRect();
    return {id: element.dataset.note ?? element.id, left, top, right, bottom};
  })"""

# The lower edge of what stays at the top of the window: the header, and the bar of lenses.
EDGE = """() => Math.max(0, ...[".md-header", ".mc-bar"].map(selector => document.querySelector(selector))
  .filter(element => element && getComputedStyle(element).position === "sticky")
  .map(element => element.getBoundingClientRect()).filter(box => box.top < 100).map(box => box.bottom))"""


# What a reader has chosen before stays.
KEEP = """try { localStorage["marked-copy"] ??= JSON.stringify({notes: "NOTES"}) } catch { /* on an empty page */ }"""


def visit(
    reader: Reader,
    path: str = ARTICLE,
    size: dict[str, Any] = DESKTOP,
    *,
    notes: str = "all",
    **options: Any,
) -> Page:
    """A page whose scripts have begun, for a reader who has asked for all notes before.

    `notes` is that choice; with an empty one it is the reader's first visit. It goes into the address if lenses do.
    """
    page = reader.new_page(**{**size, **options})
    if notes:
        page.add_init_script(KEEP.replace("NOTES", notes))
    go(page, reader.address + path, notes=notes)
    return page


def go(page: Page, address: str, *, notes: str = "all") -> None:
    page.goto(asking(address, notes) if notes else address)
    begun(page)


def asking(address: str, notes: str = "all") -> str:
    """The address, which asks for these notes too where it asks for lenses."""
    return re.sub(r"([?&]lens=[^&#]*)(?!.*[?&]notes=)", rf"\1&notes={notes}", address)


def begun(page: Page) -> None:
    page.wait_for_function("() => document.querySelector('marked-copy')?.dataset.ready !== undefined")
    idle(page)


def idle(page: Page) -> None:
    """Wait until what was done has had its effect: two frames, and the tasks after them."""
    page.evaluate(IS_IDLE)


def lens(page: Page, name: str) -> Locator:
    """The field that switches a lens."""
    return page.locator(f".mc-lenses [name=lens][value={name}]")


def plain_wording(page: Page) -> Locator:
    """The field that puts all loaded passages in plain wording."""
    return page.locator(".mc-bar [name=wording]")


def which_notes(page: Page, name: str) -> Locator:
    """The field that chooses these notes: `first`, `all`, or those of a stance."""
    return page.locator(f".mc-filters [name=notes][value={name}]")


def state(page: Page) -> dict[str, Any]:
    """The lenses that are on, how many numbers stand in the text, and the notes that are seen and open."""
    return dict(page.evaluate(STATE))


def opened(page: Page) -> str:
    """The id of the note that is open; empty when none is. There is never more than one."""
    found = page.evaluate(STATE)["open"]
    assert len(found) <= 1
    return found[0] if found else ""


def seen_words(page: Page, selector: str = ".mc-text", without: str = "none") -> str:
    """The visible words of what is found, with single spaces, and without those in the elements named."""
    return " ".join(str(page.evaluate(SEEN_WORDS, [selector, without])).split())


def query(page: Page) -> str:
    """What the address asks for, once it has been written."""
    idle(page)
    return page.url.partition("#")[0].partition("?")[2]


def fragment(page: Page) -> str:
    idle(page)
    return page.url.partition("#")[2]


def boxes(page: Page, selector: str) -> list[dict[str, Any]]:
    """Where the visible elements are in the window, in pixels."""
    return list(page.evaluate(BOXES, selector))


def edge(page: Page) -> float:
    return float(page.evaluate(EDGE))


def scroll_to(page: Page, y: float) -> None:
    page.evaluate("y => scrollTo({top: y, behavior: 'instant'})", y)
    idle(page)


FRAME = 1 / 60
"""Seconds between two events of a finger."""


class Finger:
    """Touches the screen.

    Each event says its own time, for what a scroller does after the finger has left follows from how fast it was: of
    a busy machine the times at which events arrive tell nothing.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._time = 0.0

    def swipe(self, start: tuple[float, float], end: tuple[float, float], steps: int = 6) -> None:
        """Put the finger down, draw it to the end in even steps, a frame each, and lift it."""
        self._time = max(time.time(), self._time)
        self._send("touchStart", [start])
        for step in range(1, steps + 1):
            part = step / steps
            at = (start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1]))
            self._send("touchMove", [at])
        self._send("touchEnd", [])
        idle(self._page)

    def _send(self, kind: str, points: list[tuple[float, float]]) -> None:
        touches = [{"x": x, "y": y} for x, y in points]
        event = {"type": kind, "touchPoints": touches, "timestamp": self._time}
        self._session.send("Input.dispatchTouchEvent", event)
        self._time += FRAME
