"""Hints point at the right words with a reason, say who speaks, and claim nothing."""

from __future__ import annotations

import json
import math
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.cli.main import main
from build_tools.edit.hint_lists import lists
from build_tools.edit.hints import CATEGORIES, hints
from build_tools.edit.quotes import spoken
from build_tools.read.article import parse_article
from tests.sites import ROOT

TECHNIQUES = {path.stem for path in (ROOT / "docs/techniques").glob("*.md")} - {"index"}


@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        ("“We go,” said Anna Smith on Monday.", "“We go,”", "Anna Smith"),
        ("Mr. Jones said: “No.”", "“No.”", "Mr. Jones"),
        ("“Hi,” the Kremlin spokesman, Dmitry Peskov, told reporters.", "“Hi,”", "the Kremlin spokesman"),
        ("“I heard ‘no way’ twice,” Dr. Ann Lee told reporters.", "“I heard ‘no way’ twice,”", "Dr. Ann Lee"),
        ("“One.\n“Two.” said the mayor.", "“One.\n“Two.”", "the mayor"),
        ("‘It’s fine,’ he said, and John’s dog barked.", "‘It’s fine,’", "he"),
        ('"Straight," said President Bill Clinton.', '"Straight,"', "President Bill Clinton"),
        ("According to the BBC, “it rained.”", "“it rained.”", "the BBC"),
        ("The word “exit” is on it.", "“exit”", None),
        ("„Wir gehen“, sagte Merkel.", "„Wir gehen“", None),
        ("« Non », dit-il.", "« Non »", None),
        ("»Nej«, sagde han. »Jo.«", "»Nej«", None),
        ('Er rief „Halt!" und lief „weg" von „dort“.', '„Halt!"', None),
        ('Er schrieb „Das "Wort" gilt“ auf.', '„Das "Wort" gilt“', None),
        ("Hon sade: ”Vi går nu”, och gick.", "”Vi går nu”", None),
    ],
)
def test_who_says_a_quote(text: str, quote: str, speaker: str | None) -> None:
    found = spoken(text)[0]
    assert text[found.start : found.end] == quote
    assert (found.speaker and text[slice(*found.speaker)]) == speaker


def test_the_second_half_of_a_quote_has_the_speaker_of_the_first() -> None:
    text = "“We,” she said, “will go home.” The day ended."
    first, second = spoken(text)
    assert first.speaker == second.speaker
    assert first.is_pronoun
    assert second.certainty == "clear"


@pytest.mark.parametrize(
    ("text", "words", "category"),
    [
        ("The mayor claimed that it rained.", "claimed", "leaning-attribution"),
        ("Observers say that it rained.", "Observers say", "vague-attribution"),
        ("It perhaps rained.", "perhaps", "hedge"),
        ("Forty people were killed on Monday.", "were killed", "agentless"),
        ("He once again refused.", "once again", "presupposition"),
        ("A draconian rule was there.", "draconian", "loaded-words"),
        ("The mayor said so.", "said", "attribution"),
    ],
)
def test_words_are_pointed_at_with_a_reason(text: str, words: str, category: str) -> None:
    found = hints(parse_article(text), "en", TECHNIQUES)
    assert (words, category) in {(text[it.start : it.end], it.category.id) for it in found}


def test_what_is_no_case_is_left_alone() -> None:
    text = "The claims in the report are in May. It was built by the town. “A draconian rule,” he said."
    ids = {it.category.id for it in hints(parse_article(text), "en", TECHNIQUES)}
    assert ids == {"quote", "attribution"}


def test_only_techniques_that_there_are_are_named() -> None:
    assert {id for kind in CATEGORIES for id in kind.techniques} <= TECHNIQUES
    found = hints(parse_article("A draconian rule."), "en", {"loaded-words"})
    assert [it.category.techniques for it in found] == [("loaded-words",)]


def test_lists_have_nothing_twice_in_a_class_and_no_odd_signs() -> None:
    for name, entries in lists().items():
        assert entries, name
        assert all(entry == entry.strip() and "[" not in entry for entry in entries), name


def test_other_languages_get_quotes_only() -> None:
    text = "Er sagte: „Nein“. Die Politik ist draconian."
    assert [it.category.id for it in hints(parse_article(text), "de", TECHNIQUES)] == ["quote"]


def test_the_command_gives_the_place_in_the_file(tmp_path: Path) -> None:
    article = tmp_path / "docs/articles/a.md"
    article.parent.mkdir(parents=True)
    article.write_text(
        "---\ntitle: x\n---\n\n# Title\n\n**Bold** words and *a draconian* rule.\n", encoding="utf-8"
    )
    result = CliRunner().invoke(main, ["suggest", str(article), "--format", "json"])
    assert result.exit_code == 0, result.output
    (hint,) = json.loads(result.stdout)
    assert (hint["line"], hint["column"], hint["words"], hint["category"]) == (
        7,
        23,
        "draconian",
        "loaded-words",
    )
    assert "not findings" in result.stderr
    assert CliRunner().invoke(main, ["suggest", str(tmp_path / "docs/none.md")]).exit_code == 2
    assert CliRunner().invoke(main, ["suggest", str(tmp_path)]).exit_code == 2
    article.write_bytes(b"\xff\xfe\0\0")
    assert CliRunner().invoke(main, ["suggest", str(article)]).exit_code == 1


def test_time_grows_with_the_text_alone() -> None:
    def seconds(text: str) -> float:
        # Of the processor, and the least of three: other programs may be at work.
        article, least = parse_article(text), math.inf
        for _ in range(3):
            started = time.process_time()
            hints(article, "en", TECHNIQUES)
            least = min(least, time.process_time() - started)
        return least

    for odd in ("“a ", "The A ", "word ", '"', "‘a ", "said the ", "A, b, "):
        seconds(odd)
        small, large = seconds(odd * 300), seconds(odd * 1_200)
        assert large < 0.2 or large < small * 12, odd
