"""A built site as a reader and a browser get it: each page's text, ids and links, and what it fetches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from tests.sites import Site

FETCHING_TAGS = {"img", "script", "iframe", "source", "video", "audio", "embed", "object", "input", "track"}
FETCHING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "preconnect", "dns-prefetch", "manifest"}


class Page(HTMLParser):
    """What one page has."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: set[str] = set()
        self.fetched: set[str] = set()
        self.words: list[str] = []
        self.headlines = 0
        self.html = path.read_text(encoding="utf-8")
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.headlines += tag == "h1"
        if "id" in given:
            self.ids[given["id"]] += 1
        if tag == "a" and "href" in given:
            self.links.add(given["href"])
        if tag in FETCHING_TAGS:
            self.fetched |= {given[name] for name in ("src", "data", "poster") if given.get(name)}
        if tag == "link" and FETCHING_LINKS & set(given.get("rel", "").split()):
            self.fetched.add(given["href"])

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @cached_property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


class Walk:
    """A built site, addressed by paths such as `/about/`."""

    def __init__(self, site: Site) -> None:
        self.folder = site.folder
        self.address = site.address
        self.pages = {
            f"/{path}": Page(site.folder / (path if path.endswith(".html") else f"{path}index.html"))
            for path in site.paths
        }

    def links(self, path: str) -> Iterator[tuple[str, str]]:
        """Path and fragment of each link of a page that stays on the site."""
        for link in sorted(self.pages[path].links):
            parts = self._parts(path, link)
            if parts.scheme == "http" and parts.netloc == urlsplit(self.address).netloc:
                yield unquote(parts.path), unquote(parts.fragment)

    def fetched_elsewhere(self, path: str) -> list[str]:
        """What a page fetches from other hosts."""
        own = (urlsplit(self.address).netloc, "")
        return [each for each in self.pages[path].fetched if self._parts(path, each).netloc not in own]

    def _parts(self, path: str, link: str) -> SplitResult:
        return urlsplit(urljoin(self.address, urljoin(path, link)))
