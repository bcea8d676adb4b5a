"""What a reader gets in a browser: the marks, the ways to the notes and back, and nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.checked import checked_project

ROOT = Path(__file__).parents[2]
ENTRIES = {entry.slug: entry for entry in checked_project(ROOT).entries}

# The text of each passage by note, in the order of the page. The reference after a passage ends it.
PASSAGES = """() => {
  const found = {}, open = {};
  for (const element of document.querySelectorAll(".mc-text mark[data-notes], .mc-text sup.mc-ref > a")) {
    if (element.tagName === "MARK") {
      for (const id of element.dataset.notes.split(" ")) open[id] = (open[id] ?? "") + element.textContent;
    } else {
      const id = decodeURIComponent(element.hash.slice(1));
      (found[id] ??= []).push(open[id] ?? "");
      delete open[id];
    }
  }
  return {found, unfinished: Object.keys(open)};
}"""

IN_SIGHT = """(id) => {
  const box = document.getElementById(id).getBoundingClientRect();
  const header = document.querySelector(".md-header").getBoundingClientRect();
  return box.bottom > header.bottom && box.top < innerHeight;
}"""


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=request.param, viewport={"width": 390, "height": 844})
    page = context.new_page()
    elsewhere: list[str] = []
    page.on(
        "request", lambda request: None if request.url.startswith(address) else elsewhere.append(request.url)
    )
    yield page
    page.wait_for_load_state("networkidle")
    context.close()
    assert elsewhere == [], "requests that leave 127.0.0.1"


def arrives(page: Page, end: str, element: str) -> bool:
    """Whether the address soon ends so and the element is in sight. Scripts take a moment."""
    for _ in range(50):
        if page.url.endswith(end) and page.evaluate(IN_SIGHT, element):
            return True
        page.wait_for_timeout(100)
    return False


def words(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("slug", ENTRIES)
def test_every_marks_text_equals_its_quote(page: Page, address: str, slug: str) -> None:
    page.goto(f"{address}articles/{slug}/")
    result: dict[str, Any] = page.evaluate(PASSAGES)
    assert result["unfinished"] == []
    entry = ENTRIES[slug]
    expected = {
        annotation.id: sorted(words(entry.article.text[start:end]) for start, end in spans)
        for annotation, spans in zip(entry.notes.annotations, entry.annotation_spans, strict=True)
        if spans
    }
    assert {note: sorted(map(words, found)) for note, found in result["found"].items()} == expected


@pytest.mark.parametrize("slug", ENTRIES)
def test_every_reference_leads_to_its_note_and_back(page: Page, address: str, slug: str) -> None:
    page.goto(f"{address}articles/{slug}/?lens=speaking,wording,context")
    has_lenses = page.locator("marked-copy[data-ready]").count() > 0
    references = page.locator(".mc-text sup.mc-ref > a")
    ids = references.evaluate_all(
        "links => links.map(link => [link.id, decodeURIComponent(link.hash.slice(1))])"
    )
    assert len({reference for reference, _ in ids}) == len(ids) >= len(ENTRIES[slug].notes.annotations) // 2
    for reference, note in ids:
        page.locator(f"[id='{reference}']").click()
        assert arrives(page, f"#{note}", f"head--{note}")
        page.locator(f"[id='{note}'] .mc-back a[href$='#{reference}']").click()
        # With lenses the note is closed, and the address no longer names it.
        assert arrives(page, "context" if has_lenses else f"#{reference}", reference)


@pytest.mark.parametrize("slug", ENTRIES)
def test_a_link_to_a_note_lands_on_it(page: Page, address: str, slug: str) -> None:
    note = ENTRIES[slug].notes.annotations[-1].id
    page.goto(f"{address}articles/{slug}/#{note}")
    assert arrives(page, f"#{note}", f"head--{note}")


@pytest.mark.parametrize("width", [320, 390, 1360])
@pytest.mark.parametrize("slug", ENTRIES)
def test_no_page_needs_to_be_moved_sideways(chromium: Browser, address: str, slug: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{address}articles/{slug}/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("slug", ENTRIES)
def test_a_search_result_leads_to_its_note(chromium: Browser, address: str, slug: str) -> None:
    observation = ENTRIES[slug].notes.annotations[0].observation
    context = chromium.new_context(viewport={"width": 1360, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type(" ".join(sorted(re.findall(r"\w+", observation), key=len)[-2:]))
    result = page.locator(".md-search-result__link[href*='#']").first
    result.wait_for(state="attached")
    note = str(result.get_attribute("href")).split("#")[1].split("?")[0]
    page.goto(str(result.get_attribute("href")))
    assert arrives(page, f"#{note}", note)
    assert complaints == []
    context.close()
