"""The finished page of one article: its HTML, and what the rest of the site needs to know of it.

Pure: frozen values in, a frozen value out. Links are relative and assume directory URLs
(`/articles/<slug>/`), so every adapter gets the same bytes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup

from ..marked.marked import MarkedArticle
from ..marked.notes import Note
from ..marked.timeline import Moment, timeline
from ..model.annotations import AnnotationFile
from ..model.dates import PartialDate
from ..model.front_matter import ArticleFrontMatter
from ..model.lesson import PARTS, Lesson
from ..model.links import ANY_ARTICLE, article_path, target_of
from ..model.sections import ARTICLE, FIVE_NOTES, KEYS, SECTIONS, TITLE, Section
from ..read.article import Article
from ..words.shorten import shorten
from .choice import filters, tour
from .citation import citations, work_cited
from .coverage import compared
from .finished import NO_PAPER, ArticlePage, PageText, Paper, Plan, SiteInfo, Use
from .hosting import issue_address
from .inline import plain_text
from .reading import reading_of
from .search import search_entries
from .templating import render
from .text import ArticleText, article_html
from .timeline_picture import picture
from .values import foreign, kinds, marking, sources

PAPER_KINDS = (
    ("sheet", "Student sheet", "the text unmarked, with numbered lines and room to write."),
    ("key", "Discussion key", "each note with its lines on the sheet, and what else may be said there."),
    ("plan", "Lesson plan", "the plan below, with what is copied for the class."),
)
"""What there can be on paper: its kind, its name, and what it is."""
ROOT = "../../"
"""From an article's page to the root of the site."""


def article_page(
    marked: MarkedArticle, site: SiteInfo, beside: Collection[str] = (), paper: Paper = NO_PAPER
) -> tuple[ArticlePage, PageText]:
    """Render the page of an article. `beside` are the addresses of the files that stand beside it, `paper` is what of
    them is meant for paper."""
    slug, front, file = marked.entry.slug, marked.entry.front, marked.entry.notes
    notes, article = marked.notes, marked.entry.article
    moments = timeline(front, file)
    drawn = picture(front, moments)
    page_url = site.article(slug)
    comparison = compared(front, file)
    told_first = tour(file, notes)
    reading = reading_of(article, front.language)
    text = article_html(article, front.title, marking(marked))
    noted = {id for note in notes for id in note.annotation.evidence}
    given = {
        "what-holds-up": file.establishes,
        "coverage": comparison,
        "read-beside-it": front.paired_with,
        "timeline": moments,
        "lesson": file.lesson or site.makes("pages") or site.makes("paper") or beside,
    }
    sections = {section.id: section for section in SECTIONS if given.get(section.id, True)}
    values = {
        "slug": slug,
        "site": site,
        "beside": beside,
        "paper": paper,
        "paper_kinds": PAPER_KINDS,
        "root": ROOT,
        "front": front,
        "file": file,
        "notes": notes,
        "foreign": foreign(front.language),
        "review": review_state(notes, file),
        "is_signed_alike": len({(note.author, note.reviewer) for note in notes}) < 2,
        "page_url": page_url,
        "provenance": _in_short(front, notes),
        "kinds": kinds(notes),
        "groups": marked.groups,
        "compared": comparison,
        "listed": _from_the_article_on(sections),
        "reading": reading,
        "timeline": moments,
        "picture": drawn,
        "sections": sections,
        "citations": citations(work_cited(front, file, last_change(front, file), site, page_url)),
        "correct": f"{site.repository}/issues/new?template=1-correction.yml"
        if site.repository
        else f"{ROOT}how-we-work/corrections/",
        "headline": Markup(text.headline),
        "article": Markup(text.text),
        "has_furniture": bool(article.furniture),
        "tour": told_first,
        "filters": filters(notes),
        "sources": sources(file),
        "unnoted": [id for id in file.evidence if id not in noted],
        "differ": {note.id: _where_to_differ(note, slug, page_url, site) for note in notes},
    }
    html = render("article.html", **values)
    summary = plain_text(file.summary)
    page = ArticlePage(
        slug=slug,
        title=front.title,
        description=shorten(summary, 160),
        language=front.language,
        outlet=front.publisher,
        day=_day(front),
        summary=summary,
        contents=tuple(_contents(sections.values(), text)),
        fragments=(
            TITLE,
            *((FIVE_NOTES,) if told_first else ()),
            KEYS,
            *sections,
            *text.ids,
            *_addresses(notes, file),
            *_dates(moments),
            *(_parts(file.lesson) if file.lesson else ()),
        ),
        links=tuple(_places(article)),
        uses=tuple(
            Use(
                note=note.id,
                number=note.number,
                kind=note.kind,
                stance=note.annotation.stance,
                technique=note.annotation.technique,
                technique_name=note.technique_name,
                gist=note.annotation.gist,
                words=shorten(note.quotes[0], 120) if note.quotes else "",
            )
            for note in notes
        ),
        reading=reading,
        plan=_plan(file.lesson) if file.lesson else None,
    )
    search = search_entries(marked, summary, sections["coverage"].title if file.coverage else "")
    return page, PageText(html, tuple(search))


