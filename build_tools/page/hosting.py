"""Addresses on the repository's host, made from patterns: where a new file is opened, and where an issue is.

A pattern is an address with names in braces, for which percent-encoded values stand in. The page fills in those of new
files and of ideas by the same rules (`assets/js/suggest/host.js`).
"""

from __future__ import annotations

import re
from urllib.parse import quote

from ..words.shorten import shorten
from .finished import SiteInfo

LIMIT = 6_000
"""Bytes of an address that hosts, and what stands before them, surely take."""
NAMES = {
    "new_file": ("repository", "branch", "path", "text"),
    "issue": ("repository", "branch", "title", "address", "passage"),
    "idea": ("repository", "branch", "title", "address", "passage", "kind", "reason", "more"),
}
"""What may stand in the braces of each pattern."""
_BRACES = re.compile(r"\{([^{}]*)\}")


def fault_of(kind: str, pattern: str) -> str:
    """What is wrong with a pattern, in words that go on from its name; nothing where it is right."""
    names = NAMES[kind]
    known = ", ".join(f"{{{name}}}" for name in names)
    for name in _BRACES.findall(pattern):
        if name not in names:
            return f"has {{{name}}} in it: there are {known}"
    if "{" in (rest := _BRACES.sub("", pattern)) or "}" in rest:
        return f"has a brace without its other: there are {known}"
    if re.search(r"\s", pattern) or not re.match(
        r"(?:\{repository\}|https?://[^/?#{}]+)(?:[/?#]|$)", pattern
    ):
        return "is no address: it begins with {repository} or https://, and has no space in it"
    return ""


def issue_address(site: SiteInfo, title: str, address: str, passage: str) -> str:
    """Where somebody who reads a note differently says so, filled in; nothing where the edition has no such place."""
    if not site.issue or ("{repository}" in site.issue and not site.repository):
        return ""
    for words in (f"About “{shorten(passage, 120)}”: " if passage else "", ""):
        values = {
            "repository": site.repository,
            "branch": quote(site.branch),
            "title": quote(title, safe=""),
            "address": quote(address, safe=""),
            "passage": quote(words, safe=""),
        }
        filled = _BRACES.sub(lambda match: values[match[1]], site.issue)  # noqa: B023 - used at once
        if len(filled) <= LIMIT:
            return filled
    return ""
