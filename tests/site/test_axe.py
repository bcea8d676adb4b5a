"""axe finds nothing on any page: in light and dark, on phone and desktop, with every lens and with open notes.

WCAG 2.2 A and AA, and what axe calls best practice. In the dark only what depends on colours is looked at again:
the rest is the same page. Each page is opened once, on the desktop, and then made as narrow as a phone, where of
this edition's own pages only what depends on room is looked at again. Of the techniques' pages, which come from one
template, those with the most and the fewest elements stand for the others here; `test_html_checker.py` reads them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.site.article_page import ARTICLE, ENTRY
from tests.site.conftest import Opener
from tests.sites import ROOT, Site

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RUN = """rules => axe.run(document, {
  runOnly: rules ?? ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
  preload: false,
})"""
OF_COLOUR = ["color-contrast", "link-in-text-block"]
OF_ROOM = ["color-contrast", "scrollable-region-focusable", "target-size"]

# Between light and dark, and until the colours have arrived.
SWITCH = """async () => {
  document.querySelector("[data-md-component=palette] label:not([hidden])").click();
  await new Promise(requestAnimationFrame);
  const changes = document.getAnimations().filter(animation => animation instanceof CSSTransition);
  await Promise.allSettled(changes.map(change => change.finished));
}"""
CHECKED = "fields => fields.map(field => field.value)"
SCHEME = "document.body.dataset.mdColorScheme"

WIDTHS = {"phone": 390, "desktop": 1360}
EVERY = "?lens=speaking,wording,context&notes=all"
LENSES = {
    "phone": {
        "?lens=speaking&notes=all": ["speaking", "all"],
        "?lens=wording&wording=plain": ["wording", "plain", "first"],
    },
    "desktop": {
        "?lens=wording&notes=all": ["wording", "all"],
        "?lens=context&notes=all": ["context", "all"],
    },
}
"""Ends of an article’s address, and the fields of its bar that are on once it has been followed: each at one width. All
lenses together are looked at on every article, with a note, at both."""


def faults(page: Page, *, in_dark: bool = True, in_light: list[str] | None = None) -> list[str]:
    """What axe finds on the page in light, by all rules or these, and of its colours in dark, a line an element."""
    found, looked_at = [], []
    for scheme, rules in (("default", in_light), ("slate", OF_COLOUR))[: 1 + in_dark]:
        assert page.evaluate(SCHEME) == scheme
        result: dict[str, Any] = page.evaluate(RUN, rules)
        looked_at.append(len(result["passes"]))
        found += [
            f"{scheme}: {violation['id']}: {node['html'][:120]} ({' '.join(map(str, node['target']))}): "
            + re.sub(r"\s+", " ", node["failureSummary"])
            for violation in result["violations"]
            for node in violation["nodes"]
        ]
        if in_dark:
            page.evaluate(SWITCH)
    assert page.evaluate(SCHEME) == "default"
    least = 0 if in_light else 10
    assert found or (looked_at[0] > least and all(looked_at)), f"axe has looked at nothing on {page.url}"
    return found


def opened(opener: Opener, width: str) -> Page:
    """A page of this size, whose reader has asked for no movement."""
    page = opener.new({"viewport": {"width": WIDTHS[width], "height": 844}, "reduced_motion": "reduce"})
    page.add_init_script(AXE)
    return page


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(width: str, opener: Opener) -> Iterator[Page]:
    page = opened(opener, width)
    yield page
    page.context.close()


@pytest.fixture
def turned(opener: Opener) -> Iterator[Page]:
    """A page on the desktop, which may be made narrower."""
    page = opened(opener, "desktop")
    yield page
    page.context.close()


def looked_at(site: Site) -> list[str]:
    """Every page but those techniques that differ from another in their words alone."""

    def elements(path: str) -> int:
        return (site.folder / path / "index.html").read_text(encoding="utf-8").count("<")

    techniques = [path for path in site.paths if re.fullmatch(r"techniques/.+/", path)]
    assert len(techniques) > 2
    extremes = {min(techniques, key=elements), max(techniques, key=elements)}
    return [path for path in site.paths if path not in techniques or path in extremes]


def test_pages(turned: Page, site: Site) -> None:
    """In dark on the desktop alone: outside of articles the same elements have the same colours on a phone.

    On a phone, by every rule on the site that has all that a page can have.
    """
    found = []
    rules = None if site.name == "fixture" else OF_ROOM
    for path in looked_at(site):
        turned.set_viewport_size({"width": WIDTHS["desktop"], "height": 844})
        turned.goto(site.address + path)
        found += [f"{path}: {fault}" for fault in faults(turned)]
        turned.set_viewport_size({"width": WIDTHS["phone"], "height": 844})
        found += [f"{path}: on a phone: {fault}" for fault in faults(turned, in_dark=False, in_light=rules)]

    assert not found, "\n" + "\n".join(found)


def test_lenses(page: Page, width: str, fixture_site: Site) -> None:
    found = []
    for lens, shown in LENSES[width].items():
        path = f"{ARTICLE}{lens}"
        page.goto(fixture_site.address + path)
        page.locator("marked-copy[data-ready]").wait_for()
        assert page.locator(".mc-bar :checked").evaluate_all(CHECKED) == shown
        found += [f"{path}: {fault}" for fault in faults(page)]

    assert not found, "\n" + "\n".join(found)


def test_open_notes(page: Page, width: str, fixture_site: Site) -> None:
    """A note of each kind: on a phone, where it has the same parts, only what depends on room is looked at again."""
    found = []
    rules = OF_ROOM if width == "phone" else None
    first = {annotation.kind: annotation.id for annotation in reversed(ENTRY.notes.annotations)}
    for note in first.values():
        path = f"{ARTICLE}#{note}"
        page.goto("about:blank")
        page.goto(fixture_site.address + path)
        page.locator(f"marked-copy[data-open='{note}'] .mc-open").wait_for()
        found += [f"{path}: {fault}" for fault in faults(page, in_dark=not rules, in_light=rules)]

    assert not found, "\n" + "\n".join(found)


def test_articles_with_every_lens_and_a_note(page: Page, site: Site) -> None:
    """Whatever stands in the notes: crowded ones, an article from right to left, and those of this edition."""
    found = []
    for path in site.articles:
        page.goto(f"{site.address}{path}{EVERY}")
        page.locator("marked-copy[data-ready]").wait_for()
        assert page.locator(".mc-bar :checked").evaluate_all(CHECKED) == [
            "speaking",
            "wording",
            "context",
            "all",
        ]
        page.keyboard.press("j")
        page.locator(".mc-open").wait_for()
        found += [f"{path}: {fault}" for fault in faults(page)]

    assert not found, "\n" + "\n".join(found)
