"""How long `markedcopy import` takes where most passages are gone: `python -m tests.bench.import_speed [ROWS]`.

The passages are words of the first article put together by chance, the worst case: of another text far fewer are like
anything in the article. Prints the seconds of processor time, and of how many passages a closest one was told.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from pathlib import Path

from click.testing import CliRunner

from build_tools.cli.main import main

ARTICLE = Path(__file__).parents[2] / "docs" / "articles" / "putin-open-to-ukraine-talks.md"


def measure(rows: int, seed: int = 5) -> tuple[float, int]:
    """Seconds, and passages with a closest one."""
    chosen = random.Random(seed)
    words = sorted(set(ARTICLE.read_text(encoding="utf-8").split()))
    annotations = []
    for number in range(rows):
        exact = " ".join(chosen.choices(words, k=chosen.choice((3, 6, 12, 25))))
        selector = {"type": "TextQuoteSelector", "exact": exact, "prefix": "before ", "suffix": " after"}
        annotations.append({"id": str(number), "text": "said", "target": [{"selector": [selector]}]})
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "in.json"
        file.write_text(json.dumps({"rows": annotations}), encoding="utf-8")
        options = ["import", "hypothesis", str(file), str(ARTICLE), "--to", str(Path(folder) / "drafts")]
        begun = time.process_time()
        done = CliRunner().invoke(main, options)
        return time.process_time() - begun, done.output.count("    closest, ")


if __name__ == "__main__":
    seconds, told = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000)
    print(f"{seconds:.1f} s, {told} with a closest passage")
