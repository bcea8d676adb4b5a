"""What is made, what is kept, and what a build says when something is wrong."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.cli.main import main
from build_tools.model.names import TechniqueNames
from build_tools.page.finished import SiteInfo
from build_tools.site import making, workers
from build_tools.site.building import Building, Site
from build_tools.site.cache import Cache
from tests.sites import FIXTURE, ROOT

CASE = ROOT / "tests" / "pages" / "points-and-whole"
INFO = SiteInfo("A site")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of the fixture’s techniques and three small articles."""
    root = tmp_path / "project"
    shutil.copytree(FIXTURE / "docs" / "techniques", root / "docs" / "techniques")
    (root / "docs" / "articles").mkdir()
    (root / "annotations").mkdir()
    for slug in ("one", "two", "three"):
        add(root, slug)
    return root


def build_site(root: Path, info: SiteInfo, cache: Cache) -> Site:
    return Building(root, info, cache).finish()


def add(root: Path, slug: str) -> None:
    text = (CASE / "article.md").read_text(encoding="utf-8")
    unmarked = (
        "\nA paragraph without any notes on it keeps the marks of this article from standing too close.\n"
    )
    (root / "docs" / "articles" / f"{slug}.md").write_text(text + unmarked, encoding="utf-8")
    shutil.copy(CASE / "annotations.yml", root / "annotations" / f"{slug}.yml")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def errors(site: Site) -> list[str]:
    return [f"{item.path}: {item.rule}" for item in site.problems if item.severity == "error"]


