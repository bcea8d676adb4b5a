"""The closest passage in the article for words that are not in it, for thousands of them in seconds.

Most words that are not there are of another text, which a comparison of letters tells at once. Only what is alike is
looked for in earnest, and of that the first thousand: then the letters alone have to do.
"""

from __future__ import annotations

from rapidfuzz import fuzz

from ...anchor.anchor import SearchText, Selector, anchor
from ...words.whole import begins_within_word, ends_within_word

MOST = 1_000
"""Passages that are looked for in earnest: some 5 ms each."""
_UNLIKE = 55
"""Per cent of their letters that words and a stretch of the article have in common, in order, below which they are
not alike: of edited passages all have more than 60, of words put together by chance most have less."""
_ALIKE = 70
"""The same, from which on a stretch is told without a closer look."""
_LONGEST = 1_000
"""Characters of the words by which letters are compared."""


class Closest:
    """What an article has in place of words that are not in it."""

    def __init__(self, text: SearchText) -> None:
        self._text = text
        small = text.text.casefold()
        # A letter may become two.
        self._letters = small if len(small) == len(text.text) else text.text
        self._known: dict[Selector, tuple[str, int | None]] = {}
        self._left = MOST

    def of(self, selector: Selector) -> tuple[str, int | None]:
        """The words that stand there, and where; nothing if none are like them."""
        if selector not in self._known:
            self._known[selector] = self._looked_for(selector)
        return self._known[selector]

    def _looked_for(self, selector: Selector) -> tuple[str, int | None]:
        words = selector.exact[:_LONGEST]
        cutoff = _UNLIKE if self._left else _ALIKE
        found = fuzz.partial_ratio_alignment(words.casefold(), self._letters, score_cutoff=cutoff)
        if found is None:
            return "", None
        if self._left:
            self._left -= 1
            near = anchor(self._text, selector).suggestion
            return (near.text, near.start) if near else ("", None)
        return self._whole_words(found.dest_start, found.dest_end)

    def _whole_words(self, start: int, end: int) -> tuple[str, int | None]:
        string = self._text.text
        while begins_within_word(string, start):
            start -= 1
        while ends_within_word(string, end):
            end += 1
        words = string[start:end]
        stripped = words.strip()
        return stripped, start + words.index(stripped)
