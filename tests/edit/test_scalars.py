"""Texts as YAML: read again they are the same, in every place where a value may stand."""

from __future__ import annotations

import pytest
import regex
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.edit.layout import laid_out
from build_tools.edit.scalars import WIDTH, scalar
from build_tools.model.annotations import NoteFile
from build_tools.model.targets import Quote
from build_tools.read.compose import compose
from build_tools.read.load import load
from build_tools.read.nodes import ListNode, MapNode, Node, TextNode
from build_tools.read.signs import REFUSED
from build_tools.read.text import Source

PIECES = (
    *"ab ü日\n\t:#-'\"\\[]{},&*!|>%@`?",
    " #",
    ": ",
    "\n\n",
    "\u00a0",
    "\u200d",
    "word ",
    "no",
    "12:30",
    "~",
    "---\n",
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def _value(written: str) -> Node:
    root, _ = compose(Source.of("", written))
    assert isinstance(root, MapNode), written
    assert list(root.entries) == ["a", "z"], written
    return root.entries["a"][1]


@settings(max_examples=150)
@given(TEXTS)
def test_a_text_comes_back(text: str) -> None:
    below, inline = scalar(text, indent=4, column=5), scalar(text, inline=True)
    in_flow = _value(f"a: [{scalar(text, in_flow=True)}, x]\nz: 1\n")
    nodes = [_value(f"a: {below}\nz: 1\n"), _value(f"a: {inline}  # said\nz: 1\n")]
    assert isinstance(in_flow, ListNode)
    assert [node.text for node in (*nodes, in_flow.items[0]) if isinstance(node, TextNode)] == [text] * 3
    assert "\n" not in inline


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The Kremlin’s “readiness”", "The Kremlin’s “readiness”"),
        ("no", '"no"'),
        ("2025-04-26", '"2025-04-26"'),
        ("12:30", '"12:30"'),
        ("Kyiv: no talks", '"Kyiv: no talks"'),
        ("During ", '"During "'),
        ('"so": he said', "'\"so\": he said'"),
        ("one\ntwo", "|-\n  one\n  two"),
        ("one\n\ntwo", ">-\n  one\n\n\n  two"),
        ("one \ntwo", '"one \\ntwo"'),
        ("one\n\n two", "|-\n  one\n\n   two"),
        ("a\tb", "'a\tb'"),
        ("a\ufeffb", '"a\\uFEFFb"'),
    ],
)
def test_the_most_readable_form_is_taken(text: str, written: str) -> None:
    assert scalar(text) == written
    assert yaml.safe_load(f"k: {written}\n")["k"] == text


def test_a_day_stands_plain_where_days_stand() -> None:
    assert scalar("2025-04-26", is_day=True) == "2025-04-26"
    assert scalar("2025", is_day=True) == "2025"


def test_long_texts_are_filled_and_the_style_is_kept_where_it_can_be() -> None:
    lines = scalar("word " * 60 + "end", indent=6, column=12).split("\n")
    assert lines[0] == ">-"
    assert max(map(len, lines)) <= WIDTH
    assert scalar("it is so", style="double") == '"it is so"'
    assert scalar("it: is so", style="plain") == '"it: is so"'
    assert scalar("it is so", style="folded") == ">-\n  it is so"


@pytest.mark.parametrize("char", ["\0", "\u2028", "\u202e", "\r"])
def test_what_no_file_may_hold_is_refused(char: str) -> None:
    assert char == "\r" or REFUSED.search(char)
    with pytest.raises(ValueError, match="no YAML file may hold"):
        scalar(f"a{char}b")


def _laid_out(written: str) -> str:
    return laid_out(Source.of("a.yml", written), NoteFile)


NEEDED = "kind: sourcing\ntechnique: t\nstance: concern\n"
CONFIDENCE = "confidence:\n  level: low\n  because: B\n"


@settings(max_examples=80)
@given(st.lists(TEXTS, min_size=4, max_size=4))
def test_what_is_written_is_in_its_standard_form(texts: list[str]) -> None:
    """What the commands write loads as the texts that were given, and `fmt` changes nothing of it."""
    exact, prefix, gist, said = (text if text.strip() else f"a{text}b" for text in texts)
    said, gist = said.strip(), " ".join(gist.split())[:80].strip()
    if (
        not regex.search(r"[\p{L}\p{N}]", exact)
        or not regex.search(r"[\p{L}\p{N}]", gist)
        or not regex.search(r"[\p{L}\p{N}]", said)
    ):
        return
    written = (
        f"{NEEDED}target:\n  exact: {scalar(exact, indent=4, column=9)}\n"
        f"  prefix: {scalar(prefix, indent=4, column=10)}\n"
        f"gist: {scalar(gist, indent=2, column=6)}\nobservation: {scalar(said, indent=2, column=13)}\n{CONFIDENCE}"
    )
    note = load(Source.of("a.yml", written), NoteFile).value
    assert note is not None
    assert note.target == (Quote(exact=exact, prefix=prefix),)
    assert (note.gist, note.observation) == (gist, said)
    assert _laid_out(written) == written


@pytest.mark.parametrize(
    "text",
    [
        *(
            "a1",
            "1a",
            "12:30",
            "1,000",
            "0x1f",
            "1e3",
            "2025-04-26",
            "2025-04",
            "<<",
            "=",
            "~",
            "y",
            "No",
            "-",
            "...",
        ),
        *("a " * 56 + "bcd: e", "a " * 56 + "bcdefg", "w" * 130, f"https://example.org/{'w' * 120} and more"),
        *(
            "one\ntwo",
            "one\n\ntwo",
            " lead",
            "trail ",
            "tab\there: so",
            '"a": \\b',
            "it's: so",
            "# no",
            "a #b",
        ),
    ],
)
def test_each_kind_of_text_is_in_its_standard_form(text: str) -> None:
    written = (
        f"{NEEDED}target:\n  exact: {scalar(text, indent=4, column=9)}\ngist: G\nobservation: O\n{CONFIDENCE}"
    )
    note = load(Source.of("a.yml", written), NoteFile).value
    assert note is not None
    assert note.target == (Quote(exact=text),)
    assert _laid_out(written) == written
