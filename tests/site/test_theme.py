"""What `theme/main.html` replaces in Material's markup is still there to be replaced."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.sites import ROOT, build

MAIN = (ROOT / "build_tools" / "theme" / "main.html").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"{% block (\w+) %}(.*?){% endblock %}", MAIN, re.DOTALL))
REPLACED = [
    (block, old)
    for block, body in BLOCKS.items()
    for _, old in re.findall(r"""\breplace\(\s*(["'])(.*?)\1\s*,""", body)
]

# Material alone, in which the same blocks are only marked; with an open section, and a page that is in no menu.
PROBE = "{% extends 'base.html' %}\n" + "".join(
    f"{{% block {name} %}}<!-- {name} begins -->{{{{ super() }}}}<!-- {name} ends -->{{% endblock %}}\n"
    for name in BLOCKS
)
SETTINGS = """\
site_name: Material alone
theme: {name: material, custom_dir: theme, font: false, features: [navigation.tabs]}
plugins: [search]
markdown_extensions: [{toc: {permalink: true}}]
not_in_nav: /apart.md
nav: [Home: index.md, Section: [One: one.md, Two: two.md]]
"""
PAGES = {
    "index": "# Home",
    "one": "# One\n\n## A heading",
    "two": "# Two",
    "apart": "# Apart\n\n## A heading",
}


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Each block as Material makes it, on each page."""
    project = tmp_path_factory.mktemp("material")
    for folder in ("docs", "theme"):
        (project / folder).mkdir()
    for name, text in PAGES.items():
        (project / "docs" / f"{name}.md").write_text(text, encoding="utf-8")
    (project / "theme" / "main.html").write_text(PROBE, encoding="utf-8")
    (project / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    build(project / "mkdocs.yml", project / "site", "")
    return {name: list(blocks(project / "site", name)) for name in BLOCKS}


def blocks(site: Path, name: str) -> list[str]:
    return [
        block
        for path in site.rglob("*.html")
        for block in re.findall(
            f"<!-- {name} begins -->(.*?)<!-- {name} ends -->", path.read_text(encoding="utf-8"), re.DOTALL
        )
    ]


def test_there_is_something_to_replace() -> None:
    assert REPLACED


@pytest.mark.parametrize(("block", "old"), REPLACED)
def test_materials_markup_has_what_is_replaced(rendered: dict[str, list[str]], block: str, old: str) -> None:
    assert len(rendered[block]) >= len(PAGES)
    assert [each for each in rendered[block] if old in each], (
        f"Material no longer writes {old!r} in its block {block!r}: if that is mended, remove the filter"
    )


def test_the_search_is_the_only_dialog_in_the_header(rendered: dict[str, list[str]]) -> None:
    """Every dialog there is given the name of the search."""
    assert {each.count('role="dialog"') for each in rendered["header"]} == {1}


def test_a_label_for_the_contents_list_is_without_one_on_some_page(rendered: dict[str, list[str]]) -> None:
    """That is what the filter looks for."""
    assert [each for each in rendered["site_nav"] if ' for="__toc"' in each and 'id="__toc"' not in each]
