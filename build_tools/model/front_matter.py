"""What stands at the head of an article and of a technique."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .annotations import Kind
from .dates import PartialDate
from .fields import Language, Line, Text, Url, Value


class Rights(Value):
    """On what ground the article's text is reproduced."""

    basis: Text
    """The ground: a licence, permission, or quotation for comment and teaching."""
    scope: Text
    """How much is reproduced, and for what."""


class Pairing(Value):
    """Another report of the same story, to be read beside the article."""

    title: Line
    """Its headline."""
    publisher: Line
    """Its outlet."""
    url: Url
    """Where to read it."""
    why: Text
    """What the comparison shows."""


class ArticleFrontMatter(Value):
    """Where an article comes from: the block between `---` lines at the head of `docs/articles/<slug>.md`."""

    title: Line
    """The headline."""
    publisher: Line
    """The outlet, or what can be said about where the text appeared."""
    url: Url | None = None
    """Where the article was published."""
    author: Line | None = None
    """The byline; nothing when there is none."""
    published: PartialDate | None = None
    """The day of publication; nothing when it is not known."""
    as_of: PartialDate | None = None
    """When `published` is not known: the day up to which the article could have known of events."""
    date_note: Text | None = None
    """How the date was established, when the article does not print it."""
    retrieved: PartialDate
    """The day the text was copied."""
    language: Language
    """The language tag of the text (BCP 47), such as `en` or `ar`."""
    rights: Rights
    """On what ground the text is reproduced."""
    selected_because: Text
    """Why this article was chosen."""
    paired_with: tuple[Pairing, ...] = Field(default=(), max_length=200)
    """Reports of the same story to compare it with."""

    @property
    def day(self) -> PartialDate | None:
        """The day by which evidence counts as later, or None when nothing is known."""
        return self.published or self.as_of

    @property
    def dated(self) -> str:
        """That day in words, with “as of” where it is not the day of publication; empty when nothing is known."""
        if self.published:
            return self.published.words
        return f"as of {self.as_of.words}" if self.as_of else ""


class Citation(Value):
    """A work that a technique's definition rests on."""

    text: Text
    """Author, year, title, place of publication."""
    url: Url | None = None
    """Where to find it, a DOI address where there is one."""


class SemEval(Value):
    """How a technique relates to a label of the SemEval shared tasks on propaganda techniques."""

    label: Text
    """The label, spelt as in the task."""
    task: Literal["SemEval-2020 Task 11", "SemEval-2021 Task 6", "SemEval-2023 Task 3"]
    """Which task."""
    match: Literal["exact", "close", "partial"]
    """How much of the label the technique covers."""


class TechniqueFrontMatter(Value):
    """The definition of a technique: the block between `---` lines at the head of `docs/techniques/<id>.md`."""

    title: Line
    """Its name, as readers see it."""
    good_name: Line | None = None
    """Its name in a note of good practice, such as “Source named” for “Anonymous source”: what is there where the
    technique would be missed. Required as soon as such a note names it."""
    kind: Kind
    """The kind of note it belongs to."""
    summary: Text
    """What it is, in one line."""
    use_when: Text
    """When a note should name this technique."""
    do_not_use_when: Text
    """When another technique, or no note, is right."""
    legitimate_use: Text
    """When doing this is good journalism."""
    citations: tuple[Citation, ...] = Field(min_length=1, max_length=200)
    """What the definition rests on."""
    semeval: tuple[SemEval, ...] = Field(default=(), max_length=200)
    """Related SemEval labels; empty when none covers it."""

    @property
    def names(self) -> tuple[str, str]:
        """Its name, and that in a note of good practice or nothing."""
        return self.title, self.good_name or ""
