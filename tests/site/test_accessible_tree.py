"""What a screen reader is given of an article's page: the names, roles and order of passages, references and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.site.article_page import (
    ALL,
    ARTICLE,
    BODY,
    CLEAN,
    ENTRY,
    KIND_OF,
    LENSES,
    NOTES,
    PHONE,
    SIZES,
    TITLE,
    idle,
    opened,
    state,
    visit,
)
from tests.site.conftest import Reader

KIND_NAMES = {
    "sourcing": "Sourcing",
    "loaded-language": "Loaded language",
    "missing-context": "Missing context",
}


# What is off the screen is in the tree only when a screen reader runs, which a test cannot say. So the window is high.
HIGH_OF: dict[str, dict[str, Any]] = {
    name: {**size, "viewport": {**size["viewport"], "height": 9000}} for name, size in SIZES.items()
}
HIGH = HIGH_OF["desktop"]


@dataclass(frozen=True)
class Node:
    """A node of the accessibility tree."""

    role: str
    name: str
    properties: dict[str, Any]
    element: int
    """Identifies its element within the page."""
    children: tuple[Node, ...]

    def all(self) -> Iterator[Node]:
        """This one and those in it, in reading order."""
        yield self
        for child in self.children:
            yield from child.all()

    def find(self, role: str) -> list[Node]:
        return [node for node in self.all() if node.role == role]

    @property
    def words(self) -> str:
        return "".join(node.name for node in self.all() if node.role == "StaticText")


def tree(page: Page, selector: str = "marked-copy") -> Node:
    """The accessibility tree below an element, without what it ignores."""
    (found,) = trees(page, selector)
    return found


def trees(page: Page, *selectors: str) -> tuple[Node, ...]:
    """Those below several elements, asked for once: the browser takes long to make them."""
    idle(page)
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    document = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    elements = []
    for selector in selectors:
        found = session.send("DOM.querySelector", {"nodeId": document, "selector": selector})["nodeId"]
        elements.append(session.send("DOM.describeNode", {"nodeId": found})["node"]["backendNodeId"])
    session.detach()

    def built(node: dict[str, Any]) -> list[Node]:
        children = tuple(made for id in node.get("childIds", []) if id in nodes for made in built(nodes[id]))
        if node.get("ignored"):
            return list(children)
        properties = {item["name"]: item["value"].get("value") for item in node.get("properties", [])}
        role, name = (node.get(key, {}).get("value", "") for key in ("role", "name"))
        return [Node(role, name, properties, node.get("backendDOMNodeId", 0), children)]

    def root(element: int) -> Node:
        roots = [node for node in nodes.values() if node.get("backendDOMNodeId") == element]
        return Node("root", "", {}, element, tuple(made for one in roots for made in built(one)))

    return tuple(map(root, elements))


def text(page: Page) -> Node:
    """The article: its headline, and its words below."""
    return Node("root", "", {}, 0, trees(page, ".mc-head .mc-text", BODY))


def said(node: Node) -> str:
    return " ".join(node.words.split())


def test_the_clean_article_is_read_as_it_was_published(reader: Reader) -> None:
    page = visit(reader, size=HIGH)
    article = text(page)
    assert "".join(article.words.split()) == "".join(CLEAN.split())
    (headline,) = (node for node in article.find("heading") if node.properties["level"] == 1)
    assert headline.name == TITLE
    for role in ("link", "doc-noteref", "button", "note", "insertion", "deletion"):
        assert article.find(role) == []
    assert "begins" not in article.words


def test_the_fields_of_the_lenses_are_named_with_their_numbers(reader: Reader) -> None:
    for size, names in (
        ("desktop", ("Who is speaking", "Wording", "Context")),
        ("phone", ("Speaking", "Wording", "Context")),
    ):
        page = visit(reader, f"{ARTICLE}?lens=wording", size=SIZES[size])
        (group,) = (node for node in tree(page, ".mc-bar").find("group") if node.name == "Lenses")
        fields = group.find("checkbox")
        for field, name, lens in zip(fields, names, LENSES, strict=True):
            number = sum(note.kind == KIND_OF[lens] for note in NOTES.values())
            assert field.name == f"{name} {number} notes"
            assert field.properties["checked"] == ("true" if lens == "wording" else "false")
        (choice,) = tree(page, ".mc-bar").find("radiogroup")
        assert choice.name == "Which notes"
        named = {field.name: field.properties["checked"] for field in choice.find("radio")}
        assert named == {
            "First": "false",
            "All": "true",
            "Concerns": "false",
            "Open questions": "false",
            "Good practice": "false",
        }


@pytest.mark.parametrize(
    ("lens", "size"), [("speaking", "desktop"), ("wording", "phone"), ("context", "desktop")]
)
def test_a_lens_gives_its_references_and_no_others(reader: Reader, lens: str, size: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens={lens}", size=HIGH_OF[size])
    references = text(page).find("doc-noteref")
    numbers = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(".mc-note")].map(note =>
          [note.id, note.querySelector(".mc-number").textContent]))"""
    )
    expected = []
    for note, spans in zip(ENTRY.notes.annotations, ENTRY.annotation_spans, strict=True):
        if note.kind == KIND_OF[lens]:
            for start, end in spans:
                ending = ", missing here" if start == end else ""
                kind = KIND_NAMES[note.kind].lower()
                expected.append(f"Note {numbers[note.id]}, {kind}{ending}: {note.gist}")
    assert sorted(node.name for node in references) == sorted(expected)
    links = page.evaluate(
        """() => [...document.querySelectorAll(".mc-text [role=doc-noteref]")].every(link =>
          link.tagName === "A" && link.hash.length > 1 && document.querySelector(link.hash))"""
    )
    assert links


