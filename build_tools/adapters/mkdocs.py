"""The adapter for MkDocs: hands files to the core and finished pages to the theme.

MkDocs reads all pages and then writes them, one by one. An article's page skips its Markdown parser: the source
is given as empty, and what the core rendered is set as the content before the page is written, with its contents
list and its fragments, so that menus, search and the validation of anchors treat it like any other page.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.utils import write_file

from ..page.content_security import Inline
from ..page.finished import ArticlePage, TechniquePage
from ..problems.printed import report
from ..read.project import ANNOTATIONS
from ..site.assets import STYLE
from ..site.building import Building, Site
from ..site.cache import Cache
from .aside import Aside, end_tidily
from .border import contents_list, escape_menu, escape_page, escape_settings
from .linked_places import dead_places, links_to_anchors
from .menu import put_below_listings, write_menu_once
from .places import make_aside, refuse_links, refuse_other_folders, will_be_refused
from .reloading import with_reloading
from .search_index import add_to_index, set_up_search, tidy_entries
from .settings import MarkedCopyConfig, info_of
from .shell import Shell, protected
from .templates import KeptTemplates

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext


log = get_plugin_logger("marked-copy")

INSERT = "marked-copy:"
"""What is in every insert (`inserts.py`)."""


class MarkedCopyPlugin(BasePlugin[MarkedCopyConfig]):  # type: ignore[no-untyped-call]
    """Builds the pages of articles, and the lists made from them."""

    def __init__(self) -> None:
        self._cache: Cache | None = None
        self._building: Building
        self._site: Site | None
        self._articles: Mapping[str, Page]
        """Their pages in MkDocs, by the paths of their Markdown files."""
        self._pages: Mapping[str, Page]
        """All pages, likewise."""
        self._menu: Mapping[str, Page]
        """What is in the menu, likewise."""
        self._techniques: Mapping[str, TechniquePage]
        """The pages of the techniques, likewise."""
        self._places: list[tuple[str, str, str]]
        """Each place to which an article links: the article, the file it leads to, and the fragment."""
        self._shell: Shell
        self._template: Template
        """Of which a page is being made that has no Markdown file."""
        self._shared: Inline | None = None
        """What all pages allow alike; None where each has a policy of its own."""
        self._dirty = False
        """Whether pages are written into the site of before, for an author in a hurry."""
        self._aside: Aside | None = None

    # MkDocs keeps a plugin, and with it the cache, across the rebuilds of `serve` only if it has this.
    def on_startup(self, *, command: str, dirty: bool) -> None:
        end_tidily()
        gc.freeze()  # what has been loaded stays: looking through it for garbage takes a twentieth of a small build
        self._dirty = dirty

    # Before the search plugin, which makes its index of what it is set to then.
    @event_priority(50)
    def _set_search(self, config: MkDocsConfig) -> None:
        set_up_search(config)

    # After the other plugins, when the configuration is final; before MkDocs looks for files or writes any.
    @event_priority(-100)
    def _begin(self, config: MkDocsConfig) -> None:
        info = info_of(config)
        root = Path(config.config_file_path).absolute().parent
        refuse_other_folders(config, root)
        refuse_links(root, Path(config.site_dir), root / self.config.cache_dir)
        self._cache = self._cache or Cache(root / self.config.cache_dir)
        if not self._dirty:
            self._aside = make_aside(Path(config.site_dir))
            config.site_dir = str(self._aside.path)
        if (root / ANNOTATIONS).is_dir():
            config.watch.append(str(root / ANNOTATIONS))
        # The sheets of an edition stand behind ours, so that it can change what ours say.
        config.extra_css.insert(0, STYLE)
        self._building = Building(root, info, self._cache)
        self._site, self._articles, self._places = None, {}, []
        # MkDocs follows links and opens whatever it finds, so it must not begin.
        if not self._building.is_fit:
            self._finish()

    on_config = CombinedEvent(_set_search, _begin)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        for address, text in self._building.generated.items():
            # Where an edition has a file of its own in this place, it means it.
            if not files.get_file_from_path(address):
                files.append(File.generated(config, address, content=text))

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        return "" if page.file.src_uri in self._building.uris else None

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if INSERT not in markdown:
            return markdown
        head = page.file.content_string.count("\n") - markdown.count("\n")  # the front matter, gone by now
        try:
            with _told(page):
                return self._building.expand(page.file.src_uri, markdown, head + 1)
        except PluginError:
            # What the check says may be the cause, and comes first.
            self._finish()
            raise

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        escape_menu(nav.items)
        self._menu = {page.file.src_uri: page for page in nav.pages}

    # All pages are read; none is written. The articles are being made, in other processes.
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        self._techniques = {technique.uri: technique for technique in self._building.techniques}
        for technique in self._techniques.values():
            file = files.get_file_from_path(technique.uri)
            if file and file.page:
                file.page.meta = {"title": technique.title, "description": technique.description}
                file.page.content = technique.html
                file.page.toc = contents_list(technique.contents)
                file.page.present_anchor_ids = set(technique.fragments)
                file.page.links_to_anchors = links_to_anchors(technique, files)
        escape_settings(config)
        pages = [file.page for file in files if file.page]  # with the drafts that a preview shows
        self._pages = {page.file.src_uri: page for page in pages}
        self._articles = {uri: page for uri, page in self._pages.items() if uri in self._building.articles}
        for page in pages:
            if page.file.src_uri not in self._articles:
                escape_page(page, dict(page.meta))
        assert self._cache is not None
        env.bytecode_cache = KeptTemplates(self._cache, config.theme.get_env())
        # Articles before the pages that list them: one can be written while others are made. Always, so that what
        # lists all pages lists them in one order.
        _put_first(files, self._articles)
        put_below_listings(pages, self._menu.values())
        write_menu_once(env, self._menu.values())
        self._shell = Shell(env, config, self.config.allow_inline)
        # Instant navigation puts the content of one page into another, scripts included, under the first one's policy.
        instant = "navigation.instant" in config.theme.get("features", ())
        # What is in the menu stands on every page, and into a site of before nothing is written that has errors.
        if instant or self._dirty or self._menu & self._articles.keys() or not self._building.is_at_work:
            self._site = self._finish()
        self._shared = self._shell.of_all(pages) if instant else None

    # The search plugin indexes `page.content` at this event: of an article there is none yet, and of other pages all
    # but what is made from the articles.
    @event_priority(50)
    def _before_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        uri = page.file.src_uri
        if uri in self._articles:
            article = self._building.article(uri)
            if article is None:
                self._finish()  # which tells the errors
            else:
                self._hand_over(article)
        return context

    @event_priority(-50)
    def _after_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        if page.file.src_uri in self._articles:
            text = self._building.text(page.file.src_uri)
            page.content = text.html
            add_to_index(config, page.url, text.search)
            return context
        technique = self._techniques.get(page.file.src_uri)
        tidy_entries(config, page.url, technique.description if technique else "")
        if page.content and INSERT in page.content:
            with _told(page):
                page.content = self._finished.fill(page.file.src_uri, page.content)
        return context

    on_page_context = CombinedEvent(_before_search, _after_search)

    # The last of all plugins: none puts anything into the page after this.
    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        # MkDocs holds on to every page until the end: of a thousand articles that would be 200 MB.
        if page.file.src_uri in self._articles:
            page.content = ""
        with _told(page):
            allowed = self._shared or self._shell.of_page(page)
            return protected(output, allowed, f"docs/{page.file.src_uri}")

    @event_priority(-100)
    def on_pre_template(self, template: Template, *, template_name: str, config: MkDocsConfig) -> Template:
        self._template = template
        return template

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        if not template_name.endswith(".html"):
            return output_content
        allowed = self._shared or self._shell.of_template(template_name, self._template)
        return protected(output_content, allowed, template_name)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> None:
        if app := server.get_app():
            server.set_app(with_reloading(app))

    # After the other plugins, which may write into the site now.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        assert self._cache is not None
        if dead := dead_places(self._places, self._pages):
            log.info("articles have links to places that are not there\n\n%s\n", "\n".join(dead))
        for address, data in self._building.handouts(self._finished):
            write_file(data, str(Path(config.site_dir, address)))
        self._cache.forget_unused()
        if self._aside and not will_be_refused():
            self._aside.put_in_place()
            config.site_dir = str(self._aside.folder)
            if self._aside.folder.is_relative_to(Path(config.docs_dir).parent):
                log.info("The site is in %s", self._aside.folder)  # MkDocs has named the folder aside

    def on_build_error(self, *, error: Exception) -> None:
        if hasattr(self, "_building"):
            self._building.abandon()
        if self._aside:
            self._aside.discard()
        if isinstance(error, UnicodeEncodeError) and sys.getfilesystemencoding() != "utf-8":
            raise PluginError(
                "marked-copy: the names of files cannot be read in this locale. Set LC_ALL=C.UTF-8, or PYTHONUTF8=1."
            ) from None
        if isinstance(error, OSError):
            place = f"{error.filename}: " if error.filename else ""
            raise PluginError(
                f"marked-copy: {place}{error.strerror or error}. Nothing was published."
            ) from None

    @property
    def _finished(self) -> Site:
        """The site with all its articles."""
        if self._site is None:
            self._site = self._finish()
        return self._site

    def _finish(self) -> Site:
        site = self._building.finish()
        told = report(site.problems, site.files)
        severities = {problem.severity for problem in site.problems}
        if "error" in severities:
            raise PluginError(f"marked-copy: nothing was built, because of errors\n\n{told}")
        # Not as a warning of MkDocs, at which `--strict` would stop: what the checker lets pass, the build does too.
        if "warning" in severities:
            log.info("the check has warnings, which stop nothing\n\n%s", told)
        for article in site.pages.values():
            self._hand_over(article)
        return site

    def _hand_over(self, article: ArticlePage) -> None:
        """Tell the theme what it prints of an article around its text."""
        page = self._articles.get(f"articles/{article.slug}.md")
        if page is None or page.meta:  # not read yet, or told before
            return
        page.toc = contents_list(article.contents)
        page.present_anchor_ids = set(article.fragments)
        self._places += ((page.file.src_uri, *place) for place in article.links)
        described = {
            "title": article.title,
            "description": article.description,
            "language": article.language,
        }
        escape_page(page, {**described, "hide": ["navigation", "toc"]})  # their room is for the notes


def _put_first(files: Files, articles: Mapping[str, Page]) -> None:
    for file in list(files):
        if file.page and file.src_uri not in articles:
            files.remove(file)
            files.append(file)


@contextmanager
def _told(page: Page) -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise PluginError(f"marked-copy: docs/{page.file.src_uri}: {error}") from None
