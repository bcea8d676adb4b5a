"""All that is said about one article as one value: its annotation file, and its notes in files of their own.

The rules see one value with one set of paths, and every path leads back to the file in which it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from ..model.annotations import AnnotationFile, NoteFile
from ..model.ids import ID_PATTERN, as_id, numbered
from ..problems import pairs, shape
from ..problems.problem import Path, Place, Problem
from .compose import compose
from .load import load
from .loaded import Extent, Loaded
from .nodes import ListNode, MapNode
from .text import Source

MOST_NOTES = 2000
_LISTS = ("attributions", "accept")
_BY_ID = {"evidence": "sources", "voices": "voices"}
"""What is declared by id, by its name in the annotation file, and its name in the file of a note."""
_SECTIONS = {"annotations", *_LISTS, *_BY_ID}


@dataclass(frozen=True, slots=True)
class Joined:
    """An annotation file and the notes in files of their own, read as one.

    A path of the value is one of an annotation file: `("annotations", 3, "target")`, wherever the note stands.
    """

    value: AnnotationFile
    main: Loaded[AnnotationFile]
    notes: tuple[Loaded[NoteFile], ...]
    """The files of a note each that could be read. Their notes follow those of the annotation file."""
    problems: tuple[Problem, ...]
    """What is wrong with the files together; each has its own besides."""
    is_whole: bool
    """Whether every file could be read. If not, a note or source may be there that the value lacks."""
    _firsts: Mapping[str, Sequence[int]] = field(repr=False)
    """Of each list, where in it the items of each file begin."""
    _owners: Mapping[Path, int] = field(repr=False)
    """Which of the notes declares what by id."""

    @property
    def files(self) -> tuple[Loaded[Any], ...]:
        """All files, the annotation file first."""
        return (self.main, *self.notes)

    @property
    def dropped(self) -> frozenset[str]:
        """All texts under keys that were left out or replaced."""
        return frozenset().union(*(file.dropped for file in self.files))

    def origin(self, path: Path) -> tuple[Loaded[Any], Path]:
        """The file in which a path of the value stands, and the path there."""
        section = path[0] if path else None
        if len(path) < 2 or section not in _SECTIONS:
            return self.main, path
        _, item, *rest = path
        if section in _BY_ID:
            owner = self._owners.get(path[:2])
            return (self.main, path) if owner is None else (self.notes[owner], (_BY_ID[section], item, *rest))
        firsts = self._firsts[section]
        number = bisect_right(firsts, int(item)) - 1
        if not number:
            return self.main, path
        local = () if section == "annotations" else (section, int(item) - firsts[number])
        return self.files[number], (*local, *rest)

    def locate(self, path: Path, *, key: bool = False) -> Extent:
        """Where the value at `path` stands in its file, or its key: see `Loaded.locate`."""
        file, local = self.origin(path)
        return file.locate(local, key=key)

    def place(self, path: Path, *, key: bool = False, within: tuple[int, int] | None = None) -> Place:
        """The same for a message: see `Loaded.place`."""
        file, local = self.origin(path)
        return file.place(local, key=key, within=within)

    def where(self, path: Path, seen_from: Path) -> str:
        """In words where something stands, in a message about something else: “in line 12”, and of which file."""
        place = self.place(path)
        return in_line(place, self.origin(seen_from)[0].source.path)

    def file_of_note(self, number: int) -> Loaded[NoteFile] | None:
        """The file of its own in which a note stands; None for one in the annotation file."""
        own = number - self._firsts["annotations"][1] if len(self._firsts["annotations"]) > 1 else -1
        return self.notes[own] if own >= 0 else None

    def is_stand_in(self, path: Path) -> bool:
        """Whether the value at `path`, or one around it, is made up; of a section, whether parts of it may be lost."""
        if len(path) == 1 and path[0] in _SECTIONS:
            own = _BY_ID.get(path[0], path[0])
            return not self.is_whole or any(
                file.is_stand_in((name,)) for file, name in self._with_names(path[0], own)
            )
        file, local = self.origin(path)
        return file.is_stand_in(local)

    def holds_stand_in(self, path: Path) -> bool:
        """Whether the value at `path`, below a note or outside of them, is made up, or something in it."""
        file, local = self.origin(path)
        return file.holds_stand_in(local)

    def lacks(self, path: Path, keys: frozenset[str]) -> bool:
        """Whether the value under one of the keys is made up, beside the value at `path`: see `Loaded.lacks`."""
        file, local = self.origin(path)
        if file.lacks(local, keys):
            return True
        if len(path) != 1 or path[0] != "annotations" or not keys:
            return False
        return not self.is_whole or any(
            not at or at[-1] in keys for note in self.notes for at in note.stand_ins
        )

    def _with_names(self, section: str, own: str) -> Iterable[tuple[Loaded[Any], str]]:
        yield self.main, section
        yield from ((note, own) for note in self.notes)


def in_line(place: Place, seen_from: str) -> str:
    """In words where a place is, for a message about the file `seen_from`."""
    return f"in line {place.line}" + (f" of {place.path}" if place.path != seen_from else "")


def load_note(source: Source) -> Loaded[NoteFile]:
    """The note of a file of its own. Its id is the file's name."""
    loaded = load(source, NoteFile)
    return _of_another_shape(loaded, source) if loaded.has_errors else loaded


