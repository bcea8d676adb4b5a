"""Which of the formats a file of annotations is of, told by marks that it alone has."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from .foreign import BadFileError, read_json

Format = Literal["web-annotation", "hypothesis", "brat"]
NAMES: Mapping[str, str] = {
    "web-annotation": "a file of W3C Web Annotations",
    "hypothesis": "an export of Hypothesis",
    "brat": "a brat file",
}
_BRAT = re.compile(r"(?:T\d+\t\S+ \d+ \d+|[REAM]\d+\t\S+|#\d*\t\S+)")
_COLUMNS = frozenset({"quote", "exact", "highlight", "selected text"})
_OF_HYPOTHESIS = frozenset({"uri", "permissions", "links", "hidden", "flagged", "group", "user_info", "tags"})
_LEAST = 2
"""Fields of Hypothesis that make an annotation one of it."""
_MOST = 20
"""Annotations that are looked at."""


def format_of(text: str) -> Format | None:
    """The format of a file, if it can be of no other."""
    plain = text.removeprefix("\ufeff").lstrip()
    if plain[:1] in ("{", "["):
        try:
            return _of_json(read_json("", plain))
        except BadFileError:
            return None
    first = plain.partition("\n")[0].rstrip("\r")
    if _BRAT.match(first):
        return "brat"
    delimiter = max(",;\t", key=first.count)
    header = next(csv.reader([first[:10_000]], delimiter=delimiter), [])
    return (
        "hypothesis" if len(header) > 1 and _COLUMNS & {name.strip().casefold() for name in header} else None
    )


def _of_json(value: Any) -> Format | None:
    if isinstance(value, Mapping) and isinstance(value.get("rows"), list) and "total" in value:
        return "hypothesis"
    found = {_of_one(one) for one in _entries(value)}
    return found.pop() if len(found) == 1 else None


def _entries(value: Any) -> Iterator[Any]:
    """The annotations of a file, and what holds them."""
    if isinstance(value, list):
        yield from value[:_MOST]
    elif isinstance(value, Mapping):
        lists = [
            value[key]
            for key in ("items", "rows", "annotations", "@graph")
            if isinstance(value.get(key), list)
        ]
        first = value.get("first")
        if isinstance(first, Mapping) and isinstance(first.get("items"), list):
            lists.append(first["items"])
        if lists:
            yield from (one for held in lists for one in held[:_MOST])
        else:
            yield value


def _of_one(value: Any) -> Format | None:
    if not isinstance(value, Mapping):
        return None
    types = value.get("type", value.get("@type"))
    names = [
        str(name).rpartition(":")[2].rpartition("#")[2]
        for name in (types if isinstance(types, list) else [types])
    ]
    has_body = any(
        key.rpartition(":")[2].rpartition("#")[2] in ("body", "hasBody", "hasTarget") for key in value
    )
    if "Annotation" in names or "bodyValue" in value or has_body:
        return "web-annotation"
    return "hypothesis" if len(_OF_HYPOTHESIS & value.keys()) >= _LEAST else None
