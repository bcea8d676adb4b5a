"""A text cut to a length: behind a word, or wherever it fits."""

from __future__ import annotations

from .clusters import start_of_text_cut_at

_MOST = 0.6
"""A cut at a space has to keep this share of what would fit."""


def shorten(text: str, limit: int) -> str:
    """The text, or, when it is longer than `limit` code points, its beginning with an ellipsis.

    The cut is behind a word where that keeps most of the text, so not in scripts without spaces or within a long
    address; it is never inside a grapheme cluster. The result is never longer than `limit`.
    """
    if len(text) <= limit:
        return text
    if limit < 1:
        return ""
    kept = start_of_text_cut_at(text, limit - 1)
    if not text[len(kept)].isspace():
        space = max(kept.rfind(char) for char in " \t\n\u3000")
        if space >= (limit - 1) * _MOST:
            kept = kept[:space]
    return f"{kept.rstrip()}…"


def cut(text: str, limit: int) -> str:
    """The text, or as much of its beginning as fits in `limit` code points with an ellipsis; no cluster is cut."""
    return text if len(text) <= limit else f"{start_of_text_cut_at(text, limit - 1)}…"
