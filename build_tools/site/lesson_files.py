"""What a browser needs of one article to open its pages for a class without a network, as a list for `keep.js`.

It names each file with a digest of its bytes: what has changed is fetched anew, and nothing else. The pages themselves
say what they load, and scripts what they import on demand, so nothing is listed twice by hand.
"""

from __future__ import annotations

import hashlib
import html
import json
import posixpath
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from ..classroom.finished import PAGES
from ..model.addresses import read_address
from ..model.links import article_path

LESSON = "lesson.json"
"""The address of the list, relative to the article's page."""
_LOADED = re.compile(r'<(?:link rel="stylesheet"|script|img)(?= )(?:[^>"]|"[^"]*")*? (?:href|src)="([^"]*)"')
"""In pages that are made by us."""
_IMPORTED = re.compile(r'\bimport\("(\./[\w-]+\.js)"\)')


class Loaded(NamedTuple):
    """A file of the site that pages load."""

    digest: str
    imports: tuple[str, ...]
    """What a script imports on demand, relative to it."""

    @classmethod
    def of(cls, address: str, data: bytes) -> Loaded:
        """The file that stands there."""
        is_script = address.endswith(".js")
        imports = _IMPORTED.findall(data.decode("utf-8", "replace")) if is_script else ()
        return cls(_digest(data), tuple(imports))


def lesson_files(
    slug: str, beside: Mapping[str, bytes], loaded: Callable[[str], Loaded | None]
) -> bytes | None:
    """The list for one article, or None where it has no pages for a class.

    `beside` are the files beside its page; `loaded` tells of any other file of the site by its address from the root:
    None for one that is not there.
    """
    pages = [f"{name}.html" for name in PAGES if f"{name}.html" in beside]
    if not pages:
        return None
    found = {name: _digest(beside[name]) for name in pages}
    todo = [html.unescape(address) for name in pages for address in _LOADED.findall(beside[name].decode())]
    while todo:
        address = todo.pop(0)
        path = unquote(posixpath.normpath(article_path(slug, address.partition("?")[0])))
        if address in found or not read_address(address).is_own or (file := loaded(path)) is None:
            continue
        found[address] = file.digest
        folder = posixpath.dirname(address)
        todo += (posixpath.normpath(posixpath.join(folder, name)) for name in file.imports)
    return (json.dumps(found, indent=0) + "\n").encode()


def _digest(data: bytes) -> str:
    """What a browser can make of what it got, and compare."""
    return hashlib.sha256(data).hexdigest()[:16]
