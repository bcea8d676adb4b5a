"""Rules of wording: plain alternatives where they are due, and our own words as fair as we ask of others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from ...model.targets import Point, Whole
from ...problems.problem import Path
from ...problems.wording import Words
from ..case import Case
from ..rule import Finding, finder

OURS = frozenset(
    {
        "summary", "establishes", "why", "what", "statement", "note", "gist", "observation", "known", "inference",
        "fair_reading", "plain", "missing", "ask", "because", "question", "how", "objectives", "questions", "date_note",
        "selected_because", "scope", "basis", "prepare", "means", "task", "before", "after", "look_for", "exit_ticket",
        "beginning", "reached", "beyond", "text",
    }
)  # fmt: skip
"""Fields that hold our own words; the others quote the article or a source, or name something."""

NOT_OURS = frozenset({"target", "attributions", "voices", "accept"})
"""Fields below which nothing is for readers, or nothing ours: they are not searched."""

# Lower case, for the search is in a text without capitals. Each begins with plain letters: alternatives that
# do are skipped fast, and every word of every note is tried.
_MOTIVES = re.compile(
    r"""\b(?:deliberate(?:ly)?|intentional(?:ly)?|on\ purpose|purpose(?:ful)?ly|knowingly|wilful(?:ly)?
    |in\ order\ to\ (?:mislead|deceive|confuse|hide|distract|justify|provoke|smear)
    |designed\ to|calculated\ to|crafted\ to|intended\ to|intends\ to
    |wants\ (?:to|you\ to|us\ to|readers\ to)|wanted\ (?:to|you\ to|us\ to|readers\ to)
    |tries\ to|tried\ to|trying\ to|attempts\ to|attempted\ to|seeks\ to|sought\ to|aims\ to|aimed\ to
    |hopes\ to|hoped\ to|agendas?|ulterior|motives?|ploys?|tricks?|lie[ds]?|lying|liars?
    |mislead|misleads|misled|deceiv\w+|deception|manipulat\w+|brainwash\w*)\b""",
    re.VERBOSE,
)
_LOADED = re.compile(
    r"""\b(?:propagand\w*|regimes?|slam|slams|slammed|slamming|so-called|blatant(?:ly)?|brazen(?:ly)?
    |shameless(?:ly)?|shameful(?:ly)?|outrageous(?:ly)?|disgrace\w*|ludicrous(?:ly)?|laughabl[ey]
    |ridiculous(?:ly)?|absurd(?:ly)?|notorious(?:ly)?|infamous(?:ly)?|sinister|cynical(?:ly)?|hypocri\w+
    |bogus|sham|puppets?|mouthpieces?|stooges?|thugs?|cron(?:y|ies)|henchm[ae]n|smear(?:s|ed|ing)?
    |whitewash\w*|fake\ news|hysteri\w+|spin|spins|rants?|ranted|blasts|blasted|clown\w*
    |obviously|of\ course|needless\ to\ say|everyone\ knows)\b""",
    re.VERBOSE,
)
_STAND_IN = re.compile(r"(?:to be written|todo|tbd)\s*(?:[:.…]|\Z)", re.IGNORECASE)
_OPENING = re.compile("[“„«‹]")
_CLOSING = {
    mark: re.compile(f"[{marks}]") for mark, marks in (("“", "”"), ("„", "“”"), ("«", "»"), ("‹", "›"))
}
_LEFT_ALONE = re.compile(
    r"‘[^‘]*?’(?!\w)|\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)|`[^`]*`"  # other quotations
    r"|\]\([^]()\s]*\)|<https?:[^<>\s]*>|https?://\S+"  # addresses
    r"|\bon the agenda\b|\bwho want(?:s|ed) to\b"  # other meanings
    r"|\b(?:ceasefire|sanctions|visa|tax|legal) regimes?\b"
    r"|\blies? (?:in|with|behind|between|beyond|at|on|ahead|outside|within)\b"
)


@finder("warning")
def still_to_be_written(case: Case) -> Iterator[Finding]:
    """What stands in place of a text is written before readers see it.

    `markedcopy new` leaves “To be written: …” where it cannot know what to say, such as in the summary. Readers would
    see that above the notes, in the list of articles, in the search and in the previews of other sites. “TODO” and
    “TBD” at the beginning of a text count as well. The build goes on: an article may be looked at before it is done.
    """
    for file, texts in (("annotations", case.our_texts), ("article", case.front_texts)):
        for at, text in texts:
            if found := _STAND_IN.match(text.strip()):
                name = next((step for step in reversed(at) if isinstance(step, str)), "")
                yield Finding(
                    at,
                    Words(
                        f"`{name}` is still to be written, and readers would see “{found[0]}”",
                        _TO_WRITE.get(name, "Write here what readers should know."),
                    ),
                    file="annotations" if file == "annotations" else "article",
                )


_TO_WRITE = {
    "summary": "Say in a paragraph what the article reports, and what the notes look at.",
    "selected_because": "Say why this article was chosen.",
    "basis": "Name the ground on which the text is reproduced: a licence, permission, or quotation for comment.",
    "scope": "Say how much of the text is reproduced, and for what.",
    "date_note": "Say how the date was established, or take the key out.",
}


@finder(needs=("kind", "stance", "plain"))
def loaded_language_without_plain(case: Case) -> Iterator[Finding]:
    """A note on loaded language offers the plain wording.

    Readers can swap the passage for wording that does not lean, and see for themselves what changes. `plain`
    is put in place of the passage, so it has to fit the sentence. Notes of good practice need none, nor do notes
    on the whole article or on a point.
    """
    for number, note in enumerate(case.notes.annotations):
        if note.kind != "loaded-language" or note.stance == "good-practice" or note.plain is not None:
            continue
        if all(isinstance(target, (Point, Whole)) for target in note.target):
            continue
        yield Finding(
            ("annotations", number, "kind"),
            Words(
                f"the note `{note.id}` is on loaded language, and offers no plain wording",
                "Add `plain:` with words that could stand in place of the passage and do not lean.",
            ),
        )


@finder(needs=("kind",))
def plain_on_another_kind(case: Case) -> Iterator[Finding]:
    """Only a note on loaded language has `plain`.

    On the page, `plain` takes the place of the passage. Where the wording is not the matter, that would
    mislead. Say it in `observation`, or make it a note on loaded language.
    """
    for number, note in enumerate(case.notes.annotations):
        if note.plain is not None and note.kind != "loaded-language":
            yield Finding(
                ("annotations", number, "plain"),
                Words(
                    f"`plain` on a note of the kind {note.kind}",
                    "Remove it, or write `kind: loaded-language` if the wording is the matter.",
                ),
                key=True,
            )


@finder(needs=("kind", "stance", "target"))
def missing_out_of_place(case: Case) -> Iterator[Finding]:
    """Only a note on missing context has `missing`, and only where something is missing.

    On the page, `missing` stands in the middle of the article, as the fact that was left out there. A note on
    sourcing or on wording has no such fact, a note of good practice says that nothing is missing, and on the
    article as a whole there is no place to set it: take the point after which the fact is missing as `target`
    (`after: …`), or leave `missing` out.
    """
    for number, note in enumerate(case.notes.annotations):
        if note.missing is None:
            continue
        if note.kind != "missing-context":
            where = f"on a note of the kind {note.kind}"
            hint = "Remove it, or write `kind: missing-context` if the note is about what is left out."
        elif note.stance == "good-practice":
            where = "on a note of good practice"
            hint = "Remove it, or choose another `stance` if something is missing."
        elif all(isinstance(target, Whole) for target in note.target):
            where = "on a note about the whole article, where there is no place to set it"
            hint = "Remove it, or take the point after which the fact is missing as `target` (`after: …`)."
        else:
            continue
        yield Finding(("annotations", number, "missing"), Words(f"`missing` {where}", hint), key=True)


@finder("warning")
def intent_words(case: Case) -> Iterator[Finding]:
    """Our notes describe the text, never anyone's motive.

    Nobody can see an intention on a page. “Deliberately”, “tries to”, “in order to mislead”, “agenda” or
    “lie” claim to know one. Say what is on the page, and what a reader may take from it.

    Quotations are left alone: if the article or a source has the word, put it in quotation marks.

    Wrong: `The headline tries to hide who is speaking.` Right: `The headline does not say who is speaking.`
    """
    yield from _words(
        case,
        _MOTIVES,
        "is a word of motive",
        "Say what is on the page. If it is a quotation, use quotation marks.",
    )


@finder("warning")
def loaded_notes(case: Case) -> Iterator[Finding]:
    """Our notes keep to the plain words that we ask of others.

    “Propaganda”, “regime”, “slammed”, “so-called” or “blatant” judge before the reader can.

    Quotations are left alone: if the article or a source has the word, put it in quotation marks.

    Wrong: `A blatant omission.` Right: `The article does not say this.`
    """
    yield from _words(
        case, _LOADED, "is a loaded word", "Choose a plain one. If it is a quotation, use quotation marks."
    )


def our_texts(value: object, at: Path = (), name: str = "") -> Iterator[tuple[Path, str]]:
    """Our own words in a value of the model, each with its place."""
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            if not isinstance(item, str):
                yield from our_texts(item, (*at, number), name)
            elif name in OURS:
                yield (*at, number), item
    elif isinstance(value, BaseModel):
        for field, below in value.__dict__.items():
            if isinstance(below, str):
                if field in OURS:
                    yield (*at, field), below
            elif below and field not in NOT_OURS:
                yield from our_texts(below, (*at, field), field)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from our_texts(item, (*at, key), name)


def _words(case: Case, pattern: re.Pattern[str], what: str, hint: str) -> Iterator[Finding]:
    for at, text in case.our_texts:
        for within in _outside_quotations(text, pattern):
            yield Finding(at, Words(f"“{text[slice(*within)]}” {what}", hint), within=within)
    for at, text in case.front_texts:
        for within in _outside_quotations(text, pattern):
            words = Words(f"“{text[slice(*within)]}” {what}", hint)
            yield Finding(at, words, within=within, file="article")


def _outside_quotations(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    plain = _small(text)
    if pattern.search(plain):
        own = _LEFT_ALONE.sub(lambda match: "\x00" * len(match.group()), _without_quotations(plain))
        for match in pattern.finditer(own):
            yield match.span()


def _without_quotations(text: str) -> str:
    """The text with NULs in place of what stands between quotation marks of which one opens and another closes."""
    parts: list[str] = []
    done = 0
    never_closed: set[str] = set()
    for opening in _OPENING.finditer(text):
        # Where a mark is not closed once, it is not closed later: nothing is searched twice.
        if opening.start() < done or opening.group() in never_closed:
            continue
        if closing := _CLOSING[opening.group()].search(text, opening.end()):
            parts += (text[done : opening.start()], "\x00" * (closing.end() - opening.start()))
            done = closing.end()
        else:
            never_closed.add(opening.group())
    return "".join((*parts, text[done:]))


def _small(text: str) -> str:
    """The text in one line without capitals, letter for letter."""
    small = text.lower().replace("\n", " ")
    # “İ” becomes two characters.
    return small if len(small) == len(text) else "".join(char.lower()[:1] for char in text).replace("\n", " ")
