"""Hostile files have a clear outcome, soon: no crash, no hang, no flood."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.check.case import Named
from build_tools.check.check import check, check_article
from build_tools.problems.printed import as_github, as_json, as_text
from build_tools.problems.problem import LIMIT
from build_tools.read.project import Project, read_file, read_project
from build_tools.read.text import File
from tests.bench.growth_yaml import FILES, checked
from tests.check.cases import CASES, HERE
from tests.hostile.inputs import INPUTS, Input

CLEAN = HERE / "cases" / "clean"
ARTICLE = (CLEAN / "article.md").read_bytes()
ANNOTATIONS = (CLEAN / "annotations.yml").read_bytes()
TECHNIQUES = {"single-source": Named("sourcing"), "missing-background": Named("missing-context")}
PIECES = [
    b"\t", b"\x00", b"\xef\xbb\xbf", b"---\n", b"[", b"{", b"]", b"}", b": ", b"- ", b"&a ", b"*a", b"<<: ",
    b"!!x ", b"'", b'"', b"\\", b"\xff", b"\n", b"  ", b"\r", b"\xe2\x80\xae", b"\xc2\x85", b"\xe2\x80\xa8",
    b"~", b"#", b"|", b"summary", b"annotations:", b"target: ", b"every: ", b"%", b"@", b"`", b"? ", b"...\n",
    b"\xf0\x9f\x98\x80", b"null", b"2026-03-05", b"\\u202e",
]  # fmt: skip


def outcome(article: bytes, annotations: bytes) -> list[str]:
    """The rules broken, in the order they are printed, after printing them in every format."""
    problems = check_article(
        "port", File("docs/articles/port.md", article), File("annotations/port.yml", annotations), TECHNIQUES
    ).problems
    for form in (as_text, as_github, as_json):
        assert not {"\x00", "\x1b", "\u202e"} & set(form(problems))
    return [problem.rule for problem in problems]


@pytest.mark.parametrize("hostile", INPUTS, ids=lambda hostile: hostile.name)
def test_hostile_input(hostile: Input, tmp_path: Path) -> None:
    path = tmp_path / "annotations" / "port.yml"
    path.parent.mkdir()
    path.write_bytes(hostile.make())
    started = time.process_time()
    file = read_file(path, tmp_path.resolve(), tmp_path)
    problems = check_article("port", File("docs/articles/port.md", ARTICLE), file, TECHNIQUES).problems
    printed = as_text(problems)
    # Four times what the slowest takes: with what grows as the square, none of the long ones has an end.
    assert time.process_time() - started < 12
    assert hostile.rule in {problem.rule for problem in problems}
    assert len(printed) < 500_000
    for rule in {problem.rule for problem in problems}:
        assert sum(problem.rule == rule for problem in problems) <= LIMIT + 1


@pytest.mark.parametrize("name", FILES)
def test_what_might_take_long_does_not_and_is_told_in_short(name: str) -> None:
    started = time.process_time()
    printed = checked(FILES[name](100_000))
    # Ten times what the slowest takes: with what grows as the square, a file of 900,000 characters has no end.
    assert time.process_time() - started < 7
    assert len(printed) < 300_000


def test_a_file_of_fifty_megabytes_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "annotations" / "port.yml"
    path.parent.mkdir()
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    assert len(read_file(path, tmp_path.resolve(), tmp_path).data) < 1_100_000


def test_hostile_articles() -> None:
    for article, rule in (
        (b"", "front-matter-missing"),
        (b"---\n" * 100_000, "empty-file"),
        (b"---\n" + b"[" * 100_000 + b"\n---\ntext\n", "nested-too-deep"),
        (ARTICLE.replace(b"said", b"sa\xc2\xadid"), None),
        (ARTICLE + b"> " * 50_000, "too-much"),
        (ARTICLE + b"*" * 100_000, "too-much"),
        (ARTICLE + b"[a](" * 20_000, "too-much"),
        (ARTICLE + b"\x00", "control-character"),
        (ARTICLE + "\u202e".encode(), "bidi-control"),
        (ARTICLE + b"\xff", "not-utf-8"),
        (ARTICLE + b"a " * 600_000, "file-too-large"),
    ):
        assert rule in outcome(article, ANNOTATIONS) or (rule is None and not outcome(article, ANNOTATIONS))


def test_odd_folders(tmp_path: Path) -> None:
    for folder in ("annotations", "docs/articles", "docs/techniques"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "annotations" / "circle").symlink_to(tmp_path / "annotations", target_is_directory=True)
    (tmp_path / "annotations" / "secret.yml").symlink_to("/etc/passwd")
    (tmp_path / "annotations" / "folder.yml").mkdir()
    (tmp_path / "annotations" / "new\nline.yml").write_bytes(b"")
    (tmp_path / "annotations" / b"caf\xe9.yml".decode("utf-8", "surrogateescape")).write_bytes(b"")
    problems = check(read_project(tmp_path)).problems
    reasons = {problem.path: problem.message for problem in problems if problem.rule == "file-unreadable"}
    assert "leads out of the project" in reasons["annotations/secret.yml"]
    assert "not a file" in reasons["annotations/folder.yml"]
    assert "root:" not in as_text(problems)
    assert sum(problem.rule == "file-name" for problem in problems) == 2
    as_text(problems).encode("utf-8")


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    (tmp_path / "annotations").mkdir()
    os.mkfifo(tmp_path / "annotations" / "port.yml")
    rules = {problem.rule for problem in check(read_project(tmp_path)).problems}
    assert rules == {"file-unreadable", "annotation-without-article"}


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    outcome(data, data)
    outcome(ARTICLE, data)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    outcome(data, data)
    outcome(b"---\n" + data + b"\n---\n" + data, data)


@settings(max_examples=250, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_a_valid_file_changed_at_random(seed: int, changes: int) -> None:
    chance = random.Random(seed)
    files = [bytearray(ARTICLE), bytearray(ANNOTATIONS)]
    for _ in range(changes):
        data = chance.choice(files)
        at = chance.randrange(len(data) + 1)
        length = chance.choice((0, 0, 1, 3, 20))
        data[at : at + length] = chance.choice(PIECES) if chance.random() < 0.8 else chance.randbytes(3)
    outcome(bytes(files[0]), bytes(files[1]))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(CASES))
def test_cases_with_lines_shuffled(seed: int, case: Path) -> None:
    annotations = case / "annotations.yml"
    if annotations.is_file():
        lines = annotations.read_bytes().splitlines(keepends=True)
        random.Random(seed).shuffle(lines)
        outcome(ARTICLE, b"".join(lines))


def test_techniques_of_any_kind() -> None:
    files = {
        "odd": File("docs/techniques/odd.md", b"---\nkind: [\n---\n"),
        "none": File("n.md", b"", "no reason"),
    }
    rules = {problem.rule for problem in check(Project({}, {}, files)).problems}
    assert rules == {"yaml-syntax", "file-unreadable"}
