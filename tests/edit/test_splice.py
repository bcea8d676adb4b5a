"""New values in a file: all else stays as it was."""

from __future__ import annotations

import pytest

from build_tools.edit.splice import Value, spliced
from build_tools.problems.problem import Path
from build_tools.read.compose import compose
from build_tools.read.load import plain
from build_tools.read.text import Source

BLOCK = """\
# first
t: words  # c
u: >-  # d
  some words
  more

# e
v: 'it''s'
l:
  - one
  - exact: a # k
    prefix: b # l
    # m
  - prefix: b
    exact: d
"""
FLOW = 't: {exact: a, prefix: b}\nu: [a, {prefix: x, exact: "b"}, c]\n'


def _spliced(text: str, values: dict[Path, Value]) -> str:
    source = Source.of("", text)
    root, _ = compose(source)
    assert root is not None
    after = spliced(source, root, values)
    read, problems = compose(Source.of("", after))
    assert read is not None, after
    assert problems == (), after
    for path, value in values.items():
        found = plain(read)
        for step in path:
            found = found if isinstance(found, str) else found[step]
        assert found == value
    return after


@pytest.mark.parametrize(
    ("path", "value", "was", "now"),
    [
        (("t",), "new: words", "words  # c", '"new: words"  # c'),
        (("t",), {"exact": "n", "prefix": "p "}, " words  # c", '\n  exact: "n"\n  prefix: "p "  # c'),
        (("u",), "new", "  some words\n  more\n", "  new\n"),
        (("u",), {"exact": "new"}, " >-  # d\n  some words\n  more\n", " # d\n  exact: new\n"),
        (("v",), "it’s", "'it''s'", "'it’s'"),
        (("l", 0), {"exact": "one", "suffix": " x"}, "- one\n", '- exact: one\n    suffix: " x"\n'),
        (("l", 1), {"exact": "a"}, "    prefix: b # l\n", "    # l\n"),
        (("l", 1), "a", "- exact: a # k\n    prefix: b # l\n    # m\n", "- a\n"),
        (
            ("l", 2),
            {"exact": "d", "suffix": " e"},
            "- prefix: b\n    exact: d\n",
            '- exact: d\n    suffix: " e"\n',
        ),
        (("l", 2, "suffix"), " e", "    exact: d\n", '    exact: d\n    suffix: " e"\n'),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_in_blocks(path: Path, value: Value, was: str, now: str, end: str) -> None:
    assert BLOCK.count(was) == 1
    after = _spliced(BLOCK.replace("\n", end), {path: value})
    assert after == BLOCK.replace(was, now).replace("\n", end)


def test_in_brackets() -> None:
    values: dict[Path, Value] = {
        ("t",): {"exact": "new, words", "suffix": "a "},
        ("u", 0): "x: y",
        ("u", 1): {"exact": "q"},
        ("u", 2): {"exact": "m", "prefix": "p"},
    }
    expected = 't: {exact: "new, words", suffix: "a "}\nu: ["x: y", {exact: "q"}, {exact: m, prefix: p}]\n'
    assert _spliced(FLOW, values) == expected


def test_a_value_stands_for_a_list_of_one() -> None:
    assert _spliced("t: a\n", {("t", 0): "b"}) == "t: b\n"


def test_nothing_at_a_path() -> None:
    with pytest.raises(KeyError):
        _spliced(BLOCK, {("l", 7): "x"})
