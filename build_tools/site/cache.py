"""Finished pages kept by the content they were made from.

A key is a digest of everything that goes into a page, the code and the libraries' versions included, so
an entry is never out of date and nothing has to be invalidated. Entries are JSON: a damaged one is made anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

_LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "pydantic", "jinja2", "regex")


class Cache:
    """JSON values by key, in the files of a folder; in memory where there is no folder or none can be written."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._memory: dict[str, Any] = {}
        self._used: set[str] = set()

    def get(self, key: str) -> Any:
        """The value kept under `key`, or None."""
        self._used.add(key)
        if self._folder and key not in self._memory:
            try:
                return json.loads(self._path(key).read_bytes())
            except (OSError, ValueError):
                return None
        return self._memory.get(key)

    def put(self, key: str, value: Any) -> None:
        """Keep `value`, which must be plain JSON."""
        self._used.add(key)
        if self._folder:
            path = self._path(key)
            # Written aside and moved, so that a build that is stopped leaves no half entry.
            partial = path.with_suffix(".partial")
            try:
                if not self._folder.is_dir():
                    self._folder.mkdir(parents=True)
                    (self._folder / ".gitignore").write_text("*\n")
                partial.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
                partial.replace(path)
                return
            except OSError:
                self._folder = None  # a folder that cannot be written costs speed, not the build
        self._memory[key] = value

    def keep(self, key: str) -> None:
        """Count the value under `key` as asked for."""
        self._used.add(key)

    def forget_unused(self) -> None:
        """Remove what no key asked for since the last call."""
        self._memory = {key: value for key, value in self._memory.items() if key in self._used}
        if self._folder and self._folder.is_dir():
            for path in self._folder.glob("*.json"):
                if path.stem not in self._used:
                    path.unlink(missing_ok=True)
        self._used = set()

    def _path(self, key: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{key}.json"


def key_of(parts: Iterable[bytes | str]) -> str:
    """A key for the given parts, in this order, and the code as it is now."""
    digest = hashlib.sha256(_code())
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()[:40]


@cache
def _code() -> bytes:
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parents[1].rglob("*")):
        if path.suffix in (".py", ".html", ".md"):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    for name in _LIBRARIES:
        digest.update(version(name).encode())
    return digest.digest()
