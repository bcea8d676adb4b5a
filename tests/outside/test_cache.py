"""What is kept is trusted only if it was made here, and costs nothing but time when it is not."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from build_tools.classroom.finished import Handouts
from build_tools.page.finished import NO_PAPER, PageText, SiteInfo
from build_tools.site.building import Building, Site
from build_tools.site.cache import LIBRARIES, Cache, key_of, machine_key
from build_tools.site.making import Made, MadeTechniques
from build_tools.site.plain import from_bytes, to_bytes
from tests.outside.projects import ROOT, make_project, run, tree

CANARY = "<script>canary</script>"


def build_site(root: Path, folder: Path | None = None) -> Site:
    return Building(root, SiteInfo("A site"), Cache(folder)).finish()


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Goes to another machine, or another user's account."""

    def go() -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "one"))
    return go


def _put_in(path: Path) -> None:
    signature, line, behind = path.read_bytes().split(b"\n", 2)
    value = json.loads(line)
    for name in ("html", "search"):
        if isinstance(value, dict) and name in value:
            value[name] += CANARY
    path.write_bytes(b"\n".join((signature, json.dumps(value).encode(), CANARY.encode() + behind)))


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


DAMAGE: dict[str, Callable[[Path], object]] = {
    "words put in": _put_in,
    "empty": lambda path: path.write_bytes(b""),
    "half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "the form of before": lambda path: path.write_text(
        json.dumps({"html": CANARY, "search": CANARY}), encoding="utf-8"
    ),
    "a list": lambda path: path.write_text("[1, 2]"),
    "a number": lambda path: path.write_text("1"),
    "null": lambda path: path.write_text("null"),
    "not text": lambda path: path.write_bytes(b"\xff" * 200),
    "a folder": _folder,
    "a pipe": _pipe,
    "a link": _link,
    "another entry": lambda path: path.write_bytes(min(path.parent.glob("*.kept")).read_bytes()),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_an_entry_that_is_not_ours_is_made_anew(tmp_path: Path, damage: str) -> None:
    root = make_project(tmp_path / "project", 3)
    kept = tmp_path / "cache"
    first = build_site(root, kept)
    for path in sorted(kept.glob("*.kept"), reverse=True):
        DAMAGE[damage](path)
    again = build_site(root, kept)
    assert again.pages == first.pages
    assert again.problems == first.problems
    for uri in first.pages:
        assert again.text(uri) == first.text(uri)
        assert CANARY not in again.text(uri).html


def test_a_cache_from_another_machine_is_not_trusted(tmp_path: Path, elsewhere: Callable[[], None]) -> None:
    """Even with signatures that were right where it was made."""
    root = make_project(tmp_path / "project", 2)
    kept = tmp_path / "cache"
    first = build_site(root, kept)
    trusted = Cache(kept).get(next(iter(sorted(kept.glob("*-text.kept")))).stem, PageText)
    assert trusted
    elsewhere()
    keys = [path.stem for path in kept.glob("*-text.kept")]
    assert [Cache(kept).get(key, PageText) for key in keys] == [None, None]
    assert build_site(root, kept).text("articles/a-0.md") == first.text("articles/a-0.md")


def test_a_clone_with_a_poisoned_cache_publishes_nothing_of_it(
    tmp_path: Path, elsewhere: Callable[[], None]
) -> None:
    root = make_project(tmp_path / "project")
    assert run(root, "mkdocs", "build").returncode == 0
    clean = tree(root / "site")
    for path in (root / ".cache" / "marked-copy").glob("*.kept"):
        _put_in(path)
    elsewhere()
    assert run(root, "mkdocs", "build").returncode == 0
    assert [name for name, data in tree(root / "site").items() if CANARY.encode() in data] == []
    assert tree(root / "site").keys() == clean.keys()


AGAIN = """
import sys
from pathlib import Path
import build_tools.adapters.mkdocs
from build_tools.page.finished import SiteInfo
from build_tools.site.building import Building
from build_tools.site.cache import Cache

building = Building(Path(sys.argv[1]), SiteInfo("A site", classroom="pages packages"), Cache(Path(sys.argv[2])))
site = building.finish()
assert [site.text(uri).html for uri in site.pages] and dict(building.handouts(site)) and building.generated
print(*{name.partition(".")[0] for name in sys.modules})
"""


