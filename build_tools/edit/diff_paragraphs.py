"""Paragraphs of two texts side by side: which stand, which were changed, and which are elsewhere now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from .difference import Paragraph

_MOST = 4_000_000
"""Pairs of paragraphs that are looked at. Beyond, a text counts as written anew."""
_MOST_ALIKE = 10_000
_ALIKE = 50
"""Per cent of its letters that a changed paragraph shares with what it was."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Which paragraph of the text before has become which of the text after, by number."""

    becomes: dict[int, int]
    changes: tuple[Paragraph, ...]


def aligned(before: str, after: str) -> Aligned:
    """The paragraphs of two texts, each a line, side by side."""
    old, new = before.split("\n"), after.split("\n")
    becomes: dict[int, int] = {}
    changed: list[tuple[int, int]] = []
    gone: list[int] = []
    come: list[int] = []
    for kind, a, b, c, d in _stretches(old, new):
        if kind == "equal":
            becomes |= zip(range(a, b), range(c, d), strict=True)
            continue
        for number, other in _pairs(old, new, range(a, b), range(c, d)):
            if number is not None and other is not None:
                changed.append((number, other))
            elif number is not None:
                gone.append(number)
            elif other is not None:
                come.append(other)
    moved = _moved(old, new, gone, come)
    becomes |= dict(changed) | moved
    # In the order of the text as it is now; what is gone, where it would stand.
    found = [((other, 1), Paragraph("changed", old[number], new[other])) for number, other in changed]
    found += [((other, 1), Paragraph("moved", old[number], new[other])) for number, other in moved.items()]
    there = {*moved.values(), *(other for _, other in changed)}
    found += [
        ((other, 1), Paragraph("added", "", new[other]))
        for other in come
        if other not in there and new[other]
    ]
    last, passed = -1, iter(sorted(becomes.items()))
    step = next(passed, None)
    for number in sorted(gone):
        while step and step[0] < number:
            last, step = step[1], next(passed, None)
        if number not in moved and old[number]:
            found.append(((last, 2), Paragraph("removed", old[number], "")))
    found.sort(key=lambda pair: pair[0])
    return Aligned(becomes, tuple(change for _, change in found))


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """What is equal and what differs, as difflib has it. What two texts have in common at both ends costs nothing."""
    most = min(len(old), len(new))
    first = next((number for number in range(most) if old[number] != new[number]), most)
    most -= first
    last = next((back for back in range(most) if old[-1 - back] != new[-1 - back]), most)
    end, new_end = len(old) - last, len(new) - last
    yield "equal", 0, first, 0, first
    if (end - first) * (new_end - first) > _MOST:
        yield "replace", first, end, first, new_end
    else:
        codes = SequenceMatcher(None, old[first:end], new[first:new_end], autojunk=False).get_opcodes()
        yield from ((kind, first + a, first + b, first + c, first + d) for kind, a, b, c, d in codes)
    yield "equal", end, len(old), new_end, len(new)


def _moved(
    old: Sequence[str], new: Sequence[str], gone: Sequence[int], come: Sequence[int]
) -> dict[int, int]:
    """Paragraphs that are gone from one place and stand, the same, at another."""
    places: dict[str, list[int]] = {}
    for other in reversed(come):
        places.setdefault(new[other], []).append(other)
    return {number: places[old[number]].pop() for number in gone if old[number] and places.get(old[number])}


def _pairs(
    old: Sequence[str], new: Sequence[str], was: range, now: range
) -> Iterator[tuple[int | None, int | None]]:
    """Of two stretches that differ, the paragraphs that are alike, in order, and those that have none like them."""
    if len(was) * len(now) > _MOST_ALIKE:
        yield from ((number, None) for number in was)
        yield from ((None, other) for other in now)
        return
    reached = now.start
    for number in was:
        scores = (
            (fuzz.ratio(old[number][:2_000], new[other][:2_000]), -other)
            for other in range(reached, now.stop)
        )
        score, at = max(scores, default=(0, 0))
        if score < _ALIKE:
            yield number, None
            continue
        yield from ((None, other) for other in range(reached, -at))
        yield number, -at
        reached = -at + 1
    yield from ((None, other) for other in range(reached, now.stop))
