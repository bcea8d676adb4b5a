"""What a class is given on paper, read as its readers get it: by the structure of each PDF, and by what is seen."""

from __future__ import annotations

import json
import math
import os
import random
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from struct import pack, unpack

import page as checker
import pikepdf
import pypdfium2
import pytest
import segno

from build_tools.adapters.folder import WriteError, write_site
from build_tools.check.check import check_article, check_techniques
from build_tools.classroom.fonts import fonts_digest, no_fonts
from build_tools.classroom.handouts import handouts
from build_tools.classroom.offline import Inlined
from build_tools.classroom.paper import papers
from build_tools.classroom.paper_text import breakable
from build_tools.classroom.pdf_file import on_each_size, with_clear_ends
from build_tools.classroom.typesetting import FontError, PaperError, Typesetter, typesetter
from build_tools.marked.marked import MarkedArticle, mark_up
from build_tools.marked.segments import Passage
from build_tools.page.article import article_page
from build_tools.page.finished import Paper, SiteInfo
from build_tools.page.inline import plain_text
from build_tools.read.article import parse_article
from build_tools.read.project import read_project
from build_tools.read.text import File
from tests.checked import checked_project
from tests.classroom.made_font import made_font
from tests.classroom.pdf_reading import numbered_lines, squeezed, structure, words
from tests.sites import FIXTURE, ROOT, Shared

SITE = SiteInfo("Marked Copy", "https://marked-copy.example/a/class/")
NOWHERE = SiteInfo("Marked Copy")
COLUMN = 104 / 25.4 * 72
"""Points: how wide the article's text is on both sizes of paper."""
TECHNIQUES, NAMED, _ = check_techniques(read_project(FIXTURE).techniques)
CASES = Path(__file__).parents[1] / "pages"


@cache
def own_article() -> MarkedArticle:
    """The article with notes by which this edition begins."""
    project = checked_project(ROOT)
    entry = max(project.entries, key=lambda entry: len(entry.notes.annotations))
    return mark_up(entry, {item.id: item.front.names for item in project.techniques})


@cache
def case(name: str) -> MarkedArticle:
    """One of the articles of `tests/pages`."""
    return from_files(*((CASES / name / file).read_bytes() for file in ("article.md", "annotations.yml")))


def from_files(article: bytes, annotations: bytes) -> MarkedArticle:
    outcome = check_article("case", File("article.md", article), File("annotations.yml", annotations), NAMED)
    assert outcome.entry, outcome.problems
    return mark_up(outcome.entry, {item.id: item.front.names for item in TECHNIQUES})


def files_of(marked: MarkedArticle, site: SiteInfo) -> tuple[Paper, Mapping[str, bytes]]:
    """What an article has on paper, on both sizes."""
    told, made, _ = papers(marked, site)
    return told, dict(file for kind, data in made.items() for file in on_each_size(kind, data))


@pytest.fixture(scope="module")
def own(shared: Shared) -> Mapping[str, bytes]:
    """The files of our own article."""
    return shared.once("paper", lambda: files_of(own_article(), SITE)[1])


@pytest.fixture(scope="module")
def of_cases(shared: Shared) -> Mapping[str, tuple[Paper, Mapping[str, bytes]]]:
    """The files of the articles of `tests/pages`, made for a site that does not know its address."""
    names = sorted(path.parent.name for path in CASES.glob("*/article.md"))
    return shared.once("paper-of-cases", lambda: {name: files_of(case(name), NOWHERE) for name in names})


def article_text(marked: MarkedArticle) -> str:
    """The article's words, without what belongs to the web page that they were copied from."""
    article = marked.entry.article
    ends = [0, *(end for _, end in article.furniture)]
    starts = [*(start for start, _ in article.furniture), len(article.text)]
    return "".join(article.text[end:start] for end, start in zip(ends, starts, strict=True))


