"""What we put into the words of an article: marks, voices, references, and what only a lens shows.

A piece is a token whose HTML is still to come. All of an article's pieces are written in one walk of the template
`marks.html`, since a call for each would take longer than everything else on the page.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Template
from markdown_it.token import Token

from ..marked.insertions import Insertion
from ..marked.notes import Note
from ..marked.segments import Passage, Segment, apart
from ..marked.voices import Speaker
from .templating import environment

_END = "\0"
"""Stands after each piece. No text holds it: the checker refuses it, and Markdown replaces it."""
_LABEL = 0.8
"""How many characters of the text are as wide as one of a label, which is set smaller. Rather too many: words that are
wider than the label over them leave no gap."""

_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Marking:
    """All that is marked in an article."""

    segments: Sequence[Segment]
    """They cover the visible text (`segments.cut`)."""
    notes: Sequence[Note]
    """In number order."""
    speakers: Mapping[str | None, Speaker]
    """By the voice's id; None is the outlet itself."""
    insertions: Sequence[Insertion]
    """In order of place."""
    language: str
    """The article's. In a foreign one our own words are marked as English."""


class Pieces:
    """Cuts runs of visible text, given in rising order of offset, into marked pieces.

    A piece is one element around words of the article. What we add stands between pieces, never in one. Where the
    voice changes, the first words have an element around them together with the label that stands over them.
    """

    def __init__(self, marking: Marking) -> None:
        self._marking = marking
        self._segments = marking.segments
        self._index = 0
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
        self._run, self._run_start = "", 0
        self._lead: int | None = None
        """Where the words under the label end that was written last; None when they have ended."""
        self._insertions = iter(marking.insertions)
        self._insertion = next(self._insertions, None)
        self._held: list[Token] = []
        self._inserted: list[Insertion] = []
        self._made: list[tuple[str, object]] = []
        self._tokens: list[Token] = []
        self.ids: list[str] = []
        """Every id in what was written so far."""
        self.in_link = False
        self.in_heading = False
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

    def run(self, content: str, start: int) -> None:
        """What `cover` is given next, in one or several parts, without anything between them."""
        self._run, self._run_start = content, start

    def cover(self, content: str, start: int) -> Iterator[Token]:
        """Tokens for `content`, which stands at offset `start`. A mark may stay open for the next run."""
        position, end = start, start + len(content)
        while position < end:
            while self._segments[self._index].end <= position:
                self._index += 1
            segment = self._segments[self._index]
            stop = min(end, segment.end)
            if self._insertion and position < self._insertion.offset < stop:
                stop = self._insertion.offset
            if self._lead and position < self._lead < stop:
                stop = self._lead
            words = content[position - start : stop - start]
            if self._opened is not segment:
                yield from self._close_piece()
                if gap := self._before_label(segment, words):
                    yield from self.close()
                    words = words[:gap]
                yield from self._open(segment, words, position)
                stop = min(position + len(words), self._lead or end)
                words = words[: stop - position]
            yield Token("text", "", 0, content=words)
            if self._swap_over(segment):
                self._published += words
            if stop == self._lead or (stop < segment.end and stop < end):
                yield from self.close()
            if stop == segment.end and segment.ends:
                yield from self._close_piece()
                self._held += self._after(segment)
                yield from self.release()
            if self._insertion and self._insertion.offset <= stop:
                yield from self.close()
                self._inserted.append(self._insertion)
                self._insertion = next(self._insertions, None)
                yield from self.release()
            position = stop

    def close(self) -> Iterator[Token]:
        """The end of what is open."""
        yield from self._close_piece()
        if self._lead:
            yield self.piece("lead_close")
            self._lead = None

    def release(self) -> Iterator[Token]:
        """What we add after the pieces so far.

        Inside a link it waits for its end, because links do not nest, and what is missing in a heading for that
        of the heading, which is not named by it.
        """
        if not self.in_link:
            yield from self._held
            self._held = []
        if not self.in_link and not self.in_heading:
            for insertion in self._inserted:
                yield self.piece("missing", insertion)
            self._inserted = []

    def heading_close(self, token: Token) -> Token:
        """The end of a heading, and what is missing in it."""
        self.in_heading = False
        if not self._inserted:
            return token
        missing, self._inserted = self._inserted, []
        return self.piece("heading_close", (token.tag, missing))

    def _close_piece(self) -> Iterator[Token]:
        if self._opened:
            yield self.piece("close", self._opened.notes)
            self._opened = None

    def _spoken(self, segment: Segment, words: str) -> tuple[Speaker, str] | None:
        """Who says these words, and how. What has no word in it is nobody's: it goes with what stands before."""
        if self.in_furniture:
            return None
        said = segment.said
        if not said and self._speaking and not any(map(str.isalnum, words)):
            return self._speaking
        return self._marking.speakers[said.voice if said else None], said.mode if said else ""

    def _before_label(self, segment: Segment, words: str) -> int:
        """How many of these characters, up to a space, stand before the first word of another voice."""
        speaking = self._spoken(segment, words)
        if not speaking or (self._speaking and speaking[0] == self._speaking[0]):
            return 0
        first = next((index for index, char in enumerate(words) if char.isalnum()), 0)
        return next((index for index in range(first, 0, -1) if words[index - 1].isspace()), 0)

    def _open(self, segment: Segment, words: str, start: int) -> Iterator[Token]:
        if self.in_furniture and not segment.notes:
            return
        notes = [self._marking.notes[number - 1] for number in segment.notes]
        speaking = self._spoken(segment, words)
        # A sign alone gets no label: that stands over the first word.
        if speaking and speaking != self._speaking and any(map(str.isalnum, words)):
            yield from self._label(speaking, start)
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

    def _label(self, speaking: tuple[Speaker, str], start: int) -> Iterator[Token]:
        """Say who speaks from here on, over as many words as the label is wide."""
        before, self._speaking = self._speaking, speaking
        if before and before[0] == speaking[0]:
            if speaking[1]:
                yield self.piece("mode", speaking[1])
            return
        yield from self.close()
        yield self.piece("lead")
        yield self.piece("says", speaking)
        words = self._run[start - self._run_start : self._voice_end() - self._run_start]
        space = _SPACE.search(words, math.ceil(len(speaking[0].name) * _LABEL))
        self._lead = start + (space.start() if space else len(words.rstrip()))

    def _voice_end(self) -> int:
        """Where in the run the voice ends that speaks now."""
        index, voice = self._index, _voice(self._segments[self._index])
        run_end = self._run_start + len(self._run)
        while (end := self._segments[index].end) < run_end and _voice(self._segments[index + 1]) == voice:
            index += 1
        return min(end, run_end)

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


def _voice(segment: Segment) -> str | None:
    return segment.said.voice if segment.said else None


@cache
def _template() -> Template:
    return environment().get_template("marks.html")
