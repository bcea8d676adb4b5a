"""Bytes to text, and text to a tree of YAML nodes with positions.

The tree is composed in one pass from the events of libyaml. PyYAML's own `compose` is not used, because it is
slower, recurses in C until the stack is exhausted, and forgets anchors and duplicate keys.

Only text, lists and mappings are made: what a text means (a date, a flag) is for the model to say. So
`yes`, `12:30` and `2025-04-26` are text here; an empty value, `~` and `null` are None.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any

import yaml
from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ..problems import yaml as rule
from ..problems.problem import Place, Problem, limited
from ..problems.shape import shortened
from .nodes import ListNode, MapNode, Node, TextNode
from .signs import REFUSED, readable, refused
from .text import Source

DEPTH = 32
"""The deepest nesting of lists and mappings that is read."""
_NOTHING = ("", "~", "null")
_ESCAPED_LINE_END = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_INDENTED_BY_TAB = re.compile(r"^ *\t[ \t]*(?=[^\s#])", re.MULTILINE)


def compose(
    source: Source, start: int = 0, end: int | None = None
) -> tuple[Node | None, tuple[Problem, ...]]:
    """The YAML between two offsets of a source as a tree, or None when there is none, with its problems."""
    text = source.text[start:end]
    composer = _Composer(source, start)
    root = composer.run(text)
    if root is not None:
        composer.problems += _tabs(source, start, text, root)
    by_rule: dict[str, list[Problem]] = {}
    for problem in composer.problems:
        by_rule.setdefault(problem.rule, []).append(problem)
    return root, tuple(problem for problems in by_rule.values() for problem in limited(problems))


def _tabs(source: Source, base: int, text: str, root: Node) -> Iterator[Problem]:
    """Tabs that indent: libyaml lets them pass inside brackets. Inside a text they are only white space."""
    matches = list(_INDENTED_BY_TAB.finditer(text)) if "\t" in text else []
    if not matches:
        return
    texts = sorted((node.start, node.end) for node in _walk(root) if isinstance(node, TextNode))
    starts = [start for start, _ in texts]
    for match in matches:
        offset = base + match.end()
        before = bisect_right(starts, offset - 1) - 1
        if before < 0 or texts[before][1] <= offset:
            yield rule.tab.at(source.place(base + match.start(), offset))


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


class _Open:
    """A list or mapping that is not closed yet."""

    __slots__ = ("entries", "is_map", "items", "key", "start", "wants_key")

    def __init__(self, start: int, is_map: bool) -> None:
        self.start = start
        self.is_map = is_map
        self.items: list[Node] = []
        self.entries: dict[str, tuple[TextNode, Node]] = {}
        self.key: TextNode | None = None
        self.wants_key = is_map

    def close(self, end: int) -> Node:
        if not self.is_map:
            return ListNode(self.start, end, tuple(self.items))
        return MapNode(self.start, end, self.entries)


class _Composer:
    def __init__(self, source: Source, base: int) -> None:
        self.source = source
        self.base = base
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.root: Node | None = None

    def run(self, text: str) -> Node | None:
        next_event: Callable[[], Any] = yaml.CBaseLoader(text).get_event
        try:
            while event := next_event():
                kind = type(event)
                if kind is ScalarEvent:
                    self._add(self._scalar(event))
                elif kind is MappingEndEvent or kind is SequenceEndEvent:
                    self._add(self.stack.pop().close(self.base + event.end_mark.index))
                elif not self._begin(event, kind):
                    break
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
            return None
        if self.root is None or (isinstance(self.root, TextNode) and self.root.text is None):
            if not self.problems:
                self._report(rule.empty_file.at(self.source.place(self.base)))
            return None
        return self.root

    def _begin(self, event: Any, kind: type) -> bool:
        """Take an event that begins something; False when that is not to be read."""
        if kind is MappingStartEvent or kind is SequenceStartEvent:
            if len(self.stack) == DEPTH:
                self._report(rule.nested_too_deep.at(self._place(event), DEPTH))
                return False
            if event.tag or event.anchor:
                self._properties(event)
            self.stack.append(_Open(self.base + event.start_mark.index, kind is MappingStartEvent))
        elif kind is AliasEvent:
            self._report(rule.alias.at(self._place(event), f"the alias `*{event.anchor}`"))
            self._add(
                TextNode(self.base + event.start_mark.index, self.base + event.end_mark.index, None, True)
            )
        elif kind is DocumentStartEvent and self.root is not None:
            self._report(rule.several_documents.at(self._place(event)))
            return False
        return True

    def _scalar(self, event: Any) -> TextNode:
        if event.tag or event.anchor:
            self._properties(event)
        text = event.value
        if event.style == "":
            if text in _NOTHING and not event.tag:
                text = None
        elif event.style == '"' and (REFUSED.search(text) or "\r" in text):
            text = self._unescaped(event, text)
        return TextNode(self.base + event.start_mark.index, self.base + event.end_mark.index, text)

    def _unescaped(self, event: Any, text: str) -> str:
        """Refuse characters that came in as escapes, such as `\\u202E`; line ends are line feeds."""
        text = _ESCAPED_LINE_END.sub("\n", text)
        for char in sorted(set(REFUSED.findall(text))):
            broken, arguments = refused(char)
            self._report(broken.at(self._place(event), *arguments))
        return readable(text)

    def _add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if not parent.is_map:
            parent.items.append(node)
        elif parent.wants_key:
            parent.key = self._key(parent, node)
            parent.wants_key = False
        else:
            if parent.key is not None and parent.key.text is not None:
                parent.entries[parent.key.text] = (parent.key, node)
            parent.wants_key = True

    def _key(self, parent: _Open, node: Node) -> TextNode | None:
        """The node, if it can be a key; else the entry is left out."""
        if isinstance(node, TextNode) and node.text is not None:
            is_merge = node.text == "<<" and node.end - node.start == len("<<")
            if not is_merge and node.text not in parent.entries:
                return node
        elif isinstance(node, TextNode) and node.refused:
            return None
        self._report(self._bad_key(parent, node))
        return None

    def _bad_key(self, parent: _Open, node: Node) -> Problem:
        place = self.source.place(node.start, node.end)
        if not isinstance(node, TextNode) or node.text is None:
            return rule.key_not_text.at(place)
        if first := parent.entries.get(node.text):
            line, _ = self.source.position(first[0].start)
            return rule.duplicate_key.at(place, shortened(node.text), line)
        return rule.merge_key.at(place)

    def _properties(self, event: Any) -> None:
        place = self._place(event)
        if event.anchor:
            self._report(rule.alias.at(place, f"the anchor `&{event.anchor}`"))
        tag = getattr(event, "tag", None)
        if tag:
            self._report(rule.yaml_tag.at(place, tag.replace("tag:yaml.org,2002:", "!!")))

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        says = error.problem or ""
        offset = self.base + (error.problem_mark.index if error.problem_mark else 0)
        offset = min(offset, len(self.source.text))
        # At the end of the text there is nothing to see: show where the trouble began.
        if error.context_mark and ("end of stream" in says or offset >= len(self.source.text.rstrip())):
            offset = self.base + error.context_mark.index
        line, _ = self.source.position(offset)
        indent = re.match(r" *\t[ \t]*", self.source.line(line))
        if indent and ("tab character" in says or "cannot start" in says or "mapping values" in says):
            line_start = self.source.line_starts[line - 1]
            self._report(rule.tab.at(self.source.place(line_start, line_start + indent.end())))
        elif says.startswith("found a tab") or self.source.text[offset : offset + 1] == "\t":
            self._report(rule.tab.at(self.source.place(offset)))
        else:
            self._report(rule.yaml_syntax.at(self.source.place(offset), says))

    def _place(self, event: Any) -> Place:
        return self.source.place(self.base + event.start_mark.index, self.base + event.end_mark.index)

    def _report(self, problem: Problem) -> None:
        self.problems.append(problem)
