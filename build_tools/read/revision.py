"""The content of a project as it is in a revision of git, laid out in a folder of its own.

Nothing is checked out: the work tree, the index and the branches stay as they are, no filter, hook or other program
that the repository names is run, and links stay what they are. Only what the checker reads is laid out. Of a file that
is published as it is, or is too large to be read, nothing but the size counts: a hole of that size takes its place.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from .text import LIMIT

CONTENT = ("docs", "annotations", "mkdocs.yml")
"""What a project's content is, below its folder."""
MOST_FILES = 50_000
"""Files of a revision that are laid out."""
MOST_BYTES = 500_000_000
"""Bytes of them that are read."""
_READ = frozenset({".md", ".yml", ".yaml", ".css", ".js"})
_LINK, _MODULE = "120000", "160000"
_SECONDS = 120


class RevisionError(Exception):
    """A revision that cannot be read: why, and the way out."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A revision in a folder."""

    commit: str
    """Its full id."""
    ids: Mapping[str, str]
    """What git calls the content of each file of which only the size is laid out, by path."""


class _Entry(NamedTuple):
    mode: str
    id: str
    size: int
    path: str

    @property
    def is_read(self) -> bool:
        """Whether what is in it counts: it is text that is not too large, or a link."""
        if self.mode == _LINK:
            return self.size < os.pathconf("/", "PC_PATH_MAX")
        is_text = PurePosixPath(self.path).suffix.lower() in _READ
        return self.mode.startswith("100") and is_text and self.size <= LIMIT


def lay_out(root: Path, revision: str, folder: Path) -> LaidOut:
    """Lay the content of the project in `root`, as it was in a revision, out in an empty folder.

    Raises RevisionError.
    """
    commit = _commit(root, revision)
    entries = list(_entries(_git(root, "ls-tree", "-r", "-z", "-l", commit, "--", *CONTENT), revision))
    read = [entry for entry in entries if entry.is_read]
    if len(entries) > MOST_FILES or sum(entry.size for entry in read) > MOST_BYTES:
        limits = f"{MOST_FILES:,} files or {MOST_BYTES:,} bytes of text"
        raise RevisionError(f"“{revision}” has more than {limits} in docs and annotations")
    try:
        for entry, data in zip(read, _blobs(root, [entry.id for entry in read]), strict=True):
            _put(folder / entry.path, entry, data)
        others = [entry for entry in entries if not entry.is_read]
        for entry in others:
            _put(folder / entry.path, entry, None)
    except (OSError, ValueError) as error:
        raise RevisionError(f"“{revision}” cannot be laid out: {error}") from None
    return LaidOut(commit, {entry.path: entry.id for entry in others})


def _commit(root: Path, revision: str) -> str:
    if revision.startswith("-") or not revision.isprintable() or not revision:
        raise RevisionError(f"“{revision}” is not the name of a revision")
    try:
        _git(root, "rev-parse", "--git-dir")
    except RevisionError as error:
        if error.hint:
            raise
        raise RevisionError(
            f"{root} is not in a git repository, so there is nothing to compare with",
            "Get a copy of the project with `git clone`.",
        ) from None
    try:
        return (
            _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode("ascii").strip()
        )
    except RevisionError:
        raise RevisionError(
            f"there is no revision “{revision}”",
            "Name a branch (main, origin/main), a tag or a commit. `git fetch` gets those that are new.",
        ) from None


def _entries(listed: bytes, revision: str) -> Iterator[_Entry]:
    for line in filter(None, listed.split(b"\0")):
        about, _, name = line.partition(b"\t")
        mode, _, id, size = about.decode("ascii").split()
        path = os.fsdecode(name)
        # git itself writes no such name, but reads it.
        if not {"", ".", ".."}.isdisjoint(path.split("/")):
            raise RevisionError(f"“{revision}” has a file with a name that leads elsewhere")
        yield _Entry(mode, id, int(size) if size.isdigit() else 0, path)


def _put(path: Path, entry: _Entry, data: bytes | None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if entry.mode == _MODULE:
        path.mkdir(exist_ok=True)
    elif entry.mode == _LINK and data is not None:
        path.symlink_to(os.fsdecode(data))
    else:
        # Should the disk not tell two names apart, none is written over.
        with path.open("xb") as stream:
            stream.truncate(entry.size) if data is None else stream.write(data)


def _blobs(root: Path, ids: Iterable[str]) -> Iterator[bytes]:
    """What is in files of the repository, by their ids, from one process."""
    answer = _git(root, "cat-file", "--batch", given="".join(f"{id}\n" for id in ids).encode("ascii"))
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        head = answer[at:end].split()
        if len(head) != 3:
            raise RevisionError("the repository lacks a file of this revision", "`git fetch` may bring it.")
        size = int(head[2])
        yield answer[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    asked = {
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "LC_ALL": "C",
    }
    command = ["git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 # git, with arguments of ours and one revision that begins with no hyphen
            command,
            cwd=root,
            env=own | asked,
            input=given,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise RevisionError("git is not there", "Install git, or put it on the PATH.") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RevisionError(f"git does not answer: {error}", "Try again.") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        hint = said if "dubious ownership" in said else ""
        raise RevisionError(said or f"git ended with status {done.returncode}", hint)
    return done.stdout


def file_at(root: Path, revision: str, path: str) -> bytes:
    """What is in a file, by its path from `root`, in a revision. Raises RevisionError."""
    return _git(root, "show", f"{_commit(root, revision)}:./{path}")


def states_of(root: Path, path: str, most: int = 200) -> Iterator[tuple[str, str]]:
    """The states of a file in history, the latest first: the last revision that has each, and the file's path there.

    A file that was renamed is followed. Raises RevisionError.
    """
    commit = _commit(root, "HEAD")
    command = ("log", f"--max-count={most}", "--follow", "--relative", "--name-only", "-z", "--format=%x01%H")
    listed = _git(root, *command, commit, "--", path).decode("utf-8", "surrogateescape")
    for entry in filter(None, listed.split("\x01")):
        id, *names = filter(None, (part.strip("\n") for part in entry.split("\0")))
        if names:
            yield commit, names[-1]
        commit = f"{id}^"


def is_shallow(root: Path) -> bool:
    """Whether only the latest commits are here. Raises RevisionError."""
    return _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def files_below(root: Path, revision: str, folder: str) -> tuple[str, ...]:
    """The paths of the files directly in a folder, in a revision. Raises RevisionError."""
    listed = _git(root, "ls-tree", "--name-only", "-z", _commit(root, revision), "--", f"{folder}/")
    return tuple(os.fsdecode(name) for name in listed.split(b"\0") if name)
