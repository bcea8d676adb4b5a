"""The old site or the new one, whole, at every moment; and what a build that was ended leaves."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from build_tools.adapters import aside
from build_tools.adapters.aside import Aside, FolderError
from build_tools.site.workers import WORTH_FORKING
from tests.outside.killing import BUILD, WRITE, Killing
from tests.outside.projects import SETTINGS, make_project, run, tree


def never() -> None:
    raise AssertionError("nobody else is here to wait for")


@pytest.mark.parametrize(("command", "kills"), [(BUILD, 4), (WRITE, 2)], ids=["build", "write"])
def test_a_build_that_is_ended_leaves_the_old_site_or_the_new_one(
    tmp_path: Path, command: tuple[str, ...], kills: int
) -> None:
    # As many articles as are made in further processes.
    killing = Killing(tmp_path, command, WORTH_FORKING, seed=7)
    for number in range(kills):
        killing.kill(number)
    assert killing.wrong == [], killing.seen


WRONG = (
    ("annotations/a-0.yml", "summary: [\n"),
    ("docs/index.md", "# Test\n\n<!-- marked-copy: artcles -->\n"),
    ("docs/index.md", "# Test\n\n[nowhere](nowhere.md)\n"),
    ("docs/index.md", "# Test\n\n<!-- marked-copy: sentence a-0 nothing -->\n"),
    (
        "mkdocs.yml",
        "site_name: Test\ntheme: mkdocs\nplugins: [marked-copy]\nnav: [Nothing: nothing.md]\n",
    ),
    ("mkdocs.yml", "site_name: [\n"),
)


def test_a_build_that_fails_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    assert run(root, "mkdocs", "build", "--strict").returncode == 0
    before = tree(root / "site")
    for where, text in WRONG:
        right = (root / where).read_bytes()
        (root / where).write_text(text, encoding="utf-8")
        result = run(root, "mkdocs", "build", "--strict")
        (root / where).write_bytes(right)
        assert result.returncode == 1, text
        assert "Traceback" not in result.stderr, text
        assert tree(root / "site") == before, text
        assert sorted(path.name for path in root.iterdir()) == [
            ".cache", "annotations", "docs", "mkdocs.yml", "site",
        ], text  # fmt: skip


def test_articles_are_written_while_others_are_made(tmp_path: Path) -> None:
    # As many as are made in further processes, and none in the menu: then writing does not wait for the last one.
    number = WORTH_FORKING + 2
    root = make_project(tmp_path / "project", number)
    settings = SETTINGS.replace("[marked-copy]", "[search, marked-copy]").replace("mkdocs", "material")
    lists = "site_url: https://example.org/\nnav: [Home: index.md]\n"
    (root / "mkdocs.yml").write_text(settings + lists, encoding="utf-8")
    environment = {"SOURCE_DATE_EPOCH": "1700000000"}
    assert run(root, "mkdocs", "build", "--strict", environment=environment).returncode == 0
    first = tree(root / "site")
    assert b'<section class="mc-article"' in first[f"articles/a-{number - 1}/index.html"]
    # Now everything is kept, and nothing is made.
    assert run(root, "mkdocs", "build", "--strict", environment=environment).returncode == 0
    again = tree(root / "site")
    assert again.keys() == first.keys()
    # Whatever was made when: the lists of all pages have one order.
    assert [name for name in first if first[name] != again[name]] == []
    assert {"sitemap.xml", "search/search_index.json"} <= first.keys()

    for path in (root / "annotations").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        more = ("# Changed.\n", text, "surplus: key\n" if path.stem == "a-3" else "")
        path.write_text("".join(more), encoding="utf-8")
    result = run(root, "mkdocs", "build", "--strict", environment=environment)
    assert result.returncode == 1
    assert "annotations/a-3.yml" in result.stderr
    assert "unknown-key" in result.stderr
    assert tree(root / "site") == again


def test_two_builds_at_once_both_succeed(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project", 3)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    running = [subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE) for _ in range(3)]
    printed = [process.communicate(timeout=120)[1].decode() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], printed
    assert (root / "site" / "articles" / "a-2" / "index.html").is_file()
    assert not (root / "site.partial").exists()
    assert any("waiting for its end" in text for text in printed)


def test_the_second_waits_for_the_first(tmp_path: Path) -> None:
    first = Aside(tmp_path / "site", never)
    waiting = threading.Event()
    seen: list[str] = []

    def make_second() -> None:
        second = Aside(tmp_path / "site", waiting.set)
        seen.append((tmp_path / "site" / "a").read_text())
        (second.path / "a").write_text("second")
        second.put_in_place()

    thread = threading.Thread(target=make_second)
    thread.start()
    assert waiting.wait(10)
    (first.path / "a").write_text("first")
    assert seen == []
    first.put_in_place()
    thread.join(10)
    assert seen == ["first"]
    assert tree(tmp_path) == {"site/a": b"second"}


@pytest.mark.parametrize("exchanging", [True, False])
def test_what_is_put_in_place_is_all_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchanging: bool
) -> None:
    if not exchanging:
        monkeypatch.setattr(aside, "exchange", lambda *_: False)
    site = tmp_path / "site"
    for text in ("first", "second"):
        making = Aside(site, never)
        (making.path / text).write_text(text)
        making.put_in_place()
        making.discard()
        assert tree(tmp_path) == {f"site/{text}": text.encode()}


def test_two_folders_are_exchanged_in_one_step(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "of").write_text(name)
    assert aside.exchange(tmp_path / "a", tmp_path / "b")
    assert tree(tmp_path) == {"a/of": b"b", "b/of": b"a"}


def test_a_program_that_ended_between_two_renamings_is_made_good(tmp_path: Path) -> None:
    for name in ("site.before", "site.partial"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "of").write_text(name)
    Aside(tmp_path / "site", never).discard()
    assert tree(tmp_path) == {"site/of": b"site.before"}


def test_what_is_hidden_in_the_site_stays(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / ".git").mkdir(parents=True)
    (site / ".git" / "HEAD").write_text("main")
    (site / "old").write_text("old")
    making = Aside(site, never)
    (making.path / "new").write_text("new")
    making.put_in_place()
    assert tree(tmp_path) == {"site/.git/HEAD": b"main", "site/new": b"new"}


@pytest.mark.parametrize("place", ["site", "site.partial", "site.before"])
def test_what_is_hidden_and_came_with_the_repository_is_not_published(tmp_path: Path, place: str) -> None:
    root = make_project(tmp_path / "project")
    page = root / place / ".well-known" / "page.html"
    page.parent.mkdir(parents=True)
    page.write_text("<script>alert(1)</script>")
    (root / place / "index.html").write_text("A site")

    def git(*words: str) -> None:
        subprocess.run(["git", "-C", root, *words], check=True, capture_output=True)

    git("init")
    assert run(root, "mkdocs", "build", "--strict").returncode == 0  # the owner's own
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("<script>alert(1)</script>")
    git("add", "--force", str(page))
    result = run(root, "mkdocs", "build", "--strict")
    assert result.returncode == 1
    assert f"{place}/.well-known/page.html is in the repository" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("name", ["site", "site.partial"])
@pytest.mark.parametrize("what", ["link", "file"])
def test_a_link_or_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path, name: str, what: str) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "precious").write_text("precious")
    if what == "link":
        (tmp_path / name).symlink_to(mine)
    else:
        (tmp_path / name).write_text("a file")
    before = tree(tmp_path)
    with pytest.raises(FolderError, match="delete it"):
        Aside(tmp_path / "site", never)
    assert tree(tmp_path) == before


def _link_site(root: Path, mine: Path) -> None:
    (root / "site").symlink_to(mine)


def _link_out(root: Path, mine: Path) -> None:
    (root / "out").symlink_to(mine)
    with (root / "mkdocs.yml").open("a") as stream:
        stream.write("site_dir: out/site\n")


def _link_cache(root: Path, mine: Path) -> None:
    (root / ".cache").symlink_to(mine)


def _link_own_cache(root: Path, mine: Path) -> None:
    (root / ".cache").mkdir()
    (root / ".cache" / "marked-copy").symlink_to(mine)


def _site_is_a_file(root: Path, _mine: Path) -> None:
    (root / "site").write_text("not a folder")


def _site_is_something_else(root: Path, _mine: Path) -> None:
    with (root / "mkdocs.yml").open("a") as stream:
        stream.write("site_dir: annotations\n")


@pytest.mark.parametrize(
    "arrange",
    [_link_site, _link_out, _link_cache, _link_own_cache, _site_is_a_file, _site_is_something_else],
)
def test_a_build_empties_and_deletes_nothing_but_its_own(tmp_path: Path, arrange: object) -> None:
    root = make_project(tmp_path / "project")
    mine = tmp_path / "mine"
    (mine / "site").mkdir(parents=True)
    (mine / "marked-copy").mkdir()
    for name in ("precious.json", "site/precious.txt", "marked-copy/precious.json"):
        (mine / name).write_text("precious")
    arrange(root, mine)  # type: ignore[operator]
    before = tree(tmp_path)
    result = run(root, "mkdocs", "build", "--strict")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "marked-copy: " in result.stderr
    assert tree(tmp_path) == before


FULL = """
import resource, signal, sys
from mkdocs.__main__ import cli
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
sys.argv[0] = "mkdocs"
cli()
"""


def test_a_full_disk_is_one_message_and_changes_nothing(tmp_path: Path) -> None:
    """Played by a limit on the size of a file: writing fails half-way, as it does when the disk is full."""
    root = make_project(tmp_path / "project")
    assert run(root, "mkdocs", "build").returncode == 0
    before = tree(root / "site")
    (root / "docs" / "index.md").write_text("# Changed\n")
    for size in (0, 3_000, 30_000):
        result = subprocess.run(
            [sys.executable, "-c", FULL, str(size), "build"],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 1, size
        assert "Traceback" not in result.stderr, size
        assert "Nothing was published" in result.stderr, size
        assert tree(root / "site") == before, size
        assert not (root / "site.partial").exists(), size


def test_a_folder_that_cannot_be_written_is_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tests may run as somebody who can write everywhere, so the refusal is played."""
    from build_tools.adapters.folder import WriteError, write_site

    root = make_project(tmp_path / "project")
    mkdir = Path.mkdir

    def refusing(path: Path, *arguments: object, **more: object) -> None:
        if path.name.endswith(".partial"):
            raise PermissionError(13, "Permission denied", str(path))
        mkdir(path, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "mkdir", refusing)
    with pytest.raises(WriteError, match=r"cannot write to .*: Permission denied"):
        write_site(root, tmp_path / "out")


def test_a_lock_ends_with_its_program(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from build_tools.adapters.aside import Aside\n"
        "making = Aside(Path(sys.argv[1]), lambda: None); (making.path / 'half').write_text('half'); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "site")], check=False)
    assert tree(tmp_path) == {"site.partial/half": b"half"}
    making = Aside(tmp_path / "site", never)
    assert tree(tmp_path) == {}
    making.discard()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_is_given_back(tmp_path: Path) -> None:
    making = Aside(tmp_path / "site", never)
    making.put_in_place()
    descriptor = os.open(tmp_path / "site", os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(descriptor)
