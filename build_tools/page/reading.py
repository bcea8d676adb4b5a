"""How long an article is, and how hard to read."""

from __future__ import annotations

from collections.abc import Iterator

from ..read.article import Article
from ..words.count import Span
from ..words.difficulty import minutes_to_read, reading_ages
from .finished import Reading


def reading_of(article: Article, language: str) -> Reading:
    """What can be counted of it. What stood around the article on its page does not count."""
    number = len(article.words)
    ages = reading_ages(article.text, _paragraphs(article), language)
    return Reading(number, minutes_to_read(number), *(ages or (0, 0)))


def _paragraphs(article: Article) -> Iterator[Span]:
    """The blocks of the text that are neither headings nor page furniture."""
    skipped = [*article.furniture, *((heading.start, heading.end) for heading in article.headings)]
    start = 0
    for line in article.text.split("\n"):
        end = start + len(line)
        if line and not any(first <= start < last for first, last in skipped):
            yield start, end
        start = end + 1
