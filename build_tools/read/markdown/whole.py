"""What is seen when all blocks are there: marks of lists and loose footnotes are words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .blocks import paragraph


def loose_footnotes(state: StateCore) -> None:
    """What has the form of a footnote but is referred to nowhere, or defined twice, is text: it would vanish."""
    if "footnotes" not in state.env:
        return
    referred = {note["label"] for note in state.env["footnotes"].get("list", {}).values()}
    tokens: list[Token] = []
    kept: list[bool] = []
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            label = token.meta["label"]
            kept.append(label in referred and not any(kept))
            if kept[-1]:
                referred.remove(label)
            else:
                tokens.append(Token("as_text", "", 0, content=f"[^{label}]:", map=token.map))
                continue
        elif token.type == "footnote_reference_close" and not kept.pop():
            continue
        tokens.append(token)
    state.tokens = list(_with_prefixes(tokens))


def markers(state: StateCore) -> None:
    """Make the marks of a list words of its items, and a list of one paragraph alone a paragraph."""
    tokens = state.tokens
    marked: list[Token] = []
    depth, left_out = 0, set[int]()
    for at, token in enumerate(tokens):
        if token.type in _LISTS and not depth:
            types = [item.type for item in tokens[at + 1 : at + 7]]
            if types[:5] == _LONE_ITEM and types[5] != "list_item_open":
                left_out |= {at, at + 1, at + 5, at + 6}
                tokens[at + 2].hidden = tokens[at + 4].hidden = False
        depth += (token.type == "list_item_open") - (token.type == "list_item_close")
        if at not in left_out:
            marked.append(token)
        if token.type == "list_item_open":
            marked.append(Token("as_text", "", 0, content=token.info + token.markup, map=token.map))
    state.tokens = list(_with_prefixes(marked))


_LISTS = ("bullet_list_open", "ordered_list_open")
_LONE_ITEM = ["list_item_open", "paragraph_open", "inline", "paragraph_close", "list_item_close"]


def _with_prefixes(tokens: Iterable[Token]) -> Iterator[Token]:
    """Put each text that stands between blocks at the head of the paragraph after it, or into one of its own."""
    prefix: Token | None = None
    for token in tokens:
        if prefix and token.type not in ("paragraph_open", "inline"):
            yield from _as_paragraph(prefix)
            prefix = None
        if token.type == "as_text":
            prefix = token
            continue
        if prefix and token.type == "inline":
            assert token.children is not None
            space = " " if token.children else ""
            token.children.insert(0, Token("text", "", 0, content=prefix.content + space))
            prefix = None
        yield token
    if prefix:
        yield from _as_paragraph(prefix)


def _as_paragraph(prefix: Token) -> Iterator[Token]:
    for token in paragraph("", prefix.map[0] if prefix.map else 0):
        if token.type == "inline":
            token.children = [Token("text", "", 0, content=prefix.content)]
        yield token
