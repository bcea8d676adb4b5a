"""The search finds what is written: texts are cut as Material's search cuts them, and then looked through."""

from __future__ import annotations

import re
from array import array
from pathlib import Path
from typing import Any

import pytest
import regex
import yaml

from build_tools.page.search import searchable, separator

CASES = yaml.safe_load((Path(__file__).parent / "words.yml").read_text(encoding="utf-8"))
SEPARATOR = regex.compile(separator())


def cut(text: str) -> list[str]:
    """The words between the separators, some of which have no width. Browsers see half of a letter beyond U+FFFF."""
    words, start = [], 0
    text = "".join(map(chr, array("H", text.encode("utf-16"))))[1:]
    for match in SEPARATOR.finditer(text):
        words.append(text[start : match.start()])
        start = match.end()
    whole = (word.encode("utf-16", "surrogatepass").decode("utf-16") for word in [*words, text[start:]])
    return [word.lower() for word in whole if word]


def is_found(query: str, words: list[str]) -> bool:
    """Each part of a query is the beginning of a word."""
    return all(any(word.startswith(part) for word in words) for part in cut(query))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:20] for case in CASES])
def test_a_word_is_found_whatever_stands_around_it(case: dict[str, Any]) -> None:
    words = cut(searchable(case["text"]))
    assert [query for query in case["find"] if not is_found(query, words)] == []
    assert not is_found("zzz", words)
    assert case.get("cut", words) == words


def test_with_the_usual_separator_they_are_not_found() -> None:
    text = CASES[0]["text"]
    assert not is_found("zauberhaft", re.split(r"[\s\-]+", text.lower()))
