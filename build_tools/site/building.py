"""All pages of a site: from a project's folder to finished values, which the adapters hand on or write.

A page is made anew only when something that goes into it has changed (`cache.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath

from ..model.links import article_path
from ..page.finished import ArticlePage, PageText, SiteInfo, TechniquePage
from ..problems.problem import Problem, in_order
from ..read.project import read_project
from .cache import Cache
from .inserts import Background, Contents, expand, fill
from .kept import Kept
from .lesson_files import LESSON, Loaded, lesson_files
from .making import Made, without_collection
from .suggesting import KNOWN, known_to_the_form
from .workers import Workers


@dataclass(frozen=True, slots=True)
class Site:
    """The finished pages, and what the lists of other pages are made from."""

    pages: Mapping[str, ArticlePage]
    """The articles' pages by the path of their Markdown file in the docs folder."""
    text: Callable[[str], PageText]
    """The words of the page with that path. Raises KeyError when there is none."""
    techniques: Mapping[str, TechniquePage]
    """The techniques' pages, likewise. Their inserts are still to be filled."""
    contents: Contents
    files: int
    """How many files were checked."""
    problems: tuple[Problem, ...]
    """Errors and warnings, those that are accepted too. With an error the site must not be published: the article
    concerned is missing."""

    def fill(self, uri: str, text: str) -> str:
        """Put what is made from the articles into another page (`inserts.fill`)."""
        return fill(uri, text, self.contents)


GUIDE = "contribute/your-first-note.md"
"""The page that says how to write a note, also by hand, where an edition has it."""
PLATFORMS = "teach/platforms.md"
"""The page that says what learning platforms do with the files for them, where an edition has it."""


class Building:
    """A site that is being built.

    What can be kept is taken from the cache. The rest is begun at once, in further processes when there is
    much of it, so that the caller can read its other pages in the meantime; `finish` waits for it.
    """

    def __init__(self, root: Path, info: SiteInfo, cache: Cache) -> None:
        project = read_project(root)
        if GUIDE in project.published:
            info = replace(info, guide=f"{GUIDE.removesuffix('.md')}/#without-the-form")
        if PLATFORMS in project.published:
            info = replace(info, platforms=f"{PLATFORMS.removesuffix('.md')}/")
        self.is_fit = project.is_fit
        """Whether the files as such are in order. Where they are not, none may be opened or published."""
        self.files = len(project.paths)
        """How many files are checked."""
        self.published = project.published
        """Every file that gets an address on the site, by its path in the docs folder."""
        self.articles = frozenset(f"articles/{slug}.md" for slug in project.articles)
        """The Markdown files of articles, relative to the docs folder."""
        self.uris = self.articles | {f"techniques/{name}.md" for name in project.techniques}
        """These and those of techniques. Nobody else is to parse them."""
        self._problems = project.problems
        with without_collection():
            self._kept = Kept(root, project, info, cache)
            self._workers = Workers(self._kept.article, self._kept.missing, self._kept.prepare)
        self._info = info
        self._made: dict[str, Made] = {}
        self._background = Background(info, self._kept.reference)

    def expand(self, uri: str, markdown: str, first_line: int = 1) -> str:
        """Put what is known without the articles into another page (`inserts.expand`)."""
        return expand(uri, markdown, self._background, first_line)

    @property
    def techniques(self) -> tuple[TechniquePage, ...]:
        """The pages of the techniques without errors. Their inserts are still to be filled."""
        return self._kept.techniques.pages

    @property
    def generated(self) -> Mapping[str, str]:
        """Files of ours that are loaded with the pages, by their addresses; where an edition has one of its own, that
        is meant."""
        known = known_to_the_form(self._kept.techniques.cards, self._info)
        return {**self._kept.assets, KNOWN: known}

    @property
    def is_at_work(self) -> bool:
        """Whether articles are being made by further processes."""
        return self._workers.are_working

    def article(self, uri: str) -> ArticlePage | None:
        """The page of one article, while others may still be made; None when it has errors."""
        slug = PurePosixPath(uri).stem
        self._workers.wait_until(lambda: self._kept.has(slug))
        return self._article(slug).page

    def text(self, uri: str) -> PageText:
        """The words of the page with that path. Raises KeyError when there is none."""
        return self._kept.text(PurePosixPath(uri).stem)

    def handouts(self, site: Site) -> Iterator[tuple[str, bytes]]:
        """Address and content of every file that stands beside an article's page, but for those of which an edition
        has one of its own."""
        assets = self._kept.assets

        @cache
        def loaded(address: str) -> Loaded | None:
            if path := self.published.get(address):
                return Loaded.of(address, path.read_bytes())
            return Loaded.of(address, assets[address].encode()) if address in assets else None

        for page in site.pages.values():
            files = dict(self._kept.handouts(page.slug).files())
            if lesson := lesson_files(page.slug, files, loaded):
                files[LESSON] = lesson
            for name, data in files.items():
                address = article_path(page.slug, name)
                if address not in self.published:
                    yield address, data

    def finish(self) -> Site:
        """The finished site. Raises nothing for bad content: see its problems."""
        kept = self._kept
        self._workers.wait()
        with without_collection():
            made = {f"articles/{slug}.md": self._article(slug) for slug in kept.slugs}
        pages = {uri: item.page for uri, item in made.items() if item.page}
        problems = (
            *self._problems,
            *kept.techniques.problems,
            *(one for item in made.values() for one in item.problems),
        )
        return Site(
            pages,
            self.text,
            {page.uri: page for page in self.techniques},
            Contents.of(tuple(pages.values()), kept.techniques.cards, kept.sentence),
            self.files,
            in_order(item for item in problems if item.severity != "notice"),
        )

    def _article(self, slug: str) -> Made:
        if slug not in self._made:
            self._made[slug] = self._kept.article(slug)
        return self._made[slug]

    def abandon(self) -> None:
        """Stop what is still being made."""
        self._workers.stop()
