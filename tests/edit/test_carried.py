"""Passages of a text, carried over to its next version."""

from __future__ import annotations

import json
import time
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.anchor.normalise import normalise
from build_tools.cli.main import main
from build_tools.edit.carried import Revision
from tests.bench.reanchored_texts import run

TWICE = "On Tuesday they said that it was shut."
TEXT = (
    f"Officials said on Monday that the port was open. {TWICE} Nobody knew why.\n"
    f"Two ships of the line “Nord” waited outside, with 40 people on board. {TWICE} The harbour master was away."
)
FIRST, SECOND = TEXT.split("\n")


def _carried(now: str, words: str, number: int = 0, was: str = TEXT) -> tuple[str, str | None, int | None]:
    start = -1
    for _ in range(number + 1):
        start = was.index(words, start + 1)
    found = Revision(was, now).carry(start, start + len(words))
    return found.status, None if found.start is None else now[found.start : found.end], found.start


@pytest.mark.parametrize("deleted", [0, 1])
def test_of_two_equal_sentences_the_one_that_was_deleted_is_gone(deleted: int) -> None:
    at = TEXT.index(TWICE) if deleted == 0 else TEXT.rindex(TWICE)
    now = TEXT[:at] + TEXT[at + len(TWICE) + 1 :]
    assert _carried(now, TWICE, deleted) == ("gone", None, None)
    assert _carried(now, TWICE, 1 - deleted) == ("same", TWICE, now.index(TWICE))
    assert _carried(now, "said that it", deleted) == ("gone", None, None)


@pytest.mark.parametrize(
    "now",
    [
        f"{SECOND}\n{FIRST}",
        TEXT.replace("\n", " "),
        TEXT.replace(". ", ".\n\n"),
        TEXT.replace("“", "„").replace("”", "“").replace(" ", "\u00a0", 7),
        unicodedata.normalize("NFD", TEXT),
        f"A new beginning, and more of it. {TEXT} And an end.",
    ],
)
@pytest.mark.parametrize(
    "words", ["the port was open", "line “Nord” waited", "Nobody knew why.", "40", "away"]
)
def test_words_that_stand_are_found_wherever_they_went(now: str, words: str) -> None:
    status, found, _ = _carried(now, words)
    assert status == "same"
    assert found is not None
    assert normalise(found) == normalise(words)


@pytest.mark.parametrize(
    ("old", "new", "words", "found"),
    [
        ("was open", "was not open", "port was open.", "port was not open."),
        ("on Monday that", "on Friday that", "said on Monday that", "said on Friday that"),
        ("40 people", "400 people", "with 40 people on board", "with 400 people on board"),
        ("ships of", "ships, of", "Two ships of", "Two ships, of"),
        ("waited outside", "stood outside", "waited outside", "stood outside"),
    ],
)
def test_what_was_edited_is_changed_and_includes_what_was_put_in(
    old: str, new: str, words: str, found: str
) -> None:
    assert _carried(TEXT.replace(old, new), words)[:2] == ("changed", found)


@pytest.mark.parametrize("words", ["Nobody knew why.", "the port", "Monday", SECOND])
def test_what_was_deleted_is_gone(words: str) -> None:
    for now in (
        TEXT.replace(words, ""),
        TEXT.replace(words, "An editor wrote this."),
        "",
        words[:0] + "Other words.",
    ):
        assert _carried(now, words)[0] == "gone"


def test_a_seeded_corpus() -> None:
    counts = run(18)["carried"]
    stand = sum(number for name, number in counts.items() if name.startswith("stands"))
    assert counts["stands: same"] >= 0.999 * stand
    assert not counts["stands: wrong"]
    assert not counts["gone: wrong"]


def test_of_two_near_copies_that_changed_places_each_is_found_by_the_word_that_singles_it_out() -> None:
    one = "The harbour master said that the strike of May would be over when both sides had signed."
    other = one.replace("May", "June")
    was, now = f"{one}\n{other}\n{FIRST}", f"{other}\n{one}\n{FIRST}"
    for words in ("The harbour master", "both sides had signed."):
        assert _carried(now, words, 0, was) == ("same", words, now.rindex(words))
        assert _carried(now, words, 1, was) == ("same", words, now.index(words))


