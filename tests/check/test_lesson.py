"""One mistake in a lesson is told once: rules about it say nothing of a value that is not what the file says."""

from __future__ import annotations

from textwrap import indent

import pytest

from build_tools.check.check import check_article
from build_tools.problems.problem import Problem
from build_tools.read.text import File
from tests.check.cases import HERE

CASE = HERE / "cases" / "lesson-minutes-differ"
NOTES, LESSON = (CASE / "annotations.yml").read_text(encoding="utf-8").split("lesson:\n")
STEPS = LESSON[LESSON.index("  steps:\n") :]
HEAD = "minutes: 45\nobjectives: [Tell who speaks.]\nquestions: [Who speaks?]\n"
TICKET = "exit_ticket: [What can you rely on?]\n"
FIRST = "{minutes: 25, title: Mark, what: Each marks three.}"


def found(lesson: str) -> tuple[Problem, ...]:
    """What the checker says of a lesson, written as it stands below `lesson:`."""
    files = (
        File("docs/articles/port.md", (CASE / "article.md").read_bytes()),
        File("annotations/port.yml", f"{NOTES}lesson:\n{indent(lesson, '  ')}".encode()),
    )
    problems = check_article("port", *files, {}).problems
    return tuple(item for item in problems if item.rule != "unknown-technique")


def rules(lesson: str) -> list[str]:
    return [item.rule for item in found(lesson)]


def steps(*said: str) -> str:
    return "steps:\n" + "".join(f"  - {step}\n" for step in said)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("{minutes: 20, title: a, what: b}", []),
        ("{minutes: 10, title: a, what: b}", ["lesson-minutes-differ"]),
        ("{minutes: 20 min, title: a, what: b}", ["bad-value"]),
        ("{minutes: 0, title: a, what: b}", ["bad-value"]),
        ("{minutes: 601, title: a, what: b}", ["bad-value"]),
        ("{minutes: [20], title: a, what: b}", ["wrong-type"]),
        ("{minutes: , title: a, what: b}", ["empty-value"]),
        ("{title: a, what: b}", ["missing-key"]),
        ("{duration: 20, title: a, what: b}", ["missing-key", "unknown-key"]),
        ("{minuets: 20, title: a, what: b}", ["unknown-key"]),
        ("{minuets: 10, title: a, what: b}", ["unknown-key", "lesson-minutes-differ"]),
        ("Mark phrases", ["wrong-type"]),
        ("[]", ["wrong-type"]),
        ("", ["empty-value"]),
        ("&a {minutes: 20, title: a, what: b}", ["alias"]),
        ("{minutes: 20, title: , what: b}", ["empty-value"]),
        ("{minutes: 10, title: , what: b}", ["empty-value", "lesson-minutes-differ"]),
    ],
)
def test_minutes_are_added_up_only_where_all_are_known(second: str, expected: list[str]) -> None:
    assert sorted(rules(HEAD + steps(FIRST, second))) == sorted(expected)


@pytest.mark.parametrize(
    ("lesson", "expected"),
    [
        (HEAD.replace("45", "x") + steps(FIRST), ["bad-value"]),
        (HEAD.replace("minutes: 45\n", "") + steps(FIRST), ["missing-key"]),
        (HEAD + "steps: Mark phrases\n", ["wrong-type"]),
        (HEAD + f"steps: {FIRST}\n", ["wrong-type"]),
        (HEAD.replace("45", "200") + steps(*["{minutes: 1, title: a, what: b}"] * 201), ["too-many"]),
        (HEAD.replace("45", "201") + steps(*["{minutes: 1, title: a, what: b}"] * 201), ["too-many"]),
    ],
)
def test_minutes_of_a_lesson_are_compared_only_with_steps_that_are_all_there(
    lesson: str, expected: list[str]
) -> None:
    assert rules(lesson) == expected


