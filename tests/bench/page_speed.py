"""How fast a page with 1,000 notes is in Chromium on a processor four times slower, beside Recogito's.

The article is `articles.long_article`: 5,000 words. Our page is the built site's. The other one shows the same
article with the same notes by @recogito/text-annotator, in the smallest fair page (tests/bench/recogito). Each
round opens every page afresh, in a new profile, on a phone's and on a desk's screen, and does to it:

* load: until nothing has run long for a second. Layout shift (CLS; in the first round over a scroll to the end too),
  largest paint (LCP), what blocks input (TBT: of each long task after the first paint, what is above 50 ms), when
  marks are on the screen, when the page is quiet, elements, heap after collection. Nothing slows the network.
* lens: a real click, tap or key press on a lens; with Recogito its filter by kind.
* note: a real click or tap on a reference (with Recogito, on a highlight), then the key for the next note, near
  the start, in the middle and near the end.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.bench import lighthouse
from tests.bench.articles import KINDS, LONG_NOTES
from tests.bench.node_tools import UnavailableError, node_modules
from tests.bench.page_figures import OURS, RENDERERS, Samples, figures, sizes
from tests.bench.page_site import Site, add_peer_page, served_site
from tests.bench.page_window import DEVICES, SLOWDOWN, Window, opened_window, spin
from tests.bench.site_build import ROOT
from tests.browser import FLAGS, find_chromium

LENSES = ("speaking", "wording", "context")
PLACES = {"start": 0.02, "middle": 0.5, "end": 0.98}
STEPS = 3
"""Notes that are gone on to by key, at each place."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is done to each page."""

    rounds: int
    lenses_at: tuple[float, ...]
    """Where in the text lenses are switched, from 0 to 1."""
    notes_at: tuple[str, ...]
    scrolls: bool
    with_lighthouse: bool


WHOLE = Plan(2, (0.0, 0.5), tuple(PLACES), scrolls=True, with_lighthouse=True)
QUICK = Plan(1, (0.0,), ("middle",), scrolls=False, with_lighthouse=False)


def run(plan: Plan = WHOLE) -> dict[str, Any]:
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
        result = _measured(site, peer, chromium, plan)
        if modules and plan.with_lighthouse:
            try:
                result["lighthouse"] = _lighthouse(site, modules, chromium)
            except UnavailableError as reason:
                left_out.append(str(reason))
    return result | {"left_out": left_out}


