"""Addresses out of the site that stood nowhere in the version before, wherever they stand now.

Each is looked for twice: in the text as it is written, and as the parsers understand it, since Markdown and YAML can
both write an address in ways that do not look like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..model.addresses import read_address
from ..model.annotations import AnnotationFile
from ..model.fields import Value
from ..model.front_matter import ArticleFrontMatter, TechniqueFrontMatter
from ..read.joined import load_note
from ..read.load import load
from ..read.text import File, decode, front_matter
from ..read.version import Version
from .difference import Link

_WEB = re.compile(r"https?:[/\\]{2}[^\s<>\"`\]}|]+", re.IGNORECASE)
_IN_HTML = re.compile(r"""(?:href|src|action|poster|data)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_BEHIND = ".,;:!?'’”»*_"
_MOST_PARSED = 200_000
"""Characters of a page that are parsed. Of a longer one only what looks like an address is found."""


def new_links(before: Version, after: Version, changed: set[str]) -> Iterator[Link]:
    """The new addresses by file and place, each once."""
    known: set[str] = set()
    for file in _files(before):
        known.update(url for url, _ in (_links(file) if file.path in changed else _written(file)))
    for file in _files(after):
        if file.path not in changed:
            continue
        found: dict[str, str] = {}
        for url, publisher in _links(file):
            found[url] = found.get(url) or publisher
        for url, publisher in found.items():
            if url not in known:
                known.add(url)
                host, doubt = _host(url)
                yield Link(url, host, file.path, publisher, doubt)


def _files(version: Version) -> Iterator[File]:
    project = version.project
    for section in (project.articles, project.annotations, project.techniques, version.pages):
        yield from (section[name] for name in sorted(section))
    yield from (file for slug in sorted(project.notes) for file in project.notes[slug])


def _links(file: File) -> Iterator[tuple[str, str]]:
    """Every address in a file with the publisher it is said to be of, if that is said."""
    yield from _understood(file)
    yield from _written(file)


def _written(file: File) -> Iterator[tuple[str, str]]:
    for match in _WEB.finditer(file.data.decode("utf-8", "replace")):
        yield _trimmed(match[0]), ""


def _trimmed(url: str) -> str:
    """The address without what stands behind it in a sentence, or closes the Markdown around it."""
    while url and (url[-1] in _BEHIND or (url[-1] == ")" and url.count(")") > url.count("("))):
        url = url[:-1]
    return url


def _understood(file: File) -> Iterator[tuple[str, str]]:
    source, _ = decode(file)
    if source is None:
        return
    if file.path.endswith((".yml", ".yaml")):
        is_note = file.path.count("/") > 1
        yield from _of_value(load_note(source).value if is_note else load(source, AnnotationFile).value)
        return
    block = front_matter(source)
    if block:
        model = TechniqueFrontMatter if "/techniques/" in file.path else ArticleFrontMatter
        if "/techniques/" in file.path or "/articles/" in file.path:
            yield from _of_value(load(source, model, block.start, block.end).value)
    text = source.text[block.body if block else 0 :]
    if len(text) <= _MOST_PARSED:
        for token in MarkdownIt("commonmark", {"maxNesting": 20}).parse(text):
            yield from _of_token(token)


def _of_token(token: Token) -> Iterator[tuple[str, str]]:
    for child in (token, *(token.children or ())):
        if address := child.attrs.get("href") or child.attrs.get("src"):
            yield from _outward(str(address))
        if child.type in ("html_inline", "html_block"):
            for match in _IN_HTML.finditer(child.content):
                yield from _outward(match[1])


def _outward(address: str) -> Iterator[tuple[str, str]]:
    if not read_address(address).is_own:
        yield address, ""


def _of_value(value: Any, publisher: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Value):
        said = str(getattr(value, "publisher", "") or publisher)
        for name, inner in value:
            if name == "url" and inner:
                yield str(inner), said
            else:
                yield from _of_value(inner)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _of_value(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _of_value(inner)
    elif isinstance(value, str):
        yield from ((_trimmed(match[0]), "") for match in _WEB.finditer(value))


def _host(url: str) -> tuple[str, str]:
    """The host as browsers write it, and why to look twice."""
    where = read_address(url)
    doubt = f"it {where.reason}" if where.reason else ""
    try:
        name = urlsplit(url.replace("\\", "/")).hostname or ""
    except ValueError:
        return "", doubt or "it names no host that there can be"
    if name.isascii():
        is_coded = any(label.startswith("xn--") for label in name.split("."))
        return name, doubt or ("its name stands for other letters" if is_coded else "")
    labels = (
        label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"
        for label in name.split(".")
    )
    return ".".join(labels), doubt or f"its name has letters other than a to z: {name}"
