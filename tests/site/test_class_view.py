"""A teacher lays the marks of a class side by side, from the files that it handed in."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import FilePayload, expect

from tests.site.article_page import ARTICLE, DESKTOP, ENTRIES, SLUG
from tests.site.conftest import Reader
from tests.site.test_axe import AXE, RUN

TEXT = ENTRIES[SLUG].article.text
PUPILS = 8


def handed(given: Any, name: str, marks: list[tuple[int, int, str]], comment: str = "") -> FilePayload:
    """A file as the practice page saves it."""

    def item(start: int, end: int, kind: str) -> dict[str, Any]:
        bodies = [{"type": "TextualBody", "purpose": "tagging", "value": kind}]
        if comment:
            bodies.append({"type": "TextualBody", "purpose": "commenting", "value": comment})
        quote = {"type": "TextQuoteSelector", "exact": TEXT[start:end], "prefix": "", "suffix": ""}
        position = {"type": "TextPositionSelector", "start": start, "end": end}
        return {"type": "Annotation", "body": bodies, "target": {"selector": [quote, position]}}

    own = {key: given[key] for key in ("article", "title", "text")}
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "markedCopy": {**own, "format": "marks", "version": 1, "name": name, "saved": name},
        "items": [item(*mark) for mark in marks],
    }
    return {"name": f"{name}.json", "mimeType": "application/json", "buffer": json.dumps(page).encode()}


def test_the_marks_of_a_class_are_laid_side_by_side(reader: Reader) -> None:
    page = reader.open(f"{ARTICLE}class.html", **DESKTOP)
    given = page.evaluate("JSON.parse(document.getElementById('given').textContent)")
    first = [note for note in given["notes"] if note["id"] in given["first"]]
    note = next(note for note in first if note["spans"] and TEXT[slice(*note["spans"][0])].strip())
    start, end = note["spans"][0]
    other = next(kind for kind, _ in given["kinds"] if kind != note["kind"])
    files = [
        handed(
            given, f"Name {nth}", [(start, end, note["kind"] if nth % 2 else other)], "<b>Who says</b> so?"
        )
        for nth in range(PUPILS)
    ]
    broken: FilePayload = {"name": "broken.json", "mimeType": "", "buffer": b'{"type": "Annot'}
    page.set_input_files("#files", [*files, broken, files[0]])

    told = page.locator(".mc-read")
    expect(told).to_contain_text(f"{PUPILS} files with {PUPILS} marks read.")
    expect(told.get_by_role("listitem")).to_have_count(2)
    expect(told).to_contain_text("broken.json")
    words = "".join(page.locator(".mc-text .mc-heat").all_inner_texts())
    assert words.split() == TEXT[start:end].split()
    assert set(
        page.locator(".mc-text .mc-heat").evaluate_all("(all) => all.map((one) => one.dataset.level)")
    ) == {"5"}

    found = page.locator("#notes li", has_text=note["gist"])
    expect(found).to_contain_text(
        f"Found by {PUPILS // 2} of {PUPILS}; marked as another kind by {PUPILS // 2}."
    )
    expect(page.locator("#kinds li")).to_have_count(1)
    # Nobody is named until the teacher wants it, in any part of the page.
    assert "Name 1" not in page.locator("body").inner_text()
    found.get_by_role("button").click()
    here = page.locator("#here")
    expect(here).to_contain_text(f"Marked by {PUPILS} of {PUPILS}.")
    expect(here).to_contain_text("<b>Who says</b> so?")
    assert "Name 1" not in here.inner_text()
    page.get_by_label("Names").check()
    expect(found).to_contain_text("Name 1")

    page.get_by_role("radio", name=dict(given["kinds"])[other]).check()
    levels = page.locator(".mc-text .mc-heat").evaluate_all("(all) => all.map((one) => one.dataset.level)")
    assert set(levels) == {"3"}
    page.evaluate(AXE)
    assert [fault["id"] for fault in page.evaluate(RUN, None)["violations"]] == []
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(".mc-heat[data-start]")).to_have_count(0)
    expect(page.locator(".mc-beside")).to_be_hidden()
    assert "Name 1" not in page.content()
