"""brat standoff: annotations in a file `.ann`, with offsets, in code points, into the text beside it (`.txt`).

https://brat.nlplab.org/standoff.html
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...anchor.anchor import SearchText
from ...anchor.describe import describe
from .foreign import BadFileError, Claim, Foreign

_SPANS = re.compile(r"(\S+) (\d{1,18} \d{1,18}(?:;\d{1,18} \d{1,18})*)")
_OTHERS = {"R": "relation", "E": "event", "A": "attribute", "M": "attribute", "N": "normalization"}


@dataclass(slots=True)
class _Mention:
    line: int
    label: str
    spans: tuple[tuple[int, int], ...]
    words: str
    texts: list[str] = field(default_factory=list)
    rest: list[tuple[str, str]] = field(default_factory=list)
    fault: str = ""


def read_brat(path: str, text: str, source: str) -> tuple[Foreign, ...]:
    """The text-bound annotations of a file, with all others at those that they are about. Raises BadFileError."""
    rows: list[tuple[int, str, str]] = []
    others: list[tuple[int, str, str]] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        row = line.removesuffix("\r")
        if not row.strip():
            continue
        id, tab, body = row.partition("\t")
        if not tab or not re.fullmatch(r"[TREAMN]\S+|#\S*|\*", id):
            hint = "Each line is an id such as T1, a tab, and what it says."
            raise BadFileError(path, number, 1, "this is no line of brat standoff", hint)
        (rows if id.startswith("T") else others).append((number, id, body))
    # A text whose line ends were changed since has other offsets: those are meant at which the most words stand.
    plain = source.removeprefix("\ufeff")
    lines = plain.replace("\r\n", "\n")
    readings = dict.fromkeys((plain, lines, lines.replace("\n", "\r\n"), "\ufeff" + plain))
    best: tuple[int, str, dict[str, _Mention]] | None = None
    for reading in readings:
        found_here = _mentions(path, rows, reading)
        faults = sum(bool(one.fault) for one in found_here.values())
        if best is None or faults < best[0]:
            best = faults, reading, found_here
        if not faults:
            break
    assert best
    _, source, mentions = best
    loose = _give(mentions, others)
    text_of = SearchText(source)
    found = [_foreign(id, mention, text_of) for id, mention in mentions.items()]
    return (*found, *loose)


def _mentions(path: str, rows: Sequence[tuple[int, str, str]], source: str) -> dict[str, _Mention]:
    """The mentions by their ids, as they stand in a text. Raises BadFileError."""
    mentions: dict[str, _Mention] = {}
    for number, id, body in rows:
        if id in mentions:
            raise BadFileError(path, number, 1, f"{id} stands there twice", "Give one of them another id.")
        mentions[id] = _mention(path, number, id, body, source)
    return mentions


def _mention(path: str, number: int, id: str, body: str, source: str) -> _Mention:
    head, _, words = body.partition("\t")
    match = _SPANS.fullmatch(head.rstrip())
    column = len(id) + 2
    if match is None:
        hint = "It is a tab, a label, a space, and where it stands: `T1<tab>Label 10 14<tab>words`."
        raise BadFileError(path, number, column, f"{id} has no label with offsets", hint)
    spans = tuple((int(a), int(b)) for a, b in (pair.split(" ") for pair in match[2].split(";")))
    mention = _Mention(number, match[1], spans, words)
    if any(not a < b <= len(source) for a, b in spans):
        mention.fault = f"its offsets are none of the text, which has {len(source):,} characters"
    elif words and _plain(" ".join(source[a:b] for a, b in spans)) != _plain(words):
        at = " … ".join(source[a:b] for a, b in spans)
        mention.fault = f"its words are not what stands at its offsets in the text, which is “{at[:80]}”"
    return mention


def _plain(words: str) -> str:
    return " ".join(words.split())


def _give(mentions: dict[str, _Mention], others: list[tuple[int, str, str]]) -> list[Foreign]:
    """Put relations, events, attributes and notes at the mentions that they name; what names none is left."""
    triggers = {
        id: match[1]
        for _, id, body in others
        if id.startswith("E") and (match := re.match(r"[^\s:]+:(T\S+)", body))
    }
    named = {id: (re.findall(r"\b([TREAM]\d+)\b", body), body) for _, id, body in others}

    def mention_of(id: str, depth: int = 0) -> _Mention | None:
        if id in mentions:
            return mentions[id]
        if id in triggers:
            return mentions.get(triggers[id])
        below = named.get(id, ((), ""))[0] if depth < 4 else ()
        return next((found for name in below if (found := mention_of(name, depth + 1))), None)

    loose: list[Foreign] = []
    for number, id, body in others:
        about = next(
            (found for name in re.findall(r"\b[TREAM]\d+\b", body) if (found := mention_of(name))), None
        )
        what = _OTHERS.get(id[0], "note" if id.startswith("#") else "equivalence")
        if about is None:
            fault = "it is about nothing that stands in the file"
            loose.append(Foreign(id, number, rest=((what, body),), fault=fault))
        elif what == "note" and re.match(r"\S+ [TREAM]\d+\t", body) and body.partition("\t")[2].strip():
            about.texts.append(body.partition("\t")[2].strip())
            if not body.startswith("AnnotatorNotes "):
                about.rest.append((f"note {id}", body.partition("\t")[0]))
        else:
            about.rest.append((f"{what} {id}", body))
    return loose


def _foreign(id: str, mention: _Mention, source: SearchText) -> Foreign:
    if mention.fault:
        claims: tuple[Claim, ...] = (Claim(mention.words),) if mention.words else ()
    else:
        # What singles the passage out in the text that was annotated.
        selectors = [(describe(source, *span), span) for span in mention.spans]
        claims = tuple(Claim(one.exact, one.prefix, one.suffix, *span) for one, span in selectors)
    text, rest = "\n\n".join(mention.texts), tuple(mention.rest)
    return Foreign(id, mention.line, claims, text, (mention.label,), rest, mention.fault)
