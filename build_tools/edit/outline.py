"""A difference as an outline in readers' words: what is ours to say, and what was written by somebody, kept apart.

Each way of printing has one place at which words of a stranger come in, and so cannot forget to make them harmless.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from .difference import Article, Difference, Field, Item, Link, Note, Page, Paragraph

LONGEST = 1_000
"""Characters of a value that are shown."""
_CONTEXT = 60
"""Characters of words that stand, on either side of words that do not."""
_MOST_COMPARED = 1_500
"""Words of a text that are compared one by one."""
_WORDS = re.compile(
    r"\s+|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]|\w+|.",
    re.DOTALL,
)


class Given(NamedTuple):
    """Words that somebody wrote, not we."""

    words: str
    as_: str = ""
    """`was` or `now` for words that are gone or new."""


class Address(NamedTuple):
    """An address that a reviewer may like to open."""

    url: str


Piece = str | Given | Address
Line = tuple[Piece, ...]


@dataclass(frozen=True)
class Point:
    """A line, with more about it below."""

    line: Line
    below: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Section:
    """A part of the outline."""

    title: Line
    points: tuple[Point, ...]
    is_open: bool = False
    """Whether it is unfolded where sections can be folded."""


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
        *(Section(_article_title(article), tuple(_article(article))) for article in difference.articles),
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


def _article_title(article: Article) -> Line:
    said = {"added": "New article", "removed": "Article removed", "changed": "Article"}[article.what]
    notes = Counter(note.what for note in article.notes)
    counts = ", ".join(_counted(number, "note") + f" {what}" for what, number in notes.items())
    return f"{said} ", Given(article.title), f" ({counts})" if counts else ""


def _article(article: Article) -> Iterator[Point]:
    if article.unread:
        yield Point((Given(article.unread), ": of this, nothing more can be said"))
    yield from map(_note, article.notes)
    if article.paragraphs:
        number = _counted(len(article.paragraphs), "paragraph")
        yield Point((f"Text of the article: {number}",), tuple(map(_paragraph, article.paragraphs)))
    sections: dict[str, list[Item]] = {}
    for item in article.items:
        sections.setdefault(item.section, []).append(item)
    for section, items in sections.items():
        if not items[0].name:
            yield Point((Given(section), " changed"), tuple(map(_field, items[0].fields)))
        else:
            yield Point((Given(section),), tuple(map(_item, items)))
    if article.what == "added" and not article.notes and not article.unread:
        yield Point(("without notes",))


def _note(note: Note) -> Point:
    about = (": ", Given(note.gist)) if note.gist else ()
    lines: list[Point] = []
    match note.what:
        case "added":
            head: Line = ("Note added, ", Given(note.id), *about)
            lines.append(Point((Given(note.kind), ", ", Given(note.technique))))
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
    if note.what in ("changed", "renamed") and (note.passage_before or note.passage_after):
        lines.append(Point(("passage before: ", *_listed(note.passage_before))))
        lines.append(Point(("passage now: ", *_listed(note.passage_after))))
    elif note.passage_before or note.passage_after:
        lines.append(Point(("passage: ", *_listed(note.passage_before or note.passage_after))))
    return Point(head, (*lines, *map(_field, note.fields)))


def _has_moved(note: Note) -> bool:
    return note.what in ("changed", "renamed") and bool(note.passage_before or note.passage_after)


def _listed(passages: Iterable[str]) -> Line:
    pieces: list[Piece] = []
    for passage in passages:
        pieces += [", ", Given(_short(passage))]
    return tuple(pieces[1:]) or ("none",)


def _item(item: Item) -> Point:
    return Point((f"{item.what} ", Given(_short(item.name))), tuple(map(_field, item.fields)))


def _field(field: Field) -> Point:
    if not field.before:
        return Point((Given(field.name), " added: ", Given(_short(field.after), "now")))
    if not field.after:
        return Point((Given(field.name), " removed: ", Given(_short(field.before), "was")))
    return Point((Given(field.name), ": ", *compared(field.before, field.after)))


def _paragraph(change: Paragraph) -> Point:
    match change.what:
        case "added":
            return Point(("added: ", Given(_short(change.after), "now")))
        case "removed":
            return Point(("removed: ", Given(_short(change.before), "was")))
        case "moved":
            return Point(("moved, the same words: ", Given(_short(change.after))))
    return Point(("changed: ", *compared(change.before, change.after)))


def _link(link: Link) -> Point:
    by = ("said to be of ", Given(link.publisher)) if link.publisher else ("no publisher is named",)
    below = [Point((*by, ", in ", Given(link.where)))]
    below += [Point(("look twice: ", Given(link.doubt)))] if link.doubt else []
    return Point((Given(link.host or "no host"), ": ", Address(link.url)), tuple(below))


def _page(page: Page) -> Point:
    title = (": ", Given(page.title)) if page.title else ()
    head: Line = (f"{page.kind.capitalize()} {page.what}, ", Given(page.path), *title)
    return Point(head, (*map(_field, page.fields), *map(_paragraph, page.paragraphs)))


def compared(before: str, after: str) -> Line:
    """Two wordings as one: words that stand, words that are gone, words that are new. A long stretch that stands is
    cut in its middle, and so is all of it that is too long to be shown."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    codes = list(_hunks(old, new)) if max(len(old), len(new)) <= _MOST_COMPARED else []
    stands = sum(len(was) for was, now in codes if was == now)
    # Words that stand here and there in two wordings would only be in a reader's way.
    if 2 * stands < min(len(before), len(after)) or not any(map(str.isspace, before + after)):
        return Given(_short(before), "was"), " ", Given(_short(after), "now")
    pieces: list[Piece] = []
    shown = 0
    for at, (was, now) in enumerate(codes):
        if shown > LONGEST:
            pieces.append(" … and more")
            break
        if was == now:
            pieces.append(Given(_cut_middle(was, at == 0, at == len(codes) - 1)))
        else:
            pieces += [Given(_limited(was), "was")] if was else []
            pieces += [Given(_limited(now), "now")] if now else []
        shown += min(len(was) + len(now), 2 * _CONTEXT if was == now else 2 * LONGEST)
    return tuple(pieces)


def _hunks(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """The words of either side, stretch by stretch, the same where they stand. Changed words with nothing but a space
    between them are one stretch."""
    was = now = ""
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = "".join(old[a:b]), "".join(new[c:d])
        if kind == "equal" and not (before.isspace() and (was or now)):
            if was != now:
                end = was[len(was.rstrip()) :]
                end = end if was.strip() and now.strip() and now.endswith(end) else ""
                yield was.removesuffix(end), now.removesuffix(end)
                before = after = end + before
            yield before, before
            was = now = ""
        else:
            was, now = was + before, now + after
    if was or now:
        yield was, now


def _cut_middle(words: str, is_first: bool, is_last: bool) -> str:
    """A stretch that stands, with no more of it than is needed to see where a change is."""
    if len(words) <= 2 * _CONTEXT:
        return words
    head = "" if is_first else words[:_CONTEXT]
    tail = "" if is_last else words[-_CONTEXT:]
    return f"{head}…{tail}"


def _short(text: str) -> str:
    return _limited(" ".join(text.split()) if text.strip() else text)


def _limited(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
