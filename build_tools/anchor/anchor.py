"""Where a quoted passage stands: found for certain, or refused.

A selector anchors only if its words, context included, stand at one place and no other: as they are (`exact`) or
once typesetting is levelled (`normalised`). Several places make it `ambiguous`, none an `orphan`. Position, a
score or the order of the text never decides. Offsets are code points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from ..words.count import Span
from .describe import candidate_context, surroundings
from .differences import Change
from .find import SearchText, Selector, normalised_places, raw_places
from .suggest import Suggestion, suggest

__all__ = [
    "MOST_CANDIDATES",
    "Anchor",
    "Candidate",
    "Change",
    "SearchText",
    "Selector",
    "Span",
    "Status",
    "Suggestion",
    "anchor",
    "occurrences",
    "places",
]

MOST_CANDIDATES = 20
LONGEST_CONTEXT = 200
"""Characters of context, on either side, up to which a candidate is singled out."""

Status = Literal["exact", "normalised", "ambiguous", "orphan"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of several places that match equally."""

    start: int
    end: int
    prefix: str
    """With `suffix`: the shortest context that would single this place out; if none is short, what stands there."""
    suffix: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """The answer for one selector."""

    status: Status
    start: int | None = None
    """None unless the status is `exact` or `normalised`."""
    end: int | None = None
    candidates: tuple[Candidate, ...] = ()
    """If `ambiguous`: the first 20 places, in text order."""
    suggestion: Suggestion | None = None
    """If an `orphan`: the closest passage, for a person to judge."""


def anchor(text: SearchText, selector: Selector, *, helped: bool = True) -> Anchor:
    """Find the selector's passage. Not `helped`, an orphan has no suggestion, and candidates have the words around
    them as context: both take time, which thousands of selectors may not have.

    Tier 1 compares code points, tier 2 normalised text, and only if tier 1 finds nothing. Context must match in
    the same way as the passage.
    """
    status, found = places(text, selector)
    if status == "orphan":
        return Anchor(status, suggestion=suggest(text, selector) if helped else None)
    if status == "ambiguous":
        return Anchor(status, candidates=tuple(_candidate(text, *place, helped) for place in found))
    return Anchor(status, *found[0])


def places(text: SearchText, selector: Selector) -> tuple[Status, list[Span]]:
    """As `anchor`, but the places alone: no context is worked out for candidates, and nothing is suggested."""
    for status, places_of in TIERS:
        found = places_of(text, selector, MOST_CANDIDATES)
        if found:
            return status if len(found) == 1 else "ambiguous", found
    return "orphan", []


def occurrences(text: SearchText, words: str, most: int | None = None) -> tuple[Span, ...]:
    """Every place where the words stand, typesetting aside, in order; of overlapping places the first.

    Empty if there is none. With `most`, what comes after so many places is left out.
    """
    selector = Selector(words)
    everywhere = len(text) + 1 if most is None else most
    found = normalised_places(text, selector, everywhere) or raw_places(text, selector, everywhere)
    return tuple(_apart(found))


TIERS: tuple[tuple[Status, Callable[[SearchText, Selector, int], list[Span]]], ...] = (
    ("exact", raw_places),
    ("normalised", normalised_places),
)


def _candidate(text: SearchText, start: int, end: int, helped: bool) -> Candidate:
    if not helped:
        return Candidate(start, end, *surroundings(text, start, end))
    return Candidate(start, end, *candidate_context(text, start, end, LONGEST_CONTEXT))


def _apart(found: list[Span]) -> Iterator[Span]:
    done = 0
    for start, end in found:
        if start >= done:
            yield start, end
            done = end
