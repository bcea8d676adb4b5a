"""What differs between two versions of a project, as data: what `markedcopy diff` prints, and what its JSON holds.

This module and those that print (`outline.py`, `wordings.py`, `difference_printed.py`) need nothing but
Python itself, for what posts the words on a pull request runs without an environment.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Field:
    """A value that was changed. A text that is not there is empty."""

    name: str
    """The key as contributors write it; of one within another, both: `confidence › level`."""
    before: str
    after: str


@dataclass(frozen=True)
class NamedSource:
    """A source that a note names now, or named before."""

    id: str
    what: Literal["added", "removed"]
    """Whether the note names it now, and did not before, or the other way round."""
    is_new: bool
    """Whether it is declared now, and was not before."""
    publisher: str
    """Empty, as what follows, if no such source is declared."""
    title: str
    published: str
    url: str
    excerpt: str


@dataclass(frozen=True)
class Note:
    """What became of one note."""

    id: str
    """Its id; of one that is gone, the id it had."""
    what: Literal["added", "removed", "changed", "renamed", "merged", "withdrawn"]
    gist: str
    """As it is now; of one that is gone, as it was."""
    kind: str
    technique: str
    other: str = ""
    """Of a note that was renamed, its former id; of one that was merged, the note that it went into."""
    leads_on: bool = True
    """Whether the address of the old id leads anywhere: by `formerly`, or by `withdrawn` in a correction."""
    passage_before: tuple[str, ...] = ()
    """The passages, where they are not the same; or those that an added or removed note has."""
    passage_after: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    """What was changed; of an added note, all that it says but what stands above, and `evidence`."""
    sources: tuple[NamedSource, ...] = ()
    """Those that it names and did not name before, or no longer names."""


@dataclass(frozen=True)
class Item:
    """What became of an item beside the notes: a source, a voice, a report, a correction."""

    section: str
    """The key of the annotation file, or `front matter`."""
    what: Literal["added", "removed", "changed"]
    name: str
    """Its id, or the words by which a reader knows it."""
    fields: tuple[Field, ...] = ()
    """What was changed; of one that was added or removed, all that it says or said."""
    about: str = ""
    """The words by which a reader knows it, where it is known by an id and was changed."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the visible text that was added, removed, changed or moved."""

    what: Literal["added", "removed", "changed", "moved"]
    before: str
    after: str


@dataclass(frozen=True)
class Article:
    """What became of one article with all that is said about it."""

    slug: str
    title: str
    what: Literal["added", "removed", "changed"]
    notes: tuple[Note, ...] = ()
    items: tuple[Item, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    """What became of its text; of an article that was added, all of it."""
    unread: str = ""
    """Why nothing more can be said, if that is so."""


@dataclass(frozen=True)
class Page:
    """A technique, another page, or any other file that was added, removed or changed."""

    path: str
    kind: Literal["technique", "page", "file"]
    what: Literal["added", "removed", "changed"]
    title: str = ""
    fields: tuple[Field, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True)
class Link:
    """An address out of the site that stood nowhere before."""

    url: str
    host: str
    """As browsers write it, so that one that looks like another cannot hide: letters other than a to z as `xn--…`."""
    where: str
    """The file."""
    publisher: str = ""
    """Who is said to be behind it."""
    doubt: str = ""
    """Why a reviewer should look twice."""


@dataclass(frozen=True)
class Fault:
    """A problem that the checker finds now, and did not before."""

    path: str
    line: int
    column: int
    rule: str
    severity: Literal["error", "warning"]
    message: str


@dataclass(frozen=True)
class Difference:
    """All that differs."""

    articles: tuple[Article, ...] = ()
    pages: tuple[Page, ...] = ()
    links: tuple[Link, ...] = ()
    faults: tuple[Fault, ...] = ()
    mended: int = 0
    """Problems that were there before, and are no more."""
    addresses: tuple[str, ...] = ()
    """Of the pages changed, as paths below the site's address."""

    @property
    def is_empty(self) -> bool:
        return self == Difference()
