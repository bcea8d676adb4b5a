"""New selectors for the notes of an article that changed."""

from __future__ import annotations

import fcntl
import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.cli.main import main
from build_tools.edit.spoken_changes import Speech
from build_tools.edit.whole_files import UnreplacedError, replace_all

CASE = Path(__file__).parents[1] / "check" / "cases" / "unused-evidence"


def test_what_is_safe_is_written_and_the_rest_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    article, notes = tmp_path / "docs/articles/port.md", tmp_path / "annotations/port.yml"
    for path, source in ((article, CASE / "article.md"), (notes, CASE / "annotations.yml")):
        path.parent.mkdir(parents=True)
        path.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    old = tmp_path / "old.md"
    old.write_bytes(article.read_bytes())
    before = notes.read_text(encoding="utf-8")
    command = ["reanchor", "port", "--old", "old.md", "--accept-safe"]
    assert CliRunner().invoke(main, command).exit_code == 0
    assert notes.read_text(encoding="utf-8") == before
    body = article.read_text(encoding="utf-8")
    head, end, text = body.rpartition("---\n")
    article.write_text(head + end + "\nOther words altogether.\n", encoding="utf-8")
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert "The passage is gone" in result.stdout
    assert notes.read_text(encoding="utf-8") == before
    assert text


