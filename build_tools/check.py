"""Everything up to rendering: read, parse, anchor, apply the rules. Pure: files in, values out.

`check_article` looks at one article by itself, so that an adapter can keep the result for as long as its two
files and the list of techniques stay the same. An article is built only when it has no errors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .anchor import Anchor, SearchText, Selector, anchor, occurrences
from .article import Article, parse_article
from .load import Loaded, V, load
from .model import AnnotationFile, ArticleFrontMatter, Kind, Point, Quote, TechniqueFrontMatter, Whole
from .problems import Place, Problem, in_order, limited
from .project import Project
from .rules import pairs
from .rules.case import Case, Placement, Target
from .rules.catalogue import FINDERS
from .rules.rule import Path, problem
from .rules.wording import our_texts
from .source import File, Source, decode, front_matter

Spans = tuple[tuple[int, int], ...]
"""Passages, as offsets in the visible text of an article."""


@dataclass(frozen=True, slots=True)
class Technique:
    """A technique that notes may name."""

    id: str
    path: str
    front: TechniqueFrontMatter
    body: str
    """The Markdown below the front matter."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with its annotations, free of errors and anchored."""

    slug: str
    article_path: str
    annotations_path: str
    front: ArticleFrontMatter
    article: Article
    notes: AnnotationFile
    placements: tuple[Placement, ...] = field(repr=False)
    """Of all targets: those of the annotations, then those of the attributions, in the order of the file."""

    @property
    def annotation_spans(self) -> tuple[Spans, ...]:
        """The passages of each annotation: several for *every*, `start == end` for a point, or none."""
        return self._spans("annotations", len(self.notes.annotations))

    @property
    def attribution_spans(self) -> tuple[Spans, ...]:
        """The passages of each attribution."""
        return self._spans("attributions", len(self.notes.attributions))

    def _spans(self, section: str, number: int) -> tuple[Spans, ...]:
        spans: list[list[tuple[int, int]]] = [[] for _ in range(number)]
        for placement in self.placements:
            if placement.at[0] == section:
                spans[int(placement.at[1])] += placement.spans
        return tuple(map(tuple, spans))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one article."""

    entry: Entry | None
    """None when there are errors."""
    problems: tuple[Problem, ...]
    techniques: frozenset[str]
    """The techniques that its notes name."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a project."""

    entries: tuple[Entry, ...]
    """The articles without errors, by slug."""
    techniques: tuple[Technique, ...]
    """The techniques without errors, by id."""
    problems: tuple[Problem, ...]
    """By file and place; notices included."""


def check(project: Project) -> Checked:
    """Check all files of a project."""
    techniques, kinds, found = check_techniques(project.techniques)
    outcomes = tuple(_outcomes(project, kinds))
    entries = tuple(outcome.entry for outcome in outcomes if outcome.entry)
    return Checked(entries, techniques, _all_problems(project, techniques, found, outcomes))


def problems_of(project: Project) -> tuple[Problem, ...]:
    """The problems alone, of a project of any size: no more than one article is kept at a time."""
    techniques, kinds, found = check_techniques(project.techniques)
    return _all_problems(project, techniques, found, _outcomes(project, kinds))


def check_techniques(
    files: Mapping[str, File],
) -> tuple[tuple[Technique, ...], Mapping[str, Kind | None], tuple[Problem, ...]]:
    """The techniques without errors, the kind of each (None when its file has errors), and all problems."""
    techniques: list[Technique] = []
    kinds: dict[str, Kind | None] = {}
    found: list[Problem] = []
    for name, file in sorted(files.items()):
        source, problems = decode(file)
        found += problems
        kinds[name] = None
        if source is None:
            continue
        front, body, problems = _front_matter(
            source, TechniqueFrontMatter, "technique", "title, kind, summary …"
        )
        found += problems
        if front and front.value:
            if not front.is_stand_in(("kind",)):
                kinds[name] = front.value.kind
            if not any(item.severity == "error" for item in problems):
                techniques.append(Technique(name, file.path, front.value, source.text[body:]))
    return tuple(techniques), kinds, tuple(found)


