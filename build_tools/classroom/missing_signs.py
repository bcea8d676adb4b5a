"""What is printed in the place of signs for which there is no font: what they are, in brackets."""

from __future__ import annotations

import unicodedata
from itertools import groupby

import regex

_BEYOND_ASCII = regex.compile(r"[^\x00-\x7f]+")
_LETTERS = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_SILENT = regex.compile(r"[\p{Cf}\p{Variation_Selector}]")
_CLUSTER = regex.compile(r"\X")
_HAN = "CJK"


def is_letter(sign: str) -> bool:
    """Whether it is part of a word, rather than a symbol or a sign beside the words."""
    return unicodedata.category(sign)[0] in "LMN"


def told_in_words(text: str, missing: frozenset[str]) -> str:
    """The text with names in brackets in the place of the signs that are missing: of letters their number and their
    script, stretch by stretch, and of emoji all that they are made of. What nobody sees is left out."""
    return _BEYOND_ASCII.sub(
        lambda found: found[0] if missing.isdisjoint(found[0]) else _stretch(found[0], missing), text
    )


def _stretch(text: str, missing: frozenset[str]) -> str:
    words = _LETTERS.sub(lambda found: _letters(found[0], missing), text)
    return _CLUSTER.sub(lambda found: _cluster(found[0], missing), words)


def _letters(text: str, missing: frozenset[str]) -> str:
    """A word or more, with the parts of a script replaced in which anything is missing."""
    parts = []
    for script, signs in groupby(text, _script):
        part = "".join(signs)
        number = sum(unicodedata.category(sign)[0] != "M" for sign in part)
        if missing.isdisjoint(part) or not number:
            parts.append(part)
        elif number == 1 and script != _HAN:
            parts.append(f"[{_name(part[0])}]")
        else:
            name = "Han" if script == _HAN else script.capitalize()
            parts.append(f"[{number} letter{'s' if number > 1 else ''}: {name}]")
    return "".join(parts)


def _cluster(text: str, missing: frozenset[str]) -> str:
    seen = [sign for sign in text if not _SILENT.match(sign)]
    if missing.isdisjoint(text):
        return text
    if missing.isdisjoint(seen):
        return "".join(seen)
    return f"[{', '.join(map(_name, seen))}]"


def _script(sign: str) -> str:
    return unicodedata.name(sign, "a").split(" ")[0].split("-")[0]


def _name(sign: str) -> str:
    return unicodedata.name(sign, "a symbol").lower()
