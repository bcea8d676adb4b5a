"""Style sheets and scripts without comments and needless space."""

from __future__ import annotations

import pytest

from build_tools.site.slim import can_slim, slim


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
