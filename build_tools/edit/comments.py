"""YAML as a tree of items with the comments that belong to them.

An item is an entry of a mapping or of a list. A comment in a line of its own belongs to the item below it, or, when it
is set further in than that, to the end of the list or mapping above it. Behind something it belongs to that.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ..read.nodes import ListNode, MapNode, Node, TextNode
from ..read.text import Source

_COMMENT = re.compile(r"(?:(?<=\s)|(?<![^\n]))#[^\r\n]*")
_HEAD = re.compile(r"[|>][-+\d]*[ \t]+(#[^\r\n]*)")
BLANK = ""
"""Stands for a blank line among comments."""


@dataclass(slots=True)
class Item:
    """An entry of a mapping or a list."""

    start: int
    """That of its key, or of its value in a list. An offset in the source, as all are."""
    key: TextNode | None
    value: Block | TextNode
    above: list[str] = field(default_factory=list)
    """The comments above it, and the blank lines among them."""
    beside: list[str] = field(default_factory=list)
    """The comments behind it, or behind its key."""
    is_apart: bool = False
    """Whether a blank line stands before it and its comments."""

    @property
    def end(self) -> int:
        return self.value.end


@dataclass(slots=True)
class Block:
    """A list or mapping."""

    start: int
    end: int
    column: int
    """From 1: where its items stand."""
    is_map: bool
    is_flow: bool
    items: list[Item] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    """The comments at its end, and the blank lines among them."""

    def has_comments(self) -> bool:
        """Whether a comment stands in it."""
        return bool(self.foot) or any(
            item.above or item.beside or (isinstance(item.value, Block) and item.value.has_comments())
            for item in self.items
        )


def with_comments(source: Source, root: Node, start: int, end: int) -> Block | None:
    """The tree of a source between two offsets with its comments; None if it is a single text."""
    if isinstance(root, TextNode):
        return None
    tree = _block(source, root, in_flow=False)
    items = sorted(_items(tree), key=lambda item: (item.start, -item.end))
    _Attached(source, tree, items).attach(_comments(source.text, root, start, end))
    return tree


def texts(node: Node) -> Iterator[TextNode]:
    """Every text of a tree, keys too, in the order of the source."""
    if isinstance(node, TextNode):
        yield node
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from texts(item)
    else:
        for key, value in node.entries.values():
            yield key
            yield from texts(value)


def _block(source: Source, node: ListNode | MapNode, *, in_flow: bool) -> Block:
    is_flow = in_flow or source.text[node.start] in "[{"
    column = source.position(node.start)[1]
    block = Block(node.start, node.end, column, isinstance(node, MapNode), is_flow)
    pairs: Iterator[tuple[TextNode | None, Node]] = (
        iter(node.entries.values()) if isinstance(node, MapNode) else ((None, item) for item in node.items)
    )
    for key, below in pairs:
        value = below if isinstance(below, TextNode) else _block(source, below, in_flow=is_flow)
        block.items.append(Item(key.start if key else below.start, key, value))
    return block


def _items(block: Block) -> Iterator[Item]:
    for item in block.items:
        yield item
        if isinstance(item.value, Block):
            yield from _items(item.value)


def _comments(text: str, root: Node, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Each comment with its offset: they stand between texts, and behind the head of a block of text."""
    done = start
    for node in texts(root):
        yield from (
            (match.start(), match[0]) for match in _COMMENT.finditer(text, done, max(node.start, done))
        )
        if head := _HEAD.match(text, node.start, node.end):
            yield head.start(1), head[1]
        done = max(node.end, done)
    yield from ((match.start(), match[0]) for match in _COMMENT.finditer(text, done, end))


