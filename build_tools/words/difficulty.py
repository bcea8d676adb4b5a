"""How hard a text is to read, as far as the lengths of its words and sentences tell.

Two published formulas for English are taken together, both of letters and not of syllables, which would need a
dictionary: the Automated Readability Index (Senter and Smith, 1967, https://apps.dtic.mil/sti/pdfs/AD667273.pdf) and
that of Coleman and Liau (1975, https://doi.org/10.1037/h0076540). Each gives a grade of United States schools. They
know nothing of the subject, of what a reader knows already, or of whether the text is clear, and they are only fit for
running text of some length.

For other languages there is no such formula here, rather than one that was made for English.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from .count import Span, words
from .sentences import sentence

LEAST_WORDS = 100
"""Words of running text below which the formulas say nothing: that of Coleman and Liau is of samples of a hundred."""
YOUNGEST, OLDEST = 6, 18
"""The ages between which a result means something: those of the pupils of twelve grades."""
ALOUD = 150
"""Words a minute, of somebody who reads aloud to a class."""


def minutes_to_read(number: int) -> int:
    """Whole minutes, at least one, in which so many words are read aloud."""
    return max(1, round(number / ALOUD))


def reading_ages(text: str, blocks: Iterable[Span], language: str) -> Span | None:
    """From which to which age, in years, pupils read such a text with ease by the formulas: the lower and the higher
    result. `OLDEST` stands for that age and more. None where they say nothing.

    `blocks` are the paragraphs of `text`, whose own `language` (BCP 47) it is. Those that end without the mark of a
    sentence, such as headlines and items of lists, do not count.
    """
    if language.replace("_", "-").split("-")[0].lower() != "en":
        return None
    letters = number = sentences = 0
    for start, end in blocks:
        found = list(words(text, start, end))
        if not found or not text[:end].rstrip(_CLOSING).endswith(_ENDS):
            continue
        number += len(found)
        letters += sum(map(str.isalnum, text[start:end]))
        sentences += _sentences(text, found, (start, end), language)
    if number < LEAST_WORDS:
        return None
    grades = sorted(
        (
            4.71 * letters / number + 0.5 * number / sentences - 21.43,
            5.88 * letters / number - 29.6 * sentences / number - 15.8,
        )
    )
    # A pupil of the first grade is 6, and 7 at its end.
    low, high = (min(max(ceil(grade) + 5, YOUNGEST), OLDEST) for grade in grades)
    return low, high


_ENDS = (".", "!", "?", "…")
_CLOSING = "\"'”’»)] \u00a0"


def _sentences(text: str, found: list[Span], block: Span, language: str) -> int:
    """How many sentences the words of a block make."""
    number, done = 0, block[0]
    for start, end in found:
        if start >= done:
            number += 1
            done = sentence(text, start, end, language, block)[1]
    return number
