"""A gist that only repeats the name of its technique is told, in whatever form; one that says something is not."""

from __future__ import annotations

import pytest

from build_tools.check.case import Named
from build_tools.check.check import check_article
from build_tools.read.text import File
from tests.check.cases import HERE

CLEAN = HERE / "cases" / "clean"


def is_told(name: str, good_name: str, gist: str) -> bool:
    article = File("docs/articles/port.md", (CLEAN / "article.md").read_bytes())
    text = (CLEAN / "annotations.yml").read_text(encoding="utf-8")
    text = text.replace("gist: The point of this note.", f'gist: "{gist}"', 1)
    named = {
        "single-source": Named("sourcing", (name, good_name)),
        "missing-background": Named("missing-context", ("Missing background", "Background given")),
    }
    problems = check_article("port", article, File("annotations/port.yml", text.encode()), named).problems
    assert {item.rule for item in problems} <= {"gist-names-technique"}, problems
    return bool(problems)


@pytest.mark.parametrize(
    ("name", "good_name", "gist"),
    [
        ("Single source", "x", "SINGLE SOURCE"),
        ("Single source", "x", "There are no sources but a single one"),
        ("Labeling", "x", "The strikers are labelled"),
        ("Labelling", "x", "The strikers get a label"),
        ("Exaggeration", "x", "The text exaggerates"),
        ("Presupposition", "x", "It presupposes a fault"),
        ("Opinion as fact", "x", "An opinion is told as fact"),
        ("Vague wording", "x", "It is vaguely worded: a vague wording"),
        ("x", "Source named", "The source is named"),
        ("x", "Source named", "Naming the source: it is named"),
        ("Überschrift passt nicht", "x", "Die ÜBERSCHRIFT, sie passte nicht"),
        ("单一来源", "x", "单一来源"),
        ("Без источника", "x", "Это без источников"),
    ],
)
def test_a_name_in_any_form_is_told(name: str, good_name: str, gist: str) -> None:
    assert is_told(name, good_name, gist)


@pytest.mark.parametrize(
    ("name", "good_name", "gist"),
    [
        ("Single source", "More than one source", "Two headlines go back to one remark"),
        ("Single source", "x", "The only source is the port"),
        ("Labelling", "Described, not labelled", "Lab workers are called heroes"),
        ("Loaded words", "Plain words", "A delay is told as a sudden stop"),
        ("Opinion as fact", "x", "The facts are told as they are"),
        ("Word choice", "x", "A world of choices"),
        ("The", "x", "Nobody says when"),
        ("…", "x", "Nobody says when …"),
    ],
)
def test_what_a_note_has_to_say_is_not(name: str, good_name: str, gist: str) -> None:
    assert not is_told(name, good_name, gist)
