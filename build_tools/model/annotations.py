"""What an annotation file holds.

This is the one declaration of the format. It validates what contributors write (`read/load.py`), and the
JSON Schema that editors use for completion and hover help is made from it (`read/format.py`). Names follow
the W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/) where it has one.

Every value is frozen. The text under a field is its documentation, in the schema too. The largest numbers of items are
far above what readers can use, and low enough for every file to be checked and built in seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from .dates import PartialDate
from .fields import Flag, Gist, Id, Ids, Inset, Language, Line, Text, Url, Value
from .lesson import Lesson
from .targets import Targets

Kind = Literal["sourcing", "loaded-language", "missing-context"]
Stance = Literal["concern", "question", "good-practice"]
Level = Literal["high", "medium", "low"]
Mode = Literal["quoted", "paraphrased"]


# --- who speaks ----------------------------------------------------------------------------------


class Voice(Value):
    """Someone who speaks in the article: a person, an office, an organisation."""

    name: Line
    """The name as readers know it."""
    role: Line | None = None
    """The post or function, at the time of the article."""
    speaks_for: Line | None = None
    """The party whose position this voice gives."""


class AbsentVoice(Value):
    """Someone with a stake in the matter whom the article does not let speak."""

    name: Line
    """Who is not heard."""
    why: Text
    """What their account would have added."""


class Attribution(Value):
    """Who says a stretch of the article. What no attribution covers is the outlet's own voice."""

    voice: Id
    """The id of one of the `voices`."""
    mode: Mode
    """`quoted`: their own words, in quotation marks. `paraphrased`: told in the outlet's words."""
    target: Targets
    """The stretch or stretches, with any words of attribution (“Peskov told reporters”)."""


# --- evidence ------------------------------------------------------------------------------------


class Event(Value):
    """Something that happened on a known day."""

    on: PartialDate
    """The day: `2025-04-26`, or `2025-04`, or `2025`."""
    what: Text
    """One plain sentence for the timeline."""


class Evidence(Value):
    """A source that a reader can open."""

    title: Line
    """The headline or title."""
    publisher: Line
    """Who published the page."""
    kind: Literal[
        "news agency", "news outlet", "state media", "official document", "international body", "research"
    ]
    """What kind of source this is."""
    based_in: Line | None = None
    """Where the publisher is based or which party it belongs to, when a reader should know."""
    relays: Line | None = None
    """Whose report the page passes on, when it is not its own."""
    published: PartialDate
    """The day of publication: `2025-04-26`, or `2025-04`, or `2025`."""
    url: Url
    """Where to read it."""
    language: Language | None = None
    """The language of the page (`de`), when it is not that of the article."""
    excerpt: Text
    """A short passage, in the source's own words, that supports the note."""
    checked: PartialDate
    """The day somebody last read the page and found the excerpt."""
    later: Flag = False
    """`true` when the source is later than the article, which then cannot be faulted for leaving it out."""
    event: Event | None = None
    """What the source shows to have happened, for the timeline."""


class Fact(Value):
    """A fact by which the article and the other reports of the same story are compared in the coverage table."""

    statement: Text
    """The fact, in one short phrase."""
    told_here: Flag
    """Whether the article under study tells it."""
    evidence: Ids = ()
    """Ids of the `evidence` that shows it."""


class Coverage(Value):
    """How another outlet reported the same story."""

    publisher: Line
    """The outlet."""
    url: Url
    """The report."""
    published: PartialDate
    """Its day of publication."""
    headline: Line
    """Its headline."""
    attributes_in_headline: Flag | None = None
    """Whether the headline says who makes the claim. Leave it out when you have not seen the headline."""
    tells: Ids = ()
    """Ids of the `facts` that the report tells."""
    read_in_part: Flag = False
    """`yes` when only a part of the report was read: what is not under `tells` then counts as not seen."""
    note: Text | None = None
    """Anything a reader should know about the report, such as which part of it was read."""


# --- notes ---------------------------------------------------------------------------------------


class Confidence(Value):
    """How sure the authors are of a note, and why."""

    level: Level
    """`high`, `medium` or `low`."""
    because: Text
    """The reason, in a few words."""


class Settled(Value):
    """A question about a note that its readers answered differently at first, and what came of it."""

    date: PartialDate
    """The day it was settled."""
    question: Text
    """What was read differently. Nobody is named: it is about the passage, not about who said what."""
    how: Text
    """What the note now rests on, or why the question stays open."""


