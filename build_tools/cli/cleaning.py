"""The command that takes out signs which nobody meant: `markedcopy clean`."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..problems.problem import Problem
    from ..read.clean import Kind


class RefusedError(Exception):
    """A file that is not to be changed, and why."""


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE ...", type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Change the files. Without it, only what would change is shown.")
def clean(files: tuple[Path, ...], write: bool) -> None:
    """Take out of FILEs the signs that nobody meant, and put in place what they stand for.

    Annotation files, articles and techniques; shows what would change, and with --write changes it. Status 0: done,
    or nothing to do. 1: something is left for a person, or a file could not be read or written.
    """
    from ..problems.printed import as_text, counted

    changed, is_failed = 0, False
    for path in files:
        try:
            text = read_text(path)
            better, left = _cleaned(path, text)
            if better != text:
                click.echo("".join(_difference(str(path), text, better)), nl=False)
                if write:
                    write_text(path, text, better)
                changed += 1
        except RefusedError as refused:
            click.echo(f"markedcopy: {path}: {refused}", err=True)
            is_failed = True
            continue
        if left:
            is_failed = True
            click.echo(("\n" if better != text else "") + "Left for you:\n\n" + as_text(left), nl=False)
    click.echo(f"{counted(changed, 'file')} {'changed' if write else 'to change'} of {len(files)}", err=True)
    sys.exit(is_failed)


def read_text(path: Path) -> str:
    from ..read.text import LIMIT

    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise RefusedError("it is not a file")
        with path.open("rb") as stream:
            data = stream.read(LIMIT + 1)
        if len(data) > LIMIT:
            raise RefusedError(f"it is larger than {LIMIT:,} bytes")
        return data.decode("utf-8")
    except OSError as error:
        raise RefusedError(_reason(error)) from None
    except UnicodeDecodeError:
        raise RefusedError("it is not UTF-8; `markedcopy check` says where") from None


def _cleaned(path: Path, text: str) -> tuple[str, tuple[Problem, ...]]:
    """The text mended, and what of its signs is left."""
    from ..read.clean import cleaned, left_over

    kind = kind_of(path)
    better = cleaned(str(path), text, kind)
    return better, left_over(str(path), better, kind)


def kind_of(path: Path) -> Kind:
    from ..read.clean import ANNOTATIONS, ARTICLE, NOTE, TECHNIQUE
    from ..read.project import ANNOTATIONS as FOLDER

    if path.suffix in (".yml", ".yaml"):
        return NOTE if path.resolve().parent.parent.name == FOLDER else ANNOTATIONS
    if path.suffix != ".md":
        raise RefusedError("it is neither YAML (.yml) nor Markdown (.md)")
    return TECHNIQUE if path.resolve().parent.name == "techniques" else ARTICLE


def _difference(name: str, before: str, after: str) -> Iterator[str]:
    """Each line that changes, as it is and as it will be, with signs that cannot be seen spelt out."""
    from ..problems.printed import spelt, visible

    old, new = before.split("\n"), after.split("\n")
    yield f"--- {visible(name)}\n+++ {visible(name)}\n"
    if len(old) == len(new):
        hunks = [(at, at + 1, at, at + 1) for at, line in enumerate(old) if line != new[at]]
    else:
        codes = SequenceMatcher(None, old, new).get_opcodes()
        hunks = [(a, b, c, d) for tag, a, b, c, d in codes if tag != "equal"]
    for old_start, old_end, new_start, new_end in hunks:
        yield f"@@ line {old_start + 1} @@\n"
        yield from (f"-{spelt(line.removesuffix(chr(13)))}\n" for line in old[old_start:old_end])
        yield from (
            f"+{spelt(line.removesuffix(chr(13)), seen=chr(0xA0))}\n" for line in new[new_start:new_end]
        )


def write_text(path: Path, was: str, now: str) -> None:
    """Put a text in the place of the one that was read. Raises RefusedError; then the file is as it was."""
    from ..edit.whole_files import UnreplacedError, replace_all

    try:
        replace_all({path: (was.encode("utf-8"), now.encode("utf-8"))})
    except UnreplacedError as error:
        raise RefusedError(f"{error.why}; it was not changed") from None


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
