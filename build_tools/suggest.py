"""The closest passage for a quote that is no longer there: a suggestion for a person, never an anchor.

A passage that still stands word for word, in a changed context, is preferred; of several the one whose context is
closest; but an edited passage in its own context can beat a look-alike in a foreign one.

Places are located by the short strings (grams) they share with the quote, and then aligned with it by edit
distance: Myers' bit-vector algorithm (G. Myers, Journal of the ACM 46(3), 1999, with H. Hyyrö's additions,
2003) on Python's long integers, where one step handles a whole column. Very long quotes are aligned at both ends
only. Offsets are code points, of the normalised text unless said otherwise.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import regex

from .changes import Change, changes, word_spans
from .normalise import UNSPACED_SCRIPTS, normalise, within_word
from .search import SearchText, Selector, Span

CONTEXT = 64
"""Characters of prefix and suffix that are compared."""
LONG = 768
"""Quotes longer than this are aligned at their ends."""
END = 256
"""Characters at either end of a long quote."""
MOST_HITS = 4000
MOST_HITS_A_GRAM = 400
MOST_GRAMS = 400
MOST_WINDOWS = 8
MOST_VERBATIM = 400
MOST_COMPARED = 32


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage close to what was quoted. Offsets are code points of the original text."""

    start: int
    end: int
    text: str
    """The passage as it stands now."""
    changes: tuple[Change, ...]
    """What differs, word by word."""


def suggest(text: SearchText, selector: Selector) -> Suggestion | None:
    """The closest passage, or None if nothing is near."""
    quote = _Quote.of(selector)
    if not quote.exact:
        return None
    places = [*_verbatim(text, quote), *_edited(text, quote)]
    near = [place for place in places if place.is_near(quote)] or list(_one_word(text, quote))
    if not near:
        return None
    best = min(near, key=lambda place: (place.cost(quote), place.start))
    return _suggestion(text, selector, quote, best)


@dataclass(frozen=True, slots=True)
class _Quote:
    """The selector, normalised; context cut to what is compared."""

    prefix: str
    exact: str
    suffix: str

    @classmethod
    def of(cls, selector: Selector) -> _Quote:
        prefix, exact, suffix = map(
            normalise, (selector.prefix[-4 * CONTEXT :], selector.exact, selector.suffix[: 4 * CONTEXT])
        )
        if not prefix.strip(" "):
            prefix = ""
        if not suffix.strip(" "):
            suffix = ""
        return cls(prefix[-CONTEXT:], exact.strip(" "), suffix[:CONTEXT])

    @property
    def context(self) -> int:
        """Characters of context."""
        return len(self.prefix) + len(self.suffix)


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    difference: float
    """Edits in the passage, as a share of its length."""
    context: int
    """Edits in the context."""

    def cost(self, quote: _Quote) -> float:
        """The lower, the likelier. Context counts for the more, the more of it there is."""
        if not quote.context:
            return self.difference
        return self.difference + min(0.6, 0.15 + quote.context / 60) * self.context / quote.context

    def is_near(self, quote: _Quote) -> bool:
        if self.difference <= (0.45 if len(quote.exact) >= 12 else 0.34):
            return True
        return quote.context >= 12 and self.context <= quote.context / 4 and self.difference <= 0.75


def _suggestion(text: SearchText, selector: Selector, quote: _Quote, place: _Place) -> Suggestion:
    start, end = _origin(text, place)
    if place.difference:
        start, end = _with_replaced_ends(text, selector, quote, start, end)
    passage = text.text[start:end]
    return Suggestion(
        start,
        end,
        passage,
        (
            *_context_changes(
                selector.prefix, text.text[max(0, start - 2 * len(selector.prefix) - 40) : start], before=True
            ),
            *changes(selector.exact, passage),
            *_context_changes(
                selector.suffix, text.text[end : end + 2 * len(selector.suffix) + 40], before=False
            ),
        ),
    )


