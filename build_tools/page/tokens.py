"""What the texts of articles and of techniques have in common when their tokens are written as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

_OPTIONS: Any = {"xhtmlOut": False, "breaks": False, "langPrefix": "language-", "highlight": None}


def blocks_html(tokens: Sequence[Token]) -> str:
    """The HTML of blocks."""
    return str(_renderer().render(tokens, OptionsDict(_OPTIONS), {}))


def line_html(tokens: Sequence[Token]) -> str:
    """The HTML of what stands inside a block."""
    return str(_renderer().renderInline(tokens, OptionsDict(_OPTIONS), {}))


def alignment(cell: Token) -> dict[str, str | int | float]:
    """The attributes of a table's cell: its alignment is a class, for the page's policy allows no style attributes."""
    style = str(cell.attrs.get("style", ""))
    return {"class": f"mc-{style.removeprefix('text-align:')}"} if style else {}


@cache
def _renderer() -> RendererHTML:
    return RendererHTML()
