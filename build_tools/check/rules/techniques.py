"""Rules of a technique's text."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.addresses import read_address
from ...problems import shape
from ...problems.problem import Place, Problem, limited
from ...read.technique import INSERTS, TechniqueText
from ...read.text import Source


def problems_of_technique(source: Source, text: TechniqueText) -> Iterator[Problem]:
    """What is wrong with the links and the inserts in the text of a technique."""
    yield from limited(_links(source, text))
    yield from limited(_inserts(source, text))


def _links(source: Source, text: TechniqueText) -> Iterator[Problem]:
    line = column = 0
    for link in text.links:
        # The same address may stand in another one, earlier on the line.
        place = _place(source, link.line, link.address, column if link.line == line else 0)
        line, column = link.line, place.end_column or 0
        address = read_address(link.address)
        if not (address.is_own or (address.is_web and not link.is_picture)):
            yield shape.link_scheme.at(place, link.address, picture=link.is_picture)


def _inserts(source: Source, text: TechniqueText) -> Iterator[Problem]:
    seen: set[str] = set()
    for line, name in text.inserts:
        if name not in INSERTS or name in seen:
            yield shape.unknown_insert.at(_place(source, line, name), name, INSERTS, again=name in seen)
        seen.add(name)


def _place(source: Source, line: int, words: str, after: int = 0) -> Place:
    """Where the words stand on a line, behind column `after`, or all of it when they are written in another way."""
    start = source.line_starts[line - 1]
    column = source.line(line).find(words, max(after - 1, 0)) if words else -1
    if column < 0:
        return source.place(start, start + len(source.line(line)))
    return source.place(start + column, start + column + len(words))
