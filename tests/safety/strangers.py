"""A project in which every field of every file that strangers may send in holds the same words.

The words are harmless, or one of `payloads.txt`. What a page makes of them can then be compared.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build_tools.check.check import check_article, check_techniques
from build_tools.problems.problem import Problem
from build_tools.read.text import File

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
HARMLESS = "harmless words"
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


def article_file(words: str, body: str) -> str:
    """An article with these words in every field of its front matter, and this in its text."""
    front = {
        "title": words,
        "publisher": words,
        "url": address(words),
        "author": words,
        "published": "2026-03-05",
        "date_note": words,
        "retrieved": "2026-03-06",
        "language": "en",
        "rights": {"basis": words, "scope": words},
        "selected_because": words,
        "paired_with": [{"title": words, "publisher": words, "url": address(words), "why": words}],
    }
    return f"---\n{_yaml(front)}\n---\n\n# The port\n\nThe port is open.\n\nAnna Holt said so.\n\n{body}\n"


def notes_file(words: str) -> str:
    """An annotation file with these words in every field that takes any."""
    source = {
        "title": words,
        "publisher": words,
        "kind": "official document",
        "based_in": words,
        "relays": words,
        "published": "2026-03-01",
        "url": address(words),
        "language": "en",
        "excerpt": words,
        "checked": "2026-03-06",
        "event": {"on": "2026-02-28", "what": words},
    }
    report = {
        "publisher": words,
        "url": address(words),
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
                    evidence=["letter"],
                ),
                _note("a-voice", "sourcing", words, target="Anna Holt said so", stance="good-practice"),
            ],
            "corrections": [{"date": "2026-03-07", "what": words, "annotation": "a-word"}],
            "lesson": {"minutes": 30, "objectives": [words], "questions": [words], "standards": [words]},
        }
    )


def technique_file(words: str, body: str, kind: str = "sourcing") -> str:
    """A technique with these words in every field of its front matter, and this as its text."""
    front = {
        "title": words,
        "kind": kind,
        "summary": words,
        "use_when": words,
        "do_not_use_when": words,
        "legitimate_use": words,
        "citations": [{"text": words, "url": address(words)}],
        "semeval": [{"label": words, "task": "SemEval-2020 Task 11", "match": "close"}],
    }
    inserts = "<!-- marked-copy: definition -->\n\n## An example\n\n<!-- marked-copy: uses -->"
    return f"---\n{_yaml(front)}\n---\n\n{body}\n\n{inserts}\n"


def body(words: str) -> str:
    """The words as they stand, in every construct of Markdown that takes some."""
    line = " ".join(words.split())
    places = (
        "{0}", "{1}", "## {1}", "{1}\n=====", "- {1}", "1. {1}", "> {1}", "`{1}`", "```\n{0}\n```", "``` {1}\n{1}\n```",
        "| a | b |\n| - | -: |\n| {1} | b |", "[{1}](https://example.org/)", "[a]({1})", "[a](<{1}>)",
        '[a](https://example.org/ "{1}")', "[a](https://example.org/{1})", "![{1}](a.png)", "![a]({1})", "![a](<{1}>)",
        '![a](a.png "{1}")', "<{1}>", "<https://example.org/{1}>", "[a][b]\n\n[b]: {1}", "[c]\n\n[c]: <{1}> '{1}'",
        "a[^1]\n\n[^1]: {1}", "**{1}** *{1}*", "    {1}", "::: furniture\n{0}\n:::", "<div>{1}</div>", "<!-- {1} -->",
        '<a title="{1}">', "{1}\n{1}\n---",
    )  # fmt: skip
    return "\n\n".join(place.format(words, line) for place in places)


def problems_of(article_text: str, annotation_text: str, technique_text: str) -> tuple[Problem, ...]:
    """The errors that the checker finds."""
    files = {name: _file(name, technique_file(HARMLESS, HARMLESS, kind)) for kind, name in TECHNIQUES.items()}
    _, kinds, found = check_techniques({**files, "a-technique": _file("technique", technique_text)})
    outcome = check_article("a", _file("article", article_text), _file("annotations", annotation_text), kinds)
    return tuple(problem for problem in (*found, *outcome.problems) if problem.severity == "error")


def write_project(folder: Path, files: Mapping[str, str], **settings: object) -> None:
    """A project with these files, and `mkdocs.yml` of this repository with these settings in place of its own."""
    pages = {
        "docs/index.md": "# Home\n",
        "docs/articles/index.md": "# Articles\n\n<!-- marked-copy: articles -->\n",
        "docs/techniques/index.md": "# Techniques\n\n<!-- marked-copy: techniques sourcing -->\n",
        "mkdocs.yml": _yaml({"INHERIT": str(ROOT / "mkdocs.yml"), "nav": MENU, **settings}),
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
