"""The closest passage for a quote that is no longer there: a suggestion for a person, never an anchor.

A passage that still stands word for word, in a changed context, is preferred; of several the one whose context is
closest; but an edited passage in its own context can beat a look-alike in a foreign one.

Places are located by the short strings (grams) they share with the quote (`likely`), and then aligned with it by
edit distance (`fitted`). Very long quotes are aligned at both ends only. Offsets are code points, of the normalised
text unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rapidfuzz.distance import Levenshtein

from ..words.count import Span
from ..words.whole import begins_within_word, ends_within_word
from .differences import Change, changes, has_space, split_words, word_spans
from .edges import EDGE, widened
from .find import Finder, SearchText, Selector
from .fitted import SAME_CONTEXT, Place, Quote, aligned, aligned_by_words, foreignness
from .folding import folded, unpointed
from .likely import MOST_COMPARED, one_word, verbatim, windows
from .normalise import normalise

LONG = 768
"""Quotes longer than this are aligned at their ends."""
END = 256
"""Characters at either end of a long quote."""
MOST_INTERRUPTED = 2
"""Windows in which words that were put in are looked for, if nothing else fits well."""


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
    quote = Quote.of(selector)
    if not quote.exact:
        return None
    near = (
        _unpointed(text, quote, edited=False)
        or [place for place in candidates(text, text.normalised_finder, quote) if place.is_near(quote)]
        or _in_other_letters(text, quote)
        or _unpointed(text, quote, edited=True)
        or list(one_word(text.normalised_finder, quote))
        or list(one_word(text.folded_finder, quote.folded))
    )
    if not near:
        return None
    place = min(near, key=lambda place: (place.cost + HALVED * _halved(text, place), place.start))
    suggestion = _suggestion(text, selector, place)
    in_its_context = selector.prefix + selector.suffix and place.foreignness <= SAME_CONTEXT
    return suggestion if in_its_context or _has_words_of(selector, suggestion) else None


def _in_other_letters(text: SearchText, quote: Quote) -> list[Place]:
    """The places that are near in capitals, or without the marks on letters."""
    finder, given, quote = text.folded_finder, quote, quote.folded
    if len(quote.exact) > LONG or (finder is text.normalised_finder and quote == given):
        return []
    places = [
        place for place in (*verbatim(text, finder, quote), *_aligned(finder, quote)) if place.is_near(quote)
    ]
    # A short word stands in longer ones by chance.
    is_short = len(quote.exact) < SHORT and len(split_words(quote.exact)) < 2
    return [place for place in places if not _halved(text, place)] if is_short else places


def _halved(text: SearchText, place: Place) -> int:
    """How many edges of a place go through a word."""
    string = text.normalised.string
    return begins_within_word(string, place.start) + ends_within_word(string, place.end)


def _unpointed(text: SearchText, quote: Quote, *, edited: bool) -> list[Place]:
    """The places that have the quote's letters with other points, or, if it is `edited`, letters near to these."""
    finder, given, quote = text.unpointed_finder, quote.folded, quote.unpointed
    if (finder is text.folded_finder and quote == given) or not quote.exact or len(quote.exact) > LONG:
        return []
    string, size, origins = finder.string, len(quote.exact), text.unpointed_origins
    standing = (
        Place(at, at + size, 0.0, foreignness(string, at, at + size, quote))
        for at in islice(finder.find(quote.exact), MOST_COMPARED)
    )
    return [
        replace(place, start=origins[place.start], end=origins[place.end - 1] + 1)
        for place in (_aligned(finder, quote) if edited else standing)
        if place.is_near(quote)
    ]


HALVED = 0.1
"""What an edge within a word adds to the cost of a place."""
SHORT = 6
"""Characters of a word that may stand in any other."""
HARDLY_DIFFERENT = 0.25
"""Up to this share of edits, letters are the same words, differently parted or spelt."""


def _has_words_of(selector: Selector, suggestion: Suggestion) -> bool:
    """Whether any word of the quote stands in the passage, or nearly the same letters do, as where “Nord-Stream-2” is
    one word and “Nord Stream 2” are three; of a quote of one word, nothing is asked."""
    if len(selector.exact) > LONG:
        return True
    one, other = (unpointed(folded(normalise(words))) for words in (selector.exact, suggestion.text))
    wanted, found = set(split_words(one)), set(split_words(other))
    if len(wanted) < 2 or not wanted.isdisjoint(found):
        return True
    letters = ("".join(filter(str.isalnum, words)) for words in (one, other))
    return Levenshtein.normalized_distance(*letters) <= HARDLY_DIFFERENT


UNTOUCHED = 0.05
"""Up to this difference, a place is not looked at once more."""
DOUBTFUL = 0.3
"""Beyond this cost, the next best places are looked at once more, too."""


def candidates(text: SearchText, finder: Finder, quote: Quote) -> list[Place]:
    """Places that may be the passage, near or not, in no order."""
    standing = list(verbatim(text, finder, quote))
    places = [*standing, *_edited(finder, quote, [place.start for place in standing])]
    places.sort(key=lambda place: place.cost)
    string = finder.string
    if places and places[0].difference > UNTOUCHED:
        places += aligned_by_words(string, places[0].start, places[0].end, quote)
    if not places or places[0].cost > DOUBTFUL:
        for begin, end in windows(finder, quote)[:MOST_INTERRUPTED]:
            places += aligned_by_words(string, begin, end, quote)
    return [_recognised(string, place, quote) for place in _without_containers(places)]


