"""What a rule is.

There are two sorts. A `Wording` says in words what went wrong while a file was read: the reader finds the
fault, the rule names it. A `Finder` looks for faults in what has been read, and yields them. Of both, the
function's name is the id and its docstring the documentation for contributors, in Markdown.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Literal, ParamSpec

from ..problems import Place, Problem, Severity

if TYPE_CHECKING:
    from .case import Case

P = ParamSpec("P")
Path = tuple[str | int, ...]
"""Where a value stands in a file: `("annotations", 3, "target", 0)`."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a problem says."""

    message: str
    """What is wrong, in one line."""
    hint: str = ""
    """What to do, in one or more lines."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in something that has been read."""

    at: Path
    """The value it concerns."""
    words: Words
    key: bool = False
    """Whether to point at the key of the value and not at the value."""
    within: tuple[int, int] | None = None
    """Offsets of the words concerned in the text at `at`; None for all of it."""
    file: Literal["annotations", "article"] = "annotations"


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


@dataclass(frozen=True, slots=True)
class Finder:
    """A rule that looks for faults in an article and its annotations."""

    id: str
    severity: Severity
    doc: str = field(repr=False)
    find: Callable[[Case], Iterator[Finding]] = field(repr=False)


def wording(severity: Severity = "error") -> Callable[[Callable[P, Words]], Wording[P]]:
    """Make a rule of a function that says what is wrong."""
    return lambda function: Wording(_id(function), severity, _doc(function), function)


def finder(
    severity: Severity = "error", *, part_of: Wording[...] | None = None
) -> Callable[[Callable[[Case], Iterator[Finding]]], Finder]:
    """Make a rule of a function that yields findings; `part_of` another rule when that documents it."""

    def make(function: Callable[[Case], Iterator[Finding]]) -> Finder:
        if part_of:
            return Finder(part_of.id, part_of.severity, part_of.doc, function)
        return Finder(_id(function), severity, _doc(function), function)

    return make


def problem(rule: str, severity: Severity, place: Place, words: Words) -> Problem:
    """The problem of a rule at a place."""
    return Problem(
        place.path,
        place.line,
        place.column,
        rule,
        severity,
        words.message,
        words.hint,
        place.end_column,
        place.source_line,
    )


def _id(function: Callable[..., object]) -> str:
    return function.__name__.replace("_", "-")


def _doc(function: Callable[..., object]) -> str:
    doc = inspect.getdoc(function)
    if not doc:
        raise TypeError(f"the rule {function.__name__} has no documentation")
    return doc


AnyRule = Wording[...] | Finder
