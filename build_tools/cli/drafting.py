"""The command that makes an article: `markedcopy new`."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import click

from .project import find_root, misuse, root_option
from .source_text import fail, pasted_text, read, shown

if TYPE_CHECKING:
    from ..edit.pasted import Lines, Pasted

_FIELDS = {
    "title": "The headline",
    "publisher": "The outlet, or where the text appeared",
    "url": "Its address on the web",
    "author": "The byline",
    "published": "The day of publication (2025-04-26, 2025-04 or 2025)",
    "as_of": "If that is not known: the day up to which it could have known of events",
    "date_note": "How the date was established, if the article does not print it",
    "retrieved": "The day on which you copied the text",
    "language": "The language of the text, such as en or pt-BR",
    "rights_basis": "The ground on which the text is reproduced",
    "rights_scope": "How much of it is reproduced, and for what",
    "selected_because": "Why this article",
    "notes_by": "Who signs the notes",
}
_OPTIONAL = ("url", "author", "published", "as_of", "date_note")
_DAYS = ("published", "as_of", "retrieved")
_LONGEST_NAME = 100
"""Characters of what may be the name of a language."""
_ASKED_THOUGH_OPTIONAL = ("url", "author", "published")


def _options(command: Any) -> Any:
    for name, meaning in reversed(_FIELDS.items()):
        text = meaning + ("." if name in _OPTIONAL else ". Required.")
        command = click.option(_option(name), name, help=text, metavar="TEXT")(command)
    return command


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


@click.command(
    epilog="Examples: `markedcopy new` and paste; `markedcopy new copied.txt --language en`; "
    "`markedcopy new saved.html`; `pbpaste | markedcopy new - --title ... ` with the other required options."
)
@click.argument("source", default="-", metavar="[FILE]")
@root_option
@click.option("--name", help="The name of the two files. [default: made from the title]")
@click.option("--summary", help="What the article reports, in a paragraph. It can be written later.")
@click.option(
    "--lines",
    type=click.Choice(["auto", "paragraphs", "wrapped"]),
    default="auto",
    help="What a line is: a paragraph of its own, or a part of one that was wrapped to a width. "
    "[default: auto, which looks whether the lines were wrapped]",
)
@click.option(
    "--encoding",
    default="",
    metavar="NAME",
    help="The encoding of the text, if it is not UTF-8 and does not say so.",
)
@_options
def new(
    source: str,
    root: Path | None,
    name: str | None,
    summary: str | None,
    lines: Lines,
    encoding: str,
    **given: str | None,
) -> None:
    """Make an article of a text: pasted, in a FILE, or a saved web page (.html, .mhtml, .webarchive).

    Writes docs/articles/NAME.md and annotations/NAME.yml, never over files that are there. Readers will see the text
    as it was pasted. What is required and not given is asked for on a terminal.

    Status 0: made. 1: the text or a folder is not fit, or the files are there already. 2: misuse.
    """
    from ..edit.draft import TO_BE_WRITTEN, draft, headline_levels
    from ..edit.whole_files import TakenError, create_all
    from ..problems.printed import visible

    folder = root or find_root(Path.cwd())
    data = read(source)
    pasted, known, headings = pasted_text(data, source, lines, encoding)
    if not pasted.paragraphs:
        fail(f"{shown(source)}: there is no text in it")
    values = _values(given, known, pasted)
    slug = _slug(folder, name, values)
    head: dict[str, Any] = {
        key: values[key] for key in _FIELDS if key in values and not key.startswith(("rights", "notes"))
    }
    because = head.pop("selected_because")
    head |= {
        "rights": {"basis": values["rights_basis"], "scope": values["rights_scope"]},
        "selected_because": because,
    }
    notes = {"summary": summary or TO_BE_WRITTEN, "author": values["notes_by"]}
    made = draft(pasted, headline_levels(pasted, values["title"], headings), head, notes)
    article, annotations = folder / "docs/articles" / f"{slug}.md", folder / "annotations" / f"{slug}.yml"
    if not made.is_same:
        fail("this text cannot be written as an article without changing its words; nothing was made")
    left = _checked(str(article), made.article, str(annotations), made.annotations)
    try:
        create_all(((article, made.article), (annotations, made.annotations)))
    except TakenError as error:
        fail(f"{visible(str(error))}, and nothing was made; choose another with --name")
    except OSError as error:
        fail(
            f"{visible(str(error.filename or folder))}: {(error.strerror or str(error)).lower()}; nothing was made"
        )
    click.echo(f"{article}\n{annotations}")
    click.echo(left, err=True, nl=False)
    if not summary:
        click.echo(f"Left for you: the summary in {annotations} is a stand-in.", err=True)
    click.echo("Next: look the text over, then run `make check`.", err=True)


def _values(given: Mapping[str, str | None], known: Mapping[str, str], pasted: Pasted) -> dict[str, str]:
    """Every value that is given, known or asked for."""
    asks = sys.stdin.isatty() and sys.stderr.isatty()
    proposals = dict(known)
    if len(pasted.paragraphs[0]) <= 160:
        proposals.setdefault("title", pasted.paragraphs[0])
    proposals["retrieved"] = str(date.today())  # noqa: DTZ011 - the day where the user is
    values: dict[str, str] = {}
    missing: list[str] = []
    for key, meaning in _FIELDS.items():
        value = given[key]
        if value is None and asks and (key not in _OPTIONAL or key in _ASKED_THOUGH_OPTIONAL):
            value = _ask(key, meaning, proposals.get(key))
        elif value is None:
            value = known.get(key)  # what a page says of itself; a first line is no more than a proposal
        value = _as_date(value) if value and key in _DAYS else value
        wrong = _wrong(key, value) if value else ""
        if wrong and given[key] is None:
            value, wrong = None, ""
        if wrong:
            misuse(f"{_option(key)}: {wrong}")
        if value and value.strip():
            values[key] = " ".join(value.split())
        elif key not in _OPTIONAL:
            missing.append(key)
    if missing:
        lines = "\n".join(f"  {_option(key)}  {_FIELDS[key]}" for key in missing)
        misuse("an article needs more than its text; give", lines)
    return values


def _ask(key: str, meaning: str, proposal: str | None) -> str:
    while True:
        required = key not in _OPTIONAL
        shown = meaning if required else f"{meaning} (Enter for none)"
        value = str(
            click.prompt(
                shown,
                default=proposal or ("" if not required else None),
                err=True,
                show_default=bool(proposal),
            )
        )
        value = _as_date(value) if key in _DAYS else value
        wrong = _wrong(key, value) if value.strip() else ""
        if not wrong and (value.strip() or not required):
            return value
        click.echo(wrong or "This is needed.", err=True)


def _as_date(value: str) -> str:
    """A date as the file has it, if it can be told for certain which is meant."""
    from ..model.written_dates import dates_in

    found = dates_in(value)
    return found[0] if len(found) == 1 else value


def _wrong(key: str, value: str) -> str:
    """What is wrong with a value, by the model of an article's head."""
    from pydantic import TypeAdapter, ValidationError

    from ..model.annotations import AnnotationFile
    from ..model.dates import PartialDate
    from ..model.front_matter import ArticleFrontMatter, Rights
    from ..model.languages import tag_for
    from ..model.written_dates import dates_in

    if key == "notes_by":
        field = AnnotationFile.model_fields["author"]
    elif key.startswith("rights_"):
        field = Rights.model_fields[key.removeprefix("rights_")]
    else:
        field = ArticleFrontMatter.model_fields[key]
    kind: Any = field.annotation
    for constraint in field.metadata:
        kind = Annotated[kind, constraint]
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        message = error.errors()[0]["msg"]
        if key in _DAYS and len(read := dates_in(value)) > 1:
            meant = " or ".join(f"{one} ({PartialDate.parse(one).words})" for one in read)
            return f"“{value}” can be read in two ways; write {meant}"
        if key != "language":
            return message
        tag = tag_for(value) if len(value) < _LONGEST_NAME else ""
        return f"“{value}” is not a language tag such as en or pt-BR" + (f"; write {tag}" if tag else "")
    return ""


