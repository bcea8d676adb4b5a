"""Texts cut to a length, and the columns of a character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.words.clusters import columns, start_of_text_cut_at
from build_tools.words.shorten import shorten
from tests.anchoring.slow_oracle import edges
from tests.words.texts import TEXT


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("a short text", 12, "a short text"),
        ("a short text here", 12, "a short…"),
        ("a short text", 9, "a short…"),
        ("BBC 中文网报道总统表示愿意谈判", 12, "BBC 中文网报道总统…"),
        ("See https://example.org/a-long-address/of-a-page", 20, "See https://example…"),
        ("Donaudampfschifffahrtsgesellschaft", 10, "Donaudamp…"),
        ("e\u0301" * 5, 6, "e\u0301" * 2 + "…"),
        ("👩‍👩‍👧👩‍👩‍👧", 8, "👩‍👩‍👧…"),
        ("👩‍👩‍👧", 3, "…"),
        ("long", 1, "…"),
        ("long", 0, ""),
        ("", 0, ""),
    ],
)
def test_a_text_is_cut_where_that_keeps_most_of_it(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short


@given(TEXT, st.integers(0, 45))
def test_a_shortened_text_is_never_longer_and_cuts_no_cluster(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    if short != text and short:
        kept = short.removesuffix("…")
        assert text.startswith(kept)
        # White space before the ellipsis is left out, and a mark on it with it.
        assert len(kept) in edges(text) or text[len(kept)].isspace()


@given(TEXT, st.integers(0, 45))
def test_as_much_is_kept_as_fits(text: str, limit: int) -> None:
    kept = start_of_text_cut_at(text, limit)
    assert kept == text[: max(edge for edge in edges(text) if edge <= limit)]


@pytest.mark.parametrize(
    ("cluster", "width"),
    [
        ("a", 1),
        ("e\u0301", 1),
        ("東", 2),
        ("👍🏽", 2),
        ("👩‍👩‍👧", 2),
        ("🇫🇷", 2),
        ("❤️", 2),
        ("한", 2),
        ("\u0301", 0),
    ],
)
def test_a_cluster_has_its_columns(cluster: str, width: int) -> None:
    assert columns(cluster) == width
