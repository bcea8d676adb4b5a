"""The preview: it starts whatever is there, follows every change, and says in the browser why there is no site."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from build_tools.adapters.serving import Preview
from build_tools.adapters.watching import Watcher
from build_tools.site.sources import CHANGED
from tests.outside.projects import ROOT, add_article, make_project, tree

PATIENCE = 60
"""Seconds after which something that has not happened never will, on a busy machine too."""


class Running:
    """A preview of a project, in a process of its own."""

    def __init__(self, root: Path, temporary: Path) -> None:
        self.port = free_port()
        temporary.mkdir(exist_ok=True)
        self.temporary = temporary
        self.said: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "build_tools.adapters.live", "-a", f"127.0.0.1:{self.port}"],
            cwd=root,
            env={**os.environ, "TMPDIR": str(temporary)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._listening = threading.Thread(target=self._listen)
        self._listening.start()

    def kill(self) -> None:
        """End it with all that it has started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._listening.join()

    def get(self, path: str) -> tuple[int, str]:
        """The status and the text at a path, or 0 as long as nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except (urllib.error.URLError, ConnectionError):
            return 0, ""

    def wait_for(self, path: str, status: int, words: str = "") -> str:
        """The text at a path, once it has this status and these words."""
        answer: tuple[int, str] = (0, "")

        def there() -> bool:
            nonlocal answer
            answer = self.get(path)
            return answer[0] == status and words in answer[1]

        wait_until(there, lambda: f"{path}: {answer}\n{''.join(self.said)}")
        return answer[1]

    def _listen(self) -> None:
        assert self.process.stdout
        with self.process.stdout as lines:
            self.said.extend(lines)


def epoch_of(page: str) -> int:
    """The number of the build that a page says it is from."""
    found = re.search(r'<script src="/livereload/preview\.js" data-epoch="(\d+)"', page)
    assert found
    return int(found[1])


def without_script(page: str) -> str:
    """The page without what the preview puts in."""
    return re.sub(r'<script src="/livereload/.*?></script>', "", page, flags=re.DOTALL)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_until(happened: Callable[[], bool], otherwise: Callable[[], str]) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > end:
            raise AssertionError(otherwise())
        time.sleep(0.1)


@contextmanager
def preview(root: Path) -> Iterator[Running]:
    running = Running(root, root.parent / "temporary")
    try:
        yield running
    finally:
        running.kill()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a program of its own, which may be changed."""
    root = make_project(tmp_path / "project")
    shutil.copytree(ROOT / "build_tools", root / "build_tools", ignore=shutil.ignore_patterns("__pycache__"))
    return root


