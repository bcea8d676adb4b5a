"""Problems of an article's text: what is doubtful about its Markdown, as messages at their places."""

from __future__ import annotations

from collections.abc import Iterator

from ..problems import article as wordings
from ..problems.problem import Place, Problem
from ..read.article import Article
from ..read.markdown.blocks import FURNITURE, is_furniture
from ..read.markdown.doubts import Doubt, too_much
from ..read.text import Source
from ..words.count import words


def size_problems(source: Source, body: int) -> Iterator[Problem]:
    """What there is too much of for the text below the front matter to be parsed."""
    for what, limit in too_much(source.text[body:]):
        yield wordings.too_much.at(source.place(body), what, limit)


def text_problems(source: Source, body: int, article: Article) -> Iterator[Problem]:
    """What may have been meant otherwise, or is not shown."""
    first, _ = source.position(body)
    for doubt in article.doubts:
        place = place_of(source, first + doubt.line, doubt)
        match doubt.kind:
            case "cells":
                yield wordings.words_not_shown.at(place, doubt.signs)
            case "depth":
                yield wordings.too_much.at(place, "levels of lists and quotations inside each other", 8)
            case "colons":
                yield _colons(source, place, doubt)
            case "entity":
                yield wordings.sign_as_code.at(place, doubt.signs)
            case "link" | "picture":
                pass  # what there is at its end, says the project (`article_links.py`)
            case _:
                yield wordings.signs_not_shown.at(place, doubt.kind, doubt.signs)
    if article.furniture:
        yield from _holding_most(source, first, article)


_FEW = 12
"""Words of a container that is small, however short the article is."""


def _holding_most(source: Source, first: int, article: Article) -> Iterator[Problem]:
    """The container in which there are more words than outside of all: perhaps it goes on too far."""
    outside = len(article.words)
    opened = (token for token in article.tokens if token.type == f"container_{FURNITURE}_open")
    for (start, end), token in zip(article.furniture, opened, strict=True):
        if 2 * (end - start) <= len(article.text) or token.map is None:
            continue
        inside = sum(1 for _ in words(article.text, start, end))
        if inside > max(outside, _FEW):
            number = first + token.map[0]
            line = source.line_starts[number - 1]
            yield wordings.container_holds_most.at(
                source.place(line, source.end_of_line(number)), inside, outside
            )


def place_of(source: Source, line: int, doubt: Doubt) -> Place:
    """Where a doubt stands, on a line of the file."""
    start = source.line_starts[line - 1]
    start += max(source.line(line).find(doubt.near), 0) + doubt.start
    return source.place(start, start + len(doubt.signs))


def _colons(source: Source, place: Place, doubt: Doubt) -> Problem:
    if not is_furniture(doubt.signs):
        return wordings.container_unknown.at(place, doubt.signs)
    for line in range(place.line + 1, len(source.line_starts) + 1):
        closing = source.line(line).strip()
        if closing.startswith(":::"):
            return wordings.container_not_closed.at(place, line, closing)
    return wordings.container_not_closed.at(place, 0, "")