def _slug(folder: Path, name: str | None, values: Mapping[str, str]) -> str:
    from ..model.ids import ID_PATTERN, as_id, proposed_id

    taken = {path.stem for path in (folder / "docs/articles").glob("*.md")}
    taken |= {path.stem for path in (folder / "annotations").glob("*")}
    if name is None:
        day = values.get("published") or values.get("as_of") or ""
        otherwise = as_id(f"article {values['language']} {day}")
        return proposed_id((values["title"],), "article", taken, otherwise)
    if not re.fullmatch(ID_PATTERN, name) or name == "index" or len(name) > 100:
        misuse(
            f"--name: “{name}” cannot be a name",
            "Write lower-case Latin letters and figures, joined by hyphens.",
        )
    if name in taken:
        fail(f"there is an article or a file with notes named {name} already, and nothing was made")
    return name


def _checked(article: str, markdown: str, annotations: str, notes: str) -> str:
    """What the checker says of the two files, as text. Ends the command if there are errors."""
    from ..check.check import problems_of
    from ..problems.printed import as_text
    from ..read.project import Project
    from ..read.text import File

    files = (File(article, markdown.encode()), File(annotations, notes.encode()))
    found = problems_of(Project({"draft": files[0]}, {"draft": files[1]}, {}))
    errors = [item for item in found if item.severity == "error"]
    if errors:
        click.echo(as_text(errors), err=True, nl=False)
        fail("nothing was made: the article would have these errors. Mend the text, and try again.")
    warnings = [item for item in found if item.severity == "warning" and item.path == article]
    return as_text(warnings) if warnings else ""
