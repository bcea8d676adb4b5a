"""What readers are sent of the style sheets and scripts: all that does something, and little else."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from build_tools.site.slim import can_slim, slim

ASSETS = Path(__file__).parents[2] / "docs" / "assets"
FILES = sorted(path for path in ASSETS.rglob("*") if can_slim(path.name))


def test_an_article_page_costs_at_most_20_kilobytes_of_our_scripts_and_style_sheets() -> None:
    assert len(FILES) >= 8
    sizes = {
        path.name: len(gzip.compress(slim(path.name, path.read_text(encoding="utf-8")).encode(), 9))
        for path in FILES
    }
    assert sum(sizes.values()) <= 20 * 1024, sizes


@pytest.mark.parametrize(
    ("name", "text", "short"),
    [
        (
            "a.js",
            "/** @type {number} */\nlet a = 1; // one\nlet b = `x // y  /* z */`;\n",
            "let a=1;let b=`x // y  /* z */`;",
        ),
        ("a.js", "class A {\n  #b = /[/*]/u;\n}\n", "class A{#b=/[/*]/u;}"),
        ("a.css", '/* a */\na::after {\n  content: "/* b */  c";\n}\n', 'a::after{content:"/* b */  c"}'),
        ("a.css", "a {\n  width: calc(1px + 2px);\n}\n", "a{width:calc(1px + 2px)}"),
    ],
)
def test_comments_and_space_go_and_words_stay(name: str, text: str, short: str) -> None:
    assert slim(name, text).strip() == short


def test_other_files_are_left_alone() -> None:
    assert not can_slim("favicon.svg")
    assert not can_slim("annotations.schema.json")
