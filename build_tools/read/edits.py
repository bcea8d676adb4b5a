"""Changes to a text, and the way back from the changed text to the places of the first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """The stretch of a text between two offsets, and what stands there instead."""

    start: int
    end: int
    text: str


class Edited:
    """A text after some edits."""

    __slots__ = ("_begins", "_ends", "origin", "text")

    origin: Callable[[int], int]
    """The offset in the source of what stands at an offset of the changed text: of new text, where it begins."""

    def __init__(self, text: str, start: int = 0, edits: Iterable[Edit] = ()) -> None:
        """`text` begins at the offset `start` of a source, in which the edits are counted. They do not overlap."""
        self._begins: list[int] = [0]
        self._ends: list[tuple[int, int, int]] = [(0, start, start)]
        parts: list[str] = []
        done = length = 0
        in_order = sorted(edits)
        for edit in in_order:
            kept = text[done : edit.start - start]
            parts += (kept, edit.text)
            length += len(kept)
            self._begins.append(length)
            length += len(edit.text)
            self._ends.append((length, edit.start, edit.end))
            done = edit.end - start
        self.text = "".join((*parts, text[done:]))
        # Mostly there are no edits, and every node asks twice.
        self.origin = self._origin if in_order else start.__add__

    def _origin(self, offset: int) -> int:
        end, before, behind = self._ends[bisect_right(self._begins, offset) - 1]
        return before if offset < end else behind + offset - end
