"""What came of an import, for people and for programs: nothing that stood in the file is left unsaid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...problems.printed import counted, visible
from .drafts import Draft, There
from .foreign import Foreign
from .placing import Unplaced


def as_data(
    drafts: Sequence[tuple[Draft, str]],
    there: Sequence[There],
    unplaced: Sequence[Unplaced],
    line_at: Callable[[int], int],
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
        "there_already": [
            {
                **_entry(one.of),
                "file": one.path,
                "worked_on_since": one.is_changed,
                "text": one.of.text,
                "tags": list(one.of.tags),
            }
            for one in there
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
    for one in report["there_already"]:
        if not one["worked_on_since"]:
            lines.append(f"{one['file']}: {one['entry']} is there already")
            continue
        # What it says now may not be what it said when the draft was made.
        lines.append(f"{one['file']}: {one['entry']} is there already, and one of them was changed since")
        lines += _said(one)
    for one in report["without_a_place"]:
        place = f" (line {one['line']})" if one["line"] else ""
        lines.append(f"no draft: {one['entry']}{place}: {one['why']}")
        lines += (f"    words: {passage['exact']}" for passage in one["passages"] if passage["exact"])
        if one["closest"]:
            lines.append(f"    closest, article line {one['closest_line']}: {one['closest']}")
        lines += _said(one)
        lines += _rest(one)
    there = len(report["there_already"])
    made = counted(len(report["drafts"]), "draft") + (f", {there} there already" if there else "")
    made += f", {len(report['without_a_place'])} without a place in the article"
    shown = (visible(part) for line in (*lines, made) for part in line.splitlines() or [""])
    return "".join(f"{line}\n" for line in shown)


def _entry(foreign: Foreign) -> dict[str, Any]:
    rest = [{"field": name, "content": content} for name, content in foreign.rest]
    return {"entry": foreign.name, "line": foreign.line, "not_mapped": rest}


def _said(entry: dict[str, Any]) -> list[str]:
    text = [f"    text: {entry['text']}"] if entry["text"] else []
    return text + ([f"    tags: {', '.join(entry['tags'])}"] if entry["tags"] else [])


def _rest(entry: dict[str, Any]) -> list[str]:
    return [f"    not mapped: {one['field']}: {one['content']}" for one in entry["not_mapped"]]
