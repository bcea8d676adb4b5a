"""The index of Material's search: how it is cut into words, and what articles give to it.

Material makes entries by reading the HTML of pages. Those of an article are known, and go into the index as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

from ..page.search import separator

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from ..page.finished import SearchEntry


def cut_into_words(config: MkDocsConfig) -> None:
    """Set where texts are cut, unless the owner did. To be called before the plugin begins."""
    plugin = _plugin(config)
    if plugin and not any("separator" in given for given in plugin.config.user_configs):
        plugin.config["separator"] = separator()


def add_to_index(config: MkDocsConfig, url: str, entries: Iterable[SearchEntry]) -> None:
    """Put the entries of the page with this address, relative to the site, into the index."""
    plugin = _plugin(config)
    if plugin and plugin.config.enabled:
        plugin.search_index.entries += [_as_kept(url, entry) for entry in entries]


def _as_kept(url: str, entry: SearchEntry) -> dict[str, str]:
    """The entry as Material keeps it: title and text are HTML."""
    return {
        "location": f"{url}#{entry.fragment}" if entry.fragment else url,
        "title": escape(entry.title, quote=False),
        "text": f"<p>{escape(entry.text, quote=False)}</p>",
    }


def _plugin(config: MkDocsConfig) -> Any:
    return config.plugins.get("search") or config.plugins.get("material/search")
