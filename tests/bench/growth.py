"""How time and memory grow with what is typed in: every shape at three sizes, each in a process of its own.

A shape is a function from a number of characters to a task that is ready to run. Where time grows with the size,
the last time is about four times the first; where with its square, sixteen times. The rule is that no input of under
a million characters takes more than five seconds or a gibibyte; a task still running at the limit is ended and shown
as such.

To add shapes, write a module with a mapping `SHAPES` and name it in `AREAS`.

    python -m tests.bench.growth [part of a name]
"""

from __future__ import annotations

import importlib
import multiprocessing
import resource
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection

AREAS = ("tests.bench.growth_anchoring", "tests.bench.growth_yaml")
"""The modules that hold shapes, each in a mapping `SHAPES` from a name."""
SIZES = (225_000, 450_000, 900_000)
MOST_SECONDS = 20
"""After this a task is ended."""

Task = Callable[[], object]
Shape = Callable[[int], Task]


@dataclass(frozen=True, slots=True)
class Run:
    """One task at one size."""

    seconds: float | None
    """Of processor time, so that other work on the machine hardly counts. None if it had to be ended."""
    megabytes: float
    """Peak memory beyond what the process had when the task began."""
    failed: str = ""
    """The exception, if it raised one."""


def shapes() -> dict[str, Shape]:
    """All shapes, by name, each area's in its own order."""
    found: dict[str, Shape] = {}
    for area in AREAS:
        of_area: Mapping[str, Shape] = importlib.import_module(area).SHAPES
        found |= of_area
    return found


def measured(shape: Shape, size: int, most_seconds: int = MOST_SECONDS) -> Run:
    """The task of a shape, run once in a process of its own."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(shape, size, most_seconds, theirs))
    process.start()
    theirs.close()
    try:
        return Run(*ours.recv())
    except EOFError:
        process.join()
        ended = process.exitcode == -signal.SIGXCPU
        return Run(None, 0.0, "" if ended else f"the process died: {process.exitcode}")
    finally:
        process.kill()
        process.join()


def _work(shape: Shape, size: int, most_seconds: int, answer: Connection) -> None:
    task = shape(size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    limit = int(start) + most_seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
    failed = ""
    try:
        task()
    except Exception as error:  # noqa: BLE001 (whatever a shape brings to light is shown)
        failed = f"{type(error).__name__}: {error}"[:80]
    seconds = time.process_time() - start
    answer.send((seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, failed))


def run(part: str = "", sizes: tuple[int, ...] = SIZES) -> dict[str, list[Run]]:
    """Measure every shape with `part` in its name; print a table, a line as soon as it is known."""
    results: dict[str, list[Run]] = {}
    wanted = {name: shape for name, shape in shapes().items() if part in name}
    width = max(map(len, wanted), default=0)
    print("  ".join(("shape".ljust(width), *(f"{size:>9,}" for size in sizes), "growth", "     MB")))
    for name, shape in wanted.items():
        runs: list[Run] = []
        for size in sizes:
            runs.append(measured(shape, size))
            if runs[-1].seconds is None or runs[-1].failed:
                break
        results[name] = runs
        print(line(name, runs, width, len(sizes)), flush=True)
    return results


def line(name: str, runs: list[Run], width: int, columns: int) -> str:
    """The row of one shape."""
    times = [f"> {MOST_SECONDS}" if one.seconds is None else f"{one.seconds:.2f}" for one in runs]
    first, last = runs[0].seconds, runs[-1].seconds
    growth = f"{last / max(first, 0.001):.1f}" if first and last and len(runs) == columns else ""
    cells = [*times, *[""] * (columns - len(times))]
    memory = f"{max(one.megabytes for one in runs):.0f}"
    row = (
        name.ljust(width),
        *(cell.rjust(9) for cell in cells),
        growth.rjust(6),
        memory.rjust(7),
        runs[-1].failed,
    )
    return "  ".join(row).rstrip()


if __name__ == "__main__":
    run("".join(sys.argv[1:2]))
