"""How the story was told: what each report says of each fact, with the article as one report among them.

Pure: frozen values in, frozen values out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..model.annotations import AnnotationFile, Coverage, Evidence
from ..model.dates import PartialDate
from ..model.front_matter import ArticleFrontMatter
from ..model.sections import TITLE

Told = Literal["told", "not told", "not seen"]
"""What a report does with a fact. Not seen: only a part of the report was read, or not its headline."""

TOLD: tuple[Told, ...] = ("told", "not told", "not seen")
"""In the order in which readers are given them."""
HEADLINE = "The headline says whose claim it is"
"""The fact that is known of reports without being declared."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report of the story."""

    name: str
    """The outlet, or that it is this article."""
    about: str
    """What stands behind the headline of this article: its outlet, in Markdown. Otherwise nothing."""
    url: str
    headline: str
    day: PartialDate | None
    is_as_of: bool
    """Whether the day is not that of its publication, but the one as of which it is read here."""
    note: str
    is_own: bool
    """Whether it is the article of this page."""
    told: tuple[Told, ...]
    """Of each fact, in their order."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that is compared."""

    statement: str
    """In Markdown."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The section of the page."""

    facts: tuple[Fact, ...]
    """Nothing when no fact is declared: then the reports are listed, and not compared."""
    reports: tuple[Report, ...]
    """The article first."""

    def statements(self, report: Report) -> Iterator[tuple[Told, list[str]]]:
        """The facts of a report, grouped by what it does with them."""
        for told in TOLD:
            which = zip(self.facts, report.told, strict=True)
            if found := [fact.statement for fact, mark in which if mark == told]:
                yield told, found


def compared(front: ArticleFrontMatter, file: AnnotationFile) -> Comparison | None:
    """The comparison, or nothing when the file names no other report.

    That the headline says whose claim it is, is compared when the file says it of the article itself: a headline
    that makes no claim is no measure for others.
    """
    if not file.coverage:
        return None
    facts = tuple(
        Fact(fact.statement, tuple(file.evidence[name] for name in fact.evidence))
        for fact in file.facts.values()
    )
    with_headline = bool(facts) and file.attributes_in_headline is not None
    own = Report(
        name="This article",
        about=front.publisher,
        url=f"#{TITLE}",
        headline=front.title,
        day=front.published or front.as_of,
        is_as_of=not front.published,
        note="",
        is_own=True,
        told=(
            *((_told(file.attributes_in_headline),) if with_headline else ()),
            *(_told(fact.told_here) for fact in file.facts.values()),
        ),
    )
    others = (_other(report, file, with_headline) for report in file.coverage)
    headline = (Fact(HEADLINE, ()),) if with_headline else ()
    return Comparison((*headline, *facts), (own, *others))


def _other(report: Coverage, file: AnnotationFile, with_headline: bool) -> Report:
    absent = None if report.read_in_part else False
    told = [
        *([report.attributes_in_headline] if with_headline else []),
        *(True if name in report.tells else absent for name in file.facts),
    ]
    return Report(
        name=report.publisher,
        about="",
        url=report.url,
        headline=report.headline,
        day=report.published,
        is_as_of=False,
        note=report.note or "",
        is_own=False,
        told=tuple(map(_told, told)),
    )


def _told(yes: bool | None) -> Told:
    if yes is None:
        return "not seen"
    return "told" if yes else "not told"
