"""Reads the files of a project folder. Whatever is odd about a file becomes a problem, never a crash.

`docs/` and `annotations/` are looked through once, and nothing is opened that is no plain file (`tree.py`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..model.ids import ID_PATTERN, as_id
from ..problems import files, pairs
from ..problems.problem import Place, Problem
from . import publishable
from .compose import compose
from .text import LIMIT, File, Source, decode, front_matter
from .tree import Found, read_plain, reason, walk

DOCS = "docs"
ARTICLES = "docs/articles"
ANNOTATIONS = "annotations"
TECHNIQUES = "docs/techniques"
_LIKE_ANNOTATIONS = re.compile(r"([\w-]+)(?:\.ya?ml\.\w+|\.ya?ml~|\.ym|\.yaml?l|\.json)", re.IGNORECASE)
"""Names that programs give to annotation files: Windows hides the ending `.txt` that it adds."""
_LIKE_NOTES = re.compile(r"([\w ’'-]*[a-z][\w ’'-]*)(?:\.txt)?")
"""Names that people give to notes besides: without the ending, or with that of a text. `LICENSE` is none."""
_LIKE_THE_FOLDER = ("annotation", "Annotations", "Annotation", "docs/annotations")


@dataclass(frozen=True, slots=True)
class Project:
    """The files of a project. Those that could not be read are among them, and say why."""

    articles: Mapping[str, File]
    """`docs/articles/*.md` by name without the ending; `index.md` is not one."""
    annotations: Mapping[str, File]
    """`annotations/*.yml` by name without the ending."""
    techniques: Mapping[str, File]
    """`docs/techniques/*.md` by name without the ending; `index.md` is not one."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with files as such: their names, kinds and sizes, or that they are no files."""
    published: Mapping[str, Path] = field(default_factory=dict)
    """Every file of the docs folder that has an address on the site, articles included, by its path there."""
    notes: Mapping[str, tuple[File, ...]] = field(default_factory=dict)
    """`annotations/*/*.yml`, each with one note: by the folder's name, which is that of the article, in order."""

    @property
    def paths(self) -> frozenset[str]:
        """All files, as messages show them."""
        return frozenset(file.path for file in self._files) | {problem.path for problem in self.problems}

    @property
    def is_fit(self) -> bool:
        """Whether everything in its folders may be opened and published: no generator should look there before."""
        unread = any(file.error for file in self._files)
        return not unread and all(problem.severity != "error" for problem in self.problems)

    @property
    def slugs(self) -> tuple[str, ...]:
        """Of every article, and of annotations without one, in order."""
        return tuple(sorted({*self.articles, *self.annotations, *self.notes}))

    @property
    def _files(self) -> Iterator[File]:
        for section in (self.articles, self.annotations, self.techniques):
            yield from section.values()
        yield from (file for notes in self.notes.values() for file in notes)


def read_project(root: Path, shown_from: Path | None = None) -> Project:
    """The files of the project in `root`. Messages show paths relative to `shown_from`, or else to `root`."""
    folder = _Folder(root, shown_from or root)
    docs = tuple(walk(root / DOCS, root))
    annotations = tuple(walk(root / ANNOTATIONS, root))
    articles = dict(folder.files(docs, ARTICLES, (".md",), "an article"))
    own, apart = folder.note_folders(annotations)
    main = dict(folder.files(own, ANNOTATIONS, (".yml", ".yaml"), "an annotation file"))
    notes = {slug: tuple(folder.notes(found, slug)) for slug, found in apart.items()}
    techniques = dict(folder.files(docs, TECHNIQUES, (".md",), "a technique"))
    folder.tell_misnamed(annotations, main)
    published = folder.published(docs)
    folder.tell_unfit((*docs, *annotations))
    return Project(articles, main, techniques, tuple(folder.problems), published, notes)


def is_project(root: Path) -> bool:
    """Whether a folder looks like a project: it has articles or annotations."""
    return (root / ARTICLES).is_dir() or (root / ANNOTATIONS).is_dir()


def read_file(path: Path, root: Path, shown_from: Path) -> File:
    """One file below `root`, read no further than needed to see that it is too large."""
    shown = shown_path(path, shown_from)
    try:
        return File(shown, read_plain(path, root, LIMIT + 1))
    except (OSError, ValueError) as error:
        return File(shown, b"", reason(error))


def shown_path(path: Path, shown_from: Path) -> str:
    """A path as messages show it: relative where that is possible, with forward slashes."""
    try:
        shown = os.path.relpath(path, shown_from)
    except ValueError:  # another drive
        shown = str(path)
    return _decoded(shown).replace(os.sep, "/")


def _decoded(name: str) -> str:
    """A name on the disk as text, whatever encoding the system is set to: names are bytes, and mean UTF-8."""
    return os.fsencode(name).decode("utf-8", "replace")


