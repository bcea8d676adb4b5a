"""Cut an article's text wherever a passage or an attribution begins or ends.

Marks never nest: overlapping passages become pieces, and each piece carries every note on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in the text that a note is about. Offsets are code points of the visible text."""

    start: int
    end: int
    """Equal to `start` for a point, which stands directly before that offset."""
    note: int
    """The note's number, from 1."""
    part: int = 1
    """Which of the note's passages this is, from 1 in text order."""

    @property
    def is_point(self) -> bool:
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of the text that somebody other than the outlet says."""

    start: int
    end: int
    voice: str
    mode: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text under one set of notes and one voice."""

    start: int
    end: int
    notes: tuple[int, ...]
    """Numbers of the notes on every character of it, ascending."""
    said: Stretch | None
    """Who says it; None for the outlet's own voice."""
    begins: tuple[Passage, ...]
    """The passages whose first character is this segment's first, by note number."""
    ends: tuple[Passage, ...]
    """The passages whose last character is this segment's last, and the points after it, by note number."""


def cut(length: int, passages: Iterable[Passage], stretches: Iterable[Stretch] = ()) -> tuple[Segment, ...]:
    """Divide the offsets from 0 to `length` into segments, in order and without gaps.

    Where stretches overlap, the one that begins later wins.
    """
    opening: defaultdict[int, list[Passage | Stretch]] = defaultdict(list)
    closing: defaultdict[int, list[Passage | Stretch]] = defaultdict(list)
    items: list[Passage | Stretch] = [*passages, *stretches]
    for item in items:
        closing[item.end].append(item)
        if item.start < item.end:
            opening[item.start].append(item)

    segments = []
    notes: list[int] = []
    said: list[Stretch] = []
    bounds = sorted({0, length, *opening, *closing})
    for start, end in pairwise(bounds):
        for item in closing[start]:
            if isinstance(item, Stretch):
                said.remove(item)
            elif not item.is_point:
                notes.remove(item.note)
        for item in opening[start]:
            if isinstance(item, Stretch):
                said.append(item)
            else:
                notes.append(item.note)
        segments.append(
            Segment(
                start,
                end,
                tuple(sorted(set(notes))),
                said[-1] if said else None,
                _passages(opening[start]),
                _passages(closing[end]),
            )
        )
    return tuple(segments)


def _passages(items: Iterable[Passage | Stretch]) -> tuple[Passage, ...]:
    return tuple(sorted((item for item in items if isinstance(item, Passage)), key=lambda item: item.note))


def apart(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Those of the passages that do not overlap, in order of place.

    Of passages that overlap the one that begins first stays, and of those that begin together the longest.
    """
    chosen: list[Passage] = []
    for passage in sorted(passages, key=lambda item: (item.start, -item.end)):
        if not chosen or chosen[-1].end <= passage.start:
            chosen.append(passage)
    return tuple(chosen)
