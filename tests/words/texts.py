"""Texts for properties: letters, marks and signs of many scripts in any order."""

from __future__ import annotations

from hypothesis import strategies as st

_TELLING = (
    "aBé7٣๓ـאבعبकीक्षবাக்ตาກាမာརྒ་།中あー한은ሀ፡።Աե՞გ"
    "\u0301\u0308\u094d\u200d\u200c\xad\u200b\u2060\ufe0f\u20e3\u0600"
    "'’‘´-‑־–—.,:;·!?…。！？।؟۔»«“”„\"()（）「」[]/_*&@#"
    " \xa0\u202f\u3000\n"
)
TEXT = st.text(st.one_of(st.sampled_from(_TELLING), st.characters(exclude_categories=["Cs"])), max_size=40)
