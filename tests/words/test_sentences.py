"""Where sentences end: the hard cases of `sentences.txt`, and what holds for any text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.words.sentences import begins_sentence, sentence
from tests.words.texts import TEXT

LINES = [
    tuple(line.split(" ", 1))
    for line in (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def sentences(text: str, language: str | None) -> Iterator[tuple[int, int]]:
    at = 0
    while rest := text[at:].lstrip():
        at = len(text) - len(rest)
        start, end = sentence(text, at, at + 1, language)
        yield start, end
        at = max(end, at + 1)


@pytest.mark.parametrize(("language", "line"), LINES, ids=[line[:40] for _, line in LINES])
def test_sentences_end_where_a_reader_ends_them(language: str, line: str) -> None:
    text = line.replace("⏹ ", "").replace("⏹", "")
    found = [text[start:end] for start, end in sentences(text, None if language == "-" else language)]
    assert found == [part.strip() for part in line.split("⏹")]


@given(TEXT, st.data())
def test_a_sentence_holds_its_span_and_stays_in_its_blocks(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = sentence(text, start, end, data.draw(st.sampled_from([None, "de", "el", "ja"])))
    assert 0 <= first <= start <= end <= last <= len(text)
    assert "\n" not in text[first:start] + text[end:last]


@given(TEXT)
def test_sentences_follow_one_another(text: str) -> None:
    spans = list(sentences(text, None))
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert "".join(text[start:end] for start, end in spans).split() or not text.strip()


@pytest.mark.parametrize(
    ("text", "word", "begins"),
    [
        ("It rained. Moscow slept.", "Moscow", True),
        ("It rained. “Moscow slept.", "Moscow", True),
        ("Mr. Moscow slept.", "Moscow", False),
        ("In Moscow they slept.", "Moscow", False),
        ("He said: Moscow sleeps.", "Moscow", True),
        ("Am 25. April", "April", False),
        ("first\nMoscow", "Moscow", True),
        ("Moscow", "Moscow", True),
        ("a very " * 40 + "Moscow", "Moscow", False),
    ],
)
def test_a_word_begins_a_sentence(text: str, word: str, begins: bool) -> None:
    assert begins_sentence(text, text.index(word)) == begins
