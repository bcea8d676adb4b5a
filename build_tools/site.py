"""All pages of a site: from a project's folder to finished values, which the adapters hand on or write.

A page is made anew only when something that goes into it has changed (`cache.py`).
"""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .cache import Cache, key_of
from .finished import ArticlePage, SiteInfo, TechniqueCard, Use
from .inserts import Contents, Expanded, expand
from .problems import Problem, in_order
from .project import Project, read_project

if TYPE_CHECKING:
    from .check import Outcome


WORTH_FORKING = 16
"""How many pages must be made for further processes to pay."""


@dataclass(frozen=True, slots=True)
class Site:
    """The finished pages, and what the lists of other pages are made from."""

    pages: Mapping[str, ArticlePage]
    """The articles' pages by the path of their Markdown file in the docs folder."""
    contents: Contents
    problems: tuple[Problem, ...]
    """Errors and warnings. With an error the site must not be published: the article concerned is missing."""

    def expand(self, uri: str, markdown: str) -> Expanded:
        """Put the inserts into a page (`inserts.expand`)."""
        return expand(uri, markdown, self.contents)


def build_site(root: Path, info: SiteInfo, cache: Cache) -> Site:
    """Check and render the project in the folder `root`. Raises nothing for bad content: see `problems`."""
    with _without_collection():
        maker = _Maker(read_project(root), info, cache)
        pages = {f"articles/{page.slug}.md": page for page in maker.pages()}
    contents = Contents(tuple(pages.values()), maker.cards, maker.sentence, maker.reference, info)
    return Site(pages, contents, in_order(item for item in maker.problems if item.severity != "notice"))


@contextmanager
def _without_collection() -> Iterator[None]:
    """Leave cyclic garbage for later: our values have no cycles, and looking for some doubles the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Maker:
    """Makes each value, or takes it from the cache. What is expensive to import is imported on a miss."""

    def __init__(self, project: Project, info: SiteInfo, cache: Cache) -> None:
        self.project = project
        self.info = info
        self.cache = cache
        self.problems = list(project.problems)
        self._technique_parts = [part for id, file in project.techniques.items() for part in (id, file.data)]
        self.cards = self._cards()

    def pages(self) -> Iterator[ArticlePage]:
        """The pages of the articles without errors, by slug."""
        slugs = sorted({*self.project.articles, *self.project.annotations})
        keys = {slug: self._key("page", slug, *astuple(self.info)) for slug in slugs}
        found = {slug: self.cache.get(key) for slug, key in keys.items()}
        made = self._make_all([slug for slug in slugs if found[slug] is None])
        for slug in slugs:
            # What was found is let go of one by one: it need not be held twice.
            value = found.pop(slug)
            if value is None:
                value = next(made)
                if value["page"]:
                    self.cache.put(keys[slug], value)
            self.problems += [Problem(**item) for item in value["problems"]]
            if value["page"]:
                yield _page(value["page"])

    def _make_all(self, slugs: Sequence[str]) -> Iterator[Any]:
        """`make` for each slug, in order, on all processors when that is worth starting processes for."""
        # A process forked while other threads run may hang, and while previewing there are some.
        may_fork = sys.platform == "linux" and threading.active_count() == 1
        if len(slugs) < WORTH_FORKING or not may_fork:
            yield from map(self.make, slugs)
            return
        _ = self._checked_techniques  # once, before the processes part
        with ProcessPoolExecutor(
            mp_context=get_context("fork"), initializer=_adopt, initargs=(self,)
        ) as pool:
            yield from pool.map(_make, slugs, chunksize=4)

    def make(self, slug: str) -> Any:
        """An article's page and its problems, as plain JSON values; no page when there are errors."""
        outcome = self._check(slug)
        page = self._render(outcome) if outcome.entry else None
        return {"page": page and asdict(page), "problems": [asdict(item) for item in outcome.problems]}

    def sentence(self, slug: str, note: str, root: str) -> str:
        """The HTML of one sentence of an article with one of its notes (`inserts.Contents.sentence`)."""
        key = self._key("sentence", slug, note, root)
        html = self.cache.get(key)
        if html is None:
            from .page import excerpt_html

            outcome = self._check(slug)
            if not outcome.entry:
                raise LookupError(f"there is no article “{slug}” without errors")
            html = excerpt_html(self._mark_up(outcome), note, root)
            self.cache.put(key, html)
        return str(html)

    def reference(self, part: str) -> str:
        """The Markdown of a part of the reference (`inserts.Contents.reference`)."""
        key = key_of(["reference", part])
        text = self.cache.get(key)
        if text is None:
            from .rules import rules_markdown
            from .schema import fields_markdown

            text = {"rules": rules_markdown, "fields": fields_markdown}[part]()
            self.cache.put(key, text)
        return str(text)

    def _key(self, what: str, slug: str, *more: str) -> str:
        files = (self.project.articles.get(slug), self.project.annotations.get(slug))
        parts = [part for file in files for part in ((file.path, file.data) if file else ("", b""))]
        return key_of([what, slug, *more, *parts, *self._technique_parts])

    def _cards(self) -> tuple[TechniqueCard, ...]:
        key = key_of(["techniques", *self._technique_parts])
        kept = self.cache.get(key)
        if kept is None:
            techniques, _, problems = self._checked_techniques
            cards = [
                TechniqueCard(
                    id=item.id,
                    **item.front.model_dump(
                        include={"title", "kind", "summary", "use_when", "do_not_use_when", "legitimate_use"}
                    ),
                    citations=tuple((work.text, work.url or "") for work in item.front.citations),
                    semeval=tuple((near.label, near.task, near.match) for near in item.front.semeval),
                )
                for item in techniques
            ]
            kept = {
                "cards": [asdict(card) for card in cards],
                "problems": [asdict(item) for item in problems],
            }
            if not problems:
                self.cache.put(key, kept)
        self.problems += [Problem(**item) for item in kept["problems"]]
        return tuple(_card(card) for card in kept["cards"])

    @cached_property
    def _checked_techniques(self) -> Any:
        from .check import check_techniques

        return check_techniques(self.project.techniques)

    def _check(self, slug: str) -> Outcome:
        from .check import check_article

        _, kinds, _ = self._checked_techniques
        return check_article(slug, self.project.articles.get(slug), self.project.annotations.get(slug), kinds)

    def _mark_up(self, outcome: Outcome) -> Any:
        from .page import mark_up

        entry = outcome.entry
        assert entry is not None
        names = {card.id: card.title for card in self.cards}
        return mark_up(entry, names)

    def _render(self, outcome: Outcome) -> ArticlePage:
        from .page import article_page

        return article_page(self._mark_up(outcome), self.info)


_adopted: _Maker


def _adopt(maker: _Maker) -> None:
    global _adopted
    _adopted = maker


def _make(slug: str) -> Any:
    return _adopted.make(slug)


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
