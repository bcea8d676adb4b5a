"""An article and the prose of its notes as plain values from which Typst builds content.

What is in a text is data to Typst and never source, so that no sign of it can do anything there. A *run* is a mapping
with `text` and, where they apply, `strong`, `emph`, `link` (an address), `mark` (a number of ours), `raised` (of a
footnote) and `aside` (words of ours in the middle of the article); a *block* is a mapping with its `kind`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import regex
from markdown_it.token import Token

from ..page.inline import paragraphs
from ..read.article import Article
from ..words.count import UNSPACED

Run = Mapping[str, Any]
Block = Mapping[str, Any]

_UNIT = regex.compile(rf"[[\p{{L}}\p{{M}}\p{{N}}]--{UNSPACED}]+|\X", regex.V1)
_LONGEST = 40
_LONG = regex.compile(rf"[[\S]--[\p{{M}}{UNSPACED}]]{{{_LONGEST},}}", regex.V1)
_SIGNS_OF_ADDRESSES = regex.compile(r"[/.?&=_#-]+(?=[^\s/.?&=_#-])")
_CLUSTERS = regex.compile(r"(?:\X){20}(?=\X)")
_CLUSTER = regex.compile(r"\X")
_WORD = regex.compile(r"[^\s\u200b]+")
_ZERO_WIDTH = "\u200b"
_COLUMN, _INSET = 104 / 25.4 * 72, 4
"""In points: how wide the text of a sheet is, and what of a column of a table is no room for words."""


def unit_end(text: str, start: int, end: int) -> int:
    """The offset after what stands at the head of a stretch and is never divided between two lines."""
    found = _UNIT.match(text, start, end)
    return found.end() if found else end


def article_blocks(article: Article, marks: Mapping[int, Sequence[int]]) -> tuple[Block, ...]:
    """The article without page furniture. `marks` are numbers to be found again in the layout, by the offset in the
    visible text behind which they stand."""
    return tuple(_Blocks(article.tokens, marks).until(""))


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
    styles: dict[str, Any] = {"strong": True} if strong else {}
    if emph:
        styles["emph"] = True
    if address:
        styles["link"] = address
    return {"text": breakable(text), **styles}


class _Blocks:
    """Turns the article's tokens into blocks."""

    def __init__(self, tokens: Sequence[Token], marks: Mapping[int, Sequence[int]]) -> None:
        self._tokens = iter(tokens)
        self._marks = marks
        self._offsets = sorted(marks)

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
        rows: list[list[list[dict[str, Any]]]] = []
        align: list[str] = []
        for token in self._tokens:
            match token.type:
                case "table_close":
                    break
                case "tr_open":
                    rows.append([])
                case "th_open" | "td_open":
                    if len(rows) == 1:
                        style = str(token.attrs.get("style", ""))
                        align.append(style.removeprefix("text-align:"))
                case "inline":
                    rows[-1].append([dict(run) for run in self._runs(token.children or ())])
        size, most = _cells(len(align))
        for run in (run for row in rows for cell in row for run in cell if "text" in run):
            run["text"] = _WORD.sub(lambda word: _ZERO_WIDTH.join(_clusters(word[0], most)), run["text"])
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
                    yield {"text": f"[Picture: {words}]" if words else "[Picture]", "aside": True}

    def _marked(self, token: Token, text: str, strong: int, emph: int) -> Iterator[Run]:
        if not text:
            return
        start, done = token.meta["start"], 0
        for at in self._offsets[
            bisect_right(self._offsets, start) : bisect_right(self._offsets, start + len(text))
        ]:
            yield {**_run(text[done : at - start], strong, emph), "mark": list(self._marks[at])}
            done = at - start
        if done < len(text):
            yield _run(text[done:], strong, emph)
