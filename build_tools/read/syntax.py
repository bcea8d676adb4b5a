"""Why a file is no YAML: the cause in the line, or in the lines above, where libyaml says only what it waited for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..problems import causes
from ..problems import yaml as rule
from ..problems.closest import closest
from ..problems.problem import Place, Problem
from ..problems.wording import Words
from ..words.shorten import cut
from .schema import Keys
from .text import Source

_LINE = re.compile(r"(?P<dashes>[ ]*(?:-[ ]+)*)(?:(?P<key>[\w-]{1,80})[ ]*:(?:[ ]+|$))?(?P<value>.*)")
_BARE = re.compile(r"[`'\"´‘’“”″@*_&!]+([a-z0-9][\w.:/-]*)[`'\"´‘’“”″*_]*")
"""An id, a date or a word between signs that do not belong to it."""
_WITHOUT_COLON = re.compile(r"([\w-]+)\s*(?:[=;,.>~-]+|→)?\s*(.*)")
"""A key with another sign behind it than a colon, or with none."""
_MOST_ABOVE = 1_000
"""Lines above the fault that are looked at."""
_LONGEST = 1_000
"""Characters of a line that is looked at, and told as it should be."""


class _Line(NamedTuple):
    """A line as somebody reads it; columns from 1."""

    number: int
    column: int
    """Where something stands first."""
    inner: int
    """Where it stands first behind the hyphens of items."""
    key: str
    value: str

    @property
    def is_item(self) -> bool:
        return self.inner > self.column

    @property
    def before(self) -> str:
        """The line up to its value."""
        gap = " " * (self.inner - self.column - 1)
        return f"{'-' + gap if self.is_item else ''}{self.key + ': ' if self.key else ''}"


def explained(source: Source, says: str, offset: int, context: int, keys: Keys) -> Problem:
    """The problem for an error of libyaml's at an offset, with the offset of what it was reading.

    `keys` are those of the format.
    """
    if "expected ':'" in says or ("expected ',' or" in says and _is_above(source, context, offset)):
        # What libyaml points at is where it gave up.
        offset = context
    number, _ = source.position(offset)
    here = _line(source, number)
    if "document start" in says:
        dots = next((line for line in _above(source, number) if line.value.strip() == "..."), None)
        if dots:
            return rule.yaml_syntax.at(_whole(source, dots.number), causes.document_end())
    if "mapping values" in says and (first := _bare_above(source, here, keys)):
        return rule.yaml_syntax.at(_whole(source, first.number), _of_bare(first, keys))
    cause = _cause(source, says, offset, here, keys)
    if cause is None and "expected key" in says and (comment := _comment_above(source, number)):
        return comment
    instead = ""
    if here.key in keys.prose or (here.is_item and not here.key):
        instead = _in_quotes(source, here)
    elif bare := _BARE.fullmatch(here.value.strip()):
        instead = here.before + bare[1]
    return rule.yaml_syntax.at(source.place(offset), cause or causes.by_message(says, instead))


def in_quotes(text: str) -> str:
    """A text of one line in the quotation marks that leave it as it is.

    Straight ones that stand around it already, and do not protect what is inside, are taken for those.
    """
    text = text.strip()
    outer = re.fullmatch(r"(['\"])(\S.*\S)\1", text)
    if outer and not re.match(rf"[^{outer[1]}]*\w[.,!?]?{outer[1]}(?![\w])", outer[2]):
        text = outer[2]
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _cause(source: Source, says: str, offset: int, here: _Line, keys: Keys) -> Words | None:
    line, column = source.position(offset)
    before = source.line(line)[: column - 1]
    if "expected ':'" in says:
        return _no_colon(source, here, keys)
    if ("expected ',' or" in says or "node content" in says) and source.text[offset] in "[{":
        return causes.bracket_open(source.text[offset])
    if "mapping values" in says:
        return _colon(source, here, column, keys)
    if "expected key" in says or "block mapping" in says:
        if len(before) >= here.inner and before.strip():
            mark = before.rstrip()[-1]
            bare = _BARE.fullmatch(here.value.strip())
            instead = _in_quotes(source, here) if here.key in keys.prose or not here.key else ""
            instead = here.before + bare[1] if bare and not instead else instead
            return causes.text_ended(mark, instead) if mark in "\"']}" else None
        return _out_of_line(source, here)
    if "expected '-'" in says:
        item = next((above for above in _above(source, line) if above.is_item), None)
        return causes.item_expected(item.number, item.column, item.inner) if item else None
    return None


def _no_colon(source: Source, here: _Line, keys: Keys) -> Words | None:
    """A line that is taken for a key, and has no colon."""
    words = _WITHOUT_COLON.fullmatch(here.value.strip())
    if words and words[1] in keys.all and not here.key:
        return causes.colon_missing(words[1], f"{here.before}{words[1]}: {words[2]}".rstrip())
    owner = next((line for line in _above(source, here.number) if line.key), None)
    if owner is None or owner.inner < here.column or here.is_item:
        return None
    return causes.text_not_indented(owner.key, owner.number, owner.inner + 2)


def _bare_above(source: Source, here: _Line, keys: Keys) -> _Line | None:
    """The line above a key that is none, and begins where the keys do: YAML takes it for a text that goes on."""
    first: _Line | None = None
    owner: _Line | None = None
    for line in _above(source, here.number):
        if line.key or line.value.strip() == "---":
            owner = line if line.key else None
            break
        first = line
        if line.is_item:
            break
    if first is None or first.inner != here.inner or not here.key:
        return None
    if owner is not None and not first.is_item:
        # Behind a text, or below the key of one, it is a part of that.
        is_of_text = bool(owner.value.strip()) or owner.key in keys.prose
        return None if is_of_text or owner.inner >= first.inner else first
    return first


def _of_bare(line: _Line, keys: Keys) -> Words:
    """What is wrong with a line that stands among keys and is none."""
    shown = line.value.strip()
    words = _WITHOUT_COLON.fullmatch(shown)
    if words and len(shown) < _LONGEST:
        key = words[1] if words[1] in keys.all else words[1].casefold()
        # A word or two that look like a key and its value: not the beginning of a sentence.
        near = closest(key, keys.all) if len(words[2].split()) == 1 and key not in keys.all else None
        if key in keys.all or near:
            key = near or key
            return causes.colon_missing(key, f"{line.before}{key}: {words[2]}".rstrip(), is_first=True)
    return causes.words_among_keys(cut(shown, 60))


def _colon(source: Source, here: _Line, column: int, keys: Keys) -> Words | None:
    """A colon where YAML has no use for one."""
    if here.key and column > here.inner + len(here.key) + 1:
        word = re.search(r"([\w-]+)[ ]*$", source.line(here.number)[: column - 1])
        if word and word[1] in keys.all and here.key not in keys.prose:
            return causes.two_keys(word[1])
        return causes.second_colon(_in_quotes(source, here))
    above = next((line for line in _above(source, here.number) if line.key), None)
    if above is None or above.inner >= here.inner:
        return None
    if here.key in keys.all and above == next(_above(source, here.number)):
        return causes.key_too_deep(here.key, above.key, above.number, above.inner)
    return causes.colon_in_text(above.key, above.number)


def _out_of_line(source: Source, here: _Line) -> Words | None:
    """A line that begins in a column where nothing else does that it could belong to."""
    above = list(_above(source, here.number))
    if here.is_item or source.line(here.number).strip() == "-":
        items = [line for line in above if line.is_item and line.column != here.column]
        like = [line for line in items if line.key == here.key]
        for line in (*like[:1], *items[:1]):
            return causes.item_out_of_line(line.number, line.column, here.column)
        return causes.item_without_list()
    if not here.key:
        return None
    columns: dict[int, _Line] = {}
    reach = here.column + 80
    for line in above:
        # Of what is open there: only what is not deeper than something that came later.
        if line.key and line.inner < reach:
            columns.setdefault(line.inner, line)
            reach = line.inner
    nearest = min(columns.values(), key=lambda line: abs(line.inner - here.inner), default=None)
    if nearest is None or nearest.inner == here.inner:
        return None
    return causes.key_out_of_line(here.key, here.inner, nearest.key, nearest.number, nearest.inner)


def _comment_above(source: Source, number: int) -> Problem | None:
    """The comment that ended a text, before a line that goes on with it."""
    for line in range(number - 1, max(number - _MOST_ABOVE, 0), -1):
        text = source.line(line).strip()
        if text.startswith("#"):
            return rule.hash_cuts_text.at(_whole(source, line))
        if text:
            break
    return None


def _in_quotes(source: Source, here: _Line) -> str:
    """The line with its value in quotation marks, if it has all of the value."""
    if not here.value or len(here.value) > _LONGEST or here.value[0] in "|>" or not here.value.isprintable():
        return ""
    for number in range(here.number + 1, min(here.number + _MOST_ABOVE, len(source.line_starts) + 1)):
        below = _line(source, number)
        if below.key or below.value.strip() or below.is_item:
            if below.column > here.inner and not below.key:
                return ""
            break
    value = here.value.strip()
    rest = re.fullmatch(r"((['\"]).*\2)[,;]", value)
    return here.before + (rest[1] if rest else in_quotes(value))


def _line(source: Source, number: int) -> _Line:
    text = source.line(number)[:_LONGEST]
    match = _LINE.match(text)
    assert match
    column = len(text) - len(text.lstrip(" ")) + 1
    return _Line(number, column, match.end("dashes") + 1, match["key"] or "", match["value"])


def _above(source: Source, number: int) -> Iterator[_Line]:
    """The lines above one, the nearest first, without comments and blank ones."""
    for above in range(number - 1, max(number - _MOST_ABOVE, 0), -1):
        line = _line(source, above)
        if line.key or line.is_item or (line.value.strip() and not line.value.startswith("#")):
            yield line


def _is_above(source: Source, context: int, offset: int) -> bool:
    return source.position(context)[0] < source.position(offset)[0]


def _whole(source: Source, number: int) -> Place:
    """A line from its first sign to its last."""
    start = source.line_starts[number - 1]
    indent = len(source.line(number)) - len(source.line(number).lstrip())
    return source.place(start + indent, source.end_of_line(number))
