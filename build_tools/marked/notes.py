"""A note as the page shows it: an annotation with its number, its passages and its sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model.annotations import Annotation, AnnotationFile
from ..model.names import KIND_NAMES, LENSES, STANCE_NAMES, TechniqueNames
from .segments import Passage


@dataclass(frozen=True, slots=True)
class Note:
    """One numbered note."""

    number: int
    """Its place in the reading order, from 1; notes on the whole article come first."""
    annotation: Annotation
    passages: tuple[Passage, ...]
    """Where it stands in the text, in order; empty for a note on the whole article."""
    quotes: tuple[str, ...]
    """The different words it is about."""
    is_first: bool
    """Whether a reader with little time should see it: it is in `first`, or the article has no `first`."""
    technique_name: str
    """In a note of good practice it is another than elsewhere."""
    author: str
    reviewer: str | None

    @property
    def id(self) -> str:
        """Its fragment on the page."""
        return self.annotation.id

    @property
    def kind(self) -> str:
        return self.annotation.kind

    @property
    def kind_name(self) -> str:
        return KIND_NAMES[self.annotation.kind]

    @property
    def lens(self) -> str:
        """The lens that shows it, by its name in addresses."""
        return LENSES[self.annotation.kind][0]

    @property
    def stance_name(self) -> str:
        return STANCE_NAMES[self.annotation.stance]

    @property
    def classes(self) -> str:
        """What styles all that belongs to it alone: its kind, its stance, and whether it is among the first."""
        return f"mc-{self.kind} mc-{self.annotation.stance}{' mc-first' if self.is_first else ''}"

    def reference_id(self, part: int) -> str:
        """The fragment of its numbered reference after passage `part`. Holds `--`, which no note id can."""
        return f"ref--{self.id}" if part == 1 else f"ref--{self.id}--{part}"


def number_notes(
    file: AnnotationFile,
    spans: Sequence[Sequence[tuple[int, int]]],
    text: str,
    technique_names: TechniqueNames,
) -> tuple[Note, ...]:
    """The notes in reading order: on the whole article first, then by place; `first` and the id break ties.

    `spans[i]` are the resolved offsets in `text` of the i-th annotation: empty for the whole article,
    `start == end` for a point.
    """
    trimmed = [sorted({_trim(text, *span) for span in places}) for places in spans]
    ranks = {id: rank for rank, id in enumerate(file.first)}

    def place(index: int) -> tuple[tuple[int, int], int, str]:
        id = file.annotations[index].id
        return trimmed[index][0] if trimmed[index] else (-1, -1), ranks.get(id, len(ranks)), id

    order = sorted(range(len(file.annotations)), key=place)
    return tuple(
        _note(file, index, number, trimmed[index], text, technique_names)
        for number, index in enumerate(order, start=1)
    )


def _note(
    file: AnnotationFile,
    index: int,
    number: int,
    spans: Sequence[tuple[int, int]],
    text: str,
    technique_names: TechniqueNames,
) -> Note:
    annotation = file.annotations[index]
    quotes = dict.fromkeys(" ".join(text[start:end].split()) for start, end in spans if start < end)
    return Note(
        number=number,
        annotation=annotation,
        passages=tuple(Passage(start, end, number, part) for part, (start, end) in enumerate(spans, start=1)),
        quotes=tuple(quotes),
        is_first=not file.first or annotation.id in file.first,
        technique_name=_technique_name(annotation, technique_names),
        author=annotation.author or file.author,
        reviewer=annotation.reviewer or file.reviewer,
    )


def _technique_name(annotation: Annotation, names: TechniqueNames) -> str:
    # A technique with errors has no name here. Nothing is published then, but all of it is looked at.
    name, good_name = names.get(annotation.technique, (annotation.technique, ""))
    return (good_name or name) if annotation.stance == "good-practice" else name


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends, where a mark could not be closed inside its block."""
    words = text[start:end]
    if start == end or words.isspace():
        return start, end
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
