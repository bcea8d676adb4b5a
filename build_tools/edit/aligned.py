"""Which word of an old text is which word of a new one, moved stretches included.

Words are compared as anchoring does it, typesetting levelled. Each stands for one word at most:

1. what both texts begin and end with;
2. rows of words that stand once in either text (Heckel's and patience diff's idea), extended both ways, wherever they
   went; where two such blocks want one word, the longer has it;
3. between neighbours that are neighbours still, a difference by words, of which stray words are left out;
4. shorter rows that stand once in what is left of either text.

What is not certain stays without a partner. Time grows with the length of the texts; comparing word by word is kept to
a budget. Offsets of words count words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import regex
from rapidfuzz.distance import Indel

from ..anchor.find import SearchText
from ..words.count import UNSPACED

_TOKEN = regex.compile(rf"{UNSPACED}\p{{M}}*|[[\p{{L}}\p{{N}}\p{{M}}]--{UNSPACED}]+|\S", regex.V1)
_ROWS = (12, 8)
"""Words in a row that stand once in either text, and are the same ones then."""
_SHORT_ROWS = (6, 4)
"""The same in what is left of the texts."""
_LEAST_LETTERS = 14
"""Of a short row that was moved."""
FAR = 300
"""Words between two others from which on they have nothing to do with one another."""
_MOST_COMPARED = 4_000
"""Words of a stretch that is compared word by word."""
_BUDGET = 100_000_000
"""Pairs of words that are compared one by one."""
_ALIKE = 0.5
"""The share of equal words from which two stretches are one that was edited."""
_STRAY = 4
"""Words in a row that are no chance, in stretches that are not alike."""


class Words:
    """A text as words: rows of letters and figures, and every other visible sign."""

    def __init__(self, text: str) -> None:
        self.search = SearchText(text)
        spans = [match.span() for match in _TOKEN.finditer(self.search.normalised.string)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        """Offsets in the normalised text."""

    @cached_property
    def keys(self) -> list[str]:
        """What is compared."""
        string = self.search.normalised.string
        return [string[start:end] for start, end in zip(self.starts, self.ends, strict=True)]


class _Block(NamedTuple):
    old: int
    new: int
    size: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """For each word of one text the word of the other that it is, or -1."""

    new_of: list[int]
    old_of: list[int]


def align(was: Sequence[str], now: Sequence[str]) -> Alignment:
    """Align two rows of words."""
    ids: dict[str, int] = {}
    old = [ids.setdefault(word, len(ids)) for word in was]
    new = [ids.setdefault(word, len(ids)) for word in now]
    aligner = _Aligner(was, old, new)
    aligner.run()
    return Alignment(aligner.new_of, aligner.old_of)


class _Aligner:
    def __init__(self, words: Sequence[str], old: list[int], new: list[int]) -> None:
        self.words, self.old, self.new = words, old, new
        self.new_of = [-1] * len(old)
        self.old_of = [-1] * len(new)
        self.budget = _BUDGET

    def run(self) -> None:
        self._ends()
        for size in _ROWS:
            self._claim(self._blocks(size), least=0)
        self._fill()
        for size in _SHORT_ROWS:
            self._claim(self._blocks(size), least=_LEAST_LETTERS)
        self._fill()

    def _ends(self) -> None:
        """What both texts begin and end with, if it is not chance."""
        old, new = self.old, self.new
        most = min(len(old), len(new))
        first = 0
        while first < most and old[first] == new[first]:
            first += 1
        last = 0
        while last < most - first and old[-1 - last] == new[-1 - last]:
            last += 1
        self._pair(_Block(0, 0, first))
        self._pair(_Block(len(old) - last, len(new) - last, last))

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

    def _claim(self, blocks: Iterator[_Block], least: int) -> None:
        """Pair the words of blocks, the longest first; of a later one what is left, if that is a row of its own."""
        for block in sorted(set(blocks), key=lambda block: -block.size):
            steps = range(block.size)
            free = [
                step
                for step in steps
                if self.new_of[block.old + step] < 0 and self.old_of[block.new + step] < 0
            ]
            if not free or free[-1] - free[0] + 1 != len(free):
                continue
            part = _Block(block.old + free[0], block.new + free[0], len(free))
            letters = sum(len(word) for word in self.words[part.old : part.old + part.size] if word.isalnum())
            if part.size >= _SHORT_ROWS[-1] and letters >= least:
                self._pair(part)

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
