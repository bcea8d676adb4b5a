"""The theme's menu: where a page stands that is not in it, and that it is written once for all those of a folder.

Material writes it anew for each page, which takes as long as the rest of the page. Where no entry is the page itself,
it depends on the page by relative addresses, which are the same in one folder, and by the entry that the page is below.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from jinja2 import TemplateNotFound

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from jinja2.runtime import Context
    from mkdocs.structure import StructureItem
    from mkdocs.structure.pages import Page

NAMES = ("partials/nav.html", "partials/nav-item.html")
"""Material's menu, and the entries in it."""


def put_below_listings(pages: Iterable[Page], in_menu: Collection[Page]) -> None:
    """Put each page that has no place yet below the nearest page in the menu that is the index of its folder, or of one
    around it, so that its tab is active and it knows its way home. What lies beside the home page is below nothing.
    """
    listings = {
        folder: page for page in in_menu if page.is_index and (folder := _folder(page.file.src_uri)) != "."
    }
    known = {page.file.src_uri for page in in_menu}
    for page in pages:
        if page.parent is None and page.file.src_uri not in known:
            around = map(str, PurePosixPath(page.file.src_uri).parents)
            # MkDocs takes it for a section, which is also what has a title and an address and can be active.
            page.parent = next((listings[folder] for folder in around if folder in listings), None)  # type: ignore[assignment]


def write_menu_once(env: Environment, in_menu: Collection[Page]) -> None:
    """Let the menu of this environment be remembered, unless templates of the owner take part in it."""
    try:
        menu, items = map(env.get_template, NAMES)
    except TemplateNotFound:
        return
    if not (_is_materials(menu) and _is_materials(items)):
        return
    write = menu.root_render_func
    active = {page.url for page in in_menu}
    remembered: dict[tuple[str, bool, int], str] = {}

    def once(context: Context, *more: object) -> Iterator[str]:
        page = context["page"]
        if page is None or page.url in active or not _is_plain(page.parent):
            yield from write(context, *more)
            return
        place = page.url[:-1].rpartition("/")[0], "/" in page.url, id(page.parent)
        if place not in remembered:
            remembered[place] = "".join(write(context, *more))
        yield remembered[place]

    menu.root_render_func = once


def _is_plain(parent: StructureItem | None) -> bool:
    """Whether what is below it all has one menu: nothing, or a page. (To one with pages of its own, as those of a blog,
    and to sections, plugins add what the menu then shows.)"""
    return parent is None or (parent.is_page and not getattr(parent, "pages", None))


def _folder(uri: str) -> str:
    return str(PurePosixPath(uri).parent)


def _is_materials(template: Template) -> bool:
    theme = find_spec("material")
    places = theme.submodule_search_locations if theme else None
    return any(Path(template.filename or "").is_relative_to(place) for place in places or ())
