"""Anchoring on its own: JSON Lines in, JSON Lines out, for `markedcopy anchor` and `markedcopy describe`.

Input is read and checked whole before anything is answered, so that a mistake costs no half output. Offsets are
code points of the text: of an article's visible text, or with `plain` of the file as decoded, newlines untouched.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn

import regex

from ..anchor.anchor import Anchor, SearchText, Selector, anchor
from ..anchor.describe import describe

MOST_HELP, HELP_FOR_AN_ORPHAN = 10_000, 10
"""How many candidates get a context of their own in one run; a suggestion takes as long as ten of them."""
_LINE_END = re.compile(r"\r\n|\n|\r")
_INVISIBLE = regex.compile(r"[\p{C}\p{Zl}\p{Zp}--\n]", regex.V1)


class InputError(Exception):
    """Input that cannot be used: where (`line` counts from 1; 0 means the whole file), why, and the way out."""

    def __init__(self, path: Path, line: int, message: str, hint: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path, self.line, self.message, self.hint = path, line, message, hint


class _Number(str):
    """A JSON number, as it was written: so it can be echoed unchanged, and no size of it is a danger."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class _Text:
    search: SearchText
    line_at: Callable[[int], int]
    """The line of the file, from 1, on which an offset stands."""


def anchor_command(text_path: Path, selectors_path: Path, plain: bool) -> tuple[str, int]:
    """For each selector, in order, a line with its status, place, candidates and suggestion; and how many were
    answered without help, because of `MOST_HELP`.

    Raises InputError.
    """
    text = _read_text(text_path, plain)
    selectors = [
        (line.id(), Selector(line.text("exact"), line.text("prefix", ""), line.text("suffix", "")))
        for line in _read_lines(selectors_path, ("id", "exact"), ("prefix", "suffix"))
    ]
    answers, unhelped = answered(text.search, [selector for _, selector in selectors])
    return "".join(
        _answer(id, text, found) for (id, _), found in zip(selectors, answers, strict=True)
    ), unhelped


def answered(text: SearchText, selectors: Sequence[Selector]) -> tuple[list[Anchor], int]:
    """The answer for each selector, and how many of those that need help got none."""
    answers: list[Anchor] = []
    spent = unhelped = 0
    for selector in selectors:
        found = anchor(text, selector, helped=spent < MOST_HELP)
        unhelped += spent >= MOST_HELP and found.start is None
        spent += HELP_FOR_AN_ORPHAN if found.status == "orphan" else len(found.candidates)
        answers.append(found)
    return answers, unhelped


def describe_command(text_path: Path, spans_path: Path, plain: bool) -> str:
    """For each span, in order, a line with its shortest selector. Raises InputError."""
    text = _read_text(text_path, plain)
    spans = [
        (line.id(), *line.span(len(text.search))) for line in _read_lines(spans_path, ("id", "start", "end"))
    ]
    return "".join(_description(id, describe(text.search, start, end)) for id, start, end in spans)


def reanchor_command(old_path: Path, new_path: Path, spans_path: Path, plain: bool) -> str:
    """For each span of the old text, in order, a line with what became of it in the new. Raises InputError."""
    from ..edit.carried import Revision

    old, new = _read_text(old_path, plain).search, _read_text(new_path, plain).search
    spans = [(line.id(), *line.span(len(old))) for line in _read_lines(spans_path, ("id", "start", "end"))]
    revision = Revision(old.text, new.text)
    return "".join(_line(id, **asdict(revision.carry(start, end))) for id, start, end in spans)


def _answer(id: str, text: _Text, found: Anchor) -> str:
    candidates = [
        {
            "start": one.start,
            "end": one.end,
            "line": text.line_at(one.start),
            "prefix": one.prefix,
            "suffix": one.suffix,
        }
        for one in found.candidates
    ]
    return _line(
        id,
        status=found.status,
        start=found.start,
        end=found.end,
        candidates=candidates,
        suggestion=found.suggestion and asdict(found.suggestion),
    )


def _description(id: str, selector: Selector) -> str:
    context = {"prefix": selector.prefix, "suffix": selector.suffix}
    return _line(id, exact=selector.exact, **{name: words for name, words in context.items() if words})


def _line(id: str, **values: object) -> str:
    """A line of JSON. Signs that cannot be seen, or that would break the line, are written as escapes."""
    written = json.dumps(values, ensure_ascii=False)
    line = f'{{"id": {id}, {written[1:]}\n'
    return line if line.isascii() else _INVISIBLE.sub(lambda char: json.dumps(char.group())[1:-1], line)


# --- reading --------------------------------------------------------------------------------------


