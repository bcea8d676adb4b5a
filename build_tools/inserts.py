"""What the build puts into the Markdown pages of the site, at comments such as `<!-- marked-copy: articles -->`.

| comment | becomes |
|---|---|
| `articles` | the list of all articles |
| `techniques` | the table of all techniques |
| `definition` | on a technique's page: its definition, from the front matter |
| `uses` | on a technique's page: every note that names it, and the works the definition rests on |
| `sentence SLUG ID` | the sentence of the article that the note is about, with the note |
| `repository` | where the repository is, and how to open an issue |
| `rules` | every rule of the checker |
| `fields` | every field of the annotation file |
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from inspect import signature
from posixpath import dirname, relpath, splitext

from .finished import KIND_NAMES, ArticlePage, SiteInfo, TechniqueCard, Use
from .templating import render

_DIRECTIVE = re.compile(r"^<!-- *marked-copy: *(\S*)(.*?)-->[ \t]*$", re.MULTILINE)
_SLOT = "<!-- marked-copy-slot: uses -->"


@dataclass(frozen=True, slots=True)
class Contents:
    """What inserts are made from."""

    pages: Sequence[ArticlePage]
    techniques: Sequence[TechniqueCard]
    sentence: Callable[[str, str, str], str]
    """The HTML for a slug, a note's id and the way to the site's root. Raises LookupError or ValueError."""
    reference: Callable[[str], str]
    """The Markdown of a part of the reference made from the code: `rules` or `fields`."""
    info: SiteInfo


@dataclass(frozen=True, slots=True)
class Expanded:
    """A page's Markdown with its inserts."""

    markdown: str
    slots: Mapping[str, str]
    """HTML that stands for each placeholder in `markdown`: long lists that no Markdown parser need read."""

    def filled(self) -> str:
        """The Markdown with the placeholders filled in."""
        text = self.markdown
        for placeholder, html in self.slots.items():
            text = text.replace(placeholder, html)
        return text


def expand(uri: str, markdown: str, contents: Contents) -> Expanded:
    """Replace the comments in the page at `uri` (relative to the docs folder).

    Raises ValueError, with the line, for a comment that is not understood.
    """
    slots: dict[str, str] = {}

    def insert(match: re.Match[str]) -> str:
        name, arguments = match[1], match[2].split()
        try:
            if name not in _INSERTS:
                raise ValueError(f"there is no insert “{name}”; there are {', '.join(_INSERTS)}")
            takes = len(signature(_INSERTS[name]).parameters) - 2
            if len(arguments) != takes:
                raise ValueError(f"“{name}” takes {takes or 'no'} words after it, and has {len(arguments)}")
            text = _INSERTS[name](uri, contents, *arguments)
            if name != "uses":
                return text
            slots[_SLOT] = text
            return f"## In our articles\n\n{_SLOT}\n\n{_basis(uri, contents)}"
        except (LookupError, ValueError) as error:
            line = markdown.count("\n", 0, match.start()) + 1
            reason = error.args[0] if error.args else error
            raise ValueError(f"line {line}: `{match[0]}`: {reason}") from None

    return Expanded(_DIRECTIVE.sub(insert, markdown), slots)


def root_of(uri: str) -> str:
    """The way from the page made of `uri`, at its directory URL, to the root of the site."""
    depth = uri.count("/") + (splitext(uri)[0].split("/")[-1] != "index")
    return "../" * depth or "./"


def _articles(uri: str, contents: Contents) -> str:
    entries = [
        {
            "page": page,
            "link": relpath(f"articles/{page.slug}.md", dirname(uri) or "."),
            "kinds": _by_kind(page.uses),
        }
        for page in contents.pages
    ]
    return render("articles.md", entries=entries)


def _techniques(uri: str, contents: Contents) -> str:
    counts = Counter(use.technique for page in contents.pages for use in page.uses)
    folder = relpath("techniques", dirname(uri) or ".")
    kinds = [
        {
            "name": name,
            "techniques": [
                {"card": card, "link": f"{folder}/{card.id}.md".removeprefix("./"), "uses": counts[card.id]}
                for card in contents.techniques
                if card.kind == kind
            ],
        }
        for kind, name in KIND_NAMES.items()
    ]
    return render("techniques.md", kinds=kinds)


def _definition(uri: str, contents: Contents) -> str:
    return render("definition.md", card=_card(uri, contents))


def _basis(uri: str, contents: Contents) -> str:
    return render("basis.md", card=_card(uri, contents))


def _card(uri: str, contents: Contents) -> TechniqueCard:
    name = splitext(uri)[0].split("/")[-1]
    for card in contents.techniques:
        if card.id == name:
            return card
    raise LookupError(f"“{name}” is not one of the techniques")


def _uses(uri: str, contents: Contents) -> str:
    technique = splitext(uri)[0].split("/")[-1]
    found = [(page, [use for use in page.uses if use.technique == technique]) for page in contents.pages]
    return render("uses.html", root=root_of(uri), found=[(page, uses) for page, uses in found if uses])


def _sentence(uri: str, contents: Contents, slug: str, note: str) -> str:
    return contents.sentence(slug, note, root_of(uri))


def _repository(_uri: str, contents: Contents) -> str:
    return render("repository.md", address=contents.info.repository)


def _rules(_uri: str, contents: Contents) -> str:
    return contents.reference("rules")


def _fields(_uri: str, contents: Contents) -> str:
    return contents.reference("fields")


def _by_kind(uses: Sequence[Use]) -> str:
    counts = Counter(use.kind for use in uses)
    return ", ".join(f"{counts[kind]} on {name.lower()}" for kind, name in KIND_NAMES.items() if counts[kind])


_INSERTS: Mapping[str, Callable[..., str]] = {
    "articles": _articles,
    "techniques": _techniques,
    "definition": _definition,
    "uses": _uses,
    "sentence": _sentence,
    "repository": _repository,
    "rules": _rules,
    "fields": _fields,
}
