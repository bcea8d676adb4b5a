"""What has a meaning inside a line of an article: stars around words, and backslashes."""

from __future__ import annotations

import re
import unicodedata

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from .doubts import ENTITY, LONGEST_RUN

_LONGEST_EMPHASIS = 4_000
"""Characters between stars that are emphasised without a question."""
_CLOSING = frozenset(")]},;:.!?")
_OPENING = frozenset("([{¿¡")
_NO_WORDS = re.compile(r"\s{1,100}\]\(")
_PATH = re.compile(r"[\w:$.]\\\*\.[\w*]")
"""The last backslash of `C:\\*.*` and `share\\*.txt`, before which no star means anything."""
_ESCAPED = re.compile(r"[!-/:-@\[-`{-~]")


def stars(state: StateInline, silent: bool) -> bool:
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
    if end - start > LONGEST_RUN or not (opens or closes):
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


def escape(state: StateInline, silent: bool) -> bool:
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
            return _PATH.match(text, max(at - 1, 0)) is None
        case "[":
            return not after.isspace() or _NO_WORDS.match(text, at + 2) is not None
        case "]":
            return not (text[at - 1 : at] or " ").isspace()
        case "!":
            return after == "["
        case "(":
            return text[at - 1 : at] == "]"
        case "^":
            return text[at - 1 : at] == "["
        case "\\":
            return after == "\n" or _ESCAPED.match(after) is not None
        case "&":
            return ENTITY.match(text, at + 1) is not None
        case "#":
            return not before or before[-1].isspace()
        case ">" | "-" | "+" | ":" | "_":
            return not before
        case "." | ")":
            return before.isascii() and before.isdigit()
    # Seven are the mark of a merge that was left unfinished.
    return sign in "<=" and not before and text.startswith(sign * 7, at + 1)


def doubtful_emphasis(state: StateInline) -> None:
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
                or opener.length == LONGEST_RUN
                or not _is_phrase(state.src, start, end, paired)
            ):
                token.meta["doubt"] = "emphasis"


def _is_phrase(text: str, start: int, end: int, paired: set[int]) -> bool:
    """Whether words are likely to be emphasised: there are some, no more stars, and their brackets are paired.

    Between single stars they begin with no digit, as a year of birth does, and no hyphen is at their ends.
    """
    words = text[start:end]
    stars = any(
        char == "*" and at not in paired and text[at - 1] != "\\" for at, char in enumerate(words, start)
    )
    pairs = words.count("(") == words.count(")")
    is_single = text[start - 2 : start - 1] != "*"
    odd = is_single and (words[0].isdigit() or "-" in (words[0], words[-1]))
    return pairs and not stars and not odd and any(map(str.isalnum, words))
