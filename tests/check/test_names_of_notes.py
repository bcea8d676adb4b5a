"""Two notes of one name, or a file and its note of two: whoever follows the advice has neither any more.

Each case is a folder of notes: the ids of those in the annotation file, and of each file the `id` that stands in it,
or none. The advice is followed to the letter, as often as there is some.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from build_tools.check.check import check
from build_tools.problems.problem import Problem
from build_tools.read.project import read_project

TECHNIQUES = Path(__file__).parent / "techniques"
NOTE = """kind: sourcing
technique: single-source
stance: question
target: {target}
gist: The point of this note.
observation: It can be seen.
confidence: {{level: high, because: it is on the page}}
"""
RULES = ("duplicate-id", "note-under-another-name", "file-name", "reserved-id")


def project(root: Path, blocks: list[str], files: dict[str, str]) -> None:
    for folder in ("docs/articles", "docs/techniques", "annotations/port"):
        (root / folder).mkdir(parents=True)
    (root / "docs/techniques/single-source.md").write_bytes((TECHNIQUES / "single-source.md").read_bytes())
    front = "---\ntitle: T\npublisher: P\nretrieved: 2026-03-01\nlanguage: en\nselected_because: S\n"
    front += "rights: {basis: B, scope: S}\n---\n\n"
    words = ("one", "two", "three", "four", "five")
    (root / "docs/articles/port.md").write_text(front + " ".join(words) + "\n", encoding="utf-8")
    notes = "".join(
        f"  - id: {id}\n" + re.sub("(?m)^", "    ", NOTE.format(target=words[at])).rstrip(" ")
        for at, id in enumerate(blocks)
    )
    (root / "annotations/port.yml").write_text(
        f"summary: S\nauthor: A\nannotations:\n{notes}", encoding="utf-8"
    )
    for at, (name, id) in enumerate(files.items(), start=len(blocks)):
        text = (f"id: {id}\n" if id else "") + NOTE.format(target=words[at])
        (root / f"annotations/port/{name}.yml").write_text(text, encoding="utf-8")


def told(root: Path) -> list[Problem]:
    return [item for item in check(read_project(root)).problems if item.rule in RULES]


def follow(root: Path, item: Problem) -> None:
    """Do what the message says."""
    path = root / item.path
    lines = path.read_text(encoding="utf-8").split("\n")
    if "eave out `id`" in item.hint:
        lines = [line for line in lines if not line.startswith("id:")]
    if match := re.search(r"write `(id: [^`]+)` here", item.hint):
        lines[item.line - 1] = re.sub("id: .*", match[1], lines[item.line - 1])
    path.write_text("\n".join(lines), encoding="utf-8")
    # What is said of an exception, after “If”, is not done.
    if match := re.search(
        r"ename (?:this|the) file to `([^`]+)`", re.sub(r"If the note is published.*", "", item.hint)
    ):
        assert not (root / match[1]).exists(), item.hint
        path.rename(root / match[1])


def cases() -> Iterator[tuple[list[str], dict[str, str]]]:
    for block, first, second in product(("", "a", "b"), ("", "a", "b", "c"), ("", "a", "b", "c")):
        yield [block or "z"], {"a": first, "b": second}
    yield ["a", "a", "a-2"], {}
    yield ["a", "b", "a-2"], {"a": "b", "b": "a"}
    yield ["notes-2"], {"a": "notes-2"}


def test_the_advice_leads_out(tmp_path: Path) -> None:
    followed = 0
    for number, (blocks, files) in enumerate(cases()):
        root = tmp_path / str(number)
        project(root, blocks, files)
        for _ in range(6):
            problems = told(root)
            if not problems:
                break
            follow(root, problems[0])
            followed += 1
        assert told(root) == [], (blocks, files)
        assert len(list((root / "annotations/port").iterdir())) == len(files)
    assert followed > 40


@pytest.mark.parametrize(
    ("blocks", "files", "hints"),
    [
        (["z"], {"a": "b"}, ["Leave out `id`. If the note is published as `b`, rename the file to"]),
        (
            ["b"],
            {"a": "b"},
            ["Leave out `id`: another", "leave out `id` here: the file’s name gives it the id `a`"],
        ),
        (["a"], {"a": "b"}, ["Rename the file to `annotations/port/b.yml`: another note is named `a`."]),
        (
            ["a", "b"],
            {"a": "b"},
            ["and leave out `id`: other", "rename this file to `annotations/port/b-2.yml`"],
        ),
        (["a"], {"a": ""}, ["rename this file to `annotations/port/a-2.yml`."]),
        (["a", "a"], {}, ["write `id: a-2` here."]),
    ],
)
def test_each_case_has_its_way_out(
    blocks: list[str], files: dict[str, str], hints: list[str], tmp_path: Path
) -> None:
    project(tmp_path, blocks, files)
    said = " ".join(item.hint for item in told(tmp_path))
    assert all(hint in said for hint in hints), said


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("braking.txt", "braking.yml"),
        ("braking", "braking.yml"),
        ("My note.txt", "my-note.yml"),
        ("braking.yml.txt", "braking.yml"),
        ("LICENSE", ""),
        ("README.md", ""),
        ("picture.png", ""),
        (".braking.txt", ""),
    ],
)
def test_a_note_under_a_name_that_nobody_looks_for_is_told(tmp_path: Path, name: str, better: str) -> None:
    project(tmp_path, ["one"], {})
    (tmp_path / "annotations/port" / name).write_text(NOTE.format(target="two"), encoding="utf-8")
    hints = [item.hint for item in told(tmp_path)]
    assert hints == ([f"Rename it to `annotations/port/{better}`."] if better else [])
