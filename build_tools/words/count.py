"""The words of a text.

A word is a run of letters and figures with the marks on them. As in UAX #29 (https://www.unicode.org/reports/tr29/)
what cannot be seen never divides one (soft hyphens, joiners, direction marks), and a few signs bind two runs into
one word where they stand directly between them:

* apostrophes and hyphens (`don’t`, `l’eau`, `İstanbul’da`, `Nord-Stream-1`, `F-16`, Hebrew maqaf), but no dashes;
* a dot, a colon or a middle dot (`U.S.`, `example.org`, `12:30`, `col·lecció`), one with a hyphen or apostrophe
  behind it (`U.S.-backed`), and whatever stands for missing letters (`Leser*innen`, `foo_bar`, `f***ing`);
* what divides figures: `3,5`, `24/7`, `10 000` with a no-break space;
* Hebrew geresh and gershayim, Armenian marks of stress and question, which stand inside the word.

In scripts that set no spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese, Javanese …) each grapheme cluster counts
as one word, as usual in newsrooms. Korean has spaces, and Tibetan divides syllables, which count. Punctuation,
symbols and emoji are no words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import regex

Span = tuple[int, int]

UNSPACED = r"[[[\p{L}\p{Nl}]--[\p{WB=ALetter}\p{WB=Hebrew_Letter}\u2160-\u2188]][\p{LB=AK}\p{LB=AS}&&\p{L}]]"
"""Letters of scripts that set no spaces between words, as a class of the `regex` library (version 1): those that
UAX #29 leaves to dictionaries, and those that UAX #14 breaks between syllables."""

_LETTER = rf"[[\p{{L}}\p{{N}}]--[\p{{DI}}\p{{Extended_Pictographic}}\u0640{UNSPACED}]]"
# What belongs to the letter before it; a tatweel only fills the line.
_MARK = r"[\p{M}\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=ZWJ}\u0640]"

UNSEEN = r"[[\p{DI}\p{Cf}]--[\p{L}\p{GCB=Prepend}]]"
"""Characters that nobody sees, as a class like the one above: soft hyphens, joiners, marks of direction."""

APOSTROPHES = "'’‘‛ʼ′＇´`\u1fef\u1ffd"
HYPHENS = "\\-=\u2010\u2011\u058a\u05be\u1400\u1806\u2e17\u2e40\ufe63\uff0d"
"""Signs that bind words, as characters of a class. Dashes do not."""
_BINDING = rf"""
    \.? [{APOSTROPHES}{HYPHENS}]
  | [.:·\u0387\u2027\u2024\u0970\u05f3\u05f4\u055a-\u055c\u055e\u055f&]
  | [_*]++
  | (?<=\p{{Nd}}) (?: [,/\u066b\u066c\u060c] (?=\p{{Nd}}) | [\xa0\u2009\u202f] (?=\p{{Nd}}{{3}}(?!\p{{Nd}})) )
  | (?<=\p{{Greek}}\p{{M}}?) , (?=\p{{Greek}})           # ό,τι
  | (?<=\p{{Hebrew}}\p{{M}}?) ["“”] (?=\p{{Hebrew}})      # צה"ל
  | (?<=\p{{Mongolian}}) \u202f (?=\p{{Mongolian}})       # before an ending
  | (?<=[\p{{L}}\p{{N}}]) [)\]}}"”’」』》〉]{{1,3}} (?=\p{{Hangul}})   # a particle behind a quotation or bracket
"""
_WORD = regex.compile(
    rf"""
    (?<! \p{{GCB=Prepend}})
    (?:
        (?= \p{{GCB=Prepend}}*+ (?! \p{{GCB=SpacingMark}} ) {UNSPACED} ) \X {_MARK}*+
      | \p{{GCB=Prepend}}*+ (?! [0-9] \u20e3 ) {_LETTER}++ {_MARK}*+
        (?: (?: {_BINDING} )?+ {_LETTER}++ {_MARK}*+ )*+
    )
    """,
    regex.V1 | regex.VERBOSE,
)
_UNSEEN_RUN = regex.compile(f"{UNSEEN}++", regex.V1)
_UNSEEN_TAIL = regex.compile(r"[\p{GCB=Extend}\p{GCB=ZWJ}]++", regex.V1)

# The same for texts of which this is all: most articles in Western European languages, in a tenth of the time.
_PLAIN = re.compile("[\0-\xac\xae-\u024f\u2013\u2014\u2018-\u201f\u2026\u20ac]*+")
_PLAIN_LETTER = "[0-9A-Za-zªµº²³¹¼-¾À-ÖØ-öø-\u024f]"
_PLAIN_WORD = re.compile(
    rf"""
    {_PLAIN_LETTER}++
    (?: (?: \.? ['’‘‛`´=-] | [.:·&] | [_*]++ | (?<=[0-9]) (?: [,/] (?=[0-9]) | \xa0 (?=[0-9]{{3}}(?![0-9])) ) )?+
        {_PLAIN_LETTER}++ )*+
    """,
    re.VERBOSE,
)


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Start and end of each word between two offsets, in order. None begins or ends inside a grapheme cluster."""
    stop = len(text) if end is None else end
    if _PLAIN.fullmatch(text, start, stop):
        yield from (match.span() for match in _PLAIN_WORD.finditer(text, start, stop))
    elif _UNSEEN_RUN.search(text, start, stop):
        yield from _words_of_the_seen(text, start, stop)
    else:
        yield from (match.span() for match in _WORD.finditer(text, start, stop))


def _words_of_the_seen(text: str, start: int, stop: int) -> Iterator[Span]:
    """The words of a text as if nothing in it were invisible, where they stand."""
    pieces: list[str] = []
    begins, origins = [], []
    length, done = 0, start
    for low, high in (*(run.span() for run in _UNSEEN_RUN.finditer(text, start, stop)), (stop, stop)):
        if done < low:
            pieces.append(text[done:low])
            begins.append(length)
            origins.append(done)
            length += low - done
        done = high
    for match in _WORD.finditer("".join(pieces)):
        first, last = match.start(), match.end() - 1
        begin, end = bisect_right(begins, first) - 1, bisect_right(begins, last) - 1
        after = origins[end] + last - begins[end] + 1
        tail = _UNSEEN_TAIL.match(text, after, stop)  # joiners that belong to its last cluster
        yield origins[begin] + first - begins[begin], tail.end() if tail else after
