"""Signs that no text should hold: found in a whole file, told once each, and read on as what they were meant to be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from ..problems import signs
from ..problems.problem import LIMIT, Place, Problem
from ..problems.wording import Wording

BIDI = "\u202a-\u202e\u2066-\u2069"
"""Embeddings, overrides and isolates, as a character class."""
MARKS = "\u061c\u200e\u200f"
"""Marks of direction, as a character class: they turn nothing around."""
LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"
"""Line ends that editors do not show, as a character class."""
LOST = "\ufffc\ufffd\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
"""What stands for a sign that was lost, as a character class: of private signs nobody knows which they are."""
TAGS = "\U000e0000-\U000e007f"
"""Letters that nobody sees, as a character class. They belong behind a black flag, and make of it a country's."""
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"

REFUSED = re.compile(f"[{_CONTROLS}{LINE_ENDS}{BIDI}]")
_CP1252 = re.compile("[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f]")
"""Controls that are signs in Windows-1252. U+0085 is one too, and a line end besides."""
_OTHERS = re.compile(f"[{MARKS}{LOST}{TAGS}Â-ô]")
_HARMLESS = re.compile(f"[^{_CONTROLS}{LINE_ENDS}{BIDI}{MARKS}{LOST}{TAGS}Â-ô]*+")
"""What a text is made of that has none of them, as most have: told in one pass."""
_HIDDEN = re.compile(f"(?<![\U0001f3f4{TAGS}])[{TAGS}]++")
SINGLE = 3
"""So many of one kind are told one by one; more are told as one, with their lines."""

# Bytes of UTF-8 as they look when read as Windows-1252, or as Latin-1.
_LATER = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SURE_LATER = (
    "\xa1-\xaa\xac-\xba\xbc-\xbf\x80-\x9f€‚ƒ„†‡ˆ‰ŠŒŽ˜™šœžŸ"  # what seldom stands behind a capital letter
)
_PAIR = re.compile(f"[Â-ô][{_LATER}]")
_GARBLED = re.compile(
    rf"(?:[Â-ß][{_LATER}]|[à-ï][{_LATER}]{{2}}|[ð-ô][{_LATER}]{{3}}){{2,}}"
    rf"|Ã[{_SURE_LATER}]|Â[\xa0{_SURE_LATER}]|â[€\x80][{_LATER}]|ï»¿|ð[Ÿ\x9f][{_LATER}]{{2}}"
)
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def meant(char: str) -> str:
    """What stands for a control character in the encoding or program it comes from, or nothing."""
    if "\x80" <= char <= "\x9f":
        return bytes([ord(char)]).decode("cp1252", "ignore")
    return "-" if char == "\x1e" else ""


def ungarbled(match: re.Match[str]) -> str:
    """What a match of garbled text was, or nothing when it was nothing."""
    try:
        return b"".join(
            char.encode("latin-1" if char < "\u0100" else "cp1252") for char in match.group()
        ).decode("utf-8")
    except UnicodeError:
        return ""


def garbled(text: str) -> Iterator[tuple[int, int, str]]:
    """Stretches read in a wrong encoding, each with what it was."""
    for match in _GARBLED.finditer(text):
        if (was := ungarbled(match)) and was.isprintable():
            yield *match.span(), was


def problems_of(text: str, place: Callable[[int, int], Place]) -> Iterator[Problem]:
    """What is wrong with the signs of a text. `place` gives the place of a stretch."""
    if _HARMLESS.fullmatch(text):
        return
    found: dict[tuple[Wording[...], tuple[str, ...]], list[tuple[int, int]]] = {}
    taken: set[int] = set()
    if _OTHERS.search(text):
        for start, end, was in garbled(text) if _PAIR.search(text) else ():
            found.setdefault((signs.mojibake, (text[start:end], was)), []).append((start, end))
            taken.update(range(start, end))
        for match in re.finditer(f"[{LOST}]", text):
            found.setdefault((signs.lost_character, (match[0],)), []).append(match.span())
        for match in _HIDDEN.finditer(text):
            letters = "".join(
                chr(ord(tag) - 0xE0000) for tag in match[0] if "\U000e0020" <= tag < "\U000e007f"
            )
            found.setdefault((signs.hidden_letters, (match[0], letters)), []).append(match.span())
        mark = re.search(f"[{MARKS}]", text) if any(mark in text for mark in MARKS) else None
        if mark and not _RIGHT_TO_LEFT.search(text):
            found[signs.direction_mark, (mark.group(),)] = [mark.span()]
    has_cp1252 = is_cp1252(text)
    for match in REFUSED.finditer(text):
        if match.start() not in taken:
            found.setdefault(refused(match.group(), has_cp1252), []).append(match.span())
    for (rule, arguments), places in islice(found.items(), LIMIT):
        shown = places if len(places) <= SINGLE else places[:1]
        more = more_lines([place(*span).line for span in places[1:LISTED]], len(places) - 1)
        for span in shown:
            yield rule.at(place(*span), *arguments, more="" if len(shown) > 1 or len(places) == 1 else more)


def is_cp1252(text: str) -> bool:
    """Whether a text has signs of Windows-1252, as which U+0085 then counts."""
    return _CP1252.search(text) is not None


def refused(char: str, has_cp1252: bool = False) -> tuple[Wording[...], tuple[str, ...]]:
    """The rule that a refused character breaks, and the arguments of its wording.

    `has_cp1252` is what `is_cp1252` says of the text.
    """
    if re.match(f"[{BIDI}]", char):
        return signs.bidi_control, (char,)
    if char in LINE_ENDS and not (has_cp1252 and char == "\x85"):
        return signs.line_end, (char,)
    return signs.control_character, (char, meant(char))


def readable(text: str) -> str:
    """The text, letter for letter, with refused characters as what they were meant to be.

    Of the rest, controls become U+FFFD; what changes direction stays, for the comparison of words leaves it out.
    """
    if is_cp1252(text):
        text = text.replace("\x85", "…")
    return REFUSED.sub(_stand_in, text)


def _stand_in(match: re.Match[str]) -> str:
    char = match.group()
    if char in LINE_ENDS:
        return " "
    return char if re.match(f"[{BIDI}]", char) else meant(char) or "\ufffd"


LISTED = 12


def more_lines(lines: list[int], number: int) -> str:
    """` (and 41 more, in lines 12, 14 …)`: where else a sign stands."""
    named = list(dict.fromkeys(lines))
    shown = ", ".join(map(str, named[: LISTED - 1])) + (" …" if number >= LISTED else "")
    return f" (and {number:,} more, in line{'s' if len(named) > 1 else ''} {shown})"
