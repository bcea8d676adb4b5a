"""The command that lays files out: `markedcopy fmt`."""

from __future__ import annotations

import sys
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .cleaning import RefusedError, kind_of, read_text, write_text
from .project import find_root, misuse, root_option

if TYPE_CHECKING:
    from ..problems.problem import Problem

_SHOWN = 40
"""Lines of a difference that are shown."""


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH ...]", type=click.Path(exists=True, path_type=Path))
@root_option
@click.option(
    "--check", "is_check", is_flag=True, help="Change nothing; show what would change, with status 1."
)
def fmt(paths: tuple[Path, ...], root: Path | None, is_check: bool) -> None:
    """Lay out annotation files and the heads of articles: all of them, or those at PATHs.

    Keys in the order of the format, even indentation, lines of at most 120 characters. Nothing is said differently:
    comments stay where they belong, and notes and sources in their order. A byte-order mark is taken away. A file with
    problems is left as it is.

    \b
    Examples:
      markedcopy fmt
      markedcopy fmt --check annotations/harbour-car-park.yml

    Status 0: done, or nothing to do. 1: a file has problems, or with --check would change. 2: misuse.
    """
    from ..problems.printed import as_text, counted

    changed, failed = 0, False
    files = _files(paths, root)
    for path in files:
        name = _shown(path)
        try:
            text = read_text(path)
            better, problems = _laid_out(path, name, text)
        except RefusedError as refused:
            click.echo(f"markedcopy: {name}: {refused}", err=True)
            failed = True
            continue
        if problems:
            click.echo(as_text(problems), nl=False)
            failed = True
        if better == text:
            continue
        if is_check:
            click.echo(_difference(name, text, better), nl=False)
            changed += 1
            continue
        try:
            write_text(path, text, better)
            changed += 1
        except RefusedError as refused:
            click.echo(f"markedcopy: {name}: {refused}", err=True)
            failed = True
    done = "to lay out" if is_check else "laid out"
    click.echo(f"{counted(changed, 'file')} {done} of {len(files)}", err=True)
    sys.exit(failed or (is_check and changed > 0))


def _files(paths: tuple[Path, ...], root: Path | None) -> list[Path]:
    """The files that are meant, each once."""
    if not paths:
        folder = root or find_root(Path.cwd())
        paths = tuple(
            path for path in (folder / "annotations", folder / "docs" / "articles") if path.is_dir()
        )
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            # Links are not followed: what they lead to may be no part of the project.
            inside = (
                below for below in sorted(path.rglob("*")) if below.is_file() and not below.is_symlink()
            )
            found += (below for below in inside if _is_ours(below))
        elif _is_ours(path):
            found.append(path)
        else:
            misuse(f"{path} is no annotation file (.yml), and no article in docs/articles")
    return list(dict.fromkeys(found))


def _is_ours(path: Path) -> bool:
    """Whether a file is one of annotations, or an article."""
    if any(part.startswith(".") for part in path.parts if part not in (".", "..")):
        return False
    if path.suffix in (".yml", ".yaml"):
        return "annotations" in path.resolve().parts or path.name != "mkdocs.yml"
    return path.suffix == ".md" and path.resolve().parent.name == "articles" and path.name != "index.md"


def _shown(path: Path) -> str:
    from ..read.project import shown_path

    return shown_path(path, Path.cwd())


def _laid_out(path: Path, name: str, text: str) -> tuple[str, tuple[Problem, ...]]:
    """The text laid out; or as it is, with the problems that are to be mended first."""
    from ..edit.layout import LayoutError, laid_out
    from ..read.text import File, decode, front_matter

    # A byte-order mark is how some editors save a file. It says nothing, and is no part of the standard form.
    plain = text.removeprefix("\ufeff")
    source, problems = decode(File(name, plain.encode("utf-8")))
    errors = tuple(problem for problem in problems if problem.severity == "error")
    if source is None or errors or source.text != plain:
        return text, errors or problems
    kind = kind_of(path)
    start, end = 0, len(plain)
    if kind.is_markdown:
        block = front_matter(source)
        if block is None:
            raise RefusedError("it has no head between `---` lines; `markedcopy check` says more")
        start, end = block.start, block.end
    try:
        return laid_out(source, kind.model, start, end), ()
    except LayoutError as error:
        if not error.problems:
            raise RefusedError(f"{error}; it was left as it is") from None
        return text, error.problems


def _difference(name: str, before: str, after: str) -> str:
    from ..problems.printed import visible

    lines = list(unified_diff(before.splitlines(), after.splitlines(), name, name, n=1, lineterm=""))
    more = [f"… {len(lines) - _SHOWN:,} more lines"] if len(lines) > _SHOWN else []
    return "".join(f"{visible(line)}\n" for line in [*lines[:_SHOWN], *more])
