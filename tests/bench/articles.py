"""Generated articles with their notes, as large as real ones and valid for the checker.

The same number always gives the same article: about 600 words, 30 annotations in every form of target, three
voices, twelve pieces of evidence. The sentences are English in form only; what they say means nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

import yaml

KINDS = ("sourcing", "loaded-language", "missing-context")
WORDS = 600
NOTES = 30

NOUNS = (
    "agreement archive avenue bakery bench bicycle board boundary bridge brook budget building bus "
    "calendar canal captain census chapel choir clinic clock committee compass concert corner council "
    "courtyard cupboard dairy deposit desk diary district drainage engine estate exhibition factory farm "
    "ferry field forecast fountain gallery garden gate greenhouse hall harbour harvest hedge highway "
    "hospital hostel inlet inspector island jetty journal kettle kitchen ladder lamp lane lantern ledger "
    "letter library lighthouse lock market meadow mill mirror museum notice nursery oak office orchard "
    "orchestra parcel park path pavement petition pharmacy pier platform playground plumber pond porch "
    "printer pump quarry railway receipt reservoir ribbon river roof school shelter signal square stable "
    "staircase station storehouse stream street survey table terrace theatre ticket timetable tower tram "
    "tunnel valley viaduct village wagon warehouse weaver wharf window workshop yard"
).split()
ADJECTIVES = (
    "annual autumn blue brick broad busy calm central coastal cold combined cotton daily damp distant "
    "early eastern empty evening former fourth garden gentle glass green grey hidden high inner iron "
    "joint large late leather level little local long lower middle modern monthly morning narrow nearby "
    "new next northern old open oval painted paper plain public quiet rainy red repaired round rural "
    "second shared short silver small southern square steep stone summer tall temporary third tidal upper "
    "urban wooden western white wide winter yellow"
).split()
VERBS = (
    "adjoins borrows brings carries checks cleans closes collects compares copies counts covers crosses "
    "delivers describes draws enters faces fills finds follows gathers guards holds joins keeps lends "
    "lifts lists maintains measures meets mends moves names needs offers opens orders overlooks paints "
    "passes prepares prints reaches receives records renews rents repairs replaces returns reviews saves "
    "sends serves shares shows signs sorts stores studies supplies teaches tests turns uses visits washes "
    "weighs welcomes"
).split()
LINKS = (
    "after",
    "along",
    "before",
    "behind",
    "below",
    "beside",
    "beyond",
    "near",
    "opposite",
    "under",
    "with",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


@dataclass(frozen=True, slots=True)
class GeneratedArticle:
    """The two files of an article, by the name that they share."""

    slug: str
    markdown: str
    annotations: str


def generate_articles(number: int, techniques: Mapping[str, tuple[str, ...]]) -> Iterator[GeneratedArticle]:
    """Articles 1 to `number`. `techniques`: for each kind of note, the ids to choose from."""
    for index in range(1, number + 1):
        yield _article(index, techniques)


def _article(index: int, techniques: Mapping[str, tuple[str, ...]]) -> GeneratedArticle:
    random = Random(index)
    paragraphs = list(_paragraphs(random))
    title = f"{_phrase(random).capitalize()} {random.choice(VERBS)} {_phrase(random)}"
    front = {
        "title": title,
        "publisher": "The Generated Gazette",
        "url": f"https://example.org/articles/{index}",
        "published": "2025-04-26",
        "retrieved": "2025-05-02",
        "language": "en",
        "rights": {"basis": "generated for a measurement", "scope": "the whole text"},
        "selected_because": "It is as long as a short news report.",
    }
    body = [f"# {title}"]
    for place, sentences in enumerate(paragraphs):
        if place and place % 4 == 0:
            body.append(f"## {_phrase(random).capitalize()} of {random.choice(DAYS)}")
        body.append(" ".join(sentences))
    return GeneratedArticle(
        slug=f"generated-{index:04}",
        markdown=f"---\n{_yaml(front)}---\n\n" + "\n\n".join(body) + "\n",
        annotations=_yaml(_notes(random, "\n".join(body), paragraphs, techniques)),
    )


def _paragraphs(random: Random) -> Iterator[tuple[str, ...]]:
    words = 0
    while words < WORDS:
        paragraph = tuple(_sentence(random) for _ in range(random.randint(2, 4)))
        words += sum(len(sentence.split()) for sentence in paragraph)
        yield paragraph


def _phrase(random: Random) -> str:
    return f"{random.choice(ADJECTIVES)} {random.choice(NOUNS)}"


def _sentence(random: Random) -> str:
    clause = f"the {_phrase(random)} {random.choice(VERBS)} the {_phrase(random)}"
    place = f"{random.choice(LINKS)} the {_phrase(random)}"
    return random.choice(
        (
            f"{clause.capitalize()} {place}.",
            f"On {random.choice(DAYS)} {clause} {place}, and the {_phrase(random)} stands open.",
            f"{place.capitalize()}, {clause}.",
            f"“{clause.capitalize()} {place},” said the clerk of the {_phrase(random)}.",
        )
    )


def _notes(
    random: Random, text: str, paragraphs: list[tuple[str, ...]], techniques: Mapping[str, tuple[str, ...]]
) -> dict[str, Any]:
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph if text.count(sentence) == 1]
    evidence = {f"source-{number}": _evidence(random, number) for number in range(1, 13)}
    sources = list(evidence)
    voices = ("clerk", "mayor", "surveyor")
    return {
        "summary": _prose(random, 4),
        "establishes": [_prose(random, 1) for _ in range(3)],
        "author": "Bench",
        "voices": {
            voice: {"name": f"The {voice}", "role": f"{voice} of the {_phrase(random)}"} for voice in voices
        },
        "absent_voices": [
            {"name": f"The {random.choice(NOUNS)}", "why": _prose(random, 1)} for _ in range(3)
        ],
        "attributions": [
            {
                "voice": voices[place % 3],
                "mode": "quoted" if sentence.startswith("“") else "paraphrased",
                "target": sentence,
            }
            for place, sentence in enumerate(sentences[::3])
        ],
        "evidence": evidence,
        "facts": {
            f"fact-{number}": {
                "statement": _phrase(random),
                "told_here": number % 2 == 0,
                "evidence": [sources[number], sources[number + 6]],
            }
            for number in range(1, 6)
        },
        "coverage": [
            {
                "publisher": f"The {random.choice(NOUNS).capitalize()} Post",
                "url": f"https://example.org/reports/{number}",
                "published": "2025-04-26",
                "headline": _prose(random, 1),
                "attributes_in_headline": number % 2 == 0,
                "tells": ["fact-1", f"fact-{number}"] if number > 1 else ["fact-1"],
            }
            for number in range(1, 6)
        ],
        "annotations": [
            _note(random, number, target, techniques, sources)
            for number, target in enumerate(_targets(random, text, sentences))
        ],
        "lesson": {
            "minutes": 45,
            "objectives": [_prose(random, 1) for _ in range(3)],
            "questions": [_prose(random, 1) for _ in range(4)],
        },
    }


def _targets(random: Random, text: str, sentences: list[str]) -> Iterator[Any]:
    """One target of each form, and otherwise passages that occur once, one to a sentence while these last."""
    passages = _passages(random, text, sentences)
    yield {"whole": "article"}
    yield {"every": _most_frequent_noun(text)}
    yield {"after": next(passages)}
    yield {"exact": next(passages)}
    yield [next(passages), next(passages)]
    for _ in range(NOTES - 5):
        yield next(passages)


def _most_frequent_noun(text: str) -> str:
    whole_words = Counter(re.findall(r"\w+", text))
    return max((noun for noun in NOUNS if text.count(noun) == whole_words[noun]), key=whole_words.__getitem__)


def _passages(random: Random, text: str, sentences: list[str]) -> Iterator[str]:
    seen: set[str] = set()
    while True:
        for sentence in random.sample(sentences, len(sentences)):
            words = re.findall(r"[\w’]+(?:, )?\s?", sentence)
            length = random.randint(2, 6)
            start = random.randrange(max(1, len(words) - length))
            passage = "".join(words[start : start + length]).strip(" ,")
            if passage not in seen and len(passage.split()) > 1 and text.count(passage) == 1:
                seen.add(passage)
                yield passage


def _note(
    random: Random, number: int, target: Any, techniques: Mapping[str, tuple[str, ...]], sources: list[str]
) -> dict[str, Any]:
    kind = KINDS[number % 3]
    good = number % 5 == 0
    note = {
        "id": f"note-{number:02}",
        "kind": kind,
        "technique": random.choice(techniques[kind]),
        "stance": "good-practice" if good else random.choice(("concern", "question")),
        "target": target,
        "observation": _prose(random, 3),
        "inference": _prose(random, 2),
        "fair_reading": _prose(random, 2),
        "ask": f"Which {random.choice(NOUNS)} {random.choice(VERBS)} the {_phrase(random)}?",
        "confidence": {"level": random.choice(("high", "medium", "low")), "because": _phrase(random)},
    }
    if kind == "loaded-language":
        note["plain"] = f"the {_phrase(random)}"
    if kind == "missing-context" or number % 4 == 0:
        note["evidence"] = [sources[number % 12], sources[(number + 6) % 12]]
    return note


def _evidence(random: Random, number: int) -> dict[str, Any]:
    later = number > 9
    day = f"2025-05-{number:02}" if later else f"2025-04-{number:02}"
    return {
        "title": f"The {_phrase(random)} and the {_phrase(random)}",
        "publisher": f"The {random.choice(NOUNS)} office",
        "kind": "official document",
        "published": day,
        "url": f"https://example.org/sources/{number}",
        "excerpt": _prose(random, 1),
        "checked": "2025-06-01",
        "later": later,
        "event": {"on": day, "what": _prose(random, 1)},
    }


def _prose(random: Random, sentences: int) -> str:
    """Sentences as a note has them. A tenth have emphasis and the longest a link, ten times as many as in the
    annotations of the first article."""
    parts = []
    for _ in range(sentences):
        end = f"*{_phrase(random)}*" if random.random() < 0.1 else _phrase(random)
        parts.append(f"The {_phrase(random)} {random.choice(VERBS)} the {end}.")
    if sentences > 3:
        parts.append(f"See [the {random.choice(NOUNS)}](https://example.org/{random.choice(NOUNS)}).")
    return " ".join(parts)


def _yaml(value: Mapping[str, Any]) -> str:
    return yaml.dump(dict(value), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=110)
