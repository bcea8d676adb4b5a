"""Rules of numbers: an article with its notes can be checked and shown in seconds."""

from __future__ import annotations

from collections.abc import Iterator

from ...problems import shape
from ...problems.wording import Words
from ..case import Case
from ..placing import MOST_TARGETS
from ..rule import Finding, finder

MOST_MARKS = 100_000
"""Stretches of the text between two edges of passages, each counted once for every passage that it is part of."""


@finder(part_of=shape.too_many)
def too_many_marks(case: Case) -> Iterator[Finding]:
    """The targets of all notes and attributions, and the marks that they make."""
    targets = len(case.placements)
    if targets > MOST_TARGETS:
        yield _finding(
            f"the notes and attributions have {targets:,} targets in all, and {MOST_TARGETS:,} is the most"
        )
    elif (marks := _marks(case)) > MOST_MARKS:
        yield _finding(
            f"the notes and attributions make {marks:,} marks in the text, and {MOST_MARKS:,} is the most"
        )


def _finding(message: str) -> Finding:
    return Finding(
        ("annotations",), Words(message, "Choose the passages that matter, or longer words."), key=True
    )


def _marks(case: Case) -> int:
    edges: dict[int, int] = {}
    for placement in case.placements:
        for start, end in placement.spans:
            edges[start] = edges.get(start, 0) + 1
            edges[end] = edges.get(end, 0) - 1
    depth = marks = 0
    for edge in sorted(edges):
        depth += edges[edge]
        marks += depth
    return marks
