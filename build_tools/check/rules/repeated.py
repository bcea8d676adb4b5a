"""The rule of lists in which something stands twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from ...anchor.folding import folded
from ...anchor.normalise import normalise
from ...model.fields import Value
from ...problems.problem import Path
from ...problems.shape import shortened
from ...problems.wording import Words
from ..case import Case
from ..rule import Finding, finder

_NAMED_BY = {"hard_words": ("word",), "rubric": ("criterion",), "standards": ("framework", "code")}
"""The keys by which the items of a list are told apart, where they are mappings. The others may look the same."""


def repeated(names: Iterable[Hashable]) -> Iterator[int]:
    """The numbers of those that stood there before, from 0."""
    seen: set[Hashable] = set()
    for number, name in enumerate(names):
        if name in seen:
            yield number
        seen.add(name)


@finder("warning")
def stands_twice(case: Case) -> Iterator[Finding]:
    """A list has nothing in it twice: no id, no word that is chosen from a few, no question, and no hard word.

    Readers would see it twice, on the page and on paper: a source printed a second time in a pack, or a word explained
    in two ways. Capitals and the kind of quotation marks make no difference. Remove one of the two; of two explanations
    of a word, make one.

    Wrong: `pack: [union-letter, union-letter]`. Right: `pack: [union-letter]`.
    """
    for at, items in _lists(case):
        keys = _NAMED_BY.get(str(at[-1]), ())
        known = [
            (place, name)
            for place, name in items
            if not any(map(case.file.is_stand_in, (place, *((*place[:-1], key) for key in keys))))
        ]
        for number in repeated(_alike(name) for _, name in known):
            place, name = known[number]
            said = (
                f"“{shortened(' '.join(name))}”" if " " in "".join(name) else f"`{shortened(' '.join(name))}`"
            )
            yield Finding(
                place, Words(f"{said} stands in `{at[-1]}` a second time", "Remove one of the two.")
            )


_Items = list[tuple[Path, tuple[str, ...]]]


def _lists(case: Case) -> Iterator[tuple[Path, _Items]]:
    """The lists in which each item has a name, with the places and names of their items."""
    notes = case.notes
    for number, note in enumerate(notes.annotations):
        yield from _list(("annotations", number, "evidence"), note.evidence)
    for id, fact in notes.facts.items():
        yield from _list(("facts", id, "evidence"), fact.evidence)
    for number, report in enumerate(notes.coverage):
        yield from _list(("coverage", number, "tells"), report.tells)
    if notes.lesson:
        yield from _within(("lesson",), notes.lesson)


def _within(at: Path, value: Value) -> Iterator[tuple[Path, _Items]]:
    for key, below in value:
        if isinstance(below, Value):
            yield from _within((*at, key), below)
        elif isinstance(below, tuple):
            yield from _list((*at, key), below)
            for number, item in enumerate(below):
                if isinstance(item, Value):
                    yield from _within((*at, key, number), item)


def _list(at: Path, values: tuple[object, ...]) -> Iterator[tuple[Path, _Items]]:
    keys = _NAMED_BY.get(str(at[-1]), ())
    items: _Items = []
    for number, value in enumerate(values):
        if isinstance(value, str):
            items.append(((*at, number), (value,)))
        elif keys and isinstance(value, Value):
            items.append(((*at, number, keys[-1]), tuple(str(getattr(value, key)) for key in keys)))
    yield at, items


def _alike(name: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(folded(" ".join(normalise(part).split())) for part in name)
