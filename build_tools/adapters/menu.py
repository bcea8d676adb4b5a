"""The theme's menu, written once for all pages of a folder that are not in it.

Material writes it anew for each page, which takes as long as the rest of the page. Where no entry is the page itself,
or a section that it is below, it depends on the page by relative addresses alone, and these are the same in one folder.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateNotFound

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from jinja2.runtime import Context
    from mkdocs.structure.pages import Page

NAMES = ("partials/nav.html", "partials/nav-item.html")
"""Material's menu, and the entries in it."""


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
    remembered: dict[tuple[str, bool], str] = {}

    def once(context: Context, *more: object) -> Iterator[str]:
        page = context["page"]
        if page is None or page.parent or page.url in active:
            yield from write(context, *more)
            return
        place = page.url[:-1].rpartition("/")[0], "/" in page.url
        if place not in remembered:
            remembered[place] = "".join(write(context, *more))
        yield remembered[place]

    menu.root_render_func = once


def _is_materials(template: Template) -> bool:
    theme = find_spec("material")
    places = theme.submodule_search_locations if theme else None
    return any(Path(template.filename or "").is_relative_to(place) for place in places or ())