def check_article(
    slug: str, article: File | None, annotations: File | None, kinds: Mapping[str, Kind | None]
) -> Outcome:
    """Check one article and its annotations, either of which may be missing."""
    found: list[Problem] = []
    front, parsed = None, None
    if article:
        source, problems = decode(article)
        found += problems
        if source:
            front, parsed, problems = _article(source)
            found += problems
    if annotations is None or article is None:
        found += _unpaired(slug, article, annotations)
    if annotations is None:
        return Outcome(None, in_order(found), frozenset())

    source, problems = decode(annotations)
    found += problems
    file = load(source, AnnotationFile) if source else None
    if file is None or file.value is None:
        found += file.problems if file else ()
        return Outcome(None, in_order(found), frozenset())
    found += file.problems
    text = SearchText(parsed.text) if parsed else None
    placements = tuple(_placements(file.value, text))
    article_path = article.path if article else ""
    ours = tuple(our_texts(file.value))
    front_ours = tuple(our_texts(front.value)) if front else ()
    case = Case(article_path, front, parsed, text, file, file.value, placements, kinds, ours, front_ours)
    found += _apply_rules(case)

    used = frozenset(note.technique for note in case.notes.annotations)
    has_errors = any(item.severity == "error" for item in found)
    entry = None
    if front and front.value and parsed and not has_errors:
        entry = Entry(slug, article_path, annotations.path, front.value, parsed, case.notes, placements)
    return Outcome(entry, in_order(found), used)


def _outcomes(project: Project, kinds: Mapping[str, Kind | None]) -> Iterator[Outcome]:
    for slug in sorted({*project.articles, *project.annotations}):
        yield check_article(slug, project.articles.get(slug), project.annotations.get(slug), kinds)


def _all_problems(
    project: Project,
    techniques: Iterable[Technique],
    found: Iterable[Problem],
    outcomes: Iterable[Outcome],
) -> tuple[Problem, ...]:
    problems = [*project.problems, *found]
    used: set[str] = set()
    for outcome in outcomes:
        problems += outcome.problems
        used |= outcome.techniques
    unused = (item for item in techniques if item.id not in used)
    problems += (pairs.unused_technique.at(Place(item.path), item.id) for item in unused)
    return in_order(problems)


def _article(
    source: Source,
) -> tuple[Loaded[ArticleFrontMatter] | None, Article | None, tuple[Problem, ...]]:
    front, body, problems = _front_matter(
        source, ArticleFrontMatter, "article", "title, publisher, retrieved …"
    )
    line, _ = source.position(body)
    article = parse_article(source.text[body:], line)
    if not article.text.strip():
        return front, None, (*problems, pairs.article_empty.at(source.place(body)))
    return front, article, problems


def _front_matter(
    source: Source, model: type[V], what: str, keys: str
) -> tuple[Loaded[V] | None, int, tuple[Problem, ...]]:
    block = front_matter(source)
    if block is None:
        return None, 0, (pairs.front_matter_missing.at(source.place(0), what, keys),)
    loaded = load(source, model, block.start, block.end)
    return loaded, block.body, loaded.problems


def _unpaired(slug: str, article: File | None, annotations: File | None) -> Iterator[Problem]:
    if annotations:
        yield pairs.annotation_without_article.at(Place(annotations.path), f"docs/articles/{slug}.md")
    elif article:
        yield pairs.article_without_annotations.at(Place(article.path), f"annotations/{slug}.yml")


def _placements(notes: AnnotationFile, text: SearchText | None) -> Iterator[Placement]:
    sections: tuple[tuple[str, Sequence[Sequence[Target]]], ...] = (
        ("annotations", [note.target for note in notes.annotations]),
        ("attributions", [attribution.target for attribution in notes.attributions]),
    )
    known: dict[Target, tuple[Spans, Anchor | None]] = {}
    for section, items in sections:
        for number, targets in enumerate(items):
            for index, target in enumerate(targets):
                at: Path = (section, number, "target", index)
                if text is None or isinstance(target, Whole):
                    yield Placement(at, target)
                    continue
                if target not in known:
                    known[target] = _place(text, target)
                yield Placement(at, target, *known[target])


def _place(text: SearchText, target: Target) -> tuple[Spans, Anchor | None]:
    match target:
        case (
            Quote(exact=words, prefix=prefix, suffix=suffix)
            | Point(after=words, prefix=prefix, suffix=suffix)
        ):
            found = anchor(text, Selector(words, prefix, suffix))
            if found.start is None or found.end is None:
                return (), found
            return ((found.end if isinstance(target, Point) else found.start, found.end),), found
        case Whole():
            return (), None
    if spans := occurrences(text, target.every):
        return spans, Anchor("exact")
    return (), anchor(text, Selector(target.every))


def _apply_rules(case: Case) -> Iterator[Problem]:
    for rule in FINDERS:
        yield from limited(
            problem(
                rule.id, rule.severity, loaded.place(item.at, key=item.key, within=item.within), item.words
            )
            for item in rule.find(case)
            if (loaded := case.file if item.file == "annotations" else case.front)
            and not loaded.is_stand_in(item.at)
        )
