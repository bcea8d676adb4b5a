"""New contents for several files: for all of them, or for none."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path


class UnreplacedError(Exception):
    """Why no file was changed."""


def replace_all(contents: Mapping[Path, tuple[bytes, bytes]]) -> None:
    """Put new bytes in the place of old ones, by file; whatever fails, every file is as it was.

    Both are complete on the disk before the first file changes. Raises UnreplacedError, also if a file no longer is
    what it was when it was read.
    """
    ready: list[tuple[Path, Path, Path]] = []
    done = 0
    try:
        for path, (was, now) in contents.items():
            real = path.resolve()
            mode = stat.S_IMODE(real.stat().st_mode)
            if not mode & 0o222 or not os.access(real, os.W_OK):
                raise UnreplacedError(f"{path} is read-only; nothing was changed")
            if real.read_bytes() != was:
                raise UnreplacedError(f"{path} was changed by somebody else meanwhile; nothing was changed")
            new = beside(real, now, mode)
            ready.append((real, new, new))
            ready[-1] = real, new, beside(real, was, mode)
        for real, new, _ in ready:
            new.replace(real)
            done += 1
    except OSError as error:
        for real, _, old in ready[:done]:
            old.replace(real)
        reason = (error.strerror or type(error).__name__).lower()
        raise UnreplacedError(f"{error.filename or 'a file'}: {reason}; nothing was changed") from None
    finally:
        for _, new, old in ready:
            new.unlink(missing_ok=True)
            old.unlink(missing_ok=True)


def beside(path: Path, data: bytes, mode: int) -> Path:
    """A hidden file in the folder of another, complete on the disk. Raises OSError; then nothing of it is left."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as stream:
        written = Path(stream.name)
        try:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
            written.chmod(mode)
        except BaseException:
            written.unlink(missing_ok=True)
            raise
    return written
