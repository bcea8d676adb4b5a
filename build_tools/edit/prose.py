"""A text as the lines of a YAML scalar: the most readable form that leads back to this text, and to no other.

What is found is read again, as the checker reads it, before it is given out: its rules for blank lines and number
signs are not quite those of YAML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Literal

from ..read.compose import compose
from ..read.nodes import MapNode, Node, TextNode
from ..read.schema import Keys
from ..read.text import Source

WIDTH = 120
"""Characters of a line, its indentation included."""
KEPT = 124
"""Characters of a line that is left as its author broke it."""
LONG_WORD = 60
"""Characters of a word, such as an address, around which lines are left as they are."""
SHORT = 80
"""Characters up to which a line is too short if the first word of the next would have gone into it."""

Style = Literal["plain", '"', "'", ">", "|"]
"""How a scalar is written: plain, in quotation marks, folded, or line by line."""

_PROSE = Keys(frozenset("k"), frozenset("k"), frozenset(), frozenset(), frozenset())
_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9 .,;?!’“”()/-]*[A-Za-z0-9.,;?!’”)])?")
_BREAK = re.compile(r"(?<=[^\s]) (?=[^\s])")
_OTHER_VALUE = re.compile(
    r"[-+.]?[\d.][\d_.,:eExXoO+-]*[a-fA-F\d]*|[-+]?\.(?:inf|nan)|\d{4}-\d\d?(?:-\d\d?)?.*"
    r"|y|n|yes|no|on|off|true|false|null|~",
    re.IGNORECASE,
)
_UNWRITTEN = re.compile("[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff]")


def scalar(text: str, indent: int, taken: int, style: Style = "plain", written: str = "") -> tuple[str, ...]:
    """The lines of a scalar: the first stands behind the key, the others in lines of their own.

    `indent` is the column of the lines below, from 0, and `taken` how many characters stand before the first. `style`
    is the form that the text had, and `written` what stood there, which is kept where it is as good as any.
    """
    for lines in _forms(text, indent, taken, style, written):
        if _PLAIN.fullmatch(lines[0]) and lines[0] == text and not _OTHER_VALUE.fullmatch(text):
            return lines
        if reads_as(lines, indent) == text:
            return lines
    return (_escaped(text),)


def reads_as(lines: tuple[str, ...], indent: int) -> str | None:
    """The text that the lines of a scalar stand for; None if they are none, or the checker has something to say."""
    around = "k:\n" if indent > 2 else ""
    written = around + " " * max(indent - 2, 0) + "k: " + "\n".join(lines) + "\n"
    root, problems = compose(Source.of("", written), keys=_PROSE)
    node: Node | None = root
    while isinstance(node, MapNode) and node.entries.keys() == {"k"}:
        node = node.entries["k"][1]
    return node.text if isinstance(node, TextNode) and not problems else None


def _forms(text: str, indent: int, taken: int, style: Style, written: str) -> Iterator[tuple[str, ...]]:
    if style == "|":
        yield _literal(text, indent)
    if style == ">" or (style == "|" and "\n" not in text):
        yield _folded(text, indent, written if style == ">" else "")
    if "\n" not in text:
        is_long = bool(_BREAK.search(text)) and taken + len(text) > WIDTH
        if style == '"' and "\\" in written and "\n" not in written:
            yield (written,)
        if is_long:
            yield _folded(text, indent)
        is_word = style in ("'", '"') and _OTHER_VALUE.fullmatch(text)
        if not is_word:
            yield (text,)
        if not _UNWRITTEN.search(text.replace("\xa0", "")):
            if '"' not in text and "\\" not in text:
                yield (f'"{text}"',)
            yield ("'" + text.replace("'", "''") + "'",)
    yield _folded(text, indent)
    yield _literal(text, indent)


def _literal(text: str, indent: int) -> tuple[str, ...]:
    body = text.removesuffix("\n")
    lines = body.split("\n")
    return ("|" if text.endswith("\n") else "|-", *(" " * indent + line if line else "" for line in lines))


def _folded(text: str, indent: int, written: str = "") -> tuple[str, ...]:
    """The folded form. Lines as they were written are kept if they fit and are filled."""
    head = ">" if text.endswith("\n") else ">-"
    if written:
        kept = tuple(" " * indent + line.strip(" ") if line.strip() else "" for line in _once(written))
        if _is_filled(kept, indent):
            return (head, *kept)
    body = re.sub(r"\n+", "\n", text.removesuffix("\n"))
    paragraphs = ("\n".join(_wrapped(paragraph, indent)) for paragraph in body.split("\n"))
    return (head, *"\n\n".join(paragraphs).split("\n"))


def _once(written: str) -> list[str]:
    """The lines below the head, of several blank ones in a row the first."""
    lines = [line.rstrip() for line in written.splitlines()[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return [line for at, line in enumerate(lines) if line or lines[at - 1]]


def _is_filled(lines: tuple[str, ...], indent: int) -> bool:
    """Whether no line is too long, unless it cannot be broken, and none too short."""
    for line, after in zip(lines, (*lines[1:], ""), strict=True):
        if len(line) > KEPT and _BREAK.search(line, indent) and max(map(len, line.split())) < LONG_WORD:
            return False
        if after and line and len(line) + 1 + len(after.split()[0]) <= SHORT:
            return False
    return True


def _wrapped(paragraph: str, indent: int) -> Iterator[str]:
    """The lines of a paragraph, broken at single spaces only: nothing else comes back as one."""
    line = ""
    for words in _BREAK.split(paragraph):
        if line and indent + len(line) + 1 + len(words) > WIDTH:
            yield " " * indent + line
            line = words
        else:
            line = f"{line} {words}" if line else words
    yield " " * indent + line


def _escaped(text: str) -> str:
    """The text in double quotation marks, with escapes for what could not stand there or be seen."""

    def escape(match: re.Match[str]) -> str:
        code = ord(match[0])
        short = {9: "\\t", 10: "\\n", 13: "\\r", 0xA0: "\\_"}.get(code)
        return short or (f"\\x{code:02X}" if code < 256 else f"\\u{code:04X}")

    quoted = json.dumps(text, ensure_ascii=False)[1:-1] if not _UNWRITTEN.search(text) else ""
    if quoted:
        return f'"{quoted}"'
    return '"' + _UNWRITTEN.sub(escape, text.replace("\\", "\\\\").replace('"', '\\"')) + '"'
