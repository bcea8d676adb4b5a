"""Words, sentences and direction of texts in many scripts, as `texts.yml` has them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
import regex
import yaml

from build_tools.words.count import words
from build_tools.words.direction import direction
from build_tools.words.sentences import sentence


@dataclass(frozen=True)
class Case:
    language: str
    words: int
    sentences: tuple[str, ...]
    between: str = " "
    form: str = "NFC"
    direction: str = "ltr"

    @property
    def text(self) -> str:
        return unicodedata.normalize(self.form, self.between.join(self.sentences))  # type: ignore[arg-type]

    @property
    def spans(self) -> Iterator[tuple[int, int]]:
        end = 0
        for part in self.sentences:
            start = end + (len(self.between) if end else 0)
            end = start + len(unicodedata.normalize(self.form, part))  # type: ignore[arg-type]
            yield start, end


ITEMS = yaml.safe_load((Path(__file__).parent / "texts.yml").read_text(encoding="utf-8"))
CASES = [Case(**item | {"sentences": tuple(item["sentences"])}) for item in ITEMS]


@pytest.fixture(params=CASES, ids=lambda case: case.language)
def case(request: pytest.FixtureRequest) -> Case:
    found = request.param
    assert isinstance(found, Case)
    return found


def count(text: str) -> int:
    return sum(1 for _ in words(text))


def test_there_are_many_scripts() -> None:
    scripts = (
        "Latin Cyrillic Greek Armenian Georgian Arabic Hebrew Devanagari Bengali Tamil Telugu Ethiopic "
        "Thai Khmer Myanmar Tibetan Han Hiragana Hangul"
    )
    text = "".join(case.text for case in CASES)
    assert [script for script in scripts.split() if not regex.search(rf"\p{{{script}}}", text)] == []


def test_words_are_counted(case: Case) -> None:
    assert count(case.text) == case.words


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composition_changes_no_count(case: Case, form: str) -> None:
    assert count(unicodedata.normalize(form, case.text)) == case.words  # type: ignore[arg-type]


@pytest.mark.parametrize("sign", "\xad\u200b\u200c\u200d\u2060\u200e\u200f\ufeff\ufe0f")
def test_what_cannot_be_seen_changes_no_count(case: Case, sign: str) -> None:
    between = sign.join(regex.findall(r"\X", case.text))
    assert between != case.text
    assert count(between) == case.words


@pytest.mark.parametrize("known", [True, False], ids=["language-known", "language-unknown"])
def test_each_place_is_in_its_sentence(case: Case, known: bool) -> None:
    language = case.language if known else None
    for start, end in case.spans:
        for at in range(start, end):
            assert sentence(case.text, at, at + 1, language) == (start, end)
        assert sentence(case.text, start, end, language) == (start, end)


def test_a_point_is_in_the_sentence_before_it(case: Case) -> None:
    for start, end in case.spans:
        assert sentence(case.text, end, end, case.language) == (start, end)


def test_two_sentences_hold_a_span_across_them(case: Case) -> None:
    spans = list(case.spans)
    for (start, end), (after, stop) in pairwise(spans):
        assert sentence(case.text, end - 1, after + 1, case.language) == (start, stop)


def test_neighbouring_blocks_are_left_out(case: Case) -> None:
    text = f"First block\n{case.text}\nlast block"
    shift = len("First block\n")
    for start, end in case.spans:
        found = sentence(text, start + shift, end + shift, case.language)
        assert found == (start + shift, end + shift)


def test_each_language_has_its_direction(case: Case) -> None:
    assert direction(case.language) == case.direction