# --- the sheet ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", ["a4", "letter"])
def test_the_sheet_reads_as_the_article(own: Mapping[str, bytes], size: str) -> None:
    read = squeezed(structure(own[f"sheet-{size}.pdf"]).text)
    assert squeezed(article_text(own_article())) in read


def test_each_line_has_its_number_and_is_the_same_on_both_sizes(own: Mapping[str, bytes]) -> None:
    a4, letter = (
        {
            number: [word.text for word in line]
            for number, line in numbered_lines(own[f"sheet-{size}.pdf"]).items()
        }
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
    for number, line in numbered_lines(own[f"sheet-{size}.pdf"]).items():
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
    first = [by_id[id] for id in marked.entry.notes.first]
    expected = first + [note for note in marked.notes if note not in first]
    assert len(headings) == len(expected)
    for heading, note in zip(headings, expected, strict=True):
        assert heading.endswith(squeezed(note.annotation.gist))


def test_the_key_begins_with_a_list_of_all_notes_that_says_where_each_is(own: Mapping[str, bytes]) -> None:
    data = own["key-a4.pdf"]
    items = [squeezed(item.text) for item in structure(data).all("LI")]
    listed = [item for item in items if re.search(r"\(note\d+,page\d+\)$", item)]
    pages = [squeezed(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(data)]
    assert len(listed) == len(own_article().notes)
    for item, note in zip(listed, own_article().notes, strict=True):
        gist = squeezed(note.annotation.gist)
        number, at = map(int, re.findall(r"\d+", item.rpartition("(")[2]))
        assert gist in item
        assert number == note.number
        assert gist in pages[at - 1], gist
        assert ("+" in item.partition(gist)[0]) == (note.annotation.stance == "good-practice")


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
        assert not [item.kind for item in structure(data) if not item.content and not item.alternative], name


def test_the_key_and_the_plan_are_read_in_the_order_in_which_they_are_told(own: Mapping[str, bytes]) -> None:
    marked = own_article()
    file = marked.entry.notes
    by_id = {note.id: note for note in marked.notes}
    first = [by_id[id] for id in file.first]
    key = [marked.entry.front.title, file.summary, *file.establishes]
    key += [note.annotation.gist for note in marked.notes]
    for note in first + [note for note in marked.notes if note not in first]:
        a = note.annotation
        missing = a.missing if not a.known else None
        key += [a.gist, note.kind_name, *(passage_text(marked, one) for one in note.passages[:1])]
        key += filter(None, (a.observation, a.known, a.inference, a.fair_reading, a.plain, missing, a.ask))
    lesson = file.lesson
    assert lesson
    assert lesson.leave_the_page
    assert lesson.transfer
    plan = [marked.entry.front.title, *lesson.objectives]
    plan += (text for step in lesson.steps for text in (step.title, step.what))
    plan += [
        *lesson.prepare,
        *(item.what for item in lesson.know_before),
        *(hard.word for hard in lesson.hard_words),
    ]
    plan += [
        *lesson.questions,
        *lesson.leave_the_page.look_for,
        *lesson.transfer.look_for,
        *lesson.exit_ticket,
    ]
    plan += (
        text for row in lesson.rubric for text in (row.criterion, row.beginning, row.reached, row.beyond)
    )
    plan += [lesson.transfer.subject, lesson.transfer.passage, lesson.transfer.before, lesson.transfer.after]
    leave = lesson.leave_the_page
    plan += [
        leave.task,
        *(text for id in leave.pack for text in (leave.about[id], file.evidence[id].excerpt)),
    ]
    for name, told in (("key-a4.pdf", key), ("plan-a4.pdf", plan)):
        read, at = squeezed(structure(own[name]).text).lower(), 0
        for text in (part for whole in told for part in whole.split("\n\n")):
            # An address that is printed behind the words of a link is left out: the beginning will do.
            piece = squeezed(plain_text(text)).lower()[:40]
            assert piece in read[at:], (name, text)
            at = read.index(piece, at)


def passage_text(marked: MarkedArticle, passage: Passage) -> str:
    return marked.entry.article.text[passage.start : passage.end]


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


def test_nothing_stands_where_a_printer_does_not_reach(own: Mapping[str, bytes]) -> None:
    edge = 8 / 25.4 * 72
    for name, data in own.items():
        width, height = pypdfium2.PdfDocument(data)[0].get_size()
        assert min(word.left for word in words(data)) > edge, name
        assert max(word.right for word in words(data)) < width - edge, name
        assert max(word.bottom for word in words(data)) < height - edge, name
        assert min(word.bottom for word in words(data)) > edge + 8, name


@pytest.mark.parametrize(("name", "page"), [("sheet-letter.pdf", "practice.html"), ("key-a4.pdf", "")])
def test_a_phone_can_read_the_code(own: Mapping[str, bytes], name: str, page: str) -> None:
    address = f"{SITE.url}articles/{own_article().entry.slug}/{page}"
    code = segno.make(address, micro=False, error="m")
    size = len(code.matrix) + 8
    document = pypdfium2.PdfDocument(own[name])
    left, bottom, right, top = picture_box(own[name])
    assert right - left == pytest.approx(top - bottom)
    assert (right - left) * (size - 8) / size >= 25 / 25.4 * 72 - 0.01, "25 mm without its border"
    window = document[0].get_mediabox()
    crop = (left - window[0], bottom - window[1], window[2] - right, window[3] - top)
    picture = document[0].render(scale=size * 8 / (right - left), crop=crop).to_pil().convert("L")
    step = picture.width / size
    seen = [
        [picture.getpixel((int((x + 0.5) * step), int((y + 0.5) * step))) < 128 for x in range(size)]
        for y in range(size)
    ]
    assert seen == [[bool(module) for module in row] for row in code.matrix_iter(border=4)]


def picture_box(data: bytes) -> tuple[float, float, float, float]:
    """Where the only picture of a file is, as its structure says."""
    with pikepdf.open(BytesIO(data)) as pdf:
        (picture,) = (
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        )
        left, bottom, right, top = map(
            float, picture.A[0].BBox if "/BBox" in picture.A[0] else picture.A[1].BBox
        )
    return left, bottom, right, top


# --- any article -------------------------------------------------------------------------------------------------


def test_every_construct_is_read_as_written(
    of_cases: Mapping[str, tuple[Paper, Mapping[str, bytes]]],
) -> None:
    for name, (told, files) in of_cases.items():
        if told.lacking:
            assert name in ("right-to-left", "unusual-characters")
            continue
        # Numbers of footnotes, and what stands in the place of pictures, are no words of the article.
        read = re.sub(
            r"\[Picture: [^]]*\]|(?<=footnote\.)1", "", structure(files["sheet-a4.pdf"]).without("Lbl")
        )
        assert squeezed(article_text(case(name))) in squeezed(read), name
    kinds = [item.kind for item in structure(of_cases["every-construct"][1]["sheet-a4.pdf"])]
    assert {"H1", "H2", "L", "LI", "Table", "TH", "TD", "Em", "Strong"} <= set(kinds)


def test_every_file_is_what_it_claims_to_be(
    of_cases: Mapping[str, tuple[Paper, Mapping[str, bytes]]],
) -> None:
    for name, (_, files) in of_cases.items():
        for address, data in files.items():
            for profile in ("ua1", "2a"):
                report = checker.validate_pdf_bytes(data, profile=profile)
                assert report.is_compliant, (name, address, [item.message for item in report.failures])


def test_without_an_address_there_is_no_code_and_the_page_is_named(
    of_cases: Mapping[str, tuple[Paper, Mapping[str, bytes]]],
) -> None:
    for kind in ("sheet", "key"):
        root = structure(of_cases["formatting"][1][f"{kind}-a4.pdf"])
        assert root.all("Figure") == []
        assert squeezed("the site “Marked Copy”, under Articles: “Formatting”") in squeezed(root.text)


def test_no_sign_of_a_text_does_anything() -> None:
    chance = random.Random(1)
    written = "\n\n".join(_hostile(chance) for _ in range(300)) + "\n\n" + "w" * 200
    article = parse_article(written)
    plain = case("no-annotations-yet")
    marked = replace(plain, entry=replace(plain.entry, article=article))
    data = papers(marked, SITE).pdfs["sheet"]
    assert squeezed(article.text) in squeezed(structure(data).text)
    # No word is so long that it leaves the column.
    assert max(word.right for word in words(data) if set(word.text) == {"w"}) < 22 / 25.4 * 72 + COLUMN + 1


def test_a_long_address_is_divided_behind_its_signs_and_a_long_word_anywhere() -> None:
    address = "example.org/news/2025/04/21/a-report-of-the-proposal-to-halt-strikes.html"
    parts = "example.|org/|news/|2025/|04/|21/|a-|report-|of-|the-|proposal-|to-|halt-|strikes.|html"
    assert breakable(address) == parts.replace("|", "\u200b")
    assert breakable("w" * 45) == "\u200b".join(("w" * 20, "w" * 20, "w" * 5))
    assert breakable("short.example/a") == "short.example/a"


def _hostile(chance: random.Random) -> str:
    """A line of signs, or of words, that mean something to Typst."""
    if chance.random() < 0.5:
        return "".join(chance.choice(SIGNS) for _ in range(chance.randint(1, 20)))
    return " ".join(chance.choice(SOURCE) for _ in range(chance.randint(1, 5)))


SIGNS = "#$@*_`~<>\\/\"'=-+[](){}|&%^!?.,:;0123456789abcXYZ äßñ€“”‘’«»–—…№·\u00a0\u00ad\u2009\t"
SOURCE = (
    '#let #import #sys.inputs.data $x^2$ @ref <label> // /* */ ``` \\u{41} #{ #[ ] } #eval("1") http://x.y/#$ = - + / '
    '~ --- -- #pagebreak() #read("/etc/passwd") \\ \\\\ 1. 2) a@b.c # [a]{b} #a.b(c)'
).split()


def test_no_sign_of_a_note_does_anything() -> None:
    said = "#let x = $a$ <b> @c ~ -- \\u{41} // d"
    key = structure(hebrew(observation=said)["key-a4.pdf"])
    assert squeezed(said) in squeezed(key.text)


def hebrew(observation: str = "No reason is given.") -> Mapping[str, bytes]:
    """What is made of an article that is written from right to left."""
    head = (CASES / "right-to-left" / "article.md").read_text(encoding="utf-8").split("---")[1]
    head = re.sub(r"language: .*", "language: he", re.sub(r"title: .*", "title: הנמל נסגר", head))
    text = "# הנמל נסגר\n\nדובר אמר היום כי הנמל ייסגר ב־12 במאי, ולא מסר סיבה לכך. לדבריו זו החלטה סופית והיא בתוקף."
    notes = {
        "summary": "A port is closed.",
        "author": "Marked Copy editors",
        "annotations": [
            {
                "id": "no-reason",
                "kind": "sourcing",
                "technique": "single-source",
                "stance": "good-practice",
                "target": "ולא מסר סיבה לכך",
                "gist": "The text says that no reason was given",
                "observation": observation,
                "confidence": {"level": "high", "because": "it is on the page"},
            }
        ],
    }
    return files_of(from_files(f"---{head}---\n\n{text}\n".encode(), json.dumps(notes).encode()), SITE)[1]


def test_what_is_written_from_right_to_left_stands_so() -> None:
    data = hebrew()["sheet-a4.pdf"]
    margin = 595 - 22 / 25.4 * 72
    numbers = [word for word in words(data) if word.text.isdecimal() and word.left > margin]
    assert [int(word.text) for word in numbers] == [1, 2, 3]
    for number in numbers:
        beside = [word for word in words(data) if abs(word.bottom - number.bottom) < 5 and word is not number]
        assert max(word.right for word in beside) == pytest.approx(margin, abs=3)
    root = structure(data)
    assert root.all("H1")[0].language == "he"
    assert root.all("P")[-2].language == "he"
    seen = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert "לדבריו זו החלטה סופית" in " ".join(seen.split())


@pytest.fixture
def fonts(tmp_path: Path) -> Path:
    """A folder with a font for the article of `tests/pages/right-to-left`."""
    (tmp_path / "arabic").mkdir()
    letters = {sign for sign in case("right-to-left").entry.article.text if not sign.isascii()}
    letters |= set(case("right-to-left").entry.front.title) - {" "}
    data = made_font("Boxes", "".join(letters))
    (tmp_path / "arabic" / "Boxes.TTF").write_bytes(data)
    return tmp_path


def test_an_edition_has_fonts_of_its_own_for_other_scripts(fonts: Path) -> None:
    marked, site = case("right-to-left"), replace(SITE, fonts=str(fonts))
    told, files = files_of(marked, site)
    assert told.lacking == ""
    assert [file.kind for file in told.files] == ["sheet", "sheet", "key", "key"]
    data = files["sheet-a4.pdf"]
    root = structure(data)
    seen = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert "قال مسؤول إن الميناء" in " ".join(seen.split())
    (paragraph,) = (item for item in root.all("P") if item.language == "ar" and "12" in item.text)
    assert Counter(squeezed(paragraph.text)) == Counter(squeezed(marked.entry.article.text))
    assert root.all("H1")[0].language == "ar"
    margin = 595 - 22 / 25.4 * 72
    numbers = [word for word in words(data) if word.text.isdecimal() and word.left > margin]
    assert [int(word.text) for word in numbers] == list(range(1, len(numbers) + 1))
    with pikepdf.open(BytesIO(data)) as pdf:
        used = {
            str(item.BaseFont)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
        }
    assert any("Boxes" in name for name in used)
    assert not any("DejaVu" in name for name in used), "its Arabic is that of code"
    for profile in ("ua1", "2a"):
        assert checker.is_pdf_compliant_bytes(data, profile=profile)
    typesetter.cache_clear()
    assert files_of(marked, site)[1] == files


def test_what_is_no_font_is_named_and_another_font_makes_another_sheet(fonts: Path) -> None:
    before = fonts_digest(str(fonts))
    (fonts / "read-me.txt").write_text("no font, and no matter")
    assert fonts_digest(str(fonts)) == before
    (fonts / "broken.otf").write_bytes(b"OTTO" + bytes(40))
    assert fonts_digest(str(fonts)) != before
    with pytest.raises(FontError, match=r"broken.otf in the folder of fonts cannot be used: it is no font"):
        papers(case("right-to-left"), replace(SITE, fonts=str(fonts)))


def test_a_font_that_is_damaged_further_on_is_named(fonts: Path) -> None:
    """Typst takes it for a font, and fails when it sets a letter in it."""
    path = fonts / "arabic" / "Boxes.TTF"
    data = bytearray(path.read_bytes())
    tables = {bytes(data[at : at + 4]): at for at in range(12, 12 + 16 * unpack(">H", data[4:6])[0], 16)}
    start, length = unpack(">LL", data[tables[b"loca"] + 8 : tables[b"loca"] + 16])
    data[start : start + length] = b"\xff" * length
    path.write_bytes(data)
    assert no_fonts(fonts) == ()
    with pytest.raises(FontError) as raised:
        papers(case("right-to-left"), replace(SITE, fonts=str(fonts)))
    assert raised.value.files == ("arabic/Boxes.TTF",)
    assert "failed to process font" in raised.value.why


@pytest.mark.parametrize("kept", [0, 4, 8, 100, 0.3, 0.6, 0.9, 0.99, -1])
def test_a_font_that_was_cut_is_named_before_anything_is_made(fonts: Path, kept: float) -> None:
    data = (fonts / "arabic" / "Boxes.TTF").read_bytes()
    assert no_fonts(fonts) == ()
    (fonts / "cut.ttf").write_bytes(data[: int(kept * len(data) if 0 < kept < 1 else kept)])
    # What is cut is the last table, which Typst can do without. In a file of several fonts it is the same.
    (fonts / "several.ttc").write_bytes(several(data))
    (fonts / "several-cut.ttc").write_bytes(several(data)[:-1])
    (fonts / "noise.otc").write_bytes(b"garbage" * 100)
    assert no_fonts(fonts) == ("cut.ttf", "noise.otc", "several-cut.ttc")


def several(font: bytes) -> bytes:
    """A file of two fonts that are one and the same. Offsets are counted from the beginning of the file."""
    moved = bytearray(font)
    for at in range(12, 12 + 16 * unpack(">H", font[4:6])[0], 16):
        moved[at + 8 : at + 12] = pack(">L", unpack(">L", font[at + 8 : at + 12])[0] + 20)
    return pack(">4sLLLL", b"ttcf", 0x10000, 2, 20, 20) + moved


def test_a_damaged_font_is_told_once_and_no_article_is_blamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise FontError(["deep/a.otf"], "Typst says “malformed”")

    monkeypatch.setattr(Typesetter, "pdf", fail)
    with pytest.raises(WriteError) as raised:
        write_site(FIXTURE, tmp_path / "site")
    told = str(raised.value)
    assert told.count("font-damaged") == told.count("deep/a.otf") == 1
    assert (
        "mkdocs.yml:1:1: font-damaged: no PDF can be made with a font of `extra: classroom: fonts:`" in told
    )
    assert "take it out of that folder" in told
    assert "docs/articles" not in told


# --- the plan ----------------------------------------------------------------------------------------------------


def test_the_plan_has_all_that_the_lesson_says(own: Mapping[str, bytes]) -> None:
    lesson = own_article().entry.notes.lesson
    assert lesson
    read = squeezed(structure(own["plan-a4.pdf"]).text).lower()
    keys = {"using", "key_questions", "sift", "evidence", "pack", "checked"}
    for text in _texts(lesson.model_dump(exclude_none=True), keys):
        assert squeezed(plain_text(text).removeprefix("https://")).lower() in read, text
    evidence = own_article().entry.notes.evidence
    for id in lesson.leave_the_page.pack if lesson.leave_the_page else ():
        assert squeezed(evidence[id].excerpt).lower() in read


def _texts(value: object, left_out: set[str]) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.split("\n\n")
    elif isinstance(value, Mapping):
        for key, inside in value.items():
            if key not in left_out:
                yield from _texts(inside, left_out)
    elif isinstance(value, Iterable):
        for inside in value:
            yield from _texts(inside, left_out)


# --- the same everywhere -----------------------------------------------------------------------------------------


def test_the_same_bytes_come_of_another_process_elsewhere(own: Mapping[str, bytes]) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Kathmandu", "SOURCE_DATE_EPOCH": "1"}
    command = [sys.executable, "-c", ELSEWHERE]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    names, held = json.loads(result.stdout)
    assert names == {name: sha256(data).hexdigest() for name, data in own.items()}
    # Three articles more. Were the parts of the last ten documents kept, it would be thirty megabytes.
    assert held[-1] - held[0] < 12, held


ELSEWHERE = """
import json, resource, sys
from pathlib import Path
from struct import pack, unpack

def peak():
    # Of this process alone: what Linux counts as a maximum may be that of the one which started it.
    if sys.platform != "linux":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024

from hashlib import sha256
from build_tools.site.making import load_making
load_making()
assert not {"typst", "segno"} & set(sys.modules), "loaded before anything is made"
from tests.classroom.test_paper import SITE, files_of, own_article, papers
marked, held = own_article(), []
names = {name: sha256(data).hexdigest() for name, data in files_of(marked, SITE)[1].items()}
for number in range(4):
    for annotation in marked.entry.notes.annotations:
        object.__setattr__(annotation, "observation", f"{number}: {annotation.observation}")
    papers(marked, SITE)
    held.append(peak())
print(json.dumps([names, held]))
"""


def test_there_is_no_doubt_where_a_stream_ends() -> None:
    doubtful = b"1 0 obj\n<</Length 3>>\nstream\nab\r\nendstream\nendobj\n"
    doubtful += b"2 0 obj\n<</Length 1>>\nstream\nc\nendstream\n"
    clear = with_clear_ends(doubtful)
    assert clear == doubtful.replace(b">>\nstream\nab\r\n", b">>stream\nab\r\r\n")
    assert clear.index(b"2 0 obj") == doubtful.index(b"2 0 obj")


# --- when there are none -----------------------------------------------------------------------------------------


def test_a_failure_names_the_article_and_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise PaperError("Typst says “not today”")

    monkeypatch.setattr(Typesetter, "pdf", fail)
    with pytest.raises(WriteError) as raised:
        write_site(FIXTURE, tmp_path / "site")
    assert "night-ferries.md:1:1: paper-not-made" in str(raised.value)
    assert "not today" in str(raised.value)
    assert "paper: false" in str(raised.value)
    assert not (tmp_path / "site").exists()


def test_letters_without_a_font_are_said_and_symbols_are_named(
    of_cases: Mapping[str, tuple[Paper, Mapping[str, bytes]]],
) -> None:
    assert of_cases["unusual-characters"][0].lacking
    assert of_cases["right-to-left"] == (Paper(lacking="ق"), {})
    html = article_page(case("right-to-left"), SITE, (), of_cases["right-to-left"][0])[1].html
    assert "such as “ق”" in html
    assert "sheet-a4.pdf" not in html
    plain = case("no-annotations-yet")
    marked = replace(plain, entry=replace(plain.entry, article=parse_article("Rain 😀, 👩‍👩‍👧 and 🇩🇪 ✓")))
    read = structure(papers(marked, SITE).pdfs["sheet"]).text
    names = "Rain [grinning face], [woman, woman, girl] and [regional indicator symbol letter d, "
    assert squeezed(names + "regional indicator symbol letter e] ✓") in squeezed(read)


MANY = "".join(map(chr, range(0x1F300, 0x1F3B6)))
FOREIGN = {
    "Xi 习近平 said": "Xi [3 letters: Han] said",
    "in Seoul, 서울, and ไทย": "in Seoul, [2 letters: Hangul], and [3 letters: Thai]",
    "the end。": "the end[ideographic full stop]",
    "one 字": "one [1 letter: Han]",
    "ꙮ too": "[cyrillic letter multiocular o] too",
    "a child 👩\u200d👩\u200d👧": "a child [woman, woman, girl]",
}


def test_few_foreign_letters_and_many_emoji_are_named_and_stop_nothing() -> None:
    plain = case("no-annotations-yet")
    written = "Plain words. " * 60 + MANY + "\n\n" + "\n\n".join(FOREIGN)
    marked = replace(plain, entry=replace(plain.entry, article=parse_article(written)))
    told, made, _ = papers(marked, SITE)
    assert told.lacking == ""
    read = squeezed(structure(made["sheet"]).text)
    for seen in FOREIGN.values():
        assert squeezed(seen) in read
    assert squeezed("[white sun with small cloud]") in read
    assert checker.is_pdf_compliant_bytes(made["sheet"], profile="ua1")


@cache
def crammed() -> MarkedArticle:
    """An article of constructs that hardly fit, or whose lines are hard to tell."""
    head = (CASES / "no-annotations-yet" / "article.md").read_text(encoding="utf-8").split("---")[1]
    headline = "A headline that goes on and on " * 13
    text = f"# {headline}\n\n{'H' * 300}\n\n## {'ä' * 300}\n\n> a\n>> b\n>>> c\n>>>> {'d ' * 90}\n\n"
    text += "- a\n  - b\n    1. c\n       - d\n\n" + "```\n#let x = $y$\n```\n\n"
    row = "|" + "|".join(f" words {number} " for number in range(12)) + "|\n"
    text += row + "|" + "---|" * 12 + "\n" + row + row.replace("words", "w" * 60)
    cells = (
        f"| {'One cell, “wrapped” – twice; ' * 3} | {'another—and another/else, well-known, ' * 4} |\n"
        for _ in "ab"
    )
    text += "\n\n" + "|---|---|\n".join(cells)
    text += (
        "\n\n::: furniture\nAdvertisement\n:::\n\n"
        + "A half—broken, semi-detached and/or “quoted” word (or two)… " * 9
    )
    text += f"\n\nFound at https://example.org/{'a-long-address-of-7/' * 6} and https://example.org/{'x1' * 60}.\n\n"
    text += "**Em**phasis in the *mid*dle of *wo***r**ds. " * 12
    head = re.sub(r"title: .*", f"title: {headline.strip()}", head)
    return from_files(f"---{head}---\n\n{text}\n".encode(), NO_NOTES)


def test_no_construct_leaves_the_column_or_the_page() -> None:
    marked = crammed()
    for kind, data in papers(marked, SITE).pdfs.items():
        right = (22 + 104) / 25.4 * 72 if kind == "sheet" else 595 - 18 / 25.4 * 72
        beside = [word for word in words(data) if word.bottom > 250 and word.bottom < 760]
        assert max(word.right for word in beside) < right + 1, kind
        if kind == "sheet":
            assert squeezed(article_text(marked)) in squeezed(structure(data).text)


@pytest.mark.parametrize("article", [own_article, crammed])
def test_the_lines_that_pages_are_told_are_those_of_the_sheet(article: Callable[[], MarkedArticle]) -> None:
    marked = article()
    made, text = papers(marked, NOWHERE), marked.entry.article.text
    told: defaultdict[int, str] = defaultdict(str)
    for (start, number), (end, _) in pairwise([*made.lines, (len(text), 0)]):
        told[number] += text[start:end]
    furniture = (text[start:end] for start, end in marked.entry.article.furniture)
    assert squeezed(told.pop(0)) == squeezed("".join(furniture))
    seen = {
        number: squeezed("".join(word.text for word in line))
        for number, line in numbered_lines(made.pdfs["sheet"]).items()
    }
    assert {number: squeezed(words) for number, words in told.items()}.items() <= seen.items()
    # The head of a table comes again on its next page.
    again = [words for number, words in seen.items() if number not in told]
    assert again == (["words" * 12, "01234567891011"] if article is crammed else [])


NO_NOTES = b'{"summary": "Nothing yet.", "author": "Marked Copy editors", "annotations": []}'


def test_the_page_leads_to_what_there_is_and_says_what_a_choice_of_notes_does(
    own: Mapping[str, bytes],
) -> None:
    marked = own_article()
    told = papers(marked, SITE).told
    html = article_page(marked, SITE, (), told)[1].html
    for address, data in own.items():
        assert f'href="{address}"' in html
        assert f"(PDF, {math.ceil(len(data) / 1000)} KB)" in html
    assert "print key and student sheet from the projector’s page: their lines are numbered as here" in html
    # Of code and projector only where there are such.
    for site, has_code, has_projector in (
        (SITE, True, True),
        (NOWHERE, False, True),
        (SiteInfo(SITE.name, SITE.url, classroom="paper"), False, False),
    ):
        html = article_page(marked, site, (), told)[1].html
        assert ("the code leads to" in html) == has_code
        assert ("the projector’s page" in html) == has_projector
    without = SiteInfo("Marked Copy", classroom="pages")
    assert ".pdf" not in article_page(marked, without)[1].html
    assert handouts(case("formatting"), without, Inlined("", "")).paper == Paper()
