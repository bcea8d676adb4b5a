"""The published schema is that of the model, and agrees with the checker."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from build_tools.cli.main import main
from build_tools.read.format import annotation_schema, note_schema, schema_text
from tests.check.cases import CASES, HERE, problems_of

ROOT = Path(__file__).resolve().parents[2]
SHAPE = {
    "missing-key",
    "unknown-key",
    "wrong-type",
    "bad-value",
    "empty-value",
    "text-too-long",
    "id-format",
    "link-scheme",
}


MADE = {"annotations": annotation_schema, "note": note_schema}
SCHEMAS = {name: make() for name, make in MADE.items()}
PLACES = {"annotations": ("$defs", "Annotation"), "note": ()}


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schema_is_fresh(name: str) -> None:
    published = (ROOT / "docs" / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    # Those of the project when it was made: a new one is no fault of whoever adds it.
    shape = json.loads(published)
    for step in PLACES[name]:
        shape = shape[step]
    offered = shape["properties"]["technique"]["anyOf"][0]
    # Of an editor that joins the names of what fits, people would read it twice.
    assert json.dumps(shape["properties"]["technique"]).count('"title"') == 1
    techniques = dict(zip(offered["enum"], offered["markdownEnumDescriptions"], strict=True))
    assert published == schema_text(MADE[name](techniques)), "run: make schema"
    assert techniques["vague-attribution"].startswith("Vague attribution: ")
    Draft202012Validator.check_schema(SCHEMAS[name])


def as_editors_read(path: Path) -> Any:
    """YAML 1.2 as editors have it: numbers and booleans are no texts, dates and `yes` are."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if tag.rpartition(":")[2] in ("int", "null") or (tag.endswith("bool") and first in "tTfF")
        ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(path.read_text(encoding="utf-8"), Loader)


@pytest.mark.parametrize("path", sorted((ROOT / "annotations").glob("*.yml")), ids=lambda path: path.stem)
def test_our_annotations_are_valid(path: Path) -> None:
    errors = Draft202012Validator(annotation_schema()).iter_errors(as_editors_read(path))
    assert [error.message for error in errors] == []


NOTE_FILES = sorted(
    [*(ROOT / "annotations").glob("*/*.yml"), *(HERE / "cases" / "notes-apart").glob("notes/*.yml")]
)


@pytest.mark.parametrize("path", NOTE_FILES, ids=lambda path: path.stem)
def test_notes_in_files_of_their_own_are_valid(path: Path) -> None:
    errors = Draft202012Validator(note_schema()).iter_errors(as_editors_read(path))
    assert [error.message for error in errors] == []


def test_editors_see_the_faults_of_shape_that_the_checker_sees() -> None:
    validator = Draft202012Validator(annotation_schema())
    unseen = []
    for case in CASES:
        rules = {item.rule for item in problems_of(case) if item.path.startswith("annotations")}
        of_shape = case.name in SHAPE and rules <= SHAPE
        if of_shape and validator.is_valid(as_editors_read(case / "annotations.yml")):
            unseen.append(case.name)
    assert unseen == []


def test_an_editor_offers_the_techniques_and_takes_a_new_one() -> None:
    done = CliRunner().invoke(main, ["schema", "--note", "--root", str(ROOT)])
    validator = Draft202012Validator(json.loads(done.stdout)["properties"]["technique"])
    assert validator.is_valid("vague-attribution")
    assert validator.is_valid("of-tomorrow")
    assert not validator.is_valid("Vague attribution")


def test_an_editor_writes_no_empty_value_and_shows_texts_in_one_piece() -> None:
    """It puts what is the default behind a key, breaks texts where their lines end, and shows the signs of Markdown."""
    text = "".join(map(schema_text, SCHEMAS.values()))
    assert '"default": null' not in text
    assert '"default": []' not in text
    for shape in (shape for schema in SCHEMAS.values() for shape in (schema, *schema["$defs"].values())):
        for field in (shape, *shape["properties"].values()):
            assert "\n" not in field["description"]
            assert field.get("markdownDescription") == (
                field["description"] if "`" in field["description"] else None
            )


def test_every_field_is_described() -> None:
    for schema in SCHEMAS.values():
        shapes = [schema, *schema["$defs"].values()]
        fields = [(name, field) for shape in shapes for name, field in shape["properties"].items()]
        assert [name for name, field in fields if not field.get("description")] == []
        assert json.loads(schema_text(schema)) == schema