class _Folder:
    def __init__(self, root: Path, shown_from: Path) -> None:
        self.root = root
        self.shown_from = shown_from
        self.problems: list[Problem] = []
        self._told: set[Path] = set()
        """Files whose every fault is told, or will be with what is in them."""

    def files(
        self, found: Iterable[Found], folder: str, endings: tuple[str, ...], what: str
    ) -> Iterator[tuple[str, File]]:
        """The files of one folder with their names, without the ending."""
        taken: dict[str, str] = {}
        place = self.root / folder
        for item in found:
            path = item.path
            name = _decoded(path.name)
            stem, ending = Path(name).stem, Path(name).suffix
            if not path.is_relative_to(place) or _is_hidden(path, self.root) or ending.lower() not in endings:
                continue
            misplaced = path.parent != place
            if name == "index.md" and not misplaced:
                continue
            self._told.add(path)
            shown = shown_path(path, self.shown_from)
            if misplaced or ending not in endings or not re.fullmatch(ID_PATTERN, stem):
                proposal = as_id(stem)
                better = f"{folder}/{proposal}{endings[0]}" if proposal and proposal != "index" else ""
                self.problems.append(files.file_name.at(Place(shown), what, better))
            if misplaced:
                if item.fault:
                    self._told.discard(path)
                continue
            if stem in taken:
                self.problems.append(pairs.two_annotation_files.at(Place(taken[stem]), shown, what))
                continue
            taken[stem] = shown
            yield (
                stem,
                File(shown, b"", item.fault) if item.fault else read_file(path, self.root, self.shown_from),
            )

    def note_folders(self, found: Iterable[Found]) -> tuple[list[Found], dict[str, list[Found]]]:
        """What lies in the folder of annotations itself, and what in the folder of each article's notes."""
        own: list[Found] = []
        apart: dict[str, list[Found]] = {}
        for item in found:
            parts = [_decoded(part) for part in item.path.relative_to(self.root / ANNOTATIONS).parts]
            if len(parts) < 2 or _is_hidden(item.path, self.root):
                own.append(item)
            elif len(parts) == 2 and re.fullmatch(ID_PATTERN, parts[0]):
                apart.setdefault(parts[0], []).append(item)
            elif Path(parts[-1]).suffix.lower() in (".yml", ".yaml"):
                self._told |= set() if item.fault else {item.path}
                names = as_id(parts[0]), as_id(Path(parts[-1]).stem)
                better = f"{ANNOTATIONS}/{names[0]}/{names[1]}.yml" if all(names) else ""
                place = Place(shown_path(item.path, self.shown_from))
                self.problems.append(files.file_name.at(place, "a note", better))
        return own, apart

    def notes(self, found: Iterable[Found], slug: str) -> Iterator[File]:
        """The notes of one article, in the order of their names."""
        for _, file in sorted(self.files(found, f"{ANNOTATIONS}/{slug}", (".yml", ".yaml"), "a note")):
            yield file

    def tell_misnamed(self, found: Iterable[Found], annotations: Mapping[str, File]) -> None:
        """Tell what is an annotation file to whoever made it, and goes by a name under which nobody looks for it."""
        for item in found:
            name = _decoded(item.path.name)
            in_folder_of_notes = item.path.parent.parent == self.root / ANNOTATIONS
            match = _LIKE_ANNOTATIONS.fullmatch(name) or (in_folder_of_notes and _LIKE_NOTES.fullmatch(name))
            if not match or _is_hidden(item.path, self.root):
                continue
            place = Place(shown_path(item.path, self.shown_from))
            better = f"{Path(place.path).parent.as_posix()}/{as_id(match[1]) or match[1].lower()}.yml"
            folder = item.path.parent
            if folder == self.root / ANNOTATIONS and match[1].lower() not in annotations:
                self.problems.append(files.file_name.at(place, "an annotation file", better))
            elif in_folder_of_notes and not (folder / Path(better).name).exists():
                self.problems.append(files.file_name.at(place, "a note", better))
        for other in _LIKE_THE_FOLDER:
            path = self.root / other
            if not (self.root / ANNOTATIONS).exists() and path.is_dir() and any(path.glob("*.y*ml")):
                place = Place(shown_path(path, self.shown_from))
                self.problems.append(
                    files.file_name.at(place, "the folder of the annotation files", ANNOTATIONS)
                )

    def published(self, docs: Iterable[Found]) -> dict[str, Path]:
        """The files with an address, by path in the docs folder."""
        found: dict[str, Path] = {}
        for item in docs:
            if item.fault or _is_hidden(item.path, self.root):
                continue
            uri = shown_path(item.path, self.root / DOCS)
            found[uri] = item.path
            if item.path not in self._told:
                self.problems += self._of_published(uri, item)
        for uri, other in publishable.same_addresses(found):
            place = Place(shown_path(found[uri], self.shown_from))
            self.problems.append(files.same_address.at(place, shown_path(found[other], self.shown_from)))
        return found

    def tell_unfit(self, found: Iterable[Found]) -> None:
        """Tell what is no plain file and has not been told yet."""
        for item in found:
            if item.fault and item.path not in self._told:
                place = Place(shown_path(item.path, self.shown_from))
                self.problems.append(files.file_unreadable.at(place, item.fault))

    def _of_published(self, uri: str, item: Found) -> Iterator[Problem]:
        place = Place(shown_path(item.path, self.shown_from))
        yield from filter(None, (publishable.kind_problem(uri, place), publishable.name_problem(uri, place)))
        is_text = item.path.suffix in publishable.TEXTS
        limit = LIMIT if is_text else publishable.SIZE
        if item.size > limit:
            yield files.file_too_large.at(place, limit)
        elif is_text:
            source, problems = decode(read_file(item.path, self.root, self.shown_from))
            yield from problems if source is None else ()
            if source and item.path.suffix == ".md":
                yield from _of_front_matter(source)


def _of_front_matter(source: Source) -> Iterator[Problem]:
    """Why the front matter of a page is no YAML. MkDocs would print it as a part of the text."""
    block = front_matter(source)
    if block and source.text[block.start : block.end].strip():
        root, problems = compose(source, block.start, block.end)
        yield from problems if root is None else ()


def _is_hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)
