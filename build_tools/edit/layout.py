"""A YAML file in its standard form: the keys in the order of the format, even indentation, no long lines.

Nothing is said differently. Notes, sources and all other items stay in their order, which is their author's; comments
stay with what they belong to, and blank lines stay where they part something. The result is read again: what would not
be the same value with the same comments is not given out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..model.fields import Value
from ..problems.problem import Path, Problem
from ..read.compose import compose
from ..read.load import load, plain
from ..read.nodes import Node, TextNode
from ..read.schema import keys_of, shape_of
from ..read.text import Source
from .comments import BLANK, Block, Item, with_comments
from .scalars import WIDTH, scalar, style_of

_EXACT = frozenset({"exact", "prefix", "suffix", "every", "after", "target"})
"""Keys of the article's own words, where white space at the ends counts."""
_MODELINE = re.compile(r"#\s*yaml-language-server:")
_START = re.compile(r"(?:[^\S\n]*(?:#[^\n]*|%[^\n]*)?\n)*---[^\S\n]*(?:#[^\n]*)?\n")
_END = re.compile(r"^\.\.\.(?:\s.*)?\Z", re.MULTILINE | re.DOTALL)
_COMMENT_BEHIND = re.compile(r"[ \t]+#")
_ROUNDS = 3
"""One is enough almost always: a comment that is moved may leave room for the line that it stood in."""


