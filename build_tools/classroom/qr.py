"""A QR code as a picture."""

from __future__ import annotations

from io import BytesIO


def qr_svg(text: str) -> str:
    """The code of a text, in black on nothing, with the quiet zone that readers of codes need around it."""
    import segno

    picture = BytesIO()
    segno.make(text, micro=False, error="m").save(
        picture, kind="svg", border=4, xmldecl=False, nl=False, omitsize=True
    )
    return picture.getvalue().decode()
