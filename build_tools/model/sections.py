"""The sections of an article's page: the one list that its headings, its contents and the reserved ids come from."""

from __future__ import annotations

from typing import NamedTuple


class Section(NamedTuple):
    """A section of an article's page."""

    id: str
    """Its fragment."""
    title: str
    level: int = 2
    """Of its heading. Those of level 2 make the contents list."""


ARTICLE = "the-article"
"""The section of the text itself."""

SECTIONS = (
    Section("provenance", "Where it comes from"),
    Section("what-holds-up", "What holds up"),
    Section(ARTICLE, "The article"),
    Section("who-speaks", "Who speaks", 3),
    Section("notes", "Notes"),
    Section("coverage", "How others reported it"),
    Section("read-beside-it", "Read beside it"),
    Section("timeline", "Timeline"),
    Section("lesson", "For a class"),
    Section("about-this-copy", "About this copy"),
    Section("corrections", "Corrections"),
    Section("cite", "How to cite"),
)
"""In the order of the page."""

TITLE = "title"
"""The fragment of the page's own heading."""
FIVE_NOTES = "five-notes"
"""The fragment of the invitation to the first notes."""
KEYS = "keys"
"""The fragment of the sheet of keys and options."""

_TO_COME = ("at-a-glance", "rights", "download", "voices", "evidence", "practice", "footnotes")

RESERVED_IDS = frozenset({TITLE, FIVE_NOTES, KEYS, *(section.id for section in SECTIONS), *_TO_COME})
"""What no note may have as its id."""
