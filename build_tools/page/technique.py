"""The finished page of one technique: its text, its definition, what that rests on, and a place for its notes.

Pure: frozen values in, a frozen value out. The notes that name it are put in when all articles are finished
(`site/inserts.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token
from markupsafe import Markup

from ..model.addresses import read_address
from ..model.links import address_from, target_of
from ..read.technique import TechniqueText
from .finished import TechniqueCard, TechniquePage
from .templating import macros, render
from .tokens import alignment, blocks_html

USES = ("in-our-articles", "In our articles")
BASIS = ("what-the-definition-rests-on", "What the definition rests on")


def technique_page(card: TechniqueCard, text: TechniqueText) -> TechniquePage:
    """Render the page of a technique."""
    page = _Page(card)
    body = blocks_html(list(page.blocks(text.tokens)))
    links = (target_of(link.address, page.uri) for link in text.links)
    return TechniquePage(
        uri=page.uri,
        title=card.title,
        description=card.summary,
        contents=tuple(page.contents),
        fragments=("title", *(fragment for _, fragment, _ in page.contents)),
        links=tuple(link for link in links if link),
        html=render("technique.html", card=card, body=Markup(body)),
    )


class _Page:
    """Turns the tokens of a text into those of its page."""

    def __init__(self, card: TechniqueCard) -> None:
        self.card = card
        self.uri = f"techniques/{card.id}.md"
        self.contents: list[tuple[int, str, str]] = []
        self._taken = {"title": 1, USES[0]: 1, BASIS[0]: 1}
        """How often each fragment was wanted."""

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Token]:
        fragment = ""
        for number, token in enumerate(tokens):
            match token.type:
                case "inline":
                    yield token.copy(children=list(self._inline(token.children or ())))
                case "heading_open":
                    level, words = max(int(token.tag[1]), 2), _words(tokens[number + 1])
                    fragment = self._fragment(words)
                    self.contents.append((level, fragment, words))
                    yield token.copy(tag=f"h{level}", attrs={"id": fragment})
                case "heading_close":
                    yield _html(macros("headings.html").permalink(fragment))
                    yield token.copy(tag=f"h{max(int(token.tag[1]), 2)}")
                case "insert":
                    yield _html(self._insert(token.content))
                case "fence" | "code_block":
                    yield _html(render("code.html", text=token.content))
                case "th_open" | "td_open":
                    yield token.copy(attrs=alignment(token))
                case _:
                    yield token

    def _inline(self, tokens: Sequence[Token]) -> Iterator[Token]:
        live = False
        for token in tokens:
            match token.type:
                case "link_open":
                    if live := bool(attributes := self._link(str(token.attrs["href"]))):
                        yield token.copy(attrs=attributes)
                case "link_close":
                    if live:
                        yield token
                case "image":
                    source = str(token.attrs["src"])
                    # A picture on another host would tell that host who reads the page.
                    if read_address(source).is_own:
                        yield token.copy(attrs={"src": address_from(self.uri, source), "alt": ""})
                    else:
                        yield Token("text", "", 0, content=token.content)
                case _:
                    yield token

    def _insert(self, name: str) -> str:
        if name == "definition":
            return render("definition.html", card=self.card)
        self.contents += [(2, *USES), (2, *BASIS)]
        return render("basis.html", card=self.card, uses=USES, basis=BASIS)

    def _link(self, address: str) -> dict[str, str | int | float]:
        leads = read_address(address)
        if leads.is_web:
            return {"href": normalizeLink(address)}
        return {"href": address_from(self.uri, address)} if leads.is_own else {}

    def _fragment(self, words: str) -> str:
        """A heading's fragment, unlike those before it. It begins with no underscore, as the theme's own do."""
        slug = re.sub(r"[\W_]+", "-", re.sub(r"['’]", "", words.casefold())).strip("-") or "heading"
        name = slug
        while name in self._taken:
            name = f"{slug}_{self._taken[slug]}"
            self._taken[slug] += 1
        self._taken[name] = 1
        return name


def _words(inline: Token) -> str:
    """The words of a heading."""
    parts = (
        " " if child.type in ("softbreak", "hardbreak") else child.content for child in inline.children or ()
    )
    return " ".join("".join(parts).split())


def _html(html: str) -> Token:
    return Token("html_block", "", 0, content=str(html))
