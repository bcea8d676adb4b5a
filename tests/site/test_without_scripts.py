"""The page when scripts do not run, do not come, or break half-way: the article and every note can still be read.

So can the lenses: what they show hangs on form fields alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from playwright.sync_api import Page, Route

from tests.site.article_page import (
    ALL,
    ARTICLE,
    CLEAN,
    DESKTOP,
    FILTERS,
    LENSES,
    NOTES,
    PHONE,
    SIZES,
    SPANS,
    SWAPS,
    boxes,
    edge,
    go,
    is_chosen,
    lens,
    opened,
    passages_of,
    plain_wording,
    rewritten,
    seen_words,
    state,
    visit,
    which_notes,
)
from tests.site.conftest import Reader

NUMBER = len(NOTES)
INERT = (".mc-more", ".mc-strip", ".mc-count", ".mc-by-script", ".mc-swap", ".mc-margin")
"""What nobody should see who could not use it."""


def choose(page: Page, *lenses: str, notes: str = "first") -> None:
    """Set the fields of the bar as a reader does."""
    for name in LENSES:
        lens(page, name).set_checked(name in lenses)
    if lenses:
        which_notes(page, notes).check()
    if "speaking" in lenses:
        for voice in page.locator("[name=voice]:checked").all():
            voice.uncheck()


def is_as_without_scripts(page: Page, filters: Sequence[str] = FILTERS) -> None:
    """The article is clean, its lenses work, every note follows whole, and nothing is seen that needs a script."""
    choose(page)
    assert seen_words(page) == CLEAN
    assert boxes(page, ".mc-text .mc-ref") == []
    for chosen in filters:
        choose(page, *LENSES, notes=chosen)
        assert len(boxes(page, ".mc-text .mc-ref a")) == sum(passages_of(name, chosen) for name in LENSES)
        drawn = page.evaluate(DRAWN)
        assert drawn == sorted(
            id for id, note in NOTES.items() if is_chosen(id, chosen) and any(a < b for a, b in SPANS[id])
        )
    choose(page, "speaking", notes="all")
    assert len(boxes(page, ".mc-text .mc-ref a")) == passages_of("speaking")
    assert len(set(page.evaluate(COLOURS))) == 1, "no voice is dimmed"
    choose(page, "wording", notes="all")
    plain_wording(page).set_checked(True)
    assert seen_words(page, without=".mc-ref") == rewritten(*SWAPS)
    plain_wording(page).set_checked(False)
    assert seen_words(page, without=".mc-ref") == rewritten()
    choose(page, "context", notes="all")
    shown = seen_words(page)
    assert all(" ".join(note.missing.split()) in shown for note in NOTES.values() if note.missing)
    for unusable in INERT:
        assert boxes(page, unusable) == [], unusable
    notes = boxes(page, ".mc-note")
    assert len(notes) == NUMBER
    assert all(above["bottom"] <= below["top"] + 1 for above, below in pairwise(notes))
    bodies = boxes(page, ".mc-note .mc-body")
    assert len(bodies) == NUMBER
    assert all(box["bottom"] - box["top"] > 60 for box in bodies)
    assert page.locator("#notes").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    choose(page)


# The notes whose passages are underlined, and the colours of what voices say.
DRAWN = """() => [...new Set([...document.querySelectorAll(".mc-text mark[data-notes]")].flatMap(mark => {
  const style = getComputedStyle(mark);
  const lines = {sourcing: "--s", "loaded-language": "--l", "missing-context": "--m"};
  return mark.dataset.notes.split(" ").filter(id => {
    const kind = Object.keys(lines).find(name => document.getElementById(id).classList.contains(`mc-${name}`));
    return style.getPropertyValue(lines[kind]).trim() !== "transparent";
  });
}))].sort()"""
COLOURS = """() => [...document.querySelectorAll(".mc-article .mc-text > p .mc-said")]
  .map(element => getComputedStyle(element).color)"""


@pytest.mark.parametrize("size", SIZES)
def test_without_scripts_the_lenses_work_and_all_notes_follow(reader: Reader, size: str) -> None:
    page = reader.open(ARTICLE, **{**SIZES[size], "java_script_enabled": False})
    height = SIZES[size]["viewport"]["height"]
    # A page without scripts still answers the questions of a test.
    is_as_without_scripts(page)
    choose(page, "speaking")
    page.locator("[id='ref--supposed-by-whom']").click()
    page.wait_for_url("**#supposed-by-whom")
    head = boxes(page, "[id='head--supposed-by-whom']")[0]
    assert 0 <= head["top"] < height / 2
    page.goto(page.url.partition("#")[0] + "#gangway-before")
    head = boxes(page, "[id='head--lights-before']")[0]
    assert 0 <= head["top"] < height / 2
    choose(page)
    for note in ("supposed-by-whom", "lights-before"):
        page.locator(f"[id='{note}'] [role=doc-backlink]").click()
        page.wait_for_url(f"**#ref--{note}")
        assert [box["id"] for box in boxes(page, ".mc-text .mc-ref a")] == [f"ref--{note}"]
        assert edge(page) <= boxes(page, f"[id='ref--{note}']")[0]["top"] < height
    for summary in page.locator("marked-copy summary:visible").all():
        summary.click()
        assert summary.evaluate("summary => summary.parentElement.open")
        summary.click()  # the contents list opens over what follows


def breaking(page: Page, how: str) -> None:
    """Have a script not come, or something that it needs break."""
    if how in BREAKS:
        page.add_init_script(ONLY_OURS + BREAKS[how])
        return
    script, _, fault = how.partition(" ")

    def answer(route: Route) -> None:
        if fault == "is missing":
            route.abort()
        elif fault == "is a page":
            route.fulfill(content_type="text/html", body="<!doctype html><title>Sign in</title>")
        elif fault == "has an error":
            route.fulfill(content_type="text/javascript", body="export const x = ;")
        else:
            route.fulfill(
                content_type="text/javascript", body=f"throw new Error('broken');\n{route.fetch().text()}"
            )

    page.route(f"**/assets/{script}.js*", answer)


# Break something for the page's own scripts, and for nobody else. A test measures, too: so only until it mends it.
ONLY_OURS = """
  window.isBroken = true;
  const breaks = (object, name) => {
    const real = object[name];
    object[name] = function (...all) {
      if (window.isBroken && /\\/assets\\/(marked-copy|first)\\.js/.test(new Error().stack))
        throw new Error("broken");
      return new.target ? Reflect.construct(real, all) : real.apply(this, all);
    };
    object[name].prototype = real.prototype;
  };
