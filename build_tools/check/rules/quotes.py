"""Rules of quotations: every note stands where its words stand, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from ...anchor.anchor import MOST_CANDIDATES, Anchor, anchor
from ...problems.shape import shortened
from ...problems.wording import Words
from ...read.article import Article
from ...words.count import Span
from ...words.whole import begins_within_word, ends_within_word, whole_words
from .. import pasted
from ..case import Case, Placement
from ..not_found import not_found
from ..placing import MOST_PLACES
from ..rule import Finding, finder

MOST_SHOWN = 5
"""Places that one message names."""


@finder(needs=("prefix", "suffix", "exact", "every", "after"))
def quote_not_found(case: Case) -> Iterator[Finding]:
    """The words of a target stand in the article.

    A note is tied to words, not to a position. Words that are not there would leave the note without a
    place, so the build stops. The message shows the closest passage and what differs. Copy the words from
    the article exactly; typographic quotation marks, dashes and spaces may differ.

    If the passage was removed from the article, the note goes too, or says what changed. Where a number, a
    name or a negation differs, read both before you accept the suggestion: the note may no longer be true.

    ```yaml
    target: officials said the port     # the article has “say”
    target: officials say the port      # right
    ```
    """
    if case.article is None or case.text is None:
        return
    for placement in case.placements:
        if placement.status == "orphan":
            yield Finding(_of_words(placement), not_found(case, case.article, case.text, placement))


@finder(needs=("prefix", "suffix"))
def quote_ambiguous(case: Case) -> Iterator[Finding]:
    """The words of a target stand in the article only once.

    If they stand there several times, nobody can tell which place is meant, and the checker does not guess.
    Make the quotation longer, or add the words before it (`prefix`) or after it (`suffix`). The message lists
    all places, each with a target that is ready to be pasted. To mark all of them, use `every`.

    ```yaml
    target: {exact: "talks", prefix: "direct "}     # the one after “direct ”
    target: {every: "talks"}                        # all of them
    ```
    """
    if case.article is None or case.text is None:
        return
    for placement in case.placements:
        if placement.status == "ambiguous":
            found = anchor(case.text, placement.selector)
            number = len(found.candidates)
            places = f"{number} times" if number < MOST_CANDIDATES else f"{number} times or more"
            yield Finding(
                _of_words(placement),
                Words(
                    f"these words stand in {case.article_path} {places}",
                    _candidates(case, case.article, placement, found),
                ),
            )


@finder()
def every_too_often(case: Case) -> Iterator[Finding]:
    """A target with `every` has at most 200 places.

    A mark on every other word helps nobody. Choose longer words, or write one note on the whole article with
    `target: {whole: article}`.
    """
    for placement in case.placements:
        if len(placement.spans) > MOST_PLACES:
            yield Finding(
                _of_words(placement),
                Words(
                    f"these words stand in the article more than {MOST_PLACES} times",
                    "Choose longer words, or write a note on the whole article: target: {whole: article}",
                ),
            )


@finder("warning")
def quote_splits_word(case: Case) -> Iterator[Finding]:
    """A quotation begins and ends at the edge of a word.

    A mark on half a word is hard to read, and most often a letter was lost while copying. Copy whole words.

    One part of a word with a hyphen or an apostrophe is whole, and so is a word without what its language writes
    around it: a Korean particle, a Hebrew or Arabic prefix. In scripts without spaces there is no such edge. A target
    with `every` leaves out the places where its words are part of a longer word, unless there are no others.
    """
    if case.article is None:
        return
    text = case.article.text
    for placement in case.placements:
        halved = [found for span in placement.spans if (found := _halved(text, *span))]
        if halved:
            edge, _, _ = halved[0]
            yield Finding(
                _of_words(placement),
                Words(
                    f"these words {edge} inside a word",
                    "\n".join(
                        f"Article line {case.article.line_at(at)} has: {_shown(text, whole)}"
                        for _, at, whole in halved[:MOST_SHOWN]
                    )
                    + (f"\nand {len(halved) - MOST_SHOWN} more places" if len(halved) > MOST_SHOWN else ""),
                ),
            )


def _halved(text: str, start: int, end: int) -> tuple[str, int, Span] | None:
    """At which edge a passage, or the point behind one, halves a word; where that is; and the whole words."""
    if start < end and begins_within_word(text, start):
        return "begin", start, whole_words(text, start, end)
    if ends_within_word(text, end):
        return "end", max(end - 1, 0), whole_words(text, start, end)
    return None


def _shown(text: str, span: Span) -> str:
    return pasted.quoted(shortened(text[slice(*span)], 120))


def _of_words(placement: Placement) -> tuple[str | int, ...]:
    return (*placement.at, placement.key)


def _candidates(case: Case, article: Article, placement: Placement, found: Anchor) -> str:
    key = pasted.key(case, placement)
    lines = ["Say which one, with the words before or after it:"]
    for candidate in found.candidates:
        line = article.line_at(candidate.start)
        words = article.text[candidate.start : candidate.end]
        target = pasted.target(placement, words, candidate.prefix, candidate.suffix)
        lines.append(f"  article line {line}: {key}{target}")
    if placement.key == "exact":
        lines.append(f"Or mark all of them: {key}{{every: {pasted.quoted(placement.words)}}}")
    return "\n".join(lines)
