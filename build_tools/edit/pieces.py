"""What an outline is made of: lines of words of ours, and of words that somebody else wrote.

Needs nothing but Python itself, as `difference.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

LONGEST = 1_000
"""Characters of a value that are shown where it is one of many."""


class Given(NamedTuple):
    """Words that somebody wrote, not we."""

    words: str
    as_: str = ""
    """`was` or `now` for words that are gone or new."""


class Address(NamedTuple):
    """An address that a reviewer may like to open."""

    url: str


Piece = str | Given | Address
Line = tuple[Piece, ...]


@dataclass(frozen=True)
class Point:
    """A line, with more about it below."""

    line: Line
    below: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Section:
    """A part of the outline."""

    title: Line
    points: tuple[Point, ...]
    is_open: bool = False
    """Whether it is unfolded where sections can be folded."""


def limited(words: str, most: int = LONGEST) -> str:
    """The words, cut where they are too long."""
    return words if len(words) <= most else f"{words[:most]}…"


def short(text: str, most: int = LONGEST) -> str:
    """The same in one line."""
    return limited(" ".join(text.split()) if text.strip() else text, most)
