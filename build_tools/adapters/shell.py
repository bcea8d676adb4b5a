"""What the theme itself puts into a page: its inline scripts and styles, known by rendering it around nothing.

The theme's templates are the owner's, Material's and those of `custom_dir`, and so are the settings in `mkdocs.yml`.
What they make of a page without words is therefore what the policy may allow (`page/content_security.py`). A page
differs from another in this by its template, by how deep it lies, and by the switches in its front matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mkdocs.commands.build import get_context
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url, is_error_template

from ..page.content_security import HASH, Blocked, Inline, blocked_in, inline_of, protect

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jinja2 import Environment, Template
    from mkdocs.config.defaults import MkDocsConfig

log = get_plugin_logger("marked-copy")

_NAMES = ("template", "hide")
"""Keys of a page's front matter that hold names of the theme, no words."""


class Shell:
    """The frame that the theme puts around pages, rendered once for each form of it."""

    def __init__(self, env: Environment, config: MkDocsConfig, also: Sequence[str]) -> None:
        """`also`: what the owner allows besides, each as `sha256-…`. PluginError: one of them is no hash."""
        for source in also:
            if not HASH.fullmatch(source):
                raise PluginError(f"marked-copy: allow_inline: “{source}” is not a hash such as sha256-…")
        named = frozenset(f"'{source}'" for source in also)
        self._env = env
        self._config = config
        self._known: dict[object, Inline] = {}
        self._always = Inline(named, named)

    def of_page(self, page: Page) -> Inline:
        """What is known of the frame of a page."""
        depth = page.url.count("/")
        switches = {
            key: value for key, value in page.meta.items() if key in _NAMES or isinstance(value, (bool, int))
        }
        form = (depth, page.is_homepage, repr(sorted(switches.items(), key=lambda item: str(item[0]))))
        if form not in self._known:
            self._known[form] = self._around_nothing(depth, switches)
        return self._known[form] | self._always

    def of_template(self, name: str, template: Template) -> Inline:
        """What is known of a page that is made of a template alone."""
        if name not in self._known:
            root = (
                urlsplit(self._config.site_url or "/").path
                if is_error_template(name)
                else get_relative_url(".", name)
            )
            self._known[name] = inline_of(
                template.render(get_context(_no_menu(), (), self._config, base_url=root))
            )
        return self._known[name] | self._always

    def of_all(self, pages: Iterable[Page]) -> Inline:
        """What is known of all these pages and of the theme's own ones."""
        known = Inline()
        for page in pages:
            known |= self.of_page(page)
        for name in self._config.theme.static_templates:
            if name.endswith(".html"):
                known |= self.of_template(name, self._env.get_template(name))
        return known

    def _around_nothing(self, depth: int, switches: dict[str, Any]) -> Inline:
        name = f"{'page/' * (depth - 1)}page.md" if depth else "index.md"
        file = File.generated(self._config, name, content="")
        page = Page("Page", file, self._config)
        page.markdown, page.content, page.meta = "", "", dict(switches)
        template = self._env.get_template(switches.get("template", "main.html"))
        return inline_of(template.render(get_context(_no_menu(), (), self._config, page)))


def protected(page: str, allowed: Inline, place: str) -> str:
    """A finished page with its policy. Warns of what that blocks; `place` is the file to look at."""
    for blocked in blocked_in(page, allowed):
        log.warning("%s", _told(place, blocked))
    return protect(page, allowed)


def _told(place: str, blocked: Blocked) -> str:
    setting = {"script": "extra_javascript", "style": "extra_css"}[blocked.name]
    return (
        f"{place}: browsers will ignore this inline {blocked.name}, which is not the theme's: "
        f"“{' '.join(blocked.text.split())[:60]}”\n"
        f"Put it into a file in docs, and name that under {setting} in mkdocs.yml. Only if you know who wrote it, and "
        f"it is the same in every build, name it instead under allow_inline of the plugin marked-copy: "
        f"{blocked.source[1:-1]}"
    )


def _no_menu() -> Navigation:
    return Navigation([], [])
