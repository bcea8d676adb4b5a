"""Every case of the files in cases/: add one there, no code is needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.anchor.anchor import SearchText, Selector, anchor

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['title']}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.yml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
KEYS = {
    "title", "text", "exact", "prefix", "suffix", "status", "candidates", "count",
    "suggestion", "suggestion_at", "changes",
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    assert case.keys() <= KEYS
    before, _, rest = case["text"].partition("⟦")
    text = before + rest.replace("⟧", "", 1)
    found = anchor(SearchText(text), Selector(case["exact"], case.get("prefix", ""), case.get("suffix", "")))
    assert found.status == case["status"]
    if case["status"] in ("exact", "normalised"):
        assert (found.start, found.end) == (len(before), case["text"].index("⟧") - 1)
    if "candidates" in case:
        assert [[one.start, one.prefix, one.suffix] for one in found.candidates] == case["candidates"]
    if "count" in case:
        assert len(found.candidates) == case["count"]
    if "suggestion" in case:
        assert (found.suggestion and found.suggestion.text) == case["suggestion"]
    if found.suggestion and "changes" in case:
        changes = [[change.was, change.now, *change.flags] for change in found.suggestion.changes]
        assert changes == case["changes"]
    if found.suggestion and "suggestion_at" in case:
        assert found.suggestion.start == case["suggestion_at"]
