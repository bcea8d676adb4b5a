"""What stands in a container is furniture, all of it, and nothing else is."""

from __future__ import annotations

import pytest

from build_tools.read.article import parse_article


@pytest.mark.parametrize(
    ("text", "words", "furniture"),
    [
        ("::: furniture\nMenu\n:::\nText", ["Text"], ["Menu"]),
        ("::: furniture\nMenu\n\n# Topics\n\nMore\n:::\n# Text", ["Text"], ["Menu\nTopics\nMore"]),
        ("::: furniture\n# Topics\n:::\nText", ["Text"], ["Topics"]),
        ("- a\n\n::: furniture\n- b\n\n  # c\n:::\nText", ["a", "Text"], ["- b\nc"]),
        ("> ::: furniture\n> # Menu\n> :::\n> Text", ["Text"], ["Menu"]),
        ("::: furniture\n> ::: furniture\n> x\n> :::\ny\n:::\nText", ["Text"], ["::: furniture x\n::: y"]),
    ],
)
def test_what_stands_in_a_container_is_furniture(text: str, words: list[str], furniture: list[str]) -> None:
    article = parse_article(text)
    assert [article.text[slice(*span)] for span in article.words] == words
    assert [article.text[slice(*span)].strip() for span in article.furniture] == furniture
