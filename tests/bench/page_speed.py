"""How fast a page with 1,000 notes is in Chromium on a processor four times slower, beside Recogito's.

The article is `articles.long_article`: 5,000 words. Our page is the built site's. The other one shows the same
article with the same notes by @recogito/text-annotator, in the smallest fair page (tests/bench/recogito). Each
round opens every page afresh, in a new profile, on a phone's and on a desk's screen, and does to it:

* load: until nothing has run long for a second, then a scroll to the end. Layout shift (CLS, over both), largest
  paint (LCP), what blocks input (TBT: of each long task after the first paint, what is above 50 ms), when marks
  are on the screen, when the page is quiet, elements, heap after collection. Nothing slows the network.
* lens: a real click, tap or key press on a lens; with Recogito its filter by kind.
* note: a real click or tap on a reference (with Recogito, on a highlight), then the key for the next note, near
  the start, in the middle and near the end.

What is reported of an input is `shown`: from the input's own time stamp to the end of the frame in which the page
has reacted. The browser's Event Timing (`input`), which the screen ends and which is given in steps of 8 ms, is
beside it; goals are judged by the larger of the two medians. `work` is all that the page's thread did until it was
quiet again, so that what is put off is seen too, and its parts: script, style, layout. How it is taken: probes.js.
"""

from __future__ import annotations

import gzip
import os
import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from build_tools.site.assets import FIRST, SCRIPT, STYLE
from tests.bench import lighthouse
from tests.bench.articles import KINDS, LONG_NOTES
from tests.bench.node_tools import UnavailableError, node_modules
from tests.bench.page_site import PEER_PAGE, Site, add_peer_page, served_site
from tests.bench.site_build import ROOT
from tests.browser import FLAGS, find_chromium

SLOWDOWN = 4
ROUNDS = 3
PROBES = Path(__file__).with_name("probes.js").read_text(encoding="utf-8")
DEVICES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "desktop": {"viewport": {"width": 1360, "height": 900}},
}
LENSES = ("speaking", "wording", "context")
PLACES = {"start": 0.02, "middle": 0.5, "end": 0.98}
OURS = "Marked Copy"
RENDERERS = {"SPANS": "Recogito spans", "CSS_HIGHLIGHTS": "Recogito CSS"}
PAGES = (OURS, *RENDERERS.values())
INPUT_SORTS = {"lens": "lens switch", "note: on": "note on a click", "note: next": "note by key"}
LOAD_SORTS = {"seen": "marks on screen", "quiet": "quiet", "tbt": "TBT", "heap": "heap"}

GOALS = {"lens": 100, "note": 40}
"""Milliseconds, for the median of each input."""
CLS_GOAL = 0.02
BYTES_GOAL = 16 * 1024
PARTS = ("TaskDuration", "ScriptDuration", "RecalcStyleDuration", "LayoutDuration")
NUMBERS = ("none", "one", "two", "all three")
INPUT_HEAD = (
    "page            device   input                          n"
    "  shown   most  input  work (script, style, layout)"
)
INPUT_LINE = (
    "{page:<15} {device:<8} {action:<28} {number:>3} {shown:>6.0f} {shown_max:>6.0f} {input:>6.0f} {work:>5.0f} "
    "({script:.0f}, {style:.0f}, {layout:.0f})"
)
LOAD_HEAD = "page            device   view          CLS    LCP  marks  quiet    TBT elements heap MB"
LOAD_LINE = (
    "{page:<15} {device:<8} {view:<9} {cls:>7.4f} {lcp:>6.0f} {seen:>6.0f} {quiet:>6.0f} {tbt:>6.0f} "
    "{elements:>8.0f} {heap:>7.1f}"
)

Sample = dict[str, float]


@dataclass
class Samples:
    """What has been measured so far, by page, device and action or view."""

    inputs: defaultdict[tuple[str, str, str], list[Sample]] = field(default_factory=lambda: defaultdict(list))
    loads: defaultdict[tuple[str, str, str], list[Sample]] = field(default_factory=lambda: defaultdict(list))
    shifts: dict[str, list[Any]] = field(default_factory=dict)
    """The layout shifts of a load that had any."""


