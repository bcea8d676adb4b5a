"""Tells when something changes in files and folders, whether or not they are there yet."""

from __future__ import annotations

import os
import stat
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from watchdog.events import FileModifiedEvent, FileSystemEvent, FileSystemEventHandler

State = tuple[int, int, int]
"""When a file was changed last, in nanoseconds, its size in bytes and its number on the disk."""
PAUSE = 0.05
"""Seconds between two looks, at least."""
REST = 10
"""How many times as long as a look takes is the pause after it, at least."""


class Watcher(threading.Thread):
    """An observer as MkDocs's server takes it, which looks at all that is watched again and again.

    Watchdog's own ends for a folder that is moved away, and does not begin for one that is still to come.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._watched: dict[Path, FileSystemEventHandler] = {}
        self._ended = threading.Event()

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool = True) -> Path:
        """Begin to watch a file or a folder with all that is in it. The answer is what `unschedule` takes."""
        assert recursive
        self._watched[Path(path)] = handler
        return Path(path)

    def unschedule(self, watch: Path) -> None:
        """Watch it no longer."""
        self._watched.pop(watch, None)

    def stop(self) -> None:
        """End, soon."""
        self._ended.set()

    def run(self) -> None:
        """Look, until it is ended."""
        seen = {path: snapshot(path) for path in tuple(self._watched)}
        pause = PAUSE
        while not self._ended.wait(pause):
            begun = time.monotonic()
            for path, handler in tuple(self._watched.items()):
                now = snapshot(path)
                if now != seen.setdefault(path, now):
                    seen[path] = now
                    event: FileSystemEvent = FileModifiedEvent(str(path))
                    handler.dispatch(event)
            pause = max(PAUSE, REST * (time.monotonic() - begun))


def snapshot(path: Path) -> Mapping[str, State]:
    """The state of a file, or of every file in a folder, but hidden ones and those that Python makes for itself."""
    return dict(_states(str(path)))


def _states(path: str) -> Iterator[tuple[str, State]]:
    try:
        status = os.lstat(path)
        if not stat.S_ISDIR(status.st_mode):
            yield path, (status.st_mtime_ns, status.st_size, status.st_ino)
            return
        with os.scandir(path) as entries:
            for entry in entries:
                if not entry.name.startswith(".") and entry.name != "__pycache__":
                    yield from _states(entry.path)
    except OSError:  # gone meanwhile, or not to be read: what a build says of it is what counts
        return
