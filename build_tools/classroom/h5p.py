"""The practice as an H5P package for the content type Mark the Words.

That knows single words only, and one task on a text. So it asks for one kind of note: loaded language, whose passages
are the shortest; where no note of it has words in the text, sourcing; and else missing context. Of each passage every
word counts, so that a learner who marks any word of it is told that a note has it. Notes on the whole article and on
places between words are not asked for. Where a script sets no spaces between words there is no package.

What a word is, the player says: what stands between two spaces, without the signs at its ends that it knows. A word
that counts stands between two asterisks, and an asterisk in it is written twice; a slash has no meaning here.

Format: https://h5p.org/documentation/developers/h5p-specification, and `semantics.json` of H5P.MarkTheWords 1.11. The
package carries no libraries: see docs/teach/platforms.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from ..marked.marked import MarkedArticle
from ..page.finished import SiteInfo
from ..page.inline import plain_text
from ..page.templating import render
from ..page.values import foreign
from ..words.shorten import shorten
from .archive import zipped
from .asked import PROMPTS
from .blocks import Block, Span, blocks

KINDS = ("loaded-language", "sourcing", "missing-context")
"""In the order in which one is chosen."""
LIBRARY = {"machineName": "H5P.MarkTheWords", "majorVersion": 1, "minorVersion": 11}
_LONGEST_TITLE = 255
_LONGEST_EXTRAS = 5000

# JavaScript's `\s`, and the signs that the player takes off the ends of a word.
_SPACE = "\t\n\v\f\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_TOKEN = re.compile(f"[^{_SPACE}]+")
_BEFORE = re.compile(r"[\[({⟨¿¡“\"«„]+")
_BEHIND = re.compile(r"[\",….:;?!\])}⟩»”]+\Z")
_MEANS_SOMETHING = re.compile("[&<>\"'*]")
"""To HTML, or to the player."""
_JOINER = "\u2060"
"""Nobody sees it, and a word that begins with it is taken for nothing else."""
_STAR = "&#42;"
"""An asterisk of the article. As a reference it is counted as no mark by what reads the text without parsing it."""


def h5p_package(marked: MarkedArticle, site: SiteInfo) -> bytes | None:
    """The package; None where no note has words in the text, or the text is not in words set apart."""
    article = marked.entry.article
    spans = _asked(marked)
    if not spans or 2 * len(_TOKEN.findall(article.text)) < len(article.words):
        return None
    kind, places = spans
    field = _field(article.text, blocks(article), places, foreign(marked.entry.front.language))
    if "*" not in field:
        return None
    files = {"h5p.json": _about(marked, site), "content/content.json": _content(marked, site, kind, field)}
    return zipped(
        {
            name: json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
            for name, value in files.items()
        }
    )


def _asked(marked: MarkedArticle) -> tuple[str, list[Span]] | None:
    """The kind that is asked for, and the passages of its notes."""
    for kind in KINDS:
        notes = (note for note in marked.notes if note.kind == kind)
        spans = [
            (passage.start, passage.end)
            for note in notes
            for passage in note.passages
            if not passage.is_point
        ]
        if spans:
            return kind, spans
    return None


def _about(marked: MarkedArticle, site: SiteInfo) -> dict[str, object]:
    entry = marked.entry
    front = entry.front
    source = front.url or site.article(entry.slug)
    extras = render("classroom/rights.txt", front=front, author=entry.notes.author)
    return {
        "title": shorten(front.title, _LONGEST_TITLE),
        "language": "en",  # of what we say; the text tells its own
        "defaultLanguage": "en",
        "mainLibrary": LIBRARY["machineName"],
        "embedTypes": ["iframe"],
        "preloadedDependencies": [LIBRARY],
        "authors": [{"name": shorten(plain_text(front.publisher), _LONGEST_TITLE), "role": "Author"}],
        "license": "C",  # the article is its owner's
        "licenseExtras": shorten(" ".join(extras.split()), _LONGEST_EXTRAS),
        **({"source": source} if source else {}),
    }


def _content(marked: MarkedArticle, site: SiteInfo, kind: str, field: str) -> dict[str, object]:
    address = site.article(marked.entry.slug)
    task = render(
        "classroom/h5p_task.html", prompt=PROMPTS[kind].replace("phrases", "words"), address=address
    )
    return {
        "media": {"disableImageZooming": False},
        "taskDescription": " ".join(task.split()),
        "textField": field,
        "overallFeedback": [
            {
                "from": 0,
                "to": 100,
                "feedback": "@correct of the words that you marked are in notes, and @wrong more are worth discussing. "
                "@missed words of notes are still open. The numbers count words, not how well you read.",
            }
        ],
        "checkAnswerButton": "Compare",
        "submitAnswerButton": "Compare",
        "tryAgainButton": "Mark again",
        "showSolutionButton": "Show the words of all notes",
        "behaviour": {
            "enableRetry": True,
            "enableSolutionsButton": True,
            "enableCheckButton": True,
            "showScorePoints": False,
        },
        "correctAnswer": "A note has this word.",
        "incorrectAnswer": "No note has this word: worth discussing.",
        "missedAnswer": "A note has this word too.",
        "displaySolutionDescription": "The words of all notes are shown in the text.",
        "scoreBarLabel": "Words of notes found, less words that no note has: :num of :total",
        "a11yFullTextLabel": "The whole text",
        "a11yClickableTextLabel": "The whole text, in which words can be marked",
        "a11ySolutionModeHeader": "The words of all notes",
        "a11yCheckingHeader": "Compared",
        "a11yCheck": "Compare: your words are shown as words that a note has, or as worth discussing.",
        "a11yShowSolution": "Show the words of all notes in the text.",
        "a11yRetry": "Mark again: all your marks are taken off.",
    }


def _field(text: str, parts: Iterable[Block], places: Iterable[Span], attributes: Markup) -> str:
    noted = bytearray(len(text))
    for start, end in places:
        noted[start:end] = bytes(map(str.isalnum, text[start:end]))
    paragraphs = [
        (block.tag.startswith("h"), [_line(text, *span, noted) for span in row if span[0] < span[1]])
        for block in parts
        for row in block.rows
    ]
    return render("classroom/h5p_text.html", paragraphs=paragraphs, attributes=attributes).replace("\n", "")


def _line(text: str, start: int, end: int, noted: bytearray) -> Markup:
    """The HTML of a stretch of the article, with its words as the player reads them. `noted` has 1 for each letter and
    figure that a note is about."""
    return Markup(
        "<br>".join(" ".join(_words(text, first, last, noted)) for first, last in _lines(text, start, end))
    )


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    while (stop := text.find("\n", start, end)) >= 0:
        yield start, stop
        start = stop + 1
    yield start, end


def _words(text: str, start: int, end: int, noted: bytearray) -> Iterator[str]:
    for found in _TOKEN.finditer(text, start, end):
        token = found.group()
        is_noted = 1 in noted[found.start() : found.end()]
        if not is_noted and not _MEANS_SOMETHING.search(token):
            yield token
            continue
        before = _BEFORE.match(token)
        first = before.end() if before else 0
        behind = _BEHIND.search(token, first)
        last = behind.start() if behind else len(token)
        core = token[first:last]
        inner = f"*{_literal(core, twice=True)}*" if is_noted else _literal(_as_no_mark(token, core))
        yield f"{escape(token[:first])}{inner}{escape(token[last:])}"


def _as_no_mark(token: str, core: str) -> str:
    """What stands in a word's place so that the player shows it as it is."""
    # A word that begins with an asterisk may be taken for a mark, and a quotation mark alone is shown twice.
    is_mistakable = core.startswith("*") or (not core and token.endswith('"'))
    return f"{_JOINER}{core}" if is_mistakable else core


def _literal(words: str, twice: bool = False) -> str:
    """HTML of words in which no asterisk is a mark."""
    html = str(escape(words.replace("&nbsp;", f"&{_JOINER}nbsp;")))
    return html.replace("*", _STAR * (2 if twice else 1))
