"""The text of which `markedcopy new` makes an article: read, or taken from a saved web page, and told as it is read."""

from __future__ import annotations

import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from .project import misuse

if TYPE_CHECKING:
    from ..edit.pasted import Lines, Pasted


def read(source: str) -> bytes:
    from ..read.text import LIMIT
    from .typing_in import typed

    try:
        if source == "-":
            if sys.stdin.isatty():
                click.echo("Paste the text, then press Enter and Ctrl+D.", err=True)
                data = typed(sys.stdin.fileno())
            else:
                data = sys.stdin.buffer.read(4 * LIMIT + 1)
        else:
            if not stat.S_ISREG(Path(source).stat().st_mode):
                misuse(f"{shown(source)}: it is not a file")
            with Path(source).open("rb") as stream:
                data = stream.read(4 * LIMIT + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        misuse(f"{shown(source)}: {reason.lower()}")
    if len(data) > 4 * LIMIT:
        fail(f"{shown(source)}: it is larger than {4 * LIMIT:,} bytes")
    return data


def pasted_text(
    data: bytes, source: str, lines: Lines, encoding: str
) -> tuple[Pasted, Mapping[str, str], Mapping[str, int]]:
    """The text, what its page says of it, and the levels of its headings; told as it is read."""
    from ..edit.decoding import UnreadableError, declared, decoded, is_encoding, saved_page
    from ..edit.pasted import read_pasted
    from ..edit.web_page import NotInstalledError, looks_like_html, read_web_page
    from ..problems.printed import counted, visible
    from ..read.text import LIMIT

    if encoding and not is_encoding(encoding):
        misuse(
            f"--encoding: “{encoding}” is no encoding that is known",
            "Such are utf-8, windows-1251, gb18030 and shift_jis.",
        )
    known: Mapping[str, str] = {}
    headings: Mapping[str, int] = {}
    try:
        saved = saved_page(data)
        page_data = saved.data if saved else data
        is_page = bool(saved) or looks_like_html(data, source)
        said = encoding or (saved.encoding if saved else "") or (declared(page_data) if is_page else "")
        text, read_as = decoded(page_data, said, is_certain=bool(encoding))
        if is_page:
            page = read_web_page(text)
            if page is None:
                fail(f"{shown(source)}: no article was found in this web page; copy its text and paste that")
            text, known, headings, lines = page.text, page.known, page.headings, "paragraphs"
            if saved and saved.url.startswith(("http://", "https://")):
                known = {"url": saved.url, **known}
            click.echo("From the web page, to be compared with it:", err=True)
            for key, value in known.items():
                click.echo(f"  {key}: {visible(value)}", err=True)
            if page.may_be_cut:
                click.echo(
                    "  The page speaks of a part for subscribers: see whether the text is whole.", err=True
                )
    except UnreadableError as error:
        fail(f"{shown(source)}: {error}")
    except NotInstalledError:
        misuse(
            f"{shown(source)}: to read a saved web page, a library is needed that is not installed",
            "Install it with `make html` in the project's folder, or copy the text of the page and paste it.",
        )
    if len(text.encode("utf-8", "replace")) > LIMIT:
        fail(f"{shown(source)}: its text is larger than {LIMIT:,} bytes, more than an article may have")
    pasted = read_pasted(text, lines)
    parts = [counted(len(pasted.paragraphs), "paragraph")]
    parts += [read_as] if read_as != "UTF-8" else []
    parts += (
        ["lines that were wrapped are joined (--lines paragraphs keeps them apart)"]
        if pasted.is_wrapped
        else []
    )
    parts += [f"{counted(pasted.dropped, 'control character')} left out"] if pasted.dropped else []
    click.echo("Read: " + "; ".join(parts), err=True)
    return pasted, known, headings


def shown(source: str) -> str:
    from ..problems.printed import visible

    return "standard input" if source == "-" else visible(source)


def fail(message: str) -> NoReturn:
    click.echo(f"markedcopy: {message}", err=True)
    sys.exit(1)
