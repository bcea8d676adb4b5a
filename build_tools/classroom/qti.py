"""The practice as QTI 3 items: the article's text in which phrases can be picked (`hottext`), an item a kind.

Each phrase with a note gives a point when it is picked; no other phrase takes one away. No answer is listed as the
correct one, so that no player can call another wrong. Afterwards each note tells its reasons, whether it was found
or not.

Standard: https://www.imsglobal.org/spec/qti/v3p0/impl (3.2.8 Hottext Interaction); the package is that of
https://www.imsglobal.org/spec/qti/v3p0/bind, 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..marked.marked import MarkedArticle
from ..marked.notes import Note
from ..model.names import KIND_NAMES, PART_NAMES
from ..page.finished import SiteInfo
from ..page.inline import plain_text
from ..page.templating import render
from ..words.direction import direction
from .archive import zipped
from .asked import PROMPTS
from .phrases import Phrase, Task, tasks

_REASONS = ("observation", "known", "missing", "inference", "fair_reading", "plain", "ask")
"""What is told of a note afterwards, in this order."""
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 document can have in any form."""


@dataclass(frozen=True, slots=True)
class Hottext:
    """A phrase that can be picked."""

    id: str
    words: str
    notes: tuple[Note, ...]
    told: frozenset[str]
    """The ids of those whose reasons stand with an earlier phrase: nobody is to read them twice."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of the article between two places where something begins or ends."""

    lines: tuple[str, ...]
    """Between two of them the article breaks the line."""
    hottext: Hottext | None


def qti_package(marked: MarkedArticle, site: SiteInfo) -> bytes | None:
    """A QTI 3 package of the article's items; None where no note has a place in the text."""
    items = {f"items/{task.kind}-{task.part}.xml": task for task in tasks(marked)}
    if not items:
        return None
    shared = _shared(marked, site)
    files = {name: _xml("qti_item.xml", **shared, **_values(task, marked)) for name, task in items.items()}
    files["imsmanifest.xml"] = _xml("qti_manifest.xml", **shared, items=tuple(items))
    return zipped(files)


def _xml(template: str, **values: object) -> str:
    return _NOT_IN_XML.sub("", render(f"classroom/{template}", **values))


def _shared(marked: MarkedArticle, site: SiteInfo) -> dict[str, object]:
    entry = marked.entry
    return {
        "slug": entry.slug,
        "front": entry.front,
        "author": entry.notes.author,
        "site": site,
        "address": site.article(entry.slug),
        "direction": direction(entry.front.language),
        "reasons": {
            note.id: [
                (PART_NAMES[name], plain_text(words))
                for name in _REASONS
                if (words := getattr(note.annotation, name))
            ]
            for note in marked.notes
        },
    }


def _values(task: Task, marked: MarkedArticle) -> dict[str, object]:
    text = marked.entry.article.text
    hottexts: list[tuple[Phrase, Hottext]] = []
    told: frozenset[str] = frozenset()
    for number, phrase in enumerate(task.phrases, start=1):
        words = " ".join(text[phrase.start : phrase.end].split())
        ids = frozenset(note.id for note in phrase.notes)
        hottexts.append((phrase, Hottext(f"P{number}", words, phrase.notes, ids & told)))
        told |= ids
    return {
        "task": task,
        "kind_name": KIND_NAMES[task.kind],
        "prompt": PROMPTS[task.kind],
        "blocks": [
            (block.tag, [[list(_runs(text, *span, hottexts)) for span in row] for row in block.rows])
            for block in task.blocks
        ],
        "noted": [hottext for _, hottext in hottexts if hottext.notes],
        "others": [hottext for _, hottext in hottexts if not hottext.notes],
    }


def _runs(text: str, start: int, end: int, hottexts: Sequence[tuple[Phrase, Hottext]]) -> Iterator[Run]:
    """A stretch of the article, cut where a phrase begins or ends."""
    at = start
    for phrase, hottext in hottexts:
        if start <= phrase.start < end:
            if at < phrase.start:
                yield Run(tuple(text[at : phrase.start].split("\n")), None)
            yield Run(tuple(text[phrase.start : phrase.end].split("\n")), hottext)
            at = phrase.end
    if at < end:
        yield Run(tuple(text[at:end].split("\n")), None)
