"""The files of the articles: in memory until their pages are there, and read again should they be needed once more."""

from __future__ import annotations

from pathlib import Path

from ..model.links import targets_in
from ..read.project import Project, read_file
from ..read.text import File
from .cache import key_of

CHANGED = "have changed while the site was built"
"""What is said of files that are no longer those that the build began with."""

Files = tuple[File | None, File | None, tuple[File, ...]]
"""An article and its annotations, either of which may be missing, and its notes in files of their own."""


class Sources:
    """The articles of a project in `root`, which messages show paths from."""

    def __init__(self, root: Path, project: Project) -> None:
        self._root = root
        self._held: dict[str, Files] = {
            slug: (project.articles.get(slug), project.annotations.get(slug), project.notes.get(slug, ()))
            for slug in project.slugs
        }
        self._paths = {slug: _paths(files) for slug, files in self._held.items()}
        self.digests = {slug: _digest(slug, files) for slug, files in self._held.items()}
        """Of what is in the files, by slug, in order."""
        self.published = frozenset(project.published)
        """The files of the docs folder, by their paths there."""
        self.linked = {slug: self._linked(files) for slug, files in self._held.items()}
        """Which of the files that an article links to are there, by slug: the check depends on no more of them."""

    def files(self, slug: str) -> Files:
        """What the article and its annotations held at first. Raises OSError when that has changed."""
        if slug in self._held:
            return self._held[slug]
        article, annotations, notes = self._paths[slug]
        files = self._read(article), self._read(annotations), tuple(filter(None, map(self._read, notes)))
        if _digest(slug, files) != self.digests[slug]:
            raise OSError(f"the files of “{slug}” {CHANGED}: build it again")
        return files

    def _linked(self, files: Files) -> str:
        targets = targets_in(files[0].data) if files[0] else ()
        return "".join("-+"[uri in self.published] for uri in targets)

    def release(self, slug: str) -> None:
        """Let go of what is in the files."""
        self._held.pop(slug, None)

    def _read(self, path: str | None) -> File | None:
        return read_file(self._root / path, self._root, self._root) if path else None


def _paths(files: Files) -> tuple[str | None, str | None, tuple[str, ...]]:
    article, annotations = (file.path if file else None for file in files[:2])
    return article, annotations, tuple(file.path for file in files[2])


def _digest(slug: str, files: Files) -> str:
    article, annotations, notes = files
    each = (article, annotations, *notes)
    parts = (part for file in each for part in ((file.path, file.data, file.error) if file else ("",)))
    return key_of([slug, *parts])
