"""The adapter for any other generator: finished pages in a plain docs folder.

An article's page is front matter and the finished HTML, which Markdown passes on as it is. All other pages
are Markdown with their inserts in place. Everything else is copied, and our style sheet and scripts are added.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import chain
from pathlib import Path

from ..page.templating import render
from ..problems.printed import report
from ..site.building import Building, Site
from ..site.cache import Cache
from .aside import Aside, FolderError
from .edition import settings, site_info, site_name


class WriteError(Exception):
    """Why nothing was written."""


def write_site(
    root: Path,
    folder: Path,
    site_url: str = "",
    repository: str = "",
    tell: Callable[[str], None] = lambda _: None,
) -> int:
    """Write the docs folder of the project in `root` to `folder`, and return how many files that are.

    `site_url` and `repository` are the addresses that pages give for themselves and their source, if known.
    `tell` is given the warnings, if there are any. `folder` must be new or empty, so that nothing is overwritten.
    Raises WriteError, before anything is written, when it is not, or when the annotations have errors.
    """
    docs = root / "docs"
    _refuse_unless_empty(folder)
    if folder.resolve().is_relative_to(docs.resolve()):
        raise WriteError(f"{folder} is inside {docs}, which is what is read: name a folder elsewhere")
    address = f"{site_url.rstrip('/')}/" if site_url else ""
    try:
        info = site_info(root, site_name(root), address, repository, settings(root).get("extra"))
    except ValueError as error:
        raise WriteError(str(error)) from None
    building = Building(root, info, Cache())
    site = building.finish()
    told = report(site.problems, site.files)
    severities = {problem.severity for problem in site.problems}
    if "error" in severities:
        raise WriteError(f"nothing was written, because of errors\n\n{told}")
    if "warning" in severities:
        tell(f"the check has warnings, which stop nothing\n\n{told}")

    try:
        aside = Aside(folder, lambda: None)
    except (FolderError, OSError) as error:
        raise WriteError(_told(folder, error)) from None
    # Where an edition has a file of its own in this place, it means it.
    assets = {uri: text for uri, text in building.generated.items() if uri not in building.published}
    try:
        _refuse_unless_empty(folder)  # another program may have been waited for
        for uri, path in building.published.items():
            _write(uri, path, aside.path / path.relative_to(docs), building, site)
        written = len(building.published)
        for uri, data in chain(
            ((uri, text.encode()) for uri, text in assets.items()), building.handouts(site)
        ):
            target = aside.path / uri
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            written += 1
        aside.put_in_place()
    except OSError as error:
        raise WriteError(_told(folder, error)) from None
    finally:
        aside.discard()
    return written


def _refuse_unless_empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WriteError(f"{folder} is not empty: name a new folder, or empty this one first")


def _told(folder: Path, error: FolderError | OSError) -> str:
    reason = error.strerror if isinstance(error, OSError) else None
    return f"cannot write to {folder}: {reason or error}"


def _write(uri: str, path: Path, target: Path, building: Building, site: Site) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if page := site.pages.get(uri):
        article = render("article.md", page=page, html=site.text(uri).html)
        target.write_text(article, encoding="utf-8", newline="\n")
    elif technique := site.techniques.get(uri):
        article = render("article.md", page=technique, html=site.fill(uri, technique.html))
        target.write_text(article, encoding="utf-8", newline="\n")
    elif path.suffix == ".md":
        try:
            markdown = building.expand(uri, path.read_text(encoding="utf-8"))
            target.write_text(site.fill(uri, markdown), encoding="utf-8", newline="\n")
        except ValueError as error:
            raise WriteError(f"{path}: {error}") from None
    else:
        shutil.copyfile(path, target)
