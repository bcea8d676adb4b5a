"""Which way a language is written.

The script decides: the one that a tag names (`pa-Arab`, `ar-Latn`), or else the one that the language has in that
country (`pa-PK`, `uz-AF`), or else its usual one, as the likely subtags of Unicode's CLDR say
(https://www.unicode.org/reports/tr35/#Likely_Subtags).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

Direction = Literal["ltr", "rtl"]

RIGHT_TO_LEFT = frozenset(
    "adlm arab aran armi avst chrs cprt elym gara hatr hebr hung khar lydi mand mani mend merc mero narb nbat nkoo "
    "orkh ougr palm phli phlp phlv phnx prti rohg samr sarb sidt sogd sogo syrc syre syrj syrn thaa yezi".split()
)
"""The scripts of ISO 15924 whose letters run from right to left."""

_ARABIC_LETTERS = frozenset({"ku-iq", "ku-ir", "kmr-iq", "kmr-ir", "tk-af", "tk-ir", "tly-ir"})
"""Countries where a language has these, and of which CLDR says nothing."""


@lru_cache(maxsize=512)
def direction(language: str) -> Direction:
    """The direction of a BCP 47 tag in any case, well-formed or not: one that says nothing runs from left to right."""
    return "rtl" if _script(language.lower().replace("_", "-")) in RIGHT_TO_LEFT else "ltr"


def _script(tag: str) -> str:
    subtags = tag.split("-")
    # What follows a single letter is an extension or private, and says nothing of the script.
    single = next((number for number, part in enumerate(subtags) if len(part) == 1), len(subtags))
    language, *rest = subtags[:single] or [""]
    for part in rest:
        if len(part) == 4 and part.isalpha():
            return part
    if rest and len(rest[0]) == 3 and rest[0].isalpha():
        language = rest[0]  # an extended language, such as arz in ar-arz
    region = next(
        (
            part
            for part in rest
            if (len(part) == 2 and part.isalpha()) or (len(part) == 3 and part.isdecimal())
        ),
        "",
    )
    return _usual_script(language, region)


def _usual_script(language: str, region: str) -> str:
    from babel.core import get_global  # reads a large file, once

    if f"{language}-{region}" in _ARABIC_LETTERS:
        return "arab"
    likely = get_global("likely_subtags")
    known = likely.get(f"{language}_{region.upper()}") or likely.get(language)
    if known:
        return str(known).split("_")[1].lower()
    # Another name, as prs is of fa-AF.
    other = str(get_global("language_aliases").get(language, language)).lower().replace("_", "-")
    name, *rest = other.split("-")
    if name == language:
        return ""
    return _script("-".join((other, *([region] if region and not rest else ()))))
