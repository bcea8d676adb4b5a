"""Anchoring by its definition, written a second time and as slowly as it is plain.

Only the tables of marks are shared with the code under test.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import regex

from build_tools.anchor.normalise import DASHES, DOUBLE_QUOTES, SHAPES, SINGLE_QUOTES, ZERO_WIDTH, closes_up

Span = tuple[int, int]


def clusters(text: str) -> list[tuple[int, int]]:
    """Where each grapheme cluster begins and ends. `\\X` takes a consonant to whatever stands before a sign that joins
    consonants; by rule GB9c of UAX #29 that has to be another consonant."""
    starts = [match.start() for match in regex.finditer(r"\X", text)]
    for at, sign in enumerate(text):
        if at in starts or not regex.match(r"\p{InCB=Consonant}", sign):
            continue
        before = at - 1
        while before >= 0 and regex.match(r"[\p{InCB=Extend}\p{InCB=Linker}]", text[before]):
            before -= 1
        between = text[before + 1 : at]
        if regex.search(r"\p{InCB=Linker}", between) and not regex.match(
            r"\p{InCB=Consonant}", text[max(before, 0)]
        ):
            starts.append(at)
    return list(pairwise([*sorted(starts), len(text)]))


def edges(text: str) -> set[int]:
    """Offsets between grapheme clusters."""
    return {0, len(text)} | {start for start, _ in clusters(text)}


def raw(text: str, prefix: str, exact: str, suffix: str) -> list[Span]:
    """Tier 1, by looking at every offset."""
    words, allowed = prefix + exact + suffix, edges(text)
    return [
        (at + len(prefix), at + len(prefix) + len(exact))
        for at in range(len(text) if exact else 0)
        if text[at : at + len(words)] == words and at in allowed and at + len(words) in allowed
    ]


def level(cluster: str) -> str:
    """One cluster, normalised; a lone invisible character gives nothing, a lone space one space."""
    kept = ""
    for at, char in enumerate(cluster):
        joins_pictures = char == "\u200d" and regex.match(r"\p{Extended_Pictographic}", cluster[at + 1 :])
        if not regex.match(f"[{ZERO_WIDTH}]", char) or joins_pictures:
            kept += char
    out = ""
    kept = "".join(SHAPES.get(char, char) for char in kept)
    for char in unicodedata.normalize("NFC", kept):
        if char in DOUBLE_QUOTES:
            char = '"'
        elif char in SINGLE_QUOTES:
            char = "'"
        elif char in DASHES:
            char = "-"
        elif char.isspace():
            char = " "
        out += char
    if out.strip(" ") == "":
        return " " if out else ""
    return "\u00a0" + out[1:] if out[0] == " " else out


def units(text: str) -> list[tuple[str, int, int]]:
    """The visible clusters and the runs of white space, each with where it stands."""
    found: list[tuple[str, int, int]] = []
    for begin, end in clusters(text):
        unit = level(text[begin:end])
        if unit == " " and found and found[-1][0] == " ":
            found[-1] = (" ", found[-1][1], end)
        elif unit:
            found.append((unit, begin, end))
    bases = [text[begin] for _, begin, _ in found]
    return [
        one
        for at, one in enumerate(found)
        if one[0] != " " or not 0 < at < len(found) - 1 or not closes_up(bases[at - 1], bases[at + 1])
    ]


def normalised(text: str, prefix: str, exact: str, suffix: str) -> list[Span]:
    """Tier 2 as given (no lost space), for selectors without white space at any edge."""
    left, middle, right = ("".join(unit for unit, _, _ in units(part)) for part in (prefix, exact, suffix))
    all_units, found = units(text), []
    for begin in range(len(all_units)):
        for end in range(begin + 1, len(all_units) + 1):
            if "".join(unit for unit, _, _ in all_units[begin:end]) != middle:
                continue
            before = ["".join(unit for unit, _, _ in all_units[at:begin]) for at in range(begin + 1)]
            after = [
                "".join(unit for unit, _, _ in all_units[end:at]) for at in range(end, len(all_units) + 1)
            ]
            if left in before and right in after:
                found.append((all_units[begin][1], all_units[end - 1][2]))
    return found
