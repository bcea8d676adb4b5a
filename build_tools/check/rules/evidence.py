"""Rules of evidence: what a reader can open, and what the article could have known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ...model.dates import PartialDate
from ...problems.problem import Path
from ...problems.wording import Words
from ..case import Case
from ..rule import Finding, finder


@finder(needs=("kind", "evidence"))
def missing_context_without_evidence(case: Case) -> Iterator[Finding]:
    """A note of the kind *missing context* names evidence.

    It speaks of something that a reader cannot see in the article. Without a source the reader would have to
    take our word for it. Name at least one id of the file's `evidence`.
    """
    for number, note in enumerate(case.notes.annotations):
        if note.kind == "missing-context" and not note.evidence:
            yield Finding(
                ("annotations", number, "kind"),
                Words(
                    f"the note `{note.id}` says that context is missing, and names no evidence",
                    "Add `evidence: [an-id]`, with ids from the file's `evidence:`.",
                ),
            )


@finder(needs=("kind", "evidence"))
def known_without_evidence(case: Case) -> Iterator[Finding]:
    """A note that says what is known from elsewhere names evidence.

    `known` is what a reader cannot see in the article. Without a source the reader would have to take our word for
    it. Name at least one id of the file's `evidence`, or, if it can be seen in the article, say it in `observation`.
    """
    for number, note in enumerate(case.notes.annotations):
        # Of missing context another rule says as much.
        if note.known is not None and not note.evidence and note.kind != "missing-context":
            yield Finding(
                ("annotations", number, "known"),
                Words(
                    f"the note `{note.id}` says what is known from elsewhere, and names no evidence",
                    "Add `evidence: [an-id]`, or say it in `observation` if the article itself shows it.",
                ),
                key=True,
            )


@finder("warning", needs=("evidence",))
def known_is_later(case: Case) -> Iterator[Finding]:
    """What was on record at the article's date rests on sources of that time.

    When all the evidence of a note is `later: true`, nothing of it could be known yet. Add a source of the time, or
    begin with “Later:”, so that nobody holds it against the article.

    Wrong: `known: On 1 May the port closed again.` Right: `known: "Later: on 1 May the port closed again."`
    """
    later = {name for name, source in case.notes.evidence.items() if source.later}
    for number, note in enumerate(case.notes.annotations):
        if note.known is None or not note.evidence or not later.issuperset(note.evidence):
            continue
        if not note.known.startswith("Later:"):
            yield Finding(
                ("annotations", number, "known"),
                Words(
                    f"all the evidence of the note `{note.id}` is later than the article",
                    "Begin with “Later:” (and put the text in quotation marks), or add a source of the time.",
                ),
                key=True,
            )


@finder()
def evidence_is_later(case: Case) -> Iterator[Finding]:
    """A source published after the article is marked `later: true`.

    An article cannot be faulted for leaving out what nobody could know yet. Readers see the mark, and the
    timeline sets such sources apart. The article's day is `published` in its front matter or, when that is
    not known, `as_of`.
    """
    day = case.front.value.day if case.front and case.front.value else None
    for name, source in case.notes.evidence.items():
        if day and source.published.is_after(day) and not source.later:
            yield Finding(
                ("evidence", name, "published"),
                Words(
                    f"`{name}` is of {source.published.words}, later than the article ({day.words})",
                    f"If both days are right, add `later: true`. Else correct this one, or {_day_key(case)}.",
                ),
            )


@finder()
def evidence_is_not_later(case: Case) -> Iterator[Finding]:
    """Only a source published after the article is marked `later: true`.

    The mark tells readers that the article could not have known. On a source of the same day or before, that
    is not true: remove `later`, or correct one of the dates.
    """
    day = case.front.value.day if case.front and case.front.value else None
    for name, source in case.notes.evidence.items():
        if not day or not source.later or source.published.is_after(day):
            continue
        # `2025-04` may be later than 2025-04-26 or not: then the mark is the author's decision.
        if day.is_after(source.published) or (day == source.published and day.day):
            yield Finding(
                ("evidence", name, "later"),
                Words(
                    f"`{name}` is of {source.published.words}, not later than the article ({day.words})",
                    "Remove `later`, or correct the date.",
                ),
                key=True,
            )


def _day_key(case: Case) -> str:
    """Where the article's day stands."""
    key = "published" if case.front and case.front.value and case.front.value.published else "as_of"
    return f"`{key}` at the head of {case.article_path}"


@finder("warning", needs=("published", "checked", "retrieved"))
def read_before_published(case: Case) -> Iterator[Finding]:
    """Nobody read a page before it was published.

    The day under `checked` is not before the one under `published`, nor an article's `retrieved` before its
    `published`. One of the two is a slip, such as a wrong year or a day and a month that changed places. Where a page
    was read and then published anew under another date, say so in a note, and accept the warning.
    """
    days: list[tuple[Path, PartialDate, PartialDate, Literal["annotations", "article"]]] = [
        (("evidence", name, "checked"), source.published, source.checked, "annotations")
        for name, source in case.notes.evidence.items()
    ]
    if case.front and (front := case.front.value) and front.published:
        days.append((("retrieved",), front.published, front.retrieved, "article"))
    for at, published, read, file in days:
        if published.is_after(read):
            yield Finding(
                at,
                Words(
                    f"`{at[-1]}` is {read.words}, before the page was published ({published.words})",
                    f"Correct the day here, or the one under `published`. Days are written year-month-day: {published} "
                    f"is {published.words}.",
                ),
                file=file,
            )


@finder()
def missing_is_later(case: Case) -> Iterator[Finding]:
    """A missing fact that nobody could know yet begins with “Later:”.

    The page sets `missing` into the article, among words that are older. When all the evidence of the note is
    `later: true`, a reader has to see at once that the article could not have told it.

    Wrong: `missing: On 1 May the port closed again.` Right: `missing: "Later: on 1 May the port closed again."`
    """
    later = {name for name, source in case.notes.evidence.items() if source.later}
    for number, note in enumerate(case.notes.annotations):
        if note.missing is None or not note.evidence or not later.issuperset(note.evidence):
            continue
        if not note.missing.startswith("Later:"):
            yield Finding(
                ("annotations", number, "missing"),
                Words(
                    f"all the evidence of the note `{note.id}` is later than the article",
                    "Begin with “Later:” (and put the text in quotation marks), or add a source of the time.",
                ),
            )


@finder("warning", needs=("published", "as_of"))
def article_without_date(case: Case) -> Iterator[Finding]:
    """An article says when it was published, or up to when it could have known of events.

    Without `published` or `as_of` nobody can tell which evidence is later than the article. When the page
    gives no date, find out from other reports, write `as_of`, and say in `date_note` how you know.
    """
    front = case.front
    if front and front.value and not front.value.day and case.notes.evidence:
        yield Finding(
            (),
            Words(
                "the article has neither `published` nor `as_of`",
                "Add one of them, such as `as_of: 2025-04-26`, and say in `date_note` how you know.",
            ),
            key=True,
            file="article",
        )