def _measured(site: Site, peer: str | None, chromium: Path, plan: Plan) -> dict[str, Any]:
    samples = Samples()
    spins = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS])
        version = browser.version
        for number in range(plan.rounds):
            scrolls = plan.scrolls and number == 0
            for device in DEVICES:
                spins.append(spin(browser))
                with _told(f"{OURS}, {device}"):
                    _our_round(browser, site, device, samples, plan, scrolls)
                for renderer, name in RENDERERS.items() if peer else ():
                    with _told(f"{name}, {device}"):
                        _peer_round(browser, str(peer), device, renderer, samples, plan, scrolls)
        browser.close()
    return {
        "chromium": version,
        "slowdown": SLOWDOWN,
        "rounds": plan.rounds,
        "noise": {"same_work_ms": spins, "load_average": os.getloadavg()},
        **figures(samples, sizes(site)),
    }


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Say how long it took: all of it takes minutes."""
    begin = time.perf_counter()
    yield
    print(f"measured {what}: {time.perf_counter() - begin:.0f} s", file=sys.stderr, flush=True)


def _lighthouse(site: Site, modules: Path, chromium: Path) -> dict[str, Any]:
    first = min(path.stem for path in (ROOT / "docs" / "articles").glob("*.md") if path.stem != "index")
    scores = {}
    for name, path in {"the article": f"articles/{first}/", "home page": ""}.items():
        with _told(f"{name} with Lighthouse"):
            scores[name] = lighthouse.score(site.address + path, modules, chromium, FLAGS)
    return scores


# --- our page ------------------------------------------------------------------------------------

LENS_CHANGE = (".mc-count", "{childList: true}")
ALL_NOTES = "&notes=all"
"""A reader who has asked for all notes: otherwise a lens shows the first ones."""
NOTE_CHANGE = ("marked-copy", "{subtree: true, attributeFilter: ['data-open']}")


def _our_round(
    browser: Browser, site: Site, device: str, samples: Samples, plan: Plan, scrolls: bool
) -> None:
    address = f"{site.address}articles/{site.slug}/"
    marks = "marked-copy[data-on] .mc-text"
    with opened_window(browser, device) as window:
        samples.load((OURS, device, "clean"), window, f"{address}?lens={ALL_NOTES}", marks, scrolls)
        for fraction in plan.lenses_at:
            window.scroll_to(".mc-text", fraction)
            _switch_lenses(window, device, samples)
    with opened_window(browser, device) as window:
        samples.load(
            (OURS, device, "3 lenses"),
            window,
            f"{address}?lens={','.join(LENSES)}{ALL_NOTES}",
            marks,
            scrolls,
        )
        _open_notes(window, device, samples, plan)
    if scrolls:
        with opened_window(browser, device) as window:
            samples.load((OURS, device, "#note"), window, f"{address}#note-0500", marks, scrolls)


def _switch_lenses(window: Window, device: str, samples: Samples) -> None:
    """Each lens on and off from the clean article, by click and by key; then one after the other, and off again."""
    for key, lens in zip("123", LENSES, strict=True):
        for wanted, way in (([lens], "on"), ([], "off")):
            sample = window.press(_label(lens), *LENS_CHANGE)
            _expect_lenses(window, wanted)
            samples.inputs[OURS, device, f"lens: {lens} {way}"].append(sample)
        for wanted in ([lens], []):
            samples.inputs[OURS, device, "lens: on or off, by key"].append(window.key(key, *LENS_CHANGE))
            _expect_lenses(window, wanted)
    for number, lens in enumerate(LENSES * 2):
        sample = window.press(_label(lens), *LENS_CHANGE)
        _expect_lenses(window, LENSES[: number + 1] if number < len(LENSES) else LENSES[number - 2 :])
        if 0 < number < 2 * len(LENSES) - 1:
            samples.inputs[OURS, device, "lens: beside others, on or off"].append(sample)


def _label(lens: str) -> str:
    return f'.mc-lenses label:has([value="{lens}"])'


def _expect_lenses(window: Window, lenses: Sequence[str]) -> None:
    found = window.page.locator("[name=lens]:checked").evaluate_all(
        "fields => fields.map(({value}) => value)"
    )
    if set(found) != set(lenses):
        raise RuntimeError(f"the lenses are “{found}”, not {lenses}")


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


def _open_notes(window: Window, device: str, samples: Samples, plan: Plan) -> None:
    for place in plan.notes_at:
        x, y = window.page.evaluate(FIND_REFERENCE, PLACES[place])
        window.rest()
        sample = window.press_at(x, y, *NOTE_CHANGE)
        samples.inputs[OURS, device, f"note: on a click, {place}"].append(sample)
        for _ in range(STEPS):
            sample = window.key("j", *NOTE_CHANGE)
            samples.inputs[OURS, device, f"note: next key, {place}"].append(sample)
        window.page.keyboard.press("Escape")
        window.rest()


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


def _peer_round(
    browser: Browser, address: str, device: str, renderer: str, samples: Samples, plan: Plan, scrolls: bool
) -> None:
    name = RENDERERS[renderer]
    spans = renderer == "SPANS"
    # The other renderer writes a style sheet.
    layer = (".r6o-span-highlight-layer" if spans else "head", "{childList: true, subtree: true}")
    note = ("#note", "{childList: true}")
    marks = ".r6o-annotation" if spans else None
    with opened_window(browser, device) as window:
        samples.load((name, device, "all kinds"), window, f"{address}?renderer={renderer}", marks, scrolls)
        number = window.page.evaluate("() => anno.getAnnotations().length")
        if number != LONG_NOTES:
            raise RuntimeError(f"Recogito has {number} annotations, not {LONG_NOTES}")
        for fraction in plan.lenses_at:
            window.scroll_to("#text", fraction)
            for kind in (*KINDS, ""):
                action = "lens: only one kind" if kind else "lens: all kinds"
                sample = window.press(f'nav button[data-kind="{kind}"]', *layer)
                samples.inputs[name, device, action].append(sample)
        for place in plan.notes_at:
            x, y = window.page.evaluate(FIND_HIGHLIGHT, PLACES[place])
            window.rest()
            samples.inputs[name, device, f"note: on a click, {place}"].append(window.press_at(x, y, *note))
            for _ in range(STEPS):
                samples.inputs[name, device, f"note: next key, {place}"].append(window.key("j", *note))
