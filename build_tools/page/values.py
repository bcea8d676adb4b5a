"""Values that the templates of an article and of an excerpt from it are given alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from ..marked.insertions import insertions
from ..marked.marked import MarkedArticle
from ..marked.notes import Note
from ..model.annotations import AnnotationFile
from ..model.names import KIND_NAMES, LENSES, STANCE_NAMES
from ..words.direction import direction
from .pieces import Marking
from .templating import macros


def marking(marked: MarkedArticle) -> Marking:
    text, language = marked.entry.article.text, marked.entry.front.language
    missing = insertions(marked.notes, text, language)
    return Marking(marked.segments, marked.notes, marked.speakers, missing, language)


def foreign(language: str) -> Markup:
    """The attributes of an element that holds words of the article."""
    lang = Markup(' lang="{}"').format(language)
    return lang + Markup(' dir="rtl"') if direction(language) == "rtl" else lang


def sources(file: AnnotationFile) -> dict[str, str]:
    """The HTML of each source: many notes rest on the same one."""
    return {name: macros("note.html").evidence_item(name, item) for name, item in file.evidence.items()}


def kinds(notes: Sequence[Note]) -> list[dict[str, object]]:
    counts: Counter[tuple[str, str]] = Counter((note.kind, note.annotation.stance) for note in notes)
    return [
        {
            "id": kind,
            "name": name,
            "lens": LENSES[kind][0],
            "lens_name": LENSES[kind][1],
            "notes": " ".join(
                id for note in notes if note.kind == kind for id in (note.id, *note.annotation.formerly)
            ),
            "total": sum(counts[kind, stance] for stance in STANCE_NAMES),
            "stances": [
                _counted(counts[kind, stance], name.lower())
                for stance, name in STANCE_NAMES.items()
                if counts[kind, stance]
            ],
        }
        for kind, name in KIND_NAMES.items()
    ]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 or noun == "good practice" else f"{number} {noun}s"