def _read_text(path: Path, plain: bool) -> _Text:
    words = _decode(path)
    if plain:
        starts = [0, *(match.end() for match in _LINE_END.finditer(words))]
        return _Text(SearchText(words), lambda offset: bisect_right(starts, offset))

    from ..read.article import parse_article
    from ..read.markdown.doubts import too_much
    from ..read.text import Source, front_matter

    source = Source.of(str(path), words.removeprefix("\ufeff"))
    block = front_matter(source)
    body = block.body if block else 0
    if found := next(too_much(source.text[body:]), None):
        raise InputError(
            path,
            0,
            f"an article with more than {found[1]:,} {found[0]} is not read",
            "Take the file as it is, with --plain.",
        )
    article = parse_article(source.text[body:], source.position(body)[0])
    return _Text(SearchText(article.text), article.line_at)


def _decode(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(
            path, 0, f"cannot be read: {reason}", "Check the path and its permissions."
        ) from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start + 1} (0x{data[error.start]:02X}) is not UTF-8"
        raise InputError(path, line, message, "Save the file as UTF-8.") from None


def _read_lines(path: Path, needed: tuple[str, ...], allowed: tuple[str, ...] = ()) -> Iterator[_Line]:
    # Only a line feed ends a line: JSON strings may hold every other character that Unicode calls a line break.
    for number, line in enumerate(_decode(path).removeprefix("\ufeff").split("\n"), start=1):
        if line.strip():
            yield _Line.parse(path, number, line, needed, allowed)


@dataclass(frozen=True, slots=True)
class _Line:
    path: Path
    number: int
    values: dict[str, Any]

    @classmethod
    def parse(
        cls, path: Path, number: int, line: str, needed: tuple[str, ...], allowed: tuple[str, ...]
    ) -> _Line:
        keys = ", ".join(f'"{key}"' for key in needed)
        example = f"Each line is an object with {keys}" + "".join(f', "{key}"?' for key in allowed) + "."

        def refuse(message: str, hint: str = example) -> NoReturn:
            raise InputError(path, number, message, hint)

        def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            values = dict(pairs)
            if len(values) < len(pairs):
                names = [name for name, _ in pairs]
                twice = next(name for name in names if names.count(name) > 1)
                refuse(f"the key {_shown(twice)} stands there twice", "Keep one of them.")
            return values

        def constant(name: str) -> NoReturn:
            refuse(f"{name} is not a JSON value", "Use a string or a number.")

        try:
            values = json.loads(
                line,
                object_pairs_hook=mapping,
                parse_int=_Number,
                parse_float=_Number,
                parse_constant=constant,
            )
        except json.JSONDecodeError as error:
            refuse(f"not JSON: {error.msg[:1].lower()}{error.msg[1:]} at column {error.colno}")
        except RecursionError:
            refuse("nested too deeply to be one of these objects")
        if not isinstance(values, dict):
            refuse(f"an object is needed, not {_kind(values)}")
        for key in values:
            if key not in needed + allowed:
                refuse(f"the key {_shown(key)} is not known here")
        for key in needed:
            if key not in values:
                refuse(f'the key "{key}" is missing')
        return cls(path, number, values)

    def id(self) -> str:
        """The id, as JSON."""
        id = self.values["id"]
        if not isinstance(id, str):
            self._refuse(f'"id" is {_kind(id)}', "Use a string or a number as the id.")
        return str(id) if isinstance(id, _Number) else json.dumps(id, ensure_ascii=False)

    def text(self, key: str, default: str | None = None) -> str:
        words = self.values.get(key, default)
        if not isinstance(words, str) or isinstance(words, _Number):
            way_out = (
                "Put the words in quotation marks."
                if default is None
                else "Leave the key out if there is none."
            )
            self._refuse(f'"{key}" is {_kind(words)}, and a string is needed', way_out)
        return words

    def span(self, length: int) -> tuple[int, int]:
        start, end = self._offset("start"), self._offset("end")
        if not 0 <= start < end <= length:
            self._refuse(
                f"there is no passage from {self.values['start'][:20]} to {self.values['end'][:20]}",
                f"Give code points with 0 <= start < end <= {length}, the length of the text.",
            )
        return start, end

    def _offset(self, key: str) -> int:
        value = self.values[key]
        if not isinstance(value, _Number) or not value.lstrip("-").isdecimal():
            self._refuse(
                f'"{key}" is {_kind(value)}, and a whole number is needed', "Count code points from 0."
            )
        # No text is longer than eighteen digits can say.
        return int(value) if len(value) < 19 else -1

    def _refuse(self, message: str, hint: str) -> NoReturn:
        raise InputError(self.path, self.number, message, hint)


def _kind(value: object) -> str:
    if isinstance(value, _Number):
        return f"the number {value[:20]}"
    if isinstance(value, str):
        return "a string"
    if isinstance(value, dict):
        return "an object"
    return "a list" if isinstance(value, list) else json.dumps(value)


def _shown(key: str) -> str:
    return json.dumps(key if len(key) <= 40 else key[:40] + "…")
