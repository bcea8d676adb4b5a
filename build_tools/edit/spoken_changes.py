"""Changes that touch what somebody is quoted as saying, or the words that say whose a statement is.

Both are told in the whole article, for the marks and the verb may stand outside of the passage that a note is on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from ..anchor.differences import Change, placed_changes
from ..words.count import Span
from .hint_lists import pattern
from .hints import is_verb_place
from .quotes import quotations

QUOTED = "quoted-words"
ATTRIBUTION = "attribution"


class Speech:
    """Who says what in an old text and in a new one, as far as marks and verbs show it."""

    def __init__(self, was: str, now: str) -> None:
        self.was, self.now = was, now

    @cached_property
    def _quoted(self) -> tuple[Sequence[Span], Sequence[Span]]:
        return quotations(self.was), quotations(self.now)

    @cached_property
    def _attributed(self) -> tuple[Sequence[Span], Sequence[Span]]:
        return _attributions(self.was), _attributions(self.now)

    def changes(self, there: Span, here: Span) -> tuple[Change, ...]:
        """The changes between a passage of the old text and one of the new, flagged with what they touch of speech."""
        found = []
        for placed in placed_changes(self.was[slice(*there)], self.now[slice(*here)]):
            old = there[0] + placed.was[0], there[0] + placed.was[1]
            new = here[0] + placed.now[0], here[0] + placed.now[1]
            flags = placed.change.flags
            if _touched(self._quoted[0], old) or _touched(self._quoted[1], new):
                flags = (*flags, QUOTED)
            if _said(self.was, self._attributed[0], old) != _said(self.now, self._attributed[1], new):
                flags = (*flags, ATTRIBUTION)
            found.append(replace(placed.change, flags=flags))
        return tuple(found)


def _attributions(text: str) -> Sequence[Span]:
    """Where words stand that say whose a statement is, or what somebody makes of one."""
    spans = (match.span() for match in pattern("say", "leaning", "stand").finditer(text))
    return tuple(span for span in spans if is_verb_place(text, *span))


def _touched(stretches: Sequence[Span], span: Span) -> list[Span]:
    """The stretches that have some of the words of a span; a span without words touches none."""
    return [
        (start, end) for start, end in stretches if start < span[1] and span[0] < end and span[0] < span[1]
    ]


def _said(text: str, attributions: Sequence[Span], span: Span) -> list[str]:
    return [" ".join(text[slice(*found)].casefold().split()) for found in _touched(attributions, span)]
