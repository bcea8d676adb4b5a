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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from heapq import nlargest
from itertools import islice

import regex

from .differences import WORD, Change, changes, word_spans
from .find import SearchText, Selector, Span
from .normalise import UNSPACED_SCRIPTS, normalise, within_word

CONTEXT = 400
"""Characters of prefix and suffix that are compared."""
NEXT = 64
"""Characters of prefix and suffix that help to find the edges."""
OUTER = 24
"""Characters at the far end of a context that count once more: the shortest context owes its length to them."""
LONG = 768
"""Quotes longer than this are aligned at their ends."""
END = 256
"""Characters at either end of a long quote."""
AFTER_ALL = 0.3
"""What is missing of a short context that does not stand next to the passage, but near it."""
MOST_HITS = 2000
MOST_HITS_A_GRAM = 400
FREQUENT, ENOUGH_HITS = 50, 200
"""Grams more frequent than this are left out once there are enough hits."""
MOST_GRAMS = 400
MOST_WINDOWS = 8
LEAST_SHARE = 0.3
"""Places with a smaller share of the best place's votes are not aligned."""
MOST_INTERRUPTED = 2
MOST_WORDS = 50
INTERRUPTION = 120
"""Characters of an insertion that is still looked across."""
NEXT_WORDS = 6
OPENING, LENGTHENING = 4.0, 0.5
"""The price, in characters, of putting in one word between two, and of each further one."""
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
    near = [place for place in candidates(text, quote) if place.is_near(quote)] or list(
        _one_word(text, quote)
    )
    if not near:
        return None
    place = min(near, key=lambda place: (place.cost, place.start))
    suggestion = _suggestion(text, selector, quote, place)
    in_its_context = selector.prefix + selector.suffix and place.foreignness <= SAME_CONTEXT
    return suggestion if in_its_context or _has_words_of(selector, suggestion) else None


def _has_words_of(selector: Selector, suggestion: Suggestion) -> bool:
    """Whether any word of the quote stands in the passage; of a quote of one word, nothing is asked."""
    wanted, found = (
        {text[slice(*span)].casefold() for span in word_spans(text)}
        for text in (normalise(selector.exact), normalise(suggestion.text))
    )
    return len(wanted) < 2 or not wanted.isdisjoint(found)


def candidates(text: SearchText, quote: _Quote) -> list[_Place]:
    """Places that may be the passage, near or not, in no order."""
    standing = list(_verbatim(text, quote))
    places = [*standing, *_edited(text, quote, [place.start for place in standing])]
    places.sort(key=lambda place: place.cost)
    string = text.normalised.string
    if places and places[0].difference > UNTOUCHED:
        places += _align_words(string, places[0].start, places[0].end, quote)
    if not places or places[0].cost > DOUBTFUL:
        for begin, end in _windows(text, quote)[:MOST_INTERRUPTED]:
            places += _align_words(string, begin, end, quote)
    return [_recognised(string, place, quote) for place in _without_containers(places)]


@dataclass(frozen=True)
class _Quote:
    """The selector, normalised; context cut to what is compared."""

    prefix: str
    exact: str
    suffix: str

    @classmethod
    def of(cls, selector: Selector) -> _Quote:
        prefix, exact, suffix = map(
            normalise, (selector.prefix[-2 * CONTEXT :], selector.exact, selector.suffix[: 2 * CONTEXT])
        )
        if not prefix.strip(" "):
            prefix = ""
        if not suffix.strip(" "):
            suffix = ""
        return cls(prefix[-CONTEXT:], exact.strip(" "), suffix[:CONTEXT])

    @cached_property
    def near(self) -> tuple[str, str]:
        """The context next to the passage, for finding its edges."""
        return self.prefix[-NEXT:], self.suffix[:NEXT]


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    difference: float
    """Edits in the passage, as a share of its length, then or now."""
    foreignness: float
    """How little of the quote's context is there: 0 all of it, 1 nothing. 0 if the quote has none."""

    @property
    def cost(self) -> float:
        """The lower, the likelier."""
        return self.difference + max(0.0, self.difference - KNEE) * STEEP + WEIGHT * self.foreignness

    def is_near(self, quote: _Quote) -> bool:
        if self.difference <= (0.45 if len(quote.exact) >= 12 else 0.34):
            return True
        return (
            self.foreignness <= SAME_CONTEXT
            and len(quote.prefix + quote.suffix) >= 12
            and self.difference <= 0.75
        )


SAME_CONTEXT = 0.1
"""Up to this foreignness, the context is that of the quote."""
UNTOUCHED = 0.05
"""Up to this difference, a place is not looked at once more."""
DOUBTFUL = 0.3
"""Beyond this cost, the next best places are looked at once more, too."""
KNEE, STEEP, WEIGHT = 0.35, 2.0, 2.8
"""How much differences count: once; beyond the knee, twice more; and foreign context, more than an edited passage.
Context is given because there are look-alikes: one of them in other surroundings proves nothing. The figures were
found by trial on the texts of tests/bench/edited_texts.py, and others near them do as well."""


def _suggestion(text: SearchText, selector: Selector, quote: _Quote, place: _Place) -> Suggestion:
    start, end = _origin(text, place)
    if place.difference:
        start, end = _with_replaced_ends(text, selector, quote, start, end)
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
            left = before.intersection(string[max(0, at - len(quote.prefix) - NEXT) : at].split())
            return -len(left) - len(
                after.intersection(string[at + size : at + size + len(quote.suffix) + NEXT].split())
            )

        starts = sorted(starts, key=foreign)[:MOST_COMPARED]
    for start in starts:
        yield _Place(start, start + size, 0.0, _foreignness(string, start, start + size, quote))


