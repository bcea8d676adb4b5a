"""A project in which every field of every file that strangers may send in holds the same words.

The words are harmless, or one of `payloads.txt`. What a page makes of them can then be compared.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from build_tools.check.check import check_article, check_techniques
from build_tools.problems.problem import Problem
from build_tools.read.text import File

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
HARMLESS = "harmless words"
PLAIN = "https://example.org/"
TECHNIQUES = {"sourcing": "who-says", "loaded-language": "which-word", "missing-context": "what-else"}
"""The technique that notes of each kind name."""

MENU = ["index.md", "articles/index.md", "techniques/index.md"]

_STANDS_FOR = str.maketrans({"␤": "\n", "␍": "\r", "␊": "\n", "␉": "\t", "␌": "\f", "⍽": "\u00a0"})


def payloads() -> tuple[str, ...]:
    """What strangers try, from `payloads.txt`."""
    lines = (HERE / "payloads.txt").read_text(encoding="utf-8").split("\n")
    return tuple(line.translate(_STANDS_FOR) for line in lines if line and not line.startswith(("# ", "## ")))


def address(words: str) -> str:
    """An address with these words in it."""
    return "https://example.org/" + "".join(words.split())


def article_file(words: str, body: str, url: str = "") -> str:
    """An article with these words in every field of its front matter, and this in its text."""
    url = url or address(words)
    front = {
        "title": words,
        "publisher": words,
        "url": url,
        "author": words,
        "published": "2026-03-05",
        "date_note": words,
        "retrieved": "2026-03-06",
        "language": "en",
        "rights": {"basis": words, "scope": words},
        "selected_because": words,
        "paired_with": [{"title": words, "publisher": words, "url": url, "why": words}],
    }
    return f"---\n{_yaml(front)}\n---\n\n# The port\n\nThe port is open.\n\nAnna Holt said so.\n\n{body}\n"


def notes_file(words: str, url: str = "") -> str:
    """An annotation file with these words in every field that takes any."""
    url = url or address(words)
    source = {
        "title": words,
        "publisher": words,
        "kind": "official document",
        "based_in": words,
        "relays": words,
        "published": "2026-03-01",
        "url": url,
        "language": "en",
        "excerpt": words,
        "checked": "2026-03-06",
        "event": {"on": "2026-02-28", "what": words},
    }
    report = {
        "publisher": words,
        "url": url,
        "published": "2026-03-04",
        "headline": words,
        "attributes_in_headline": False,
        "tells": ["fact"],
        "note": words,
    }
    return _yaml(
        {
            "summary": words,
            "establishes": [words],
            "author": words,
            "reviewer": f"{words} too",
            "voices": {"holt": {"name": words, "role": words, "speaks_for": words}},
            "absent_voices": [{"name": words, "why": words}],
            "attributions": [{"voice": "holt", "mode": "quoted", "target": "Anna Holt said so"}],
            "evidence": {"letter": source},
            "attributes_in_headline": True,
            "facts": {"fact": {"statement": words, "told_here": True, "evidence": ["letter"]}},
            "coverage": [report],
            "annotations": [
                _note("a-word", "loaded-language", words, target="is open", plain=words),
                _note(
                    "a-gap",
                    "missing-context",
                    words,
                    target={"after": "open."},
                    missing=words[:240],
                    known=words,
                    evidence=["letter"],
                ),
                _note("a-voice", "sourcing", words, target="Anna Holt said so", stance="good-practice"),
            ],
            "corrections": [{"date": "2026-03-07", "what": words, "annotation": "a-word"}],
            "lesson": {
                "minutes": 30,
                "ages": {"youngest": 14, "oldest": 16},
                "objectives": [words],
                "prepare": [words],
                "know_before": [{"what": words, "evidence": ["letter"]}],
                "hard_words": [{"word": "Anna Holt", "means": words}],
                "steps": [
                    {
                        "minutes": 30,
                        "title": words,
                        "what": words,
                        "using": ["practice", "leave-the-page", "exit-ticket", "transfer", "talk"],
                        "key_questions": ["content"],
                        "sift": ["trace"],
                    }
                ],
                "questions": [words],
                "leave_the_page": {"task": words, "pack": ["letter"], "look_for": [words]},
                "exit_ticket": [words],
                "transfer": {
                    "subject": words,
                    "passage": words,
                    "before": words,
                    "after": words,
                    "look_for": [words],
                },
                "rubric": [{"criterion": words, "beginning": words, "reached": words, "beyond": words}],
                "standards": [
                    words,
                    {
                        "framework": words,
                        "code": words,
                        "text": words,
                        "url": "https://example.org/standard",
                        "checked": "2026",
                    },
                ],
            },
        }
    )


def technique_file(words: str, body: str, kind: str = "sourcing", url: str = "") -> str:
    """A technique with these words in every field of its front matter, and this as its text."""
    url = url or address(words)
    front = {
        "title": words,
        "good_name": words,
        "kind": kind,
        "summary": words,
        "use_when": words,
        "do_not_use_when": words,
        "legitimate_use": words,
        "citations": [{"text": words, "url": url}],
        "semeval": [{"label": words, "task": "SemEval-2020 Task 11", "match": "close"}],
    }
    inserts = "<!-- marked-copy: definition -->\n\n## An example\n\n<!-- marked-copy: uses -->"
    return f"---\n{_yaml(front)}\n---\n\n{body}\n\n{inserts}\n"


WORDS = (
    "{0}", "{1}", "## {1}", "{1}\n=====", "- {1}", "1. {1}", "> {1}", "`{1}`", "```\n{0}\n```", "``` {1}\n{1}\n```",
    "| a | b |\n| - | -: |\n| {1} | b |", "[{1}](https://example.org/)", '[a](https://example.org/ "{1}")',
    "![{1}](a.png)", '![a](a.png "{1}")', "[c]\n\n[c]: <https://example.org/> '{1}'", "a[^1]\n\n[^1]: {1}",
    "**{1}** *{1}*", "    {1}", "::: furniture\n{0}\n:::", "<div>{1}</div>", "<!-- {1} -->", '<p title="{1}">',
    "{1}\n{1}\n---",
)  # fmt: skip
"""Constructs of Markdown that take words; {1} stands for them in one line."""

ADDRESSES = (
    "[a]({1})", "[a](<{1}>)", "[a](https://example.org/{1})", "![a]({1})", "![a](<{1}>)", "<{1}>",
    "<https://example.org/{1}>", "[a][b]\n\n[b]: {1}",
)  # fmt: skip
"""Constructs that take an address."""


def body(words: str, places: Iterable[str] = (*WORDS, *ADDRESSES)) -> str:
    """The words as they stand, in every construct of Markdown that takes some."""
    line = " ".join(words.split())
    return "\n\n".join(place.format(words, line) for place in places)


class Sent(NamedTuple):
    """The files in which a stranger's words stand. Where the checker takes no such file, harmless ones do."""

    words: str
    article: str
    notes: str
    technique: str

    @property
    def is_tried(self) -> tuple[bool, ...]:
        """Whether the words stand in each of the files."""
        return tuple(mine != other for mine, other in zip(self[1:], _HARMLESS, strict=True))