# --- one page in one window ----------------------------------------------------------------------


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
        return {"quiet": quiet} | {name: self.ask(name) for name in ("lcp", "seen")} | self._blocked()

    def ask(self, expression: str) -> Any:
        return self.page.evaluate(f"() => markedCopyProbes.{expression}")

    def _blocked(self) -> Sample:
        first = self.ask("paint")
        tasks = [(start, length) for start, length in self.ask("tasks") if start + length > first]
        return {"tbt": sum(max(0, length - 50) for _, length in tasks), "long_tasks": len(tasks)}

    def weigh(self) -> Sample:
        """Elements, and the heap in MB once it has been collected."""
        self._session.send("HeapProfiler.collectGarbage")
        elements = self.page.evaluate("() => document.getElementsByTagName('*').length")
        return {"elements": elements, "heap": self._metrics()["JSHeapUsedSize"] / 1e6}

    def scroll_to_end(self) -> Sample:
        """Scroll down screen by screen. Gives the layout shift since the page was opened."""
        self.ask("scrollThrough()")
        self.ask("idle(300)")
        return {"cls": self.ask("cls()")}

    def press(self, x: float, y: float, watched: str, options: str) -> Sample:
        """Click or tap, and time the reaction: the change of what `watched` finds, told by a MutationObserver."""
        if not self._touch:
            # What the pointer's way there sets off is no part of the click.
            self.page.mouse.move(x, y)
            self.ask("idle(300)")
        self.ask(f"arm('pointerup', {watched!r}, {options})")
        before = self._metrics()
        if self._touch:
            self.page.touchscreen.tap(x, y)
        else:
            self.page.mouse.click(x, y)
        return self._reaction(before)

    def key(self, key: str, watched: str, options: str) -> Sample:
        """Press a key, and time the reaction."""
        self.ask(f"arm('keydown', {watched!r}, {options})")
        before = self._metrics()
        self.page.keyboard.press(key)
        return self._reaction(before)

    def _reaction(self, before: Mapping[str, float]) -> Sample:
        reaction: Sample = self.ask("reacted()")
        after = self._metrics()
        return reaction | {part: 1000 * (after[part] - before[part]) for part in PARTS}

    def _metrics(self) -> dict[str, float]:
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return {metric["name"]: metric["value"] for metric in metrics}


