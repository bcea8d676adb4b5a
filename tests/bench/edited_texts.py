"""Are selectors right after the text was edited? Seeded synthetic documents, the truth tracked through every edit.

Documents come in three styles, and in five scripts (English, Russian, decomposed Vietnamese, Chinese, Arabic):

* *report*: short sentences made from patterns, with names and figures. Refrains stand word for word in several
  paragraphs; boilerplate ends some of them; near-duplicates differ in names and figures; one quotation is given to
  several speakers.
* *prose*: long sentences of a skewed random vocabulary; one paragraph in twelve is taken up again later, with one word
  or the quotation marks changed.
* *echo*, made to mislead: prose in which two paragraphs in five are such copies, and every second passage is from a
  sentence that stands elsewhere too (otherwise one in eight).

Of each document, sixteen passages are picked (phrases, sentences, stretches over sentence and paragraph ends, single
words, spans cut anywhere) and described: by `describe`, as short as can be, and with 32 characters of context on
either side, as web clients do, where that is enough to anchor before the edits.

The figures of the shortest selectors are given apart for passages whose words stand *once* in their document, and
for those whose words stand there *again*, where all rests on a few characters of context.

Then the document is edited, three to eight times:

* a word, a name or a figure is replaced, inserted or deleted, at a random place or inside a passage or next to it;
* a clause or a sentence is inserted or deleted;
* a passage or the whole sentence around it is deleted, though the same words stand elsewhere;
* a paragraph is deleted, or moved to another place;
* now and then the whole text is typeset anew (quotation marks, dashes, spaces, composition, soft hyphens).

A passage *stands* if at least half of its characters survive, is *gone* if none does; those between are counted
but judged only for wrong attachment. An attachment is *wrong* if it is not where the passage's surviving characters
are (less than four fifths of both in common). A suggestion is *first* if it has more than half in common with them.

For comparison, the same selectors are searched by the best match, as several annotation clients do it: the fewest
errors, up to half the quotation; prefix, suffix and order only rank.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from build_tools.anchor.anchor import SearchText, Selector, anchor
from build_tools.anchor.describe import describe
from build_tools.anchor.edits import distances

SEED = 20261122
DOCUMENTS = 200
PASSAGES = 16

Span = tuple[int, int]

# --- words ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Script:
    """How words of a script are made and set."""

    name: str
    letters: str
    syllables: tuple[str, ...]
    space: str = " "
    stop: str = "."
    comma: str = ","
    quotes: str = "“”"
    length: tuple[int, int] = (1, 4)

    def vocabulary(self, rng: random.Random, size: int) -> list[str]:
        words: dict[str, None] = {}
        while len(words) < size:
            words["".join(rng.choice(self.syllables) for _ in range(rng.randint(*self.length)))] = None
        return list(words)


def _syllables(first: str, second: str, last: str = "") -> tuple[str, ...]:
    return tuple(a + b + c for a in first.split() for b in second.split() for c in ["", *last.split()])


SCRIPTS = (
    Script(
        "English", "a-z", _syllables("b c d f g l m n p r s t w st tr ch", "a e i o u ea ou", "n r s t ng")
    ),
    Script(
        "Russian",
        "а-я",
        _syllables("б в г д к л м н п р с т ст пр", "а е и о у я ы", "н р с т й"),
        quotes="«»",
    ),
    Script(
        "Vietnamese, decomposed",
        "a-z",
        tuple(
            unicodedata.normalize("NFD", word)
            for word in _syllables("b c ch đ ng nh t th tr v", "á ề ộ ư ơi ủ", "n ng c m")
        ),
        length=(1, 2),
    ),
    Script("Chinese", "一-龥", tuple(map(chr, range(0x4E00, 0x4E00 + 900))), "", "。", "，", length=(1, 3)),
    Script("Arabic", "ا-ي", _syllables("ب ت ج د ر س ع ف ق ل م ن", "ا و ي َ", "ن ر ل"), comma="،"),
)

# --- documents ------------------------------------------------------------------------------------


@dataclass
class _Writer:
    rng: random.Random
    script: Script

    def __post_init__(self) -> None:
        self.words = self.script.vocabulary(self.rng, 700)
        self.names = [word.capitalize() for word in self.script.vocabulary(self.rng, 25) if word]

    def word(self) -> str:
        return self.words[int(len(self.words) * self.rng.random() ** 2.2)]

    def name(self) -> str:
        return self.rng.choice(self.names)

    def figure(self) -> str:
        return str(
            self.rng.choice(
                (self.rng.randint(2, 30), self.rng.randint(100, 9999), 2020 + self.rng.randint(0, 6))
            )
        )

    def phrase(self, low: int, high: int) -> str:
        return self.script.space.join(self.word() for _ in range(self.rng.randint(low, high)))

    def sentence(self, pattern: str) -> str:
        """Fill a pattern: W words, N a name, F a figure, everything else as it stands."""
        space = self.script.space
        filled = re.sub(
            r"[WNF]",
            lambda sign: {"W": lambda: self.phrase(2, 5), "N": self.name, "F": self.figure}[sign.group()](),
            pattern,
        )
        filled = filled.replace(" ", space or "")
        return filled[:1].upper() + filled[1:]

    def quoted(self, words: str) -> str:
        return self.script.quotes[0] + words + self.script.quotes[1]


def report(rng: random.Random, script: Script) -> str:
    """Short patterned sentences with refrains, boilerplate, near-duplicates and shared quotations."""
    writer = _Writer(rng, script)
    stop, comma = script.stop, script.comma
    patterns = [
        f"N W F W{stop}",
        f"W N W{stop}",
        f"W{comma} W F W{stop}",
        f"N W N{comma} W{stop}",
        f"W W W{stop}",
    ]
    refrains = [writer.sentence(rng.choice(patterns)) for _ in range(3)]
    frame = writer.sentence(f"X W Y W W{stop}")
    boilerplate = writer.sentence(f"W N W{stop}") + script.space + writer.sentence(f"W W{stop}")
    sayings = [writer.quoted(writer.phrase(3, 8)) for _ in range(3)]
    paragraphs = []
    for _ in range(rng.randint(10, 24)):
        sentences: list[str] = []
        for _ in range(rng.randint(2, 6)):
            kind = rng.random()
            if kind < 0.1:
                sentences.append(rng.choice([words for words in refrains if words not in sentences[-1:]]))
            elif kind < 0.2:
                sentences.append(frame.replace("X", writer.name()).replace("Y", writer.figure()))
            elif kind < 0.3:
                said = f"{writer.name()} {writer.word()} {rng.choice(sayings)}{stop}"
                sentences.append(said.replace(" ", script.space))
            else:
                sentences.append(writer.sentence(rng.choice(patterns)))
        if rng.random() < 0.2:
            sentences.append(boilerplate)
        paragraphs.append(script.space.join(sentences))
    return "\n".join(paragraphs)


def prose(rng: random.Random, script: Script, again: float = 0.08) -> str:
    """Long sentences; a few paragraphs come back later with one word or one mark changed."""
    writer = _Writer(rng, script)
    paragraphs: list[str] = []
    for _ in range(rng.randint(6, 14)):
        if paragraphs and rng.random() < again:
            words = rng.choice(paragraphs)
            parts = re.split(r"(\s+|(?<=[。，]))", words) if script.space else list(words)
            parts[rng.randrange(len(parts) // 2) * 2] = writer.word()
            copy = "".join(parts)
            paragraphs.append(copy.translate(str.maketrans("“”«»", '""""')) if rng.random() < 0.3 else copy)
            continue
        sentences = []
        for _ in range(rng.randint(2, 5)):
            clauses = [writer.phrase(4, 14) for _ in range(rng.randint(1, 4))]
            if rng.random() < 0.3:
                clauses[-1] = writer.quoted(clauses[-1])
            sentence = (script.comma + script.space).join(clauses) + script.stop
            sentences.append(sentence[:1].upper() + sentence[1:])
        paragraphs.append(script.space.join(sentences))
    return "\n\n".join(paragraphs)


