"""A finder: a rule that looks for faults in what has been read, and yields them.

Its function's name is the id, and its docstring the documentation for contributors, in Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ..problems.problem import Path, Severity
from ..problems.wording import Wording, Words, doc_of, id_of

if TYPE_CHECKING:
    from .case import Case


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
class Finder:
    """A rule that looks for faults in an article and its annotations."""

    id: str
    severity: Severity
    doc: str = field(repr=False)
    find: Callable[[Case], Iterator[Finding]] = field(repr=False)
    needs: frozenset[str] = frozenset()
    """The keys it judges by. Where the value under one is made up, beside what it finds or below it, what it finds is
    not told: the fault that has been reported there may be the reason."""


def finder(
    severity: Severity = "error", *, needs: tuple[str, ...] = (), part_of: Wording[...] | None = None
) -> Callable[[Callable[[Case], Iterator[Finding]]], Finder]:
    """Make a rule of a function that yields findings: see `Finder`; `part_of` another rule when that documents it."""

    def make(function: Callable[[Case], Iterator[Finding]]) -> Finder:
        if part_of:
            return Finder(part_of.id, part_of.severity, part_of.doc, function, frozenset(needs))
        return Finder(id_of(function), severity, doc_of(function), function, frozenset(needs))

    return make


AnyRule = Wording[...] | Finder
