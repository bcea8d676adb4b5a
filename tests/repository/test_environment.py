"""What cannot be set up ends with one sentence that says what to do, and leaves nothing half made behind."""

from __future__ import annotations

import base64
import functools
import json
import os
import shutil
import subprocess
import sys
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = (
    "Makefile",
    "pyproject.toml",
    "requirements.txt",
    "requirements-dev.txt",
    "package.json",
    "package-lock.json",
    ".npmrc",
)

OLD_PYTHON = """#!/bin/sh
case $2 in
*executable*) echo "$0" ;;
*python_version*) echo 3.9.2 ;;
*) exit 1 ;;
esac
"""
BARE_PYTHON = f"""#!/bin/sh
case $2 in
*executable*) echo "$0" ;;
*ensurepip*) exit 1 ;;
*) exec "{sys.executable}" "$@" ;;
esac
"""
# Makes environments at once, in which pip reaches nobody.
LONELY_PYTHON = f"""#!/bin/sh
case $2 in
*executable*) echo "$0"; exit ;;
venv) ;;
*) exec "{sys.executable}" "$@" ;;
esac
mkdir -p "$5/bin"
printf '#!/bin/sh\necho "ERROR: No matching distribution found for a==1" >&2\nexit 1\n' > "$5/bin/python"
chmod +x "$5/bin/python"
"""
# Has what pip would install, and hands everything else on.
PYTHON_WITH_PACKAGES = f"""#!/bin/sh
[ "$2" = pip ] || exec "{sys.executable}" "$@"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project as a clone would be, in a folder with a space in its name."""
    folder = tmp_path / "marked copy"
    folder.mkdir()
    for name in NEEDED:
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    return folder


def _make_site(project: Path, **environment: str) -> list[str]:
    """Run `make site`, which must fail, and give what it said, without make's own closing line."""
    outer = {
        name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "MAKE", "MFLAGS"))
    }
    done = subprocess.run(
        ["make", "site"],
        cwd=project,
        env=outer | {"PIP_CONFIG_FILE": os.devnull} | environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode != 0
    assert done.stdout == ""
    return [line for line in done.stderr.splitlines() if not line.startswith("make")]


def _python(folder: Path, script: str) -> str:
    path = folder / "python-of-the-test"
    path.write_text(script)
    path.chmod(0o755)
    return str(path)


def test_no_python(project: Path) -> None:
    (line,) = _make_site(project, PYTHON="python-that-is-not-there")

    assert "there is no python-that-is-not-there here: install it" in line
    assert not (project / ".venv").exists()


def test_a_python_that_is_too_old(project: Path, tmp_path: Path) -> None:
    (line,) = _make_site(project, PYTHON=_python(tmp_path, OLD_PYTHON))

    assert "Python 3.11 or newer is needed" in line
    assert "is 3.9.2: install it" in line
    assert not (project / ".venv").exists()


@pytest.mark.parametrize("name", ["marked_copy-9.dist-info", "x.EGG-INFO"])
def test_what_python_would_take_for_an_installed_package(project: Path, name: str) -> None:
    """Two text files, none of them code, could switch the plugin off and so publish articles unchecked."""
    (project / name).mkdir()
    (project / name / "METADATA").write_text("Metadata-Version: 2.1\nName: marked-copy\nVersion: 9\n")
    (project / name / "entry_points.txt").write_text(
        "[mkdocs.plugins]\nmarked-copy = mkdocs.contrib.search:SearchPlugin\n"
    )
    (line,) = _make_site(project, PYTHON=sys.executable)
    assert name in line
    assert "delete it" in line
    assert not (project / ".venv").exists()


def test_a_python_that_cannot_make_environments(project: Path, tmp_path: Path) -> None:
    (line,) = _make_site(project, PYTHON=_python(tmp_path, BARE_PYTHON))

    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert f"install the package {package}" in line
    assert not (project / ".venv").exists()


@pytest.mark.parametrize("before", [False, True], ids=["first-time", "after-an-earlier-one"])
def test_packages_that_cannot_be_fetched(project: Path, tmp_path: Path, *, before: bool) -> None:
    """By pip itself where an environment was there before."""
    if before:
        (project / ".venv").mkdir()
        (project / ".venv" / "kept").touch()

    # Port 9 of this machine answers nobody.
    *_, line = _make_site(
        project,
        PYTHON=sys.executable if before else _python(tmp_path, LONELY_PYTHON),
        PIP_INDEX_URL="http://127.0.0.1:9/",
        PIP_RETRIES="0",
        PIP_NO_CACHE_DIR="1",
    )

    assert "could not be fetched: check the network and the index" in line
    assert [path.name for path in project.glob(".venv*")] == [".venv"] * before
    assert (project / ".venv" / "kept").exists() is before


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (False, "could not be fetched: check the network and the registry"),
        (True, "is not the one that package-lock.json names, so nothing was installed: check the registry"),
    ],
    ids=["nobody-answers", "another-package-comes"],
)
def test_npm_packages_that_cannot_be_had(project: Path, tmp_path: Path, *, answers: bool, told: str) -> None:
    python = project / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(PYTHON_WITH_PACKAGES)
    python.chmod(0o755)
    (project / "package.json").write_text(json.dumps({"devDependencies": {"a": "1.0.0"}}))
    entry = {"version": "1.0.0", "integrity": "sha512-" + base64.b64encode(bytes(64)).decode()}
    packages = {"": {"devDependencies": {"a": "1.0.0"}}, "node_modules/a": entry}
    (project / "package-lock.json").write_text(json.dumps({"lockfileVersion": 3, "packages": packages}))
    with _registry(tmp_path / "registry") as address:
        done = subprocess.run(
            [".ci/environment", "dev"],
            cwd=project,
            env=os.environ
            | {
                # Port 9 of this machine answers nobody.
                "npm_config_registry": address if answers else "http://127.0.0.1:9/",
                "npm_config_cache": str(tmp_path / "cache"),
                "npm_config_fetch_retries": "0",
            },
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    assert done.returncode != 0
    assert told in done.stderr.splitlines()[-1]
    assert done.stderr.count("\n") == 2
    assert not (project / ".venv" / "dev.stamp").exists()


@contextmanager
def _registry(folder: Path) -> Iterator[str]:
    """An npm registry that has the package `a` 1.0.0, and some archive of it."""
    folder.mkdir()
    with tarfile.open(folder / "archive.tgz", "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("package"))
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        told = {"name": "a", "version": "1.0.0", "dist": {"tarball": f"{address}archive.tgz"}}
        (folder / "a").write_text(json.dumps({"name": "a", "versions": {"1.0.0": told}}))
        yield address
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.mark.parametrize("browser", ["CHROMIUM", "FIREFOX"])
def test_a_missing_browser_is_told(tmp_path: Path, browser: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser"],
        cwd=ROOT,
        env=os.environ | {browser: str(tmp_path / "no-browser")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"set {browser} to its path" in done.stderr


def test_what_is_given_to_the_tests_goes_to_them_alone(project: Path) -> None:
    """`make test ARGS=tests/words` runs these tests, behind the same checks as ever."""
    would = subprocess.run(
        ["make", "--dry-run", "test", "ARGS=tests/words"],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert [line for line in would.splitlines() if "tests/words" in line] == [
        ".venv/bin/python -m pytest -q tests/words"
    ]
    assert ".venv/bin/python -m build_tools check" in would.splitlines()