def echo(rng: random.Random, script: Script) -> str:
    """Prose that goes over itself: more than a third of the paragraphs are near-copies of others."""
    return prose(rng, script, again=0.4)


STYLES: dict[str, Callable[[random.Random, Script], str]] = {"report": report, "prose": prose, "echo": echo}

# --- passages -------------------------------------------------------------------------------------


def pick_passages(rng: random.Random, text: str, script: Script, repeating: int) -> list[Span]:
    """Passages of all kinds; no two are the same. One in `repeating` is from a sentence that stands elsewhere too."""
    picked: dict[Span, None] = {}
    sentences = [
        match.span()
        for match in re.finditer(rf"[^\n{re.escape(script.stop)}]+{re.escape(script.stop)}?[”»]?", text)
    ]
    sentences = [_trimmed(text, *span) for span in sentences if text[slice(*span)].strip()]
    repeated = [span for span in sentences if text.count(text[slice(*span)]) > 1] or sentences
    for number in range(PASSAGES * 3):
        start, end = rng.choice(sentences if number % repeating else repeated)
        kind = rng.random()
        if kind < 0.5:
            start, end = _phrase(rng, text, start, end, script)
        elif kind < 0.6:
            end = min(len(text), end + rng.randint(5, 200))
        elif kind < 0.7:
            start = rng.randrange(len(text))
            end = min(len(text), start + rng.randint(3, 60))
        start, end = _trimmed(text, start, end)
        if end - start >= 3:
            picked[start, end] = None
        if len(picked) == PASSAGES:
            break
    return list(picked)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and unicodedata.combining(text[start]):
        start += 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return start, end


