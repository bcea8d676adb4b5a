"""What a class is given on paper, read as its readers get it: by the structure of each PDF, and by what is seen."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import page as checker
import pikepdf
import pypdfium2
import pytest

from build_tools.adapters.folder import WriteError, write_site
from build_tools.check.check import check_article, check_techniques
from build_tools.classroom import paper
from build_tools.classroom.paper import papers
from build_tools.classroom.typesetting import PaperError
from build_tools.marked.marked import MarkedArticle, mark_up
from build_tools.page.finished import SiteInfo
from build_tools.read.project import read_project
from build_tools.read.text import File
from tests.checked import checked_project
from tests.classroom.pdf_reading import Word, squeezed, structure, words
from tests.sites import FIXTURE, ROOT, Shared

SITE = SiteInfo("Marked Copy", "https://marked-copy.example/")
COLUMN = 104 / 25.4 * 72
"""Points: how wide the article's text is on both sizes of paper."""
TECHNIQUES, NAMED, _ = check_techniques(read_project(FIXTURE).techniques)
CASES = Path(__file__).parents[1] / "pages"


def own_article() -> MarkedArticle:
    """The article with notes by which this edition begins."""
    project = checked_project(ROOT)
    entry = max(project.entries, key=lambda entry: len(entry.notes.annotations))
    return mark_up(entry, {item.id: item.front.names for item in project.techniques})


def case(name: str) -> MarkedArticle:
    """One of the articles of `tests/pages`."""
    return from_files(*((CASES / name / file).read_bytes() for file in ("article.md", "annotations.yml")))


def from_files(article: bytes, annotations: bytes) -> MarkedArticle:
    outcome = check_article("case", File("article.md", article), File("annotations.yml", annotations), NAMED)
    assert outcome.entry, outcome.problems
    return mark_up(outcome.entry, {item.id: item.front.names for item in TECHNIQUES})


@pytest.fixture(scope="module")
def own(shared: Shared) -> Mapping[str, bytes]:
    """The files of our own article."""
    return shared.once("paper", lambda: papers(own_article(), SITE)[1])


def article_text(marked: MarkedArticle) -> str:
    """The article's words, without what belongs to the web page that they were copied from."""
    article = marked.entry.article
    ends = [0, *(end for _, end in article.furniture)]
    starts = [*(start for start, _ in article.furniture), len(article.text)]
    return "".join(article.text[end:start] for end, start in zip(ends, starts, strict=True))


# --- the sheet ---------------------------------------------------------------------------------------------------


def lines_of(data: bytes) -> dict[int, list[Word]]:
    """The words of each numbered line, as they are seen beside the number."""
    found = words(data)
    numbers = [word for word in found if word.text.isdecimal() and word.right < 22 / 25.4 * 72]
    lines: dict[int, list[Word]] = {}
    for number in numbers:
        beside = [
            word
            for word in found
            if word.page == number.page and word.left > number.right and abs(word.bottom - number.bottom) < 5
        ]
        lines[int(number.text)] = beside
    return lines


@pytest.mark.parametrize("size", ["a4", "letter"])
def test_the_sheet_reads_as_the_article(own: Mapping[str, bytes], size: str) -> None:
    read = squeezed(structure(own[f"sheet-{size}.pdf"]).text)
    assert squeezed(article_text(own_article())) in read


def test_each_line_has_its_number_and_is_the_same_on_both_sizes(own: Mapping[str, bytes]) -> None:
    a4, letter = (
        {number: [word.text for word in line] for number, line in lines_of(own[f"sheet-{size}.pdf"]).items()}
        for size in ("a4", "letter")
    )
    assert a4 == letter
    assert list(a4) == list(range(1, len(a4) + 1))
    seen = squeezed("".join("".join(line) for line in a4.values()))
    assert seen == squeezed(article_text(own_article()))


