"""`markedcopy clean` takes out what nobody meant and changes nothing else, whatever happens on the way."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st

from build_tools.anchor.normalise import normalise
from build_tools.cli.main import main
from build_tools.model.annotations import AnnotationFile
from build_tools.read.article import parse_article
from build_tools.read.clean import ANNOTATIONS, ARTICLE, Kind, cleaned
from build_tools.read.load import load
from build_tools.read.text import File, decode, front_matter
from tests.check.cases import CASES as FOLDERS
from tests.check.test_slips import CASES, TEXT

SIGNS = (
    "\x0b\x0c\x1e\x1f\x80\x85\x8d\x93\x94\xa0\xad\u200b\u200f\u2028\u2029\u202a\u202c\u202e\u2067\u2069\ufeff"
)


def value(text: str) -> AnnotationFile | None:
    """What a file is read as, signs and all."""
    source, _ = decode(File("a.yml", text.encode()))
    assert source
    return load(source, AnnotationFile).value


@pytest.mark.parametrize(("clean", "typed", "says"), [(case[0], case[1], case[3]) for case in CASES])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_slip_that_is_sure_is_mended(clean: str, typed: str, says: str, end: str) -> None:
    text = ("# a comment \xa0\n" + TEXT).replace("\n", end)
    slip = text.replace(clean.replace("\n", end), typed.replace("\n", end), 1)
    if "is not a quotation" in says:
        assert cleaned("a.yml", slip, ANNOTATIONS) == slip
    elif "line of its own" in says:
        assert cleaned("a.yml", slip, ANNOTATIONS).replace(end * 2, end) == text
    else:
        assert cleaned("a.yml", slip, ANNOTATIONS) == text


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_is_cleaned_stays_as_it_is_and_says_the_same(folder: Path) -> None:
    for name, kind in (("annotations.yml", ANNOTATIONS), ("article.md", ARTICLE)):
        path = folder / name
        try:
            text = path.read_bytes().decode()
        except (FileNotFoundError, UnicodeDecodeError):
            continue
        if decode(File(name, text.encode()))[0] is None:
            continue
        once = cleaned(name, text, kind)
        assert cleaned(name, once, kind) == once
        assert once.count("\n") == text.count("\n")
        if kind is ANNOTATIONS:
            assert spaced(value(once)) == spaced(value(text))
        else:
            assert normalise(body(once)) == normalise(body(text))


def spaced(value: AnnotationFile | None) -> str:
    """A value with its runs of white space levelled."""
    return re.sub(r"(\s|\\n)+", " ", value.model_dump_json()) if value else ""


def body(text: str) -> str:
    """The words of an article, as the checker reads them."""
    source, _ = decode(File("a.md", text.encode()))
    assert source
    block = front_matter(source)
    return parse_article(source.text[block.body if block else 0 :]).text


@example("\u202a\u2067\u2069\u2069")
@example("\u2066\ufeff\u2069\u202c")
@example("\u202a" * 9 + "a" + "\u202c" * 9)
@given(st.text(alphabet=st.sampled_from(SIGNS + "ab: -\n\"'[]{}#|>，：–“”é"), max_size=80))
def test_any_text(text: str) -> None:
    for kind in (ANNOTATIONS, ARTICLE):
        once = cleaned("a", text, kind)
        assert cleaned("a", once, kind) == once


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("a\u2028b", ARTICLE, "a b"),
        ("a \u2028b", ARTICLE, "a b"),
        ("a\u2028\nb", ARTICLE, "a\nb"),
        ("a\u2029b", ARTICLE, "a\n\nb"),
        ("a\u2029b\r\n", ARTICLE, "a\r\n\r\nb\r\n"),
        ("> a\u2029b", ARTICLE, "> a b"),
        ("summary: a\u2029b", ANNOTATIONS, "summary: a b"),
        ("a\x0bb\x0cc", ARTICLE, "a b c"),
        ("\x93a\x94\x85", ARTICLE, "“a”…"),
        ("a\x85b", ARTICLE, "a\x85b"),
        ("a\x8db\x00", ARTICLE, "a\x8db\x00"),
        ("â\x80\x9ca", ARTICLE, "â\x80\x9ca"),
        ("\u202aword two\u202c \u2068كلمة\u2069 \u2067كلمة\u2069", ARTICLE, "word two كلمة كلمة"),
        ("\u202bword\u202c \u2068a (b)\u2069", ARTICLE, "\u202bword\u202c \u2068a (b)\u2069"),
        ("\u202eabc\u202c", ARTICLE, "\u202eabc\u202c"),
        ("كلمة\u200f \u061c(19)", ARTICLE, "كلمة\u200f \u061c(19)"),
        ("so\xadft\u200b zero\xa0width", ARTICLE, "so\xadft\u200b zero\xa0width"),
    ],
)  # fmt: skip
def test_signs(text: str, kind: Kind, expected: str) -> None:
    assert cleaned("a", text, kind) == expected


# --- the command --------------------------------------------------------------------------------------

SLIP = TEXT.replace("    kind: s", "\xa0\xa0\xa0\xa0kind: s", 1).replace("\n", "\r\n").encode()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["clean", *map(str, arguments)])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.yml"
    path.write_bytes(SLIP)
    path.chmod(0o640)
    return path


def test_without_write_nothing_changes(path: Path) -> None:
    done = run(path)
    assert done.exit_code == 0
    assert done.stdout == (
        f"--- {path}\n+++ {path}\n@@ line 26 @@\n"
        "-<U+00A0><U+00A0><U+00A0><U+00A0>kind: sourcing\n+    kind: sourcing\n"
    )
    assert done.stderr == "1 file to change of 1\n"
    assert path.read_bytes() == SLIP


def test_write_changes_the_sign_and_no_other_byte(path: Path) -> None:
    link = path.with_name("link.yml")
    link.symlink_to(path)
    assert run("--write", link).stderr == "1 file changed of 1\n"
    assert path.read_bytes() == TEXT.replace("\n", "\r\n").encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert link.is_symlink()
    assert run("--write", path).stderr == "0 files changed of 1\n"
    assert sorted(item.name for item in path.parent.iterdir()) == ["a.yml", "link.yml"]


def test_what_is_left_is_told(path: Path) -> None:
    path.write_bytes(SLIP + b"# \xc2\x8d\r\n")
    done = run("--write", path)
    assert done.exit_code == 1
    assert "Left for you:" in done.stdout
    assert "U+008D" in done.stdout
    assert path.read_bytes() == TEXT.replace("\n", "\r\n").encode() + b"# \xc2\x8d\r\n"


def test_a_read_only_file_stays(path: Path) -> None:
    path.chmod(0o440)
    done = run("--write", path)
    assert (done.exit_code, "read-only" in done.stderr) == (1, True)
    assert path.read_bytes() == SLIP


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_on_a_full_disk_the_file_stays(path: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    owner: object = os if step == "fsync" else Path
    monkeypatch.setattr(owner, step, full)
    done = run("--write", path)
    assert done.exit_code == 1
    assert "no space left on device; it was not changed" in done.stderr
    assert "0 files changed of 1" in done.stderr
    assert path.read_bytes() == SLIP
    assert [item.name for item in path.parent.iterdir()] == ["a.yml"]


def test_odd_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.yml").write_bytes(b"summary: caf\xe9\n")
    (tmp_path / "c.yml").write_bytes(b"a" * 1_000_001)
    os.mkfifo(tmp_path / "d.yml")
    (tmp_path / "e.yml").mkdir()
    names = ["a.txt", "b.yml", "c.yml", "d.yml", "e.yml", "none.yml"]
    done = run("--write", *(tmp_path / name for name in names))
    assert done.exit_code == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == len(names) + 1
