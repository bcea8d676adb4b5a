"""What may have been meant otherwise in an article, or is not shown, and what there is too much of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.entities import html5
from typing import Literal

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

LIMITS = (
    ("lines", re.compile(r"\n"), 50_000),
    ("paragraphs", re.compile(r"\n[ \t>]*(?=\n)"), 10_000),
    ("headings", re.compile(r"^[ \t>]*#{1,6}[ \t]", re.MULTILINE), 1_000),
    ("items of lists", re.compile(r"^[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]", re.MULTILINE), 5_000),
    ("containers", re.compile(r"^[ \t]*:::", re.MULTILINE), 1_000),
    ("square brackets", re.compile(r"\["), 10_000),
    ("stars", re.compile(r"\*"), 20_000),
    ("backslashes", re.compile(r"\\"), 20_000),
    ("bars", re.compile(r"\|"), 20_000),
    ("signs `>`", re.compile(r">"), 10_000),
    ("codes that begin with `&`", re.compile(r"&[#A-Za-z]"), 20_000),
)
"""What there may be of everything that takes time or memory: a name, what to count, and how many are read."""

LONGEST_RUN = 3
"""Stars side by side that can be emphasis."""

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""A sign written as web pages have it."""

COLONS = ":：︓﹕∶˸ː"
"""The colon, and what can be taken for it."""
_ALMOST = re.compile(rf"[{COLONS}]\s*[{COLONS}][{COLONS}\s]*furniture\s*\Z", re.IGNORECASE)
"""What would open page furniture, had it three colons of an English keyboard."""

DoubtKind = Literal[
    "backslash",
    "bare",
    "cells",
    "colons",
    "depth",
    "emphasis",
    "entity",
    "hashes",
    "heading",
    "link",
    "picture",
    "quotation",
    "title",
]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Signs that may have been meant as words, words that are not shown, or an address to be looked up."""

    kind: DoubtKind
    line: int
    """The line of the text that was parsed, from 0."""
    near: str
    """What the block has of that line."""
    start: int
    """The offset in `near` of the signs concerned."""
    signs: str
    """These signs."""


def too_much(source: str) -> Iterator[tuple[str, int]]:
    """What there is more of than is read, with its limit."""
    for what, pattern, limit in LIMITS:
        if any(number > limit for number, _ in enumerate(pattern.finditer(source), start=1)):
            yield what, limit


def collect_doubts(state: StateCore) -> None:
    """Collect the doubts of all paragraphs."""
    for block in state.tokens:
        if block.type != "inline" or block.map is None:
            continue
        lines = block.content.split("\n")
        found = [*_marked_doubts(block), *_colons(lines), *_entities(block)]
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        number = 0
        for at, kind, signs in sorted(found):
            while starts[number + 1] <= at:
                number += 1
            doubt = Doubt(kind, block.map[0] + number, lines[number], at - starts[number], signs)
            state.env["doubts"].append(doubt)


_Found = tuple[int, DoubtKind, str]


_ADDRESSES: dict[str, tuple[str, DoubtKind]] = {"link_open": ("href", "link"), "image": ("src", "picture")}


def _marked_doubts(block: Token) -> Iterator[_Found]:
    run, place = -LONGEST_RUN, -1
    children = block.children or []
    for number, token in enumerate(children):
        if token.type in _ADDRESSES:
            name, kind = _ADDRESSES[token.type]
            address = str(token.attrs[name])
            needle = f"({address}" if address else "()"
            place = block.content.find(needle, place + 1)
            place = max(place if place >= 0 else block.content.find(needle), 0)
            yield (place + 1, kind, address) if address else (place, kind, "()")
            if kind == "link" and not _has_words(children, number):
                opened = max(block.content.rfind("[", 0, place), 0)
                yield opened, "bare", block.content[opened:place]
        if title := str(token.attrs.get("title", "")):
            begins = (block.content.find(mark + title) for mark in "\"'(")
            yield next((at + 1 for at in begins if at >= 0), 0), "title", title
        match token.meta.get("doubt"):
            case "backslash":
                yield token.meta["at"], "backslash", "\\" + token.content
            case "emphasis" if token.meta["at"] >= run + LONGEST_RUN:  # once where it is strong as well
                run = token.meta["at"]
                yield run, "emphasis", token.markup


def _has_words(tokens: Sequence[Token], opened: int) -> bool:
    """Whether a link has something to be read in it, or a picture that says something."""
    at = opened + 1
    while tokens[at].type != "link_close" and not tokens[at].content.strip():
        at += 1
    return tokens[at].type != "link_close"


def _colons(lines: Sequence[str]) -> Iterator[_Found]:
    """Lines that look like the beginning or the end of a container, and are not."""
    at = 0
    for line in lines:
        bare = line.lstrip("\u200b\u2060\ufeff" + " \t\u00a0\u3000")
        if bare.startswith(":::") or _ALMOST.match(bare):
            yield at + len(line) - len(bare), "colons", bare.rstrip()
        at += len(line) + 1


def _entities(block: Token) -> Iterator[_Found]:
    if "&" not in block.content:
        return
    at = 0
    for token in block.children or ():
        for found in ENTITY.finditer(token.content) if token.type == "text" else ():
            name = found[0]
            if (name[1] == "#" or name[1:] in html5) and (place := block.content.find(name, at)) >= 0:
                at = place + len(name)
                yield place, "entity", name
