"""The plain docs folder: the same pages for another generator, byte for byte."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.adapters.edition import site_name
from build_tools.adapters.folder import WriteError, write_site
from build_tools.page.finished import SiteInfo
from build_tools.site.assets import STYLE, published_assets
from build_tools.site.building import Building
from build_tools.site.cache import Cache
from build_tools.site.suggesting import KNOWN
from tests.sites import FIXTURE, Site

PAGE = "articles/night-ferries"

MKDOCS_WITHOUT_OUR_PLUGIN = """\
site_name: Another site
docs_dir: {docs}
theme: {theme}
plugins: []
markdown_extensions: [attr_list, def_list, md_in_html, tables]
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written") / "docs"
    command = [sys.executable, "-m", "build_tools", "write", str(folder), "--root", str(FIXTURE)]
    environment = {**os.environ, "SITE_URL": "", "REPOSITORY_URL": ""}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return folder


def article_html(address: str = "") -> str:
    site = Building(FIXTURE, SiteInfo(site_name(FIXTURE), address), Cache()).finish()
    return site.text(f"{PAGE}.md").html.strip()


def test_the_articles_html_is_the_same_as_on_our_site(tmp_path: Path, fixture_site: Site) -> None:
    address = fixture_site.address
    html = article_html(address)
    command = [sys.executable, "-m", "build_tools", "write", str(tmp_path / "docs"), "--root", str(FIXTURE)]
    environment = {**os.environ, "SITE_URL": address.rstrip("/")}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert f"{address}{PAGE}/" in html
    assert html in (fixture_site.folder / PAGE / "index.html").read_text(encoding="utf-8")
    assert html in (tmp_path / "docs" / f"{PAGE}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_a_generator_without_our_plugin_passes_it_on(written: Path, tmp_path: Path, theme: str) -> None:
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(MKDOCS_WITHOUT_OUR_PLUGIN.format(docs=written, theme=theme), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "-q",
        "-f",
        str(settings),
        "-d",
        str(tmp_path / "site"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    assert article_html() in (tmp_path / "site" / PAGE / "index.html").read_text(encoding="utf-8")


def test_a_commonmark_parser_passes_it_on(written: Path) -> None:
    from markdown_it import MarkdownIt

    _, _, body = (written / f"{PAGE}.md").read_text(encoding="utf-8").split("---\n", 2)
    assert MarkdownIt("commonmark").render(body).strip() == article_html()


def test_nothing_is_left_to_fill_in(written: Path) -> None:
    left = [path for path in written.rglob("*.md") if "<!-- marked-copy" in path.read_text(encoding="utf-8")]
    assert left == []


def test_every_file_of_the_docs_folder_is_there_and_our_style_sheet_and_scripts(written: Path) -> None:
    def files(folder: Path) -> set[str]:
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    beside = {path for path in files(written) if re.fullmatch(r"articles/[\w-]+/.+", path)}
    slugs = {path.parent.name for path in (written / "articles").glob("*/practice.html")}
    assert slugs == {path.stem for path in (FIXTURE / "docs" / "articles").glob("*.md")} - {"index"}
    assert files(written) - beside == files(FIXTURE / "docs") | set(published_assets()) | {KNOWN}


def test_a_file_of_the_edition_stands_in_for_ours(tmp_path: Path) -> None:
    own = tmp_path / "edition"
    shutil.copytree(FIXTURE, own)
    (own / "docs" / "assets" / Path(STYLE).name).write_text("body { color: red }", encoding="utf-8")
    write_site(own, tmp_path / "written")
    assert (tmp_path / "written" / STYLE).read_text(encoding="utf-8") == "body { color: red }"


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(WriteError, match="not empty"):
        write_site(FIXTURE, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_nothing_is_written_inside_what_is_read() -> None:
    with pytest.raises(WriteError, match="inside"):
        write_site(FIXTURE, FIXTURE / "docs" / "out")
    assert not (FIXTURE / "docs" / "out").exists()


def test_errors_are_told_and_nothing_is_written(tmp_path: Path) -> None:
    root = tmp_path / "project"
    for folder in ("docs/articles", "docs/techniques", "annotations"):
        (root / folder).mkdir(parents=True)
    (root / "docs/articles/a.md").write_text("no front matter\n", encoding="utf-8")
    with pytest.raises(WriteError, match="front-matter-missing"):
        write_site(root, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("site_name: Marked Copy", "Marked Copy"),
        ('site_name: "The Post: annotated"  # ours', "The Post: annotated"),
        ("site_name: 'One'", "One"),
        ("theme: x", "Marked Copy"),
    ],
)
def test_the_sites_name_is_that_of_mkdocs(tmp_path: Path, line: str, name: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"{line}\n", encoding="utf-8")
    assert site_name(tmp_path) == name
