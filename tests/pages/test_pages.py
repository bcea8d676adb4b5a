"""Articles with their annotations, and the HTML they become.

A case is a folder with `article.md`, `annotations.yml` and `expected.html`: the article's words with their
marks, and the notes. To add one, write the first two files and run `make test ARGS=--write-expected`, or
`python -m pytest tests/pages --write-expected`; then read what was written.
"""

from __future__ import annotations

import gc
import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from build_tools.check.check import check_article, check_techniques
from build_tools.entry import Entry
from build_tools.marked.marked import mark_up
from build_tools.marked.voices import groups, speakers
from build_tools.model.annotations import AnnotationFile
from build_tools.model.sections import KEYS, RESERVED_IDS
from build_tools.page.article import article_page
from build_tools.page.finished import NO_PAPER, ArticlePage, PageText, Paper, PaperFile, SiteInfo
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


def page_of(
    entry: Entry, beside: tuple[str, ...] = (), paper: Paper = NO_PAPER
) -> tuple[ArticlePage, PageText]:
    marked = mark_up(entry, {item.id: item.front.names for item in TECHNIQUES})
    return article_page(marked, SiteInfo("Marked Copy", "https://marked-copy.example/"), beside, paper)


def html_of(entry: Entry) -> str:
    return page_of(entry)[1].html


def shown(html: str) -> str:
    """The article's words and the notes, without the parts that are the same on every page."""
    headline, text = texts(html)
    notes = _between(html, '<section class="mc-notes"', "</section>")
    return f"{headline}{text}{notes}</section>\n"


def texts(html: str) -> tuple[str, str]:
    """The article's headline, where it stands apart, and its other words."""
    head = _between(html, '<header class="mc-head"', '<nav class="mc-contents"')
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


def test_the_form_for_a_note_finds_every_source_on_the_page(case: Path) -> None:
    entry = entry_of(case)
    notes, _, rest = html_of(entry).partition('<template class="mc-others">')
    noted, others = (re.findall(r'<li data-source="([^"]+)"', part) for part in (notes, rest))
    assert set(noted) == {id for note in entry.notes.annotations for id in note.evidence}
    assert others == [id for id in entry.notes.evidence if id not in noted]


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


@pytest.mark.parametrize(
    "other", ["the  café", "The Cafe\u0301", "THE CAFÉ", "The Caf\u00adé", "The\u00a0Café"]
)
def test_voices_that_speak_for_one_party_are_one_group_however_it_is_typed(other: str) -> None:
    entry = entry_of(COMPARED)
    file = AnnotationFile(
        summary="It has voices.",
        author="Marked Copy editors",
        voices={
            "waiter": {"name": "Waiter", "speaks_for": "The Café"},
            "cook": {"name": "Cook", "speaks_for": other},
        },
    )
    assert [group.ids for group in groups(entry.article, file, ())][1:] == [("waiter", "cook")]


COMPARED = HERE / "how-others-reported-it"


def told_in(html: str) -> list[list[str]]:
    """The words of the table, row by row, without the facts."""
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", html, re.DOTALL)
    return [re.findall(r"<td class=\"mc-[a-z-]+\">(.*?)</td>", row) for row in rows]


