"""Dates as people write them, turned into those of a file: `26th April 2025` is `2025-04-26`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from .dates import PartialDate

_TIME = re.compile(r"t?\d?\d:\d\d\S*(?:\s*[ap]m)?")
_NUMBERS_ALONE = re.compile(r"[\d\s./-]+")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 60
"""Characters of what may be a date."""
_OTHER_WORDS = frozenset(
    "of the on de del den der am le published updated "
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun".split()
)
"""Words that may stand beside a date and are no part of it."""


def dates_in(text: str) -> tuple[str, ...]:
    """What a date may mean, as a file has it: nothing for what is none; two where it is not said which number is the
    day and which the month. Months are named in English."""
    if len(text) > _LONGEST:
        return ()
    said = _TIME.sub("", unicodedata.normalize("NFKC", text).strip().lower())
    said = _ORDINAL.sub("", said)
    numbers = re.findall(r"[0-9]+", said)
    at = next((place for place, number in enumerate(numbers) if len(number) == 4), None)
    if at is None or len(numbers) > 3:
        return ()
    year = int(numbers.pop(at))
    rest = [int(number) for number in numbers]
    if _NUMBERS_ALONE.fullmatch(said):
        if at == 1 and len(rest) == 2:
            return ()
        if len(rest) < 2 or not at:
            return _iso(year, *rest)
        return tuple(dict.fromkeys((*_iso(year, rest[1], rest[0]), *_iso(year, rest[0], rest[1]))))
    words = _WORD.findall(said)
    months = [_months()[word] for word in words if word in _months()]
    if (
        len(months) != 1
        or len(rest) > 1
        or any(word not in _months() and word not in _OTHER_WORDS for word in words)
    ):
        return ()
    return _iso(year, months[0], *rest)


def _iso(year: int, *rest: int) -> tuple[str, ...]:
    """The date, or nothing where there is no such day."""
    try:
        return (str(PartialDate.parse("-".join([f"{year:04}", *(f"{part:02}" for part in rest)]))),)
    except ValueError:
        return ()


@cache
def _months() -> Mapping[str, int]:
    from babel.core import Locale  # reads large files, and most commands take no date

    forms = Locale("en").months["format"]
    named = {name.lower(): number for form in ("wide", "abbreviated") for number, name in forms[form].items()}
    return {**named, "sept": 9}
