"""Parse a technique's text: its tokens, with the lines of its links and of its inserts.

It is CommonMark with tables, and without HTML: a tag is shown as the words it is made of. The comments that stand for
what the site makes, on a line of their own, are inserts. Any other is text too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

TECHNIQUE_LIMIT = 30_000
"""Bytes of the largest file of a technique that is read: ten times what the longest of ours has."""

INSERTS = ("definition", "uses")
"""What a technique's text may have the site put in."""

_INSERT = re.compile(r"<!-- *marked-copy: *(.*?) *-->[ \t]*")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or a picture in a technique's text."""

    line: int
    """The line of the file (from 1)."""
    address: str
    """As it is written."""
    is_picture: bool


@dataclass(frozen=True, slots=True)
class TechniqueText:
    """A parsed text. Treat the tokens as frozen."""

    tokens: Sequence[Token]
    """The parse. A token of the type `insert` has the insert's words as its content."""
    links: tuple[Link, ...]
    inserts: tuple[tuple[int, str], ...]
    """The line of the file (from 1) and the words of each."""


def parse_technique(source: str, first_line: int = 1) -> TechniqueText:
    """Parse the Markdown below a technique's front matter, which begins on `first_line` of the file."""
    tokens = _parser().parse(source)
    inserts = (
        (first_line + token.map[0], token.content) for token in tokens if token.type == "insert" and token.map
    )
    return TechniqueText(tokens, tuple(_links(tokens, first_line)), tuple(inserts))


def _links(tokens: Sequence[Token], first_line: int) -> Iterator[Link]:
    for block in tokens:
        line = first_line + (block.map[0] if block.map else 0)
        for token in block.children or ():
            match token.type:
                case "softbreak" | "hardbreak":
                    line += 1
                case "link_open":
                    yield Link(line, str(token.attrs["href"]), is_picture=False)
                case "image":
                    yield Link(line, str(token.attrs["src"]), is_picture=True)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.block.ruler.before(
        "paragraph", "insert", _insert, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    # Every address is to be seen by the checker as it is written, those above all that will be no link on the page.
    parser.validateLink = lambda url: url is not None  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def _insert(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    found = _INSERT.fullmatch(line)
    if not found or state.sCount[start]:
        return False
    if not silent:
        token = state.push("insert", "", 0)
        token.content = found[1]
        token.map = [start, start + 1]
        state.line = start + 1
    return True
