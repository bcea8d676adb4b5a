"""A difference as an outline in readers' words: what is ours to say, and what was written by somebody, kept apart.

Each way of printing has one place at which words of a stranger come in, and so cannot forget to make them harmless.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ..model.names import KIND_NAMES, STANCE_NAMES
from .difference import Article, Difference, Field, Item, Link, Note, Page, Paragraph
from .outline_items import WHOLE, field_point, named, named_source, said_once, section_points
from .pieces import Address, Given, Line, Piece, Point, Section, short
from .wordings import compared

_FEW = 10
"""Points of an article that are seen at once, where sections can be folded."""


def headline(difference: Difference) -> str:
    """All in one line: `2 notes added, 1 note changed; 3 new links; 1 error`."""
    if difference.is_empty:
        return "nothing that a reader sees"
    notes = Counter(note.what for article in difference.articles for note in article.notes)
    parts = [_counted(number, "note") + f" {what}" for what, number in notes.items()]
    moved = sum(_has_moved(note) for article in difference.articles for note in article.notes)
    parts += [_counted(moved, "note") + " with another passage"] if moved else []
    whats = Counter(article.what for article in difference.articles)
    parts += [_counted(number, "article") + f" {what}" for what, number in whats.items()]
    kinds = Counter((page.kind, page.what) for page in difference.pages)
    parts += [_counted(number, kind) + f" {what}" for (kind, what), number in kinds.items()]
    parts += [_counted(len(difference.links), "new link") + " out of the site"] if difference.links else []
    severities = Counter(fault.severity for fault in difference.faults)
    parts += [_counted(number, f"new {severity}") for severity, number in sorted(severities.items())]
    parts += [_counted(difference.mended, "problem") + " mended"] if difference.mended else []
    return ", ".join(parts)


def outline(difference: Difference) -> tuple[Section, ...]:
    """The sections, the most pressing first."""
    sections = [
        Section((f"Problems ({len(difference.faults)} new)",), tuple(_faults(difference)), is_open=True),
        *map(_article_section, difference.articles),
        Section(
            (f"Links out of the site ({len(difference.links)} new)",), tuple(map(_link, difference.links))
        ),
        Section((f"Other pages and files ({len(difference.pages)})",), tuple(map(_page, difference.pages))),
        Section(
            (f"Addresses of the pages changed ({len(difference.addresses)})",),
            tuple(Point((Given(f"/{address}"),)) for address in difference.addresses),
        ),
    ]
    return tuple(section for section in sections if section.points)


def _faults(difference: Difference) -> Iterator[Point]:
    for fault in difference.faults:
        place = Given(f"{fault.path}:{fault.line}:{fault.column}")
        yield Point((f"{fault.severity} ", Given(fault.rule), " at ", place, ": ", Given(fault.message)))


def _article_section(article: Article) -> Section:
    points = tuple(_article(article))
    return Section(_article_title(article), points, is_open=len(points) <= _FEW)


def _article_title(article: Article) -> Line:
    said = {"added": "New article", "removed": "Article removed", "changed": "Article"}[article.what]
    notes = Counter(note.what for note in article.notes)
    counts = ", ".join(_counted(number, "note") + f" {what}" for what, number in notes.items())
    return f"{said} ", Given(article.title), f" ({counts})" if counts else ""


def _article(article: Article) -> Iterator[Point]:
    if article.unread:
        yield Point((Given(article.unread), ": of this, nothing more can be said"))
    declared = {
        item.name: item for item in article.items if (item.section, item.what) == ("evidence", "added")
    }
    yield from (_note(note, declared) for note in article.notes)
    if article.what == "added" and not article.notes and not article.unread:
        yield Point(("without notes",))
    if article.paragraphs:
        yield _text(article)
    # A new source is told with the notes that name it.
    told = {source.id for note in article.notes for source in note.sources if source.is_new}
    sections: dict[str, list[Item]] = {}
    for item in article.items:
        if not (item.section == "evidence" and item.what == "added" and item.name in told):
            sections.setdefault(item.section, []).append(item)
    for section, items in sections.items():
        yield from section_points(section, items)


def _text(article: Article) -> Point:
    number = _counted(len(article.paragraphs), "paragraph")
    if article.what == "added":
        return Point(
            (f"Text of the article: {number}, beginning ", Given(short(article.paragraphs[0].after, 200)))
        )
    return Point((f"Text of the article: {number}",), tuple(map(_paragraph, article.paragraphs)))


def _note(note: Note, declared: Mapping[str, Item]) -> Point:
    about = (": ", Given(note.gist)) if note.gist else ()
    lines: list[Point] = []
    match note.what:
        case "added":
            head: Line = ("Note added, ", Given(note.id), *about)
        case "changed":
            head = ("Note changed, ", Given(note.id), *about)
        case "renamed":
            head = ("Note renamed from ", Given(note.other), " to ", Given(note.id), *about)
        case "merged":
            head = ("Note ", Given(note.id), " merged into ", Given(note.other), *about)
        case "withdrawn":
            head = ("Note withdrawn, ", Given(note.id), *about)
        case _:
            head = ("Note removed, ", Given(note.id), *about)
    if not note.leads_on:
        way = "Add it to `formerly` of the note, or to `withdrawn` in a correction, if it was published."
        lines.append(Point(("Links to the former id lead nowhere. " + way.replace("`", ""),)))
    if note.what == "added":
        return Point(head, (*lines, *_added(note, declared)))
    if note.what in ("changed", "renamed") and (note.passage_before or note.passage_after):
        lines.append(Point(("passage before: ", *_listed(note.passage_before))))
        lines.append(Point(("passage now: ", *_listed(note.passage_after))))
    elif note.passage_before or note.passage_after:
        lines.append(Point(("passage: ", *_listed(note.passage_before or note.passage_after))))
    lines += (field_point(field) for field in note.fields if field.name != "evidence" or not note.sources)
    for source in note.sources:
        lines.append(named_source(f"source {source.what}: ", source, declared))
    return Point(head, tuple(lines))


def _added(note: Note, declared: Mapping[str, Item]) -> Iterator[Point]:
    """All that a new note says, as a reader of the page sees it."""
    said = {field.name: field.after for field in note.fields}
    labels: list[Piece] = [named(KIND_NAMES, note.kind), ", ", Given(note.technique)]
    if stance := said.pop("stance", ""):
        labels += [", ", named(STANCE_NAMES, stance)]
    yield Point(tuple(labels))
    if note.passage_after:
        yield Point(("passage: ", *_listed(note.passage_after)))
    level, because = said.pop("confidence › level", ""), said.pop("confidence › because", "")
    for name, words in said.items():
        yield said_once(Field(name, "", words))
    if level or because:
        reason = (", because: ", Given(short(because, WHOLE))) if because else ()
        yield Point(("Confidence: ", Given(level), *reason))
    for source in note.sources:
        yield named_source("source: ", source, declared)


def _has_moved(note: Note) -> bool:
    return note.what in ("changed", "renamed") and bool(note.passage_before or note.passage_after)


def _listed(passages: Iterable[str]) -> Line:
    pieces: list[Piece] = []
    for passage in passages:
        pieces += [", ", Given(short(passage))]
    return tuple(pieces[1:]) or ("none",)


def _paragraph(change: Paragraph) -> Point:
    match change.what:
        case "added":
            return Point(("added: ", Given(short(change.after), "now")))
        case "removed":
            return Point(("removed: ", Given(short(change.before), "was")))
        case "moved":
            return Point(("moved, the same words: ", Given(short(change.after))))
    return Point(("changed: ", *compared(change.before, change.after)))


def _link(link: Link) -> Point:
    by = ("said to be of ", Given(link.publisher)) if link.publisher else ("no publisher is named",)
    below = [Point((*by, ", in ", Given(link.where)))]
    below += [Point(("look twice: ", Given(link.doubt)))] if link.doubt else []
    return Point((Given(link.host or "no host"), ": ", Address(link.url)), tuple(below))


def _page(page: Page) -> Point:
    title = (": ", Given(page.title)) if page.title else ()
    head: Line = (f"{page.kind.capitalize()} {page.what}, ", Given(page.path), *title)
    return Point(head, (*map(field_point, page.fields), *map(_paragraph, page.paragraphs)))


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
