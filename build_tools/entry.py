"""What passed the checker: an article with its annotations, and the techniques that notes may name."""

from __future__ import annotations

from dataclasses import dataclass, field

from .model.annotations import AnnotationFile
from .model.front_matter import ArticleFrontMatter, TechniqueFrontMatter
from .read.article import Article
from .read.technique import TechniqueText

Spans = tuple[tuple[int, int], ...]
"""Passages, as offsets in the visible text of an article."""


@dataclass(frozen=True, slots=True)
class Technique:
    """A technique that notes may name."""

    id: str
    path: str
    front: TechniqueFrontMatter
    text: TechniqueText
    """The text below the front matter."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with its annotations, free of errors and anchored."""

    slug: str
    front: ArticleFrontMatter
    article: Article
    notes: AnnotationFile
    annotation_spans: tuple[Spans, ...] = field(repr=False)
    """The passages of each annotation: several for *every*, `start == end` for a point, or none."""
    attribution_spans: tuple[Spans, ...] = field(repr=False)
    """The passages of each attribution."""
