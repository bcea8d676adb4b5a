"""Changes to a text, and the way back from the changed text to the places of the first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """The stretch of a text between two offsets, and what stands there instead."""

    start: int
    end: int
    text: str


class Edited:
    """A text after some edits."""

    __slots__ = ("_begins", "_ends", "_shift", "text")

    def __init__(self, text: str, start: int = 0, edits: Iterable[Edit] = ()) -> None:
        """`text` begins at the offset `start` of a source, in which the edits are counted. They do not overlap."""
        self._shift = start
        self._begins: list[int] = [0]
        self._ends: list[tuple[int, int, int]] = [(0, start, start)]
        parts: list[str] = []
        done = length = 0
        for edit in sorted(edits):
            kept = text[done : edit.start - start]
            parts += (kept, edit.text)
            length += len(kept)
            self._begins.append(length)
            length += len(edit.text)
            self._ends.append((length, edit.start, edit.end))
            done = edit.end - start
        self.text = "".join((*parts, text[done:]))

    def origin(self, offset: int) -> int:
        """The offset in the source of what stands at an offset of the changed text: of new text, where it begins."""
        if len(self._begins) == 1:
            return offset + self._shift
        end, before, behind = self._ends[bisect_right(self._begins, offset) - 1]
        return before if offset < end else behind + offset - end
