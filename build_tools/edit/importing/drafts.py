"""Foreign annotations as drafts of notes: anchored in the article for certain, or told with the closest passage.

What a draft lacks is left out, so that the checker asks for it. What could not be put anywhere stands in the draft as a
comment, and in the report.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ...anchor.anchor import SearchText, Selector
from ...anchor.describe import describe
from ...model.front_matter import TechniqueFrontMatter
from ...model.ids import proposed_id
from ...model.names import KIND_NAMES
from ...problems.printed import spelt
from ...read.signs import REFUSED, readable
from ...read.text import File
from ...words.count import Span
from ..scalars import scalar
from .closest import Closest
from .foreign import Foreign, is_elsewhere
from .known import Known, Made, first_line, known_among
from .placing import Unplaced, placed

_LINE_ENDS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Draft:
    """A note that is to be filled in."""

    of: Foreign
    id: str
    selectors: tuple[Selector, ...]
    """The passages; none for the whole article."""
    statuses: tuple[str, ...]
    """How each was found."""
    yaml: str


@dataclass(frozen=True, slots=True)
class There:
    """An annotation of which there is a note already."""

    of: Foreign
    path: str
    is_changed: bool
    """Whether the note was worked on since."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """What became of the annotations of a file."""

    drafts: tuple[Draft, ...]
    there: tuple[There, ...]
    unplaced: tuple[Unplaced, ...]


def draft_all(
    found: Iterable[Foreign],
    text: SearchText,
    techniques: Mapping[str, TechniqueFrontMatter],
    taken: Collection[str],
    origin: str,
    files: Iterable[File] = (),
    notes: Iterable[Known] = (),
    page: str = "",
) -> Drafted:
    """A draft of each annotation that has a place in the article and no note yet. `taken` are the ids in use; `files`
    and `notes` are the notes that there are; `page` is the address of the article, if that is known."""
    made: list[tuple[Foreign, tuple[Selector, ...], tuple[str, ...]]] = []
    unplaced: list[Unplaced] = []
    closest = Closest(text)
    for foreign in found:
        spans: list[Span] = []
        statuses: list[str] = []
        fault = foreign.fault
        if not fault and not foreign.claims and is_elsewhere(foreign.pages, page):
            fault = f"it is about another page, {foreign.pages[0]}"
        failure: Unplaced | None = Unplaced(foreign, fault) if fault else None
        for claim in foreign.claims:
            answer = placed(text, claim, closest)
            if isinstance(answer, Unplaced):
                failure = replace(answer, of=foreign, why=foreign.fault or answer.why)
                break
            spans.append(answer[0])
            statuses.append(answer[1])
        if failure:
            unplaced.append(failure)
        else:
            made.append((foreign, tuple(describe(text, *span) for span in spans), tuple(statuses)))
    labels = _labels(techniques)
    written = [_made(foreign, selectors, labels, origin) for foreign, selectors, _ in made]
    known, changed = known_among(written, files, notes)
    drafts: list[Draft] = []
    there: list[There] = []
    used = set(taken)
    for number, (foreign, selectors, found_as) in enumerate(made):
        if number in known:
            there.append(There(foreign, known[number], number in changed))
            continue
        texts = (*(one.exact for one in selectors[:1]), *foreign.tags[:1])
        id = proposed_id(texts, "note", used, otherwise="imported")
        used.add(id)
        drafts.append(Draft(foreign, id, selectors, found_as, written[number].yaml))
    return Drafted(tuple(drafts), tuple(there), tuple(unplaced))


def _made(
    foreign: Foreign, selectors: tuple[Selector, ...], labels: Mapping[str, tuple[str, str, str]], origin: str
) -> Made:
    passages = tuple(
        Selector(*(_writable(words) for words in (one.exact, one.prefix, one.suffix))) for one in selectors
    )
    first = f"{origin}, {foreign.name}"
    yaml = "".join(_lines(foreign, selectors, labels, first))
    return Made(_in_one_line(first), passages, _said(foreign), yaml)


# --- what the draft says --------------------------------------------------------------------------


def _labels(techniques: Mapping[str, TechniqueFrontMatter]) -> dict[str, tuple[str, str, str]]:
    """What each tag means: a kind, a technique or nothing, a stance or nothing. What two techniques share is none's."""
    found: dict[str, tuple[str, str, str]] = {}
    shared: set[str] = set()

    def name(label: str, meaning: tuple[str, str, str]) -> None:
        key = _key(label)
        if key in found and found[key] != meaning:
            shared.add(key)
        found[key] = meaning

    for id, front in techniques.items():
        for item in front.semeval:
            name(item.label, (front.kind, id, ""))
    for key in shared:
        del found[key]
    for id, front in techniques.items():
        names, good = (id, front.title), front.names[1]
        found |= {_key(label): (front.kind, id, "") for label in names}
        if good and _key(good) not in map(_key, names):
            found[_key(good)] = (front.kind, id, "good-practice")
    for kind, title in KIND_NAMES.items():
        found |= {_key(kind): (kind, "", ""), _key(title): (kind, "", "")}
    return found


