"""Style sheets and scripts as they are sent to readers: without comments and needless space."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from posixpath import splitext
from typing import NamedTuple

from rcssmin import cssmin

from .script import BEFORE_STATEMENT, ScriptError, Token, declared, read_script

_ENDINGS = frozenset({")", "]", "}", "++", "--"})
"""Signs that a statement may end with."""
_GOING_ON = frozenset(")]},;.?:=&|*%<>^") | {"?."}
"""Signs that no statement begins with."""


def can_slim(name: str) -> bool:
    """Whether a file of that name is a style sheet or a script."""
    return splitext(name)[1] in _SLIM


def slim(name: str, text: str) -> str:
    """The same style sheet or script, shorter. Its meaning is the same; no name in it is changed."""
    return _SLIM[splitext(name)[1]](text)


def slim_sheet(text: str) -> str:
    """The same style sheet, shorter."""
    return str(cssmin(text))


class Script(NamedTuple):
    """A script without comments and needless space. Where it is not plain that a line end is needless, it stays."""

    text: str
    names: tuple[str, ...]
    """What it declares outside of all functions and blocks."""
    is_ended: bool
    """Whether another may follow with no line end between the two."""


@lru_cache(maxsize=128)
def slim_script(text: str) -> Script:
    """A script, shorter. Raises ScriptError."""
    tokens = read_script(text)
    is_ended = not tokens or tokens[-1].ends or tokens[-1].text == ";"
    return Script("".join(_written(tokens)), tuple(declared(tokens)), is_ended)


def _slim_or_whole(text: str) -> str:
    """What cannot be read is not ours, and stays as it is."""
    try:
        return slim_script(text).text
    except ScriptError:
        return text


_SLIM = {".css": slim_sheet, ".js": _slim_or_whole}


def _written(tokens: tuple[Token, ...]) -> Iterator[str]:
    last: Token | None = None
    for token, after in zip(tokens, (*tokens[1:], None), strict=True):
        if last:
            if after and _is_needless(last, token, after):
                continue
            if token.is_on_new_line and _may_end(last, token):
                yield "\n"
            elif token.is_apart and _would_join(last, token):
                yield " "
        yield token.text
        last = token


def _is_needless(last: Token, token: Token, after: Token) -> bool:
    """Whether the token is the last comma or semicolon in brackets, and nothing but that."""
    if token.kind != "sign" or after.kind != "sign":
        return False
    if token.text == ",":
        # Where nothing stands before it in a list, it counts.
        return after.text in (")", "]", "}") and last.text not in (",", "[")
    # Behind a head, or a label, it is a statement by itself.
    is_statement = (last.ends and last.text == ")") or last.text in BEFORE_STATEMENT or last.text == ":"
    return token.text == ";" and after.text == "}" and not is_statement


def _may_end(last: Token, token: Token) -> bool:
    """Whether a line end between the two may end a statement."""
    if last.ends or (last.kind == "template" and not last.is_value):
        return False
    if last.kind == "sign" and last.text not in _ENDINGS:
        return False
    is_going_on = token.kind == "sign" and token.text in _GOING_ON
    return not is_going_on or (token.text == "*" and token.is_member)


def _would_join(last: Token, token: Token) -> bool:
    """Whether the two would be read as something else with nothing between them."""
    end, begin = last.text[-1], token.text[0]
    if last.kind in ("word", "number", "pattern"):
        return (token.kind in ("word", "number") and begin != "#") or (last.kind == "number" and begin == ".")
    return (end in "+-" and begin == end) or f"{end}{begin}" in ("//", "/*", "<!")