@contextmanager
def _window(browser: Browser, device: str) -> Iterator[Window]:
    context = browser.new_context(**DEVICES[device])
    context.add_init_script(PROBES)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("HeapProfiler.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    yield Window(page, session, bool(DEVICES[device].get("has_touch")))
    context.close()


# --- our page ------------------------------------------------------------------------------------

LENS_CHANGE = ("marked-copy", "{subtree: true, attributeFilter: ['data-lenses']}")
NOTE_CHANGE = ("marked-copy", "{subtree: true, attributeFilter: ['data-open']}")


def _our_round(browser: Browser, site: Site, device: str, samples: Samples) -> None:
    address = f"{site.address}articles/{site.slug}/"
    with _window(browser, device) as window:
        _our_load(window, address, device, "clean", samples)
        for fraction in (0.0, 0.5):
            _scroll_to(window, ".mc-text", fraction)
            _switch_lenses(window, device, samples)
    with _window(browser, device) as window:
        _our_load(window, f"{address}?lens={','.join(LENSES)}", device, "3 lenses", samples)
        _open_notes(window, device, samples)
    with _window(browser, device) as window:
        _our_load(window, f"{address}#note-0500", device, "#note", samples)


def _our_load(window: Window, address: str, device: str, view: str, samples: Samples) -> None:
    loaded = window.open(address, "marked-copy[data-on] .mc-text")
    loaded |= window.weigh() | window.scroll_to_end()
    samples.loads[OURS, device, view].append(loaded)
    if shifts := window.ask("shifts"):
        samples.shifts[f"{OURS}, {device}, {view}"] = shifts


def _scroll_to(window: Window, selector: str, fraction: float) -> None:
    window.page.evaluate(
        """([selector, fraction]) => {
          const box = document.querySelector(selector).getBoundingClientRect();
          const top = fraction ? box.top + scrollY + box.height * fraction : 0;
          scrollTo({top, behavior: 'instant'});
        }""",
        [selector, fraction],
    )
    window.ask("idle(300)")


def _switch_lenses(window: Window, device: str, samples: Samples) -> None:
    """Each lens on and off from the clean article, then one after the other until all three are on, and off."""
    on: list[str] = []
    for lens in (*(lens for lens in LENSES for _ in range(2)), *LENSES, *LENSES):
        was = on
        on = [other for other in was if other != lens] if lens in was else [*was, lens]
        sample = _press_element(window, f'marked-copy button[data-lens="{lens}"]', LENS_CHANGE)
        _expect_lenses(window, on)
        if len(was) + len(on) == 1:
            action = f"lens: {lens} {'on' if on else 'off'}"
        else:
            action = f"lens: {NUMBERS[len(was)]} on to {NUMBERS[len(on)]}"
        samples.inputs[OURS, device, action].append(sample)
    for key, lens in zip("123", LENSES, strict=True):
        for wanted in ([lens], []):
            sample = window.key(key, *LENS_CHANGE)
            _expect_lenses(window, wanted)
            samples.inputs[OURS, device, "lens: one on or off, by key"].append(sample)


def _expect_lenses(window: Window, lenses: Sequence[str]) -> None:
    found = window.page.evaluate("() => document.querySelector('[data-lenses]')?.dataset.lenses ?? ''")
    if set(found.split()) != set(lenses):
        raise RuntimeError(f"the lenses are “{found}”, not {lenses}")


def _press_element(window: Window, selector: str, change: tuple[str, str]) -> Sample:
    element = window.page.locator(selector).first
    element.scroll_into_view_if_needed()
    box = element.bounding_box()
    assert box, f"{selector} is not to be seen"
    return window.press(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, *change)


FIND_REFERENCE = """(fraction) => {
  const links = [...document.querySelectorAll('.mc-text .mc-ref a')];
  for (let at = Math.floor(fraction * (links.length - 1)); at < links.length; at++) {
    links[at].scrollIntoView({block: 'center', behavior: 'instant'});
    const {x, y, width, height} = links[at].getBoundingClientRect();
    const middle = [x + width / 2, y + height / 2];
    if (links[at].contains(document.elementFromPoint(...middle))) return middle;
  }
  throw new Error('no reference can be clicked');
}"""


def _open_notes(window: Window, device: str, samples: Samples) -> None:
    for place, fraction in PLACES.items():
        x, y = window.page.evaluate(FIND_REFERENCE, fraction)
        window.ask("idle(300)")
        samples.inputs[OURS, device, f"note: on a click, {place}"].append(window.press(x, y, *NOTE_CHANGE))
        for _ in range(3):
            samples.inputs[OURS, device, f"note: next key, {place}"].append(window.key("j", *NOTE_CHANGE))
        window.page.keyboard.press("Escape")
        window.ask("idle(300)")


# --- Recogito's ----------------------------------------------------------------------------------

FIND_HIGHLIGHT = """(fraction) => {
  const {store} = anno.state;
  const all = store.all();
  const text = document.getElementById('text');
  const note = all[Math.floor(fraction * (all.length - 1))];
  const bounds = store.getAnnotationRects(note.id)[0];
  const top = scrollY + text.getBoundingClientRect().top + bounds.y - innerHeight / 3;
  scrollTo({top, behavior: 'instant'});
  const {x, y} = text.getBoundingClientRect();
  return [x + bounds.x + bounds.width / 2, y + bounds.y + bounds.height / 2];
}"""


def _peer_round(browser: Browser, address: str, device: str, renderer: str, samples: Samples) -> None:
    name = RENDERERS[renderer]
    spans = renderer == "SPANS"
    # The other renderer writes a style sheet.
    layer = (".r6o-span-highlight-layer" if spans else "head", "{childList: true, subtree: true}")
    note = ("#note", "{childList: true}")
    with _window(browser, device) as window:
        loaded = window.open(f"{address}?renderer={renderer}", ".r6o-annotation" if spans else None)
        number = window.page.evaluate("() => anno.getAnnotations().length")
        if number != LONG_NOTES:
            raise RuntimeError(f"Recogito has {number} annotations, not {LONG_NOTES}")
        loaded |= window.weigh() | window.scroll_to_end()
        samples.loads[name, device, "all kinds"].append(loaded)
        for fraction in (0.0, 0.5):
            _scroll_to(window, "#text", fraction)
            for kind in (*KINDS, ""):
                sample = _press_element(window, f'nav button[data-kind="{kind}"]', layer)
                action = "lens: only one kind" if kind else "lens: all kinds"
                samples.inputs[name, device, action].append(sample)
        for place, fraction in PLACES.items():
            x, y = window.page.evaluate(FIND_HIGHLIGHT, fraction)
            window.ask("idle(300)")
            samples.inputs[name, device, f"note: on a click, {place}"].append(window.press(x, y, *note))
            for _ in range(3):
                samples.inputs[name, device, f"note: next key, {place}"].append(window.key("j", *note))


# --- all of it -----------------------------------------------------------------------------------


def run(rounds: int = ROUNDS, lighthouse_runs: int = ROUNDS) -> dict[str, Any]:
    """Measure; what could not be measured is named under `left_out`. Fit to be JSON."""
    chromium = find_chromium()
    if chromium is None:
        return {
            "left_out": ["The pages were not measured. No Chromium starts here; `make test` installs one."]
        }
    left_out: list[str] = []
    modules = None
    try:
        modules = node_modules()
    except UnavailableError as reason:
        left_out.append(f"Recogito and Lighthouse were left out. {reason}")
    with served_site() as site:
        peer = add_peer_page(site, modules) if modules else None
        result = _measure(site, peer, chromium, rounds)
        if modules and lighthouse_runs:
            try:
                result["lighthouse"] = _lighthouse(site, modules, chromium, lighthouse_runs)
            except UnavailableError as reason:
                left_out.append(str(reason))
    return result | {"left_out": left_out}


def _measure(site: Site, peer: str | None, chromium: Path, rounds: int) -> dict[str, Any]:
    samples = Samples()
    spins = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS])
        version = browser.version
        for _ in range(rounds):
            for device in DEVICES:
                spins.append(_spin(browser))
                _our_round(browser, site, device, samples)
                for renderer in RENDERERS if peer else ():
                    _peer_round(browser, str(peer), device, renderer, samples)
        browser.close()
    sizes = _bytes(site)
    return {
        "chromium": version,
        "slowdown": SLOWDOWN,
        "rounds": rounds,
        "noise": {"same_work_ms": spins, "load_average": os.getloadavg()},
        "goals": {**GOALS, "cls": CLS_GOAL, "bytes": BYTES_GOAL},
        "inputs": [_input_row(key, taken) for key, taken in samples.inputs.items()],
        "loads": [_load_row(key, taken) for key, taken in samples.loads.items()],
        "shifts": samples.shifts,
        "bytes": sizes,
        "ratios": _ratios(samples, sizes) if peer else {},
    }


