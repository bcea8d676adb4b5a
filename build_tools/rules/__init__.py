"""The rules of the checker, one function each; `catalogue.py` lists them all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .rule import AnyRule


def all_rules() -> Sequence[AnyRule]:
    """Every rule, once, by id."""
    # Imported when asked for: reading a file takes the wordings, long before there is anything to find.
    from .catalogue import BY_ID

    return tuple(BY_ID.values())


def rules_markdown() -> str:
    """The documentation of all rules as the body of a Markdown page, a heading each."""
    from .catalogue import markdown

    return markdown()
