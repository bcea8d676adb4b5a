"""The command line: what it prints, where, and with which status it ends."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.check.catalogue import all_rules
from build_tools.cli.main import main
from tests.check.cases import HERE

ROOT = Path(__file__).resolve().parents[2]
CHANGE_WHAT_IS_PRINTED = ("GITHUB_ACTIONS", "NO_COLOR")


def run(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> Result:
    """The command in this process."""
    unset = {name: environment.get(name) for name in CHANGE_WHAT_IS_PRINTED}
    with contextlib.chdir(cwd):
        return CliRunner(catch_exceptions=False).invoke(
            main, list(map(str, arguments)), prog_name="markedcopy", env={**unset, **environment}
        )


def run_alone(
    *arguments: str | Path, cwd: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, for what only that shows: encodings, and how it ends."""
    return subprocess.run(
        [sys.executable, "-m", "build_tools", *map(str, arguments)],
        cwd=cwd,
        env=_own() | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def _own() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in CHANGE_WHAT_IS_PRINTED}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two articles: `port` has an error, `quay` a warning."""
    for path in (HERE / "techniques").glob("*.md"):
        put(tmp_path / "docs/techniques" / path.name, path.read_bytes())
    for name, case in (("port", "quote-not-found"), ("quay", "intent-words")):
        put(tmp_path / f"docs/articles/{name}.md", (HERE / "cases" / case / "article.md").read_bytes())
        put(tmp_path / f"annotations/{name}.yml", (HERE / "cases" / case / "annotations.yml").read_bytes())
    return tmp_path


def put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@pytest.mark.parametrize(
    "arguments", [("schema",), ("explain",), ("explain", "tab"), ("check", "--format", "json")]
)
def test_what_cannot_be_printed_is_told(arguments: tuple[str, ...]) -> None:
    with Path(os.devnull).open(encoding="utf-8") as closed:
        ended = subprocess.run(
            [sys.executable, "-m", "build_tools", *arguments],
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (ended.returncode, ended.stderr) == (1, "markedcopy: Bad file descriptor\n")


def test_check_prints_problems_and_a_summary(project: Path) -> None:
    done = run_alone("check", cwd=project)
    assert done.returncode == 1
    assert done.stdout.startswith("annotations/port.yml:21:21: quote-not-found: ")
    assert "annotations/quay.yml:24:44: intent-words (warning): " in done.stdout
    assert done.stderr == "7 files checked: 1 error, 2 warnings\n"


def test_check_of_one_file(project: Path) -> None:
    for path in ("annotations/quay.yml", "docs/articles/quay.md", "./annotations/../annotations/quay.yml"):
        done = run("check", path, cwd=project)
        assert done.exit_code == 0
        assert "port" not in done.stdout
        assert done.stderr == "2 files checked: 2 warnings\n"
        assert run("check", "--strict", path, cwd=project).exit_code == 1


@pytest.mark.parametrize("utf8", ["0", "1"])
def test_check_of_a_path_that_is_not_ascii_in_a_system_that_knows_only_ascii(
    project: Path, utf8: str
) -> None:
    moved = project.rename(project.with_name(f"café-東京-{utf8}"))
    for path in ("annotations/quay.yml", "annotations"):
        done = run_alone(
            "check",
            f"{moved.name}/{path}",
            cwd=moved.parent,
            LC_ALL="C",
            PYTHONUTF8=utf8,
            PYTHONCOERCECLOCALE="0",
        )
        assert "Traceback" not in done.stderr
        assert "annotations/quay.yml:24:44: intent-words" in done.stdout


def test_check_of_folders(project: Path) -> None:
    assert run("check", "annotations", cwd=project).stderr == "4 files checked: 1 error, 2 warnings\n"
    assert run("check", "docs/techniques", cwd=project).stderr == "3 files checked: no problems\n"
    assert run("check", ".", cwd=project).stderr == "7 files checked: 1 error, 2 warnings\n"


def test_paths_are_relative_to_the_current_folder(project: Path) -> None:
    done = run("check", "port.yml", cwd=project / "annotations")
    assert done.stdout.startswith(
        "port.yml:21:21: quote-not-found: these words are not in ../docs/articles/port.md"
    )
    away = run("check", "--root", project, cwd=project.parent)
    assert away.stdout.startswith(f"{project.name}/annotations/port.yml:21:21:")


def test_check_finds_the_project_of_a_path(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    done = run("check", project / "annotations" / "quay.yml", cwd=elsewhere)
    assert (done.exit_code, done.stderr) == (0, "2 files checked: 2 warnings\n")


def test_check_of_a_draft_elsewhere(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    draft = tmp_path_factory.mktemp("drafts") / "port.yml"
    draft.write_bytes((HERE / "cases" / "clean" / "annotations.yml").read_bytes())
    assert run("check", draft, cwd=project).exit_code == 0


def test_notices_are_shown_on_request(project: Path) -> None:
    assert "unused-technique" not in run("check", cwd=project).stdout
    assert "loaded-words.md:1:1: unused-technique (notice)" in run("check", "--notices", cwd=project).stdout


def test_json(project: Path) -> None:
    done = run("check", "--format", "json", cwd=project)
    items = json.loads(done.stdout)
    assert [item["rule"] for item in items] == ["quote-not-found", "intent-words", "intent-words"]
    assert set(items[0]) == {"path", "line", "column", "rule", "severity", "message", "hint"}
    assert json.loads(run("check", "--format", "json", "annotations/quay.yml", cwd=project).stdout)
    assert run("check", "--format", "json", "docs/techniques", cwd=project).stdout == "[]\n"


def test_github_is_chosen_under_github_actions(project: Path) -> None:
    chosen = run("check", cwd=project, GITHUB_ACTIONS="true")
    assert chosen.stdout.startswith(
        "::error file=annotations/port.yml,line=21,col=21,endColumn=54,title=quote-not-found::"
    )
    assert "::annotations/port.yml:21:21: these words are not in docs/articles/port.md%0A" in chosen.stdout
    assert run("check", "--format", "text", cwd=project).stdout in chosen.stdout
    assert chosen.stdout == run("check", "--format", "github", cwd=project).stdout
    assert run("check", "--format", "text", cwd=project, GITHUB_ACTIONS="true").stdout.startswith(
        "annotations/"
    )
    assert chosen.exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "no-such-file.yml"], "does not exist"),
        (["check", "--root", "no-such-folder"], "does not exist"),
        (["check", "--format", "xml"], "xml"),
        (["check", "README.txt"], "is no article, annotation file or technique"),
        (["chek"], "chek"),
        (["explain", "quote-not-fuond"], "Did you mean `quote-not-found`?"),
        (["explain", "zzz"], "markedcopy explain"),
        (["describe", "README.txt"], "SPANS"),
    ],
)
def test_misuse_ends_with_2(project: Path, arguments: list[str], says: str) -> None:
    (project / "README.txt").write_text("x", encoding="utf-8")
    done = run(*arguments, cwd=project)
    assert done.exit_code == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_outside_a_project(tmp_path: Path) -> None:
    done = run("check", cwd=tmp_path)
    assert done.exit_code == 2
    assert "--root" in done.stderr
    done = run("check", "--root", tmp_path)
    assert done.exit_code == 2
    assert "is not a project" in done.stderr


def test_explain_knows_every_rule() -> None:
    listed = run("explain").stdout
    for rule in all_rules():
        assert f"{rule.id} ({rule.severity})\n" in listed
    assert run("explain", "tab").stdout.startswith(
        "tab (error)\n\nLines are indented with spaces, never with tabs."
    )


def test_schema_is_printed() -> None:
    assert json.loads(run("schema").stdout)["title"] == "Marked Copy annotations"


def test_output_that_is_closed_early_makes_no_traceback(project: Path) -> None:
    for number in range(1_000):
        put(project / f"annotations/copy-{number}.yml", (project / "annotations/port.yml").read_bytes())
    assert len(run_alone("check", cwd=project).stdout) > 100_000, "more than a pipe holds"
    process = subprocess.Popen(
        [sys.executable, "-m", "build_tools", "check"],
        cwd=project,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    errors = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(60) != 0
    assert "Traceback" not in errors
    assert "Exception ignored" not in errors


def test_colour_only_on_a_terminal(project: Path) -> None:
    assert "\x1b" not in run_alone("check", cwd=project, FORCE_COLOR="1").stdout
    on_terminal = on_a_terminal(project)
    assert "\x1b[31m" in on_terminal
    assert "\x1b" not in on_a_terminal(project, NO_COLOR="1")
    assert "\x1b" not in on_a_terminal(project, TERM="dumb")


def on_a_terminal(project: Path, **environment: str) -> str:
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "build_tools", "check"],
        cwd=project,
        env=_own() | {"PYTHONPATH": str(ROOT), "TERM": "xterm"} | environment,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    read = b""
    try:
        while part := os.read(ours, 65536):
            read += part
    except OSError:
        pass  # the other end was closed
    finally:
        os.close(ours)
    process.wait(60)
    return read.decode()


def test_a_terminal_without_unicode(project: Path) -> None:
    done = run_alone("check", cwd=project, PYTHONIOENCODING="latin-1")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "\\u201c" in done.stdout


def test_anchor_and_describe(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("one two one", encoding="utf-8")
    (tmp_path / "selectors.jsonl").write_text('{"id": 1, "exact": "two"}\n', encoding="utf-8")
    (tmp_path / "spans.jsonl").write_text('{"id": "a", "start": 4, "end": 7}\n', encoding="utf-8")
    (tmp_path / "bad.jsonl").write_text('{"id": "a", "start": 4, "end": 70}\n', encoding="utf-8")
    found = json.loads(run("anchor", "--plain", "text.txt", "selectors.jsonl", cwd=tmp_path).stdout)
    assert (found["id"], found["status"], found["start"], found["end"]) == (1, "exact", 4, 7)
    described = json.loads(run("describe", "--plain", "text.txt", "spans.jsonl", cwd=tmp_path).stdout)
    assert described == {"id": "a", "exact": "two"}
    bad = run("describe", "--plain", "text.txt", "bad.jsonl", cwd=tmp_path)
    assert bad.exit_code == 2
    assert "bad.jsonl:1:" in bad.stderr
    assert bad.stdout == ""


def test_write_refuses_a_folder_that_is_not_empty(project: Path) -> None:
    done = run_alone("write", ".", cwd=project)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr


def test_help_names_every_command() -> None:
    text = run("--help").stdout
    for command in ("check", "explain", "schema", "anchor", "describe", "write"):
        assert f"\n  {command}" in text
