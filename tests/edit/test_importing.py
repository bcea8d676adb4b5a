"""Annotations from elsewhere become drafts, and nothing of them is lost on the way."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.anchor.anchor import Anchor, SearchText, Selector, anchor
from build_tools.cli.main import main
from build_tools.edit.importing import closest
from build_tools.edit.importing.brat import read_brat
from build_tools.edit.importing.foreign import BadFileError, Claim, Foreign
from build_tools.edit.importing.hypothesis import read_hypothesis
from build_tools.edit.importing.placing import Unplaced, placed
from build_tools.edit.importing.web_annotation import read_web_annotations

HERE = Path(__file__).parent / "importing"
CASES = sorted(path for path in HERE.glob("*/in.*") if path.suffix not in (".txt", ".expected"))


def run(form: str, file: Path, folder: Path, *more: str) -> Result:
    return CliRunner().invoke(
        main, ["import", form, str(file), str(HERE / "article.md"), "--to", str(folder), *more]
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.suffix[1:]}")
def test_case(case: Path, tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    report = tmp_path / "report.json"
    done = run(case.parent.name, case, folder, "--report", str(report))
    files = "".join(f"\n--- {path.name}\n{path.read_text('utf-8')}" for path in sorted(folder.iterdir()))
    assert done.output.replace(str(folder), "DIR") + files == (
        case.with_suffix(f"{case.suffix}.expected")
    ).read_text("utf-8")
    told = json.loads(report.read_text("utf-8"))
    assert done.exit_code == bool(told["without_a_place"])

    before = {path: path.read_bytes() for path in folder.iterdir()}
    run(case.parent.name, case, folder)
    assert before.items() <= {path: path.read_bytes() for path in folder.iterdir()}.items()


FORMATS = ("web-annotation", "hypothesis", "brat")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.suffix[1:]}")
def test_a_file_of_another_format_is_told_with_the_command(case: Path, tmp_path: Path) -> None:
    for form in set(FORMATS) - {case.parent.name}:
        done = run(form, case, tmp_path / "drafts")
        assert done.exit_code == 1
        assert f"Use: markedcopy import {case.parent.name} {case} " in done.stderr
    assert not (tmp_path / "drafts").exists()


def test_an_article_is_given_by_its_name_or_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs/articles").mkdir(parents=True)
    (tmp_path / "annotations").mkdir()
    (tmp_path / "docs/articles/port-report.md").write_bytes((HERE / "article.md").read_bytes())
    (tmp_path / "annotations/port-report.yml").write_text("summary: x\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    file = str(HERE / "brat/in.ann")
    names = ("port-report", "port-report.md", "docs/articles/port-report.md", "annotations/port-report.yml")
    answers = [
        CliRunner().invoke(main, ["import", "brat", file, name, "--to", f"drafts-{number}"])
        for number, name in enumerate(names)
    ]
    assert {(one.exit_code, one.output.replace(f"drafts-{at}", "DIR")) for at, one in enumerate(answers)} == {
        (answers[0].exit_code, answers[0].output.replace("drafts-0", "DIR"))
    }
    for command in (["import", "brat", file], ["suggest"], ["reanchor"]):
        for name in ("port-reprot", "docs/articles/port-reprot.md", "port"):
            done = CliRunner().invoke(main, [*command, name])
            assert done.exit_code == 2
            assert "Did you mean `port-report`?" in done.stderr
    assert CliRunner().invoke(main, ["suggest", "port-report"]).exit_code == 0


def test_a_bad_file_is_told_with_its_place(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"rows": [\n  {"id": }]}', "utf-8")
    assert "bad.json:2:10: this is not JSON" in run("hypothesis", bad, tmp_path).output
    bad.write_bytes(b"{\n\xff}")
    assert "bad.json:2:1: this is not UTF-8" in run("web-annotation", bad, tmp_path).output
    ann = tmp_path / "bad.ann"
    ann.write_text("T1\tLabel x y\twords\n", "utf-8")
    assert run("brat", ann, tmp_path).exit_code == 2
    (tmp_path / "large.ann").write_text(f"T1\tLabel 0 {'9' * 5000}\twords\n", "utf-8")
    (tmp_path / "large.txt").write_text("words\n", "utf-8")
    assert "large.ann:1:4: T1 has no label" in run("brat", tmp_path / "large.ann", tmp_path).output
    (tmp_path / "bad.txt").write_text("words\n", "utf-8")
    assert "bad.ann:1:4: T1 has no label with offsets" in run("brat", ann, tmp_path).output


SIGNS = "\x00 \x1b \x85 \u2028 \u202e \u2066 \ud800 \uffff \ufeff \U000e0041".split(" ")


@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
def test_signs_that_no_file_may_hold_are_imported_all_the_same(sign: str, tmp_path: Path) -> None:
    said = f"a{sign}b"
    row = {
        "id": said, "user": said, "text": said, "tags": [said],
        "target": [{"selector": [{"type": "TextQuoteSelector", "exact": f"Experts{sign} say"}]}],
    }  # fmt: skip
    export = tmp_path / "export.json"
    bare = {**row, "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "Experts say"}]}]}
    export.write_text(json.dumps({"rows": [row, bare, {**bare, "text": sign}]}), "utf-8")
    done = run("hypothesis", export, tmp_path / "drafts", "--report", str(tmp_path / "report.json"))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    drafts = [path.read_text("utf-8") for path in (tmp_path / "drafts").glob("*.yml")]
    assert len(drafts) >= 2
    assert all(yaml.safe_load(draft)["target"] == "Experts say" for draft in drafts)


def test_all_drafts_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export = tmp_path / "export.json"
    row = {"target": [{"selector": [{"type": "TextQuoteSelector", "exact": "Experts say"}]}]}
    export.write_text(json.dumps({"rows": [row] * 3}), "utf-8")
    link, calls = os.link, []

    def failing(*args: object) -> None:
        calls.append(args)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        link(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "link", failing)
    done = run("hypothesis", export, tmp_path / "drafts")
    assert done.exit_code == 1
    assert "No space left on device" in done.output
    assert "taken away again" in done.output
    assert not list((tmp_path / "drafts").iterdir())


def test_an_id_that_a_note_of_the_article_has_or_had_is_not_given_again(tmp_path: Path) -> None:
    for folder in ("docs/articles", "annotations/port"):
        (tmp_path / folder).mkdir(parents=True)
    article = tmp_path / "docs/articles/port.md"
    article.write_bytes((HERE / "article.md").read_bytes())
    (tmp_path / "annotations/port.yml").write_text("summary: A\nauthor: B\n", "utf-8")
    note = (
        "kind: sourcing\ntechnique: a\nstance: question\ntarget: a\ngist: a\nobservation: a\n"
        "confidence: {level: low, because: a}\nformerly: [experts-say]\n"
    )
    (tmp_path / "annotations/port/other.yml").write_text(note, "utf-8")
    export = tmp_path / "export.json"
    row = {"target": [{"selector": [{"type": "TextQuoteSelector", "exact": "Experts say"}]}]}
    export.write_text(json.dumps({"rows": [row]}), "utf-8")
    done = CliRunner().invoke(main, ["import", "hypothesis", str(export), str(article)])
    assert done.exit_code == 0, done.output
    assert {path.name for path in (tmp_path / "annotations/port").iterdir()} == {
        "other.yml",
        "experts-say-2.yml",
    }


def test_a_long_comment_in_a_csv_is_read() -> None:
    rows = read_hypothesis("x.csv", f"Quote,Comment\nExperts say,{'x' * 200_000}\n")
    assert len(rows[0].text) == 200_000


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 30)
    | st.sampled_from(["TextQuoteSelector", "words", "", "https://e.org/"]),
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "body target selector type exact start end items rows refinedBy value purpose text tags id".split()
            ),
            below,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(VALUES)
def test_any_json_is_read_or_refused(value: object) -> None:
    for reader in (read_web_annotations, read_hypothesis):
        try:
            found: tuple[Foreign, ...] = reader("a.json", json.dumps(value))
        except BadFileError:
            continue
        assert all(isinstance(one, Foreign) for one in found)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["T1\t", "A 0 3", "\t", "abc", "R1\tX ", "Arg1:T1", "#1\t", "\n", " ", "E1\tT:T1", "*\t"]
        )
    )
)
def test_any_lines_of_brat_are_read_or_refused(parts: list[str]) -> None:
    try:
        found = read_brat("a.ann", "".join(parts), "abcdef")
    except BadFileError:
        return
    assert all(isinstance(one, Foreign) for one in found)


@pytest.mark.parametrize(
    "said", [None, True, False, 0, 5, 1.5, [], [["a"]], [[]], {}, {"a": None}, [None, 7]]
)
def test_what_is_no_text_is_listed_and_not_said(said: Any) -> None:
    target = {"selector": [{"type": "TextQuoteSelector", "exact": "a", "prefix": said, "suffix": said}]}
    textual = {"type": "TextualBody", "purpose": "tagging", "value": said}
    annotations = [
        {"type": "Annotation", "id": said, "target": target, "body": [said, "words"]},
        {
            "type": "Annotation",
            "id": "b",
            "target": target,
            "body": [textual, {"value": said}],
            "bodyValue": said,
        },
        {
            "type": "Annotation",
            "id": "c",
            "target": target,
            "body": {"purpose": "tagging", "source": said, "id": said},
        },
    ]
    rows = [{"id": said, "text": said, "tags": [said, "tag"], "target": [target]}]
    found = (
        *read_web_annotations("x", json.dumps(annotations)),
        *read_hypothesis("x", json.dumps({"rows": rows})),
    )
    assert [one.text for one in found] == ["words", "", "", ""]
    assert [one.tags for one in found] == [(), (), (), ("tag",)]
    assert [one.claims for one in found] == [(Claim("a"),)] * 4
    assert found[1].name == "b"
    assert found[0].name == (str(said) if type(said) is int else "entry 1")
    # Where it is more than nothing, it is told where it stood.
    if said not in (None, [], {}):
        told = [{name for name, _ in one.rest} for one in found]
        assert "selector.prefix" in told[0]
        assert {"body.value", "body"} & told[1] == {"body.value", "body"} or isinstance(said, list | dict)
        assert {"text", "tags"} <= told[3] or isinstance(said, list)


def test_a_target_that_is_no_text_is_no_whole_article() -> None:
    annotations = [
        {"type": "Annotation", "target": target} for target in (5, [None], [True], "https://a.example/b")
    ]
    found = read_web_annotations("x", json.dumps(annotations))
    assert [bool(one.fault) for one in found] == [True, True, True, False]


CASE = HERE / "web-annotation" / "in.json"


def test_a_file_imported_again_makes_no_second_copies(tmp_path: Path) -> None:
    folder, report = tmp_path / "drafts", tmp_path / "report.json"
    run("web-annotation", CASE, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    again = run("web-annotation", CASE, folder, "--report", str(report))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert f"0 drafts, {len(before)} there already" in again.output
    told = json.loads(report.read_text("utf-8"))
    assert [Path(one["file"]).name in before for one in told["there_already"]] == [True] * len(before)
    assert {one["worked_on_since"] for one in told["there_already"]} == {False}


def marked(name: str, exact: str, said: str) -> dict[str, Any]:
    selector = {"type": "TextQuoteSelector", "exact": exact}
    return {"type": "Annotation", "id": name, "target": {"selector": selector}, "body": said}


def imported(folder: Path, file: Path, *annotations: dict[str, Any]) -> tuple[list[str], Result]:
    file.write_text(json.dumps(annotations), "utf-8")
    done = run("web-annotation", file, folder)
    return sorted(path.name for path in folder.iterdir()), done


def test_only_what_is_new_is_added(tmp_path: Path) -> None:
    folder, file = tmp_path / "drafts", tmp_path / "a.json"
    one, two = marked("1", "slammed the brakes", "strong"), marked("2", "slammed the brakes", "")
    # Two people may mark the same words: each has a draft, and keeps it.
    names, done = imported(folder, file, one, two)
    assert (names, done.exit_code) == (["slammed-brakes-2.yml", "slammed-brakes.yml"], 0)
    names, done = imported(folder, file, two, one, marked("3", "slammed the brakes", ""))
    assert names == ["slammed-brakes-2.yml", "slammed-brakes-3.yml", "slammed-brakes.yml"]
    assert (done.exit_code, done.output.count("is there already")) == (0, 2)
    # From a file of another name, what says the same is the same.
    names, _ = imported(folder, tmp_path / "b.json", one)
    assert len(names) == 3
    # One that was worked on is left as it is, and what the annotation says is told.
    draft = folder / "slammed-brakes.yml"
    better = draft.read_text("utf-8").replace("strong", "A figure of speech.") + "gist: A figure of speech\n"
    draft.write_text(better, "utf-8")
    names, done = imported(folder, file, one)
    assert (len(names), draft.read_text("utf-8")) == (3, better)
    assert "is there already, and one of them was changed since\n    text: strong\n" in done.output
    # The same words with something else said of them, by another annotation: a new note.
    names, done = imported(folder, file, marked("9", "slammed the brakes", "weak"))
    assert "slammed-brakes-4.yml" in names


def test_a_note_of_the_annotation_file_counts(tmp_path: Path) -> None:
    for folder in ("docs/articles", "annotations"):
        (tmp_path / folder).mkdir(parents=True)
    article = tmp_path / "docs/articles/a.md"
    article.write_bytes((HERE / "article.md").read_bytes())
    note: dict[str, Any] = {
        "id": "x",
        "target": "slammed the brakes",
        "observation": "strong",
        "gist": "g",
        "stance": "concern",
    }
    note |= {"kind": "sourcing", "technique": "t"}
    note["confidence"] = {"level": "low", "because": "b"}
    notes = {"summary": "s", "author": "a", "annotations": [note]}
    (tmp_path / "annotations/a.yml").write_text(yaml.safe_dump(notes), "utf-8")
    file = tmp_path / "in.json"
    file.write_text(json.dumps([marked("1", "slammed the brakes", "strong")]), "utf-8")
    done = CliRunner().invoke(main, ["import", "web-annotation", str(file), str(article)])
    assert "a.yml: 1 is there already" in done.output
    assert not list((tmp_path / "annotations/a").glob("*"))


def test_words_of_another_text_are_not_looked_for_in_earnest(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(text: SearchText, selector: Selector) -> Anchor:
        asked.append(selector.exact)
        return anchor(text, selector)

    monkeypatch.setattr("build_tools.edit.importing.closest.anchor", counted)
    text = SearchText("The council slammed the brakes on Tuesday. Nobody was asked.")
    near = closest.Closest(text)
    assert near.of(Selector("xylophones jump quickly over fjords")) == ("", None)
    assert asked == []
    assert near.of(Selector("council slams the brakes")) == ("council slammed the brakes", 4)
    assert near.of(Selector("council slams the brakes")) == ("council slammed the brakes", 4)
    assert asked == ["council slams the brakes"]
    monkeypatch.setattr(closest, "MOST", 0)
    assert closest.Closest(text).of(Selector("cil slams the brak")) == ("council slammed the brakes", 4)
    assert len(asked) == 1


# What exports are like: contexts with the white space, headings and scripts of a page, and more pages than one.
PAGE = "Port of call\n\nThe council met. Nobody came.\n\nThe council rose. It said why.\n\nThe council"


@pytest.mark.parametrize(
    ("prefix", "suffix", "at"),
    [
        ('avms=ampa"}}\n\t\t\t\t\n\n  Port of call', " met. Nobody came.\n\n\nAdvertisement", 14),
        ("came.\n\n\t\t\nAdvertisement", " rose.\n  It said why.The", 45),
        ("ShareNobody came.", "\u00a0rose. It\n\tsaid why", 45),
        ("Share\n It said why.  \n", "\n\nRelated", 77),
        # Nothing, or nearly nothing, that tells them apart.
        ("Share", "Related", None),
        ("", " m", 14),
        (" ", "\t", None),
    ],
)
def test_places_are_told_apart_by_the_words_around_them(prefix: str, suffix: str, at: int | None) -> None:
    text = SearchText(PAGE)
    answer = placed(text, Claim("The council", prefix, suffix), closest.Closest(text))
    if at is None:
        assert isinstance(answer, Unplaced)
        assert "stand in 3 places" in answer.why
    else:
        assert not isinstance(answer, Unplaced)
        assert answer[0] == (at, at + len("The council"))


def test_what_is_about_another_page_as_a_whole_is_no_note_on_this_one(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\ntitle: T\npublisher: P\nurl: https://www.example.org/a?x=1\n---\n\nThe council met.\n", "utf-8"
    )
    quote = {
        "selector": [{"type": "TextQuoteSelector", "exact": "council"}],
        "source": "https://other.example/",
    }
    rows: list[dict[str, Any]] = [
        {
            "id": "this",
            "text": "t",
            "uri": "http://example.org/a/#b",
            "target": [{"source": "http://example.org/a/"}],
        },
        {
            "id": "other",
            "text": "o",
            "uri": "https://example.org/b",
            "target": [{"source": "https://example.org/b"}],
        },
        {"id": "local", "text": "l", "uri": "urn:x-pdf:1", "target": []},
        {"id": "quoted", "text": "q", "uri": "https://other.example/", "target": [quote]},
    ]
    annotations = [
        {
            "id": row["id"],
            "type": "Annotation",
            "bodyValue": row["text"],
            "target": row["target"] or "urn:x-pdf:1",
        }
        for row in rows
    ]
    annotations.append(
        {
            "id": "both",
            "type": "Annotation",
            "target": {"type": "Composite", "items": ["https://example.org/a", "urn:b"]},
        }
    )
    for form, said in (("hypothesis", {"rows": rows}), ("web-annotation", annotations)):
        (tmp_path / "in.json").write_text(json.dumps(said), "utf-8")
        options = ["--to", str(tmp_path / form)]
        done = CliRunner().invoke(
            main, ["import", form, str(tmp_path / "in.json"), str(tmp_path / "a.md"), *options]
        )
        assert "no draft: other: it is about another page, https://example.org/b\n" in done.output
        assert len(list((tmp_path / form).iterdir())) == (3 if form == "hypothesis" else 4)


def graph(**more: Any) -> dict[str, Any]:
    return {"id": "1", "type": "Annotation", "body": "so", **more}


QUOTE = {"type": "TextQuoteSelector", "exact": "left"}


@pytest.mark.parametrize(
    "annotation",
    [
        {
            "@type": "oa:Annotation",
            "oa:hasBody": "so",
            "oa:hasTarget": {"hasSource": "x", "hasSelector": QUOTE},
        },
        {
            "@type": "http://www.w3.org/ns/oa#Annotation",
            "http://www.w3.org/ns/oa#hasBody": [{"@value": "so"}],
            "http://www.w3.org/ns/oa#hasTarget": [
                {"http://www.w3.org/ns/oa#hasSelector": {"@type": "oa:TextQuoteSelector", "oa:exact": "left"}}
            ],
        },
    ],
    ids=["prefixes", "addresses"],
)
def test_names_of_the_vocabulary_mean_those_of_the_context(annotation: dict[str, Any]) -> None:
    [found] = read_web_annotations("a.json", json.dumps([annotation]))
    assert (found.claims, found.text, found.fault) == ((Claim("left"),), "so", "")


def test_a_part_of_a_page_that_only_its_address_names_is_not_the_whole_page() -> None:
    [part, whole] = read_web_annotations(
        "a.json", json.dumps([graph(target="https://e.org/#xywh=1,2,3,4"), graph(target="https://e.org/")])
    )
    assert (part.fault, whole.fault) == ("it has no selector with words", "")


def test_what_a_file_says_that_it_has_not_is_told() -> None:
    page = {"type": "AnnotationPage", "items": [graph(target="https://e.org/")], "next": "https://e.org/2"}
    collection = {
        "id": "c",
        "type": "AnnotationCollection",
        "total": 21,
        "first": page,
        "last": "https://e.org/3",
    }
    told = [(one.name, one.fault) for one in read_web_annotations("a.json", json.dumps(collection))][1:]
    assert told == [
        ("https://e.org/3", "this page of the collection is not in the file"),
        ("https://e.org/2", "this page of the collection is not in the file"),
        ("the others", "the file says that there are 21; it has 1"),
    ]
    rows = read_hypothesis(
        "a.json", json.dumps({"total": 250, "rows": [{"id": "a", "uri": "https://e.org/"}]})
    )
    assert [one.fault for one in rows] == ["", "the file says that there are 250; it has 1"]


@pytest.mark.parametrize("start", [17, 19])
def test_a_position_is_taken_as_python_or_as_a_browser_counts(start: int) -> None:
    """After two signs that are two units of UTF-16 each."""
    text = SearchText("The port. 𝒳𝒳 and The port. The port again.")
    claim = Claim("The port", start=start, end=start + len("The port"))
    answer = placed(text, claim, closest.Closest(text))
    assert answer == ((17, 25), "told apart by its position")


@pytest.mark.parametrize(("then", "now"), [("\n", "\r\n"), ("\r\n", "\n")])
def test_a_text_whose_line_ends_were_changed_since_has_its_offsets_still(then: str, now: str) -> None:
    text = then.join(["One line", "and another", "and the last one"])
    start = text.index("last")
    ann = f"T1\tLabel {start} {start + 4}\tlast\n"
    [found] = read_brat("a.ann", ann, text.replace(then, now))
    assert (found.fault, found.claims[0].exact) == ("", "last")


@pytest.mark.parametrize(
    ("target", "rest"),
    [
        (
            {"source": "s", "scope": "w", "items": [{"selector": QUOTE}]},
            [("target.source", "s"), ("target.scope", "w")],
        ),
        ({"selector": {"type": "Choice", "label": "w", "items": [QUOTE]}}, [("selector.label", "w")]),
        ({"selector": {"exact": "left", "items": []}}, []),
        (
            {"selector": [QUOTE, {**QUOTE, "exact": "other"}]},
            [("selector", json.dumps({**QUOTE, "exact": "other"}))],
        ),
    ],
)
def test_what_stands_beside_what_is_taken_is_listed(target: Any, rest: list[tuple[str, str]]) -> None:
    [found] = read_web_annotations("a.json", json.dumps([graph(target=target)]))
    assert (found.claims, list(found.rest)) == ((Claim("left"),), rest)


@pytest.mark.parametrize("id", [[], ["c"], {"a": 1}])
def test_a_collection_whose_id_is_none_is_read(id: Any) -> None:
    said = {"id": id, "first": {"items": [graph(target={"selector": QUOTE})], "next": "p2"}}
    assert [one.fault[:9] for one in read_web_annotations("a.json", json.dumps(said))] == ["", "this page"]


def test_what_a_body_is_that_is_no_text_is_listed() -> None:
    [found] = read_web_annotations(
        "a.json", json.dumps([graph(body={"id": "v.mp4", "type": "Video"}, target={"selector": QUOTE})])
    )
    assert found.rest == (("body.id", "v.mp4"), ("body.type", "Video"))
