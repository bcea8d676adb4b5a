"""A line that a message proposes, pasted in place of the faulty one, mends the fault: in every case that has one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.model.annotations import AnnotationFile, NoteFile
from build_tools.problems.problem import Problem
from build_tools.read.load import load
from build_tools.read.syntax import in_quotes
from build_tools.read.text import File, Source, decode
from tests.check.cases import CASES, problems_of

_LINE = re.compile(r"Write this:\n(?P<indent> *)(?P<line>.+)")


def _proposed() -> Iterator[tuple[Path, Problem, str]]:
    for case in CASES:
        for problem in problems_of(case):
            if problem.path.endswith(".yml") and (match := _LINE.search(problem.hint)):
                yield case, problem, match["line"]


PROPOSED = tuple(_proposed())


@pytest.mark.parametrize(("case", "problem", "line"), PROPOSED, ids=lambda item: getattr(item, "name", ""))
def test_the_line_as_it_should_be(case: Path, problem: Problem, line: str) -> None:
    is_note = problem.path.count("/") == 2
    file = case / "notes" / problem.path.rpartition("/")[2] if is_note else case / "annotations.yml"
    source, _ = decode(File(problem.path, file.read_bytes()))
    assert source
    lines = source.text.split("\n")
    given = lines[problem.line - 1]
    lines[problem.line - 1] = given[: len(given) - len(given.lstrip())] + line
    model = NoteFile if is_note else AnnotationFile
    after = load(Source.of(problem.path, "\n".join(lines)), model).problems
    assert not [found for found in after if found.line == problem.line]


def test_there_are_such_lines() -> None:
    assert len(PROPOSED) > 5


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Talks: a report", '"Talks: a report"'),
        ('"Slam" is a word.', "'\"Slam\" is a word.'"),
        ("'The council's word'", '"The council\'s word"'),
        ('"She said "no" to it."', "'She said \"no\" to it.'"),
        ('It\'s "so": yes', "'It''s \"so\": yes'"),
        ('"One" and "two"', '\'"One" and "two"\''),
        ("C:\\new: a folder", "'C:\\new: a folder'"),
    ],
)
def test_in_quotes(text: str, quoted: str) -> None:
    assert in_quotes(text) == quoted