@pytest.mark.parametrize("size", ["a4", "letter"])
def test_the_key_names_the_lines_that_the_sheet_has(own: Mapping[str, bytes], size: str) -> None:
    marked = own_article()
    seen, at = "", {}
    for number, line in lines_of(own[f"sheet-{size}.pdf"]).items():
        for sign in squeezed("".join(word.text for word in line)):
            at[len(seen)] = number
            seen += sign
    headings = [squeezed(item.text) for item in structure(own[f"key-{size}.pdf"]).all("H3")]
    for note in marked.notes:
        said = []
        for passage in note.passages:
            text = marked.entry.article.text
            before = squeezed(_without_furniture(marked, passage.start))
            here = squeezed(text[passage.start : passage.end])
            assert seen.startswith(before + here)
            first = at[len(before) - (not here)]
            last = at[len(before) + len(here) - 1]
            said.append(str(first) if first == last else f"{first}–{last}")
        said = list(dict.fromkeys(said))
        one = len(said) == 1 and "–" not in said[0]
        where = f"{'Line' if one else 'Lines'}{','.join(said)}" if said else "Wholetext"
        assert where + squeezed(note.annotation.gist) in headings


def _without_furniture(marked: MarkedArticle, end: int) -> str:
    article = marked.entry.article
    kept, at = "", 0
    for start, stop in article.furniture:
        kept += article.text[at : min(start, end)]
        at = min(stop, end)
    return kept + article.text[at:end]


def test_all_notes_are_in_the_key_and_the_first_ones_come_first(own: Mapping[str, bytes]) -> None:
    marked = own_article()
    headings = [squeezed(item.text) for item in structure(own["key-a4.pdf"]).all("H3")]
    by_id = {note.id: note for note in marked.notes}
    expected = [by_id[id] for id in marked.entry.notes.first] + list(marked.notes)
    assert len(headings) == len(expected)
    for heading, note in zip(headings, expected, strict=True):
        assert heading.endswith(squeezed(note.annotation.gist))


def test_nothing_on_the_sheet_shows_where_the_notes_are(own: Mapping[str, bytes]) -> None:
    text = squeezed(structure(own["sheet-a4.pdf"]).text)
    for note in own_article().notes:
        assert squeezed(note.annotation.gist) not in text


# --- structure ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_each_file_is_what_it_claims_to_be(own: Mapping[str, bytes], profile: str) -> None:
    for name, data in own.items():
        report = checker.validate_pdf_bytes(data, profile=profile)
        assert report.is_compliant, (name, [failure.message for failure in report.failures])


def test_the_checker_finds_what_is_missing(own: Mapping[str, bytes]) -> None:
    with pikepdf.open(BytesIO(own["sheet-a4.pdf"])) as pdf:
        del pdf.Root.MarkInfo
        broken = BytesIO()
        pdf.save(broken)
    assert not checker.is_pdf_compliant_bytes(broken.getvalue(), profile="ua1")


def test_the_structure_has_language_title_and_headings_in_order(own: Mapping[str, bytes]) -> None:
    for name, data in own.items():
        with pikepdf.open(BytesIO(data)) as pdf:
            assert str(pdf.Root.Lang).startswith("en"), name
            assert bool(pdf.Root.MarkInfo.Marked), name
            assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle), name
            assert own_article().entry.front.title in str(pdf.docinfo.Title), name
        levels = [int(item.kind[1]) for item in structure(data).all("H1", "H2", "H3", "H4", "H5", "H6")]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), name


def test_each_picture_has_words_in_its_place(own: Mapping[str, bytes]) -> None:
    for name, data in own.items():
        pictures = structure(data).all("Figure")
        assert all(SITE.url in picture.alternative for picture in pictures), name
        assert len(pictures) == 1, name


def test_the_pages_have_the_size_that_the_name_says_and_no_colour(own: Mapping[str, bytes]) -> None:
    sizes = {"a4": (595, 842), "letter": (612, 792)}
    for name, data in own.items():
        size = name.removesuffix(".pdf").partition("-")[2]
        for page in pypdfium2.PdfDocument(data):
            assert tuple(round(side) for side in page.get_size()) == sizes[size], name
        picture = pypdfium2.PdfDocument(data)[0].render(scale=0.5).to_pil().convert("RGB")
        assert all(red == green == blue for _, (red, green, blue) in picture.getcolors(100_000)), name


# --- when there are none -----------------------------------------------------------------------------------------


def test_a_failure_names_the_article_and_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise PaperError("Typst says “not today”")

    monkeypatch.setattr(paper, "pdf", fail)
    with pytest.raises(WriteError) as raised:
        write_site(FIXTURE, tmp_path / "site")
    assert "night-ferries.md:1:1: paper-not-made" in str(raised.value)
    assert "not today" in str(raised.value)
    assert "paper: false" in str(raised.value)
    assert not (tmp_path / "site").exists()
