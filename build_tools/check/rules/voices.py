"""Rules of who speaks."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.targets import Point, Whole
from ...problems.shape import shortened
from ...problems.wording import Words
from ..case import Case
from ..rule import Finding, finder


@finder()
def overlapping_attributions(case: Case) -> Iterator[Finding]:
    """No words are attributed to two voices.

    The page tints each stretch by its voice and counts each voice's share of the words, so a word can have
    only one. When somebody relays what another said, attribute the stretch to the one whose words they
    claim to be, or cut the stretches so that they meet without overlapping.
    """
    if case.article is None:
        return
    stretches = sorted(
        (start, end, case.notes.attributions[int(placement.at[1])].voice, placement.at)
        for placement in case.placed("attributions")
        for start, end in placement.spans
        if start < end
    )
    reach: dict[str, tuple[int, tuple[str | int, ...]]] = {}
    for start, end, voice, at in stretches:
        reach = {other: (until, first) for other, (until, first) in reach.items() if until > start}
        for other, (until, first) in reach.items():
            if other != voice and until > start:
                shared = case.article.text[start : min(end, until)]
                yield Finding(
                    at,
                    Words(
                        f"these words are attributed to both `{other}` and `{voice}`",
                        f"Both have: “{shortened(shared, 120)}”\n"
                        f"The other attribution is {case.file.where(first, at)}. Cut one of the stretches.",
                    ),
                )
        if end > reach.get(voice, (0, at))[0]:
            reach[voice] = (end, at)


@finder()
def attribution_without_words(case: Case) -> Iterator[Finding]:
    """An attribution is of words: a quotation, or one at `every` occurrence.

    Nobody says a point between words (`after`), and the whole article is the outlet's. Give the words that the
    voice speaks.
    """
    for placement in case.placed("attributions"):
        if isinstance(placement.target, (Point, Whole)):
            key = "after" if isinstance(placement.target, Point) else "whole"
            yield Finding(
                placement.at, Words(f"`{key}` in an attribution", "Give the words that the voice speaks.")
            )
