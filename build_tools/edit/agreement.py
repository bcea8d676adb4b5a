"""How far two people agree: measures of the field, each with its source.

* `nominal_alpha`: Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability.
  https://repository.upenn.edu/handle/20.500.14332/2089
* `overlap`: the span measure of SemEval-2020 task 11: Da San Martino, G. et al. (2020), section 5.1.
  https://aclanthology.org/2020.semeval-1.186/
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from ..words.count import Span


def nominal_alpha(units: Sequence[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha for names, of any number of values for each unit. Those with one value alone do not count.

    1 is agreement throughout, 0 what chance would give, and less is possible. None where it is not defined: without
    units, or if all values are the same, when nothing could have differed.
    """
    paired = [Counter(values) for values in units if len(values) > 1]
    totals: Counter[Hashable] = sum(paired, Counter())
    number = totals.total()
    if len(totals) < 2:
        return None
    # Pairs of different values within the units, and among all values.
    observed = sum(_unlike(counts) / (counts.total() - 1) for counts in paired) / number
    expected = _unlike(totals) / (number * (number - 1))
    return 1 - observed / expected


def _unlike(counts: Counter[Hashable]) -> int:
    return counts.total() ** 2 - sum(count**2 for count in counts.values())


class Overlap(NamedTuple):
    """How far the passages of two people cover each other."""

    of_first: float
    """The share of the first one's passages that the second has too, each passage counting alike."""
    of_second: float
    f1: float
    """The harmonic mean of both; it does not matter who is the first."""


def overlap(first: Sequence[Span], second: Sequence[Span]) -> Overlap | None:
    """The SemEval measure without labels. Of each person, passages that touch the same characters are joined first, so
    that no share is larger than one. None if somebody has no passage."""
    one, other = joined(first), joined(second)
    if not one or not other:
        return None
    of_first = sum(_shared(span, other) / (span[1] - span[0]) for span in one) / len(one)
    of_second = sum(_shared(span, one) / (span[1] - span[0]) for span in other) / len(other)
    total = of_first + of_second
    return Overlap(of_first, of_second, 2 * of_first * of_second / total if total else 0.0)


def joined(spans: Sequence[Span]) -> list[Span]:
    """The spans with those that overlap made one, in order; empty ones are left out."""
    found: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _shared(span: Span, others: Sequence[Span]) -> int:
    return sum(max(0, min(span[1], end) - max(span[0], start)) for start, end in others)
