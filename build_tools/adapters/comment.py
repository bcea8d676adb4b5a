"""To a pull request: one comment that says what it changes for readers, renewed in place.

Run by the workflow `comment.yml`, from the default branch, with a token that may write. All that it knows of the branch
is an artifact, which the branch's own code has made, and so may hold anything: it is read as data, within limits,
its number of a pull request is a claim that GitHub's own words about the run have to bear out, and the words that are
posted are made here. Needs nothing but Python. `python -m build_tools.adapters.comment EVENT.json ARTIFACT.zip`
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import urllib.error
import urllib.request
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from ..edit.difference import Difference
from ..edit.difference_printed import as_markdown, from_json

MARKER = "<!-- marked-copy: what this changes -->"
"""Stands at the head of the comment, by which it is found again."""
AUTHOR = "github-actions[bot]"
"""Who writes it. A marker in anybody else's comment means nothing."""
MOST = 5_000_000
"""Bytes of the artifact, and of each file in it once unpacked."""
FILES = ("difference.json", "number", "head")
_PER_PAGE, _MOST_PAGES = 100, 30
_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_NAME = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)


class RefusedError(Exception):
    """Why nothing is posted."""


class Run(NamedTuple):
    """What GitHub says about the run that made the artifact."""

    repository: str
    """This one, `owner/name`."""
    head_repository: str
    """Where the branch is; empty if that repository is gone."""
    head_branch: str
    head_sha: str
    address: str
    """Its page."""


class Claim(NamedTuple):
    """What the artifact says."""

    number: int
    head_sha: str
    difference: Difference


