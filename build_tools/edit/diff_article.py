"""One article, or one page, in two versions: its notes, what stands beside them, and its paragraphs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from ..anchor.anchor import SearchText
from ..check.article_text import size_problems
from ..check.check import read_annotations
from ..check.placing import placements_of
from ..model.annotations import Annotation, AnnotationFile
from ..model.front_matter import ArticleFrontMatter
from ..model.targets import Every, Point, Quote, Whole
from ..read.article import Article as Text
from ..read.article import parse_article
from ..read.joined import Joined
from ..read.load import load, plain
from ..read.loaded import find
from ..read.nodes import TextNode
from ..read.schema import STAND_INS
from ..read.text import File, Source, decode, front_matter
from ..read.version import Version
from .diff_items import fields_of, flat_text, front_items, items_of
from .diff_paragraphs import Aligned, aligned
from .difference import Article, Field, NamedSource, Note

What = Literal["added", "removed", "changed"]

_AROUND = 40
"""Characters around a passage that tell its place."""


@dataclass(frozen=True, slots=True)
class Side:
    """The files of one article in one version."""

    article: File | None
    main: File | None
    """The annotation file."""
    apart: tuple[File, ...]
    """Those of a note each."""

    @classmethod
    def of(cls, version: Version, slug: str) -> Side:
        """The files by that name."""
        project = version.project
        return cls(project.articles.get(slug), project.annotations.get(slug), project.notes.get(slug, ()))

    @property
    def annotations(self) -> tuple[File, ...]:
        """The files of what is said about the article."""
        return (*((self.main,) if self.main else ()), *self.apart)

    @property
    def paths(self) -> tuple[str, ...]:
        """Where they are."""
        return tuple(file.path for file in (self.article, *self.annotations) if file)

    def notes(self) -> AnnotationFile | None:
        """What is said about the article, as far as it can be understood."""
        file, _ = read_annotations(self.main, self.apart)
        if file is None:
            return None
        notes = tuple(
            note.model_copy(update=dict(_as_written(file, number, note)))
            for number, note in enumerate(file.value.annotations)
        )
        return file.value.model_copy(update={"annotations": notes})


def _as_written(file: Joined, number: int, note: Annotation) -> Iterator[tuple[str, str]]:
    """The texts of a note that have a problem, as the file has them: the checker puts others in their place."""
    for name, value in note:
        path = ("annotations", number, name)
        if isinstance(value, str) and value in STAND_INS and file.is_stand_in(path):
            loaded, local = file.origin(path)
            node = find(loaded.root, local)[0] if loaded.root else None
            yield name, str(plain(node)) if isinstance(node, TextNode) else ""


def article_change(slug: str, before: Side, after: Side) -> Article:
    """What became of one article, of which a file differs."""
    old, new = _Read.of(before), _Read.of(after)
    what: What = "removed" if not after.paths else "changed" if before.paths else "added"
    title = new.title or old.title or slug
    unread = "; ".join(new.unread or ())
    sides = aligned(old.visible, new.visible)
    whole = AnnotationFile.model_construct(summary="", author="")
    items = (
        *front_items("front matter", old.front, new.front),
        *items_of(old.notes or whole, new.notes or whole),
    )
    notes = tuple(_notes(old, new, sides)) if not unread or new.notes else ()
    if what == "removed":  # nobody looks for a way on from there
        notes = tuple(replace(note, leads_on=True) for note in notes)
    paragraphs = sides.changes if what != "removed" else ()
    return Article(
        slug,
        title,
        what,
        notes,
        items if what != "removed" and not (unread and not new.notes) else (),
        paragraphs,
        unread,
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """What could be understood of the files of one side."""

    front: ArticleFrontMatter | None
    text: Text | None
    notes: AnnotationFile | None
    passages: Mapping[str, tuple[str, ...]]
    """Of each note, by id: its passages, in words."""
    spans: Mapping[str, tuple[tuple[int, int], ...]]
    unread: tuple[str, ...]

    @classmethod
    def of(cls, side: Side) -> _Read:
        """Read the files."""
        front, text, unread = None, None, []
        source = decode(side.article)[0] if side.article else None
        if source:
            front, text = _article(source)
        if side.article and not text:
            unread.append(f"{side.article.path} cannot be read")
        notes = side.notes()
        unread += [f"{file.path} cannot be read" for file in side.annotations[1:] if decode(file)[0] is None]
        if side.annotations and not notes:
            unread.append(f"{side.annotations[0].path} cannot be read")
        passages, spans = _passages(notes, text) if notes else ({}, {})
        return cls(front, text, notes, passages, spans, tuple(unread))

    @property
    def title(self) -> str:
        """The article's, if it can be read."""
        return self.front.title if self.front else ""

    @property
    def visible(self) -> str:
        """The visible text."""
        return self.text.text if self.text else ""

    @property
    def by_id(self) -> dict[str, Annotation]:
        """The notes."""
        return {note.id: note for note in self.notes.annotations} if self.notes else {}


def _article(source: Source) -> tuple[ArticleFrontMatter | None, Text | None]:
    block = front_matter(source)
    body = block.body if block else 0
    front = load(source, ArticleFrontMatter, block.start, block.end).value if block else None
    if any(size_problems(source, body)):
        return front, None
    return front, parse_article(source.text[body:], source.position(body)[0])


