"""A difference in words: as text for a terminal, as Markdown that is safe to post, and as JSON and back.

In the Markdown everything that somebody wrote stands in code spans, in which nothing means anything: no mention, no
reference to an issue or a commit, no HTML, no link, no picture. Signs that cannot be seen, or that turn the direction
of text around, are spelt out. An address is a link only if it is one of the web and shows where it leads.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields, is_dataclass
from typing import Any, Literal, get_args, get_origin, get_type_hints
from urllib.parse import quote, urlsplit

from .difference import Difference
from .outline import headline, outline
from .pieces import Address, Given, Line, Piece, Point, limited

COMMENT = 60_000
"""Bytes of the Markdown: GitHub takes 65,536 characters in a comment, and some are needed around it."""

_MANY, _LONG = 6, 600
"""Lines, and bytes of them, beyond which a point is folded."""
_CLOSING = "\n</details>\n"
_LONGEST = 2_000
"""Characters of one text, of which the rest is cut off."""
_MORE = 40
"""Bytes that say how many lines more there are."""

_KEPT = "\xa0\u202f\u2009\u200c\u200d\ufe0f\xad"
"""Signs without a shape of their own that belong to the writing of some language, or to emoji."""
_BACKTICKS = re.compile(r"`+")


def as_text(difference: Difference, *, colour: bool = False) -> str:
    """For people at a terminal. What is gone stands in `[-…-]`, what is new in `{+…+}`; with colour also red and
    green."""
    lines = [f"Changes for readers: {headline(difference)}\n"]
    for section in outline(difference):
        lines.append(f"\n{_plain(section.title, colour)}\n")
        lines += (
            f"{'  ' * (depth + 1)}- {_plain(point.line, colour)}\n" for depth, point in _deep(section.points)
        )
    return "".join(lines)


def as_markdown(difference: Difference, limit: int = COMMENT) -> str:
    """For a pull request, at most `limit` bytes long: where something had to be left out, that is said. Sections are
    folded, and so are long points in them."""
    parts = [f"**Changes for readers:** {headline(difference)}\n"]
    left, left_out = limit - _size(parts[0]) - 400, 0
    for section in outline(difference):
        opening = _opening(section.title, section.is_open)
        listed = _Listed(left - _size(opening) - 150)
        for point in section.points:
            listed.add(point)
        left_out += listed.left_out
        if listed.lines:
            more = f"- … and {listed.left_out:,} lines more\n" if listed.left_out else ""
            block = f"{opening}{''.join(listed.lines)}{more}{_CLOSING}"
            parts.append(block)
            left -= _size(block)
    if left_out:
        parts.append(
            f"\n{left_out:,} lines are left out here, for a comment cannot be longer. "
            "The command “markedcopy diff” prints all of them.\n"
        )
    # No words of anybody hold a line end here.
    return re.sub(r"\n{3,}", "\n\n", "".join(parts))


class _Listed:
    """Points as items of a list, the long ones folded, as many as there is room for."""

    def __init__(self, room: int) -> None:
        self.lines: list[str] = []
        self.left_out = 0
        self._room = room

    def add(self, point: Point) -> None:
        """The point with all below it, or what there is room for of it."""
        points = list(_deep((point,)))
        items = [f"{'  ' * depth}- {''.join(map(_marked, at.line))}\n" for depth, at in points]
        is_long = len(items) > _MANY or sum(map(_size, items)) > _LONG
        # An address is to be seen whole, and to be followed.
        if is_long and point.below and not any(isinstance(piece, Address) for piece in point.line):
            opening = _opening(point.line, is_open=False)
            self._extend(
                [f"{opening}{items[1].removeprefix('  ')}", *(item[2:] for item in items[2:])], _CLOSING
            )
        else:
            self._extend(items)

    def _extend(self, items: list[str], end: str = "") -> None:
        room, kept = self._room - _size(end) - (_MORE if end else 0), 0
        for item in items:
            room -= _size(item)
            if room < 0 or self.left_out:
                break
            kept += 1
        missing = len(items) - kept
        lines = items[:kept]
        if lines and end:
            lines += [f"- … and {missing:,} lines more\n"] if missing else []
            lines.append(f"{end}\n")
        self.lines += lines
        self._room -= sum(map(_size, lines))
        self.left_out += missing


def _opening(title: Line, is_open: bool) -> str:
    # Within this tag GitHub reads no Markdown, but HTML.
    return f"\n<details{' open' if is_open else ''}><summary>{''.join(map(_in_html, title))}</summary>\n\n"


def _in_html(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    words = f"<code>{html.escape(_shown(_words(piece))[:200])}</code>"
    tag = {"was": "del", "now": "ins"}.get(piece.as_) if isinstance(piece, Given) else None
    return f"<{tag}>{words}</{tag}>" if tag else words


def _deep(points: Iterable[Point], depth: int = 0) -> Iterator[tuple[int, Point]]:
    for point in points:
        yield depth, point
        yield from _deep(point.below, depth + 1)


def _plain(line: Line, colour: bool) -> str:
    return "".join(_plain_piece(piece, colour) for piece in line)


def _plain_piece(piece: Piece, colour: bool) -> str:
    if isinstance(piece, str):
        return piece
    words = _shown(_words(piece))
    sort = piece.as_ if isinstance(piece, Given) else ""
    if not sort:
        return words
    marked = f"[-{words}-]" if sort == "was" else f"{{+{words}+}}"
    return f"\x1b[{31 if sort == 'was' else 32}m{marked}\x1b[0m" if colour else marked


def _words(piece: Given | Address) -> str:
    return piece.words if isinstance(piece, Given) else piece.url


def _marked(piece: Piece) -> str:
    match piece:
        case str():
            return piece
        case Address(url=url):
            return _linked(url)
        case Given(words=words, as_="was"):
            return f"<del>{_code(words)}</del>"
        case Given(words=words, as_="now"):
            return f"<ins>{_code(words)}</ins>"
    return _code(piece.words)


def _linked(url: str) -> str:
    """An address as a link that shows where it leads. One of GitHub is no link, for that would tell the people of the
    other page that they were mentioned."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return _code(url)
    is_safe = parts.scheme in ("http", "https") and "@" not in parts.netloc and "\\" not in url
    if not is_safe or not host or len(url) > 1_000 or host.endswith(("github.com", "github.io")):
        return _code(url)
    labels = (
        label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"
        for label in host.split(".")
    )
    name = ".".join(labels)
    if not re.fullmatch(r"[a-z0-9._-]+", name):
        return _code(url)
    behind = "".join(
        f"{sign}{quote(part, safe='/%=&+,;:@~.-_!')}"
        for sign, part in (("", parts.path), ("?", parts.query), ("#", parts.fragment))
        if part
    )
    address = f"{parts.scheme}://{name}{f':{port}' if port else ''}{behind}"
    return f"[{_code(address)}](<{address}>)"


