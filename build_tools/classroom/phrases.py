"""The phrases that learners can pick where a system lets them pick among given ones.

They are of two sorts. The first are the passages of the notes of one kind:
* passages that overlap are one phrase, which carries all their notes; one that goes over several blocks is one in each;
* a note on a place between words (something is missing *here*) has the clause before that place.

The others have no note of that kind, so that picking is a decision. They are clauses of the same text: the words
between two commas, dashes, brackets or ends of a sentence, of two to twelve words; of a longer clause its first eight.
Clauses of sentences without any note come first. Where there are too few of these, clauses follow that merely have no
word of a note of this kind. There are as many of them as passages, and at least four where the text has so many, taken
at even distances. The same article always gives the same phrases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from ..marked.marked import MarkedArticle
from ..marked.notes import Note
from ..model.names import KIND_NAMES
from ..words.count import words
from ..words.sentences import sentence
from .blocks import Block, Span, blocks

FEWEST_WORDS, MOST_WORDS, KEPT_WORDS = 2, 12, 8
"""Of a clause without a note; and how many words are kept of a longer one."""
LEAST_OTHERS = 4
MOST_PASSAGES = 10
"""With more passages of a kind than this, the text is given in parts."""

# A comma inside a number divides nothing.
_CUT = regex.compile(
    r"""  [,;:،؛、，；：。!?…()\[\]（）「」『』《》〈〉【】«»“”„"—–]++ (?=\s|\Z|[\p{Han}\p{Hiragana}\p{Katakana}])
      | \s [—–-] (?=\s)
      | (?<=\s) [(\[«“„"]
    """,
    regex.V1 | regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that can be picked. Offsets are code points in the visible text."""

    start: int
    end: int
    notes: tuple[Note, ...] = ()
    """The notes of the kind in question that it has; none for the others."""


@dataclass(frozen=True, slots=True)
class Task:
    """A part of the article, or all of it, with the phrases of one kind. They do not overlap."""

    kind: str
    part: int
    """From 1."""
    parts: int
    blocks: tuple[Block, ...]
    phrases: tuple[Phrase, ...]
    """In order of place. At least one has a note."""


def tasks(marked: MarkedArticle) -> Iterator[Task]:
    """What there is to pick, kind by kind; nothing of a kind of which no note has a place in the text."""
    text, language = marked.entry.article.text, marked.entry.front.language
    everything = blocks(marked.entry.article)
    spans = [span for block in everything for span in block.spans if span[0] < span[1]]
    clauses = list(_clauses_by_sentence(marked, spans, text, language))
    for kind in KIND_NAMES:
        noted = tuple(_noted(marked.notes, kind, spans, text, language))
        if noted:
            phrases = sorted((*noted, *_others(noted, clauses)), key=lambda phrase: phrase.start)
            groups = list(_groups(everything, noted))
            for part, group in enumerate(groups, start=1):
                first, last = _extent(group)
                inside = tuple(phrase for phrase in phrases if first <= phrase.start < last)
                yield Task(kind, part, len(groups), group, inside)


def _noted(
    notes: Iterable[Note], kind: str, spans: Sequence[Span], text: str, language: str
) -> Iterator[Phrase]:
    """The passages of the notes of a kind, without overlap."""
    found: list[Phrase] = []
    for note in notes:
        if note.kind == kind:
            for passage in note.passages:
                if passage.is_point:
                    places = _before(passage.start, spans, text, language)
                else:
                    places = _clipped((passage.start, passage.end), spans, text)
                found += (Phrase(start, end, (note,)) for start, end in places)
    found.sort(key=lambda phrase: (phrase.start, phrase.end))
    while found:
        first = found.pop(0)
        while found and found[0].start < first.end:
            other = found.pop(0)
            more = tuple(note for note in other.notes if note not in first.notes)
            first = Phrase(first.start, max(first.end, other.end), first.notes + more)
        yield first


def _clipped(place: Span, spans: Iterable[Span], text: str) -> Iterator[Span]:
    """The part of a passage in each block, without the white space around it."""
    for first, last in spans:
        if piece := _bare(text, max(place[0], first), min(place[1], last)):
            yield piece


def _before(offset: int, spans: Iterable[Span], text: str, language: str) -> Iterator[Span]:
    """The clause that ends at an offset, or last before it in its block."""
    for first, last in spans:
        if first < offset <= last:
            begin, _ = sentence(text, offset - 1, offset, language, (first, last))
            clauses = list(_clauses(text, begin, offset))
            yield from clauses[-1:] or _clipped((begin, offset), [(first, last)], text)


def _clauses_by_sentence(
    marked: MarkedArticle, spans: Iterable[Span], text: str, language: str
) -> Iterator[tuple[Span, bool]]:
    """The clauses that may be asked for, each with whether its sentence has no note of any kind."""
    passages = ((passage.start, passage.end) for note in marked.notes for passage in note.passages)
    taken = _cover(len(text), passages)
    for span in spans:
        for begin, end in _sentences(text, span, language):
            is_free = 1 not in taken[begin:end]
            for first, last in _clauses(text, begin, end):
                if clause := _kept(text, first, last):
                    yield clause, is_free


def _others(noted: Sequence[Phrase], clauses: Iterable[tuple[Span, bool]]) -> Iterator[Phrase]:
    taken = _cover(noted[-1].end, ((phrase.start, phrase.end) for phrase in noted))
    free: list[Span] = []
    rest: list[Span] = []
    for clause, is_free in clauses:
        if 1 not in taken[slice(*clause)]:
            (free if is_free else rest).append(clause)
    wanted = max(len(noted), LEAST_OTHERS)
    chosen = _spread(free, wanted)
    chosen += _spread(rest, wanted - len(chosen))
    return (Phrase(start, end) for start, end in chosen)


def _sentences(text: str, span: Span, language: str) -> Iterator[Span]:
    at, last = span
    while place := _bare(text, at, last):
        _, end = sentence(text, place[0], place[0] + 1, language, (place[0], last))
        yield place[0], max(end, place[0] + 1)
        at = max(end, place[0] + 1)


def _clauses(text: str, start: int, end: int) -> Iterator[Span]:
    """The clauses of a stretch, without the signs around them."""
    cuts = [found.span() for found in _CUT.finditer(text, start, end)]
    for (_, begin), (stop, _) in pairwise([(start, start), *cuts, (end, end)]):
        inner = list(words(text, begin, stop))
        if inner:
            yield inner[0][0], inner[-1][1]


def _kept(text: str, start: int, end: int) -> Span | None:
    """As much of a clause as is asked for; None when it is too short to be a phrase."""
    inner = list(words(text, start, end))
    if len(inner) < FEWEST_WORDS:
        return None
    return (start, end) if len(inner) <= MOST_WORDS else (start, inner[KEPT_WORDS - 1][1])


def _spread(places: Sequence[Span], number: int) -> list[Span]:
    """That many of the places, at even distances; all when there are no more."""
    if number >= len(places):
        return list(places)
    return [places[index * len(places) // number] for index in range(number)]


def _groups(everything: Sequence[Block], noted: Sequence[Phrase]) -> Iterator[tuple[Block, ...]]:
    """The blocks in parts of few enough passages, as alike in their number as can be. No block is divided."""
    parts = -(-len(noted) // MOST_PASSAGES)
    group: list[Block] = []
    done = given = 0
    for block in everything:
        first, last = _extent((block,))
        here = sum(first <= phrase.start < last for phrase in noted)
        # A heading begins a part rather than ending one.
        full = given < parts - 1 and done >= (given + 1) * len(noted) / parts
        if full and here:
            kept = len(group) - (group[-1].tag.startswith("h") and len(group) > 1)
            yield tuple(group[:kept])
            group, given = group[kept:], given + 1
        group.append(block)
        done += here
    yield tuple(group)


def _extent(group: Sequence[Block]) -> Span:
    """Where the words of these blocks, which follow each other, begin and end."""
    spans = [span for block in group for span in block.spans if span[0] < span[1]]
    return spans[0][0], spans[-1][1]


def _cover(length: int, places: Iterable[Span]) -> bytearray:
    """For each character 1 where it is in one of the places; a point is on the character before it."""
    covered = bytearray(length)
    for start, end in places:
        first = start if start < end else max(start - 1, 0)
        covered[first:end] = b"\1" * (end - first)
    return covered


def _bare(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
