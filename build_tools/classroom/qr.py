"""A QR code as a picture."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import NamedTuple


class QrCode(NamedTuple):
    """The code of a text, in black on nothing."""

    svg: str
    modules: int
    """How many of its squares stand side by side, without the border."""
    border: int
    """How many squares wide the quiet zone is that readers of codes need around it."""


@lru_cache(maxsize=4)
def qr_code(text: str) -> QrCode:
    """The code of a text. The same article asks for it more than once."""
    import segno

    code, border, picture = segno.make(text, micro=False, error="m"), 4, BytesIO()
    code.save(picture, kind="svg", border=border, xmldecl=False, nl=False, omitsize=True)
    return QrCode(picture.getvalue().decode(), len(code.matrix), border)
