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

from tests.site.article_page import ARTICLE, NOTES, SPANS, idle
from tests.site.conftest import Opener
from tests.sites import ROOT, Site

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RUN_WITHIN = """([rules, without, within]) => axe.run(
  within ? {include: within === "looks" ? window.looks : [...document.querySelectorAll(within)]} : document, {
  runOnly: rules ?? ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: Object.fromEntries(without.map(rule => [rule, {enabled: false}])),
  resultTypes: ["violations"],
  preload: false,
})"""
RUN = f"rules => ({RUN_WITHIN})([rules, [], ''])"
THE_LOOKS = "looks"
OF_COLOUR = ["color-contrast", "link-in-text-block"]
OF_ROOM = ["scrollable-region-focusable", "target-size"]

# Keeps the first visible words, and fields, of each look that is not known; returns all looks. A look is what rules of
# style go by: the element and all it stands in, with their classes and data.
LOOKS = """known => {
  const looks = new Set(known), chains = new Map([[document.documentElement, ""]]);
  const own = ({name, value}) => name === "class" || name.startsWith("data-") ? `${name}=${value} ` : "";
  const chain = element => {
    if (!chains.has(element)) {
      const look = `${element.localName} ${[...element.attributes].map(own).join("")}`;
      chains.set(element, `${chain(element.parentElement)}>${look}`);
    }
    return chains.get(element);
  };
  const speaks = element => element.matches("input, select, textarea")
    || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  window.looks = [...document.body.querySelectorAll("*")].filter(element =>
    element.checkVisibility({visibilityProperty: true}) && speaks(element)
    && !looks.has(chain(element)) && looks.add(chain(element)));
  return [...looks];
}"""

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


def faults(
    page: Page,
    *,
    in_dark: bool = True,
    in_light: list[str] | None = None,
    within: str = "",
    looks: dict[str, list[str]] | None = None,
) -> list[str]:
    """What axe finds on the page, or within what a selector finds, a line an element.

    In light that is by all rules, or by these; in dark by those of colours. With the looks that are known, by scheme,
    colours are judged on the first of each other look alone, which is then known too.
    """
    found: list[str] = []
    for scheme, rules in (("default", in_light), ("slate", OF_COLOUR))[: 1 + in_dark]:
        assert page.evaluate(SCHEME) == scheme
        if looks is None:
            found += judged(page, scheme, rules, within=within)
        else:
            if rules is not OF_COLOUR:
                found += judged(page, scheme, rules, without=OF_COLOUR)
            before = looks.get(scheme, [])
            looks[scheme] = page.evaluate(LOOKS, before)
            if len(looks[scheme]) > len(before):
                found += judged(page, scheme, OF_COLOUR, within=THE_LOOKS)
        if in_dark:
            page.evaluate(SWITCH)
    assert page.evaluate(SCHEME) == "default"
    return found


def judged(
    page: Page, scheme: str, rules: list[str] | None, *, without: list[str] | None = None, within: str = ""
) -> list[str]:
    """What axe finds by all rules, or these, of the whole page or of a part of it."""
    result: dict[str, Any] = page.evaluate(RUN_WITHIN, [rules, without or [], within])
    least = 0 if rules else 10
    assert result["violations"] or len(result["passes"]) > least, f"axe has looked at nothing on {page.url}"
    return [
        f"{scheme}: {violation['id']}: {node['html'][:120]} ({' '.join(map(str, node['target']))}): "
        + re.sub(r"\s+", " ", node["failureSummary"])
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


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
    """Every page in the site's frame but those techniques that differ from another in their words alone.

    The pages for a class have tests of their own.
    """

    def elements(path: str) -> int:
        return (site.folder / path / "index.html").read_text(encoding="utf-8").count("<")

    techniques = [path for path in site.paths if re.fullmatch(r"techniques/.+/", path)]
    assert len(techniques) > 2
    extremes = {min(techniques, key=elements), max(techniques, key=elements)}
    return [path for path in site.full if path not in techniques or path in extremes]


def test_pages(turned: Page, site: Site) -> None:
    """In dark on the desktop alone: outside of articles the same elements have the same colours on a phone.

    What looks the same as something on a page before is not judged by its colours again; what axe asks of names and
    structure is asked of all, and on a phone again on the site that has all that a page can have.
    """
    found = []
    known: dict[str, dict[str, list[str]]] = {width: {} for width in WIDTHS}
    for path in looked_at(site):
        turned.set_viewport_size({"width": WIDTHS["desktop"], "height": 844})
        turned.goto(site.address + path)
        found += [f"{path}: {fault}" for fault in faults(turned, looks=known["desktop"])]
        turned.set_viewport_size({"width": WIDTHS["phone"], "height": 844})
        idle(turned)  # the theme lets what can be scrolled now take the focus
        rules = None if site.name == "fixture" else OF_ROOM
        small = faults(turned, in_dark=False, in_light=rules, looks=known["phone"])
        found += [f"{path}: on a phone: {fault}" for fault in small]

    assert not found, "\n" + "\n".join(found)
    assert len(known["phone"]["default"]) > 100 < len(known["desktop"]["slate"])


def test_lenses(page: Page, width: str, fixture_site: Site) -> None:
    """By their colours: of the rest, the page with all of them on has the same and more."""
    found = []
    for lens, shown in LENSES[width].items():
        path = f"{ARTICLE}{lens}"
        page.goto(fixture_site.address + path)
        page.locator("marked-copy[data-ready]").wait_for()
        assert page.locator(".mc-bar :checked").evaluate_all(CHECKED) == shown
        rules = None if "wording=plain" in lens else OF_COLOUR
        found += [f"{path}: {fault}" for fault in faults(page, in_light=rules)]

    assert not found, "\n" + "\n".join(found)


def test_open_notes(page: Page, width: str, fixture_site: Site) -> None:
    """A note of each kind, and its passage: on a phone, where it has the same parts, only what depends on room is
    looked at again. What is around them is looked at below."""
    found = []
    rules = [*OF_ROOM, *OF_COLOUR] if width == "phone" else None
    first = {NOTES[id].kind: id for id in reversed(NOTES) if SPANS[id]}
    for note in first.values():
        path = f"{ARTICLE}#{note}"
        page.goto("about:blank")
        page.goto(fixture_site.address + path)
        page.locator(f"marked-copy[data-open='{note}'] .mc-open").wait_for()
        within = f".mc-open, .mc-text [data-notes~='{note}'], .mc-text a[href$='#{note}']"
        some = faults(page, in_dark=not rules, in_light=rules, within=within)
        found += [f"{path}: {fault}" for fault in some]

    assert not found, "\n" + "\n".join(found)


def test_articles_with_every_lens_and_a_note(page: Page, width: str, site: Site) -> None:
    """Whatever stands in the notes: crowded ones, an article from right to left, and those of this edition.

    On a phone one article is looked at by every rule, and others by those of colour and room.
    """
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
        rules = None if width == "desktop" or path == ARTICLE else [*OF_ROOM, *OF_COLOUR]
        found += [f"{path}: {fault}" for fault in faults(page, in_light=rules)]

    assert not found, "\n" + "\n".join(found)
