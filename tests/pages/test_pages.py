"""Articles with their annotations, and the HTML they become.

A case is a folder with `article.md`, `annotations.yml` and `expected.html`: the article's words with their
marks, and the notes. To add one, write the first two files and run `make test ARGS=--write-expected`, or
`python -m pytest tests/pages --write-expected`; then read what was written.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from build_tools.check.check import check_article, check_techniques
from build_tools.entry import Entry
from build_tools.marked.marked import mark_up
from build_tools.marked.voices import speakers
from build_tools.page.article import article_page
from build_tools.page.finished import SiteInfo
from build_tools.read.project import read_project
from build_tools.read.text import File

HERE = Path(__file__).parent
CASES = sorted(path.parent.name for path in HERE.glob("*/article.md"))
TECHNIQUES, KINDS, _ = check_techniques(read_project(HERE.parents[1]).techniques)


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> Path:
    return HERE / str(request.param)


def entry_of(case: Path) -> Entry:
    files = [File(name, (case / name).read_bytes()) for name in ("article.md", "annotations.yml")]
    outcome = check_article(case.name, files[0], files[1], KINDS)
    assert outcome.entry, outcome.problems
    return outcome.entry


def html_of(entry: Entry) -> str:
    marked = mark_up(entry, {technique.id: technique.front.title for technique in TECHNIQUES})
    _, text = article_page(marked, SiteInfo("Marked Copy", "https://marked-copy.example/"))
    return text.html


def shown(html: str) -> str:
    """The article's words and the notes, without the parts that are the same on every page."""
    text = html[
        html.index('<div class="mc-text"') : html.index("</section>", html.index('<div class="mc-text"'))
    ]
    notes = html[html.index('<section class="mc-notes"') :]
    return text + notes[: notes.index("</section>")] + "</section>\n"


def test_the_html_is_as_expected(case: Path, request: pytest.FixtureRequest) -> None:
    html = shown(html_of(entry_of(case)))
    expected = case / "expected.html"
    if request.config.getoption("--write-expected"):
        expected.write_text(html, encoding="utf-8")
    assert html == expected.read_text(encoding="utf-8")


def test_the_text_shown_is_the_text_that_was_anchored(case: Path) -> None:
    entry = entry_of(case)
    html = html_of(entry)
    start = html.index('<div class="mc-text"')
    html = html[start : html.index("</section>", start)]
    html = re.sub(r"<sup class=.*?</sup>", "", html, flags=re.DOTALL)
    html = re.sub(
        r"<wbr hidden>|<(span|ins|button) class=[^>]* hidden[ >].*?</\1>", "", html, flags=re.DOTALL
    )
    html = re.sub(r'<a href="#fnref--.*?</a>', "", html, flags=re.DOTALL)
    html = re.sub(r'<a class="mc-image-link".*?</a>', "", html, flags=re.DOTALL)
    assert "".join(unescape(re.sub(r"<[^>]*>", "", html)).split()) == "".join(entry.article.text.split())


def test_the_page_can_pass_through_markdown(case: Path) -> None:
    html = html_of(entry_of(case))
    assert html.startswith("<div ")
    assert not re.search(r"\n[ \t]*\n", html), "a blank line would end the block of HTML"


def test_a_voice_of_any_id_is_told_from_the_outlet() -> None:
    notes = entry_of(HERE / "overlapping-passages").notes
    voice = next(iter(notes.voices.values()))
    told = speakers(notes.model_copy(update={"voices": {"outlet": voice}}))
    assert told["outlet"].id != told[None].id