def test_a_preview_follows_the_project_through_everything(project: Path) -> None:
    # As a clone is without its first article: git keeps no empty folder.
    shutil.rmtree(project / "annotations")
    (project / "docs" / "articles" / "a-0.md").unlink()
    with preview(project) as running:
        assert "a-1" not in running.wait_for("", 200)

        (project / "annotations").mkdir()
        add_article(project, "a-1")
        running.wait_for("", 200, 'href="./articles/a-1/"')
        page = running.wait_for("articles/a-1/", 200)

        # The page knows how to renew itself, by a script that its policy lets run.
        epoch = epoch_of(page)
        assert "script-src 'self'" in page
        assert running.get("livereload/preview.js")[0] == running.get("livereload/preview.css")[0] == 200

        # Moved away, which is an error, told over every page as it was, and in the terminal; then back, and edited.
        (project / "annotations").rename(project / "elsewhere")
        report = running.wait_for("articles/a-1/", 200, "article-without-annotations")
        assert "docs/articles/a-1.md:1:1" in report
        assert without_script(report) == without_script(page)
        assert "article-without-annotations" in running.get("nowhere/")[1]
        assert "\x1b" not in report
        assert "article-without-annotations" in "".join(running.said)
        told = json.loads(running.get(f"livereload/{epoch}")[1])
        assert told["epoch"] == epoch_of(report) > epoch
        assert "docs/articles/a-1.md:1:1" in told["report"]
        (project / "elsewhere").rename(project / "annotations")
        running.wait_for("articles/a-1/", 200, 'data-report=""')
        assert json.loads(running.get(f"livereload/{told['epoch']}")[1])["report"] == ""
        notes = project / "annotations" / "a-1.yml"
        text = notes.read_text(encoding="utf-8")
        notes.write_text(text.replace("Every form of target.", "Every form, edited."), encoding="utf-8")
        edited = running.wait_for("articles/a-1/", 200, "Every form, edited.")

        # A mistake, mended by another: the report is that of the files as they are. Then one in the configuration.
        notes.write_text("summary: [\n", encoding="utf-8")
        report = running.wait_for("articles/a-1/", 200, "yaml-syntax")
        assert "annotations/a-1.yml:" in report
        assert "Every form, edited." in report
        assert without_script(report) == without_script(edited)
        notes.write_bytes(b"\xff\x00")
        assert "yaml-syntax" not in running.wait_for("", 200, "annotations/a-1.yml:1:1:")
        notes.write_text(text, encoding="utf-8")
        running.wait_for("articles/a-1/", 200, "Every form of target.")
        settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
        (project / "mkdocs.yml").unlink()
        running.wait_for("", 200, "mkdocs.yml")
        (project / "mkdocs.yml").write_text(f"{settings}\ttheme: [\n", encoding="utf-8")
        running.wait_for("", 200, "cannot start any token")
        (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
        running.wait_for("", 200, 'data-report=""')

        # A note that gets a folder of its own, which is not there yet.
        folder = notes.with_suffix("")
        folder.mkdir()
        (folder / "new.yml").write_text("kind: [\n", encoding="utf-8")
        running.wait_for("", 200, "annotations/a-1/new.yml:")
        shutil.rmtree(folder)
        running.wait_for("", 200, 'data-report=""')

        # A template, and a technique more and less.
        template = project / "build_tools" / "templates" / "articles.html"
        template.write_text(
            f"<p>From the template.</p>\n{template.read_text(encoding='utf-8')}", encoding="utf-8"
        )
        running.wait_for("", 200, "From the template.")
        technique = project / "docs" / "techniques" / "loaded-words.md"
        shutil.copy(technique, technique.with_name("another.md"))
        running.wait_for("techniques/another/", 200)
        technique.with_name("another.md").unlink()
        running.wait_for("techniques/another/", 404)
        technique.write_text(f"{technique.read_text(encoding='utf-8')}\nOf this build.\n", encoding="utf-8")
        running.wait_for("techniques/loaded-words/", 200, "Of this build.")

        # Code that cannot be loaded, and that ends the process which builds; then all as it was.
        code = project / "build_tools" / "site" / "assets.py"
        text = code.read_text(encoding="utf-8")
        code.write_text("import os\nos._exit(7)\n", encoding="utf-8")
        running.wait_for("", 200, "The build ended with status 7.")
        code.write_text(text, encoding="utf-8")
        running.wait_for("", 200, 'data-report=""')
        assert "Traceback" not in "".join(running.said)


def test_a_preview_starts_with_a_mistake_and_ends_without_a_trace(project: Path) -> None:
    notes = project / "annotations" / "a-0.yml"
    text = notes.read_text(encoding="utf-8")
    notes.write_text("summary: [\n", encoding="utf-8")
    os.mkfifo(project / "docs" / "index.css")
    with preview(project) as running:
        report = running.wait_for("", 503, "annotations/a-0.yml:")
        assert "docs/index.css:1:1: file-unreadable" in report
        assert "data-renew" in report
        (project / "docs" / "index.css").unlink()
        notes.write_text(text, encoding="utf-8")
        assert 'data-report=""' in running.wait_for("articles/a-0/", 200)
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(PATIENCE) == 128 + signal.SIGTERM
        assert tree(running.temporary) == {}
        assert list(running.temporary.iterdir()) == []


def test_a_port_that_is_taken_is_told_with_a_way_out(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = _refused(tmp_path, f"127.0.0.1:{port}")
    assert result.returncode == 1
    assert f"127.0.0.1:{port} is taken" in result.stderr
    assert f"127.0.0.1:{port + 1}" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("127.0.0.1:99999", "there is no port 99999"),
        ("127.0.0.1:80000000000", "there is no port 80000000000"),
        ("127.0.0.1:web", "“127.0.0.1:web” is not a host and a port"),
        ("127.0.0.1", "“127.0.0.1” is not a host and a port"),
        ("127.0.0.1:-1", "is not a host and a port"),
    ],
)
def test_an_address_that_is_none_is_told_with_a_way_out(tmp_path: Path, address: str, says: str) -> None:
    result = _refused(tmp_path, address)
    assert result.returncode in (1, 2)
    assert says in result.stderr
    assert "127.0.0.1:8001" in result.stderr
    assert "Traceback" not in result.stderr


def _refused(folder: Path, address: str) -> subprocess.CompletedProcess[str]:
    """What is said of an address. No program is changed here, so it need not be a copy, which Python compiles anew."""
    project = make_project(folder / "project")
    return subprocess.run(
        [sys.executable, "-m", "build_tools.adapters.live", "--dev-addr", address],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def test_a_watcher_sees_what_comes_goes_and_changes(tmp_path: Path) -> None:
    seen: list[str] = []

    class Noting(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            seen.append(os.fsdecode(event.src_path))

    watched = tmp_path / "notes"
    watcher = Watcher()
    watcher.schedule(Noting(), str(watched))
    watcher.start()
    time.sleep(0.5)
    steps: list[Callable[[], object]] = [
        lambda: (watched.mkdir(), (watched / "a.yml").write_text("a")),  # type: ignore[func-returns-value]
        lambda: (watched / "a.yml").write_text("b c"),
        lambda: (watched / "a.yml").rename(watched / "b.yml"),
        lambda: (watched / "loop").symlink_to(watched),
        lambda: watched.rename(tmp_path / "away"),
        lambda: (tmp_path / "away").rename(watched),
        lambda: (watched / "b.yml").unlink(),
    ]
    for step in steps:
        seen.clear()
        step()
        wait_until(lambda: bool(seen), lambda: "nothing seen")
        time.sleep(0.4)  # what a step does is done by then
    seen.clear()
    (watched / ".b.yml.swp").write_text("of an editor")
    (watched / "__pycache__").mkdir()
    (watched / "__pycache__" / "a.pyc").write_text("of Python")
    time.sleep(0.8)
    assert seen == []
    watcher.stop()
    watcher.join(5)


def test_that_files_change_while_the_site_is_built_is_no_mistake_to_show(tmp_path: Path) -> None:
    said = iter(("a mistake", f"the files of “a” {CHANGED}: build it again", "", f"“a” {CHANGED}"))
    server = Preview(lambda: next(said), "127.0.0.1", 0, tmp_path, "/")
    shown = []
    for _ in range(4):
        server._build()
        shown.append(json.loads(server._state_after(0))["report"])
    server.server_close()
    assert shown == ["a mistake", "a mistake", "", ""]
