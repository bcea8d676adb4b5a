"""Random texts with passages and what Python's `describe` and `sentence` say of them, as data for the page's code.

Texts are made of signs and words that give trouble, of letters of many scripts, and of sentences with abbreviations,
with repetitions, so that context is needed. Only characters that Python's own tables know: those of newer versions of
Unicode may be told otherwise by a browser, until both know them. The same seed gives the same texts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from random import Random
from typing import Any

from build_tools.anchor.describe import describe
from build_tools.anchor.find import SearchText
from build_tools.words.sentences import sentence
from tests.anchoring.strategies import NASTY

SCRIPTS = (
    (0x20, 0x17F), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x45F), (0x530, 0x58F), (0x590, 0x5F4), (0x600, 0x6FF),
    (0x900, 0x97F), (0x980, 0x9FF), (0xB80, 0xBFF), (0xD00, 0xD7F), (0xE00, 0xE7F), (0xF00, 0xFFF), (0x1000, 0x109F),
    (0x10A0, 0x10FF), (0x1100, 0x11FF), (0x1200, 0x137F), (0x1780, 0x17FF), (0x1800, 0x18AF), (0x1F00, 0x1FFF),
    (0x2000, 0x206F), (0x2070, 0x209F), (0x2460, 0x24FF), (0x2600, 0x27BF), (0x2E80, 0x2FDF), (0x3000, 0x30FF),
    (0x4E00, 0x4EFF), (0xA960, 0xA97F), (0xAC00, 0xACFF), (0xF900, 0xF9FF), (0xFB00, 0xFDFF), (0xFE70, 0xFEFF),
    (0xFF00, 0xFFEF), (0x11000, 0x1107F), (0x1D400, 0x1D4FF), (0x1F1E6, 0x1F1FF), (0x1F300, 0x1F6FF),
    (0x20000, 0x200FF), (0xE0000, 0xE01EF),
)  # fmt: skip
WORDS = (
    "the", "port", "The", "Mr.", "U.S.", "Dr.", "No. 5", "25.", "April", "said.", "“It", "is", "over.”", "don’t",
    "1,000", "z. B.", "стр.", "Он", "сказал.", "Ready?", "he", "asked!", "etc.", "ca.", "a", "b", "(AP)", "[1]", "…",
    "ft", "Kyiv", "–", "—", "na", "na", "na", "«oui»", "1 000", "Abs. 2", "K.", "J.", "Nr.", "3.5", "12:30",
    "Yahoo! News", "Straße", "Hauptstr.", "Ünder", "İstanbul’da", "كان", "الاتحاد؟", "。", "他说。", "“走吧！”", "然后",
    "東京は", "晴れ。", "「はい。」と", "กรุงเทพ", "नमस्ते।", "नहीं", "შესვლა.", "Բարեւ:", "τί;", "क्ष", "한국은", "했다.",
    "अ्क", "1्क", "क्", "्क",
    # What belongs to a space before it, marks that Unicode does not call so included.
    " ำ", " 🏽", " \U000e0061", " ﾞ", " ີ", " \u0301",
)  # fmt: skip
LANGUAGES = (None, "en", "de", "ru", "sr-Latn", "cs", "zh-Hant", "th")


def texts(seed: int, count: int) -> Iterator[str]:
    """So many texts."""
    random = Random(seed)
    for _ in range(count):
        kind = random.randrange(4)
        if kind == 0:
            pool: list[str] = random.choices(NASTY, k=random.randint(1, 24))
        elif kind == 1:
            low, high = random.choice(SCRIPTS)
            signs = [chr(code) for code in range(low, high + 1) if _is_known(chr(code))]
            pool = random.choices(signs, k=random.randint(1, 30)) + random.choices(NASTY, k=4)
        elif kind == 2:
            pool = [
                word + random.choice("    \n\xa0") for word in random.choices(WORDS, k=random.randint(2, 40))
            ]
        else:
            few = random.choices((*NASTY, *WORDS, " "), k=3)
            pool = random.choices(few, k=random.randint(2, 120))
        if random.random() < 0.7:
            random.shuffle(pool)
        yield "".join(pool)


def cases(seed: int, count: int, spans: int = 3) -> list[dict[str, Any]]:
    """Texts, each with passages: start, end, exact, prefix, suffix; and language, with the bounds of sentences."""
    random = Random(seed)
    found = []
    for text in texts(seed, count):
        prepared, size = SearchText(text), len(text)
        described = []
        for _ in range(spans):
            start = random.randrange(size)
            end = random.choice(
                (size, min(size, start + 1), min(size, start + 4), random.randint(start + 1, size))
            )
            selector = describe(prepared, start, end)
            described.append((start, end, selector.exact, selector.prefix, selector.suffix))
        language = random.choice(LANGUAGES)
        found.append(
            {
                "text": text,
                "spans": described,
                "language": language or "",
                "sentences": sentences(text, language),
            }
        )
    return found


def sentences(text: str, language: str | None = None) -> list[tuple[int, int]]:
    """Every sentence of a text, in order."""
    found, at = [], 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        _, end = sentence(text, at, at + 1, language)
        found.append((at, end))
        at = end
    return found


def _is_known(char: str) -> bool:
    return unicodedata.category(char) not in ("Cn", "Cs", "Co") and char != "\0"
