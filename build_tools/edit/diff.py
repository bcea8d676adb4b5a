"""Two versions of a project to what differs between them, in the terms of readers: articles, notes, pages, links.

Pure: nothing is read here but the two values, and nothing of them is run. Where a file cannot be understood, that is
said in its place; everything else is compared all the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from ..check.check import problems_of
from ..model.links import article_path, folder_of
from ..problems.problem import Problem
from ..read.project import DOCS
from ..read.version import Version
from .diff_article import Side, article_change
from .diff_links import new_links
from .diff_page import page_change
from .difference import Article, Difference, Fault, Page

_NUMBER = re.compile(r"\d+")
_NOTES = re.compile(r"(annotations/[^/]+?)(?:\.ya?ml|/.*)")


def difference(before: Version, after: Version) -> Difference:
    """All that differs."""
    changed = {
        path
        for path in (*before.ids, *after.ids)
        if before.ids.get(path) != after.ids.get(path) or before.ids.get(path) is None
    }
    articles = tuple(_articles(before, after, changed))
    pages = tuple(_pages(before, after, changed))
    faults, mended = _faults(problems_of(before.project), problems_of(after.project))
    links = tuple(new_links(before, after, changed))
    return Difference(articles, pages, links, faults, mended, tuple(_addresses(articles, pages)))


def _articles(before: Version, after: Version, changed: set[str]) -> Iterator[Article]:
    for slug in sorted({*_slugs(before), *_slugs(after)}):
        sides = Side.of(before, slug), Side.of(after, slug)
        if not changed.isdisjoint(path for side in sides for path in side.paths):
            article = article_change(slug, *sides)
            # Laid out otherwise, the files say the same.
            if (
                article.what != "changed"
                or article.notes
                or article.items
                or article.paragraphs
                or article.unread
            ):
                yield article


def _slugs(version: Version) -> Iterable[str]:
    return version.project.slugs


def _pages(before: Version, after: Version, changed: set[str]) -> Iterator[Page]:
    of_articles = {
        path
        for version in (before, after)
        for slug in _slugs(version)
        for path in Side.of(version, slug).paths
    }
    for path in sorted(changed - of_articles):
        yield page_change(path, before, after)


def _faults(before: Iterable[Problem], after: Iterable[Problem]) -> tuple[tuple[Fault, ...], int]:
    """The problems that are new, and how many are no more. A line that has moved makes none new."""
    known = Counter(_key(problem) for problem in before if problem.severity in ("error", "warning"))
    new: list[Fault] = []
    for item in after:
        if item.severity not in ("error", "warning"):
            continue
        key = _key(item)
        if known[key] > 0:
            known[key] -= 1
            continue
        is_error = item.severity == "error"
        new.append(
            Fault(
                item.path, item.line, item.column, item.rule, "error" if is_error else "warning", item.message
            )
        )
    new.sort(key=lambda fault: fault.severity)
    return tuple(new), sum(known.values())


def _key(problem: Problem) -> tuple[str, str, str, str]:
    # A note that got a file of its own keeps its problems, and messages name lines.
    path = _NOTES.sub(r"\1", problem.path)
    return path, problem.rule, _NUMBER.sub("0", problem.message), problem.source_line.strip(" -")


def _addresses(articles: Iterable[Article], pages: Iterable[Page]) -> Iterator[str]:
    yield from (article_path(article.slug) for article in articles if article.what != "removed")
    for page in pages:
        path = PurePosixPath(page.path)
        if page.what != "removed" and page.kind != "file" and path.parts[0] == DOCS:
            folder = folder_of(path.relative_to(DOCS).as_posix())
            yield f"{folder}/" if folder else ""
