"""The commands for quotations in any text: `markedcopy anchor`, `markedcopy describe` and `markedcopy reanchor`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from .project import misuse

if TYPE_CHECKING:
    from .lines import InputError

_plain = click.option("--plain", is_flag=True, help="Take the file as it is, not as an article in Markdown.")
_input = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@_plain
@click.argument("textfile", type=_input)
@click.argument("selectors", type=_input, metavar="SELECTORS.jsonl")
def anchor(plain: bool, textfile: Path, selectors: Path) -> None:
    """Find quotations in TEXTFILE: for each line of SELECTORS.jsonl, print where it stands."""
    from .lines import InputError, anchor_command

    try:
        answers, unhelped = anchor_command(textfile, selectors, plain)
    except InputError as error:
        _bad_input(error)
    click.echo(answers, nl=False)
    if unhelped:
        click.echo(
            f"{selectors}: the last {unhelped:,} quotations that are not found once are answered without a closest "
            "passage and without contexts that single a place out: there are too many before them. For these, put "
            "them in a file of their own.",
            err=True,
        )


@click.command()
@_plain
@click.argument("textfile", type=_input)
@click.argument("spans", type=_input, metavar="SPANS.jsonl")
def describe(plain: bool, textfile: Path, spans: Path) -> None:
    """Describe places in TEXTFILE: for each line of SPANS.jsonl, print the shortest quotation of it."""
    from .lines import InputError, describe_command

    try:
        click.echo(describe_command(textfile, spans, plain), nl=False)
    except InputError as error:
        _bad_input(error)


@click.command()
@_plain
@click.option("--old", required=True, type=_input, metavar="OLD", help="The text as it was.")
@click.option("--new", required=True, type=_input, metavar="NEW", help="The text as it is.")
@click.argument("spans", type=_input, metavar="SPANS.jsonl")
def reanchor(plain: bool, old: Path, new: Path, spans: Path) -> None:
    """Carry places over from a text to its next version: for each line of SPANS.jsonl, print where it is now.

    The two texts are aligned word by word; nothing is searched. Status 0: answered, also where a passage is gone.
    2: misuse, or input that cannot be read.

    \b
    Example:
      markedcopy reanchor --plain --old port-1.txt --new port-2.txt places.jsonl
    """
    from .lines import InputError, reanchor_command

    try:
        click.echo(reanchor_command(old, new, spans, plain), nl=False)
    except InputError as error:
        _bad_input(error)


def _bad_input(error: InputError) -> NoReturn:
    place = f"{error.path}:{error.line}" if error.line else str(error.path)
    misuse(f"{place}: {error.message}", error.hint)
