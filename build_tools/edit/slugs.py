"""The name of a new article's files, from its title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from ..model.dates import PartialDate

_LATIN = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ı": "i",
        "ħ": "h",
        "ŋ": "n",
    }
    | {"’": "", "'": "", "‘": "", "ʼ": ""}
)
_LONGEST = 60
"""Characters of a proposed name."""
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i yi ye g".replace(
            "_", ""
        ).split(" "),
        strict=True,
    )
)
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(),
        strict=True,
    )
)
_OTHER = str.maketrans(_CYRILLIC | _GREEK)


def proposed_slug(title: str, language: str, day: PartialDate | None, taken: Collection[str]) -> str:
    """A name of lower-case Latin letters and figures, after the title where that can be written so, not yet taken.

    Latin, Cyrillic and Greek titles are spelt out. A title in another script gives what is Latin in it, or else the
    language and the day.
    """
    spelt = unicodedata.normalize("NFC", title.casefold()).translate(_LATIN).translate(_OTHER)
    plain = unicodedata.normalize("NFKD", spelt)
    plain = "".join(char for char in plain if not unicodedata.combining(char)).translate(_OTHER)
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    letters = sum(char.isalpha() for char in title)
    if len(re.sub("[^a-z]", "", name)) * 3 < letters or not name:
        name = re.sub(r"[^a-z0-9]+", "-", f"article-{language}-{day or ''}".casefold()).strip("-")
    if len(name) > _LONGEST:
        cut = name[: _LONGEST + 1].rpartition("-")[0]
        name = cut if len(cut) > _LONGEST // 2 else name[:_LONGEST].strip("-")
    if name == "index":
        name = "index-article"
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free
