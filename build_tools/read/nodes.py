"""YAML as a tree of texts, lists and mappings, each with its place."""

from __future__ import annotations

from typing import NamedTuple


class TextNode(NamedTuple):
    """A scalar. `start` and `end` are offsets in the source, quotation marks included."""

    start: int
    end: int
    text: str | None
    """None for an empty value, `~` and `null`."""
    refused: bool = False
    """Whether a problem has been reported and the value is unknown."""


class ListNode(NamedTuple):
    """A sequence."""

    start: int
    end: int
    items: tuple[Node, ...]


class MapNode(NamedTuple):
    """A mapping; of a key that stands there twice, the first."""

    start: int
    end: int
    entries: dict[str, tuple[TextNode, Node]]


Node = TextNode | ListNode | MapNode
