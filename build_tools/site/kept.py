"""Each value of a site, taken from the cache or made and kept there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple
from functools import cached_property
from pathlib import Path

from ..classroom.finished import Handouts
from ..classroom.fonts import fonts_digest
from ..page.finished import PageText, SiteInfo
from ..read.project import Project
from .assets import published_assets
from .cache import Cache, key_of
from .making import Made, MadeTechniques, Making, Written, reference
from .sources import Sources


class Kept:
    """The values of one project for one site."""

    def __init__(self, root: Path, project: Project, info: SiteInfo, cache: Cache) -> None:
        self._cache = cache
        self._sources = Sources(root, project)
        self._making = Making(self._sources, project.techniques, info, lambda: self.assets)
        self._of_techniques = key_of(
            ["techniques", *(part for id, file in project.techniques.items() for part in (id, file.data))]
        )
        self.techniques = self._techniques()
        self._names = {card.id: (card.title, card.good_name) for card in self.techniques.cards}
        parts = (*astuple(info), fonts_digest(info.fonts))
        self._keys = {slug: self._key("page", slug, *parts) for slug in self._sources.digests}

    @property
    def slugs(self) -> tuple[str, ...]:
        """Of every article, and of annotations without one."""
        return tuple(self._keys)

    @property
    def missing(self) -> tuple[str, ...]:
        """Those of which nothing is kept."""
        return tuple(slug for slug, key in self._keys.items() if not self._cache.has(key))

    def has(self, slug: str) -> bool:
        """Whether an article is kept, or known not to be fit for a page."""
        return self._cache.has(self._keys[slug])

    def prepare(self) -> None:
        """Make what every article needs, and load what makes them."""
        self._making.prepare()

    def article(self, slug: str) -> Made:
        """What came of an article; its words are kept, and its files let go of."""
        key = self._keys[slug]
        self._cache.keep(_words_of(key))
        self._cache.keep(_handouts_of(key))
        made = self._cache.get(key, Made) or self._make(slug)[0]
        self._sources.release(slug)
        return made

    def text(self, slug: str) -> PageText:
        """An article's words. Raises KeyError when there are none."""
        return self._cache.get(_words_of(self._keys[slug]), PageText) or self._written(slug).text

    def handouts(self, slug: str) -> Handouts:
        """The files beside an article's page. Raises KeyError when there are none."""
        return self._cache.get(_handouts_of(self._keys[slug]), Handouts) or self._written(slug).handouts

    @cached_property
    def assets(self) -> Mapping[str, str]:
        """Our own style sheets and scripts by their addresses (`assets.py`)."""
        key = key_of(["assets"])
        kept = self._cache.get(key, tuple[tuple[str, str], ...])
        if kept is None:
            kept = tuple(published_assets().items())
            self._cache.put(key, kept)
        return dict(kept)

    def sentence(self, slug: str, note: str, root: str) -> str:
        """The HTML of one sentence of an article with one of its notes (`inserts.Contents.sentence`)."""
        if slug not in self._keys:
            raise LookupError(f"there is no article “{slug}”")
        key = self._key("sentence", slug, note, root)
        html = self._cache.get(key, str)
        if html is None:
            html = self._making.sentence(slug, note, root, self._names)
            self._cache.put(key, html)
        return html

    def reference(self, part: str) -> str:
        """The Markdown of a part of the reference (`inserts.Background.reference`)."""
        key = key_of(["reference", part])
        text = self._cache.get(key, str)
        if text is None:
            text = reference(part)
            self._cache.put(key, text)
        return text

    def _make(self, slug: str) -> tuple[Made, Written | None]:
        made, written = self._making.article(slug, self._names)
        key = self._keys[slug]
        # The words first: who finds the page may count on them.
        if written:
            self._cache.put(_words_of(key), written.text)
            self._cache.put(_handouts_of(key), written.handouts)
        self._cache.put(key, made)
        return made, written

    def _written(self, slug: str) -> Written:
        written = self._make(slug)[1]
        if written is None:
            raise KeyError(slug)
        return written

    def _techniques(self) -> MadeTechniques:
        found = self._cache.get(self._of_techniques, MadeTechniques)
        if found is None:
            found = self._making.techniques()
            self._cache.put(self._of_techniques, found)
        return found

    def _key(self, what: str, slug: str, *more: str) -> str:
        sources = self._sources
        return key_of([what, sources.digests[slug], sources.linked[slug], *more, self._of_techniques])


def _words_of(key: str) -> str:
    return f"{key}-text"


def _handouts_of(key: str) -> str:
    return f"{key}-class"
