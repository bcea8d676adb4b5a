"""The menu is written once for the pages of a folder, and reads as if it were written for each."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from build_tools.adapters.menu import write_menu_once

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


def test_a_menu_of_the_owner_may_say_what_it_likes(config: MkDocsConfig) -> None:
    own = Path(config.config_file_path).parent / "theme" / "partials" / "nav.html"
    own.write_text(OWN_MENU, encoding="utf-8")
    made = written(config, once=True)
    assert [url for url, html in made.items() if "The menu of " not in html] == []
    assert "The menu of articles/one.md" in made["articles/one/"]
    assert "The menu of articles/two.md" in made["articles/two/"]
