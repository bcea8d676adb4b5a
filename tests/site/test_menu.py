"""A page that is not in the menu stands below its listing there: its tab is active, and it knows its way home.

The menu is written once for the pages of a folder, and reads as if it were written for each.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from build_tools.adapters.menu import put_below_listings, write_menu_once
from tests.sites import Site

IN_MENU = ("index.md", "articles/index.md", "about/privacy.md")
ELSEWHERE = ("apart.md", "articles/one.md", "articles/two.md", "about/deep/one.md", "about/deep/two.md")
BELOW_A_SECTION = "about/deep/one.md"
OWN_MENU = "<nav>The menu of {{ page.title }}</nav>"


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    (tmp_path / "theme" / "partials").mkdir(parents=True)
    for name in (*IN_MENU, *ELSEWHERE):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(
        "site_name: A site\n"
        "theme: {name: material, custom_dir: theme, font: false, features: [navigation.tabs]}\n"
        "nav: [index.md, articles/index.md, {About: [about/privacy.md]}]\n",
        encoding="utf-8",
    )
    return load_config(str(settings))


def written(config: MkDocsConfig, *, once: bool) -> dict[str, str]:
    """Every page as the theme makes it."""
    files = get_files(config)
    nav = get_navigation(files, config)
    pages = [file.page or Page(None, file, config) for file in files.documentation_pages()]
    # As plugins do with pages that they make: not in the menu, and below a section of it all the same.
    below = next(page for page in pages if page.file.src_uri == BELOW_A_SECTION)
    below.parent = next(item for item in nav.items if item.is_section)
    put_below_listings(pages, nav.pages)
    env = config.theme.get_env()
    if once:
        write_menu_once(env, nav.pages)
    made = {}
    for page in pages:
        page.markdown, page.content, page.title, page.active = "", "", page.file.src_uri, True
        made[page.url] = env.get_template("main.html").render(get_context(nav, files, config, page))
        page.active = False
    return made


def test_every_page_has_the_menu_that_is_its_own(config: MkDocsConfig) -> None:
    assert written(config, once=True) == written(config, once=False)


def test_it_is_remembered(config: MkDocsConfig) -> None:
    """Of the pages in a folder all are given what was written for the first, but one that has a place in the menu."""
    env = config.theme.get_env()
    menu = env.get_template("partials/nav.html")
    asked: list[str] = []
    write = menu.root_render_func

    def telling(context, *more):  # type: ignore[no-untyped-def]
        asked.append(context["page"].url)
        yield from write(context, *more)

    menu.root_render_func = telling
    config.theme.get_env = lambda: env  # type: ignore[method-assign]
    assert written(config, once=True)
    in_menu = {"", "articles/", "about/privacy/"}
    assert {url for url in asked if url not in in_menu} == {
        "apart/",
        "articles/one/",
        "about/deep/one/",
        "about/deep/two/",
    }
    assert in_menu <= set(asked)


@pytest.mark.parametrize(
    ("uri", "above"),
    [
        ("articles/one.md", ["articles/index.md"]),
        ("articles/deep/er/one.md", ["articles/index.md"]),
        ("notes/one.md", ["notes/index.md", "Notes"]),
        ("notes/own/one.md", ["notes/own/index.md", "Own", "Notes"]),
        ("apart.md", []),
        ("unlisted/one.md", []),
        ("articles/index.md", []),
    ],
)
def test_a_page_stands_below_the_nearest_listing(config: MkDocsConfig, uri: str, above: list[str]) -> None:
    own = {"Notes": ["notes/index.md", {"Own": ["notes/own/index.md"]}]}
    config.nav = ["index.md", "articles/index.md", own, "unlisted/other.md"]
    names = (
        uri,
        "index.md",
        "articles/index.md",
        "notes/index.md",
        "notes/own/index.md",
        "unlisted/other.md",
    )
    files = Files([File(name, "docs", "site", use_directory_urls=True) for name in dict.fromkeys(names)])
    nav = get_navigation(files, config)
    page = files.src_uris[uri].page or Page(None, files.src_uris[uri], config)
    put_below_listings([page, *nav.pages], nav.pages)
    found = [item.file.src_uri if isinstance(item, Page) else item.title for item in page.ancestors]
    assert found == above
    page.active = True
    assert [item.active for item in nav.items] == [item in (page, *page.ancestors) for item in nav.items]


def test_every_page_says_where_it_stands(fixture_site: Site) -> None:
    """In a tab that is active, and in a line above it that ends in the page itself."""
    listings = {"articles/": "Articles", "techniques/": "Techniques"}
    told = 0
    for path in fixture_site.full:
        if path == "404.html":
            continue
        html = (fixture_site.folder / path / "index.html").read_text(encoding="utf-8")
        assert html.count('class="md-tabs__item md-tabs__item--active"') == 1, path
        lines = re.findall(r'<nav class="md-path" aria-label="Breadcrumb".*?</nav>', html, re.DOTALL)
        if path == "" or path in listings:
            assert lines == [], path
            continue
        [line] = lines
        *above, last = re.findall(r"<li .*?</li>", line, re.DOTALL)
        places = [urljoin(f"https://x/{path}", re.findall(r'href="([^"]+)"', item)[0]) for item in above]
        words = [" ".join(re.sub("<[^>]*>", "", item).split()) for item in (*above, last)]
        assert places[0] == "https://x/", path
        assert words[0] == "Home", path
        assert all(words), path
        assert 'aria-current="page"' in last, path
        listing = f"{path.split('/')[0]}/"
        if listing in listings:
            assert places[1:] == [f"https://x/{listing}"], path
            assert words[1] == listings[listing], path
            told += 1
    assert told > 5


def test_a_line_home_is_in_the_language_of_its_words(fixture_site: Site) -> None:
    html = (fixture_site.folder / "articles" / "right-to-left" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'aria-current="page" dir="auto" lang="ar"', html)


def test_a_menu_of_the_owner_may_say_what_it_likes(config: MkDocsConfig) -> None:
    own = Path(config.config_file_path).parent / "theme" / "partials" / "nav.html"
    own.write_text(OWN_MENU, encoding="utf-8")
    made = written(config, once=True)
    assert [url for url, html in made.items() if "The menu of " not in html] == []
    assert "The menu of articles/one.md" in made["articles/one/"]
    assert "The menu of articles/two.md" in made["articles/two/"]
