"""The lock files name every package once, by version and hash, and agree with pyproject.toml and package.json."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
SITE, DEV = "requirements.txt", "requirements-dev.txt"
# A version that differs between Pythons stands there once for each.
ENTRY = re.compile(
    r"^(?P<requirement>[^#\s\\][^\\\n]*?) \\\n(?P<hashes>(?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
    re.MULTILINE,
)


def _locked(name: str) -> list[Requirement]:
    return [Requirement(entry["requirement"]) for entry in ENTRY.finditer((ROOT / name).read_text())]


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.mark.parametrize("name", [SITE, DEV])
def test_every_line_is_a_pin_with_hashes(name: str) -> None:
    rest = ENTRY.sub("", (ROOT / name).read_text())

    assert [line for line in rest.splitlines() if not line.lstrip().startswith("#")] == []
    assert all(re.fullmatch(r"==[0-9][^,*]*", str(entry.specifier)) for entry in _locked(name))


@pytest.mark.parametrize("name", [SITE, DEV])
def test_no_place_to_download_from_is_named(name: str) -> None:
    text = (ROOT / name).read_text()

    assert "://" not in text
    assert not re.search(r"^\s*-{1,2}(?!hash=)\w", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "groups"), [(SITE, ["build"]), (DEV, ["build", "dev"])], ids=["site", "development"]
)
def test_what_pyproject_asks_for_is_locked(name: str, groups: list[str]) -> None:
    project = _project()
    asked = [
        *project["project"]["dependencies"],
        *(text for group in groups for text in project["dependency-groups"][group]),
    ]
    locked = _locked(name)

    for requirement in map(Requirement, asked):
        pins = [pin for pin in locked if canonicalize_name(pin.name) == canonicalize_name(requirement.name)]
        assert pins, f"{requirement} is not in {name}: run make lock"
        for pin in pins:
            version = str(pin.specifier).removeprefix("==")
            assert requirement.specifier.contains(version), (
                f"{pin} in {name} is not {requirement}: run make lock"
            )


def test_the_build_backend_is_locked() -> None:
    project = _project()

    assert project["build-system"]["requires"] == project["dependency-groups"]["build"]


def test_tests_run_on_what_the_site_is_built_with() -> None:
    assert {str(pin) for pin in _locked(SITE)} <= {str(pin) for pin in _locked(DEV)}


def _npm() -> dict[str, Any]:
    packages: dict[str, Any] = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    return packages


def test_every_npm_package_is_a_version_with_a_hash() -> None:
    packages = {name: entry for name, entry in _npm().items() if name}

    assert packages
    for name, entry in packages.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", entry["version"]), name
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", entry["integrity"]), name


def test_no_script_of_an_npm_package_runs() -> None:
    assert "ignore-scripts=true" in (ROOT / ".npmrc").read_text().splitlines()


def test_no_place_to_download_npm_packages_from_is_named() -> None:
    assert "resolved" not in (ROOT / "package-lock.json").read_text()
    assert "registry" not in (ROOT / ".npmrc").read_text().replace("omit-lockfile-registry-resolved", "")


def test_what_package_json_asks_for_is_locked() -> None:
    asked = json.loads((ROOT / "package.json").read_text())["devDependencies"]

    assert _npm()[""]["devDependencies"] == asked, "run make lock"
    assert all(f"node_modules/{name}" in _npm() for name in asked)


# A registry may hold a new version for one system before it holds it for another, and npm locks what it finds.
@pytest.mark.parametrize("program", ["@biomejs/cli", "@typescript/typescript"])
def test_programs_are_locked_for_every_system(program: str) -> None:
    systems = {
        f"node_modules/{program}-{system}-{cpu}" for system in ("linux", "darwin") for cpu in ("x64", "arm64")
    }

    assert systems <= set(_npm())
