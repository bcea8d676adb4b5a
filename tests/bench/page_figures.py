"""What the measurements of pages come to: medians, ratios of one run, the goals, and a table."""

from __future__ import annotations

import gzip
import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from build_tools.site.assets import FIRST, SCRIPT, STYLE
from tests.bench import lighthouse
from tests.bench.page_site import PEER_PAGE, Site
from tests.bench.page_window import DEVICES, Sample, Window

OURS = "Marked Copy"
RENDERERS = {"SPANS": "Recogito spans", "CSS_HIGHLIGHTS": "Recogito CSS"}
PAGES = (OURS, *RENDERERS.values())
INPUT_SORTS = {"lens": "lens switch", "note: on": "note on a click", "note: next": "note by key"}
LOAD_SORTS = {"seen": "marks on screen", "quiet": "quiet", "tbt": "TBT", "heap": "heap"}

GOALS = {"lens": 100, "note": 40}
"""Milliseconds, for the median of each input: the larger of `shown` and `input`."""
CLS_GOAL = 0.02
BYTES_GOALS = {"our JavaScript": 9 * 1024, "our CSS and JavaScript": 16 * 1024}
INPUT_HEAD = (
    "page            device   input                            n"
    "  shown   most  input  work (script, style, layout)"
)
INPUT_LINE = (
    "{page:<15} {device:<8} {action:<30} {number:>3} {shown:>6.0f} {shown_max:>6.0f} {input:>6.0f} {work:>5.0f} "
    "({script:.0f}, {style:.0f}, {layout:.0f})"
)
LOAD_HEAD = "page            device   view          CLS    LCP  marks  quiet    TBT elements heap MB"
LOAD_LINE = (
    "{page:<15} {device:<8} {view:<9} {cls:>7.4f} {lcp:>6.0f} {seen:>6.0f} {quiet:>6.0f} {tbt:>6.0f} "
    "{elements:>8.0f} {heap:>7.1f}"
)

Key = tuple[str, str, str]


@dataclass
class Samples:
    """What has been measured so far, by page, device and action or view."""

    inputs: defaultdict[Key, list[Sample]] = field(default_factory=lambda: defaultdict(list))
    loads: defaultdict[Key, list[Sample]] = field(default_factory=lambda: defaultdict(list))
    shifts: dict[str, list[Any]] = field(default_factory=dict)
    """The layout shifts of a load that had any."""

    def load(self, key: Key, window: Window, address: str, selector: str | None, scrolls: bool) -> None:
        """Load a page and weigh it. `scrolls`: to the end too, since layout may shift on the way."""
        loaded = window.open(address, selector) | window.weigh()
        if scrolls:
            window.scroll_through()
        if shifts := window.ask("shifts"):
            self.shifts[", ".join(key)] = shifts
        self.loads[key].append(loaded | {"cls": window.ask("cls()")})

    def median(self, page: str, device: str, start: str) -> float:
        """Of all inputs of a sort: milliseconds until they are shown."""
        return statistics.median(
            sample["shown"]
            for (where, on, action), taken in self.inputs.items()
            for sample in taken
            if (where, on) == (page, device) and action.startswith(start)
        )


def figures(samples: Samples, sizes: Mapping[str, int]) -> dict[str, Any]:
    """All figures, fit to be JSON."""
    with_peer = any(page != OURS for page, *_ in samples.loads)
    return {
        "goals": {**GOALS, "cls": CLS_GOAL, "bytes": BYTES_GOALS},
        "inputs": [_input_row(key, taken) for key, taken in samples.inputs.items()],
        "loads": [_load_row(key, taken) for key, taken in samples.loads.items()],
        "shifts": samples.shifts,
        "bytes": dict(sizes),
        "ratios": _ratios(samples, sizes) if with_peer else {},
    }


def _row(names: Sequence[str], key: Key, taken: Sequence[Sample], worst: Mapping[str, str]) -> dict[str, Any]:
    """A line of a table: the medians, and the largest values of what `worst` names, as it calls them."""
    medians = {name: statistics.median(sample[name] for sample in taken) for name in taken[0]}
    largest = {called: max(sample[name] for sample in taken) for called, name in worst.items()}
    return dict(zip(names, key, strict=True)) | {"number": len(taken)} | medians | largest


def _input_row(key: Key, taken: Sequence[Sample]) -> dict[str, Any]:
    return _row(("page", "device", "action"), key, taken, {"shown_max": "shown"})


def _load_row(key: Key, taken: Sequence[Sample]) -> dict[str, Any]:
    return _row(("page", "device", "view"), key, taken, {"cls": "cls"})