def _origin(text: SearchText, place: _Place) -> Span:
    """The place in the original, widened where it cuts a cluster."""
    form, start, end = text.normalised, place.start, place.end
    while (begin := form.origin_of_start(start)) is None:
        start -= 1
    while (stop := form.origin_of_end(end)) is None:
        end += 1
    return begin, max(begin, stop)


# --- candidates -----------------------------------------------------------------------------------


def _verbatim(text: SearchText, quote: _Quote) -> Iterator[_Place]:
    """Places where the passage stands word for word: of very many, those with most context words in common."""
    string, size = text.normalised.string, len(quote.exact)
    starts = [
        at
        for at in islice(text.normalised_finder.find(quote.exact), MOST_VERBATIM)
        if text.normalised.origin_of_start(at) is not None
        and text.normalised.origin_of_end(at + size) is not None
    ]
    if len(starts) > MOST_COMPARED:
        before, after = set(quote.prefix.split()), set(quote.suffix.split())

        def foreign(at: int) -> int:
            left = before.intersection(string[max(0, at - CONTEXT) : at].split())
            return -len(left) - len(after.intersection(string[at + size : at + size + CONTEXT].split()))

        starts = sorted(starts, key=foreign)[:MOST_COMPARED]
    for start in starts:
        yield _Place(start, start + size, 0.0, _context_edits(string, start, start + size, quote))


