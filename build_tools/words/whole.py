"""Whether a passage consists of whole words.

A hyphen, an apostrophe or another sign that binds two words may stand at its edge: a passage may be “port” of
“port’s”, or “Stream” of “Nord-Stream-1”. A number is whole only with all its figures: not “1” of “1,000”.

What a language puts before or behind a word without dividing them is no part of the word: Korean particles, Hebrew,
Arabic and Ethiopic prefixes, and whatever Persian sets off with a zero-width non-joiner. Between letters of scripts
that set no spaces nobody but a dictionary knows the edges, so every grapheme cluster may be one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

import regex

from .count import APOSTROPHES, UNSPACED, words

_LONGEST = 200
"""How far the edge of a word is looked for, in characters."""

_UNSEEN = r"[\p{DI}\p{Cf}]"
_RAISED = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_RUN = r"[\p{L}\p{N}\p{M}\p{DI}\p{Cf}]++"
_IN_NUMBERS = r".,:'’\u066b\u066c\xa0\u2009\u202f"
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}|\d{4}[.:]\d{1,2}[.:]\d{1,2}")
_PARTICLE = (
    "은|는|이|가|을|를|의|에|에서|에게|에게서|한테|한테서|께|께서|로|으로|로서|으로서|로써|으로써|와|과|랑|이랑|"
    "하고|도|만|마저|조차|까지|부터|보다|처럼|같이|만큼|대로|밖에|뿐|마다|이나|나|라도|이라도|이든|든|이며|며|이고|"
    "고|이라|라|이라고|라고|이라는|라는|이란|란|들|측|쪽|씨|님|여|이여|아|야|요|이요|등|간|적|화"
)
# A noun becomes a verb with one of these, in all its forms.
_VERBAL = (
    "(?:이[다었였며]|였|인|일|임|입니|하|했|한|할|함|해|되|된|될|됨|돼|됐|당하|당했|당한|받|시키|시켰|시킨|"
    "답|스럽|스러)"
)
_PREFIXES = {
    "Hebrew": "[ושהבלכמ]{1,4}",
    "Arabic": "[وف]?[بكلس]?(?:ال|ل)?",
    "Ethiopic": "(?:እንደ|ወደ|ስለ|[በለከእየ])?የ?",
}
_SUFFIXES = {
    "Hangul": rf"(?:{_PARTICLE}){{1,4}}|(?:{_PARTICLE})?{_VERBAL}\p{{Hangul}}{{0,8}}",
    "Ethiopic": "[ንምናስ]{1,2}",
}


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern, regex.V1)


@lru_cache(maxsize=8192)
def _kind(char: str) -> int:
    """0: no part of a word; 1: a letter, mark or figure; 2: one of a script that sets no spaces between words."""
    if unicodedata.category(char)[0] not in "LMN":
        return 0
    return 2 if _compiled(rf"[{UNSPACED}\p{{LB=SA}}]").match(char) else 1


def within_word(string: str, offset: int) -> bool:
    """Whether a cut at `offset` of a normalised text would go through a word or a number.

    "don't" and "1,000" are one each.
    """
    if not 0 < offset < len(string):
        return False
    left, right = string[offset - 1], string[offset]
    kinds = _kind(left), _kind(right)
    if kinds == (1, 1):
        return True
    if kinds == (1, 0) and offset + 1 < len(string):
        return _binds(left, right, string[offset + 1])
    return kinds == (0, 1) and offset > 1 and _binds(string[offset - 2], left, right)


def _binds(before: str, mark: str, after: str) -> bool:
    if mark in APOSTROPHES:
        return _kind(before) == _kind(after) == 1
    return mark in ".,:" and before.isdigit() and after.isdigit()


def begins_within_word(text: str, offset: int) -> bool:
    """Whether a passage that begins at `offset` leaves the first part of a word outside."""
    parts = _parts(text, offset)
    return parts is not None and not _is_affix(parts[0], _PREFIXES)


def ends_within_word(text: str, offset: int) -> bool:
    """Whether a passage that ends at `offset` leaves the last part of a word outside."""
    parts = _parts(text, offset)
    return parts is not None and not _is_affix(parts[1], _SUFFIXES)


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The passage, extended to whole words at both ends."""
    low, high = start, end
    while low > max(start - _LONGEST, 0) and not text[low - 1].isspace():
        low -= 1
    while high < min(end + _LONGEST, len(text)) and not text[high].isspace():
        high += 1
    for first, last in words(text[low:high]):
        if low + first < start < low + last:
            start = low + first
        if low + first < end < low + last:
            end = low + last
    return start, end


def _parts(text: str, offset: int) -> tuple[str, str] | None:
    """The letters of a word before and behind a cut through it; None if no word is cut there."""
    before = text[max(offset - _LONGEST, 0) : offset]
    after = text[offset : offset + _LONGEST]
    if not before or not after:
        return None
    left = _compiled(rf"(?r){_RUN}").match(before)
    right = _compiled(_RUN).match(after)
    whole = left and right and _cut(left.group(), right.group())
    return whole or (("0", "0") if _is_in_number(before, after) else None)


def _cut(before: str, after: str) -> tuple[str, str] | None:
    if "\u200c" in (before[-1], after[0]) and _compiled(r"\p{Arabic}").search(before[-2:] + after[:2]):
        return None
    left, right = (unicodedata.normalize("NFC", _compiled(_UNSEEN).sub("", part)) for part in (before, after))
    bare = _compiled(r"\p{M}").sub("", left)
    if not bare or not right:
        return None
    if unicodedata.category(right[0])[0] == "M":
        return left, right  # a letter without its mark
    edges = bare[-1], right[0]
    if right[0] in _RAISED and bare[-1].isalpha():
        return None  # the sign of a footnote
    if any(edge in APOSTROPHES or _kind(edge) == 2 for edge in edges):
        return None
    # Figures and Latin names stand beside letters of scripts without capitals as words of their own.
    if sum(unicodedata.category(edge) == "Lo" for edge in edges) == 1:
        return None
    return bare, right


def _is_in_number(before: str, after: str) -> bool:
    left = _compiled(rf"(?r)[\p{{Nd}}{_IN_NUMBERS}]++").match(before)
    right = _compiled(rf"[\p{{Nd}}{_IN_NUMBERS}]++").match(after)
    if not left or not right:
        return False
    at = len(left.group())
    numbers = _compiled(rf"\p{{Nd}}++(?:[{_IN_NUMBERS}]\p{{Nd}}++)++").finditer(left.group() + right.group())
    return any(
        number.start() < at < number.end() and not _DATE.fullmatch(number.group()) for number in numbers
    )


def _is_affix(part: str, affixes: Mapping[str, str]) -> bool:
    return any(
        _compiled(rf"\p{{{script}}}").match(part) and _compiled(pattern).fullmatch(part)
        for script, pattern in affixes.items()
    )