def _lighthouse(site: Site, modules: Path, chromium: Path, runs: int) -> dict[str, Any]:
    first = next(
        path.stem for path in sorted((ROOT / "docs" / "articles").glob("*.md")) if path.stem != "index"
    )
    pages = {"the article": (f"articles/{first}/", runs), "home page": ("", 1)}
    pages["the long article"] = (f"articles/{site.slug}/", 1)
    return {
        name: lighthouse.score(site.address + path, modules, chromium, FLAGS, times)
        for name, (path, times) in pages.items()
    }


def table(result: Mapping[str, Any]) -> str:
    """The result as text for a terminal."""
    lines = list(result["left_out"])
    if "loads" in result:
        spins = result["noise"]["same_work_ms"]
        lines += [
            f"Chromium {result['chromium']}, processor slowed {result['slowdown']} ×, times in ms",
            f"the same work took {min(spins):.0f} to {max(spins):.0f} ms, so steady was the machine",
            "",
            LOAD_HEAD,
            *(LOAD_LINE.format(**row) for row in result["loads"]),
            "",
            INPUT_HEAD,
            *(INPUT_LINE.format(**row) for row in result["inputs"]),
            "",
            *(f"{name}: {size:,} bytes compressed" for name, size in result["bytes"].items()),
            *(
                f"ours : the faster of Recogito's renderers, {device}: "
                + ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items())
                for device, ratios in result["ratios"].items()
            ),
            "",
            *_verdicts(result),
        ]
    for page, scored in result.get("lighthouse", {}).items():
        lines += lighthouse.lines(page, scored)
    return "\n".join(lines)


def _verdicts(result: Mapping[str, Any]) -> Iterator[str]:
    ours = [row for row in result["inputs"] if row["page"] == OURS]
    for goal, limit in GOALS.items():
        rows = [row for row in ours if row["action"].startswith(goal)]
        worst = max(rows, key=lambda row: max(row["shown"], row["input"]))
        slowest = max(worst["shown"], worst["input"])
        yield (
            f"goal: {goal} ≤ {limit} ms, {_met(slowest <= limit)} "
            f"({slowest:.0f} at worst: {worst['action']}, {worst['device']})"
        )
    shifted = max((row for row in result["loads"] if row["page"] == OURS), key=lambda row: float(row["cls"]))
    yield (
        f"goal: CLS < {CLS_GOAL}, {_met(shifted['cls'] < CLS_GOAL)} "
        f"({shifted['cls']:.4f} at worst: {shifted['view']}, {shifted['device']})"
    )
    own = result["bytes"]["our CSS"] + result["bytes"]["our JavaScript"]
    yield f"goal: our CSS and JavaScript ≤ {BYTES_GOAL:,} bytes compressed, {_met(own <= BYTES_GOAL)} ({own:,})"
    if "lighthouse" in result:
        scores = result["lighthouse"]["the article"]["scores"]
        missed = [
            f"{name} {scores[name]}" for name, least in lighthouse.GOALS.items() if scores[name] < least
        ]
        goals = ", ".join(f"{name} {least}" for name, least in lighthouse.GOALS.items())
        yield f"goal: Lighthouse {goals}, {_met(not missed)}" + (f" ({', '.join(missed)})" if missed else "")


