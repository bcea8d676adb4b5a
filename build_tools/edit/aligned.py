"""Which word of an old text is which word of a new one, moved stretches included.

Words are compared as anchoring does it, typesetting levelled. Each stands for one word at most:

1. the pieces from which the new text is written most cheaply (`copying.py`), wherever they went;
2. between neighbours that are neighbours still, a difference by words, of which stray words are left out;
3. short rows, and whole sentences, that stand once in what is left of either text.

What is not alike stays without a partner. Time grows with the length of the texts; comparing word by word is kept to
a budget. Offsets of words count words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

from .copying import Piece, pieces
from .worded import Words

_SHORT_ROWS = (6, 4)
"""Words in a row that stand once in what is left of either text, and are the same ones then."""
_LEAST_LETTERS = 14
"""Of a short row that was moved."""
_LEAST_OF_WHOLE = 4
"""Letters of a sentence or paragraph that was moved."""
_MOST_COMPARED = 4_000
"""Words of a stretch that is compared word by word."""
_BUDGET = 100_000_000
"""Pairs of words that are compared one by one."""
_ALIKE = 0.5
"""The share of equal words from which two stretches are one that was edited."""
_STRAY = 4
"""Words in a row that are no chance, in stretches that are not alike."""


class _Block(NamedTuple):
    old: int
    new: int
    size: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """For each word of one text the word of the other that it is, or -1."""

    new_of: list[int]
    old_of: list[int]
    is_sure: list[bool]
    """For each word of the old text, whether it can be no other one of the old text that stands there."""


def align(was: Words, now: Words) -> Alignment:
    """Align the words of two texts."""
    ids: dict[str, int] = {}
    old = [ids.setdefault(word, len(ids)) for word in was.keys]
    new = [ids.setdefault(word, len(ids)) for word in now.keys]
    aligner = _Aligner(was, now, old, new)
    aligner.run(pieces(old, new, was.breaks, now.breaks))
    return Alignment(aligner.new_of, aligner.old_of, aligner.is_sure)


class _Aligner:
    def __init__(self, was: Words, now: Words, old: list[int], new: list[int]) -> None:
        self.words, self.old, self.new = was.keys, old, new
        self.breaks = was.breaks, now.breaks
        self.is_sure = [True] * len(old)
        self.new_of = [-1] * len(old)
        self.old_of = [-1] * len(new)
        self.budget = _BUDGET

    def run(self, pieces: Iterable[Piece]) -> None:
        for (old, new, size), is_sure in pieces:
            self._pair(_Block(old, new, size))
            self.is_sure[old : old + size] = [is_sure] * size
        self._fill()
        for size in _SHORT_ROWS:
            self._claim(self._blocks(size), least=_LEAST_LETTERS)
        self._pair_wholes()
        self._fill()

    def _pair(self, block: _Block) -> None:
        for step in range(block.size):
            self.new_of[block.old + step] = block.new + step
            self.old_of[block.new + step] = block.old + step

    def _blocks(self, size: int) -> Iterator[_Block]:
        """Stretches around rows of so many words that stand once in what is left of either text."""
        mine, others = _once(self.old, self.new_of, size), _once(self.new, self.old_of, size)
        done: dict[int, int] = {}
        for row, at in mine.items():
            there = others.get(row, -1)
            if at < 0 or there < 0 or done.get(there - at, -1) >= at:
                continue
            block = self._extended(at, there, size)
            done[there - at] = block.old + block.size - size
            yield block

    def _pair_wholes(self) -> None:
        """Sentences and paragraphs that stand once in what is left of either text: they were moved."""
        mine = _wholes(self.old, self.new_of, self.breaks[0])
        others = _wholes(self.new, self.old_of, self.breaks[1])
        for words, at in mine.items():
            there = others.get(words, -1)
            letters = sum(len(word) for word in self.words[at : at + len(words)] if word[0].isalnum())
            if at >= 0 and there >= 0 and letters >= _LEAST_OF_WHOLE:
                self._pair(_Block(at, there, len(words)))

    def _extended(self, at: int, there: int, size: int) -> _Block:
        first, last = 0, size
        old, new, new_of, old_of = self.old, self.new, self.new_of, self.old_of
        while (
            (i := at - first - 1) >= 0
            and (j := there - first - 1) >= 0
            and new_of[i] < 0
            and old_of[j] < 0
            and old[i] == new[j]
        ):
            first += 1
        while (
            (i := at + last) < len(old)
            and (j := there + last) < len(new)
            and new_of[i] < 0
            and old_of[j] < 0
            and old[i] == new[j]
        ):
            last += 1
        return _Block(at - first, there - first, first + last)

    def _claim(self, blocks: Iterable[_Block], least: int) -> None:
        """Pair the words of blocks, the longest first; of a later one the longest stretch that is left."""
        for block in sorted(set(blocks), key=lambda block: -block.size):
            part = self._free(block)
            letters = sum(len(word) for word in self.words[part.old : part.old + part.size] if word.isalnum())
            if part.size >= _SHORT_ROWS[-1] and letters >= least:
                self._pair(part)

    def _free(self, block: _Block) -> _Block:
        first = size = longest = 0
        for step in range(block.size):
            is_free = self.new_of[block.old + step] < 0 and self.old_of[block.new + step] < 0
            size = size + 1 if is_free else 0
            if size > longest:
                first, longest = step - size + 1, size
        return _Block(block.old + first, block.new + first, longest)

    def _fill(self) -> None:
        """Compare word by word what lies between two words that are neighbours in both texts."""
        i, old_size, new_size = 0, len(self.old), len(self.new)
        while i < old_size:
            if self.new_of[i] >= 0:
                i += 1
                continue
            stop = i
            while stop < old_size and self.new_of[stop] < 0:
                stop += 1
            before = self.new_of[i - 1] + 1 if i else 0
            behind = self.new_of[stop] if stop < old_size else new_size
            for start, end in self._gaps(before, behind):
                self._compare(i, stop, start, end)
            i = stop

    def _gaps(self, before: int, behind: int) -> Iterator[tuple[int, int]]:
        """The stretches of the new text that lie behind and before two words: one, if these are neighbours still."""
        end = before
        while end < len(self.new) and self.old_of[end] < 0:
            end += 1
        if end > before:
            yield before, end
        if end == behind:
            return
        start = behind
        while start and self.old_of[start - 1] < 0:
            start -= 1
        if start < behind:
            yield start, behind

    def _compare(self, i: int, j: int, k: int, m: int) -> None:
        if (j - i) * (m - k) > self.budget or max(j - i, m - k) > _MOST_COMPARED:
            return
        self.budget -= (j - i) * (m - k)
        was, now = self.old[i:j], self.new[k:m]
        runs = [
            _Block(i + part.src_start, k + part.dest_start, part.src_end - part.src_start)
            for part in Indel.opcodes(was, now)
            if part.tag == "equal"
        ]
        equal = sum(run.size for run in runs)
        is_edited = 2 * equal >= _ALIKE * (len(was) + len(now))
        near = {*_next_to(runs, i, k), *_next_to([_back(run) for run in reversed(runs)], -j, -m)}
        for run in runs:
            if not (is_edited or run.size >= _STRAY or run in near or _back(run) in near):
                continue
            if all(self.new_of[run.old + step] < 0 for step in range(run.size)):
                self._pair(run)


def _back(run: _Block) -> _Block:
    """A row as it is counted from the end."""
    return _Block(-run.old - run.size, -run.new - run.size, run.size)


def _next_to(runs: list[_Block], i: int, k: int) -> Iterator[_Block]:
    """Rows that follow on two offsets, or on one another, with no more than a few words between."""
    for run in runs:
        if max(run.old - i, run.new - k) >= _STRAY:
            return
        yield run
        i, k = run.old + run.size, run.new + run.size


def _wholes(row: list[int], taken: list[int], breaks: list[int]) -> dict[tuple[int, ...], int]:
    """Sentences and paragraphs that are free, each with its place, or with -1 if it stands there more often."""
    found: dict[tuple[int, ...], int] = {}
    for least in (1, 4):
        starts = [at for at, strength in enumerate(breaks) if strength >= least]
        seen = set()
        for at, end in pairwise([*starts, len(row)]):
            if all(other < 0 for other in taken[at:end]):
                words = tuple(row[at:end])
                if found.get(words, at) != at or words in seen:
                    at = -1
                found[words] = at
                seen.add(words)
    return found


def _once(row: list[int], taken: list[int], size: int) -> dict[tuple[int, ...], int]:
    """Rows of so many words that are free, each with its place, or with -1 if it stands there more often."""
    found: dict[tuple[int, ...], int] = {}
    free = 0
    for at, other in enumerate(taken):
        free = free + 1 if other < 0 else 0
        if free >= size:
            words = tuple(row[at - size + 1 : at + 1])
            found[words] = -1 if words in found else at - size + 1
    return found
