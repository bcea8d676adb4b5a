"""What the build puts into the Markdown pages of the site, at comments such as `<!-- marked-copy: articles -->`.

Markdown, put in before the page is parsed:

| comment | becomes |
|---|---|
| `repository` | where the repository is, and how to open an issue |
| `edition PART` | what the edition says of itself (`EDITION`), or that it has not said it |
| `rules` | every rule of the checker |
| `fields` | every field of the annotation file |

HTML, put in when all articles are finished:

| comment | becomes |
|---|---|
| `articles` | the list of all articles |
| `techniques KIND` | the table of all techniques of a kind |
| `uses` | on a technique's page: every note that names it |
| `sentence SLUG ID` | the sentence of the article that the note is about, with its lenses and all notes on it |
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from inspect import signature
from posixpath import splitext

from ..model.addresses import read_address
from ..model.links import root_of
from ..model.names import KIND_NAMES
from ..page.finished import EDITION, ArticlePage, SiteInfo, TechniqueCard, Use
from ..page.templating import render

_COMMENT = re.compile(r"^<!-- *marked-copy: *(\S*)(.*?)-->[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Background:
    """What Markdown inserts are made from: all that is known before any article is."""

    info: SiteInfo
    reference: Callable[[str], str]
    """The Markdown of a part of the reference made from the code: `rules` or `fields`."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What HTML inserts are made from: the finished articles."""

    pages: Sequence[ArticlePage]
    techniques: Sequence[TechniqueCard]
    uses: Mapping[str, Sequence[tuple[ArticlePage, Sequence[Use]]]]
    """The notes that name a technique, by its id: those of each article together."""
    sentence: Callable[[str, str, str], str]
    """The HTML for a slug, a note's id and the way to the site's root. Raises LookupError or ValueError."""

    @classmethod
    def of(
        cls,
        pages: Sequence[ArticlePage],
        techniques: Sequence[TechniqueCard],
        sentence: Callable[[str, str, str], str],
    ) -> Contents:
        """What the pages say, with their notes looked through once."""
        uses: dict[str, dict[str, tuple[ArticlePage, list[Use]]]] = defaultdict(dict)
        for page in pages:
            for use in page.uses:
                uses[use.technique].setdefault(page.slug, (page, []))[1].append(use)
        return cls(pages, techniques, {id: tuple(found.values()) for id, found in uses.items()}, sentence)


def expand(uri: str, markdown: str, background: Background, first_line: int = 1) -> str:
    """Put the Markdown inserts into the page at `uri` (relative to the docs folder), and leave the others.

    What is left is told its line, for `fill` to name. Raises ValueError, with the line, for a comment that is not
    understood, of either sort. `first_line` is the line of the file on which `markdown` begins.
    """

    def insert(match: re.Match[str]) -> str:
        name, arguments = match[1], match[2].split()
        line = first_line + markdown.count("\n", 0, match.start())
        with _at(line, name, arguments):
            made_by = _MARKDOWN.get(name) or _HTML.get(name)
            if not made_by:
                raise ValueError(
                    f"there is no insert “{name}”; there are {', '.join({**_MARKDOWN, **_HTML})}"
                )
            takes = len(signature(made_by).parameters) - 2
            if len(arguments) != takes:
                raise ValueError(f"“{name}” takes {takes or 'no'} words after it, and has {len(arguments)}")
            if name in _MARKDOWN:
                return _MARKDOWN[name](uri, background, *arguments)
        return _comment(name, *arguments, f"@{line}")

    return _COMMENT.sub(insert, markdown)


def fill(uri: str, text: str, contents: Contents) -> str:
    """Put the HTML inserts into a page that went through `expand`, Markdown or HTML by now.

    Raises ValueError, with the line of the file, when there is no such article, note or kind.
    """

    def insert(match: re.Match[str]) -> str:
        name, arguments = match[1], match[2].split()
        if name not in _HTML:
            return match[0]
        line = int(arguments.pop()[1:]) if arguments and arguments[-1].startswith("@") else 0
        with _at(line, name, arguments):
            return _HTML[name](uri, contents, *arguments).rstrip("\n")

    return _COMMENT.sub(insert, text)


