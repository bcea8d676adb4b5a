"""Where a sentence begins and ends.

A sentence ends at a mark that Unicode calls a sentence terminal (UAX #29) or at one of a few more, with the quotation
marks and brackets behind it. Not every such mark ends one:

* A dot does not where the next word begins with a small letter, nor behind an initial, an abbreviation or an ordinal
  number (`25. April`). A no-break space behind it says the same.
* `!`, `?` and `…` do not where a small letter follows: “Ready?” he asked.
* Marks that mean nothing else (`。`, `।`, `؟`, `።`) need no space behind them; but 「…。」と goes on.

Where that leaves a doubt there is no end: a sentence shown too long is better than half of one. Thai and Lao have no
mark for it, so there the whole block counts. Blocks, such as paragraphs and headings, end at a newline.
"""

from __future__ import annotations

import unicodedata

import regex

from .abbreviations import (
    BEFORE_A_NUMBER,
    CONTINUED,
    MAY_END,
    MAY_END_LETTERS,
    NAMES_WITH_A_MARK,
    ORDINAL_DOT,
    STARTERS,
)
from .clusters import ONE
from .count import Span

_REACH = 48
"""How many characters before a mark are looked at."""
_LONGEST = 5_000
"""How far from a passage an end of its sentence is looked for; if there is none, the block is the sentence."""

_MARK = r"[[\p{STerm}…‥།-༒៕\u037e;:|፡]--[၊\u2024]]"
_CERTAIN = r"[[\p{STerm}།-༒៕]--[.!?‼‽⁇⁈⁉⸮⸘၊\u2024]]"
_SPACE = r"[\s--\n]"
# Directly behind a mark, any quotation mark closes where a space follows; « and “ do in some languages.
_CLOSES = r"""["'”’“‘»«›‹„‟)\]}」』）】〉》〕］｝｣〗〙〛〞〟＂＇﹂﹄\p{DI}]"""
_CLOSES_WITHOUT_SPACE = r"""[”’»›)\]}」』）】〉》〕］｝｣〗〙〛〞〟﹂﹄\p{DI}]"""
_NOTE_SIGN = r"(?: \[\d{1,3}\] | [¹²³⁰-⁹*†‡] )"


