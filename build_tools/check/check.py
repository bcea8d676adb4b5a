"""Everything up to rendering: read, parse, anchor, apply the rules. Pure: files in, values out.

`check_article` looks at one article by itself, so that an adapter can keep the result for as long as its two
files and the list of techniques stay the same. An article is built only when it has no errors.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import PurePosixPath
from types import MappingProxyType

from ..anchor.anchor import SearchText
from ..entry import Entry, Technique
from ..model.annotations import AnnotationFile, NoteFile
from ..model.front_matter import ArticleFrontMatter, TechniqueFrontMatter
from ..problems import pairs
from ..problems.problem import Place, Problem, in_order, limited
from ..problems.wording import problem
from ..read.article import Article, parse_article
from ..read.joined import Joined, join, load_note, misnamed
from ..read.load import load
from ..read.loaded import Loaded, V
from ..read.project import Project
from ..read.technique import TECHNIQUE_LIMIT, parse_technique
from ..read.text import File, Source, broken_fence, decode, front_matter
from .accepting import accept
from .article_links import link_problems
from .article_text import size_problems, text_problems
from .beside import article_names, note_beside, unpaired
from .case import Case, Named
from .catalogue import BY_ID, FINDERS
from .placing import placements_of
from .rules.techniques import problems_of_technique
from .rules.wording import our_texts

NO_FILES: Mapping[str, File] = MappingProxyType({})
SEVERITIES = {id: rule.severity for id, rule in BY_ID.items()}


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
    techniques, named, found = check_techniques(project.techniques)
    outcomes = tuple(_outcomes(project, named))
    entries = tuple(outcome.entry for outcome in outcomes if outcome.entry)
    return Checked(entries, techniques, _all_problems(project, techniques, found, outcomes))


def problems_of(project: Project) -> tuple[Problem, ...]:
    """The problems alone, of a project of any size: no more than one article is kept at a time."""
    techniques, named, found = check_techniques(project.techniques)
    return _all_problems(project, techniques, found, _outcomes(project, named))


def check_techniques(
    files: Mapping[str, File],
) -> tuple[tuple[Technique, ...], Mapping[str, Named], tuple[Problem, ...]]:
    """The techniques without errors, what notes have to do with of all that there are, and all problems."""
    techniques: list[Technique] = []
    named: dict[str, Named] = {}
    found: list[Problem] = []
    for name, file in sorted(files.items()):
        source, problems = decode(file, TECHNIQUE_LIMIT)
        found += problems
        named[name] = Named()
        if source is None:
            continue
        front, body, problems = _front_matter(
            source, TechniqueFrontMatter, "technique", "title, kind, summary …"
        )
        text = parse_technique(source.text[body:], source.position(body)[0])
        problems += tuple(problems_of_technique(source, text))
        found += problems
        if front and front.value:
            named[name] = _named(front, front.value)
            if not any(item.severity == "error" for item in problems):
                techniques.append(Technique(name, file.path, front.value, text))
    return tuple(techniques), named, tuple(found)


def check_article(
    slug: str,
    article: File | None,
    annotations: File | None,
    techniques: Mapping[str, Named],
    published: Collection[str] = (),
    notes: Sequence[File] = (),
    articles: Mapping[str, File] = NO_FILES,
) -> Outcome:
    """Check one article and its annotations, either of which may be missing.

    `published` are the paths of the files in the docs folder to which links may lead; links to files are not
    looked at when there are none. `notes` are those in files of their own. `articles` are all of the project, where
    they are at hand: a note that stands in a wrong place may be on one of them.
    """
    found: list[Problem] = []
    front, parsed = None, None
    links = _no_links
    if article:
        source, problems = decode(article)
        found += problems
        if source:
            front, parsed, problems, body = _article(source)
            found += problems
            if parsed:
                origin = (front.value.url if front and front.value else "") or ""
                links = partial(_links, source, body, parsed, published, origin)
    file, problems = read_annotations(annotations, notes)
    names = sorted({*article_names(published), *articles})
    # What no note has, and every file of an article.
    lacks = (
        any(item.rule == "missing-key" and item.path == annotations.path for item in problems)
        if annotations
        else False
    )
    if annotations and lacks and (beside := note_beside(annotations, names, articles)):
        others = (item for item in problems if item.path != annotations.path)
        return Outcome(None, in_order((*found, beside, *others)), frozenset())
    found += unpaired(slug, article, annotations, notes, names)
    found += problems
    if file is None:
        found += links(None) if annotations is None else ()
        return Outcome(None, in_order(found), frozenset())
    found += links([id for note in file.value.annotations for id in (note.id, *note.formerly)])
    text = SearchText(parsed.text) if parsed else None
    placements = tuple(placements_of(file.value, text))
    article_path = article.path if article else ""
    ours = tuple(our_texts(file.value))
    front_ours = tuple(our_texts(front.value)) if front else ()
    case = Case(article_path, front, parsed, text, file, file.value, placements, techniques, ours, front_ours)
    found += _apply_rules(case)
    found = list(accept(found, file, SEVERITIES))

    used = frozenset(note.technique for note in case.notes.annotations)
    has_errors = any(item.severity == "error" for item in found)
    entry = None
    if front and front.value and parsed and not has_errors:
        entry = Entry(
            slug,
            front.value,
            parsed,
            case.notes,
            case.spans("annotations", len(case.notes.annotations)),
            case.spans("attributions", len(case.notes.attributions)),
        )
    return Outcome(entry, in_order(found), used)


def _outcomes(project: Project, techniques: Mapping[str, Named]) -> Iterator[Outcome]:
    for slug in project.slugs:
        files = project.articles.get(slug), project.annotations.get(slug)
        notes = project.notes.get(slug, ())
        yield check_article(slug, *files, techniques, project.published.keys(), notes, project.articles)


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


def _named(file: Loaded[TechniqueFrontMatter], front: TechniqueFrontMatter) -> Named:
    is_faulty = file.is_stand_in(("title",)) or file.is_stand_in(("good_name",))
    return Named(None if file.is_stand_in(("kind",)) else front.kind, None if is_faulty else front.names)


def _no_links(_: Collection[str] | None) -> tuple[Problem, ...]:
    return ()


def _links(
    source: Source,
    body: int,
    article: Article,
    published: Collection[str],
    origin: str,
    ids: Collection[str] | None,
) -> tuple[Problem, ...]:
    return tuple(limited(link_problems(source, body, article, published, ids, origin)))


def _article(
    source: Source,
) -> tuple[Loaded[ArticleFrontMatter] | None, Article | None, tuple[Problem, ...], int]:
    front, body, problems = _front_matter(
        source, ArticleFrontMatter, "article", "title, publisher, retrieved …"
    )
    too_much = tuple(size_problems(source, body))
    if too_much:
        return front, None, (*problems, *too_much), body
    line, _ = source.position(body)
    article = parse_article(source.text[body:], line)
    if not article.text.strip():
        return front, None, (*problems, pairs.article_empty.at(source.place(body))), body
    by_rule = groupby(sorted(text_problems(source, body, article), key=_rule_of), _rule_of)
    return front, article, (*problems, *(item for _, found in by_rule for item in limited(found))), body


def _rule_of(problem: Problem) -> str:
    return problem.rule


def _front_matter(
    source: Source, model: type[V], what: str, keys: str
) -> tuple[Loaded[V] | None, int, tuple[Problem, ...]]:
    block = front_matter(source)
    if block is None and (fence := broken_fence(source)):
        return None, 0, (pairs.front_matter_fence.at(fence, what),)
    if block is None:
        is_open = source.line(1).rstrip() == "---"
        return None, 0, (pairs.front_matter_missing.at(source.place(0), what, keys, is_open=is_open),)
    loaded = load(source, model, block.start, block.end)
    return loaded, block.body, loaded.problems


def read_annotations(
    annotations: File | None, notes: Sequence[File]
) -> tuple[Joined | None, tuple[Problem, ...]]:
    """All that is said about one article, if anything can be made of it, and what is wrong with the files."""
    main, found = _read(annotations, partial(load, model=AnnotationFile)) if annotations else (None, ())
    apart: list[Loaded[NoteFile] | None] = []
    for item in notes:
        note, problems = _read(item, load_note)
        found += problems
        apart.append(note)
    ids = [note.id for note in main.value.annotations] if main and main.value else []
    found += tuple(misnamed(apart, {PurePosixPath(item.path).stem for item in notes}, ids))
    if main is None or main.value is None:
        return None, found
    file = join(main, apart)
    return file, (*found, *file.problems)


def _read(file: File, load: Callable[[Source], Loaded[V]]) -> tuple[Loaded[V] | None, tuple[Problem, ...]]:
    source, problems = decode(file)
    loaded = load(source) if source else None
    return loaded, (*problems, *(loaded.problems if loaded else ()))


def _apply_rules(case: Case) -> Iterator[Problem]:
    for rule in FINDERS:
        yield from limited(
            problem(
                rule.id, rule.severity, loaded.place(item.at, key=item.key, within=item.within), item.words
            )
            for item in rule.find(case)
            if (loaded := case.file if item.file == "annotations" else case.front)
            and not loaded.is_stand_in(item.at)
            and not loaded.lacks(item.at, rule.needs)
        )
