"""A saved web page as the paragraphs of its article, by way of the optional library trafilatura."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

MARKS = (b"<!doctype html", b"<html", b"<head", b"<body")


class NotInstalledError(Exception):
    """The library that reads web pages is not there."""


@dataclass(frozen=True, slots=True)
class WebPage:
    """What could be told of a page; to be compared with it, for it is a guess of which words are the article's."""

    text: str
    """The article's text, a paragraph a line."""
    known: Mapping[str, str]
    """What the page says of itself, by keys of an article's front matter."""


def looks_like_html(data: bytes) -> bool:
    """Whether a file is a web page, whatever its name."""
    first = data[:2_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return first.startswith(MARKS) or (first.startswith((b"<?xml", b"<!--")) and b"<html" in first)


def read_web_page(html: str) -> WebPage | None:
    """The article of a page; None when none is found. Raises NotInstalledError."""
    try:
        trafilatura = import_module("trafilatura")
    except ImportError:
        raise NotInstalledError from None
    found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False, include_tables=True)
    if found is None or not found.text:
        return None
    known = {
        "title": found.title,
        "publisher": found.sitename or found.hostname,
        "url": found.url,
        "author": found.author,
        "published": found.date,
        "language": found.language or _language(html),
    }
    return WebPage(found.text, {key: " ".join(str(value).split()) for key, value in known.items() if value})


def _language(html: str) -> str:
    root = re.search(r"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z0-9-]+)", html[:20_000], re.IGNORECASE)
    return root[1] if root else ""