@cache
def sent(words: str) -> Sent:
    """Files with these words in as many places as the checker allows."""
    bodies = [body(words), body(words, WORDS), body(HARMLESS, WORDS)]
    forms = [(text, url) for text in bodies for url in ("", PLAIN)]
    articles = (article_file(words, *form) for form in forms)
    notes = (notes_file(words, url) for url in ("", PLAIN))
    techniques = (technique_file(words, text, url=url) for text, url in forms)
    return Sent(
        words,
        next((file for file in articles if _passes(file, _HARMLESS[1])), _HARMLESS[0]),
        next((file for file in notes if _passes(_HARMLESS[0], file)), _HARMLESS[1]),
        next((file for file in techniques if not _errors(_checked(file)[2])), _HARMLESS[2]),
    )


def _passes(article: str, notes: str) -> bool:
    outcome = check_article("a", _file("article", article), _file("annotations", notes), _kinds())
    return not _errors(outcome.problems)


def _errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]


def _checked(technique: str, name: str = "technique") -> Any:
    return check_techniques({name: _file(name, technique)})


@cache
def _kinds() -> dict[str, Any]:
    files = {name: technique_file(HARMLESS, HARMLESS, kind) for kind, name in TECHNIQUES.items()}
    return {name: _checked(file, name)[1][name] for name, file in files.items()}


EXTRA = {"classroom": {"paper": False, "packages": False}}
"""No browser opens paper and packages. That strangers' words are words there too, `tests/classroom` sees to."""


def write_project(folder: Path, files: Mapping[str, str], **settings: object) -> None:
    """A project with these files, and `mkdocs.yml` of this repository with these settings in place of its own."""
    pages = {
        "docs/index.md": "# Home\n",
        "docs/articles/index.md": "# Articles\n\n<!-- marked-copy: articles -->\n",
        "docs/techniques/index.md": "# Techniques\n\n<!-- marked-copy: techniques sourcing -->\n",
        "mkdocs.yml": _yaml({"INHERIT": str(ROOT / "mkdocs.yml"), "nav": MENU, "extra": EXTRA, **settings}),
    }
    for name, text in {**pages, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    if not (folder / "build_tools").exists():
        (folder / "build_tools").symlink_to(ROOT / "build_tools")
        shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets")


def run(folder: Path, *command: str) -> None:
    """Run a module in the folder, which must do its work."""
    result = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, "SITE_URL": "", "REPOSITORY_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def build(folder: Path) -> Path:
    """Build the project's site with our plugin."""
    run(folder, "mkdocs", "build", "-q", "-d", "site")
    return folder / "site"


def _note(id_: str, kind: str, words: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "kind": kind,
        "technique": TECHNIQUES[kind],
        "stance": "question",
        "gist": words[:90],
        "observation": words,
        "inference": words,
        "fair_reading": words,
        "ask": words,
        "confidence": {"level": "low", "because": words},
        "author": words,
        "reviewer": f"{words} again",
    } | more


def _file(name: str, text: str) -> File:
    return File(f"{name}.txt", text.encode())


def _yaml(value: object) -> str:
    """YAML that holds any text: what JSON can say is YAML too."""
    return json.dumps(value, indent=1, ensure_ascii=False)


_HARMLESS = (
    article_file(HARMLESS, body(HARMLESS, WORDS), PLAIN),
    notes_file(HARMLESS, PLAIN),
    technique_file(HARMLESS, body(HARMLESS, WORDS), url=PLAIN),
)
