"""Links to places on other pages: whether these are there, when all pages are.

Those of techniques are left to MkDocs. Those of articles are not: with `--strict` it would stop at them, and nothing
is to stop it that the checker lets pass, which looks at one article by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from mkdocs.plugins import get_plugin_logger

from ..problems.closest import closest

if TYPE_CHECKING:
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.pages import Page

    from ..page.finished import TechniquePage


log = get_plugin_logger("marked-copy")


def links_to_anchors(page: TechniquePage, files: Files) -> dict[File, dict[str, str]]:
    """The links of a technique, for MkDocs to look whether they are there. Warns of files that are not."""
    anchors: dict[File, dict[str, str]] = {}
    for target, fragment in page.links:
        file = files.get_file_from_path(target)
        if file is None:
            log.warning("docs/%s has a link to %s, and there is no such file in docs", page.uri, target)
        elif fragment:
            anchors.setdefault(file, {})[fragment] = f"{target}#{fragment}"
    return anchors


def dead_places(links: Iterable[tuple[str, str, str]], pages: Mapping[str, Page]) -> list[str]:
    """A line for each link to a place that is not there: given are the article, the file it leads to, and the fragment.

    A heading of an article has `text--` before its words.
    """
    dead = []
    for article, target, fragment in sorted(set(links)):
        page = pages.get(target)
        there = page.present_anchor_ids if page else None
        if there is not None and fragment not in there:
            near = closest(fragment, there) or closest(f"text--{fragment}", there)
            hint = f" Did you mean `#{near}`?" if near else ""
            dead.append(f"docs/{article}: docs/{target} has no place `#{fragment}`.{hint}")
    return dead
