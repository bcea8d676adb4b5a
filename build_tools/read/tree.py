"""What lies in a folder of the project, looked at without opening any of it.

Whatever is no plain file inside the project is told and left alone: a link would publish what it leads to, a
device or a pipe would never end, and what one person's disk shows through a link is not there in the next copy.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_ODD = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder, not a file",
}
_TEXTS = (".md", ".yml", ".yaml")


@dataclass(frozen=True, slots=True)
class Found:
    """A file, or what stands in a file's or folder's place."""

    path: Path
    size: int = 0
    """In bytes, of a plain file."""
    fault: str = ""
    """Why it may not be opened: it is no plain file, or cannot be read."""


def walk(folder: Path, root: Path) -> Iterator[Found]:
    """Everything below `folder` but plain folders, hidden names included.

    `root` is the project's folder, which a link is told to lead out of. A `folder` that is not there is empty; one
    that is a link, or a file, is all there is. A folder with the name of a file is a mistake worth telling.
    """
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            status = path.lstat()
            if path == folder and stat.S_ISREG(status.st_mode):
                yield Found(path, fault="it is a file, and has to be a folder")
            elif not stat.S_ISDIR(status.st_mode):
                yield look(path, root, status)
            elif path.suffix in _TEXTS:
                yield Found(path, fault=f"it is {odd(status.st_mode)}")
            else:
                waiting += sorted(path.iterdir(), reverse=True)
        except OSError as error:
            if path != folder or not isinstance(error, FileNotFoundError):
                yield Found(path, fault=reason(error))


def look(path: Path, root: Path, status: os.stat_result) -> Found:
    """What stands at a path that is no folder."""
    if stat.S_ISLNK(status.st_mode):
        return Found(path, fault=_link(path, root))
    if not stat.S_ISREG(status.st_mode):
        return Found(path, fault=f"it is {odd(status.st_mode)}")
    if not os.access(path, os.R_OK):
        return Found(path, fault="permission denied")
    return Found(path, status.st_size)


def read_plain(path: Path, root: Path, limit: int) -> bytes:
    """The first `limit` bytes of a plain file. Raises OSError, with the reason as its text, for anything else."""
    status = path.lstat()
    found = look(path, root, status)
    if found.fault:
        raise OSError(found.fault)
    # Should something else have been put there meanwhile, opening it neither follows nor waits.
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError("it is not a plain file")
        return stream.read(limit)


def first_link(path: Path, root: Path) -> Path | None:
    """The first link on the way from the project's folder to a path in it, itself included."""
    if not path.is_relative_to(root):
        return None
    below = path.relative_to(root).parts
    ways = (root.joinpath(*below[:length]) for length in range(1, len(below) + 1))
    return next((way for way in ways if way.is_symlink()), None)


def odd(mode: int) -> str:
    """What is not a plain file, in words."""
    return _ODD.get(stat.S_IFMT(mode), "not a plain file")


def reason(error: BaseException) -> str:
    """Why a file cannot be read, in words."""
    if isinstance(error, FileNotFoundError):
        return "it is not there"
    if isinstance(error, PermissionError):
        return "permission denied"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _link(path: Path, root: Path) -> str:
    try:
        real = path.resolve(strict=True)
    except FileNotFoundError:
        return "it is a link that leads nowhere"
    except (OSError, RuntimeError, ValueError) as error:
        if isinstance(error, RuntimeError) or "symbolic links" in str(error):
            return "it is a link that leads in a circle"
        return "it is a link that cannot be followed"
    if not real.is_relative_to(root.resolve()):
        return "it is a link that leads out of the project"
    return "it is a link to another place in the project"
