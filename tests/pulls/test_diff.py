"""What `markedcopy diff` says of two versions: in words (`changes.txt`), and of whatever a repository may hold."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.cli.main import main
from build_tools.edit.diff import difference
from build_tools.edit.difference import Difference
from build_tools.edit.difference_printed import as_json, as_markdown, from_json
from build_tools.edit.pieces import Given
from build_tools.edit.wordings import compared
from build_tools.read.revision import RevisionError, lay_out
from build_tools.read.version import read_version
from tests.outside.projects import add_article, make_project

HERE = Path(__file__).parent
_TEXTS = (
    "The port is open. ",
    "The port is closed. ",
    "Why? ",
    "not ",
    "one ",
    "two ",
    "\n",
    "港口今天開放。",
    "a",
    ", ",
)
EXPECTED = HERE / "changes.txt"
NAMED = {f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
UNREAD = {"HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1"}


def git(root: Path, *arguments: str, given: bytes = b"") -> str:
    environment = {"PATH": os.environ["PATH"], **NAMED, **UNREAD}
    command = ["git", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", *arguments]
    done = subprocess.run(command, cwd=root, env=environment, input=given, capture_output=True, check=True)
    return done.stdout.decode().strip()


def commit(root: Path) -> str:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "x")
    return git(root, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a project of one commit."""
    root = make_project(tmp_path_factory.mktemp("diff") / "project")
    for path in (root / "docs" / "techniques").glob("*.md"):
        if path.name not in ("index.md", "loaded-words.md", "missing-background.md", "vague-attribution.md"):
            path.unlink()
    add_article(root, "a-1")
    git(root.parent, "init", "-q", str(root))
    commit(root)
    return root


@pytest.fixture
def root(base: Path, tmp_path: Path) -> Path:
    shutil.copytree(base, tmp_path / "project", symlinks=True)
    return tmp_path / "project"


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["diff", *arguments, "--root", str(root)])


def replace(path: Path, was: str, now: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, now, 1), encoding="utf-8")


def differ(root: Path) -> Difference:
    found: Difference = from_json(run(root, "HEAD", "--format", "json").stdout)
    return found


def test_what_changed_is_said_in_words(root: Path) -> None:
    change(root)
    head = commit(root)

    done = run(root, "HEAD~1", head)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == EXPECTED.read_text(encoding="utf-8"), (
        "if that is right: copy it to tests/pulls/changes.txt"
    )
    # The same from files that are not committed, and from one revision to itself.
    git(root, "reset", "-q", "--soft", "HEAD~1")
    assert run(root, "HEAD").stdout == done.stdout
    assert run(root, head, head).stdout == "Changes for readers: nothing that a reader sees\n"


def change(root: Path) -> None:
    """One change of each kind."""
    notes, article = root / "annotations" / "a-0.yml", root / "docs" / "articles" / "a-0.md"
    data = yaml.safe_load(notes.read_text(encoding="utf-8"))
    first, second, *rest = data["annotations"]
    first["gist"] = "Another gist"
    added = {**rest[0], "id": "added-note", "gist": "An added note"}
    second["formerly"], second["id"] = [second["id"]], "renamed-note"
    data["annotations"] = [added, *rest[1:], second, first]
    data["evidence"] = {
        **data.get("evidence", {}),
        "new-source": {
            "title": "A report",
            "publisher": "The paper",
            "kind": "news outlet",
            "published": "2025-01-01",
            "url": "https://pаper.example/report",
            "excerpt": "So it is.",
            "checked": "2025-01-02",
        },
    }
    notes.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    text = article.read_text(encoding="utf-8")
    article.write_text(text + "\nA paragraph that is [new](https://example.org/x).\n", encoding="utf-8")
    replace(root / "docs" / "techniques" / "loaded-words.md", "summary: ", "summary: Here, ")
    (root / "docs" / "index.md").write_text(
        "# Test\n\nWords.\n\n<!-- marked-copy: articles -->\n", encoding="utf-8"
    )
    (root / "docs" / "picture.png").write_bytes(b"\x89PNG")
    (root / "docs" / "articles" / "a-1.md").unlink()
    (root / "annotations" / "a-1.yml").unlink()


def test_a_text_with_a_problem_is_shown_as_it_is_written(root: Path) -> None:
    notes = root / "annotations" / "a-0.yml"
    data = yaml.safe_load(notes.read_text(encoding="utf-8"))
    first, second, *_ = data["annotations"]
    first["gist"] = f"Too long by far, {'and longer, ' * 20}as nobody may write it"
    del second["gist"]
    notes.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for form in ("text", "markdown", "json"):
        said = run(root, "HEAD", "--format", form).stdout
        assert "Too long by far, and longer" in said
        assert "stand-in" not in said


