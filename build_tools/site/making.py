"""Makes each page, or takes it from the cache; in further processes when there is much to make."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, astuple
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..page.finished import ArticlePage, PageText, SiteInfo, TechniqueCard, TechniquePage, Use
from ..problems.problem import Problem
from ..read.project import Project
from .cache import Cache, key_of

if TYPE_CHECKING:
    from ..check.check import Outcome


WORTH_FORKING = 16
"""How many pages must be made for further processes to pay."""


@contextmanager
def without_collection() -> Iterator[None]:
    """Leave cyclic garbage for later: our values have no cycles, and looking for some doubles the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Maker:
    """Makes each value, or takes it from the cache. What is slow to import is imported on a miss."""

    def __init__(self, project: Project, info: SiteInfo, cache: Cache) -> None:
        self.project = project
        self.cache = cache
        self.info = info
        self.problems = list(project.problems)
        self._pool: ProcessPoolExecutor | None = None
        self._techniques = key_of(
            ["techniques", *(part for id, file in project.techniques.items() for part in (id, file.data))]
        )
        self.cards, self.technique_pages = self._technique_pages()
        self._keys = {
            slug: self._key("page", slug, *astuple(info))
            for slug in sorted({*project.articles, *project.annotations})
        }
        self._found = {slug: cache.get(key) for slug, key in self._keys.items()}
        self._made = self._begin([slug for slug, value in self._found.items() if value is None])

    def pages(self) -> Iterator[ArticlePage]:
        """The pages of the articles without errors, by slug. To be asked for once."""
        for slug, key in self._keys.items():
            # What was found is let go of one by one: it need not be held twice.
            value = self._found.pop(slug)
            if value is None:
                value, text = next(self._made)
                if value["page"]:
                    self.cache.put(key, value)
                    self.cache.put(_text_of(key), text)
            self.cache.keep(_text_of(key))
            self.problems += [Problem(**item) for item in value["problems"]]
            if value["page"]:
                yield _page(value["page"])
        self.stop()

    def stop(self) -> None:
        """End the further processes."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def text(self, uri: str) -> PageText:
        """The words of a page (`Site.text`)."""
        slug = Path(uri).stem
        kept = self.cache.get(_text_of(self._keys[slug]))
        if kept is None:  # lost since the page was found
            _, kept = self.make(slug)
        if kept is None:
            raise KeyError(uri)
        return PageText(**kept)

    def make(self, slug: str) -> tuple[Any, Any]:
        """An article's page with its problems, and its words, as plain JSON values; None where there are errors."""
        from ..page.article import article_page

        outcome = self._check(slug)
        problems = [asdict(item) for item in outcome.problems]
        if not outcome.entry:
            return {"page": None, "problems": problems}, None
        page, text = article_page(self._mark_up(outcome), self.info)
        return {"page": asdict(page), "problems": problems}, asdict(text)

    def sentence(self, slug: str, note: str, root: str) -> str:
        """The HTML of one sentence of an article with one of its notes (`inserts.Contents.sentence`)."""
        key = self._key("sentence", slug, note, root)
        html = self.cache.get(key)
        if html is None:
            from ..page.excerpt import excerpt_html

            outcome = self._check(slug)
            if not outcome.entry:
                raise LookupError(f"there is no article “{slug}” without errors")
            html = excerpt_html(self._mark_up(outcome), note, root)
            self.cache.put(key, html)
        return str(html)

    def reference(self, part: str) -> str:
        """The Markdown of a part of the reference (`inserts.Background.reference`)."""
        key = key_of(["reference", part])
        text = self.cache.get(key)
        if text is None:
            from ..check.catalogue import rules_markdown
            from ..read.format import fields_markdown

            text = {"rules": rules_markdown, "fields": fields_markdown}[part]()
            self.cache.put(key, text)
        return str(text)

    def _begin(self, slugs: Sequence[str]) -> Iterator[Any]:
        """`make` for each slug, in order, on all processors when that is worth starting processes for."""
        # A process forked while other threads run may hang, and while previewing there are some.
        if len(slugs) < WORTH_FORKING or sys.platform != "linux" or threading.active_count() > 1:
            return map(self.make, slugs)
        # Imported and made once, before the processes part.
        from ..page import article as page  # noqa: F401

        _ = self._checked_techniques
        self._pool = ProcessPoolExecutor(mp_context=get_context("fork"), initializer=_adopt, initargs=(self,))
        return self._pool.map(_make, slugs, chunksize=4)

    def _key(self, what: str, slug: str, *more: str) -> str:
        files = (self.project.articles.get(slug), self.project.annotations.get(slug))
        parts = [part for file in files for part in ((file.path, file.data) if file else ("", b""))]
        return key_of([what, slug, *more, *parts, self._techniques])

    def _technique_pages(self) -> tuple[tuple[TechniqueCard, ...], tuple[TechniquePage, ...]]:
        kept = self.cache.get(self._techniques)
        if kept is None:
            from ..page.technique import technique_page

            techniques, _, problems = self._checked_techniques
            fields = {"title", "kind", "summary", "use_when", "do_not_use_when", "legitimate_use"}
            cards = [
                TechniqueCard(
                    id=item.id,
                    **item.front.model_dump(include=fields),
                    citations=tuple((work.text, work.url or "") for work in item.front.citations),
                    semeval=tuple((near.label, near.task, near.match) for near in item.front.semeval),
                )
                for item in techniques
            ]
            pages = [technique_page(card, item.text) for card, item in zip(cards, techniques, strict=True)]
            kept = {
                "cards": [asdict(card) for card in cards],
                "pages": [asdict(page) for page in pages],
                "problems": [asdict(item) for item in problems],
            }
            if not problems:
                self.cache.put(self._techniques, kept)
        self.problems += [Problem(**item) for item in kept["problems"]]
        return tuple(map(_card, kept["cards"])), tuple(map(_technique_page, kept["pages"]))

    @cached_property
    def _checked_techniques(self) -> Any:
        from ..check.check import check_techniques

        return check_techniques(self.project.techniques)

    def _check(self, slug: str) -> Outcome:
        from ..check.check import check_article

        _, kinds, _ = self._checked_techniques
        return check_article(slug, self.project.articles.get(slug), self.project.annotations.get(slug), kinds)

    def _mark_up(self, outcome: Outcome) -> Any:
        from ..marked.marked import mark_up

        assert outcome.entry is not None
        return mark_up(outcome.entry, {card.id: card.title for card in self.cards})


_adopted: Maker


def _adopt(maker: Maker) -> None:
    global _adopted
    _adopted = maker
    gc.disable()


def _make(slug: str) -> tuple[Any, Any]:
    return _adopted.make(slug)


def _text_of(key: str) -> str:
    return f"{key}-text"


def _page(kept: Mapping[str, Any]) -> ArticlePage:
    lists: Mapping[str, Sequence[Any]] = kept
    return ArticlePage(
        **{
            **kept,
            "contents": tuple((level, fragment, words) for level, fragment, words in lists["contents"]),
            "fragments": tuple(lists["fragments"]),
            "uses": tuple(Use(**use) for use in lists["uses"]),
        }
    )


def _card(kept: Mapping[str, Any]) -> TechniqueCard:
    pairs = {name: tuple(tuple(item) for item in kept[name]) for name in ("citations", "semeval")}
    return TechniqueCard(**{**kept, **pairs})


def _technique_page(kept: Mapping[str, Any]) -> TechniquePage:
    pairs = {name: tuple(tuple(item) for item in kept[name]) for name in ("contents", "links")}
    return TechniquePage(**{**kept, **pairs, "fragments": tuple(kept["fragments"])})
