"""What the template of the lesson plan is given: the plan of the annotation file, the same as on the article's page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..marked.marked import MarkedArticle
from ..model.annotations import Evidence
from ..model.lesson import Lesson, Standard, Step
from ..model.names import KEY_QUESTION_NAMES, SIFT_NAMES, USING_NAMES
from ..page.finished import Reading
from ..page.reading import reading_of
from .paper_text import breakable, plain, prose, typed

Values = dict[str, Any]


def plan(marked: MarkedArticle) -> Values | None:
    """The lesson on an article; None where it has none."""
    entry = marked.entry
    lesson, evidence = entry.notes.lesson, entry.notes.evidence
    if not lesson:
        return None
    return {
        "length": _length(lesson),
        "reading": _reading(reading_of(entry.article, entry.front.language)),
        "objectives": [prose(item) for item in lesson.objectives],
        "prepare": [prose(item) for item in lesson.prepare],
        "steps": list(_steps(lesson.steps)),
        "names_frameworks": any(step.key_questions or step.sift for step in lesson.steps),
        "know_before": [
            {"what": prose(item.what), "sources": [evidence[id].publisher for id in item.evidence]}
            for item in lesson.know_before
        ],
        "hard_words": [
            {"word": breakable(hard.word), "means": prose(hard.means)} for hard in lesson.hard_words
        ],
        "questions": [prose(item) for item in lesson.questions],
        "leave": _leave(lesson, evidence),
        "transfer": _transfer(lesson),
        "exit_ticket": [prose(item) for item in lesson.exit_ticket],
        "rubric": [
            {"name": row.criterion, "levels": [prose(row.beginning), prose(row.reached), prose(row.beyond)]}
            for row in lesson.rubric
        ],
        "standards": [_standard(item) for item in lesson.standards],
    }


def _length(lesson: Lesson) -> str:
    said = f"A lesson of {lesson.minutes} minutes"
    if not lesson.ages:
        return said
    youngest, oldest = lesson.ages.youngest, lesson.ages.oldest
    return f"{said}, for " + (f"age {oldest}" if oldest == youngest else f"ages {youngest} to {oldest}")


def _reading(reading: Reading) -> str:
    minutes = f"{reading.minutes} minute{'s' if reading.minutes != 1 else ''}"
    said = f"The text has {reading.words} words: about {minutes} to read aloud."
    if not reading.youngest:
        return said
    ages = str(reading.youngest) + (f" to {reading.oldest}" if reading.oldest != reading.youngest else "")
    more = " and more" if reading.oldest >= 18 else ""
    return (
        f"{said} Reading age: about {ages} years{more}, by two formulas that count how long words and sentences are. "
        "They know nothing of the subject, or of what your class knows."
    )


def _steps(steps: Sequence[Step]) -> Iterator[Values]:
    minute = 0
    for step in steps:
        with_names = [USING_NAMES[name] for name in step.using]
        yield {
            "from": f"{minute}–{minute + step.minutes}",
            "minutes": step.minutes,
            "title": step.title,
            "what": prose(step.what),
            "with": ", ".join(with_names),
            "namle": ", ".join(KEY_QUESTION_NAMES[name].lower() for name in step.key_questions),
            "sift": ", ".join(SIFT_NAMES[name].lower() for name in step.sift),
        }
        minute += step.minutes


def _leave(lesson: Lesson, evidence: Mapping[str, Evidence]) -> Values | None:
    leave = lesson.leave_the_page
    if not leave:
        return None
    return {
        "task": prose(leave.task),
        "pack": [_excerpt(evidence[id], leave.about.get(id, "")) for id in leave.pack],
        "look_for": [prose(text) for text in leave.look_for],
    }


def _excerpt(source: Evidence, said: str) -> Values:
    about = ", ".join(filter(None, (source.kind, source.based_in)))
    relays = f", passing on {source.relays}" if source.relays else ""
    return {
        "head": f"{source.publisher} ({about}){relays}, {source.published.words}",
        "later": source.later,
        "about": prose(said),
        "words": plain(source.excerpt),
        "language": source.language,
        "title": breakable(source.title),
        "address": source.url,
        "typed": breakable(typed(source.url)),
    }


def _transfer(lesson: Lesson) -> Values | None:
    item = lesson.transfer
    if not item:
        return None
    return {
        "subject": item.subject[:1].lower() + item.subject[1:],
        "title": item.subject,
        "passage": plain(item.passage),
        "before": prose(item.before),
        "after": prose(item.after),
        "look_for": [prose(text) for text in item.look_for],
    }


def _standard(item: Standard | str) -> Values:
    if isinstance(item, str):
        return {"text": prose(item)}
    return {
        "head": f"{item.framework}, {item.code}",
        "text": prose(item.text),
        "address": item.url,
        "typed": breakable(typed(item.url)),
        "read_at": item.read_at or "",
        "checked": item.checked.words,
    }
