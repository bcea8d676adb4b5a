"""Every link inside the site leads to a page and a place that exist."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

SITE = "http://site.test/"


class _Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: set[str] = set()
        self.loads: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.add(values["href"])
        elif tag in ("img", "script", "iframe", "source", "video", "audio") and "src" in values:
            self.loads.add(values["src"])
        elif tag == "link" and values.get("rel") in ("stylesheet", "preload", "icon", "preconnect"):
            self.loads.add(values["href"])


def read(site: Path) -> dict[str, _Page]:
    pages = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        pages[SITE + name.removesuffix("index.html")] = _Page(path.read_text(encoding="utf-8"))
    return pages


def test_every_link_inside_the_site_leads_somewhere(built_site: Path) -> None:
    pages = read(built_site)
    assert len(pages) > 30
    broken = []
    for address, page in pages.items():
        if address.endswith("404.html"):
            continue  # its links are absolute, for whatever address was not found
        for link in page.links:
            target = urlsplit(urljoin(address, link))
            if target.netloc != "site.test":
                continue
            found = pages.get(f"{SITE}{target.path.lstrip('/')}")
            exists = (built_site / unquote(target.path.lstrip("/"))).is_file()
            if not (found or exists):
                broken.append(f"{address}: {link}: no such page")
            elif found and target.fragment and unquote(target.fragment) not in found.ids:
                broken.append(f"{address}: {link}: no such place")
    assert broken == []


def test_no_id_stands_twice_on_a_page(built_site: Path) -> None:
    twice = {
        address: sorted({name for name in page.ids if page.ids.count(name) > 1})
        for address, page in read(built_site).items()
        if len(page.ids) != len(set(page.ids))
    }
    assert twice == {}


def test_no_page_loads_anything_from_elsewhere(built_site: Path) -> None:
    foreign = {
        (address, source)
        for address, page in read(built_site).items()
        for source in page.loads
        if urlsplit(source).netloc
    }
    assert foreign == set()
