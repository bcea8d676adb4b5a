"""How long anchoring takes, and how it grows: 1,500 selectors over 500,000 characters, and the worst texts known.

Selectors are made from random passages of 5 to 300 characters: four in five as they stand, and of the rest each a
share with no match (two letters changed), with one mark typeset otherwise, and of frequent short words, which are
ambiguous. Peak memory is what Python allocates while the text is prepared and searched.

Worst texts: one letter repeated, one sentence repeated, quotations of 400,000 characters (found, changed in the
middle, changed all over), a text in which every tenth place nearly matches. Each is run at a quarter, half and full
size: where the time grows with the text, the last figure is about four times the first, where it grows with the
square, sixteen times.
"""

from __future__ import annotations

import random
import time
import tracemalloc
import unicodedata
from collections import Counter
from collections.abc import Callable

from build_tools.anchor.anchor import SearchText, Selector, anchor
from build_tools.anchor.describe import describe
from tests.bench.edited_texts import SCRIPTS, SEED, Script, report

LENGTH = 500_000
SELECTORS = 1_500

Measure = dict[str, float | int | str]


def long_text(script: Script, length: int, seed: int = SEED) -> str:
    """Reports of one script, one after the other."""
    rng = random.Random(seed)
    parts: list[str] = []
    while sum(map(len, parts)) < length:
        parts.append(report(rng, script))
    return "\n".join(parts)[:length]


def selectors(text: str, count: int, seed: int = SEED) -> list[Selector]:
    rng = random.Random(seed)
    prepared = SearchText(text)
    words = [word for word, _ in Counter(text.split()).most_common(200)] or ["a"]
    made = []
    for _ in range(count):
        start = rng.randrange(max(1, len(text) - 300))
        end = min(len(text), start + rng.randint(5, 300))
        while not prepared.between_clusters(start):
            start += 1
        while not prepared.between_clusters(end):
            end += 1
        exact = text[start:end]
        kind = rng.random()
        if kind < 0.05:
            for _ in range(2):
                at = rng.randrange(len(exact))
                exact = exact[:at] + "ж" + exact[at + 1 :]
        elif kind < 0.15:
            exact = exact.replace(" ", "\u00a0").replace("“", '"')
        elif kind < 0.2:
            exact = rng.choice(words)
        made.append(Selector(exact))
    return made


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def throughput(name: str, text: str, count: int = SELECTORS) -> Measure:
    wanted = selectors(text, count)
    prepared = SearchText(text)
    statuses: Counter[str] = Counter()

    def work() -> None:
        statuses.update(anchor(prepared, selector).status for selector in wanted)

    seconds = _timed(work)
    few = wanted[: count // 50]
    tracemalloc.start()
    fresh = SearchText(text)
    for selector in few:
        anchor(fresh, selector)
    memory = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    spans = [(at, at + 40) for at in range(0, len(text) - 40, max(1, len(text) // 500))]
    describing = _timed(lambda: [describe(prepared, *span) for span in spans])
    return {
        "text": name,
        "seconds": round(seconds, 2),
        "ms each": round(1000 * seconds / count, 3),
        "memory MB": round(memory / 1e6, 1),
        "describe, ms each": round(1000 * describing / len(spans), 2),
        **{status: statuses[status] for status in ("exact", "normalised", "ambiguous", "orphan")},
    }


def worst_cases(length: int) -> dict[str, Callable[[], object]]:
    """One task each, made for a text of this length."""
    letters = "a" * length
    sentence = "The port is closed until further notice. "
    sentences = sentence * (length // len(sentence))
    prose = long_text(SCRIPTS[0], length)
    long_quote = prose[length // 10 : length * 9 // 10]
    middle = len(long_quote) // 2
    changed = long_quote[:middle] + "Somebody put this in. " + long_quote[middle + 40 :]
    mangled = long_quote.replace("ea", "o")
    almost = ("a" * 9 + "b") * (length // 10)
    marks = "e\u0301" * (length // 2)
    return {
        "one letter": lambda: _many(letters, Selector("a"), Selector("a" * 30), Selector("a" * 90 + "b")),
        "one letter, described": lambda: describe(SearchText(letters), length // 2, length // 2 + 1),
        "one sentence": lambda: _many(
            sentences, Selector(sentence), Selector("The port was closed until noon.")
        ),
        "one sentence, described": lambda: describe(SearchText(sentences), length // 2, length // 2 + 9),
        "long quote": lambda: _many(prose, Selector(long_quote)),
        "long quote, changed in the middle": lambda: _many(prose, Selector(changed)),
        "long quote, changed all over": lambda: _many(prose, Selector(mangled)),
        "almost everywhere": lambda: _many(almost, Selector("a" * 10), Selector("ab" * 40, "a" * 9)),
        "combining marks": lambda: _many(marks, Selector("e"), Selector("\u0301e"), Selector("é" * 20)),
    }


def _many(text: str, *wanted: Selector) -> None:
    prepared = SearchText(text)
    for selector in wanted:
        anchor(prepared, selector)


def growth(length: int = LENGTH) -> list[Measure]:
    sizes = (length // 4, length // 2, length)
    rows: dict[str, list[float]] = {}
    for size in sizes:
        for name, task in worst_cases(size).items():
            rows.setdefault(name, []).append(_timed(task))
    return [
        {
            "worst case": name,
            **{f"{size:,}": round(seconds, 3) for size, seconds in zip(sizes, times, strict=True)},
            "growth": round(times[-1] / max(times[0], 1e-4), 1),
        }
        for name, times in rows.items()
    ]


def run(length: int = LENGTH, count: int = SELECTORS) -> dict[str, list[Measure]]:
    """Measure; print two tables."""
    texts = {script.name: long_text(script, length) for script in SCRIPTS}
    texts["English in ASCII"] = unicodedata.normalize("NFD", texts["English"]).translate(
        str.maketrans("“”", '""')
    )
    texts["emoji"] = long_text(
        Script("emoji", "", ("👩\u200d👩\u200d👧", "👍🏽", "❤\ufe0f", "🇺🇦", "☀", "na", "no")), length
    )
    throughputs = [throughput(name, text, count) for name, text in texts.items()]
    result = {"throughput": throughputs, "growth": growth(length)}
    for rows in result.values():
        print(_table(rows), end="\n\n")
    return result


def _table(rows: list[Measure]) -> str:
    lines = [list(rows[0]), *([str(value) for value in row.values()] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


if __name__ == "__main__":
    run()
