"""How long a site takes and how much memory, against the same articles bare in Material.

For each number of articles a scratch project is made: this repository's own pages, techniques and
configuration, and the generated articles. Then whole processes are measured, in rounds, so that what disturbs
the machine disturbs all of them:

* check: `markedcopy check`
* bare: `mkdocs build` without our plugin: the articles as plain pages
* cold: `mkdocs build` with it, its cache removed
* unchanged: the same again, with nothing changed
* edited: the same again, with one word of one note changed
* cold, no paper; unchanged, no paper: as above, with `paper: false`, to see what sheets, keys and plans cost

Wall time, processor time and peak memory are medians over the rounds; a ratio is the median of the ratios
within each round.
"""

from __future__ import annotations

import compileall
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from tests.bench.articles import KINDS, generate_articles

ROOT = Path(__file__).parents[2]
PLUGIN = "marked-copy"
CACHE = ".cache"
ROUNDS = {10: 5, 100: 5, 1000: 3}
RUNS = ("check", "bare", "cold", "unchanged", "edited", "cold, no paper", "unchanged, no paper")
AIMS = {"cold": 1.9, "unchanged": 1.1}
"""The ratios to bare, at the largest number of articles, that the project has set itself."""
WITH_PAPER = ("cold", "unchanged")
LINE = "{articles:>8}  {run:<19} {wall:>9.2f}{cpu:>9.2f}{peak:>10.0f}{wall_ratio:>9.2f}{peak_ratio:>10.2f}"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: seconds, seconds of processor time, peak resident memory in MiB."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: medians over the rounds, of the ratios to the same round's bare build too."""

    articles: int
    run: str
    rounds: int
    wall: float
    cpu: float
    peak: float
    wall_ratio: float
    peak_ratio: float


def run(sizes: Sequence[int] = (10, 100, 1000)) -> dict[str, Any]:
    """Measure each size: `rows`, the ratios of builds with and without paper (of processor time), and the milliseconds
    that a further article takes. Fit to be JSON."""
    rows: list[Row] = []
    paper: list[dict[str, float]] = []
    for size in sizes:
        rounds = _measure_size(size)
        rows += [_row(size, run_name, rounds) for run_name in RUNS]
        paper.append({"articles": size} | {name: _paper_ratio(name, rounds) for name in WITH_PAPER})
    return {
        "rows": [asdict(row) for row in rows],
        "with_paper_to_without": paper,
        "milliseconds_for_each_further_article": _growth(rows),
        "aims": AIMS,
    }


def table(result: dict[str, Any]) -> str:
    """The result as text for a terminal."""
    lines = ["articles  run                    wall s    cpu s  peak MiB   wall ×  memory ×"]
    lines += [LINE.format(**row) for row in result["rows"]]
    for growth in result["milliseconds_for_each_further_article"]:
        each = ", ".join(f"{name} {growth[name]:.1f}" for name in RUNS)
        lines.append(f"ms for each further article, {growth['from']} to {growth['to']}: {each}")
    for ratio in result["with_paper_to_without"]:
        said = ", ".join(f"{name} {ratio[name]:.2f}" for name in WITH_PAPER)
        lines.append(f"processor time with paper to without, {ratio['articles']} articles: {said}")
    largest = max(row["articles"] for row in result["rows"])
    last = {row["run"]: row for row in result["rows"] if row["articles"] == largest}
    for name, aim in AIMS.items():
        ratio = last[name]["wall_ratio"]
        met = "met" if ratio <= aim else "missed"
        lines.append(f"aim at {largest} articles, {name} ≤ {aim} × bare: {met} ({ratio:.2f})")
    more = last["edited"]["wall"] - last["unchanged"]["wall"]
    lines.append(f"one edited note among {largest} articles: {more:+.2f} s on the unchanged build")
    return "\n".join(lines)


