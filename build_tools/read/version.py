"""A project with all of its pages, as one value that can be compared with another."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .project import ANNOTATIONS, DOCS, Project, read_file, read_project, shown_path
from .publishable import SIZE
from .text import File
from .tree import read_plain, walk


@dataclass(frozen=True, slots=True)
class Version:
    """The files of a project at one time. Paths are relative to its folder."""

    project: Project
    pages: Mapping[str, File]
    """The other Markdown files of the docs folder, by path."""
    ids: Mapping[str, str] = field(repr=False)
    """For every file in the docs folder and of annotations: what git calls its content, by path."""


def read_version(root: Path, known: Mapping[str, str] | None = None) -> Version:
    """The project in a folder. `known` are ids of files that are there without what is in them."""
    project = read_project(root)
    sections = (project.articles, project.techniques)
    of_their_own = {file.path for section in sections for file in section.values()}
    pages: dict[str, File] = {}
    ids: dict[str, str] = {}
    for item in (*walk(root / DOCS, root), *walk(root / ANNOTATIONS, root), *walk(root / "mkdocs.yml", root)):
        path = shown_path(item.path, root)
        ids[path] = (known or {}).get(path) or _id(item.path, root, item.fault)
        is_page = path.startswith(f"{DOCS}/") and path.endswith(".md") and "/." not in path and not item.fault
        if is_page and path not in of_their_own:
            pages[path] = read_file(item.path, root, root)
    return Version(project, pages, ids)


def _id(path: Path, root: Path, fault: str) -> str:
    """What git would call the content of a file, a link's being where it leads."""
    try:
        if path.is_symlink():
            data = os.fsencode(path.readlink())
        elif fault:
            return fault
        else:
            data = read_plain(path, root, SIZE + 1)
            if len(data) > SIZE:
                return f"{path.stat().st_size} bytes"
    except OSError as error:
        return str(error)
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
