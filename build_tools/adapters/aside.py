"""Makes a folder aside and puts it in the place of the one before, whole.

At every moment, whatever ends the program, the place holds what was there before or all that is new, where the
system can exchange two folders in one step: Linux and macOS, on their usual file systems. Elsewhere there is a moment
between two renamings at which nothing is there; should the program end just then, the next one puts the old folder
back before it begins.

The folder aside is locked while it is made, so two programs that make the same folder do so one after the other. A
lock ends with the program that holds it, and what that has left is taken away by the next.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import signal
import sys
import weakref
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PARTIAL = ".partial"
BEFORE = ".before"


class FolderError(Exception):
    """Why a folder cannot be made, in words for who asked for it."""


class Aside:
    """What is to become `folder`: `path` is where to write, until `put_in_place` or `discard` is called.

    When the program ends without either, it is discarded. Raises FolderError when `folder` is something else than a
    folder, and OSError when nothing can be written there. `wait` is called before waiting for another program.
    """

    def __init__(self, folder: Path, wait: Callable[[], None]) -> None:
        folder = folder.absolute()
        refuse_unless_folder(folder)
        self.folder = folder
        self.path = folder.with_name(folder.name + PARTIAL)
        folder.parent.mkdir(parents=True, exist_ok=True)
        self._lock = _take(self.path, wait)
        before = folder.with_name(folder.name + BEFORE)
        if before.is_dir() and not before.is_symlink():
            if folder.exists():
                _remove(before)
            else:
                before.rename(folder)
        _move_hidden(self.path, folder)
        for entry in self.path.iterdir():
            _remove(entry)
        self._end = weakref.finalize(self, _discard, self.path, self._lock)

    def put_in_place(self) -> None:
        """Make what has been written the folder, and take away what was there."""
        self._end.detach()
        try:
            if not self.folder.exists():
                self.path.rename(self.folder)
                return
            # Held until it is gone: by then the old folder has the name of the one aside.
            old = _take(self.folder, lambda: None)
            try:
                self._exchange()
                _move_hidden(self.path, self.folder)
                _remove(self.path)
            finally:
                os.close(old)
        except OSError:
            _remove(self.path)
            raise
        finally:
            fcntl.flock(self._lock, fcntl.LOCK_UN)
            os.close(self._lock)

    def discard(self) -> None:
        """Take away what has been written. Does nothing when the folder has been put in place."""
        self._end()

    def _exchange(self) -> None:
        if not exchange(self.path, self.folder):
            before = self.folder.with_name(self.folder.name + BEFORE)
            self.folder.rename(before)
            self.path.rename(self.folder)
            before.rename(self.path)


def refuse_unless_folder(folder: Path) -> None:
    """Raise FolderError when something else than a folder is there: a link would lead elsewhere what is written."""
    if folder.is_symlink():
        raise FolderError(
            f"{folder} is a link, and would be written where it leads: delete it, or name a folder"
        )
    if folder.exists() and not folder.is_dir():
        raise FolderError(f"{folder} is not a folder: delete it, or name another")


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step. False: this system, or this file system, cannot."""
    library = ctypes.CDLL(None, use_errno=True)
    a, b = os.fsencode(one), os.fsencode(other)
    at_working_folder, by_exchange = -100, 2
    try:
        if sys.platform == "darwin":
            failed = library.renamex_np(a, b, by_exchange)
        else:
            failed = library.renameat2(at_working_folder, a, at_working_folder, b, by_exchange)
    except AttributeError:  # a C library without it
        return False
    return not failed


def end_tidily() -> None:
    """Let the signals that ask a program to end do so by way of its clean-up, unless they are handled or ignored."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        with suppress(ValueError):  # only the main thread can
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, _exit)


def _exit(number: int, _frame: object) -> None:
    sys.exit(128 + number)


def _take(path: Path, wait: Callable[[], None]) -> int:
    """The lock of a folder, which is made if need be: an open descriptor."""
    waited = False
    while True:
        with suppress(FileExistsError):
            path.mkdir()
        try:
            lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except FileNotFoundError:  # put in place meanwhile
            continue
        except OSError as error:
            if error.errno in (errno.ENOTDIR, errno.ELOOP):
                raise FolderError(f"{path} is in the way, for it is not a folder: delete it") from None
            raise
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not waited:
                wait()
            waited = True
            fcntl.flock(lock, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(lock), path.lstat()):
                return lock
        os.close(lock)


def _move_hidden(source: Path, target: Path) -> None:
    """Move what is hidden (`.git`, say): it was put there by somebody else, and MkDocs leaves it alone too."""
    if target.is_dir():
        for entry in source.iterdir():
            if entry.name.startswith(".") and not os.path.lexists(target / entry.name):
                entry.rename(target / entry.name)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _discard(path: Path, lock: int) -> None:
    shutil.rmtree(path, ignore_errors=True)
    fcntl.flock(lock, fcntl.LOCK_UN)
    os.close(lock)
