"""Whether a passage that stands in a new text may as well be another one of the old text, which has the same words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from ..words.count import Span
from .aligned import FAR, Alignment
from .worded import Words

_FEW, _MOST_COPIES = 6, 12
"""Words that are looked for in the old text again, and places of them that are looked at."""


def is_mistakable(old: Words, new: Words, aligned: Alignment, row: Span, place: int) -> bool:
    """Whether nobody can tell that the words of `row` in the old text are those at `place` in the new."""
    case = _Case(old, new, aligned)
    return case.may_slide(*row, place) or case.is_mixed_up(*row, place)


class _Case:
    def __init__(self, old: Words, new: Words, aligned: Alignment) -> None:
        self.old, self.new, self.aligned = old, new, aligned

    def may_slide(self, first: int, behind: int, place: int) -> bool:
        """Whether the same words stood next to a passage, and as many words there were taken out or put in that nobody
        can tell which of the two these are."""
        new_of, old_of = self.aligned.new_of, self.aligned.old_of
        old, new = self.old.keys, self.new.keys
        words, stop = old[first:behind], place + behind - first
        for mine, theirs, there, begin, end in (
            (new_of, old_of, old, first, behind),
            (old_of, new_of, new, place, stop),
        ):
            left = begin
            while left and begin - left < FAR and mine[left - 1] < 0:
                left -= 1
            right = end
            while right < len(mine) and right - end < FAR and mine[right] < 0:
                right += 1
            gap = begin - left
            if gap and there[left : left + len(words)] == words and self._closed(mine, theirs, left, begin):
                return True
            gap = right - end
            if gap and there[right - len(words) : right] == words and self._closed(mine, theirs, end, right):
                return True
        return False

    def is_mixed_up(self, first: int, behind: int, place: int) -> bool:
        """Whether a passage that has a copy in the old text may be that copy: what stands around both is the same, and
        the first word on either side by which they differ does not say which is which, or both say something else."""
        new_of, old = self.aligned.new_of, self.old.keys
        base = place - first
        for other in self._copies(first, behind):
            left, right = first, behind
            shift = other - first
            while left and left + shift and first - left < FAR and old[left - 1] == old[left + shift - 1]:
                left -= 1
            most = len(old) - max(0, shift)
            while right < most and right - behind < FAR and old[right] == old[right + shift]:
                right += 1
            if abs(shift) < right - left:
                continue  # words that repeat themselves, one behind the other
            mine = self._witnesses(left, right, base)
            if mine:
                continue
            there = new_of[other]
            if mine is None or there < 0 or not self._witnesses(left + shift, right + shift, there - other):
                return True
        return False

    def _witnesses(self, left: int, right: int, base: int) -> int | None:
        """How many of the words next to a row in the old text are next to it in the new, so many words further on;
        None if there are none, and one of them has the row next to it somewhere else."""
        new_of = self.aligned.new_of
        found, is_doubtful = 0, False
        sides = []
        if left and new_of[left - 1] >= 0:
            sides.append(new_of[left - 1] - base - left + 1)
        if right < len(new_of) and new_of[right] >= 0:
            sides.append(new_of[right] - base - right)
        for shifted in sides:
            if shifted and self._stands(left, right, base + left + shifted):
                is_doubtful = True
            found += not shifted
        return None if is_doubtful and not found else found

    def _stands(self, first: int, behind: int, place: int) -> bool:
        """Whether some words of the old text stand at a place of the new one."""
        return place >= 0 and self.new.keys[place : place + behind - first] == self.old.keys[first:behind]

    def _copies(self, first: int, behind: int) -> Iterator[int]:
        """Where else in the old text the words stand, with some that stand next to them if they are few."""
        missing = max(0, _FEW - (behind - first))
        found: set[int] = set()
        for low, high in {(first, behind + missing), (first - missing, behind)}:
            low, high = max(0, low), min(len(self.old.keys), high)
            string = self.old.search.normalised.string[self.old.starts[low] : self.old.ends[high - 1]]
            for offset in islice(self.old.search.normalised_finder.find(string), _MOST_COPIES):
                at = bisect_left(self.old.starts, offset)
                if at != low and at < len(self.old.starts) and self.old.starts[at] == offset:
                    found.add(at + first - low)
        yield from sorted(found)

    @staticmethod
    def _closed(mine: list[int], theirs: list[int], left: int, right: int) -> bool:
        """Whether nothing stands on the other side for what lies between two offsets."""
        before = mine[left - 1] if left else -1
        after = mine[right] if right < len(mine) else len(theirs)
        return before + 1 == after
