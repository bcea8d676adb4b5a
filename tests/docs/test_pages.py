"""The pages of the site are complete, hang together, and keep what they promise.

What a page shows as an example is tried; what the program can do is in the pages; the built site is walked
from its home page, as a reader would.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner
from pydantic import TypeAdapter

from build_tools.check.catalogue import all_rules
from build_tools.cli.main import main
from build_tools.model.annotations import Annotation, AnnotationFile, NoteFile
from build_tools.model.fields import Value
from build_tools.model.front_matter import (
    ArticleFrontMatter,
    Citation,
    Pairing,
    Rights,
    SemEval,
    TechniqueFrontMatter,
)
from build_tools.model.names import KIND_NAMES, LENSES, PART_NAMES, STANCE_NAMES
from build_tools.model.targets import Every, Point, Quote, Targets, Whole
from build_tools.read.load import load
from build_tools.read.text import Source
from tests.sites import ROOT, Site
from tests.walk import Walk

DOCS = ROOT / "docs"
DATA_FOLDERS = (DOCS / "articles", DOCS / "techniques")
PAGES = sorted(
    path for path in DOCS.rglob("*.md") if path.parent not in DATA_FOLDERS or path.name == "index.md"
)
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
DESCRIPTION_LENGTH = 155
"""Characters of a description that search engines show."""


def front_matter(path: Path) -> dict[str, Any]:
    _, head, _ = path.read_text(encoding="utf-8").split("---\n", 2)
    loaded = yaml.safe_load(head)
    assert isinstance(loaded, dict)
    return loaded


def fences(path: Path, language: str) -> list[str]:
    """The code blocks of a page in one language, in order, without their indentation."""
    text = path.read_text(encoding="utf-8")
    found = re.finditer(rf"^( *)```{language}\n(.*?)^\1```$", text, re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{match[1]}", "", match[2], flags=re.MULTILINE) for match in found]


def configuration() -> dict[str, Any]:
    """`mkdocs.yml` as plain values; tags such as `!ENV` are dropped."""

    class Loader(yaml.SafeLoader):
        pass

    def plain(loader: yaml.SafeLoader, _suffix: str, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return loader.construct_scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return loader.construct_sequence(node, deep=True)
        assert isinstance(node, yaml.MappingNode)
        return loader.construct_mapping(node, deep=True)

    Loader.add_multi_constructor("!", plain)
    Loader.add_multi_constructor("tag:yaml.org,2002:python/", plain)
    loaded = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader)
    assert isinstance(loaded, dict)
    return loaded


def loaded(block: str) -> Any:
    """A block of YAML, with every value as the text that stands there."""
    return yaml.load(block, yaml.BaseLoader)


def page_id(path: Path) -> str:
    return path.relative_to(DOCS).as_posix()


# --- the Markdown ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES, ids=page_id)
def test_every_page_says_what_it_is(path: Path) -> None:
    head = front_matter(path)
    assert head["title"].strip()
    assert 50 <= len(head["description"]) <= DESCRIPTION_LENGTH


@pytest.mark.parametrize("path", [path for path in PAGES if path.parent not in DATA_FOLDERS], ids=page_id)
def test_every_page_has_its_whole_title_as_headline(path: Path) -> None:
    """Written out, because the theme would take the shorter name that the page has in the menu."""
    assert f"\n# {front_matter(path)['title']}\n" in path.read_text(encoding="utf-8")


def test_no_two_pages_have_the_same_title_or_description() -> None:
    for key in ("title", "description"):
        counted = Counter(front_matter(path)[key] for path in PAGES)
        assert [value for value, count in counted.items() if count > 1] == []


def test_nothing_in_docs_is_fetched_from_elsewhere() -> None:
    fetched = re.compile(
        r"""!\[[^\]]*\]\(\s*<?(?:https?:)?//
          | \b(?:src|srcset|data|poster)\s*=\s*["']?(?:https?:)?//
          | <link\b[^>]*(?:https?:)?//
          | @import\b[^;]*//
          | \burl\(\s*["']?(?:https?:)?//
          | \b(?:fetch|import)\(\s*["'`](?:https?:)?//""",
        re.VERBOSE | re.IGNORECASE,
    )
    kinds = {".md", ".html", ".css", ".js", ".mjs", ".svg"}
    found = [
        f"{page_id(path)}: {match[0]}"
        for path in sorted(DOCS.rglob("*"))
        if path.suffix in kinds
        for match in fetched.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


# --- what the pages show is true ------------------------------------------------------------------


def test_the_complete_example_passes_the_check(tmp_path: Path) -> None:
    page = DOCS / "contribute" / "annotation-files.md"
    article, notes = fences(page, "markdown")[0], fences(page, "yaml")[0]
    result = check_project(tmp_path, article, notes)
    assert (result.returncode, result.stdout) == (0, "")


def test_the_example_of_a_message_is_what_the_checker_prints(tmp_path: Path) -> None:
    page = DOCS / "contribute" / "annotation-files.md"
    article, notes = fences(page, "markdown")[0], fences(page, "yaml")[0]
    result = check_project(
        tmp_path, article, notes.replace("target: slammed the brakes", "target: slammed the breaks")
    )
    assert result.returncode == 1
    assert result.stdout.strip() == fences(DOCS / "contribute" / "index.md", "text")[0].strip()


def check_project(root: Path, article: str, notes: str) -> subprocess.CompletedProcess[str]:
    """Run `markedcopy check` on one article and its notes, with the techniques of this repository."""
    for folder in ("docs/articles", "annotations"):
        (root / folder).mkdir(parents=True)
    shutil.copytree(DOCS / "techniques", root / "docs" / "techniques")
    (root / "docs" / "articles" / "harbour-car-park.md").write_text(article, encoding="utf-8")
    (root / "annotations" / "harbour-car-park.yml").write_text(notes, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "build_tools", "check", "--strict", "--format", "text"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_examples_of_the_command_line_print_what_the_page_says(tmp_path: Path) -> None:
    page = DOCS / "contribute" / "command-line.md"
    text, later = (block for block in fences(page, "text") if not block.startswith("markedcopy "))
    quotes, found, places, described, passages, carried = fences(page, "json")
    contents = {
        "port.txt": text,
        "later.txt": later,
        "quotes": quotes,
        "places": places,
        "passages": passages,
    }
    files = {name: str(tmp_path / name) for name in contents}
    for name, content in contents.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    run = CliRunner(catch_exceptions=False).invoke
    assert run(main, ["anchor", "--plain", files["port.txt"], files["quotes"]]).output == found
    assert run(main, ["describe", "--plain", files["port.txt"], files["places"]]).output == described
    both = ["--old", files["port.txt"], "--new", files["later.txt"]]
    assert run(main, ["reanchor", "--plain", *both, files["passages"]]).output == carried


def test_every_form_of_target_shown_is_one() -> None:
    blocks = map(loaded, fences(DOCS / "contribute" / "annotation-files.md", "yaml")[1:])
    shown = [block["target"] for block in blocks if "target" in block]
    read = [TypeAdapter(Targets).validate_python(target) for target in shown]
    forms = {type(target) for targets in read for target in targets}
    assert forms == {Quote, Every, Point, Whole}
    assert any(len(targets) > 1 for targets in read)


def test_every_other_key_shown_is_one_of_the_complete_example() -> None:
    whole, *blocks = map(loaded, fences(DOCS / "contribute" / "annotation-files.md", "yaml"))
    ids = {note["id"] for note in whole["annotations"]}
    parts = [block for block in blocks if "target" not in block]
    assert parts
    for part in parts:
        notes = {note["id"]: note for note in part.pop("annotations", [])}
        assert notes.keys() | set(part.get("first", [])) <= ids
        more = [note | notes.get(note["id"], {}) for note in whole["annotations"]]
        AnnotationFile.model_validate(whole | part | {"annotations": more})


def test_every_part_of_a_note_is_told_with_its_heading() -> None:
    text = (DOCS / "contribute" / "annotation-files.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| \*(.+?)\* \|", text, re.MULTILINE))
    assert told == PART_NAMES
    labels = {*Annotation.model_fields} - {"id", "formerly", "kind", "technique", "stance", "target", "gist"}
    assert {*PART_NAMES} == labels - {"author", "reviewer"}
    method = (DOCS / "how-we-work" / "index.md").read_text(encoding="utf-8")
    parts = re.findall(r"^\| (?!Part|Its title|---)([^|]+?) \| ", method, re.MULTILINE)
    assert parts == [*PART_NAMES.values()]


def test_every_word_for_kinds_stances_and_lenses_is_told() -> None:
    text = (DOCS / "contribute" / "annotation-files.md").read_text(encoding="utf-8")
    for kind, name in KIND_NAMES.items():
        assert f"| `kind: {kind}` | *{name}* | *{LENSES[kind][1]}*: " in text
    for stance, name in STANCE_NAMES.items():
        assert f"| `stance: {stance}` | *{name}* |" in text


FIRST_NOTE = DOCS / "contribute" / "your-first-note.md"


def test_the_note_to_copy_is_valid() -> None:
    _, block = fences(FIRST_NOTE, "yaml")
    assert load(Source.of("officials-not-named.yml", block), NoteFile).problems == ()


def test_the_note_that_is_explained_is_the_one_in_the_repository() -> None:
    [path] = re.findall(
        r"^page: `(annotations/\S+\.yml)`\.$", FIRST_NOTE.read_text(encoding="utf-8"), re.MULTILINE
    )
    shown, _ = fences(FIRST_NOTE, "yaml")
    assert load(Source.of(path, shown), NoteFile).problems == ()
    # Another edition, which has other articles, may keep the guide as it is.
    if (ROOT / path).parent.is_dir():
        assert shown == (ROOT / path).read_text(encoding="utf-8")
    told = re.findall(r"\*\*`(\w+)`\*\*", FIRST_NOTE.read_text(encoding="utf-8"))
    assert set(re.findall(r"^(\w+):", shown, re.MULTILINE)) == set(told)


def test_the_smallest_annotation_file_is_valid() -> None:
    block = fences(DOCS / "contribute" / "articles-and-techniques.md", "yaml")[0]
    AnnotationFile.model_validate(yaml.load(block, yaml.BaseLoader))


def test_the_home_page_shows_a_note_that_exists() -> None:
    text = (DOCS / "index.md").read_text(encoding="utf-8")
    [(slug, note)] = re.findall(r"^<!-- marked-copy: sentence (\S+) (\S+) -->$", text, re.MULTILINE)
    notes = yaml.load((ROOT / "annotations" / f"{slug}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    ids = [annotation["id"] for annotation in notes.get("annotations", ())]
    assert note in [*ids, *(path.stem for path in (ROOT / "annotations" / slug).glob("*.yml"))]


def test_the_privacy_page_names_all_that_is_kept_in_the_browser() -> None:
    scripts = [path.read_text(encoding="utf-8") for path in (ROOT / "build_tools/assets/js").rglob("*.js")]
    kept = {
        name
        for text in scripts
        for name in re.findall(r'^(?:export )?const \w+ = "(marked-copy[\w-]*)";', text, re.MULTILINE)
    }
    assert sum("localStorage" in text or "caches" in text for text in scripts) >= len(kept) >= 2
    privacy = (DOCS / "about" / "privacy.md").read_text(encoding="utf-8")
    assert {name for name in kept if f"`{name}`" not in privacy} == set()


# --- what the program knows is in the pages -------------------------------------------------------


def values(kind: type[Value] = Value) -> Iterator[type[Value]]:
    for below in kind.__subclasses__():
        yield below
        yield from values(below)


def test_every_field_has_a_description() -> None:
    bare = [
        f"{value.__name__}.{name}"
        for value in values()
        for name, field in value.model_fields.items()
        if not field.description
    ]
    assert bare == []


@pytest.mark.parametrize(
    "group",
    [
        (ArticleFrontMatter, Rights, Pairing),
        (TechniqueFrontMatter, Citation, SemEval),
    ],
    ids=["article", "technique"],
)
def test_every_key_of_a_front_matter_is_listed(group: tuple[type[Value], ...]) -> None:
    text = (DOCS / "contribute" / "articles-and-techniques.md").read_text(encoding="utf-8")
    names = [name for value in group for name in value.model_fields]
    assert [name for name in names if f"`{name}`" not in text] == []


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_and_option_is_described(name: str) -> None:
    text = (DOCS / "contribute" / "command-line.md").read_text(encoding="utf-8")
    section = re.search(
        rf"^## markedcopy {re.escape(name)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL
    )
    assert section, f"`markedcopy {name}` has no section"
    command = main.commands[name]
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            shown = parameter.opts[0]
        else:
            shown = parameter.make_metavar(click.Context(command)).strip("[].")
        assert shown in section[1], shown


def test_every_make_target_named_in_a_page_exists() -> None:
    targets = set(
        re.findall(r"^([a-z][\w-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    named = {
        target
        for path in PAGES
        for target in re.findall(r"`make ([\w-]+)`", path.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= targets


def test_the_forms_for_readers_are_named_in_the_pages() -> None:
    text = "".join(" ".join(path.read_text(encoding="utf-8").split()) for path in PAGES)
    forms = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in FORMS.glob("[0-9]*.yml")]
    names = [form["name"] for form in forms if form["name"] != "Report a bug"]
    assert names
    assert [name for name in names if f"*{name}*" not in text] == []


def test_the_privacy_page_keeps_its_word() -> None:
    config = configuration()
    assert config["theme"]["font"] is False
    # Would add the words of a search to the address of the next page, and so to the server's log.
    assert "search.highlight" not in config["theme"].get("features", [])
    assert not {"analytics", "consent"} & set(config.get("extra", {}))
    # Material asks api.github.com about a repository that it links in its header.
    assert "repo_url" not in config
    assert not [entry for entry in config.get("extra_javascript", []) if "//" in str(entry)]
    assert not [entry for entry in config.get("extra_css", []) if "//" in str(entry)]


# --- the built site -------------------------------------------------------------------------------


@pytest.fixture
def site(own_site: Site) -> Walk:
    return Walk(own_site)


def test_every_field_of_an_annotation_file_is_explained(site: Walk) -> None:
    page = site.pages["/contribute/annotation-files/"].text
    elsewhere = {
        ArticleFrontMatter,
        Rights,
        Pairing,
        TechniqueFrontMatter,
        Citation,
        SemEval,
    }
    missing = [
        f"{value.__name__}.{name}"
        for value in values()
        if value not in elsewhere
        for name, field in value.model_fields.items()
        if name not in page or plain_words(field.description or "") not in page
    ]
    assert missing == []


def plain_words(markdown: str) -> str:
    return " ".join(markdown.replace("`", "").replace("*", "").split())


def test_every_rule_and_every_technique_is_listed(site: Walk) -> None:
    assert {rule.id for rule in all_rules()} <= set(site.pages["/contribute/rules/"].ids)
    listed = {path for path, _ in site.links("/techniques/")}
    techniques = {path.stem for path in (DOCS / "techniques").glob("*.md")} - {"index"}
    assert {f"/techniques/{name}/" for name in techniques} <= listed


def test_every_page_of_text_is_in_the_navigation_or_a_listing(site: Walk) -> None:
    """Pages with prose are in the navigation; articles and techniques are found on their listing."""

    def entries(node: Any) -> Iterator[str]:
        if isinstance(node, str):
            yield node
        elif isinstance(node, dict):
            for below in node.values():
                yield from entries(below)
        else:
            for below in node:
                yield from entries(below)

    assert {page_id(path) for path in PAGES} <= set(entries(configuration()["nav"]))
    listed = {path for path, _ in site.links("/articles/")}
    articles = {path.stem for path in (DOCS / "articles").glob("*.md")} - {"index"}
    assert {f"/articles/{name}/" for name in articles} <= listed
