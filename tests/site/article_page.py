"""What the tests of an article's page share: its states, and how a page is looked at as a reader sees it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import CDPSession, Page

from build_tools.entry import Entry
from tests.checked import checked_project
from tests.site.conftest import Reader
from tests.sites import FIXTURE

SLUG = "night-ferries"
ARTICLE = f"articles/{SLUG}/"
LENSES = ("speaking", "wording", "context")
ALL = ",".join(LENSES)
KIND_OF = dict(zip(LENSES, ("sourcing", "loaded-language", "missing-context"), strict=True))
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
SITE_NAME = "The Harbour, annotated"

# The words that are seen: not hidden in any way, nor clipped away for screen readers.
SEEN_WORDS = """([selector, without]) => {
  const root = document.querySelector(selector);
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
}"""

# What stands on the screen for a note is a copy, which has no id of its own.
STATE = """() => {
  const name = element => element.dataset.note ?? element.id;
  const page = document.querySelector("marked-copy");
  const shown = element => element.checkVisibility({visibilityProperty: true});
  return {
    lenses: [...document.querySelectorAll(".mc-lenses [data-lens]")]
      .filter(button => button.getAttribute("aria-pressed") === "true").map(button => button.dataset.lens),
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


def visit(reader: Reader, path: str = ARTICLE, size: dict[str, Any] = DESKTOP, **options: Any) -> Page:
    """A page whose scripts have begun."""
    page = reader.new_page(**{**size, **options})
    go(page, reader.address + path)
    return page


def go(page: Page, address: str) -> None:
    page.goto(address)
    begun(page)


def begun(page: Page) -> None:
    page.wait_for_function("() => document.querySelector('marked-copy')?.dataset.ready !== undefined")
    idle(page)


def idle(page: Page) -> None:
    """Wait until what was done has had its effect: two frames, and the tasks after them."""
    page.evaluate(IS_IDLE)


def state(page: Page) -> dict[str, Any]:
    """The lenses that are on, how many numbers stand in the text, and the notes that are seen and open."""
    return dict(page.evaluate(STATE))


def opened(page: Page) -> str:
    """The id of the note that is open; empty when none is. There is never more than one."""
    found = page.evaluate(STATE)["open"]
    assert len(found) <= 1
    return found[0] if found else ""


def seen_words(page: Page, selector: str = ".mc-text", without: str = "none") -> str:
    """The visible words of an element, with single spaces, and without those in the elements named."""
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


class Finger:
    """Touches the screen."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session: CDPSession = page.context.new_cdp_session(page)

    def swipe(self, start: tuple[float, float], end: tuple[float, float], steps: int = 6) -> None:
        """Put the finger down, draw it to the end in even steps, and lift it."""
        self._send("touchStart", [start])
        for step in range(1, steps + 1):
            part = step / steps
            at = (start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1]))
            self._send("touchMove", [at])
        self._send("touchEnd", [])
        idle(self._page)

    def _send(self, kind: str, points: list[tuple[float, float]]) -> None:
        touches = [{"x": x, "y": y} for x, y in points]
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})