MAY = "The harbour master said that the strike of May would be over when both sides had signed. Nobody believed it."
JUNE, JULY = MAY.replace("May", "June"), MAY.replace("May", "July")
SHIPS = "Two ships of the line waited outside, with grain on board."


def test_of_near_copies_the_one_whose_paragraph_was_deleted_is_gone_though_the_next_were_merged() -> None:
    was = f"{MAY}\n{JUNE}\n{SHIPS}\n{JUNE.replace('signed', 'agreed')}\n{JULY}"
    now = was.replace(f"{MAY}\n{JUNE}\n{SHIPS}", f"{MAY} {SHIPS}")
    for words in ("said that the", "had signed.", "Nobody believed it."):
        assert _carried(now, words, 0, was) == ("same", words, now.index(words))
        assert _carried(now, words, 1, was) == ("gone", None, None)


@pytest.mark.parametrize("edited", ["spring", "June"])
def test_a_near_copy_is_found_by_its_place_when_the_word_that_singles_it_out_was_edited(edited: str) -> None:
    was = f"{FIRST}\n{MAY}\n{SHIPS}\n{JUNE}\n{SECOND}"
    now = was.replace("May", edited)
    for number in (0, 1):
        words = "both sides had signed."
        place = (now.index if number == 0 else now.rindex)(words)
        assert _carried(now, words, number, was) == ("same", words, place)


def test_a_moved_near_copy_is_the_one_that_is_missing_elsewhere() -> None:
    was = f"{FIRST}\n{MAY}\n{SHIPS}\n{JUNE}\n{SECOND}"
    now = f"{MAY.replace('May', 'spring')}\n{FIRST}\n{SHIPS}\n{JUNE}\n{SECOND}"
    words = "both sides had signed."
    assert _carried(now, words, 0, was) == ("same", words, now.index(words))
    assert _carried(now, words, 1, was) == ("same", words, now.rindex(words))


def test_near_copies_that_stand_together_and_changed_places_did_so_as_wholes() -> None:
    one, other = MAY.replace("signed", "agreed"), JUNE
    was, now = f"{FIRST}\n{one}\n{other}\n{SECOND}", f"{FIRST}\n{other}\n{one}\n{SECOND}"
    assert _carried(now, "Nobody believed it.", 0, was)[2] == now.rindex("Nobody believed it.")
    assert _carried(now, "Nobody believed it.", 1, was)[2] == now.index("Nobody believed it.")


def test_a_short_sentence_that_changed_places_with_the_next_is_found() -> None:
    short, long = "乀佊兀俞仮典僺。", "亘侩侈亚乯儴俻丣兣侗倒倿乪佬。"
    was = f"They met at noon in the old town hall. Six came. {short}{long} Then they went home."
    now = was.replace(short + long, long + short)
    assert _carried(now, "兀俞仮典僺。", 0, was) == ("same", "兀俞仮典僺。", now.index("兀俞仮典僺。"))


def test_words_put_in_that_begin_as_the_next_ones_do_take_nothing_away() -> None:
    was = f"{FIRST}\n{SHIPS}\n{SECOND}"
    now = was.replace(SHIPS, f"Two ships of the line “Süd” had left. {SHIPS}")
    assert _carried(now, "Two ships of the line", 0, was) == (
        "same",
        "Two ships of the line",
        now.index(SHIPS),
    )


def test_of_two_equal_sentences_side_by_side_of_which_one_came_from_elsewhere_neither_is_told() -> None:
    was = f"{SHIPS} {TWICE} {MAY}\n{FIRST.replace(TWICE, '')} Then it rained. {TWICE} It went on.\n{SECOND}"
    now = was.replace(f"rained. {TWICE} It", "rained. It").replace(
        f"{SHIPS} {TWICE}", f"{SHIPS} {TWICE} {TWICE}"
    )
    assert _carried(now, "that it was shut", 0, was)[0] == "gone"
    assert _carried(now, "that it was shut", 1, was)[0] == "gone"