def _phrase(rng: random.Random, text: str, start: int, end: int, script: Script) -> Span:
    if not script.space:
        begin = rng.randrange(start, end)
        return begin, min(end, begin + rng.randint(3, 20))
    words = [match.span() for match in re.finditer(r"\S+", text[start:end])]
    first = rng.randrange(len(words))
    last = min(len(words) - 1, first + rng.choice((0, 1, 2, 3, 5, 8)))
    return start + words[first][0], start + words[last][1]


# --- edits ----------------------------------------------------------------------------------------


class Draft:
    """A text under edit. `origin` holds, for each character, its offset in the first version; None if it is new."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.origin: list[int | None] = list(range(len(text)))

    def replace(self, start: int, end: int, words: str) -> None:
        self.text = self.text[:start] + words + self.text[end:]
        self.origin[start:end] = [None] * len(words)

    def move(self, start: int, end: int, to: int) -> None:
        """Take a stretch out and put it in again at an offset of what is left."""
        words, origin = self.text[start:end], self.origin[start:end]
        del self.origin[start:end]
        rest = self.text[:start] + self.text[end:]
        self.text = rest[:to] + words + rest[to:]
        self.origin[to:to] = origin

    def retypeset(self, change: Callable[[str], str]) -> None:
        """Replace characters, or combining sequences, each on its own. What they become keeps their origin."""
        pieces, origin = [], []
        for cluster in re.finditer(r"(?s).[\u0300-\u036f\u064b-\u0652]*", self.text):
            new = change(cluster.group())
            pieces.append(new)
            origin += [self.origin[cluster.start()]] * len(new)
        self.text, self.origin = "".join(pieces), origin

    def where(self, span: Span) -> tuple[Span | None, float]:
        """Where the passage stands now (its surviving characters, first to last), and which share survives."""
        here = [
            at for at, origin in enumerate(self.origin) if origin is not None and span[0] <= origin < span[1]
        ]
        if not here:
            return None, 0.0
        kept = len({self.origin[at] for at in here})
        return (here[0], here[-1] + 1), kept / (span[1] - span[0])


def edit(rng: random.Random, draft: Draft, script: Script, passages: list[Span]) -> None:
    """Three to eight edits, as the module says."""
    writer = _Writer(random.Random(rng.random()), script)
    for _ in range(rng.randint(3, 8)):
        near = _somewhere(rng, draft, script, passages)
        act = rng.random()
        if act < 0.5:
            _edit_word(rng, draft, script, writer, near)
        elif act < 0.6:
            clause = writer.phrase(2, 6) + script.comma + script.space
            draft.replace(near, near, clause)
        elif act < 0.68:
            _, end = _sentence_at(draft.text, near, script)
            draft.replace(end, end, script.space + writer.sentence(f"N W F W{script.stop}"))
        elif act < 0.78:
            draft.replace(*_sentence_at(draft.text, near, script), "")
        elif act < 0.9:
            there, _ = draft.where(rng.choice(passages))
            if there:
                draft.replace(*there, "")
        else:
            start, end = _paragraph_at(draft.text, near)
            if end - start < len(draft.text) // 3:
                if rng.random() < 0.4:
                    draft.replace(start, end, "")
                else:
                    ends = [
                        match.end() for match in re.finditer(r"\n+", draft.text[:start] + draft.text[end:])
                    ]
                    draft.move(start, end, rng.choice([0, *ends]))
    if rng.random() < 0.35:
        _typeset(rng, draft)


def _somewhere(rng: random.Random, draft: Draft, script: Script, passages: list[Span]) -> int:
    """The start of a word: anywhere, or in a passage, or close to one."""
    there = draft.where(rng.choice(passages))[0] if rng.random() < 0.5 else None
    low, high = (0, len(draft.text) - 1) if there is None else (there[0] - 12, there[1] + 12)
    near = min(max(0, rng.randint(low, high)), len(draft.text) - 1)
    return max(draft.text.rfind(mark, 0, near) for mark in " \n") + 1 if script.space else near


def _edit_word(rng: random.Random, draft: Draft, script: Script, writer: _Writer, near: int) -> None:
    if script.space:
        words = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u064b-\u0652]*[^\W_]*)*").finditer(draft.text, near)
        start, end = next((match.span() for match in words), (near, near))
    else:
        start, end = near, min(len(draft.text), near + rng.randint(1, 2))
    old = draft.text[start:end]
    new = writer.figure() if old.isdigit() else writer.name() if old.istitle() else writer.word()
    how = rng.random()
    if how < 0.5:
        draft.replace(start, end, new)
    elif how < 0.75:
        draft.replace(start, start, new + script.space)
    else:
        draft.replace(start, end + len(script.space) * (draft.text[end : end + 1] == script.space), "")


def _sentence_at(text: str, at: int, script: Script) -> Span:
    start = max(text.rfind(script.stop, 0, at), text.rfind("\n", 0, at)) + 1
    ends = [end for end in (text.find(script.stop, at), text.find("\n", at) - 1) if end >= at]
    return start, (min(ends) + 1 if ends else len(text))


def _paragraph_at(text: str, at: int) -> Span:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, (len(text) if end < 0 else end + 1)


def _typeset(rng: random.Random, draft: Draft) -> None:
    straight = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "’": "'", "–": "-"})
    changes: tuple[Callable[[str], str], ...] = (
        lambda cluster: cluster.translate(straight),
        lambda cluster: unicodedata.normalize("NFC", cluster),
        lambda cluster: unicodedata.normalize("NFD", cluster),
        lambda cluster: "\u00a0" if cluster == " " and rng.random() < 0.1 else cluster,
        lambda cluster: cluster + "\u00ad" if cluster.isalpha() and rng.random() < 0.03 else cluster,
        lambda cluster: "\n\n" if cluster == "\n" else cluster,
    )
    for change in rng.sample(changes, 2):
        draft.retypeset(change)


# --- judging --------------------------------------------------------------------------------------

Answer = tuple[Span | None, Span | None]
"""The place attached to, and the place suggested."""


def ours(text: SearchText, selector: Selector) -> Answer:
    found = anchor(text, selector)
    attached = None if found.start is None or found.end is None else (found.start, found.end)
    suggested = None if found.suggestion is None else (found.suggestion.start, found.suggestion.end)
    return attached, suggested


def best_match(text: SearchText, selector: Selector) -> Answer:
    """The baseline: the fewest errors, up to half the quotation; of equals, those between the closest context."""
    words, exact = text.text, selector.exact
    ends = distances(exact, words)
    fewest = min(ends)
    if fewest > len(exact) / 2:
        return None, None
    best: tuple[float, Span] | None = None
    for end in [at for at, errors in enumerate(ends) if errors == fewest][:50]:
        back = words[max(0, end - 2 * len(exact)) : end][::-1]
        costs = distances(exact[::-1], back, anchored=True)
        start = end - costs.index(min(costs))
        near = words[max(0, start - 48) : start], words[end : end + 48]
        context = min(distances(selector.prefix[::-1], near[0][::-1], anchored=True))
        context += min(distances(selector.suffix, near[1], anchored=True))
        if best is None or context < best[0]:
            best = context, (start, end)
    return (best[1] if best else None), None


def common(one: Span, other: Span) -> float:
    """The part two spans have in common, as a share of both together."""
    overlap = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, overlap) / (max(one[1], other[1]) - min(one[0], other[0]))


def judge(answer: Answer, truth: Span | None, share: float) -> Iterator[str]:
    """The counts that an answer adds to."""
    attached, suggested = answer
    state = "gone" if truth is None else "stands" if share >= 0.5 else "rewritten"
    yield state
    if attached:
        right = truth is not None and common(attached, truth) >= 0.8
        yield f"{state}: attached" if right else "wrong"
        if not right:
            yield f"{state}: wrong"
    elif truth is None:
        yield "gone: refused"
    elif suggested and common(suggested, truth) > 0.5:
        yield f"{state}: first suggestion"
        if common(suggested, truth) == 1:
            yield f"{state}: first suggestion, edges exact"


def cases(style: str, seed: int) -> Iterator[tuple[str, SearchText, Selector, Span | None, float]]:
    """All selectors of one document with where their passage stands after the edits."""
    rng = random.Random(seed)
    script = SCRIPTS[seed % len(SCRIPTS)]
    text = STYLES[style](rng, script)
    passages = pick_passages(rng, text, script, 2 if style == "echo" else 8)
    before = SearchText(text)
    draft = Draft(text)
    edit(rng, draft, script, passages)
    after = SearchText(draft.text)
    for start, end in passages:
        truth, share = draft.where((start, end))
        shortest = describe(before, start, end)
        stands = "again" if shortest.prefix or shortest.suffix else "once"
        yield f"shortest ({stands})", after, shortest, truth, share
        wide = Selector(text[start:end], text[max(0, start - 32) : start], text[end : end + 32])
        if anchor(before, wide).start == start:
            yield "32 characters", after, wide, truth, share


def run(documents: int = DOCUMENTS, seed: int = SEED) -> dict[str, dict[str, int]]:
    """Counts by style of document, manner of selector and method; prints a table."""
    methods: dict[str, Callable[[SearchText, Selector], Answer]] = {"anchor": ours, "best match": best_match}
    counts: dict[str, Counter[str]] = {}
    for style in STYLES:
        for number in range(documents // len(STYLES)):
            for manner, after, selector, truth, share in cases(style, seed + number):
                for method, search in methods.items():
                    name = f"{style}, {manner}, {method}"
                    counts.setdefault(name, Counter()).update(judge(search(after, selector), truth, share))
    print(table(counts))
    return {name: dict(sorted(count.items())) for name, count in counts.items()}


def table(counts: dict[str, Counter[str]]) -> str:
    head = ("document, selector, method", "stand", "found", "or first", "edges", "gone", "refused", "wrong")
    rows = [head]
    for name, count in sorted(counts.items()):
        stand, gone = count["stands"], count["gone"]
        found, first = count["stands: attached"], count["stands: first suggestion"]
        rows.append(
            (
                name,
                str(stand),
                f"{found / stand:.1%}",
                f"{(found + first) / stand:.2%}",
                f"{count['stands: first suggestion, edges exact'] / max(1, first):.0%}",
                str(gone),
                f"{count['gone: refused'] / gone:.1%}",
                str(count["wrong"]),
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if not at else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


if __name__ == "__main__":
    run()
