"""New values in a YAML file, at the places of the old: everything else stays, byte for byte.

Comments, blank lines, the order of keys and the way in which a text was written are kept. Of a mapping that is replaced
by a mapping only the entries that differ are touched; one that is replaced by a text goes with the comments inside it.
Offsets are code points of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..problems.problem import Path
from ..read.edits import Edit, Edited
from ..read.nodes import ListNode, MapNode, Node, TextNode
from ..read.text import Source
from .scalars import scalar, style_of

Value = str | Mapping[str, str]
"""A text, or a mapping of texts."""

_STEP = 2
"""Spaces by which a value stands further right than its key."""
_COMMENT_BEHIND = re.compile(r"[ \t]*(?=#)|[ \t]*(?=[,\]}][^\r\n]*#)")
_HEAD_COMMENT = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\r\n]*)")
_REST_OF_LINE = re.compile(r"[ \t]*(\r\n|\n|\r|\Z)")


class _Place(NamedTuple):
    """A node, and what the writing of a value there depends on."""

    node: Node
    column: int
    """That of its key, its hyphen, or for the whole file of nothing, from 0."""
    in_flow: bool


def spliced(source: Source, root: Node, values: Mapping[Path, Value]) -> str:
    """The text of the source with new values at some paths, none of which lies within another.

    A path that leads to an item of a list leads to the value itself where it stands for a list of one. A key that a
    mapping does not have is put in behind its other keys.

    Raises KeyError if there is nothing at a path, ValueError if a value holds signs that no file may hold.
    """
    edits = [edit for path, value in values.items() for edit in _edits(source, root, path, value)]
    end = next((mark for mark in ("\r\n", "\n", "\r") if mark in source.text), "\n")
    return Edited(source.text, 0, (edit._replace(text=edit.text.replace("\n", end)) for edit in edits)).text


def _edits(source: Source, root: Node, path: Path, value: Value) -> Iterable[Edit]:
    place = _find(source, root, path[:-1]) if path else _Place(root, -_STEP, False)
    if not path:
        return _replacing(source, place, value)
    last = path[-1]
    if isinstance(place.node, MapNode) and isinstance(last, str) and last not in place.node.entries:
        if not isinstance(value, str):
            raise KeyError(path)
        return _entries(source, place, {last: value}, kept=True)
    return _replacing(source, _find(source, root, path), value)


def _find(source: Source, root: Node, path: Path) -> _Place:
    place = _Place(root, -_STEP, _is_flow(source, root))
    for step in path:
        node = place.node
        if isinstance(node, MapNode) and step in node.entries:
            key, below = node.entries[str(step)]
            column = source.position(key.start)[1] - 1
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            below, column = node.items[step], source.position(node.start)[1] - 1
        elif step == 0 and not isinstance(node, ListNode):
            continue
        else:
            raise KeyError(path)
        place = _Place(below, column, place.in_flow or _is_flow(source, below))
    return place


def _is_flow(source: Source, node: Node) -> bool:
    return not isinstance(node, TextNode) and source.text[node.start : node.start + 1] in ("{", "[")


def _replacing(source: Source, place: _Place, value: Value) -> Iterable[Edit]:
    node = place.node
    if isinstance(node, MapNode) and not isinstance(value, str):
        return _entries(source, place, value)
    end = _end(source, node)
    indent = place.column + _STEP
    before = source.text[: node.start]
    if isinstance(value, str):
        start = node.start
        if not isinstance(node, TextNode) and not place.in_flow:
            start = len(before.rstrip())
        space = "" if start and before[start - 1 : start] in (" ", "[", "{") else " "
        return (Edit(start, end, space + _written(source, place, value, start, end)),)
    if place.in_flow:
        inside = (f"{key}: {scalar(words, in_flow=True)}" for key, words in value.items())
        return (Edit(node.start, end, "{" + ", ".join(inside) + "}"),)
    is_item = before.rstrip(" ").endswith("-") and source.position(node.start)[1] - 1 > place.column
    start = node.start if is_item else len(before.rstrip(" "))
    comment = _comment(source, end)
    lines = [
        f"{key}: {scalar(words, indent=indent + _STEP, column=indent + len(key) + 2, inline=bool(comment))}"
        for key, words in value.items()
    ]
    head = _HEAD_COMMENT.match(source.text, node.start, end)
    told = f" {head[1]}" if head else ""
    if is_item and not told:
        return (Edit(start, end, ("\n" + " " * indent).join(lines)),)
    begin = source.text[:start].rstrip(" ") if is_item else ""
    start = len(begin) if is_item else start
    return (Edit(start, end, told + "".join("\n" + " " * indent + line for line in lines)),)


def _written(source: Source, place: _Place, words: str, start: int, end: int) -> str:
    """A text in the place of a node, in the way in which the node is written if that is possible."""
    node = place.node
    style = style_of(source.text[node.start : node.start + 1]) if isinstance(node, TextNode) else None
    behind = bool(_comment(source, end))
    text = scalar(
        words,
        indent=place.column + _STEP,
        column=source.position(start)[1] - 1,
        inline=behind,
        in_flow=place.in_flow,
        style=style,
    )
    head = _HEAD_COMMENT.match(source.text, node.start, end) if style in ("folded", "literal") else None
    if not head:
        return text
    first, line_end, rest = text.partition("\n")
    return f"{first}  {head[1]}{line_end}{rest}"


def _comment(source: Source, end: int) -> re.Match[str] | None:
    """The comment behind an offset, in its line."""
    return _COMMENT_BEHIND.match(source.text, end)


def _end(source: Source, node: Node) -> int:
    """Where what is written of a node ends: of a block, without the blank lines below it."""
    return node.start + len(source.text[node.start : node.end].rstrip())


def _entries(source: Source, place: _Place, value: Mapping[str, str], kept: bool = False) -> Iterable[Edit]:
    """Make the entries of a mapping those of another; `kept` are its own that the other has not."""
    node = place.node
    assert isinstance(node, MapNode)
    if not node.entries:
        yield Edit(
            node.start,
            node.end,
            "{" + ", ".join(f"{k}: {scalar(v, in_flow=True)}" for k, v in value.items()) + "}",
        )
        return
    column = source.position(next(iter(node.entries.values()))[0].start)[1] - 1
    for key, (_, old) in node.entries.items():
        if key in value and not (isinstance(old, TextNode) and old.text == value[key]):
            yield from _replacing(source, _Place(old, column, place.in_flow), value[key])
    gone = [] if kept else [key for key in node.entries if key not in value]
    yield from _removed(source, place, gone)
    left = [key for key in node.entries if key not in gone]
    new = {key: words for key, words in value.items() if key not in node.entries}
    if not new:
        return
    at = _end(source, node.entries[left[-1]][1])
    if place.in_flow:
        yield Edit(at, at, "".join(f", {key}: {scalar(words, in_flow=True)}" for key, words in new.items()))
        return
    at = source.end_of_line(source.position(at)[0])
    lines = (
        f"{key}: {scalar(words, indent=column + _STEP, column=column + len(key) + 2)}"
        for key, words in new.items()
    )
    yield Edit(at, at, "".join("\n" + " " * column + line for line in lines))


def _removed(source: Source, place: _Place, gone: list[str]) -> Iterable[Edit]:
    """Take entries out of a mapping of which others stay; their comments stay too."""
    node = place.node
    assert isinstance(node, MapNode)
    keys = list(node.entries)
    for number, key in enumerate(keys):
        if key not in gone:
            continue
        name, old = node.entries[key]
        end = _end(source, old)
        is_first = all(other in gone for other in keys[:number])
        following = node.entries[keys[number + 1]][0].start if number + 1 < len(keys) else None
        if place.in_flow:
            if is_first and following is not None:
                yield Edit(name.start, following, "")
            else:
                yield Edit(_end(source, node.entries[keys[number - 1]][1]), end, "")
            continue
        line = source.position(name.start)[0]
        indentation = source.text[source.line_starts[line - 1] : name.start]
        rest = _REST_OF_LINE.match(source.text, end)
        if not rest:  # a comment
            yield Edit(name.start, source.text.index("#", end), "")
        elif not indentation.strip():
            yield Edit(source.line_starts[line - 1], rest.end(), "")
        elif following is not None:
            between = source.text[end:following]
            mark = between.find("#")
            yield Edit(name.start, following if mark < 0 else end + mark, "")
