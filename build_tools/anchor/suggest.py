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

import regex

from .differences import Change, changes, word_spans
from .find import SearchText, Selector, Span
from .fitted import SAME_CONTEXT, Place, Quote, aligned, aligned_by_words, foreignness
from .likely import one_word, verbatim, windows
from .normalise import normalise

LONG = 768
"""Quotes longer than this are aligned at their ends."""
END = 256
"""Characters at either end of a long quote."""
MOST_INTERRUPTED = 2


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
    near = [place for place in candidates(text, quote) if place.is_near(quote)] or list(one_word(text, quote))
    if not near:
        return None
    place = min(near, key=lambda place: (place.cost, place.start))
    suggestion = _suggestion(text, selector, place)
    in_its_context = selector.prefix + selector.suffix and place.foreignness <= SAME_CONTEXT
    return suggestion if in_its_context or _has_words_of(selector, suggestion) else None


def _has_words_of(selector: Selector, suggestion: Suggestion) -> bool:
    """Whether any word of the quote stands in the passage; of a quote of one word, nothing is asked."""
    wanted, found = (
        {text[slice(*span)].casefold() for span in word_spans(text)}
        for text in (normalise(selector.exact), normalise(suggestion.text))
    )
    return len(wanted) < 2 or not wanted.isdisjoint(found)


UNTOUCHED = 0.05
"""Up to this difference, a place is not looked at once more."""
DOUBTFUL = 0.3
"""Beyond this cost, the next best places are looked at once more, too."""


def candidates(text: SearchText, quote: Quote) -> list[Place]:
    """Places that may be the passage, near or not, in no order."""
    standing = list(verbatim(text, quote))
    places = [*standing, *_edited(text, quote, [place.start for place in standing])]
    places.sort(key=lambda place: place.cost)
    string = text.normalised.string
    if places and places[0].difference > UNTOUCHED:
        places += aligned_by_words(string, places[0].start, places[0].end, quote)
    if not places or places[0].cost > DOUBTFUL:
        for begin, end in windows(text, quote)[:MOST_INTERRUPTED]:
            places += aligned_by_words(string, begin, end, quote)
    return list(_without_containers(places))


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


def _edited(text: SearchText, quote: Quote, standing: list[int]) -> Iterator[Place]:
    """Places that resemble the quote, each with the edges that fit best."""
    if len(quote.exact) > LONG:
        yield from _by_ends(text, quote, END)
        return
    places = list(_aligned(text, quote, standing))
    yield from places
    if len(quote.exact) >= 48 and all(place.difference > 0.2 for place in places):
        yield from _by_ends(text, quote, len(quote.exact) // 2)


def _aligned(text: SearchText, quote: Quote, standing: Sequence[int] = ()) -> Iterator[Place]:
    string = text.normalised.string
    for begin, end in windows(text, quote):
        if any(begin <= start and start + len(quote.exact) <= end for start in standing):
            continue
        place = aligned(string, begin, end, quote)
        if place is not None:
            yield place


def _by_ends(text: SearchText, quote: Quote, size: int) -> Iterator[Place]:
    """Places whose two ends resemble the quote's, whatever stands between. If an end is lost, what adjoins it."""
    heads: list[Place] = []
    tails: list[Place] = []
    exact = quote.exact
    for skip in range(0, min(len(exact) // 2, 4 * size), size):
        head = Quote("" if skip else quote.prefix, exact[skip : skip + size], "")
        heads = heads or [
            Place(max(0, place.start - skip), place.end, place.difference, 0.0)
            for place in _aligned(text, head)
            if place.difference <= 0.4
        ]
        tail = Quote("", exact[len(exact) - skip - size : len(exact) - skip], "" if skip else quote.suffix)
        tails = tails or [
            Place(
                place.start,
                min(len(text.normalised.string), place.end + skip),
                place.difference,
                0.0,
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
                    foreign = foreignness(text.normalised.string, first.start, last.end, quote)
                    yield Place(first.start, last.end, difference, foreign)


def _suggestion(text: SearchText, selector: Selector, place: Place) -> Suggestion:
    start, end = _origin(text, place)
    if place.difference:
        start, end = _with_words_put_in(text, selector, start, end)
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


def _origin(text: SearchText, place: Place) -> Span:
    """The place in the original, widened where it cuts a cluster."""
    form, start, end = text.normalised, place.start, place.end
    while (begin := form.origin_of_start(start)) is None:
        start -= 1
    while (stop := form.origin_of_end(end)) is None:
        end += 1
    return begin, max(begin, stop)


_NEXT_WORDS = regex.compile(r"(?:[ \t\xa0]+[\w\p{M}'’-]*[\w\p{M}])")
_LAST_WORDS = regex.compile(r"(?:[\w\p{M}][\w\p{M}'’-]*[ \t\xa0]+)", regex.REVERSE)


def _with_words_put_in(text: SearchText, selector: Selector, start: int, end: int) -> Span:
    """Take in the quote's outermost word where it stands next to the passage: of "was effective" in "was not
    effective", edit distance would rather have the shorter "not effective"."""
    quoted = [selector.exact[slice(*span)] for span in word_spans(selector.exact)]
    found = [text.text[start:end][slice(*span)] for span in word_spans(text.text[start:end])]
    if len(quoted) < 2 or not found:
        return start, end
    preceding = _LAST_WORDS.match(text.text, pos=0, endpos=start)
    if preceding and quoted[0] != found[0] and quoted[0] == preceding.group().strip():
        start = preceding.start()
    following = _NEXT_WORDS.match(text.text, end)
    if following and quoted[-1] != found[-1] and quoted[-1] == following.group().strip():
        end = following.end()
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