def misnamed(
    notes: Sequence[Loaded[NoteFile] | None], names: Collection[str], ids: Iterable[str]
) -> Iterator[Problem]:
    """The notes whose file has another name than they have themselves, each with a way out that is free.

    `names` are those of all files of notes, without the ending; `ids` those of the notes in the annotation file.
    """
    read = [note for note in notes if note is not None and note.value is not None]
    taken = Counter((*ids, *(note.value.id for note in read if note.value)))
    for note in read:
        name, id = PurePosixPath(note.source.path).stem, note.value.id if note.value else ""
        if id in (name, as_id(name)) or note.is_stand_in(("id",)):
            continue
        way_out = _way_out(note, id, name, taken, names)
        yield pairs.note_under_another_name.at(note.place(("id",)), id, name, way_out)


def _way_out(
    note: Loaded[NoteFile], id: str, name: str, taken: Mapping[str, int], names: Collection[str]
) -> str:
    """What makes name and id one, where neither meets another note."""
    path = PurePosixPath(note.source.path)
    wanted = path.with_name(f"{id}.yml")
    by_name = bool(re.fullmatch(ID_PATTERN, name)) and name not in taken
    by_id = taken[id] == 1 and id not in names
    if by_name and by_id:
        return f"Leave out `id`. If the note is published as `{id}`, rename the file to `{wanted}` instead."
    if by_name:
        return f"Leave out `id`: another note is named `{id}`."
    if by_id:
        return f"Rename the file to `{wanted}`: another note is named `{name}`."
    free = path.with_name(f"{numbered(id, {*taken, *names})}.yml")
    return f"Rename the file to `{free}`, and leave out `id`: other notes have both names."


def _of_another_shape(loaded: Loaded[NoteFile], source: Source) -> Loaded[NoteFile]:
    """A file with errors, which may come from its being made like an article's file."""
    root, _ = compose(source)
    if isinstance(root, ListNode):
        first = next((item for item in root.items if isinstance(item, MapNode)), None)
        what = f"a list of {len(root.items)} stands here" if len(root.items) > 1 else "a list stands here"
        way_out = "Put each note into a file of its own, with its id as the name. "
        way_out = (way_out if len(root.items) > 1 else "") + _NO_HYPHEN
        place = source.place(root.start, (first or root).start)
        return Loaded(source, None, None, (pairs.one_note_a_file.at(place, what, way_out),))
    if not isinstance(root, MapNode):
        return loaded
    if "annotations" in root.entries or "summary" in root.entries:
        key, _ = root.entries.get("annotations") or root.entries["summary"]
        folder = PurePosixPath(source.path).parent
        what = "here stands the file of an article, or a part of one"
        way_out = (
            f"If it is one note: leave out `annotations:`. {_NO_HYPHEN}\n"
            f"What concerns the article stands in {folder}.yml."
        )
        return Loaded(
            source, None, None, (pairs.one_note_a_file.at(source.place(key.start, key.end), what, way_out),)
        )
    declared = root.entries.get("evidence")
    if declared and isinstance(declared[1], MapNode):
        key, evidence = declared
        what = "under `evidence:` of a note stand ids, and here sources are declared"
        ids = ", ".join(declared[1].entries)
        way_out = f"Name this key `sources:`, and put beside it: `evidence: [{ids}]`."
        found = pairs.one_note_a_file.at(source.place(key.start, key.end), what, way_out)
        lines = range(source.position(key.start)[0], source.position(evidence.end)[0] + 1)
        others = (item for item in loaded.problems if item.line not in lines)
        return replace(loaded, problems=(*others, found))
    return loaded


_NO_HYPHEN = "Take away the hyphen, and begin each key of the note at the beginning of its line."


def join(main: Loaded[AnnotationFile], notes: Sequence[Loaded[NoteFile] | None]) -> Joined:
    """The files of one article as one value. A note is None whose file could not be read.

    `main` has a value. What is declared twice counts once, where it stands first, and is a problem.
    """
    assert main.value is not None
    read = tuple(note for note in notes if note is not None and note.value is not None)
    values = [note.value for note in read if note.value is not None]
    file = main.value
    problems: list[Problem] = []
    owners: dict[Path, int] = {}
    tables: dict[str, dict[str, Any]] = {"evidence": dict(file.evidence), "voices": dict(file.voices)}
    for number, value in enumerate(values):
        for section, own in _BY_ID.items():
            for id, item in getattr(value, own).items():
                if id in tables[section]:
                    first = owners.get((section, id))
                    there, name = (main, section) if first is None else (read[first], own)
                    place = read[number].place((own, id), key=True)
                    where = in_line(there.place((name, id), key=True), place.path)
                    what = "source" if section == "evidence" else "voice"
                    problems.append(pairs.declared_twice.at(place, what, id, where))
                else:
                    tables[section][id] = item
                    owners[section, id] = number
    lists = {
        "annotations": [file.annotations, *((value,) for value in values)],
        **{name: [getattr(file, name), *(getattr(value, name) for value in values)] for name in _LISTS},
    }
    firsts = {name: _firsts(parts) for name, parts in lists.items()}
    together: dict[str, Any] = {
        name: tuple(item for part in parts for item in part) for name, parts in lists.items()
    }
    if len(together["annotations"]) > MOST_NOTES:
        place = main.place(("annotations",), key=True)
        problems.append(shape.too_many.at(place, "annotations", len(together["annotations"]), MOST_NOTES))
        together["annotations"] = together["annotations"][:MOST_NOTES]
    whole = file.model_copy(update={**together, **tables}) if values else file
    return Joined(whole, main, read, tuple(problems), len(read) == len(notes), firsts, owners)


def _firsts(parts: Sequence[Sequence[Any]]) -> tuple[int, ...]:
    """Where each part of a list begins in it. Of parts that begin at one place, all but the last are empty."""
    firsts, at = [], 0
    for part in parts:
        firsts.append(at)
        at += len(part)
    return tuple(firsts)
