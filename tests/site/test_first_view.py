"""What is in the window before anybody scrolls: the headline in its upper half, and the article begun."""

from __future__ import annotations

import pytest

from tests.site.article_page import CLEAN, LENSES, TITLE, boxes, idle, seen_words, state, visit
from tests.site.conftest import Reader
from tests.sites import Site

WINDOWS = {
    "phone": (390, 844),
    "tablet": (768, 1024),
    "laptop": (1360, 900),
    "desktop": (1920, 1080),
}

# The headline's lowest point, where the first line below it that is the article's ends, and every element that says
# the headline in the window.
LOOK = """() => {
  const seen = element => element.checkVisibility({visibilityProperty: true});
  const [headline] = [...document.querySelectorAll("h1")].filter(seen);
  const [first] = [...document.querySelectorAll(".mc-article .mc-text > *")].filter(seen);
  const words = document.createRange();
  words.selectNodeContents(first);
  const line = [...words.getClientRects()].find(({width, height}) => width > 1 && height > 1);
  const flat = element => element.textContent.replace(/\\s+/g, " ").trim();
  const says = [...document.querySelectorAll("body *")].filter(element => {
    if (element.closest("script, style, .mc-sr") || !flat(element).includes(flat(headline))) return false;
    if ([...element.children].some(child => flat(child).includes(flat(headline)))) return false;
    const {top, bottom, width} = element.getBoundingClientRect();
    for (let outer = element; outer; outer = outer.parentElement)
      if (getComputedStyle(outer).opacity === "0") return false;
    return seen(element) && width > 1 && bottom > 0 && top < innerHeight;
  });
  return {
    headline: headline.getBoundingClientRect().bottom,
    begun: line.bottom,
    says: says.map(element => element.localName),
  };
}"""


def test_the_headline_is_in_the_upper_half_and_the_article_begun(reader: Reader, site: Site) -> None:
    """On any site with any article, in a window of each size."""
    reader.address = site.address
    assert site.articles
    for path in site.articles:
        page = visit(reader, path, notes="")
        for width, height in WINDOWS.values():
            page.set_viewport_size({"width": width, "height": height})
            idle(page)
            found = page.evaluate(LOOK)
            assert found["headline"] <= height / 2, (path, width)
            assert found["begun"] <= height, (path, width)
            assert found["says"] == ["h1"], f"{path}: the headline stands once at {width}"
        assert state(page) | {"focus": ""} == {"lenses": [], "marks": 0, "notes": [], "open": [], "focus": ""}


@pytest.mark.parametrize("window", WINDOWS)
def test_the_first_view_offers_the_lenses_and_the_tour(reader: Reader, window: str) -> None:
    width, height = WINDOWS[window]
    page = visit(reader, viewport={"width": width, "height": height}, notes="")
    assert page.locator("h1").inner_text() == TITLE
    assert seen_words(page) == CLEAN
    offered = boxes(page, ".mc-lenses label") + boxes(page, ".mc-tour a")
    assert len(offered) == len(LENSES) + 1
    assert all(box["top"] >= 0 and box["bottom"] <= height for box in offered)
