"""The Markdown of articles: as much as a news text needs, and nothing that eats words of a pasted one.

Whoever pastes a text means its words. So a sign that Markdown would swallow is shown, unless it stands where
nobody puts it by chance:

| written | is |
|---|---|
| `# …` to `###### …` | a heading |
| `*…*`, `**…**` around whole words | emphasis; stars inside a word (`f***ing`, `Bürger*innen`) are stars |
| `- …`, `* …`, `+ …`, `1. …`, `1) …` | a list, whose marks are words of the article and are shown |
| `> …` | a quotation |
| `[words](address)`, `![words](address)` | a link, a picture |
| `[^1]` with `[^1]: …` | a footnote; without the other, each of the two is text |
| a row over a row of dashes, parted by `|` | a table |
| `::: furniture` … `:::` | page furniture |
| a backslash before punctuation | the sign itself |

HTML, code, entities, addresses in angle brackets, underscores, lines of dashes or stars, headings underlined
and link definitions are text like any other. What is lost all the same, or may be lost by chance, is a
`Doubt`, from which the checker makes problems.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html.entities import html5
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, blockquote, heading, table
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

FURNITURE = "furniture"
"""Name of the container for page furniture: `::: furniture` … `:::`."""

DEEPEST = 20
"""Levels of lists and quotations inside each other that are read. A list takes two."""

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

DoubtKind = Literal[
    "backslash",
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


def parse(source: str) -> tuple[list[Token], tuple[Doubt, ...]]:
    """The tokens of an article's Markdown, and what is doubtful about them."""
    env: dict[str, Any] = {"doubts": []}
    tokens = _parser().parse(source, env)
    return tokens, tuple(env["doubts"])


def too_much(source: str) -> Iterator[tuple[str, int]]:
    """What there is more of than is read, with its limit."""
    for what, pattern, limit in LIMITS:
        if any(number > limit for number, _ in enumerate(pattern.finditer(source), start=1)):
            yield what, limit


def is_furniture(line: str) -> bool:
    """Whether a line opens page furniture."""
    found = _CONTAINER.fullmatch(line)
    return found is not None and found[2] == FURNITURE


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).enable("table")
    parser.use(footnote_plugin, inline=False)
    # The checker shows an address as it is written.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.disable(["code", "fence", "html_block", "lheading", "reference"])
    parser.disable(["autolink", "backticks", "entity", "html_inline"])
    block, inline, core = parser.block.ruler, parser.inline.ruler, parser.core.ruler
    starts = ["paragraph", "blockquote", "list"]
    block.before("table", "depth", _depth)
    block.before("table", FURNITURE, _furniture, {"alt": starts})
    block.at("table", _table, {"alt": ["paragraph"]})
    block.at("blockquote", _blockquote, {"alt": starts})
    block.at("hr", _line_of_signs, {"alt": starts})
    block.at("heading", _heading, {"alt": ["paragraph", "blockquote"]})
    # Nothing but these signs means something inside a line, so that a run of others costs nothing.
    parser.inline.terminator_re = re.compile(r"[\n!*\[\]\\]")
    inline.at("emphasis", _stars)
    inline.at("escape", _escape)
    parser.inline.ruler2.after("emphasis", "doubtful", _doubtful_emphasis)
    core.after("inline", "loose_footnotes", _loose_footnotes)
    core.before("text_join", "markers", _markers)
    core.before("text_join", "doubts", _doubts)
    return parser


# --- blocks ------------------------------------------------------------------------------------------

_CONTAINER = re.compile(r"(:{3,})[ \t]*(.*?)[ \t]*")
_HEADING = re.compile(r"#{1,6}[ \t]+(?=.*[^#\s])")
_CLOSING_HASHES = re.compile(r"[ \t](#+)[ \t]*$")
_ENDS_A_SENTENCE = re.compile(r"[.!?…:;,।。！？؟]\W*$|[\"'”’»“‘«›‹)\]」』]\s*$")
_SHORT = 80
"""Characters of a line that may be a teaser and not a quotation."""


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _interrupts(state: StateBlock, line: int) -> bool:
    """Whether a line stands directly under a paragraph."""
    return (
        line > 0
        and not state.isEmpty(line - 1)
        and state.tokens[-1:] != []
        and (state.tokens[-1].type == "paragraph_close")
    )