def make_project(folder: Path, articles: int) -> None:
    """A copy of this project with generated articles added, `bare.yml`, which leaves our plugin out, and
    `no-paper.yml`, which makes no sheets."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copytree(ROOT / "annotations", folder / "annotations")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    # A copy of the code too: were it edited meanwhile, what is cached would be out of date.
    shutil.copytree(ROOT / "build_tools", folder / "build_tools")
    compileall.compile_dir(folder / "build_tools", quiet=1)
    for article in generate_articles(articles, techniques()):
        (folder / "docs" / "articles" / f"{article.slug}.md").write_text(article.markdown, encoding="utf-8")
        (folder / "annotations" / f"{article.slug}.yml").write_text(article.annotations, encoding="utf-8")
    bare = {"INHERIT": "mkdocs.yml", "plugins": _other_plugins(ROOT / "mkdocs.yml")}
    no_paper = {"INHERIT": "mkdocs.yml", "extra": {"classroom": {"paper": False}}}
    for name, settings in (("bare.yml", bare), ("no-paper.yml", no_paper)):
        (folder / name).write_text(yaml.safe_dump(settings), encoding="utf-8")


def measure(command: Sequence[str | Path], folder: Path) -> Cost:
    """Run the command in the folder to its end, and say what it took.

    Raises RuntimeError with what it printed when it fails, and when its peak memory cannot be known: Linux
    counts for a new process what the one that started it had held.
    """
    with tempfile.TemporaryFile() as output:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            printed = output.read().decode(errors="replace")
            raise RuntimeError(f"{command} ended with {process.returncode}:\n{printed[-4000:]}")
    own_peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if usage.ru_maxrss <= own_peak:
        raise RuntimeError(f"{command} held no more memory than the process that measures")
    # Counted in KiB on Linux and in bytes on macOS.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def _measure_size(articles: int) -> list[dict[str, Cost]]:
    with tempfile.TemporaryDirectory(prefix="marked-copy-bench-") as name:
        folder = Path(name)
        make_project(folder, articles)
        return [_measure_round(folder) for _ in range(ROUNDS[articles])]


def _measure_round(folder: Path) -> dict[str, Cost]:
    mkdocs = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file")
    check = measure((sys.executable, "-m", "build_tools", "check", "--root", folder), folder)
    bare = measure((*mkdocs, "bare.yml"), folder)
    shutil.rmtree(folder / CACHE, ignore_errors=True)
    without = [measure((*mkdocs, "no-paper.yml"), folder) for _ in WITH_PAPER]
    shutil.rmtree(folder / CACHE, ignore_errors=True)
    cold = measure((*mkdocs, "mkdocs.yml"), folder)
    unchanged = measure((*mkdocs, "mkdocs.yml"), folder)
    with _edited(folder):
        edited = measure((*mkdocs, "mkdocs.yml"), folder)
    costs = (check, bare, cold, unchanged, edited, *without)
    return dict(zip(RUNS, costs, strict=True))


@contextmanager
def _edited(folder: Path) -> Iterator[None]:
    path = min((folder / "annotations").glob("*.yml"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("observation: ", "observation: Here ", 1), encoding="utf-8")
    try:
        yield
    finally:
        path.write_text(text, encoding="utf-8")


def _row(articles: int, name: str, rounds: Sequence[dict[str, Cost]]) -> Row:
    costs = [costs[name] for costs in rounds]
    return Row(
        articles=articles,
        run=name,
        rounds=len(rounds),
        wall=statistics.median(cost.wall for cost in costs),
        cpu=statistics.median(cost.cpu for cost in costs),
        peak=statistics.median(cost.peak for cost in costs),
        wall_ratio=statistics.median(costs[name].wall / costs["bare"].wall for costs in rounds),
        peak_ratio=statistics.median(costs[name].peak / costs["bare"].peak for costs in rounds),
    )


def _paper_ratio(name: str, rounds: Sequence[dict[str, Cost]]) -> float:
    return statistics.median(costs[name].cpu / costs[f"{name}, no paper"].cpu for costs in rounds)


def _growth(rows: Sequence[Row]) -> list[dict[str, float]]:
    """Between each two sizes: milliseconds of wall time for each further article. Flat means linear."""
    sizes = sorted({row.articles for row in rows})
    wall = {(row.articles, row.run): row.wall for row in rows}
    return [
        {"from": small, "to": large}
        | {name: 1000 * (wall[large, name] - wall[small, name]) / (large - small) for name in RUNS}
        for small, large in pairwise(sizes)
    ]


def techniques(folder: Path = ROOT / "docs" / "techniques") -> dict[str, tuple[str, ...]]:
    """The techniques of a project, by kind of note."""
    kinds: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for path in sorted(folder.glob("*.md")):
        front = next(yaml.safe_load_all(path.read_text(encoding="utf-8").split("\n---\n")[0]))
        if path.stem != "index":
            kinds[front["kind"]].append(path.stem)
    return {kind: tuple(ids) for kind, ids in kinds.items()}


class _ConfigurationLoader(yaml.SafeLoader):
    """Reads mkdocs.yml with its tags (`!ENV`, `!!python/name`) left unread: only the plugins are wanted."""


_ConfigurationLoader.add_multi_constructor("", lambda *_: None)


def _other_plugins(path: Path) -> list[Any]:
    plugins = yaml.load(path.read_text(encoding="utf-8"), _ConfigurationLoader)["plugins"]
    return [
        entry for entry in plugins if entry != PLUGIN and not (isinstance(entry, dict) and PLUGIN in entry)
    ]
