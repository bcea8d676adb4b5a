"""What the scripts of the pages for a class are told of an article."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from build_tools.classroom.given import given
from build_tools.page.finished import SiteInfo
from tests.classroom.test_paper import own_article


def test_what_is_missing_has_no_markup_and_other_prose_has() -> None:
    marked = own_article()
    words = "“4 * 5 * 6” <b> & _so_"
    note = marked.notes[0]
    odd = note.annotation.model_copy(update={"missing": words, "ask": "*Who?*"})
    told: Any = given(
        replace(marked, notes=(replace(note, annotation=odd), *marked.notes[1:])), SiteInfo("Marked Copy")
    )
    first = told["notes"][0]
    assert first["missing"] == "“4 * 5 * 6” &lt;b&gt; &amp; _so_"
    assert first["ask"] == "<em>Who?</em>"
