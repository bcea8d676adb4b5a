"""The texts that an article had before, from a file or from git."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .project import misuse

if TYPE_CHECKING:
    from ..read.joined import Joined


def old_texts(root: Path, slug: str, old: Path | None, since: str | None, file: Joined) -> Iterator[str]:
    """The texts from which quotes are carried over: what does not stand in the first may stand in the next."""
    from ..read.revision import RevisionError, is_shallow

    if old is not None:
        yield visible_text(str(old), old.read_bytes())
        return
    path = f"docs/articles/{slug}.md"
    try:
        if since is not None:
            yield _text_at(root, since, path)
            return
        yield from islice(_texts_with_all_quotes(root, path, file), 1)
        yield from _texts(root, path)
        is_cut = is_shallow(root)
    except RevisionError as error:
        misuse(str(error), " ".join(filter(None, (error.hint, "The old text can be given with --old FILE."))))
    if is_cut:
        click.echo(
            "Only the latest commits are here. Get the others with `git fetch --unshallow`, "
            "or name the old text with --old FILE.",
            err=True,
        )


def _text_at(root: Path, revision: str, path: str) -> str:
    """The article in a revision, by the name that it had then."""
    from ..read.revision import RevisionError, file_at, states_of

    try:
        return visible_text(path, file_at(root, revision, path))
    except RevisionError as error:
        for then in dict.fromkeys(name for _, name in states_of(root, path)):
            try:
                return visible_text(then, file_at(root, revision, then))
            except RevisionError:
                continue
        if "exists on disk" not in str(error) and "does not exist" not in str(error):
            raise
        message = f"the article was not there at “{revision}”, neither as {path} nor by another name"
        raise RevisionError(message, "Name a revision that has it.") from None


def _texts(root: Path, path: str) -> Iterator[str]:
    """The article's texts in history, the latest first."""
    from ..read.revision import RevisionError, file_at, states_of

    for revision, then in states_of(root, path):
        try:
            yield visible_text(then, file_at(root, revision, then))
        except RevisionError:
            return  # it was not there yet, or a shallow copy ends here


def _texts_with_all_quotes(root: Path, path: str, file: Joined) -> Iterator[str]:
    """The article's texts in history in which every quote stood: those of the notes of then, or those of now."""
    from ..anchor.anchor import SearchText
    from ..check.check import read_annotations
    from ..edit.moves import stand_all
    from ..read.revision import RevisionError, file_at, files_below, states_of
    from ..read.text import File

    for revision, then in states_of(root, path):
        try:
            text = visible_text(then, file_at(root, revision, then))
        except RevisionError:
            return  # it was not there yet, or a shallow copy ends here
        own = f"annotations/{Path(then).stem}"
        files = [file]
        try:
            notes = [name for name in files_below(root, revision, own) if name.endswith((".yml", ".yaml"))]
            main, *apart = (File(name, file_at(root, revision, name)) for name in (f"{own}.yml", *notes))
            joined, _ = read_annotations(main, apart)
            files += [joined] if joined and joined.is_whole else []
        except RevisionError:
            pass  # there were no notes then
        if any(stand_all(one, SearchText(text)) for one in files):
            yield text


def visible_text(path: str, data: bytes) -> str:
    """The text that a reader of an article sees. Ends the program if the file cannot be read."""
    from ..read.article import parse_article
    from ..read.text import File, decode, front_matter

    source, _ = decode(File(path, data))
    if source is None:
        misuse(f"{path} cannot be read", "`markedcopy check` says why.")
    block = front_matter(source)
    return parse_article(source.text[block.body if block else 0 :]).text
