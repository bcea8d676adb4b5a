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
    return unicodedata.normalize("NFD", char)[0].lower()[0] if value is None else str(value)


def unpointed(string: str) -> str:
    """A folded string without the points that its script can leave out."""
    return POINTS.sub("", string)
