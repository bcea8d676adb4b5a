"""A problem in words: the caret is under the right characters, and nothing in a file can break the format."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.problems.printed import WIDTH, as_github, as_json, as_text, summary
from build_tools.problems.problem import Problem, in_order, limited


def problem(line: str = "", column: int = 1, end_column: int = 0, **values: str) -> Problem:
    texts = {"path": "a.yml", "rule": "some-rule", "message": "this is wrong", "hint": ""} | values
    return Problem(
        texts["path"], 7, column, texts["rule"], "error", texts["message"], texts["hint"], end_column, line
    )


def drawn(line: str, column: int, end_column: int = 0) -> list[str]:
    """The shown line and the line of carets, without the margin."""
    _, shown, carets = as_text([problem(line, column, end_column)]).splitlines()
    return [shown.removeprefix("7 | "), carets.removeprefix("  | ")]


@pytest.mark.parametrize(
    ("line", "column", "end_column", "expected"),
    [
        ("key: value", 6, 11, ["key: value", "     ^^^^^"]),
        ("key: value", 6, 0, ["key: value", "     ^"]),
        ("key:", 5, 0, ["key:", "    ^"]),
        ("\tkey: value", 2, 5, ["    key: value", "    ^^^"]),
        ("\tkey", 1, 2, ["    key", "^^^^"]),
        ("東京: value", 5, 10, ["東京: value", "      ^^^^^"]),
        ("東京", 1, 3, ["東京", "^^^^"]),
        ("e\u0301te\u0301: x", 8, 9, ["e\u0301te\u0301: x", "     ^"]),
        ("👍🏽 ok", 4, 6, ["👍🏽 ok", "   ^^"]),
        ("👩‍👩‍👧 ok", 7, 9, ["👩‍👩‍👧 ok", "   ^^"]),
        ("🇫🇷 ok", 4, 6, ["🇫🇷 ok", "   ^^"]),
        ("e\u0301x", 2, 3, ["e\u0301x", "^"]),
        ("a\u202eb", 3, 4, ["a<U+202E>b", "         ^"]),
        ("a\x1b[31mb", 2, 3, ["a<U+001B>[31mb", " ^^^^^^^^"]),
    ],
)
def test_carets_stand_under_the_words(line: str, column: int, end_column: int, expected: list[str]) -> None:
    assert drawn(line, column, end_column) == expected


def test_a_long_line_is_cut_around_the_caret() -> None:
    line = "word " * 200_000 + "HERE" + " word" * 200_000
    shown, carets = drawn(line, 1_000_001, 1_000_005)
    assert len(shown) <= WIDTH + 2
    assert shown[0] == shown[-1] == "…"
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "HERE"


def test_carets_never_pass_the_shown_line() -> None:
    shown, carets = drawn("x" * 5_000, 10, 4_000)
    assert len(carets) <= len(shown)


@given(st.text(max_size=60), st.integers(1, 70), st.integers(0, 80))
def test_any_line_can_be_shown(line: str, column: int, end_column: int) -> None:
    text = as_text([problem(line.replace("\n", " ").replace("\r", " "), column, end_column)])
    assert "\x1b" not in text
    assert text.splitlines()[0].startswith(f"a.yml:7:{column}: some-rule")


def test_text_is_coloured_only_on_request() -> None:
    assert "\x1b[" in as_text([problem("x")], colour=True)
    assert "\x1b[" not in as_text([problem("x")])


def test_github_commands_are_escaped() -> None:
    text = as_github(
        [problem("x", path="a,b:c%.yml", message="100% wrong\n::error::other", hint="first\r\nsecond, third")]
    )
    assert text.splitlines()[0] == (
        "::error file=a%2Cb%3Ac%25.yml,line=7,col=1,endColumn=2,title=some-rule"
        "::a,b:c%25.yml:7:1: 100%25 wrong<U+000A>::error::other%0Afirst%0Asecond, third"
    )


def test_github_gets_errors_first_and_then_the_whole_text() -> None:
    found = [replace(problem(path="a.yml"), severity="warning"), problem(path="b.yml")]
    first, second, *rest = as_github(found).splitlines()
    assert first.startswith("::error file=b.yml,")
    assert second.startswith("::warning file=a.yml,")
    assert "\n".join(rest[1:-1]) + "\n" == as_text(found)
    assert as_github([]) == ""


def test_nothing_in_the_text_for_the_log_is_a_command() -> None:
    """The runner obeys lines that begin with two colons, white space aside, and else `##[command]` anywhere."""
    hostile = "::error::x ##[add-mask]y"
    text = as_github([problem(hostile, message=hostile, hint=f"{hostile}\n{hostile}", path="::stop.yml")])
    command, begin, *inside, end = text.splitlines()
    assert re.fullmatch("::stop-commands::[0-9a-f]{64}", begin)
    token = begin.removeprefix("::stop-commands::")
    assert end == f"::{token}::"
    assert token not in "\n".join([command, *inside])
    assert command.startswith("::error file=%3A%3Astop.yml,")


def test_json_has_the_promised_keys_and_only_ascii() -> None:
    text = as_json([problem("x", message="“é” \udc80")])
    (item,) = json.loads(text)
    assert list(item) == ["path", "line", "column", "rule", "severity", "message", "hint"]
    assert text.isascii()
    assert json.loads(as_json([])) == []


def test_problems_are_sorted_and_each_is_told_once() -> None:
    one, two = problem(column=9), problem(column=10)
    assert in_order([two, one, two]) == (one, two)


def test_a_flood_is_cut() -> None:
    found = list(limited(problem(column=number) for number in range(1, 100_000)))
    assert len(found) == 101
    assert "more than 100" in found[-1].message


def test_summary() -> None:
    assert summary([], 1) == "1 file checked: no problems"
    assert summary([problem(), problem()], 1200) == "1,200 files checked: 2 errors"
