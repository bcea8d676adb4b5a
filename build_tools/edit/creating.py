"""Two new files, or none: nothing that is there is ever replaced.

Both are written in full under hidden names first, and then given their own names, which fails if somebody has them.
A run that is killed between the two leaves its hidden files, by which the next one for the same article sees that
the pair is half there, and takes it back.
"""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path


class TakenError(Exception):
    """A file of this name is there already."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already")
        self.path = path


def create_all(files: Sequence[tuple[Path, str]]) -> None:
    """Make the files, and their folders where these are missing. Raises TakenError, OSError; then none is made."""
    folders = _make_folders(path.parent for path, _ in files)
    done: list[Path] = []
    hidden = [_hidden(path) for path, _ in files]
    try:
        _take_back(tuple(path for path, _ in files), hidden)
        for path, _ in files:
            if os.path.lexists(path):
                raise TakenError(path)
        streams = [_written(place, text) for place, (_, text) in zip(hidden, files, strict=True)]
        try:
            for place, (path, text) in zip(hidden, files, strict=True):
                _give_name(place, path, text)
                done.append(path)
        finally:
            for place in hidden:
                place.unlink(missing_ok=True)
            for stream in streams:
                os.close(stream)
    except BaseException:
        for path in done:
            path.unlink(missing_ok=True)
        for folder in reversed(folders):
            with suppress(OSError):
                folder.rmdir()
        raise


def _hidden(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def _make_folders(wanted: Iterable[Path]) -> list[Path]:
    made: list[Path] = []
    for folder in wanted:
        for part in (*reversed(folder.parents), folder):
            if not part.exists():
                part.mkdir(exist_ok=True)
                made.append(part)
    return made


def _written(place: Path, text: str) -> int:
    """A hidden file, complete on the disk and locked for as long as it is open."""
    stream = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    data = text.encode("utf-8")
    while data:
        data = data[os.write(stream, data) :]
    os.fsync(stream)
    return stream


def _give_name(place: Path, path: Path, text: str) -> None:
    try:
        os.link(place, path)
    except FileExistsError:
        raise TakenError(path) from None
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS):
            raise
        try:
            with path.open("x", encoding="utf-8", newline="") as stream:  # a disk without second names
                stream.write(text)
        except FileExistsError:
            raise TakenError(path) from None


def _take_back(paths: Sequence[Path], hidden: Sequence[Path]) -> None:
    """Remove what a killed run has left: its hidden files, and the names it had given to some and not to all."""
    left = [place for place in hidden if place.exists()]
    if not left:
        return
    for place in left:
        stream = os.open(place, os.O_RDONLY)
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise TakenError(place) from None  # another run is at it
        finally:
            os.close(stream)
    named = [path for path, place in zip(paths, hidden, strict=True) if _is_same(path, place)]
    if len(named) < len(paths):
        for path in named:
            path.unlink()
    for place in left:
        place.unlink()


def _is_same(path: Path, place: Path) -> bool:
    return path.exists() and place.exists() and path.samefile(place)
