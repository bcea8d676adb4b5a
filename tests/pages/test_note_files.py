"""A note makes the same page in a file of its own as among others, in whatever order the files stand."""

from __future__ import annotations

import json
import random
from typing import Any

import yaml

from build_tools.check.check import check_article, check_techniques
from build_tools.marked.marked import mark_up
from build_tools.page.article import article_page
from build_tools.page.finished import SiteInfo
from build_tools.read.project import read_project
from build_tools.read.text import File
from tests.sites import ROOT

PROJECT = read_project(ROOT)
TECHNIQUES, NAMED, _ = check_techniques(PROJECT.techniques)
NAMES = {item.id: item.front.names for item in TECHNIQUES}


def page_of(slug: str, main: File, notes: tuple[File, ...]) -> str:
    outcome = check_article(slug, PROJECT.articles[slug], main, NAMED, PROJECT.published, notes)
    assert outcome.entry, [str(problem) for problem in outcome.problems]
    page, text = article_page(mark_up(outcome.entry, NAMES), SiteInfo("Marked Copy", "https://example.org/"))
    return f"{page}\n{text}"


def apart(slug: str, data: dict[str, Any], moved: list[dict[str, Any]]) -> tuple[File, tuple[File, ...]]:
    """The annotation file without some of its notes, and these with the sources that only they name."""
    rest = [note for note in data["annotations"] if note not in moved]
    named = [*rest, *data.get("facts", {}).values()]
    shared = {id for item in named for id in item.get("evidence") or ()}
    sources = dict(data["evidence"])
    files = []
    for note in moved:
        own = {id: sources.pop(id) for id in note.get("evidence", ()) if id not in shared and id in sources}
        text = json.dumps({**{key: note[key] for key in note if key != "id"}, "sources": own})
        files.append(File(f"annotations/{slug}/{note['id']}.yml", text.encode()))
    main = json.dumps({**data, "annotations": rest, "evidence": sources})
    return File(f"annotations/{slug}.yml", main.encode()), tuple(files)


def test_the_page_is_the_same() -> None:
    slug = "putin-open-to-ukraine-talks"
    own = PROJECT.annotations[slug], PROJECT.notes.get(slug, ())
    data = yaml.load(own[0].data, yaml.CBaseLoader)
    data = {key: value for key, value in data.items() if value != ""}
    for file in own[1]:
        note = yaml.load(file.data, yaml.CBaseLoader)
        data["evidence"] |= note.pop("sources", {})
        data.setdefault("annotations", []).append({"id": file.path.rpartition("/")[2][:-4], **note})
    expected = page_of(slug, *own)
    chance = random.Random(9)
    for share in (0.0, 0.5, 1.0):
        notes = list(data["annotations"])
        chance.shuffle(notes)
        shuffled = {**data, "annotations": notes}
        main, files = apart(slug, shuffled, notes[: round(len(notes) * share)])
        assert len(files) == round(len(notes) * share)
        assert page_of(slug, main, files) == expected