def _depth(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """markdown-it drops what is nested deeper than it reads: notice that in time."""
    if (
        not silent
        and state.level >= DEEPEST - 2
        and not any(it.kind == "depth" for it in state.env["doubts"])
    ):
        state.env["doubts"].append(Doubt("depth", start, "", 0, ""))
    return False


def _furniture(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A container, closed by the next line that begins with colons; otherwise it is none."""
    found = _CONTAINER.fullmatch(_line(state, start))
    if not found:
        return False
    if silent:
        return True  # whatever it is, it is not part of the paragraph above
    if found[2] != FURNITURE:
        return False
    for last in range(start + 1, end):
        words = _line(state, last)
        if words and state.sCount[last] < state.blkIndent:
            return False
        if words.startswith(":::"):
            break
    else:
        return False
    if words.strip(" \t:") or len(words.rstrip()) < len(found[1]):
        return False
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    state.push(f"container_{FURNITURE}_open", "div", 1).map = [start, last]
    state.md.block.tokenize(state, start + 1, last)
    state.push(f"container_{FURNITURE}_close", "div", -1)
    state.parentType, state.lineMax = parent, line_max
    state.line = last + 1
    return True


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not table(state, start, end, silent):
        return False
    if not silent:
        width = len(_cells(_line(state, start)))
        for line in range(start + 2, state.line):
            row = _line(state, line)
            lost = [cell for cell in map(mdTrim, _cells(row)[width:]) if cell]
            if lost:
                state.env["doubts"].append(Doubt("cells", line, row, row.rfind(lost[0]), lost[0]))
    return True


def _cells(row: str) -> list[str]:
    cells = escapedSplit(mdTrim(row))
    first, last = int(cells[0] == ""), len(cells) - (len(cells) > 1 and cells[-1] == "")
    return cells[first:last]


def _blockquote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A quotation's sign has a space behind it; `>>` and `>Read more` are words."""
    first = _line(state, start)
    if first[:1] != ">" or first[1:2] not in ("", " ", "\t"):
        return False
    interrupts = _interrupts(state, start)
    if not blockquote(state, start, end, silent):
        return False
    words = first[1:].strip()
    alone = state.line == start + 1 and len(words) <= _SHORT and not _ENDS_A_SENTENCE.search(words)
    if not silent and (interrupts or words[:1].isdigit() or alone or not words):
        state.env["doubts"].append(Doubt("quotation", start, first, 0, ">"))
    return True


def _line_of_signs(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """A line of at least three stars, dashes or underscores is a paragraph of its own: the signs are shown."""
    signs = _line(state, start).rstrip()
    marks = "".join(signs.split())
    if len(marks) < 3 or marks[0] not in "*-_" or marks.strip(marks[0]):
        return False
    if not silent:
        state.line = start + 1
        for token in _paragraph(signs, start):
            token.level = state.level
            state.tokens.append(token)
    return True


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A heading has words; a line of nothing but `#` is text."""
    words = _line(state, start)
    if not _HEADING.match(words):
        return False
    interrupts, is_first = _interrupts(state, start), not state.tokens
    if not heading(state, start, end, silent):
        return False
    if not silent:
        doubts = state.env["doubts"]
        if closing := _CLOSING_HASHES.search(words):
            doubts.append(Doubt("hashes", start, words, closing.start(1), closing[1]))
        hashes = words[: len(words) - len(words.lstrip("#"))]
        is_number = words.lstrip("#").strip()[:1].isdigit() and not is_first
        if state.parentType == "list" or (hashes == "#" and (interrupts or is_number)):
            doubts.append(Doubt("heading", start, words, 0, hashes))
    return True


def _paragraph(words: str, line: int) -> Iterator[Token]:
    yield Token("paragraph_open", "p", 1, map=[line, line + 1], block=True)
    yield Token("inline", "", 0, map=[line, line + 1], content=words, children=[], block=True)
    yield Token("paragraph_close", "p", -1, block=True)


# --- inside a line -------------------------------------------------------------------------------------

_LONGEST_RUN = 3
"""Stars side by side that can be emphasis."""
_LONGEST_EMPHASIS = 4_000
"""Characters between stars that are emphasised without a question."""
_CLOSING = frozenset(")]},;:.!?")
_OPENING = frozenset("([{¿¡")
_ESCAPED = re.compile(r"[!-/:-@\[-`{-~]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def _stars(state: StateInline, silent: bool) -> bool:
    """Stars are emphasis around whole words only, so that those inside a word remain."""
    start = state.pos
    if silent or state.src[start] != "*":
        return False
    end = start
    while end < state.posMax and state.src[end] == "*":
        end += 1
    before = state.src[start - 1] if start else " "
    after = state.src[end] if end < state.posMax else " "
    opens, closes = _can_open(before, after), _can_open(after, before, closes=True)
    if end - start > _LONGEST_RUN or not (opens or closes):
        state.append_pending(state.src[start:end])
    else:
        for number in range(end - start):
            token = state.push("text", "", 0)
            token.content = "*"
            token.meta = {"at": start + number}
            state.delimiters.append(
                Delimiter(ord("*"), end - start, len(state.tokens) - 1, -1, opens, closes)
            )
    state.pos = end
    return True


def _can_open(outside: str, inside: str, *, closes: bool = False) -> bool:
    """Whether stars with these signs on their two sides can begin emphasis, or end it."""
    away, towards = (_OPENING, _CLOSING) if closes else (_CLOSING, _OPENING)
    if inside.isspace() or _in_word(outside) or inside in away:
        return False
    return outside.isspace() or _in_word(inside) or outside in towards


def _in_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf")


def _escape(state: StateInline, silent: bool) -> bool:
    """A backslash before punctuation gives the sign itself; at the end of a line it breaks the line."""
    at = state.pos
    if state.src[at] != "\\" or at + 1 >= state.posMax:
        return False
    sign = state.src[at + 1]
    if sign != "\n" and not _ESCAPED.match(sign):
        return False
    if not silent:
        token = state.push(*(("hardbreak", "br", 0) if sign == "\n" else ("text_special", "", 0)))
        token.content = "" if sign == "\n" else sign
        token.info = "escape"
        if not _is_needed(state.src, at):
            token.meta = {"doubt": "backslash", "at": at}
    state.pos = at + 2
    while sign == "\n" and state.pos < state.posMax and state.src[state.pos] in " \t":
        state.pos += 1
    return True


def _is_needed(text: str, at: int) -> bool:
    """Whether the sign behind a backslash would mean something without it."""
    sign, after = text[at + 1], text[at + 2 : at + 3]
    before = text[text.rfind("\n", 0, at) + 1 : at].lstrip()
    match sign:
        case "*" | "|":
            return True
        case "[" | "]":
            return not (after if sign == "[" else text[at - 1 : at] or " ").isspace()
        case "!":
            return after == "["
        case "(":
            return text[at - 1 : at] == "]"
        case "^":
            return text[at - 1 : at] == "["
        case "\\":
            return after == "\n" or _ESCAPED.match(after) is not None
        case "&":
            return _ENTITY.match(text, at + 1) is not None
        case "#":
            return not before or before[-1].isspace()
        case ">" | "-" | "+" | ":" | "_":
            return not before
        case "." | ")":
            return before.isascii() and before.isdigit()
    return False


def _doubtful_emphasis(state: StateInline) -> None:
    """Mark emphasis that may be none: by three stars, beside stars left over, or around what is no phrase."""
    within_links = (meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta)
    for delimiters in (state.delimiters, *within_links):
        ends = {opener.end for opener in delimiters}
        paired = {
            state.tokens[it.token].meta["at"]
            for number, it in enumerate(delimiters)
            if it.end >= 0 or number in ends
        }
        left_over = len(paired) < len(delimiters)
        for opener in delimiters:
            token = state.tokens[opener.token]
            if opener.end < 0 or token.nesting != 1:
                continue
            start, end = token.meta["at"] + 1, state.tokens[delimiters[opener.end].token].meta["at"]
            is_long = end - start > _LONGEST_EMPHASIS
            if (
                left_over
                or is_long
                or opener.length == _LONGEST_RUN
                or not _is_phrase(state.src, start, end, paired)
            ):
                token.meta["doubt"] = "emphasis"


def _is_phrase(text: str, start: int, end: int, paired: set[int]) -> bool:
    """Whether words are likely to be emphasised: there are some, no year of birth, no more stars, paired brackets."""
    words = text[start:end]
    stars = any(
        char == "*" and at not in paired and text[at - 1] != "\\" for at, char in enumerate(words, start)
    )
    pairs = words.count("(") == words.count(")")
    return pairs and not stars and any(map(str.isalnum, words)) and not words[0].isdigit()


# --- the whole -----------------------------------------------------------------------------------------


def _loose_footnotes(state: StateCore) -> None:
    """What has the form of a footnote but is referred to nowhere, or defined twice, is text: it would vanish."""
    if "footnotes" not in state.env:
        return
    referred = {note["label"] for note in state.env["footnotes"].get("list", {}).values()}
    tokens: list[Token] = []
    kept: list[bool] = []
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            label = token.meta["label"]
            kept.append(label in referred and not any(kept))
            if kept[-1]:
                referred.remove(label)
            else:
                tokens.append(Token("as_text", "", 0, content=f"[^{label}]:", map=token.map))
                continue
        elif token.type == "footnote_reference_close" and not kept.pop():
            continue
        tokens.append(token)
    state.tokens = list(_with_prefixes(tokens))


def _markers(state: StateCore) -> None:
    """Make the marks of a list words of its items, and a list of one paragraph alone a paragraph."""
    tokens = state.tokens
    marked: list[Token] = []
    depth, left_out = 0, set[int]()
    for at, token in enumerate(tokens):
        if token.type in _LISTS and not depth:
            types = [item.type for item in tokens[at + 1 : at + 7]]
            if types[:5] == _LONE_ITEM and types[5] != "list_item_open":
                left_out |= {at, at + 1, at + 5, at + 6}
                tokens[at + 2].hidden = tokens[at + 4].hidden = False
        depth += (token.type == "list_item_open") - (token.type == "list_item_close")
        if at not in left_out:
            marked.append(token)
        if token.type == "list_item_open":
            marked.append(Token("as_text", "", 0, content=token.info + token.markup, map=token.map))
    state.tokens = list(_with_prefixes(marked))


_LISTS = ("bullet_list_open", "ordered_list_open")
_LONE_ITEM = ["list_item_open", "paragraph_open", "inline", "paragraph_close", "list_item_close"]


def _with_prefixes(tokens: Iterable[Token]) -> Iterator[Token]:
    """Put each text that stands between blocks at the head of the paragraph after it, or into one of its own."""
    prefix: Token | None = None
    for token in tokens:
        if prefix and token.type not in ("paragraph_open", "inline"):
            yield from _as_paragraph(prefix)
            prefix = None
        if token.type == "as_text":
            prefix = token
            continue
        if prefix and token.type == "inline":
            assert token.children is not None
            space = " " if token.children else ""
            token.children.insert(0, Token("text", "", 0, content=prefix.content + space))
            prefix = None
        yield token
    if prefix:
        yield from _as_paragraph(prefix)


def _as_paragraph(prefix: Token) -> Iterator[Token]:
    for token in _paragraph("", prefix.map[0] if prefix.map else 0):
        if token.type == "inline":
            token.children = [Token("text", "", 0, content=prefix.content)]
        yield token


def _doubts(state: StateCore) -> None:
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
    run, place = -_LONGEST_RUN, -1
    for token in block.children or ():
        if token.type in _ADDRESSES:
            name, kind = _ADDRESSES[token.type]
            address = str(token.attrs[name])
            needle = f"({address}" if address else "()"
            place = block.content.find(needle, place + 1)
            place = max(place if place >= 0 else block.content.find(needle), 0)
            yield (place + 1, kind, address) if address else (place, kind, "()")
        if title := str(token.attrs.get("title", "")):
            yield max(block.content.find(title), 0), "title", title
        match token.meta.get("doubt"):
            case "backslash":
                yield token.meta["at"], "backslash", "\\" + token.content
            case "emphasis" if token.meta["at"] >= run + _LONGEST_RUN:  # once where it is strong as well
                run = token.meta["at"]
                yield run, "emphasis", token.markup


def _colons(lines: Sequence[str]) -> Iterator[_Found]:
    """Lines that look like the beginning or the end of a container, and are not."""
    at = 0
    for line in lines:
        bare = line.lstrip("\u200b\u2060\ufeff" + " \t\u00a0\u3000")
        if bare.startswith(":::"):
            yield at + len(line) - len(bare), "colons", bare.rstrip()
        at += len(line) + 1


def _entities(block: Token) -> Iterator[_Found]:
    if "&" not in block.content:
        return
    at = 0
    for token in block.children or ():
        for found in _ENTITY.finditer(token.content) if token.type == "text" else ():
            name = found[0]
            if (name[1] == "#" or name[1:] in html5) and (place := block.content.find(name, at)) >= 0:
                at = place + len(name)
                yield place, "entity", name
