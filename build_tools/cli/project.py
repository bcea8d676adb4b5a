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


def article_path(given: str, start: Path, root: Path | None = None) -> Path:
    """The file of an article that is given by its name or its path, or by the path of its annotation file.

    Ends with status 2, and the closest name, if there is none.
    """
    from ..problems.closest import closest_name
    from ..read.project import shown_path

    path = Path(given)
    if path.is_file() and path.suffix == ".md":
        return path
    is_notes = path.suffix in (".yml", ".yaml")
    inside = path.parent.name if path.parent.parent.name == "annotations" else path.stem
    name = inside if is_notes else path.stem if path.suffix == ".md" else path.name
    folder = root or find_root(path.absolute().parent if path.exists() else start, or_here=True)
    found = folder / "docs" / "articles" / f"{name}.md"
    if (len(path.parts) == 1 or is_notes) and found.is_file():
        return Path(shown_path(found, start))
    names = sorted(one.stem for one in (folder / "docs" / "articles").glob("*.md") if one.stem != "index")
    near = name if name in names else closest_name(name, names)
    hint = f"Did you mean `{near}`?" if near else ""
    if not near and names:
        hint = f"The articles are {', '.join(names[:_MOST_NAMES])}{' …' if len(names) > _MOST_NAMES else ''}."
    return misuse(f"there is no article “{given}”", hint)


_MOST_NAMES = 20


def misuse(message: str, hint: str = "") -> NoReturn:
    """End with status 2: the command was not given what it needs."""
    click.echo(f"markedcopy: {message}", err=True)
    if hint:
        click.echo(hint, err=True)
    sys.exit(2)