def _without_containers(places: list[Place]) -> Iterator[Place]:
    """The places, but for one that has the whole passage in it, word for word, this alone: then what was put in
    stands between the passage and its context."""
    standing = [place for place in places if not place.difference]
    for place in places:
        inside = [one for one in standing if place.start <= one.start and one.end <= place.end]
        if place.difference and inside:
            yield replace(inside[0], foreignness=(inside[0].foreignness + place.foreignness) / 2)
        else:
            yield place


def _recognised(string: str, place: Place, quote: Quote) -> Place:
    """The place, dearer for each name or figure of the quote that is not in it."""
    if not place.difference:
        return place
    words = split_words(quote.exact[:LONG])
    telling = {word for word in words if word[0].isupper() or word[0].isnumeric()}
    lost = len(telling.difference(split_words(string[place.start : place.end]))) if telling else 0
    return replace(place, lost=lost / len(words)) if lost else place


def _edited(finder: Finder, quote: Quote, standing: list[int]) -> Iterator[Place]:
    """Places that resemble the quote, each with the edges that fit best."""
    if len(quote.exact) > LONG:
        yield from _by_ends(finder, quote, END)
        return
    places = list(_aligned(finder, quote, standing))
    yield from places
    if len(quote.exact) >= 48 and all(place.difference > 0.2 for place in places):
        yield from _by_ends(finder, quote, len(quote.exact) // 2)


def _aligned(finder: Finder, quote: Quote, standing: Sequence[int] = ()) -> Iterator[Place]:
    string = finder.string
    for begin, end in windows(finder, quote):
        if any(begin <= start and start + len(quote.exact) <= end for start in standing):
            continue
        place = aligned(string, begin, end, quote)
        if place is not None:
            yield place


def _by_ends(finder: Finder, quote: Quote, size: int) -> Iterator[Place]:
    """Places whose two ends resemble the quote's, whatever stands between. If an end is lost, what adjoins it."""
    heads: list[Place] = []
    tails: list[Place] = []
    exact = quote.exact
    for skip in range(0, min(len(exact) // 2, 4 * size), size):
        head = Quote("" if skip else quote.prefix, exact[skip : skip + size], "")
        heads = heads or [
            Place(max(0, place.start - skip), place.end, place.difference, 0.0)
            for place in _aligned(finder, head)
            if place.difference <= 0.4
        ]
        tail = Quote("", exact[len(exact) - skip - size : len(exact) - skip], "" if skip else quote.suffix)
        tails = tails or [
            Place(
                place.start,
                min(len(finder.string), place.end + skip),
                place.difference,
                0.0,
            )
            for place in _aligned(finder, tail)
            if place.difference <= 0.4
        ]
    for first in heads:
        for last in tails:
            if first.end <= last.start + size // 4:
                strange = abs(last.end - first.start - len(exact)) / (len(exact) + 400)
                difference = (first.difference + last.difference) / 2 + 0.1 * strange
                if strange <= 1 and difference:
                    foreign = foreignness(finder.string, first.start, last.end, quote)
                    yield Place(first.start, last.end, difference, foreign)


def _suggestion(text: SearchText, selector: Selector, place: Place) -> Suggestion:
    start, end = _origin(text, place)
    if place.difference or selector.exact != selector.exact.strip():
        start, end = widened(text, selector, start, end)
    words, passage = text.text, text.text[start:end]
    before = words[max(0, start - 2 * len(selector.prefix) - 40) : start]
    after = words[end : end + 2 * len(selector.suffix) + 40]
    differing = (
        *_context_changes(selector.prefix, before, before=True),
        *_joint_changes(selector.prefix, selector.exact, before, passage),
        *changes(selector.exact, passage),
        *_joint_changes(selector.exact, selector.suffix, passage, after),
        *_context_changes(selector.suffix, after, before=False),
    )
    return Suggestion(start, end, passage, differing)


def _origin(text: SearchText, place: Place) -> Span:
    """The place in the original, widened where it cuts a cluster, without white space at its ends."""
    form, start, end = text.normalised, place.start, place.end
    while (begin := form.origin_of_start(start)) is None:
        start -= 1
    while (stop := form.origin_of_end(end)) is None:
        end += 1
    while begin < stop and text.text[begin].isspace():
        begin += 1
    while begin < stop and text.text[stop - 1].isspace():
        stop -= 1
    return begin, max(begin, stop)


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
        space = ("space",) if "space" in change.flags else ()
        yield Change(change.was, change.now, ("context", *space))


def _joint_changes(left: str, right: str, before: str, after: str) -> Iterator[Change]:
    """The white space that the text does not have where the passage meets its context, or at the passage's own
    edges. (White space that is lost between passage and context is no difference.)"""
    left, right, before, after = left[-EDGE:], right[:EDGE], before[-EDGE:], after[:EDGE]
    one, two, first, second = map(word_spans, (left, right, before, after))
    if not (one and two) and not (left[-1:].isspace() or right[:1].isspace()):
        return
    if first and second:
        was = left[one[-1][0] :] if one else left
        was += right[: two[0][1]] if two else right
        now = before[first[-1][0] :] + after[: second[0][1]]
        same = "".join(normalise(was).split()) == "".join(normalise(now).split())
        if has_space(was) and not has_space(now) and (same or not (one and two)):
            yield Change(was, now, ("context", "space") if same else ("context",))
