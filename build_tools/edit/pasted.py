"""A pasted text as paragraphs: its line ends told apart, nothing else changed.

What is normalised, and all that is:

* line ends of every system become one kind; U+2028 is a line end and U+2029 the end of a paragraph;
* white space at both ends of a line goes, indentation too; empty lines divide paragraphs;
* a line is a paragraph of its own, unless the text was wrapped to a width: then the lines of a paragraph are joined by
  a space, or by nothing between signs of scripts that have no spaces. It was wrapped where no line has room for the
  first word of the next;
* control characters and signs that set the direction of writing go, for no file may hold them; what Windows-1252 has
  in the place of a control character is the sign it is there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import regex

from ..read import signs

Lines = Literal["auto", "paragraphs", "wrapped"]

_LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028]")
_WIDE_MARK = r"\u3001-\u303f\uff01-\uff65"
_SCRIPTS = ("Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar", "Tibetan")
_UNSPACED_SIGN = "[" + "".join(rf"\p{{{name}}}" for name in _SCRIPTS) + _WIDE_MARK + "]"
_UNSPACED = regex.compile(
    rf"(?<={_UNSPACED_SIGN})\n(?={_UNSPACED_SIGN})|(?<=[{_WIDE_MARK}])\n|\n(?=[{_WIDE_MARK}])"
)
"""A line end that stands for nothing."""
_BLANK = re.compile(r"\n\s*\n")
_NARROW, _WIDE = 30, 132
"""Columns between which texts are wrapped."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text that was pasted, normalised."""

    paragraphs: tuple[str, ...]
    """Without line breaks, and without white space at their ends."""
    is_wrapped: bool
    """Whether lines were joined."""
    dropped: int
    """How many signs went that no file may hold."""

    @property
    def text(self) -> str:
        """The visible text that the article's page has to have."""
        return "\n".join(self.paragraphs)


def read_pasted(text: str, lines: Lines = "auto") -> Pasted:
    """The paragraphs of a text."""
    plain = _LINE_END.sub("\n", text.replace("\u2029", "\n\n").removeprefix("\ufeff"))
    kept, dropped = _kept(plain)
    blocks = [_lines(block) for block in _BLANK.split(kept)]
    blocks = [block for block in blocks if block]
    is_wrapped = lines == "wrapped" or (lines == "auto" and _was_wrapped(blocks))
    paragraphs = (
        [_joined(block) for block in blocks] if is_wrapped else [it for block in blocks for it in block]
    )
    return Pasted(tuple(paragraphs), is_wrapped and any(len(block) > 1 for block in blocks), dropped)


def _joined(lines: Sequence[str]) -> str:
    """The lines of a paragraph as one, with spaces where the script has them."""
    return _UNSPACED.sub("", "\n".join(lines)).replace("\n", " ")


def _lines(block: str) -> list[str]:
    return [line for line in (line.strip() for line in block.split("\n")) if line]


def _kept(text: str) -> tuple[str, int]:
    """The text without what no file may hold, and how many signs went."""
    dropped = 0

    def meant(match: re.Match[str]) -> str:
        nonlocal dropped
        if match[0] in "\n\t":
            return match[0]
        sign = signs.meant(match[0])
        dropped += not sign
        return sign

    kept = signs.REFUSED.sub(meant, text)
    lone = re.compile("[\ud800-\udfff]")
    return lone.sub("\ufffd", kept), dropped


def _was_wrapped(blocks: Sequence[Sequence[str]]) -> bool:
    """Whether lines end where they do because the next word had no room."""
    width = max((len(line) for block in blocks for line in block), default=0)
    pairs = [(line, after) for block in blocks for line, after in pairwise(block)]
    if not pairs or not _NARROW <= width <= _WIDE:
        return False
    full = sum(len(line) + 1 + len(after.split()[0]) > width for line, after in pairs)
    return full * 10 >= len(pairs) * 9
