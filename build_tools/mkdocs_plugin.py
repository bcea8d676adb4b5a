"""The adapter for MkDocs: hands files to the core and finished pages to the theme.

MkDocs reads, renders and writes pages one by one. An article's page skips its Markdown parser: the source is
given as empty, and what the core rendered is set as the content, with its contents list and its fragments, so
that menus, search and the validation of anchors treat it like any other page.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.toc import get_toc

from .cache import Cache
from .finished import ArticlePage, SiteInfo
from .problems import as_text
from .site import Site, build_site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

log = get_plugin_logger("marked-copy")


class MarkedCopyConfig(Config):  # type: ignore[no-untyped-call]
    """Options under `marked-copy:` in `mkdocs.yml`."""

    cache_dir = config_options.Type(str, default=".cache/marked-copy")
    """Where finished pages are kept between builds, relative to `mkdocs.yml`."""


class MarkedCopyPlugin(BasePlugin[MarkedCopyConfig]):  # type: ignore[no-untyped-call]
    """Builds the pages of articles, and the lists made from them."""

    def __init__(self) -> None:
        self._cache: Cache | None = None
        self._site: Site | None = None
        self._slots: dict[str, Mapping[str, str]] = {}

    # MkDocs keeps a plugin, and with it the cache in memory, across the rebuilds of `serve` only if it has this.
    def on_startup(self, **_: Any) -> None:
        pass

    def on_config(self, config: MkDocsConfig) -> None:
        if not config.use_directory_urls:
            raise PluginError(
                "marked-copy: pages link to each other as folders; set use_directory_urls: true"
            )
        root = self._root(config)
        self._cache = self._cache or Cache(root / self.config.cache_dir)
        config.watch.append(str(root / "annotations"))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        assert self._cache is not None
        repository = str(config.extra.get("repository") or "").rstrip("/")
        info = SiteInfo(config.site_name, config.site_url or "", repository)
        self._site = build_site(self._root(config), info, self._cache)
        errors = [problem for problem in self._site.problems if problem.severity == "error"]
        for problem in self._site.problems:
            if problem.severity == "warning":
                log.warning("%s", as_text([problem]))
        if errors:
            raise PluginError(f"marked-copy: nothing was built, because of errors\n\n{as_text(errors)}")

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        return "" if self._article(page) else None

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        article = self._article(page)
        if article:
            page.meta = {"title": article.title, "description": article.description}
            return ""
        if "<!-- marked-copy:" not in markdown:
            return markdown
        assert self._site is not None
        try:
            expanded = self._site.expand(page.file.src_uri, markdown)
        except ValueError as error:
            raise PluginError(f"marked-copy: docs/{page.file.src_uri}: {error}") from None
        self._slots[page.file.src_uri] = expanded.slots
        return expanded.markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        article = self._article(page)
        if not article:
            return html
        page.toc = get_toc(_nested(article.contents))
        page.present_anchor_ids = set(article.fragments)
        return article.html

    # The search plugin indexes `page.content` at this event: it is given the plain sections made for it.
    @event_priority(50)
    def _before_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        if article := self._article(page):
            page.content = article.search
        return context

    @event_priority(-50)
    def _after_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        if article := self._article(page):
            page.content = article.html
        for placeholder, html in self._slots.pop(page.file.src_uri, {}).items():
            page.content = (page.content or "").replace(placeholder, html)
        return context

    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        assert self._cache is not None
        self._cache.forget_unused()

    def _article(self, page: Page) -> ArticlePage | None:
        return self._site.pages.get(page.file.src_uri) if self._site else None

    def _root(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path).parent


def _nested(contents: tuple[tuple[int, str, str], ...]) -> list[Any]:
    """The flat contents list as the tree that MkDocs takes."""
    roots: list[Any] = []
    path: list[Any] = []
    for level, fragment, words in contents:
        entry = {"level": level, "id": fragment, "name": words, "children": []}
        while path and path[-1]["level"] >= level:
            path.pop()
        (path[-1]["children"] if path else roots).append(entry)
        path.append(entry)
    return roots
