"""Text to a tree of YAML nodes with positions.

The tree is composed in one pass from the events of libyaml. PyYAML's own `compose` is not used, because it is
slower, recurses in C until the stack is exhausted, and forgets anchors and duplicate keys.

Only text, lists and mappings are made: what a text means (a date, a flag) is for the model to say. So
`yes`, `12:30` and `2025-04-26` are text here; an empty value, `~` and `null` are None. Blank lines between the
paragraphs of a text are kept, one between two, in whatever way the text is written.

Long because it is one pass with one state: what an event means depends on all lists and mappings that are open.
"""

from __future__ import annotations

import re
from collections.abc import Callable
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
from ..problems.problem import Place, Problem, limited_by_rule
from ..problems.shape import shortened
from .edits import Edited
from .hashes import HASH_AHEAD, Cut, cut_behind, with_rest
from .nodes import ListNode, MapNode, Node, TextNode
from .schema import NO_KEYS, Keys
from .signs import REFUSED, readable, refused
from .syntax import explained
from .tabs import indenting_tabs
from .text import Source

DEPTH = 32
"""The deepest nesting of lists and mappings that is read."""
_SURELY_ANOTHER = 3
"""Keys in a row that stand twice in an item of a list, and are hardly all typed twice."""
_MOST_BAD_KEYS = 1_000
"""Keys that stand twice, or are none, after which no more are told."""
_NOTHING = ("", "~", "null")
_ESCAPED_LINE_END = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_ESCAPE_IN_WORD = re.compile(r"(?<!\\)(?:\\\\)*(\\[trvfNLP_](?=[A-Za-z])|(?<=[^\s\\nN])\\n(?=[a-z]))")
_FOLDED_BLANK_LINES = re.compile(r"(?<=[^\n])\n+(?=[^\n])")


def compose(
    source: Source,
    start: int = 0,
    end: int | None = None,
    keys: Keys = NO_KEYS,
    edited: Edited | None = None,
) -> tuple[Node | None, tuple[Problem, ...]]:
    """The YAML between two offsets of a source as a tree, or None when there is none, with its problems.

    `keys` are those of the format: under some stand words for people to read, where a ` #` is hardly a comment. With
    `edited`, that is read in place of the source's own text; all places are those of the source.
    """
    stop = len(source.text) if end is None else end
    edited = edited or Edited(source.text[start:stop], start)
    composer = _Composer(source, edited, stop, keys)
    root = composer.run()
    if root is not None:
        composer.problems += indenting_tabs(source, start, stop, root)
    return root, tuple(limited_by_rule(composer.problems))


class _Open:
    """A list or mapping that is not closed yet."""

    __slots__ = ("again", "entries", "is_flow", "is_map", "items", "key", "name", "start", "wants_key")

    def __init__(self, start: int, is_map: bool, is_flow: bool, name: str | None) -> None:
        self.start = start
        self.is_map = is_map
        self.is_flow = is_flow
        self.name = name
        """The key under which it stands."""
        self.items: list[Node] = []
        self.entries: dict[str, tuple[TextNode, Node]] = {}
        self.key: TextNode | None = None
        self.wants_key = is_map
        self.again: dict[str, tuple[TextNode, Node | None, int]] = {}
        """Keys that stand in a row for the second time, in an item of a list: a hyphen may be missing there.

        Each with its value, and with its place among the problems.
        """

    def begins_again(self, key: TextNode) -> bool:
        """Whether this is the first key once more."""
        return len(self.entries) > 1 and next(iter(self.entries)) == key.text

    def is_another(self) -> bool:
        """Whether the keys that stand here again are those of another item, with one more to come."""
        first = next(iter(self.again.values()), None)
        return first is not None and (self.begins_again(first[0]) or len(self.again) >= _SURELY_ANOTHER)

    def close(self, end: int) -> Node:
        if not self.is_map:
            return ListNode(self.start, end, tuple(self.items))
        return MapNode(self.start, end, self.entries)


