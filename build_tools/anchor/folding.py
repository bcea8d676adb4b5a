"""Letters told alike for suggestions only: in small, without marks, figures of all scripts as one."""

from __future__ import annotations

import unicodedata

import regex

_ALIKE = {
    "İ": "i",
    "ı": "i",
    "ł": "l",
    "Ł": "l",
    "ø": "o",
    "Ø": "o",
    "đ": "d",
    "Đ": "d",
    "ð": "d",
    "Ð": "d",
    "þ": "t",
    "Þ": "t",
    "æ": "a",
    "Æ": "a",
    "œ": "o",
    "Œ": "o",
    "ə": "e",
    "Ə": "e",
    "ى": "ي",
    "ی": "ي",
    "ک": "ك",
    "ة": "ه",
}
"""Letters that are often written for each other, and are not composed."""


POINTS = regex.compile(
    r"[\u0640\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    r"\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]"
)
"""What Hebrew and Arabic can be written with or without: vowels above and below, and strokes that lengthen words."""


def folded(string: str) -> str:
    """The letters in small, without the marks that they are composed with, and the figures of all scripts as those of
    this one: as many characters."""
    letters = {ord(char): _folded_sign(char) for char in set(string)}
    letters |= {ord(char): other for char, other in _ALIKE.items()}
    return string.translate(letters)


def _folded_sign(char: str) -> str:
    value = unicodedata.decimal(char, None)
    if value is not None:
        return str(value)
    # The letters of mathematics, with which people write bold in places that know no bold.
    is_font = unicodedata.decomposition(char).startswith("<font>")
    return unicodedata.normalize("NFKD" if is_font else "NFD", char)[0].lower()[0]


def unpointed(string: str) -> str:
    """A folded string without the points that its script can leave out."""
    return POINTS.sub("", string)