def _edited(text: SearchText, quote: _Quote) -> Iterator[_Place]:
    """Places that resemble the quote, each with the edges that fit best."""
    if len(quote.exact) > LONG:
        yield from _by_ends(text, quote, END)
        return
    places = list(_aligned(text, quote))
    yield from places
    if len(quote.exact) >= 48 and all(place.difference > 0.2 for place in places):
        yield from _by_ends(text, quote, len(quote.exact) // 2)


def _aligned(text: SearchText, quote: _Quote) -> Iterator[_Place]:
    string = text.normalised.string
    for begin, end in _windows(text, quote):
        place = _align(string, begin, end, quote)
        if place is not None:
            yield place


def _by_ends(text: SearchText, quote: _Quote, size: int) -> Iterator[_Place]:
    """Places whose two ends resemble the quote's, whatever stands between. If an end is lost, what adjoins it."""
    heads: list[_Place] = []
    tails: list[_Place] = []
    exact = quote.exact
    for skip in range(0, min(len(exact) // 2, 4 * size), size):
        head = _Quote("" if skip else quote.prefix, exact[skip : skip + size], "")
        heads = heads or [
            _Place(max(0, place.start - skip), place.end, place.difference, place.context)
            for place in _aligned(text, head)
            if place.difference <= 0.4
        ]
        tail = _Quote("", exact[len(exact) - skip - size : len(exact) - skip], "" if skip else quote.suffix)
        tails = tails or [
            _Place(
                place.start,
                min(len(text.normalised.string), place.end + skip),
                place.difference,
                place.context,
            )
            for place in _aligned(text, tail)
            if place.difference <= 0.4
        ]
    for first in heads:
        for last in tails:
            if first.end <= last.start + size // 4:
                strange = abs(last.end - first.start - len(exact)) / (len(exact) + 400)
                difference = (first.difference + last.difference) / 2 + 0.1 * strange
                if strange <= 1 and difference:
                    yield _Place(first.start, last.end, difference, first.context + last.context)


def _one_word(text: SearchText, quote: _Quote) -> Iterator[_Place]:
    """For a quote of one word that shares no gram with its new spelling ("Kiev", "Kyiv"): the closest words."""
    word = quote.exact
    if len(word) > 24 or not word.isalnum():
        return
    words = text.memory.get("words")
    if words is None:
        words = text.memory["words"] = _Vocabulary(text.normalised.string)
    assert isinstance(words, _Vocabulary)
    close = sorted(
        (edits, other)
        for other in words.like(word)
        if (edits := _distances(word, other, anchored=True)[-1]) <= _allowed(word, other)
    )
    string = text.normalised.string
    for edits, other in close[:3]:
        whole = (
            at
            for at in text.normalised_finder.find(other)
            if not within_word(string, at) and not within_word(string, at + len(other))
        )
        for at in islice(whole, MOST_COMPARED):
            end = at + len(other)
            yield _Place(at, end, edits / len(word), _context_edits(string, at, end, quote))


def _allowed(word: str, other: str) -> int:
    """How many edits leave two spellings close; more if they begin and end alike."""
    alike = word[0] == other[0] and word[-1] == other[-1]
    return len(word) // 2 if alike else len(word) // 3


class _Vocabulary:
    """The words of a text, by first and by last letter."""

    def __init__(self, string: str) -> None:
        self._by_end: dict[tuple[int, str], list[str]] = defaultdict(list)
        for word in sorted(set(_WORDS.findall(string))):
            self._by_end[0, word[0]].append(word)
            self._by_end[-1, word[-1]].append(word)

    def like(self, word: str) -> set[str]:
        """Words of about the same length with the first or the last letter in common."""
        near = self._by_end.get((0, word[0]), []) + self._by_end.get((-1, word[-1]), [])
        return {other for other in near if abs(len(other) - len(word)) <= len(word) // 2}


_WORDS = regex.compile(r"[\w\p{M}]+")


# --- locating -------------------------------------------------------------------------------------


class _Grams:
    """Where each short string stands in a text: for each gram its last place, for each place the one before."""

    def __init__(self, string: str) -> None:
        unspaced = len(_UNSPACED.findall(string[:20_000]))
        self.size = 2 if unspaced * 5 > min(len(string), 20_000) else 4
        self.last: dict[str, int] = {}
        self.count: dict[str, int] = {}
        self.before = array("i", [-1]) * max(0, len(string) - self.size + 1)
        last, count, before, size = self.last, self.count, self.before, self.size
        for at in range(len(before)):
            gram = string[at : at + size]
            if gram in last:
                before[at] = last[gram]
                count[gram] += 1
            else:
                count[gram] = 1
            last[gram] = at

    def places(self, gram: str) -> Iterator[int]:
        at = self.last.get(gram, -1)
        while at >= 0:
            yield at
            at = self.before[at]


_UNSPACED = regex.compile(UNSPACED_SCRIPTS)


def _windows(text: SearchText, quote: _Quote) -> list[Span]:
    """Stretches of the text that share most grams with the quote, rare ones counting for more.

    Shared grams of one passage lie on one diagonal: the same offset in the text less that in the quote.
    """
    grams = text.memory.get("grams")
    if grams is None:
        grams = text.memory["grams"] = _Grams(text.normalised.string)
    assert isinstance(grams, _Grams)
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
        if hits >= MOST_HITS:
            break
        weight = 1 / math.sqrt(count)
        for place in islice(grams.places(gram), MOST_HITS_A_GRAM):
            votes[(place - at) >> shift] += weight
            hits += 1
    scores = sorted(((votes[at] + votes.get(at + 1, 0.0), -at) for at in votes), reverse=True)
    slack = 24 + len(words) // 4
    chosen: list[int] = []
    for _, negative in scores:
        if all(abs(-negative - other) > 1 for other in chosen):
            chosen.append(-negative)
            if len(chosen) == MOST_WINDOWS:
                break
    size = len(text.normalised.string)
    return [
        (max(0, (at << shift) - slack), min(size, ((at + 2) << shift) + len(words) + slack)) for at in chosen
    ]


# --- aligning -------------------------------------------------------------------------------------


def _align(string: str, begin: int, end: int, quote: _Quote) -> _Place | None:
    """The stretch of string[begin:end] that fits best between its context, with the fewest edits in all."""
    window = string[begin:end]
    backwards = window[::-1]
    before_end = _distances(quote.prefix + quote.exact, window)
    after_end = _distances(quote.suffix[::-1], backwards)[::-1]
    stop = _best(range(1, len(window) + 1), before_end, after_end, window, quote.exact, -1)
    if stop is None:
        return None
    passage = _distances(quote.exact[::-1], backwards[len(window) - stop :], anchored=True)[::-1]
    prefix = _distances(quote.prefix, window[:stop])
    start = _best(range(stop), passage, prefix, window, quote.exact, 0)
    if start is None:
        return None
    edits, context = passage[start], prefix[start] + after_end[stop]
    return _Place(begin + start, begin + stop, edits / len(quote.exact), context)


def _best(offsets: range, one: list[int], other: list[int], window: str, exact: str, end: int) -> int | None:
    """The offset with the fewest edits on both sides; of equals, one that cuts no word and ends alike."""
    fewest = min((one[at] + other[at] for at in offsets), default=None)
    if fewest is None:
        return None
    equals = [at for at in offsets if one[at] + other[at] == fewest]

    def untidy(at: int) -> int:
        edge = window[at + end]
        return 4 * within_word(window, at) + 2 * (edge == " ") + (edge != exact[end])

    return min(equals, key=lambda at: (untidy(at), at if end else -at))


def _context_edits(string: str, start: int, end: int, quote: _Quote) -> int:
    """Edits that turn the quote's context into what stands around a place. Spaces next to it do not count."""
    before = string[max(0, start - 2 * CONTEXT) : start].rstrip(" ")[::-1]
    after = string[end : end + 2 * CONTEXT].lstrip(" ")
    return min(_distances(quote.prefix.rstrip(" ")[::-1], before, anchored=True)) + min(
        _distances(quote.suffix.lstrip(" "), after, anchored=True)
    )


def _distances(pattern: str, string: str, anchored: bool = False) -> list[int]:
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


# --- the answer -----------------------------------------------------------------------------------

_NEXT_WORDS = regex.compile(r"(?:[ \t\xa0]+[\w\p{M}'’-]*[\w\p{M}])")
_LAST_WORDS = regex.compile(r"(?:[\w\p{M}][\w\p{M}'’-]*[ \t\xa0]+)", regex.REVERSE)


def _with_replaced_ends(text: SearchText, selector: Selector, quote: _Quote, start: int, end: int) -> Span:
    """Take in words that stand where the quote's outermost words stood, as far as the sentence goes.

    Edit distance would rather drop a word at an edge than replace it. Where context fixes the edge, it decides.
    """
    differences = changes(selector.exact, text.text[start:end])
    if not differences or len(differences) > 40:
        return start, end
    words = selector.exact.strip()
    last, first = differences[-1], differences[0]
    if not quote.suffix and last.was and not last.now and words.endswith(last.was):
        for _ in word_spans(last.was)[:3]:
            following = _NEXT_WORDS.match(text.text, end)
            if following is None:
                break
            end = following.end()
    if not quote.prefix and first.was and not first.now and words.startswith(first.was):
        for _ in word_spans(first.was)[:3]:
            preceding = _LAST_WORDS.match(text.text, pos=0, endpos=start)
            if preceding is None:
                break
            start = preceding.start()
    return start, end


def _context_changes(context: str, nearby: str, before: bool) -> Iterator[Change]:
    """How the words next to the passage differ from the context given."""
    wanted, found = normalise(context).strip(" "), normalise(nearby).strip(" ")
    if found.endswith(wanted) if before else found.startswith(wanted):
        return
    count = len(word_spans(context))
    spans = word_spans(nearby)
    spans = spans[max(0, len(spans) - count) :] if before else spans[:count]
    adjoining = nearby[spans[0][0] : spans[-1][1]] if spans else ""
    for change in changes(context, adjoining):
        yield Change(change.was, change.now, ("context",))
