"""Which of our own words are warned about, and which are left alone."""

from __future__ import annotations

import pytest

from build_tools.check.case import Named
from build_tools.check.check import check_article
from build_tools.read.text import File
from tests.check.cases import HERE
from tests.check.test_load import CLEAN

ARTICLE = File("docs/articles/port.md", (HERE / "cases" / "clean" / "article.md").read_bytes())


def warned(observation: str) -> list[str]:
    """The words warned about in an observation, as far as their columns show them."""
    text = CLEAN.replace(
        "observation: The speaker is named, with her post.", f"observation: >-\n      {observation}"
    )
    outcome = check_article(
        "port",
        ARTICLE,
        File("annotations/port.yml", text.encode()),
        {"single-source": Named("sourcing"), "missing-background": Named("missing-context")},
    )
    return [item.source_line[item.column - 1 : item.end_column - 1] for item in outcome.problems]


@pytest.mark.parametrize(
    ("observation", "words"),
    [
        ("The outlet deliberately leaves it out.", ["deliberately"]),
        ("DELIBERATELY left out, Deliberate or not.", ["DELIBERATELY", "Deliberate"]),
        ("He tries to persuade; he tried to hide.", ["tries to", "tried to"]),
        ("It wants to please, to further an agenda.", ["wants to", "agenda"]),
        ("That is a lie, and he lied.", ["lie", "lied"]),
        ("The regime slammed the so-called deal.", ["regime", "slammed", "so-called"]),
        ("İ propaganda", ["propaganda"]),
        ("The town lies on the coast, and the duty lies with the board.", []),
        ("The item was on the agenda.", []),
        ("A reader who wants to check can try to find the letter.", []),
        ("The ceasefire regime held.", []),
        ('The source says “they lie” and "slammed", and the headline has ‘regime’.', []),
        ("It was called 'blatant' by one, `bogus` by another, «absurd» by a third.", []),
        ("See [the letter](https://example.org/propaganda/regime).", []),
        ("Believed, relief, client, islamic, spinach, tricky and clothed are other words.", []),
        ("It’s the outlet’s regime, and the union’s ‘lie’.", ["regime"]),
    ],
)
def test_words(observation: str, words: list[str]) -> None:
    assert warned(observation) == words
