"""The points of an outline on what stands beside the notes, and on values: each as a reader knows it.

Needs nothing but Python itself, as `difference.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..model.names import PART_NAMES
from .difference import Field, Item, NamedSource
from .pieces import Address, Given, Line, Piece, Point, short
from .wordings import compared

WHOLE = 20_000
"""Characters that are shown of what somebody has to read as a whole: as many as a text of a note may have."""
LABELS: Mapping[str, str] = {
    **PART_NAMES,
    "gist": "Point",
    "stance": "Stance",
    "summary": "Summary",
    "confidence › level": "Confidence",
    "confidence › because": "Confidence, because",
    "later": "later than the article",
    "based_in": "based in",
    "relays": "passing on",
    "speaks_for": "speaks for",
    "selected_because": "chosen because",
    "event › on": "day of an event",
    "event › what": "what happened",
}
"""What a reader calls a value, by its key; others go by their keys."""
_SECTIONS = {
    "front matter": "Where it comes from",
    "evidence": "Sources",
    "voices": "Who speaks",
    "absent_voices": "Who is not heard",
    "attributions": "Who says what",
    "facts": "Facts that reports are compared by",
    "coverage": "How others reported it",
    "corrections": "Corrections",
    "accept": "Warnings that stand",
    "lesson": "Lesson",
}
"""The same of what stands beside the notes."""
_SOURCE = ("publisher", "title", "headline", "published", "url", "excerpt")
"""Keys of a source or a report that have their place in its line."""


def section_points(section: str, items: list[Item]) -> Iterator[Point]:
    """What became of the items of one key of the annotation file."""
    with_names = [item for item in items if item.name]
    for item in items:
        if item.name:
            continue
        how = said_once if item.what == "added" else field_point
        if [field.name for field in item.fields] == [section]:
            yield how(item.fields[0])
        else:
            yield Point((named(_SECTIONS, section),), tuple(map(how, item.fields)))
    if with_names:
        yield Point((named(_SECTIONS, section),), tuple(map(_item, with_names)))


def said_once(field: Field) -> Point:
    """A value that is new, as part of something that is new."""
    return Point((named(LABELS, field.name), ": ", Given(short(field.after, WHOLE))))


def named(names: Mapping[str, str], key: str) -> Piece:
    """What readers call it, or else the key, which may be anything."""
    return names.get(key) or Given(key)


def named_source(lead: str, source: NamedSource, declared: Mapping[str, Item]) -> Point:
    """A source of a note in one line, with its excerpt; all that is said of it where it is new."""
    if source.is_new and source.id in declared:
        return _source((f"new {lead}",), _values(declared[source.id]))
    if not source.title:
        return Point((lead, Given(source.id), ", which is not declared"))
    values = {
        "publisher": source.publisher,
        "title": source.title,
        "published": source.published,
        "url": source.url,
        "excerpt": source.excerpt,
    }
    return _source((lead,), values if source.what == "added" else {**values, "excerpt": ""})


def _source(lead: Line, values: Mapping[str, str]) -> Point:
    """A source or a report: who published what, when and where; below it what it says, and the rest."""
    title = values.get("title") or values.get("headline", "")
    pieces: list[Piece] = []
    for piece in (
        (Given(short(values.get("publisher", ""))),),
        ("“", Given(short(title)), "”") if title else (),
        (Given(values.get("published", "")),),
        (Address(values.get("url", "")),),
    ):
        if piece and piece[0] and piece[0][0]:
            pieces += [", ", *piece]
    below = [Point(("“", Given(short(excerpt)), "”"))] if (excerpt := values.get("excerpt", "")) else []
    rest = _joined((name, words) for name, words in values.items() if name not in _SOURCE)
    return Point((*lead, *pieces[1:]), (*below, *((Point(rest),) if rest else ())))


def _joined(values: Iterable[tuple[str, str]]) -> Line:
    pieces: list[Piece] = []
    for name, words in values:
        pieces += ["; ", named(LABELS, name), ": ", Given(short(words))]
    return tuple(pieces[1:])


def _item(item: Item) -> Point:
    name = Given(short(item.name))
    if item.what == "changed":
        about = (" (", Given(short(item.about)), ")") if item.about else ()
        return Point(("changed ", name, *about), tuple(map(field_point, item.fields)))
    values = _values(item)
    if item.section in ("evidence", "coverage"):
        lead = (f"{item.what} ", name, ": ") if item.section == "evidence" else (f"{item.what}: ",)
        point = _source(lead, values)
        return point if item.what == "added" else Point(point.line)
    said = _joined((key, words) for key, words in values.items() if words != item.name)
    return Point((f"{item.what} ", name, *((": ", *said) if said else ())))


def _values(item: Item) -> dict[str, str]:
    """What an item that was added or removed says or said."""
    return {field.name: field.after or field.before for field in item.fields}


def field_point(field: Field) -> Point:
    """A value that was changed."""
    name = named(LABELS, field.name)
    if not field.before:
        return Point((name, " added: ", Given(short(field.after, WHOLE), "now")))
    if not field.after:
        return Point((name, " removed: ", Given(short(field.before, WHOLE), "was")))
    return Point((name, ": ", *compared(field.before, field.after)))
