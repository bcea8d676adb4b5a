"""How far something is that takes longer than a second: a line on the terminal that goes again."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

_PATIENCE = 0.8
"""Seconds before anything is said."""
_INTERVAL = 0.2
"""Seconds between two numbers."""


def counting(items: Sequence[Item], what: str) -> Iterator[Item]:
    """The items, while standard error tells how many have been done if it is a terminal and they take long."""
    if not sys.stderr.isatty():
        yield from items
        return
    due, width = time.monotonic() + _PATIENCE, 0
    try:
        for number, item in enumerate(items):
            if time.monotonic() >= due:
                line = f"{number:,} of {len(items):,} {what}"
                sys.stderr.write(f"\r{line:<{width}}")
                sys.stderr.flush()
                due, width = time.monotonic() + _INTERVAL, len(line)
            yield item
    finally:
        if width:
            sys.stderr.write(f"\r{'':<{width}}\r")
            sys.stderr.flush()
