"""Which passages are whole words. The case `quote-splits-word-in-scripts` of the checker shows it at work."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.words.whole import begins_within_word, ends_within_word, whole_words
from tests.words.texts import TEXT

WHOLE = [
    *(("port’s", "port"), ("Nord-Stream-1", "Stream"), ("F-16", "16"), ("l’eau", "eau"), ("don’t", "don")),
    *(("İstanbul’da", "İstanbul"), ("26.04.2025", "2025"), ("обʼєкт", "єкт"), ("a port.", "port")),
    *(("대통령궁이", "대통령궁"), ("협상했다고", "협상"), ("NATO가", "NATO"), ("2030년", "2030")),
    *(("총리에게서는", "총리"), ("NATO가", "NATO")),
    *(("הממשלה", "ממשלה"), ("ושהממשלה", "ממשלה"), ("والحكومة", "حكومة"), ("للحكومة", "حكومة")),
    *(("کتاب\u200cها", "کتاب"), ("می\u200cرود", "رود"), ("የኢትዮጵያ", "ኢትዮጵያ"), ("2025में", "2025")),
    *(("Preis¹", "Preis"), ("note² and", "note"), ("Das³¹", "Das")),
    *(("总统表示", "统表"), ("ประธาน", "ธา"), ("行こう。", "行"), ("ATM機", "ATM"), ("བཀྲ་ཤིས", "ཤིས")),
]  # fmt: skip
HALVED = [
    *(("transport", "port"), ("trans\xadport", "port"), ("ports", "port"), ("Bundestag", "Bundes")),
    *(("Covid19", "Covid"), ("F16", "F")),
    *(("1,000", "1"), ("3.5", "5"), ("10\xa0000", "10"), ("12:30", "30"), ("1234", "23")),
    *(("U\u0308ber", "U"), ("Москва", "Моск"), ("यूक्रेन", "यूक्रे"), ("রাশিয়া", "রাশি"), ("เก่ง", "เก")),
    *(("대통령궁이", "대통령"), ("대통령궁이", "통령궁"), ("ממשלות", "ממשל"), ("ممثلون", "ثلون"), ("གསུང", "གསུ")),
]  # fmt: skip


def edges(text: str, part: str) -> tuple[bool, bool]:
    start = text.index(part)
    return begins_within_word(text, start), ends_within_word(text, start + len(part))


@pytest.mark.parametrize(("text", "part"), WHOLE)
def test_whole_words_are_left_alone(text: str, part: str) -> None:
    assert edges(text, part) == (False, False)


@pytest.mark.parametrize(("text", "part"), HALVED)
def test_halves_of_words_are_told(text: str, part: str) -> None:
    assert any(edges(text, part))


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("the transport strike", "port str", "transport strike"),
        ("Die Bun\xaddes\xadtag", "tag", "Bun\xaddes\xadtag"),
        ("Nord-Stream-1 is", "Stream", "Nord-Stream-1"),
        ("रूस यूक्रेन", "यूक्रे", "यूक्रेन"),
    ],
)
def test_a_passage_grows_to_whole_words(text: str, part: str, whole: str) -> None:
    start = text.index(part)
    assert text[slice(*whole_words(text, start, start + len(part)))] == whole


@given(TEXT, st.data())
def test_whole_words_hold_the_passage(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = whole_words(text, start, end)
    assert 0 <= first <= start <= end <= last <= len(text)


@given(TEXT)
def test_the_ends_of_a_text_halve_nothing(text: str) -> None:
    assert not begins_within_word(text, 0)
    assert not ends_within_word(text, len(text))