def _parts(lesson: Lesson) -> Iterator[str]:
    """The fragments of what the steps of a lesson lead to, and of the steps."""
    yield from ("lesson--steps",) if lesson.steps else ()
    yield from (f"lesson--{name}" for name, key in PARTS.items() if getattr(lesson, key))


def _plan(lesson: Lesson) -> Plan:
    ages = lesson.ages
    youngest, oldest = (ages.youngest, ages.oldest) if ages else (0, 0)
    steps = tuple((step.minutes, step.title) for step in lesson.steps)
    return Plan(lesson.minutes, youngest, oldest, steps)


def _where_to_differ(note: Note, slug: str, page_url: str, site: SiteInfo) -> str:
    """The address at which somebody says that they read a note differently."""
    address = f"{page_url or article_path(slug)}#{note.id}"
    words = note.quotes[0] if note.quotes else ""
    there = issue_address(site, f"Dispute or reply: note {note.id} on {slug}", address, words)
    return there or f"{ROOT}how-we-work/corrections/"


def _places(article: Article) -> Iterator[tuple[str, str]]:
    """The places on other pages that the article links to. (Of its own, and of files, the checker knows.)"""
    for doubt in article.doubts:
        target = target_of(doubt.signs, ANY_ARTICLE) if doubt.kind == "link" and "#" in doubt.signs else None
        if target and target[0] != ANY_ARTICLE and target[1]:
            yield target


def _addresses(notes: Sequence[Note], file: AnnotationFile) -> Iterator[str]:
    """The fragments of all notes, and those of notes that are no more."""
    for note in notes:
        yield note.id
        yield from note.annotation.formerly
    for correction in file.corrections:
        yield from correction.withdrawn


def _dates(moments: Sequence[Moment]) -> Iterator[str]:
    """The fragments of the timeline's dates."""
    yield from dict.fromkeys(moment.fragment for moment in moments if moment.when != "now")


def last_change(front: ArticleFrontMatter, file: AnnotationFile) -> PartialDate:
    """The last day on which somebody did something about an article or its notes."""
    return max(
        [
            front.retrieved,
            *(correction.date for correction in file.corrections),
            *(item.checked for item in file.evidence.values()),
        ]
    )


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
    """What a reader should know before reading on, in a line: date, byline, and whether the notes are reviewed."""
    parts = (
        _day(front) or "No date",
        f"by {front.author}" if front.author else "no byline",
        "notes reviewed" if notes and all(note.reviewer for note in notes) else "notes not yet reviewed",
    )
    return " · ".join(parts)


def _from_the_article_on(sections: Mapping[str, Section]) -> list[Section]:
    """What a page's own contents list names. What stands above it needs no link."""
    ids = list(sections)
    return [sections[id] for id in ids[ids.index(ARTICLE) :] if sections[id].level == 2]


def _contents(sections: Iterable[Section], text: ArticleText) -> Iterator[tuple[int, str, str]]:
    for section in sections:
        if section.level == 2:
            yield 2, section.id, section.title
        if section.id == ARTICLE:
            yield from text.headings


def _day(front: ArticleFrontMatter) -> str:
    return front.dated[:1].upper() + front.dated[1:]
