"""Render a parsed article with its marks: the second half of the one parse (`article.py`).

The article's tokens are turned into tokens with the marks in them, which markdown-it-py's own renderer
writes. All markup of ours comes from `templates/marks.html`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from ..marked.notes import Note
from ..marked.segments import Segment, apart
from ..marked.voices import Speaker
from ..read.article import Article
from .templating import macros

HEADING_SHIFT = 2
"""The page has its own h1 and an h2 over the article, so the article's `#` becomes an h3."""

_OPTIONS: Any = {"xhtmlOut": False, "breaks": False, "langPrefix": "language-", "highlight": None}


@dataclass(frozen=True, slots=True)
class Marking:
    """All that is marked in an article."""

    segments: Sequence[Segment]
    """They cover the visible text (`segments.cut`)."""
    notes: Sequence[Note]
    """In number order."""
    speakers: Mapping[str | None, Speaker]
    """By the voice's id; None is the outlet itself."""
    language: str
    """The article's. In a foreign one our own words are marked as English."""


def article_html(article: Article, marking: Marking) -> str:
    """The article's HTML."""
    marker = _Marker(article, _Pieces(marking))
    return str(RendererHTML().render(list(marker.blocks()), OptionsDict(_OPTIONS), {}))


def passage_html(text: str, start: int, end: int, marking: Marking) -> str:
    """The HTML of one stretch of running text, its marks included and its other formatting left out."""
    pieces = _Pieces(marking)
    tokens = [*pieces.cover(text[start:end], start), *pieces.close()]
    return str(RendererHTML().renderInline(tokens, OptionsDict(_OPTIONS), {}))


def _raw(html: object) -> Token:
    return Token("html_inline", "", 0, content=str(html))


class _Pieces:
    """Cuts runs of visible text, given in rising order of offset, into marked pieces.

    A piece is one element around words of the article. What we add stands between pieces, never in one.
    """

    def __init__(self, marking: Marking) -> None:
        self._markup = macros("marks.html")
        self._marking = marking
        self._foreign = marking.language.split("-")[0].lower() != "en"
        self._segments = iter(marking.segments)
        self._current = next(self._segments, None)
        # The passages that can be shown in plain wording.
        self._swaps = iter(
            apart(
                passage
                for note in marking.notes
                if note.annotation.plain
                for passage in note.passages
                if not passage.is_point
            )
        )
        self._swap = next(self._swaps, None)
        self._published = ""
        """The words so far of the passage that can be swapped."""
        self._opened: Segment | None = None
        self._begun: Segment | None = None
        self._speaking: tuple[Speaker, str] | None = None
        self._held: list[Token] = []
        self.in_link = False
        self.in_furniture = False

    def cover(self, content: str, start: int) -> Iterator[Token]:
        """Tokens for `content`, which stands at offset `start`. A mark may stay open for the next run."""
        position, end = start, start + len(content)
        while position < end:
            while self._current and self._current.end <= position:
                self._current = next(self._segments, None)
            segment = self._current
            assert segment is not None, "segments cover the whole text"
            stop = min(end, segment.end)
            words = content[position - start : stop - start]
            if self._opened is not segment:
                yield from self.close()
                yield from self._open(segment, words)
            yield Token("text", "", 0, content=words)
            if self._swap_over(segment):
                self._published += words
            if stop == segment.end and segment.ends:
                yield from self.close()
                self._held += map(_raw, self._after(segment))
                yield from self.release()
            position = stop

    def close(self) -> Iterator[Token]:
        """The end of the piece that is open, if one is."""
        if self._opened:
            yield _raw(self._markup.close(self._opened.notes))
            self._opened = None

    def release(self) -> Iterator[Token]:
        """What we add after the pieces so far. Inside a link it waits for its end, because links do not nest."""
        if not self.in_link:
            yield from self._held
            self._held = []

    def _open(self, segment: Segment, words: str) -> Iterator[Token]:
        if self.in_furniture and not segment.notes:
            return
        notes = [self._marking.notes[number - 1] for number in segment.notes]
        speaking = None
        if not self.in_furniture:
            said = segment.said
            speaking = self._marking.speakers[said.voice if said else None], said.mode if said else ""
            # What has no word in it, between two stretches, is nobody's: it goes with what stands before.
            if not said and self._speaking and not any(map(str.isalnum, words)):
                speaking = self._speaking
            if speaking != self._speaking:
                yield _raw(self._markup.says(*speaking, self._foreign))
            self._speaking = speaking
        if self._begun is not segment:
            self._begun = segment
            for passage in segment.begins:
                if not passage.is_point:
                    note = self._marking.notes[passage.note - 1]
                    yield _raw(self._markup.begins(note, self._foreign))
        self._opened = segment
        yield _raw(self._markup.open(notes, speaking, self._swap_over(segment)))

    def _after(self, segment: Segment) -> Iterator[object]:
        """What stands after a segment: plain wording, the references, and what is missing."""
        notes = self._marking.notes
        if self._swap and self._swap in segment.ends:
            note = notes[self._swap.note - 1]
            reference = note.reference_id(self._swap.part)
            yield self._markup.swapped(note, reference, " ".join(self._published.split()), self._foreign)
            self._published = ""
        for passage in segment.ends:
            yield self._markup.reference(passage, notes[passage.note - 1], self._foreign)
        for passage in segment.ends:
            note = notes[passage.note - 1]
            if note.annotation.missing and passage.part == 1:
                yield self._markup.missing(note, self._foreign)

    def _swap_over(self, segment: Segment) -> str:
        """The reference of the passage over the segment that can be shown in plain wording, or nothing."""
        while self._swap and self._swap.end <= segment.start:
            self._swap = next(self._swaps, None)
        if self._swap and self._swap.start <= segment.start:
            return self._marking.notes[self._swap.note - 1].reference_id(self._swap.part)
        return ""


