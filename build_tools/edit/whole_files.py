"""Files that are written whole: new ones, and new contents for old ones. Of several all are written, or none.

Each is complete on the disk under a hidden name beside its place first. Then a new one is given its own name, which
fails if somebody has it, and a changed one takes the place of the old. A hidden file is locked for as long as its run
lives: what a killed run has left is told from what another is at, and is taken away by the next run for that file.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

_NO_SECOND_NAMES = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS)
"""What a disk answers that gives a file no second name."""


class TakenError(Exception):
    """A file of this name is there already, or another run is at it."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already")
        self.path = path


class UnreplacedError(Exception):
    """Why no file was changed."""

    def __init__(self, why: str, path: Path | None = None) -> None:
        lead = f"{path}: " if path else ""
        super().__init__(f"{lead}{why}; nothing was changed")
        self.why = why


def create_all(files: Sequence[tuple[Path, str]]) -> None:
    """Make the files, and their folders where these are missing. Raises TakenError, OSError; then none is made."""
    folders = _make_folders(path.parent for path, _ in files)
    done: list[Path] = []
    hidden = [_hidden(path, "new") for path, _ in files]
    try:
        _take_back(tuple(path for path, _ in files), hidden)
        for path, _ in files:
            if os.path.lexists(path):
                raise TakenError(path)
        contents = [(place, text.encode("utf-8")) for place, (_, text) in zip(hidden, files, strict=True)]
        with _written(contents):
            for place, (path, text) in zip(hidden, files, strict=True):
                _give_name(place, path, text)
                done.append(path)
    except BaseException:
        for path in done:
            path.unlink(missing_ok=True)
        for folder in reversed(folders):
            with suppress(OSError):
                folder.rmdir()
        raise


def replace_all(contents: Mapping[Path, tuple[bytes, bytes]]) -> None:
    """Put new bytes in the place of old ones, by file; whatever fails, every file is as it was.

    Raises UnreplacedError, also if a file no longer is what it was when it was read. A link stays one: what it leads to
    is changed. Modes are kept.
    """
    done: list[tuple[Path, Path]] = []
    try:
        real = {path: path.resolve() for path in contents}
        modes = {path: _mode(path, real[path]) for path in contents}
        hidden = {path: (_hidden(real[path], "new"), _hidden(real[path], "old")) for path in contents}
        both = [
            (place, data)
            for path in contents
            for place, data in zip(hidden[path], contents[path][::-1], strict=True)
        ]
        for place, _ in both:
            _free(place)
        # Nobody else may read them until they have the mode of the file.
        with _written(both, 0o600):
            for path, (new, old) in hidden.items():
                new.chmod(modes[path])
                old.chmod(modes[path])
            for path, (was, _) in contents.items():
                if real[path].read_bytes() != was:
                    raise UnreplacedError("it was changed by somebody else meanwhile", path)
            try:
                for path, (new, old) in hidden.items():
                    new.replace(real[path])
                    done.append((real[path], old))
            except BaseException:
                for place, old in done:
                    old.replace(place)
                raise
    except TakenError as error:
        raise UnreplacedError("another run is changing it", _seen(error.path)) from None
    except OSError as error:
        seen = _seen(Path(error.filename)) if error.filename else None
        raise UnreplacedError((error.strerror or type(error).__name__).lower(), seen) from None


def put(path: Path, text: str) -> None:
    """A file with this text, whether or not there is one by this name. Raises TakenError, UnreplacedError, OSError."""
    if path.is_file():
        replace_all({path: (path.read_bytes(), text.encode("utf-8"))})
    elif path.exists():
        # A pipe, or what a shell has in the place of a file.
        path.write_text(text, encoding="utf-8", newline="")
    else:
        create_all(((path, text),))


def _hidden(path: Path, ending: str) -> Path:
    return path.with_name(f".{path.name}.{ending}")


def _seen(place: Path) -> Path:
    """The file that a hidden one is for."""
    name = place.name
    is_hidden = name.startswith(".") and place.suffix in (".new", ".old")
    return place.with_name(name[1:-4]) if is_hidden else place


def _mode(path: Path, real: Path) -> int:
    mode = stat.S_IMODE(real.stat().st_mode)
    if not mode & 0o222 or not os.access(real, os.W_OK):
        raise UnreplacedError("it is read-only", path)
    return mode


def _make_folders(wanted: Iterable[Path]) -> list[Path]:
    made: list[Path] = []
    for folder in wanted:
        for part in (*reversed(folder.parents), folder):
            if not part.exists():
                part.mkdir(exist_ok=True)
                made.append(part)
    return made


@contextmanager
def _written(contents: Sequence[tuple[Path, bytes]], mode: int = 0o666) -> Iterator[None]:
    """Hidden files, complete on the disk and locked; in the end all are gone that have not taken another's place."""
    streams: list[int] = []
    made: list[Path] = []
    try:
        for place, data in contents:
            stream = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
            streams.append(stream)
            made.append(place)
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            left = data
            while left:
                left = left[os.write(stream, left) :]
            os.fsync(stream)
        yield
    finally:
        for place in made:
            place.unlink(missing_ok=True)
        for stream in streams:
            os.close(stream)


def _give_name(place: Path, path: Path, text: str) -> None:
    try:
        os.link(place, path)
    except FileExistsError:
        raise TakenError(path) from None
    except OSError as error:
        if error.errno not in _NO_SECOND_NAMES:
            raise
        try:
            with path.open("x", encoding="utf-8", newline="") as stream:
                stream.write(text)
        except FileExistsError:
            raise TakenError(path) from None


def _take_back(paths: Sequence[Path], hidden: Sequence[Path]) -> None:
    """Remove what a killed run has left: its hidden files, and the names it had given to some and not to all."""
    left = [place for place in hidden if _is_left(place)]
    if not left:
        return
    named = [path for path, place in zip(paths, hidden, strict=True) if _is_same(path, place)]
    if len(named) < len(paths):
        for path in named:
            path.unlink()
    for place in left:
        place.unlink()


def _free(place: Path) -> None:
    """Take away a hidden file that a killed run has left. Raises TakenError where a run that lives is at it."""
    if _is_left(place):
        place.unlink()


def _is_left(place: Path) -> bool:
    """Whether a killed run has left this file. Raises TakenError if a run that lives is at it."""
    try:
        stream = os.open(place, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise TakenError(place) from None
    finally:
        os.close(stream)
    return True


def _is_same(path: Path, place: Path) -> bool:
    return path.exists() and place.exists() and path.samefile(place)
