"""A text as the words by which two texts are compared."""

from __future__ import annotations

from functools import cached_property

import regex

from ..anchor.find import SearchText
from ..words.count import UNSPACED, Span

_TOKEN = regex.compile(rf"{UNSPACED}\p{{M}}*|[[\p{{L}}\p{{N}}\p{{M}}]--{UNSPACED}]+|\S", regex.V1)
_STOPS = frozenset('.!?。！？؟…”"')


class Words:
    """A text as words: rows of letters and figures, and every other visible sign."""

    def __init__(self, text: str) -> None:
        self.search = SearchText(text)
        spans = [match.span() for match in _TOKEN.finditer(self.search.normalised.string)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        """Offsets in the normalised text."""

    @cached_property
    def keys(self) -> list[str]:
        """What is compared."""
        string = self.search.normalised.string
        return [string[start:end] for start, end in zip(self.starts, self.ends, strict=True)]

    @cached_property
    def breaks(self) -> list[int]:
        """What ends before each word: 0 nothing, 1 a sentence, 4 a paragraph."""
        string, text = self.search.normalised.string, self.search.text
        found = [4]
        for end, start in zip(self.ends, self.starts[1:], strict=False):
            gap = text[self.origin(end)[1] - 1 : self.origin(start)[0] + 1]
            found.append(4 if "\n" in gap else string[end - 1] in _STOPS)
        return found

    def origin(self, at: int) -> Span:
        """Where in the text what begins, and what ends, at an offset of the normalised text does so."""
        normalised, low, high = self.search.normalised, at, at
        while (start := normalised.origin_of_start(low)) is None:
            low -= 1
        while (end := normalised.origin_of_end(high)) is None:
            high += 1
        return start, end
