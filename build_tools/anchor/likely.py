"""Where in a text a quote may have stood: cheap guesses, for `fitted` to judge.

Offsets are code points of the normalised text.
"""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from heapq import nlargest
from itertools import islice

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract_iter

from ..words.count import Span, words
from ..words.whole import within_word
from .find import Finder, SearchText
from .fitted import NEXT, Place, Quote, foreignness

MOST_HITS = 2000
MOST_HITS_A_GRAM = 400
FREQUENT, ENOUGH_HITS = 50, 200
"""Grams more frequent than this are left out once there are enough hits."""
MOST_GRAMS = 400
MOST_WINDOWS = 8
LEAST_SHARE = 0.3
"""Places with a smaller share of the best place's votes are not aligned."""
MOST_VERBATIM = 400
MOST_COMPARED = 32
LONGEST_WORD = 32
"""Characters of a word for which like ones are looked for."""


def windows(finder: Finder, quote: Quote) -> list[Span]:
    """Stretches of the text that share most grams with the quote, rare ones counting for more.

    Shared grams of one passage lie on one diagonal: the same offset in the text less that in the quote.
    """
    grams = finder.grams
    words = quote.prefix + quote.exact + quote.suffix
    starts = range(len(words) - grams.size + 1)
    if len(starts) > MOST_GRAMS:
        starts = starts[:: math.ceil(len(starts) / MOST_GRAMS)]
    known = [
        (grams.count[gram], at, gram) for at in starts if (gram := words[at : at + grams.size]) in grams.count
    ]
    known.sort()
    shift = max(3, min(6, len(words).bit_length() - 3))
    votes: dict[int, float] = defaultdict(float)
    hits = 0
    for count, at, gram in known:
        if hits >= MOST_HITS or (count > FREQUENT and hits >= ENOUGH_HITS):
            break
        weight = 1 / math.sqrt(count)
        for place in islice(grams.places(gram), MOST_HITS_A_GRAM):
            votes[(place - at) >> shift] += weight
            hits += 1
    pairs = ((vote + votes.get(at + 1, 0.0), -at) for at, vote in list(votes.items()))
    scores = nlargest(4 * MOST_WINDOWS, pairs)
    slack = 24 + len(words) // 4
    chosen: list[int] = []
    for score, negative in scores:
        if score < scores[0][0] * LEAST_SHARE:
            break
        if all(abs(-negative - other) > 1 for other in chosen):
            chosen.append(-negative)
            if len(chosen) == MOST_WINDOWS:
                break
    size = len(finder.string)
    return [
        (max(0, (at << shift) - slack), min(size, ((at + 2) << shift) + len(words) + slack)) for at in chosen
    ]


def verbatim(text: SearchText, finder: Finder, quote: Quote) -> Iterator[Place]:
    """Places where the passage stands word for word: of very many, those with most context words in common."""
    string, size = finder.string, len(quote.exact)
    starts = [
        at
        for at in islice(finder.find(quote.exact), MOST_VERBATIM)
        if text.normalised.origin_of_start(at) is not None
        and text.normalised.origin_of_end(at + size) is not None
    ]
    if len(starts) > MOST_COMPARED:
        before, after = set(quote.prefix.split()), set(quote.suffix.split())

        def foreign(at: int) -> int:
            left = before.intersection(string[max(0, at - len(quote.prefix) - NEXT) : at].split())
            return -len(left) - len(
                after.intersection(string[at + size : at + size + len(quote.suffix) + NEXT].split())
            )

        starts = sorted(starts, key=foreign)[:MOST_COMPARED]
    for start in starts:
        yield Place(start, start + size, 0.0, foreignness(string, start, start + size, quote))


def one_word(finder: Finder, quote: Quote) -> Iterator[Place]:
    """For a quote of one word that shares no gram with its new spelling ("Kiev", "Kyiv"; "$5m", "€5m"): the closest
    words. Signs beside it, such as a currency's, may be others."""
    spans = list(islice(words(quote.exact), 2))
    if len(spans) != 1:
        return
    first, last = spans[0]
    word = quote.exact[first:last]
    if len(word) > LONGEST_WORD:
        return
    alike = {
        other: edits
        for end in (0, -1)
        for other, edits, _ in extract_iter(
            word,
            finder.words_by_end.get((end, word[end]), ()),
            scorer=Levenshtein.distance,
            score_cutoff=len(word) // 2,
        )
    }
    close = sorted((edits, other) for other, edits in alike.items() if edits <= _allowed(word, other))
    string = finder.string
    for edits, other in close[:3]:
        whole = (
            at
            for at in finder.find(other)
            if not within_word(string, at) and not within_word(string, at + len(other))
        )
        for at in islice(whole, MOST_COMPARED):
            start, end = at, at + len(other)
            if first and start and _is_sign(string[start - 1]):
                start -= 1
            if last < len(quote.exact) and end < len(string) and _is_sign(string[end]):
                end += 1
            yield Place(start, end, edits / len(word), foreignness(string, start, end, quote))


def _is_sign(char: str) -> bool:
    """Whether a character says something beside a word or figure, as `€`, `%` and `#` do."""
    return char in "%‰#@§&*" or unicodedata.category(char) in ("Sc", "Sm", "So")


def _allowed(word: str, other: str) -> int:
    """How many edits leave two spellings close; more if they begin and end alike, or if only figures differ."""
    stem = word.rstrip("0123456789")
    alike = (word[0], word[-1]) == (other[0], other[-1]) or (stem and stem == other.rstrip("0123456789"))
    return len(word) // 2 if alike else len(word) // 3
