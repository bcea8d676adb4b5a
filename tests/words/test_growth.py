"""Text of any sort takes time in proportion to its length."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from build_tools.words.clusters import start_of_text_cut_at
from build_tools.words.count import words
from build_tools.words.sentences import sentence
from build_tools.words.shorten import shorten
from build_tools.words.whole import begins_within_word, ends_within_word, whole_words

SIZES = (1_500, 24_000)
MOST = 3 * SIZES[1] / SIZES[0]
"""Sixteen times the text may take 48 times as long, on a busy machine; in squares it would be 256 times."""
UNITS = (
    *("The port’s open. ", "a", "a.", "a. ", "a.’", ". ", ".", "…", "?”", ".) ", "z. B. ", "12.", "1\xa0"),
    *("1,", "_", "a*"),
    *("a\u0301", "\u0301", "\xad", "a\xad", "\u200d", "\u0600", "ـ", "क्षि", "中。", "中", "ก็", "གསུང་"),
    *("한”", "። ", "፡"),
    *("\"", "»", " »", ".»", "( ", "[1]", ".[1]", " ", "\xa0", "\n", "👩‍", "🇫", "A. ", "Mr. ", ";", "|", ":"),
)  # fmt: skip
ACTIONS: dict[str, Callable[[str], object]] = {
    "words": lambda text: sum(1 for _ in words(text)),
    "sentence": lambda text: (
        sentence(text, len(text) // 2, len(text) // 2 + 1),
        sentence(text, 0, len(text)),
    ),
    "shorten": lambda text: (shorten(text, len(text) // 2), start_of_text_cut_at(text, len(text) - 1)),
    "whole": lambda text: [
        (begins_within_word(text, at), ends_within_word(text, at), whole_words(text, at, at + 1))
        for at in range(0, len(text) - 1, len(text) // 20)
    ],
}


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_length(action: str, unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        begun = process_time()
        ACTIONS[action](text)
        return process_time() - begun

    def grows_slowly() -> bool:
        small, large = map(seconds, SIZES)
        return large < MOST * max(small, 0.0005)

    # Measured anew when it looks bad: somebody else may have had the machine.
    assert any(grows_slowly() for _ in range(4))
