"""What is said of a number that may not stand where it does: why, and which may."""

from __future__ import annotations

from typing import Annotated, ClassVar, cast

import pytest
from pydantic import BaseModel, Field

from build_tools.model.annotations import AnnotationFile
from build_tools.model.fields import Value
from build_tools.problems.problem import Problem
from build_tools.read.load import load
from build_tools.read.schema import shape_of
from build_tools.read.text import File, decode
from tests.check.test_lesson import FIRST, HEAD, found, steps


class Numbers(BaseModel):
    """Numbers with all sorts of limits. It is no `Value`, for those make up the format, which the docs explain."""

    named: ClassVar[str] = ""

    both: Annotated[int, Field(ge=2, le=7)] = 2
    """Both limits."""
    least: Annotated[int | None, Field(ge=0)] = None
    """The lower alone."""
    most: Annotated[int, Field(le=9)] = 0
    """The upper alone."""
    free: int = 0
    """Any number."""
    several: tuple[Annotated[int, Field(ge=1, le=3)], ...] = ()
    """A list of them."""


def problem(text: str) -> Problem:
    source, _ = decode(File("numbers.yml", text.encode()))
    assert source
    [only] = load(source, cast(type[Value], Numbers)).problems
    return only


@pytest.mark.parametrize(
    ("text", "message", "way_out"),
    [
        ("both: 8", "“8” is too large for `both`", "Write a whole number from 2 to 7."),
        ("both: 1", "“1” is too small for `both`", "Write a whole number from 2 to 7."),
        ("both: -1", "“-1” is too small for `both`", "Write a whole number from 2 to 7."),
        ("both: x", "“x” is not a whole number", "Write a whole number from 2 to 7."),
        ("both: 2.5", "“2.5” is not a whole number", "Write a whole number from 2 to 7."),
        ("both: " + "9" * 29, "is too large for `both`", "Write a whole number from 2 to 7."),
        ("both: " + "9" * 5000, "is too large for `both`", "Write a whole number from 2 to 7."),
        ("both: -" + "9" * 5000, "is too small for `both`", "Write a whole number from 2 to 7."),
        ("free: " + "9" * 5000, "is too large for `free`", "Write a whole number."),
        ("least: -1", "“-1” is too small for `least`", "Write a whole number, 0 or more."),
        ("most: 10", "“10” is too large for `most`", "Write a whole number, 9 or less."),
        ("free: x", "“x” is not a whole number", "Write a whole number."),
        ("several: [1, 4]", "“4” is too large for `several`", "Write a whole number from 1 to 3."),
    ],
)
def test_the_limits_are_told(text: str, message: str, way_out: str) -> None:
    said = problem(text)
    assert said.rule == "bad-value"
    assert message in said.message
    assert way_out in said.hint.splitlines()


@pytest.mark.parametrize("text", ["both: [8]", "both:"])
def test_the_limits_are_told_where_no_number_stands(text: str) -> None:
    assert "where a whole number from 2 to 7 is needed" in problem(text).message


@pytest.mark.parametrize(
    ("lesson", "message", "way_out"),
    [
        (HEAD.replace("45", "601"), "“601” is too large for `minutes`", "from 1 to 600"),
        (HEAD.replace("45", "-5"), "“-5” is too small for `minutes`", "from 1 to 600"),
        (HEAD + "ages: {youngest: 3, oldest: 9}\n", "“3” is too small for `youngest`", "from 5 to 99"),
        (HEAD + "ages: {youngest: 9, oldest: 100}\n", "“100” is too large for `oldest`", "from 5 to 99"),
        (
            HEAD + steps(FIRST, "{minutes: 0, title: a, what: b}"),
            "“0” is too small for `minutes`",
            "from 1 to 600",
        ),
    ],
)
def test_so_they_are_in_a_lesson(lesson: str, message: str, way_out: str) -> None:
    [said] = found(lesson)
    assert (said.rule, said.message) == ("bad-value", message)
    assert f"Write a whole number {way_out}." in said.hint


def test_every_number_of_the_format_has_limits_to_tell() -> None:
    numbers = {
        (key, shape.number()) for key, shape in shape_of(AnnotationFile).properties() if shape.number()
    }
    assert numbers == {
        ("minutes", "a whole number from 1 to 600"),
        ("youngest", "a whole number from 5 to 99"),
        ("oldest", "a whole number from 5 to 99"),
    }
