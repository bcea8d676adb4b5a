"""The tokens of a script in JavaScript, and the names that it declares.

What a sign means hangs on what stands before it: whether `/` divides or begins a regular expression, whether a brace
ends a block or a value, whether a statement begins. Brackets are followed for that, and no more of the grammar
(https://tc39.es/ecma262/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<space>(?:[^\S\n\r\u2028\u2029]|\ufeff)+)
    |(?P<line>[\n\r\u2028\u2029]+)
    |(?P<comment>//[^\n\r\u2028\u2029]*|/\*.*?\*/)
    |(?P<number>(?:0[xXbBoO][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?[\d_]+)?)n?)
    |(?P<word>\#?(?:[\w$\u200c\u200d]|\\u(?:\{[\da-fA-F]+\}|[\da-fA-F]{4}))+)
    |(?P<text>'(?:[^'\\\n\r]|\\(?:\r\n|.))*'|"(?:[^"\\\n\r]|\\(?:\r\n|.))*")
    |(?P<sign>=>|\+\+|--|\?\.(?!\d)|\.\.\.|[^\w\s'"])""",
    re.VERBOSE | re.DOTALL,
)
_TEMPLATE = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(?P<end>`|\$\{)", re.DOTALL)
_PATTERN = re.compile(r"/(?:[^/\\\[\n\r]|\\[^\n\r]|\[(?:[^\]\\\n\r]|\\[^\n\r])*\])+/[\w$]*")
_LINE_END = re.compile(r"[\n\r\u2028\u2029]")
_DOTS = (".", "?.")
_HEADS = frozenset({"if", "for", "while", "with", "switch", "catch"})
"""What has a bracket behind it, and a statement or a block behind that."""
BEFORE_STATEMENT = frozenset({"else", "do", "try", "finally"})
_BEFORE_VALUE = BEFORE_STATEMENT.union(
    ("await", "case", "const", "default", "delete", "export", "extends", "import", "in", "instanceof", "let"),
    ("new", "of", "return", "throw", "typeof", "var", "void", "yield"),
)
"""Words that no value ends with: `/` behind them begins a regular expression, and a brace an object."""
_CLOSES = {")": "(", "]": "[", "}": "{"}


class ScriptError(ValueError):
    """A script in which a text, a template, a comment, a regular expression or a bracket does not end."""


class Token(NamedTuple):
    """One token, and what is known of its place."""

    kind: str
    """`word`, `number`, `text`, `pattern`, `sign`, or `template`: a piece of one up to what is set in, or the rest."""
    text: str
    is_apart: bool
    """Whether space, a comment or a line end stands before it."""
    is_on_new_line: bool
    """Whether a line end does."""
    depth: int
    """How many brackets are open around it; those that it opens or closes not among them."""
    begins: bool
    """Whether a statement begins with it, or with words such as `export` before it."""
    ends: bool
    """Whether a block, a declaration or the head of a statement ends with it: what follows needs no line end."""
    is_value: bool
    """Whether a value may end with it, so that `/` behind it divides."""
    is_member: bool
    """Whether it stands directly in the braces of a class."""


@dataclass(slots=True)
class _Bracket:
    """An open bracket, or the script as a whole."""

    sign: str = ""
    holds: str = "statements"
    """Or `members` of a class, or `values`."""
    ends: bool = False
    """Whether what follows its end needs no line end."""
    pending: str = ""
    """`function` or `class`, while its braces are still to come."""
    is_declared: bool = False
    """Whether that is a statement, and no value."""
    asks: int = 0
    """How many `?` wait for their `:`."""


def read_script(text: str) -> tuple[Token, ...]:
    """Its tokens. Raises ScriptError."""
    return tuple(_Reading(text).tokens())


class _Reading:
    """Where the reading of a script stands."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open = [_Bracket()]
        self._last = Token("sign", "", False, False, 0, False, True, False, False)
        self._before_last = ""
        self._is_apart = self._is_on_new_line = False
        self._begins = True

    def tokens(self) -> Iterator[Token]:
        text, at = self._text, 0
        while at < len(text):
            sign = text[at]
            if sign == "`" or (sign == "}" and self._open[-1].sign == "${"):
                template = _TEMPLATE.match(text, at + 1)
                if not template:
                    raise ScriptError("a template is not closed")
                yield self._template(text[at : template.end()])
                at = template.end()
                continue
            is_pattern = sign == "/" and not self._last.is_value and text[at + 1 : at + 2] not in ("/", "*")
            found = (_PATTERN if is_pattern else _TOKEN).match(text, at)
            if not found or (found[0] == "/" and text.startswith("/*", at)):
                raise ScriptError(f"it cannot be read from “{text[at : at + 40]}” on")
            at = found.end()
            kind = "pattern" if is_pattern else str(found.lastgroup)
            if kind in ("space", "line", "comment"):
                self._is_apart = True
                self._is_on_new_line |= kind != "space" and bool(_LINE_END.search(found[0]))
            elif kind == "word":
                yield self._word(found[0])
            elif kind == "sign":
                yield self._sign(found[0])
            else:
                yield self._made(kind, found[0], is_value=True)
        if len(self._open) > 1:
            raise ScriptError(f"“{self._open[-1].sign}” is not closed")

    def _template(self, piece: str) -> Token:
        if piece[0] == "}":
            self._open.pop()
        token = self._made("template", piece, is_value=piece[-1] == "`")
        if piece[-1] == "{":
            self._open.append(_Bracket("${", "values"))
        return token

    def _word(self, text: str) -> Token:
        last, here = self._last, self._open[-1]
        is_name = last.text in _DOTS
        # Behind a value such a word begins a statement, or it would mean nothing.
        is_new = self._begins or (last.is_value and last.text != "async")
        if text in ("function", "class") and not is_name and here.holds != "members":
            here.pending, here.is_declared, self._begins = text, is_new, is_new
        token = self._made("word", text, is_value=is_name or text not in _BEFORE_VALUE)
        self._begins = not is_name and (
            text in BEFORE_STATEMENT or (token.begins and text in ("export", "default", "async"))
        )
        return token

    def _sign(self, text: str) -> Token:
        if text in _CLOSES:
            return self._closed(text)
        here = self._open[-1]
        if text in ("(", "[", "{"):
            inside = self._opened(text)
            token = self._made("sign", text)
            self._open.append(inside)
            self._begins = inside.holds == "statements"
            return token
        token = self._made("sign", text, is_value=text in ("++", "--"))
        is_label = text == ":" and not here.asks
        here.asks = 0 if text == ";" else max(0, here.asks + {"?": 1, ":": -1}.get(text, 0))
        if text in (":", ",", ";"):
            here.pending = ""  # it was the name of a property
        self._begins = here.holds == "statements" and (text == ";" or is_label)
        return token

    def _opened(self, sign: str) -> _Bracket:
        last, here = self._last, self._open[-1]
        if sign != "{":
            word = self._before_last if last.text == "await" else last.text
            is_head = sign == "(" and word in _HEADS and self._before_last not in _DOTS
            return _Bracket(sign, "values", is_head)
        if here.pending == "class" or (here.pending and last.text == ")"):
            holds = "members" if here.pending == "class" else "statements"
            here.pending = ""
            return _Bracket(sign, holds, here.is_declared)
        if last.text in ("export", "default", "import"):
            return _Bracket(sign, "values")
        if self._begins or last.ends:
            return _Bracket(sign, "statements", True)
        if last.text in (")", "=>"):
            return _Bracket(sign, "statements", here.holds == "members" and last.text == ")")
        is_block = last.text == "static" if here.holds == "members" else last.is_value
        return _Bracket(sign, "statements" if is_block else "values", is_block)

    def _closed(self, sign: str) -> Token:
        bracket = self._open.pop() if len(self._open) > 1 else _Bracket()
        if bracket.sign != _CLOSES[sign]:
            raise ScriptError(f"“{sign}” closes nothing")
        token = self._made("sign", sign, is_value=not bracket.ends, ends=bracket.ends)
        self._begins = bracket.ends and self._open[-1].holds == "statements"
        return token

    def _made(self, kind: str, text: str, *, is_value: bool = False, ends: bool = False) -> Token:
        here = self._open[-1]
        token = Token(
            kind,
            text,
            self._is_apart,
            self._is_on_new_line,
            len(self._open) - 1,
            self._begins,
            ends,
            is_value,
            here.holds == "members",
        )
        self._before_last = self._last.text
        self._last, self._is_apart, self._is_on_new_line, self._begins = token, False, False, False
        return token


def declared(tokens: Sequence[Token]) -> Iterator[str]:
    """The names that a script declares, or imports, outside of all functions and blocks."""
    values: int | None = None
    """How deep a value stands that is given to a name: no name of this script is in it."""
    is_binding = False
    for token, after, third in zip(tokens, tokens[1:], (*tokens[2:], None), strict=False):
        is_import = token.text == "import" and after.text not in ("(", ".")
        if token.depth == 0 and token.kind == "word" and (is_import or token.text in ("const", "let", "var")):
            is_binding, values = True, None
        elif token.depth == 0 and token.text in ("function", "class") and token.begins:
            is_binding = False
            yield third.text if third and after.text == "*" else after.text
        elif token.depth == 0 and token.text in (";", "from"):
            is_binding = False
        elif not is_binding:
            continue
        elif values is not None:
            is_over = token.text == "," and token.depth == values
            if is_over or (token.text in _CLOSES and token.depth < values):
                values = None
        elif token.text == "=":
            values = token.depth
        elif token.kind == "word" and token.text != "as" and after.text not in (":", "as"):
            yield token.text
