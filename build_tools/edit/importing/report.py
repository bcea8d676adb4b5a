"""What came of an import, for people and for programs: nothing that stood in the file is left unsaid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...problems.printed import counted, visible
from .drafts import Draft, Unplaced
from .foreign import Foreign


def as_data(
    drafts: Sequence[tuple[Draft, str]], unplaced: Sequence[Unplaced], line_at: Callable[[int], int]
) -> dict[str, Any]:
    """The report as data. With each draft goes its file."""
    return {
        "drafts": [
            {
                **_entry(draft.of),
                "file": path,
                "passages": [
                    {"exact": one.exact, "prefix": one.prefix, "suffix": one.suffix, "found": status}
                    for one, status in zip(draft.selectors, draft.statuses, strict=True)
                ],
            }
            for draft, path in drafts
        ],
        "without_a_place": [
            {
                **_entry(one.of),
                "why": one.why,
                "passages": [
                    {"exact": claim.exact, "prefix": claim.prefix, "suffix": claim.suffix}
                    | ({"start": claim.start, "end": claim.end} if claim.start is not None else {})
                    for claim in one.of.claims
                ],
                "text": one.of.text,
                "tags": list(one.of.tags),
                "closest": one.closest,
                "closest_line": line_at(one.closest_start) if one.closest_start is not None else None,
            }
            for one in unplaced
        ],
    }


def as_text(report: dict[str, Any]) -> str:
    """The report for people."""
    lines: list[str] = []
    for draft in report["drafts"]:
        found = ", ".join(dict.fromkeys(one["found"] for one in draft["passages"])) or "on the whole article"
        lines.append(f"{draft['file']}: {draft['entry']} ({found})")
        lines += _rest(draft)
    for one in report["without_a_place"]:
        place = f" (line {one['line']})" if one["line"] else ""
        lines.append(f"no draft: {one['entry']}{place}: {one['why']}")
        lines += (f"    words: {passage['exact']}" for passage in one["passages"] if passage["exact"])
        if one["closest"]:
            lines.append(f"    closest, article line {one['closest_line']}: {one['closest']}")
        lines += [f"    text: {one['text']}"] if one["text"] else []
        lines += [f"    tags: {', '.join(one['tags'])}"] if one["tags"] else []
        lines += _rest(one)
    made = f"{counted(len(report['drafts']), 'draft')}, {len(report['without_a_place'])} without a place in the article"
    shown = (visible(part) for line in (*lines, made) for part in line.splitlines() or [""])
    return "".join(f"{line}\n" for line in shown)


def _entry(foreign: Foreign) -> dict[str, Any]:
    rest = [{"field": name, "content": content} for name, content in foreign.rest]
    return {"entry": foreign.name, "line": foreign.line, "not_mapped": rest}


def _rest(entry: dict[str, Any]) -> list[str]:
    return [f"    not mapped: {one['field']}: {one['content']}" for one in entry["not_mapped"]]
