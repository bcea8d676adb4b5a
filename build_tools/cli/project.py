"""What several commands share: which project is meant, and how a misuse is told."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project's folder. [default: the current one, or the nearest above it that is a project]",
)


def find_root(start: Path, *, or_here: bool = False) -> Path:
    """The nearest project folder at or above a path, or else, if allowed, the current one."""
    from ..read.project import is_project

    place = start.resolve()
    found = next((folder for folder in (place, *place.parents) if is_project(folder)), None)
    if found is None and or_here:
        return find_root(Path.cwd())
    if found is None:
        misuse(
            f"{start} is not in a project: no folder at or above it has docs/articles or annotations",
            "Go to the project's folder, or name it with --root.",
        )
    return found


def misuse(message: str, hint: str = "") -> NoReturn:
    """End with status 2: the command was not given what it needs."""
    click.echo(f"markedcopy: {message}", err=True)
    if hint:
        click.echo(hint, err=True)
    sys.exit(2)
