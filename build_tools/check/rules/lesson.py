"""Rules of the lesson: a plan that can be run as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from ...anchor.find import SearchText
from ...anchor.folding import folded
from ...anchor.normalise import normalise
from ...model.lesson import PARTS
from ...problems.closest import did_you_mean
from ...problems.problem import Path
from ...problems.wording import Words
from ...words.count import words
from ...words.whole import begins_within_word, ends_within_word
from ..case import Case
from ..rule import Finding, finder


@finder(needs=("minutes",))
def lesson_minutes_differ(case: Case) -> Iterator[Finding]:
    """The minutes of a lesson's steps add up to the minutes of the lesson.

    A teacher with 45 minutes cannot run a plan of 50, and finds out in class. Change the minutes of a step, or those
    of the lesson.
    """
    lesson = case.notes.lesson
    if not lesson or not lesson.steps or any(map(case.file.is_stand_in, _in_steps(case, "minutes"))):
        return
    total = sum(step.minutes for step in lesson.steps)
    if total != lesson.minutes:
        differ = abs(total - lesson.minutes)
        many = f"{differ} minute{'s' if differ > 1 else ''}"
        change = f"Take {many} from the steps" if total > lesson.minutes else f"Give {many} more to the steps"
        yield Finding(
            ("lesson", "minutes"),
            Words(
                f"the steps of the lesson take {total} minutes, and the lesson {lesson.minutes}",
                f"{change}, or write `minutes: {total}`.",
            ),
        )


@finder(needs=("youngest", "oldest"))
def lesson_ages_turned_round(case: Case) -> Iterator[Finding]:
    """The youngest learners of a lesson are not older than the oldest.

    Otherwise nobody finds the lesson who looks for an age. Exchange the two.
    """
    ages = case.notes.lesson and case.notes.lesson.ages
    if ages and ages.youngest > ages.oldest:
        yield Finding(
            ("lesson", "ages", "youngest"),
            Words(
                f"the youngest are {ages.youngest}, and the oldest {ages.oldest}",
                f"Exchange them: `ages: {{youngest: {ages.oldest}, oldest: {ages.youngest}}}`.",
            ),
        )


@finder(needs=("using",))
def lesson_step_without_its_part(case: Case) -> Iterator[Finding]:
    """What a step of a lesson uses is in the lesson.

    `using: [leave-the-page]` sends the class to a task, so there has to be one under `leave_the_page`; the same holds
    for `exit-ticket` and `transfer`.
    """
    lesson = case.notes.lesson
    for number, step in enumerate(lesson.steps if lesson else ()):
        for index, name in enumerate(step.using):
            key = PARTS.get(name)
            if key and not getattr(lesson, key) and not case.file.is_stand_in(("lesson", key)):
                at = ("lesson", "steps", number)
                has_title = not case.file.is_stand_in((*at, "title"))
                called = f"the step “{step.title}”" if has_title else f"step {number + 1}"
                yield Finding(
                    (*at, "using", index),
                    Words(
                        f"{called} uses `{name}`, and the lesson has no `{key}`",
                        f"Add `{key}:` to the lesson, or remove `{name}` here.",
                    ),
                )


@finder("warning", needs=("using",))
def lesson_part_without_a_step(case: Case) -> Iterator[Finding]:
    """Every part of a lesson has a step that gives time to it.

    An exit ticket that nobody has minutes for is not written. Name the part under `using` of a step, or take the part
    out. A lesson without steps may have any part.
    """
    lesson = case.notes.lesson
    if not lesson or not lesson.steps or any(map(case.file.holds_stand_in, _in_steps(case, "using"))):
        return
    used = {name for step in lesson.steps for name in step.using} | case.file.dropped
    for name, key in PARTS.items():
        if getattr(lesson, key) and name not in used:
            yield Finding(
                ("lesson", key),
                Words(
                    f"the lesson has `{key}`, and no step gives time to it",
                    f"Add `using: [{name}]` to the step in which it is done.",
                ),
                key=True,
            )


@finder(needs=("word",))
def hard_word_not_in_article(case: Case) -> Iterator[Finding]:
    """A hard word that a lesson explains stands in the article.

    Learners look for it there. Write it as the article has it, in the same form (“ceasefires”, if it has no
    “ceasefire”); capitals make no difference. Signs alone, without a letter or a digit, are no word.
    """
    lesson, text = case.notes.lesson, case.text
    if not lesson or text is None:
        return
    for number, hard in enumerate(lesson.hard_words):
        if not any(map(str.isalnum, hard.word)):
            yield Finding(
                ("lesson", "hard_words", number, "word"),
                Words(
                    f"“{hard.word}” is no word: there is no letter and no digit in it",
                    "Write a word of the article, or remove it.",
                ),
            )
        elif not _stands_in(text, hard.word):
            known = dict.fromkeys(text.text[slice(*span)] for span in words(text.text))
            yield Finding(
                ("lesson", "hard_words", number, "word"),
                Words(
                    f"“{hard.word}” does not stand in {case.article_path}",
                    f"{did_you_mean(hard.word, known)}Write it as the article has it, or remove it.",
                ),
            )


@finder()
def excerpt_not_in_pack(case: Case) -> Iterator[Finding]:
    """What stands under `about` of a leave-the-page task is about an excerpt in its `pack`.

    Otherwise it is printed nowhere. Add the id to the `pack`, or correct it.
    """
    leave = case.notes.lesson and case.notes.lesson.leave_the_page
    if not leave or case.file.holds_stand_in(("lesson", "leave_the_page", "pack")):
        return
    for name in leave.about:
        if name not in leave.pack:
            yield Finding(
                ("lesson", "leave_the_page", "about", name),
                Words(
                    f"`{name}` is not in the `pack`",
                    f"{did_you_mean(name, leave.pack)}Add it to the `pack`, or correct it here.",
                ),
                key=True,
            )


@finder("warning")
def background_is_later(case: Case) -> Iterator[Finding]:
    """What a class should know beforehand and nobody could know at the article's date begins with “Later:”.

    When all the evidence of an entry under `know_before` is `later: true`, learners would otherwise hold it against the
    article. Begin with “Later:”, or add a source of the time.
    """
    later = {name for name, source in case.notes.evidence.items() if source.later}
    lesson = case.notes.lesson
    for number, item in enumerate(lesson.know_before if lesson else ()):
        if item.evidence and later.issuperset(item.evidence) and not item.what.startswith("Later:"):
            yield Finding(
                ("lesson", "know_before", number, "what"),
                Words(
                    "all the evidence of this is later than the article",
                    "Begin with “Later:” (and put the text in quotation marks), or add a source of the time.",
                ),
            )


@finder("warning")
def standard_not_looked_up(case: Case) -> Iterator[Finding]:
    """A curriculum standard has its framework, its code and an address.

    A teacher who has to name a standard wants to look it up. From memory, codes and wordings are easily wrong. A text
    alone is still read, for older files.

    ```yaml
    standards:
      - framework: Common Core State Standards, English Language Arts
        code: RI.8.8
        text: Tell which claims of a text its evidence supports.
        url: https://example.org/standards/ri-8-8
        checked: 2026-11-27
    ```
    """
    lesson = case.notes.lesson
    for number, standard in enumerate(lesson.standards if lesson else ()):
        at = ("lesson", "standards", number)
        if isinstance(standard, str) and not case.file.is_stand_in(at):
            yield Finding(
                at,
                Words(
                    "this standard has no code and no address",
                    "Write it as a mapping with `framework`, `code`, `text`, `url` and `checked`.",
                ),
            )


def _in_steps(case: Case, key: str) -> Iterator[Path]:
    """The places of the values under a key of the steps, and the one behind the last, where steps may have been cut."""
    lesson = case.notes.lesson
    return (("lesson", "steps", number, key) for number in range(len(lesson.steps if lesson else ()) + 1))


def _stands_in(text: SearchText, word: str) -> bool:
    """Whether whole words of the text are these, whatever the capitals and the typesetting."""
    sought = folded(normalise(word).strip())
    string = text.folded_finder.string
    return any(
        not begins_within_word(string, at) and not ends_within_word(string, at + len(sought))
        for at in text.folded_finder.find(sought)
    )
