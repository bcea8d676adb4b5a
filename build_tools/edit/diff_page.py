"""One technique, other page or file in two versions."""

from __future__ import annotations

from typing import Any, Literal

from ..model.front_matter import TechniqueFrontMatter
from ..read.load import load
from ..read.text import decode, front_matter
from ..read.version import Version
from .diff_article import What
from .diff_items import fields_of
from .diff_paragraphs import aligned
from .difference import Page


def page_change(path: str, before: Version, after: Version) -> Page:
    """What became of a technique, another page or any other file."""
    is_technique = {file.path for version in (before, after) for file in version.project.techniques.values()}
    kind: Literal["technique", "page", "file"] = (
        "technique"
        if path in is_technique
        else "page"
        if path in before.pages or path in after.pages
        else "file"
    )
    what: What = "added" if path not in before.ids else "removed" if path not in after.ids else "changed"
    if kind == "file":
        return Page(path, kind, what)
    (title, old, was), (new_title, new, now) = _page(before, path), _page(after, path)
    fields = tuple(fields_of(old, new)) if what == "changed" else ()
    changes = aligned(was, now).changes if what == "changed" else ()
    return Page(path, kind, what, new_title or title, fields, changes)


def _page(version: Version, path: str) -> tuple[str, dict[str, Any], str]:
    """The title, the front matter of a technique and the text of a page, line by line."""
    techniques = {file.path: file for file in version.project.techniques.values()}
    file = techniques.get(path) or version.pages.get(path)
    source = decode(file)[0] if file else None
    if source is None:
        return "", {}, ""
    block = front_matter(source)
    if path not in techniques or not block:
        heading = next((line for line in source.text.split("\n") if line.startswith("# ")), "")
        return heading.lstrip("# ").strip(), {}, source.text
    front = load(source, TechniqueFrontMatter, block.start, block.end).value
    return (front.title if front else ""), dict(front or ()), source.text[block.body :]
