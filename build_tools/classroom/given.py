"""What the scripts of the class's pages are told of an article: its notes, by place and in words.

The article's text is not among it: they read it in the page (`assets/js/suggest/text.js`).
"""

from __future__ import annotations

import hashlib
import json
import re

from markupsafe import escape

from ..marked.marked import MarkedArticle
from ..marked.notes import Note
from ..model.names import KIND_NAMES, PART_NAMES
from ..page.finished import SiteInfo
from ..page.inline import inline_html

_PROSE = ("observation", "known", "inference", "fair_reading", "ask")


def given(marked: MarkedArticle, site: SiteInfo) -> dict[str, object]:
    """The article and its notes as plain values. Offsets are code points in the article's visible text."""
    entry = marked.entry
    return {
        "article": entry.slug,
        "title": entry.front.title,
        "address": site.article(entry.slug),
        "text": text_version(entry.article.text),
        "kinds": list(KIND_NAMES.items()),
        "parts": PART_NAMES,
        "first": list(entry.notes.first),
        "notes": [_note(note) for note in marked.notes],
    }


def text_version(text: str) -> str:
    """A name for the very words of an article, by which a file of marks is known to belong to them."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def as_json(value: object) -> str:
    """JSON for the inside of a script element, with nothing in it that HTML or a template would take for its own."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _OTHERS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


# Line separators end a statement in old JavaScript; a brace before another sign begins a tag of a template language.
_OTHERS = re.compile(r"[<>&\u2028\u2029]|\{(?=[{%#])")


def _note(note: Note) -> dict[str, object]:
    a = note.annotation
    said = {name: inline_html(text) for name in _PROSE if (text := getattr(a, name))}
    return {
        "id": note.id,
        "number": note.number,
        "kind": note.kind,
        "stance": a.stance,
        "technique": a.technique,
        "name": note.technique_name,
        "gist": a.gist,
        "spans": [[passage.start, passage.end] for passage in note.passages],
        **said,
        # Without markup, as on the article's page, but in HTML as the prose is.
        **({"missing": str(escape(a.missing))} if a.missing else {}),
        **({"plain": a.plain} if a.plain else {}),
        **({"formerly": list(a.formerly)} if a.formerly else {}),
    }
