"""How well a place fits a quote: where exactly its edges are, what differs in it, and whether its surroundings are
those that the quote had.

Offsets are code points of the normalised text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..words.whole import within_word
from .differences import split_words, word_spans
from .edits import aligned_words, distances
from .find import Selector
from .folding import folded, unpointed
from .normalise import normalise

CONTEXT = 400
"""Characters of prefix and suffix that are compared."""
NEXT = 64
"""Characters of prefix and suffix that help to find the edges."""
OUTER = 24
"""Characters at the far end of a context that count once more: the shortest context owes its length to them."""
AFTER_ALL = 0.3
"""What is missing of a short context that does not stand next to the passage, but near it."""
MOST_WORDS, LONGEST_WORD = 50, 20
"""Longer passages are not compared by words."""
INTERRUPTION = 120
"""Characters of an insertion that is still looked across."""
NEXT_WORDS = 6


@dataclass(frozen=True)
class Quote:
    """The selector, normalised; context cut to what is compared."""

    prefix: str
    exact: str
    suffix: str

    @classmethod
    def of(cls, selector: Selector) -> Quote:
        prefix, exact, suffix = map(
            normalise, (selector.prefix[-2 * CONTEXT :], selector.exact, selector.suffix[: 2 * CONTEXT])
        )
        if not prefix.strip(" "):
            prefix = ""
        if not suffix.strip(" "):
            suffix = ""
        return cls(prefix[-CONTEXT:], exact.strip(" "), suffix[:CONTEXT])

    @cached_property
    def folded(self) -> Quote:
        """The quote in small letters without marks."""
        return Quote(*map(folded, (self.prefix, self.exact, self.suffix)))

    @cached_property
    def unpointed(self) -> Quote:
        """The folded quote, without the points that its script can leave out."""
        return Quote(*map(unpointed, (self.folded.prefix, self.folded.exact, self.folded.suffix)))

    @cached_property
    def near(self) -> tuple[str, str]:
        """The context next to the passage, for finding its edges."""
        return self.prefix[-NEXT:], self.suffix[:NEXT]


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch that may be the passage."""

    start: int
    end: int
    difference: float
    """Edits in the passage, as a share of its length, then or now."""
    foreignness: float
    """How little of the quote's context is there: 0 all of it, 1 nothing. 0 if the quote has none."""
    lost: float = 0.0
    """The names and figures of the quote that are not there, as a share of its words."""

    @property
    def cost(self) -> float:
        """The lower, the likelier."""
        difference = self.difference + self.lost / 2
        return difference + max(0.0, difference - KNEE) * STEEP + WEIGHT * self.foreignness

    def is_near(self, quote: Quote) -> bool:
        if self.difference <= (0.45 if len(quote.exact) >= 12 else 0.34):
            return True
        return (
            self.foreignness <= SAME_CONTEXT
            and len(quote.prefix + quote.suffix) >= 12
            and self.difference <= FARTHEST
        )


FARTHEST = 0.75
"""Beyond this difference a place is never near."""
SAME_CONTEXT = 0.1
"""Up to this foreignness, the context is that of the quote."""
KNEE, STEEP, WEIGHT = 0.35, 2.0, 2.8
"""How much differences count: once; beyond the knee, twice more; and foreign context, more than an edited passage.
Context is given because there are look-alikes: one of them in other surroundings proves nothing. The figures were
found by trial on the texts of tests/bench/edited_texts.py, and others near them do as well."""


def aligned(string: str, begin: int, end: int, quote: Quote) -> Place | None:
    """The stretch of string[begin:end] that fits best between its context, with the fewest edits in all."""
    window = string[begin:end]
    backwards = window[::-1]
    prefix, suffix = quote.near
    before_end = distances(prefix + quote.exact, window)
    after_end = distances(suffix[::-1], backwards)[::-1]
    stop = _best(range(1, len(window) + 1), before_end, after_end, window, quote.exact, -1)
    if stop is None:
        return None
    passage = distances(quote.exact[::-1], backwards[len(window) - stop :], anchored=True)[::-1]
    before = distances(prefix, window[:stop])
    start = _best(range(stop), passage, before, window, quote.exact, 0)
    if start is None:
        return None
    difference = passage[start] / max(len(quote.exact), stop - start)
    return Place(
        begin + start, begin + stop, difference, foreignness(string, begin + start, begin + stop, quote)
    )


