"""Texts to try: short alphabets in which everything that goes wrong comes close together."""

from __future__ import annotations

from hypothesis import strategies as st

NASTY = (
    "a", "b", "A", " ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u2009", ".", "-", "–", '"', "“", "”", "'", "’", "«",
    "1", "é", "e\u0301", "e", "\u0301", "\u0323", "\u0307", "\u200d", "\u200b", "\u200c", "\u00ad", "\u2060", "\ufeff",
    "\ufe0f", "👩", "👩\u200d👩", "👍🏽", "❤\ufe0f", "❤", "🇦", "🇧🇦", "ᄀ", "ᅡ", "각", "ᆨ", "क", "्", "ष", "ि",
    "中", "国", "，", "カ", "ｶ", "ﾞ", "ท", "ี", "ﻻ", "ﺎ", "\u0653", "ﬁ", "ｆ", "①",
    "ع", "ل", "\u0600", "\u212b", "Å", "\u2126", "\uf900", "\u1fef", "\u0958", "\U0001f1e6", "\u0344",
)  # fmt: skip

nasty_text = st.lists(st.sampled_from(NASTY), min_size=1, max_size=24).map("".join)
few_letters = st.text(alphabet="ab ", min_size=1, max_size=40)
near_repeats = st.lists(
    st.sampled_from(("ab", "ab ", "“ab”", '"ab"', "a b", "a\u00a0b", "a-b", "a–b", "é", "e\u0301", ". ")),
    min_size=1,
    max_size=16,
).map("".join)
any_text = st.one_of(nasty_text, few_letters, near_repeats, st.text(min_size=1, max_size=30))


@st.composite
def text_and_span(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text and a passage of it that is not empty."""
    text = draw(any_text)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@st.composite
def text_and_selector(draw: st.DrawFn) -> tuple[str, str, str, str]:
    """A text with prefix, exact and suffix: cut from the text, or from a variant of it, or anything."""
    text = draw(any_text)
    source = draw(st.sampled_from((text, draw(any_text), _retyped(text))))
    marks = sorted(draw(st.lists(st.integers(0, len(source)), min_size=4, max_size=4)))
    a, b, c, d = marks
    return text, source[a:b], source[b:c], source[c:d]


def _retyped(text: str) -> str:
    """The same text as another program would set it."""
    import unicodedata

    table = str.maketrans({"“": '"', "”": '"', "’": "'", "–": "-", "\u00a0": " ", "\u00ad": None, "\n": " "})
    return unicodedata.normalize("NFD", text).translate(table)
