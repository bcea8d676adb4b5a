"""The command that carries passages over to a text's next version: `markedcopy reanchor`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .project import find_root, misuse, root_option
from .quotations import bad_input, existing, plain_option

if TYPE_CHECKING:
    from ..edit.moves import Move
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
    "--accept-safe", is_flag=True, help="Take what changes no digits, negation, name or quotation marks."
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
        _article(root or find_root(Path.cwd()), Path(what).stem, old, since, accept_safe)


def _spans(plain: bool, old: Path, new: Path, spans: Path) -> None:
    from .lines import InputError, reanchor_command

    try:
        click.echo(reanchor_command(old, new, spans, plain), nl=False)
    except InputError as error:
        bad_input(error)


def _article(root: Path, slug: str, old: Path | None, since: str | None, accept_safe: bool) -> None:
    from ..edit.moves import moves, rewritten
    from ..edit.whole_files import UnreplacedError

    project, file, now = _read(root, slug)
    found = tuple(moves(file, _old_text(root, slug, file, old, since), now))
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
    left = len(found) - len(taken)
    hint = (
        "" if is_asked or not left else " To take what is safe: --accept-safe; for the rest, use a terminal."
    )
    click.echo(f"{len(taken)} of {len(found)} quotes written, {left} left.{hint}", err=True)
    sys.exit(left > 0)


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
    from ..read.project import read_project

    project = read_project(root, Path.cwd())
    article, main = project.articles.get(slug), project.annotations.get(slug)
    if article is None or main is None:
        misuse(
            f"there is no article “{slug}” with annotations", "Give the name of its file, without the ending."
        )
    file, problems = read_annotations(main, project.notes.get(slug, ()))
    if file is None or any(item.severity == "error" for item in problems):
        misuse(f"the annotations of {slug} have errors", "`markedcopy check` shows them. Mend them first.")
    return project, file, _visible(article.path, article.data)


def _visible(path: str, data: bytes) -> str:
    from ..read.article import parse_article
    from ..read.text import File, decode, front_matter

    source, _ = decode(File(path, data))
    if source is None:
        misuse(f"{path} cannot be read", "`markedcopy check` says why.")
    block = front_matter(source)
    return parse_article(source.text[block.body if block else 0 :]).text


def _old_text(root: Path, slug: str, file: Joined, old: Path | None, since: str | None) -> str:
    from ..read.revision import RevisionError, file_at, is_shallow

    if old is not None:
        return _visible(str(old), old.read_bytes())
    path = f"docs/articles/{slug}.md"
    try:
        if since is not None:
            return _visible(path, file_at(root, since, path))
        found = next(_texts_with_all_quotes(root, path, file), None)
        if found is not None:
            return found
        shallow = is_shallow(root)
    except RevisionError as error:
        misuse(str(error), " ".join(filter(None, (error.hint, "The old text can be given with --old FILE."))))
    if shallow:
        misuse(
            "only the latest commits are here, and in none of them did every quote stand",
            "Get the others with `git fetch --unshallow`, or name the old text with --old FILE.",
        )
    return misuse(
        "in no commit that is here did every quote stand", "Name one with --since REV, or a file with --old."
    )


def _texts_with_all_quotes(root: Path, path: str, file: Joined) -> Iterator[str]:
    """The article's texts in history in which every quote stood: those of the notes of then, or those of now."""
    from ..anchor.anchor import SearchText
    from ..check.check import read_annotations
    from ..edit.moves import stand_all
    from ..read.revision import RevisionError, file_at, files_below, states_of
    from ..read.text import File

    for revision, then in states_of(root, path):
        try:
            text = _visible(then, file_at(root, revision, then))
        except RevisionError:
            return  # it was not there yet, or a shallow copy ends here
        own = f"annotations/{Path(then).stem}"
        files = [file]
        try:
            notes = [name for name in files_below(root, revision, own) if name.endswith((".yml", ".yaml"))]
            main, *apart = (File(name, file_at(root, revision, name)) for name in (f"{own}.yml", *notes))
            joined, _ = read_annotations(main, apart)
            files += [joined] if joined and joined.is_whole else []
        except RevisionError:
            pass  # there were no notes then
        if any(stand_all(one, SearchText(text)) for one in files):
            yield text


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
