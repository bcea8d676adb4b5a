"""Render a parsed article with its marks: the second half of the one parse (`read/article.py`).

The article's tokens are turned into tokens with the marks in them, which markdown-it-py's own renderer
writes. All markup of ours comes from `templates/marks.html` (`pieces.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token

from ..anchor.normalise import normalise
from ..model.addresses import read_address
from ..model.links import ANY_ARTICLE, address_from
from ..read.article import Article
from .pieces import Marking, Pieces
from .tokens import alignment, blocks_html, line_html


class ArticleText(NamedTuple):
    """An article's HTML in two parts, so that ours can stand between headline and text."""

    headline: str
    """The article's first heading, where it is the title, with the page furniture before it; or nothing."""
    text: str
    headings: tuple[tuple[int, str, str], ...]
    """Of the text: level on the page, fragment and words."""
    ids: tuple[str, ...]
    """Every id in both parts."""


def article_html(article: Article, title: str, marking: Marking) -> ArticleText:
    """The article's HTML. `title` is the one in its front matter."""
    pieces = Pieces(marking)
    end = headline_end(article, title)
    # There is an h2 over the text. Mostly the article's own `#` is the page's h1.
    shift = 1 if end else 2
    tokens = list(_Marker(article, pieces, shift, bool(end)).blocks())
    pieces.finish()
    headings = article.headings
    return ArticleText(
        blocks_html(tokens[:end]),
        blocks_html(tokens[end:]),
        tuple(
            (min(heading.level + shift, 6), heading.id, article.text[heading.start : heading.end])
            for heading in headings[bool(end) :]
        ),
        (*(heading.id for heading in headings), *pieces.ids),
    )


def headline_end(article: Article, title: str) -> int:
    """The number of tokens up to the end of the headline; 0 where the article does not begin with its title."""
    if not article.headings:
        return 0
    first = article.headings[0]
    if _alike(article.text[first.start : first.end]) != _alike(title):
        return 0
    in_furniture = False
    for index, token in enumerate(article.tokens):
        if token.type.startswith("container_furniture"):
            in_furniture = token.nesting == 1
        elif not in_furniture:
            if token.type == "heading_close":
                return index + 1
            if token.type not in ("heading_open", "inline"):
                return 0
    return 0


def _alike(title: str) -> str:
    """A title whose letters, quotation marks, dashes and spaces are told alike: it is typed in two places."""
    return normalise(title).strip().casefold()


def passage_html(text: str, start: int, end: int, marking: Marking) -> str:
    """The HTML of one stretch of running text, its marks included and its other formatting left out."""
    pieces = Pieces(marking)
    pieces.run(text[start:end], start)
    tokens = [*pieces.cover(text[start:end], start), *pieces.close()]
    pieces.finish()
    return line_html(tokens)


class _Marker:
    """Turns an article's tokens into tokens with the marks in them."""

    def __init__(self, article: Article, pieces: Pieces, shift: int, has_headline: bool) -> None:
        self._tokens = article.tokens
        self._shift = shift
        self._is_headline = has_headline
        self._pieces = pieces
        self._heading_ids = iter(article.headings)
        self._ids = {heading.id for heading in article.headings}

    def blocks(self) -> Iterator[Token]:
        piece = self._pieces.piece
        for token in self._tokens:
            match token.type:
                case "inline":
                    yield token.copy(children=list(self._inline(token.children or [])))
                case "heading_open" | "heading_close":
                    level = 1 if self._is_headline else min(int(token.tag[1]) + self._shift, 6)
                    attrs = {"id": next(self._heading_ids).id} if token.nesting == 1 else {}
                    heading = token.copy(tag=f"h{level}", attrs=attrs)
                    if token.nesting == 1:
                        self._pieces.in_heading = True
                        yield heading
                    else:
                        self._is_headline = False
                        yield self._pieces.heading_close(heading)
                case "container_furniture_open" | "container_furniture_close":
                    self._pieces.in_furniture = token.nesting == 1
                    yield piece(token.type)
                case "table_open" | "footnote_block_open" | "table_close" | "footnote_block_close":
                    yield piece(token.type)
                case "bullet_list_open" | "ordered_list_open":
                    # Its marks are words of the article, so it needs none of its own.
                    yield token.copy(attrs={"class": "mc-items"})
                case "th_open" | "td_open":
                    yield token.copy(attrs=alignment(token))
                case "footnote_open" | "footnote_anchor":
                    yield self._footnote(token)
                case "footnote_close":
                    yield piece(token.type)
                case _:
                    yield token

    def _inline(self, tokens: Sequence[Token]) -> Iterator[Token]:
        pieces = self._pieces
        run: list[Token] = []
        for token in tokens:
            if token.type in ("text", "softbreak"):
                run.append(token)
                continue
            yield from self._covered(run)
            run = []
            # Nothing else stands inside a mark, not even a line's break, whose newline is visible text.
            yield from pieces.close()
            match token.type:
                case "link_open":
                    if attributes := self._link(str(token.attrs["href"])):
                        pieces.in_link = True
                        yield token.copy(attrs=attributes)
                case "link_close":
                    if pieces.in_link:
                        pieces.in_link = False
                        yield token
                        yield from pieces.release()
                case "image":
                    yield self._image(token)
                case "footnote_ref":
                    yield self._footnote(token)
                case _:
                    yield token
        yield from self._covered(run)
        yield from pieces.close()

    def _covered(self, run: Sequence[Token]) -> Iterator[Token]:
        if not run:
            return
        # The parser leaves texts without content, where emphasis begins or ends a block.
        parts = [token.content if token.type == "text" else "\n" for token in run]
        self._pieces.run("".join(parts), run[0].meta["start"])
        for token, words in zip(run, parts, strict=True):
            yield from self._pieces.cover(words, token.meta["start"])

    def _link(self, href: str) -> dict[str, str | int | float]:
        """The attributes of a link to there, none where no link may lead there."""
        address = read_address(href)
        if address.is_web:
            return {"href": normalizeLink(href), "rel": "external noopener"}
        if not address.is_own:
            return {}
        # A heading is named by its words, to which the page puts something before, so that no note has the same id.
        heading = f"text--{href[1:]}"
        return {
            "href": f"#{heading}"
            if href[:1] == "#" and heading in self._ids
            else address_from(ANY_ARTICLE, href)
        }

    def _footnote(self, token: Token) -> Token:
        number, use = int(token.meta["id"]) + 1, int(token.meta.get("subId") or 0) + 1
        note = f"fn--{number}"
        reference = f"fnref--{number}" if use == 1 else f"fnref--{number}-{use}"
        self._pieces.ids += {"footnote_open": [note], "footnote_ref": [reference]}.get(token.type, [])
        return self._pieces.piece(token.type, (note, reference, number))

    def _image(self, token: Token) -> Token:
        source = str(token.attrs["src"])
        address = read_address(source)
        # A picture on another host would tell that host who reads the page, so it becomes a link.
        what = (
            "image"
            if address.is_own
            else "image_link"
            if address.is_web and not self._pieces.in_link
            else "image_words"
        )
        there = address_from(ANY_ARTICLE, source) if address.is_own else normalizeLink(source)
        words = "".join(child.content or " " * child.type.endswith("break") for child in token.children or ())
        return self._pieces.piece(what, (there, words))
