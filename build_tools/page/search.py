"""What the search in the pages is given, so that it finds what is written.

Material's search cuts texts and queries with one regular expression, by default at white space and hyphens alone: a
word behind a quotation mark is then never found. https://squidfunk.github.io/mkdocs-material/plugins/search/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from unicodedata import normalize

import regex

from ..words.count import UNSPACED
from .finished import SearchEntry
from .inline import plain_text

if TYPE_CHECKING:
    from ..marked.marked import MarkedArticle

# What may stand inside a word that is looked for (3.5, 1,000, U.S.), and every other sign that is no part of a word.
_INNER = ".,"
_SIGN = rf"[[\p{{P}}\p{{S}}\p{{Z}}\p{{Cc}}\p{{Cf}}]--[{_INNER}]]"
# The l of l’armistice and the s of the mayor’s would find every word that begins with them. (No flag makes it
# indifferent to capitals.)
_ELIDED = "[cdjlmnstCDJLMNST]|[qQ][uU]"
_CONTRACTED = "[sStTdDmM]|[rRvV][eE]|[lL][lL]"
# Joiners are typed in Persian, in the scripts of India and in emoji: there texts and queries alike are cut at them.
_INVISIBLE = regex.compile(
    r"[[\p{Cf}\p{Variation_Selector}]--[\u200c\u200d]]|(?<=[\p{Lu}\p{Ll}]\p{M}*)[\u200c\u200d]", regex.V1
)
# Signs beyond U+FFFF, such as most emoji, are not in the ranges of the separator: they are set apart from words.
_FAR = r"[\U00010000-\U0010ffff&&[\p{P}\p{S}]]"
_FAR_SIGN = regex.compile(
    rf"(?<={_FAR})(?=[\p{{L}}\p{{N}}])|(?<=[\p{{L}}\p{{M}}\p{{N}}])(?={_FAR})", regex.V1
)
# The letters of mathematics, with which people write bold in places that know no bold.
_BOLD = regex.compile(r"[\U0001d400-\U0001d7ff]++")
_SCRIPT_ENDS = regex.compile(rf"(?<={UNSPACED}\p{{M}}*)(?=[\p{{L}}\p{{N}}])(?!{UNSPACED})", regex.V1)

# The halves of which browsers make the rarer Han letters (U+20000 to U+3FFFF): the first of each.
_FAR_HAN = r"\ud840-\ud8bf"

# Texts in which there is nothing of all this, as most are: told in a twentieth of the time.
_PLAIN = re.compile("[\0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*+")


def separator() -> str:
    """The regular expression, in JavaScript's form, at which texts and queries are cut into words.

    Of scripts without spaces each letter with its signs is a word of its own, so that a word is found wherever it
    stands in a sentence.
    """
    every = "".join(map(chr, range(0x10000)))
    signs = _ranges(_SIGN, every)
    begins, ends = rf"(?<=^|[{_INNER}{signs}])", rf"(?=[{_INNER}{signs}]|$)"
    between = (
        rf"{begins}(?:{_ELIDED})['’](?=[^{signs}])",
        rf"['’](?:{_CONTRACTED}){ends}",
        rf"[{signs}]",
        rf"[{_INNER}]{ends}",
    )
    return rf"(?:{'|'.join(between)})+|(?=[{_ranges(UNSPACED, every)}{_FAR_HAN}])"


def search_entries(marked: MarkedArticle, summary: str, coverage: str) -> Iterator[SearchEntry]:
    """What is searched of an article: summary, text, each note and, under the title `coverage`, other reports.

    Material shows what is found under the title of its page, so that it need not stand in each of them again.
    """
    notes = marked.entry.notes
    yield _entry("", marked.entry.front.title, [summary])
    yield _entry("the-article", "The article", [marked.entry.article.text])
    for note in marked.notes:
        a = note.annotation
        parts = (a.observation, a.known, a.inference, a.fair_reading, a.plain, a.missing, a.ask)
        words = (f"{note.technique_name}.", *(f"“{quote}”" for quote in note.quotes))
        texts = (*words, *(plain_text(part) for part in parts if part))
        yield _entry(note.id, a.gist, texts, (note.kind_name,))
    reports = (
        f"{report.headline} ({report.publisher}). {plain_text(report.note or '')}"
        for report in notes.coverage
    )
    if coverage:
        yield _entry("coverage", coverage, reports)


def _entry(fragment: str, title: str, parts: Iterable[str], tags: tuple[str, ...] = ()) -> SearchEntry:
    text = " ".join(" ".join(parts).split())
    return SearchEntry(fragment, searchable(" ".join(title.split())), searchable(text), tags)


def searchable(text: str) -> str:
    """The text as it is searched: without signs that cannot be seen and that nobody would type inside a word, and with
    words set apart from signs at which it is not cut."""
    if _PLAIN.fullmatch(text):
        return text
    text = _FAR_SIGN.sub(" ", _BOLD.sub(lambda letters: normalize("NFKC", letters[0]), text))
    return str(_SCRIPT_ENDS.sub(" ", _INVISIBLE.sub("", text)))


def _ranges(wanted: str, every: str) -> str:
    """Those of a class among `every` character below U+10000, as the inside of a character class; gaps of unused ones
    are filled.

    Material sets no flag with which a browser would read `\\p{P}`.
    """
    runs = regex.compile(rf"{wanted}(?:[{wanted}\p{{Cn}}\p{{Co}}\p{{Cs}}]*{wanted})?", regex.V1)
    found = (match.span() for match in runs.finditer(every))
    return "".join(f"\\u{first:04x}-\\u{end - 1:04x}" for first, end in found)
