"""Finished pages kept by the content they were made from.

A key is a digest of everything that goes into a page, the code and the libraries' versions included, so an entry
is never out of date and nothing has to be invalidated.

An entry is trusted only if this user made it on this machine: each is signed with a key that is kept outside every
project, for a folder in a project may have come with a clone, and what is in it goes to readers unseen. Any other
entry, and any that is damaged, is made anew.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import tempfile
import weakref
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from shutil import rmtree
from typing import TypeVar

from .plain import from_bytes, to_bytes

V = TypeVar("V")

LIBRARIES = tuple(
    "babel jinja2 markdown-it-py markupsafe mdit-py-plugins pydantic pydantic-core pyyaml rapidfuzz rcssmin regex "
    "rjsmin segno typst".split()
)
"""All that has a part in what is kept."""
_PARTS = frozenset({".py", ".html", ".md", ".typ", ".xml", ".txt", ".js", ".css"})
"""The endings of our own files that have."""
_OWN = re.compile(r"[0-9a-f]{40}(-text|-class)?(\.kept|\.json|\.[0-9a-f]{8}\.partial)")
"""The names of our files, and of those that were ours before. Any other is somebody else's, and stays."""
_SIGNED = 64 + 1
"""Bytes before the value in an entry: the signature in hexadecimal digits, and a line feed."""


class Cache:
    """Values by key, in the files of a folder, which other processes may read and write at the same time.

    Without a folder, or with one that cannot be written, it is a temporary one of its own: that costs speed, not
    the build.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._used: set[str] = set()
        self._lost: dict[str, bytes] = {}
        """What could be written nowhere."""
        self._secret = machine_key() if folder else secrets.token_bytes(32)
        self._folder = folder or self._temporary()

    def has(self, key: str) -> bool:
        """Whether there is an entry, which may yet prove to be none of ours."""
        self._used.add(key)
        return key in self._lost or os.path.lexists(self._path(key))

    def get(self, key: str, kind: type[V]) -> V | None:
        """The value kept under `key`, or None."""
        self._used.add(key)
        try:
            entry = self._lost.get(key) or _read(self._path(key))
            signature, value = entry[: _SIGNED - 1], entry[_SIGNED:]
            if hmac.compare_digest(signature, self._sign(key, value)):
                return from_bytes(kind, value)
        except (OSError, ValueError, TypeError, KeyError):
            pass
        return None

    def put(self, key: str, value: object) -> None:
        """Keep a value."""
        self._used.add(key)
        plain = to_bytes(value)
        entry = b"%b\n%b" % (self._sign(key, plain), plain)
        try:
            self._write(key, entry)
        except OSError:
            self._lost[key] = entry

    def keep(self, key: str) -> None:
        """Count the value under `key` as asked for."""
        self._used.add(key)

    def forget_unused(self) -> None:
        """Remove what no key asked for since the last call, and what a build that was ended left half."""
        self._lost = {key: entry for key, entry in self._lost.items() if key in self._used}
        with suppress(OSError):
            for path in self._folder.iterdir():
                if _OWN.fullmatch(path.name) and path.stem not in self._used:
                    path.unlink(missing_ok=True)
        self._used = set()

    def _write(self, key: str, entry: bytes) -> None:
        if not self._folder.is_dir():
            self._folder.mkdir(parents=True)
            (self._folder / ".gitignore").write_text("*\n", encoding="utf-8")
        # Written aside and moved, so that a build that is stopped leaves no half entry. The name is nobody else's.
        partial = self._folder / f"{key}.{secrets.token_hex(4)}.partial"
        try:
            with partial.open("xb") as stream:
                stream.write(entry)
            partial.replace(self._path(key))
        except OSError:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
            raise

    def _sign(self, key: str, value: bytes) -> bytes:
        return hmac.digest(self._secret, key.encode() + b"\0" + value, "sha256").hex().encode()

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.kept"

    def _temporary(self) -> Path:
        try:
            folder = Path(tempfile.mkdtemp(prefix="marked-copy-"))
        except OSError:
            return Path(os.devnull)  # nothing can be written in it
        weakref.finalize(self, rmtree, folder, ignore_errors=True)
        return folder


def machine_key() -> bytes:
    """The key with which this user signs on this machine; one for this process alone where none can be kept."""
    try:
        place = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "marked-copy" / "key"
        if not place.exists():
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            made = place.with_name(f"key.{secrets.token_hex(4)}")
            with open(made, "xb", opener=_private) as stream:
                stream.write(secrets.token_bytes(32))
            with suppress(FileExistsError):  # another process was quicker
                place.hardlink_to(made)
            made.unlink()
        key = place.read_bytes()
    except (OSError, RuntimeError):  # RuntimeError: nobody's home
        key = b""
    return key if len(key) == 32 else secrets.token_bytes(32)


def key_of(parts: Iterable[bytes | str]) -> str:
    """A key for the given parts, in this order, and the code as it is now."""
    digest = hashlib.sha256(_code())
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()[:40]


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _read(path: Path) -> bytes:
    # A link is none of our entries, and a pipe would never end.
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as stream:
        return stream.read()


@cache
def _code() -> bytes:
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parents[1].rglob("*")):
        if path.suffix in _PARTS:
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    for name in LIBRARIES:
        digest.update(version(name).encode())
    return digest.digest()