@pytest.mark.parametrize(
    ("using", "expected"),
    [
        ("using: [exit-ticket]", []),
        ("using: [talk]", ["lesson-part-without-a-step"]),
        ("using: [exit-tickt]", ["bad-value"]),
        ("using: [talk, exittickt]", ["bad-value"]),
        ("using: exit-ticket", ["wrong-type"]),
        ("using: {exit-ticket: yes}", ["wrong-type"]),
        ("useing: [exit-ticket]", ["unknown-key"]),
        ("with: [exit-ticket]", ["unknown-key"]),
        ("using: [[exit-ticket]]", ["wrong-type"]),
        (f"using: [{'talk, ' * 200}exit-ticket]", ["too-many"]),
    ],
)
def test_a_part_is_missed_in_the_steps_only_where_they_are_known(using: str, expected: list[str]) -> None:
    step = f"{{minutes: 45, title: a, what: b, {using}}}"
    assert [rule for rule in rules(HEAD + TICKET + steps(step)) if rule != "stands-twice"] == expected


def test_a_part_is_not_missed_where_a_step_is_lost() -> None:
    assert rules(HEAD + TICKET + steps(FIRST, "Then the ticket")) == ["wrong-type"]
    many = steps(*["{minutes: 1, title: a, what: b}"] * 201)
    assert rules(HEAD + TICKET + many) == ["too-many"]


@pytest.mark.parametrize("title", ["title: , ", "title: [a], ", ""])
def test_a_step_without_a_title_is_called_by_its_number(title: str) -> None:
    said = found(HEAD + steps(FIRST, f"{{minutes: 20, {title}what: b, using: [exit-ticket]}}"))
    message = next(item.message for item in said if item.rule == "lesson-step-without-its-part")
    assert message == "step 2 uses `exit-ticket`, and the lesson has no `exit_ticket`"


STEP = "{{minutes: 45, title: a, what: b, {}}}"


@pytest.mark.parametrize(
    ("lesson", "said"),
    [
        (HEAD + steps(STEP.format("using: [practice, talk, practice]")), ["`practice` stands in `using`"]),
        (HEAD + steps(STEP.format("sift: [stop, stop, stop]")), ["`stop` stands in `sift`"] * 2),
        (
            HEAD + steps(STEP.format("key_questions: [impact, impact]")),
            ["`impact` stands in `key_questions`"],
        ),
        (
            HEAD + "leave_the_page: {task: t, pack: [union-letter, union-letter]}\n",
            ["`union-letter` stands in `pack`"],
        ),
        (
            HEAD + "know_before: [{what: a, evidence: [union-letter, union-letter]}]\n",
            ["`union-letter` stands in `evidence`"],
        ),
        (HEAD + "exit_ticket: [Who speaks?, who  speaks?]\n", ["“who speaks?” stands in `exit_ticket`"]),
        (HEAD + "prepare: [“Copies”, '\"Copies\"']\n", ['`"Copies"` stands in `prepare`']),
        (
            HEAD + "hard_words: [{word: strike, means: a}, {word: Strike, means: b}]\n",
            ["`Strike` stands in `hard_words`"],
        ),
        (HEAD + steps(STEP.format("using: [practise, practice]")), []),
        (HEAD + steps(STEP.format("using: [practise, practise]")), []),
        (HEAD + steps(STEP.format("using: [practice, talk]")), []),
        (
            HEAD
            + "rubric: "
            + str([dict.fromkeys(("beginning", "reached", "beyond"), "x") | {"criterion": "c"}] * 2),
            ["`c` stands in `rubric`"],
        ),
        (
            HEAD
            + "rubric: "
            + str([dict.fromkeys(("beginning", "reached", "beyond"), "x") | {"criterion": c} for c in "cd"]),
            [],
        ),
    ],
)
def test_what_stands_in_a_list_twice_is_told(lesson: str, said: list[str]) -> None:
    twice = [item for item in found(lesson) if item.rule == "stands-twice"]
    assert [item.message for item in twice] == [f"{words} a second time" for words in said]
    assert {item.severity for item in twice} <= {"warning"}


@pytest.mark.parametrize("word", [".", "“”", "–", "…?!", "€"])
def test_a_hard_word_has_a_letter_or_a_digit(word: str) -> None:
    [said] = found(f"{HEAD}hard_words: [{{word: '{word}', means: a}}]\n")
    assert said.rule == "hard-word-not-in-article"
    assert said.message == f"“{word}” is no word: there is no letter and no digit in it"
