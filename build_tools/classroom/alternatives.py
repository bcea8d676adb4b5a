"""What else may well be said of a passage that a note is about: for discussion, for no note is an answer.

It is put together from the notes themselves: their stance, their fair reading, and other notes on the same words.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..marked.notes import Note
from ..marked.segments import Passage

UNMARKED = "A fair reading, if it is not marked"
"""What the fair reading of a concern is, among the reasons that a class may give."""


def alternatives(note: Note, notes: Sequence[Note]) -> tuple[str, ...]:
    """Sentences in Markdown, each of them on one other thing that a learner may well have done.

    That a passage of concern may be left unmarked is no sentence here: its fair reading says it (`UNMARKED`).
    """
    a = note.annotation
    said = [
        f"The same words as *{other.kind_name.lower()}*: “{_quoted(other.annotation.gist)}” (note {other.number})."
        for other in on_the_same_words(note, notes)
    ]
    if a.stance == "question":
        said.append("Marked or not: the question is open, and the reason decides.")
    elif a.stance == "good-practice":
        said.append("Marked as a fault: what could the article have done instead?")
    return tuple(said)


def on_the_same_words(note: Note, notes: Sequence[Note]) -> tuple[Note, ...]:
    """Other notes with a passage that has words in common with one of this note's."""
    return tuple(
        other
        for other in notes
        if other is not note
        and any(_overlap(mine, theirs) for mine in note.passages for theirs in other.passages)
    )


def _overlap(one: Passage, other: Passage) -> bool:
    return max(one.start, other.start) < min(one.end, other.end)


def _quoted(text: str) -> str:
    """Words without markup, for the middle of Markdown and inside quotation marks."""
    return "".join(f"\\{sign}" if sign in _SIGNS else _INNER.get(sign, sign) for sign in text)


_INNER = {"“": "‘", "”": "’"}
_SIGNS = frozenset("\\`*_[]<&!")
