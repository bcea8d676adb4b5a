"""What holds for every text: shown with Hypothesis, against a second, slow implementation."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from build_tools.anchor.anchor import Anchor, SearchText, Selector, anchor, occurrences
from build_tools.anchor.describe import describe
from build_tools.anchor.find import Finder, normalised_places, raw_places
from build_tools.anchor.normalise import Normalised, inner_offsets, normalise
from build_tools.words.whole import whole_words
from tests.anchoring import slow_oracle
from tests.anchoring.strategies import any_text, text_and_selector, text_and_span

thorough = settings(max_examples=300, derandomize=True, deadline=None)


@thorough
@given(text_and_span())
@example(("e\u0301", 1, 2))
@example(("\r\n", 0, 1))
@example(("aaaa", 1, 3))
@example(('“a” "a"', 1, 2))
def test_describe_then_anchor_gives_the_same_span(case: tuple[str, int, int]) -> None:
    text, start, end = case
    prepared = SearchText(text)
    selector = describe(prepared, start, end)
    assert selector.exact == text[start:end]
    assert anchor(prepared, selector) == Anchor("exact", start, end)


@thorough
@given(text_and_span())
def test_described_passages_have_no_look_alike_in_other_typesetting(case: tuple[str, int, int]) -> None:
    text, start, end = case
    selector = describe(SearchText(text), start, end)
    assert len(normalised_places(SearchText(text), selector, 2)) < 2


@thorough
@given(text_and_selector())
def test_only_a_single_match_anchors(case: tuple[str, str, str, str]) -> None:
    text, prefix, exact, suffix = case
    found = anchor(SearchText(text), Selector(exact, prefix, suffix))
    same = slow_oracle.raw(text, prefix, exact, suffix)
    if len(same) == 1:
        assert found == Anchor("exact", *same[0])
    elif same:
        assert found.status == "ambiguous"
        assert [(one.start, one.end) for one in found.candidates] == same[:20]
    else:
        assert found.status in ("normalised", "ambiguous", "orphan")
        words = prefix + exact + suffix
        edges = slow_oracle.edges(words)
        plain = all(
            part == part.strip() and slow_oracle.level(part) for part in (prefix, exact, suffix) if part
        )
        if (
            plain
            and exact
            and len(prefix) in edges
            and len(prefix + exact) in edges
            and not _spaces_at_joints(prefix, exact, suffix)
        ):
            alike = slow_oracle.normalised(text, prefix, exact, suffix)
            if len(alike) == 1:
                assert found == Anchor("normalised", *alike[0])
            elif alike:
                assert [(one.start, one.end) for one in found.candidates] == alike[:20]


def _spaces_at_joints(*parts: str) -> bool:
    levelled = [normalise(part) for part in parts]
    return any(part != part.strip(" ") for part in levelled)


@thorough
@given(text_and_selector())
def test_answers_are_well_formed_and_always_the_same(case: tuple[str, str, str, str]) -> None:
    text, prefix, exact, suffix = case
    found = anchor(SearchText(text), Selector(exact, prefix, suffix))
    assert found == anchor(SearchText(text), Selector(exact, prefix, suffix))
    edges = slow_oracle.edges(text)
    assert (found.status in ("exact", "normalised")) == (found.start is not None) == (found.end is not None)
    assert (found.status == "ambiguous") == (len(found.candidates) > 1)
    assert len(found.candidates) != 1
    if found.status == "normalised":
        assert {found.start, found.end} <= edges
    for candidate in found.candidates:
        start, end = candidate.start, candidate.end
        assert text[:start].endswith(candidate.prefix)
        assert text[end:].startswith(candidate.suffix)
        singled = Selector(text[start:end], candidate.prefix, candidate.suffix)
        assert anchor(SearchText(text), singled) == Anchor("exact", start, end)
    if found.suggestion:
        assert found.status == "orphan"
        start, end = found.suggestion.start, found.suggestion.end
        assert {start, end} <= edges
        assert start < end
        assert found.suggestion.text == text[start:end]


@thorough
@given(any_text)
def test_normalising_a_part_is_part_of_the_normalised_whole(text: str) -> None:
    whole = Normalised(text, inner_offsets(text))
    edges = sorted(slow_oracle.edges(text))
    for start in edges:
        for end in edges:
            part = normalise(text[start:end]).strip(" ")
            if start < end and part:
                assert part in whole.string
                begin = whole.offset_of(start)
                assert whole.string[begin:].lstrip(" ").startswith(part)


@thorough
@given(any_text)
def test_the_way_back_leads_to_cluster_edges_and_keeps_the_order(text: str) -> None:
    form, edges = Normalised(text, inner_offsets(text)), slow_oracle.edges(text)
    starts = [form.origin_of_start(at) for at in range(len(form.string) + 1)]
    ends = [form.origin_of_end(at) for at in range(len(form.string) + 1)]
    for way in (starts, ends):
        clean = [offset for offset in way if offset is not None]
        assert clean == sorted(clean)
        assert edges.issuperset(clean)
    assert form.string == "".join(unit for unit, _, _ in slow_oracle.units(text))
    assert (
        inner_offsets(text) == b""
        or {at for at, inside in enumerate(inner_offsets(text)) if not inside} == edges
    )
    if inner_offsets(text) == b"":
        assert edges == set(range(len(text) + 1))


@thorough
@given(any_text, st.integers(14, 40), any_text)
def test_long_rows_of_flags_are_pairs(before: str, length: int, after: str) -> None:
    text = before + "\U0001f1fa" * length + after
    assert {at for at, inside in enumerate(inner_offsets(text)) if not inside} == slow_oracle.edges(text)


@thorough
@given(text_and_span())
def test_the_index_finds_what_a_scan_finds(case: tuple[str, int, int]) -> None:
    text, start, end = case
    long_text = text * 4
    indexed, scanned = Finder(long_text), Finder(long_text)
    indexed.WORTH_INDEXING = indexed.DEARER = 0
    words = long_text[start : start + max(end - start, 4)]
    assert list(indexed.find(words)) == list(scanned.find(words))
    assert list(indexed.find(words + "#")) == list(scanned.find(words + "#"))


@thorough
@given(text_and_span())
def test_occurrences_are_all_places_and_do_not_overlap(case: tuple[str, int, int]) -> None:
    text, start, end = case
    found = occurrences(SearchText(text), text[start:end])
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    if {start, end} <= slow_oracle.edges(text):
        assert found
    if text[start:end].strip() and raw_places(SearchText(text), Selector(text[start:end]), 1):
        assert len(found) >= 1


@pytest.mark.parametrize("span", [(0, 0), (2, 1), (-1, 2), (0, 9), (8, 9)])
def test_a_span_outside_the_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no passage from"):
        describe(SearchText("eight ch"), *span)


@thorough
@given(text_and_selector())
def test_a_difference_of_white_space_alone_is_one(case: tuple[str, str, str, str]) -> None:
    text, prefix, exact, suffix = case
    suggestion = anchor(SearchText(text), Selector(exact, prefix, suffix)).suggestion
    for change in suggestion.changes if suggestion else ():
        if "space" in change.flags:
            was, now = ("".join(normalise(words).split()) for words in (change.was, change.now))
            assert was == now
            assert normalise(change.was).strip() != normalise(change.now).strip()


@thorough
@given(text_and_selector())
def test_what_is_said_to_stand_there_does(case: tuple[str, str, str, str]) -> None:
    """If all changes lie in the context, the passage itself is there."""
    text, prefix, exact, suffix = case
    suggestion = anchor(SearchText(text), Selector(exact, prefix, suffix)).suggestion
    if suggestion and all("context" in change.flags for change in suggestion.changes):
        assert normalise(suggestion.text).strip() == normalise(exact).strip()


@thorough
@given(text_and_selector())
def test_a_suggestion_that_is_pasted_anchors(case: tuple[str, str, str, str]) -> None:
    text, prefix, exact, suffix = case
    prepared = SearchText(text)
    suggestion = anchor(prepared, Selector(exact, prefix, suffix)).suggestion
    if suggestion:
        pasted = describe(prepared, suggestion.start, suggestion.end)
        assert anchor(prepared, pasted) == Anchor("exact", suggestion.start, suggestion.end)
        assert suggestion.text == suggestion.text.strip()


letters = st.sampled_from(
    ("port", "ports", "talks", "Kyiv", "F-16", "co-op", "don’t", "İstanbul’da", "1,000", "naïve")
)
sentences = st.lists(letters, min_size=3, max_size=12).map(" ".join)


@thorough
@given(sentences, st.data())
def test_a_suggestion_for_whole_words_has_no_half_of_one(text: str, data: st.DataObject) -> None:
    words = text.split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, min(len(words), first + 4)))
    part = list(" ".join(words[first:last]))
    at = data.draw(st.integers(0, len(part) - 1))
    part[at] = data.draw(st.sampled_from("qz7"))
    suggestion = anchor(SearchText(text), Selector("".join(part))).suggestion
    if suggestion:
        assert whole_words(text, suggestion.start, suggestion.end) == (suggestion.start, suggestion.end)
