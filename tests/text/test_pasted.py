"""A text as it is pasted is what readers see of it, white space aside, or the checker names the place."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from build_tools.read.article import parse_article
from build_tools.read.markdown.doubts import too_much

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "pasted.yml").read_text(encoding="utf-8")
)
DELIBERATE = frozenset({"heading_open", "em_open", "strong_open", "link_open", "image", "blockquote_open"})
DELIBERATE |= {"table_open", "footnote_ref", "container_furniture_open"}
"""What an author means by signs that stand where nobody puts them by chance: these signs are not shown."""
ESCAPED = re.compile(r"\\([*|\[\]!(^\\&#>+:_.)-])")
"""A sign that means something, with the backslash that takes its meaning."""
PIECES = st.sampled_from(
    [
        *"*_`~#>-+.)!|:^&;\\<=$/\"'([]{}",
        *("**", "***", "[^1]", "[^1]:", "](", "- ", "27. ", "1) ", "::: ", ":::", "furniture", "&amp;"),
        *("|---|", "===", "---"),
        *("\n", "\n", "\n\n", " ", " ", "    ", "\t", "a", "word", "Bürger", "innen", "字", "हि", "5", "\u00a0", "x.y"),
    ]
)  # fmt: skip


def bare(text: str) -> str:
    return "".join(text.split())


def signs(text: str) -> list[str]:
    """The signs that the checker names, in the order of the text."""
    found = sorted(parse_article(text).doubts, key=lambda doubt: (doubt.line, doubt.start))
    return [doubt.signs for doubt in found]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_pasted(case: dict[str, Any]) -> None:
    assert signs(case["text"]) == case.get("says", [])
    if not case.get("says"):
        assert bare(parse_article(case["text"]).text) == bare(case["text"])
    if "escaped" in case:
        assert bare(parse_article(case["escaped"]).text) == bare(case["text"])
        assert signs(case["escaped"]) == []


@settings(max_examples=1500, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
@example("*a*b *c*")
@example("- \n- a")
@example("[^1][^1]:\n\n[^1]:a")
def test_what_is_not_shown_is_meant_or_named(text: str) -> None:
    article = parse_article(text)
    tokens = [*article.tokens, *(child for token in article.tokens for child in token.children or ())]
    if not article.doubts and not DELIBERATE & {token.type for token in tokens}:
        assert bare(article.text) == bare(ESCAPED.sub(r"\1", text))


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from("ab Ж字.,\n\n*`_-#>[]()|:&;\\'\"1~+="), max_size=40).map("".join))
def test_every_sign_can_be_written_with_a_backslash(text: str) -> None:
    escaped = "".join(f"\\{char}" if char in "*`_-#>[]()|:&\\~+" else char for char in text)
    assert bare(parse_article(escaped).text) == bare(text)


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("lines", "a\n" * 60_000),
        ("paragraphs", "a\n\n" * 20_000),
        ("headings", "# a\n" * 2_000),
        ("items of lists", "- a\n" * 6_000),
        ("items of lists", "1. a\n" * 6_000),
        ("containers", "::: furniture\n:::\n" * 600),
        ("square brackets", "[" * 11_000),
        ("stars", "*a " * 21_000),
        ("backslashes", "\\*" * 21_000),
        ("bars", "|a" * 21_000),
        ("signs `>`", "> " * 11_000),
        ("codes that begin with `&`", "&amp;" * 21_000),
    ],
)
def test_there_can_be_too_much(what: str, text: str) -> None:
    assert what in {found for found, _ in too_much(text)}


@pytest.mark.parametrize(
    "text",
    [
        *("#" + " " * 900_000, "# a" + " #" * 400_000, "::: x" + " " * 900_000 + "y", "> " + " " * 900_000),
        *("`" * 900_000, "<a " * 300_000, "&" * 900_000, "~" * 900_000, "_" * 900_000, "(" * 900_000),
        *(
            "[a](" + "(" * 900_000,
            "[" * 9_999,
            "![" * 9_999,
            "[" * 5_000 + "](x)" * 5_000,
            "![b](c) " * 9_999,
        ),
        *("*a **b " * 6_000, "**a* " * 6_000, "*a " * 9_000 + "x" * 800_000 + " a*" * 9_000, "\\*" * 9_999),
        *(
            "# a\n\n" * 999,
            "- a\n" * 4_999,
            "a\n" * 49_999,
            "a\n\n" * 9_999,
            "|a|b|\n|-|-|\n" + "|c|d|\n" * 6_000,
        ),
        *("|a" * 300 + "|\n" + "|-" * 300 + "|\n" + "c\n" * 40_000, "::: furniture\n" * 999 + "x\n" * 40_000),
        *(
            "".join(f"[^{n}]" for n in range(4_900))
            + "\n\n"
            + "".join(f"[^{n}]: x\n\n" for n in range(4_900)),
        ),
    ],
    ids=lambda text: text[:12].encode("unicode_escape").decode(),
)
def test_what_is_read_is_read_soon(text: str) -> None:
    started = time.process_time()
    if not list(too_much(text)):
        parse_article(text)
    # Three times what the slowest takes: this is about growth with the square of the length.
    assert time.process_time() - started < 5


def test_a_long_article_is_not_too_much() -> None:
    paragraph = "A word of *some* weight, with [a link](https://example.org/) and a note.[^1] " * 8
    assert list(too_much(f"## A heading\n\n{paragraph}\n\n" * 200)) == []


def test_nothing_is_lost_however_deep_it_is_nested() -> None:
    for text in ("> " * 30 + "deep", "".join("  " * n + f"- level {n}\n" for n in range(40))):
        article = parse_article(text)
        assert "depth" in {doubt.kind for doubt in article.doubts}