@pytest.mark.parametrize("silent", [False, True])
def test_the_beginning_of_a_passage_is_announced_with_its_lens(reader: Reader, *, silent: bool) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording", size=HIGH)
    if silent:
        page.locator(".mc-more").click()
        page.get_by_label("Screen readers are told where a noted passage begins and ends").uncheck()
        page.keyboard.press("Escape")
    for combination in (["wording"], ["wording", "context"], ["context"]):
        for lens in set(combination) ^ set(state(page)["lenses"]):
            page.keyboard.press(str(LENSES.index(lens) + 1))
        read = said(text(page))
        numbers = page.evaluate(
            """() => Object.fromEntries([...document.querySelectorAll(".mc-note")].map(note =>
              [note.id, note.querySelector(".mc-number").textContent]))"""
        )
        for note, spans in zip(ENTRY.notes.annotations, ENTRY.annotation_spans, strict=True):
            begins = f"Note {numbers[note.id]} begins. "
            passages = [(start, end) for start, end in spans if start < end]
            on = note.kind in {KIND_OF[lens] for lens in combination}
            assert read.count(begins.strip()) == (len(passages) if on and not silent else 0), note.id
        if not silent and combination == ["wording"]:
            assert "begins. stressed" in read
            assert "begins. Focus on Safer Crossings" in read
    references = text(page).find("doc-noteref")
    assert references
    assert all(any(map(str.isdigit, node.name)) for node in references)


