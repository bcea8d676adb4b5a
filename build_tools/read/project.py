"""Reads the files of a project folder. Whatever is odd about a file becomes a problem, never a crash."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..model.ids import ID_PATTERN
from ..problems import files, pairs
from ..problems.problem import Place, Problem
from .text import LIMIT, File

ARTICLES = "docs/articles"
ANNOTATIONS = "annotations"
TECHNIQUES = "docs/techniques"


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
    """What is wrong with their names."""

    @property
    def paths(self) -> frozenset[str]:
        """All files, as messages show them."""
        sections = (self.articles, self.annotations, self.techniques)
        named = {file.path for section in sections for file in section.values()}
        return frozenset(named | {problem.path for problem in self.problems})


def read_project(root: Path, shown_from: Path | None = None) -> Project:
    """The files of the project in `root`. Messages show paths relative to `shown_from`, or else to `root`."""
    folder = _Folder(root, shown_from or root)
    return Project(
        dict(folder.files(ARTICLES, (".md",), "an article")),
        dict(folder.files(ANNOTATIONS, (".yml", ".yaml"), "an annotation file")),
        dict(folder.files(TECHNIQUES, (".md",), "a technique")),
        tuple(folder.problems),
    )


def is_project(root: Path) -> bool:
    """Whether a folder looks like a project: it has articles or annotations."""
    return (root / ARTICLES).is_dir() or (root / ANNOTATIONS).is_dir()


def read_file(path: Path, root: Path, shown_from: Path) -> File:
    """One file below `root`, a resolved path, read no further than needed to see that it is too large."""
    shown = shown_path(path, shown_from)
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(root):
            return File(shown, b"", "it is a link that leads out of the project")
        if not stat.S_ISREG(real.stat().st_mode):
            return File(shown, b"", "it is not a file")
        with real.open("rb") as stream:
            return File(shown, stream.read(LIMIT + 1))
    except (OSError, RuntimeError, ValueError) as error:
        return File(shown, b"", _reason(error))


def shown_path(path: Path, shown_from: Path) -> str:
    """A path as messages show it: relative where that is possible, with forward slashes."""
    try:
        shown = os.path.relpath(path, shown_from)
    except ValueError:  # another drive
        shown = str(path)
    return shown.replace(os.sep, "/").encode("utf-8", "replace").decode()


class _Folder:
    def __init__(self, root: Path, shown_from: Path) -> None:
        self.root = root
        self.real_root = root.resolve()
        self.shown_from = shown_from
        self.problems: list[Problem] = []

    def files(self, folder: str, endings: tuple[str, ...], what: str) -> Iterator[tuple[str, File]]:
        """The files of one folder with their names, without the ending."""
        taken: dict[str, str] = {}
        for path in sorted(self._walk(self.root / folder)):
            shown = shown_path(path, self.shown_from)
            name = path.name.encode("utf-8", "replace").decode()
            stem, ending = Path(name).stem, Path(name).suffix
            if ending.lower() not in endings or name == "index.md":
                continue
            misplaced = path.parent != self.root / folder
            if misplaced or ending not in endings or not re.fullmatch(ID_PATTERN, stem):
                proposal = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
                better = f"{folder}/{proposal}{endings[0]}" if proposal else ""
                self.problems.append(files.file_name.at(Place(shown), what, better))
            if misplaced:
                continue
            if stem in taken:
                self.problems.append(pairs.two_annotation_files.at(Place(taken[stem]), shown))
                continue
            taken[stem] = shown
            yield stem, read_file(path, self.real_root, self.shown_from)

    def _walk(self, folder: Path) -> Iterator[Path]:
        # Links to folders are not followed, so a circle of them ends nowhere.
        for place, folders, names in os.walk(folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (Path(place) / name for name in names if not name.startswith("."))
            # A folder with the name of a file is a mistake worth a message.
            yield from (Path(place) / name for name in folders if name.endswith((".md", ".yml", ".yaml")))


def _reason(error: BaseException) -> str:
    if isinstance(error, FileNotFoundError):
        return "it is a link that leads nowhere"
    if isinstance(error, PermissionError):
        return "permission denied"
    if isinstance(error, RuntimeError) or "symbolic links" in str(error):
        return "it is a link that leads in a circle"
    return getattr(error, "strerror", None) or type(error).__name__
