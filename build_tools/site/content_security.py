"""The Content-Security-Policy of a finished page: it loads what this site holds, and runs what was built into it.

Every inline script and style of the page is allowed by its hash, so that what gets in later, by whatever way, does
not run: no other inline script, no event handler in an attribute, nothing from elsewhere. The policy stands in the
page because a folder of files can set no headers.

Standard: https://www.w3.org/TR/CSP3/ (2.3.1 source lists; 3.3 the meta element; 4.2.3 inline checks).
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from ..page.templating import render

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""Before the hashes. `default-src` is what holds for frames, media and plug-ins."""

RUN = {
    *("", "module", "importmap", "speculationrules"),
    *(
        "application/ecmascript",
        "application/javascript",
        "application/x-ecmascript",
        "application/x-javascript",
    ),
    *("text/ecmascript", "text/javascript", "text/x-ecmascript", "text/x-javascript"),
    *("text/jscript", "text/livescript", *(f"text/javascript1.{minor}" for minor in range(6))),
}
"""The types of a script that a browser runs; every other is data (HTML, 4.12.1; MIME Sniffing, 4.6)."""

# `html.parser` would take longer for an article than the theme takes to make it, so it is given only the elements
# in question. In the value of an attribute, `<script` is taken for one too: that allows a text that is nowhere run.
ELEMENT = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?P<name>script|style)(?=[\s/>])", re.IGNORECASE | re.DOTALL
)
END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style")}
ESCAPED = re.compile(r"<!--.*<script[\s/>]", re.IGNORECASE | re.DOTALL)
HEAD = re.compile(r"<head(?=[\s>])[^>]*>(?:\s*<meta charset=[^>]*>)?\n?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inline:
    """The inline scripts and styles of a page, each as the source that allows it: `'sha256-…'`."""

    scripts: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()

    def __or__(self, other: Inline) -> Inline:
        return Inline(self.scripts | other.scripts, self.styles | other.styles)


def find_inline(page: str) -> Inline:
    """What runs or applies in this page without being loaded. ValueError: a script without a plain end."""
    found: dict[str, set[str]] = {"script": set(), "style": set()}
    for name, attributes, text in _elements(page):
        if name == "style" or (
            "src" not in attributes and (attributes.get("type") or "").strip().lower() in RUN
        ):
            found[name].add(source_of(text))
    return Inline(frozenset(found["script"]), frozenset(found["style"]))


def source_of(text: str) -> str:
    """The source that allows the script or style with this text. Browsers read every line break as a line feed."""
    read = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'sha256-{b64encode(hashlib.sha256(read.encode()).digest()).decode()}'"


def protect(page: str, allowed: Inline | None = None) -> str:
    """The page with its policy, before anything in it loads or runs. It allows its own, or what is `allowed`.

    ValueError: a page without a head, or a script without a plain end.
    """
    head = HEAD.search(page)
    if not head:
        raise ValueError("a page without <head> has no place for its policy")
    inline = find_inline(page) if allowed is None else allowed
    hashes = {"script-src": inline.scripts, "style-src": inline.styles}
    policy = "; ".join(
        " ".join((name, sources, *sorted(hashes.get(name, ())))) for name, sources in DIRECTIVES.items()
    )
    return page[: head.end()] + render("policy.html", policy=policy) + page[head.end() :]


def _elements(page: str) -> Iterator[tuple[str, dict[str, str | None], str]]:
    """The name, the attributes and the text of every script and style, in order."""
    at = 0
    while match := ELEMENT.search(page, at):
        at = match.end()
        if not match["name"]:
            continue
        end = END[match["name"].lower()].search(page, at)
        element = page[match.start() : end.start() if end else len(page)]
        tag = _StartTag(element)
        text = element[tag.length :]
        if not end or ESCAPED.search(text):
            raise ValueError(f"a <{tag.name}> whose end browsers see elsewhere: {text.strip()[:60]}")
        at = end.end()
        yield tag.name, tag.attributes, text


class _StartTag(HTMLParser):
    """What the element that this text begins with has in its start tag."""

    def __init__(self, element: str) -> None:
        super().__init__()
        self.feed(element)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.name = tag
        # Of an attribute that stands twice, the first counts.
        self.attributes = dict(reversed(attrs))
        self.length = len(self.get_starttag_text() or "")

    handle_startendtag = handle_starttag