def _key(label: str) -> str:
    return re.sub(r"[\W_]+", "-", label.casefold()).strip("-")


def _lines(
    foreign: Foreign,
    selectors: Iterable[Selector],
    labels: Mapping[str, tuple[str, str, str]],
    origin: str,
) -> Iterator[str]:
    known = [labels[_key(tag)] for tag in foreign.tags if _key(tag) in labels]
    technique = next((meaning for meaning in known if meaning[1]), None)
    kinds = {meaning[0] for meaning in known}
    chosen = technique or (known[0] if len(kinds) == 1 else None)
    unused = [
        tag
        for tag in foreign.tags
        if chosen is None or labels.get(_key(tag)) not in (chosen, (chosen[0], "", ""))
    ]
    yield from _comment("", first_line(origin))
    if chosen:
        yield f"kind: {chosen[0]}\n"
    if technique:
        yield f"technique: {technique[1]}\n"
    if chosen and chosen[2]:
        yield f"stance: {chosen[2]}\n"
    yield from _comment("tags", ", ".join(unused))
    yield from _target(tuple(selectors))
    if said := _said(foreign):
        yield f"observation: {scalar(said, indent=2, column=13)}\n"
    if REFUSED.search(foreign.text):
        yield from _comment("as it was", foreign.text)
    if foreign.rest:
        yield "# What has no place in a note:\n"
    for name, content in foreign.rest:
        yield from _comment(name, content)


def _said(foreign: Foreign) -> str:
    return _writable(foreign.text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _writable(text: str) -> str:
    """The text without what no file may hold; what sets direction goes, as it does when words are looked up."""
    return REFUSED.sub("", readable(text))


def _in_one_line(words: str) -> str:
    """The words as the first line of a comment has them."""
    return spelt(_LINE_ENDS.split(words)[0], seen="\u00a0").rstrip()


def _target(selectors: tuple[Selector, ...]) -> Iterator[str]:
    if not selectors:
        yield "target:\n  whole: article\n"
    elif len(selectors) == 1:
        one = selectors[0]
        if not one.prefix and not one.suffix:
            yield f"target: {scalar(_writable(one.exact), indent=2, column=8)}\n"
        else:
            yield "target:\n"
            yield from _selector(one, "  ", "  ")
    else:
        yield "target:\n"
        for one in selectors:
            yield from _selector(one, "  - ", "    ")


def _selector(one: Selector, first: str, room: str) -> Iterator[str]:
    lead = first
    for key, words in (("exact", one.exact), ("prefix", one.prefix), ("suffix", one.suffix)):
        if words:
            yield f"{lead}{key}: {scalar(_writable(words), indent=len(room) + 2, column=len(lead) + len(key) + 2)}\n"
            lead = room


def _comment(name: str, content: str) -> Iterator[str]:
    """Lines of a comment, in which signs that no file may hold are spelt out."""
    if not content:
        return
    lines = [spelt(line, seen="\u00a0") for line in _LINE_ENDS.split(content)]
    yield f"# {f'{name}: ' if name else ''}{lines[0]}".rstrip() + "\n"
    yield from (f"#   {line}".rstrip() + "\n" for line in lines[1:])
