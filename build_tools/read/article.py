"""Parse an article once: its tokens, and its visible text with the source line of every offset.

The same tokens are rendered later (`page/text.py`), so that what is anchored is what is shown.

The visible text is what a reader sees of the article itself: a soft line break is a space, a hard line
break and every boundary between blocks (paragraphs, list items, table cells, …) is a newline. The marks of a
list are words of the article. Nothing comes from attributes (link addresses, titles, alternative texts) or from
what rendering adds (footnote numbers). What Markdown means in an article says `markdown`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex
from markdown_it.token import Token

from ..words.count import UNSEEN, words
from .markdown import parse
from .markdown.doubts import Doubt

# The marks of Indian and Arabic scripts, too, are part of a heading's words.
_NO_LETTERS = regex.compile(r"[^\p{L}\p{M}\p{N}]+")
_UNSEEN = regex.compile(UNSEEN, regex.V1)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the article; `start` and `end` are offsets of its words in the visible text."""

    level: int
    """1 to 6, as written."""
    start: int
    end: int
    id: str
    """Its fragment on the page. Holds `--`, which no annotation id can."""


@dataclass(frozen=True, slots=True)
class Article:
    """A parsed article. All offsets are Unicode code points of `text`."""

    text: str
    """The visible text."""
    tokens: Sequence[Token]
    """The parse. Each token with visible text has its offset in `meta["start"]`. Treat as frozen."""
    headings: tuple[Heading, ...]
    furniture: tuple[tuple[int, int], ...]
    """Stretches that belong to the web page the text was copied from, not to the article."""
    line_starts: tuple[tuple[int, int], ...]
    """Pairs of an offset and the file's line (from 1) on which the text from there on stands."""
    words: tuple[tuple[int, int], ...]
    """The offsets of every word that is not page furniture."""
    doubts: tuple[Doubt, ...] = ()
    """What may have been meant otherwise; lines count from 0 in what was parsed."""

    def line_at(self, offset: int) -> int:
        """The line of the file (from 1) that holds the character at `offset`."""
        if not self.line_starts:
            return 1
        index = bisect_right(self.line_starts, offset, key=lambda pair: pair[0])
        return self.line_starts[max(index - 1, 0)][1]


def parse_article(source: str, first_line: int = 1) -> Article:
    """Parse the Markdown of an article, its front matter already removed.

    `first_line` is the line of the file on which `source` begins.
    """
    tokens, doubts = parse(source)
    text = _VisibleText(first_line)
    headings: list[Heading] = []
    furniture: list[tuple[int, int]] = []
    taken: dict[str, int] = {}
    heading_from = furniture_from = 0
    for token in tokens:
        if token.map:
            text.line = first_line + token.map[0]
        match token.type:
            case "inline":
                text.add_block(token)
            case "heading_open":
                text.end_block()
                heading_from = text.length
                text.begin_heading()
            case "container_furniture_open":
                text.end_block()
                furniture_from = text.length
            case "heading_close":
                name = _heading_id(text.heading(), taken)
                headings.append(Heading(int(token.tag[1]), heading_from, text.length, name))
            case "container_furniture_close":
                furniture.append((furniture_from, text.length))
    whole = text.whole()
    counted = tuple(_words(whole, furniture))
    lines = tuple(text.line_starts)
    return Article(whole, tokens, tuple(headings), tuple(furniture), lines, counted, doubts)


def _words(text: str, furniture: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start = 0
    for skip_from, skip_to in (*furniture, (len(text), len(text))):
        yield from words(text, start, skip_from)
        start = skip_to


class _VisibleText:
    """Collects the visible text while noting, in each token, where its part begins."""

    def __init__(self, first_line: int) -> None:
        self.line = first_line
        self.length = 0
        self.line_starts: list[tuple[int, int]] = []
        self._parts: list[str] = []
        self._heading_from = 0

    def add_block(self, inline: Token) -> None:
        self.end_block()
        self._mark_line()
        for child in inline.children or ():
            if child.type == "text":
                self._add(child, child.content)
            elif child.type in ("softbreak", "hardbreak"):
                self._add(child, " " if child.type == "softbreak" else "\n")
                self.line += 1
                self._mark_line()

    def end_block(self) -> None:
        """Put a newline between this block and the one before, if there is one."""
        if self._parts and self._parts[-1] != "\n":
            self._append("\n")

    def begin_heading(self) -> None:
        self._heading_from = len(self._parts)

    def heading(self) -> str:
        return "".join(self._parts[self._heading_from :])

    def whole(self) -> str:
        return "".join(self._parts)

    def _add(self, token: Token, content: str) -> None:
        token.meta["start"] = self.length
        self._append(content)

    def _append(self, content: str) -> None:
        self._parts.append(content)
        self.length += len(content)

    def _mark_line(self) -> None:
        self.line_starts.append((self.length, self.line))


def _heading_id(words: str, taken: dict[str, int]) -> str:
    """A fragment for a heading, unlike those before it; `taken` says how often each was wanted."""
    slug = _NO_LETTERS.sub("-", _UNSEEN.sub("", words.casefold())).strip("-") or "heading"
    first = name = f"text--{slug}"
    while name in taken:
        taken[first] += 1
        name = f"{first}-{taken[first]}"
    taken[name] = 1
    return name
