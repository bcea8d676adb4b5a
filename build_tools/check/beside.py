"""Which file belongs beside which: articles, their annotation files, and notes that stand beside those by mistake."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from ..anchor.anchor import SearchText
from ..model.targets import Whole
from ..problems import pairs
from ..problems.problem import Place, Problem
from ..read.article import parse_article
from ..read.compose import compose
from ..read.joined import load_note
from ..read.nodes import MapNode
from ..read.text import File, decode, front_matter
from .placing import stands

_OF_A_NOTE = frozenset({"kind", "technique", "stance", "target", "gist", "observation"})
_OF_AN_ARTICLE = frozenset({"annotations", "summary", "voices", "attributions"})
_LEAST = 2
"""Keys of a note that make one of a file with none of an article's."""


def note_beside(file: File, names: Collection[str], articles: Mapping[str, File]) -> Problem | None:
    """The problem of an annotation file that is one note; None if it is not.

    `names` are those of the articles; `articles` are their files as far as they are at hand.
    """
    source, _ = decode(file)
    root = compose(source)[0] if source else None
    if source is None or not isinstance(root, MapNode):
        return None
    keys = root.entries.keys()
    if len(keys & _OF_A_NOTE) < _LEAST or keys & _OF_AN_ARTICLE:
        return None
    key, _ = next(entry for name, entry in root.entries.items() if name in _OF_A_NOTE)
    note = load_note(source)
    holders = set(names) if len(names) == 1 else set()
    targets = [one for one in note.value.target if not isinstance(one, Whole)] if note.value else []
    if targets and not holders and not note.holds_stand_in(("target",)):
        for name, article in articles.items():
            if (text := _text(article)) and all(stands(text, target) for target in targets):
                holders.add(name)
    return pairs.note_beside_articles.at(
        source.place(key.start, key.end),
        PurePosixPath(file.path).stem,
        next(iter(holders)) if len(holders) == 1 else "",
        names,
    )


def _text(file: File) -> SearchText | None:
    source, _ = decode(file)
    block = front_matter(source) if source else None
    return SearchText(parse_article(source.text[block.body if block else 0 :]).text) if source else None


def article_names(published: Collection[str]) -> Iterator[str]:
    """The articles among the published files of a project."""
    for path in map(PurePosixPath, published):
        if path.parent == PurePosixPath("articles") and path.suffix == ".md" and path.stem != "index":
            yield path.stem


def unpaired(
    slug: str,
    article: File | None,
    annotations: File | None,
    notes: Sequence[File],
    names: Collection[str],
) -> Iterator[Problem]:
    """What is wrong with the files of one article as a set; `names` are those of all articles."""
    first = annotations or next(iter(notes), None)
    if article is None and annotations:
        yield pairs.annotation_without_article.at(
            Place(annotations.path), f"docs/articles/{slug}.md", slug, names
        )
    elif article is None and first:
        yield pairs.note_without_article.at(Place(first.path), slug, names)
    elif annotations is None and first:
        yield pairs.notes_without_annotations.at(Place(first.path), f"annotations/{slug}.yml")
    elif annotations is None and article:
        yield pairs.article_without_annotations.at(Place(article.path), f"annotations/{slug}.yml")
