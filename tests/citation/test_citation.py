"""Every case of cases.yml: add one there, no code is needed."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from markupsafe import Markup

from build_tools.model.annotations import AnnotationFile
from build_tools.model.dates import PartialDate
from build_tools.model.front_matter import ArticleFrontMatter
from build_tools.page.citation import Citation, Work, citations, work_cited
from build_tools.page.finished import SiteInfo
from build_tools.page.templating import macros

CASES = [
    pytest.param(case, id=case["title"])
    for case in yaml.safe_load((Path(__file__).parent / "cases.yml").read_text(encoding="utf-8"))
]
PAGE = "https://marked-copy.example/articles/port/"
FRONT = {
    "title": "Port Closed After Talks",
    "publisher": "The Harbour Post",
    "retrieved": "2025-05-01",
    "language": "en",
    "rights": {"basis": "permission", "scope": "all of it"},
    "selected_because": "It is short.",
}


def work(given: dict[str, str]) -> Work:
    front = FRONT | {key: words for key, words in given.items() if key in FRONT}
    file = {"summary": "A summary.", "author": given.get("author", "Marked Copy editors")}
    return work_cited(
        ArticleFrontMatter.model_validate(front),
        AnnotationFile.model_validate(file),
        PartialDate(2026, 11, 22),
        SiteInfo(given.get("site", "Marked Copy")),
        given.get("url", PAGE),
    )


def italics_shown(citation: Citation) -> str:
    return "".join(f"*{part.words}*" if part.is_italic else part.words for part in citation.page)


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    assert case.keys() <= {"title", "given", "page", "note"}
    assert case["given"].keys() <= FRONT.keys() | {"author", "site", "url"}
    styles = {citation.style: citation for citation in citations(work(case["given"]))}
    assert {style: italics_shown(styles[style]) for style in case.get("page", {})} == case.get("page", {})
    for style, expected in case.get("note", {}).items():
        before, between, after = styles[style].note
        # What goes to the clipboard has no italics.
        assert f"{before}12{between}{PAGE}#closed{after}" == expected.replace("*", "")


@pytest.mark.parametrize("case", CASES)
def test_the_html_shows_the_same_words_and_carries_the_notes_parts(case: dict[str, Any]) -> None:
    for citation in citations(work(case["given"])):
        html = str(macros("citation.html").citation_line(citation, Markup(' lang="ar" dir="rtl"')))
        assert "\n" not in html.strip()
        assert unescape(re.sub(r"<[^>]*>", "", html)).strip() == citation.text
        carried = re.search(r"data-note='([^']*)'", html)
        assert carried
        assert tuple(json.loads(unescape(carried[1]))) == citation.note
        assert re.search(r'<(cite|span) lang="ar" dir="rtl">', html), "the headline is in its own language"
