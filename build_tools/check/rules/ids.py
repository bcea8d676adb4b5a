"""Rules of ids: the addresses of notes."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.sections import RESERVED_IDS
from ...problems.wording import Words
from ..case import Case
from ..rule import Finding, finder


@finder()
def duplicate_id(case: Case) -> Iterator[Finding]:
    """An id belongs to one note only.

    It is the note's address: two notes cannot live at the same one. Rename the newer note; the older id may
    already be in somebody's bookmarks.
    """
    first: dict[str, int] = {}
    for number, note in enumerate(case.notes.annotations):
        at = ("annotations", number, "id")
        if note.id not in first:
            first[note.id] = number
        else:
            line = case.file.locate(("annotations", first[note.id], "id")).line
            yield Finding(
                at, Words(f"another note has the id `{note.id}`, in line {line}", "Rename one of them.")
            )


@finder()
def reserved_id(case: Case) -> Iterator[Finding]:
    """An id is not one that the page itself uses.

    The page's own sections have addresses too, such as `#timeline` or `#notes`. Choose words that say what
    the note is about.
    """
    for number, note in enumerate(case.notes.annotations):
        if note.id in RESERVED_IDS:
            yield Finding(
                ("annotations", number, "id"),
                Words(
                    f"the page itself has a section with the address `#{note.id}`",
                    f"Say what the note is about, such as `{note.technique}-{note.id}`.",
                ),
            )
