"""Which notes are shown first, and by what a reader can choose among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..marked.notes import Note
from ..model.annotations import AnnotationFile
from ..model.names import STANCE_NAMES
from .inline import plain_text

TOUR = 5
"""So many of the first notes are told one after the other to a reader who has two minutes."""

_WORDS_A_MINUTE = 240
"""An adult reads so many words of an English text in silence (Brysbaert 2019: 238)."""
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Tour:
    """The notes for a reader with little time, in the order in which they are told."""

    notes: tuple[Note, ...]
    number: str
    """How many they are, in words."""
    name: str
    """What it is called: how many notes and how many minutes."""


def tour(file: AnnotationFile, notes: Sequence[Note]) -> Tour | None:
    """The tour of an article's notes; None where its file names none."""
    by_id = {note.id: note for note in notes}
    told = tuple(by_id[id] for id in file.first[:TOUR])
    if not told:
        return None
    minutes = max(1, round(sum(map(_words, told)) / _WORDS_A_MINUTE))
    number = _NUMBERS[len(told)]
    time = f"{_NUMBERS[minutes] if minutes < len(_NUMBERS) else minutes} minute{'s' if minutes > 1 else ''}"
    return Tour(told, number, f"{number.capitalize()} notes, {time}")


def _words(note: Note) -> int:
    a = note.annotation
    texts = (a.gist, a.observation, a.known, a.inference, a.fair_reading)
    return sum(len(plain_text(text).split()) for text in texts if text)


def filters(notes: Sequence[Note]) -> list[dict[str, str]]:
    """What a reader can choose notes by, the default first: name in addresses, words, and the fragments that pass.

    All pass where none is named.
    """
    stances = {note.annotation.stance for note in notes}
    chosen = [{"id": "all", "name": "All", "notes": ""}]
    if not all(note.is_first for note in notes):
        first = _fragments(note for note in notes if note.is_first)
        chosen.insert(0, {"id": "first", "name": "First", "notes": first})
    if len(stances) > 1:
        chosen += [
            {
                "id": id,
                "name": _PLURALS.get(id, name),
                "notes": _fragments(note for note in notes if note.annotation.stance == id),
            }
            for id, name in STANCE_NAMES.items()
            if id in stances
        ]
    return chosen


def _fragments(notes: Iterable[Note]) -> str:
    return " ".join(id for note in notes for id in (note.id, *note.annotation.formerly))


_PLURALS = {"concern": "Concerns", "question": "Open questions"}
