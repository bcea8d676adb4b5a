"""The command line. Thin: a command reads what it is told to, calls the core and prints.

A file for each family of commands. They import the core inside the commands, so that `--help` and completion
answer at once.
"""

from __future__ import annotations

import sys

import click

from . import checking, cleaning, quotations, writing


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
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
    quotations.anchor,
    quotations.describe,
    writing.write,
):
    main.add_command(command)
