"""Number signs behind a text: for YAML a comment begins there, for whoever wrote the text it may go on."""

from __future__ import annotations

import re
from typing import NamedTuple

from .nodes import TextNode
from .text import Source

HASH_AHEAD = re.compile(r"[ \t]*(?:[\r\n][ \t\r\n]*)?#")
"""Nothing but white space, and then a number sign."""
_BEHIND = re.compile(r"([ \t]*)#(\S?)")
_BELOW = re.compile(r"[ \t]*(?:\r\n?|\n)(?:[ \t]*(?:\r\n?|\n))*( +)#()")


class Cut(NamedTuple):
    """A comment behind a plain text, or in the next line and indented like a line of it. Offsets in the source."""

    start: int
    """That of the number sign."""
    end: int
    """The end of its line."""
    is_comment: bool
    """Whether it is set like a comment: behind two spaces, and with a space behind it."""


def cut_behind(source: Source, node: TextNode, column: int, end: int) -> Cut | None:
    """The comment behind a plain text whose key, or hyphen, stands at `column` (from 1); None when there is none."""
    text = source.text
    match = _BEHIND.match(text, node.end, end)
    if match is None and node.text is not None:
        match = _BELOW.match(text, node.end, end)
        if match and len(match[1]) < column:
            return None
    if match is None:
        return None
    start = match.end(1)
    line, _ = source.position(start)
    stop = min(source.end_of_line(line), end)
    on_one_line = match.re is _BEHIND
    is_comment = on_one_line and not match[2] and (len(match[1]) > 1 or "\t" in match[1] or node.text is None)
    return Cut(start, stop, is_comment)


def with_rest(source: Source, node: TextNode, cut: Cut) -> TextNode:
    """The text with what was cut off."""
    parts = (node.text or "", source.text[node.end : cut.end])
    return TextNode(node.start if node.text else cut.start, cut.end, " ".join(" ".join(parts).split()))
