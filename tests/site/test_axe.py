"""axe finds nothing on any page: in light and dark, on phone and desktop, with every lens and with open notes.

WCAG 2.2 A and AA, and what axe calls best practice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.checked import checked_project
from tests.site.conftest import ROOT, Reader

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RUN = """() => axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
  preload: false,
})"""

# Between light and dark, and until the colours have arrived.
SWITCH = """async () => {
  document.querySelector("[data-md-component=palette] label:not([hidden])").click();
  await new Promise(requestAnimationFrame);
  const changes = document.getAnimations().filter(animation => animation instanceof CSSTransition);
  await Promise.allSettled(changes.map(change => change.finished));
}"""

WIDTHS = {"phone": 390, "desktop": 1360}
SCHEMES = {"default", "slate"}
LENSES = {
    "?lens=speaking": "[data-lenses=speaking]",
    "?lens=wording": "[data-lenses=wording]",
    "?lens=wording&wording=plain": "[data-lenses=wording][data-wording=plain]",
    "?lens=context": "[data-lenses=context]",
    "?lens=speaking,wording,context": "[data-lenses='speaking wording context']",
}
"""Ends of an article’s address, and the attributes of its view that show it has been followed."""


def faults(page: Page) -> list[str]:
    """What axe finds on the page in light and in dark, a line for each element."""
    found, seen = [], set()
    for _ in SCHEMES:
        scheme = page.locator("body").get_attribute("data-md-color-scheme")
        seen.add(scheme)
        result: dict[str, Any] = page.evaluate(RUN)
        assert len(result["passes"]) > 10, "axe has looked at nothing"
        found += [
            f"{scheme}: {violation['id']}: {node['html'][:120]} ({' '.join(map(str, node['target']))}): "
            + re.sub(r"\s+", " ", node["failureSummary"])
            for violation in result["violations"]
            for node in violation["nodes"]
        ]
        page.evaluate(SWITCH)
    assert seen == SCHEMES
    return found


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Page]:
    """A page of this size, whose reader has asked for no movement."""
    reader = Reader(chromium, address)
    page = reader.new_page(viewport={"width": WIDTHS[request.param], "height": 844}, reduced_motion="reduce")
    page.add_init_script(AXE)
    yield page
    page.context.close()


def test_pages(page: Page, address: str, paths: list[str]) -> None:
    found = []
    for path in paths:
        page.goto(address + path)
        found += [f"{path}: {fault}" for fault in faults(page)]

    assert not found, "\n" + "\n".join(found)


def test_lenses(page: Page, address: str) -> None:
    found = []
    for entry in checked_project(ROOT).entries:
        for lens, shown in LENSES.items():
            path = f"articles/{entry.slug}/{lens}"
            page.goto(address + path)
            page.locator(f"marked-copy[data-ready] .mc-view{shown}").wait_for()
            found += [f"{path}: {fault}" for fault in faults(page)]

    assert not found, "\n" + "\n".join(found)


def test_open_notes(page: Page, address: str) -> None:
    found = []
    for entry in checked_project(ROOT).entries:
        first = {annotation.kind: annotation.id for annotation in reversed(entry.notes.annotations)}
        for note in first.values():
            path = f"articles/{entry.slug}/#{note}"
            page.goto("about:blank")
            page.goto(address + path)
            page.locator(f"marked-copy[data-open='{note}'] .mc-open").wait_for()
            found += [f"{path}: {fault}" for fault in faults(page)]

    assert not found, "\n" + "\n".join(found)
