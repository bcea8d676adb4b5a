"""Words of an old text that a way to write the new one copies twice, and which of the two copies has to do without.

A new text may repeat what stood once in the old. Of two rows of words that are copied from the same place, the one
that goes on beyond these words is the old passage, and the other was put in. Offsets count words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from .runs import Run, without

_SETTLES = 4
"""Words around a clash that one row has more than the other, so that it is settled."""

Lost = tuple[Run, int, int]
"""A run, and the words of the old text, from the first to behind the last, that must not be copied by it."""


class Other(NamedTuple):
    """Where else some words could be copied from."""

    run: Run
    old: int
    extra: int
    """What the cheapest way costs more that does so."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is copied between two stops."""

    source: Run
    part: Run
    others: tuple[Other, ...]
    regret: int
    """What the cheapest way costs more that does not copy these words from here."""


class Row(NamedTuple):
    """Stretches that are copied in one go."""

    old: int
    new: int
    size: int
    stretches: tuple[Stretch, ...]

    @property
    def source(self) -> Run:
        """The run that they are parts of."""
        return self.stretches[0].source


class Clash(NamedTuple):
    """Words of the old text that are copied in two rows."""

    start: int
    end: int
    rows: tuple[Row, Row]

    @property
    def loser(self) -> Row | None:
        """The row that is nothing but these words, if the other one goes on."""
        lesser, greater = sorted(self.rows, key=lambda row: row.size)
        is_all = lesser.size == self.end - self.start
        return lesser if is_all and greater.size >= lesser.size + _SETTLES else None


def rows_of(stretches: Iterable[Stretch]) -> list[Row]:
    """Stretches, in the order of the new text, joined to rows."""
    found: list[Row] = []
    for one in stretches:
        at, there, size = one.part
        last = found[-1] if found else None
        if last and last.source == one.source and (last.old + last.size, last.new + last.size) == (at, there):
            found[-1] = Row(last.old, last.new, last.size + size, (*last.stretches, one))
        else:
            found.append(Row(at, there, size, (one,)))
    return found


def clashes_of(rows: Iterable[Row]) -> Iterator[Clash]:
    """All clashes of rows."""
    reach: list[Row] = []
    for row in sorted(rows, key=lambda row: row[:3]):
        reach = [other for other in reach if other.old + other.size > row.old]
        for other in reach:
            yield Clash(row.old, min(row.old + row.size, other.old + other.size), (other, row))
        reach.append(row)


def owners_of(rows: Iterable[Row], size: int) -> list[int]:
    """For each of `size` words of the old text, how long the longest row is in which it is copied."""
    found = [0] * size
    for row in rows:
        for at in range(row.old, row.old + row.size):
            found[at] = max(found[at], row.size)
    return found


def lost_by(row: Row, clash: Clash, owners: Sequence[int]) -> Iterator[Lost]:
    """What a row must not copy that does without the words of a clash: these, and the same words elsewhere that are
    copied in a longer row, for there it would be the next to clash."""
    yield row.source, clash.start, clash.end
    for stretch in row.stretches:
        at, _, size = stretch.part
        low, high = max(at, clash.start) - at, min(at + size, clash.end) - at
        for other in stretch.others if low < high else ():
            start, end = other.old + low, other.old + high
            if min(owners[start:end]) >= row.size + _SETTLES:
                yield other.run, start, end


def without_all(runs: Iterable[Run], lost: Iterable[Lost]) -> list[Run]:
    """What is left of runs without some of their words."""
    spans: dict[Run, list[tuple[int, int]]] = {}
    for run, start, end in lost:
        spans.setdefault(run, []).append((start, end))
    found: list[Run] = []
    for run in runs:
        parts = [run]
        for span in spans.get(run, ()):
            parts = [left for part in parts for left in without(part, *span)]
        found += parts
    return found


def parted(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches that have no words of the old text in common: what is still copied twice goes to the longest row."""
    taken: set[int] = set()
    found: list[Stretch] = []
    for row in sorted(rows_of(stretches), key=lambda row: (-row.size, row.new)):
        for one in row.stretches:
            at, there, size = one.part
            begin = 0
            for step in range(size + 1):
                if step == size or at + step in taken:
                    if step > begin:
                        found.append(replace(one, part=Run(at + begin, there + begin, step - begin)))
                    begin = step + 1
            taken.update(range(at, at + size))
    return sorted(found, key=lambda one: one.part.new)
