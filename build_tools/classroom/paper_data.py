"""What the templates for paper are given: an article, its notes and its lesson as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..marked.marked import MarkedArticle
from ..marked.notes import Note
from ..model.names import KIND_ASKS, KIND_NAMES, PART_NAMES
from ..page.article import last_change
from ..page.finished import SiteInfo
from ..page.inline import plain_text
from ..page.text import headline_end
from ..words.direction import direction
from ..words.shorten import shorten
from .alternatives import UNMARKED, alternatives
from .paper_text import Block, article_blocks, breakable, plain, prose, typed
from .qr import qr_code
from .sheet_lines import LineStarts, lines_of

Values = dict[str, Any]
Lines = Mapping[str, Sequence[tuple[int, int] | None]]
"""Of each note, by id, the first and the last line of each of its passages, or None where that is not on the sheet."""

SIGNS = {"sourcing": "S", "loaded-language": "L", "missing-context": "M"}
"""What a class writes beside a phrase, and the key shows beside a note."""
DONE_WELL = "+"
"""What is written beside a phrase that is done well; in the key it follows the sign of the note's kind."""
_PARTS = tuple(name for name in PART_NAMES if name not in ("evidence", "confidence", "settled"))
_AS_THEY_ARE = {"plain", "missing"}
"""Parts without markup."""


def common(marked: MarkedArticle, site: SiteInfo) -> Values:
    """What each sheet of an article says of it."""
    entry = marked.entry
    front = entry.front
    last = last_change(front, entry.notes)
    return {
        "site": site.name,
        "title": front.title,
        "short_title": shorten(front.title, 60),
        "language": typst_language(front.language),
        "direction": direction(front.language),
        "publisher": plain_text(front.publisher),
        "short_publisher": shorten(plain_text(front.publisher), 60),
        "day": front.dated if front.published or not front.dated else f"read here {front.dated}",
        "author": entry.notes.author,
        "rights": plain_text(front.rights.basis),
        **leading_to(marked, site),
        "date": [last.year, last.month or 1, last.day or 1],
        "done_well": DONE_WELL,
        "kinds": [
            {"sign": SIGNS[kind], "name": name, "ask": KIND_ASKS[kind]} for kind, name in KIND_NAMES.items()
        ],
    }


def leading_to(marked: MarkedArticle, site: SiteInfo, page: str = "") -> Values:
    """The address of an article's page, or of `page` beside it, to follow, to type and to scan; empty if not known."""
    address = site.article(marked.entry.slug, page)
    return {
        "address": address,
        "printed_address": breakable(typed(address)),
        "qr": qr_code(address)._asdict() if address else None,
    }


def sheet(marked: MarkedArticle, site: SiteInfo) -> tuple[Values, Sequence[int]]:
    """The unmarked text, and the way to where nobody sees a note before marking; and the offsets of the marks in the
    text that nobody sees: see `article_blocks`."""
    entry = marked.entry
    # Signs for which there is no font are named by stretches.
    blocks, heads = article_blocks(entry.article, each_sign=bool(site.fonts))
    has_headline = bool(headline_end(entry.article, entry.front.title))
    return {
        **leading_to(marked, site, "practice.html" if site.makes("pages") else ""),
        # Where the text does not begin with its title, ours stands above it.
        "blocks": _in_order(blocks, [] if has_headline else [0]),
        "has_headline": has_headline,
    }, heads


def note_lines(marked: MarkedArticle, starts: LineStarts) -> Lines:
    """The lines of each note's passages."""
    return {
        note.id: tuple(lines_of(passage.start, passage.end, starts) for passage in note.passages)
        for note in marked.notes
    }


def key(marked: MarkedArticle, lines: Lines) -> Values:
    """The notes for whoever leads the discussion, by place, and which come first."""
    file = marked.entry.notes
    numbers = {note.id: note.number for note in marked.notes}
    first = [numbers[id] for id in file.first if id in numbers]
    return {
        "summary": prose(file.summary),
        "establishes": [prose(item) for item in file.establishes],
        "first": first,
        "notes": [_note(note, marked, lines) | {"is_first": note.number in first} for note in marked.notes],
    }


