"""Articles with their annotations, and the HTML they become.

A case is a folder with `article.md`, `annotations.yml` and `expected.html`: the article's words with their
marks, and the notes. To add one, write the first two files and run `make test ARGS=--write-expected`, or
`python -m pytest tests/pages --write-expected`; then read what was written.
"""

from __future__ import annotations

import gc
import re
from html import unescape
from pathlib import Path

import pytest

from build_tools.check.check import check_article, check_techniques
from build_tools.entry import Entry
from build_tools.marked.marked import mark_up
from build_tools.marked.voices import groups, speakers
from build_tools.model.sections import KEYS, RESERVED_IDS
from build_tools.page.article import article_page
from build_tools.page.finished import ArticlePage, PageText, SiteInfo
from build_tools.read.project import read_project
from build_tools.read.text import File
from tests.sites import FIXTURE

HERE = Path(__file__).parent
CASES = sorted(path.parent.name for path in HERE.glob("*/article.md"))
TECHNIQUES, NAMED, _ = check_techniques(read_project(FIXTURE).techniques)


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> Path:
    return HERE / str(request.param)


def entry_of(case: Path) -> Entry:
    files = [File(name, (case / name).read_bytes()) for name in ("article.md", "annotations.yml")]
    outcome = check_article(case.name, files[0], files[1], NAMED)
    assert outcome.entry, outcome.problems
    return outcome.entry


def page_of(entry: Entry) -> tuple[ArticlePage, PageText]:
    marked = mark_up(entry, {item.id: item.front.names for item in TECHNIQUES})
    return article_page(marked, SiteInfo("Marked Copy", "https://marked-copy.example/"))


def html_of(entry: Entry) -> str:
    return page_of(entry)[1].html


def shown(html: str) -> str:
    """The article's words and the notes, without the parts that are the same on every page."""
    headline, text = texts(html)
    notes = _between(html, '<section class="mc-notes"', "</section>")
    return f"{headline}{text}{notes}</section>\n"


def texts(html: str) -> tuple[str, str]:
    """The article's headline, where it stands apart, and its other words."""
    head = _between(html, '<header class="mc-head"', "</header>")
    article = _between(html, '<section class="mc-article"', "</section>")
    start = '<div class="mc-text"'
    return head[head.index(start) :] if start in head else "", article[article.index(start) :]


def _between(html: str, start: str, end: str) -> str:
    at = html.index(start)
    return html[at : html.index(end, at)]


def test_the_html_is_as_expected(case: Path, request: pytest.FixtureRequest) -> None:
    html = shown(html_of(entry_of(case)))
    expected = case / "expected.html"
    if request.config.getoption("--write-expected"):
        expected.write_text(html, encoding="utf-8")
    assert html == expected.read_text(encoding="utf-8")


def test_the_text_shown_is_the_text_that_was_anchored(case: Path) -> None:
    entry = entry_of(case)
    html = "".join(texts(html_of(entry)))
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


def test_the_page_knows_its_ids_and_its_headings(case: Path) -> None:
    entry = entry_of(case)
    page, text = page_of(entry)
    ids = re.findall(r'\sid="([^"]+)"', text.html)
    assert len(ids) == len(set(ids))
    # What has an id only to be named by (`aria-labelledby`) is nothing to link to.
    assert set(page.fragments) == {
        name for name in ids if not name.startswith(("head--", "timeline--", "five-notes--"))
    }
    assert {name for name in ids if "--" not in name} <= {
        *RESERVED_IDS,
        *(id for note in entry.notes.annotations for id in (note.id, *note.formerly)),
        *(id for correction in entry.notes.corrections for id in correction.withdrawn),
    }
    sections = re.findall(r'<h2 id="([^"]+)">([^<]+)</h2>', text.html)
    listed = [(fragment, words) for level, fragment, words in page.contents if level == 2]
    assert listed == [(fragment, unescape(words)) for fragment, words in sections if fragment != KEYS]


def test_a_page_leaves_no_circles_of_objects_behind(case: Path) -> None:
    # The collector, which would find them, is off while a site is made.
    entry = entry_of(case)
    html_of(entry)
    gc.collect()
    gc.disable()
    try:
        html_of(entry)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_a_voice_of_any_id_is_told_from_the_outlet() -> None:
    notes = entry_of(HERE / "overlapping-passages").notes
    voice = next(iter(notes.voices.values()))
    article = entry_of(HERE / "overlapping-passages").article
    file = notes.model_copy(update={"voices": {"outlet": voice}})
    told = speakers(file, groups(article, file, ()))
    assert told["outlet"].id != told[None].id


def test_the_table_tells_what_was_not_seen_from_what_is_not_told() -> None:
    files = [
        FIXTURE / "docs" / "articles" / "night-ferries.md",
        FIXTURE / "annotations" / "night-ferries.yml",
    ]
    article, notes = (path.read_text(encoding="utf-8") for path in files)
    notes = notes.replace("    attributes_in_headline: yes\n", "", 1)
    outcome = check_article("a", File("a.md", article.encode()), File("a.yml", notes.encode()), NAMED)
    assert outcome.entry, outcome.problems
    reports = outcome.entry.notes.coverage
    html = html_of(outcome.entry)
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", html, re.DOTALL)
    told = [re.findall(r"<td>(.*?)</td>", row) for row in rows]
    assert told[0][1:] == ["not seen", "not told", "not told"]
    for (name, fact), cells in zip(outcome.entry.notes.facts.items(), told[1:], strict=True):
        assert cells[0] == ("told" if fact.told_here else "not told")
        for report, cell in zip(reports, cells[1:], strict=True):
            absent = "not seen" if report.read_in_part else "not told"
            assert cell == ("told" if name in report.tells else absent)
    assert {cell for cells in told for cell in cells} == {"told", "not told", "not seen", "not applicable"}
