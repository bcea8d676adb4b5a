"""What the page's code cannot ask a browser, written as a module of JavaScript: classes of letters, lists of words,
and what means something in YAML.

`python -m tests.suggest.tables` writes it anew.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import regex

from build_tools.anchor.normalise import _WIDE_MARKS
from build_tools.edit import scalars
from build_tools.model import ids
from build_tools.words import abbreviations, sentences
from build_tools.words.count import UNSPACED

MODULE = Path(__file__).parents[2] / "build_tools" / "assets" / "js" / "suggest" / "tables.js"
CODES = [code for code in range(0x110000) if not 0xD800 <= code < 0xE000]

CLASSES = {
    "WIDE_MARKS": rf"[{_WIDE_MARKS}]",
    "UNSPACED_LETTERS": rf"[{UNSPACED}\p{{LB=SA}}]",
    "DEPENDENT": r"\p{LB=SA}",
    "NUMBERS_IN_LETTERS": rf"[[{sentences.NUMBERS}]--\p{{N}}]",
}
LISTS: dict[str, Iterable[str]] = {
    "CONTINUED": abbreviations.CONTINUED,
    "BEFORE_A_NUMBER": abbreviations.BEFORE_A_NUMBER,
    "MAY_END": abbreviations.MAY_END,
    "MAY_END_LETTERS": abbreviations.MAY_END_LETTERS,
    "STARTERS": abbreviations.STARTERS,
    "ORDINAL_DOT": abbreviations.ORDINAL_DOT,
    "SYLLABLES_WITHOUT_VOWELS": sentences._SYLLABLES_WITHOUT_VOWELS,
    "LETTERS": (f"{letter}{spelt}" for letter, spelt in ids.LETTERS.items()),
    "SMALL_WORDS": ids.SMALL_WORDS,
    "OPENING_WORDS": ids.OPENING_WORDS,
    "UNUSABLE": ids.UNUSABLE,
}


def steps(holds: Callable[[str], object]) -> str:
    """The characters for which it holds, as `ranges.js` reads them."""
    found: list[list[int]] = []
    for code in CODES:
        if holds(chr(code)):
            if found and found[-1][1] == code - 1:
                found[-1][1] = code
            else:
                found.append([code, code])
    at = 0
    said = []
    for first, last in found:
        said.append(_in_base_36(first - at) + (f"+{_in_base_36(last - first)}" if last > first else ""))
        at = last
    return " ".join(said)


def module() -> str:
    """The text of the module."""
    lines = [
        "// Classes of letters and lists of words, as Python has them. Made by `python -m tests.suggest.tables`.",
        "",
        'import { ranges } from "./ranges.js";',
        "",
    ]
    for name, pattern in CLASSES.items():
        lines.append(_constant(name, "ranges(", steps(regex.compile(pattern, regex.V1).match), ")"))
    for name, words in LISTS.items():
        lines.append(_constant(name, "", " ".join(sorted(words))))
    lines.append(_constant("CONSONANTS", "", "".join(sorted(sentences._CONSONANTS))))
    names = ", ".join(f'"{name}"' for name in abbreviations.NAMES_WITH_A_MARK)
    lines.append(f"export const NAMES_WITH_A_MARK = [{names}];")
    # Both are written with what both languages have: no sign beyond ASCII, no class of letters.
    for name, meant in (("DAY", scalars.DAY), ("MEANS_SOMETHING", scalars.MEANS_SOMETHING)):
        lines.append(f"export const {name} =\n  /^(?:{meant.pattern})$/i;")
    return "\n".join(lines) + "\n"


def _in_base_36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def _constant(name: str, before: str, value: str, after: str = "") -> str:
    line = f'export const {name} = {before}"{value}"{after};'
    if len(line) <= 110:
        return line
    if before:
        return f'export const {name} = {before}\n  "{value}",\n{after};'
    return f'export const {name} =\n  "{value}";'


if __name__ == "__main__":
    MODULE.write_text(module(), encoding="utf-8")
    print(MODULE, file=sys.stderr)
