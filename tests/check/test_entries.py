"""An article without errors comes out anchored, with every passage where its words stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.check.case import Named
from build_tools.check.check import check, check_article
from build_tools.check.rules.wording import OURS, our_texts
from build_tools.entry import Entry
from build_tools.model.annotations import AnnotationFile
from build_tools.read.project import Project
from build_tools.read.text import File
from tests.check.cases import HERE, project_of
from tests.check.test_load import CLEAN

ARTICLE = HERE / "cases" / "clean" / "article.md"
TARGETS = """
  - id: everywhere
    kind: sourcing
    technique: single-source
    stance: concern
    target:
      - {every: Talks}
      - {exact: Talks, suffix: " about hours"}
      - {whole: article}
      - {after: reckless strike}
    gist: Four places, one note
    observation: A note in four places.
    confidence: {level: low, because: it is a test}
"""


def entry_of(annotations: str) -> Entry:
    files = (
        File("docs/articles/port.md", ARTICLE.read_bytes()),
        File("annotations/port.yml", annotations.encode()),
    )
    outcome = check_article(
        "port", *files, {"single-source": Named("sourcing"), "missing-background": Named("missing-context")}
    )
    assert outcome.problems == ()
    assert outcome.entry
    return outcome.entry


def test_every_form_of_target_is_placed() -> None:
    entry = entry_of(CLEAN + TARGETS.lstrip("\n"))
    text = entry.article.text
    named, reasons, everywhere = entry.annotation_spans
    assert [text[start:end] for start, end in named] == ["said Anna Holt, the harbour master"]
    assert [(text[:start][-17:], start == end) for start, end in reasons] == [("has not commented", True)]
    assert [text[start : end + 6] for start, end in everywhere] == [
        "Talks about",
        "Talks about",
        "Talks about",
        " cost ",
    ]
    ((quoted,),) = entry.attribution_spans
    assert text[slice(*quoted)] == "“We are ready,” said Anna Holt, the harbour master."


def test_typing_may_differ() -> None:
    entry = entry_of(
        CLEAN.replace('"“We are ready,” said', '\'"We are ready," said').replace('master."}', "master.'}")
    )
    ((quoted,),) = entry.attribution_spans
    assert entry.article.text[slice(*quoted)].startswith("“We are ready,”")


def test_an_article_with_errors_is_not_built() -> None:
    checked = check(project_of(HERE / "cases" / "quote-not-found"))
    assert checked.entries == ()
    assert [technique.id for technique in checked.techniques] == [
        "loaded-words",
        "missing-background",
        "single-source",
    ]


def test_an_article_with_warnings_is_built() -> None:
    assert len(check(project_of(HERE / "cases" / "intent-words")).entries) == 1


def test_an_empty_project_has_no_problems() -> None:
    assert check(Project({}, {}, {})).problems == ()


def test_our_words_are_found_wherever_they_stand() -> None:
    fields = {at[-1] if isinstance(at[-1], str) else at[-2] for at, _ in our_texts(everything())}
    assert fields == OURS - {"date_note", "selected_because", "scope", "basis"}


def everything() -> AnnotationFile:
    """A file in which every field that holds our words has some."""
    note = {
        "id": "a",
        "kind": "sourcing",
        "technique": "b",
        "stance": "concern",
        "target": "c",
        "gist": "d",
        "observation": "d",
        "known": "d",
        "inference": "e",
        "fair_reading": "f",
        "plain": "g",
        "missing": "g",
        "ask": "h",
        "confidence": {"level": "low", "because": "i"},
        "settled": [{"date": "2026", "question": "q", "how": "h"}],
    }
    report = {
        "publisher": "a",
        "url": "https://example.org/",
        "published": "2026",
        "headline": "b",
        "attributes_in_headline": "no",
        "note": "c",
    }
    return AnnotationFile.model_validate(
        {
            "summary": "a",
            "author": "b",
            "establishes": ["c"],
            "absent_voices": [{"name": "d", "why": "e"}],
            "facts": {"f": {"statement": "g", "told_here": "no"}},
            "coverage": [report],
            "annotations": [note],
            "corrections": [{"date": "2026", "what": "h"}],
            "lesson": {
                "minutes": "5",
                "objectives": ["i"],
                "prepare": ["j"],
                "know_before": [{"what": "k"}],
                "hard_words": [{"word": "l", "means": "m"}],
                "questions": ["n"],
                "leave_the_page": {"task": "o", "pack": ["p"]},
                "exit_ticket": ["q"],
                "transfer": {
                    "subject": "r",
                    "passage": "s",
                    "before": "t",
                    "after": "u",
                    "look_for": ["v"],
                },
                "rubric": [{"criterion": "w", "beginning": "x", "reached": "y", "beyond": "z"}],
                "standards": [
                    {
                        "framework": "a",
                        "code": "b",
                        "text": "c",
                        "url": "https://example.org/",
                        "checked": "2026",
                    }
                ],
            },
        }
    )


@pytest.mark.parametrize("name", ["docs/articles", "annotations", "docs/techniques"])
def test_the_repository_itself_is_clean(name: str) -> None:
    from build_tools.read.project import read_project

    root = Path(__file__).resolve().parents[2]
    problems = check(read_project(root)).problems
    assert [item for item in problems if item.path.startswith(name) and item.severity != "notice"] == []