"""
BREAKS = {
    "nothing can be measured": "breaks(Element.prototype, 'getBoundingClientRect');",
    "nothing can be made": "breaks(Document.prototype, 'createElement');",
    "no sizes are observed": "breaks(window, 'ResizeObserver');",
    "no attribute can be set": "breaks(Element.prototype, 'setAttribute');",
    "no address is read": "breaks(window, 'URLSearchParams');",
}

SCRIPT_FAULTS = ("is missing", "is a page", "has an error", "throws")
FAULTS = [
    *(f"{script} {fault}" for script in ("first", "marked-copy") for fault in SCRIPT_FAULTS),
    *BREAKS,
]


# Each at one size. Of the two scripts one has the fault on a phone, and the other on the desktop.
BROKEN = [(how, tuple(SIZES)[(at + (at >= len(SCRIPT_FAULTS))) % 2]) for at, how in enumerate(FAULTS)]


@pytest.mark.parametrize(("how", "size"), BROKEN)
def test_when_scripts_break_the_page_is_as_without_them(reader: Reader, how: str, size: str) -> None:
    height = SIZES[size]["viewport"]["height"]
    page = reader.new_page(**SIZES[size])
    page.add_init_script(
        "localStorage.setItem('marked-copy', JSON.stringify({lenses: 'speaking wording', notes: 'all'}))"
    )
    breaking(page, how)
    page.goto(
        f"{reader.address}{ARTICLE}?lens=speaking,context&notes=concern&voice=clerk&wording=plain#supposed-by-whom"
    )
    page.wait_for_selector("marked-copy:not([data-on])", state="attached")
    page.evaluate("() => { window.isBroken = false }")
    assert boxes(page, "[id='head--supposed-by-whom']")[0]["top"] < height
    # The style sheet alone draws the notes that are chosen, whatever broke.
    is_as_without_scripts(page, ("concern",))
    choose(page, "wording", notes="question")
    page.keyboard.type("123jw")
    assert state(page)["lenses"] == ["wording"]
    page.locator("[id='ref--cautioned']").click()
    page.wait_for_url("**#cautioned")
    assert boxes(page, "[id='head--cautioned']")[0]["top"] < height / 2
    assert seen_words(page, "[id='cautioned'] dl")
    reader.complaints.clear()


def test_a_browser_that_takes_no_more_addresses_keeps_working(reader: Reader) -> None:
    """Some allow a page a hundred changes of the address in half a minute, and then refuse."""
    page = visit(reader, f"{ARTICLE}?lens=wording")
    page.evaluate(
        """() => { history.replaceState = history.pushState = () => {
          throw new DOMException("too many", "SecurityError") } }"""
    )
    page.keyboard.press("1")
    assert state(page)["lenses"] == ["speaking", "wording"]
    page.locator("[id='ref--cautioned']").click()
    assert opened(page) == "cautioned"
    page.keyboard.press("j")
    assert opened(page) not in ("", "cautioned")
    page.keyboard.press("Escape")
    assert opened(page) == ""
    reader.complaints.clear()


def test_a_slow_script_shows_the_clean_article_meanwhile(reader: Reader) -> None:
    page = reader.new_page(**DESKTOP)
    held: list[Route] = []
    page.route("**/assets/marked-copy.js*", lambda route: held.append(route))
    page.goto(reader.address + ARTICLE, wait_until="commit")
    page.wait_for_selector("#corrections", state="attached")
    for _ in range(3000):
        if held:
            break
        page.wait_for_timeout(20)
    assert seen_words(page) == CLEAN
    assert boxes(page, ".mc-note") == []
    held[0].continue_()
    page.wait_for_selector("marked-copy[data-ready]")
    page.keyboard.press("j")
    assert opened(page)


SHIFT = """new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) {
    window.shift = (window.shift ?? 0) + entry.value;
    window.shifted = [...(window.shifted ?? []), ...entry.sources.map(({node}) =>
      `${entry.value.toFixed(4)} ${node?.nodeName} ${node?.className ?? ""}`)];
  }
}).observe({type: "layout-shift", buffered: true})"""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "asked", ["", f"?lens={ALL}&notes=all", "#cautioned", "?lens=speaking#cautioned", "#whose-voices"]
)
def test_nothing_shifts_as_the_page_loads(reader: Reader, size: str, asked: str) -> None:
    page = reader.new_page(**SIZES[size])
    page.add_init_script(SHIFT)
    page.goto(f"{reader.address}{ARTICLE}{asked}")
    page.wait_for_selector("marked-copy[data-ready]")
    page.wait_for_timeout(300)  # shifts are reported with the frame after them
    assert page.evaluate("window.shift ?? 0") < 0.02, page.evaluate("window.shifted")


def test_what_readers_chose_shifts_nothing_either(reader: Reader) -> None:
    page = reader.new_page(**PHONE)
    go(page, reader.address + ARTICLE)
    page.keyboard.type("123")
    page.add_init_script(SHIFT)
    page.goto(reader.address + ARTICLE)
    page.wait_for_selector("marked-copy[data-ready]")
    page.wait_for_timeout(300)
    assert page.evaluate("window.shift ?? 0") < 0.02, page.evaluate("window.shifted")
