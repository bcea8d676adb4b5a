"""Values know where they came from, and a faulty file is mended so that everything else can be checked."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from build_tools.model.annotations import AnnotationFile
from build_tools.model.fields import Value
from build_tools.model.front_matter import ArticleFrontMatter, TechniqueFrontMatter
from build_tools.model.targets import Every
from build_tools.problems.problem import Path, in_order
from build_tools.read.load import load
from build_tools.read.loaded import Loaded
from build_tools.read.schema import shape_of
from build_tools.read.text import File, Source, decode, front_matter
from tests.check.cases import HERE

CLEAN = (HERE / "cases" / "clean" / "annotations.yml").read_text(encoding="utf-8")


def loaded(text: str) -> Loaded[AnnotationFile]:
    return load(Source.of("a.yml", text), AnnotationFile)


def said(file: Loaded[AnnotationFile], path: Path, *, key: bool = False) -> str:
    """The text at the place that is given for a path."""
    span = file.locate(path, key=key)
    lines = file.source.text.splitlines()[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("path", "key", "expected"),
    [
        (("summary",), False, "The port of the town reopens after a strike."),
        (("summary",), True, "summary"),
        (("annotations", 0, "id"), False, "named-speaker"),
        (("annotations", 0), True, "id"),
        (("annotations", 0, "target", 0), False, "said Anna Holt, the harbour master"),
        (("annotations", 0, "target", 0, "exact"), False, "said Anna Holt, the harbour master"),
        (("annotations", 1, "target", 0, "after"), False, "has not commented"),
        (("annotations", 1, "evidence", 0), False, "union-letter"),
        (("evidence", "union-letter"), True, "union-letter"),
        (("evidence", "union-letter", "nothing"), True, "union-letter"),
        (("attributions", 0, "target", 0), False, '"“We are ready,” said Anna Holt, the harbour master."'),
        ((), True, "summary"),
    ],
)
def test_places(path: Path, key: bool, expected: str) -> None:
    assert said(loaded(CLEAN), path, key=key) == expected


def test_places_count_code_points() -> None:
    file = loaded('summary: "👍🏽 e\u0301"  # note\r\nauthor: 東京\r\n')
    assert file.locate(("summary",)) == (1, 10, 1, 17)
    assert file.locate(("author",)) == (2, 9, 2, 11)


def test_places_after_odd_line_breaks() -> None:
    # libyaml counts U+2028 as a line break, editors do not.
    file = loaded('summary: "a\u2028b"\nauthor: x\n')
    assert file.locate(("author",)) == (2, 9, 2, 10)


def test_words_within_a_folded_text() -> None:
    file = loaded("author: x\nsummary: >-\n  One two\n  three four two\n  five.\n")
    assert file.value
    text = file.value.summary
    second = text.rindex("two")
    place = file.place(("summary",), within=(second, second + 3))
    assert (place.line, place.column, place.end_column) == (4, 14, 17)


def test_plain_scalars_are_text() -> None:
    text = "author: 12:30\nsummary: yes\nestablishes: [no, on, 1_000, 0x1F, 2026-03-05, Null, 1e3, .inf, =]\n"
    value = loaded(text).value
    assert value
    assert (value.author, value.summary) == ("12:30", "yes")
    assert value.establishes == ("no", "on", "1_000", "0x1F", "2026-03-05", "Null", "1e3", ".inf", "=")


def test_nothing_is_none() -> None:
    for nothing in ("", " ~", " null", " # comment"):
        file = loaded(f"summary: a\nauthor: b\nreviewer:{nothing}\n")
        assert file.value
        assert file.value.reviewer is None
        assert not file.problems
    assert loaded('summary: a\nauthor: b\nreviewer: "null"\n').value.reviewer == "null"  # type: ignore[union-attr]


def keys_of(data: Any, path: Path = ()) -> Iterator[Path]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield (*path, key)
            yield from keys_of(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield (*path, number)
            yield from keys_of(value, (*path, number))


WHOLE = yaml.load(CLEAN, yaml.BaseLoader) | {
    "facts": {"a": {"statement": "b", "told_here": "yes", "evidence": ["union-letter"]}},
    "absent_voices": [{"name": "a", "why": "b"}],
    "coverage": [
        {
            "publisher": "a",
            "url": "https://example.org/",
            "published": "2026",
            "headline": "b",
            "attributes_in_headline": "no",
            "tells": ["a"],
        }
    ],
    "corrections": [{"date": "2026-03-07", "what": "a", "annotation": "named-speaker"}],
    "lesson": {
        "minutes": "45",
        "objectives": ["a"],
        "know_before": [{"what": "b", "evidence": ["union-letter"]}],
        "steps": [{"minutes": "45", "title": "c", "what": "d", "using": ["talk"]}],
        "questions": ["e"],
        "standards": ["f", {"framework": "g"}],
    },
}


@pytest.mark.parametrize("path", list(keys_of(WHOLE)), ids=str)
@pytest.mark.parametrize("fault", ["removed", "a list of lists", "a mapping", "nothing", "odd text"])
def test_whatever_is_wrong_the_rest_is_still_read(path: Path, fault: str) -> None:
    data = yaml.load(yaml.dump(WHOLE), yaml.BaseLoader)
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    if fault == "removed":
        del holder[path[-1]]
    else:
        odd = {
            "a list of lists": [["x"]],
            "a mapping": {"odd": {"x": "y"}},
            "nothing": None,
            "odd text": "?? ??",
        }
        holder[path[-1]] = odd[fault]
    file = loaded(yaml.dump(data, allow_unicode=True))
    assert file.value is not None
    assert len(file.value.annotations) in (len(data.get("annotations") or ()), 0)
    for problem in file.problems:
        assert problem.line <= len(file.source.line_starts)


@pytest.mark.parametrize("key", ["every", "exact", "after"])
@pytest.mark.parametrize("odd", ["[x]", "{x: y}", ""])
def test_a_wrong_value_beside_an_unknown_key_leaves_the_rest_to_be_read(key: str, odd: str) -> None:
    target = f"target: {{{key}: {odd}, suffixes: z, prefix: a}}"
    file = loaded(CLEAN.replace("target: said Anna Holt, the harbour master", target))
    assert file.value is not None
    assert file.value.annotations


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (
            "{every: {suffix: y}, suffixes: z}",
            ["wrong-type {suffix: y}", "unknown-key suffixes", "unknown-key suffixes"],
        ),
        ("[{after: {suffix: y}, suffix: z}]", ["wrong-type {suffix: y}"]),
        ("{every: {every: y}}", ["wrong-type {every: y}"]),
        ("{exact: {exact: {exact: y}}}", ["wrong-type {exact: {exact: y}}"]),
        ("{whole: {whole: article}, exact: y}", ["wrong-type {whole: article}", "unknown-key exact"]),
        ("{suffix: {exact: y}}", ["missing-key", "wrong-type {exact: y}"]),
    ],
)
def test_a_form_with_the_name_of_a_key_is_not_taken_for_it(target: str, told: list[str]) -> None:
    file = loaded(CLEAN.replace("target: said Anna Holt, the harbour master", f"target: {target}"))
    lines = file.source.text.splitlines()
    found = [f"{item.rule} {lines[item.line - 1][item.column - 1 :]}" for item in in_order(file.problems)]
    for problem, start in zip(found, told, strict=True):
        assert problem.startswith(start)
    assert not [item.hint for item in file.problems if "Known here: ." in item.hint]


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_wrong_in_many_places_the_rest_is_still_read(seed: int) -> None:
    chance = random.Random(seed)
    data = yaml.load(yaml.dump(WHOLE), yaml.BaseLoader)
    for _ in range(chance.randint(2, 12)):
        *around, last = chance.choice(list(keys_of(data)))
        holder = data
        for step in around:
            holder = holder[step]
        odd: list[Any] = [[], {}, [["x"]], {"exact": {"x": "y"}}, {"every": ["a"], "prefix": "b"}, None, "??"]
        if isinstance(holder, dict) and chance.random() < 0.4:
            holder[f"{last}s"] = holder.pop(last)
        else:
            holder[last] = chance.choice(odd)
    file = loaded(yaml.dump(data, allow_unicode=True))
    assert file.value is not None
    assert file.problems


def test_what_stands_under_a_misspelt_key_is_judged_too() -> None:
    file = loaded("sumary: a\nauthor: b\nannotations:\n- {knid: c, targt: {evry: d}, sources: [e]}\n")
    assert [(item.rule, item.line, item.column) for item in in_order(file.problems)] == [
        ("unknown-key", 1, 1),
        ("missing-key", 4, 4),
        ("unknown-key", 4, 4),
        ("bad-value", 4, 10),
        ("unknown-key", 4, 13),
        ("unknown-key", 4, 21),
        ("unknown-key", 4, 31),
    ]
    assert file.value
    assert file.value.annotations[0].target == (Every(every="d"),)
    assert "e" in file.dropped


@pytest.mark.parametrize("sign", "\xad\u034f\u115f\u17b4\u180e\u200b\u2063\u3164\ufe0f\ufeff\uffa0")
def test_a_text_in_which_nothing_can_be_seen_is_none(sign: str) -> None:
    file = loaded(CLEAN.replace("\nauthor:", f'\nreviewer: "{sign} {sign}"\nauthor:'))

    assert [problem.rule for problem in file.problems] == ["empty-value"]


def test_what_is_above_a_limit_is_not_read_and_the_rest_is() -> None:
    items = ["a"] * 3 + ["[b]"] + ["a"] * 297
    voices = ", ".join(f"v{number}: {{name: a}}" for number in range(501))
    file = loaded(f"summary: x\nauthor: y\nestablishes: [{', '.join(items)}]\nvoices: {{{voices}}}\n")
    assert [(item.rule, item.line) for item in in_order(file.problems)] == [
        ("too-many", 3),
        ("wrong-type", 3),
        ("too-many", 4),
    ]
    assert file.value
    assert (len(file.value.establishes), len(file.value.voices)) == (200, 500)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("summary: a #b", "a #b"),
        ("summary:\n  a\n  #b\n", "a #b"),
        ("summary: #b", "#b"),
        ("summary: a  # b", "a"),
        ("summary: 'a' #b", "a"),
        ("summary: >-\n  a\n  #b", "a #b"),
        ("summary: a#b", "a#b"),
        ("summary: a\n\n  b\n\n\n  c", "a\n\nb\n\nc"),
        ("summary: 'a\n\n  b'", "a\n\nb"),
        ("summary: >-\n  a\n  b\n\n  c\n", "a b\n\nc"),
        ("summary: |\n  a\n  b\n\n  c\n", "a\nb\n\nc"),
        (r'summary: "a\nb\r\rc\r\nd\Le"', "a\nb\n\nc\nd\ne"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_word_and_paragraph_of_a_text_is_read(text: str, expected: str, end: str) -> None:
    value = loaded(f"author: x\n{text}".replace("\n", end)).value
    assert value
    assert value.summary == expected


@pytest.mark.parametrize("model", [AnnotationFile, ArticleFrontMatter, TechniqueFrontMatter])
def test_an_empty_mapping_is_mended(model: type[Value]) -> None:
    file = load(Source.of("a.yml", "{}"), model)
    assert file.value is not None
    assert file.stand_ins == {(name,) for name, field in model.model_fields.items() if field.is_required()}
    assert [problem.rule for problem in file.problems] == ["missing-key"]


def test_the_meaning_of_a_key_is_that_of_the_model() -> None:
    shape = shape_of(AnnotationFile)
    assert shape.at(("annotations", 3, "target", 0, "prefix")).meaning.startswith("Words directly before")
    assert shape.at(("voices", "anyone", "role")).meaning.startswith("The post")
    assert shape.at(("annotations", 0, "kind")).options() == (
        "sourcing",
        "loaded-language",
        "missing-context",
    )
    assert shape.at(("no", "such", "place")).keys() == ()


@pytest.mark.parametrize(
    ("text", "inside", "body"),
    [
        ("---\na: b\n---\ntext\n", "a: b\n", "text\n"),
        ("---\r\na: b\r\n---\r\ntext", "a: b\r\n", "text"),
        ("---  \na: b\n... \ntext\n---\n", "a: b\n", "text\n---\n"),
        ("---\n---\ntext", "", "text"),
        ("---\na: b\n---", "a: b\n", ""),
        ("---\na: b\ntext\n", None, None),
        (" ---\na: b\n---\n", None, None),
        ("text\n---\na: b\n---\n", None, None),
        ("--- a\n---\n", None, None),
    ],
)
def test_front_matter(text: str, inside: str | None, body: str | None) -> None:
    found = front_matter(Source.of("a.md", text))
    if found is None:
        assert inside is None
    else:
        assert (text[found.start : found.end], text[found.body :]) == (inside, body)


def test_front_matter_is_read_where_it_stands() -> None:
    source, _ = decode(File("a.md", b"\xef\xbb\xbf---\ntitle: A\ncolour: red\n---\ntext\n"))
    assert source
    block = front_matter(source)
    assert block
    file = load(source, ArticleFrontMatter, block.start, block.end)
    assert [(item.rule, item.line, item.column) for item in file.problems if item.rule == "unknown-key"] == [
        ("unknown-key", 3, 1)
    ]
