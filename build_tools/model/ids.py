"""Ids: lower-case words joined by hyphens, safe in addresses and file names; and which one is proposed for a text.

The page's form proposes by the same rule, with the same tables: `assets/js/suggest/ids.js`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

from .sections import RESERVED_IDS

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"

LONGEST = 40
"""Characters of a proposed id, and how many words it has at most."""
MOST_WORDS = 5

_LATIN = "ßss æae œoe øo đd ðd þth łl ıi ħh ŋn"
_CYRILLIC = (
    "аa бb вv гg дd еe ёyo жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya "
    "іi їyi єye ґg ўw ђdj ћc јj љlj њnj џdz"
)
_GREEK = "αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo"
LETTERS = {pair[0]: pair[1:] for pair in f"{_LATIN} {_CYRILLIC} {_GREEK}".split()}
"""How letters are spelt that are no Latin ones with an accent."""
SMALL_WORDS = frozenset(
    "a an the of in on at to for from by with and or but as is are was were be been it its his her their this that "
    "these those than has have had will would de la le les du des et une der das und ein eine el los las".split()
)
"""Words that an id can do without."""
OPENING_WORDS = frozenset("no not nor never without".split())
"""Words that say the opposite when what they belong to is cut off."""
UNUSABLE = RESERVED_IDS | {
    "index",
    *("con", "prn", "aux", "nul"),
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
}
"""What is never proposed: the page's own sections, its address, and names that Windows gives to no file."""

_APOSTROPHES = "['’‘ʼ]"


def as_id(text: str) -> str:
    """The id closest to a text in letters that can be spelt; nothing for one that has others."""
    plain = _spelt(text)
    return "" if re.search(r"[^\W_a-z0-9]", plain) else "-".join(_words(plain))


def proposed_id(texts: Iterable[str], what: str, taken: Collection[str], otherwise: str = "") -> str:
    """A short id, not taken, after the first of the texts that can be written in Latin letters.

    `what` it is for, one word, makes an id of a reserved word; `otherwise` is the id where no text can be written so.
    """
    named = next(filter(None, map(_named, texts)), otherwise or what)
    return numbered(f"{named}-{what}" if named in UNUSABLE else named, taken)


def numbered(id: str, taken: Collection[str]) -> str:
    """The id, or, if that is taken, the first with a number behind it that is not."""
    number, free = 1, id
    while free in taken:
        number += 1
        ending = f"-{number}"
        free = id[: LONGEST - len(ending)].rstrip("-") + ending
    return free


def _named(text: str) -> str:
    """The first words that matter; nothing where less than a third of the letters can be spelt."""
    plain = _spelt(text)
    words = _words(plain)
    letters = sum(map(str.isalpha, unicodedata.normalize("NFKC", text)))
    if len(re.findall("[a-z]", plain)) * 3 < letters:
        return ""
    words = [word for word in words if word not in SMALL_WORDS] or words
    kept: list[str] = []
    for word in words[:MOST_WORDS]:
        if len("-".join((*kept, word))) > LONGEST:
            break
        kept.append(word)
    if kept and len(kept) < len(words):
        while len(kept) > 1 and kept[-1] in OPENING_WORDS:
            kept.pop()
    return "-".join(kept or [word[:LONGEST] for word in words[:1]])


def _spelt(text: str) -> str:
    """The text in small letters without accents, those of `LETTERS` spelt out."""
    small = unicodedata.normalize("NFKC", text).lower()
    apart = unicodedata.normalize("NFKD", _replaced(small))
    return _replaced("".join(char for char in apart if not unicodedata.category(char).startswith("M")))


def _replaced(text: str) -> str:
    return "".join(LETTERS.get(char, char) for char in text)


def _words(plain: str) -> list[str]:
    without_possessive = re.sub(rf"(?<=[a-z0-9]){_APOSTROPHES}s(?![a-z0-9])", "", plain)
    joined = re.sub(rf"{_APOSTROPHES}|(?<=[0-9]),(?=[0-9]{{3}}(?![0-9]))", "", without_possessive)
    return re.findall("[a-z0-9]+", joined)
