"""The look of the site: colours that everybody can read and tell apart, and pages that fit and keep the focus in sight.

The colours are read from `build_tools/assets/css/colours.css`, so a change there is measured here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from playwright.sync_api import Browser, Page

from tests.site.colour import (
    SIGHT,
    Lab,
    ciede2000,
    colour,
    contrast,
    difference,
    lightness,
    of_rgb,
    seen_with,
)
from tests.sites import ROOT, Site

STYLES = (ROOT / "build_tools" / "assets" / "css" / "colours.css").read_text(encoding="utf-8")
KINDS = ("sourcing", "loaded-language", "missing-context")
VOICES = tuple(f"voice-{number}" for number in range(7))
TINTS = tuple(f"tint-{number}" for number in range(7))
GROUNDS = ("paper", "panel", "foreign")

TEXT = 4.5
"""Contrast of text, WCAG 2.2 success criterion 1.4.3."""
TOLD_APART = 15
"""CIEDE2000 between two kinds: well above what is seen at a glance, because their lines are thin."""
AT_A_GLANCE = 12
"""CIEDE2000 between the grounds of words of different groups, and between them and paper."""
WITH_ANY_SIGHT = 7
"""The same for people with a colour-vision deficiency. Besides, each change of voice has its name over it."""
READ_WITH_EASE = 7
"""Contrast of a page's text on the ground of a group, WCAG 2.2 success criterion 1.4.6."""
A_LINE = 3
"""Contrast of what is no text, WCAG 2.2 success criterion 1.4.11."""
ON_A_PHOTOCOPY = 8
"""Difference of L* between two kinds."""


def tokens(scheme: str) -> dict[str, str]:
    """The `--mc-…` properties of a scheme that hold a colour, by name without `--mc-`."""
    found: dict[str, str] = {}
    rules = re.sub(r"/\*.*?\*/", "", STYLES, flags=re.DOTALL)
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", rules):
        if '[data-md-color-scheme="default"]' in selector or f'[data-md-color-scheme="{scheme}"]' in selector:
            found |= re.findall(r"--mc-([\w-]+): *(#[0-9a-f]{6})", body)
    return found


SCHEMES = {"light": tokens("default"), "dark": tokens("slate")}


@pytest.fixture(params=SCHEMES)
def shades(request: pytest.FixtureRequest) -> dict[str, str]:
    return SCHEMES[request.param]


# --- the ruler ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # From the table of test data that the authors of the formula publish with it.
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_differences_are_measured_as_published(first: Lab, second: Lab, expected: float) -> None:
    assert ciede2000(first, second) == pytest.approx(expected, abs=0.0001)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast(colour("#000000"), colour("#ffffff")) == pytest.approx(21)


@pytest.mark.parametrize("sight", SIGHT)
def test_grey_looks_the_same_to_everyone(sight: str) -> None:
    assert seen_with(sight, colour("#808080")) == pytest.approx(colour("#808080"), abs=0.001)


# --- the palette ----------------------------------------------------------------------------------


def test_both_schemes_name_the_same_colours() -> None:
    light, dark = SCHEMES["light"], SCHEMES["dark"]
    assert set(light) == {*GROUNDS, "ink", "quiet", "rule", *KINDS, *VOICES, *TINTS}
    assert {name for name in light if light[name] == dark[name]} == set()


@pytest.mark.parametrize("name", ["ink", "quiet", *KINDS, *VOICES])
@pytest.mark.parametrize("ground", ["paper", "panel"])
def test_text_stands_out_from_its_ground(shades: dict[str, str], name: str, ground: str) -> None:
    assert contrast(colour(shades[name]), colour(shades[ground])) >= TEXT


@pytest.mark.parametrize("name", ["ink", "quiet", *KINDS])
def test_text_stands_out_from_what_we_set_into_an_article(shades: dict[str, str], name: str) -> None:
    assert contrast(colour(shades[name]), colour(shades["foreign"])) >= TEXT


@pytest.mark.parametrize("tint", TINTS)
def test_words_and_lines_stand_out_from_the_tint_of_a_group(shades: dict[str, str], tint: str) -> None:
    ground = colour(shades[tint])
    assert contrast(colour(shades["ink"]), ground) >= READ_WITH_EASE
    # The lines of notes under words, and the line over those that are quoted.
    lines = (*KINDS, tint.replace("tint", "voice"))
    assert min(contrast(colour(shades[line]), ground) for line in lines) >= A_LINE