def _code(words: str) -> str:
    """Words in a code span: in a fence of backticks longer than any in it."""
    text = _shown(limited(words, _LONGEST))
    if not text:
        return "“”"
    fence = "`" * (max((len(run) for run in _BACKTICKS.findall(text)), default=0) + 1)
    is_edged = text[0] in "` " or text[-1] in "` "
    return f"{fence} {text} {fence}" if is_edged else f"{fence}{text}{fence}"


def _shown(words: str) -> str:
    """The words in one line, with every sign spelt out that hides, or turns others around."""
    return "".join(
        " "
        if char in "\n\r\t"
        else char
        if char == " " or char in _KEPT or _is_seen(char)
        else f"<U+{ord(char):04X}>"
        for char in words
    )


def _is_seen(char: str) -> bool:
    return (
        unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs")
        and char not in "\u115f\u1160\u3164\uffa0\u034f"
    )


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def as_json(difference: Difference) -> str:
    """All of it, with the names of `difference.py`."""
    return json.dumps(asdict(difference), indent=2) + "\n"


def from_json(text: str) -> Difference:
    """What `as_json` wrote. Raises ValueError for anything else: nothing in it is taken on trust."""
    try:
        made: Difference = _made(Difference, json.loads(text), "difference")
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    return made


def _made(wanted: Any, value: Any, at: str) -> Any:
    """The value as one of the wanted type, if it is exactly that."""
    if is_dataclass(wanted) and isinstance(wanted, type):
        names = {field.name for field in fields(wanted)}
        if not isinstance(value, dict) or value.keys() != names:
            raise ValueError(f"{at} has not the keys {', '.join(sorted(names))}")
        hints = get_type_hints(wanted)
        return wanted(**{name: _made(hints[name], value[name], f"{at}.{name}") for name in names})
    origin = get_origin(wanted)
    if origin is tuple and isinstance(value, list):
        (inner, _) = get_args(wanted)
        return tuple(_made(inner, item, f"{at}[]") for item in value)
    if origin is Literal and isinstance(value, str) and value in get_args(wanted):
        return value
    if wanted in (str, bool, int) and type(value) is wanted:
        return value
    raise ValueError(f"{at} is not what it has to be")
