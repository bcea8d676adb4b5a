"""The inverse of anchoring: the shortest selector that leads to one passage and to no other.

Context is cut at words where it can be, and never inside a grapheme cluster. Offsets are code points.
"""

from __future__ import annotations

from ..words.count import Span
from .contexts import Field
from .find import (
    SearchText,
    Selector,
    lost_space_places,
    normalised_places,
    pattern_of,
    raw_places,
)

SHOWN = 40
"""Characters shown on either side of a passage that no context of a reasonable length singles out."""


def describe(text: SearchText, start: int, end: int) -> Selector:
    """The shortest selector that anchors, with status `exact`, to text[start:end].

    Nothing can be taken from its context. One that stays in the passage's own sentence or paragraph is preferred to
    a slightly shorter one that does not (`SENTENCE_ALLOWANCE`, `PARAGRAPH_ALLOWANCE`): after edits, context from
    next door was the main cause of wrong anchors (`tests/bench/edited_texts.py`).

    Its context also singles the passage out once typesetting is levelled: otherwise a selector made today would,
    after the passage is deleted, attach to a look-alike in other quotation marks. Context enough for that can
    always be had. Not compared in this way are passages that tier 2 never finds: white space alone, and spans
    that cut a grapheme cluster (the rest of the cluster becomes context).

    Every span has a selector: the whole text, as context and passage, occurs once in itself and cuts nothing.

    Raises ValueError unless 0 <= start < end <= len(text).
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no passage from {start} to {end} in a text of {len(text)} characters")
    return _singled_out(text, start, end, len(text)) or _selector(text, (start, end), (0, len(text)))


def candidate_context(text: SearchText, start: int, end: int, reach: int) -> tuple[str, str]:
    """Prefix and suffix as `describe` gives them, each at most about `reach` characters long.

    If nothing of that length singles the passage out: the words around it, for display.
    """
    known: tuple[str, str] | None = text.memory.get((start, end))
    if known is None:
        selector = _singled_out(text, start, end, reach)
        if selector is None:
            field = Field.raw(text, start, end)
            selector = _selector(text, (start, end), field.origin((field.left(SHOWN), field.right(SHOWN))))
        text.memory[start, end] = known = (selector.prefix, selector.suffix)
    return known


def surroundings(text: SearchText, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a passage, for display."""
    begin, stop = max(0, start - SHOWN), min(len(text), end + SHOWN)
    while begin < start and not text.between_clusters(begin):
        begin += 1
    while stop > end and not text.between_clusters(stop):
        stop -= 1
    return text.text[begin:start], text.text[end:stop]


def _selector(text: SearchText, passage: Span, stretch: Span) -> Selector:
    (start, end), (begin, stop) = passage, stretch
    return Selector(text.text[start:end], text.text[begin:start], text.text[end:stop])


def _singled_out(text: SearchText, start: int, end: int, reach: int) -> Selector | None:
    """The shortest selector with at most `reach` characters of context on either side, if there is one."""
    whole_clusters = text.between_clusters(start) and text.between_clusters(end)
    if whole_clusters and pattern_of(Selector(text.text[start:end])) is not None:
        field, holds = Field.normalised(text, start, end), _only_one
    else:
        field, holds = Field.raw(text, start, end), _only_one_raw
    shortest = field.shortest(reach)
    if shortest is None:
        return None
    selector = _selector(text, (start, end), field.origin(shortest))
    # Rarely a look-alike remains that differs by no more than a space lost between the parts.
    length = 1
    while not holds(text, selector):
        if length > reach:
            return None
        length *= 2
        stretch = min(field.left(length), shortest[0]), max(field.right(length), shortest[1])
        selector = _selector(text, (start, end), field.origin(stretch))
    return selector


def _only_one(text: SearchText, selector: Selector) -> bool:
    pattern = pattern_of(selector)
    return (
        pattern is not None
        and len(normalised_places(text, selector, 2)) == 1
        and not lost_space_places(text, pattern, 1)
        and _only_one_raw(text, selector)
    )


def _only_one_raw(text: SearchText, selector: Selector) -> bool:
    return len(raw_places(text, selector, 2)) == 1
