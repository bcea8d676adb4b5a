"""Files in their standard form say the same as before, comments included, and stay as they are the second time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.cli.main import main
from build_tools.edit.layout import LayoutError, laid_out
from build_tools.model.annotations import AnnotationFile
from build_tools.read.load import load
from build_tools.read.text import File, Source, decode

HERE = Path(__file__).parent
CASES = sorted((HERE / "layout").iterdir())
REAL = HERE.parents[1] / "annotations" / "putin-open-to-ukraine-talks.yml"


def form(text: str) -> str:
    return laid_out(Source.of("a.yml", text), AnnotationFile)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    expected = (case / "after.yml").read_text("utf-8")
    assert form((case / "before.yml").read_text("utf-8")) == expected
    assert form(expected) == expected


def test_the_real_file_reads_as_before() -> None:
    """It is laid out already, but for lines that grew."""
    text = REAL.read_text("utf-8")
    better = form(text)
    assert form(better) == better
    assert len(set(better.splitlines()) - set(text.splitlines())) < 10


def test_other_line_ends_stay() -> None:
    text = (CASES[0] / "before.yml").read_text("utf-8")
    assert form(text.replace("\n", "\r\n")) == form(text).replace("\n", "\r\n")


def test_every_file_of_the_checker_is_laid_out_or_has_problems() -> None:
    laid, refused = 0, {}
    for path in sorted((HERE.parent / "check" / "cases").glob("*/annotations.yml")):
        source, problems = decode(File(str(path), path.read_bytes()))
        if source is None or any(problem.severity == "error" for problem in problems):
            continue
        try:
            better = form(source.text)
        except LayoutError as error:
            refused[path.parent.name] = len(error.problems)
            continue
        laid += 1
        assert form(better) == better, path
    assert laid > 100
    assert all(refused.values()), refused


WORDS = st.text(
    st.sampled_from(list("ab zé:#-'\"\\,[]{}&*!%@`|>?“’🗞\u00a0\u0301.10")), min_size=1, max_size=40
)
SINGLE = WORDS.map(lambda words: f"a{words}b")
LONG = st.lists(st.sampled_from("one two, three: four #five - six".split(" ")), min_size=1, max_size=60).map(
    " ".join
)


@st.composite
def scalars(draw: st.DrawFn, indent: int) -> str:
    """A text in one of the forms that YAML has."""
    words = draw(st.one_of(SINGLE, LONG))
    room = " " * (indent + draw(st.sampled_from([2, 4])))
    break_ = draw(st.sampled_from(["\n", "\n\n", "\n\n\n"]))
    match draw(st.sampled_from(["plain", "'", '"', ">", ">-", "|", "|+"])):
        case "plain":
            return "word " + re.sub(r"[^\w ]", "", words).strip()
        case "'":
            return "'" + words.replace("'", "''").replace(", ", f",{break_}{room}") + "'"
        case '"':
            return (
                '"'
                + words.replace("\\", "\\\\").replace('"', '\\"').replace(", ", f",{break_}{room}")
                + '\\u00e9"'
            )
        case style:
            return f"{style}\n{room}{words.replace(', ', f',{break_}{room}')}"


@st.composite
def files(draw: st.DrawFn) -> str:
    comment = st.sampled_from(["", "", "# c\n", "\n", "\n# d\n\n", "# e\n# f\n"])

    def said(indent: int) -> str:
        return draw(scalars(indent))

    voices = "".join(
        f"{re.sub('(?m)^(?=#)', '  ', draw(comment))}  v{n}:{draw(st.sampled_from(['', ' # g']))}\n"
        f"    role: {said(4)}\n    name: {said(4)}\n{re.sub('(?m)^(?=#)', '    ', draw(comment))}"
        for n in range(draw(st.integers(1, 3)))
    )
    lines = [
        f"author: {said(0)}\n",
        f"summary: {said(0)}\n",
        f"voices:\n{voices}",
        "first: [a, b,\n  c] # h\n",
        "establishes:\n" + "".join(f"- {said(0)}\n{draw(comment)}" for _ in range(draw(st.integers(1, 3)))),
        "accept: [{rule: x y, because: z}]\n",
    ]
    return "".join(draw(comment) + part for part in draw(st.permutations(lines))) + draw(comment)


@settings(max_examples=120, deadline=None)
@given(files())
def test_what_a_file_says_stays(text: str) -> None:
    before = load(Source.of("a.yml", text), AnnotationFile)
    try:
        better = form(text)
    except LayoutError:
        # Never for the layout's own sake.
        better = ""
    if not better:
        assert any(problem.severity == "error" for problem in before.problems)
        return
    assert load(Source.of("a.yml", better), AnnotationFile).value == before.value
    assert sorted(re.findall(r"# [c-h]$", better, re.MULTILINE)) == sorted(
        re.findall(r"# [c-h]$", text, re.MULTILINE)
    )
    assert form(better) == better


def test_the_command(tmp_path: Path) -> None:
    folder = tmp_path / "annotations"
    folder.mkdir()
    (tmp_path / "docs" / "articles").mkdir(parents=True)
    untidy = folder / "a.yml"
    untidy.write_text("author: A\nsummary:   B\n", "utf-8")
    broken = folder / "b.yml"
    broken.write_text("summary: [\n", "utf-8")
    run = CliRunner().invoke

    shown = run(main, ["fmt", "--check", str(untidy)])
    assert (shown.exit_code, untidy.read_text("utf-8")) == (1, "author: A\nsummary:   B\n")
    assert "+summary: B" in shown.output

    done = run(main, ["fmt", "--root", str(tmp_path)])
    assert done.exit_code == 1
    assert untidy.read_text("utf-8") == "summary: B\nauthor: A\n"
    assert broken.read_text("utf-8") == "summary: [\n"
    assert "b.yml:1:10: yaml-syntax" in done.output

    assert run(main, ["fmt", str(untidy)]).exit_code == 0
    assert run(main, ["fmt", "--check", str(untidy)]).exit_code == 0
    assert run(main, ["fmt", str(tmp_path / "none.yml")]).exit_code == 2


@pytest.mark.parametrize("name", ["annotations/a.yml", "annotations/a/b.yml", "docs/articles/a.md"])
def test_a_byte_order_mark_is_taken_away(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    texts = {
        "annotations/a.yml": "summary: B\nauthor: A\n",
        "annotations/a/b.yml": "kind: sourcing\ntechnique: t\nstance: concern\ntarget: w\ngist: G\nobservation: O\n"
        "confidence: {level: low, because: B}\n",
        "docs/articles/a.md": "---\ntitle: T\npublisher: P\nretrieved: 2026-03-01\nlanguage: en\n"
        "rights: {basis: B, scope: S}\nselected_because: S\n---\n\nWords.\n",
    }
    path.write_text(f"\ufeff{texts[name]}", "utf-8")
    run = CliRunner().invoke
    shown = run(main, ["fmt", "--check", str(path)])
    assert (shown.exit_code, path.read_text("utf-8")[0]) == (1, "\ufeff")
    assert "-<U+FEFF>" in shown.output
    done = run(main, ["fmt", str(path)])
    assert (done.exit_code, path.read_text("utf-8")) == (0, texts[name])
    # A second mark is a sign like any other, and for a person to judge.
    path.write_text(f"\ufeff\ufeff{texts[name]}", "utf-8")
    again = run(main, ["fmt", str(path)])
    assert again.exit_code == 1
    assert path.read_text("utf-8").startswith("\ufeff\ufeff")
