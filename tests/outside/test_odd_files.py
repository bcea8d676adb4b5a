"""Only plain files of the project are opened and published; everything else is one clear error, everywhere."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.adapters.folder import WriteError, write_site
from build_tools.check.check import problems_of
from build_tools.read.project import read_project
from tests.outside.projects import make_project, run, tree

CANARY = "what-no-site-may-publish"

Odd = Callable[[Path, Path], object]
"""Makes something at the first path; the second is a folder outside the project."""


def _socket(path: Path, _: Path) -> None:
    # The path of a socket has to be short.
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path.name)
    finally:
        os.chdir(here)


def _huge(path: Path, _: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(5_000_000_000)


ODD: dict[str, Odd] = {
    "a link to a file outside": lambda path, outside: path.symlink_to(outside / "secret.txt"),
    "a link to a folder outside": lambda path, outside: path.symlink_to(outside),
    "a link to the root": lambda path, _: path.symlink_to("/"),
    "a link to a device": lambda path, _: path.symlink_to("/dev/zero"),
    "a link to itself": lambda path, _: path.symlink_to(path.name),
    "a link up": lambda path, _: path.symlink_to("../.."),
    "a link to nowhere": lambda path, _: path.symlink_to("nowhere"),
    "a link inside": lambda path, _: path.symlink_to("../index.md"),
    "a pipe": lambda path, _: os.mkfifo(path),
    "a socket": _socket,
}
PLACES = (
    "docs/articles/x.png",
    "docs/articles/x.md",
    "docs/articles/index.md",
    "docs/articles/pictures",
    "docs/articles/x.markdown",
    "docs/about/x.css",
    "docs/about/.hidden",
    "docs/techniques/x.md",
    "annotations/x.yml",
    "annotations/README",
)
UNPUBLISHED = {
    "docs/articles/x.html": b"<script>alert(1)</script>",
    "docs/articles/x.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "docs/articles/x.markdown": b"# X",
    "docs/articles/x/index.md": b"# X",
    "docs/articles/x.js": b"alert(1)",
    "docs/articles/x.xhtml": b"<p/>",
    # Without an ending, browsers guess from what is in it.
    "docs/articles/LICENSE": b"<script>alert(1)</script>",
    "docs/techniques/CNAME": b"<script>alert(1)</script>",
    "docs/techniques/x.HTM": b"<p>",
    "docs/about/x.html": b"<p>",
    "docs/about/x.MD": b"# X",
    "docs/about/x.php": b"<?php",
    "docs/about/x\u202egnp.md": b"# X",
    "docs/about/x\u200b.png": b"",
    "docs/about/x": b"x",
    "docs/about/not-utf-8.md": b"caf\xe9",
    "docs/about/not-utf-8.css": b"/* \xe9 */",
    "docs/about/too-long.md": b"a " * 600_000,
    "docs/about/what?.png": b"",
    "docs/about/a\nb.png": b"",
    "docs/about/a\\b.png": b"",
    "docs/about/end .md": b"# X",
    "docs/about/percent%2e.png": b"",
    "docs/about.md": b"# The same address as about/index.md",
}
FINE = {
    "docs/articles/x.png": b"\x89PNG",
    "docs/articles/pictures/Port of Kyiv.JPG": b"\xff",
    "docs/assets/logo.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "docs/über-uns.md": b"# X",
    "docs/CNAME": b"example.org",
    "docs/.nojekyll": b"",
    "docs/.DS_Store": b"\xff\x00",
    "annotations/README.md": b"x",
    "annotations/.x.yml": b"[",
}


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.txt").write_text(CANARY, encoding="utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = make_project(tmp_path / "project")
    put(root, "docs/about/index.md", b"# About")
    return root


def put(root: Path, name: str, data: bytes) -> None:
    path = root / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", ODD)
def test_what_is_no_plain_file_is_an_error_of_its_own(
    project: Path, outside: Path, kind: str, place: str
) -> None:
    ODD[kind](project / place, outside)
    found = read_project(project)
    assert not found.is_fit
    errors = {item.message for item in problems_of(found) if item.path == place and item.severity == "error"}
    assert any("this file cannot be read: it is a" in message for message in errors), errors
    with pytest.raises(WriteError, match="file-unreadable"):
        write_site(project, project.parent / "out")
    assert not (project.parent / "out").exists()


@pytest.mark.parametrize("folder", ["docs", "docs/articles", "docs/techniques", "annotations"])
def test_a_folder_of_the_project_is_no_link(project: Path, folder: str) -> None:
    (project / folder).rename(project.parent / "moved")
    (project / folder).symlink_to(project.parent / "moved")
    found = read_project(project)
    assert [item.path for item in found.problems] == [folder]
    assert not found.is_fit
    assert not found.articles or folder != "docs/articles"


@pytest.mark.parametrize("folder", ["docs", "annotations"])
def test_a_folder_of_the_project_is_no_file(project: Path, folder: str) -> None:
    (project / folder).rename(project.parent / "moved")
    (project / folder).write_bytes(b"x")
    found = read_project(project)
    assert [(item.path, item.message) for item in found.problems] == [
        (folder, "this file cannot be read: it is a file, and has to be a folder")
    ]
    assert {item.rule for item in problems_of(found) if item.severity == "error"} <= {
        "file-unreadable",
        "annotation-without-article",
        "article-without-annotations",
        "unknown-technique",
    }


@pytest.mark.parametrize(
    ("there", "name", "better"),
    [
        ("annotations/a-0.yml", "annotations/a-0.yml.txt", "annotations/a-0.yml"),
        ("annotations/a-0.yml", "annotations/A-0.yaml~", "annotations/a-0.yml"),
        ("annotations/a-0.yml", "annotations/a-0.json", "annotations/a-0.yml"),
        ("annotations", "annotation", "annotations"),
        ("annotations", "Annotations", "annotations"),
    ],
)
def test_annotations_under_another_name_are_told(project: Path, there: str, name: str, better: str) -> None:
    (project / there).rename(project / name)
    (problem,) = read_project(project).problems
    assert (problem.path, problem.rule, problem.hint) == (name, "file-name", f"Rename it to `{better}`.")


def test_what_lies_beside_an_annotation_file_is_left_alone(project: Path) -> None:
    put(project, "annotations/a-0.yml.bak", b"x")
    put(project, "annotations/README.md", b"x")
    assert read_project(project).problems == ()


@pytest.mark.parametrize("text", ["---\ntitle: [\n---\n# X\n", "---\ntitle: Talks: a report\n---\n# X\n"])
def test_front_matter_of_a_page_that_is_no_yaml_is_told(project: Path, text: str) -> None:
    put(project, "docs/about/index.md", text.encode())
    assert [(item.path, item.line, item.rule) for item in read_project(project).problems] == [
        ("docs/about/index.md", 2, "yaml-syntax")
    ]


@pytest.mark.parametrize("name", UNPUBLISHED)
def test_what_is_not_to_be_published_is_an_error(project: Path, name: str) -> None:
    put(project, name, UNPUBLISHED[name])
    found = read_project(project)
    assert not found.is_fit
    assert len(found.problems) == 1 + (name == "docs/articles/x/index.md") * 0
    assert found.problems[0].hint


def test_a_file_too_large_to_publish_is_not_read(project: Path, outside: Path) -> None:
    _huge(project / "docs" / "about" / "film.mp4", outside)
    assert [item.rule for item in read_project(project).problems] == ["file-too-large"]


def test_what_may_be_published_is_left_alone(project: Path) -> None:
    for name, data in FINE.items():
        put(project, name, data)
    found = read_project(project)
    assert found.problems == ()
    assert found.is_fit
    assert "articles/pictures/Port of Kyiv.JPG" in found.published
    assert not {uri for uri in found.published if "/." in f"/{uri}"}


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_cannot_be_read_is_told(project: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    """The tests may run as somebody who can read everything, so the refusal is played."""
    closed = project / "docs" / "about" / "closed.png"
    if what == "file":
        closed.write_bytes(b"")
        monkeypatch.setattr(os, "access", lambda path, _mode: path != closed)
    else:
        closed.mkdir()
        iterdir = Path.iterdir

        def refusing(path: Path) -> object:
            if path == closed:
                raise PermissionError(13, "Permission denied")
            return iterdir(path)

        monkeypatch.setattr(Path, "iterdir", refusing)
    problems = read_project(project).problems
    assert [(item.path, item.message) for item in problems] == [
        ("docs/about/closed.png", "this file cannot be read: permission denied")
    ]


def test_a_folder_hundreds_deep_is_no_trouble(project: Path) -> None:
    deep = project / "docs" / "about"
    for _ in range(400):
        deep = deep / "d"
        deep.mkdir()
    (deep / "x.html").write_bytes(b"")
    assert [item.rule for item in read_project(project).problems] == ["file-kind"]


def test_every_command_names_every_odd_file_and_publishes_nothing(project: Path, outside: Path) -> None:
    names = []
    for number, (kind, make) in enumerate(ODD.items()):
        for folder in ("docs/articles", "docs/about", "annotations"):
            name = f"{folder}/odd-{number}.{'yml' if folder == 'annotations' else 'png'}"
            make(project / name, outside)
            names.append((name, kind))
    before = tree(project / "docs"), tree(project / "annotations")
    out = project / "out"
    for command in (
        ("build_tools", "check"),
        ("build_tools", "write", out),
        ("mkdocs", "build", "-d", out),
        ("mkdocs", "build", "--strict", "-d", out),
    ):
        result = run(project, *command)
        printed = result.stdout + result.stderr
        assert result.returncode == 1, printed
        assert "Traceback" not in printed
        assert CANARY not in printed
        assert [item for item in names if item[0] not in printed] == [], command
        assert not out.exists()
    assert (tree(project / "docs"), tree(project / "annotations")) == before


@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("docs_dir: ../outside\n", "docs_dir is"),
        ("docs_dir: docs/about\n", "docs_dir is"),
    ],
)
def test_the_docs_folder_is_the_one_that_is_checked(project: Path, settings: str, says: str) -> None:
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write(settings)
    result = run(project, "mkdocs", "build", "-d", project.parent / "out")
    assert result.returncode == 1
    assert says in result.stderr
    assert "Traceback" not in result.stderr
    assert not (project.parent / "out").exists()


def test_a_link_among_the_themes_files_is_refused(project: Path, outside: Path) -> None:
    (project / "theme").mkdir()
    (project / "theme" / "x.png").symlink_to(outside / "secret.txt")
    settings = "site_name: Test\ntheme: {name: mkdocs, custom_dir: theme}\nplugins: [marked-copy]\n"
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    result = run(project, "mkdocs", "build", "-d", project.parent / "out")
    assert result.returncode == 1
    assert "theme/x.png" in result.stderr
    assert not (project.parent / "out").exists()