def test_what_makes_pages_is_not_loaded_when_all_are_kept(tmp_path: Path) -> None:
    """It would be a fifth of the time of a small build."""
    root, kept = make_project(tmp_path / "project"), tmp_path / "cache"
    Building(root, SiteInfo("A site", classroom="pages packages"), Cache(kept)).finish()
    command = [sys.executable, "-c", AGAIN, str(root), str(kept)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"markdown_it", "pydantic", "rapidfuzz", "segno", "typst"} & {*result.stdout.split()} == set()


def test_the_key_is_the_users_alone_and_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert machine_key() == machine_key()
    (path,) = (tmp_path / "marked-copy").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(path.read_bytes()) == 32


@pytest.mark.parametrize("home", ["/dev/null", "/proc/nowhere", ""])
def test_without_a_place_for_a_key_everything_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", home)
    monkeypatch.setenv("HOME", "/dev/null")
    assert machine_key() != machine_key()
    root = make_project(tmp_path / "project")
    assert build_site(root, tmp_path / "cache").pages == build_site(root, tmp_path / "cache").pages


def test_what_nobody_asks_for_goes_and_nothing_else(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    key, other = key_of(["a"]), key_of(["b"])
    cache.put(other, "b")
    cache.forget_unused()
    cache.put(key, "a")
    (tmp_path / "cache" / f"{key}.00000000.partial").write_bytes(b"[")
    mine = ["annotations.schema.json", "a.partial", "mine.json"]
    for name in mine:
        (tmp_path / "cache" / name).write_text("mine")
    cache.forget_unused()
    assert {path.name for path in (tmp_path / "cache").iterdir()} == {".gitignore", f"{key}.kept", *mine}


def test_a_temporary_cache_goes_with_its_owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    cache = Cache()
    cache.put("a", "b")
    assert cache.get("a", str) == "b"
    assert len(list(tmp_path.iterdir())) == 1
    del cache
    assert list(tmp_path.iterdir()) == []


def test_a_value_becomes_plain_and_is_the_same_again(tmp_path: Path) -> None:
    kept = tmp_path / "cache"
    site = build_site(make_project(tmp_path / "project"), kept)
    made = Made(site.pages["articles/a-0.md"], site.problems)
    techniques = MadeTechniques(tuple(site.contents.techniques), tuple(site.techniques.values()), ())
    beside = Handouts((("a.html", b"\n\xff"), ("empty", b"")), NO_PAPER, (("sheet", b"%PDF\n"),))
    for value, kind in ((made, Made), (techniques, MadeTechniques), (beside, Handouts)):
        assert from_bytes(kind, to_bytes(value)) == value
    with pytest.raises(ValueError, match="missing"):
        from_bytes(Handouts, to_bytes(beside)[:-1])


@pytest.mark.parametrize("plain", [None, 1, "x", [], {}, {"page": 1, "problems": []}, {"page": None}, [1, 2]])
def test_a_value_of_another_form_is_refused(plain: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_bytes(Made, json.dumps(plain).encode())


def test_files_that_were_let_go_of_are_read_again_only_if_they_are_the_same(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project", 2)
    kept = tmp_path / "cache"
    site = build_site(root, kept)
    words = {uri: site.text(uri) for uri in site.pages}
    for path in kept.glob("*-text.kept"):
        path.unlink()
    (root / "docs" / "articles" / "a-1.md").write_text("---\n---\nChanged", encoding="utf-8")
    assert site.text("articles/a-0.md") == words["articles/a-0.md"]
    with pytest.raises(OSError, match="changed while the site was built"):
        site.text("articles/a-1.md")


PACKAGE = Path(__file__).parents[2] / "build_tools"
STEPS = (
    "words",
    "model",
    "problems",
    "anchor",
    "read",
    "check",
    "marked",
    "page",
    "classroom",
    "site/assets",
)
"""The steps that what is kept comes from. What makes scripts small has a part in a page that has its own in it."""
ONLY_PRINTS = {"wcwidth"}
"""What nothing but a screen needs."""


def _imported_below(path: Path) -> Iterator[str]:
    for file in path.rglob("*.py") if path.is_dir() else (path,):
        yield from _imported(file)


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.partition(".")[0]


def test_another_version_of_any_library_makes_everything_anew() -> None:
    found = {name for step in STEPS for path in PACKAGE.glob(f"{step}*") for name in _imported_below(path)}
    libraries = packages_distributions()
    needed = {
        libraries[name][0].lower().replace("_", "-") for name in found if name not in sys.stdlib_module_names
    }

    assert needed - ONLY_PRINTS == set(LIBRARIES)
