"""Shapes of texts and selectors that ask much of anchoring: see `growth`."""

from __future__ import annotations

import random
import string
from collections.abc import Callable

from build_tools.anchor.anchor import SearchText, Selector, occurrences
from build_tools.anchor.describe import describe
from build_tools.cli.lines import answered
from tests.bench.growth import Shape, Task

SEED = 24

Text = Callable[[int], str]


def _random_words(size: int) -> str:
    return _words(random.Random(SEED), size)


def _words(rng: random.Random, size: int) -> str:
    words = ["".join(rng.choices(string.ascii_lowercase, k=rng.randint(2, 9))) for _ in range(size // 6)]
    return " ".join(words)[:size]


def _few_words(size: int) -> str:
    return " ".join(random.Random(SEED).choices(("port", "talks", "the", "a", "was", "not"), k=size // 4))[
        :size
    ]


def _drawn(alphabet: str) -> Text:
    return lambda size: "".join(random.Random(SEED).choices(alphabet, k=size))


def _repeated(unit: str) -> Text:
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def _fibonacci(size: int) -> str:
    one, other = "a", "ab"
    while len(other) < size:
        one, other = other, other + one
    return other[:size]


def _doubling(size: int) -> str:
    """Thue and Morse's: nothing stands three times in a row, and every part of it comes back."""
    row = "a"
    while len(row) < size:
        row += row.translate(str.maketrans("ab", "ba"))
    return row[:size]


def _de_bruijn(size: int) -> str:
    """Every row of four of twenty-odd letters once: each word has the most neighbours that differ by a letter."""
    order, letters, count = 4, string.ascii_lowercase, 26
    row: list[str] = []
    part = [0] * (count * order)

    def extend(at: int, period: int) -> None:
        if len(row) >= size:
            return
        if at > order:
            if order % period == 0:
                row.extend(letters[sign] for sign in part[1 : period + 1])
            return
        part[at] = part[at - period]
        extend(at + 1, period)
        for sign in range(part[at - period] + 1, count):
            part[at] = sign
            extend(at + 1, at)

    extend(1, 1)
    return ("".join(row) * (size // len(row) + 1))[:size]


TEXTS: dict[str, Text] = {
    "random words": _random_words,
    "few words": _few_words,
    "one word": _repeated("port "),
    "one letter": _repeated("a"),
    "two letters": _drawn("ab"),
    "digits": _drawn("0123456789"),
    "figures": _drawn("0123456789,. "),
    "spaces": _repeated(" "),
    "many spaces": _repeated("a" + " " * 99),
    "lines": _repeated("a\n"),
    "no-break spaces": _repeated("a\u00a0"),
    "thin and zero-width": _repeated("a\u2009\u200b"),
    "soft hyphens": _repeated("a\u00ad"),
    "CJK": _drawn("".join(map(chr, range(0x4E00, 0x5200)))),
    "CJK, one sign": _repeated("中"),
    "CJK, lines": _repeated("中\n"),
    "Thai": _drawn("กขคงจฉชซาิีุู่้"),
    "Korean": _drawn("가나다라마바사아 "),
    "Arabic": _drawn("ابتثجحخد َُ"),
    "Arabic in presentation forms": _drawn("\ufe8e\ufedf\ufee4\ufe98\ufefb\ufeb3 "),
    "Hebrew with points": _drawn("אבגדה\u05b0\u05b7 "),
    "combining marks": lambda size: "e" + "\u0301" * (size - 1),
    "decomposed": _repeated("e\u0301"),
    "decomposed words": _drawn("e\u0301a\u0323o\u0308 "),
    "emoji": _drawn("👩👍🏽❤\u200d\ufe0f🇺🇦"),
    "joined emoji": _repeated("👩\u200d"),
    "flags": _repeated("🇺🇦"),
    "joined consonants": _repeated("क्"),
    "Hangul letters": _repeated("ᄀ"),
    "apostrophes": _repeated("a’"),
    "quotation marks": _repeated("“”"),
    "dashes": _repeated("a-"),
    "punctuation": _drawn(".,;:!?"),
    "capitals": _repeated("Ab "),
    "negations": _repeated("not "),
    "one sentence": _repeated("The port is closed until further notice. "),
    "one long word": lambda size: _drawn(string.ascii_lowercase)(size),
    "Fibonacci": _fibonacci,
    "Thue and Morse": _doubling,
    "de Bruijn": _de_bruijn,
    "a tail that repeats the head": lambda size: _random_words(size // 2) + _random_words(size // 2),
}
"""Texts by name; where a task needs two, the second is the text turned round, or begins with other letters."""


def _searched(text: str, *selectors: Selector) -> Task:
    """As `markedcopy anchor` does it."""
    return lambda: answered(SearchText(text), selectors)


def _described(text: str, *spans: tuple[int, int]) -> Task:
    def task() -> None:
        prepared = SearchText(text)
        for start, end in spans:
            describe(prepared, start, end)

    return task


def _turned(of: Text) -> Shape:
    return lambda size: _searched(of(size // 2), Selector(of(size // 2)[::-1] + "x"))


def _changed(of: Text) -> Shape:
    """A quote as long as the text with every thousandth character another."""

    def shape(size: int) -> Task:
        text = of(size // 2)
        quote = "".join(text[at : at + 999] + "Q" for at in range(0, len(text), 1000))
        return _searched(text, Selector(quote))

    return shape


def _passage(of: Text) -> Shape:
    """A sentence's worth that is not there, and one that is there often, with and without context."""

    def shape(size: int) -> Task:
        text = of(size)
        middle = text[size // 2 : size // 2 + 80]
        wrong = middle[:40] + "Qx7 " + middle[40:]
        return _searched(
            text,
            Selector(wrong),
            Selector(middle[:3]),
            Selector(middle, "Q" + middle),
            Selector(wrong, middle, middle),
        )

    return shape


def _context(of: Text) -> Shape:
    """A few words with a prefix and a suffix as long as the text that nearly fit."""

    def shape(size: int) -> Task:
        text = of(size // 3)
        at = len(text) // 2
        return _searched(text, Selector(text[at : at + 20], text[:at] + "Q", "Q" + text[at + 20 :]))

    return shape


def _spans(of: Text) -> Shape:
    """Described: a few characters at the beginning, in the middle and at the end, and half of the text."""

    def shape(size: int) -> Task:
        text = of(size)
        return _described(
            text, (0, 3), (size // 2, size // 2 + 5), (size - 3, size - 1), (size // 4, 3 * size // 4)
        )

    return shape


def _each(text: str, wanted: int) -> list[str]:
    return [text[at : at + 40] for at in range(0, len(text) - 40, max(1, len(text) // wanted))]


def _many(size: int) -> Task:
    """Short quotes that are all there."""
    text = _random_words(size // 2)
    return _searched(text, *map(Selector, _each(text, size // 80)))


def _many_nearly(size: int) -> Task:
    """Short quotes that all nearly are there."""
    text = _random_words(size // 2)
    return _searched(text, *(Selector(part[:20] + "Q" + part[20:]) for part in _each(text, size // 80)))


def _many_foreign(size: int) -> Task:
    text = _random_words(size // 2)
    return _searched(text, *map(Selector, _each(_words(random.Random(1), size // 2), size // 80)))


def _many_ambiguous(size: int) -> Task:
    text = _repeated("The port is closed until further notice. ")(size // 2)
    return _searched(
        text, *(Selector("port is closed", "The ", " until" + " " * at) for at in range(size // 80))
    )


def _many_in_copies(size: int) -> Task:
    """Short quotes that each stand in twenty copies of the same paragraph."""
    paragraph = _random_words(size // 40) + "\n"
    return _searched(paragraph * 20, *map(Selector, _each(paragraph, size // 80)))


def _many_words(size: int) -> Task:
    """Single words, none of which is there, each like very many."""
    rng = random.Random(SEED)
    words = ["a" + "".join(rng.choices("bcde", k=7)) + "z" for _ in range(size // 20)]
    wanted = ["a" + "".join(rng.choices("bcdf", k=7)) + "fz" for _ in range(size // 20)]
    return _searched(" ".join(words), *map(Selector, wanted))


def _everywhere(of: Text, words: str) -> Shape:
    def shape(size: int) -> Task:
        text = of(size)
        return lambda: occurrences(SearchText(text), words)

    return shape


SHAPES: dict[str, Shape] = {
    **{f"anchor, turned round: {name}": _turned(text) for name, text in TEXTS.items()},
    **{f"anchor, changed: {name}": _changed(text) for name, text in TEXTS.items()},
    **{f"anchor, a passage: {name}": _passage(text) for name, text in TEXTS.items()},
    **{f"anchor, context: {name}": _context(text) for name, text in TEXTS.items()},
    **{f"describe: {name}": _spans(text) for name, text in TEXTS.items()},
    "anchor, many quotes": _many,
    "anchor, many quotes, nearly": _many_nearly,
    "anchor, many quotes, foreign": _many_foreign,
    "anchor, many quotes, ambiguous": _many_ambiguous,
    "anchor, many quotes, in copies": _many_in_copies,
    "anchor, many words": _many_words,
    "occurrences: one letter": _everywhere(_repeated("a"), "a"),
    "occurrences: three letters": _everywhere(_repeated("a"), "aaa"),
    "occurrences: half the text": lambda size: lambda: occurrences(SearchText("a" * size), "a" * (size // 2)),
    "occurrences: decomposed": lambda size: (
        lambda: occurrences(SearchText("e\u0301" * (size // 2)), "\u0301e" * (size // 8))
    ),
    "occurrences: spaces": _everywhere(_repeated("a  "), "a a"),
}
