"""A page in a window of its own, on a processor four times slower, and what an input to it takes.

What is reported of an input is `shown`: from the input's own time stamp to the end of the frame in which the page
has reacted. The browser's Event Timing (`input`), which the screen ends and which is given in steps of 8 ms, is
beside it. `work` is all that the page's thread did until it was quiet again, so that what is put off is seen too,
and its parts: script, style, layout. How it is taken: probes.js.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

SLOWDOWN = 4
PROBES = Path(__file__).with_name("probes.js").read_text(encoding="utf-8")
DEVICES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "desktop": {"viewport": {"width": 1360, "height": 900}},
}
PARTS = {
    "work": "TaskDuration",
    "script": "ScriptDuration",
    "style": "RecalcStyleDuration",
    "layout": "LayoutDuration",
}
QUIET = 200
"""Milliseconds without a long task after which an input has had its effect."""

Sample = dict[str, float]

SCROLL_TO = """([selector, fraction]) => {
  const box = document.querySelector(selector).getBoundingClientRect();
  const top = fraction ? box.top + scrollY + box.height * fraction : 0;
  scrollTo({top, behavior: 'instant'});
}"""


class Window:
    """A page in a new profile on a slowed processor, with the probes in it."""

    def __init__(self, page: Page, session: CDPSession, touch: bool) -> None:
        self.page = page
        self._session = session
        self._touch = touch

    def open(self, address: str, selector: str | None) -> Sample:
        """Load; wait until it is quiet. `selector` finds what has to be seen; None: Recogito's CSS highlights."""
        self.page.add_init_script(
            f"markedCopyProbes.look({'null' if selector is None else repr(selector)}, 1);"
        )
        self.page.goto(address, wait_until="commit")
        quiet = self.ask("idle()")
        first = self.ask("paint")
        blocked = sum(max(0, length - 50) for start, length in self.ask("tasks") if start + length > first)
        return {"quiet": quiet, "lcp": self.ask("lcp"), "seen": self.ask("seen"), "tbt": blocked}

    def ask(self, expression: str) -> Any:
        return self.page.evaluate(f"() => markedCopyProbes.{expression}")

    def rest(self) -> None:
        """Wait until what was done has had its effect."""
        self.ask(f"idle({QUIET})")

    def weigh(self) -> Sample:
        """Elements, and the heap in MB once it has been collected."""
        self._session.send("HeapProfiler.collectGarbage")
        elements = self.page.evaluate("() => document.getElementsByTagName('*').length")
        return {"elements": elements, "heap": self._metrics()["JSHeapUsedSize"] / 1e6}

    def scroll_to(self, selector: str, fraction: float) -> None:
        self.page.evaluate(SCROLL_TO, [selector, fraction])
        self.rest()

    def scroll_through(self) -> None:
        """Scroll from the top to the end."""
        self.ask("scrollThrough()")
        self.rest()

    def press(self, selector: str, watched: str, options: str) -> Sample:
        """Click or tap an element: see `press_at`."""
        element = self.page.locator(selector).first
        element.scroll_into_view_if_needed()
        box = element.bounding_box()
        assert box, f"{selector} is not to be seen"
        return self.press_at(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, watched, options)

    def press_at(self, x: float, y: float, watched: str, options: str) -> Sample:
        """Click or tap, and time the reaction: the change of what `watched` finds, told by a MutationObserver."""
        if not self._touch:
            # What the pointer's way there sets off is no part of the click.
            self.page.mouse.move(x, y)
            self.rest()
        before = self._arm("pointerup", watched, options)
        if self._touch:
            self.page.touchscreen.tap(x, y)
        else:
            self.page.mouse.click(x, y)
        return self._reaction(before)

    def key(self, key: str, watched: str, options: str) -> Sample:
        """Press a key, and time the reaction."""
        before = self._arm("keydown", watched, options)
        self.page.keyboard.press(key)
        return self._reaction(before)

    def _arm(self, event: str, watched: str, options: str) -> dict[str, float]:
        self.ask(f"arm({event!r}, {watched!r}, {options})")
        return self._metrics()

    def _reaction(self, before: Mapping[str, float]) -> Sample:
        reaction: Sample = self.ask(f"reacted({QUIET})")
        after = self._metrics()
        return reaction | {name: 1000 * (after[part] - before[part]) for name, part in PARTS.items()}

    def _metrics(self) -> dict[str, float]:
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return {metric["name"]: metric["value"] for metric in metrics}


@contextmanager
def opened_window(browser: Browser, device: str) -> Iterator[Window]:
    """A window like that of a device, until the end of the block."""
    context = browser.new_context(**DEVICES[device])
    context.add_init_script(PROBES)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("HeapProfiler.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    yield Window(page, session, bool(DEVICES[device].get("has_touch")))
    context.close()


def spin(browser: Browser) -> float:
    """Milliseconds for a fixed piece of work on the processor as it is just now, not slowed."""
    page = browser.new_page()
    page.add_init_script(PROBES)
    page.goto("about:blank")
    took: float = page.evaluate("() => markedCopyProbes.spin()")
    page.close()
    return took