class LayoutError(Exception):
    """A file that is left as it is, with the problems that are to be mended first, if it has some."""

    def __init__(self, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__("it could not be laid out without changing what it says")
        self.problems = problems


def laid_out(source: Source, model: type[Value], start: int = 0, end: int | None = None) -> str:
    """The whole text of a source with the YAML between two offsets in its standard form. Raises LayoutError."""
    stop = len(source.text) if end is None else end
    before = load(source, model, start, stop)
    errors = tuple(problem for problem in before.problems if problem.severity == "error")
    if errors or before.root is None or before.mends:
        raise LayoutError(errors or before.problems)
    line_end = "\r\n" if "\r\n" in source.text[start:stop] else "\n"
    given = _lines(source.text[start:stop])
    text = given
    for _ in range(_ROUNDS):
        better = _once(text, model)
        if better == text:
            break
        text = better
    whole = source.text[:start] + text.replace("\n", line_end) + source.text[stop:]
    after = load(Source.of(source.path, whole), model, start, start + len(text.replace("\n", line_end)))
    if (
        after.value != before.value
        or _once(text, model) != text
        or _said(given, model) != _said(text, model)
        or _rules(after.problems) - _rules(before.problems)
    ):
        raise LayoutError
    return whole


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _rules(problems: tuple[Problem, ...]) -> Counter[str]:
    return Counter(problem.rule for problem in problems)


def _said(text: str, model: type[Value]) -> tuple[Any, Counter[str]]:
    """The values and the comments of a text."""
    source = Source.of("", text)
    root, _ = compose(source, keys=keys_of(model))
    if root is None:
        return None, Counter()
    return _stripped(plain(root), ""), Counter(_all_comments(source, root))


def _all_comments(source: Source, root: Node) -> Iterator[str]:
    if isinstance(root, TextNode):
        return
    tree = with_comments(source, root, 0, len(source.text))
    todo = [tree] if tree else []
    while todo:
        block = todo.pop()
        yield from filter(None, block.foot)
        for item in block.items:
            yield from filter(None, (*item.above, *item.beside))
            if isinstance(item.value, Block):
                todo.append(item.value)


def _stripped(value: Any, key: str) -> Any:
    if isinstance(value, dict):
        return {name: _stripped(below, name) for name, below in value.items()}
    if isinstance(value, list):
        return [_stripped(below, key) for below in value]
    return value.strip() if isinstance(value, str) and key not in _EXACT else value


def _once(text: str, model: type[Value]) -> str:
    head = match[0] if (match := _START.match(text)) else ""
    foot = match[0] if (match := _END.search(text, len(head))) else ""
    body = text[len(head) : len(text) - len(foot)]
    source = Source.of("", body)
    root, problems = compose(source, keys=keys_of(model))
    if root is None or isinstance(root, TextNode):
        raise LayoutError(problems)
    tree = with_comments(source, root, 0, len(body))
    assert tree
    lines = list(_Writer(source, model).file(tree))
    return head + "".join(f"{line.rstrip(' ') if not line.strip() else line}\n" for line in lines) + foot


def _name_of(path: Path) -> str:
    """The key that a place is in, whatever its number in a list."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


class _Writer:
    def __init__(self, source: Source, model: type[Value]) -> None:
        self.source = source
        self.shape = shape_of(model)
        self.prose = keys_of(model).prose

    def file(self, tree: Block) -> Iterator[str]:
        """All lines."""
        above = tree.items[0].above if tree.items else []
        head = max((at + 1 for at, line in enumerate(above) if line == BLANK), default=0)
        if not head and above and _MODELINE.match(above[0]):
            head = 1
        yield from above[:head]
        del above[:head]
        if tree.items:
            tree.items[0].is_apart = False
        if tree.is_flow and not tree.has_comments() and not tree.items:
            yield self.source.text[tree.start : tree.end]
        else:
            yield from self._items(tree, 0, ())
        yield from tree.foot

    def _items(self, block: Block, indent: int, path: Path) -> Iterator[str]:
        """The lines of a list or mapping with items, comments at its end left out."""
        items = self._ordered(block, path)
        # Order is the author's in lists; of a mapping that is put in order, sections stay apart.
        if items != block.items and not path:
            for item in items[1:]:
                is_section = isinstance(item.value, Block) and not item.value.is_flow
                item.is_apart = item.is_apart or is_section or bool(item.above)
        for number, item in enumerate(items):
            if number and item.is_apart:
                yield BLANK
            yield from self._item(item, indent, (*path, self._name(item, number)))

    def _name(self, item: Item, number: int) -> str | int:
        return item.key.text or "" if item.key else number

    def _ordered(self, block: Block, path: Path) -> list[Item]:
        if not block.is_map:
            return block.items
        names = [self._name(item, 0) for item in block.items]
        order = self.shape.at(path).order([str(name) for name in names])
        return (
            sorted(block.items, key=lambda item: order.index(str(self._name(item, 0))))
            if order
            else block.items
        )

    def _item(self, item: Item, indent: int, path: Path) -> Iterator[str]:
        room = " " * indent
        lead = f"{self.source.text[item.key.start : item.key.end]}:" if item.key else "-"
        lines = self._value(item, room + lead, indent, path)
        value = item.value
        is_nested = isinstance(value, Block) and len(lines) != 1
        first = lines[0]
        above, beside = list(item.above), list(item.beside)
        can_stand = beside and (len(lines) == 1 or (is_nested and item.key is not None))
        if isinstance(value, TextNode) and not self._can_stand_behind(
            value, path, lines[0][len(room + lead) + 1 :]
        ):
            can_stand = []
        comment = ""
        if can_stand and len(first) + 2 + len(beside[-1]) <= WIDTH:
            comment = "  " + beside.pop()
        if above and above[-1] == BLANK and beside:
            above[-1:] = []
        hoisted: list[str] = []
        if item.key is None and is_nested and isinstance(value, Block):
            inner = self._ordered(value, path)[0]
            hoisted, inner.above = inner.above, []
            lines = self._value(item, room + lead, indent, path)
        for words in (*above, *beside, *hoisted):
            yield room + words if words else BLANK
        yield lines[0] + comment
        yield from lines[1:]

    def _can_stand_behind(self, node: TextNode, path: Path, written: str) -> bool:
        """Whether a comment can: behind words without quotation marks it may be meant as some of them."""
        is_quoted = _name_of(path) not in self.prose or style_of(written) != "plain"
        return is_quoted or _COMMENT_BEHIND.match(self.source.text, node.end) is not None

    def _value(self, item: Item, lead: str, indent: int, path: Path) -> list[str]:
        """The lines of a value, its key or hyphen before it."""
        value = item.value
        if isinstance(value, TextNode):
            return self._text(value, lead, indent, path)
        if not value.items and not value.foot:
            return [f"{lead} {'{}' if value.is_map else '[]'}"]
        if value.is_flow and not value.has_comments() and (line := self._flow(value, path)):
            whole = f"{lead} {line}"
            if len(whole) <= WIDTH:
                return [whole]
        below = list(self._items(value, indent + 2, path))
        room = " " * (indent + 2)
        foot = [room + words if words else BLANK for words in value.foot]
        if not value.items:
            return [*foot, f"{lead} {'{}' if value.is_map else '[]'}"]
        if item.key is None and not (below[0].lstrip().startswith("#")):
            below[0] = lead + " " + below[0].lstrip(" ")
            return [*below, *foot]
        return [lead, *below, *foot]

    def _text(self, node: TextNode, lead: str, indent: int, path: Path) -> list[str]:
        written = self.source.text[node.start : node.end]
        if node.text is None:
            return [f"{lead} {written}".rstrip()]
        text = node.text if _name_of(path) in _EXACT else node.text.strip()
        first, *below = scalar(text, indent=indent + 2, column=len(lead) + 1, written=written).split("\n")
        return [f"{lead} {first}", *below]

    def _flow(self, block: Block, path: Path) -> str | None:
        """A list or mapping in one line, if all its texts are in one."""
        parts: list[str] = []
        for number, item in enumerate(self._ordered(block, path)):
            below = (*path, self._name(item, number))
            if isinstance(item.value, TextNode):
                part: str | None = self.source.text[item.value.start : item.value.end]
            else:
                part = self._flow(item.value, below)
            if part is None or "\n" in part:
                return None
            key = f"{self.source.text[item.key.start : item.key.end]}: " if item.key else ""
            parts.append((key + part).rstrip())
        return "{" + ", ".join(parts) + "}" if block.is_map else "[" + ", ".join(parts) + "]"