def test_being_silent_is_remembered(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording")
    page.locator(".mc-more").click()
    page.get_by_label("Screen readers are told where a noted passage begins and ends").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.wait_for_selector("marked-copy[data-ready]")
    assert "begins" not in text(page).words


@pytest.mark.parametrize("size", SIZES)
def test_a_note_is_an_article_named_by_its_heading(reader: Reader, size: str) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording#discomfort", size=SIZES[size])
    (note,) = (node for node in tree(page).find("article") if "mc-open" in classes(page, node))
    number = page.locator(".mc-open .mc-number").inner_text()
    assert note.name.split() == [number, *NOTES["discomfort"].gist.split()]
    (heading,) = note.find("heading")
    assert heading.name.split() == note.name.split()
    assert heading.properties["level"] == 3
    assert note.find("doc-backlink") == [], "the passage is in view"
    names = [button.name for button in note.find("button")]
    assert {"Next note", "Previous note", "Close the note", "Plain wording in the text"} <= set(names)
    assert all(names)
    links = note.find("link") + note.find("doc-backlink")
    assert all(link.name for link in links)


def classes(page: Page, node: Node) -> str:
    session = page.context.new_cdp_session(page)
    described = session.send("DOM.describeNode", {"backendNodeId": node.element})["node"]
    session.detach()
    attributes = described.get("attributes", [])
    return str(dict(zip(attributes[::2], attributes[1::2], strict=True)).get("class", ""))


def test_a_backlink_leads_to_its_passage(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}#what-is-a-subsidy", size=PHONE)
    links = page.locator(".mc-open [role=doc-backlink]")
    assert links.count() == 2
    for index, reference in enumerate(("ref--what-is-a-subsidy", "ref--what-is-a-subsidy--2")):
        page.evaluate("location.hash = 'what-is-a-subsidy'")
        idle(page)
        assert opened(page) == "what-is-a-subsidy"
        links.nth(index).focus()
        page.keyboard.press("Enter")
        idle(page)
        assert page.evaluate("document.activeElement.id") == reference


def test_both_wordings_are_told_when_they_are_swapped_and_neither_before(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=wording", size=HIGH)
    before = text(page)
    assert before.find("deletion") == before.find("insertion") == []
    page.locator(".mc-swap[data-for=ref--cautioned]").click()
    one = text(page)
    assert [said(node) for node in one.find("deletion")] == ["cautioned that"]
    assert [said(node) for node in one.find("insertion")] == ["argued that"]
    assert said(one).count("cautioned that") == 1
    page.keyboard.press("w")
    every = text(page)
    deleted, inserted = ([said(node) for node in every.find(role)] for role in ("deletion", "insertion"))
    assert len(deleted) == len(inserted) == page.locator(".mc-swap").count()
    assert "stressed" in deleted
    assert set(inserted) <= {" ".join((note.plain or "").split()) for note in NOTES.values()}
    buttons = [node for node in every.find("button") if node.name.startswith("Plain wording")]
    assert len(buttons) == len(deleted)
    assert len({node.name for node in buttons}) >= len({note.id for note in NOTES.values() if note.plain}) - 3


def test_what_is_missing_is_a_note_in_the_text(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=context", size=HIGH)
    read = said(text(page))
    missing = [" ".join(note.missing.split()) for note in NOTES.values() if note.missing]
    assert read.count("Not told: ") == page.locator(".mc-inserted").count() <= len(missing)
    for words in missing:
        assert re.search(rf"{re.escape(words)} ?\d+", read), words


def test_the_picture_of_the_timeline_is_links_named_by_their_dates(reader: Reader) -> None:
    page = visit(reader, size=HIGH)
    (picture,) = (node for node in tree(page, ".mc-tl").find("group") if node.name)
    assert picture.name.startswith("What was known when: ")
    names = [node.name for node in picture.find("link")]
    assert len(names) == len(set(names)) == page.locator(".mc-tl a").count() > 4
    dates = page.locator(".mc-timeline ol time").all_inner_texts()
    assert {name.removesuffix(", later") for name in names} <= set(dates)


def test_the_voices_are_read_before_their_words(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens=speaking", size=HIGH)
    read = said(text(page))
    said_of_pilot = read[read.index("The chief pilot, paraphrased:") :]
    assert re.match(r"The chief pilot, paraphrased:.{0,80}?quoted:.{0,40}?constructive", said_of_pilot)
    (group,) = (node for node in tree(page, ".mc-bar").find("group") if node.name == "Show whose words")
    names = [field.name for field in group.find("checkbox")]
    parties = {voice.speaks_for or voice.name for voice in ENTRY.notes.voices.values()}
    assert len(names) == len(parties) + 1
    assert all(re.search(r" \d+ %$", name) for name in names)


def test_closed_notes_on_a_phone_are_not_read(reader: Reader) -> None:
    page = visit(reader, f"{ARTICLE}?lens={ALL}", size=PHONE)
    assert tree(page, ".mc-notes").find("article") == []
    page.keyboard.press("j")
    assert len(tree(page, ".mc-notes").find("article")) == 1
