"""The JSON Lines of `markedcopy anchor` and `markedcopy describe`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from build_tools.cli.lines import InputError, anchor_command, describe_command
from build_tools.cli.quotations import anchor

TEXT = "“Talks” resume.\r\nNo talks resume.\n👩\u200d👧 left; 12 died."
ARTICLE = (
    "---\ntitle: Talks\n---\n# Talks *resume*\n\n"
    "No talks\nresume [today](https://example.org).\n\nNo talks resume.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8", newline="")
    (tmp_path / "article.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def answers(folder: Path, *lines: str, text: str = "text.txt", plain: bool = True) -> list[dict[str, Any]]:
    (folder / "lines.jsonl").write_text("\n".join(lines), encoding="utf-8")
    out, _ = anchor_command(folder / text, folder / "lines.jsonl", plain)
    assert out == "" or out.endswith("\n")
    return [json.loads(line) for line in out.splitlines()]


def test_each_line_is_answered_in_order_and_blank_ones_are_skipped(folder: Path) -> None:
    lines = ('{"id": "a", "exact": "\\"Talks\\""}', "  ", '{"id": 2, "exact": "resume"}', "")
    first, second = answers(folder, *lines)
    assert first == {
        "id": "a", "status": "normalised", "start": 0, "end": 7, "candidates": [], "suggestion": None,
    }  # fmt: skip
    assert second == {
        "id": 2, "status": "ambiguous", "start": None, "end": None, "suggestion": None,
        "candidates": [
            {"start": 8, "end": 14, "line": 1, "prefix": "” ", "suffix": ""},
            {"start": 26, "end": 32, "line": 2, "prefix": "talks ", "suffix": ""},
        ],
    }  # fmt: skip


def test_an_orphan_has_a_suggestion_that_says_what_differs(folder: Path) -> None:
    (answer,) = answers(folder, '{"id": 1, "exact": "left; 19 died"}')
    assert answer["suggestion"] == {
        "start": TEXT.index("left"),
        "end": len(TEXT) - 1,
        "text": "left; 12 died",
        "changes": [{"was": "19", "now": "12", "flags": ["digits"]}],
    }


def test_ids_come_back_as_they_were_written(folder: Path) -> None:
    ids = ('"ä"', '"\\ud800"', "1.50", "-3e400", "1" + "0" * 5000, '"a\\u2028b"', '""')
    (folder / "lines.jsonl").write_text(
        "\n".join(f'{{"id": {id}, "exact": "x"}}' for id in ids), encoding="utf-8"
    )
    out, _ = anchor_command(folder / "text.txt", folder / "lines.jsonl", plain=True)
    lines = out.splitlines()
    assert [line[7 : line.index(', "status"')] for line in lines] == list(ids)
    "".join(lines).encode("utf-8")


def test_an_article_is_searched_as_readers_see_it(folder: Path) -> None:
    answer, other = answers(
        folder,
        '{"id": 1, "exact": "No talks resume", "suffix": " today"}',
        '{"id": 2, "exact": "No talks resume"}',
        text="article.md",
        plain=False,
    )
    assert (answer["status"], answer["start"]) == ("exact", len("Talks resume\n"))
    assert [one["line"] for one in other["candidates"]] == [6, 9]


def test_describing_and_anchoring_are_inverse(folder: Path) -> None:
    spans = [(start, end) for start in range(len(TEXT)) for end in range(start + 1, len(TEXT) + 1)]
    lines = "\n".join(
        f'{{"id": {at}, "start": {start}, "end": {end}}}' for at, (start, end) in enumerate(spans)
    )
    (folder / "spans.jsonl").write_text(lines, encoding="utf-8")
    described = describe_command(folder / "text.txt", folder / "spans.jsonl", plain=True).splitlines()
    assert all(json.loads(line).keys() <= {"id", "exact", "prefix", "suffix"} for line in described)
    found = answers(folder, *described)
    assert [(answer["status"], answer["start"], answer["end"]) for answer in found] == [
        ("exact", *span) for span in spans
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[1]", "an object is needed, not a list"),
        ('"x"', "an object is needed, not a string"),
        ("7", "an object is needed, not the number 7"),
        ('{"id": 1', "not JSON: expecting ',' delimiter at column 9"),
        ('{"id": 1}', 'the key "exact" is missing'),
        ('{"exact": "a"}', 'the key "id" is missing'),
        ('{"id": 1, "exact": null}', '"exact" is null, and a string is needed'),
        ('{"id": 1, "exact": 5}', '"exact" is the number 5, and a string is needed'),
        ('{"id": 1, "exact": "a", "prefix": []}', '"prefix" is a list, and a string is needed'),
        ('{"id": 1, "exact": "a", "suffix": false}', '"suffix" is false, and a string is needed'),
        ('{"id": true, "exact": "a"}', '"id" is true'),
        ('{"id": {}, "exact": "a"}', '"id" is an object'),
        ('{"id": NaN, "exact": "a"}', "NaN is not a JSON value"),
        ('{"id": 1, "exact": "a", "prefx": ""}', 'the key "prefx" is not known here'),
        ('{"id": 1, "id": 2, "exact": "a"}', 'the key "id" stands there twice'),
        ("[" * 100_000, "nested too deeply to be one of these objects"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_nothing_is_answered(
    folder: Path, line: str, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        answers(folder, '{"id": 1, "exact": "resume"}', "", line)
    assert (caught.value.line, caught.value.message) == (3, message)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        ("0", "0", "there is no passage from 0 to 0"),
        ("-1", "2", "there is no passage from -1 to 2"),
        ("0", "99999999999999999999999", "there is no passage from 0 to 99999999999999999999"),
        ("3.0", "4", '"start" is the number 3.0, and a whole number is needed'),
        ("1", '"4"', '"end" is a string, and a whole number is needed'),
        ("true", "4", '"start" is true, and a whole number is needed'),
    ],
)
def test_a_span_outside_the_text_is_refused(folder: Path, start: str, end: str, message: str) -> None:
    (folder / "spans.jsonl").write_text(f'{{"id": 1, "start": {start}, "end": {end}}}', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        describe_command(folder / "text.txt", folder / "spans.jsonl", plain=True)
    assert (caught.value.line, caught.value.message) == (1, message)


def test_files_that_are_not_utf_8_are_refused_with_the_place(folder: Path) -> None:
    (folder / "lines.jsonl").write_bytes(b'{"id": 1, "exact": "a"}\n{"id": 2, "exact": "\xff"}')
    with pytest.raises(InputError) as caught:
        anchor_command(folder / "text.txt", folder / "lines.jsonl", plain=True)
    assert (caught.value.line, caught.value.message) == (2, "byte 45 (0xFF) is not UTF-8")
    with pytest.raises(InputError) as caught:
        anchor_command(folder / "missing.txt", folder / "lines.jsonl", plain=True)
    assert caught.value.line == 0


def test_help_is_given_to_so_many_and_no_more(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("build_tools.cli.lines.MOST_HELP", 22)
    words = ["19 died", "resume", "13 died", "12", "14 died", "resume."]
    lines = [f'{{"id": {at}, "exact": "{exact}"}}' for at, exact in enumerate(words)]
    (folder / "lines.jsonl").write_text("\n".join(lines), encoding="utf-8")
    out, unhelped = anchor_command(folder / "text.txt", folder / "lines.jsonl", plain=True)
    found = [json.loads(line) for line in out.splitlines()]
    assert [answer["status"] for answer in found] == [
        "orphan", "ambiguous", "orphan", "exact", "orphan", "ambiguous"
    ]  # fmt: skip
    assert [answer["suggestion"] and answer["suggestion"]["text"] for answer in found] == [
        "12 died", None, "12 died", None, None, None
    ]  # fmt: skip
    assert [answer["candidates"][0]["prefix"] for answer in found if answer["candidates"]] == [
        "” ",
        "“Talks” ",
    ]
    assert unhelped == 2
    result = CliRunner().invoke(anchor, ["--plain", str(folder / "text.txt"), str(folder / "lines.jsonl")])
    assert result.exit_code == 0
    assert "the last 2 quotations that are not found once are answered without" in result.stderr
