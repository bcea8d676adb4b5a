"""Two people's notes side by side, and the measures of how far they agree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.cli.main import main
from build_tools.edit.agreement import joined, nominal_alpha, overlap

HERE = Path(__file__).parent / "compare"

# Krippendorff (2011), example C: four observers, twelve units, and some values missing.
PUBLISHED = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""


def test_alpha_is_that_of_the_published_example() -> None:
    units = [
        [value for value in column if value != "."]
        for column in zip(*map(str.split, PUBLISHED.strip().split("\n")), strict=True)
    ]
    assert nominal_alpha(units) == pytest.approx(0.743, abs=0.0005)


def test_alpha_of_two_people() -> None:
    """Krippendorff (2011), example A: ten units, of which six are alike."""
    first, second = "0 1 0 0 0 0 0 0 1 0".split(), "1 1 1 0 0 1 0 0 0 0".split()
    assert nominal_alpha(list(zip(first, second, strict=True))) == pytest.approx(0.095, abs=0.0005)
    assert nominal_alpha([]) is None
    assert nominal_alpha([("a", "a"), ("a",)]) is None
    assert nominal_alpha([("a", "a"), ("b", "b")]) == 1


def test_overlap_counts_each_passage_by_its_share() -> None:
    # Of the first's passages, half of one and none of the other; of the second's one passage, all of its five letters.
    found = overlap([(0, 10), (20, 30)], [(5, 10)])
    assert found
    assert found == pytest.approx((0.25, 1.0, 0.4))
    assert overlap([(0, 10)], [(0, 10)]) == (1, 1, 1)
    assert overlap([(0, 10)], [(10, 20)]) == (0, 0, 0)
    assert overlap([(5, 5)], [(0, 10)]) is None
    assert joined([(4, 9), (0, 5), (9, 12), (3, 3)]) == [(0, 9), (9, 12)]


def test_overlap_is_that_of_the_published_example() -> None:
    """The example run in the README of the task's own scorer (“Scorers for the Propaganda Techniques Corpus, version
    2”, task SI): its two sample files as offsets, and the figures that it prints for them."""
    submitted = [(0, 50), (161, 172), (0, 10), (115, 167)]
    gold = [(0, 59), (171, 181), (0, 9), (115, 167), (740, 759)]
    found = overlap(submitted, gold)
    assert found
    assert (len(joined(submitted)), len(joined(gold))) == (2, 4)
    assert [f"{figure:.6f}" for figure in found] == ["0.964912", "0.486864", "0.647181"]


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_two_files(form: str) -> None:
    done = CliRunner().invoke(
        main,
        [
            "compare",
            str(HERE / "a.yml"),
            str(HERE / "b.yml"),
            "--article",
            str(HERE.parent / "importing" / "article.md"),
            "--format",
            form,
        ],
    )
    assert done.exit_code == 0
    assert done.output == (HERE / f"expected.{form}").read_text("utf-8")


def test_each_side_has_its_own(tmp_path: Path) -> None:
    article = str(HERE.parent / "importing" / "article.md")
    run = CliRunner().invoke
    done = run(
        main, ["compare", str(HERE / "b.yml"), str(HERE / "a.yml"), "--article", article, "--format", "json"]
    )
    told = json.loads(done.output)
    assert [one["id"] for one in told["only_b"]] == ["tone"]
    assert [(one["a"]["id"], one["b"]["id"], one["differ"]) for one in told["both"]] == [
        ("brakes", "slammed", ["technique"]),
        ("experts", "which-experts", []),
    ]
    assert run(main, ["compare", str(HERE / "a.yml"), str(HERE / "b.yml")]).exit_code == 2
    broken = tmp_path / "c.yml"
    broken.write_text("summary: [", "utf-8")
    failed = run(main, ["compare", str(HERE / "a.yml"), str(broken), "--article", article])
    assert failed.exit_code == 1
    assert "c.yml:1:10: " in failed.output


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "article.md"
    bad.write_bytes(b"\xff\x00")
    notes = tmp_path / "notes.yml"
    notes.write_text("summary: x\n", "utf-8")
    done = CliRunner().invoke(main, ["compare", str(notes), str(notes), "--article", str(bad)])
    assert done.exit_code == 1
    assert f"{bad}: it is not UTF-8" in done.output


def test_another_article_and_a_file_of_a_single_note_are_told(tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("Another text.\n", "utf-8")
    files = [str(HERE / "a.yml"), str(HERE / "b.yml")]
    done = CliRunner().invoke(main, ["compare", *files, "--article", str(other)])
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"a.yml: no passage of its notes stands in {other}" in done.stderr
    note = tmp_path / "note.yml"
    note.write_text("kind: sourcing\ntarget: {whole: article}\n", "utf-8")
    done = CliRunner().invoke(main, ["compare", str(note), files[1], "--article", str(other)])
    assert done.exit_code == 1
    assert "Name an annotation file" in done.stderr
