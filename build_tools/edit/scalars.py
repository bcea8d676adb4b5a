"""A text as a YAML scalar: one that a person can read, and that says exactly this text.

Of the forms that YAML has, the most readable is taken that leads back to the text: each is read again, in the way of
the checker, before it is given out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import regex

from ..read.compose import compose
from ..read.nodes import ListNode, MapNode, TextNode
from ..read.schema import NO_KEYS
from ..read.signs import REFUSED
from ..read.text import Source

WIDTH = 120
"""Characters up to which a line is filled, its indentation included."""

Style = Literal["plain", "single", "double", "folded", "literal"]
"""How a scalar is written: as it is, in quotation marks of either kind, as a block that is filled (`>-`), or as a
block whose lines stay (`|-`)."""

_KEY = "k"
_PROSE = replace(NO_KEYS, prose=frozenset({_KEY}))
_INDICATORS = tuple("-?:,[]{}#&*!|>'\"%@`=")
_MEANS_SOMETHING = re.compile(
    r"(?:~|null|true|false|yes|no|on|off|y|n|<<|[-+]?\.(?:inf|nan)"
    r"|[-+]?(?:0[xob])?[0-9a-f_]*[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?)",
    re.IGNORECASE,
)
"""What is no text in some version of YAML, but a number, a flag or nothing."""
_ESCAPED = regex.compile(r'["\\]|[\p{Cc}\p{Zl}\p{Zp}\ufeff\p{Cs}]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_UNFOLDABLE = re.compile(r"(?<!\n)\n(?!\n)|\n{3,}|^\s|\s\Z|[ \t]\n|\n[ \t]")
_BREAK = re.compile(r"(?<=\S) (?=\S)")


def scalar(
    text: str,
    *,
    indent: int = 2,
    column: int = 0,
    inline: bool = False,
    in_flow: bool = False,
    style: Style | None = None,
) -> str:
    """The text as a scalar, without a line end behind it.

    Further lines are indented by `indent` spaces; the first begins at `column` (from 0). `inline` keeps to one line,
    as where a comment follows; `in_flow` is for a place between brackets, and keeps to one line too. A `style` is
    taken if the text can be written in it.

    Raises ValueError if the text holds signs that no file may hold.
    """
    if REFUSED.search(text) or "\r" in text:
        raise ValueError("the text holds signs that no YAML file may hold")
    single_line = inline or in_flow
    room = WIDTH - column
    for form, lines in _forms(text, WIDTH - indent, room, style):
        if (single_line and len(lines) > 1) or (
            in_flow and form == "plain" and set(lines[0]) & set(",[]{}:")
        ):
            continue
        if _says(lines, text, in_flow):
            return "\n".join((lines[0], *(" " * indent + line if line else "" for line in lines[1:])))
    # An escape may look like a slip of typing, which is told; but the text is that.
    return _double(text)


def _forms(text: str, width: int, room: int, style: Style | None) -> Iterator[tuple[Style, list[str]]]:
    """The ways to write a text, the best first. What would not lead back to it is sorted out later."""
    forms: dict[Style, list[str]] = {}
    if "\n" not in text and not (text.startswith(_INDICATORS) or _MEANS_SOMETHING.fullmatch(text)):
        forms["plain"] = [text]
    forms["double"] = [_double(text)]
    if "\n" not in text:
        forms["single"] = ["'" + text.replace("'", "''") + "'"]
    quoted: tuple[Style, Style] = (
        ("single", "double") if '"' in text or "\\" in text else ("double", "single")
    )
    if not _UNFOLDABLE.search(text):
        forms["folded"] = [">-", *_filled(text, width)]
    # A first line that begins with a space would set the indentation.
    if not re.match(r"\n*[ \t]", text):
        body, keep = (text[:-1], "|") if text.endswith("\n") else (text, "|-")
        forms["literal"] = [keep, *body.split("\n")]
    on_one_line: tuple[Style, ...] = ("plain", *quoted)
    fitting = [form for form in on_one_line if form in forms and len(forms[form][0]) <= room]
    asked = [style] if style in forms and (style not in on_one_line or style in fitting) else []
    for form in dict.fromkeys((*asked, *fitting, "folded", "literal", *on_one_line)):
        if form in forms:
            yield form, forms[form]


def _double(text: str) -> str:
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: regex.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    return _ESCAPES.get(char) or (f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}")


def _filled(text: str, width: int) -> Iterator[str]:
    """The lines of a folded block."""
    for number, paragraph in enumerate(text.split("\n\n")):
        if number:
            yield ""
        line = ""
        for word in _BREAK.split(paragraph):
            if line and len(line) + 1 + len(word) > width:
                yield line
                line = word
            else:
                line = f"{line} {word}" if line else word
        yield line


def _says(lines: list[str], text: str, in_flow: bool) -> bool:
    """Whether a scalar is read as the text, without a word about it."""
    written = "\n".join((lines[0], *("  " + line if line else "" for line in lines[1:])))
    item = f"[{written}, x]" if in_flow else written
    root, problems = compose(Source.of("", f"{_KEY}: {item}\n{_KEY}2: x\n"), keys=_PROSE)
    if not isinstance(root, MapNode) or len(root.entries) != 2:
        return False
    node = root.entries[_KEY][1]
    if isinstance(node, ListNode) and len(node.items) == 2:
        node = node.items[0]
    return isinstance(node, TextNode) and node.text == text and not problems
