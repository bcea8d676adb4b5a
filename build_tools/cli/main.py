"""The command line. Thin: a command reads what it is told to, calls the core and prints.

A file for each family of commands. They import the core inside the commands, so that `--help` and completion
answer at once.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path
from typing import Any

import click

from . import (
    agreeing,
    checking,
    cleaning,
    comparing,
    drafting,
    importing,
    layout,
    quotations,
    reanchoring,
    suggesting,
    writing,
)


class _Commands(click.Group):
    """Commands that end with a sentence when what they print cannot be written, as on a disk that is full."""

    def main(self, *args: Any, **options: Any) -> Any:
        """Run with streams in any case: Python has none for those that were closed when it was started."""
        # In this order, for what is opened next takes the number of what was closed.
        for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
            if getattr(sys, name) is None:
                setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
        return super().main(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that is asked for."""
        if not _has_folder():
            click.echo("markedcopy: the current folder is not there any more; go to another one", err=True)
            ctx.exit(2)
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever reads has seen enough
                raise
            # What is left to print would fail once more when the program ends.
            sys.stdout = io.StringIO()
            where = f"{error.filename}: " if error.filename else ""
            click.echo(f"markedcopy: {where}{error.strerror or error}", err=True)
            ctx.exit(1)
        return result


def _has_folder() -> bool:
    """Whether the current folder is still there: names that begin in it lead nowhere otherwise."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return False
    return True


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="marked-copy", prog_name="markedcopy")
def main() -> None:
    """News articles as marked copy: check the notes, look things up, find quotations."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character gets its code, not a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


for command in (
    checking.check,
    checking.explain,
    checking.schema,
    cleaning.clean,
    drafting.new,
    agreeing.compare,
    importing.import_,
    layout.fmt,
    comparing.diff,
    suggesting.suggest,
    quotations.anchor,
    quotations.describe,
    reanchoring.reanchor,
    writing.write,
):
    main.add_command(command)