def sizes(site: Site) -> dict[str, int]:
    """Sizes as compressed for the network, in bytes."""

    def size(*paths: Path) -> int:
        return sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in paths)

    scripts = (site.folder / SCRIPT, site.folder / FIRST)
    found = {
        "our JavaScript": size(*scripts),
        "our CSS and JavaScript": size(site.folder / STYLE, *scripts),
        "our page's HTML": size(site.folder / "articles" / site.slug / "index.html"),
    }
    peer = site.folder / PEER_PAGE
    if peer.is_dir():
        found |= {
            "Recogito's page, JavaScript and CSS": size(*peer.glob("app.*")),
            "Recogito's page, HTML and annotations": size(peer / "index.html", peer / "annotations.json"),
        }
    return found


def _ratios(samples: Samples, sizes: Mapping[str, int]) -> dict[str, dict[str, float]]:
    """Ours : theirs, by device: medians over all inputs of a sort, against the renderer that is faster at it."""
    ratios: dict[str, dict[str, float]] = {}
    for device in DEVICES:
        ratios[device] = {}
        for start, name in INPUT_SORTS.items():
            ours, *theirs = (samples.median(page, device, start) for page in PAGES)
            ratios[device][name] = ours / min(theirs)
        views = ((OURS, "3 lenses"), *((page, "all kinds") for page in RENDERERS.values()))
        rows = [_load_row((page, device, view), samples.loads[page, device, view]) for page, view in views]
        for key, name in LOAD_SORTS.items():
            ours, *theirs = (row[key] for row in rows)
            # Less than a millisecond, or a megabyte, is not measured.
            ratios[device][name] = ours / max(1, min(theirs))
    code = sizes["our CSS and JavaScript"] / sizes["Recogito's page, JavaScript and CSS"]
    page = sizes["our page's HTML"] / sizes["Recogito's page, HTML and annotations"]
    return ratios | {"either": {"code": code, "page": page}}


# --- as text -------------------------------------------------------------------------------------


def table(result: Mapping[str, Any]) -> str:
    """The result as text for a terminal."""
    lines = list(result["left_out"])
    if "loads" in result:
        spins = result["noise"]["same_work_ms"]
        lines += [
            f"Chromium {result['chromium']}, processor slowed {result['slowdown']} ×, times in ms",
            f"the same work took {min(spins):.0f} to {max(spins):.0f} ms, so steady was the machine",
            "",
            LOAD_HEAD,
            *(LOAD_LINE.format(**row) for row in result["loads"]),
            "",
            INPUT_HEAD,
            *(INPUT_LINE.format(**row) for row in result["inputs"]),
            "",
            *(f"{name}: {size:,} bytes compressed" for name, size in result["bytes"].items()),
            *(
                f"ours : the faster of Recogito's renderers, {device}: "
                + ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items())
                for device, ratios in result["ratios"].items()
            ),
            "",
            *_verdicts(result),
        ]
    for page, scored in result.get("lighthouse", {}).items():
        lines += lighthouse.lines(page, scored)
    return "\n".join(lines)


def _verdicts(result: Mapping[str, Any]) -> Iterator[str]:
    ours = [row for row in result["inputs"] if row["page"] == OURS]
    for goal, limit in GOALS.items():
        rows = [row for row in ours if row["action"].startswith(goal)]
        worst = max(rows, key=lambda row: max(row["shown"], row["input"]))
        slowest = max(worst["shown"], worst["input"])
        yield (
            f"goal: {goal} ≤ {limit} ms, {_met(slowest <= limit)} "
            f"({slowest:.0f} at worst: {worst['action']}, {worst['device']})"
        )
    shifted = max((row for row in result["loads"] if row["page"] == OURS), key=lambda row: float(row["cls"]))
    yield (
        f"goal: CLS < {CLS_GOAL}, {_met(shifted['cls'] < CLS_GOAL)} "
        f"({shifted['cls']:.4f} at worst: {shifted['view']}, {shifted['device']})"
    )
    for name, limit in BYTES_GOALS.items():
        size = result["bytes"][name]
        yield f"goal: {name} ≤ {limit:,} bytes compressed, {_met(size <= limit)} ({size:,})"
    if "lighthouse" in result:
        scores = result["lighthouse"]["the article"]["scores"]
        missed = [
            f"{name} {scores[name]}" for name, least in lighthouse.GOALS.items() if scores[name] < least
        ]
        goals = ", ".join(f"{name} {least}" for name, least in lighthouse.GOALS.items())
        yield f"goal: Lighthouse {goals}, {_met(not missed)}" + (f" ({', '.join(missed)})" if missed else "")


def _met(met: bool) -> str:
    return "met" if met else "missed"
