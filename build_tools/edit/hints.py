"""Passages that may deserve a note: hints with reasons, for a person to judge. Never notes.

A hint says where words stand that often go with a technique. Most such words are good journalism where they stand,
and nothing here knows the facts: that is what each hint's question is for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ..read.article import Article
from .hint_lists import pattern
from .quotes import Spoken, is_within, quotations, spoken

CONFIDENCE = {"clear": "it stands beside the quote", "likely": "probably", "open": "not found"}


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of hint."""

    id: str
    why: str
    """Why such words may matter."""
    techniques: tuple[str, ...]
    """Ids of techniques that they may concern."""
    ask: str
    """What to ask oneself."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A passage, as offsets of the visible text, and why it is pointed at."""

    start: int
    end: int
    category: Category
    says: str = ""
    """What was found besides: who speaks, and how sure that is."""


QUOTE = Category(
    "quote",
    "Words of somebody: readers should learn whose.",
    ("anonymous-source", "single-source", "missing-response"),
    "Who speaks, for whom, and could they know? Does the other side answer?",
)
ATTRIBUTION = Category(
    "attribution",
    "A verb of saying shows that a statement is somebody’s.",
    ("single-source", "second-hand-account"),
    "Whose statement is it, and does the text say how they know?",
)
LEANING = Category(
    "leaning-attribution",
    "A verb of saying can doubt or endorse what was said, or describe the speaker’s temper.",
    ("loaded-attribution-verb",),
    "Would “said” change what readers think of the speaker? If the verb says something that happened, it may be right.",
)
VAGUE = Category(
    "vague-attribution",
    "Somebody is said to say it, and nobody can be asked.",
    ("vague-attribution", "anonymous-source"),
    "Who says so? Could the text have named them, or said why it does not?",
)
HEDGE = Category(
    "hedge",
    "A careful word: often good practice, and sometimes a way of stating what cannot be shown.",
    ("vague-wording", "opinion-as-fact"),
    "Is the uncertainty real, and does the text say where it comes from?",
)
AGENTLESS = Category(
    "agentless",
    "Something was done, and by whom is left out.",
    ("agentless-construction",),
    "Is it known who did it, does it matter here, and does the text say it elsewhere?",
)
PRESUPPOSITION = Category(
    "presupposition",
    "These words take something as known instead of stating it.",
    ("presupposition",),
    "What has to be true for the sentence to make sense, and has the text shown it?",
)
LOADED = Category(
    "loaded-words",
    "A word that often carries praise, blame or alarm.",
    ("loaded-words", "exaggeration", "labeling", "virtue-words"),
    "What is the plainest word for the same thing? Do any facts get lost with it?",
)
CATEGORIES = (QUOTE, ATTRIBUTION, LEANING, VAGUE, HEDGE, AGENTLESS, PRESUPPOSITION, LOADED)

_PARTICIPLE = (
    r"(?:\w{3,}ed|killed|shot|hit|cut|made|taken|given|driven|forced|held|sent|put|found|lost|sold|told|built|broken|"
    r"thrown|drawn|seen|known|hurt|brought|caught|beaten|bombed|torn|spent|paid|left|chosen|written|struck|shut|won|hidden)"
)
_PASSIVE = re.compile(
    rf"\b(?:was|were|is|are|been|being|be|got|gets)\s+(?:(?:not|also|later|then|never|\w+ly)\s+)?({_PARTICIPLE})\b"
    r"(?![^.;:!?\n]{0,80}\bby\b)",
    re.IGNORECASE,
)
_STATES = frozenset(
    "interested based supposed concerned married involved located related expected needed tired pleased worried "
    "excited prepared scheduled dedicated committed convinced surprised satisfied disappointed limited aged "
    "born used going ashamed bored scared".split()
)


def hints(article: Article, language: str, techniques: Collection[str]) -> tuple[Hint, ...]:
    """The hints on an article, in the order of the text; of techniques only those that there are.

    Word lists are for English alone. In other languages only quotes are pointed at.
    """
    text = article.text
    found = [hint for hint in _all(text, language) if not is_within(hint.start, article.furniture)]
    return tuple(
        sorted(
            (_known(hint, techniques) for hint in found), key=lambda it: (it.start, -it.end, it.category.id)
        )
    )


def is_english(language: str) -> bool:
    """Whether the word lists are for a language."""
    return language.casefold().split("-")[0] == "en"


def _known(hint: Hint, techniques: Collection[str]) -> Hint:
    kind = hint.category
    there = tuple(id for id in kind.techniques if id in techniques)
    return Hint(hint.start, hint.end, Category(kind.id, kind.why, there, kind.ask), hint.says)


def _all(text: str, language: str) -> Iterator[Hint]:
    english = is_english(language)
    quotes = spoken(text) if english else tuple(Spoken(*it, None, None, "open") for it in quotations(text))
    for quote in quotes:
        yield Hint(quote.start, quote.end, QUOTE, said_by(text, quote) if english else "")
    if not english:
        return
    inside = tuple((quote.start, quote.end) for quote in quotes)
    yield from attributions(text)
    vague = [(it.start, it.end) for it in _listed(text, "vague", VAGUE)]
    for name, category in (
        ("vague", VAGUE),
        ("hedge", HEDGE),
        ("factive", PRESUPPOSITION),
        ("again", PRESUPPOSITION),
    ):
        for hint in _listed(text, name, category):
            if not is_within(hint.start, inside) and (category is VAGUE or not is_within(hint.start, vague)):
                yield hint
    yield from (hint for hint in _agentless(text) if not is_within(hint.start, inside))
    yield from (hint for hint in loaded_words(text) if not is_within(hint.start, inside))


def said_by(text: str, quote: Spoken) -> str:
    """Who says a quote, in words."""
    if quote.speaker is None:
        return "speaker: not found beside the quote"
    who = text[slice(*quote.speaker)]
    more = ", a pronoun: who is meant stands elsewhere" if quote.is_pronoun else ""
    return f"speaker: “{who}” ({'clear from the words beside it' if quote.certainty == 'clear' else 'likely'}{more})"


def attributions(text: str) -> Iterator[Hint]:
    """Verbs of saying and their like, outside of quotes."""
    inside = quotations(text)
    for name, category in (("leaning", LEANING), ("say", ATTRIBUTION)):
        for hint in _listed(text, name, category):
            if not is_within(hint.start, inside) and is_verb_place(text, hint.start, hint.end):
                yield hint


_BEFORE_A_NOUN = re.compile(
    r"\b(?:the|a|an|this|that|his|her|its|their|our|my|your|of|in|no|any|some|every|each|new|on|with|for)\s+$",
    re.IGNORECASE,
)


def is_verb_place(text: str, start: int, end: int) -> bool:
    """Whether a word that may be a noun stands where a verb can stand: not behind an article or the like."""
    return _BEFORE_A_NOUN.search(text, max(start - 12, 0), start) is None or " " in text[start:end]


def loaded_words(text: str) -> Iterator[Hint]:
    """Words of the list of loaded ones, in quotes too."""
    yield from _listed(text, "loaded", LOADED)


def _listed(text: str, name: str, category: Category) -> Iterator[Hint]:
    for match in pattern(name).finditer(text):
        if name != "hedge" or match[0] != "May":  # the month
            yield Hint(*match.span(), category)


def _agentless(text: str) -> Iterator[Hint]:
    for match in _PASSIVE.finditer(text):
        if match[1].casefold() not in _STATES:
            yield Hint(*match.span(), AGENTLESS)
