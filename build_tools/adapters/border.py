"""The border to the theme: what is handed over as words becomes HTML here, once and at no other place.

MkDocs renders its themes without escaping. Titles, descriptions and the entries of contents lists are printed as they
are, into text and into attributes, and the index of the search is made from them. So they are handed over as HTML
that shows exactly these words. It is `Markup`, which a theme's own `| e` leaves alone: nothing is escaped twice.

What stands in `mkdocs.yml` is the owner's, who may have written `&amp;` there because it is printed as it is; that
still reads as “&”.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from html import unescape
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape
from mkdocs.structure.toc import get_toc

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import TableOfContents

PRINTED = ("title", "subtitle", "description", "author", "status")
"""The keys of a page's front matter that themes print."""

SETTINGS = ("site_name", "site_description", "site_author")
"""The settings that themes print. `copyright` is HTML by its documentation."""


def escape_settings(config: MkDocsConfig) -> None:
    """Hand over the names in `mkdocs.yml`."""
    for name in SETTINGS:
        if config[name]:
            config[name] = _owners(config[name])


def escape_menu(items: Iterable[Any]) -> None:
    """Hand over the titles of sections and links in the menu, which may be names of folders. Pages come later."""
    for item in items:
        if not item.is_page:
            item.title = _owners(item.title or "")
            escape_menu(item.children or ())


def escape_page(page: Page, words: MutableMapping[str, Any]) -> None:
    """Hand over a page's title, and of `words`, its front matter, what themes print."""
    page.meta = words
    titled = words.get("title") is not None
    # What MkDocs chooses: the name in the menu, the title in the front matter, or the first heading. The menu's is the
    # owner's, and one that comes from a heading is HTML already.
    title = page.title or ""
    page.title = escape(title) if titled and title == words["title"] else _owners(title)
    for key in PRINTED:
        if words.get(key) is not None:
            words[key] = escape(words[key])
    if not titled and not page.is_homepage:
        # Material prints a title that is not in the front matter after `| striptags`, which takes the escapes back.
        words["title"] = page.title
    if page.edit_url:
        page.edit_url = escape(page.edit_url)


def contents_list(entries: Iterable[tuple[int, str, str]]) -> TableOfContents:
    """The contents list with these levels, fragments and words, as MkDocs takes it: a tree."""
    roots: list[Any] = []
    path: list[Any] = []
    for level, fragment, words in entries:
        entry = {"level": level, "id": escape(fragment), "name": escape(words), "children": []}
        while path and path[-1]["level"] >= level:
            path.pop()
        (path[-1]["children"] if path else roots).append(entry)
        path.append(entry)
    return get_toc(roots)


def _owners(words: str) -> Markup:
    """Words that may have been escaped by hand."""
    return words if isinstance(words, Markup) else escape(unescape(words))