class Api(Protocol):
    """GitHub's REST API (https://docs.github.com/en/rest)."""

    def __call__(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """What it answers. Raises OSError."""


def run_of(event: Any) -> Run:
    """The run that an event of the type `workflow_run` is about. Raises RefusedError.

    https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run
    """
    try:
        run, repository = event["workflow_run"], event["repository"]["full_name"]
        head = (run["head_repository"] or {}).get("full_name", "")
        found = Run(repository, head, run["head_branch"] or "", run["head_sha"], run["html_url"])
        kind, state = run["event"], run["status"]
    except (KeyError, TypeError, AttributeError):
        raise RefusedError("this is no event of a run") from None
    if kind != "pull_request" or state != "completed":
        raise RefusedError(f"the run is not that of a pull request, or not over: {kind}, {state}")
    if not _NAME.fullmatch(found.repository) or not _SHA.fullmatch(found.head_sha):
        raise RefusedError("the event names no repository or commit")
    return found


def claim_of(artifact: bytes) -> Claim:
    """What an artifact says. Nothing is unpacked to a disk. Raises RefusedError."""
    if len(artifact) > MOST:
        raise RefusedError(f"the artifact is larger than {MOST:,} bytes")
    try:
        with zipfile.ZipFile(io.BytesIO(artifact)) as archive:
            listed = archive.infolist()
            if sorted(info.filename for info in listed) != sorted(FILES):
                raise RefusedError(f"the artifact does not hold just {', '.join(FILES)}")
            texts = {info.filename: _text(archive, info) for info in listed}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise RefusedError(f"the artifact cannot be read: {type(error).__name__}") from None
    number, head = texts["number"].strip(), texts["head"].strip()
    if not re.fullmatch(r"[1-9][0-9]{0,9}", number, re.ASCII) or not _SHA.fullmatch(head):
        raise RefusedError("the artifact names no pull request or commit")
    try:
        return Claim(int(number), head, from_json(texts["difference.json"]))
    except ValueError as error:
        raise RefusedError(f"the artifact's difference is not of the form it has to be: {error}") from None


def _text(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> str:
    # What the archive says of a size is a claim as well.
    with archive.open(info) as stream:
        data = stream.read(MOST + 1)
    if len(data) > MOST:
        raise RefusedError(f"{info.filename} is larger than {MOST:,} bytes")
    return data.decode("utf-8")


def post(run: Run, claim: Claim, api: Api) -> str:
    """Make or renew the comment; the answer says what was done. Raises RefusedError, OSError."""
    if claim.head_sha != run.head_sha:
        raise RefusedError("the artifact is about another commit than the run")
    pull = api("GET", f"/repos/{run.repository}/pulls/{claim.number}")
    head, base = _at(pull, "head"), _at(pull, "base")
    if _at(pull, "state") != "open":
        return "The pull request is closed: nothing to say."
    if _at(base, "repo", "full_name") != run.repository or _at(pull, "number") != claim.number:
        raise RefusedError("the pull request is not one of this repository")
    if _at(head, "repo") is None or not run.head_repository:
        return "The branch's repository is gone: nothing to say."
    is_its = _at(head, "repo", "full_name") == run.head_repository and _at(head, "ref") == run.head_branch
    if not is_its:
        raise RefusedError("the pull request is not that of the run")
    if _at(head, "sha") != run.head_sha:
        return "The branch has moved on, and a newer run will speak of it."
    body = comment(run, claim.difference)
    number = _own_comment(run, claim.number, api)
    if number is None:
        api("POST", f"/repos/{run.repository}/issues/{claim.number}/comments", {"body": body})
        return "Comment made."
    api("PATCH", f"/repos/{run.repository}/issues/comments/{number}", {"body": body})
    return "Comment renewed."


def comment(run: Run, difference: Difference) -> str:
    """The comment's Markdown."""
    server = re.fullmatch(r"https://[\w.-]+/[\w.-]+/[\w.-]+/actions/runs/\d+", run.address, re.ASCII)
    built = f" The preview is among the files of [its run]({run.address})." if server else ""
    return f"{MARKER}\n{as_markdown(difference)}\n<sub>About commit `{run.head_sha[:12]}`.{built}</sub>\n"


def _own_comment(run: Run, number: int, api: Api) -> int | None:
    for page in range(1, _MOST_PAGES + 1):
        path = f"/repos/{run.repository}/issues/{number}/comments?per_page={_PER_PAGE}&page={page}"
        found = api("GET", path)
        if not isinstance(found, list):
            raise RefusedError("GitHub's answer is no list of comments")
        for item in found:
            is_ours = _at(item, "user", "login") == AUTHOR and _at(item, "user", "type") == "Bot"
            if is_ours and str(_at(item, "body")).startswith(MARKER) and isinstance(_at(item, "id"), int):
                return int(item["id"])
        if len(found) < _PER_PAGE:
            return None
    raise RefusedError("the pull request has too many comments to find ours")


def _at(value: Any, *names: str) -> Any:
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def github(token: str, server: str) -> Api:
    """GitHub's API at an address, with a token."""

    def ask(method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        request = urllib.request.Request(  # noqa: S310 # the address begins with https, as seen below
            server + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Authorization": f"Bearer {token}",
                "Accept": "application/vnd.github+json",
                "X-GitHub-Api-Version": "2022-11-28",
                "Content-Type": "application/json",
            },
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return json.loads(answer.read(50_000_000))

    if not server.startswith("https://"):
        raise RefusedError("the address of the API does not begin with https")
    return ask


def main(event_path: str, artifact_path: str) -> int:
    """Post what the artifact says. Status 0: posted, or nothing to post. 1: refused, or GitHub did not answer."""
    try:
        api = github(os.environ["GH_TOKEN"], os.environ.get("GITHUB_API_URL", "https://api.github.com"))
        run = run_of(json.loads(Path(event_path).read_bytes()))
        with Path(artifact_path).open("rb") as stream:
            claim = claim_of(stream.read(MOST + 1))
        said = post(run, claim, api)
    except RefusedError as refused:
        said = f"Nothing is posted: {refused}"
    except (OSError, ValueError, KeyError) as error:
        status = f", status {error.code}" if isinstance(error, urllib.error.HTTPError) else ""
        said = f"Nothing is posted: {type(error).__name__}{status}"
    else:
        sys.stdout.write(f"{said}\n")
        return 0
    # Words of a stranger may be in it, which the log of a workflow could take for a command.
    sys.stdout.write(re.sub(r"[^\w .,:;()/“”-]", "?", said)[:500] + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