def aligned_by_words(string: str, begin: int, end: int, quote: Quote) -> list[Place]:
    """As `aligned`, a little way around too, with words for characters, and a price for putting words in that hardly
    grows with their number. Empty if there is no such place.

    A word costs its length; one that begins alike, the rest of it. The ends of the window are free.
    """
    if len(quote.exact) > MOST_WORDS * LONGEST_WORD:
        return []
    begin, end = max(0, begin - INTERRUPTION), min(len(string), end + INTERRUPTION)
    prefix, suffix = map(split_words, quote.near)
    exact = split_words(quote.exact)
    prefix, suffix = prefix[-NEXT_WORDS:], suffix[:NEXT_WORDS]
    wanted = prefix + exact + suffix
    found = word_spans(string, begin, end)
    present = [string[first:last] for first, last in found]
    # What does not even begin alike costs its whole length, so that this would not be near.
    beginnings = {word[:3] for word in present}
    missing = sum(len(word) for word in exact if word[:3] not in beginnings)
    if len(exact) > MOST_WORDS or missing > FARTHEST * sum(map(len, exact)):
        return []
    pairs, costs = aligned_words(wanted, present)
    first, last = len(prefix), len(prefix) + len(exact)
    aligned = [at for at in pairs[first:last] if at is not None]
    if not aligned:
        return []
    start, stop = found[aligned[0]][0], found[aligned[-1]][1]
    difference = sum(costs[first:last]) / max(1, sum(map(len, exact)))
    return [Place(start, stop, difference, foreignness(string, start, stop, quote))]


def _best(offsets: range, one: list[int], other: list[int], window: str, exact: str, end: int) -> int | None:
    """The offset with the fewest edits on both sides, a cut word counting as an edit and a half; of equals, one
    that ends alike."""
    both = [one[at] + other[at] for at in offsets]
    if not both:
        return None

    def price(at: int) -> tuple[int, bool, int]:
        edge = window[at + end]
        edits = 2 * (one[at] + other[at]) + 3 * within_word(window, at) + (edge == " ")
        return edits, edge != exact[end], at if end else -at

    most = min(both) + 2
    return min((at for at, edits in zip(offsets, both, strict=True) if edits <= most), key=price)


def foreignness(string: str, start: int, end: int, quote: Quote) -> float:
    """How little of the quote's context stands around a place."""
    prefix, suffix = quote.prefix.rstrip(" ")[::-1], quote.suffix.lstrip(" ")
    before = string[max(0, start - len(prefix) - NEXT) : start].rstrip(" ")[::-1]
    after = string[end : end + len(suffix) + NEXT].lstrip(" ")
    weights = min(NEXT, len(prefix)), min(NEXT, len(suffix))
    if not any(weights):
        return 0.0
    return (weights[0] * _missing(prefix, before) + weights[1] * _missing(suffix, after)) / sum(weights)


def _missing(context: str, found: str) -> float:
    """The share of a context that is not at the beginning of what was found.

    If it stands a little further on, something was put in between; then a part is missing at least. The far end of
    a long context counts once more.
    """
    if not context:
        return 0.0
    missing = min(distances(context, found, anchored=True)) / len(context)
    if len(context) > OUTER:
        far = found[max(0, len(context) - OUTER - NEXT) :]
        return (missing + min(distances(context[-OUTER:], far)) / OUTER) / 2
    if missing > AFTER_ALL and len(context) >= 5:
        return min(missing, AFTER_ALL + min(distances(context, found[: len(context) + NEXT])) / len(context))
    return missing
