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
from rapidfuzz.distance import Levenshtein

from .normalise import DOUBLE_QUOTES, SINGLE_QUOTES, UNSPACED_SCRIPTS, ZERO_WIDTH, normalise

MOST_COMPARED = 5_000
"""Words of a stretch that are compared one by one. The longest sentences of novels have a few hundred."""

_LETTER = rf"[[\w\p{{M}}{ZERO_WIDTH}]--{UNSPACED_SCRIPTS}]"
WORD = regex.compile(
    rf"{_LETTER}+(?:(?:['’](?={_LETTER})|(?<=\d)[.,:](?=\d)){_LETTER}+)*|\S",
    regex.V1,
)
"""A word, a number, or one other visible character."""
_SENTENCE_ENDS = frozenset(".!?:…。！？؟।")
_OPENERS = frozenset(DOUBLE_QUOTES + SINGLE_QUOTES + "([{*_-–— ")

_NUMBER_WORDS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand "
    "thousands million millions billion billions trillion dozen dozens half third quarter double twice once".split()
)
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
    """`digits`, `negation`, `name` or `quotation-marks`, if the change touches them; `context` if it lies in
    the prefix or the suffix, and not in the passage."""


@dataclass(frozen=True, slots=True)
class _Word:
    key: str
    """The normalised word, by which it is compared."""
    start: int
    end: int


def changes(was: str, now: str) -> tuple[Change, ...]:
    """The differences between two wordings, in order, with neighbouring words taken together."""
    old, new = _words(was), _words(now)
    found = []
    for i, j, k, m in _hunks([word.key for word in old], [word.key for word in new]):
        before = was[old[i].start : old[j - 1].end] if j > i else ""
        after = now[new[k].start : new[m - 1].end] if m > k else ""
        found.append(Change(before, after, tuple(_flags(was, old, i, j, now, new, k, m))))
    return tuple(found)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each word and each punctuation mark."""
    return [(word.start, word.end) for word in _words(text)]


def _words(text: str) -> list[_Word]:
    words = ((match.group(), *match.span()) for match in WORD.finditer(text))
    return [_Word(key, start, end) for word, start, end in words if (key := _key(word))]


@lru_cache(maxsize=1 << 14)
def _key(word: str) -> str:
    return normalise(word).strip(" ")


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


def _flags(
    was: str, old: list[_Word], i: int, j: int, now: str, new: list[_Word], k: int, m: int
) -> Iterator[str]:
    before, after = [word.key for word in old[i:j]], [word.key for word in new[k:m]]
    if _figures(before) != _figures(after):
        yield "digits"
    if _negations(before) != _negations(after) or _is_opposite(before, after):
        yield "negation"
    if _changes_name(_capitals(was, old, i, j), _capitals(now, new, k, m), replaced=j > i and m > k):
        yield "name"
    if _marks(before) != _marks(after):
        yield "quotation-marks"


def _figures(words: list[str]) -> Counter[str]:
    return Counter(
        word for word in words if any(char.isnumeric() for char in word) or word.casefold() in _NUMBER_WORDS
    )


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


_Capitals = list[tuple[str, bool]]
"""Capitalised words, each with whether it begins a sentence, where a capital proves nothing."""


def _capitals(text: str, words: list[_Word], begin: int, end: int) -> _Capitals:
    return [
        (words[at].key, _begins_sentence(text, words, at))
        for at in range(begin, end)
        if words[at].key[0].isupper() or words[at].key[0].istitle()
    ]


def _begins_sentence(text: str, words: list[_Word], at: int) -> bool:
    before = at - 1
    while before >= 0 and words[before].key in _OPENERS:
        before -= 1
    if before < 0 or words[before].key in _SENTENCE_ENDS:
        return True
    return "\n" in text[words[before].end : words[at].start]


def _changes_name(before: _Capitals, after: _Capitals, replaced: bool) -> bool:
    """Whether a capitalised word was replaced, or came or went anywhere but at the start of a sentence."""
    kept = Counter(word for word, _ in before) & Counter(word for word, _ in after)
    lost = [(word, first) for word, first in before + after if not kept[word]]
    return any(replaced or not first for _, first in lost)


def _marks(words: list[str]) -> Counter[str]:
    return Counter(word for word in words if word in ('"', "'"))
