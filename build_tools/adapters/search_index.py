"""The index of Material's search: how it is cut into words, and what pages give to it.

Material makes entries by reading the HTML of pages. Those of an article are known, and go into the index as they are.
Lists that are made from articles come into other pages only after that: what they hold is found at its own place.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from ..page.search import searchable, separator

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from ..page.finished import SearchEntry


def set_up_search(config: MkDocsConfig) -> None:
    """Set where texts are cut, and what counts, unless the owner did. To be called before the plugin begins."""
    plugin = _plugin(config)
    if not plugin:
        return
    if not any("separator" in given for given in plugin.config.user_configs):
        plugin.config["separator"] = separator()
    # By default some English words are left out, among them “said”, “only” and “likely”, which notes are about, and
    # others that mean more in another language.
    if not any("pipeline" in given for given in plugin.config.user_configs):
        plugin.config["pipeline"] = []
    # By default a tag counts a thousand times what a title does, and every note is tagged with its kind.
    has_tags = config.plugins.get("tags") or config.plugins.get("material/tags")
    if not has_tags and "tags" not in plugin.config["fields"]:
        plugin.config["fields"] = {**plugin.config["fields"], "tags": {"boost": 1.0}}


def add_to_index(config: MkDocsConfig, url: str, entries: Iterable[SearchEntry]) -> None:
    """Put the entries of the page with this address, relative to the site, into the index."""
    plugin = _plugin(config)
    if plugin and plugin.config.enabled:
        plugin.search_index.entries += [_as_kept(url, entry) for entry in entries]


def tidy_entries(config: MkDocsConfig, url: str, lead: str = "") -> None:
    """Let the entries that Material has just made of the page with this address say everything once.

    It makes two of a page whose first heading stands inside another element: the page without words, and its heading.
    `lead` are words of the page that its HTML does not have.
    """
    plugin = _plugin(config)
    if not plugin or not plugin.config.enabled:
        return
    kept = plugin.search_index.entries
    of_page = list(takewhile(lambda entry: entry["location"].split("#")[0] == url, reversed(kept)))[::-1]
    if not of_page:  # as of a page that is not to be found
        return
    del kept[-len(of_page) :]
    first, *others = of_page
    if others and not first["text"] and first["title"] == others[0]["title"]:
        first = {**others.pop(0), "location": first["location"]}
    if lead:
        first = {**first, "text": f"<p>{escape(lead, quote=False)}</p>{first['text']}"}
    kept += [
        {**entry, "title": searchable(entry["title"]), "text": searchable(entry["text"])}
        for entry in (first, *others)
    ]


def _as_kept(url: str, entry: SearchEntry) -> dict[str, Any]:
    """The entry as Material keeps it: title and text are HTML."""
    kept = {
        "location": f"{url}#{entry.fragment}" if entry.fragment else url,
        "title": escape(entry.title, quote=False),
        "text": f"<p>{escape(entry.text, quote=False)}</p>",
    }
    return {**kept, "tags": list(entry.tags)} if entry.tags else kept


def _plugin(config: MkDocsConfig) -> Any:
    return config.plugins.get("search") or config.plugins.get("material/search")
