"""Two wordings as one that a person can read: what stands, what is gone, what is new.

First sentence by sentence, then, in sentences that have enough in common, word by word. Words that stand between two
longer changes only by chance are told as changed. Needs nothing but Python itself, as `difference.py`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from .pieces import LONGEST, Given, Line, Piece, limited, short

_CONTEXT = 60
"""Characters of words that stand, on either side of words that do not."""
_MOST_SENTENCES, _MOST_WORDS = 250_000, 2_500_000
"""Pairs of sentences, and of words, that are looked at. Of a longer text the sentences
are told whole, or the whole text."""
_ALIKE = 0.5
"""Part of its characters that a sentence shares with what it was."""
_UNSPACED = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
"""Signs of scripts that put no space between words."""
_WORDS = re.compile(rf"\s+|{_UNSPACED}|\w+|.", re.DOTALL)
_SENTENCE_ENDS = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+|[。！？]+[」』”’]*\s*|\n+")

Change = tuple[str, str]
"""A stretch before and after: the same where it stands."""


def compared(before: str, after: str) -> Line:
    """Both wordings as one. A long stretch that stands is cut in its middle, and so is all that is too long."""
    old, new = _sentences(before), _sentences(after)
    changes: list[Change] = []
    is_prose = re.search(rf"\s|{_UNSPACED}", before + after)
    if is_prose and len(old) * len(new) <= _MOST_SENTENCES:
        changes = _joined(_of_sentences(old, new))
    if not any(was == now and was.strip() for was, now in changes):
        return Given(short(before), "was"), " ", Given(short(after), "now")
    return tuple(_pieces(changes))


def _pieces(changes: Sequence[Change]) -> Iterator[Piece]:
    shown = 0
    for at, (was, now) in enumerate(changes):
        if shown > 2 * LONGEST:
            yield " … and more"
            return
        if was == now:
            words = _cut_middle(was, at == 0, at == len(changes) - 1)
            yield Given(words)
            shown += len(words)
            continue
        if was:
            yield Given(limited(was), "was")
        if (
            was.strip()
            and now.strip()
            and not was[-1].isspace()
            and (not at or changes[at - 1][1][-1:].isspace())
        ):
            yield " "
        if now:
            yield Given(limited(now), "now")
        shown += len(was) + len(now)


def _of_sentences(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    keys = [text.strip() for text in old], [text.strip() for text in new]
    words = (sum(len(_WORDS.findall(text)) for text in side) for side in (old, new))
    is_short = math.prod(words) <= _MOST_WORDS
    for kind, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if kind == "equal":
            for was, now in zip(old[a:b], new[c:d], strict=True):
                yield from _spaces_apart(was, now)
        elif is_short:
            yield from _alike(old[a:b], new[c:d])
        else:
            yield "".join(old[a:b]), "".join(new[c:d])


def _spaces_apart(was: str, now: str) -> Iterator[Change]:
    """A sentence that stands, with other white space behind it."""
    stands = was.rstrip()
    end, new_end = was[len(stands) :], now[len(stands) :]
    if end == new_end:
        yield was, was
    else:
        yield stands, stands
        yield end, new_end


def _alike(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Sentences that differ: word by word those that are alike, in order, and the others whole."""
    reached = 0
    for was in old:
        words = _WORDS.findall(was)
        best, at = 0.0, -1
        for number in range(reached, len(new)):
            likeness = _likeness(words, _WORDS.findall(new[number]))
            if likeness > best:
                best, at = likeness, number
        if best < _ALIKE:
            yield was, ""
            continue
        yield from (("", now) for now in new[reached:at])
        yield from _of_words(words, _WORDS.findall(new[at]))
        reached = at + 1
    yield from (("", now) for now in new[reached:])


def _likeness(old: Sequence[str], new: Sequence[str]) -> float:
    """The part of the shorter one's visible characters that the other has too, in the same order."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    common = sum(len(word.strip()) for start, _, size in blocks for word in old[start : start + size])
    least = min(sum(len(word.strip()) for word in words) for words in (old, new))
    return common / least if least else 0


def _of_words(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """The stretches of two sentences, with none between two changes that stands there by chance."""
    kept: list[Change] = []
    for _, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        kept.append(("".join(old[a:b]), "".join(new[c:d])))
        while len(kept) >= 3 and _is_change(kept[-1]) and _by_chance(kept[-3], kept[-2], kept[-1]):
            first, between, last = kept[-3:]
            kept[-3:] = [(first[0] + between[0] + last[0], first[1] + between[1] + last[1])]
    for was, now in kept:
        # White space at the end of both is no part of the change.
        end = was[len(was.rstrip()) :]
        if was != now and end and was.strip() and now.strip() and now.endswith(end):
            yield was.removesuffix(end), now.removesuffix(end)
            yield end, end
        else:
            yield was, now


def _joined(changes: Iterable[Change]) -> list[Change]:
    """Stretches that stand side by side as one, and so whole sentences that are gone, or new."""
    kept: list[Change] = []
    for was, now in changes:
        before = kept[-1] if kept else ("", "")
        both_stand = before[0] == before[1] and was == now
        if both_stand or (
            not (was and now) and _is_change((was, now)) and _is_change(before) and not all(before)
        ):
            kept[-1:] = [(before[0] + was, before[1] + now)]
        else:
            kept.append((was, now))
    return kept


def _is_change(change: Change) -> bool:
    return change[0] != change[1]


def _by_chance(first: Change, between: Change, last: Change) -> bool:
    """Whether fewer signs stand between two changes than were changed on each side."""
    words = between[0].strip()
    return _is_change(first) and len(words) <= min(max(map(len, first)), max(map(len, last)))


def _sentences(text: str) -> list[str]:
    """The sentences, each with the white space behind it."""
    ends = [match.end() for match in _SENTENCE_ENDS.finditer(text)]
    starts = [0, *ends]
    return [text[start:end] for start, end in zip(starts, [*ends, len(text)], strict=True) if end > start]


def _cut_middle(words: str, is_first: bool, is_last: bool) -> str:
    """A stretch that stands, with no more of it than is needed to see where a change is."""
    if len(words) <= 2 * _CONTEXT:
        return words
    head = "" if is_first else words[:_CONTEXT]
    tail = "" if is_last else words[-_CONTEXT:]
    # Between words, where there are any.
    head = head[: head.rfind(" ") + 1] or head
    tail = tail[tail.find(" ") :] if " " in tail[:-1] else tail
    return f"{head}…{tail}"
