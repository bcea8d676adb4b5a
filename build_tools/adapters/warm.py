"""Builds in processes of their own that need not load anything first.

One process loads what every build needs, and from then on each build is a copy of it as it was then: nothing that one
build leaves in memory reaches the next. When the code has changed, the process is replaced.
"""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import click

from ..site.workers import end_with
from .watching import State, snapshot

_ENDED = "\0"
"""Begins the line with which the process tells the status of a build. Nothing that is printed begins with it."""


class Builder:
    """Builds with `command`, a program that calls `become_each_build`. Changed code in `places` has it loaded anew."""

    def __init__(self, command: Sequence[str], places: Iterable[Path]) -> None:
        self._command = command
        self._places = tuple(places)
        self._process: subprocess.Popen[str] | None = None
        self._code: Mapping[str, State] = {}

    def build(self) -> str:
        """What a build says that fails, or nothing. All that it says is passed on."""
        said: list[str] = []
        failed = self._build(said)
        if not failed:
            return ""
        lines = [line for line in map(click.unstyle, said) if not line.startswith(("INFO ", "Aborted with "))]
        return "".join(lines).strip() or f"The build ended with status {failed}."

    def stop(self) -> None:
        """End the process, and the build that is under way."""
        if not self._process:
            return
        with suppress(
            ProcessLookupError, PermissionError
        ):  # PermissionError: on macOS, of one that has ended
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream
            with suppress(OSError):
                stream.close()
        self._process = None

    def _build(self, said: list[str]) -> int:
        code = self._snapshot()
        if code != self._code or not self._process or self._process.poll() is not None:
            self.stop()
            self._process, self._code = self._started(), code
        process = self._process
        assert process.stdin
        assert process.stdout
        with suppress(OSError):  # it has ended: what it said comes below
            process.stdin.write("\n")
            process.stdin.flush()
        for line in process.stdout:
            if line.startswith(_ENDED):
                return int(line[1:])
            click.echo(line, nl=False, err=True)
            said.append(line)
        failed = process.wait()
        self.stop()
        return failed or 1

    def _started(self) -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603 # this program again, with the arguments it was given
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            process_group=0,  # so that it ends together with its builds
        )

    def _snapshot(self) -> Mapping[str, State]:
        return {
            path: state
            for place in self._places
            for path, state in snapshot(place).items()
            if path.endswith(".py")
        }


def become_each_build(load: Callable[[], object]) -> None:
    """Return once for each build that is asked for, in a process of its own, after `load` was called once for all."""
    end_with(os.getppid())
    load()
    # What has been loaded stays: looking through it for garbage would only copy it.
    gc.collect()
    gc.freeze()
    for _ in sys.stdin.buffer:
        sys.stdout.flush()
        sys.stderr.flush()
        waiting = os.getpid()
        build = os.fork()
        if not build:
            end_with(waiting)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            return
        _, status = os.waitpid(build, 0)
        os.write(1, f"{_ENDED}{os.waitstatus_to_exitcode(status)}\n".encode())
    sys.exit()
