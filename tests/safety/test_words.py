"""Titles and descriptions read in every place of the theme exactly as they were written."""

from __future__ import annotations

import json
from collections import defaultdict
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from build_tools.page.inline import plain_text
from tests.safety.strangers import (
    HARMLESS,
    TECHNIQUES,
    article_file,
    build,
    notes_file,
    technique_file,
    write_project,
)

TITLES = {
    "sum": "Why 1 < 2 & 3 > 2",
    "tags": "The <b> in <title> & </title>",
    "quotes": "“It’s 5'10\"”, 'he' said \"twice\"",
    "escaped": "AT&T &amp; R&D: &lt;b&gt; &copy; &notit; &#38;",
    "percent": "100 % {{ sure }} {% of %} ${it}",
}
MENU = "Q & A <all> \"of\" 'it'"
SITE = "The “Post” & <Friends>"


class Words(HTMLParser):
    """The words of the page by the element they stand in, and the content of its meta elements."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = defaultdict(list)
        self._open: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.found[f"meta {values.get('name')}"].append(values.get("content", ""))
        elif tag in ("title", "h1", "span", "a"):
            name = values.get("class", "").split(" ")[0] or tag
            self._open.append(tag)
            self.found[name].append("")
            self._into = name
            for attribute in ("aria-label", "title"):
                if attribute in values:
                    self.found[f"@{attribute}"].append(values[attribute])

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == self._open[-1]:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[self._into][-1] += data

    def __getitem__(self, name: str) -> list[str]:
        return [" ".join(words.split()) for words in self.found[name]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in which each of the titles stands in every field, in the menu too."""
    folder = tmp_path_factory.mktemp("titles")
    files = {
        f"docs/techniques/{n}.md": technique_file(HARMLESS, HARMLESS, kind) for kind, n in TECHNIQUES.items()
    }
    for name, title in TITLES.items():
        files[f"docs/articles/{name}.md"] = article_file(
            title, f"## {title}".replace("&", "\\&").replace("<", "\\<")
        )
        files[f"annotations/{name}.yml"] = notes_file(title)
        files[f"docs/techniques/{name}.md"] = technique_file(title, title)
        files[f"docs/{name}.md"] = (
            f"---\ntitle: {json.dumps(title)}\ndescription: {json.dumps(title)}\n---\n\nWords.\n"
        )
    files["docs/heading.md"] = "# A `<script>` & <b>more</b>\n\nWords.\n"
    files["docs/named.md"] = "---\ntitle: Its <own> title\n---\n\nWords.\n"
    nav = [
        "index.md",
        {"In <the> menu": "named.md"},
        "articles/index.md",
        "techniques/index.md",
        {MENU: [*(f"{name}.md" for name in TITLES), {MENU: "heading.md"}]},
    ]
    write_project(folder, files, nav=nav, site_name=SITE)
    return build(folder)


@pytest.fixture(scope="module")
def index(site: Path) -> dict[str, list[str]]:
    """The titles in the search index by page, as its scripts put them into the list of results."""
    found = defaultdict(list)
    for entry in json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]:
        assert "<" not in entry["title"].replace("<code>", "").replace("</code>", "")
        found[entry["location"].split("#")[0]].append(unescape(entry["title"]))
    return found


@pytest.mark.parametrize("folder", ["articles/", "techniques/", ""])
@pytest.mark.parametrize("name", TITLES)
def test_a_title_reads_as_written(site: Path, index: dict[str, list[str]], folder: str, name: str) -> None:
    title = TITLES[name]
    page = Words(site / folder / name / "index.html")

    assert page["title"][0] == f"{title} - {SITE}"
    # An article is described by the summary of its notes, which is Markdown.
    assert page["meta description"] == [plain_text(title) if folder == "articles/" else title]
    assert page["h1"][0] == title
    # The header shows the site's name, and the page's title once that has been scrolled away.
    assert page["md-ellipsis"][:2] == [SITE, title]
    assert title in index[f"{folder}{name}/"]


@pytest.mark.parametrize("name", TITLES)
def test_a_title_reads_as_written_in_lists(site: Path, name: str) -> None:
    assert TITLES[name] in Words(site / "articles" / "index.html")["a"]
    assert TITLES[name] in Words(site / "techniques" / "index.html")["a"]


@pytest.mark.parametrize("name", TITLES)
def test_a_heading_reads_as_written_in_the_contents_list(site: Path, name: str) -> None:
    assert TITLES[name] in Words(site / "articles" / name / "index.html")["md-ellipsis"]


def test_the_menu_reads_as_written(site: Path) -> None:
    page = Words(site / "sum" / "index.html")

    assert {MENU, *TITLES.values()} <= set(page["md-ellipsis"])
    assert MENU in page["md-tabs__link"]


def test_the_menu_may_call_a_page_by_another_name_than_its_title(site: Path) -> None:
    page = Words(site / "named" / "index.html")

    assert "In <the> menu" in page["md-tabs__link"]
    assert "Its <own> title" not in page["md-tabs__link"]
    assert page["title"][0] == f"Its <own> title - {SITE}"


def test_a_title_from_a_heading_reads_as_written(site: Path) -> None:
    page = Words(site / "heading" / "index.html")

    assert page["title"][0] == f"{MENU} - {SITE}"
    assert page["h1"][0] == "A <script> & more"


def test_the_sites_name_reads_as_written(site: Path) -> None:
    assert Words(site / "index.html")["title"][0] == SITE
    assert Words(site / "404.html")["title"][0] == SITE
    assert SITE in Words(site / "index.html")["@aria-label"]
