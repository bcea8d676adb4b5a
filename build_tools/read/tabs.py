"""Tabs that indent YAML: libyaml refuses some, and lets others pass."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from ..problems import yaml as rule
from ..problems.problem import Problem
from .nodes import ListNode, MapNode, Node, TextNode
from .text import Source

_INDENTED_BY_TAB = re.compile(r"^ *\t[ \t]*(?=[^\s#])", re.MULTILINE)


def indenting_tabs(source: Source, start: int, end: int, root: Node) -> Iterator[Problem]:
    """Tabs that indent: libyaml lets them pass inside brackets. Inside a text they are only white space."""
    has_tab = source.text.find("\t", start, end) >= 0
    matches = list(_INDENTED_BY_TAB.finditer(source.text, start, end)) if has_tab else []
    if not matches:
        return
    texts = sorted((node.start, node.end) for node in _walk(root) if isinstance(node, TextNode))
    starts = [begin for begin, _ in texts]
    for match in matches:
        before = bisect_right(starts, match.end() - 1) - 1
        if before < 0 or texts[before][1] <= match.end():
            yield rule.tab.at(source.place(*match.span()))


def _walk(root: Node) -> Iterator[Node]:
    todo = [root]
    while todo:
        node = todo.pop()
        yield node
        if isinstance(node, ListNode):
            todo += node.items
        elif isinstance(node, MapNode):
            for key, value in node.entries.values():
                todo += (key, value)