class _Composer:
    def __init__(self, source: Source, edited: Edited, end: int, keys: Keys) -> None:
        self.source = source
        self.text = edited.text
        self.at = edited.origin
        self.end = end
        self.keys = keys
        self.has_hash = "#" in edited.text
        self.problems: list[Problem] = []
        self.bad_keys = 0
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.cut: Cut | None = None
        """The comment behind the text that was read last, if that is plain."""

    def run(self) -> Node | None:
        next_event: Callable[[], Any] = yaml.CBaseLoader(self.text).get_event
        try:
            while event := next_event():
                kind = type(event)
                self.cut = None
                if kind is ScalarEvent:
                    self._add(self._scalar(event))
                elif kind is MappingEndEvent or kind is SequenceEndEvent:
                    self._add(self.stack.pop().close(self.at(event.end_mark.index)))
                elif not self._begin(event, kind):
                    break
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
            return None
        if self.root is None or (isinstance(self.root, TextNode) and self.root.text is None):
            if not self.problems:
                self._report(rule.empty_file.at(self.source.place(self.at(0))))
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
            is_map, start = kind is MappingStartEvent, self.at(event.start_mark.index)
            self.stack.append(_Open(start, is_map, bool(event.flow_style), self._name()))
        elif kind is AliasEvent:
            self._report(rule.alias.at(self._place(event), f"the alias `*{event.anchor}`"))
            self._add(TextNode(self.at(event.start_mark.index), self.at(event.end_mark.index), None, True))
        elif kind is DocumentStartEvent and self.root is not None:
            self._report(rule.several_documents.at(self._place(event)))
            return False
        return True

    def _name(self) -> str | None:
        """The key under which the next value stands."""
        if not self.stack:
            return None
        parent = self.stack[-1]
        return parent.key.text if parent.is_map and parent.key else parent.name

    def _scalar(self, event: Any) -> TextNode:
        if event.tag or event.anchor:
            self._properties(event)
        start, end = self.at(event.start_mark.index), self.at(event.end_mark.index)
        text = event.value
        is_as_written = event.style == "|"
        if event.style == "":
            if text in _NOTHING and not event.tag:
                node = TextNode(start, end, None)
                return self._uncut(node) if self.has_hash else node
        elif event.style == '"':
            if REFUSED.search(text) or "\r" in text:
                text = self._unescaped(event, text)
            # Line breaks that are written as escapes are meant to be just that.
            is_as_written = "\\" in self.source.text[start:end]
            if is_as_written and self._name() in self.keys.prose:
                self._escapes(start, end)
        if not is_as_written and "\n" in text:
            # YAML makes one line break of a blank line: here that stays one.
            text = _FOLDED_BLANK_LINES.sub("\n\n", text)
        node = TextNode(start, end, text)
        return self._uncut(node) if self.has_hash and event.style in ("", '"', "'") else node

    def _uncut(self, node: TextNode) -> TextNode:
        """A text, together with what YAML takes for a comment behind it if that belongs to the text."""
        parent = self.stack[-1] if self.stack else None
        if parent is None or parent.wants_key or not HASH_AHEAD.match(self.source.text, node.end, self.end):
            return node
        begin = parent.key.start if parent.is_map and parent.key else parent.start
        cut = self.cut = cut_behind(self.source, node, self.source.position(begin)[1], self.end)
        if cut is None or self._name() not in self.keys.prose:
            return node
        if self.source.text[node.start] in "\"'" and node.end - node.start > 1:
            return self._behind_quotes(node, cut)
        place = self.source.place(cut.start, cut.end)
        if not cut.is_comment:
            self._report(rule.hash_cuts_text.at(place))
            return node if parent.is_flow else with_rest(self.source, node, cut)
        if node.text is not None:
            self._report(rule.comment_behind_text.at(place))
        return node

    def _escapes(self, start: int, end: int) -> None:
        """Tell of backslashes that may be meant as such, and become white space."""
        for match in _ESCAPE_IN_WORD.finditer(self.source.text, start, end):
            at = match.start(1)
            self._report(rule.escape_in_text.at(self.source.place(at, at + 2), match[1]))

    def _behind_quotes(self, node: TextNode, cut: Cut) -> TextNode:
        """A text in quotation marks: behind them a comment is one, but for a word that begins with the sign."""
        self.cut = None
        sign_and_next = self.source.text[cut.start : min(cut.start + 2, cut.end)]
        if cut.start > node.end and sign_and_next.strip() == "#":
            return node
        self._report(rule.hash_cuts_text.at(self.source.place(cut.start, cut.end)))
        return node

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
                parent.again = {}
            elif parent.again:
                key, value, place = parent.again.popitem()[1]
                parent.again[key.text or ""] = (key, value or node, place)
            parent.wants_key = True

    def _key(self, parent: _Open, node: Node) -> TextNode | None:
        """The node, if it can be a key; else the entry is left out."""
        if isinstance(node, TextNode) and node.text is not None:
            is_merge = node.text == "<<" and node.end - node.start == len("<<")
            if not is_merge and node.text not in parent.entries:
                return node
        elif isinstance(node, TextNode) and node.refused:
            return None
        again = node if isinstance(node, TextNode) and node.text in parent.entries else None
        if again and not self._is_item(parent):
            again = None
        if again and again.text not in parent.again and parent.is_another():
            self._begin_again(parent)
            return again
        self.bad_keys += 1
        if self.bad_keys < _MOST_BAD_KEYS:
            if again:
                if again.text in parent.again:  # a third time: no item begins like that
                    parent.again = {}
                parent.again[again.text or ""] = (again, None, len(self.problems))
            self._report(self._bad_key(parent, node))
        return None

    def _is_item(self, parent: _Open) -> bool:
        return len(self.stack) > 1 and not self.stack[-2].is_map and not parent.is_flow

    def _begin_again(self, parent: _Open) -> None:
        """Part an item where its keys began to stand there again: a hyphen is missing, and that is all that is told."""
        again = [*parent.again.values()]
        first = again[0][0]
        for _, _, number in reversed(again):
            del self.problems[number]
        line, _ = self.source.position(parent.entries[first.text or ""][0].start)
        place = self.source.place(first.start, first.end)
        self._report(rule.duplicate_key.at(place, shortened(first.text or ""), line, may_begin=True))
        self.stack[-2].items.append(parent.close(first.start))
        parent.start, parent.again = first.start, {}
        parent.entries = {key.text or "": (key, value) for key, value, _ in again if value is not None}

    def _bad_key(self, parent: _Open, node: Node) -> Problem:
        place = self.source.place(node.start, node.end)
        if not isinstance(node, TextNode) or node.text is None:
            return rule.key_not_text.at(place)
        if first := parent.entries.get(node.text):
            line, _ = self.source.position(first[0].start)
            may_begin = self._is_item(parent) and parent.begins_again(node)
            return rule.duplicate_key.at(place, shortened(node.text), line, may_begin=may_begin)
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
        if self.cut:
            # What stands behind the number sign is missing: a bracket, or the words that the next line goes on with.
            if not any(problem.rule == rule.hash_cuts_text.id for problem in self.problems):
                self._report(rule.hash_cuts_text.at(self.source.place(self.cut.start, self.cut.end)))
            return
        offset = self.at(error.problem_mark.index if error.problem_mark else 0)
        # At the end of the text there is nothing to see, but for a tab: show where the trouble began.
        if error.context_mark and (
            "end of stream" in says
            or (
                offset >= len(self.source.text[: self.end].rstrip())
                and self.source.text[offset : offset + 1] != "\t"
            )
        ):
            offset = self.at(error.context_mark.index)
        if (
            offset >= len(self.source.text[: self.end].rstrip())
            and self.source.text[offset : offset + 1] != "\t"
        ):
            offset = max(len(self.source.text[: self.end].rstrip()) - 1, 0)
        line, _ = self.source.position(offset)
        indent = re.match(r" *\t[ \t]*", self.source.line(line))
        if indent and ("tab character" in says or "cannot start" in says or "mapping values" in says):
            line_start = self.source.line_starts[line - 1]
            self._report(rule.tab.at(self.source.place(line_start, line_start + indent.end())))
        elif says.startswith("found a tab") or self.source.text[offset : offset + 1] == "\t":
            self._report(rule.tab.at(self.source.place(offset)))
        else:
            context = self.at(error.context_mark.index) if error.context_mark else offset
            self._report(explained(self.source, says, offset, context, self.keys))

    def _place(self, event: Any) -> Place:
        return self.source.place(self.at(event.start_mark.index), self.at(event.end_mark.index))

    def _report(self, problem: Problem) -> None:
        self.problems.append(problem)
