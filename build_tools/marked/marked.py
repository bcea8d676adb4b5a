"""An article with its notes in place: what every output starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..entry import Entry
from ..model.names import TechniqueNames
from .notes import Note, number_notes
from .segments import Segment, Stretch, cut
from .voices import Group, Speaker, groups, speakers


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article with its notes in place: what both the page and an excerpt from it are made of."""

    entry: Entry
    notes: tuple[Note, ...]
    stretches: tuple[Stretch, ...]
    """Who says what, in order."""
    segments: tuple[Segment, ...]
    groups: tuple[Group, ...]
    """Who speaks, and for whom."""
    speakers: Mapping[str | None, Speaker]


def mark_up(entry: Entry, technique_names: TechniqueNames) -> MarkedArticle:
    """Number the notes and cut the text."""
    notes = number_notes(entry.notes, entry.annotation_spans, entry.article.text, technique_names)
    stretches = tuple(
        sorted(
            (
                Stretch(start, end, attribution.voice, attribution.mode)
                for attribution, spans in zip(entry.notes.attributions, entry.attribution_spans, strict=True)
                for start, end in spans
            ),
            key=lambda stretch: (stretch.start, stretch.end),
        )
    )
    passages = (passage for note in notes for passage in note.passages)
    segments = cut(len(entry.article.text), passages, stretches)
    found = groups(entry.article, entry.notes, stretches)
    return MarkedArticle(entry, notes, stretches, segments, found, speakers(entry.notes, found))
