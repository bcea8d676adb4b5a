"""The technique pages are valid, complete, and claim no more than was looked up.

`TAXONOMY` is the agreed list. A technique that a copy of the project adds is checked by `markedcopy check`; to
hold it to the standard of these tests, add it here, and to `SEMEVAL` if a label covers it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pytest
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from build_tools.model.annotations import Kind
from build_tools.model.front_matter import TechniqueFrontMatter
from tests.checked import checked_project
from tests.sites import ROOT

FOLDER = ROOT / "docs" / "techniques"

TAXONOMY: dict[Kind, tuple[str, ...]] = {
    "sourcing": (
        "single-source",
        "one-sided-sourcing",
        "anonymous-source",
        "vague-attribution",
        "unattributed-claim",
        "second-hand-account",
        "undisclosed-interest",
        "appeal-to-authority",
    ),
    "loaded-language": (
        "loaded-words",
        "labeling",
        "exaggeration",
        "minimising-euphemism",
        "virtue-words",
        "loaded-attribution-verb",
        "presupposition",
        "vague-wording",
        "agentless-construction",
        "opinion-as-fact",
    ),
    "missing-context": (
        "missing-background",
        "missing-response",
        "undefined-key-term",
        "slanted-background",
        "headline-mismatch",
        "oversimplified-choice",
    ),
}
IDS = [id_ for ids in TAXONOMY.values() for id_ in ids]

SEMEVAL = {
    "vague-attribution": {("SemEval-2023 Task 3", "Obfuscation-Vagueness-Confusion", "partial")},
    "appeal-to-authority": {("SemEval-2020 Task 11", "Appeal_to_Authority", "exact")},
    "loaded-words": {("SemEval-2020 Task 11", "Loaded_Language", "exact")},
    "labeling": {("SemEval-2020 Task 11", "Name_Calling,Labeling", "exact")},
    "exaggeration": {("SemEval-2020 Task 11", "Exaggeration,Minimisation", "partial")},
    "minimising-euphemism": {("SemEval-2020 Task 11", "Exaggeration,Minimisation", "partial")},
    "virtue-words": {("SemEval-2023 Task 3", "Appeal_to_Values", "close")},
    "vague-wording": {("SemEval-2023 Task 3", "Obfuscation-Vagueness-Confusion", "close")},
    "oversimplified-choice": {
        ("SemEval-2020 Task 11", "Causal_Oversimplification", "close"),
        ("SemEval-2020 Task 11", "Black-and-White_Fallacy", "close"),
    },
}
"""Task, label as the task's data spells it, and match. A technique that is not here has no label."""

TASK_PAPERS = {
    "SemEval-2020 Task 11": "https://doi.org/10.18653/v1/2020.semeval-1.186",
    "SemEval-2023 Task 3": "https://doi.org/10.18653/v1/2023.semeval-1.317",
}

SECTIONS = ["Example", "When it is fine", "Ask", "What it is easily confused with"]
DEFINITION = "<!-- marked-copy: definition -->"
USES = "<!-- marked-copy: uses -->"


@dataclass(frozen=True)
class Page:
    """One technique page: its definition, and its text as Markdown tokens."""

    id: str
    front: TechniqueFrontMatter
    body: str

    @cached_property
    def tokens(self) -> list[Token]:
        return MarkdownIt("commonmark").parse(self.body)

    @property
    def headings(self) -> list[tuple[str, str]]:
        """Level (`h2`) and text of each heading, in order."""
        return [
            (token.tag, text.content)
            for token, text in zip(self.tokens, self.tokens[1:], strict=False)
            if token.type == "heading_open"
        ]

    def section(self, heading: str | None) -> list[Token]:
        """The tokens under a heading, or those before the first one."""
        found: dict[str | None, list[Token]] = defaultdict(list)
        current: str | None = None
        for index, token in enumerate(self.tokens):
            if token.type == "heading_open":
                current = self.tokens[index + 1].content
            elif token.type != "heading_close" and self.tokens[index - 1].type != "heading_open":
                found[current].append(token)
        return found[heading]

    @property
    def links(self) -> list[str]:
        return list(links(self.tokens))


