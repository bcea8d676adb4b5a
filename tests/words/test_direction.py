"""Which way a language runs, whatever its tag looks like."""

from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from build_tools.words.direction import RIGHT_TO_LEFT, direction

TURNED = (
    "ar fa he ur yi ps sd ug dv ckb ks syr arc nqo arz arb ary aeb azb prs pes pnb skr lah iw ji sam jrb lrc mzn glk "
    "pa-Arab ku-Arab az-Arab uz-Arab ms-Arab kk-Arab tg-Arab ha-Arab sw-Arab wo-Arab jv-Arab ff-Adlm und-Arab "
    "pa-PK uz-AF az-IR ku-IQ tk-AF kk-CN ug-CN ha-SD ms-CC ar-EG ar-001 ar-arz ar-arz-EG und-PK "
    "AR ar_EG AR-ARAB Pa_ARAB_pk he-IL-u-nu-latn ar-x-latn fa-Arab-IR-fonipa rhg-Rohg"
).split()  # fmt: skip
NOT_TURNED = (
    "en de ru hi th zh ja ko am ka hy bo my km el vi tr pa ku az uz ms kk tg ha sw ff "
    "ar-Latn he-Latn fa-Latn sd-Deva ks-Deva ug-Cyrl ug-Latn ku-Latn yi-Latn sd-IN pa-IN uz-UZ az-AZ ug-KZ zh-yue "
    "en-x-arab x-arab x-private i-klingon sgn-BE-FR art-lojban zh-min-nan sl-rozaj mul und zxx qaa"
).split()  # fmt: skip


@pytest.mark.parametrize("tag", TURNED)
def test_from_right_to_left(tag: str) -> None:
    assert direction(tag) == "rtl"


@pytest.mark.parametrize(
    "tag", [*NOT_TURNED, "", "-", "_", "--", "a", "é", "ar" * 20, "42", "ا", "en--Arab\n"]
)
def test_from_left_to_right(tag: str) -> None:
    assert direction(tag) == "ltr"


@given(st.text(st.one_of(st.sampled_from("arhexuz-_ARAB 01"), st.characters()), max_size=20))
def test_any_tag_has_a_direction(tag: str) -> None:
    assert direction(tag) in ("ltr", "rtl")


def test_the_scripts_are_those_of_unicode() -> None:
    letters = [char for char in map(chr, range(0x20000)) if unicodedata.category(char)[0] == "L"]
    turned = [char for char in letters if unicodedata.bidirectional(char) in ("R", "AL")]
    shared = regex.compile(r"\p{Script=Common}")
    known = []
    for script in RIGHT_TO_LEFT:
        try:
            known.append(regex.compile(rf"\p{{Script={script}}}"))
        except regex.error:  # a variant, such as Nastaliq, or one that Unicode will have
            continue
    assert len(known) > 30
    assert [char for char in turned if not any(script.match(char) for script in [*known, shared])] == []
