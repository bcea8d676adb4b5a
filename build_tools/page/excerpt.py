"""One sentence of an article with its notes and lenses, for other pages of the site."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from markupsafe import Markup

from ..marked.marked import MarkedArticle
from ..marked.notes import Note
from ..marked.segments import cut
from ..words.sentences import sentence
from .choice import tour
from .templating import render
from .text import passage_html
from .values import foreign, kinds, marking


def excerpt_html(marked: MarkedArticle, note_id: str, root: str) -> str:
    """The sentence that holds the first passage of a note, with every note on it, to be read like an article.

    `root` leads from the page that shows it to the root of the site.

    Raises KeyError when no note has that id, ValueError when the note is on the whole article.
    """
    note = next((note for note in marked.notes if note.id == note_id), None)
    if note is None:
        raise KeyError(f"there is no note “{note_id}” on “{marked.entry.slug}”")
    if not note.passages:
        raise ValueError(f"the note “{note_id}” is on the whole article, so there is no sentence to show")
    text = marked.entry.article.text
    first = note.passages[0]
    start, end = sentence(text, first.start, first.end, marked.entry.front.language)

    def inside(note: Note) -> Note:
        return replace(note, passages=tuple(p for p in note.passages if start <= p.start and p.end <= end))

    # On its own the sentence has notes 1, 2 and 3, whatever their numbers in the article are.
    number = count(1)
    there = map(inside, marked.notes)
    notes = tuple(replace(note, number=next(number)) if note.passages else note for note in there)
    segments = cut(len(text), (passage for note in notes for passage in note.passages), marked.stretches)
    part = replace(marked, notes=notes, segments=segments)
    shown = tuple(note for note in notes if note.passages)
    return render(
        "excerpt.html",
        root=root,
        slug=marked.entry.slug,
        front=marked.entry.front,
        notes=shown,
        kinds=[kind for kind in kinds(shown) if kind["total"]],
        invitation=_invitation(marked),
        foreign=foreign(marked.entry.front.language),
        sentence=Markup(passage_html(text, start, end, marking(part))),
    )


def _invitation(marked: MarkedArticle) -> str:
    """What waits for a reader of the whole article, to stand in a sentence."""
    told_first = tour(marked.entry.notes, marked.notes)
    if told_first:
        return told_first.name[0].lower() + told_first.name[1:]
    many = len(marked.notes)
    return "1 note" if many == 1 else f"{many} notes"
