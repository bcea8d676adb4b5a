"""The edges of a passage that is suggested: whole words, and the marks that belong together.

Alignment by edit distance would rather have less than too much. Offsets are code points of the original text.
"""

from __future__ import annotations

import unicodedata

import regex

from ..words.count import Span
from ..words.whole import whole_words
from .differences import Change, changes, split_words
from .find import SearchText, Selector
from .normalise import DOUBLE_QUOTES, SINGLE_QUOTES, normalise

EDGE = 100
"""Characters at either edge of a passage in which its first and last words are."""
ALIKE = 3
"""Characters at an edge by which a quote and a passage are seen to be cut in the same way."""
MOST = 768
"""Characters of a quote whose outermost words are compared."""

_NEXT_WORDS = regex.compile(r"[ \t\xa0]+[\w\p{M}'’-]*[\w\p{M}]|\d+")
_LAST_WORDS = regex.compile(r"[\w\p{M}][\w\p{M}'’-]*[ \t\xa0]+|\d+", regex.REVERSE)


def widened(text: SearchText, selector: Selector, start: int, end: int) -> Span:
    """The passage with what the quote has at its edges, in other words or other marks."""
    for way in (_with_replaced_ends, _with_words_put_in, _with_whole_words, _with_outer_marks):
        start, end = way(text, selector, start, end)
    return start, end


def _with_whole_words(text: SearchText, selector: Selector, start: int, end: int) -> Span:
    """Take in the rest of a word of which the greater part is there already, unless context fixes the edge or the
    quote is cut in the same way."""
    first, last = whole_words(text.text, start, end)
    quote, passage = selector.exact, text.text[start:end]
    if (
        selector.prefix
        or start - first > len(next(iter(passage[:EDGE].split()), ""))
        or normalise(quote[:EDGE])[:ALIKE] == normalise(passage[:EDGE])[:ALIKE]
    ):
        first = start
    if (
        selector.suffix
        or last - end > len(next(iter(passage[-EDGE:].split()[::-1]), ""))
        or normalise(quote[-EDGE:])[-ALIKE:] == normalise(passage[-EDGE:])[-ALIKE:]
    ):
        last = end
    return first, last


def _with_outer_marks(text: SearchText, selector: Selector, start: int, end: int) -> Span:
    """Take in the quotation mark or bracket next to the passage where the quote has another one."""
    quote = selector.exact.strip()
    if not selector.prefix and _is_pair(quote[0]) and not _is_pair(text.text[start]):
        start -= _marks(text.text[max(0, start - 2) : start][::-1])
    if not selector.suffix and _is_pair(quote[-1]) and not _is_pair(text.text[end - 1]):
        end += _marks(text.text[end : end + 2])
    return start, end


def _marks(nearby: str) -> int:
    """How many signs make the mark: two single ones can stand for a double one."""
    if not nearby or not _is_pair(nearby[0]):
        return 0
    return 2 if nearby[0] in SINGLE_QUOTES and nearby[1:] == nearby[0] else 1


def _is_pair(char: str) -> bool:
    category = unicodedata.category(char)
    return category in ("Ps", "Pe", "Pi", "Pf") or char in DOUBLE_QUOTES + SINGLE_QUOTES + "<>"


def _with_replaced_ends(text: SearchText, selector: Selector, start: int, end: int) -> Span:
    """Take in words that stand where the quote's outermost words stood: for "the old man", of "the old president",
    edit distance would rather have "the old". Where context fixes the edge, it decides."""
    words = selector.exact.strip()
    differences = changes(words, text.text[start:end]) if len(words) <= MOST else ()
    last, first = differences[-1:], differences[:1]
    if last and not selector.suffix and _are_lost(last[0]) and words.endswith(last[0].was):
        following = _NEXT_WORDS.match(text.text, end)
        end = following.end() if following else end
    if first and not selector.prefix and _are_lost(first[0]) and words.startswith(first[0].was):
        preceding = _LAST_WORDS.match(text.text, pos=0, endpos=start)
        start = preceding.start() if preceding else start
    return start, end


def _are_lost(change: Change) -> bool:
    """Whether words of the quote have nothing in their place; marks alone are no words."""
    return not change.now and any(map(str.isalnum, change.was))


def _with_words_put_in(text: SearchText, selector: Selector, start: int, end: int) -> Span:
    """Take in the quote's outermost word where it stands next to the passage: of "was effective" in "was not
    effective", edit distance would rather have the shorter "not effective"."""
    quoted, found = _outermost(selector.exact), _outermost(text.text[start:end])
    if len(quoted) < 2 or not found:
        return start, end
    preceding = _LAST_WORDS.match(text.text, pos=0, endpos=start)
    if preceding and quoted[0] != found[0] and quoted[0] == preceding.group().strip():
        start = preceding.start()
    following = _NEXT_WORDS.match(text.text, end)
    if following and quoted[-1] != found[-1] and quoted[-1] == following.group().strip():
        end = following.end()
    return start, end


def _outermost(words: str) -> list[str]:
    """The words, of many only the first and the last ones."""
    return (
        split_words(words)
        if len(words) <= 2 * EDGE
        else split_words(words[:EDGE]) + split_words(words[-EDGE:])
    )