def _met(met: bool) -> str:
    return "met" if met else "missed"


def _ratios(samples: Samples, sizes: Mapping[str, int]) -> dict[str, dict[str, float]]:
    """Ours : theirs, by device: medians over all inputs of a sort, against the renderer that is faster at it."""
    ratios: dict[str, dict[str, float]] = {}
    for device in DEVICES:
        ratios[device] = {}
        for start, name in INPUT_SORTS.items():
            ours, *theirs = (_median_shown(samples, page, device, start) for page in PAGES)
            ratios[device][name] = ours / min(theirs)
        for name in ("seen", "quiet", "tbt", "heap"):
            ours, *theirs = (
                statistics.median(sample[name] for sample in samples.loads[page, device, view])
                for page, view in zip(PAGES, ("3 lenses", "all kinds", "all kinds"), strict=True)
            )
            # Less than a millisecond, or a megabyte, is not measured.
            ratios[device][LOAD_SORTS[name]] = ours / max(1, min(theirs))
    their_code = sizes["Recogito's page, JavaScript and CSS"]
    their_page = sizes["Recogito's page, HTML and annotations"]
    code = (sizes["our CSS"] + sizes["our JavaScript"]) / their_code
    return ratios | {"either": {"code": code, "page": sizes["our page's HTML"] / their_page}}


def _median_shown(samples: Samples, page: str, device: str, start: str) -> float:
    return statistics.median(
        sample["shown"]
        for (where, on, action), taken in samples.inputs.items()
        for sample in taken
        if (where, on) == (page, device) and action.startswith(start)
    )


def _input_row(key: tuple[str, str, str], taken: Sequence[Sample]) -> dict[str, Any]:
    page, device, action = key

    def median(name: str) -> float:
        return statistics.median(sample[name] for sample in taken)

    return {
        "page": page,
        "device": device,
        "action": action,
        "number": len(taken),
        "shown": median("shown"),
        "shown_max": max(sample["shown"] for sample in taken),
        "input": median("input"),
        "input_max": max(sample["input"] for sample in taken),
        "blocking": median("blocking"),
        "work": median("TaskDuration"),
        "script": median("ScriptDuration"),
        "style": median("RecalcStyleDuration"),
        "layout": median("LayoutDuration"),
    }


def _load_row(key: tuple[str, str, str], taken: Sequence[Sample]) -> dict[str, Any]:
    page, device, view = key
    medians = {name: statistics.median(sample[name] for sample in taken) for name in taken[0]}
    return (
        {"page": page, "device": device, "view": view, "number": len(taken)}
        | medians
        | {"cls": max(sample["cls"] for sample in taken)}
    )


def _bytes(site: Site) -> dict[str, int]:
    """Sizes as compressed for the network, in bytes."""

    def size(*paths: Path) -> int:
        return sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in paths)

    sizes = {
        "our CSS": size(site.folder / STYLE),
        "our JavaScript": size(site.folder / SCRIPT, site.folder / FIRST),
        "our page's HTML": size(site.folder / "articles" / site.slug / "index.html"),
    }
    peer = site.folder / PEER_PAGE
    if peer.is_dir():
        sizes |= {
            "Recogito's page, JavaScript and CSS": size(*peer.glob("app.*")),
            "Recogito's page, HTML and annotations": size(peer / "index.html", peer / "annotations.json"),
        }
    return sizes


def _spin(browser: Browser) -> float:
    """Milliseconds for a fixed piece of work on the processor as it is just now, not slowed."""
    page = browser.new_page()
    page.add_init_script(PROBES)
    page.goto("about:blank")
    took: float = page.evaluate("() => markedCopyProbes.spin()")
    page.close()
    return took
