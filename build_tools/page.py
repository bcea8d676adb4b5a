"""The finished page of one article: its HTML, and what the rest of the site needs to know of it.

Pure: frozen values in, a frozen value out. Links are relative and assume directory URLs
(`/articles/<slug>/`), so every adapter gets the same bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape

from markupsafe import Markup

from .article import Article
from .article_html import Marking, article_html, passage_html
from .check import Entry
from .citation import citations, work_cited
from .dates import PartialDate
from .finished import KIND_NAMES, LENSES, STANCE_NAMES, ArticlePage, PageText, SiteInfo, Use
from .inline import plain_text
from .model import AnnotationFile, ArticleFrontMatter
from .note import Note, number_notes
from .segments import Segment, Stretch, cut
from .templating import macros, render
from .timeline import picture, timeline
from .voices import Speaker, shares, speakers

ROOT = "../../"
"""From an article's page to the root of the site."""

_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article with its notes in place: what both the page and an excerpt from it are made of."""

    entry: Entry
    notes: tuple[Note, ...]
    stretches: tuple[Stretch, ...]
    """Who says what, in order."""
    segments: tuple[Segment, ...]
    speakers: Mapping[str | None, Speaker]


def mark_up(entry: Entry, technique_names: Mapping[str, str]) -> MarkedArticle:
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
    return MarkedArticle(entry, notes, stretches, segments, speakers(entry.notes))


def article_page(marked: MarkedArticle, site: SiteInfo) -> tuple[ArticlePage, PageText]:
    """Render the page of an article."""
    slug, front, file = marked.entry.slug, marked.entry.front, marked.entry.notes
    notes, article = marked.notes, marked.entry.article
    moments = timeline(front, file)
    page_url = f"{site.url}articles/{slug}/" if site.url else ""
    values = {
        "slug": slug,
        "site": site,
        "root": ROOT,
        "front": front,
        "file": file,
        "notes": notes,
        "foreign": _foreign(front.language),
        "review": review_state(notes, file),
        "provenance": _in_short(front, notes),
        "kinds": _kinds(notes),
        "shares": shares(article, file, marked.stretches, marked.speakers),
        "facts": _facts(file),
        "headline_attributed": file.attributes_in_headline,
        "timeline": moments,
        "picture": picture(front, moments),
        "citations": citations(work_cited(front, file, _last_change(front, file), site, page_url)),
        "correct": f"{site.repository}/issues/new?template=1-correction.yml"
        if site.repository
        else f"{ROOT}how-we-work/corrections/",
        "article": Markup(article_html(article, _marking(marked))),
        "sources": _sources(file),
        "told": _told,
    }
    html = render("article.html", **values)
    summary = plain_text(file.summary)
    search = render("search.html", front=front, notes=notes, summary=summary, text=article.text)
    page = ArticlePage(
        slug=slug,
        title=front.title,
        description=_shorten(summary, 160),
        language=front.language,
        outlet=front.publisher,
        day=_day(front),
        summary=summary,
        contents=tuple(_contents(html, article)),
        fragments=tuple(re.findall(r' id="([^"]+)"', html)),
        uses=tuple(
            Use(
                note=note.id,
                number=note.number,
                kind=note.kind,
                stance=note.annotation.stance,
                technique=note.annotation.technique,
                words=_shorten(note.quotes[0], 120) if note.quotes else "",
            )
            for note in notes
        ),
    )
    return page, PageText(html, search)


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
    start, end = _sentence(text, note.passages[0].start, note.passages[0].end)

    def inside(note: Note) -> Note:
        return replace(note, passages=tuple(p for p in note.passages if start <= p.start and p.end <= end))

    notes = tuple(map(inside, marked.notes))
    segments = cut(len(text), (passage for note in notes for passage in note.passages), marked.stretches)
    part = replace(marked, notes=notes, segments=segments)
    shown = tuple(note for note in notes if note.passages)
    return render(
        "excerpt.html",
        root=root,
        slug=marked.entry.slug,
        front=marked.entry.front,
        notes=shown,
        kinds=_kinds(shown),
        foreign=_foreign(marked.entry.front.language),
        sources=_sources(marked.entry.notes),
        sentence=Markup(passage_html(text, start, end, _marking(part))),
    )


def _last_change(front: ArticleFrontMatter, file: AnnotationFile) -> PartialDate:
    return max(
        [
            front.retrieved,
            *(correction.date for correction in file.corrections),
            *(item.checked for item in file.evidence.values()),
        ]
    )


def _marking(marked: MarkedArticle) -> Marking:
    return Marking(marked.segments, marked.notes, marked.speakers, marked.entry.front.language)


def _direction(language: str) -> str:
    return "rtl" if language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def _foreign(language: str) -> Markup:
    """The attributes of an element that holds words of the article."""
    lang = Markup(' lang="{}"').format(language)
    return lang + Markup(' dir="rtl"') if _direction(language) == "rtl" else lang


def _sources(file: AnnotationFile) -> dict[str, str]:
    """The HTML of each source: many notes rest on the same one."""
    return {name: macros("note.html").evidence_item(item) for name, item in file.evidence.items()}


def review_state(notes: Sequence[Note], file: AnnotationFile) -> str:
    """Who wrote the notes, and how many of them a second person has reviewed, in one or two sentences."""
    reviewed = sum(note.reviewer is not None for note in notes)
    signed = f"Notes by {file.author}."
    if not reviewed:
        return f"{signed} Not yet reviewed by a second person."
    if reviewed < len(notes):
        return f"{signed} {reviewed} of {len(notes)} notes have been reviewed by a second person."
    return f"{signed} Reviewed by {', '.join(sorted({note.reviewer for note in notes if note.reviewer}))}."


def _in_short(front: ArticleFrontMatter, notes: Sequence[Note]) -> str:
    """What a reader should know before reading on: byline, date, and whether the notes are reviewed."""
    day = _day(front)
    parts = [
        f"By {front.author}" if front.author else "No byline",
        day[0].lower() + day[1:] if day else "no date",
        "notes reviewed by a second person"
        if notes and all(note.reviewer for note in notes)
        else "notes not yet reviewed by a second person",
    ]
    return f"{'; '.join(parts)}."


def _kinds(notes: Sequence[Note]) -> list[dict[str, object]]:
    counts: Counter[tuple[str, str]] = Counter((note.kind, note.annotation.stance) for note in notes)
    return [
        {
            "id": kind,
            "name": name,
            "lens": LENSES[kind][0],
            "lens_name": LENSES[kind][1],
            "notes": " ".join(note.id for note in notes if note.kind == kind),
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


def _facts(file: AnnotationFile) -> list[dict[str, object]]:
    return [
        {
            "statement": fact.statement,
            "evidence": [file.evidence[name] for name in fact.evidence],
            "told_here": fact.told_here,
            "told": [name in report.tells for report in file.coverage],
        }
        for name, fact in file.facts.items()
    ]


def _told(yes: bool) -> str:
    return "yes" if yes else "not there"


def _contents(html: str, article: Article) -> Iterator[tuple[int, str, str]]:
    for fragment, words in re.findall(r'<h2 id="([^"]+)">([^<]+)</h2>', html):
        yield 2, fragment, unescape(words)
        if fragment == "the-article":
            for heading in article.headings:
                yield heading.level + 2, heading.id, article.text[heading.start : heading.end]


_SENTENCE_END = re.compile(r"[.!?…。！？]+[”’\"')\]]*(?=\s)|\n")


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence, or sentences, that hold the span. Never crosses a block boundary."""
    block_start = text.rfind("\n", 0, start) + 1
    before = [match.end() for match in _SENTENCE_END.finditer(text, block_start, start)]
    after = _SENTENCE_END.search(text, max(end - 1, start))
    first = before[-1] if before else block_start
    last = after.end() if after else len(text)
    return first + len(text[first:start]) - len(text[first:start].lstrip()), len(text[:last].rstrip())


def _day(front: ArticleFrontMatter) -> str:
    if front.published:
        return front.published.words
    return f"As of {front.as_of.words}" if front.as_of else ""


def _shorten(text: str, limit: int) -> str:
    """The text, cut at a word and ended with an ellipsis when it is longer than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"
