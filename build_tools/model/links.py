"""Addresses in a Markdown file of the docs folder, as the page made of it has to write them.

Pages are folders: `techniques/labeling.md` becomes `/techniques/labeling/`, and `index.md`, or `README.md`, the folder
it is in.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from .addresses import read_address

ANY_ARTICLE = "articles/this.md"
"""An article, as seen from which every address of another file is the same as from all others."""

_CROOKED = re.compile(r"%(?![0-9A-Fa-f]{2})")
"""A per cent sign that is one, and no code: browsers guess that, and the standard forbids it."""

_INDEX = ("index.md", "README.md")


def article_path(slug: str, file: str = "") -> str:
    """The address of an article's page, or of a file beside it, from the root of the site."""
    return f"articles/{slug}/{file}"


def root_of(uri: str) -> str:
    """The way from the page made of `uri`, a path in the docs folder, to the root of the site."""
    folder = folder_of(uri)
    return "../" * (folder.count("/") + 1) if folder else "./"


def target_of(address: str, uri: str) -> tuple[str, str] | None:
    """The file of the docs folder that a relative address in the file `uri` names, and the fragment behind it.

    None for an address that leads nowhere, to the web or out of the docs folder, or that is no file's.
    """
    path, _, fragment = address.partition("#")
    path = path.partition("?")[0]
    if not read_address(address).is_own or path.startswith("/") or not (path or fragment):
        return None
    target = posixpath.normpath(posixpath.join(posixpath.dirname(uri), unquote(path))) if path else uri
    return None if target == ".." or target.startswith("../") else (target, unquote(fragment))


def targets_in(article: bytes) -> Iterator[str]:
    """The files of the docs folder that an article may link to, found without parsing it: rather too many."""
    for found in re.finditer(rb"\]\([ \t]*<?([^)>\s]+)", article):
        address = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", found[1].decode("utf-8", "replace"))
        if target := target_of(address, ANY_ARTICLE):
            yield target[0]


def address_from(uri: str, address: str) -> str:
    """The relative address in the file `uri` that leads to a Markdown file or another, as seen from its page."""
    address = _CROOKED.sub("%25", address)
    found = target_of(address, uri)
    if not found or address.startswith("#"):
        return address
    target = found[0]
    is_page = target.endswith(".md")
    way = posixpath.relpath(folder_of(target) or "." if is_page else target, folder_of(uri) or ".")
    rest = address[len(address.split("#")[0].split("?")[0]) :]
    return f"{quote(way)}{'/' if is_page else ''}{rest}"


def folder_of(uri: str) -> str:
    """The folder that the page made of a Markdown file becomes."""
    return posixpath.dirname(uri) if posixpath.basename(uri) in _INDEX else posixpath.splitext(uri)[0]
