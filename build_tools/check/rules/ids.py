"""Rules of ids: the addresses of notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from ...model.ids import ID_PATTERN, numbered
from ...model.sections import RESERVED_IDS
from ...problems.problem import Path
from ...problems.wording import Words
from ...read.nodes import MapNode
from ..case import Case
from ..rule import Finding, finder


@finder()
def duplicate_id(case: Case) -> Iterator[Finding]:
    """An id belongs to one note only.

    It is the note's address: two notes cannot live at the same one. Rename the newer note; the older id may
    already be in somebody's bookmarks. That holds for the ids under `formerly` and `withdrawn` too: links to them
    lead to the note or the correction that names them.
    """
    first: dict[str, Path] = {}
    for at, id in _addresses(case):
        if case.file.is_stand_in(at):
            continue
        if id not in first:
            first[id] = at
            continue
        where = case.file.where(first[id], at)
        if at[-1] == "id" == first[id][-1]:
            way_out = _way_out(case, int(at[1]), int(first[id][1]))
            yield Finding(at, Words(f"another note has the id `{id}`, {where}", way_out))
        else:
            yield Finding(
                at,
                Words(
                    f"`{id}` stands {where} too, and links to it can lead to one place only",
                    "Keep it where a reader who follows an old link should arrive.",
                ),
            )


@finder()
def reserved_id(case: Case) -> Iterator[Finding]:
    """An id is not one that the page itself uses.

    The page's own sections have addresses too, such as `#timeline` or `#notes`. Choose words that say what
    the note is about.
    """
    for at, id in _addresses(case):
        if id not in RESERVED_IDS:
            continue
        hint = "No note can have had it: remove it."
        if at[-1] == "id":
            technique = case.notes.annotations[int(at[1])].technique
            hint = f"Say what the note is about, such as `{technique}-{id}`."
        yield Finding(at, Words(f"the page itself has a section with the address `#{id}`", hint))


def _way_out(case: Case, number: int, first: int) -> str:
    """How a note gets an id that no other has. The older of two keeps its own, which may be in bookmarks."""
    note, other = case.notes.annotations[number], case.notes.annotations[first]
    taken = {id for _, id in _addresses(case)}
    free = numbered(note.id, taken)
    file = case.file.file_of_note(number)
    if file is None:
        change = f"write `id: {free}` here"
    else:
        path = PurePosixPath(file.source.path)
        # An id that is the file's name was put in where none stands: it takes no room.
        key = file.root.entries.get("id") if isinstance(file.root, MapNode) else None
        has_id = key is not None and key[0].start < key[0].end
        if has_id and path.stem not in taken and re.fullmatch(ID_PATTERN, path.stem):
            change = f"leave out `id` here: the file’s name gives it the id `{path.stem}`"
        else:
            change = f"rename this file to `{path.with_name(f'{free}.yml')}`"
            change += ", and leave out `id`" if has_id else ""
    twice = "If both are one note, delete one of them. " if note.target == other.target else ""
    return f"{twice}If this is the newer one, {change}."


def _addresses(case: Case) -> Iterator[tuple[Path, str]]:
    """Every id that leads to a note, or to what is said of one that is no more: those of the notes first."""
    notes, corrections = case.notes.annotations, case.notes.corrections
    for number, note in enumerate(notes):
        yield ("annotations", number, "id"), note.id
    for number, note in enumerate(notes):
        for index, id in enumerate(note.formerly):
            yield ("annotations", number, "formerly", index), id
    for number, correction in enumerate(corrections):
        for index, id in enumerate(correction.withdrawn):
            yield ("corrections", number, "withdrawn", index), id
