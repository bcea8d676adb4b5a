"""What holds for the words of any text, and what single signs do inside them."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
import regex
from hypothesis import example, given

from build_tools.words.count import words
from tests.words.texts import TEXT


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("don’t l'eau İstanbul’da rock'n'roll", ["don’t", "l'eau", "İstanbul’da", "rock'n'roll"]),
        ("Nord-Stream-1 F‑16 a--b 2024–2025", ["Nord-Stream-1", "F‑16", "a", "b", "2024", "2025"]),
        ("Kronen=Note 20⸗jährig a = b", ["Kronen=Note", "20⸗jährig", "a", "b"]),
        ("U.S. U.S.-backed z.B. p.m.", ["U.S", "U.S.-backed", "z.B", "p.m"]),
        ("3,5 1,000.50 12:30 24/7 and/or", ["3,5", "1,000.50", "12:30", "24/7", "and", "or"]),
        ("10\xa0000 10\u202f000\u202f000 25\xa0avril", ["10\xa0000", "10\u202f000\u202f000", "25", "avril"]),
        ("Leser*innen Leser:innen Leser_innen", ["Leser*innen", "Leser:innen", "Leser_innen"]),
        ("f***ing **bold** 2\xa025", ["f***ing", "bold", "2", "25"]),
        ("AT&T R & D col·lecció ό,τι a,b", ["AT&T", "R", "D", "col·lecció", "ό,τι", "a", "b"]),
        ("צה״ל צה\"ל בית־ספר ג׳ורג׳", ["צה״ל", "צה\"ל", "בית־ספר", "ג׳ורג"]),
        ("الـكـتاب ـ ـهـ", ["الـكـتاب", "هـ"]),
        ("Ո՞վ ինչպե՛ս", ["Ո՞վ", "ինչպե՛ս"]),
        ("ሰላም፡ዓለም።", ["ሰላም", "ዓለም"]),
        ("བཀྲ་ཤིས་བདེ་ལེགས།", ["བཀྲ", "ཤིས", "བདེ", "ལེགས"]),
        ("“끝”이라고 대통령(총리)은", ["끝”이라고", "대통령", "총리)은"]),
        ("BBC中文2025年", ["BBC", "中", "文", "2025", "年"]),
        ("👍🏽 👩‍👩‍👧 🇫🇷 1️⃣ ℹ️ ™ ☺a", ["a"]),
        ("— … ! % § ___ *** ' -", []),
        ("", []),
    ],
)  # fmt: skip
def test_signs_bind_or_divide(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@given(TEXT)
@example("\u0600中")
@example("ก\xad็")
@example("0ำ")
def test_words_stand_in_order_and_cut_no_cluster(text: str) -> None:
    spans = list(words(text))
    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    edges = {0, *(match.end() for match in regex.finditer(r"\X", text))}
    assert {edge for span in spans for edge in span} <= edges


@given(TEXT)
def test_every_letter_is_in_a_word(text: str) -> None:
    inside = {at for span in words(text) for at in range(*span)}
    outside = "".join(char for at, char in enumerate(text) if at not in inside)
    assert not regex.search(
        r"[[\p{L}\p{Nd}]--[\u0640\p{GCB=SpacingMark}\p{DI}\p{Extended_Pictographic}]]",
        regex.sub("[0-9]\ufe0f?\u20e3", "", outside),
        regex.V1,
    )


@given(TEXT)
def test_a_part_of_a_text_is_counted_where_it_stands(text: str) -> None:
    around = f"left {text} right"
    assert list(words(around, 5, 5 + len(text))) == [(start + 5, end + 5) for start, end in words(text)]


@given(TEXT)
def test_composition_changes_no_count(text: str) -> None:
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    assert len({len(found(form)) for form in forms}) == 1


@given(TEXT)
def test_soft_hyphens_and_joiners_change_no_count(text: str) -> None:
    for sign in "\xad\u200d\u2060":
        assert len(found(sign.join(regex.findall(r"\X", text)))) == len(found(text))
