"""What the projector's page has for paper: it prints the key to a teacher's choice of notes, and the sheet to it.

The key and the sheet that are made with the site (`paper.py`) know no choice. Both say the same in the same words.
"""

from __future__ import annotations

from markupsafe import Markup

from ..marked.marked import MarkedArticle
from ..model.names import KIND_ASKS, KIND_NAMES
from ..page.inline import inline_html
from .alternatives import alternatives
from .paper_data import SIGNS, signs_of


def heads(marked: MarkedArticle) -> dict[str, object]:
    """What stands above the text of the sheet, and above the notes of the key."""
    file = marked.entry.notes
    return {
        "signs": [(SIGNS[kind], name, KIND_ASKS[kind]) for kind, name in KIND_NAMES.items()],
        "summary": inline_html(file.summary),
        "establishes": [inline_html(item) for item in file.establishes],
    }


def told_on_paper(marked: MarkedArticle) -> dict[str, dict[str, object]]:
    """By the note's id, what its key says besides what the projector shows. Texts are HTML of our own making."""
    evidence = marked.entry.notes.evidence
    return {
        note.id: {
            "signs": signs_of(note),
            "stance": note.stance_name,
            "else": [inline_html(text) for text in alternatives(note, marked.notes)],
            "sources": [
                Markup("{}, {}{}").format(
                    source.publisher,
                    source.published.words,
                    " (later than the article)" if source.later else "",
                )
                for id in note.annotation.evidence
                if (source := evidence.get(id))
            ],
        }
        for note in marked.notes
    }
