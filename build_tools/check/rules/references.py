"""Rules of names used in one place and declared in another: nothing unknown, nothing unused."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

from ...problems.closest import closest, did_you_mean
from ...problems.problem import LIMIT, Path
from ...problems.wording import Words
from ..case import Case
from ..rule import Finding, finder


@finder()
def unknown_evidence(case: Case) -> Iterator[Finding]:
    """Every id under `evidence:` of a note or a fact, and of the lesson, is declared in the file's `evidence`.

    The same holds for the `pack` of a lesson's leave-the-page task. Otherwise a reader could not open the source.
    Declare it, or correct the spelling.
    """
    if case.file.is_stand_in(("evidence",)):
        return
    for at, name in _evidence_uses(case):
        yield from _unknown(at, name, case.notes.evidence, "evidence", "the file's `evidence:`")


@finder()
def unused_evidence(case: Case) -> Iterator[Finding]:
    """Every source declared in `evidence` is used: by a note, a fact or the lesson, or in the timeline (`event`).

    A source that nothing rests on makes the list look better founded than it is. Name it where it belongs,
    give it an `event`, or remove it.
    """
    used = {name for _, name in _evidence_uses(case)}
    used |= {name for name, source in case.notes.evidence.items() if source.event}
    yield from _unused(
        case, "evidence", used, "Name it in a note or a fact, give it an `event`, or remove it."
    )


@finder()
def unknown_voice(case: Case) -> Iterator[Finding]:
    """Every attribution names one of the file's `voices`.

    Declare the voice with its name and role, or correct the spelling.
    """
    if case.file.is_stand_in(("voices",)):
        return
    for number, attribution in enumerate(case.notes.attributions):
        at = ("attributions", number, "voice")
        yield from _unknown(at, attribution.voice, case.notes.voices, "voice", "the file's `voices:`")


@finder()
def unused_voice(case: Case) -> Iterator[Finding]:
    """Every voice declared in `voices` says something.

    The page lists voices with their share of the words. Somebody who is only spoken about is not a voice;
    somebody who ought to have been heard belongs in `absent_voices`.
    """
    used = {attribution.voice for attribution in case.notes.attributions}
    hint = "Add an attribution of what it says, move it to `absent_voices`, or remove it."
    yield from _unused(case, "voices", used, hint)


@finder()
def unknown_fact(case: Case) -> Iterator[Finding]:
    """Every id under `tells:` is declared in the file's `facts`.

    Declare the fact with its statement, or correct the spelling.
    """
    if case.file.is_stand_in(("facts",)):
        return
    for number, report in enumerate(case.notes.coverage):
        for index, name in enumerate(report.tells):
            at = ("coverage", number, "tells", index)
            yield from _unknown(at, name, case.notes.facts, "fact", "the file's `facts:`")


@finder()
def unused_fact(case: Case) -> Iterator[Finding]:
    """Every fact is told by the article or by one of the reports in `coverage`.

    A row of the table in which nobody tells the fact compares nothing. Name the fact under `tells:`, or
    remove it.
    """
    used = {name for report in case.notes.coverage for name in report.tells}
    used |= {name for name, fact in case.notes.facts.items() if fact.told_here}
    yield from _unused(case, "facts", used, "Name it under `tells:` of a report, or remove it.")


@finder()
def unknown_annotation(case: Case) -> Iterator[Finding]:
    """A note that `first` or a correction names is one that exists.

    The page links to it. If a note was withdrawn, leave out `annotation` in its correction, say so in `what`, and
    name its id under `withdrawn`. If it was merged into another, name that one.
    """
    notes = case.notes.annotations
    ids = {note.id for note in notes}
    merged = {id: note.id for note in notes for id in note.formerly}
    named: list[tuple[Path, str]] = [(("first", index), name) for index, name in enumerate(case.notes.first)]
    named += (
        (("corrections", number, "annotation"), correction.annotation)
        for number, correction in enumerate(case.notes.corrections)
        if correction.annotation is not None
    )
    # An id that is misspelt in the note itself has been told there, and so has a note that could not be read.
    if case.file.is_stand_in(("annotations",)) or any(
        case.file.is_stand_in(("annotations", number, "id")) for number in range(len(notes))
    ):
        return
    for at, name in named:
        if name in merged:
            yield Finding(at, Words(f"the note `{name}` was merged into another", f"Write `{merged[name]}`."))
        else:
            yield from _unknown(at, name, ids, "note", "`annotations:`")


@finder()
def unknown_technique(case: Case) -> Iterator[Finding]:
    """Every note names a technique that has a page in `docs/techniques/`.

    The id is the name of the file without `.md`. The folder is the list of techniques: to add one, add a
    page.
    """
    if not case.techniques and case.notes.annotations:
        words = Words(
            "there is no technique at all",
            "Put the folder `docs/techniques/` with its pages back in its place.",
        )
        yield Finding(("annotations", 0, "technique"), words)
        return
    for number, note in enumerate(case.notes.annotations):
        at = ("annotations", number, "technique")
        yield from _unknown(at, note.technique, case.techniques, "technique", "`docs/techniques/`")


@finder(needs=("kind",))
def technique_of_another_kind(case: Case) -> Iterator[Finding]:
    """The technique of a note belongs to the kind of the note.

    Each technique belongs to one of *sourcing*, *loaded language* and *missing context*. When the two
    disagree, one of them is wrong, and the note would stand under the wrong heading.
    """
    for number, note in enumerate(case.notes.annotations):
        technique = case.techniques.get(note.technique)
        kind = technique.kind if technique else None
        if kind is not None and kind != note.kind:
            others = [name for name, its in case.techniques.items() if its.kind == note.kind]
            yield Finding(
                ("annotations", number, "technique"),
                Words(
                    f"`{note.technique}` is a technique of {kind}, and the note is one of {note.kind}",
                    f"Write `kind: {kind}`, or choose another technique: {', '.join(sorted(others)[:12])}.",
                ),
            )


def _evidence_uses(case: Case) -> Iterator[tuple[Path, str]]:
    for number, note in enumerate(case.notes.annotations):
        for index, name in enumerate(note.evidence):
            yield ("annotations", number, "evidence", index), name
    for key, fact in case.notes.facts.items():
        for index, name in enumerate(fact.evidence):
            yield ("facts", key, "evidence", index), name
    if lesson := case.notes.lesson:
        for number, item in enumerate(lesson.know_before):
            for index, name in enumerate(item.evidence):
                yield ("lesson", "know_before", number, "evidence", index), name
        for index, name in enumerate(lesson.leave_the_page.pack if lesson.leave_the_page else ()):
            yield ("lesson", "leave_the_page", "pack", index), name


def _unknown(at: Path, name: str, known: Collection[str], what: str, where: str) -> Iterator[Finding]:
    if name not in known:
        hint = f"{did_you_mean(name, known)}Declare it in {where}, or correct it here."
        yield Finding(at, Words(f"there is no {what} `{name}`", hint))


def _unused(case: Case, section: str, used: Collection[str], hint: str) -> Iterator[Finding]:
    declared: Collection[str] = getattr(case.notes, section)
    if not case.file.is_whole:  # what could not be read may have been the use
        return
    # A misspelt use is one problem, not two; and a text that was left out because of another problem may
    # have been the use.
    unknown = islice((name for name in used if name not in declared), LIMIT)
    meant = {closest(name, declared) for name in unknown}
    for name in declared:
        if name not in used and name not in meant and name not in case.file.dropped:
            yield Finding((section, name), Words(f"nothing uses `{name}`", hint), key=True)
