"""What we put into the words of an article: marks, voices, references, and what only a lens shows.

A piece is a token whose HTML is still to come. All of an article's pieces are written in one walk of the template
`marks.html`, since a call for each would take longer than everything else on the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Template
from markdown_it.token import Token

from ..marked.notes import Note
from ..marked.segments import Passage, Segment, apart
from ..marked.voices import Speaker
from .templating import environment

_END = "\0"
"""Stands after each piece. No text holds it: the checker refuses it, and Markdown replaces it."""


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


class Pieces:
    """Cuts runs of visible text, given in rising order of offset, into marked pieces.

    A piece is one element around words of the article. What we add stands between pieces, never in one.
    """

    def __init__(self, marking: Marking) -> None:
        self._marking = marking
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
        self._made: list[tuple[str, object]] = []
        self._tokens: list[Token] = []
        self.ids: list[str] = []
        """Every id in what was written so far."""
        self.in_link = False
        self.in_furniture = False

    def piece(self, what: str, it: object = None) -> Token:
        """A token for what the template calls `what`, written by `finish`."""
        token = Token("html_inline", "", 0)
        self._made.append((what, it))
        self._tokens.append(token)
        return token

    def finish(self) -> None:
        """Write the HTML of all pieces into their tokens."""
        foreign = self._marking.language.split("-")[0].lower() != "en"
        html = _template().render(pieces=self._made, foreign=foreign)
        for token, content in zip(self._tokens, html.split(_END), strict=False):
            token.content = content

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
                self._held += self._after(segment)
                yield from self.release()
            position = stop

    def close(self) -> Iterator[Token]:
        """The end of the piece that is open, if one is."""
        if self._opened:
            yield self.piece("close", self._opened.notes)
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
                yield self.piece("says", speaking)
            self._speaking = speaking
        if self._begun is not segment:
            self._begun = segment
            for passage in segment.begins:
                if not passage.is_point:
                    yield self.piece("begins", self._note_of(passage))
        self._opened = segment
        classes = [*dict.fromkeys(name for note in notes for name in _classes(note))]
        if notes:
            classes.insert(0, "mc-mark")
        voice = mode = ""
        if speaking:
            voice, mode = speaking[0].id, speaking[1]
            classes += ["mc-said", f"mc-v{speaking[0].hue}"]
        ids = " ".join(note.id for note in notes)
        yield self.piece("open", (" ".join(classes), ids, voice, mode, self._swap_over(segment)))

    def _after(self, segment: Segment) -> Iterator[Token]:
        """What stands after a segment: plain wording, the references, and what is missing."""
        if self._swap and self._swap in segment.ends:
            note = self._note_of(self._swap)
            reference = note.reference_id(self._swap.part)
            yield self.piece("swapped", (note, reference, " ".join(self._published.split())))
            self._published = ""
        for passage in segment.ends:
            note = self._note_of(passage)
            reference = note.reference_id(passage.part)
            self.ids.append(reference)
            yield self.piece("reference", (reference, note, passage.is_point))
        for passage in segment.ends:
            if self._note_of(passage).annotation.missing and passage.part == 1:
                yield self.piece("missing", self._note_of(passage))

    def _note_of(self, passage: Passage) -> Note:
        return self._marking.notes[passage.note - 1]

    def _swap_over(self, segment: Segment) -> str:
        """The reference of the passage over the segment that can be shown in plain wording, or nothing."""
        while self._swap and self._swap.end <= segment.start:
            self._swap = next(self._swaps, None)
        if self._swap and self._swap.start <= segment.start:
            return self._note_of(self._swap).reference_id(self._swap.part)
        return ""


def _classes(note: Note) -> tuple[str, ...]:
    """What a mark is styled by, for each note on it: the kind, and the kind with each filter that the note passes."""
    kind = f"mc-{note.kind}"
    passes = (f"{kind}-{note.annotation.stance}", *((f"{kind}-first",) if note.is_first else ()))
    return (kind, *passes)


@cache
def _template() -> Template:
    return environment().get_template("marks.html")
