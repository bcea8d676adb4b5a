"""A new article: its two files, as texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .escaping import as_markdown, shown
from .pasted import Pasted
from .scalars import scalar

TO_BE_WRITTEN = "To be written: what the article reports, in a paragraph, and what the notes look at."
"""Stands for the summary until somebody writes it."""

_DAYS = ("published", "as_of", "retrieved")
_SCHEMA = "# yaml-language-server: $schema=../docs/schema/annotations.schema.json\n"


@dataclass(frozen=True, slots=True)
class Draft:
    """The files of a new article."""

    article: str
    annotations: str
    is_same: bool
    """Whether the visible text is the one that was pasted. When not, nothing should be written."""


def draft(pasted: Pasted, levels: Sequence[int], head: Mapping[str, Any], notes: Mapping[str, str]) -> Draft:
    """The files for a text, with what is known of where it comes from."""
    markdown = as_markdown(pasted.paragraphs, levels)
    body = "".join(_entry(key, value) for key, value in head.items() if value)
    article = f"---\n{body}---\n\n{markdown}"
    annotations = _SCHEMA + "".join(_entry(key, value) for key, value in notes.items())
    return Draft(article, annotations, shown(markdown) == pasted.text)


def headline_levels(pasted: Pasted, title: str, headings: Mapping[str, int]) -> list[int]:
    """The levels of headings: those that are known by their words, below the headline; and the first paragraph is the
    headline when it has the title's words."""
    levels = [headings.get(words, 0) for words in pasted.paragraphs]
    levels = [max(level, 2) if level and at else level for at, level in enumerate(levels)]
    if levels and " ".join(pasted.paragraphs[0].split()) == " ".join(title.split()):
        levels[0] = 1
    return levels


def _entry(key: str, value: Any, indent: str = "") -> str:
    if isinstance(value, Mapping):
        return f"{indent}{key}:\n" + "".join(_entry(name, it, indent + "  ") for name, it in value.items())
    lead = f"{indent}{key}: "
    is_day = key in _DAYS
    return f"{lead}{scalar(str(value), indent=len(indent) + 2, column=len(lead), is_day=is_day)}\n"