class _Marker:
    """Turns an article's tokens into tokens with the marks in them."""

    def __init__(self, article: Article, pieces: _Pieces) -> None:
        self._markup = macros("marks.html")
        self._tokens = article.tokens
        self._pieces = pieces
        self._heading_ids = iter(article.headings)

    def blocks(self) -> Iterator[Token]:
        for token in self._tokens:
            match token.type:
                case "inline":
                    yield token.copy(children=list(self._inline(token.children or [])))
                case "fence" | "code_block":
                    code = self._plain(token.content.removesuffix("\n"), token.meta["start"])
                    yield self._html("code_block", code)
                case "heading_open" | "heading_close":
                    level = min(int(token.tag[1]) + HEADING_SHIFT, 6)
                    attrs = {"id": next(self._heading_ids).id} if token.nesting == 1 else {}
                    yield token.copy(tag=f"h{level}", attrs=attrs)
                case "container_furniture_open" | "container_furniture_close":
                    self._pieces.in_furniture = token.nesting == 1
                    yield self._html(token.type)
                case "table_open" | "footnote_block_open" | "table_close" | "footnote_block_close":
                    yield self._html(token.type)
                case "footnote_open" | "footnote_close" | "footnote_anchor":
                    yield self._html(token.type, **token.meta)
                case _:
                    yield token

    def _inline(self, tokens: Sequence[Token]) -> Iterator[Token]:
        pieces = self._pieces
        for token in tokens:
            match token.type:
                case "text" | "softbreak":
                    yield from pieces.cover(token.content or "\n", token.meta["start"])
                    continue
                case "hardbreak":
                    # Its newline is visible text; the break itself must not stand inside a mark.
                    yield from pieces.close()
                    yield token
                    continue
            yield from pieces.close()
            match token.type:
                case "code_inline":
                    yield self._html("code", self._plain(token.content, token.meta["start"]))
                    yield from pieces.release()
                case "link_open":
                    pieces.in_link = True
                    yield token.copy(attrs=_link_attributes(str(token.attrs["href"])))
                case "link_close":
                    pieces.in_link = False
                    yield token
                    yield from pieces.release()
                case "image":
                    yield self._image(token)
                case "footnote_ref":
                    yield self._html("footnote_ref", **token.meta)
                case _:
                    yield token
        yield from pieces.close()

    def _plain(self, content: str, start: int) -> str:
        """The marked pieces of a code token, with line breaks written so that Markdown leaves them alone."""
        tokens = [*self._pieces.cover(content, start), *self._pieces.close()]
        return str(RendererHTML().renderInline(tokens, OptionsDict(_OPTIONS), {})).replace("\n", "&#10;")

    def _html(self, macro: str, *args: str, **meta: Any) -> Token:
        return _raw(getattr(self._markup, macro)(*args, **meta))

    def _image(self, token: Token) -> Token:
        source = str(token.attrs["src"])
        # A picture on another host would tell that host who reads the page, so it becomes a link.
        macro = "image_link" if urlsplit(source).netloc else "image"
        return _raw(getattr(self._markup, macro)(_from_page(source), token.content))


def _link_attributes(href: str) -> dict[str, str | int | float]:
    if urlsplit(href).scheme:
        return {"href": href, "rel": "external noopener"}
    return {"href": _from_page(href)}


def _from_page(address: str) -> str:
    """A relative address as seen from the page, whose directory URL is one level below the Markdown file."""
    parts = urlsplit(address)
    relative = not (parts.scheme or parts.netloc or address.startswith(("/", "#")))
    return f"../{address}" if relative else address
