"""What differs between a quoted passage and the passage that stands in the text now, word by word.

Typesetting does not count as a difference. What a person must look at closely is flagged.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex
from rapidfuzz.distance import Levenshtein, Postfix, Prefix

from ..words.count import Span, words
from ..words.sentences import begins_sentence
from .normalise import closes_up, normalise
from .quantities import is_quantity

LONGEST_COMPARED = 50_000
"""Characters up to which wordings are compared word by word. Newspaper articles have some thousands."""
MOST_COMPARED = 5_000
"""Words of a stretch that are compared one by one. The longest sentences of novels have a few hundred."""


_NEGATIONS = frozenset(
    # English, German, French, Spanish, Italian, Portuguese, Dutch, Scandinavian, Polish, Russian, Ukrainian,
    # Turkish, Arabic, Persian, Hebrew, Hindi
    "no not never none nobody nothing nowhere neither nor without cannot hardly scarcely barely non unless "
    "nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder "
    "ne pas jamais aucun aucune ni sans rien personne nunca jamás sin nada nadie ningún ninguna ninguno tampoco "
    "mai senza né nessuno nessuna niente nulla não sem nem nenhum nenhuma niet geen nooit zonder niemand niets "
    "inte ikke inga ingen inget aldrig aldri utan uden uten nie bez nigdy nikt nic ani "
    "не нет ни никогда без нельзя никто ничего ні немає ніколи ніхто değil yok hayır asla "
    "لا لم لن ليس ليست بدون غير نه نیست بی לא אין בלי नहीं न मत बिना".split()
)
_NEGATING_PARTS = (
    *("不", "没", "沒", "無", "无", "非", "未", "否", "勿", "ない", "ません", "なかった"),
    *("않", "못", "없", "아니", "ไม่"),
)
"""Negations of scripts whose words are not set apart, counted wherever they stand."""
_NEGATING_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "a")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, in the words of either side."""

    was: str
    """As quoted; empty if words were added."""
    now: str
    """As it stands in the text; empty if words were removed."""
    flags: tuple[str, ...]
    """`digits`, `negation`, `name` or `quotation-marks`, if the change touches them; `space` if nothing but white
    space differs; `context` if it lies in the prefix or the suffix, and not in the passage. Of the targets of an
    article that changed also `quoted-words` and `attribution`."""


@dataclass(frozen=True, slots=True)
class PlacedChange:
    """A change, and where its words stand in either wording; empty where there are none."""

    change: Change
    was: Span
    now: Span


@dataclass(frozen=True, slots=True)
class _Word:
    key: str
    """The normalised word, by which it is compared."""
    start: int
    end: int


def changes(was: str, now: str) -> tuple[Change, ...]:
    """The differences between two wordings, in order, with neighbouring words taken together.

    A space between two words that only one side has is a change of these words together. Very long wordings are one
    change if they differ.
    """
    return tuple(placed.change for placed in placed_changes(was, now))


def placed_changes(was: str, now: str) -> tuple[PlacedChange, ...]:
    """The same with the places of the words, as offsets in the two wordings."""
    if max(len(was), len(now)) > LONGEST_COMPARED:
        return _roughly(was, now)
    old, new = _words(was), _words(now)
    found: list[PlacedChange] = []
    done, reached = 0, 0
    for i, j, k, m in _hunks([word.key for word in old], [word.key for word in new]):
        found += _respaced(was, old[done:i], now, new[reached:k])
        done, reached = j, m
        there, here = _span(old, i, j), _span(new, k, m)
        before, after = was[slice(*there)], now[slice(*here)]
        # One word may be several in other typesetting: 1990-1995 with a dash.
        if _key(before) != _key(after):
            change = Change(before, after, tuple(_flags(was, old, i, j, now, new, k, m)))
            found.append(PlacedChange(change, there, here))
    return (*found, *_respaced(was, old[done:], now, new[reached:]))


def _span(words: list[_Word], begin: int, end: int) -> Span:
    """From the first of some words to the last; where there is none, the place between its neighbours."""
    if end > begin:
        return words[begin].start, words[end - 1].end
    at = words[begin - 1].end if begin else 0
    return at, at


def _roughly(was: str, now: str) -> tuple[PlacedChange, ...]:
    """All of two wordings as one change, after what they have in common at both ends."""
    first = Prefix.similarity(was, now)
    while first and not (was[first - 1].isspace() and now[first - 1].isspace()):
        first -= 1
    was, now = was[first:], now[first:]
    last = Postfix.similarity(was, now)
    while last and not (was[-last].isspace() and now[-last].isspace()):
        last -= 1
    was, now = was[: len(was) - last], now[: len(now) - last]
    before, after = normalise(was).split(), normalise(now).split()
    if before == after:
        return ()
    capitals = ([(word, False) for word in words if word[0].isupper()] for words in (before, after))
    change = Change(was, now, tuple(_flags_of(before, after, *capitals, replaced=True)))
    return (PlacedChange(change, (first, first + len(was)), (first, first + len(now))),)