NOTE = """\
# Why this note is here.
kind: sourcing
technique: single-source
stance: question
target: She said 19 ships are waiting.  # her words
gist: The point of this note.
observation: Only she says so.
confidence: {level: high, because: it is on the page}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with an article, its annotation file, and a note in a file of its own."""
    monkeypatch.chdir(tmp_path)
    for name, text in (
        ("docs/articles/port.md", (CASE / "article.md").read_text(encoding="utf-8")),
        ("annotations/port.yml", (CASE / "annotations.yml").read_text(encoding="utf-8")),
        ("annotations/port/ships.yml", NOTE),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _git("init", "-q")
    _commit()
    return tmp_path


def _git(*arguments: str) -> None:
    who = ("-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


def _commit() -> None:
    _git("add", "-A")
    _git("commit", "-qm", "One")


def _edit(old: str, new: str, path: str = "docs/articles/port.md") -> None:
    text = Path(path).read_text(encoding="utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new), encoding="utf-8")


def test_a_note_in_a_file_of_its_own_gets_the_new_words_and_keeps_its_comments(project: Path) -> None:
    _edit("19 ships are waiting", "19 ships are waiting outside")
    result = CliRunner().invoke(main, ["reanchor", "port", "--accept-safe"])
    assert result.exit_code == 0, result.output
    written = (project / "annotations/port/ships.yml").read_text(encoding="utf-8")
    assert written == NOTE.replace("are waiting.", "are waiting outside.")
    assert sorted(path.name for path in project.joinpath("annotations/port").iterdir()) == ["ships.yml"]


def test_figures_are_for_a_person_and_what_is_deleted_is_gone(project: Path) -> None:
    _edit("19 ships are waiting", "90 ships are waiting")
    _edit("said Anna Holt, the harbour master", "she told us")
    result = CliRunner().invoke(main, ["reanchor", "port", "--accept-safe"])
    assert result.exit_code == 1
    assert "“19” → “90”  (digits)" in result.stdout
    assert "The passage is gone" in result.stdout
    assert (project / "annotations/port/ships.yml").read_text(encoding="utf-8") == NOTE


SPEECH = (
    # what stood, what stands now, the flag
    ("He called them “enemies of progress”", "He called them “friends of progress”", "quoted-words"),
    ("It is „a long day“, he wrote today", "It is „a short day“, he wrote today", "quoted-words"),
    ('They read "the port is open" there', 'They read "the old port is open" there', "quoted-words"),
    ("Er sagte: «Das ist ein guter Tag.»", "Er sagte: «Das ist ein Tag.»", "quoted-words"),
    ("Experts say the port is crowded", "Experts deny the port is crowded", "attribution"),
    ("The port is open, according to the firm", "The port is open, in spite of the firm", "attribution"),
    ("Experts say the port is crowded", "Experts dispute the port is crowded", "attribution"),
    ("Experts doubt the port is crowded", "Experts know the port is crowded", "attribution"),
    ("The port is crowded, they claimed on the day", "The port is crowded, on the day", "attribution"),
    ("The port had a busy day", "The port had a quiet day", ""),
    ("He said “it is open” on a busy day", "He said “it is open” on a quiet day", ""),
)


@pytest.mark.parametrize(("was", "now", "flag"), SPEECH)
def test_what_somebody_says_and_that_somebody_says_it_is_for_a_person(was: str, now: str, flag: str) -> None:
    speech = Speech(f"One more. {was}. The end.", f"One more. {now}. The end.")
    changed = speech.changes((10, 10 + len(was)), (10, 10 + len(now)))
    assert changed
    assert {found for change in changed for found in change.flags} == ({flag} if flag else set())


def test_marks_of_a_quotation_outside_of_the_passage_count_too(project: Path) -> None:
    _edit("She said 19 ships are waiting.", "She said “and 19 ships are waiting here”.")
    _edit("She said 19 ships are waiting.", "19 ships are waiting here", "annotations/port/ships.yml")
    _commit()
    _edit("ships are waiting here”", "ships are resting here”")
    before = (project / "annotations/port/ships.yml").read_text(encoding="utf-8")
    result = CliRunner().invoke(main, ["reanchor", "port", "--accept-safe"])
    assert result.exit_code == 1, result.output
    assert "“waiting” → “resting”  (quoted-words)" in result.stdout
    assert (project / "annotations/port/ships.yml").read_text(encoding="utf-8") == before


def test_an_article_that_was_renamed_and_changed_with_its_notes_is_followed(project: Path) -> None:
    _git("mv", "docs/articles/port.md", "docs/articles/harbour.md")
    _git("mv", "annotations/port.yml", "annotations/harbour.yml")
    _git("mv", "annotations/port", "annotations/harbour")
    _edit("19 ships are waiting", "19 ships are waiting outside", "docs/articles/harbour.md")
    _edit("The point of this note", "Her words alone", "annotations/harbour/ships.yml")
    _commit()
    result = CliRunner().invoke(main, ["reanchor", "harbour", "--accept-safe"])
    assert result.exit_code == 0, result.output
    written = (project / "annotations/harbour/ships.yml").read_text(encoding="utf-8")
    assert "target: She said 19 ships are waiting outside.  # her words" in written


def test_every_place_of_the_same_words_is_carried_over(project: Path) -> None:
    path = "annotations/port/ships.yml"
    _edit("target: She said 19 ships are waiting.  #", "target: {every: Talks about}  #", path)
    _commit()
    command = ["reanchor", "port", "--accept-safe"]
    _edit("failed in May", "failed in spring")
    assert CliRunner().invoke(main, command).exit_code == 0
    _edit("Talks about pay", "Talks over pay")
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert "Talks over / Talks about\n" in result.stdout
    assert "{every: Talks about}" in (project / path).read_text(encoding="utf-8")
    _edit("Talks about hours", "Talks over hours")
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    assert "target: {every: Talks over}  # her words" in (project / path).read_text(encoding="utf-8")


def test_all_files_are_replaced_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [tmp_path / name for name in ("a", "b")]
    for path in paths:
        path.write_bytes(b"old")
    with pytest.raises(UnreplacedError, match="somebody else"):
        replace_all({paths[0]: (b"old", b"new"), paths[1]: (b"other", b"new")})
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "b":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(UnreplacedError, match="nothing was changed"):
        replace_all(dict.fromkeys(paths, (b"old", b"new")))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old", "b": b"old"}
    monkeypatch.undo()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnreplacedError, match="nothing was changed"):
        replace_all(dict.fromkeys(paths, (b"old", b"new")))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old", "b": b"old"}


def test_what_a_killed_run_has_left_is_taken_away_and_a_run_that_lives_is_not_disturbed(
    tmp_path: Path,
) -> None:
    path, hidden = tmp_path / "a.yml", tmp_path / ".a.yml.new"
    path.write_bytes(b"old")
    hidden.write_bytes(b"half")
    with hidden.open("rb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        with pytest.raises(UnreplacedError, match=r"a\.yml: another run is changing it"):
            replace_all({path: (b"old", b"new")})
    assert path.read_bytes() == b"old"
    replace_all({path: (b"old", b"new")})
    assert [(place.name, place.read_bytes()) for place in tmp_path.iterdir()] == [("a.yml", b"new")]


def test_what_changed_at_any_place_of_the_same_words_is_shown_and_asked(project: Path) -> None:
    path = str(project / "annotations/port/ships.yml")
    _edit("target: She said 19 ships are waiting.  #", "target: {every: Talks about}  #", path)
    _commit()
    _edit("Talks about pay", "Talks over pay")
    _edit("Talks about hours", "Talks not about hours")
    result = CliRunner().invoke(main, ["reanchor", "port", "--accept-safe"])
    assert result.exit_code == 1
    assert "“about” → “over”" in result.stdout
    assert "“” → “not”  (negation)" in result.stdout


def test_a_quote_that_stands_in_neither_text_is_told_and_not_passed_over(project: Path) -> None:
    (project / "other.md").write_text("Another text.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["reanchor", "port", "--old", "other.md"])
    assert result.exit_code == 0, result.output
    assert "There is nothing to do" in result.stderr
    _edit("19 ships are waiting", "19 ships lie outside")
    result = CliRunner().invoke(main, ["reanchor", "port", "--old", "other.md"])
    assert result.exit_code == 1
    assert "annotations/port/ships.yml:5:9: not found\n  was: She said 19 ships are waiting." in result.stdout
    assert "neither in other.md nor in the article. Is it the right file?" in result.stdout


def test_words_of_a_later_version_are_taken_from_there_though_another_quote_was_left_before(
    project: Path,
) -> None:
    _edit("said Anna Holt, the harbour master", "she told us")
    _edit("19 ships are waiting", "19 ships are waiting outside")
    assert CliRunner().invoke(main, ["reanchor", "port", "--accept-safe"]).exit_code == 1
    _commit()  # with one quote that is gone
    _edit("are waiting outside", "are waiting there")
    result = CliRunner().invoke(main, ["reanchor", "port", "--accept-safe"])
    assert result.exit_code == 1
    assert "To take what is safe" not in result.stderr
    written = (project / "annotations/port/ships.yml").read_text(encoding="utf-8")
    assert written == NOTE.replace("are waiting.", "are waiting there.")


@pytest.mark.usefixtures("project")
def test_the_article_had_another_name_at_the_revision() -> None:
    for name in ("docs/articles/port.md", "annotations/port.yml", "annotations/port"):
        _git("mv", name, name.replace("port", "harbour"))
    _edit("19 ships are waiting", "19 ships are waiting outside", "docs/articles/harbour.md")
    result = CliRunner().invoke(main, ["reanchor", "harbour"])
    assert result.exit_code == 2
    assert "is in no commit yet" in result.stderr
    _commit()
    ways = (["harbour", "--since", "HEAD~1"], ["annotations/harbour/ships.yml", "--since", "HEAD~1"])
    for way in ways:
        result = CliRunner().invoke(main, ["reanchor", *way])
        assert result.exit_code == 1, result.output
        assert "now: She said 19 ships are waiting outside." in result.stdout
        assert "To take what is safe: --accept-safe" in result.stderr
