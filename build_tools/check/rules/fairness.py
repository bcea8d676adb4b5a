"""Rules of fairness: good practice is seen, nobody reviews themselves, notes leave the text readable."""

from __future__ import annotations

from collections.abc import Iterator

from ...problems.problem import Path
from ...problems.wording import Words
from ..case import Case
from ..rule import Finding, finder

DENSE_SHARE = 0.6
"""The share of the article's words above which marking is called dense."""
DENSE_PILE = 4
"""The number of notes on one word above which marking is called dense."""


@finder(needs=("stance",))
def no_good_practice(case: Case) -> Iterator[Finding]:
    """The notes on an article name something that it does well.

    Notes that only fault teach suspicion, not judgement. Every article has something: a source named with
    its post, a claim that is attributed, a figure with its origin. Mark it with `stance: good-practice`.
    """
    notes = case.notes.annotations
    if notes and all(note.stance != "good-practice" for note in notes):
        yield Finding(
            ("annotations",),
            Words(
                "no note names good practice",
                "Mark something the article does well: `stance: good-practice`.",
            ),
            key=True,
        )


@finder()
def author_is_reviewer(case: Case) -> Iterator[Finding]:
    """Nobody reviews their own notes.

    A review is a second person's reading, and pages say whether it has happened. `author` and `reviewer` of a
    note are its own or, where it has none, those of the file. Leave `reviewer` empty until somebody else has
    checked the note.
    """
    file = case.notes
    if _same(file.author, file.reviewer):
        yield _self_review(("reviewer",), file.author)
    for number, note in enumerate(file.annotations):
        if note.author is None and note.reviewer is None:
            continue
        author, reviewer = note.author or file.author, note.reviewer or file.reviewer
        if _same(author, reviewer):
            yield _self_review(("annotations", number, "reviewer" if note.reviewer else "author"), author)


@finder("warning")
def dense_marking(case: Case) -> Iterator[Finding]:
    """Marks leave most of the article free.

    When more than 60 % of the words are marked, or more than four notes share a word, readers can no longer
    see what matters. Choose the strongest cases, shorten the passages to the words that the note is about, or
    move what concerns the whole article to `target: {whole: article}`.
    """
    if case.article is None:
        return
    steps: list[tuple[int, int, Path]] = []
    for placement in case.placed("annotations"):
        for start, end in placement.spans:
            if start < end:
                steps += [(start, 1, placement.at), (end, -1, placement.at)]
    steps.sort(key=lambda step: step[:2])
    words = case.article.words
    if not steps or not words:
        return
    depth, marked, index, piled = 0, 0, 0, False
    for offset, step, at in steps:
        while index < len(words) and words[index][0] < offset:
            marked += depth > 0
            index += 1
        depth += step
        if depth > DENSE_PILE and not piled:
            piled = True
            line = case.article.line_at(offset)
            yield Finding(
                at,
                Words(
                    f"more than {DENSE_PILE} notes share the same words, in article line {line}",
                    "Merge notes, or shorten their passages.",
                ),
            )
    share = marked / len(words)
    if share > DENSE_SHARE:
        yield Finding(
            ("annotations",),
            Words(
                f"{share:.0%} of the article's words are marked",
                "Choose the strongest cases, and shorten the passages to the words that matter.",
            ),
            key=True,
        )


def _same(author: str, reviewer: str | None) -> bool:
    return reviewer is not None and " ".join(author.casefold().split()) == " ".join(
        reviewer.casefold().split()
    )


def _self_review(at: Path, name: str) -> Finding:
    return Finding(
        at,
        Words(
            f"“{name}” is both author and reviewer",
            "Leave `reviewer` empty until a second person has checked it.",
        ),
    )