@contextmanager
def _at(line: int, name: str, arguments: Sequence[str]) -> Iterator[None]:
    """Name the comment and its line in whatever goes wrong."""
    try:
        yield
    except (LookupError, ValueError) as error:
        reason = error.args[0] if error.args else error
        raise ValueError(f"line {line}: `{_comment(name, *arguments)}`: {reason}") from None


def _comment(*words: str) -> str:
    return f"<!-- marked-copy: {' '.join(words)} -->"


# --- Markdown ------------------------------------------------------------------------------------


def _repository(_uri: str, background: Background) -> str:
    return render("repository.md", address=background.info.repository)


def _edition(_uri: str, background: Background, part: str) -> str:
    if part not in EDITION:
        raise LookupError(f"“{part}” is none of {', '.join(EDITION)}")
    text = getattr(background.info, part).removesuffix(".")
    is_address = read_address(text).is_web or re.fullmatch(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+", text)
    return render("edition.md", part=part, text=f"<{text}>" if is_address else text)


def _rules(_uri: str, background: Background) -> str:
    return background.reference("rules")


def _fields(_uri: str, background: Background) -> str:
    return background.reference("fields")


# --- HTML ----------------------------------------------------------------------------------------


def _articles(uri: str, contents: Contents) -> str:
    kinds = [_by_kind(page.uses) for page in contents.pages]
    return render("articles.html", root=root_of(uri), entries=list(zip(contents.pages, kinds, strict=True)))


def _techniques(uri: str, contents: Contents, kind: str) -> str:
    if kind not in KIND_NAMES:
        raise LookupError(f"“{kind}” is not one of the kinds")
    counts = Counter({id: sum(len(uses) for _, uses in found) for id, found in contents.uses.items()})
    cards = [card for card in contents.techniques if card.kind == kind]
    return render("techniques.html", root=root_of(uri), cards=cards, counts=counts)


def _uses(uri: str, contents: Contents) -> str:
    technique = splitext(uri)[0].split("/")[-1]
    if uri != f"techniques/{technique}.md" or not any(card.id == technique for card in contents.techniques):
        raise LookupError(f"“{uri}” is not one of the techniques")
    return render("uses.html", root=root_of(uri), found=contents.uses.get(technique, ()))


def _lessons(uri: str, contents: Contents) -> str:
    names = {card.id: card.title for card in contents.techniques}
    named = {use.technique for page in contents.pages for use in page.uses}
    languages = {page.language: _language(page.language) for page in contents.pages}
    with_plan = [page for page in contents.pages if page.plan]
    return render(
        "lessons.html",
        root=root_of(uri),
        groups=(
            ("With a lesson plan", with_plan),
            ("To practise on, without a plan", [page for page in contents.pages if not page.plan]),
        ),
        languages=sorted(languages.items(), key=lambda item: item[1]),
        language_of=languages,
        techniques=sorted(
            ((id, name) for id, name in names.items() if id in named), key=lambda item: item[1].casefold()
        ),
        minutes=sorted({page.plan.minutes for page in with_plan if page.plan}),
    )


def _plan(uri: str, contents: Contents) -> str:
    page = next((page for page in contents.pages if page.plan and page.plan.steps), None)
    return render("plan.html", root=root_of(uri), page=page)


@cache
def _language(tag: str) -> str:
    """The English name of a language, or its tag where there is none."""
    from babel.core import Locale, UnknownLocaleError  # reads large files, and most pages name no language

    try:
        return Locale.parse(tag.replace("_", "-"), sep="-").get_display_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return tag


def _sentence(uri: str, contents: Contents, slug: str, note: str) -> str:
    return contents.sentence(slug, note, root_of(uri))


def _by_kind(uses: Sequence[Use]) -> str:
    counts = Counter(use.kind for use in uses)
    return ", ".join(f"{counts[kind]} on {name.lower()}" for kind, name in KIND_NAMES.items() if counts[kind])


_MARKDOWN: Mapping[str, Callable[..., str]] = {
    "repository": _repository,
    "edition": _edition,
    "rules": _rules,
    "fields": _fields,
}
_HTML: Mapping[str, Callable[..., str]] = {
    "articles": _articles,
    "techniques": _techniques,
    "uses": _uses,
    "sentence": _sentence,
    "lessons": _lessons,
    "plan": _plan,
}