def _passages(
    notes: AnnotationFile, text: Text | None
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[tuple[int, int], ...]]]:
    words: dict[str, tuple[str, ...]] = {}
    spans: dict[str, tuple[tuple[int, int], ...]] = {}
    for place in placements_of(notes, SearchText(text.text) if text else None):
        if place.at[0] != "annotations":
            continue
        id = notes.annotations[int(place.at[1])].id
        said = ""
        match place.target:
            case Whole():
                said = "the whole article"
            case Every(every=given):
                said = f"every “{given}” ({len(place.spans)} times)"
            case Point(after=given):
                said = f"after “{given}”"
            case Quote(exact=given):
                said = text.text[slice(*place.spans[0])] if text and place.spans else given
        if not place.spans and not isinstance(place.target, Whole):
            said += " (not found in the article)"
        words[id] = (*words.get(id, ()), said)
        spans[id] = (*spans.get(id, ()), *place.spans)
    return words, spans


def _notes(old: _Read, new: _Read, sides: Aligned) -> Iterator[Note]:
    """What became of each note: first those that are there now, in the order of the file, then those that are gone."""
    was, now = old.by_id, new.by_id
    led = {former: note.id for note in old.by_id.values() for former in note.formerly}
    leads = {former: note.id for note in now.values() for former in note.formerly}
    gone = [id for id in was if id not in now]
    renamed = {leads[id]: id for id in gone if id in leads and leads[id] not in was}
    # One that is the same but for its id was renamed too, and its address leads nowhere.
    same = {_same(was[id]): id for id in gone if id not in leads}
    for id, note in now.items():
        if id not in was and id not in renamed and (former := same.pop(_same(note), None)):
            renamed[id] = former
    for id, note in now.items():
        former = renamed.get(id, id)
        if former not in was:
            yield Note(
                id,
                "added",
                note.gist,
                note.kind,
                note.technique,
                passage_after=new.passages.get(id, ()),
                fields=tuple(fields_of({}, _without(note, "gist", "kind", "technique", "evidence"))),
                sources=tuple(_sources(old, new, (), note.evidence)),
            )
            continue
        fields = tuple(fields_of(_without(was[former]), _without(note)))
        passage = _moved(old, new, sides, former, id)
        if passage is None and was[former].target != note.target:
            fields = (*fields, Field("target", flat_text(was[former].target), flat_text(note.target)))
        if fields or passage or former != id:
            yield Note(
                id,
                "renamed" if former != id else "changed",
                note.gist,
                note.kind,
                note.technique,
                former if former != id else "",
                former == id or former in leads,
                *(passage or ((), ())),
                fields,
                tuple(_sources(old, new, was[former].evidence, note.evidence)),
            )
    withdrawn = {id for item in (new.notes.corrections if new.notes else ()) for id in item.withdrawn}
    for id in gone:
        if id in renamed.values():
            continue
        note, into = was[id], leads.get(id, "")
        what: Literal["removed", "merged", "withdrawn"] = (
            "merged" if into else "withdrawn" if id in withdrawn else "removed"
        )
        yield Note(
            id, what, note.gist, note.kind, note.technique, into, what != "removed", old.passages.get(id, ())
        )
    for id in led:
        if id not in leads and id not in withdrawn and id not in now and (not new.unread or new.notes):
            yield Note(id, "removed", "a former id, which led to " + led[id], "", "", leads_on=False)


def _sources(
    old: _Read, new: _Read, before: Collection[str], after: Collection[str]
) -> Iterator[NamedSource]:
    """The sources that a note names and did not name before, then those that it no longer names."""
    was = old.notes.evidence if old.notes else {}
    now = new.notes.evidence if new.notes else {}
    for id in (*after, *before):
        if (id in before) == (id in after):
            continue
        item = now.get(id) or was.get(id)
        said = (
            (item.publisher, item.title, str(item.published), item.url, item.excerpt) if item else ("",) * 5
        )
        yield NamedSource(id, "added" if id in after else "removed", id in now and id not in was, *said)


def _same(note: Annotation) -> str:
    """All that a note says but its id, whichever file it is in."""
    return repr(_without(note, "formerly") | {"target": note.target})


def _without(note: Annotation, *left_out: str) -> dict[str, Any]:
    # What else a file of its own holds, such as sources, is told beside the notes.
    names = (name for name in Annotation.model_fields if name not in ("id", "target", *left_out))
    return {name: getattr(note, name) for name in names}


def _moved(
    old: _Read, new: _Read, sides: Aligned, former: str, id: str
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The passages before and after, if a reader finds the note at other words or in another paragraph."""
    was, now = old.passages.get(former, ()), new.passages.get(id, ())
    if was != now:
        return was, now
    if not (old.text and new.text):
        return None
    places = [sides.becomes.get(old.visible.count("\n", 0, start)) for start, _ in old.spans.get(former, ())]
    then = [new.visible.count("\n", 0, start) for start, _ in new.spans.get(id, ())]
    is_elsewhere = old.visible == new.visible and old.spans.get(former) != new.spans.get(id)
    if places != then or is_elsewhere:
        # The same words: what stands around them tells one place from the other.
        return _in_context(old, former), _in_context(new, id)
    return None


def _in_context(side: _Read, id: str) -> tuple[str, ...]:
    text = side.visible
    found = []
    for start, end in side.spans.get(id, ()):
        before, after = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
        if start > _AROUND:
            before = "…" + before[before.find(" ") + 1 :]
        if end + _AROUND < len(text):
            after = after[: after.rfind(" ") + 1] + "…"
        found.append(f"{before}[{text[start:end]}]{after}")
    return tuple(found)
