"""Whatever an article's Markdown is and wherever its marks are, the page shows its text, and each mark its words."""

from __future__ import annotations

import re
from collections import defaultdict
from html.parser import HTMLParser

from hypothesis import example, given, settings
from hypothesis import strategies as st

from build_tools.marked.insertions import Insertion
from build_tools.marked.notes import number_notes
from build_tools.marked.segments import Stretch, cut
from build_tools.marked.voices import groups, speakers
from build_tools.model.annotations import AnnotationFile
from build_tools.page.pieces import Marking
from build_tools.page.text import article_html
from build_tools.read.article import parse_article

PIECES = st.sampled_from(
    [
        *("a", "b ", " c", "word", "\n", "\n\n", "  \n", "\\\n", "*", "**", "*so*", "**A**", "***x***", "*a **b** c*"),
        *("[link](x.md)", "[**b**](https://e.org)", "[", "](y)", "![alt](p.png)", "![*a*](https://e.org/p)"),
        *("[![i](p)](q)", "|a|b|\n|-|:-:|\n|*c*|d|\n"),
        *("# ", "## h\n\n", "- ", "1. ", "> ", "::: furniture\n", "\n:::\n", "[^1]", "\n\n[^1]: *n*\n"),
        *("\\*", "\\", "<b>", "&amp;", "\u00e9", "🙂"),
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=14).map("".join)
NOTE = {
    "kind": "sourcing",
    "technique": "single-source",
    "stance": "concern",
    "target": ["x"],
    "gist": "g",
    "observation": "o",
    "confidence": {"level": "low", "because": "b"},
}

VOICES = ("clerk", "mayor")


class _Shown(HTMLParser):
    """The words that a reader sees, those inside the marks of each note, and all ids."""

    OURS = (
        "mc-inserted",
        "mc-ref",
        "mc-footnote-ref",
        "mc-says",
        "mc-begins",
        "mc-image-link",
        "mc-image-words",
    )

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.marked: defaultdict[str, str] = defaultdict(str)
        self.ids: list[str] = []
        self._open: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids += [values["id"]] if "id" in values else []
        if tag == "br":
            self.text += "\n"
        if tag not in ("br", "img", "hr", "wbr"):
            ours = any(name in values.get("class", "").split() for name in self.OURS)
            self._open.append(
                (
                    tag,
                    values.get("data-notes", ""),
                    "ours" if ours or ("aria-label" in values and tag == "a") else "",
                )
            )

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if any(ours for *_, ours in self._open):
            return
        self.text += data
        for note in {id for _, notes, _ in self._open for id in notes.split()}:
            self.marked[note] += data


def bare(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=700, deadline=None)
@given(
    TEXTS,
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=4),
    st.lists(st.integers(0, 60), max_size=6),
    st.lists(st.integers(1, 60), max_size=3),
)
@example("The port is open.\n\n**This is the last line.**", [(0, 4)], [], [])
@example("**A** port is open. **I** say.\n\nThe end.", [(0, 1)], [2, 9], [18])
@example("[![*a*](https://e.org/p)](y)", [], [], [])
@example("*a* **b**\n\n[*c*](x.md)", [(0, 3), (2, 3)], [1, 4], [3])
@example("It said “no”, and left.\n\n# It *left*\n\nYes.", [(0, 2)], [8, 12, 14, 18], [22, 30])
def test_marks(text: str, places: list[tuple[int, int]], changes: list[int], missing: list[int]) -> None:
    article = parse_article(text)
    spans = [
        (start, min(start + length, len(article.text)))
        for start, length in places
        if start <= len(article.text)
    ]
    # Words begin and end a quotation, as the rules of targets ask.
    spans = [
        (start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
        for start, end in spans
        if (words := article.text[start:end]).strip()
    ]
    file = AnnotationFile.model_validate(
        {
            "summary": "s",
            "author": "a",
            "voices": {voice: {"name": voice} for voice in VOICES},
            "annotations": [NOTE | {"id": f"n-{n}"} for n in range(len(spans))],
        }
    )
    notes = number_notes(
        file, [[span] for span in spans], article.text, {"single-source": ("Single source", "")}
    )
    bounds = sorted({min(at, len(article.text)) for at in changes})
    stretches = [
        Stretch(start, end, VOICES[index % 2], "quoted")
        for index, (start, end) in enumerate(zip(bounds[::2], bounds[1::2], strict=False))
    ]
    segments = cut(len(article.text), [passage for note in notes for passage in note.passages], stretches)
    voices = speakers(file, groups(article, file, stretches))
    missed = [Insertion(offset, notes[:1]) for offset in sorted(set(missing)) if notes]
    missed = [insertion for insertion in missed if insertion.offset <= len(article.text)]
    rendered = article_html(article, "A title", Marking(segments, notes, voices, missed, "en"))
    html = rendered.headline + rendered.text

    shown = _Shown()
    shown.feed(html)
    assert bare(shown.text) == bare(article.text)
    assert len(set(shown.ids)) == len(shown.ids)
    assert sorted(rendered.ids) == sorted(shown.ids)
    assert html.count("mc-lead") == html.count('<span class="mc-says mc-v')
    assert html.count("mc-inserted") == len(missed)
    for note in notes:
        (passage,) = note.passages
        assert bare(shown.marked[note.id]) == bare(article.text[passage.start : passage.end])
        assert len(re.findall(rf'id="ref--{note.id}"', html)) == 1