def test_what_has_not_changed_is_not_made_again(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build_site(project, INFO, Cache(tmp_path / "cache"))
    made: list[str] = []
    make = making.Making.article

    def noting(making: making.Making, slug: str, names: TechniqueNames) -> object:
        made.append(slug)
        return make(making, slug, names)

    monkeypatch.setattr(making.Making, "article", noting)

    assert build_site(project, INFO, Cache(tmp_path / "cache")).pages == first.pages
    assert made == []

    edit(project / "annotations" / "two.yml", "Every form of target.", "Every form.")
    changed = build_site(project, INFO, Cache(tmp_path / "cache"))
    assert made == ["two"]
    assert "Every form." in changed.text("articles/two.md").html
    assert changed.pages["articles/one.md"] == first.pages["articles/one.md"]

    build_site(project, replace(INFO, name="Another site"), Cache(tmp_path / "cache"))
    assert made == ["two", "one", "three", "two"]


def test_pages_made_by_several_processes_are_the_same(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(workers.WORTH_FORKING):
        add(project, f"more-{number}")
    together = build_site(project, INFO, Cache())
    monkeypatch.setattr(workers, "WORTH_FORKING", 1000)
    assert build_site(project, INFO, Cache()).pages == together.pages


def test_a_warning_is_given_again_when_the_page_was_kept(project: Path, tmp_path: Path) -> None:
    edit(project / "annotations" / "one.yml", "The words are on the page.", "It is a deliberate trick.")
    first = build_site(project, INFO, Cache(tmp_path / "cache"))
    again = build_site(project, INFO, Cache(tmp_path / "cache"))
    assert first.problems == again.problems
    assert {item.severity for item in first.problems} == {"warning"}


def test_an_error_is_no_page_and_is_not_kept(project: Path, tmp_path: Path) -> None:
    edit(project / "docs" / "articles" / "one.md", "Nobody said when.", "Nobody knows when.")
    for _ in range(2):
        site = build_site(project, INFO, Cache(tmp_path / "cache"))
        assert errors(site) == ["annotations/one.yml: quote-not-found"]
        assert sorted(site.pages) == ["articles/three.md", "articles/two.md"]


@pytest.mark.parametrize("damage", ["", "{", "[1, 2"])
def test_a_damaged_cache_is_made_anew(project: Path, tmp_path: Path, damage: str) -> None:
    first = build_site(project, INFO, Cache(tmp_path / "cache"))
    for path in (tmp_path / "cache").glob("*.kept"):
        path.write_text(damage, encoding="utf-8")
    assert build_site(project, INFO, Cache(tmp_path / "cache")).pages == first.pages


def test_words_lost_from_the_cache_are_made_anew(project: Path, tmp_path: Path) -> None:
    words = build_site(project, INFO, Cache(tmp_path / "cache")).text("articles/one.md")
    again = build_site(project, INFO, Cache(tmp_path / "cache"))
    for path in (tmp_path / "cache").glob("*-text.kept"):
        path.unlink()
    assert again.text("articles/one.md") == words


def test_a_cache_that_cannot_be_written_costs_no_page(project: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    assert len(build_site(project, INFO, Cache(tmp_path / "cache")).pages) == 3


def test_the_cache_forgets_what_no_build_asked_for(project: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    build_site(project, INFO, cache)
    cache.forget_unused()
    kept = {path.name for path in (tmp_path / "cache").glob("*.kept")}
    edit(project / "annotations" / "two.yml", "Every form of target.", "Every form.")
    build_site(project, INFO, cache)
    cache.forget_unused()
    now = {path.name for path in (tmp_path / "cache").glob("*.kept")}
    assert len(kept) == len(now) == len(kept & now) + len(("the page", "its words", "its handouts"))
    assert all(json.loads((tmp_path / "cache" / name).read_bytes().split(b"\n", 2)[1]) for name in now)


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("<!-- marked-copy: artcles -->", "there is no insert “artcles”"),
        ("<!-- marked-copy: sentence one -->", "takes 2 words after it, and has 1"),
        ("<!-- marked-copy: sentence one no-such-note -->", "there is no note “no-such-note”"),
        ("<!-- marked-copy: sentence no-such-article when -->", "there is no article “no-such-article”"),
        ("<!-- marked-copy: sentence one whole-text -->", "on the whole article"),
        ("<!-- marked-copy: techniques sourceing -->", "is not one of the kinds"),
        ("<!-- marked-copy: uses -->", "is not one of the techniques"),
    ],
)
def test_an_insert_that_is_not_understood_is_told_with_its_line(
    project: Path, comment: str, message: str
) -> None:
    building = Building(project, INFO, Cache())
    with pytest.raises(ValueError, match=message) as caught:
        building.finish().fill("page.md", building.expand("page.md", f"Text.\n\n{comment}\n"))
    assert "line 3" in str(caught.value)


def mkdocs(project: Path, site: Path, index: str) -> subprocess.CompletedProcess[str]:
    """Build the project with MkDocs's own theme, `--strict` and a home page."""
    settings = "site_name: Test\ntheme: mkdocs\nplugins: [marked-copy]\nvalidation: {anchors: warn}\n"
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (project / "docs" / "index.md").write_text(index, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(project / "mkdocs.yml")]
    return subprocess.run([*command, "-d", str(site)], capture_output=True, text=True, check=False)


def test_mkdocs_stops_at_an_error_and_says_where_it_is(project: Path, tmp_path: Path) -> None:
    edit(project / "docs" / "articles" / "one.md", "Nobody said when.", "Nobody knows when.")
    result = mkdocs(project, tmp_path / "out", "# Test\n")
    assert result.returncode == 1
    assert "annotations/one.yml:25:21: quote-not-found" in result.stderr
    assert "Traceback" not in result.stderr


def test_mkdocs_names_the_line_of_the_file_for_an_insert(project: Path, tmp_path: Path) -> None:
    result = mkdocs(
        project, tmp_path / "out", "---\ntitle: Test\n---\n\n# Test\n\n<!-- marked-copy: artcles -->\n"
    )
    assert result.returncode == 1
    assert "docs/index.md: line 7: `<!-- marked-copy: artcles -->`" in result.stderr


def test_mkdocs_names_the_line_of_the_file_for_an_insert_made_later(project: Path, tmp_path: Path) -> None:
    head = "---\ntitle: Test\n---\n\n# Test\n\n"
    index = f"{head}<!-- marked-copy: rules -->\n\n<!-- marked-copy: sentence one nothing -->\n"
    result = mkdocs(project, tmp_path / "out", index)
    assert result.returncode == 1
    assert "docs/index.md: line 9: `<!-- marked-copy: sentence one nothing -->`" in result.stderr


def test_an_insert_may_be_written_without_spaces(project: Path, tmp_path: Path) -> None:
    assert mkdocs(project, tmp_path / "out", "# Test\n\n<!--marked-copy:articles-->\n").returncode == 0
    html = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert 'href="./articles/one/"' in html


def checked(project: Path) -> Result:
    with contextlib.chdir(project):
        return CliRunner(catch_exceptions=False).invoke(main, ["check", "--format", "text", "--root", "."])


def test_a_warning_stops_neither_the_check_nor_the_build_and_both_say_the_same(
    project: Path, tmp_path: Path
) -> None:
    edit(project / "annotations" / "one.yml", "The words are on the page.", "It is a deliberate trick.")
    check, build = checked(project), mkdocs(project, tmp_path / "out", "# Test\n")
    assert (check.exit_code, build.returncode) == (0, 0), build.stderr
    assert "intent-words (warning)" in check.stdout
    assert check.stdout in build.stderr
    assert check.stderr in build.stderr
    assert (tmp_path / "out" / "articles" / "one" / "index.html").is_file()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("docs/techniques/single-source.md", "title:", "title: ["),
        ("docs/techniques/single-source.md", "kind: sourcing", "kind: sourcery"),
        ("annotations/one.yml", "summary:", "summery:"),
        ("docs/articles/one.md", "title:", "title: ["),
        ("docs/articles/one.md", "\nA paragraph without", "\n::: furniture\n\nA paragraph without"),
    ],
)
def test_what_stops_the_check_stops_the_build_and_both_say_the_same(
    project: Path, tmp_path: Path, name: str, old: str, new: str
) -> None:
    text = (project / name).read_text(encoding="utf-8")
    assert old in text
    (project / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    page = "# Test\n\n<!-- marked-copy: techniques sourcing -->\n\n<!-- marked-copy: no-such-insert -->\n"
    check, build = checked(project), mkdocs(project, tmp_path / "out", page)
    assert (check.exit_code, build.returncode) == (1, 1)
    assert check.stdout.strip()
    assert check.stdout in build.stderr
    assert check.stderr in build.stderr


def test_mkdocs_validates_links_to_notes_and_headings_of_an_article(project: Path, tmp_path: Path) -> None:
    good = "[a note](articles/one.md#when), [its reference](articles/one.md#ref--when), [notes](articles/one.md#notes)"
    result = mkdocs(project, tmp_path / "out", f"# Test\n\n{good}\n")
    assert result.returncode == 0, result.stderr

    result = mkdocs(project, tmp_path / "out", "# Test\n\n[a note](articles/one.md#no-such-note)\n")
    assert result.returncode == 1
    assert "does not contain an anchor '#no-such-note'" in result.stderr


def test_links_of_articles_to_places_that_are_not_there_are_told_and_stop_nothing(
    project: Path, tmp_path: Path
) -> None:
    two = project / "docs" / "articles" / "two.md"
    there = "[a](one.md#when) [b](one.md#ref--when) [c](../techniques/labeling.md#title) [d](two.md#notes)"
    dead = (
        "[e](one.md#wehn) [f](two.md#nowhere) [g](../techniques/labeling.md#nowhere) [h](../index.md#nowhere)"
    )
    two.write_text(f"{two.read_text(encoding='utf-8')}\n{there} {dead}\n", encoding="utf-8")
    result = mkdocs(project, tmp_path / "out", "# Test\n")
    assert result.returncode == 0
    assert [line for line in result.stderr.splitlines() if "has no place" in line] == [
        "docs/articles/two.md: docs/articles/one.md has no place `#wehn`. Did you mean `#when`?",
        "docs/articles/two.md: docs/articles/two.md has no place `#nowhere`.",
        "docs/articles/two.md: docs/index.md has no place `#nowhere`.",
        "docs/articles/two.md: docs/techniques/labeling.md has no place `#nowhere`.",
    ]


def test_the_contents_list_and_the_title_are_the_articles(project: Path, tmp_path: Path) -> None:
    assert mkdocs(project, tmp_path / "out", "# Test\n").returncode == 0
    html = (tmp_path / "out" / "articles" / "one" / "index.html").read_text(encoding="utf-8")
    assert "<title>Points and wholes - Test</title>" in html
    assert '<a href="#the-article"' in html
    assert '<a href="#notes"' in html


def test_a_link_is_looked_up_again_when_its_file_comes_or_goes(project: Path, tmp_path: Path) -> None:
    one = project / "docs" / "articles" / "one.md"
    one.write_text(
        one.read_text(encoding="utf-8") + "\nSee [the other](four.md) and [a](../techniques/labeling.md).\n",
        encoding="utf-8",
    )
    cache = Cache(tmp_path / "cache")

    def dead() -> list[str]:
        found = build_site(project, INFO, cache).problems
        return [item.message for item in found if item.rule == "link-leads-nowhere"]

    assert ["four.md" in message for message in dead()] == [True]
    add(project, "four")
    assert dead() == []
    html = build_site(project, INFO, cache).text("articles/one.md").html
    assert 'href="../four/"' in html
    assert 'href="../../techniques/labeling/"' in html
