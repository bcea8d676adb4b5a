"""What begins a block of an article: headings, lists, quotations, tables, page furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import rules_block
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from .doubts import Doubt

FURNITURE = "furniture"
"""Name of the container for page furniture: `::: furniture` … `:::`."""

DEEPEST = 20
"""Levels of lists and quotations inside each other that are read. A list takes two."""

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


def depth(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """markdown-it drops what is nested deeper than it reads: notice that in time."""
    if (
        not silent
        and state.level >= DEEPEST - 2
        and not any(it.kind == "depth" for it in state.env["doubts"])
    ):
        state.env["doubts"].append(Doubt("depth", start, "", 0, ""))
    return False


def furniture(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A container, closed by the next line that begins with colons; otherwise it is none."""
    colons, name = _container(_line(state, start))
    if colons < 3:
        return False
    if silent:
        return True  # whatever it is, it is not part of the paragraph above
    if name != FURNITURE or state.env.get(FURNITURE):
        return False  # containers do not stand inside each other, not even by way of a quotation
    for last in range(start + 1, end):
        words = _line(state, last)
        if words and state.sCount[last] < state.blkIndent:
            return False
        if words.startswith(":::"):
            break
    else:
        return False
    if words.strip(" \t:") or len(words.rstrip()) < colons:
        return False
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    state.push(f"container_{FURNITURE}_open", "div", 1).map = [start, last]
    state.env[FURNITURE] = True
    state.md.block.tokenize(state, start + 1, last)
    state.env[FURNITURE] = False
    state.push(f"container_{FURNITURE}_close", "div", -1)
    state.parentType, state.lineMax = parent, line_max
    state.line = last + 1
    return True


def whole_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not rules_block.table(state, start, end, silent):
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


def quotation(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A quotation's sign has a space behind it; `>>` and `>Read more` are words."""
    first = _line(state, start)
    if first[:1] != ">" or first[1:2] not in ("", " ", "\t"):
        return False
    interrupts = _interrupts(state, start)
    if not rules_block.blockquote(state, start, end, silent):
        return False
    words = first[1:].strip()
    alone = state.line == start + 1 and len(words) <= _SHORT and not _ENDS_A_SENTENCE.search(words)
    if not silent and (interrupts or words[:1].isdigit() or alone or not words):
        state.env["doubts"].append(Doubt("quotation", start, first, 0, ">"))
    return True


def line_of_signs(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """A line of at least three stars, dashes or underscores is a paragraph of its own: the signs are shown."""
    signs = _line(state, start).rstrip()
    marks = "".join(signs.split())
    if len(marks) < 3 or marks[0] not in "*-_" or marks.strip(marks[0]):
        return False
    if not silent:
        state.line = start + 1
        for token in paragraph(signs, start):
            token.level = state.level
            state.tokens.append(token)
    return True


def heading_with_words(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A heading has words; a line of nothing but `#` is text."""
    words = _line(state, start)
    level = len(words) - len(words.lstrip("#"))
    if not 1 <= level <= 6 or words[level : level + 1] not in " \t" or not words.strip("# \t"):
        return False
    interrupts, is_first = _interrupts(state, start), not state.tokens
    if not rules_block.heading(state, start, end, silent):
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


def paragraph(words: str, line: int) -> Iterator[Token]:
    yield Token("paragraph_open", "p", 1, map=[line, line + 1], block=True)
    yield Token("inline", "", 0, map=[line, line + 1], content=words, children=[], block=True)
    yield Token("paragraph_close", "p", -1, block=True)


def is_furniture(line: str) -> bool:
    """Whether a line opens page furniture."""
    colons, name = _container(line)
    return colons >= 3 and name == FURNITURE


def _container(line: str) -> tuple[int, str]:
    """How many colons a line begins with, and the words behind them."""
    words = line.lstrip(":")
    return len(line) - len(words), words.strip(" \t")
