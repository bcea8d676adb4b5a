"""Where the passages of an old text are in a new one: carried over with the words they are made of, never searched."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ..anchor.differences import Change, changes
from ..anchor.normalise import normalise
from ..words.count import Span
from .aligned import Alignment, align
from .copying import FAR
from .worded import Words

Status = Literal["same", "changed", "gone"]

_LEAST_KEPT = 0.5
"""The share of a passage's letters or of its words, that must stand for it to be that passage still."""
_SURELY = 0.6
"""The share of a passage's letters that are surely at a place, for the rest to be there."""
_ROOM = 4
"""Words that may have been put in for each word of a passage, for what stands on both sides to be one passage."""
_WHOLE = 0.8
"""The share of its words from which on a passage that was torn open is one still."""
_MOST_WAYS = 8
"""In which an edit next to a passage is tried to be told."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of a passage. Offsets are code points of the new text."""

    status: Status
    """`same`: all its words stand, one behind the other, typesetting aside. `changed`: at least half of it stands.
    `gone`: it does not, or there is no telling which of two like it was taken out."""
    start: int | None = None
    end: int | None = None
    changes: tuple[Change, ...] = ()
    """Word by word, if it is `changed`."""


GONE = Carried("gone")


class Revision:
    """An old text and a new one."""

    def __init__(self, was: str, now: str) -> None:
        self.was, self.now = was, now

    @cached_property
    def old(self) -> Words:
        """The words of the old text."""
        return Words(self.was)

    @cached_property
    def new(self) -> Words:
        """The words of the new text."""
        return Words(self.now)

    @cached_property
    def aligned(self) -> Alignment:
        """Which word is which."""
        return align(self.old, self.new)

    def carry(self, start: int, end: int) -> Carried:
        """What became of the passage between two offsets of the old text."""
        if self.was == self.now:
            return Carried("same", start, end)
        normalised = self.old.search.normalised
        low, high = normalised.offset_of(start), normalised.offset_of(end)
        first, behind = bisect_right(self.old.ends, low), bisect_left(self.old.starts, high)
        if first >= behind:
            return self._between(first)
        places = self._places(first, behind)
        kept = [at for at in range(first, behind) if places[at - first] >= 0]
        chain = max(self._chains(kept, places, first), key=self._weight, default=[])
        shares = zip(self._weight(chain), self._weight(range(first, behind)), strict=True)
        if not any(kept_of and kept_of >= _LEAST_KEPT * of for kept_of, of in shares):
            return GONE
        sure = [at for at in chain if self.aligned.is_sure[at]]
        if self._weight(sure)[0] < _SURELY * self._weight(chain)[0]:
            return GONE
        begin, stop = places[chain[0] - first], places[chain[-1] - first]
        begin = self._first_replaced(first, chain[0], begin)
        stop = self._last_replaced(behind, chain[-1], stop)
        return self._found(start, end, (low, high), (first, behind), (begin, stop), places)

    def _weight(self, row: Sequence[int]) -> tuple[int, int]:
        """The letters and the words at some places; signs count little."""
        keys = [self.old.keys[at] for at in row]
        words = sum(key[0].isalnum() for key in keys)
        return sum(map(len, keys)), words

    def _places(self, first: int, behind: int) -> list[int]:
        """For each word of a passage its place in the new text, or -1.

        An edit next to the passage can often be told in two ways: of “A. B. C.” without B, either full stop may be
        the one that is left. It is told in the way that leaves the passage whole.
        """
        new_of = self.aligned.new_of
        old, new = self.old.keys, self.new.keys
        places = new_of[first:behind]
        words, size = old[first:behind], behind - first
        weights: dict[int, int] = {}
        for at, place in enumerate(places):
            if place >= 0:
                weights[place - at] = weights.get(place - at, 0) + len(words[at])
        if not weights or (len(weights) == 1 and -1 not in places):
            return places
        heaviest = sorted(weights, key=lambda base: -weights[base])[:_MOST_WAYS]
        for base in heaviest:
            is_most = weights[base] >= _SURELY * sum(map(len, words))
            if (
                base >= 0
                and new[base : base + size] == words
                and (is_most or all(self._may_be(first + at, base + at, first, behind) for at in range(size)))
            ):
                return list(range(base, base + size))
        base = heaviest[0]
        own = [at for at, place in enumerate(places) if place - at == base]
        for row in (range(own[-1] + 1, size), range(own[0] - 1, -1, -1)):
            for at in row:
                place = base + at
                if not (0 <= place < len(new) and new[place] == words[at]):
                    break
                if not self._may_be(first + at, place, first, behind):
                    break
                places[at] = place
        return places

    def _may_be(self, at: int, place: int, first: int, behind: int) -> bool:
        """Whether an edit can as well be told so that the word at `at` is the one at `place`."""
        new_of, old_of = self.aligned.new_of, self.aligned.old_of
        other = old_of[place]
        if other < 0 or first <= other < behind:
            return True
        low, high = min(at, other), max(at, other)
        return high - low < FAR and all(
            new_of[word] < 0 for word in range(low, high + 1) if word != other and not first <= word < behind
        )

    def _chains(self, kept: list[int], places: list[int], first: int) -> Iterator[list[int]]:
        """The words that stand, in rows that are in order and not torn apart."""
        row: list[int] = []
        is_whole = len(kept) >= _WHOLE * len(places)
        for at in kept:
            if row:
                lost = at - row[-1] - 1
                room = FAR if is_whole and not lost else min(FAR, _ROOM * (lost + len(places)))
                if not 0 < places[at - first] - places[row[-1] - first] <= room + lost + 1:
                    yield row
                    row = []
            row.append(at)
        if row:
            yield row

    def _first_replaced(self, first: int, at: int, place: int) -> int:
        """Where the passage begins, with what stands in the place of its first words."""
        new_of, old_of = self.aligned.new_of, self.aligned.old_of
        lost = at - first
        if not any(word[0].isalnum() for word in self.old.keys[first:at]):
            return place
        free = 0
        while free < place and old_of[place - free - 1] < 0:
            free += 1
        neighbour = new_of[first - 1] if first else -1
        if lost and neighbour == place - free - 1 and free <= 3 * lost + 2:
            return place - free
        return place - min(free, lost) if lost else place

    def _last_replaced(self, behind: int, at: int, place: int) -> int:
        new_of, old_of = self.aligned.new_of, self.aligned.old_of
        lost = behind - at - 1
        if not any(word[0].isalnum() for word in self.old.keys[at + 1 : behind]):
            return place
        free = 0
        while place + free + 1 < len(old_of) and old_of[place + free + 1] < 0:
            free += 1
        neighbour = new_of[behind] if behind < len(new_of) else len(old_of)
        if lost and neighbour == place + free + 1 and free <= 3 * lost + 2:
            return place + free
        return place + min(free, lost) if lost else place

    def _found(
        self,
        start: int,
        end: int,
        edges: Span,
        row: tuple[int, int],
        there: tuple[int, int],
        places: list[int],
    ) -> Carried:
        old, new = self.old, self.new
        (first, behind), (begin, stop) = row, there
        # A passage may begin or end inside a word.
        low = new.starts[begin]
        if places[0] == begin:
            low += max(0, edges[0] - old.starts[first])
        high = new.ends[stop]
        if places[-1] == stop:
            high -= max(0, old.ends[behind - 1] - edges[1])
        now_start, now_end = self._origin(low, high)
        now_start, now_end = self._with_spaces(start, end, now_start, now_end)
        was, now = self.was[start:end], self.now[now_start:now_end]
        if was == now or normalise(was).strip(" ") == normalise(now).strip(" "):
            return Carried("same", now_start, now_end)
        differing = changes(was, now)
        return Carried("changed" if differing else "same", now_start, now_end, differing)

    def _origin(self, low: int, high: int) -> Span:
        return self.new.origin(low)[0], self.new.origin(high)[1]

    def _with_spaces(self, start: int, end: int, now_start: int, now_end: int) -> Span:
        """As much white space at the ends as the passage had, where there is some."""
        was = self.was[start:end]
        for _ in range(len(was) - len(was.lstrip())):
            now_start -= now_start > 0 and self.now[now_start - 1].isspace()
        for _ in range(len(was) - len(was.rstrip())):
            now_end += now_end < len(self.now) and self.now[now_end].isspace()
        return now_start, now_end

    def _between(self, following: int) -> Carried:
        """A passage without words: white space, or half a sign."""
        new_of = self.aligned.new_of
        before = new_of[following - 1] if following else -1
        after = new_of[following] if following < len(new_of) else len(self.new.starts)
        if after != before + 1 or before < 0 or after >= len(self.new.starts):
            return GONE
        now_start, _ = self._origin(self.new.ends[before], self.new.ends[before])
        now_end, _ = self._origin(self.new.starts[after], self.new.starts[after])
        return Carried("same", now_start, now_end) if now_start < now_end else GONE