@pytest.mark.parametrize("sight", SIGHT)
def test_any_two_tints_are_told_apart_and_from_paper(shades: dict[str, str], sight: str) -> None:
    seen = [seen_with(sight, colour(shades[name])) for name in (*TINTS, "paper")]
    least = AT_A_GLANCE if sight == "full" else WITH_ANY_SIGHT
    assert min(difference(*pair) for pair in combinations(seen, 2)) >= least


@pytest.mark.parametrize("sight", SIGHT)
def test_the_three_kinds_are_told_apart(shades: dict[str, str], sight: str) -> None:
    seen = [seen_with(sight, colour(shades[kind])) for kind in KINDS]
    assert min(difference(*pair) for pair in combinations(seen, 2)) >= TOLD_APART


def test_the_three_kinds_are_told_apart_on_a_photocopy(shades: dict[str, str]) -> None:
    greys = sorted(lightness(colour(shades[kind])) for kind in KINDS)
    assert min(lighter - darker for darker, lighter in pairwise(greys)) >= ON_A_PHOTOCOPY


# --- in the browser -------------------------------------------------------------------------------

TECHNIQUE = "techniques/loaded-attribution-verb/"
SIZES = {"small": (320, 640), "phone": (390, 844), "desktop": (1360, 900)}

COLOURS = """selector => {
  const parts = text => text.match(/[\\d.]+/g).map(Number);
  const solid = element => {
    for (; element; element = element.parentElement) {
      const ground = parts(getComputedStyle(element).backgroundColor);
      if (ground[3] !== 0) return ground.slice(0, 3);
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll(selector)].map(element =>
    [parts(getComputedStyle(element).color).slice(0, 3), solid(element)]);
}"""

# Whether the focused element is seen: a pointer would hit it or what is in it, and it has an outline. The palette
# switch is a hidden input, whose label is outlined. The search takes a moment to open.
FOCUSED = """async () => {
  await new Promise(resolve => setTimeout(resolve, 60));
  const element = document.activeElement;
  if (element === document.body) return null;
  const shown = element.matches(".md-option") ? element.nextElementSibling : element;
  const box = shown.getClientRects()[0] ?? shown.getBoundingClientRect();
  const at = (x, y) => shown.contains(document.elementFromPoint(x, y));
  return {
    name: element.outerHTML.slice(0, 120),
    inSight: at((box.left + box.right) / 2, box.top + 3) || at(box.left + 3, (box.top + box.bottom) / 2),
    outlined: getComputedStyle(shown).outlineStyle !== "none",
  };
}"""

TARGETS = """() => [...document.querySelectorAll(
    ".md-header a, .md-header label, .md-header button, .md-tabs a, .md-nav a, .md-nav label"
  )].filter(element => element.checkVisibility({opacityProperty: true, visibilityProperty: true}))
  .map(element => [element.outerHTML.slice(0, 100), element.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && box.height > 0 && (box.width < 24 || box.height < 24))
  .map(([name, box]) => `${name} ${box.width} × ${box.height}`)"""


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    yield page
    context.close()


def show(page: Page, address: str, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)


