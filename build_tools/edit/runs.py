"""Words in a row that two texts have in common, as long as can be; they overlap. Offsets count words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_ROW = 4
"""Words in a row that make a run."""
_MOST_COPIES = 12
"""Places at which a row is looked at."""


class Run(NamedTuple):
    """Words that stand in both texts."""

    old: int
    new: int
    size: int


def common_runs(old: Sequence[int], new: Sequence[int]) -> list[Run]:
    """The words in a row that both texts have, and what they begin and end with."""
    places: dict[tuple[int, ...], list[int]] = {}
    for at, row in enumerate(zip(*(old[step:] for step in range(_ROW)), strict=False)):
        places.setdefault(row, []).append(at)
    runs: list[Run] = []
    reached: dict[int, int] = {}

    def add(at: int, there: int) -> None:
        first, last = 0, 0
        while first < min(at, there) and old[at - first - 1] == new[there - first - 1]:
            first += 1
        most = min(len(old) - at, len(new) - there)
        while last < most and old[at + last] == new[there + last]:
            last += 1
        reached[at - there] = there + last
        if first + last:
            runs.append(Run(at - first, there - first, first + last))

    add(0, 0)
    for there, row in enumerate(zip(*(new[step:] for step in range(_ROW)), strict=False)):
        found = places.get(row, ())
        if len(found) <= _MOST_COPIES:
            for at in found:
                if reached.get(at - there, -1) <= there:
                    add(at, there)
    add(len(old), len(new))
    return list(dict.fromkeys(runs))


def stops_of(runs: Sequence[Run], size: int, old_cuts: list[int], new_cuts: list[int]) -> list[int]:
    """Where a run can be left: where one begins or ends; and where a sentence does, if there are others."""
    found = {0, size}
    for run in runs:
        found |= {run.new, run.new + run.size}
    ordered = sorted(found)
    depth = [0] * (len(ordered) + 1)
    for run in runs:
        depth[bisect_left(ordered, run.new)] += 1
        depth[bisect_left(ordered, run.new + run.size)] -= 1
    level, crowded = 0, []
    for change in depth:
        level += change
        crowded.append(level > 1)
    for run in runs:
        shift = run.old - run.new
        first, behind = bisect_left(ordered, run.new), bisect_left(ordered, run.new + run.size)
        for number in range(first, behind):
            if crowded[number]:
                low, high = ordered[number], ordered[number + 1]
                cuts = old_cuts[bisect_right(old_cuts, low + shift) : bisect_left(old_cuts, high + shift)]
                found.update(cut - shift for cut in cuts)
                found.update(new_cuts[bisect_right(new_cuts, low) : bisect_left(new_cuts, high)])
    return sorted(found)


def without(run: Run, low: int, high: int) -> Iterator[Run]:
    """What is left of a run without some words of the old text."""
    at, there, size = run
    if low > at:
        yield Run(at, there, min(size, low - at))
    if high < at + size:
        first = max(0, high - at)
        yield Run(at + first, there + first, size - first)
