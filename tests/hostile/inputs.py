"""Annotation files made to harm, each with the rule that answers it; too large or too odd to keep as files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Input:
    """A hostile file."""

    name: str
    make: Callable[[], bytes]
    rule: str
    """The rule that it breaks above all."""


LAUGHS = "a: &a [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
NOTE = (
    "- {id: a, kind: sourcing, technique: single-source, stance: good-practice, "
    "target: %s, gist: g, observation: b, confidence: {level: low, because: c}}\n"
)

INPUTS = (
    Input("fifty megabytes", lambda: b"summary: x\n" * 4_800_000, "file-too-large"),
    Input("fifty megabytes in one line", lambda: b"a" * 50_000_000, "file-too-large"),
    Input("brackets, 10,000 deep", lambda: b"[" * 10_000 + b"]" * 10_000, "nested-too-deep"),
    Input("brackets, 400,000 deep", lambda: b"[" * 400_000, "nested-too-deep"),
    Input("braces, 10,000 deep", lambda: b"{a: " * 10_000 + b"}" * 10_000, "nested-too-deep"),
    Input("dashes, 10,000 deep", lambda: b"- " * 10_000 + b"x", "nested-too-deep"),
    Input("dashes, 400,000 deep", lambda: b"- " * 400_000, "nested-too-deep"),
    Input("question marks, 400,000 deep", lambda: b"? " * 400_000, "nested-too-deep"),
    Input(
        "indentation, 1,000 deep",
        lambda: "".join(" " * depth + "a:\n" for depth in range(1_000)).encode(),
        "nested-too-deep",
    ),
    Input("brackets inside a text", lambda: b"summary: '" + b"[" * 400_000 + b"'", "missing-key"),
    Input("billion laughs", lambda: LAUGHS.encode(), "alias"),
    Input("an alias of itself", lambda: b"&a [*a]", "alias"),
    Input("aliases of nothing", lambda: b"- *a\n" * 150_000, "alias"),
    Input("a hundred thousand duplicate keys", lambda: b"a: b\n" * 100_000, "duplicate-key"),
    Input("unknown keys", lambda: "".join(f"k{n}: 1\n" for n in range(80_000)).encode(), "unknown-key"),
    Input("a very long key", lambda: b"k" * 900_000 + b": 1", "yaml-syntax"),
    Input("a very long key in question", lambda: b"? " + b"k" * 900_000 + b"\n: 1", "missing-key"),
    Input("a very long line", lambda: b"summary: " + b"very " * 180_000, "missing-key"),
    Input("one text, many lines", lambda: b"summary:" + b"\n  very" * 120_000, "missing-key"),
    Input("only line breaks", lambda: b"\n" * 900_000, "empty-file"),
    Input("only comments", lambda: b"# no\n" * 180_000, "empty-file"),
    Input("empty", lambda: b"", "empty-file"),
    Input("only white space", lambda: b" \n  \n", "empty-file"),
    Input("nothing but a byte-order mark", lambda: b"\xef\xbb\xbf", "byte-order-mark"),
    Input("only the start of a document", lambda: b"---\n", "empty-file"),
    Input("null", lambda: b"null\n", "empty-file"),
    Input("one NUL byte", lambda: b"\x00", "control-character"),
    Input("NUL bytes", lambda: b"\x00" * 900_000, "control-character"),
    Input("a NUL byte in a key", lambda: b"summary\x00: x", "control-character"),
    Input("surrogates in UTF-8", lambda: b"summary: \xed\xa0\xbd\xed\xb8\x80", "not-utf-8"),
    Input("surrogates as escapes", lambda: b'summary: "\\ud83d\\ude00"', "yaml-syntax"),
    Input("overlong UTF-8", lambda: b"summary: \xc0\xaf", "not-utf-8"),
    Input("UTF-8 beyond Unicode", lambda: b"summary: \xf5\x80\x80\x80", "not-utf-8"),
    Input("UTF-8 cut short", lambda: b"summary: \xe2\x80", "not-utf-8"),
    Input("UTF-16", lambda: "summary: x".encode("utf-16"), "not-utf-8"),
    Input("UTF-32", lambda: "summary: x".encode("utf-32"), "not-utf-8"),
    Input("a picture", lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not-utf-8"),
    Input("a program as a tag", lambda: b"!!python/object/apply:os.system [echo]", "yaml-tag"),
    Input("half a million commas", lambda: b"[" + b"a," * 450_000 + b"]", "wrong-type"),
    Input("commas without items", lambda: b"[" + b"," * 900_000, "yaml-syntax"),
    Input("many documents", lambda: b"---\na: b\n" * 100_000, "several-documents"),
    Input("a directive", lambda: b"%YAML 9.9\n---\nsummary: x", "yaml-syntax"),
    Input("a merge bomb", lambda: b"a: &a {b: c}\n<<: [*a, *a]\n", "alias"),
    Input("lists as keys", lambda: b"? [a]\n: b\n" * 80_000, "key-not-text"),
    Input("keys without a name", lambda: b"~: a\n" * 150_000, "key-not-text"),
    Input("one key of the format, 10,000 times", lambda: b"annotations: []\n" * 10_000, "missing-key"),
    Input(
        "notes on every letter",
        lambda: b"summary: x\nauthor: y\nannotations:\n" + b"".join([NOTE.encode() % b"{every: a}"] * 3_000),
        "duplicate-id",
    ),
    Input(
        "notes on words that are not there",
        lambda: (
            b"summary: x\nauthor: y\nannotations:\n"
            + b"".join(NOTE.encode() % b"words number %d of none" % number for number in range(3_000))
        ),
        "duplicate-id",
    ),
    Input(
        "unknown evidence among unknown evidence",
        lambda: "".join(
            [
                "summary: x\nauthor: y\nevidence:\n",
                *(f"  source-{n}: {{title: a}}\n" for n in range(4_000)),
                "facts: {f: {statement: x, told_here: no, evidence: [",
                *(f"sauce-{n}," for n in range(40_000)),
                "]}}\n",
            ]
        ).encode(),
        "missing-key",
    ),
    Input("direction overridden", lambda: "summary: \u202etxet".encode(), "bidi-control"),
    Input("a million tabs", lambda: b"\t" * 900_000, "tab"),
    Input("quotation marks, never closed", lambda: b'"' * 900_001, "yaml-syntax"),
    Input("anchors without a name", lambda: b"&" * 900_000, "yaml-syntax"),
)
