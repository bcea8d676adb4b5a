"""The Content-Security-Policy of a finished page: it loads what this site holds, and runs what the theme runs.

Inline scripts and styles are allowed by their hashes, and the hashes are taken from what is known without any content:
the theme's own frame around a page (`adapters/shell.py`). They are never taken from the page itself, where a script of
the theme and one that somebody got in look alike. So nothing else runs, by whatever way it gets in: no other inline
script, no event handler in an attribute, nothing from elsewhere. The policy stands in the page because a folder of
files can set no headers.

Standard: https://www.w3.org/TR/CSP3/ (2.3.1 source lists; 3.3 the meta element; 4.2.3 inline checks).
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass

from .templating import render

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

HASH = re.compile(r"sha(?:256|384|512)-[A-Za-z0-9+/_-]+={0,2}")
"""What allows an inline script or style, without its quotation marks."""

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

_SPACE = r"[\t\n\f\r ]"
# Only the elements in question are looked at: a parser takes longer for an article than the theme takes to make it.
# In the value of an attribute, `<script` is taken for one too, though nothing runs there.
_ELEMENT = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<(?P<name>script|style)(?=[\t\n\f\r />])(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)(?:>|\Z)",
    re.IGNORECASE | re.DOTALL | re.ASCII,
)
_ATTRIBUTE = re.compile(
    rf"(?P<name>[^\t\n\f\r />=]+)(?:{_SPACE}*={_SPACE}*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\t\n\f\r >]*)))?"
)
_END = {
    name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE | re.ASCII) for name in ("script", "style")
}
_HEAD = re.compile(r"<head(?=[\s>])[^>]*>(?:\s*<meta charset=[^>]*>)?\n?", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Inline:
    """Inline scripts and styles, each as the source that allows it: `'sha256-…'`."""

    scripts: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()

    def __or__(self, other: Inline) -> Inline:
        return Inline(self.scripts | other.scripts, self.styles | other.styles)


@dataclass(frozen=True, slots=True)
class Blocked:
    """An inline script or style that no browser will run or apply."""

    name: str
    """`script` or `style`."""
    source: str
    """What would allow it."""
    text: str


def inline_of(page: str) -> Inline:
    """What runs or applies in this page without being loaded. The page must be known: made of no content."""
    found: dict[str, set[str]] = {"script": set(), "style": set()}
    for name, text in _elements(page):
        found[name].add(source_of(text))
    return Inline(frozenset(found["script"]), frozenset(found["style"]))


def blocked_in(page: str, allowed: Inline) -> Iterator[Blocked]:
    """What the policy keeps from running in this page, as far as that can be told without a browser."""
    sources = {"script": allowed.scripts, "style": allowed.styles}
    for name, text in _elements(page):
        if (source := source_of(text)) not in sources[name]:
            yield Blocked(name, source, text)


def source_of(text: str) -> str:
    """The source that allows the script or style with this text. Browsers read every line break as a line feed."""
    read = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'sha256-{b64encode(hashlib.sha256(read.encode('utf-8', 'surrogatepass')).digest()).decode()}'"


def protect(page: str, allowed: Inline) -> str:
    """The page with its policy, before anything in it loads or runs. ValueError: a page without a head."""
    head = _HEAD.search(page)
    if not head:
        raise ValueError("a page without <head> has no place for its policy")
    return page[: head.end()] + render("policy.html", policy=policy(allowed)) + page[head.end() :]


def policy(allowed: Inline) -> str:
    """The policy that allows this and no more."""
    hashes = {"script-src": allowed.scripts, "style-src": allowed.styles}
    return "; ".join(
        " ".join((name, sources, *sorted(hashes.get(name, ())))) for name, sources in DIRECTIVES.items()
    )


def policy_alone(allowed: Inline) -> str:
    """The policy of a page that loads nothing: it runs and applies just this, and shows pictures that are in it."""
    kept = {
        "default-src": "'none'",
        "script-src": " ".join(sorted(allowed.scripts)),
        "style-src": " ".join(sorted(allowed.styles)),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in kept.items())


def allow_last_script(page: str) -> str:
    """The page with a policy that also allows the script directly before the end of its body.

    A server that previews pages puts its own script there, after everything else and another one each time.
    """
    end = page.rfind("</script></body>")
    start = page.rfind("<script>", 0, end) + len("<script>")
    head = _HEAD.search(page)
    before = f"script-src {DIRECTIVES['script-src']}"
    place = page.find(before, head.end()) if head else -1
    if end < 0 or start < len("<script>") or place < 0 or "</" in page[start:end]:
        return page
    place += len(before)
    return f"{page[:place]} {source_of(page[start:end])}{page[place:]}"


def _elements(page: str) -> Iterator[tuple[str, str]]:
    """The name and the text of every inline script that runs and every style, in order."""
    at = 0
    while match := _ELEMENT.search(page, at):
        at = match.end()
        if not match["name"]:
            continue
        name = match["name"].lower()
        end = _END[name].search(page, at)
        text = page[at : end.start() if end else len(page)]
        at = end.end() if end else len(page)
        attributes: dict[str, str] = {}
        for found in _ATTRIBUTE.finditer(match["attributes"]):
            # Of an attribute that stands twice, the first counts.
            attributes.setdefault(found["name"].lower(), found["a"] or found["b"] or found["c"] or "")
        if name == "style" or ("src" not in attributes and attributes.get("type", "").strip().lower() in RUN):
            yield name, text
