"""Number words: a change of one is for a person to look at."""

from __future__ import annotations

import pytest

from build_tools.anchor.differences import changes
from build_tools.anchor.quantities import is_quantity


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("the fourth meeting", "the fifth meeting"),
        ("twenty-one people", "twenty-two people"),
        ("hundreds came", "thousands came"),
        ("zweihundert Menschen", "dreihundert Menschen"),
        ("am dritten Tag", "am vierten Tag"),
        ("trois ans", "quatre ans"),
        ("tres años", "cuatro años"),
        ("через три года", "через пять лет"),
        ("ثلاثة أيام", "خمسة أيام"),
        ("三人死亡", "五人死亡"),
        ("तीन लोग", "पाँच लोग"),
    ],
)
def test_a_number_that_changed_is_flagged(was: str, now: str) -> None:
    assert "digits" in changes(was, now)[0].flags


def test_what_is_no_number_is_not_flagged() -> None:
    assert not [word for word in "to due fire un ein eine und the often sex sei".split() if is_quantity(word)]
    assert not is_quantity("zweiund" * 3_000 + "x")
