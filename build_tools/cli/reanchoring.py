"""The command that carries passages over to a text's next version: `markedcopy reanchor`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .former_texts import old_texts, visible_text
from .project import find_root, misuse, root_option
from .quotations import bad_input, existing, plain_option

if TYPE_CHECKING:
    from ..check.case import Placement
    from ..edit.moves import Move
    from ..problems.problem import Path as Location
    from ..read.joined import Joined
    from ..read.project import Project

_EXAMPLES = """\b
Examples:
  markedcopy reanchor my-article                 since the last commit in which every quote stood
  markedcopy reanchor my-article --since v1      since a revision
  markedcopy reanchor my-article --old old.md    since another file
  markedcopy reanchor --plain --old port-1.txt --new port-2.txt places.jsonl
"""


@click.command(epilog=_EXAMPLES)
@click.argument("what", metavar="ARTICLE | SPANS.jsonl")
@plain_option
@click.option("--old", type=existing, metavar="FILE", help="The text as it was.")
@click.option("--since", metavar="REV", help="The revision of git in which the old text is.")
@click.option(
    "--new", type=existing, metavar="FILE", help="The text as it is; then places are read and printed."
)
@click.option(
    "--accept-safe",
    is_flag=True,
    help="Take what changes no digits, negation, name or quotation marks, no word between quotation marks, and no "
    "verb of an attribution such as “say” or “deny”. A change of other words is taken, whatever they mean.",
)
@root_option
def reanchor(
    what: str,
    plain: bool,
    old: Path | None,
    since: str | None,
    new: Path | None,
    accept_safe: bool,
    root: Path | None,
) -> None:
    """Carry passages over after a text changed: the notes of an ARTICLE, or the places in SPANS.jsonl.

    Old and new text are aligned word by word; nothing is searched. For an article, each quote that has to change is
    shown, and on a terminal asked for. Status 0: done, or nothing to do. 1: something is left to do. 2: misuse.
    """
    if new is not None:
        if old is None or since is not None:
            misuse("--new needs --old, and no --since", "Name both texts: --old OLD --new NEW.")
        _spans(plain, old, new, Path(what))
    elif plain or (old is not None and since is not None):
        misuse("--plain needs --new, and of --old and --since only one can be given")
    else:
        _article(root or find_root(Path.cwd()), _slug(Path(what)), old, since, accept_safe)


def _spans(plain: bool, old: Path, new: Path, spans: Path) -> None:
    from .lines import InputError, reanchor_command

    try:
        click.echo(reanchor_command(old, new, spans, plain), nl=False)
    except InputError as error:
        bad_input(error)


def _slug(what: Path) -> str:
    """The article's name, of which also the path of one of its files may be given."""
    return what.parent.name if what.parent.parent.name == "annotations" else what.stem


def _article(root: Path, slug: str, old: Path | None, since: str | None, accept_safe: bool) -> None:
    from ..edit.moves import rewritten
    from ..edit.whole_files import UnreplacedError
    from ..problems.printed import counted, visible

    project, file, now = _read(root, slug)
    found, missing = _moves(file, slug, old_texts(root, slug, old, since, file), now)
    is_asked = not accept_safe and sys.stdin.isatty() and sys.stderr.isatty()
    taken: list[Move] = []
    for number, move in enumerate(found):
        _show(file, move)
        if move.carried.status == "gone" or not move.is_writable:
            continue
        if accept_safe and move.is_safe:
            taken.append(move)
        elif is_asked:
            answer = click.prompt(
                "Take it?", type=click.Choice(["y", "n", "skip", "quit"]), default="n", err=True
            )
            if answer == "quit":
                break
            taken += [found[number]] if answer == "y" else []
    try:
        _write(project, slug, rewritten(file, taken, now))
    except (UnreplacedError, ValueError, OSError) as error:
        click.echo(f"markedcopy: {error}", err=True)
        sys.exit(1)
    for at, placed in missing.items():
        place = file.place(at)
        click.echo(f"{place.path}:{place.line}:{place.column}: not found")
        click.echo(f"  was: {visible(placed.words)}\n  {_not_in_old(old, since)}\n")
    total = len(found) + len(missing)
    if not total:
        click.echo(f"Every quote of {slug} still leads to its passage. There is nothing to do.", err=True)
        return
    left = total - len(taken)
    can_be_taken = [move for move in found if move.is_writable and move.now and move not in taken]
    hint = _hint(accept_safe, any(move.is_safe for move in found)) if can_be_taken and not is_asked else ""
    click.echo(f"{counted(total, 'quote')} to look at: {len(taken)} written, {left} left.{hint}", err=True)
    sys.exit(left > 0)


