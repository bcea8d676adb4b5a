"""The search in the pages: what Material's own worker finds, where it stands, and what a reader sees of it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from build_tools.model.names import KIND_NAMES
from tests.checked import checked_project
from tests.safety.strangers import TECHNIQUES, article_file, build, notes_file, technique_file, write_project
from tests.site.article_page import DESKTOP, ENTRIES
from tests.site.conftest import PATIENCE, Reader
from tests.sites import FIXTURE, ROOT, Shared, Site, serve

CASES = yaml.safe_load((ROOT / "tests" / "search" / "words.yml").read_text(encoding="utf-8"))

# The worker that a page starts is asked what it finds.
ASK = """async queries => {
  const settings = JSON.parse(document.querySelector("#__config").textContent);
  const base = new URL(settings.base, location);
  const index = await (await fetch(new URL("search/search_index.json", base))).json();
  const worker = new Worker(new URL(settings.search, base));
  const ask = message => new Promise(answer => {
    worker.onmessage = event => answer(event.data);
    worker.postMessage(message);
  });
  await ask({type: 0, data: {...index, options: {suggest: true}}});
  const found = {};
  for (const query of queries)
    found[query] = (await ask({type: 2, data: query})).data.items.flat()
      .filter(item => item.score > 0 && Object.values(item.terms).every(Boolean)).map(item => item.location);
  worker.terminate();
  return found;
}"""


def ask(page: Page, queries: list[str]) -> dict[str, list[str]]:
    """The places at which each query is found with all its words."""
    return dict(page.evaluate(ASK, queries))


@pytest.fixture(scope="module")
def words_site(shared: Shared) -> Path:
    """A site with an article, a technique and a page for each case: its text in titles, gists and running text."""
    folder = shared.folder / "words"
    shared.once("words", lambda: make(folder))
    return folder / "site"


def make(folder: Path) -> None:
    files = {
        f"docs/techniques/{name}.md": technique_file("Harmless", "harmless", kind)
        for kind, name in TECHNIQUES.items()
    }
    for number, case in enumerate(CASES):
        words = case["text"]
        plain = words.replace("\\", "\\\\").replace("[", "\\[").replace("*", "\\*")
        files[f"docs/articles/c-{number}.md"] = article_file(words, plain, "https://example.org/")
        files[f"annotations/c-{number}.yml"] = notes_file(words, "https://example.org/")
        files[f"docs/pages/c-{number}.md"] = f"# Page\n\n## {plain}\n\nA page.\n"
    write_project(folder, files, site_name="Words")
    build(folder)


def test_the_worker_finds_words_whatever_stands_around_them(chromium: Browser, words_site: Path) -> None:
    """In the title of an article, its text, a note's gist and a note's text, and the heading of another page."""
    places = ("", "#the-article", "#a-word")
    queries = sorted({query for case in CASES for query in case["find"]})
    with serve(words_site) as address:
        page = chromium.new_page()
        page.goto(address)
        found = ask(page, queries)
        page.close()
    missed = [
        (query, place)
        for number, case in enumerate(CASES)
        for query in case["find"]
        for place in [f"articles/c-{number}/{place}" for place in places]
        if place not in found[query]
    ]
    assert missed == []
    pages = {query: {place.split("#")[0] for place in places} for query, places in found.items()}
    assert [
        (query, number)
        for number, case in enumerate(CASES)
        for query in case["find"]
        if f"pages/c-{number}/" not in pages[query]
    ] == []


# --- what is in the index -------------------------------------------------------------------------


def entries(site: Site) -> list[dict[str, Any]]:
    index = json.loads((site.folder / "search" / "search_index.json").read_text(encoding="utf-8"))
    return list(index["docs"])


def test_nothing_is_in_the_index_twice(site: Site) -> None:
    """No place, no text, and no note outside its article."""
    found = entries(site)
    twice = {place: n for place, n in Counter(entry["location"] for entry in found).items() if n > 1}
    assert twice == {}
    for part in ("title", "text"):
        said = Counter((entry["location"].split("#")[0], entry[part]) for entry in found if entry[part])
        assert {what: n for what, n in said.items() if n > 1} == {}


def test_a_note_is_in_the_index_once_with_its_gist_and_its_kind(fixture_site: Site) -> None:
    found = entries(fixture_site)
    for slug, entry in ENTRIES.items():
        for note in entry.notes.annotations:
            saying = [one["location"] for one in found if note.gist in one["title"] + one["text"]]
            assert saying == [f"articles/{slug}/#{note.id}"]
            [hit] = [one for one in found if one["location"] == saying[0]]
            assert (hit["title"], hit["tags"]) == (note.gist, [KIND_NAMES[note.kind]])


def test_what_stands_in_lists_is_found_at_its_own_page_alone(fixture_site: Site) -> None:
    """Articles and techniques are listed on several pages, which are not what is looked for."""
    found = entries(fixture_site)
    for slug, entry in ENTRIES.items():
        summary = " ".join(entry.notes.summary.split())[:60]
        assert [one["location"] for one in found if summary in one["text"]] == [f"articles/{slug}/"]
    for technique in checked_project(FIXTURE).techniques:
        where = [one["location"] for one in found if technique.front.summary in one["text"]]
        assert set(where) == {f"techniques/{technique.id}/"}


def test_home_and_its_sentence(fixture_site: Site, reader: Reader) -> None:
    """The home page is found by its own words, never by those of the article that it shows."""
    home = [entry for entry in entries(fixture_site) if entry["location"].split("#")[0] == ""]
    assert home[0]["title"] == "A site for the tests"
    words = " ".join(entry["title"] + entry["text"] for entry in home)
    page = reader.open("", **DESKTOP)
    shown = str(page.locator(".mc-sample .mc-text p").evaluate("p => p.firstChild.textContent")).strip()
    assert len(shown) > 5
    assert shown not in words
    assert "Plain wording in the text" not in words


# --- what a reader sees ---------------------------------------------------------------------------


def look_for(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(words)


def test_a_hit_on_a_note_says_its_gist_and_its_kind(reader: Reader) -> None:
    """One of each kind and of each stance: that every note is in the index with these is tested above."""
    slug, entry = next(iter(ENTRIES.items()))
    page = reader.open("about/plain/", **DESKTOP)
    notes = entry.notes.annotations
    shown = {note.stance: note for note in notes} | {note.kind: note for note in notes}
    for note in shown.values():
        page.reload()
        look_for(page, note.gist)
        hit = page.locator(f".md-search-result__link[href$='articles/{slug}/#{note.id}']")
        expect(hit).to_be_attached(timeout=PATIENCE)
        assert " ".join(str(hit.locator(":is(h1, h2)").text_content()).split()) == note.gist
        assert KIND_NAMES[note.kind] in str(hit.text_content())


BLOCKED = """for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
  Object.defineProperty(window, name, {get() { throw new DOMException("Access is denied", "SecurityError") }});"""
"""As where Chromium is set to let no site keep anything: a setting that it does not know without its windows."""


@pytest.mark.parametrize("path", ["", f"articles/{next(iter(ENTRIES))}/", "about/plain/"])
def test_the_search_works_where_nothing_may_be_stored(reader: Reader, path: str) -> None:
    page = reader.new_page(**DESKTOP)
    page.add_init_script(BLOCKED)
    page.goto(reader.address + path)
    scheme = page.locator("body").get_attribute("data-md-color-scheme")
    look_for(page, "ferry")
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("Escape")
    page.locator("[data-md-component=palette] label:not([hidden])").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") != scheme
