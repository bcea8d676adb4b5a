"""What was annotated elsewhere, in whatever format: passages, words about them, tags, and what has no place here."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit


class BadFileError(Exception):
    """A file that cannot be read as the format that it is said to be, and where: lines and columns from 1, or 0."""

    def __init__(self, path: str, line: int, column: int, message: str, hint: str = "") -> None:
        place = f"{path}:{line}:{column}" if line else path
        super().__init__(f"{place}: {message}" + (f"\n{hint}" if hint else ""))


@dataclass(frozen=True, slots=True)
class Claim:
    """Where a passage is said to stand."""

    exact: str = ""
    """Its words; nothing when only a position is given."""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    """Its offset in the text of whoever annotated it."""
    end: int | None = None
    refined: Claim | None = None
    """The passage that is meant within this one."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """One annotation."""

    name: str
    """What it is called in its file."""
    line: int = 0
    """Where it stands there, from 1; 0 when that is not known."""
    claims: tuple[Claim, ...] = ()
    """Its passages; none when it is about the whole article."""
    text: str = ""
    """What is said about them."""
    tags: tuple[str, ...] = ()
    rest: tuple[tuple[str, str], ...] = ()
    """Everything else: the field, and what stood there."""
    fault: str = ""
    """Why no draft can be made of it, if that is so."""
    pages: tuple[str, ...] = ()
    """Web addresses of what it is about."""


def is_elsewhere(pages: Collection[str], page: str) -> bool:
    """Whether an annotation is about other pages than this one, if that can be known. Scheme, `www.`, query and
    fragment make no other page."""
    places = set(map(_place, pages))
    return bool(page and places) and _place(page) not in places


def _place(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "", address
    return host, unquote(parts.path).rstrip("/")


def left_over(value: Mapping[str, Any], used: Collection[str], at: str = "") -> Iterator[tuple[str, str]]:
    """The fields of a JSON object that were not used."""
    for key, below in value.items():
        if key not in used and below not in (None, "", [], {}):
            yield at + key, as_text(below)


def name_of(value: Mapping[str, Any], keys: Collection[str], number: int) -> str:
    """What an annotation is called: its id, if that is a text or a number, or else its place in the file."""
    named = (value.get(key) for key in keys)
    return next((as_text(name) for name in named if _is_name(name)), f"entry {number}")


def unnamed(value: Mapping[str, Any], keys: Collection[str]) -> Iterator[tuple[str, str]]:
    """Ids that are none, and so no names."""
    for key in keys:
        if value.get(key) not in (None, "", [], {}) and not _is_name(value[key]):
            yield key, as_text(value[key])


def _is_name(value: Any) -> bool:
    return (isinstance(value, str) and value != "") or type(value) is int


def as_text(value: Any) -> str:
    """A JSON value as text: a string as it is."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def as_list(value: Any) -> list[Any]:
    """A JSON value that may be one or several."""
    return value if isinstance(value, list) else [] if value is None else [value]


def read_json(path: str, text: str) -> Any:
    """The value of a JSON text. Raises BadFileError."""
    try:
        value = json.loads(text.removeprefix("\ufeff"))
        # Escapes can spell half a sign, which no file and no terminal can take.
        plain = json.dumps(value, ensure_ascii=False)
        whole = re.sub("[\ud800-\udfff]", "\ufffd", plain)
        return value if whole == plain else json.loads(whole)
    except json.JSONDecodeError as error:
        message = f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise BadFileError(
            path, error.lineno, error.colno, message, "Export the annotations once more."
        ) from None
    except (RecursionError, ValueError):
        raise BadFileError(
            path, 0, 0, "this JSON is nested too deeply, or has a number too long to read"
        ) from None
