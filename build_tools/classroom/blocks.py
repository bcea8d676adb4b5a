"""An article's text in blocks, for systems that take neither our HTML nor our marks: headings, paragraphs, tables.

What is a block, and its visible text, come from the one parse (`read/article.py`). Page furniture, pictures and
emphasis are left out: no word of the article is lost by that, and a phrase that can be picked never crosses an element.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from ..read.article import Article

Span = tuple[int, int]
NOWHERE = (0, 0)
"""Of an empty cell, which keeps its place in a table."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the article. Offsets are code points in its visible text."""

    tag: str
    """The HTML element that it is: `p`, `blockquote`, `table`, or `h2` to `h6`."""
    rows: tuple[tuple[Span, ...], ...]
    """Its stretches of text: the cells of a table by rows, and of any other block the one that it is."""

    @property
    def spans(self) -> Iterator[Span]:
        """Its stretches of text, in order."""
        for row in self.rows:
            yield from row


def blocks(article: Article) -> tuple[Block, ...]:
    """The article's blocks that have words, in order."""
    return tuple(_blocks(article.tokens))


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    depth = Counter[str]()
    tag = "p"
    rows: list[list[Span]] = []
    for token in tokens:
        what = token.type.rpartition("_")[0]
        depth[what] += token.nesting
        if token.type == "heading_open":
            tag = f"h{min(int(token.tag[1]) + 1, 6)}"
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            if any(start < end for row in rows for start, end in row):
                yield Block("table", tuple(map(tuple, rows)))
            rows = []
        elif token.type == "inline" and not depth["container_furniture"]:
            span = _span(token)
            if depth["table"]:
                rows[-1].append(span or NOWHERE)
            elif span:
                yield Block(
                    tag if depth["heading"] else "blockquote" if depth["blockquote"] else "p", ((span,),)
                )


def _span(inline: Token) -> Span | None:
    """Where the visible text of a block stands; None when it has none."""
    parts = [child for child in inline.children or () if "start" in child.meta]
    if not any(child.content.strip() for child in parts):
        return None
    last = parts[-1]
    length = len(last.content) if last.type == "text" else 1
    return int(parts[0].meta["start"]), int(last.meta["start"]) + length
