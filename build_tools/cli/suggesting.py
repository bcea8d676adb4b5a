"""The command that points at passages: `markedcopy suggest`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .project import article_path, find_root, misuse, root_option

if TYPE_CHECKING:
    from ..edit.hints import Hint
    from ..read.article import Article
    from ..read.text import Source


@click.command(
    epilog="Examples: `markedcopy suggest docs/articles/harbour-car-park.md`; `markedcopy suggest harbour-car-park "
    "--format json`."
)
@click.argument("article")
@root_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[default: text]")
def suggest(article: str, root: Path | None, form: str) -> None:
    """List passages of ARTICLE, a file or its name, that may deserve a note.

    Hints, each with a reason and a question, never notes: most of these words are good journalism where they stand.

    Status 0: read, whether or not there are hints. 1: the article cannot be read. 2: misuse.
    """
    from ..check.article_text import size_problems
    from ..edit.hints import hints, is_english
    from ..model.front_matter import ArticleFrontMatter
    from ..problems.printed import as_text, counted
    from ..read.article import parse_article
    from ..read.load import load
    from ..read.project import is_project, read_file
    from ..read.text import decode, front_matter

    if root and not is_project(root):
        misuse(f"{root} is not a project: it has neither docs/articles nor annotations")
    path = article_path(article, Path.cwd(), root)
    folder = root or find_root(path.absolute().parent, or_here=True)
    source, problems = decode(read_file(path, path.parent.resolve(), Path.cwd()))
    if source is None:
        click.echo(as_text(problems), nl=False)
        sys.exit(1)
    block = front_matter(source)
    start = block.body if block else 0
    oversized = tuple(size_problems(source, start))
    if oversized:
        click.echo(as_text(oversized), nl=False)
        sys.exit(1)
    head = load(source, ArticleFrontMatter, block.start, block.end) if block else None
    is_told = head is not None and head.value is not None and not head.is_stand_in(("language",))
    language = head.value.language if head and head.value and is_told else "en"
    line, _ = source.position(start)
    parsed = parse_article(source.text[start:], line)
    techniques = frozenset(file.stem for file in (folder / "docs/techniques").glob("*.md"))
    found = hints(parsed, language, techniques)
    if form == "json":
        entries = [_entry(source, parsed, hint) for hint in found]
        click.echo(json.dumps(entries, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_shown(source, parsed, hint) for hint in found), nl=bool(found))
    if not is_english(language):
        click.echo(
            f"The language is “{language}”: word lists are there for English only, so only quotes are listed.",
            err=True,
        )
    elif not is_told:
        click.echo("The article's head names no language: it is taken to be English.", err=True)
    click.echo(
        f"{counted(len(found), 'hint')}: places to look at, not findings. Most are good journalism.", err=True
    )


def _entry(source: Source, article: Article, hint: Hint) -> dict[str, Any]:
    line, column = _place(source, article, hint)
    return {
        "path": source.path,
        "line": line,
        "column": column,
        "start": hint.start,
        "end": hint.end,
        "words": article.text[hint.start : hint.end],
        "category": hint.category.id,
        "says": hint.says,
        "why": hint.category.why,
        "techniques": list(hint.category.techniques),
        "ask": hint.category.ask,
    }


def _shown(source: Source, article: Article, hint: Hint) -> str:
    from ..problems.printed import visible
    from ..words.shorten import cut

    line, column = _place(source, article, hint)
    words = visible(cut(" ".join(article.text[hint.start : hint.end].split()), 100))
    kind = hint.category
    parts = [f"{source.path}:{line}:{column}: {kind.id}: {words}"]
    parts += [f"  {visible(hint.says)}"] if hint.says else []
    parts += [f"  {kind.why}", f"  Ask: {kind.ask}"]
    parts += ["  It may concern: " + ", ".join(kind.techniques)] if kind.techniques else []
    return "\n".join(parts) + "\n"


def _place(source: Source, article: Article, hint: Hint) -> tuple[int, int]:
    """Line and column in the file; the column is that of the passage's first words on the line."""
    line = article.line_at(hint.start)
    words = source.line(line)
    begins = max(
        (start for start, at in article.line_starts if start <= hint.start and at == line), default=0
    )
    first = article.text[hint.start : hint.end].split("\n")[0]
    # Signs of Markdown before the passage move it to the right: it is looked for from where it would be without.
    at = words.find(first, hint.start - begins)
    at = at if at >= 0 else words.find(first[:12], max(hint.start - begins - 2, 0))
    return line, max(at, 0) + 1