class Annotation(Value):
    """One note on the article."""

    id: Id
    """The note's address on the page. Lower-case words joined by hyphens. Never change it once published."""
    formerly: Ids = ()
    """Ids that lead here from now on: those of published notes that were merged into this one."""
    kind: Kind
    """`sourcing`, `loaded-language` or `missing-context`."""
    technique: Id
    """The name of one of the files in `docs/techniques/`, without `.md`."""
    stance: Stance
    """`concern`, `question` (readers may differ) or `good-practice`."""
    target: Targets
    """The passage: words of the article, a mapping that says more, or a list of these."""
    gist: Gist
    """The note's point in plain words, in one line of at most 90 characters without markup: “TASS does not report any
    special emphasis”. It says what is so, not what the technique is called, for readers see it first and often
    nothing else."""
    observation: Text
    """What is on the page. Something any reader can check by reading the article."""
    known: Text | None = None
    """What stands outside the article and was on record at its date, with its day and whoever said it. It needs
    `evidence`."""
    inference: Text | None = None
    """Why it may matter to a reader."""
    fair_reading: Text | None = None
    """The most reasonable case for the wording as it stands, and nothing else."""
    plain: Text | None = None
    """For loaded language: wording that would not lean, fit to stand in place of the passage."""
    missing: Inset | None = None
    """For missing context: the missing fact itself, in one or two whole sentences without markup, at most 240
    characters. The page sets it into the article after the passage, or after the first of several."""
    ask: Text | None = None
    """A question for the reader."""
    evidence: Ids = ()
    """Ids of the `evidence` behind the note."""
    confidence: Confidence
    """How sure the authors are, and why."""
    settled: tuple[Settled, ...] = Field(default=(), max_length=50)
    """What was talked over because two people had read it differently, and how it was settled."""
    author: Line | None = None
    """Who wrote this note, when it is not the author of the file."""
    reviewer: Line | None = None
    """Who reviewed this note, when it is not the reviewer of the file."""


class Acceptance(Value):
    """A warning of the checker that somebody has looked at and lets stand."""

    rule: Text
    """The rule, by the name that the warning shows."""
    at: Text | None = None
    """Words of the line that the warning shows, as many as it takes to tell it from others of the rule."""
    note: Id | None = None
    """The id of the note that the warning is in, where words do not tell it from others."""
    because: Text
    """Why it is right as it is."""


class NoteFile(Annotation):
    """One note in a file of its own, `annotations/<article>/<id>.yml`: the keys of an annotation, of which `id` can be
    left out because the file's name says it, and what is declared for this note alone."""

    named: ClassVar[str] = "id"
    sources: Mapping[Id, Evidence] = Field(default={}, max_length=200)
    """Sources that the article's file does not have, by id. `evidence` names them."""
    voices: Mapping[Id, Voice] = Field(default={}, max_length=200)
    """Voices that the article's file does not have, by id."""
    attributions: tuple[Attribution, ...] = Field(default=(), max_length=200)
    """Who says which stretch, where the article's file does not say it."""
    accept: tuple[Acceptance, ...] = Field(default=(), max_length=200)
    """Warnings about this file that are right as they are. The page does not show them."""


class Correction(Value):
    """A change of substance made after publication."""

    date: PartialDate
    """The day of the change."""
    what: Text
    """What was wrong, and what stands there now."""
    annotation: Id | None = None
    """The note it concerns."""
    withdrawn: Ids = ()
    """Ids of published notes that are no more. Their addresses lead to this entry."""


class AnnotationFile(Value):
    """All that is said about one article."""

    summary: Text
    """One short paragraph under the title, before the article: what it reports, without a verdict."""
    establishes: tuple[Text, ...] = Field(default=(), max_length=200)
    """What the article does establish, each in one sentence."""
    author: Line
    """Who signs the notes."""
    reviewer: Line | None = None
    """Who has checked all the notes as a second person, or nothing while nobody has."""
    voices: Mapping[Id, Voice] = Field(default={}, max_length=500)
    """Everyone who speaks in the article, by id."""
    absent_voices: tuple[AbsentVoice, ...] = Field(default=(), max_length=200)
    """Who has a stake and does not speak."""
    attributions: tuple[Attribution, ...] = Field(default=(), max_length=2000)
    """Who says which stretch."""
    evidence: Mapping[Id, Evidence] = Field(default={}, max_length=2000)
    """The sources, by id."""
    attributes_in_headline: Flag | None = None
    """Whether the article's own headline says who makes the claim. Leave it out when it makes none: the coverage
    table then compares no headlines."""
    facts: Mapping[Id, Fact] = Field(default={}, max_length=200)
    """Facts by which reports are compared, by id."""
    coverage: tuple[Coverage, ...] = Field(default=(), max_length=200)
    """How other outlets reported the same story."""
    annotations: tuple[Annotation, ...] = Field(default=(), max_length=2000)
    """The notes. The page orders them by their place in the article."""
    first: Ids = ()
    """Ids of three to ten notes, in the order in which they are told: what a reader with two minutes should see.
    Required from eight notes on."""
    corrections: tuple[Correction, ...] = Field(default=(), max_length=1000)
    """What was changed after publication."""
    lesson: Lesson | None = None
    """A lesson on the article, for a class."""
    accept: tuple[Acceptance, ...] = Field(default=(), max_length=2000)
    """Warnings about this file or the article that are right as they are. For whoever works on the file: the page
    does not show them."""