def _moves(
    file: Joined, slug: str, texts: Iterator[str], now: str
) -> tuple[tuple[Move, ...], Mapping[Location, Placement]]:
    """What has to change, and the targets that stand in no text: what is not in the first is looked for in the next."""
    from ..edit.moves import lost, moves

    found: tuple[Move, ...] = ()
    missing, first = lost(file, now), True
    for text in texts:
        found += tuple(moves(file, text, now, None if first else missing))
        missing, first = {at: one for at, one in lost(file, text).items() if at in missing}, False
        if not missing:
            break
    if first and missing:
        misuse(
            f"docs/articles/{slug}.md is in no commit yet",
            "If it was renamed, commit that first. Else name the old text with --old FILE.",
        )
    return found, missing


def _hint(accept_safe: bool, has_safe: bool) -> str:
    if accept_safe:
        return " These need a person: without --accept-safe, on a terminal, each is asked for."
    safe = " To take what is safe: --accept-safe;" if has_safe else ""
    return f"{safe} {'for the rest' if has_safe else 'To be asked for each'}, use a terminal."


def _not_in_old(old: Path | None, since: str | None) -> str:
    if old is not None:
        return f"These words are neither in {old} nor in the article. Is it the right file?"
    if since is not None:
        return f"These words were not in the article at {since}, nor are they now. Name another revision."
    return "These words are in no version of the article that is here. Name the old text with --old FILE."


def _write(project: Project, slug: str, texts: Mapping[str, str]) -> None:
    """Write all files or none, and only if the article has no problem more then."""
    from ..check.check import check_article, check_techniques
    from ..edit.whole_files import UnreplacedError, replace_all
    from ..read.text import File

    _, named, _ = check_techniques(project.techniques)
    mains, notes = project.annotations[slug], project.notes.get(slug, ())
    new = {path: File(path, text.encode("utf-8")) for path, text in texts.items()}
    counts = []
    for files in ((mains, notes), (new.get(mains.path, mains), [new.get(one.path, one) for one in notes])):
        outcome = check_article(slug, project.articles[slug], files[0], named, (), tuple(files[1]))
        counts.append(Counter(item.rule for item in outcome.problems if item.severity != "notice"))
    if more := counts[1] - counts[0]:
        raise UnreplacedError(f"with the new quotes there would be problems ({', '.join(more)})")
    was = {file.path: file.data for file in (mains, *notes)}
    replace_all({Path.cwd() / path: (was[path], file.data) for path, file in new.items()})


def _read(root: Path, slug: str) -> tuple[Project, Joined, str]:
    from ..check.check import read_annotations
    from ..problems.closest import closest_name
    from ..read.project import read_project

    project = read_project(root, Path.cwd())
    article, main = project.articles.get(slug), project.annotations.get(slug)
    if article is None or main is None:
        near = closest_name(slug, (name for name in project.articles if name in project.annotations))
        guess = f"Did you mean `{near}`?\n" if near and near != slug else ""
        misuse(
            f"there is no article “{slug}” with annotations",
            f"{guess}Give the name of its file, with or without the ending.",
        )
    file, problems = read_annotations(main, project.notes.get(slug, ()))
    if file is None or any(item.severity == "error" for item in problems):
        misuse(f"the annotations of {slug} have errors", "`markedcopy check` shows them. Mend them first.")
    return project, file, visible_text(article.path, article.data)


def _show(file: Joined, move: Move) -> None:
    from ..problems.printed import visible

    place = file.place(move.path)
    click.echo(f"{place.path}:{place.line}:{place.column}: {move.carried.status}")
    click.echo(f"  was: {visible(move.was)}")
    if move.carried.status == "gone":
        click.echo("  The passage is gone: take the note out, or choose other words.\n")
        return
    click.echo(f"  now: {visible(move.now)}")
    if not move.is_writable:
        click.echo("  No words lead to these places and no others: give each a target of its own.")
    for change in move.carried.changes:
        flags = f"  ({', '.join(change.flags)})" if change.flags else ""
        click.echo(f"    “{visible(change.was)}” → “{visible(change.now)}”{flags}")
    click.echo()