def lines_in_words(spans: Sequence[tuple[int, int]]) -> str:
    """`line 4`, `lines 4–5`, `lines 4, 17–18`; nothing where there are none."""
    parts = list(dict.fromkeys(str(a) if a == b else f"{a}–{b}" for a, b in spans))
    if not parts:
        return ""
    return f"{'line' if len(parts) == 1 and parts[0].isdecimal() else 'lines'} {', '.join(parts)}"


def typst_language(tag: str) -> Values:
    """A BCP 47 tag as Typst takes it, which knows language, script and region alone."""
    subtags = tag.split("-")
    language = subtags[0].lower()
    region = next((part.upper() for part in subtags[1:] if len(part) == 2 and part.isalpha()), "")
    return {"lang": language if len(language) in (2, 3) else "und", "region": region}


def _note(note: Note, marked: MarkedArticle, lines: Lines) -> Values:
    a = note.annotation
    parts = []
    for name in _PARTS:
        # What the page sets into the article is what is on record, in short.
        if (text := getattr(a, name)) and not (name == "missing" and a.known):
            made = plain(text) if name in _AS_THEY_ARE else prose(text)
            unmarked = name == "fair_reading" and a.stance == "concern"
            parts.append({"name": UNMARKED if unmarked else PART_NAMES[name], "text": made})
    sources = marked.entry.notes.evidence
    where = _where(note, lines[note.id])
    return {
        "number": note.number,
        "signs": signs_of(note),
        "lines": where.split(" "),
        "short_lines": where.removeprefix("Lines ").removeprefix("Line "),
        "gist": breakable(a.gist),
        "label": f"{note.kind_name}: {note.technique_name}. {note.stance_name}.",
        "quotes": _quotes(note, marked.entry.article.text, lines[note.id]),
        "parts": parts,
        "else": [prose(text) for text in alternatives(note, marked.notes)],
        "sources": [
            {"publisher": source.publisher, "day": source.published.words, "later": source.later}
            for id in a.evidence
            if (source := sources.get(id))
        ],
    }


def signs_of(note: Note) -> list[str]:
    """What stands before the note's label: the sign of its kind, and that of what is done well where it says so."""
    return [SIGNS[note.kind], *([DONE_WELL] if note.annotation.stance == "good-practice" else [])]


def _where(note: Note, spans: Sequence[tuple[int, int] | None]) -> str:
    if not note.passages:
        return "Whole text"
    found = lines_in_words([span for span in spans if span])
    return found.capitalize() or "Not on the sheet"


def _quotes(note: Note, text: str, spans: Sequence[tuple[int, int] | None]) -> list[Values]:
    """The different words that a note is about, with the lines of each."""
    found: dict[str, list[tuple[int, int]]] = {}
    for passage, span in zip(note.passages, spans, strict=True):
        if words := " ".join(text[passage.start : passage.end].split()):
            found.setdefault(words, []).extend([span] if span else [])
    return [{"words": breakable(words), "lines": lines_in_words(places)} for words, places in found.items()]


def _in_order(blocks: Sequence[Block], levels: list[int]) -> list[Block]:
    """The blocks with headings of levels that leave none out: screen readers and validators ask for it.

    `levels` are those of the headings that the blocks stand under, as written.
    """
    result: list[Block] = []
    for block in blocks:
        made = dict(block)
        if "items" in block:
            made["items"] = [_in_order(item, levels) for item in block["items"]]
        if "body" in block:
            made["body"] = _in_order(block["body"], levels)
        if block["kind"] == "heading":
            while levels and levels[-1] >= block["level"]:
                levels.pop()
            levels.append(block["level"])
            made["level"] = len(levels)
        result.append(made)
    return result
