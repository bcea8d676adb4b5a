"""The contexts that a passage can have: which stretch around it is the shortest that stands only once.

Context is cut at words where it can be, and never inside a grapheme cluster. Offsets are code points.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import islice

from ..words.count import Span
from ..words.sentences import sentence
from ..words.whole import within_word
from .find import Finder, SearchText

LONGEST_WORD = 32
"""Context grows by at most this many characters so as not to cut a word."""
FEW = 64
"""Up to this many equal passages are compared one by one; of more, the text is searched."""
MOST_TRADED = 600
"""Contexts up to this long in total are searched for the best trade between prefix and suffix."""
MOST_TRADES = 240
PARAGRAPH_ALLOWANCE = 100
SENTENCE_ALLOWANCE = 20
"""How many more characters context within the paragraph, or within the sentence, may take."""


@dataclass(frozen=True, slots=True)
class Field:
    """One form of the text, and the passage in it around which context is laid."""

    string: str
    begin: int
    end: int
    bare: Span
    """Where the passage begins and ends in the original, with the rest of clusters that it cuts."""
    start_of: Callable[[int], int | None]
    """The offset in the original at which context may begin; None where it may not."""
    end_of: Callable[[int], int | None]
    """The offset in the original at which context may end; None where it may not."""
    paragraph: Span
    """The lines on which the passage stands."""
    is_unique: Callable[[int, int], bool]
    """Whether a stretch of the string, with the passage in it, stands only once."""

    @classmethod
    def raw(cls, text: SearchText, start: int, end: int) -> Field:
        begin, stop = start, end
        while not text.between_clusters(begin):
            begin -= 1
        while not text.between_clusters(stop):
            stop += 1

        def edge(offset: int) -> int | None:
            return offset if text.between_clusters(offset) else None

        lines = _lines(text.text, begin, stop)
        unique = _uniqueness(text.finder, begin, stop)
        return cls(text.text, begin, stop, (begin, stop), edge, edge, lines, unique)

    @classmethod
    def normalised(cls, text: SearchText, start: int, end: int) -> Field:
        form = text.normalised
        begin, stop = form.offset_of(start), form.offset_of(end)
        while form.string[begin] == " ":
            begin += 1
        while form.string[stop - 1] == " ":
            stop -= 1
        first, last = _lines(text.text, start, end)
        lines = min(form.offset_of(first), begin), max(form.offset_of(last), stop)
        unique = _uniqueness(text.normalised_finder, begin, stop)
        return cls(
            form.string, begin, stop, (start, end), form.origin_of_start, form.origin_of_end, lines, unique
        )

    def origin(self, stretch: Span) -> Span:
        """The same stretch in the original."""
        begin, end = stretch
        start = self.start_of(begin) if begin < self.begin else None
        stop = self.end_of(end) if end > self.end else None
        return self.bare[0] if start is None else start, self.bare[1] if stop is None else stop

    def left(self, length: int) -> int:
        """Where context of `length` characters before the passage begins, or a little more to spare a word."""
        wanted = self.begin - length
        fallback = 0
        for offset in range(wanted, max(0, wanted - LONGEST_WORD), -1):
            if not self.string[offset].isspace() and self.start_of(offset) is not None:
                if not within_word(self.string, offset):
                    return offset
                fallback = fallback or offset
        return fallback

    def right(self, length: int) -> int:
        """Where context of `length` characters behind the passage ends, or a little more to spare a word."""
        wanted, size = self.end + length, len(self.string)
        fallback = size
        for offset in range(wanted, min(size, wanted + LONGEST_WORD)):
            if not self.string[offset - 1].isspace() and self.end_of(offset) is not None:
                if not within_word(self.string, offset):
                    return offset
                fallback = offset if fallback == size else fallback
        return fallback

    def shortest(self, reach: int) -> Span | None:
        """The shortest unique stretch with at most about `reach` characters on either side of the passage.

        A stretch in the passage's own paragraph, or own sentence, is taken even if it is a little
        longer: when a neighbour is deleted or moved, what stood behind its end can come to stand behind a
        look-alike.
        """
        whole = (0, len(self.string))
        if self.is_unique(self.begin, self.end):
            return self.begin, self.end
        anywhere = self._shortest_within(whole, reach)
        if anywhere is None:
            return None
        best, length = anywhere, _length(anywhere)
        for bounds, allowance in (
            (self.paragraph, PARAGRAPH_ALLOWANCE),
            (self._sentence(), SENTENCE_ALLOWANCE),
        ):
            if not (bounds[0] <= best[0] and best[1] <= bounds[1]):
                most = length + allowance
                inside = self._shortest_within(bounds, min(reach, most - (self.end - self.begin)))
                if inside is not None and _length(inside) <= most:
                    best = inside
        return best

    def _sentence(self) -> Span:
        """The passage's sentences, as far as the paragraph goes."""
        (first, last), begin, end = self.paragraph, self.begin, self.end
        within = max(first, begin - MOST_TRADED), min(last, end + MOST_TRADED)
        return sentence(self.string, begin, end, within=within)

    def _shortest_within(self, bounds: Span, reach: int) -> Span | None:
        begin, end = self.begin, self.end
        low, high = bounds

        @cache
        def left(length: int) -> int:
            return max(low, self.left(length))

        @cache
        def right(length: int) -> int:
            return min(high, self.right(length))

        tries: tuple[Callable[[int], Span], ...] = (
            lambda length: (left(length), end),
            lambda length: (begin, right(length)),
            lambda length: (left(length), right(length)),
        )
        found = [stretch for attempt in tries if (stretch := self._gallop(attempt, reach))]
        if not found:
            return None
        best = min(found, key=_length)
        return self._trade(best, left, right) if _length(best) - (end - begin) <= MOST_TRADED else best

    def _gallop(self, attempt: Callable[[int], Span], reach: int) -> Span | None:
        """The first unique one of a row of growing stretches: doubling, then halving the gap."""
        short, long = 0, 1
        while not self.is_unique(*attempt(long)):
            if long >= reach or attempt(long) == attempt(reach):
                return None
            short, long = long, min(2 * long, reach)
        while long - short > 1:
            middle = (short + long) // 2
            if self.is_unique(*attempt(middle)):
                long = middle
            else:
                short = middle
        return attempt(long)

    def _trade(self, best: Span, left_of: Callable[[int], int], right_of: Callable[[int], int]) -> Span:
        """A shorter stretch than `best`, if more on one side saves more than that on the other.

        What is unique stays so when it grows: so one walk along the edge between unique and not will do.
        """
        spare = _length(best) - (self.end - self.begin)
        lefts = _cuts(lambda length: self.begin - left_of(length), spare)
        rights = _cuts(lambda length: right_of(length) - self.end, spare)
        left, right, trades = 0, len(rights) - 1, 0
        while left < len(lefts) and right >= 0 and trades < MOST_TRADES:
            if lefts[left] + rights[right] >= spare:
                right -= 1
                continue
            stretch = self.begin - lefts[left], self.end + rights[right]
            trades += 1
            if self.is_unique(*stretch):
                best, spare = stretch, lefts[left] + rights[right]
                right -= 1
            else:
                left += 1
        return best


def _lines(text: str, start: int, end: int) -> Span:
    """The lines on which text[start:end] stands, without their line ends."""
    last = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if last < 0 else last


def _length(stretch: Span) -> int:
    return stretch[1] - stretch[0]


def _cuts(snapped: Callable[[int], int], below: int) -> list[int]:
    """The lengths under `below` at which context can be cut, rising from none at all."""
    cuts = [0]
    while (cut := snapped(cuts[-1] + 1)) < below and cut > cuts[-1]:
        cuts.append(cut)
    return cuts


def _uniqueness(finder: Finder, begin: int, end: int) -> Callable[[int, int], bool]:
    """The test whether a stretch around string[begin:end] stands only once in the string."""
    string = finder.string
    equal = list(islice(finder.find(string[begin:end]), FEW + 1))
    if len(equal) > FEW:
        return lambda start, stop: finder.count(string[start:stop], 2) == 1
    others = [at for at in equal if at != begin]

    def only_here(start: int, stop: int) -> bool:
        words, before = string[start:stop], begin - start
        return not any(string.startswith(words, at - before) for at in others if at >= before)

    return only_here
