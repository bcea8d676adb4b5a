"""Generated articles with their notes, valid for the checker.

Many as large as real ones: the same number always gives the same article, about 600 words, 30 annotations in
every form of target, three voices, twelve pieces of evidence. And one long and crowded article, to find out what
a page can bear. The sentences are English in form only; what they say means nothing.
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
LONG_WORDS = 5_000
LONG_NOTES = 1_000

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


def long_article(
    techniques: Mapping[str, tuple[str, ...]], words: int = LONG_WORDS, notes: int = LONG_NOTES
) -> GeneratedArticle:
    """One article as long and crowded as a page must bear.

    The kinds have a third of the notes each. Two in three of what is missing stand at points; of the other notes
    most are on two to six words, so that there are overlaps everywhere, one in ten on two passages, one in twenty
    on a whole sentence. Their texts are as long as those of the first article, with as much evidence.
    """
    random = Random(words * notes)
    paragraphs = list(_paragraphs(random, words))
    markdown, body = _markdown(random, 0, paragraphs)
    return GeneratedArticle(
        slug="generated-long",
        markdown=markdown,
        annotations=_yaml(_long_notes(random, body, paragraphs, techniques, notes)),
    )


def _article(index: int, techniques: Mapping[str, tuple[str, ...]]) -> GeneratedArticle:
    random = Random(index)
    paragraphs = list(_paragraphs(random, WORDS))
    markdown, body = _markdown(random, index, paragraphs)
    return GeneratedArticle(
        slug=f"generated-{index:04}",
        markdown=markdown,
        annotations=_yaml(_notes(random, body, paragraphs, techniques)),
    )


def _markdown(random: Random, index: int, paragraphs: list[tuple[str, ...]]) -> tuple[str, str]:
    """The article's file, and its text without the front matter."""
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
    return f"---\n{_yaml(front)}---\n\n" + "\n\n".join(body) + "\n", "\n".join(body)


def _paragraphs(random: Random, wanted: int) -> Iterator[tuple[str, ...]]:
    words = 0
    while words < wanted:
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
        "first": ["note-00", "note-01", "note-02"],
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


def _long_notes(
    random: Random,
    text: str,
    paragraphs: list[tuple[str, ...]],
    techniques: Mapping[str, tuple[str, ...]],
    number: int,
) -> dict[str, Any]:
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph if text.count(sentence) == 1]
    # Two in three are of the article's time, the rest later.
    numbers = [1 + place % 9 if place < 20 else 10 + place % 3 for place in range(30)]
    evidence = {f"source-{place}": _evidence(random, number) for place, number in enumerate(numbers, 1)}
    voices = ("clerk", "mayor", "surveyor", "ferryman", "baker", "warden")
    passages = _passages(random, text, sentences)
    return {
        "summary": _prose(random, 4),
        "author": "Bench",
        "voices": {
            voice: {"name": f"The {voice}", "role": f"{voice} of the {_phrase(random)}"} for voice in voices
        },
        "absent_voices": [
            {"name": f"The {random.choice(NOUNS)}", "why": _prose(random, 1)} for _ in range(3)
        ],
        "attributions": [
            {
                "voice": voices[place % len(voices)],
                "mode": "quoted" if sentence.startswith("“") else "paraphrased",
                "target": sentence,
            }
            for place, sentence in enumerate(sentences[::2])
        ],
        "evidence": evidence,
        "first": ["note-0000", "note-0001", "note-0002"],
        "annotations": [
            _long_note(
                random,
                place,
                _long_target(random, place, passages, sentences),
                techniques,
                list(evidence),
            )
            for place in range(number)
        ],
    }


def _long_target(random: Random, number: int, passages: Iterator[str], sentences: list[str]) -> Any:
    passage = next(passages)
    if KINDS[number % 3] == "missing-context" and number % 9 != 2:
        return {"after": passage}
    chance = random.random()
    if chance < 0.05:
        return random.choice(sentences)
    return [passage, next(passages)] if chance < 0.15 else passage


def _long_note(
    random: Random, number: int, target: Any, techniques: Mapping[str, tuple[str, ...]], sources: list[str]
) -> dict[str, Any]:
    note = _note(random, number, target, techniques, sources)
    note |= {"id": f"note-{number:04}", "observation": _prose(random, 5), "inference": _prose(random, 3)}
    note["evidence"] = [random.choice(sources[:20])]
    if note["kind"] == "missing-context":
        note["evidence"] += random.sample(sources[20:], 2)
    if note["kind"] == "missing-context" and note["stance"] != "good-practice":
        note["missing"] = f"The {_phrase(random)} {random.choice(VERBS)} the {_phrase(random)}."
    return note


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
        "gist": f"The {_phrase(random)} {random.choice(VERBS)} the {_phrase(random)}"[:90],
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