def _compiled(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    return regex.compile(pattern, regex.V1 | regex.VERBOSE | flags)


_MARKS = _compiled(_MARK)
_MARKS_BACKWARDS = _compiled(_MARK, regex.REVERSE)
_RUN_BACKWARDS = _compiled(f"{_MARK}++", regex.REVERSE)
_CERTAINLY = _compiled(_CERTAIN)
_CLOSERS = _compiled(rf"(?: {_CLOSES} | {_NOTE_SIGN} | {_SPACE} [»›”] (?=[\s\p{{P}}]|\Z) | {_SPACE} [།༎] )*+")
_TIGHT_CLOSERS = _compiled(
    rf"(?: {_CLOSES_WITHOUT_SPACE} | {_NOTE_SIGN} | {_SPACE} [»›”] (?=[\s\p{{P}}]|\Z) | {_SPACE} [།༎] )*+"
)
_SPACES = _compiled(rf"{_SPACE}*+")
_NO_BREAK_SPACES = _compiled(r"[\xa0\u2007\u202f]++(?!\s)")
_NEXT_WORD = _compiled(
    r"""[\p{Ps}\p{Pi}\p{Pd}"'„‚¿¡*_…\p{DI}\s]{0,8}+ (?P<word>\p{L}[\p{L}\p{M}]{0,20}+|.)?"""
)
_GOES_ON = _compiled(r"[\p{P}--[\p{Ps}\p{Pi}„‚¿¡]]")
# Words behind a quotation that belong to its sentence, in languages that tell them neither by a small letter nor by a
# sign: Japanese, Korean, Burmese, Tamil, Telugu, Kannada, Malayalam; then particles of Japanese; then who said it, in
# Chinese.
_SAID_SO = _compiled(
    r"""と|って|など|라고|이라고|라며|ဟု|လို့|என்று|என|అని|ಎಂದು|എന്ന്|എന്നു
      | を | [がはにのもでへや] (?! \p{Hiragana})
      | \p{Han}{1,12} (?: [说説說道问問答称稱喊] | 表示 | 指出 | 强调 | 強調 | [写寫]道 | [补補]充 ) [，。,]
    """
)
_NEVER_FIRST = frozenset(",;:!?)]}")
"""Signs that stand apart in French, and begin no sentence."""
_DENSE = _compiled(r"[\p{Han}\p{Hiragana}\p{Katakana}ー]")
_ARMENIAN, _GREEK, _HANGUL = (_compiled(rf"\p{{{script}}}") for script in ("Armenian", "Greek", "Hangul"))
_NORTH_INDIAN = _compiled(r"[\p{Devanagari}\p{Bengali}\p{Gurmukhi}\p{Oriya}]")
_COMBINING = _compiled(r"\p{M}")
# The same on every Python: `str.isnumeric` knows more signs on newer ones.
NUMBERS = r"\p{Numeric_Type=Decimal}\p{Numeric_Type=Digit}\p{Numeric_Type=Numeric}"
_NUMBER = _compiled(f"[{NUMBERS}]")
_WITHOUT_DOTS = _compiled(r"[\p{LB=SA}\p{Armenian}]")
_TOKEN = _compiled(r"[\p{L}\p{N}\p{M}°№\u0640]++ (?: [.\-’'/:,] [\p{L}\p{N}\p{M}\u0640]++ )*+ \Z")
_CONSONANTS = frozenset("bcdfghjklmnpqrstvwxzßłđбвгґджзйклмнпрстфхцчшщъьβγδζθκλμνξπρσςτφχψ")
_SYLLABLES_WITHOUT_VOWELS = frozenset("cs sk sl hr sr bs sh mk".split())
_PIECES = _compiled(r"[.\-’'/]")
_LETTERS = _compiled(r"(?<![\p{L}\p{M}\p{N}]) (?: \p{L}\p{M}*+ \. \s? ){0,8} \p{L}\p{M}*+ \Z")
_INITIAL = _compiled(
    r"[\p{Latin}\p{Cyrillic}\p{Greek}\p{Georgian}\p{Arabic}\p{Hebrew}] \p{M}*+ \u0640*+"
    rf"| (?=[\p{{Tamil}}\p{{Telugu}}\p{{Kannada}}\p{{Malayalam}}\p{{Sinhala}}]) (?: {ONE} )"
)
_ORDINAL = _compiled(r"(?: \p{Nd}{4} \. )? \p{Nd}{1,2} (?: [./] \p{Nd}{1,2} )? | [IVXLC]{2,8}")


def sentence(
    text: str, start: int, end: int, language: str | None = None, within: Span | None = None
) -> Span:
    """The bounds of the sentence, or sentences, that hold text[start:end], without the white space around them.

    An empty span is a point behind the words before it. `language` is the text's, as a BCP 47 tag, if it is known.
    `within` bounds the search; without it that is the block, or the blocks, that hold the span.
    """
    first, last = within or _blocks(text, start, end)
    inner = _visible(text, start, end) or _visible(text, max(first, start - 1), start) or (start, end)
    lang = language.replace("_", "-").split("-")[0].lower() if language else None
    begin = first
    for match in _MARKS_BACKWARDS.finditer(text, max(first, inner[0] - _LONGEST), inner[0]):
        found = _end(text, match.start(), (first, last), lang)
        if found and found[1] <= inner[0]:
            begin = found[1]
            break
    stop = last
    for match in _MARKS.finditer(text, _before_marks(text, first, inner[1]), min(inner[1] + _LONGEST, last)):
        found = _end(text, match.start(), (first, last), lang)
        if found and found[0] >= inner[1]:
            stop = found[0]
            break
    bounds = _visible(text, begin, stop) or (start, end)
    return min(bounds[0], start), max(bounds[1], end)


def begins_sentence(text: str, offset: int, language: str | None = None) -> bool:
    """Whether a sentence, or what a colon announces, begins with the word at `offset` and the signs before it."""
    first = max(text.rfind("\n", 0, offset) + 1, offset - _REACH)
    begin, _ = sentence(text, offset, offset + 1, language, (first, min(offset + _REACH, len(text))))
    before = text[begin:offset]
    return not any(char.isalnum() for char in before.rpartition(": ")[2])


def _blocks(text: str, start: int, end: int) -> Span:
    last = text.find("\n", max(start, end - 1) if end else 0)
    return text.rfind("\n", 0, start) + 1, len(text) if last < 0 else max(last, end)


def _visible(text: str, start: int, end: int) -> Span | None:
    """The span without the white space at its ends; None when nothing else is in it."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _before_marks(text: str, first: int, offset: int) -> int:
    """Where the marks and signs before an offset begin."""
    while offset > first and not text[offset - 1].isalnum():
        offset -= 1
    return offset


def _end(text: str, at: int, block: Span, language: str | None) -> Span | None:
    """Where the sentence ends that the mark at `at` ends, and where the next one begins; None if it ends none."""
    first, last = block
    if at + 1 < last and _MARKS.match(text, at + 1):
        return None  # the last mark of a row decides
    run = _RUN_BACKWARDS.match(text, first, at + 1)
    start = run.start() if run else at
    kind = _kind(text, start, at, first)
    if kind is None or (start > first and text[start - 1] in "([（［"):
        return None
    end = _CLOSERS.match(text, at + 1, last).end()  # type: ignore[union-attr]
    begin = _SPACES.match(text, end, last).end()  # type: ignore[union-attr]
    if begin == last:
        return end, last
    if begin == end:
        end = _tight(text, at, block)
        begin = _SPACES.match(text, end, last).end()  # type: ignore[union-attr]
        return (end, begin) if _ends_without_space(text, start, at, end, kind, last) else None
    return (end, begin) if _ends_with_space(text, start, at, (end, begin), block, kind, language) else None


def _ends_with_space(
    text: str, start: int, at: int, gap: Span, block: Span, kind: str, language: str | None
) -> bool:
    (end, begin), (first, last) = gap, block
    closed = end > at + 1
    after = _NEXT_WORD.match(text, begin, last)
    word = (after and after["word"]) or ""
    if (closed and _SAID_SO.match(text, begin)) or word in _NEVER_FIRST:
        return False
    if kind == "certain":
        return not (closed and _is_small(word))
    if _is_small(word):
        return False
    if kind == "left off":
        return start == first or not text[start - 1].isspace()
    if kind == "asked":
        return word in STARTERS or not text.startswith(
            NAMES_WITH_A_MARK, max(first, text.rfind(" ", first, at) + 1)
        )
    behind = text[after.end() : after.end() + 1] if after else ""
    starts = word in STARTERS and behind not in (".", "-")
    if not starts and not closed and _NO_BREAK_SPACES.match(text, end):
        return False
    return _dot_ends(text, start, first, text[begin], word, starts, closed, language)


def _kind(text: str, start: int, at: int, first: int) -> str | None:
    """What sort of end text[start:at + 1], a row of marks, can be; None if none."""
    marks = text[max(start, at - 7) : at + 1]
    before = text[max(first, start - 2) : start].rstrip()[-1:]
    if _CERTAINLY.search(marks) or "፡፡" in marks:
        return "certain"
    if any(mark in "!?‼‽⁇⁈⁉⸮⸘" for mark in marks):
        return "asked"
    match marks[-1]:
        case ":":
            return "certain" if _ARMENIAN.match(before) else None
        case ";" | "\u037e":
            return "asked" if _GREEK.match(before) else None
        case "|":
            return "certain" if _NORTH_INDIAN.match(before) else None
        case "፡":
            return None
    return "dot" if marks == "." else "left off"


def _is_small(word: str) -> bool:
    # Georgian letters count as small ones, although its sentences begin with them.
    return word[:1].islower() and not "ა" <= word[0] <= "ჿ"


def _tight(text: str, at: int, block: Span) -> int:
    """Where the signs that close end, when words follow without a space."""
    first, last = block
    end = _TIGHT_CLOSERS.match(text, at + 1, last).end()  # type: ignore[union-attr]
    # Straight quotation marks both open and close: by turns.
    if end < last and text[end] in "\"'" and text.count(text[end], max(first, at - 500), at) % 2:
        end = _TIGHT_CLOSERS.match(text, end + 1, last).end()  # type: ignore[union-attr]
    return end


def _ends_without_space(text: str, start: int, at: int, end: int, kind: str, last: int) -> bool:
    if end == last or text[end].isspace():
        return True
    following = text[end]
    if _GOES_ON.match(following) and following not in "\"'":
        return False
    if end > at + 1 and _SAID_SO.match(text, end):
        return False
    before = text[start - 1 : start]
    if text[at] in "۔．":
        return not following.isdigit() and text[max(start - 3, 0) : start].isalpha()
    return kind == "certain" or (
        kind in ("asked", "dot") and bool(_DENSE.match(before) and _DENSE.match(following))
    )


def _dot_ends(
    text: str, at: int, first: int, behind: str, word: str, starts: bool, closed: bool, language: str | None
) -> bool:
    """Whether the dot at `at` ends a sentence, when the sign `behind` follows, and `word`, which it may belong to."""
    before = text[max(first, at - _REACH) : at]
    if before[-1:].isspace():
        # Dots with spaces between them are what is left off, too.
        before = before.rstrip()
        if word[:1] == "." or before[-1:] == ".":
            return False
    if _WITHOUT_DOTS.match(before[-1:]):
        return False
    found = _TOKEN.search(before)
    if not found:
        return True
    token = unicodedata.normalize("NFC", found.group())
    piece = _PIECES.split(token)[-1]
    begins_block = not before[: found.start()].strip() and at - _REACH < first
    if _ORDINAL.fullmatch(token):
        return _number_ends(word, starts, closed, begins_block, language)
    if token.isdecimal():
        return not word[:1].isdecimal()
    letters = _LETTERS.search(before) if _INITIAL.fullmatch(piece) else None
    if letters:
        joined = "".join(char for char in letters.group() if char.isalpha())
        if joined[0].islower() and len(joined) > 1 and joined.lower() not in MAY_END_LETTERS:
            return closed and starts
        return starts and not begins_block
    if _is_one_of(CONTINUED, token, piece):
        return closed and starts
    if _is_one_of(BEFORE_A_NUMBER, token, piece) or piece[-3:].lower() == "str":
        return closed or not (_NUMBER.match(word) or behind in ("(", "/"))  # “Tel. (030)”, “26 abr. (EFE)”
    if _is_one_of(MAY_END, token, piece) or _is_without_vowels(token, language):
        return starts
    return word[:1] not in ("§", "%", "&", "+", "=")


def _is_one_of(known: frozenset[str], token: str, piece: str) -> bool:
    return any(form in known or form[0].lower() + form[1:] in known for form in (token, piece))


def _is_without_vowels(word: str, language: str | None) -> bool:
    """Whether a word can only be read as an abbreviation, and not as one of capitals (`CDU`)."""
    bare = _COMBINING.sub("", unicodedata.normalize("NFD", word.casefold()))
    return set(bare) <= _CONSONANTS and not word.isupper() and language not in _SYLLABLES_WITHOUT_VOWELS


def _number_ends(word: str, starts: bool, closed: bool, begins_block: bool, language: str | None) -> bool:
    if begins_block or word[:1].isdecimal():
        return False
    if closed or starts:
        return True
    if language is None:
        return not (word[:1].isupper() or _HANGUL.match(word))
    return language not in ORDINAL_DOT