THEME = (
    ".md-copyright",
    ".md-tabs__link",
    ".md-nav__link",
    ".md-typeset p a",
    ".md-typeset code",
    "h1",
    ".mc-quiet",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_takes_colours_that_can_be_read(open_page: Page, fixture_site: Site, scheme: str) -> None:
    open_page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    lowest: dict[str, float] = {}
    for path in ("articles/", "how-we-work/"):
        show(open_page, fixture_site.address + path, "desktop")
        for selector in THEME:
            for ink, ground in open_page.evaluate(COLOURS, selector):
                found = contrast(of_rgb(*ink), of_rgb(*ground))
                lowest[selector] = min(found, lowest.get(selector, found))
    assert set(lowest) == set(THEME)
    assert {selector: found for selector, found in lowest.items() if found < TEXT} == {}


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_the_home_page_shows_on_one_screen_what_this_is(
    open_page: Page, fixture_site: Site, size: str
) -> None:
    show(open_page, fixture_site.address, size)
    height = SIZES[size][1]
    for seen in ("h1", ".mc-home .mc-text", ".mc-sample .mc-note h2"):
        box = open_page.locator(seen).first.bounding_box()
        assert box
        assert box["y"] + box["height"] <= height, seen


@pytest.mark.parametrize("size", ["small", "desktop"])
@pytest.mark.parametrize("path", ["", "how-we-work/"])
def test_the_focus_is_always_in_sight(open_page: Page, fixture_site: Site, path: str, size: str) -> None:
    show(open_page, fixture_site.address + path, size)
    hidden, stops = [], 0
    for keys in ["Tab"] * 40 + ["Shift+Tab"] * 10:
        open_page.keyboard.press(keys)
        if focused := open_page.evaluate(FOCUSED):
            stops += 1
            if not (focused["inSight"] and focused["outlined"]):
                hidden.append(focused)
    assert hidden == []
    assert stops > 30


@pytest.mark.parametrize("size", SIZES)
def test_a_heading_that_is_gone_to_is_just_below_the_header(
    open_page: Page, fixture_site: Site, size: str
) -> None:
    show(open_page, f"{fixture_site.address}how-we-work/#later", size)
    open_page.wait_for_timeout(200)
    top = open_page.locator("#later").bounding_box()
    header = open_page.locator(".md-header").bounding_box()
    assert top
    assert header
    covered = max(header["y"] + header["height"], 0)
    assert covered <= top["y"] <= covered + 40


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", ["", "how-we-work/corrections/"])
def test_what_the_theme_offers_to_press_is_24_pixels_large(
    open_page: Page, fixture_site: Site, path: str, size: str
) -> None:
    show(open_page, fixture_site.address + path, size)
    assert open_page.evaluate(TARGETS) == []


EDGES = """() => {
  const left = selector => [...document.querySelectorAll(selector)]
    .filter(element => element.checkVisibility({visibilityProperty: true}))
    .filter(element => getComputedStyle(element).clipPath === "none" && element.textContent.trim())
    .slice(0, 1).map(element => {
      const words = document.createRange();
      words.selectNodeContents(element);
      return [selector, [...words.getClientRects()].find(box => box.width > 1).left];
    });
  return ["h1", ".md-tabs__link", ".md-path a", ".md-content__inner > p", ".mc-technique > p", ".md-copyright",
    ".mc-coverage h2", ".mc-coverage th", ".md-content__inner > h2", ".mc-list p"].flatMap(left);
}"""
SORTS = ("", "articles/", "articles/night-ferries/", "techniques/", TECHNIQUE, "how-we-work/", "about/plain/")


def test_every_page_begins_at_the_same_edge(open_page: Page, fixture_site: Site) -> None:
    edges: dict[int, dict[tuple[str, str], float]] = {390: {}, 768: {}, 1360: {}, 1920: {}}
    for path in SORTS:
        open_page.goto(fixture_site.address + path)
        for width, found in edges.items():
            open_page.set_viewport_size({"width": width, "height": 900})
            found |= {(path, selector): left for selector, left in open_page.evaluate(EDGES)}
    for width, found in edges.items():
        assert {path for path, _ in found} == set(SORTS)
        [edge] = {left for (_, selector), left in found.items() if selector == ".md-copyright"}
        assert {at: left for at, left in found.items() if abs(left - edge) > 0.5} == {}, width


def test_every_page_has_a_description_of_its_own(site: Site) -> None:
    described: dict[str, str] = {}
    for path in site.full:
        if path != "404.html":
            html = (site.folder / path / "index.html").read_text(encoding="utf-8")
            [described[path]] = re.findall(r'<meta name="description" content="([^"]+)">', html)
    assert len(set(described.values())) == len(described)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_frame_of_the_browser_takes_the_colour_of_the_paper(
    open_page: Page, fixture_site: Site, scheme: str
) -> None:
    open_page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_page.goto(fixture_site.address)
    shown = str(open_page.locator("meta[name=theme-color]").get_attribute("content"))
    assert shown == SCHEMES[scheme]["paper"]


# --- the mark -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["logo.svg", "favicon.svg"])
def test_the_mark_is_one_small_drawing(name: str) -> None:
    drawing = (ROOT / "docs" / "assets" / name).read_text(encoding="utf-8")
    assert len(drawing) < 1000
    assert re.search(r"<(script|image|use|text)|href|url\(", drawing) is None
