"""Shapes of annotation files, and of the front matter of articles, that have taken long or might."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from build_tools.check.case import Named
from build_tools.check.check import check_article
from build_tools.problems.printed import as_text
from build_tools.read.clean import ANNOTATIONS, cleaned
from build_tools.read.text import File

CLEAN = Path(__file__).parents[1] / "check" / "cases" / "clean"
TECHNIQUES = {"single-source": Named("sourcing"), "missing-background": Named("missing-context")}
HEAD = "summary: x\nauthor: y\n"
NOTE = (
    "- {id: %s, kind: sourcing, technique: single-source, stance: good-practice, target: %s, gist: g, observation: b, "
    "confidence: {level: low, because: c}}\n"
)
SOURCE = (
    "  e%d: {title: a, publisher: b, kind: research, published: 2026, url: 'https://a.b/', excerpt: c, "
    "checked: 2026}\n"
)
REPORT = (
    "- {publisher: a, url: 'https://a.b/', published: 2026, headline: b, attributes_in_headline: no, "
    "tells: [f%d]}\n"
)


def many(item: Callable[[int], str], start: str = HEAD, end: str = "") -> Callable[[int], str]:
    """A file of so many characters that is an item again and again, each with its number."""

    def make(size: int) -> str:
        parts = [start]
        left = size - len(start) - len(end)
        number = 0
        while left > 0:
            parts.append(item(number))
            left -= len(parts[-1].encode())
            number += 1
        return "".join((*parts, end))

    return make


def text(unit: str, end: str = " lie\n") -> Callable[[int], str]:
    """A file with one long text."""
    return many(lambda _: unit, "author: y\nsummary: |\n  a", end)


def notes(target: Callable[[int], str], id: str = "n%d") -> Callable[[int], str]:
    """A file of notes."""
    return many(lambda n: NOTE % (id % n if "%" in id else id, target(n)), HEAD + "annotations:\n")


def one_note(unit: Callable[[int], str], start: str = "[", end: str = "]") -> Callable[[int], str]:
    """A file with one note that has a long target."""
    before, behind = (NOTE % ("a", "@@")).split("@@")
    return many(unit, f"{HEAD}annotations:\n{before}{start}", end + behind)


FILES: dict[str, Callable[[int], str]] = {
    "one note, many targets": one_note(lambda _: "said Anna Holt, "),
    "one note, many targets that are not there": one_note(lambda n: f"absent words {n}, "),
    "one note, many targets with every": one_note(lambda _: "{every: a}, "),
    "one long target": one_note(lambda _: "a b c d ", "", ""),
    "one long target of numbers": one_note(lambda n: f"{n} ", "", ""),
    "notes on every letter": notes(lambda _: "{every: a}"),
    "notes on words that are not there": notes(lambda n: f"words number {n} of none at all"),
    "notes on long words that are not there": notes(lambda n: f"words number {n} of none at all " * 200),
    "notes on a letter": notes(lambda _: "a"),
    "notes on points": notes(lambda _: "{after: said Anna Holt}"),
    "notes of one id": notes(lambda _: "said Anna Holt", "same"),
    "notes without anything": many(lambda _: "- {}\n", HEAD + "annotations:\n"),
    "notes that are nothing": many(lambda _: "-\n", HEAD + "annotations:\n"),
    "notes with misspelt keys": many(
        lambda n: f"- {{idd: a{n}, knd: b, techniqe: c, targt: d}}\n", HEAD + "annotations:\n"
    ),
    "facts": many(lambda n: f"  f{n}: {{statement: a, told_here: yes}}\n", HEAD + "facts:\n"),
    "facts and reports": many(
        lambda n: REPORT % (n % 4000),
        HEAD
        + "facts:\n"
        + "".join(f"  f{n}: {{statement: a, told_here: yes}}\n" for n in range(4000))
        + "coverage:\n",
    ),
    "sources": many(lambda n: SOURCE % n, HEAD + "evidence:\n"),
    "unknown sources": many(
        lambda n: f"sauce-{n}, ",
        HEAD
        + "evidence:\n"
        + "".join(SOURCE % n for n in range(1000))
        + "facts: {f: {statement: x, told_here: no, evidence: [",
        "]}}\n",
    ),
    "voices": many(lambda n: f"  v{n}: {{name: a}}\n", HEAD + "voices:\n"),
    "attributions that overlap": many(
        lambda n: f"- {{voice: v{n % 400}, mode: quoted, target: {{every: a}}}}\n",
        HEAD + "voices:\n" + "".join(f"  v{n}: {{name: a}}\n" for n in range(400)) + "attributions:\n",
    ),
    "corrections": many(lambda n: f"- {{date: 2026, what: a, annotation: x{n}}}\n", HEAD + "corrections:\n"),
    "items of one letter": many(lambda _: "a,", HEAD + "establishes: [", "]"),
    "unknown keys": many(lambda n: f"k{n}: 1\n"),
    "keys in braces": many(lambda n: f"a{n}: b,", "{", "}"),
    "spaces in a plain text": many(lambda _: " " * 100, "author: y\nsummary: a", "b\n"),
    "spaces between words": many(lambda _: "a  ", "author: y\nsummary: ", "b\n"),
    "spaces before a number sign": many(lambda _: " " * 100, "author: y\nsummary: a", "#b\n"),
    "loaded words, folded": many(lambda _: "\n  propaganda", "author: y\nsummary:"),
    "quotations that stay open": text("“‘«‹„"),
    "apostrophes": text(" 'a"),
    "addresses": text("https://"),
    "links that stay open": text("[a]("),
    "brackets that stay open": text("["),
    "runs of backticks": many(lambda n: "`" * (n % 999) + " ", "author: y\nsummary: |\n  "),
    "values that look right": many(
        lambda n: (NOTE % (f"n{n}", "a")).replace("sourcing", "sourcіng"), HEAD + "annotations:\n"
    ),
    "no-break spaces before keys": many(lambda n: f"\xa0a{n}: b\n", HEAD + "voices:\n"),
    "full-width colons": many(lambda _: "summary：a\n", ""),
    "dashes for hyphens": many(lambda _: "– a\n", "establishes:\n"),
    "hyphens without a space": many(lambda _: "-a\n", "establishes:\n"),
    "curly quotation marks": many(lambda _: "summary: “a: b”\n", ""),
    "full-width commas": many(lambda _: "a，", "evidence: [", "]"),
    "quotation marks in brackets": many(lambda _: "'a','b',", "establishes: [", "] x: y"),
    "line separators": text("\u2028a"),
    "quotation marks of Windows-1252": text("\x93a\x94"),
    "garbled words": text("Ã©"),
    "direction marks": text("\u200f"),
    "isolates": text("\u2068"),
    "isolates, closed": text("\u2068a\u2069"),
    "comments below a text": many(lambda _: "  #b\n", "author: y\nsummary: a\n"),
    "items cut by a number sign": many(lambda _: "- a #b\n", "author: y\nsummary: a\nestablishes:\n"),
    "directions as escapes": many(lambda _: '- "\\u202e"\n', "author: y\nsummary: a\nestablishes:\n"),
}


def checked(data: str) -> str:
    """What `markedcopy check` prints of an annotation file."""
    article = File("docs/articles/port.md", (CLEAN / "article.md").read_bytes())
    return as_text(
        check_article("port", article, File("annotations/port.yml", data.encode()), TECHNIQUES).problems
    )


def _check(make: Callable[[int], str]) -> Callable[[int], Callable[[], object]]:
    def shape(size: int) -> Callable[[], object]:
        data = make(size)
        return lambda: checked(data)

    return shape


def _clean(make: Callable[[int], str]) -> Callable[[int], Callable[[], object]]:
    def shape(size: int) -> Callable[[], object]:
        data = make(size)
        return lambda: cleaned("a.yml", data, ANNOTATIONS)

    return shape


SHAPES = {f"check: {name}": _check(make) for name, make in FILES.items()} | {
    f"clean: {name}": _clean(FILES[name])
    for name in ("line separators", "isolates, closed", "no-break spaces before keys", "full-width commas")
}
