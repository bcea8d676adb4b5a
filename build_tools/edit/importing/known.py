"""Notes that are there already, so that a file imported again makes no second copies.

A note is that of an annotation if it is its draft, or has its passages and says what it says. One that was worked on
since is known by the line of its draft that names the annotation, if it still has the passages or says the same. Each
note is that of one annotation at most: two people may mark the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ...anchor.anchor import Selector
from ...model.annotations import Annotation, NoteFile
from ...read.compose import compose
from ...read.load import plain
from ...read.schema import keys_of
from ...read.text import File, decode

_ORIGIN = re.compile(r"^# A draft, from (?P<origin>.*)\. What is missing, ", re.MULTILINE)

Passages = tuple[Selector, ...] | None
"""Empty for the whole article; None if it cannot be told."""


@dataclass(frozen=True, slots=True)
class Made:
    """A draft, before it has a file."""

    origin: str
    """From what file, and which annotation in it."""
    passages: Passages
    said: str
    yaml: str


@dataclass(frozen=True, slots=True)
class Known:
    """A note that is there."""

    path: str
    passages: Passages
    said: str
    origin: str = ""


def first_line(origin: str) -> str:
    """What the first line of a draft says."""
    return f"A draft, from {origin}. What is missing, `markedcopy check` says."


def known_among(
    made: Sequence[Made], files: Iterable[File], notes: Iterable[Known]
) -> tuple[dict[int, str], frozenset[int]]:
    """Of the drafts that are there already, by number, the file; and which of them were worked on since."""
    found: dict[int, str] = {}
    left = _matched(
        made, found, files, lambda one: one.yaml, lambda file: file.data.decode("utf-8", "replace")
    )
    there = [*filter(None, map(_known, left)), *notes]
    there = _matched(made, found, there, _says, _says)
    same = frozenset(found)
    for key in (_origin_and_passages, _origin_and_words):
        there = _matched(made, found, there, key, key)
    return found, frozenset(found) - same


def _says(one: Made | Known) -> Hashable:
    return None if one.passages is None else (one.passages, one.said)


def _origin_and_passages(one: Made | Known) -> Hashable:
    return (one.origin, one.passages) if one.origin and one.passages else None


def _origin_and_words(one: Made | Known) -> Hashable:
    return (one.origin, one.said) if one.origin and one.said else None


def _matched(
    made: Sequence[Made],
    found: dict[int, str],
    there: Iterable[Any],
    key_of_draft: Callable[[Made], Hashable],
    key_of_note: Callable[[Any], Hashable],
) -> list[Any]:
    """Give each draft that has no note yet the first with its key, and return the notes that are left."""
    by_key: dict[Hashable, list[Any]] = {}
    for note in there:
        by_key.setdefault(key_of_note(note), []).append(note)
    for number, one in enumerate(made):
        key = key_of_draft(one)
        if number not in found and key is not None and by_key.get(key):
            found[number] = by_key[key].pop(0).path
    return [note for notes in by_key.values() for note in notes]


def _known(file: File) -> Known | None:
    """The note of a file, whether or not it is finished."""
    source, _ = decode(file)
    root = compose(source, keys=keys_of(NoteFile))[0] if source else None
    value = plain(root) if root else None
    if source is None or not isinstance(value, dict):
        return None
    match, said = _ORIGIN.search(source.text), value.get("observation")
    words = said.strip() if isinstance(said, str) else ""
    return Known(file.path, _passages(value.get("target")), words, match["origin"] if match else "")


def known_notes(path: str, notes: Iterable[Annotation]) -> tuple[Known, ...]:
    """The notes of an annotation file."""
    return tuple(
        Known(path, _passages([target.model_dump() for target in note.target]), note.observation)
        for note in notes
    )


def _passages(target: Any) -> Passages:
    found: list[Selector] = []
    for item in target if isinstance(target, list) else [target]:
        match item:
            case str():
                found.append(Selector(item))
            case {"exact": str(exact), **more}:
                prefix, suffix = more.get("prefix") or "", more.get("suffix") or ""
                found.append(Selector(exact, str(prefix), str(suffix)))
            case {"whole": "article"}:
                pass
            case _:
                return None
    return tuple(found)
