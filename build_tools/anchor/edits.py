"""How many edits lie between a pattern and the stretches of a string, by characters and by words.

Characters: Myers' bit-vector algorithm (G. Myers, Journal of the ACM 46(3), 1999, with H. Hyyrö's additions, 2003) on
Python's long integers, where one step handles a whole column. Words: O. Gotoh's alignment (Journal of Molecular
Biology 162, 1982), in which a long insertion costs hardly more than a short one.
"""

from __future__ import annotations

import math
from functools import lru_cache

from rapidfuzz.distance import Prefix

OPENING, LENGTHENING = 4.0, 0.5
"""The price, in characters, of putting in one word between two, and of each further one."""


def distances(pattern: str, string: str, anchored: bool = False) -> list[int]:
    """For each offset 0..len(string): the fewest edits (insert, delete, replace one character) that turn
    `pattern` into some stretch of `string` that ends there; if `anchored`, into the stretch from 0 to there."""
    size = len(pattern)
    if not size:
        return list(range(len(string) + 1)) if anchored else [0] * (len(string) + 1)
    places: dict[str, int] = {}
    for at, char in enumerate(pattern):
        places[char] = places.get(char, 0) | 1 << at
    mask, top, first = (1 << size) - 1, 1 << size - 1, int(anchored)
    rises, falls, edits = mask, 0, size
    column = [size]
    for char in string:
        equal = places.get(char, 0)
        down = equal | falls
        across = (((equal & rises) + rises) ^ rises) | equal
        up = falls | ~(across | rises) & mask
        drop = rises & across
        if up & top:
            edits += 1
        elif drop & top:
            edits -= 1
        up = up << 1 | first
        drop <<= 1
        rises = (drop | ~(down | up)) & mask
        falls = up & down
        column.append(edits)
    return column


def aligned_words(wanted: list[str], found: list[str]) -> tuple[list[int | None], list[float]]:
    """For each word wanted: the index of the word found in its place, if any, and what that and the words put in
    before it cost."""
    width = len(found) + 1
    on: list[list[float]] = [[0.0] * width]
    inside: list[list[float]] = [[math.inf] * width]
    for word in wanted:
        above, size = on[-1], len(word)
        reached = list(map(min, above, inside[-1]))
        here, gap = reached[0] + size, math.inf
        row, row_inside = [here], [gap]
        costs_of = [0.0 if word == other else _replacing(word, other) for other in found]
        for before, replacing, over in zip(reached, costs_of, reached[1:], strict=False):
            gap = gap + LENGTHENING if gap < here + OPENING - LENGTHENING else here + OPENING
            here = before + replacing
            if over + size < here:
                here = over + size
            row.append(here)
            row_inside.append(gap)
        on.append(row)
        inside.append(row_inside)
    pairs: list[int | None] = [None] * len(wanted)
    costs = [0.0] * len(wanted)
    j = min(range(width), key=lambda at: on[-1][at])
    for i in range(len(wanted), 0, -1):
        word, here = wanted[i - 1], on[i][j]
        replaced = _replacing(word, found[j - 1]) if j else math.inf
        if j and math.isclose(here, min(on[i - 1][j - 1], inside[i - 1][j - 1]) + replaced):
            pairs[i - 1], costs[i - 1], j = j - 1, replaced, j - 1
        else:
            costs[i - 1] = len(word)
        gap = j
        if inside[i - 1][j] < on[i - 1][j]:
            while inside[i - 1][j] < on[i - 1][j]:
                j -= 1
            costs[i - 1] += OPENING + (gap - j - 1) * LENGTHENING
    return pairs, costs


@lru_cache(maxsize=1 << 16)
def _replacing(word: str, other: str) -> float:
    """What it costs to have another word in the place of one: nothing for the same, little if it begins alike."""
    if word == other:
        return 0.0
    alike = Prefix.similarity(word, other)
    return max(len(word), len(other)) - alike if alike > 2 else float(max(len(word), len(other)))
