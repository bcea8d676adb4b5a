"""The word lists behind hints: `hint_words.txt`, read once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("hint_words.txt")


@cache
def lists() -> Mapping[str, tuple[str, ...]]:
    """The entries of each class, by its name. A star at the end of one stands for any ending."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[] ")
            found[name] = []
        elif line and not line.startswith("#"):
            found[name] += [entry.strip() for entry in line.split(",") if entry.strip()]
    return {key: tuple(dict.fromkeys(entries)) for key, entries in found.items()}


@cache
def pattern(*names: str) -> re.Pattern[str]:
    """What finds an entry of these classes as whole words, the longest first, whatever its capitals."""
    entries = sorted({entry for name in names for entry in lists()[name]}, key=len, reverse=True)
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(map(_as_pattern, entries))})(?![\w])", re.IGNORECASE)


def _as_pattern(entry: str) -> str:
    stem = re.escape(entry.rstrip("*")).replace(r"\ ", r"\s+")
    return stem + (r"[\w-]{0,12}" if entry.endswith("*") else "")
