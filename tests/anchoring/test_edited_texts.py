"""A small part of the benchmark on edited texts, as a guard: `make bench` measures the whole."""

from __future__ import annotations

from collections import Counter

from tests.bench import edited_texts


def test_selectors_survive_edits_or_are_refused() -> None:
    counts: Counter[str] = Counter()
    for number in range(15):
        for _, after, selector, truth, share in edited_texts.cases("report", edited_texts.SEED + number):
            counts.update(edited_texts.judge(edited_texts.ours(after, selector), truth, share))
    assert counts["wrong"] == 0
    assert counts["gone: refused"] == counts["gone"] > 20
    assert counts["stands: attached"] + counts["stands: first suggestion"] > 0.95 * counts["stands"] > 300
