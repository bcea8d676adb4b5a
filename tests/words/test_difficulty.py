"""What formulas say of a text, and where they say nothing."""

from __future__ import annotations

from math import ceil

import pytest

from build_tools.words.difficulty import OLDEST, YOUNGEST, minutes_to_read, reading_ages

EASY = " ".join(
    """
The dog ran to the pond. It saw a duck. The duck swam off. The dog sat down and got wet. A boy came
by with a stick. He threw it far. The dog ran and got it. They did it again and again. Then the sun
went down. The boy had to go home. The dog went with him. His mum gave them both some food. The dog
lay by the fire. It was warm and dry. The boy read a book. Soon they were both asleep. In the night
it began to rain. The duck liked the rain. The dog did not. In the morning it was sunny again.
""".split()
)
MIDDLE = " ".join(
    """
The town council met on Tuesday to discuss the future of the old swimming pool, which has been
closed since the storm last winter. Repairs would cost about two million pounds, according to an
engineer who inspected the building in March. Several residents told the meeting that their children
now have to travel ten miles to the nearest pool. The council's treasurer replied that the money
would have to come from the budget for roads. A decision was put off until June, when a second
report is expected. Until then the pool stays shut, and the swimming club will train in a lake near
the station. Nobody at the meeting spoke against the pool itself.
""".split()
)
HARD = " ".join(
    """
Notwithstanding considerable institutional opposition, the interdepartmental committee's
comprehensive recommendations concerning environmental sustainability were subsequently incorporated
into governmental infrastructure legislation. Representatives of international organisations
characterised the unprecedented administrative reorganisation as fundamentally incompatible with
previously established constitutional arrangements regarding parliamentary accountability.
""".split()
    * 3
)
GRADES = {EASY: (-2.36, -2.11), MIDDLE: (8.74, 8.83), HARD: (40.49, 46.33)}
"""What textstat 0.7.13 (https://pypi.org/project/textstat/) gives: the Automated Readability Index, then the other."""


def ages(text: str, language: str = "en") -> tuple[int, int] | None:
    return reading_ages(text, [(0, len(text))], language)


@pytest.mark.parametrize("text", GRADES, ids=["easy", "middle", "hard"])
def test_another_program_comes_to_the_same_within_a_year(text: str) -> None:
    """It counts an apostrophe as a letter, and a sentence by its mark alone."""
    found = ages(text, "en-GB")
    assert found is not None
    for own, grade in zip(found, sorted(GRADES[text]), strict=True):
        assert abs(own - min(max(ceil(grade) + 5, YOUNGEST), OLDEST)) <= 1


@pytest.mark.parametrize("language", ["de", "es", "zh-Hans", "enm", "ar"])
def test_no_formula_is_used_for_a_language_it_was_not_made_for(language: str) -> None:
    assert ages(MIDDLE, language) is None


def test_of_a_short_text_nothing_is_said() -> None:
    assert ages(" ".join(MIDDLE.split()[:99]) + ".") is None
    assert ages("") is None


def test_what_is_no_sentence_does_not_count() -> None:
    line = "Comprehensive Interdepartmental Recommendations Notwithstanding "
    text = f"{line * 40}\n{MIDDLE}"
    first = len(line) * 40
    assert reading_ages(text, [(0, first), (first + 1, len(text))], "en") == ages(MIDDLE)


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "The U.S. president met Mr. Holt, the head of the port of St. Ives, at 9 a.m. today. " * 8
    without_dots = text.replace("U.S.", "US").replace("Mr.", "Mr").replace("St.", "St").replace("a.m.", "am")
    assert ages(text) == ages(without_dots) != ages(text.replace(", the", ". The"))


@pytest.mark.parametrize(("number", "minutes"), [(0, 1), (10, 1), (224, 1), (226, 2), (338, 2), (1500, 10)])
def test_minutes_are_whole_and_at_least_one(number: int, minutes: int) -> None:
    assert minutes_to_read(number) == minutes
