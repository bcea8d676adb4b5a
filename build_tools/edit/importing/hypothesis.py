"""Annotations from Hypothesis: an answer of its search API, the client's export as JSON, or as CSV.

https://h.readthedocs.io/en/latest/api-reference/
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from .foreign import BadFileError, Claim, Foreign, as_list, as_text, left_over, name_of, read_json, unnamed
from .web_annotation import claims_of, pages_of

_COLUMNS = {
    "quote": ("quote", "exact", "highlight", "selected text"),
    "text": ("comment", "text", "annotation", "note"),
    "tags": ("tags", "tag"),
    "id": ("id", "annotation id"),
    "type": ("type",),
    "page": ("url", "uri"),
}


def read_hypothesis(path: str, text: str) -> tuple[Foreign, ...]:
    """The annotations of an export. Raises BadFileError."""
    if text.removeprefix("\ufeff").lstrip()[:1] not in ("{", "["):
        return _read_csv(path, text.removeprefix("\ufeff"))
    value = read_json(path, text)
    rows = value
    if isinstance(value, Mapping):
        rows = value.get(
            "rows", value.get("annotations", [value] if "target" in value or "uri" in value else None)
        )
    if not isinstance(rows, list):
        hint = 'The search API gives "rows", the export of the client "annotations".'
        raise BadFileError(path, 1, 1, "there are no Hypothesis annotations in this file", hint)
    replies = as_list(value.get("replies")) if isinstance(value, Mapping) else []
    found = [_foreign(row, number) for number, row in enumerate([*rows, *replies], start=1)]
    total = value.get("total") if isinstance(value, Mapping) else None
    # The search API gives 20 at a time, and 200 at most.
    if type(total) is int and total > len(rows):
        why = f"the file says that there are {total:,}; it has {len(rows):,}"
        found.append(Foreign("the others", fault=why))
    return tuple(found)


def _foreign(row: Any, number: int) -> Foreign:
    if not isinstance(row, Mapping):
        return Foreign(f"entry {number}", rest=(("entry", as_text(row)),), fault="it is no annotation")
    name = name_of(row, ("id",), number)
    rest = [*unnamed(row, ("id",)), *left_over(row, ("id", "text", "tags", "target"))]
    text = row.get("text")
    words = text.strip() if isinstance(text, str) else ""
    rest += [("text", as_text(text))] if text is not None and not isinstance(text, str) else []
    tags = tuple(tag for tag in as_list(row.get("tags")) if isinstance(tag, str) and tag.strip())
    rest += [("tags", as_text(tag)) for tag in as_list(row.get("tags")) if not isinstance(tag, str)]
    claims, fault = claims_of(row.get("target"), rest)
    if row.get("references"):
        fault = "it is a reply to another annotation"
    elif fault == "it has no target":
        fault = ""  # a note on the page
    pages = tuple(pages_of([row.get("uri"), *as_list(row.get("target"))]))
    return Foreign(name, 0, claims, words, tags, tuple(rest), fault, pages)


def _read_csv(path: str, text: str) -> tuple[Foreign, ...]:
    # A comment may be longer than the module allows by itself.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        places = {
            field: next((at for at, name in enumerate(header) if name.casefold() in names), None)
            for field, names in _COLUMNS.items()
        }
        if places["quote"] is None or places["text"] is None:
            hint = "The first line names the columns, “Quote” and “Comment” among them."
            raise BadFileError(path, 1, 1, "this is neither JSON nor a CSV export of Hypothesis", hint)
        found: list[Foreign] = []
        line = 2
        for row in reader:
            if row:
                found.append(_of_row(header, places, row, line))
            line = reader.line_num + 1
        return tuple(found)
    except csv.Error as error:
        message = f"this CSV cannot be read: {error}"
        raise BadFileError(
            path, reader.line_num or 1, 1, message, "Export the annotations once more."
        ) from None


def _of_row(header: list[str], places: Mapping[str, int | None], row: list[str], line: int) -> Foreign:
    def cell(field: str) -> str:
        at = places[field]
        return row[at].strip() if at is not None and at < len(row) else ""

    used = {at for field, at in places.items() if at is not None and field != "page"}
    names = [*header, *(f"column {number + 1}" for number in range(len(header), len(row)))]
    rest = [(names[at], value) for at, value in enumerate(row) if at not in used and value.strip()]
    kind = cell("type")
    rest += [("Type", kind)] if kind else []
    tags = tuple(tag.strip() for tag in cell("tags").split(",") if tag.strip())
    quote = cell("quote")
    fault = "it is a reply to another annotation" if kind.casefold() == "reply" else ""
    claims = (Claim(quote),) if quote else ()
    pages = tuple(pages_of(cell("page")))
    return Foreign(cell("id") or f"line {line}", line, claims, cell("text"), tags, tuple(rest), fault, pages)
