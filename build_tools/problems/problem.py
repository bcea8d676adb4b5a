"""A problem is data: what is wrong, and where. `printed.py` turns it into words on a screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning", "notice", "accepted"]
"""`accepted` is a warning that a contributor has looked at and lets stand, with a reason."""

LIMIT = 100
"""Problems of one rule that are listed for one file."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one line of a file."""

    path: str
    """The file, relative to the folder the reader of a message is in, with forward slashes."""
    line: int = 1
    """From 1."""
    column: int = 1
    """From 1, in code points."""
    end_column: int = 0
    """The column after the last character; 0 when only the start is known."""
    source_line: str = ""
    """The whole line."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a contributor has to mend (error), should look at (warning) or may like to know (notice)."""

    path: str
    """The file, relative to the folder the reader of the message is in, with forward slashes."""
    line: int
    """From 1."""
    column: int
    """From 1, in code points."""
    rule: str
    """The id of the rule, which `markedcopy explain` knows."""
    severity: Severity
    message: str
    """What is wrong, in one line."""
    hint: str = ""
    """What to do, in one or more lines."""
    end_column: int = 0
    """The column after the last character concerned, on the same line; 0 when only the start is known."""
    source_line: str = ""
    """The line of the file, to be shown under the message."""

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Problems are listed by file and place."""
        return self.path, self.line, self.column, self.rule, self.message


def limited(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first problems of one rule in one file: a flood would hide the others, and take long to find."""
    for number, problem in enumerate(problems, start=1):
        if number > LIMIT:
            more = f"there are more than {LIMIT} problems of this rule in this file"
            yield replace(problem, message=more, hint="Mend the others first, then check again.")
            return
        yield problem


def limited_by_rule(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first problems of each rule in one file, rule by rule."""
    by_rule: dict[str, list[Problem]] = {}
    for problem in problems:
        by_rule.setdefault(problem.rule, []).append(problem)
    for found in by_rule.values():
        yield from limited(found)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by file and place, each once."""
    return tuple(sorted(set(problems), key=lambda problem: problem.sort_key))


Path = tuple[str | int, ...]
"""Where a value stands in a file: `("annotations", 3, "target", 0)`."""