def test_files_that_say_the_same_differ_in_nothing(root: Path) -> None:
    notes = root / "annotations" / "a-0.yml"
    data = yaml.safe_load(notes.read_text(encoding="utf-8"))
    data["annotations"].reverse()
    turned = dict(reversed(data.items()))
    notes.write_text(yaml.safe_dump(turned, allow_unicode=True, sort_keys=False, width=60), encoding="utf-8")
    assert differ(root).articles == ()


def test_a_note_that_got_a_file_of_its_own_is_no_change(root: Path) -> None:
    path = root / "annotations" / "a-0.yml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    note = data["annotations"].pop()
    apart = root / "annotations" / "a-0" / f"{note['id']}.yml"
    apart.parent.mkdir()
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    own = {"sources": data.pop("evidence")} if "evidence" in data else {"voices": data.pop("voices")}
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    apart.write_text(yaml.safe_dump(note | own, allow_unicode=True), encoding="utf-8")
    found = differ(root)
    assert (found.articles, found.pages, found.faults) == ((), (), ())

    apart.write_text(yaml.safe_dump(note | {"gist": "Another gist"}, allow_unicode=True), encoding="utf-8")
    ((changed,),) = (article.notes for article in differ(root).articles)
    assert (changed.id, [field.name for field in changed.fields]) == (note["id"], ["gist"])


def test_nothing_is_written_to_the_repository(root: Path) -> None:
    (root / ".gitattributes").write_text("* filter=evil diff=evil\n", encoding="utf-8")
    git(root, "config", "filter.evil.smudge", f"touch {root}/run; cat")
    git(root, "config", "core.fsmonitor", f"touch {root}/run")
    (root / "docs" / "index.md").write_text("# Other\n", encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in sorted(root.rglob("*"))}
    assert run(root, "HEAD").exit_code == 0
    assert {path: path.stat().st_mtime_ns for path in sorted(root.rglob("*"))} == before


def test_whatever_a_branch_holds_is_told_and_not_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text("summary: secret words\n", encoding="utf-8")
    (root / "annotations" / "link.yml").symlink_to(tmp_path / "secret.yml")
    (root / "docs" / "out").symlink_to("/etc")
    (root / "docs" / "articles" / "latin.md").write_bytes(b"---\ntitle: \xe9\n---\n\xe9\n")
    (root / "docs" / "large.md").write_bytes(b"x" * 1_100_000)
    (root / "docs" / "articles" / "Odd \u202ename.md").write_text("x", encoding="utf-8")
    (root / "docs" / os.fsdecode(b"\xff\xfe.md")).write_text("x", encoding="utf-8")
    head = commit(root)
    module = f"160000 {head}\tdocs/module\n"
    git(root, "update-index", "--add", "--index-info", given=module.encode())
    git(root, "commit", "-q", "-m", "x")

    done = run(root, "HEAD~2", "HEAD")
    for form in ("text", "markdown", "json"):
        done = run(root, "HEAD~2", "HEAD", "--format", form)
        assert (done.exit_code, done.stderr, done.exception) == (0, "", None)
        assert "secret words" not in done.stdout
        assert "\u202e" not in done.stdout
    found = json.loads(done.stdout)
    rules = {fault["rule"] for fault in found["faults"]}
    assert {"file-unreadable", "not-utf-8", "file-too-large", "file-name"} <= rules
    assert {"docs/out", "docs/large.md"} <= {page["path"] for page in found["pages"]}


def test_a_name_in_a_tree_that_leads_out_is_refused(root: Path, tmp_path: Path) -> None:
    blob = git(root, "hash-object", "-w", "--stdin", given=b"evil")
    entry = b"100644 ..\0" + bytes.fromhex(blob)
    (tmp_path / "tree").write_bytes(entry)
    tree = git(root, "hash-object", "-w", "-t", "tree", "--literally", str(tmp_path / "tree"))
    whole = git(root, "mktree", given=f"040000 tree {tree}\tdocs\n".encode())
    made = git(root, "commit-tree", whole, "-m", "x")
    (tmp_path / "out").mkdir()
    with pytest.raises(RevisionError, match="leads elsewhere"):
        lay_out(root, made, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("revision", ["none", "--help", "-x", "", "HEAD:docs", "a\0b", "..", "@{", "HEAD\n"])
def test_a_revision_that_is_none_is_told(base: Path, revision: str, tmp_path: Path) -> None:
    with pytest.raises(RevisionError):
        lay_out(base, revision, tmp_path)


def test_without_git_there_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "annotations").mkdir()
    done = run(tmp_path, "HEAD")
    assert done.exit_code == 1
    assert "is not in a git repository" in done.stderr


