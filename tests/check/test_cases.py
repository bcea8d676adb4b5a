"""The checker prints what the cases expect, and there is a case for every rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.check.catalogue import all_rules
from tests.check.cases import CASES, HERE, printed, problems_of
from tests.hostile.inputs import INPUTS


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    assert printed(case) == (case / "expected.txt").read_text(encoding="utf-8")


def test_every_rule_has_a_case_that_breaks_it() -> None:
    broken = {problem.rule for case in CASES for problem in problems_of(case)}
    broken |= {item.rule for item in INPUTS}
    broken |= {"paper-not-made", "font-damaged"}  # only the build looks: tests/classroom/test_paper.py
    assert {rule.id for rule in all_rules()} - broken == set()


def test_a_case_named_after_a_rule_breaks_that_rule() -> None:
    rules = {rule.id for rule in all_rules()}
    named = [case for case in CASES if case.name in rules]
    assert [case for case in named if case.name not in {item.rule for item in problems_of(case)}] == []


def test_cases_hold_only_what_is_read() -> None:
    known = {"article.md", "annotations.yml", "technique.md", "expected.txt", "docs", "annotations", "notes"}
    assert {path.name for path in (HERE / "cases").glob("*/*")} <= known
