"""Where each short string of a text stands: an index for finding words, and for finding what resembles them.

Offsets are code points of the indexed string.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator

import regex

from ..words.count import UNSPACED

SAMPLE = 20_000
"""Characters at the beginning that tell how long the grams are."""
_UNSPACED = regex.compile(UNSPACED, regex.V1)


class Grams:
    """All stretches of `size` characters: for each its last place, for each place the one before it.

    Two characters tell as much in a script that writes words in one or two signs as four do elsewhere.
    """

    def __init__(self, string: str) -> None:
        unspaced = len(_UNSPACED.findall(string, 0, SAMPLE))
        self.size = 2 if unspaced * 5 > min(len(string), SAMPLE) else 4
        self.count: dict[str, int] = {}
        self._last: dict[str, int] = {}
        self._before = array("i", [-1]) * max(0, len(string) - self.size + 1)
        last, count, before, size = self._last, self.count, self._before, self.size
        for at in range(len(before)):
            gram = string[at : at + size]
            if gram in last:
                before[at] = last[gram]
                count[gram] += 1
            else:
                count[gram] = 1
            last[gram] = at

    def places(self, gram: str) -> Iterator[int]:
        """The offsets of a gram, the last one first."""
        at = self._last.get(gram, -1)
        while at >= 0:
            yield at
            at = self._before[at]

    def rarest(self, words: str, most: int) -> tuple[int, int] | None:
        """How often the rarest gram of `words` stands in the text, and its offset in `words`; of a long string
        only about `most` grams are looked at. None if it is too short to hold one."""
        starts = range(0, len(words) - self.size + 1, max(1, len(words) // most))
        return min(
            ((self.count.get(words[at : at + self.size], 0), at) for at in starts),
            default=None,
        )
