"""A text as a YAML scalar: the most readable form that says exactly this text, for new values and for old ones.

Of the forms that YAML has, the best is taken that leads back to the text: each is read again, in the way of the
checker, before it is given out, for its rules for blank lines and number signs are not quite those of YAML. A new text
is written so that every other reader of YAML takes it for the same. What was written is kept where it is as good as
any, so that a file in its standard form stays as it is.

The page's form writes by the same rules (`assets/js/suggest/yaml.js`), without reading again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import regex

from ..read.compose import compose
from ..read.nodes import ListNode, MapNode, Node, TextNode
from ..read.schema import Keys
from ..read.signs import REFUSED
from ..read.text import Source

WIDTH = 120
"""Characters up to which a line is filled, its indentation included."""
KEPT = 124
"""Characters of a line that is left as its author broke it."""
LONG_WORD = 60
"""Characters of a word, such as an address, around which lines are left as they are."""
SHORT = 80
"""Characters up to which a line is too short if the first word of the next would have gone into it."""

Style = Literal["plain", "single", "double", "folded", "literal"]
"""How a scalar is written: as it is, in quotation marks of either kind, as a block that is filled (`>-`), or as a
block whose lines stay (`|-`)."""
_STYLES: dict[str, Style] = {'"': "double", "'": "single", ">": "folded", "|": "literal"}

_PROSE = Keys(frozenset("k"), frozenset("k"), frozenset(), frozenset(), frozenset())
_CERTAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9 .,;?!’“”()/-]*[A-Za-z0-9.,;?!’“”)])?")
"""Words that mean nothing in YAML, whatever stands around them."""
DAY = re.compile(
    r"\d{4}-\d\d?-\d\d?"
    r"(?:(?:T|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)?",
    re.IGNORECASE | re.ASCII,
)
"""A day, with the time or without."""
_DAY_OF_OURS = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
MEANS_SOMETHING = re.compile(
    r"~|=|<<|null|true|false|yes|no|on|off|y|n|[-+]?\.(?:inf|nan)"
    r"|[-+]?(?:0x[0-9a-f_]+|0[ob][0-7_]+|\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[-+]?\d+)?)",
    re.IGNORECASE | re.ASCII,
)
"""What is no text in some version of YAML, but a number, a flag or nothing."""
_FIGURES = re.compile(r"[-+.]?\d[\d_.,:exo+-]*[a-f\d]*|\d{4}-\d\d?(?:-\d\d?)?.*", re.IGNORECASE)
"""What an author may have put in quotation marks to say that it is a text."""
_ESCAPED = regex.compile(r'["\\]|[\p{Cc}\p{Zl}\p{Zp}\ufeff\p{Cs}]')
_UNSEEN_SIGN = regex.compile(r"[^\P{Cc}\t\n]|[\p{Zl}\p{Zp}\ufeff\p{Cs}]")
"""What an editor does not show, or breaks a line at."""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_BREAK = re.compile(r"(?<=\S) (?=\S)")
_TRAILING = re.compile(r"[^\S\n]$", re.MULTILINE)
_SET_IN = re.compile(r"\n[ \t]")
_UNSEEN = re.compile(r"^[^\S\n]+$", re.MULTILINE)
_IN_BRACKETS = frozenset(",[]{}:")


def style_of(written: str) -> Style:
    """The style of a scalar as it stands in a file."""
    return _STYLES.get(written[:1], "plain")


def scalar(
    text: str,
    *,
    indent: int = 2,
    column: int = 0,
    inline: bool = False,
    in_flow: bool = False,
    is_day: bool = False,
    style: Style | None = None,
    written: str = "",
) -> str:
    """The text as a scalar, without a line end behind it.

    Further lines are indented by `indent` spaces; the first begins at `column` (from 0). `inline` keeps to one line,
    as where a comment follows; `in_flow` is for a place between brackets, and keeps to one line too; `is_day` for one
    where days stand, which are in quotation marks elsewhere. A new text takes
    the `style` of the one whose place it takes, if it can be written so. `written` is what stands there for this same
    text: of that a block is kept one, and needless quotation marks are not.

    Raises ValueError if a new text holds signs that no file may hold.
    """
    if not written and (REFUSED.search(text) or "\r" in text):
        raise ValueError("the text holds signs that no YAML file may hold")
    if is_day and not written and _DAY_OF_OURS.fullmatch(text):
        return text
    if not written and _UNSEEN_SIGN.search(text):
        return _double(text)
    for lines in _forms(text, indent, WIDTH - column, style_of(written) if written else style, written):
        if (inline or in_flow) and len(lines) > 1:
            continue
        if in_flow and lines[0] == text and _IN_BRACKETS.intersection(text):
            continue
        if _says(lines, text, indent, in_flow):
            return "\n".join(lines)
    # An escape may look like a slip of typing, which is told; but the text is that.
    return _double(text)


def _forms(text: str, indent: int, room: int, style: Style | None, written: str) -> Iterator[tuple[str, ...]]:
    """The ways to write a text, the best first. What would not lead back to it is sorted out later."""
    # In a block, white space in a line of its own is taken away, and so are blank lines before a folded one.
    can_stand = not _UNSEEN.search(text)
    can_fold = can_stand and not text.startswith("\n")
    if not written or style not in ("folded", "literal"):
        # At the ends of other lines editors take it away, and not all readers of YAML agree on lines that are set in.
        can_stand = can_stand and not _TRAILING.search(text)
        can_fold = can_fold and can_stand and not _SET_IN.search(text)
    if style == "literal" and can_stand:
        yield _literal(text, indent)
    if style in ("folded", "literal") and can_fold:
        yield _folded(text, indent, written if style == "folded" else "")
    if "\n" in text:
        if can_fold:
            yield _folded(text, indent)
        if can_stand:
            yield _literal(text, indent)
    else:
        if style == "double" and "\\" in written and "\n" not in written:
            yield (written,)
        forms = tuple(_in_a_line(text, style, written))
        can_break = _BREAK.search(text)
        yield from ((form,) for form in forms if len(form) <= room or not can_break)
        if can_fold:
            yield _folded(text, indent)
        yield from ((form,) for form in forms)
        yield _literal(text, indent)


def _in_a_line(text: str, style: Style | None, written: str) -> Iterator[str]:
    is_quoted = style in ("single", "double")
    means_something = any(pattern.fullmatch(text) for pattern in (MEANS_SOMETHING, DAY))
    # What an author wrote without quotation marks may be meant so: a day, a flag.
    is_word = means_something or bool(is_quoted and _FIGURES.fullmatch(text))
    single = "'" + text.replace("'", "''") + "'"
    if is_quoted and not written:
        yield single if style == "single" else _double(text)
    # Not every reader of YAML takes a tab that stands free.
    is_free = not is_word and text == text.strip() and "\t" not in text
    if is_free or (written and not is_quoted):
        yield text
    # Straight quotation marks, backslashes and tabs read best where they need no further signs.
    needs_further = any(sign in text for sign in '"\\\t')
    yield from (single, _double(text)) if needs_further else (_double(text), single)


def _double(text: str) -> str:
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: regex.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    return _ESCAPES.get(char) or (f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}")


def _literal(text: str, indent: int) -> tuple[str, ...]:
    lines = text.removesuffix("\n").split("\n")
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
    # Two blank lines: other readers of YAML make one line end of one.
    return (head, *"\n\n\n".join(paragraphs).split("\n"))


def _once(written: str) -> list[str]:
    """The lines below the head, of several blank ones in a row the first two."""
    lines = [line.rstrip() for line in written.splitlines()[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return [line for at, line in enumerate(lines) if line or lines[at - 1] or lines[at - 2]]


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


def _says(lines: tuple[str, ...], text: str, indent: int, in_flow: bool) -> bool:
    """Whether a scalar is read as the text, without a word about it."""
    if lines[0] == text and _CERTAIN.fullmatch(text) and not MEANS_SOMETHING.fullmatch(text):
        return True
    written = "\n".join(lines)
    # At the depth at which it will stand.
    around = "k:\n" if indent > 2 else ""
    item = f"[{written}, x]" if in_flow else written
    whole = f"{around}{' ' * max(indent - 2, 0)}k: {item}\n"
    root, problems = compose(Source.of("", whole), keys=_PROSE)
    node: Node | None = root
    while isinstance(node, MapNode) and node.entries.keys() == {"k"}:
        node = node.entries["k"][1]
    if in_flow and isinstance(node, ListNode) and len(node.items) == 2:
        node = node.items[0]
    return isinstance(node, TextNode) and node.text == text and not problems
