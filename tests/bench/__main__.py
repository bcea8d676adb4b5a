"""`make bench`: measure everything, print it as tables, write build/bench.json."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

from tests.bench import growth, site_build

OUTPUT = Path("build") / "bench.json"


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="only building the site, and only with 10 articles"
    )
    parser.add_argument(
        "--pages", action="store_true", help="only how fast pages are; with --quick one short round"
    )
    parser.add_argument(
        "--growth",
        nargs="?",
        const="",
        metavar="PART",
        help="only how time grows with large and odd inputs: every shape, or those whose names have PART in them",
    )
    arguments = parser.parse_args()
    if arguments.growth is not None:
        growth.run(arguments.growth)
        return 0
    result: dict[str, Any] = {"machine": _machine()}
    if not arguments.pages:
        result |= _building(arguments.quick)
    if arguments.pages or not arguments.quick:
        from tests.bench import page_figures, page_speed

        result["page_speed"] = page_speed.run(page_speed.QUICK if arguments.quick else page_speed.WHOLE)
        print(page_figures.table(result["page_speed"]))

    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(f"written to {OUTPUT}")
    return 0


def _building(quick: bool) -> dict[str, Any]:
    # The site comes first, while this process is small: see site_build.measure.
    built = site_build.run((10,) if quick else (10, 100, 1000))
    print(site_build.table(built))
    result: dict[str, Any] = {"site_build": built}
    if not quick:
        from tests.bench import anchor_speed, edited_texts

        result["edited_texts"] = edited_texts.run()
        result["anchor_speed"] = anchor_speed.run()
    return result


def _machine() -> dict[str, Any]:
    return {
        "system": platform.platform(terse=True),
        "architecture": platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
    }


if __name__ == "__main__":
    sys.exit(main())
