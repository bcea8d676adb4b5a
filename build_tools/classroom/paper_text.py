"""An article and the prose of its notes as plain values from which Typst builds content.

What is in a text is data to Typst and never source, so that no sign of it can do anything there. A *run* is a mapping
with `text` and, where they apply, `strong`, `emph`, `link` (an address), `raised` (of a footnote) and `aside` (words of
ours in the middle of the article). The article's own are in `words` instead, with a mark between each two of them,
numbered from `mark`. A *block* is a mapping with its `kind`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

import regex
from markdown_it.token import Token

from ..page.inline import paragraphs
from ..read.article import Article
from ..words.count import UNSPACED
from .sheet_lines import heads

Run = Mapping[str, Any]
Block = Mapping[str, Any]

_LONGEST = 40
_LONG = regex.compile(rf"[[\S]--[\p{{M}}{UNSPACED}]]{{{_LONGEST},}}", regex.V1)
_SIGNS_OF_ADDRESSES = regex.compile(r"[/.?&=_#-]+(?=[^\s/.?&=_#-])")
_CLUSTERS = regex.compile(r"(?:\X){20}(?=\X)")
_CLUSTER = regex.compile(r"\X")
_WORD = regex.compile(r"[^\s\u200b]+")
_ZERO_WIDTH = "\u200b"
_COLUMN, _INSET = 104 / 25.4 * 72, 4
"""In points: how wide the text of a sheet is, and what of a column of a table is no room for words."""


def article_blocks(article: Article, each_sign: bool) -> tuple[tuple[Block, ...], Sequence[int]]:
    """The article without page furniture; and of each mark in it, by number, the offset in the visible text at which
    begins what it stands behind: nowhere else does a line begin. For `each_sign` see `heads`."""
    blocks = _Blocks(article.tokens, each_sign)
    return tuple(blocks.until("")), blocks.heads


def prose(text: str) -> list[list[Run]]:
    """A note's Markdown: paragraphs of runs. A link's address stands behind its words, for paper cannot be clicked."""
    return [_inline(tokens) for tokens in paragraphs(text)]


def plain(text: str) -> list[list[Run]]:
    """A text without markup: paragraphs of runs."""
    return [[{"text": breakable(part)}] for part in _PARAGRAPH.split(text.strip())]


_PARAGRAPH = regex.compile(r"\n[^\S\n]*\n\s*")


def breakable(text: str) -> str:
    """The same text, with a place to break a line in what has none for longer than a line.

    It is behind a sign that parts an address, or else anywhere. A tab is the space as which a page shows it.
    """
    text = text.replace("\t", " ")
    # Hardly any text has such a stretch, and to look for one with all that it may have in it is slow.
    if max(map(len, text.split(" "))) < _LONGEST:
        return text
    return _LONG.sub(lambda long: _parted(long[0]), text)


def _parted(long: str) -> str:
    pieces = _SIGNS_OF_ADDRESSES.sub(lambda signs: signs[0] + "\u200b", long).split("\u200b")
    return "\u200b".join(
        _CLUSTERS.sub(lambda part: part[0] + "\u200b", piece) if len(piece) >= _LONGEST else piece
        for piece in pieces
    )


def _cells(columns: int) -> tuple[float, int]:
    """The size of type in a table, in points, and how many letters of a word have room in the least of its columns."""
    size = 11.5 if columns <= 3 else 9.0 if columns <= 6 else 7.5
    width = _COLUMN / max(columns, 1) - _INSET
    return size, max(int(width / (0.6 * size)), 1)


def _in_cell(text: str, most: int) -> str:
    return _WORD.sub(lambda word: _ZERO_WIDTH.join(_clusters(word[0], most)), breakable(text))


def _clusters(word: str, most: int) -> list[str]:
    """A word in pieces of so many letters, with all that belongs to each."""
    letters = _CLUSTER.findall(word)
    return ["".join(letters[at : at + most]) for at in range(0, len(letters), most)]


def _inline(tokens: Sequence[Token]) -> list[Run]:
    runs: list[Run] = []
    strong = emph = 0
    address, words_from = "", 0
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                emph += token.nesting
            case "link_open":
                address, words_from = str(token.attrs["href"]), len(runs)
            case "link_close":
                words = "".join(run["text"] for run in runs[words_from:])
                if words not in (address, typed(address)):
                    runs.append({"text": f" ({breakable(typed(address))})"})
                address = ""
            case "softbreak" | "hardbreak":
                runs.append(_run(" ", strong, emph, address))
            case _ if token.content:
                runs.append(_run(token.content, strong, emph, address))
    return runs


def typed(address: str) -> str:
    """The address as somebody types it who has it on paper."""
    return address.removeprefix("https://").removeprefix("http://")


def _run(text: str, strong: int, emph: int, address: str = "") -> Run:
    return {"text": breakable(text), **_styles(strong, emph), **({"link": address} if address else {})}


def _styles(strong: int, emph: int) -> Run:
    return {name: True for name, depth in (("strong", strong), ("emph", emph)) if depth}


class _Blocks:
    """Turns the article's tokens into blocks."""

    def __init__(self, tokens: Sequence[Token], each_sign: bool) -> None:
        self._tokens = iter(tokens)
        self._each_sign = each_sign
        self._breakable = breakable
        self.heads: list[int] = []

    def until(self, closing: str) -> Iterator[Block]:
        """The blocks up to a token that closes what they stand in, or up to the end."""
        for token in self._tokens:
            if token.type == closing:
                return
            match token.type:
                case "paragraph_open":
                    yield from self._paragraph("paragraph_close", {"kind": "paragraph"})
                case "heading_open":
                    yield from self._paragraph(
                        "heading_close", {"kind": "heading", "level": int(token.tag[1])}
                    )
                case "blockquote_open":
                    yield {"kind": "quote", "body": list(self.until("blockquote_close"))}
                case "bullet_list_open" | "ordered_list_open":
                    close = token.type.replace("open", "close")
                    yield {"kind": "list", "items": [*self._items("list_item", close)]}
                case "table_open":
                    yield self._table()
                case "footnote_block_open":
                    yield {"kind": "footnotes", "items": [*self._items("footnote", "footnote_block_close")]}
                case "container_furniture_open":
                    for _ in self.until("container_furniture_close"):
                        pass

    def _items(self, name: str, closing: str) -> Iterator[list[Block]]:
        for token in self._tokens:
            if token.type == closing:
                return
            if token.type == f"{name}_open":
                yield list(self.until(f"{name}_close"))

    def _paragraph(self, closing: str, block: dict[str, Any]) -> Iterator[Block]:
        runs: list[Run] = []
        for token in self._tokens:
            if token.type == closing:
                break
            if token.type == "inline":
                runs += self._runs(token.children or ())
        if runs:
            yield {**block, "runs": runs}

    def _table(self) -> Block:
        tokens = list(takewhile(lambda token: token.type != "table_close", self._tokens))
        align = [
            str(token.attrs.get("style", "")).removeprefix("text-align:")
            for token in tokens
            if token.type == "th_open"
        ]
        size, most = _cells(len(align))
        self._breakable = lambda text: _in_cell(text, most)
        rows: list[list[list[Run]]] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(list(self._runs(token.children or ())))
        self._breakable = breakable
        return {"kind": "table", "rows": rows, "align": align, "size": size}

    def _runs(self, tokens: Sequence[Token]) -> Iterator[Run]:
        strong = emph = 0
        for token in tokens:
            match token.type:
                case "strong_open" | "strong_close":
                    strong += token.nesting
                case "em_open" | "em_close":
                    emph += token.nesting
                case "text":
                    yield from self._marked(token, token.content, strong, emph)
                case "softbreak":
                    yield from self._marked(token, " ", strong, emph)
                case "hardbreak":
                    yield {"break": True}
                case "footnote_ref":
                    yield {"text": str(int(token.meta["id"]) + 1), "raised": True}
                case "image":
                    words = "".join(child.content for child in token.children or ())
                    shown = f"[Picture: {words}]" if words else "[Picture]"
                    yield {"text": self._breakable(shown), "aside": True}

    def _marked(self, token: Token, text: str, strong: int, emph: int) -> Iterator[Run]:
        if not text:
            return
        shown = self._breakable(text)
        offsets = _offsets(text, shown)
        words, done, number = [], 0, len(self.heads)
        for start, behind in heads(shown, self._each_sign):
            self.heads.append(token.meta["start"] + offsets[start])
            words.append(shown[done:behind])
            done = behind
        yield {"words": [*words, shown[done:]], "mark": number, **_styles(strong, emph)}


def _offsets(text: str, shown: str) -> Sequence[int]:
    """Of each sign that is shown, where it stands in a text to which places to break a line were added."""
    if len(text) == len(shown):
        return range(len(text))
    offsets, at = [], 0
    for sign in shown:
        offsets.append(at)
        at += sign != _ZERO_WIDTH or text[at : at + 1] == _ZERO_WIDTH
    return offsets