NO_WORD = "“We have nothing to add,” a spokesperson said."
LIVE = "\n".join(
    f"{hour}:{minute} — The {who} said the council would {what} at noon. {NO_WORD}"
    for hour, minute, who, what in zip(
        range(9, 17),
        (10, 25, 31, 42, 11, 52, 37, 19),
        ["chair", "mayor", "clerk", "treasurer"] * 2,
        ["vote", "pause", "adjourn", "resume", "vote", "meet"] * 2,
        strict=False,
    )
)
"""A text in which the same sentence stands eight times."""


@pytest.mark.parametrize("behind", range(1, 7))
def test_a_sentence_that_is_put_in_once_more_takes_no_place_from_those_that_stand(behind: int) -> None:
    lines = LIVE.split("\n")
    now = "\n".join([*lines[:behind], "The tea was cold.", NO_WORD, *lines[behind:]])
    for number in range(8):
        for words in ("nothing to add,” a spokesperson", NO_WORD):
            place = -1
            for _ in range(number + 1 + (number >= behind)):
                place = now.index(words, place + 1)
            assert _carried(now, words, number, LIVE) == ("same", words, place)


@pytest.mark.parametrize("words", ["LETTERS.", "Full text.", "Warum nicht?", "说得好。"])
def test_a_short_sentence_or_line_that_was_moved_is_found(words: str) -> None:
    was, now = f"{words}\n{FIRST}\n{SHIPS}\n{MAY}", f"{FIRST}\n{SHIPS}\n{words}\n{MAY}"
    assert _carried(now, words, 0, was) == ("same", words, now.index(words))
    now = f"{FIRST}\n{SHIPS} {words} {MAY}" if words.isascii() else now
    assert _carried(now, words, 0, was) == ("same", words, now.index(words))


def test_a_short_sentence_that_stands_there_more_often_is_not_guessed() -> None:
    was = f"{FIRST} Why not?\n{SHIPS} Why not?\n{MAY}"
    now = f"{FIRST}\n{SHIPS}\n{MAY}\nOne more.\nWhy not?"
    assert {_carried(now, "Why not?", number, was)[0] for number in (0, 1)} == {"gone"}


def test_a_passage_of_which_half_is_strewn_over_other_words_is_gone() -> None:
    was = f"{FIRST}\nThey asked for help and for money too. He left.\n{SECOND}"
    other = "Nobody on the quay saw the crew of the second ship, which is why the company asked. " * 3
    now = was.replace("asked for help and for money too", f"asked {other} and {other} too")
    assert _carried(now, "for help and for money too", 0, was)[0] == "gone"


def test_texts_that_repeat_themselves_take_no_longer() -> None:
    started = time.process_time()
    for was, now in (
        ("port " * 20_000, "port " * 19_000),
        ("a b c . " * 5_000, "x ".join(["a b c . " * 480] * 10)),
    ):
        Revision(was, now).carry(10, 40)
    assert time.process_time() - started < 4


def test_the_command(tmp_path: Path) -> None:
    for name, text in (("old", TEXT), ("new", TEXT.replace("Monday", "Friday"))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    at = TEXT.index("on Monday that")
    lines = [{"id": "a", "start": at, "end": at + 14}, {"id": 2.50, "start": 0, "end": 9}]
    spans = tmp_path / "spans.jsonl"
    spans.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    files = ["--old", str(tmp_path / "old"), "--new", str(tmp_path / "new"), str(spans)]
    result = CliRunner().invoke(main, ["reanchor", "--plain", *files])
    assert result.exit_code == 0
    assert list(map(json.loads, result.stdout.splitlines())) == [
        {
            "id": "a",
            "status": "changed",
            "start": at,
            "end": at + 14,
            "changes": [{"was": "Monday", "now": "Friday", "flags": ["name"]}],
        },
        {"id": 2.5, "status": "same", "start": 0, "end": 9, "changes": []},
    ]
    spans.write_text('{"id": "a", "start": 3, "end": 3}', encoding="utf-8")
    result = CliRunner().invoke(main, ["reanchor", "--plain", *files])
    assert result.exit_code == 2
    assert "spans.jsonl:1: there is no passage from 3 to 3" in result.stderr
