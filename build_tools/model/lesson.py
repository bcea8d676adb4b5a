"""What a lesson on an article is: a plan that a teacher can run from.

It is written once, in the annotation file; the article's page, the sheet that is printed and the list for teachers are
made from it, so that there are not two plans that disagree. The text under a field is its documentation, as in
`annotations.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from .dates import PartialDate
from .fields import Id, Ids, Line, Text, Url, Value

Minutes = Annotated[int, Field(ge=1, le=600)]
Age = Annotated[int, Field(ge=5, le=99)]
Using = Literal[
    "practice", "class", "projector", "sheet", "key", "leave-the-page", "exit-ticket", "transfer", "talk"
]
KeyQuestion = Literal[
    "authorship",
    "purpose",
    "economics",
    "impact",
    "response",
    "content",
    "techniques",
    "interpretations",
    "context",
    "credibility",
]
Move = Literal["stop", "investigate", "find", "trace"]

PARTS: Mapping[str, str] = {
    "leave-the-page": "leave_the_page",
    "exit-ticket": "exit_ticket",
    "transfer": "transfer",
}
"""What a step can use that is a part of the plan itself, and the key of that part."""


class Ages(Value):
    """Whom a lesson is for, in years of age."""

    youngest: Age
    """The age, in years, from which it can be taught."""
    oldest: Age
    """The age up to which it is meant."""


class Background(Value):
    """Something that learners should know before they read."""

    what: Text
    """One or two sentences to tell the class. What is known only from a source needs `evidence`, and what happened
    after the article begins with “Later:”."""
    evidence: Ids = ()
    """Ids of the `evidence` that shows it."""


class Step(Value):
    """A step of the lesson."""

    minutes: Minutes
    """How long it takes. The minutes of all steps add up to those of the lesson."""
    title: Line
    """What is done, in a few words: “Mark phrases”."""
    what: Text
    """What the class does, and what the teacher looks out for."""
    using: Annotated[tuple[Using, ...], Field(max_length=200)] = ()
    """What it is done with: pages of the article (`practice`, `class`, `projector`), sheets of paper (`sheet` unmarked
    for pupils, `key` with the notes), a part of this plan (`leave-the-page`, `exit-ticket`, `transfer`), or nothing but
    `talk`. The page links to each that there is."""
    key_questions: Annotated[tuple[KeyQuestion, ...], Field(max_length=200)] = ()
    """Which of the key questions about media of NAMLE, the National Association for Media Literacy Education, the step
    asks."""
    sift: Annotated[tuple[Move, ...], Field(max_length=200)] = ()
    """Which moves of Mike Caulfield's SIFT it trains: `stop`, `investigate` the source, `find` better coverage, `trace`
    claims."""


class HardWord(Value):
    """A word of the article that learners may not know."""

    word: Line
    """The word, or the few words, as they stand in the article; capitals make no difference."""
    means: Text
    """What it means there, in words that are easier than the word."""


class LeaveThePage(Value):
    """A task that cannot be done on the page: learners look elsewhere, and compare."""

    task: Text
    """What to look for, where, and what to note down."""
    pack: Annotated[Ids, Field(min_length=1, max_length=200)]
    """Ids of the `evidence` whose saved excerpts are printed for classes that cannot search openly, in the order in
    which they are read: from more than one side, with what is later marked so by itself."""
    about: Mapping[Id, Line] = Field(default={}, max_length=200)
    """Of an excerpt whose words alone do not tell, by its id in `pack`: who says this, and of what. It stands before
    the excerpt."""
    look_for: Annotated[tuple[Text, ...], Field(max_length=200)] = ()
    """What can be found, for the teacher: what is known, from whom, and what stays open."""


class Transfer(Value):
    """A short text of another subject, marked before the lesson and again after it: whether what was learnt is of use
    elsewhere. The page says that the text is made up for the lesson."""

    subject: Line
    """What the text is about: “A school canteen”."""
    passage: Text
    """The text, written for the lesson, a few sentences long, with no person named, real or made up. It is shown as it
    stands: blank lines divide paragraphs, and there is no markup."""
    before: Text
    """What learners do with it before the lesson."""
    after: Text
    """What they do with it afterwards."""
    look_for: tuple[Text, ...] = Field(min_length=1, max_length=200)
    """What can be found in it, for the teacher: what it does well among it."""


class Criterion(Value):
    """A row of the rubric: one thing that learners do, at three levels."""

    criterion: Line
    """What is looked at: “Says who speaks”."""
    beginning: Text
    """What work looks like that begins to do it."""
    reached: Text
    """What it looks like when the aim of the lesson is reached."""
    beyond: Text
    """What it looks like beyond that."""


class Standard(Value):
    """A curriculum standard that the lesson serves, looked up where it is published."""

    framework: Line
    """The curriculum or framework, by its official name."""
    code: Line
    """The standard's own code there: “RI.8.8”."""
    text: Text
    """What it asks for, in words of ours."""
    url: Url
    """Where it can be read."""
    read_at: Line | None = None
    """Who publishes that page, where it is not the framework's own: “Edutoolbox”."""
    checked: PartialDate
    """The day somebody last read it there."""


def _standard_shape(value: Any) -> str | None:
    match value:
        case str():
            return "words"
        case Mapping() | Standard():
            return "looked-up"
    return None


StandardOrWords = Annotated[
    Annotated[Text, Tag("words")] | Annotated[Standard, Tag("looked-up")],
    Discriminator(
        _standard_shape,
        custom_error_type="wrong-type",
        custom_error_message="a mapping with framework, code, text, url and checked, or a text",
    ),
]


class Lesson(Value):
    """A lesson on the article."""

    minutes: Minutes
    """How long it takes."""
    ages: Ages | None = None
    """Whom it is for."""
    objectives: tuple[Text, ...] = Field(min_length=1, max_length=200)
    """What learners can do afterwards."""
    prepare: tuple[Text, ...] = Field(default=(), max_length=200)
    """What the teacher does beforehand, and thinks of: copies, devices, and pupils whom the matter touches."""
    know_before: tuple[Background, ...] = Field(default=(), max_length=200)
    """What learners should know before they read, and cannot be expected to."""
    hard_words: tuple[HardWord, ...] = Field(default=(), max_length=200)
    """Words of the article that learners may not know."""
    steps: tuple[Step, ...] = Field(default=(), max_length=200)
    """The steps, in order. Without them the page has objectives and questions alone."""
    questions: tuple[Text, ...] = Field(min_length=1, max_length=200)
    """Questions to discuss."""
    leave_the_page: LeaveThePage | None = None
    """A task that cannot be done on the page. The step that gives time to it is `using: [leave-the-page]`."""
    exit_ticket: tuple[Text, ...] = Field(default=(), max_length=200)
    """What each learner answers on a slip of paper at the end."""
    transfer: Transfer | None = None
    """A task with a text of another subject, before and after the lesson."""
    rubric: tuple[Criterion, ...] = Field(default=(), max_length=200)
    """What the work of learners is looked at for."""
    standards: tuple[StandardOrWords, ...] = Field(default=(), max_length=200)
    """Curriculum standards that it serves."""
