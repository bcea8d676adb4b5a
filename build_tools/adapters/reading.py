"""What comes of the Markdown of pages, kept from one build of the preview to the next.

Python-Markdown takes a third of the time of a build, and few pages have changed since the one before. What comes of a
page depends on its text, on which files there are, and, as an extension may read any file, on all files but those that
a writer changes most: articles, notes, techniques, and the sheets and scripts that a page only names.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemBytecodeCache, FileSystemLoader
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.toc import AnchorLink, TableOfContents

from ..page.templating import environment
from ..read.project import ANNOTATIONS
from ..site.cache import Cache
from .watching import snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_NAMED_ONLY = (".css", ".js", ".svg", ".png", ".jpg", ".webp")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a page's contents list."""

    title: str
    id: str
    level: int
    depth: int
    """How many entries it is below."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a place in a page: the page's Markdown file, the fragment, and the link as it was written."""

    uri: str
    fragment: str
    written: str


@dataclass(frozen=True, slots=True)
class Read:
    """What comes of the Markdown of a page."""

    html: str
    title: str | None
    contents: tuple[Entry, ...]
    fragments: tuple[str, ...]
    links: tuple[Link, ...] | None


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """Nobody sets anything."""


class Quicker(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """A plugin of the preview alone, which changes nothing in a page. What it keeps lies in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._cache = Cache(folder / "pages")
        folder.joinpath("templates").mkdir(exist_ok=True)
        self._templates = FileSystemBytecodeCache(str(folder / "templates"))
        self._around = ""
        self._key = ""
        self._markdown = ""
        self._kept: Read | None = None
        self._said = _Counter()

    @event_priority(-100)
    def on_config(self, config: MkDocsConfig) -> None:
        environment().bytecode_cache = self._templates
        make = config.theme.get_env

        def get_env() -> Environment:
            env = make()
            env.bytecode_cache = self._templates
            env.loader = _WithoutHidden(config.theme.dirs)
            return env

        config.theme.get_env = get_env  # type: ignore[method-assign]

    @event_priority(-100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        docs = Path(config.docs_dir)
        apart = {docs / "articles", docs / "techniques", docs.parent / ANNOTATIONS}
        places = {Path(config.config_file_path), *map(Path, config.watch), *docs.iterdir()} - apart
        states = {
            path: state
            for place in places
            for path, state in snapshot(place).items()
            if not path.endswith(_NAMED_ONLY)
        }
        self._around = repr((sorted((file.src_uri, file.url) for file in files), sorted(states.items())))

    # After the other plugins, which may change the text, and before them, which may change what comes of it.
    @event_priority(-100)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        parts = repr((self._around, page.file.src_uri, sorted(map(str, page.meta.items())), markdown))
        self._key = sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:40]
        self._kept = self._cache.get(self._key, Read)
        self._markdown = markdown
        self._said.begin()
        return "" if self._kept else markdown

    @event_priority(100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        # What was said of a page has to be said again.
        said = self._said.end()
        if self._kept is None:
            if not said:
                self._cache.put(self._key, _read(html, page))
            return html
        page.markdown = self._markdown
        _restore(self._kept, page, files)
        return self._kept.html

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._cache.forget_unused()


class _WithoutHidden(FileSystemLoader):
    """Lists no hidden files, which MkDocs leaves out: Material has more than ten thousand of them, its icons."""

    def list_templates(self) -> list[str]:
        found = (
            Path(path).relative_to(place).as_posix()
            for place in self.searchpath
            for path in snapshot(Path(place))
        )
        return sorted(set(found))


class _Counter(logging.Handler):
    """Counts what MkDocs and its plugins say."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._count = 0

    def begin(self) -> None:
        self._count = 0
        logging.getLogger("mkdocs").addHandler(self)

    def end(self) -> int:
        logging.getLogger("mkdocs").removeHandler(self)
        return self._count

    def emit(self, record: logging.LogRecord) -> None:
        self._count += 1


def _read(html: str, page: Page) -> Read:
    links = page.links_to_anchors
    return Read(
        html,
        page._title_from_render,
        tuple(_entries(page.toc, 0)),
        tuple(sorted(page.present_anchor_ids or ())),
        None
        if links is None
        else tuple(
            Link(file.src_uri, fragment, written)
            for file, places in links.items()
            for fragment, written in places.items()
        ),
    )


def _restore(read: Read, page: Page, files: Files) -> None:
    page._title_from_render = read.title
    page.toc = _contents(read.contents)
    page.present_anchor_ids = set(read.fragments)
    page.links_to_anchors = None if read.links is None else {}
    for link in read.links or ():
        file = files.get_file_from_path(link.uri)
        if file and page.links_to_anchors is not None:
            page.links_to_anchors.setdefault(file, {})[link.fragment] = link.written


def _entries(links: Iterable[AnchorLink], depth: int) -> Iterator[Entry]:
    for link in links:
        yield Entry(link.title, link.id, link.level, depth)
        yield from _entries(link.children, depth + 1)


def _contents(entries: Iterable[Entry]) -> TableOfContents:
    lists: list[list[AnchorLink]] = [[]]
    for entry in entries:
        link = AnchorLink(entry.title, entry.id, entry.level)
        del lists[entry.depth + 1 :]
        lists[-1].append(link)
        lists.append(link.children)
    if lists[0]:
        lists[0][0].active = True  # type: ignore[attr-defined] # as MkDocs does
    return TableOfContents(lists[0])
