"""What a reader gets in a browser, with scripts and without: the marks, the ways to the notes and back, the search."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.checked import checked_project
from tests.site.article_page import ALL, DESKTOP, ENTRIES, PHONE, begun, boxes, edge
from tests.site.conftest import Reader
from tests.sites import FIXTURE, ROOT, Site

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


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request: pytest.FixtureRequest, reader: Reader) -> Page:
    return reader.new_page(**{**PHONE, "java_script_enabled": request.param})


def arrives(page: Page, fragment: str, element: str) -> bool:
    """Whether the address soon ends in the fragment and the element is in sight. Scripts take a moment."""
    for _ in range(1000):
        if page.url.endswith(f"#{fragment}"):
            found = boxes(page, element)
            if found and edge(page) - 4 <= found[0]["top"] and found[0]["bottom"] <= 848:
                return True
        page.wait_for_timeout(40)
    return False


def words(text: str) -> str:
    return "".join(text.split())


ROOTS = {"own": ROOT, "fixture": FIXTURE}


def test_every_marks_text_equals_its_quote(page: Page, reader: Reader, site: Site) -> None:
    """On any site that has any article."""
    reader.address = site.address
    entries = checked_project(ROOTS[site.name]).entries
    assert [f"articles/{entry.slug}/" for entry in entries] == site.articles != []
    for entry in entries:
        page.goto(f"{site.address}articles/{entry.slug}/?lens={ALL}")
        result: dict[str, Any] = page.evaluate(PASSAGES)
        assert result["unfinished"] == []
        expected = {
            annotation.id: sorted(words(entry.article.text[start:end]) for start, end in spans)
            for annotation, spans in zip(entry.notes.annotations, entry.annotation_spans, strict=True)
            if spans
        }
        assert {note: sorted(map(words, found)) for note, found in result["found"].items()} == expected


# The references whose note is not on the page, or names them not among its ways back.
NO_WAY_BACK = """ids => ids.filter(([reference, note]) =>
  !document.querySelector(`[id="${CSS.escape(note)}"] .mc-back a[href$="#${CSS.escape(reference)}"]`))"""


@pytest.mark.parametrize("slug", ENTRIES)
def test_every_reference_leads_to_its_note_and_back(page: Page, reader: Reader, slug: str) -> None:
    page.goto(f"{reader.address}articles/{slug}/?lens={ALL}&notes=all")
    has_scripts = page.locator("marked-copy[data-on]").count() > 0
    if not has_scripts:
        for field in page.locator("[name=lens], [name=notes][value=all]").all():
            field.check()
    references = page.locator(".mc-text sup.mc-ref > a")
    ids = references.evaluate_all(
        "links => links.map(link => [link.id, decodeURIComponent(link.hash.slice(1))])"
    )
    assert len({reference for reference, _ in ids}) == len(ids) >= len(ENTRIES[slug].notes.annotations) // 2
    assert page.evaluate(NO_WAY_BACK, ids) == []
    # All are alike in what follows, which scripts do, or the browser itself.
    for reference, note in [*ids[:: 4 if has_scripts else 8], ids[-1]]:
        page.locator(f"[id='{reference}']").click()
        # What stands on the screen, with scripts, is a copy of the note.
        assert arrives(page, note, ".mc-open h3" if has_scripts else f"[id='head--{note}']"), note
        shown = ".mc-open" if has_scripts else f"[id='{note}']"
        back = page.locator(f"{shown} .mc-back a[href$='#{reference}']")
        # Where there is one passage only, it is in view.
        (back if back.is_visible() else page.locator(".mc-open [data-do=close]")).click()
        if has_scripts:
            page.wait_for_function("() => !document.querySelector('.mc-open')")
            page.wait_for_function("() => !location.hash")
            assert page.evaluate("document.activeElement.id") == reference
        else:
            assert arrives(page, reference, f"[id='{reference}']"), reference


@pytest.mark.parametrize("slug", ENTRIES)
def test_a_link_to_a_note_lands_on_it(page: Page, reader: Reader, slug: str) -> None:
    note = ENTRIES[slug].notes.annotations[-1].id
    page.goto(f"{reader.address}articles/{slug}/#{note}")
    has_scripts = page.locator("marked-copy[data-on]").count() > 0
    assert arrives(page, note, ".mc-open h3" if has_scripts else f"[id='head--{note}']")


@pytest.mark.parametrize("slug", ENTRIES)
def test_a_search_result_leads_to_its_note(reader: Reader, slug: str) -> None:
    note = ENTRIES[slug].notes.annotations[0]
    page = reader.new_page(**DESKTOP)
    page.goto(reader.address)
    page.keyboard.press("/")
    page.keyboard.type(" ".join(sorted(re.findall(r"\w+", note.observation), key=len)[-2:]))
    result = page.locator(f".md-search-result__link[href*='articles/{slug}/#{note.id}']").first
    result.wait_for(state="attached")
    page.goto(str(result.get_attribute("href")))
    begun(page)
    assert boxes(page, ".mc-open")[0]["id"] == note.id
    assert 0 <= boxes(page, ".mc-open")[0]["top"] < 900
