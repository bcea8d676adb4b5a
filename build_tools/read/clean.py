"""A file without the signs that nobody meant: what can be mended without a doubt, and nothing else.

Only signs go that nobody sees, and signs that stand for others for certain. No word changes, neither of ours nor of an
article: what is put in place of a sign is what the checker has read it as, so that the file has the same values.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from ..model.annotations import AnnotationFile, NoteFile
from ..model.fields import Value
from ..model.front_matter import ArticleFrontMatter, TechniqueFrontMatter
from ..problems import signs as sign_rules
from ..problems.problem import Problem, in_order
from ..problems.wording import Wording
from . import signs
from .edits import Edit, Edited
from .load import load
from .text import File, Source, decode, front_matter

_ROUNDS = 3
"""One is enough almost always: another finds what a mended sign had hidden."""
_DEEPEST = 125
"""Pairs of signs of direction within each other that Unicode knows."""
_INSERTED = re.compile("[\u202a\u202b\u2066-\u2068]([^\u202a-\u202e\u2066-\u2069\r\n]*)[\u202c\u2069]")


class Kind(NamedTuple):
    """What a file is: its model, and whether that stands at the head of a Markdown file."""

    model: type[Value]
    is_markdown: bool


ANNOTATIONS = Kind(AnnotationFile, False)
NOTE = Kind(NoteFile, False)
ARTICLE = Kind(ArticleFrontMatter, True)
TECHNIQUE = Kind(TechniqueFrontMatter, True)


def cleaned(path: str, text: str, kind: Kind) -> str:
    """The text of a file, mended. Line ends, comments and all else stay as they are."""
    text = text.lstrip("\ufeff")
    text = Edited(text, 0, _signs(Source.of(path, text), kind)).text.lstrip("\ufeff")
    for _ in range(_DEEPEST):
        # Without the inner of two pairs the outer may be one that changes nothing either.
        better = Edited(text, 0, _pairs(text)).text.lstrip("\ufeff")
        if better == text:
            break
        text = better
    for _ in range(_ROUNDS):
        # The edits are counted in a text that is the same letter for letter, but for signs that are left to a person.
        source = Source.of(path, signs.readable(text))
        start, end = _yaml(source, kind)
        if end < 0:
            break
        edits = load(source, kind.model, start, end).mends
        if not edits:
            break
        text = Edited(text, 0, edits).text
    return text


def left_over(path: str, text: str, kind: Kind) -> tuple[Problem, ...]:
    """What is wrong with the signs of a text that has been cleaned."""
    source, problems = decode(File(path, text.encode("utf-8")))
    assert source
    start, end = _yaml(source, kind)
    found = (*problems, *(load(source, kind.model, start, end).problems if end >= 0 else ()))
    rules = {rule.id for rule in vars(sign_rules).values() if isinstance(rule, Wording)}
    return tuple(item for item in in_order(found) if item.rule in rules and item.severity != "notice")


def _yaml(source: Source, kind: Kind) -> tuple[int, int]:
    """Where the YAML of a file is; the end is -1 when there is none."""
    if not kind.is_markdown:
        return 0, len(source.text)
    block = front_matter(source)
    return (block.start, block.end) if block else (0, -1)


def _signs(source: Source, kind: Kind) -> Iterator[Edit]:
    """What is to be put in place of signs that no text should hold."""
    text = source.text
    if not signs.REFUSED.search(text):
        return
    garbled = {offset for start, end, _ in signs.garbled(text) for offset in range(start, end)}
    block = front_matter(source) if kind.is_markdown else None
    body = block.body if block else 0 if kind.is_markdown else len(text)
    is_cp1252 = signs.is_cp1252(text)
    for match in signs.REFUSED.finditer(text):
        at, char = match.start(), match.group()
        if at in garbled:
            continue
        if char == "\x85" and not is_cp1252:
            continue
        if char in signs.LINE_ENDS and char != "\x85":
            yield Edit(at, at + 1, _line_end(text, at, is_paragraph=char == "\u2029" and at >= body))
        elif meant := signs.meant(char):
            yield Edit(at, at + 1, meant)


def _pairs(text: str) -> Iterator[Edit]:
    """Pairs of signs of direction that change nothing of what stands between them."""
    for match in _INSERTED.finditer(text):
        if _is_level(match[0][0], match[1]):
            yield Edit(match.start(), match.start() + 1, "")
            yield Edit(match.end() - 1, match.end(), "")


def _line_end(text: str, at: int, *, is_paragraph: bool) -> str:
    """What takes the place of an invisible line end: a space, unless there is white space already."""
    if is_paragraph and _IN_PARAGRAPH.search(text, text.rfind("\n", 0, at) + 1, at):
        line_end = "\r\n" if "\r\n" in text else "\n"
        return line_end * 2
    around = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
    return " " if len(around) == 2 and not any(char.isspace() for char in around) else ""


_IN_PARAGRAPH = re.compile(r"^[^\W\d_]|^[“„«\"'‘(]")
"""A line of the article that is nothing but words: no heading, list, quotation, table or code."""


def _is_level(opening: str, inside: str) -> bool:
    """Whether words look the same without the pair of signs around them: all run in the direction they run in."""
    kinds = {unicodedata.bidirectional(char) for char in inside} - {"NSM", "BN"}
    if not inside or inside != inside.strip():
        return not inside
    left = kinds <= {"L", "WS"}
    right = kinds <= {"R", "AL", "WS"}
    return {"\u202a": left, "\u2066": left, "\u202b": right, "\u2067": right}.get(opening, left or right)
