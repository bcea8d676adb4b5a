"""Where the targets of annotations and attributions stand in the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..anchor.anchor import SearchText, Selector, Status, occurrences, places
from ..entry import Spans
from ..model.annotations import AnnotationFile
from ..model.targets import Point, Quote, Whole
from ..problems.problem import Path
from ..words.whole import begins_within_word, ends_within_word
from .case import Placement, Target

MOST_PLACES = 200
"""Places at which one target with `every` may stand. One more is kept, to show that there are more."""
MOST_TARGETS = 10_000
"""Targets that are looked up: when there are more, that is an error."""
_MOST_FOUND = 20_000
"""Places at which the words of one target with `every` are looked at."""


def placements_of(notes: AnnotationFile, text: SearchText | None) -> Iterator[Placement]:
    """The place of each target, in the order of the file. Without a text only what is declared is known."""
    sections: tuple[tuple[str, Sequence[Sequence[Target]]], ...] = (
        ("annotations", [note.target for note in notes.annotations]),
        ("attributions", [attribution.target for attribution in notes.attributions]),
    )
    known: dict[Target, tuple[Spans, Status | None]] = {}
    left = MOST_TARGETS
    for section, items in sections:
        for number, targets in enumerate(items):
            for index, target in enumerate(targets):
                at: Path = (section, number, "target", index)
                left -= 1
                if text is None or isinstance(target, Whole) or left < 0:
                    yield Placement(at, target)
                    continue
                if target not in known:
                    known[target] = _place(text, target)
                yield Placement(at, target, *known[target])


def _place(text: SearchText, target: Target) -> tuple[Spans, Status | None]:
    match target:
        case (
            Quote(exact=words, prefix=prefix, suffix=suffix)
            | Point(after=words, prefix=prefix, suffix=suffix)
        ):
            status, found = places(text, Selector(words, prefix, suffix))
            if len(found) != 1:
                return (), status
            ((start, end),) = found
            return ((end if isinstance(target, Point) else start, end),), status
        case Whole():
            return (), None
    if spans := occurrences(text, target.every, _MOST_FOUND):
        return (_whole(text.text, spans) or spans)[: MOST_PLACES + 1], "exact"
    return (), "orphan"


def stands(text: SearchText, target: Target) -> bool:
    """Whether a target has its place in a text."""
    return bool(_place(text, target)[0])


def _whole(text: str, spans: Spans) -> Spans:
    """Those of the places that are whole words: “port” is not meant in “transport”."""
    return tuple(
        (start, end)
        for start, end in spans
        if not begins_within_word(text, start) and not ends_within_word(text, end)
    )