def links(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                yield str(child.attrs["href"])


def words(tokens: list[Token]) -> int:
    """The words a reader sees."""
    seen = (
        "".join("\n" if child.type == "softbreak" else child.content for child in token.children or ())
        for token in tokens
    )
    return sum(len(text.split()) for text in seen)


def count(tokens: list[Token], kind: str) -> int:
    return sum(token.type == kind for token in tokens)


def read(id_: str) -> Page:
    start, head, body = (FOLDER / f"{id_}.md").read_text(encoding="utf-8").split("---\n", 2)
    assert start == ""
    # BaseLoader reads every value as the text that stands there: nothing is valid by a guess of YAML's.
    loaded = yaml.load(head, yaml.BaseLoader)
    return Page(id_, TechniqueFrontMatter.model_validate(loaded), body)


@pytest.fixture(scope="module")
def speakers() -> set[str]:
    """The voices of this edition's articles that have a name of their own: one with a capital inside it."""
    voices = [voice.name for entry in checked_project(ROOT).entries for voice in entry.notes.voices.values()]
    return {name.removeprefix("The ") for name in voices if re.search(r"\s[A-Z]", name)}


@pytest.fixture(params=IDS)
def page(request: pytest.FixtureRequest) -> Page:
    return read(request.param)


def test_the_folder_holds_the_agreed_techniques_and_their_index() -> None:
    assert {path.name for path in FOLDER.iterdir()} >= {f"{id_}.md" for id_ in IDS} | {"index.md"}


def test_each_technique_is_of_the_agreed_kind() -> None:
    assert {kind: tuple(id_ for id_ in IDS if read(id_).front.kind == kind) for kind in TAXONOMY} == TAXONOMY


def test_no_two_techniques_have_the_same_name_or_line() -> None:
    fronts = [read(id_).front for id_ in IDS]
    assert len({front.title for front in fronts}) == len({front.summary for front in fronts}) == len(IDS)


def test_the_line_is_one_line_and_one_sentence(page: Page) -> None:
    assert len(page.front.summary) <= 80
    assert page.front.summary.endswith(".")
    assert "\n" not in page.front.summary


# --- the text -------------------------------------------------------------------------------------


def test_the_sections_are_there_in_order(page: Page) -> None:
    assert page.headings == [("h2", section) for section in SECTIONS]


def test_the_text_is_150_to_300_words(page: Page) -> None:
    assert 150 <= words(page.tokens) <= 300


def test_the_page_opens_with_one_paragraph_on_how_to_recognise_it(page: Page) -> None:
    opening = page.section(None)
    assert [token.type for token in opening] == ["paragraph_open", "inline", "paragraph_close", "html_block"]
    assert opening[-1].content.strip() == DEFINITION
    assert words(opening) >= 30


def test_the_example_stands_beside_a_plainer_version(page: Page) -> None:
    example = page.section("Example")
    assert count(example, "blockquote_open") == 2
    assert any(token.content.startswith("A plainer version") for token in example)


def test_the_examples_are_about_nobody_who_speaks_in_an_article(page: Page, speakers: set[str]) -> None:
    assert [name for name in speakers if re.search(rf"\b{re.escape(name)}\b", page.body)] == []


def test_the_good_uses_are_told_in_the_text_and_in_the_definition(page: Page) -> None:
    assert words(page.section("When it is fine")) >= 30
    assert words(MarkdownIt().parse(page.front.legitimate_use)) >= 5


def test_two_or_three_questions_are_asked(page: Page) -> None:
    asked = [token.content for token in page.section("Ask") if token.type == "inline"]
    assert 2 <= len(asked) <= 3
    assert [question for question in asked if not question.endswith("?")] == []


def test_each_confusion_names_another_technique_by_its_title(page: Page) -> None:
    named = page.section("What it is easily confused with")
    items = [token for token in named if token.type == "inline"]
    assert len(items) >= 2
    for item in items:
        [target] = links([item])
        other = target.removesuffix(".md")
        assert other in set(IDS) - {page.id}
        assert item.content.startswith(f"[{read(other).front.title}]({target}): ")


def test_the_page_ends_with_its_uses_and_has_no_other_html(page: Page) -> None:
    assert page.body.endswith(f"\n\n{USES}\n")
    html = [
        inner.content.strip()
        for token in page.tokens
        for inner in (token, *(token.children or ()))
        if inner.type in ("html_block", "html_inline")
    ]
    assert html == [DEFINITION, USES]


# --- what it rests on -----------------------------------------------------------------------------


def test_links_that_leave_the_site_are_https(page: Page) -> None:
    cited = [citation.url for citation in page.front.citations if citation.url]
    leaving = [link for link in page.links if ":" in link]
    assert [url for url in cited + leaving if not url.startswith("https://")] == []


def test_a_citation_names_author_and_title_and_a_year_where_the_work_has_one(page: Page) -> None:
    for citation in page.front.citations:
        undated = citation.text.startswith(("Reuters. ", "The Associated Press. ", "The Trust Project. "))
        assert undated or re.search(r"^\S.+ \((?:19|20)\d\d\)\. \S.+\.$", citation.text), citation.text


def test_a_work_is_cited_in_the_same_words_everywhere() -> None:
    texts: dict[str | None, set[str]] = defaultdict(set)
    for id_ in IDS:
        for citation in read(id_).front.citations:
            texts[citation.url].add(citation.text)
    texts.pop(None, None)
    assert {url: found for url, found in texts.items() if len(found) > 1} == {}


def test_allsides_is_cited_in_a_dated_version() -> None:
    texts = {
        citation.text
        for id_ in IDS
        for citation in read(id_).front.citations
        if "allsides" in (citation.url or "")
    }
    [text] = texts
    assert "The version of 2022" in text


def test_semeval_labels_are_those_agreed() -> None:
    claimed = {
        id_: {(each.task, each.label, each.match) for each in semeval}
        for id_ in IDS
        if (semeval := read(id_).front.semeval)
    }
    assert claimed == SEMEVAL


def test_a_page_with_a_semeval_label_cites_the_task(page: Page) -> None:
    cited = {citation.url for citation in page.front.citations}
    assert {TASK_PAPERS[each.task] for each in page.front.semeval} <= cited


# --- the list -------------------------------------------------------------------------------------


def test_the_list_explains_the_kinds_and_the_limits_of_semeval() -> None:
    text = (FOLDER / "index.md").read_text(encoding="utf-8")
    for name in ("Sourcing", "Loaded language", "Missing context"):
        assert f"**{name}: " in text
    assert "No SemEval label covers sourcing or omission" in " ".join(text.split())
    for kind in TAXONOMY:
        assert f"\n\n<!-- marked-copy: techniques {kind} -->\n" in text
