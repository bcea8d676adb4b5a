"""The command that makes drafts of what was annotated elsewhere: `markedcopy import`."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from .progress import counting
from .project import article_path, find_root, misuse

if TYPE_CHECKING:
    from ..edit.importing.foreign import Foreign
    from ..edit.importing.known import Known
    from ..model.front_matter import TechniqueFrontMatter
    from ..read.project import Project
    from ..read.text import File, FrontMatter, Source

_LIMIT = 20_000_000
"""Bytes of the largest file that is imported."""
_LARGEST_NOTE = 1_000_000
"""Bytes of the largest note with which drafts are compared."""


@click.command("import")
@click.argument("form", metavar="FORMAT", type=click.Choice(["web-annotation", "hypothesis", "brat"]))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("given", metavar="ARTICLE")
@click.option(
    "--to", "folder", type=click.Path(file_okay=False, path_type=Path), help="The folder for the drafts."
)
@click.option(
    "--text", "source", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="brat: the text."
)
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as JSON to this file."
)
def import_(
    form: str, file: Path, given: str, folder: Path | None, source: Path | None, report: Path | None
) -> None:
    """Make drafts of notes on ARTICLE, a file or its name, from the annotations in FILE.

    FORMAT is web-annotation (W3C JSON-LD), hypothesis (JSON or CSV) or brat (.ann, with its .txt beside it). Each
    annotation becomes a file of its own under annotations/<article>/, or in the folder after --to. No file is ever
    overwritten, and an annotation of which there is a note already gets no second one. What has no place in a note, and
    what is not in the article, is listed.

    \b
    Examples:
      markedcopy import hypothesis export.json harbour-car-park
      markedcopy import brat port.ann docs/articles/port.md --to drafts --report report.json

    Status 0: every annotation has a draft, or had one. 1: some have none, or the file cannot be read. 2: misuse.
    """
    from ..anchor.anchor import SearchText
    from ..edit.importing.drafts import draft_all
    from ..edit.importing.foreign import BadFileError
    from ..edit.importing.report import as_data, as_text
    from ..read.article import parse_article
    from ..read.project import is_project, read_project
    from ..read.text import Source, front_matter

    article = article_path(given, Path.cwd())
    words = Source.of(str(article), _read(article))
    block = front_matter(words)
    body = block.body if block else 0
    parsed = parse_article(words.text[body:], words.position(body)[0])
    if _is_of_another_format(form, file, given):
        sys.exit(1)
    try:
        found = _foreign(form, file, source)
    except BadFileError as error:
        click.echo(f"markedcopy: {error}", err=True)
        sys.exit(1)
    root = next((place for place in article.resolve().parents if is_project(place)), None)
    if root is None and folder is None:
        root = find_root(article.parent)
    target = folder if folder is not None else (root or Path()) / "annotations" / article.stem
    techniques, taken, notes = _known(read_project(root) if root else None, article.stem)
    taken |= {path.stem for path in target.glob("*")} if target.is_dir() else set()
    drafted = draft_all(
        counting(found, "annotations looked up"),
        SearchText(parsed.text),
        techniques,
        taken,
        file.name,
        _files(target),
        notes,
        _address(words, block),
    )
    paths = [target / f"{draft.id}.yml" for draft in drafted.drafts]
    _write_all(list(zip(paths, (draft.yaml for draft in drafted.drafts), strict=True)))
    written = [(draft, str(path)) for draft, path in zip(drafted.drafts, paths, strict=True)]
    data = as_data(written, drafted.there, drafted.unplaced, parsed.line_at)
    if report is not None:
        from ..edit.whole_files import TakenError, UnreplacedError, put

        try:
            put(report, json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        except (TakenError, UnreplacedError, OSError) as error:
            why = getattr(error, "why", None) or getattr(error, "strerror", None) or error
            click.echo(f"markedcopy: {report}: {why}", err=True)
            sys.exit(1)
    click.echo(as_text(data), nl=False)
    sys.exit(bool(drafted.unplaced))


def _read(path: Path) -> str:
    """The text of a file; ends with status 1 where there is none."""
    data = b""
    try:
        with path.open("rb") as stream:
            data = stream.read(_LIMIT + 1)
        if len(data) > _LIMIT:
            raise OSError(f"it is larger than {_LIMIT:,} bytes")
        for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
            if data.startswith(mark):
                return data.decode(encoding)
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        click.echo(f"markedcopy: {path}:{line}:{column}: this is not UTF-8; save the file as UTF-8", err=True)
    except OSError as error:
        click.echo(f"markedcopy: {path}: {error.strerror or error}", err=True)
    sys.exit(1)


def _is_of_another_format(form: str, file: Path, article: str) -> bool:
    """Whether a file is of another format than was said; then that is told, with the command."""
    from ..edit.importing.formats import NAMES, format_of

    found = format_of(_read(file))
    if not found or found == form:
        return False
    click.echo(
        f"markedcopy: {file}: this is {NAMES[found]}, and not {NAMES[form]}; nothing was imported.\n"
        f"Use: markedcopy import {found} {shlex.quote(str(file))} {shlex.quote(article)}",
        err=True,
    )
    return True


def _foreign(form: str, file: Path, source: Path | None) -> tuple[Foreign, ...]:
    from ..edit.importing.brat import read_brat
    from ..edit.importing.hypothesis import read_hypothesis
    from ..edit.importing.web_annotation import read_web_annotations

    if form == "brat":
        beside = source or file.with_suffix(".txt")
        if not beside.is_file():
            misuse(
                f"{beside} is not there: the offsets in {file.name} count in it", "Name the text with --text."
            )
        # Offsets count every character, so line ends have to stay as they are.
        return read_brat(str(file), _read(file), _read(beside))
    reader = read_hypothesis if form == "hypothesis" else read_web_annotations
    return reader(str(file), _read(file))


def _address(words: Source, block: FrontMatter | None) -> str:
    """Where the article was published, if its head says so."""
    from ..model.front_matter import ArticleFrontMatter
    from ..read.load import load

    front = load(words, ArticleFrontMatter, block.start, block.end).value if block else None
    return (front.url if front else None) or ""


def _files(folder: Path) -> list[File]:
    """The notes that are in the folder already; one that cannot be read is left out, and keeps its name."""
    from ..read.text import File

    found = []
    for path in sorted(folder.glob("*.yml")) if folder.is_dir() else ():
        with suppress(OSError):
            if path.is_file() and path.stat().st_size <= _LARGEST_NOTE:
                found.append(File(str(path), path.read_bytes()))
    return found


def _known(
    project: Project | None, slug: str
) -> tuple[dict[str, TechniqueFrontMatter], set[str], tuple[Known, ...]]:
    """The techniques of the article's project, the ids that its notes have or had, and the notes of its annotation
    file."""
    from ..check.check import check_techniques, read_annotations
    from ..edit.importing.known import known_notes

    if project is None:
        return {}, set(), ()
    notes = project.notes.get(slug, ())
    taken = {PurePosixPath(file.path).stem for file in notes}
    file, _ = read_annotations(project.annotations.get(slug), notes)
    known: tuple[Known, ...] = ()
    if file and file.main.value:
        known = known_notes(file.main.source.path, file.main.value.annotations)
        taken |= {id for note in file.value.annotations for id in (note.id, *note.formerly)}
        taken |= {id for change in file.value.corrections for id in change.withdrawn}
    techniques = {item.id: item.front for item in check_techniques(project.techniques)[0]}
    return techniques, taken, known


def _write_all(files: Sequence[tuple[Path, str]]) -> None:
    """Write all the drafts or none: what an interruption or a full disk leaves is taken away again.

    Ends with status 1 where one cannot be written.
    """
    from ..edit.whole_files import TakenError, create_all

    done: list[Path] = []
    at: Path | None = None
    try:
        for at, text in counting(files, "drafts written"):
            create_all(((at, text),))
            done.append(at)
    except BaseException as error:
        for path in done:
            path.unlink(missing_ok=True)
        if isinstance(error, (TakenError, OSError)):
            why = "it is there already" if isinstance(error, TakenError) else error.strerror or error
            click.echo(f"markedcopy: {at}: {why}; nothing was overwritten", err=True)
        if done:
            click.echo("markedcopy: the drafts that had been written were taken away again", err=True)
        if isinstance(error, (TakenError, OSError)):
            sys.exit(1)
        raise