class _Attached:
    """Puts each comment where it belongs, in the order of the source."""

    def __init__(self, source: Source, tree: Block, items: list[Item]) -> None:
        self.source = source
        self.tree = tree
        self.items = items
        self.starts = [item.start for item in items]

    def attach(self, comments: Iterator[tuple[int, str]]) -> None:
        lines: set[int] = set()
        for offset, words in comments:
            line, column = self.source.position(offset)
            if self.source.line(line)[: column - 1].strip():
                self._behind(offset, words.rstrip())
            else:
                lines.add(line)
                self._alone(offset, line, column, words.rstrip())
        for item in self.items:
            line, column = self.source.position(item.start)
            before = self.source.line(line)[: column - 1]
            if not item.above:
                item.is_apart = not before.strip(" -") and self._is_blank(line - 1)
            elif self._is_blank(line - 1):
                item.above.append(BLANK)

    def _is_blank(self, line: int) -> bool:
        return line > 0 and not self.source.line(line).strip()

    def _behind(self, offset: int, words: str) -> None:
        """A comment behind something in its line."""
        at = bisect_right(self.starts, offset) - 1
        last = len(self.source.text[:offset].rstrip()) - 1
        if at >= 0:
            item = self.items[at]
            is_single = isinstance(item.value, TextNode) or item.value.is_flow
            if isinstance(item.value, TextNode) and item.value.start <= offset < item.value.end:
                item.above.append(words)
                return
            if item.key and item.key.end <= offset < item.value.start:
                (item.above if is_single else item.beside).append(words)
                return
        in_text = at >= 0 and isinstance(self.items[at].value, TextNode) and last < self.items[at].value.end
        if at < 0 or (self.source.text[last] in "[{-" and not in_text):
            self._above(at + 1, offset, words)
            return
        # Of items that lie within each other, the one whose text ended last is meant.
        ended = [other for other in self.items[: at + 1] if _text_end(other) <= offset]
        max(ended, key=lambda other: (_text_end(other), other.start)).beside.append(words)

    def _above(self, at: int, offset: int, words: str) -> None:
        """Put a comment above the item at a place in the order, unless the list or mapping around it ends before."""
        around = self._flow_around(offset)
        if at < len(self.items) and (around is None or self.items[at].start < around.end):
            self.items[at].above.append(words)
        else:
            (around or self.tree).foot.append(words)

    def _flow_around(self, offset: int) -> Block | None:
        around = [
            item.value
            for item in self.items
            if isinstance(item.value, Block)
            and item.value.is_flow
            and item.value.start < offset < item.value.end
        ]
        if self.tree.is_flow and self.tree.start < offset < self.tree.end:
            around.insert(0, self.tree)
        return around[-1] if around else None

    def _alone(self, offset: int, line: int, column: int, words: str) -> None:
        """A comment in a line of its own."""
        at = bisect_right(self.starts, offset)
        apart = self._is_blank(line - 1)
        if at and (inside := self._in_text(at - 1, offset)):
            inside.above.append(words)
            return
        following = self.items[at] if at < len(self.items) else None
        if around := self._flow_around(offset):
            if following and following.start < around.end:
                _add(following, words, apart)
            else:
                _add_foot(around, words, apart)
            return
        floor = self._column(following) if following else 0
        ends = [block for block in self._open(at - 1) if floor < block.column <= column] if at else []
        if ends:
            _add_foot(ends[-1], words, apart)
        elif following:
            _add(following, words, apart)
        else:
            _add_foot(self.tree, words, apart)

    def _in_text(self, at: int, offset: int) -> Item | None:
        """The item between whose key and single value a comment stands."""
        item = self.items[at]
        is_before = item.key is not None and item.start < offset < item.value.start
        if is_before and (isinstance(item.value, TextNode) or item.value.is_flow):
            return item
        return None

    def _column(self, item: Item) -> int:
        """The column of the list or mapping an item is in."""
        return self._around[id(item)].column

    @cached_property
    def _around(self) -> dict[int, Block]:
        found: dict[int, Block] = {}
        todo = [self.tree]
        while todo:
            block = todo.pop()
            for item in block.items:
                found[id(item)] = block
                if isinstance(item.value, Block):
                    todo.append(item.value)
        return found

    def _open(self, at: int) -> list[Block]:
        """The lists and mappings that an item stands in, from the outside in."""
        item = self.items[at]
        chain: list[Block] = []
        block: Block | None = self.tree
        while block is not None and not block.is_flow:
            chain.append(block)
            last = [below for below in block.items if below.start <= item.start]
            inner = last[-1].value if last else None
            block = inner if isinstance(inner, Block) and inner.start <= item.start else None
        return chain


def _text_end(item: Item) -> int:
    """Where the text of an item ends that stands before its items: its value's, or its key's."""
    if isinstance(item.value, TextNode) or item.value.is_flow:
        return item.value.end
    return item.key.end if item.key else item.start


def _add(item: Item, words: str, apart: bool) -> None:
    if not item.above:
        item.is_apart = apart
    elif apart:
        item.above.append(BLANK)
    item.above.append(words)


def _add_foot(block: Block, words: str, apart: bool) -> None:
    if apart:
        block.foot.append(BLANK)
    block.foot.append(words)
