"""The lines of the student sheet: the one numbering of an article, to which its key, the projector and all that is
printed there keep.

Typst breaks the lines. In the text that it is given there is a mark behind the head of each piece that may begin a
line, so that the layout tells on which line each piece has come.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

import regex

from ..words.count import UNSPACED

LineStarts = Sequence[tuple[int, int]]
"""In the order of the text: the offset at which words of a line begin, and the number of the line, from 1. It is 0
where what follows is not on the sheet. In a row of a table several cells share lines, and a number comes again."""

_DIVIDED = rf"[{UNSPACED}\p{{Hangul}}]"
"""Letters between which a line may begin."""


def _piece(divided: str) -> regex.Pattern[str]:
    # Quotation marks and brackets before a word, the word, and signs before and after which no line begins.
    letters = rf"[[\p{{L}}\p{{M}}\p{{N}}\u200c\u200d]--{divided}]+"
    return regex.compile(
        rf"""[\p{{Ps}}\p{{Pi}}\p{{Pf}}"'¿¡]*+ (?P<head>{letters}) (?:['’.,:]++{letters})*+
        [\p{{Pe}}\p{{Pi}}\p{{Pf}}"'.,;:!?…]*+ | (?P<head>\X)""",
        regex.V1 | regex.VERBOSE,
    )


_ADDRESS = regex.compile(r"(?:(?<=://)|(?=www\.))\S+")
_CLUSTER = regex.compile(r"(?P<head>\X)")
_WORDS, _SIGNS = _piece(r"[^\p{Any}]"), _piece(_DIVIDED)


def heads(text: str, each_sign: bool) -> Iterator[tuple[int, int]]:
    """Of each piece of a text that may begin a line, where it begins, and the place behind its head, which is never
    divided between two lines. Where words stand without spaces that is every sign, if `each_sign`, or else a stretch.
    Typst divides an address nearly everywhere."""
    pieces, at = _SIGNS if each_sign else _WORDS, 0
    for address in (*_ADDRESS.finditer(text), None):
        start, end = address.span() if address else (len(text), len(text))
        for piece in (*pieces.finditer(text, at, start), *_CLUSTER.finditer(text, start, end)):
            if not piece["head"].isspace():
                yield piece.start(), piece.end("head")
        at = end


def line_starts(
    heads: Sequence[int], lines: Mapping[int, int], furniture: Iterable[tuple[int, int]]
) -> LineStarts:
    """`heads` are the offsets of the pieces by the numbers of their marks, and `lines` those on which the marks are."""
    found = [(offset, lines.get(number, 0)) for number, offset in enumerate(heads)]
    found += ((start, 0) for start, _ in furniture)
    found.sort()
    return tuple(
        place for before, place in zip([(0, -1), *found], found, strict=False) if place[1] != before[1]
    )


def lines_of(start: int, end: int, starts: LineStarts) -> tuple[int, int] | None:
    """The first and the last line of a passage; of a point, that of the sign before it. None where it is not on the
    sheet."""
    if not starts:
        return None
    last = max(end - 1, 0)
    found = sorted(
        starts[max(bisect_right(starts, offset, key=_offset) - 1, 0)][1]
        for offset in (min(start, last), last)
    )
    return (found[0], found[1]) if found[0] else None


def _offset(start: tuple[int, int]) -> int:
    return start[0]