def test_what_stands_below_the_notes_is_as_expected(request: pytest.FixtureRequest) -> None:
    sheets = Paper(
        (PaperFile("sheet-a4.pdf", "sheet", "A4", 30), PaperFile("sheet-letter.pdf", "sheet", "Letter", 31))
    )
    html = page_of(entry_of(COMPARED), ("practice.html", "sheet-a4.pdf"), sheets)[1].html
    found = _between(html, '<nav class="mc-contents"', "</nav>")
    found += _between(html, '<section class="mc-coverage"', "</section>")
    found += _between(html, "<p>The text has ", "</section>")
    expected = COMPARED / "expected-below.html"
    if request.config.getoption("--write-expected"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def test_the_contents_lead_to_every_section_below_the_headline(case: Path) -> None:
    html = html_of(entry_of(case))
    contents = _between(html, '<nav class="mc-contents"', "</nav>")
    below = html[html.index('id="the-article"') - len("<h2 ") :]
    sections = [name for name in re.findall(r'<h2 id="([^"]+)"', below) if name != KEYS]
    listed = re.findall(r'<li><a href="#([^"]+)"', contents)
    assert listed == sections
    assert ('</details>\n<a href="#lesson">For a class</a>' in contents) == ("lesson" in sections)


def test_the_table_tells_what_was_not_seen_from_what_is_not_told() -> None:
    entry = entry_of(COMPARED)
    notes, html = entry.notes, html_of(entry)
    columns = re.findall(r'<th scope="col">(.*?)</th>', html)
    assert columns == ["Fact", "This article", *(report.publisher for report in notes.coverage)]
    headline, *told = told_in(html)
    assert headline == ["not told", "told", "not told", "not seen"]
    for (name, fact), cells in zip(notes.facts.items(), told, strict=True):
        assert cells[0] == ("told" if fact.told_here else "not told")
        for report, cell in zip(notes.coverage, cells[1:], strict=True):
            absent = "not seen" if report.read_in_part else "not told"
            assert cell == ("told" if name in report.tells else absent)
    assert {cell for cells in told for cell in cells} == {"told", "not told", "not seen"}


def test_a_card_says_of_its_report_what_the_table_says() -> None:
    html = html_of(entry_of(COMPARED))
    rows = zip(*told_in(html), strict=True)
    facts = [
        re.sub(r" <a .*", "", row, flags=re.DOTALL) for row in re.findall(r'<th scope="row">(.*?)</th>', html)
    ]
    cards = re.findall(r'<dl class="mc-tells">.*?</dl>', html, re.DOTALL)
    for card, told in zip(cards, rows, strict=True):
        said = {
            statement: words.lower()
            for words, statements in re.findall(r"<dt [^>]*>(.*?)</dt>(.*?)</div>", card)
            for statement in re.findall(r"<dd>(.*?)</dd>", statements)
        }
        assert said == dict(zip(facts, told, strict=True))


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ('The "new" bridge\'s end', "The “new” bridge’s end"),
        ("Ferries To Sail By Night", "Ferries to sail by night"),
        ("FERRIES TO SAIL BY NIGHT", "Ferries to sail by night"),
        ("Ferries – by night", "Ferries — by  night"),
        ("Ferries *to* [sail](https://example.org) by **night**", "Ferries to sail by night"),
        ("«Фериботи» вночі", "“Фериботи” вночі"),
        ("Cafe\u0301 by night", "Café by night"),
    ],
)
def test_the_headline_stands_once_however_it_is_typed(heading: str, title: str) -> None:
    article = (
        f"---\ntitle: {json.dumps(title)}\npublisher: The Example Post\nurl: https://example.org/a\n"
        "published: 2026-03-04\nretrieved: 2026-03-05\nlanguage: en\n"
        "rights: {basis: Written for these tests, scope: All}\nselected_because: Its title.\n---\n\n"
        f"# {heading}\n\nThe words below it.\n"
    )
    notes = File("annotations.yml", b"summary: It has a title.\nauthor: Marked Copy editors\n")
    outcome = check_article("typed", File("article.md", article.encode()), notes, NAMED)
    assert outcome.entry, outcome.problems
    headline, text = texts(html_of(outcome.entry))
    assert "<h1" in headline
    assert "<h" not in text


def test_a_headline_that_makes_no_claim_is_no_measure_for_others() -> None:
    entry = entry_of(COMPARED)
    notes = entry.notes.model_copy(update={"attributes_in_headline": None})
    html = html_of(replace(entry, notes=notes))
    assert "whose claim it is" not in html
    assert len(told_in(html)) == len(notes.facts)


def test_reports_without_facts_are_listed_and_not_compared() -> None:
    entry = entry_of(COMPARED)
    notes = entry.notes.model_copy(update={"facts": {}})
    html = _between(html_of(replace(entry, notes=notes)), '<section class="mc-coverage"', "</section>")
    assert "<table" not in html
    assert "<dl" not in html
    assert html.count("<li>") == 1 + len(notes.coverage)
