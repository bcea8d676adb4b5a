"""The command for two people who marked one article apart: `markedcopy compare`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .cleaning import RefusedError, read_text
from .project import misuse

if TYPE_CHECKING:
    from ..anchor.anchor import SearchText
    from ..edit.compare import Side
    from ..model.annotations import Annotation

_file = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEEDED = ("id", "kind", "technique", "stance", "gist", "target")


@click.command()
@click.argument("first", type=_file)
@click.argument("second", type=_file)
@click.option("--article", type=_file, help="The article. [default: that of the same name in the project]")
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True
)
def compare(first: Path, second: Path, article: Path | None, form: str) -> None:
    """Compare what two people noted on one article: FIRST and SECOND are their annotation files.

    Lists what both marked, what one of them alone marked, and where they chose another kind or technique. The numbers
    are Krippendorff's alpha, and F1 by overlap of the passages. Neither says who is right.

    \b
    Examples:
      markedcopy compare a/port.yml b/port.yml --article docs/articles/port.md
      markedcopy compare annotations/port.yml second-reader/port.yml --format markdown

    Status 0: compared. 1: a file cannot be read, or has no notes that can be compared. 2: misuse.
    """
    from ..anchor.anchor import SearchText
    from ..edit.compare import as_data, told
    from ..edit.compare import compare as compared
    from ..read.article import parse_article
    from ..read.text import Source, front_matter

    place = article or _article_of(first) or _article_of(second)
    if place is None:
        misuse(
            f"{first.name} and {second.name} are not named after an article",
            "Name the article with --article.",
        )
    try:
        words = Source.of(str(place), _read(place))
        block = front_matter(words)
        text = SearchText(parse_article(words.text[block.body if block else 0 :]).text)
        sides = [list(_sides(path, text)) for path in (first, second)]
    except RefusedError as refused:
        click.echo(f"markedcopy: {refused}", err=True)
        sys.exit(1)
    for path, side in zip((first, second), sides, strict=True):
        if not side:
            click.echo(f"markedcopy: {path}: it holds no notes that can be compared", err=True)
            click.echo("Name an annotation file; notes in the folder of its name are read with it.", err=True)
            sys.exit(1)
        if not all(one.is_placed for one in side) and not any(one.spans for one in side):
            click.echo(f"markedcopy: {path}: no passage of its notes stands in {place}", err=True)
            click.echo("Name the article that they are about with --article.", err=True)
            sys.exit(1)
    data = as_data(compared(*sides), text.text)
    if form == "json":
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        click.echo(told(data, is_markdown=form == "markdown"), nl=False)


def _read(path: Path) -> str:
    """The text of a file. Raises RefusedError, with the file's name."""
    try:
        return read_text(path)
    except RefusedError as refused:
        raise RefusedError(f"{path}: {refused}") from None


def _article_of(path: Path) -> Path | None:
    """The article of the name of an annotation file, in the project that the file is in or else in the current one."""
    for folder in (*path.resolve().parents, Path.cwd()):
        place = folder / "docs" / "articles" / f"{path.stem}.md"
        if place.is_file():
            return place
    return None


def _sides(path: Path, text: SearchText) -> Iterator[Side]:
    """The notes of one person, placed. Those that lack what is compared are told, and left out."""
    from ..check.placing import placements_of
    from ..edit.compare import Side
    from ..model.annotations import AnnotationFile
    from ..model.targets import Whole

    notes = list(_notes(path))
    file = AnnotationFile(summary="-", author="-", annotations=tuple(notes))
    spans: list[list[tuple[int, int]]] = [[] for _ in notes]
    lost: set[int] = set()
    for placement in placements_of(file, text):
        number = int(placement.at[1])
        spans[number] += placement.spans
        if not placement.spans and not isinstance(placement.target, Whole):
            lost.add(number)
    for number, note in enumerate(notes):
        yield Side(note, tuple(sorted(spans[number])), number not in lost or bool(spans[number]))


def _notes(path: Path) -> Iterator[Annotation]:
    """The notes in a file and in the folder of its name."""
    from ..model.annotations import AnnotationFile, NoteFile
    from ..read.load import load
    from ..read.text import File, decode

    def loaded(one: Path, model: Any) -> Any:
        words = _read(one)
        source, problems = decode(File(str(one), words.encode("utf-8")))
        found = load(source, model) if source else None
        if found is None or found.value is None:
            problem = next(iter((*problems, *(found.problems if found else ()))), None)
            place = (
                f"{one}:{problem.line}:{problem.column}: {problem.message}" if problem else f"{one}: no YAML"
            )
            raise RefusedError(f"{place}; `markedcopy check` says more")
        return found

    def is_whole(found: Any, at: tuple[str | int, ...], id: str, needed: tuple[str, ...]) -> bool:
        lacking = [key for key in needed if found.holds_stand_in((*at, key))]
        if lacking:
            line = found.locate(at).line
            place = f"{found.source.path}:{line}"
            click.echo(
                f"markedcopy: {place}: the note {id} is left out: mend {', '.join(lacking)} first", err=True
            )
        return not lacking

    main = loaded(path, AnnotationFile)
    for number, note in enumerate(main.value.annotations):
        if is_whole(main, ("annotations", number), note.id, _NEEDED):
            yield note
    folder = path.with_suffix("")
    for below in sorted(folder.glob("*.yml")) if folder.is_dir() else ():
        note_file = loaded(below, NoteFile)
        if is_whole(note_file, (), below.stem, _NEEDED[1:]):
            yield note_file.value.model_copy(update={"id": below.stem})
