"""What is done to a finished PDF of Typst's: byte for byte, so that whatever its tables point to stays where it is.

Cheap to import: what is kept of an article on paper goes through here in every build."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256

_LENGTH = re.compile(rb"/Length (\d+)(?!.*/Length)[^\n]*\Z")
_A4 = b"[0 0 595.2756 841.8898]"
_LETTER = b"[-8 34 604 826]".ljust(len(_A4))
"""In points, from the lower left corner of A4: 5.6 mm less at the head, 12 mm at the foot, 3 mm more at each side."""
# Begins with the line break before: `^` would be tried at every line, which takes seven times as long.
_PAGE = re.compile(rb"(\n<</Type/Page/[^\n]*/MediaBox)" + re.escape(_A4))
_ID = re.compile(rb"/ID\[\([^)]*\)\(([^)]*)\)\]")


def on_letter(a4: bytes) -> bytes:
    """The same pages on Letter: the window on each is another, and nothing is laid out again.

    So the templates put nothing where Letter has no paper. Raises ValueError for a file that has no page on A4.
    """
    letter, pages = _PAGE.subn(rb"\1" + _LETTER, a4)
    found = _ID.search(a4)
    if not pages or not found:
        raise ValueError("this is no PDF as Typst writes it on A4")
    # Another file has another name.
    name = b64encode(sha256(a4).digest())[: len(found[1]) - 2] + b"=="
    return letter.replace(found[1], name)


SIZES: Mapping[str, Callable[[bytes], bytes]] = {"A4": bytes, "Letter": on_letter}
"""The sizes of paper, and what makes them of A4, byte by byte as long."""


def on_each_size(kind: str, a4: bytes) -> Iterator[tuple[str, bytes]]:
    """Address and content of the files that come of a PDF on A4."""
    for size, fitted in SIZES.items():
        yield address_of(kind, size), fitted(a4)


def addresses(kinds: Iterable[str]) -> Iterator[str]:
    """Of all files of these kinds."""
    return (address_of(kind, size) for kind in kinds for size in SIZES)


def address_of(kind: str, size: str) -> str:
    """Of the file of that kind on paper of that size, relative to the article's page."""
    return f"{kind}-{size.lower()}.pdf"


def with_clear_ends(pdf: bytes) -> bytes:
    """The same PDF, with no doubt where a stream ends.

    Typst ends each with a line feed, and one in 256 happens to have a carriage return as its last byte. Whoever takes
    these two for the end of a line finds one byte less than the stream is said to have, and no PDF/A. A carriage return
    more makes it clear. It gets the place of the line feed before `stream`, so that every other byte stays where it is.
    """
    parts = pdf.split(b"\r\nendstream")
    for at, part in enumerate(parts[:-1]):
        start = part.rfind(b">>\nstream\n") + 2
        length = _LENGTH.search(part, 0, start)
        if length and int(length[1]) == len(part) + 1 - (start + len(b"\nstream\n")):
            parts[at] = part[:start] + part[start + 1 :] + b"\r"
    return b"\r\nendstream".join(parts)