def _respaced(was: str, old: list[_Word], now: str, new: list[_Word]) -> Iterator[PlacedChange]:
    """The places in a row of equal words where one side has a space between two of them."""
    for (one, two), (first, second) in zip(itertools.pairwise(old), itertools.pairwise(new), strict=True):
        spaced = has_space(was[one.end : two.start])
        if spaced != has_space(now[first.end : second.start]) and not closes_up(one.key[-1], two.key[0]):
            there, here = (one.start, two.end), (first.start, second.end)
            yield PlacedChange(Change(was[slice(*there)], now[slice(*here)], ("space",)), there, here)


def has_space(words: str) -> bool:
    """Whether there is white space in them."""
    return any(char.isspace() for char in words)


def word_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Start and end of each word, and of every other visible character."""
    return [(word.start, word.end) for word in _words(text, start, end)]


def split_words(text: str) -> list[str]:
    """The words, and every other visible character."""
    return [text[start:end] for start, end in word_spans(text)]


def _words(text: str, start: int = 0, end: int | None = None) -> list[_Word]:
    end = len(text) if end is None else end
    spans: list[Span] = []
    for first, last in (*words(text, start, end), (end, end)):
        spans += (char.span() for char in _VISIBLE.finditer(text, start, first))
        spans.append((first, last))
        start = last
    return [_Word(key, first, last) for first, last in spans if (key := _key(text[first:last]))]


@lru_cache(maxsize=1 << 14)
def _key(word: str) -> str:
    return normalise(word).strip(" ")


_VISIBLE = regex.compile(r"\S")
_Hunk = tuple[int, int, int, int]


def _hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[_Hunk]:
    """Differing stretches old[i:j] and new[k:m], in order; a single one between the common ends if they are long."""
    ends = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
    first = sum(1 for _ in ends)
    tails = zip(reversed(old[first:]), reversed(new[first:]), strict=False)
    last = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], tails))
    old, new = old[first : len(old) - last], new[first : len(new) - last]
    if max(len(old), len(new)) > MOST_COMPARED:
        yield first, first + len(old), first, first + len(new)
        return
    opcodes = Levenshtein.opcodes(old, new)
    for same, row in itertools.groupby(opcodes, key=lambda part: part.tag == "equal"):
        if not same:
            parts = list(row)
            start, end = parts[0], parts[-1]
            yield (
                first + start.src_start,
                first + end.src_end,
                first + start.dest_start,
                first + end.dest_end,
            )


# --- what to look at closely ----------------------------------------------------------------------


_Capitals = list[tuple[str, bool]]
"""Capitalised words, each with whether it begins a sentence, where a capital proves nothing."""


def _flags(
    was: str, old: list[_Word], i: int, j: int, now: str, new: list[_Word], k: int, m: int
) -> Iterator[str]:
    before, after = [word.key for word in old[i:j]], [word.key for word in new[k:m]]
    if "".join(before) == "".join(after):
        yield "space"
        return
    capitals = _capitals(was, old, i, j), _capitals(now, new, k, m)
    yield from _flags_of(before, after, *capitals, replaced=j > i and m > k)


def _flags_of(
    before: list[str], after: list[str], had: _Capitals, has: _Capitals, *, replaced: bool
) -> Iterator[str]:
    if _figures(before) != _figures(after):
        yield "digits"
    if _negations(before) != _negations(after) or _is_opposite(before, after):
        yield "negation"
    if _changes_name(had, has, replaced=replaced):
        yield "name"
    if _marks(before) != _marks(after):
        yield "quotation-marks"


def _figures(words: list[str]) -> Counter[str]:
    return Counter(word for word in words if is_quantity(word))


def _negations(words: list[str]) -> Counter[str]:
    joined = "".join(words)
    found = Counter({part: joined.count(part) for part in _NEGATING_PARTS if part in joined})
    for word in map(str.casefold, words):
        if word in _NEGATIONS or word.endswith("n't"):
            found["not"] += 1
        elif word.startswith("n'"):
            found["ne"] += 1
    return found


def _is_opposite(before: list[str], after: list[str]) -> bool:
    """Whether one side has a word and the other the same word with a negating prefix."""
    one, other = set(map(str.casefold, before)), set(map(str.casefold, after))
    return any(
        len(word) > 2 and prefix + word in words
        for mine, words in ((one - other, other - one), (other - one, one - other))
        for word in mine
        for prefix in _NEGATING_PREFIXES
    )


def _capitals(text: str, words: list[_Word], begin: int, end: int) -> _Capitals:
    return [
        (words[at].key, begins_sentence(text, words[at].start))
        for at in range(begin, end)
        if words[at].key[0].isupper() or words[at].key[0].istitle()
    ]


def _changes_name(before: _Capitals, after: _Capitals, replaced: bool) -> bool:
    """Whether a capitalised word was replaced, or came or went anywhere but at the start of a sentence."""
    kept = Counter(word for word, _ in before) & Counter(word for word, _ in after)
    lost = [(word, first) for word, first in before + after if not kept[word]]
    return any(replaced or not first for _, first in lost)


def _marks(words: list[str]) -> Counter[str]:
    return Counter(word for word in words if word in ('"', "'"))
