"""The commands for quotations in any text: `markedcopy anchor` and `markedcopy describe`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from .project import misuse

if TYPE_CHECKING:
    from .lines import InputError

plain_option = click.option(
    "--plain", is_flag=True, help="Take the file as it is, not as an article in Markdown."
)
existing = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@plain_option
@click.argument("textfile", type=existing)
@click.argument("selectors", type=existing, metavar="SELECTORS.jsonl")
def anchor(plain: bool, textfile: Path, selectors: Path) -> None:
    """Find quotations in TEXTFILE: for each line of SELECTORS.jsonl, print where it stands."""
    from .lines import InputError, anchor_command

    try:
        answers, unhelped = anchor_command(textfile, selectors, plain)
    except InputError as error:
        bad_input(error)
    click.echo(answers, nl=False)
    if unhelped:
        click.echo(
            f"{selectors}: the last {unhelped:,} quotations that are not found once are answered without a closest "
            "passage and without contexts that single a place out: there are too many before them. For these, put "
            "them in a file of their own.",
            err=True,
        )


@click.command()
@plain_option
@click.argument("textfile", type=existing)
@click.argument("spans", type=existing, metavar="SPANS.jsonl")
def describe(plain: bool, textfile: Path, spans: Path) -> None:
    """Describe places in TEXTFILE: for each line of SPANS.jsonl, print the shortest quotation of it."""
    from .lines import InputError, describe_command

    try:
        click.echo(describe_command(textfile, spans, plain), nl=False)
    except InputError as error:
        bad_input(error)


def bad_input(error: InputError) -> NoReturn:
    place = f"{error.path}:{error.line}" if error.line else str(error.path)
    misuse(f"{place}: {error.message}", error.hint)
