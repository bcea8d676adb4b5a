"""Packages for learning platforms: what is in them, for any article. (`test_players.py` runs them.)

A case of `packages/` has the name of one in `tests/pages/`, and what is made of it: a file of each package, as it is,
and the phrases of every kind. To write them anew: `python -m pytest tests/classroom --write-expected`.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.classroom.blocks import blocks
from build_tools.classroom.h5p import KINDS, h5p_package
from build_tools.classroom.handouts import handouts
from build_tools.classroom.offline import Inlined
from build_tools.classroom.phrases import MOST_PASSAGES, tasks
from build_tools.classroom.qti import qti_package
from build_tools.marked.marked import MarkedArticle, mark_up
from build_tools.page.article import article_page
from build_tools.page.finished import SiteInfo
from build_tools.read.article import parse_article
from build_tools.words.count import words
from tests.checked import checked_project
from tests.classroom.played import Word, played
from tests.pages.test_pages import CASES, TECHNIQUES, entry_of
from tests.pages.test_pages import HERE as PAGES
from tests.sites import FIXTURE

HERE = Path(__file__).parent / "packages"
PACKAGES = {"practice-offline.html", "practice-qti.zip", "practice.h5p"}
NOTHING = Inlined("", "")
SITE = SiteInfo("Marked Copy", "https://marked-copy.example/", classroom="pages packages")
QTI = "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}"
WITH_PLACES = [case for case in CASES if case not in ("no-annotations-yet", "how-others-reported-it")]
NAMES = {item.id: item.front.names for item in TECHNIQUES}


def marked_case(name: str) -> MarkedArticle:
    return mark_up(entry_of(PAGES / name), NAMES)


BASE = entry_of(PAGES / "formatting")


def marked_text(source: str, *spans: tuple[int, int]) -> MarkedArticle:
    """An article with these words, and a note of another kind on each of the spans of its visible text."""
    article = parse_article(source)
    bounds = [slice(*span).indices(len(article.text))[:2] for span in spans]
    first = BASE.notes.annotations[0]
    annotations = tuple(
        first.model_copy(update={"id": f"note-{number}", "kind": KINDS[number]})
        for number, _ in enumerate(spans)
    )
    notes = BASE.notes.model_copy(update={"annotations": annotations, "first": (), "attributions": ()})
    places = tuple(((start, max(start, end)),) for start, end in bounds)
    entry = replace(BASE, article=article, notes=notes, annotation_spans=places, attribution_spans=())
    return mark_up(entry, NAMES)


def marked_fixture() -> list[MarkedArticle]:
    return [mark_up(entry, NAMES) for entry in checked_project(FIXTURE).entries]


def unpacked(data: bytes | None) -> dict[str, str]:
    assert data
    with ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def items_of(marked: MarkedArticle) -> dict[str, ET.Element]:
    files = unpacked(qti_package(marked, SITE))
    return {name: ET.fromstring(text) for name, text in files.items() if name.startswith("items/")}  # noqa: S314 - ours


def field_of(marked: MarkedArticle) -> str:
    field: str = json.loads(unpacked(h5p_package(marked, SITE))["content/content.json"])["textField"]
    return field


def plain(text: str) -> str:
    """A text without its white space, and without the sign by which a word is kept from being mistaken."""
    return re.sub(r"[\s\u2060\ufeff]+", "", text)


def text_of(marked: MarkedArticle) -> str:
    """All words of an article but those of page furniture."""
    text = marked.entry.article.text
    return plain(
        "".join(text[start:end] for block in blocks(marked.entry.article) for start, end in block.spans)
    )


def flat(field: str) -> Iterator[Word]:
    for line in played(field):
        yield from line


@pytest.mark.parametrize("name", sorted(path.name for path in HERE.iterdir()))
def test_packages_are_as_expected(name: str, request: pytest.FixtureRequest) -> None:
    marked = marked_case(name)
    text = marked.entry.article.text
    found = {
        "phrases.txt": "".join(
            f"{task.kind} {task.part}/{task.parts}: "
            f"{' '.join(note.id for note in phrase.notes) or '-'}: {text[phrase.start : phrase.end]}\n"
            for task in tasks(marked)
            for phrase in task.phrases
        ),
        "h5p.json": "",
        "content.json": "",
        **{path.replace("items/", ""): file for path, file in unpacked(qti_package(marked, SITE)).items()},
    }
    for path, file in unpacked(h5p_package(marked, SITE)).items():
        found[path.rpartition("/")[2]] = f"{file}\n"
    for path, now in found.items():
        expected = HERE / name / path
        if request.config.getoption("--write-expected"):
            expected.write_text(now, encoding="utf-8")
        assert now == expected.read_text(encoding="utf-8"), path
    assert {path.name for path in (HERE / name).iterdir()} == set(found)


@pytest.mark.parametrize("name", WITH_PLACES)
def test_every_item_has_the_words_of_the_article_and_can_be_answered(name: str) -> None:
    check_items(marked_case(name))


def check_items(marked: MarkedArticle) -> None:
    of_kind: dict[str, str] = {}
    for path, item in items_of(marked).items():
        body = item.find(f"{QTI}qti-item-body/{QTI}qti-hottext-interaction/{QTI}div")
        assert body is not None
        kind = path.removeprefix("items/").rpartition("-")[0]
        of_kind[kind] = of_kind.get(kind, "") + plain("".join(body.itertext()))
        picked = [hottext.get("identifier") for hottext in body.iter(f"{QTI}qti-hottext")]
        rewarded = [entry.get("map-key") for entry in item.iter(f"{QTI}qti-map-entry")]
        assert picked
        assert len(set(picked)) == len(picked)
        assert set(rewarded) <= set(picked)
        assert 1 <= len(rewarded) <= 2 * MOST_PASSAGES
        assert {entry.get("mapped-value") for entry in item.iter(f"{QTI}qti-map-entry")} == {"1"}
        assert item.find(f".//{QTI}qti-correct-response") is None
        outcomes = {outcome.get("identifier") for outcome in item.iter(f"{QTI}qti-outcome-declaration")}
        told = {feedback.get("outcome-identifier") for feedback in item.iter(f"{QTI}qti-feedback-block")}
        set_to = {outcome.get("identifier") for outcome in item.iter(f"{QTI}qti-set-outcome-value")}
        assert told <= set_to <= outcomes
        said = "".join(item.itertext())
        assert not re.search(r"\b(?:in)?correct\b|\bwrong\b", said.replace("".join(body.itertext()), ""))
    assert set(of_kind.values()) <= {text_of(marked)}


def test_phrases_are_passages_and_clauses_that_no_note_of_the_kind_touches() -> None:
    for marked in marked_fixture():
        text = marked.entry.article.text
        for task in tasks(marked):
            assert any(phrase.notes for phrase in task.phrases)
            passages = [
                (note.id, passage)
                for note in marked.notes
                if note.kind == task.kind
                for passage in note.passages
            ]
            ends = 0
            for phrase in task.phrases:
                assert ends <= phrase.start < phrase.end
                ends = phrase.end
                touching = {
                    id
                    for id, passage in passages
                    if passage.start < phrase.end and phrase.start < passage.end
                }
                assert touching <= {note.id for note in phrase.notes}
                if not phrase.notes:
                    assert 2 <= len(list(words(text, phrase.start, phrase.end))) <= 12


def test_every_note_that_has_a_place_is_in_an_item_of_its_kind() -> None:
    for marked in marked_fixture():
        asked = {
            (task.kind, note.id) for task in tasks(marked) for phrase in task.phrases for note in phrase.notes
        }
        assert asked == {(note.kind, note.id) for note in marked.notes if note.passages}


@pytest.mark.parametrize(
    "name", ["overlapping-passages", "right-to-left", "unusual-characters", "every-construct"]
)
def test_the_player_of_single_words_shows_the_article_and_counts_the_words_of_passages(name: str) -> None:
    check_field(marked_case(name))


def check_field(marked: MarkedArticle) -> None:
    data = h5p_package(marked, SITE)
    if data is None:
        return
    shown = list(flat(field_of(marked)))
    assert plain("".join(word.before + word.shown + word.behind for word in shown)) == text_of(marked)
    assert any(word.counts for word in shown)


def test_an_asterisk_and_a_slash_are_signs_like_others() -> None:
    source = 'He said f***ing and/or *stars* \\*here\\* \\*, " and https://example.org/a/b \\*\\*twice and end\\*. No.'
    shown = [word for word in flat(field_of(marked_text(source, (8, -4)))) if word.counts]
    assert [word.shown for word in shown] == [
        *("f***ing", "and/or", "stars", "*here*", "and", "https://example.org/a/b", "**twice", "and", "end*")
    ]


SIGNS = st.sampled_from(
    list("abÄиد中的 ก\n  **//\"“”«»()[]',.;:!?…—-&<>{}%#_`\\\u00a0\u2060\ufeff\u200d😀\ufffe\x0b")
)


@settings(max_examples=40)
@given(
    source=st.text(SIGNS, min_size=1, max_size=80),
    places=st.lists(st.tuples(st.integers(0, 80), st.integers(0, 30)), min_size=3, max_size=3),
)
def test_any_text_stays_itself_in_both_packages(source: str, places: list[tuple[int, int]]) -> None:
    marked = marked_text(source, *((start, start + size) for start, size in places))
    # What no XML can hold is left out; the checker refuses it in an article.
    if not re.search("[\ufffe\x0b]", marked.entry.article.text) and qti_package(marked, SITE):
        check_items(marked)
    check_field(marked)


def test_packages_are_the_same_byte_for_byte_and_tell_no_time() -> None:
    for make in (qti_package, h5p_package):
        first, second = (make(marked_case("overlapping-passages"), SITE) for _ in range(2))
        assert first
        assert first == second
        with ZipFile(io.BytesIO(first)) as archive:
            entries = archive.infolist()
        assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
        assert {(entry.date_time, entry.compress_type, entry.external_attr) for entry in entries} == {
            ((1980, 1, 1, 0, 0, 0), ZIP_DEFLATED, 0o644 << 16)
        }


def test_packages_say_what_they_are_and_whose() -> None:
    marked = marked_case("right-to-left")
    manifest = unpacked(qti_package(marked, SITE))["imsmanifest.xml"]
    about = json.loads(unpacked(h5p_package(marked, SITE))["h5p.json"])
    front = marked.entry.front
    assert about["title"] == front.title
    assert about["source"] == front.url
    for words_of in (manifest, about["licenseExtras"]):
        assert front.publisher in words_of
        assert front.rights.basis in words_of
        assert "CC BY 4.0" in words_of
    assert f"<language>{front.language}</language>" in manifest
    item = next(iter(items_of(marked).values()))
    body = item.find(f".//{QTI}qti-hottext-interaction/{QTI}div")
    assert body is not None
    assert body.get("dir") == "rtl"
    assert body.get("{http://www.w3.org/XML/1998/namespace}lang") == front.language
    assert 'dir="rtl"' in field_of(marked)


def test_what_there_is_nothing_to_pick_from_has_no_package_and_no_link() -> None:
    bare = marked_case("no-annotations-yet")
    assert qti_package(bare, SITE) is None
    assert h5p_package(bare, SITE) is None
    beside = handouts(bare, SITE, NOTHING).addresses
    assert not PACKAGES & beside
    assert "mc-elsewhere" not in article_page(bare, SITE, beside)[1].html
    whole = marked_case("overlapping-passages")
    assert handouts(whole, SITE, NOTHING).addresses >= PACKAGES
    off = replace(SITE, classroom="pages")
    assert not PACKAGES & handouts(whole, off, NOTHING).addresses


def test_a_text_whose_words_are_not_set_apart_is_not_made_for_single_words() -> None:
    source = "港口管理局周一宣布，大桥将在周五关闭，没有说明理由。工人们称这个决定是一场灾难。"
    marked = marked_text(source, (2, 9))
    assert h5p_package(marked, SITE) is None
    check_items(marked)


def test_the_article_page_links_to_what_there_is_and_shows_the_frame() -> None:
    marked = marked_case("overlapping-passages")
    html = article_page(marked, SITE, {"practice.html", "practice.h5p"})[1].html
    assert 'href="practice.h5p"' in html
    assert "practice-qti.zip" not in html
    slug = marked.entry.slug
    assert f"&lt;iframe src=&#34;{SITE.url}articles/{slug}/practice.html&#34;" in html
    assert "&lt;iframe" not in article_page(marked, replace(SITE, url=""), {"practice.h5p"})[1].html
