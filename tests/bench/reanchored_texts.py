"""Are passages carried over right when a text was edited? Beside searching for them with short selectors.

Documents, passages and edits are those of `edited_texts.py`, with paragraphs split and merged, sentences swapped, and
a sentence repeated elsewhere, on top: of each character is known where it went. A passage

* *stands* if all its visible characters stand, one behind the other, whatever white space is between: to be `same`;
* is *gone* if no letter of it is left: to be refused;
* is *edited* otherwise: to be where its characters are, or refused.

No two paragraphs of a document are the same: where one of two like it is moved, what is right would be arbitrary.

Right is a place that has the same visible characters; of edited passages, one that has four fifths in
common with them.

    .venv/bin/python -m tests.bench.reanchored_texts [DOCUMENTS [SEED]]
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter

from build_tools.anchor.anchor import SearchText, anchor
from build_tools.anchor.describe import describe
from build_tools.anchor.normalise import normalise
from build_tools.edit.carried import Revision
from tests.bench.edited_texts import SCRIPTS, SEED, STYLES, Draft, Script, Span, common, edit, pick_passages

DOCUMENTS = 1000
_REPEATS = 0.3
"""The share of texts in which a sentence is repeated, but for those of near-copies."""


def _rearrange(rng: random.Random, draft: Draft, script: Script) -> None:
    """Split and merge paragraphs, and swap sentences that are neighbours."""
    for _ in range(rng.randint(1, 3)):
        ends = [match.end() for match in re.finditer(re.escape(script.stop) + script.space, draft.text)]
        breaks = [match.span() for match in re.finditer(r"\n+", draft.text)]
        act = rng.random()
        if act < 0.35 and ends:
            at = rng.choice(ends)
            draft.replace(at - len(script.space), at, "\n\n")
        elif act < 0.7 and breaks:
            draft.replace(*rng.choice(breaks), script.space)
        elif len(ends) > 3:
            first = rng.randrange(len(ends) - 2)
            begin, middle, stop = ends[first : first + 3]
            if "\n" not in draft.text[begin:stop]:
                draft.move(begin, middle, begin + stop - middle)


def _repeat(rng: random.Random, text: str, draft: Draft, script: Script) -> None:
    """Put a sentence once more between two paragraphs, as magazines do. What stands is the sentence that was there.

    Of one that the text had twice, or nearly, a new place can as well be that of the one that was taken out.
    """
    stops = [match.end() for match in re.finditer(re.escape(script.stop), draft.text)]
    breaks = [match.start() for match in re.finditer(r"\n+", draft.text)]
    if len(stops) < 2 or not breaks:
        return
    number = rng.randrange(len(stops) - 1)
    words = draft.text[stops[number] : stops[number + 1]].strip()
    at = rng.choice(breaks)
    known = normalise(words)
    is_single = "\n" not in words and {normalise(one).count(known) for one in (text, draft.text)} == {1}
    # Next to the paragraph that it is from, either of the two may be the new one.
    between = draft.text[min(at, stops[number]) : max(at, stops[number])].strip()
    if is_single and between.count("\n") > 1:
        draft.replace(at, at, f"\n\n{words}")


def _has_twins(text: str) -> bool:
    """Whether two paragraphs are the same: of which of them one was moved, the text alone cannot tell."""
    paragraphs = [normalise(paragraph) for paragraph in text.split("\n") if paragraph]
    return len(set(paragraphs)) < len(paragraphs)


def document(style: str, seed: int) -> tuple[str, list[Span], Draft]:
    """A text, passages of it, and what became of the text."""
    rng = random.Random(seed)
    script = SCRIPTS[seed % len(SCRIPTS)]
    text = STYLES[style](rng, script)
    while _has_twins(text):
        text = STYLES[style](rng, script)
    passages = pick_passages(rng, text, script, 2 if style == "echo" else 8)
    draft = Draft(text)
    edit(rng, draft, script, passages)
    _rearrange(rng, draft, script)
    if style != "echo" and rng.random() < _REPEATS:
        _repeat(rng, text, draft, script)
    return text, passages, draft


def truth(text: str, span: Span, draft: Draft) -> tuple[str, Span | None]:
    """What became of a passage, and where it is."""
    here = [
        at
        for at, origin in enumerate(draft.origin)
        if origin is not None and span[0] <= origin < span[1] and not draft.text[at].isspace()
    ]
    wanted = [at for at in range(*span) if not text[at].isspace()]
    if not any(text[draft.origin[at] or 0].isalnum() for at in here):
        return "gone", None
    place = here[0], here[-1] + 1
    origins = [origin for at in here if (origin := draft.origin[at]) is not None]
    foreign = any(
        not draft.text[at].isspace()
        and draft.text[at] != "\u00ad"
        and not ((origin := draft.origin[at]) is not None and span[0] <= origin < span[1])
        for at in range(*place)
    )
    whole = list(dict.fromkeys(origins)) == wanted and not foreign
    return ("stands" if whole and place[1] - place[0] < 2 * len(wanted) + 9 else "edited"), place


def judge(expected: str, place: Span | None, text: str, status: str, found: Span | None) -> str:
    """What an answer is worth."""
    if found is None:
        return "refused"
    if place is None:
        return "wrong"
    if expected == "stands":
        unseen = "\u00ad \n\u00a0"
        is_there = text[slice(*found)].strip(unseen) == text[slice(*place)].strip(unseen)
        if common(found, place) < 0.5 or not is_there:
            return "wrong"
        return "same" if status == "same" else "changed"
    return "right" if common(found, place) >= 0.8 else "elsewhere" if common(found, place) > 0 else "wrong"


def run(documents: int = DOCUMENTS, seed: int = SEED, shown: int = 0) -> dict[str, Counter[str]]:
    """Counts by method; prints a table."""
    counts: dict[str, Counter[str]] = {"carried": Counter(), "searched": Counter()}
    for style in STYLES:
        for number in range(documents // len(STYLES)):
            text, passages, draft = document(style, seed + number)
            revision, before, after = Revision(text, draft.text), SearchText(text), SearchText(draft.text)
            for span in passages:
                expected, place = truth(text, span, draft)
                carried = revision.carry(*span)
                found = None if carried.start is None or carried.end is None else (carried.start, carried.end)
                verdict = judge(expected, place, draft.text, carried.status, found)
                counts["carried"][f"{expected}: {verdict}"] += 1
                good = {"stands": ("same",), "gone": ("refused",), "edited": ("right", "refused")}[expected]
                if shown and verdict not in good and expected != "edited":
                    shown -= 1
                    print(style, number, expected, verdict, span, place, carried.status, found)
                    print("  was", repr(text[slice(*span)])[:150])
                    print("  truth", place and repr(draft.text[slice(*place)])[:150])
                    print("  found", found and repr(draft.text[slice(*found)])[:150])
                answer = anchor(after, describe(before, *span), helped=False)
                there = None if answer.start is None or answer.end is None else (answer.start, answer.end)
                counts["searched"][f"{expected}: {judge(expected, place, draft.text, 'same', there)}"] += 1
    for method, count in counts.items():
        print(method)
        for name, number in sorted(count.items()):
            print(
                f"  {name:20} {number:7,}  {number / sum(v for k, v in count.items() if k[:4] == name[:4]):.2%}"
            )
    return counts


if __name__ == "__main__":
    run(*map(int, sys.argv[1:3]))
