"""What a rule is.

There are two sorts. A `Wording` says in words what went wrong while a file was read: the reader finds the
fault, the rule names it. A `Finder` looks for faults in what has been read, and yields them. Of both, the
function's name is the id and its docstring the documentation for contributors, in Markdown.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, ParamSpec

from ..words.shorten import cut
from .problem import Place, Problem, Severity

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Words:
    """What a problem says."""

    message: str
    """What is wrong, in one line."""
    hint: str = ""
    """What to do, in one or more lines."""


@dataclass(frozen=True, slots=True)
class Wording(Generic[P]):
    """A rule that is found broken while reading."""

    id: str
    severity: Severity
    doc: str = field(repr=False)
    words: Callable[P, Words] = field(repr=False)

    def at(self, place: Place, *args: P.args, **kwargs: P.kwargs) -> Problem:
        """The problem at a place. The other arguments are those of the rule's function."""
        return problem(self.id, self.severity, place, self.words(*args, **kwargs))


def wording(severity: Severity = "error") -> Callable[[Callable[P, Words]], Wording[P]]:
    """Make a rule of a function that says what is wrong."""
    return lambda function: Wording(id_of(function), severity, doc_of(function), function)


_MOST_LINES = 60
_LONGEST_LINE = 2_000


def problem(rule: str, severity: Severity, place: Place, words: Words) -> Problem:
    """The problem of a rule at a place."""
    return Problem(
        place.path,
        place.line,
        place.column,
        rule,
        severity,
        cut(words.message, _LONGEST_LINE),
        "\n".join(cut(line, _LONGEST_LINE) for line in words.hint.split("\n")[:_MOST_LINES]),
        place.end_column,
        place.source_line,
    )


def id_of(function: Callable[..., object]) -> str:
    return function.__name__.replace("_", "-")


def doc_of(function: Callable[..., object]) -> str:
    doc = inspect.getdoc(function)
    if not doc:
        raise TypeError(f"the rule {function.__name__} has no documentation")
    return doc
