"""Bytes to text with places: lines, columns, and what no text may hold."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import NamedTuple

from ..problems import files
from ..problems import signs as rule
from ..problems.problem import Place, Problem
from . import signs

LIMIT = 1_000_000
"""Bytes of the largest file that is read."""

_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7}|={7}(?=\r?$))(?: [^\r\n]*)?(?=\r?$)", re.MULTILINE)
_LISTED = 12
_LOOKED_AT = 400
"""Bytes from which the encoding is told."""
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_LIKE_A_FENCE = re.compile(
    r"([\s\u200b-\u200f\u2060\ufeff]*[-‐‑‒–—―−⸺⸻－]{1,3}[^\S\r\n]*[\u200b-\u200f\u2060\ufeff]*)[\r\n]"
)
_LIKE_THE_END = re.compile(r"^([^\S\r\n]*[-‐‑‒–—―−⸺⸻－]{1,9}[^\S\r\n]*)$", re.MULTILINE)
_FRONT_MATTER = re.compile(
    r"---[ \t]*(?:\r\n|\r|\n)(.*?(?:\r\n|\r|\n)|)(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was found."""

    path: str
    """As messages show it: relative to the reader's folder, with forward slashes."""
    data: bytes
    """What is in it; when it is larger than `LIMIT`, the beginning will do."""
    error: str = ""
    """Why it could not be read."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text. Offsets are code points of `text`, lines and columns count from 1."""

    path: str
    text: str
    line_starts: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, path: str, text: str) -> Source:
        """The source of a text."""
        if "\r" in text:
            return cls(path, text, (0, *(match.end() for match in _LINE_BREAK.finditer(text))))
        lengths = map(len, text.split("\n"))
        return cls(path, text, tuple(accumulate(map((1).__add__, lengths), initial=0))[:-1])

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """A line without its line break."""
        return self.text[self.line_starts[number - 1] : self.end_of_line(number)]

    def end_of_line(self, number: int) -> int:
        """The offset at which a line ends, before its line break."""
        if number == len(self.line_starts):
            return len(self.text)
        end = self.line_starts[number]
        return end - (2 if self.text.endswith("\r\n", 0, end) else 1)

    def place(self, start: int, end: int | None = None) -> Place:
        """The stretch between two offsets; when that has several lines, its part of the first."""
        line, column = self.position(start)
        words = self.line(line)
        width = max((end or start + 1) - start, 1)
        return Place(self.path, line, column, max(min(column + width, len(words) + 1), column), words)


class FrontMatter(NamedTuple):
    """Where the block between `---` lines stands at the head of a Markdown file."""

    start: int
    end: int
    body: int
    """The offset at which the Markdown begins."""


def decode(file: File, limit: int = LIMIT) -> tuple[Source | None, tuple[Problem, ...]]:
    """The text of a file, or None when there is none, with the problems of its bytes and characters.

    A file of more than `limit` bytes is not read.
    """
    start = Place(file.path)
    if file.error:
        return None, (files.file_unreadable.at(start, file.error),)
    if len(file.data) > limit:
        return None, (files.file_too_large.at(start, limit),)
    if _is_utf_16(file.data):
        return None, (files.not_utf_8.at(start, "it is UTF-16", "Save it with the encoding “UTF-8”."),)
    try:
        text = file.data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (_not_utf_8(file, error.start),)
    problems: list[Problem] = []
    if text.startswith("\ufeff"):
        text = text[1:]
        problems.append(rule.byte_order_mark.at(start))
    source = Source.of(file.path, text)
    problems += signs.problems_of(text, source.place)
    problems += filter(None, (_conflict(source),))
    if problems and signs.REFUSED.search(text):
        # libyaml would stop at the first; with a stand-in everything else can be checked as well.
        source = Source(file.path, signs.readable(text), source.line_starts)
    return source, tuple(problems)


def has_conflict(source: Source, start: int, end: int) -> bool:
    """Whether the marks of an unfinished merge stand between two offsets. Two versions at once cannot be read."""
    return any(match[0][0] in "<>" for match in _conflicts(source.text, start, end))


def _conflict(source: Source) -> Problem | None:
    if not has_conflict(source, 0, len(source.text)):
        return None
    marks = list(islice(_conflicts(source.text, 0, len(source.text)), _LISTED + 1))
    lines = [str(source.position(match.start())[0]) for match in marks]
    named = ", ".join(lines[:_LISTED]) + (" …" if len(lines) > _LISTED else "")
    return files.merge_conflict.at(source.place(*marks[0].span()), f"line{'s'[: len(lines) > 1]} {named}")


def _conflicts(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    has_some = text.find("<<<<<<<", start, end) >= 0 or text.find(">>>>>>>", start, end) >= 0
    return _CONFLICT.finditer(text, start, end) if has_some else iter(())


def broken_fence(source: Source) -> Place | None:
    """Where a line stands that only looks like the `---` around front matter: dashes, or signs nobody sees.

    That is the first line, or, if that is right, the first one below it that looks so.
    """
    match = _LIKE_A_FENCE.match(source.text)
    if match and match[1].rstrip() == "---":
        match = _LIKE_THE_END.search(source.text, match.end())
    return source.place(*match.span(1)) if match else None


def front_matter(source: Source) -> FrontMatter | None:
    """The front matter of a Markdown file, delimited as MkDocs does it; None when there is none."""
    match = _FRONT_MATTER.match(source.text)
    return FrontMatter(match.start(1), match.end(1), match.end()) if match else None


def _is_utf_16(data: bytes) -> bool:
    """Whether every other byte at the beginning is none, as in UTF-16 without a byte-order mark."""
    first = data[:_LOOKED_AT]
    even, odd = first[::2], first[1::2]
    fewest, most = sorted((even.count(0), odd.count(0)))
    return len(first) > 8 and fewest * 10 <= most and most * 10 > len(odd) * 8


def _not_utf_8(file: File, offset: int) -> Problem:
    data = file.data
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = "UTF-32" if data.startswith(b"\xff\xfe\x00\x00") else "UTF-16"
        return files.not_utf_8.at(Place(file.path), f"it is {name}", "Save it with the encoding “UTF-8”.")
    line_start = data.rfind(b"\n", 0, offset) + 1
    line_end = data.find(b"\n", offset)
    line = data[line_start : line_end if line_end >= 0 else None].decode("utf-8", "replace").rstrip("\r")
    column = len(data[line_start:offset].decode("utf-8", "replace")) + 1
    place = Place(file.path, data.count(b"\n", 0, offset) + 1, column, column + 1, line)
    byte = data[offset]
    likely = bytes([byte]).decode("cp1252", "replace") if byte >= 0x80 else "\ufffd"
    hint = "Save the file with the encoding “UTF-8”."
    if likely != "\ufffd":
        hint += f"\nIn Windows-1252, the usual other encoding, this byte is “{likely}”."
    return files.not_utf_8.at(place, f"byte 0x{byte:02X} has no meaning here", hint)
