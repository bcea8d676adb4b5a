"""The commands that check: `markedcopy check`, and what its rules and the format are."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from .project import find_root, misuse, root_option

if TYPE_CHECKING:
    from ..problems.problem import Problem
    from ..read.project import Project
    from ..read.text import File

Format = Literal["text", "github", "json"]


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH ...]", type=click.Path(exists=True, path_type=Path))
@root_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    help="How to print problems. [default: text; under GitHub Actions github]",
)
@click.option("--strict", is_flag=True, help="Let warnings count as failure.")
@click.option("--notices", is_flag=True, help="Print notices and accepted warnings as well.")
def check(
    paths: tuple[Path, ...], root: Path | None, form: Format | None, strict: bool, notices: bool
) -> None:
    """Check articles, annotations and techniques: all of them, or those at PATHs.

    Prints every problem of every file. Status 0: no errors. 1: errors, or with --strict warnings. 2: misuse.
    """
    from ..check.check import problems_of
    from ..problems.printed import summary
    from ..read.project import is_project, read_project

    # Our values have no cycles, and looking for some takes a third of the time in a large project.
    gc.disable()
    here = Path.cwd()
    folder = root or find_root(paths[0] if paths else here, or_here=bool(paths))
    if not is_project(folder):
        misuse(f"{folder} is not a project: it has neither docs/articles nor annotations")
    project = read_project(folder, here)
    files = project.paths
    if paths:
        project, files = _select(project, paths, here)
    found = [
        item
        for item in problems_of(project)
        if item.path in files and (item.severity != "notice" or (notices and not paths))
    ]
    shown = [item for item in found if item.severity != "accepted" or notices]
    click.echo(_formatted(shown, form or _default_format()), nl=False)
    click.echo(summary(found, len(files)), err=True)
    failing = ("error", "warning") if strict else ("error",)
    sys.exit(any(item.severity in failing for item in shown))


@click.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Print the explanation of a RULE, or the ids of all."""
    from ..check.catalogue import all_rules
    from ..problems.closest import did_you_mean

    rules = {item.id: item for item in all_rules()}
    if rule is None:
        click.echo("\n".join(f"{item.id} ({item.severity})" for item in rules.values()))
    elif rule in rules:
        click.echo(f"{rule} ({rules[rule].severity})\n\n{rules[rule].doc}")
    else:
        guess = did_you_mean(rule, rules).rstrip() or "`markedcopy explain` lists them all."
        misuse(f"there is no rule `{rule}`", guess)


@click.command()
@click.option("--note", is_flag=True, help="That of notes in files of their own.")
@root_option
def schema(note: bool, root: Path | None) -> None:
    """Print the JSON Schema of annotation files. In a project it offers its techniques."""
    from ..check.check import check_techniques
    from ..read.format import annotation_schema, note_schema, schema_text
    from ..read.project import is_project, read_project

    here = Path.cwd()
    folder = root or next((place for place in (here, *here.parents) if is_project(place)), None)
    found, _, _ = check_techniques(read_project(folder).techniques if folder else {})
    techniques = {item.id: f"{item.front.title}: {item.front.summary}" for item in found}
    made = note_schema(techniques) if note else annotation_schema(techniques)
    click.echo(schema_text(made), nl=False)


def _select(project: Project, paths: Iterable[Path], here: Path) -> tuple[Project, frozenset[str]]:
    """The part of a project that concerns the paths, and its files: an article goes with its annotations.

    The techniques stay, for the notes name them; a YAML file from elsewhere is taken as annotations.
    """
    from ..read.project import read_file

    # Where the system's own encoding is not UTF-8, the names of files have to be put into its form again.
    known = {shown: _real(here / os.fsdecode(shown.encode("utf-8"))) for shown in project.paths}
    drafts: dict[str, File] = {}
    files: set[str] = set()
    for path in paths:
        real = _real(path)
        matching = {shown for shown, place in known.items() if place == real or real in place.parents}
        if matching:
            files |= matching
        elif path.suffix in (".yml", ".yaml") and path.is_file():
            drafts[path.stem] = read_file(path, path.parent.resolve(), here)
        else:
            misuse(f"{path} is no article, annotation file or technique of the project, and holds none")
    slugs = {
        slug
        for section in (project.articles, project.annotations)
        for slug, file in section.items()
        if file.path in files
    }
    slugs |= {slug for slug, notes in project.notes.items() if any(file.path in files for file in notes)}
    slugs |= drafts.keys()
    articles = {slug: file for slug, file in project.articles.items() if slug in slugs}
    annotations = {slug: file for slug, file in project.annotations.items() if slug in slugs} | drafts
    notes = {slug: own for slug, own in project.notes.items() if slug in slugs and slug not in drafts}
    files |= {file.path for file in (*articles.values(), *annotations.values())}
    files |= {file.path for own in notes.values() for file in own}
    return replace(project, articles=articles, annotations=annotations, notes=notes), frozenset(files)


def _real(path: Path) -> Path:
    """The path with links in its folders followed; a folder's own links too, but not a file's."""
    return path.resolve() if path.is_dir() else path.parent.resolve() / path.name


def _formatted(problems: Iterable[Problem], form: Format) -> str:
    from ..problems.printed import as_github, as_json, as_text

    if form == "json":
        return as_json(problems)
    if form == "github":
        return as_github(problems)
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return as_text(problems, colour=colour)


def _default_format() -> Format:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