def test_a_passage_that_moved_is_told_with_both(root: Path) -> None:
    article = root / "docs" / "articles" / "a-0.md"
    blocks = article.read_text(encoding="utf-8").split("\n\n")
    blocks[2], blocks[3] = blocks[3], blocks[2]
    article.write_text("\n\n".join(blocks), encoding="utf-8")
    (found,) = differ(root).articles
    assert {change.what for change in found.paragraphs} == {"moved"}
    # A paragraph takes its notes along; only a passage across two of them is lost.
    assert all("(not found in the article)" in note.passage_after[-1] for note in found.notes)
    git(root, "checkout", "-q", "docs")

    data = yaml.safe_load((root / "annotations" / "a-0.yml").read_text(encoding="utf-8"))
    data["annotations"][0]["target"] = {"whole": "article"}
    (root / "annotations" / "a-0.yml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    (found,) = differ(root).articles
    (changed,) = found.notes
    assert changed.passage_after == ("the whole article",)
    assert changed.passage_before not in ((), changed.passage_after)


def test_an_id_that_is_gone_without_a_way_on_is_told(root: Path) -> None:
    path = root / "annotations" / "a-0.yml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    gone, kept, *rest = data["annotations"]
    data["annotations"] = [kept, *rest]
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    ((note,), leads) = (differ(root).articles[0].notes, False)
    assert (note.what, note.leads_on) == ("removed", leads)

    kept["formerly"] = [gone["id"]]
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    what = {note.id: (note.what, note.other, note.leads_on) for note in differ(root).articles[0].notes}
    assert what[gone["id"]] == ("merged", kept["id"], True)

    data["annotations"] = [{**gone, "id": "another-id"}, {**kept, "formerly": []}, *rest]
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    (note,) = differ(root).articles[0].notes
    assert (note.what, note.other, note.leads_on) == ("renamed", gone["id"], False)


def test_a_problem_is_new_only_if_it_was_not_there(root: Path) -> None:
    path = root / "annotations" / "a-0.yml"
    replace(path, "kind: ", "kynd: ")
    (fault, *_) = differ(root).faults
    assert fault.severity == "error"
    commit(root)
    text = path.read_text(encoding="utf-8")
    path.write_text(f"# a line more\n\n{text}", encoding="utf-8")
    assert differ(root).faults == ()
    replace(path, "kynd: ", "kind: ")
    assert (differ(root).faults, differ(root).mended >= 1) == ((), True)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_TEXTS), max_size=12), st.lists(st.sampled_from(_TEXTS), max_size=12))
def test_nothing_of_two_wordings_is_lost(old: list[str], new: list[str]) -> None:
    before, after = "".join(old), "".join(new)
    pieces = [piece for piece in compared(before, after) if isinstance(piece, Given)]
    for text, other in ((before, "now"), (after, "was")):
        said = "".join(piece.words for piece in pieces if piece.as_ != other)
        # Of what stands the middle may be left out, and a text of one piece is told in one line.
        parts = [" ".join(part.split()) for part in said.split("…")]
        assert all(part in " ".join(text.split()) for part in parts)
    gone = [piece.words.strip() for piece in pieces if piece.as_]
    assert bool(before.strip() != after.strip()) <= bool(gone) or before.split() == after.split()


def test_sentences_that_stand_are_not_told_as_changed() -> None:
    before = "The port is open. Nobody knows why. Ships come and go by night."
    after = "Ships come and go by day. The port is open. It was closed in May."
    said = "".join(
        piece.words for piece in compared(before, after) if isinstance(piece, Given) and not piece.as_
    )
    assert "The port is open." in said


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The port is open.", "The port is not open."),
        ("a b c d", "a b c d e f"),
        ("港口今天開放", "港口昨天開放"),
        ("one-id", "other-id"),
        ("x" * 9_000, "y"),
        ("a  b", "a b"),
    ],
)
def test_words_compared_are_those_of_both(before: str, after: str) -> None:
    pieces = [piece for piece in compared(before, after) if isinstance(piece, Given)]
    was = "".join(piece.words for piece in pieces if piece.as_ != "now")
    now = "".join(piece.words for piece in pieces if piece.as_ != "was")
    if len(before) < 1_000:
        assert (was, now) == (before, after)
    assert len(was) < 3_000


def test_what_json_holds_is_all(root: Path) -> None:
    change(root)
    found = differ(root)
    assert from_json(as_json(found)) == found
    assert len(as_markdown(found, 900).encode()) <= 900
    after = read_version(root)
    assert difference(after, after).is_empty
