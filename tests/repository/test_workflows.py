"""Workflows run pinned actions, with the least permissions, and a pull request can only read.

zizmor and check-jsonschema look at the same files in `make lint`; here stand this project's own rules.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
USES = re.compile(r"^\s*(?:- )?uses:\s*(?P<action>\S+?)@(?P<at>\S+)(?P<comment>.*)$", re.MULTILINE)


def _workflow(path: Path) -> dict[str, Any]:
    # BaseLoader: `on` stays a word.
    value: dict[str, Any] = yaml.load(path.read_text(), yaml.BaseLoader)
    return value


def _jobs() -> Iterator[Any]:
    for path in WORKFLOWS:
        for name, job in _workflow(path)["jobs"].items():
            yield pytest.param(job, id=f"{path.stem}-{name}")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_commit_with_their_version(path: Path) -> None:
    uses = list(USES.finditer(path.read_text()))

    assert uses
    for use in uses:
        assert re.fullmatch(r"[0-9a-f]{40}", use["at"]), use[0]
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", use["comment"]), use[0]


def test_an_action_has_one_version() -> None:
    versions: dict[str, set[str]] = defaultdict(set)
    for path in WORKFLOWS:
        for use in USES.finditer(path.read_text()):
            versions[use["action"]].add(use["at"] + use["comment"])

    assert {action: found for action, found in versions.items() if len(found) > 1} == {}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_starts_without_permissions(path: Path) -> None:
    workflow = _workflow(path)

    assert workflow["permissions"] == {}
    assert "concurrency" in workflow


@pytest.mark.parametrize("job", list(_jobs()))
def test_a_job_names_its_permissions_and_its_time(job: dict[str, Any]) -> None:
    assert job["permissions"]
    if "uses" in job:  # another workflow of ours, whose jobs name their own times
        assert job["uses"].startswith("./.github/workflows/")
    else:
        assert 0 < int(job["timeout-minutes"]) <= 30


@pytest.mark.parametrize("job", list(_jobs()))
def test_a_checkout_leaves_no_credentials(job: dict[str, Any]) -> None:
    for step in job.get("steps", ()):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_pull_request_can_only_read(path: Path) -> None:
    workflow = _workflow(path)
    triggers = set(workflow["on"])

    assert not triggers & {"pull_request_target", "issue_comment"}
    assert "secrets." not in path.read_text()
    if "pull_request" in triggers:
        assert {level for job in workflow["jobs"].values() for level in job["permissions"].values()} == {
            "read"
        }


def test_what_posts_a_comment_runs_apart_and_nothing_of_the_branch() -> None:
    after_a_run = [path for path in WORKFLOWS if "workflow_run" in _workflow(path)["on"]]
    assert [path.stem for path in after_a_run] == ["comment"]
    workflow = _workflow(after_a_run[0])
    (job,) = workflow["jobs"].values()

    assert set(workflow["on"]) == {"workflow_run"}
    watched = workflow["on"]["workflow_run"]["workflows"]
    assert watched == [_workflow(ROOT / ".github" / "workflows" / "preview.yml")["name"]]
    assert job["permissions"] == {"contents": "read", "actions": "read", "pull-requests": "write"}
    (checkout,) = (step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@"))
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    # No package is installed either: what is run is Python and this repository's own code.
    assert not re.search(
        r"\b(make|pip|uv|npm|source)\b|\.ci/", "".join(step.get("run", "") for step in job["steps"])
    )


def test_what_posts_a_comment_needs_nothing_but_python() -> None:
    code = (
        "import sys; import build_tools.adapters.comment; print(*(m.partition('.')[0] for m in sys.modules))"
    )
    # Without the folder of installed packages.
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=ROOT, env={}, capture_output=True, text=True, check=True
    )
    assert set(done.stdout.split()) <= {*sys.stdlib_module_names, "build_tools", "__main__"}


def test_the_site_gets_its_address_from_the_deployment() -> None:
    environment = {
        name
        for job in _workflow(ROOT / ".github" / "workflows" / "deploy.yml")["jobs"].values()
        for step in job.get("steps", ())
        for name in step.get("env", {})
    }
    named = re.search(r"^site_url: !ENV \[(\w+)", (ROOT / "mkdocs.yml").read_text(), re.MULTILINE)

    assert named
    assert named[1] in environment


def test_nothing_is_deployed_before_it_has_passed_the_tests() -> None:
    jobs = _workflow(ROOT / ".github" / "workflows" / "deploy.yml")["jobs"]
    tested = {name for name, job in jobs.items() if job.get("uses") == "./.github/workflows/test.yml"}

    def waits_for(name: str) -> set[str]:
        needs = jobs[name].get("needs", [])
        direct = {needs} if isinstance(needs, str) else set(needs)
        return direct.union(*map(waits_for, direct))

    assert tested
    deploying = {name for name, job in jobs.items() if "pages" in job["permissions"]}
    assert deploying
    for name in deploying:
        assert tested <= waits_for(name)
        assert "if" not in jobs[name]


def test_what_the_deployment_asks_for_runs_every_test() -> None:
    test = _workflow(ROOT / ".github" / "workflows" / "test.yml")

    assert "workflow_call" in test["on"]
    runs = [step.get("run") for job in test["jobs"].values() for step in job["steps"]]
    assert ".ci/run" in runs
