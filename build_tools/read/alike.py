"""Characters that look like those of YAML and of ids, and what they are taken for."""

from __future__ import annotations

import re
import unicodedata

from ..problems.signs import named
from ..words.invisible import INVISIBLE

SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000"
"""Spaces that are not the ordinary one, as a character class."""
HYPHENS = "‐‑‒–—―−⁃﹘﹣－➖⸺⸻ー─━"
"""Lines that are not the hyphen."""
BULLETS = "•·∙⋅‣◦▪▫●○■□▸►▶➢➤✓✔*+"
"""Signs that begin an item elsewhere."""
COLONS = "：﹕︓∶꞉ː։׃፥"
"""Signs that look like a colon."""
QUOTES = {
    "“": "”",
    "„": "“",
    "”": "”",
    "«": "»",
    "»": "«",
    "‘": "’",
    "‚": "‘",
    "＂": "＂",
    "＇": "＇",
    "「": "」",
    "『": "』",
}
"""Quotation marks that are letters to YAML, each with the one that closes it."""

_LETTERS = str.maketrans(
    "аеорсухіјѕԁһԛԝѵкАВЕКМНОРСТУХІЈЅ" + "αοινρυκτΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "ıɡɑǀօսհո",
    "aeopcyxijsdhqwvkABEKMHOPCTYXIJS" + "aoivpuktABEZHIKMNOPTYX" + "igalouhn",
)
_HYPHENS = str.maketrans(dict.fromkeys(HYPHENS, "-"))
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_PAIRS = re.compile(f"[{''.join(QUOTES)}\"'](.*)[{''.join(QUOTES.values())}\"']", re.DOTALL)


def levelled(text: str) -> str:
    """The text in the characters of ids and YAML that its own look like."""
    visible = _INVISIBLE.sub("", text).translate(_HYPHENS)
    plain = unicodedata.normalize("NFKC", visible).translate(_LETTERS).translate(_HYPHENS).strip()
    inside = _PAIRS.fullmatch(plain)
    return inside[1].strip() if inside else plain


TAKE_AWAY = "take away the quotation marks around it"
"""What is said of a text that nothing but the quotation marks around it tells from its levelled form."""


def difference(text: str) -> str:
    """What tells a text from its levelled form: `its 3rd character is “а”, U+0430, cyrillic small letter a`."""
    inside = _PAIRS.fullmatch(text.strip())
    if inside and inside[1].strip() == levelled(text) and text.strip()[0] not in "\"'":
        return TAKE_AWAY
    odd = [
        (number, char)
        for number, char in enumerate(text, start=1)
        if not char.isascii() and (char in QUOTES or levelled(char) != char)
    ]
    if not odd:
        return ""
    number, char = odd[0]
    more = f", and {len(odd) - 1} more are not what they look like" if len(odd) > 1 else ""
    shown = f"“{char}”, " if char.isprintable() else ""
    return f"its {ordinal(number)} character is {shown}{named(char)}{more}"


def ordinal(number: int) -> str:
    """`1st`, `22nd`."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
