"""A new text as pieces of an old one: the cheapest way to write it.

Whoever edits a text goes on copying, leaves words out, puts words in, and now and then goes elsewhere to copy from
there. Each of these costs something, most of all to leave a sentence in its middle. Of the ways to write the new text
from the old one the cheapest is taken, and for each of its pieces it is known how much more any other way would cost:
of two stretches that are nearly the same, that tells which is which, or that nothing does.

1. Where both texts have some words in a row, they have a *run* in common. A run is as long as it can be; runs overlap.
2. At each *stop* (where a run begins or ends, or a sentence does where runs overlap) any run can be left for any other.
   The cheapest way from the beginning to each stop, and from there to the end, are found in two sweeps.
3. What was copied twice stays where it is copied with more around it, or with the piece that would lose more without
   it, and it is done once more (`clashes.py`).

Costs are tenths of a word that is put in. Offsets count words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from .clashes import Other, Stretch, clashes_of, lost_by, owners_of, parted, rows_of, without_all
from .runs import Run, common_runs, stops_of

FAR = 300
"""Words between two others from which on they have nothing to do with one another."""
_LEAST_ROUNDS, _MOST_ROUNDS, _EFFORT = 3, 40, 60_000
"""How often words that were copied twice are taken from one of the two, and runs that are looked at in doing so."""

_PUT_IN = 10
_EDIT, _LEFT_OUT = 10, 3
"""To go on after an edit, and for each word that was left out there."""
_SKIP, _BACK, _JUMP = 5, 10, 15
_FURTHER, _PART = 30, 3
"""To go on further down, further up, and anywhere; the words that make the first two cost one more; and the part of
what an edge costs where words are put in."""
_EDGES = {0: 20, 1: 5, 4: 0}
"""To stop or to begin in a sentence, where one begins, and where a paragraph does."""
_NEVER = 1 << 40
_DOUBT = 10
"""What another way must cost more, for a piece to be sure."""


class Piece(NamedTuple):
    """A part of a run that was copied."""

    run: Run
    is_sure: bool


class _Sweep:
    """The cheapest ways from the beginning to each stop: with the words behind it copied from each of the runs that
    go on there, and with whatever behind it."""

    def __init__(self, runs: Sequence[Run], stops: Sequence[int], edges: Sequence[int]) -> None:
        self.stops = stops
        self.copying: list[dict[int, int]] = []
        self.leaving: list[int] = []
        order = sorted(range(len(runs)), key=lambda number: runs[number].new)
        exits: list[tuple[int, int]] = [(0, 0)]
        active: dict[int, int] = {}
        leave, last, upcoming, self.states = 0, 0, 0, 0
        for stop in stops:
            # Costs of exits are as if the words up to here had been put in behind them, and still are in order.
            put_in = stop * _PUT_IN
            leave += put_in - last * _PUT_IN
            going: list[tuple[int, int, int]] = []
            for number, cost in active.items():
                at, there, size = runs[number]
                place = at + stop - there
                leave = min(leave, cost + edges[place])
                exits.append((cost - put_in, place))
                if there + size > stop:
                    going.append((number, place, cost))
            while upcoming < len(order) and runs[order[upcoming]].new == stop:
                going.append((order[upcoming], runs[order[upcoming]].old, _NEVER))
                upcoming += 1
            exits.sort()
            del exits[bisect_right(exits, (leave + _JUMP + 2 * _EDGES[0] - put_in, _NEVER)) :]
            active = {}
            for number, place, cost in going:
                edge = edges[place]
                best = min(cost, leave + _JUMP + edge)
                for before, was in exits:
                    before += put_in
                    if before >= best:
                        break
                    if (
                        -FAR <= place - was <= FAR
                        and (way := before + _step(place - was, edges[was] + edge)) < best
                    ):
                        best = way
                active[number] = best
            last = stop
            self.states += len(active)
            self.copying.append(active)
            self.leaving.append(leave)
        end, put_in = len(edges) - 1, last * _PUT_IN
        self.total = min(
            [leave + _JUMP]
            + [before + put_in + _step(end - was, edges[was]) for before, was in exits if end - was <= FAR]
        )


def _step(left_out: int, edges: int) -> int:
    """What it costs to go on close by: where it was left, after some words that were left out, or before some."""
    if not left_out:
        return edges // _PART
    if left_out < 0:
        return _BACK - left_out // _FURTHER + edges
    return min(_EDIT + left_out * _LEFT_OUT, _SKIP + left_out // _FURTHER + edges)


def pieces(
    old: Sequence[int], new: Sequence[int], old_breaks: Sequence[int], new_breaks: Sequence[int]
) -> list[Piece]:
    """The pieces of an old text of which a new one is made; none has words in common with another."""
    ways = _Ways(old, new, old_breaks, new_breaks)
    doubtful: list[tuple[int, int]] = []
    runs = common_runs(old, new)
    sweep = ways.sweep(runs)
    rounds = max(_LEAST_ROUNDS, min(_MOST_ROUNDS, _EFFORT // (sweep.states + 1)))
    stretches = ways.cheapest(runs, sweep)
    for _ in range(rounds):
        rows = rows_of(stretches)
        clashes = list(clashes_of(rows))
        if not clashes:
            break
        owners = owners_of(rows, len(old))
        settled = [lost for clash in clashes if (row := clash.loser) for lost in lost_by(row, clash, owners)]
        if settled:
            runs = without_all(runs, settled)
            sweep = ways.sweep(runs)
        else:
            clash = max(clashes, key=lambda clash: clash.end - clash.start)
            less = [without_all(runs, lost_by(row, clash, owners)) for row in clash.rows]
            sweeps = [ways.sweep(some) for some in less]
            if abs(sweeps[0].total - sweeps[1].total) < _DOUBT:
                shifts = [row.new - row.old for row in clash.rows]
                doubtful += [(clash.start + shift, clash.end + shift) for shift in shifts]
            runs, sweep = min(zip(less, sweeps, strict=True), key=lambda one: one[1].total)
        stretches = ways.cheapest(runs, sweep)
    return _joined(stretches, (len(old), len(new)), doubtful)


class _Ways:
    """The ways to write one text from another."""

    def __init__(
        self, old: Sequence[int], new: Sequence[int], old_breaks: Sequence[int], new_breaks: Sequence[int]
    ) -> None:
        self.old_size, self.new_size = len(old), len(new)
        self.edges = [*(_EDGES[strength] for strength in old_breaks), 0]
        self.old_cuts = [at for at, strength in enumerate(old_breaks) if strength]
        self.new_cuts = [at for at, strength in enumerate(new_breaks) if strength]

    def sweep(self, runs: Sequence[Run]) -> _Sweep:
        """From the beginning to the end."""
        return _Sweep(runs, stops_of(runs, self.new_size, self.old_cuts, self.new_cuts), self.edges)

    def cheapest(self, runs: Sequence[Run], there: _Sweep) -> list[Stretch]:
        """What is copied, each time from where it makes the whole cheapest."""
        stops, last = there.stops, len(there.stops) - 2
        back = _Sweep(
            [Run(self.old_size - at - size, self.new_size - new - size, size) for at, new, size in runs],
            [self.new_size - stop for stop in reversed(stops)],
            self.edges[::-1],
        )
        found: list[Stretch] = []
        for number, (start, end) in enumerate(pairwise(stops)):
            ahead = back.copying[last - number]
            ways = sorted((cost + ahead[one], one) for one, cost in there.copying[number].items())
            if not ways or ways[0][0] > there.total:
                continue
            cost, one = ways[0]
            others = tuple(
                Other(runs[other], runs[other].old + start - runs[other].new, way - cost)
                for way, other in ways[1:]
            )
            none = there.leaving[number] + (end - start) * _PUT_IN + _JUMP + back.leaving[last - number]
            regret = min(none, ways[1][0] if others else none) - cost
            at = runs[one].old + start - runs[one].new
            found.append(Stretch(runs[one], Run(at, start, end - start), others, regret))
        return found


def _joined(stretches: list[Stretch], sizes: tuple[int, int], doubtful: list[tuple[int, int]]) -> list[Piece]:
    """What is copied, in parts that are sure or not. Of two places that are as good for the same words, neither is.

    Words that are copied to another place too are no better source if that place would lose more without them.
    """
    regrets = [0] * sizes[0]
    for one in stretches:
        regrets[one.part.old : one.part.old + one.part.size] = [one.regret] * one.part.size
    unsure = [False] * sizes[1]
    for start, end in doubtful:
        unsure[start:end] = [True] * (end - start)
    found: list[Piece] = []
    for one in parted(stretches):
        (at, there, size), is_sure = one.part, True
        for other in one.others:
            rival = other.extra + max(regrets[other.old : other.old + size])
            if other.extra < _DOUBT and rival < _DOUBT:
                is_sure = False
        cuts = [step for step in range(1, size) if unsure[there + step] != unsure[there + step - 1]]
        for low, high in pairwise([0, *cuts, size]):
            found.append(Piece(Run(at + low, there + low, high - low), is_sure and not unsure[there + low]))
    return found
