"""The command that says what changed for readers: `markedcopy diff`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from .project import find_root, misuse, root_option

if TYPE_CHECKING:
    from ..read.version import Version

_EXAMPLES = """\b
Examples:
  markedcopy diff main                    what my work tree changes
  markedcopy diff main my-branch          two revisions
  markedcopy diff HEAD~1 --format json    for programs
"""


@click.command(epilog=_EXAMPLES)
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="How to print it: for a terminal, to be posted on GitHub, or for programs. [default: text]",
)
@root_option
def diff(base: str, head: str | None, form: Literal["text", "markdown", "json"], root: Path | None) -> None:
    """Say what changed for readers between two git revisions, BASE and HEAD.

    Without HEAD it is the files as they are now. Notes, passages, article texts, sources, links out of the site,
    problems. Nothing is checked out, written or run. Status 0: done, whether or not anything differs. 1: a revision
    cannot be read. 2: misuse.
    """
    from ..edit.diff import difference
    from ..edit.difference_printed import as_json, as_markdown, as_text
    from ..read.project import is_project
    from ..read.revision import RevisionError
    from ..read.version import read_version

    folder = root or find_root(Path.cwd())
    if not is_project(folder):
        misuse(f"{folder} is not a project: it has neither docs/articles nor annotations")
    try:
        before = _version(folder, base)
        after = _version(folder, head) if head is not None else read_version(folder)
    except RevisionError as error:
        click.echo(f"markedcopy: {error}", err=True)
        if error.hint:
            click.echo(error.hint, err=True)
        sys.exit(1)
    found = difference(before, after)
    if form == "json":
        click.echo(as_json(found), nl=False)
    elif form == "markdown":
        click.echo(as_markdown(found), nl=False)
    else:
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        click.echo(as_text(found, colour=colour), nl=False)


def _version(root: Path, revision: str) -> Version:
    from ..read.revision import lay_out
    from ..read.version import read_version

    with tempfile.TemporaryDirectory(prefix="marked-copy-diff-") as name:
        # Where the folder for such things is reached by a link, what is in it would count as linked.
        folder = Path(name).resolve()
        return read_version(folder, lay_out(root, revision, folder).ids)
