"""Where MkDocs may read and write: the folders of the project that are checked, and a site made aside."""

from __future__ import annotations

import logging
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import CountHandler

from ..read.project import DOCS
from ..read.tree import first_link, walk
from .aside import BEFORE, PARTIAL, Aside, FolderError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = get_plugin_logger("marked-copy")

SITE = {"index.html", "404.html", "sitemap.xml"}
"""Of these at least one is in every site."""


def refuse_other_folders(config: MkDocsConfig, root: Path) -> None:
    """Refuse a docs folder elsewhere, which the checker would not see, and links among the theme's own files."""
    docs = root / DOCS
    if Path(config.docs_dir).resolve() != docs.resolve():
        raise PluginError(
            f"marked-copy: docs_dir is {config.docs_dir}, but articles are read from {docs}.\n"
            "Take docs_dir out of mkdocs.yml and move the files there."
        )
    if config.theme.custom_dir:
        theme = Path(config.theme.custom_dir).resolve()
        for found in walk(theme, theme):
            if found.fault:
                raise PluginError(f"marked-copy: {found.path}: this file cannot be read: {found.fault}")


def refuse_links(root: Path, *folders: Path) -> None:
    """Refuse to write through a link in the project: what it leads to would be overwritten and emptied."""
    for folder in folders:
        if link := first_link(folder, root):
            raise PluginError(
                f"marked-copy: {link} is a link, and files would be written and deleted where it leads.\n"
                "Delete the link, or name another folder in mkdocs.yml."
            )


def make_aside(site: Path) -> Aside:
    """A folder aside for the site, which is refused when it holds something else."""
    _refuse_hidden_of_repository(site)
    try:
        aside = Aside(site, lambda: log.info("Another build writes to %s: waiting for its end", site))
    except (FolderError, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise PluginError(f"marked-copy: cannot write to {site}: {reason or error}") from None
    shown = (
        [entry.name for entry in site.iterdir() if not entry.name.startswith(".")] if site.exists() else ()
    )
    if shown and not SITE & set(shown):
        aside.discard()
        raise PluginError(
            f"marked-copy: {site} holds something else than a site, and would be emptied.\n"
            "Name another folder as site_dir, or delete this one."
        )
    return aside


def _refuse_hidden_of_repository(site: Path) -> None:
    """What is hidden in a site stays there, for its owner put it there. What came with a clone nobody here did."""
    places = (site, *(site.with_name(site.name + ending) for ending in (PARTIAL, BEFORE)))
    hidden = [str(entry) for place in places if place.is_dir() for entry in place.glob(".*")]
    if not hidden:
        return
    command = ["git", "-C", str(site.parent), "ls-files", "-z", "--", *hidden]
    try:
        tracked = subprocess.run(command, capture_output=True, check=False).stdout  # noqa: S603 # git and paths
    except OSError:  # no git, no clone
        return
    if tracked:
        first = tracked.split(b"\0")[0].decode("utf-8", "replace")
        raise PluginError(
            f"marked-copy: {first} is in the repository, and would be published without having been checked.\n"
            "Delete it."
        )


def will_be_refused() -> bool:
    """Whether MkDocs, being strict, will stop because of warnings. It says so only after the last event."""
    counters = (item for item in logging.getLogger("mkdocs").handlers if isinstance(item, CountHandler))
    return any(counter.get_counts() for counter in counters)
