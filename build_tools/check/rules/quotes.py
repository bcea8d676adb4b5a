"""Rules of quotations: every note stands where its words stand, and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...problems.shape import shortened
from ...problems.wording import Words
from ...words.count import Span
from ...words.whole import begins_within_word, ends_within_word, whole_words
from ..case import Case, Placement
from ..rule import Finding, finder

if TYPE_CHECKING:
    from ...anchor.anchor import Anchor, SearchText, Suggestion
    from ...read.article import Article


MOST_PLACES = 200
"""Places at which one target with `every` may stand."""
MOST_SHOWN = 5
"""Places that one message names."""

_FLAGS = {
    "digits": "a number differs",
    "negation": "a negation differs",
    "name": "a name differs",
    "quotation-marks": "quotation marks differ",
}


@finder()
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
        if placement.anchor and placement.anchor.status == "orphan":
            near = placement.anchor.suggestion
            hint = f"Nothing in the article is close to it. Copy the words from {case.article_path}."
            if near:
                hint = _closest_text(case, case.article, case.text, placement, near)
            message = f"these words are not in {case.article_path}"
            if near and all("context" in change.flags for change in near.changes):
                message = f"these words are in {case.article_path}, but not with this prefix or suffix"
            yield Finding(_of_words(placement), Words(message, hint))


@finder()
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
    if case.article is None:
        return
    for placement in case.placements:
        if placement.anchor and placement.anchor.status == "ambiguous":
            number = len(placement.anchor.candidates)
            places = f"{number} times" if number < 20 else "20 times or more"
            yield Finding(
                _of_words(placement),
                Words(
                    f"these words stand in {case.article_path} {places}",
                    _candidates(case, case.article, placement, placement.anchor),
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
                        f"Article line {case.article.line_at(at)} has: {_quoted(shortened(text[slice(*whole)], 120))}"
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


def _of_words(placement: Placement) -> tuple[str | int, ...]:
    return (*placement.at, placement.key)


def _closest_text(
    case: Case, article: Article, text: SearchText, placement: Placement, near: Suggestion
) -> str:
    shown = _quoted(shortened(near.text, 200))
    lines = [f"Closest text, article line {article.line_at(near.start)}: {shown}"]
    lines += _differences(near)
    flags = [words for flag, words in _FLAGS.items() if any(flag in change.flags for change in near.changes)]
    if flags:
        lines.append(f"Careful, {', '.join(flags)}: read both before you change the note.")
    lines.append("If this is the passage, copy it exactly as the article has it:")
    lines.append("  " + _key(case, placement) + _paste(text, placement, near.start, near.end))
    return "\n".join(lines)


def _differences(near: Suggestion) -> Iterator[str]:
    shown = near.changes[:5]
    for change in shown:
        where = "prefix or suffix: " if "context" in change.flags else ""
        was, now = (shortened(part.strip(), 80) for part in (change.was, change.now))
        if not was:
            yield f"  {where}the article also has “{now}”"
        elif not now:
            yield f"  {where}the article does not have “{was}”"
        else:
            yield f"  {where}“{was}” is “{now}” in the article"
    if len(near.changes) > len(shown):
        yield f"  and {len(near.changes) - len(shown)} more differences"


def _candidates(case: Case, article: Article, placement: Placement, found: Anchor) -> str:
    key = _key(case, placement)
    lines = ["Say which one, with the words before or after it:"]
    for candidate in found.candidates:
        line = article.line_at(candidate.start)
        words = article.text[candidate.start : candidate.end]
        target = _target(placement, words, candidate.prefix, candidate.suffix)
        lines.append(f"  article line {line}: {key}{target}")
    if placement.key == "exact":
        lines.append(f"Or mark all of them: {key}{{every: {_quoted(placement.words)}}}")
    return "\n".join(lines)


def _key(case: Case, placement: Placement) -> str:
    """What stands before the words to paste: nothing for an item of a list, which is replaced by itself."""
    is_item = case.file.locate(placement.at) != case.file.locate(placement.at[:-1])
    return "" if is_item else "target: "


def _paste(text: SearchText, placement: Placement, start: int, end: int) -> str:
    from ...anchor.describe import describe

    if placement.key == "every":
        return f"{{every: {_quoted(text.text[start:end])}}}"
    found = describe(text, start, end)
    return _target(placement, found.exact, found.prefix, found.suffix)


def _target(placement: Placement, words: str, prefix: str, suffix: str) -> str:
    parts = {"prefix": prefix, placement.key: words, "suffix": suffix}
    if placement.key == "exact" and not prefix and not suffix:
        return _quoted(words)
    return "{" + ", ".join(f"{key}: {_quoted(part)}" for key, part in parts.items() if part) + "}"


def _quoted(text: str) -> str:
    """The text as a YAML scalar in double quotation marks: JSON's are among them."""
    return json.dumps(text, ensure_ascii=False)
