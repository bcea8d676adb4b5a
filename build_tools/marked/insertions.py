"""What an article leaves out, set into its text: where, and what of it together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..words.sentences import sentence
from .notes import Note


@dataclass(frozen=True, slots=True)
class Insertion:
    """What notes say is missing, behind one sentence."""

    offset: int
    """The sentence's end. A code point of the visible text."""
    notes: tuple[Note, ...]
    """At least one, in number order."""

    @property
    def classes(self) -> str:
        """Those of all its notes: it is shown while one of them is."""
        return " ".join(dict.fromkeys(name for note in self.notes for name in note.classes.split()))


def insertions(notes: Iterable[Note], text: str, language: str) -> tuple[Insertion, ...]:
    """One for each sentence in which something is missing, in order of place.

    Behind the whole sentence, so that it never stands between words and who said them. A note on several passages
    has its insertion at the first.
    """
    found: defaultdict[int, list[Note]] = defaultdict(list)
    for note in notes:
        if note.annotation.missing and note.passages:
            passage = note.passages[0]
            found[sentence(text, passage.start, passage.end, language)[1]].append(note)
    return tuple(Insertion(offset, tuple(found[offset])) for offset in sorted(found))