def _without_containers(places: list[_Place]) -> Iterator[_Place]:
    """The places, but for one that has the whole passage in it, word for word, this alone: then what was put in
    stands between the passage and its context."""
    standing = [place for place in places if not place.difference]
    for place in places:
        inside = [one for one in standing if place.start <= one.start and one.end <= place.end]
        if place.difference and inside:
            yield replace(inside[0], foreignness=(inside[0].foreignness + place.foreignness) / 2)
        else:
            yield place


def _recognised(string: str, place: _Place, quote: _Quote) -> _Place:
    """The place, dearer for each name or figure of the quote that is not in it."""
    if not place.difference:
        return place
    words = WORD.findall(quote.exact[:LONG])
    telling = {word for word in words if word[0].isupper() or word[0].isnumeric()}
    lost = len(telling.difference(WORD.findall(string[place.start : place.end]))) if telling else 0
    return replace(place, difference=place.difference + 0.5 * lost / len(words)) if lost else place


def _edited(text: SearchText, quote: _Quote, standing: list[int]) -> Iterator[_Place]:
    """Places that resemble the quote, each with the edges that fit best."""
    if len(quote.exact) > LONG:
        yield from _by_ends(text, quote, END)
        return
    places = list(_aligned(text, quote, standing))
    yield from places
    if len(quote.exact) >= 48 and all(place.difference > 0.2 for place in places):
        yield from _by_ends(text, quote, len(quote.exact) // 2)


def _aligned(text: SearchText, quote: _Quote, standing: Sequence[int] = ()) -> Iterator[_Place]:
    string = text.normalised.string
    for begin, end in _windows(text, quote):
        if any(begin <= start and start + len(quote.exact) <= end for start in standing):
            continue
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
            _Place(max(0, place.start - skip), place.end, place.difference, 0.0)
            for place in _aligned(text, head)
            if place.difference <= 0.4
        ]
        tail = _Quote("", exact[len(exact) - skip - size : len(exact) - skip], "" if skip else quote.suffix)
        tails = tails or [
            _Place(
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
                    foreignness = _foreignness(text.normalised.string, first.start, last.end, quote)
                    yield _Place(first.start, last.end, difference, foreignness)


def _one_word(text: SearchText, quote: _Quote) -> Iterator[_Place]:
    """For a quote of one word that shares no gram with its new spelling ("Kiev", "Kyiv"): the closest words."""
    word = quote.exact
    if len(word) > 24 or not word.isalnum():
        return
    words: _Vocabulary | None = text.memory.get("words")
    if words is None:
        words = text.memory["words"] = _Vocabulary(text.normalised.string)
    close = sorted(
        (edits, other)
        for other in words.like(word)
        if (edits := distances(word, other, anchored=True)[-1]) <= _allowed(word, other)
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
            yield _Place(at, end, edits / len(word), _foreignness(string, at, end, quote))


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
    grams: _Grams | None = text.memory.get("grams")
    if grams is None:
        grams = text.memory["grams"] = _Grams(text.normalised.string)
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
    size = len(text.normalised.string)
    return [
        (max(0, (at << shift) - slack), min(size, ((at + 2) << shift) + len(words) + slack)) for at in chosen
    ]


# --- aligning -------------------------------------------------------------------------------------


def _align(string: str, begin: int, end: int, quote: _Quote) -> _Place | None:
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
    return _Place(
        begin + start, begin + stop, difference, _foreignness(string, begin + start, begin + stop, quote)
    )


def _align_words(string: str, begin: int, end: int, quote: _Quote) -> list[_Place]:
    """As `_align`, a little way around too, with words for characters, and a price for putting words in that hardly
    grows with their number. Empty if there is no such place.

    The alignment is that of O. Gotoh (Journal of Molecular Biology 162, 1982), the ends of the window free. A word
    costs its length; one that begins alike, the rest of it.
    """
    begin, end = max(0, begin - INTERRUPTION), min(len(string), end + INTERRUPTION)
    prefix, suffix = (WORD.findall(part) for part in quote.near)
    exact = WORD.findall(quote.exact)
    prefix, suffix = prefix[-NEXT_WORDS:], suffix[:NEXT_WORDS]
    wanted = prefix + exact + suffix
    found = [(match.group(), *match.span()) for match in WORD.finditer(string, begin, end)]
    if not found or len(exact) > MOST_WORDS:
        return []
    pairs, costs = _gotoh(wanted, [word for word, _, _ in found])
    first, last = len(prefix), len(prefix) + len(exact)
    aligned = [at for at in pairs[first:last] if at is not None]
    if not aligned:
        return []
    start, stop = found[aligned[0]][1], found[aligned[-1]][2]
    difference = sum(costs[first:last]) / max(1, sum(map(len, exact)))
    return [_Place(start, stop, difference, _foreignness(string, start, stop, quote))]


def _gotoh(wanted: list[str], found: list[str]) -> tuple[list[int | None], list[float]]:
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
    alike = next(
        (at for at, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), len(word)
    )
    return max(len(word), len(other)) - alike if alike > 2 else float(max(len(word), len(other)))


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


def _foreignness(string: str, start: int, end: int, quote: _Quote) -> float:
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
