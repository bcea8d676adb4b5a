"""Suggesting a note from the page: what is selected or picked, typed and handed in, and what comes of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from playwright.sync_api import Page, expect

from build_tools.adapters.edition import site_info
from build_tools.page.finished import IDEA
from build_tools.page.hosting import LIMIT, issue_address
from tests.checked import checked_project
from tests.site.article_page import ARTICLE, DESKTOP, PHONE, SLUG, TEXT
from tests.site.conftest import Opener, Reader
from tests.site.test_axe import AXE, faults
from tests.sites import FIXTURE, REPOSITORY, ROOT, Site

WORDS = "came following"
PIER = "Count of passengers on the old pier"
SELECT = """(words) => {
  const walker = document.createTreeWalker(document.querySelector(".mc-article .mc-text"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const at = node.data.indexOf(words);
    // One letter less, and the space behind: the form makes words whole.
    if (at >= 0) {
      node.parentElement.scrollIntoView({ block: "center" });
      return getSelection().setBaseAndExtent(node, at + 1, node, at + words.length + 1);
    }
  }
}"""
WATCH = """() => {
  window.told = [];
  const note = (changes) => changes.forEach(({ target }) => {
    const live = target.closest?.("[role=status], [aria-live], output");
    if (live) told.push(live.textContent);
  });
  new MutationObserver(note).observe(document.querySelector(".mc-suggest"), { subtree: true, childList: true });
}"""
BOX = "(element) => [element.getBoundingClientRect().left, element.offsetWidth]"
TYPED = {
    "gist": "Friday: the #1 “new” meeting, says nobody",
    "observation": "- The text says: “on Friday”.\n\nIt's all # there.",
    "plain": "yes",
    "because": "2025-04-26",
}


def whole(page: Page) -> None:
    """Open the fields of a whole note, if they are not."""
    if page.locator(".mc-whole:not([open])").count():
        page.locator(".mc-whole > summary").click()
    expect(page.locator(".mc-suggest [name=gist]")).to_be_visible()


def fill(page: Page) -> None:
    whole(page)
    page.select_option("[name=kind]", "loaded-language")
    page.select_option("[name=technique]", "loaded-words")
    page.select_option("[name=stance]", "question")
    page.select_option("[name=level]", "low")
    for name, words in TYPED.items():
        page.fill(f".mc-suggest [name={name}]", words)


def file_of(page: Page) -> tuple[str, str]:
    """The path and the text of the finished file."""
    return page.locator(".mc-path").inner_text(), page.locator(".mc-whole pre").text_content() or ""


def open_form(page: Page) -> None:
    page.wait_for_selector("marked-copy[data-ready]")
    page.evaluate(SELECT, WORDS)
    page.locator(".mc-offer").click()
    expect(page.locator(".mc-suggest h2")).to_be_focused()


def test_selected_words_become_a_note_that_the_check_takes(reader: Reader, tmp_path: Path) -> None:
    page = reader.new_page(**DESKTOP)
    page.add_init_script(AXE)
    page.goto(reader.address + ARTICLE)
    open_form(page)
    whole(page)
    expect(page.locator("[data-field=gist] .mc-wrong")).to_have_text("Say the note’s point in one line.")
    page.select_option("[name=kind]", "missing-context")
    needs_source = page.locator("[data-field=sources] > .mc-wrong")
    expect(needs_source).to_have_text("What is not in the article needs a source.")
    page.get_by_role("button", name="Add a source").click()
    page.fill("[name='0.title']", "Minutes")
    expect(needs_source).to_be_empty()
    page.fill("[name='0.published']", "26.4.25")
    # What a screen reader is told of: the fields by name, and nothing of them again at the next key.
    state = page.locator(".mc-whole .mc-actions").locator("xpath=preceding-sibling::*[@role='status']").first
    expect(state).to_contain_text(
        "Still to do: What did you notice; Technique; Stance; The point, in one line;"
    )
    expect(state).to_contain_text("Published (source 1)")
    page.evaluate(WATCH)
    page.locator(".mc-suggest [name='0.excerpt']").press_sequentially("a b")
    assert page.evaluate("told.length") == 1, (
        "the excerpt is off the list, and the count of its signs is silent"
    )
    page.fill("[name='0.excerpt']", "")
    page.fill("[name='0.title']", "")
    # Dates as people write them. What is offered can be taken with a press, and the focus stays with the field.
    published, url, read_on = (
        page.locator(f"[data-field='0.{key}']") for key in ("published", "url", "checked")
    )
    published.locator("input").fill("26 April 2025")
    expect(published.locator(".mc-hint")).to_contain_text("In the file: 2025-04-26")
    published.locator("input").press("Tab")
    expect(published.locator("input")).to_have_value("2025-04-26")
    # Of a day after the article's, the file says so by itself.
    assert "later:" not in file_of(page)[1]
    published.locator("input").fill("27 April 2025")
    expect(published.locator(".mc-hint")).to_contain_text("Later than the article")
    published.locator("input").press("Tab")
    assert "    published: 2025-04-27\n" in file_of(page)[1]
    assert "    later: true\n" in file_of(page)[1]
    page.fill(".mc-suggest [name=missing]", "It was not told.")
    expect(page.locator("[data-field=missing] .mc-wrong")).to_contain_text("begin with “Later:”")
    page.select_option("[name=stance]", "good-practice")
    expect(page.locator("[data-field=missing]")).to_be_hidden()
    assert "missing:" not in file_of(page)[1]
    page.select_option("[name=stance]", "")
    page.fill(".mc-suggest [name=missing]", "")
    published.locator("input").fill("4.5.2025")
    expect(published.locator(".mc-wrong")).to_have_text("Which day is meant?")
    published.get_by_role("button", name="5 April 2025").press("Enter")
    expect(published.locator("input")).to_have_value("2025-04-05")
    expect(published.locator("input")).to_be_focused()
    expect(published.get_by_role("button")).to_have_count(0)
    url.locator("input").fill("www.example.org/a")
    url.get_by_role("button", name="https://www.example.org/a").click()
    expect(url.locator(".mc-wrong")).to_be_empty()
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    read_on.get_by_role("button", name="Today").click()
    expect(read_on.locator("input")).to_have_value(today)
    assert (
        f"    published: 2025-04-05\n    url: https://www.example.org/a\n    excerpt:\n    checked: {today}\n"
        in file_of(page)[1]
    )
    # A source that the article has is chosen, not typed.
    which = page.get_by_label("Which one")
    names = which.locator("option").all_inner_texts()
    assert names[0] == "A new one"
    assert names[1:] == sorted(names[1:])
    assert f"Regional office of statistics: {PIER} (24 April 2025)" in names
    which.select_option("pier-count")
    expect(url).to_be_hidden()
    expect(page.locator("[data-field='0.id'] .mc-hint a")).to_have_text(PIER)
    assert file_of(page)[1].count("pier-count") == 1
    assert "evidence: [pier-count]\n" in file_of(page)[1]
    assert "sources:" not in file_of(page)[1]
    # Beside the text, and nothing of it is moved sideways.
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    fill(page)
    for told in page.locator(".mc-idea [role=status]").first, state:
        expect(told).to_contain_text("show it to your teacher")
    assert page.locator(".mc-open-there:visible").count() == 0
    expect(page.locator("[data-field=technique] .mc-hint")).not_to_be_empty()
    path, text = file_of(page)
    assert path == f"annotations/{SLUG}/friday-1-new-meeting-says.yml"

    page.reload()
    open_form(page)
    assert file_of(page) == (path, text), "the draft is kept"
    expect(page.get_by_label("Which one")).to_have_value("pier-count")
    assert faults(page) == []
    page.get_by_role("button", name="Discard").click()
    page.get_by_role("button", name="Take it back").click()
    assert file_of(page) == (path, text), "what was discarded can be taken back"
    page.get_by_role("button", name="Discard").click()
    page.get_by_role("button", name="The meeting of the council").first.click()
    assert page.input_value(".mc-suggest [name=gist]") == ""

    root = tmp_path / "project"
    shutil.copytree(FIXTURE, root)
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")
    checked = checked_project(root)
    entry = {entry.slug: entry for entry in checked.entries}[SLUG]
    at = [note.id for note in entry.notes.annotations].index(Path(path).stem)
    note, spans = entry.notes.annotations[at], entry.annotation_spans[at]
    assert [TEXT[start:end] for start, end in spans] == [WORDS]
    assert (note.gist, note.observation, note.plain, note.confidence.because) == tuple(TYPED.values())
    assert note.evidence == ("pier-count",)


def test_a_form_that_does_not_load_is_told_with_a_way_out(opener: Opener, fixture_site: Site) -> None:
    reader = Reader(opener, fixture_site.address)
    page = reader.new_page(**PHONE)
    page.add_init_script(AXE)
    for name in ("suggest", "choose", "lines"):
        page.route(f"**/assets/{name}.js", lambda route: route.abort())
    page.goto(reader.address + ARTICLE)
    page.wait_for_selector("marked-copy[data-ready]")
    page.evaluate(SELECT, WORDS)
    told = page.get_by_role("dialog", name="It did not load")
    page.wait_for_timeout(200)
    expect(told).to_be_hidden()
    page.locator(".mc-copy ~ .mc-corrections [data-do=suggest]").press("Enter")
    expect(told).to_be_visible()
    expect(told).to_contain_text("The form did not load.", use_inner_text=True)
    expect(told.get_by_role("link")).to_have_attribute("href", "../../how-we-work/corrections/")
    assert faults(page) == []
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    # Whatever else was asked for is called by its name, with a way out of its own.
    page.locator("[data-do=choose]").press("Enter")
    expect(told).to_contain_text("The choice of notes did not load.", use_inner_text=True)
    expect(told).not_to_contain_text("form", use_inner_text=True)
    expect(told.get_by_role("link")).to_have_attribute("href", "projector.html")
    page.keyboard.press("Escape")
    page.locator(".mc-more").press("Enter")
    page.locator(".mc-help [name=lines]").check()
    page.locator(".mc-help [data-print=clean]").click()
    expect(told).to_contain_text("What numbers the lines did not load.", use_inner_text=True)
    expect(told.get_by_role("link")).to_have_attribute("href", "sheet-a4.pdf")
    assert page.locator("marked-copy").get_attribute("data-print") is None
    reader.close()


def test_fields_of_a_source_that_do_not_load_are_told_and_come_with_the_next_try(
    opener: Opener, fixture_site: Site
) -> None:
    reader = Reader(opener, fixture_site.address)
    page = reader.new_page(**DESKTOP)
    page.route("**/assets/sources.js", lambda route: route.abort(), times=1)
    page.goto(reader.address + ARTICLE)
    open_form(page)
    whole(page)
    page.get_by_role("button", name="Add a source").click()
    told = page.locator("[data-field=sources] [role=alert]")
    expect(told).to_have_text("The fields of a source could not be loaded. Try again.")
    page.get_by_role("button", name="Add a source").click()
    expect(page.get_by_label("Which one")).to_be_focused()
    expect(told).to_be_empty()
    reader.close()


def test_the_way_out_is_the_guide_where_there_is_one_or_else_an_issue(
    own_site: Site, instant_site: Site
) -> None:
    for site, address in (
        (own_site, "../../contribute/your-first-note/#without-the-form"),
        (instant_site, f"{REPOSITORY}/issues/new/choose"),
    ):
        page = next(site.folder.glob("articles/*/index.html")).read_text(encoding="utf-8")
        dialog = page.partition("mc-unloaded")[2].partition("</dialog>")[0]
        assert f'<a href="{address}"' in dialog


def test_a_sentence_is_picked_by_keys_alone_on_a_phone(reader: Reader) -> None:
    page = reader.open(ARTICLE, **PHONE)
    page.wait_for_selector("marked-copy[data-ready]")
    headline = page.locator("h1:visible").first
    before = headline.evaluate(BOX)
    page.locator(".mc-more").focus()
    page.keyboard.press("Enter")
    page.locator(".mc-help [data-do=suggest]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".mc-suggest h2")).to_be_focused()
    assert page.locator(".mc-suggest li", has_text="Ferries Piers Bay").count() == 0, (
        "page furniture is not seen"
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".mc-suggest blockquote")).not_to_be_empty()
    sentence = page.locator(".mc-suggest blockquote").inner_text()
    whole(page)
    page.fill(".mc-suggest [name=gist]", "It goes with the words")
    words = page.get_by_label("Only these words of it")
    words.fill("no such words")
    words.press("Enter")
    expect(page.locator("#mc-fewer-wrong")).to_have_text("These words do not stand there.")
    assert page.locator(".mc-suggest blockquote").inner_text() == sentence
    last = sentence.split()[-1].strip(".")
    words.fill(f" {last.upper()[:-1]} ")
    words.press("Enter")
    expect(page.locator(".mc-suggest blockquote")).to_have_text(last)
    expect(page.locator(".mc-suggest h2")).to_be_focused()
    assert page.input_value(".mc-suggest [name=gist]") == "It goes with the words"
    assert f"{last}\n" in file_of(page)[1]
    page.keyboard.press("Escape")
    expect(page.locator(".mc-suggest")).to_be_hidden()
    expect(page.locator(":focus")).to_have_text(re.compile("Council Open"))
    after = headline.evaluate(BOX)
    assert after == before, "the form's style is the form's alone"


def test_the_host_opens_what_is_not_too_long(opener: Opener, instant_site: Site) -> None:
    reader = Reader(opener, instant_site.address)
    page = reader.open(ARTICLE, **DESKTOP)
    differ = page.locator(".mc-notes > .mc-note .mc-signed a", has_text="I read this differently").first
    asked = urlsplit(differ.get_attribute("href") or "")
    query = parse_qs(asked.query)
    assert asked.geturl().startswith(f"{REPOSITORY}/issues/new?template=2-dispute.yml&")
    assert f"{ARTICLE}#" in query["address"][0]
    open_form(page)
    fill(page)
    path, text = file_of(page)
    there = page.get_by_role("link", name="Open on example.org", include_hidden=True)
    address = there.get_attribute("href") or ""
    assert address.startswith(f"{REPOSITORY}/new/main?filename={path}&value=")
    assert parse_qs(urlsplit(address).query)["value"] == [text]
    # What was typed for a whole note goes along with the idea.
    idea = page.get_by_role("link", name="Propose as an idea", include_hidden=True)
    asked = urlsplit(idea.get_attribute("href") or "")
    assert asked.geturl().startswith(f"{REPOSITORY}/issues/new?template=5-idea.yml&")
    said = {key: value for key, [value] in parse_qs(asked.query).items()}
    assert said["title"] == f"Idea: “{WORDS}”"
    assert said["address"].endswith(ARTICLE)
    assert (said["passage"], said["kind"], said["reason"]) == (
        WORDS,
        "Loaded language",
        TYPED["observation"],
    )
    more = said["more"].splitlines()
    assert more[:2] == ["Technique: Loaded words", "Stance: Open question"]
    assert f"The point, in one line: {TYPED['gist']}" in more
    assert f"Because: {TYPED['because']}" in more
    page.fill(".mc-suggest [name=observation]", "ä" * LIMIT)
    expect(there).to_be_hidden()
    expect(idea).to_be_hidden()
    for told in page.locator(".mc-whole [role=status]").first, page.locator(".mc-idea [role=status]").first:
        expect(told).to_contain_text("too long to travel in an address")
    reader.close()
    assert reader.complaints == []


def test_an_idea_takes_three_things_and_no_note(opener: Opener, instant_site: Site) -> None:
    reader = Reader(opener, instant_site.address)
    page = reader.new_page(**PHONE)
    page.add_init_script(AXE)
    page.goto(reader.address + ARTICLE)
    open_form(page)
    expect(page.locator(".mc-suggest [name=gist]")).to_be_hidden()
    wrongs = page.locator(".mc-suggest .mc-wrong:visible")
    assert wrongs.all_inner_texts() == [], "nothing is wrong before anything is done"
    assert page.locator(".mc-is-wrong").count() == 0
    # Whatever is pressed leads to what is missing, and does nothing else.
    noticed = page.locator(".mc-suggest [name=observation]")
    propose = page.locator(".mc-idea").get_by_role("link", name="Propose as an idea")
    copy = page.get_by_role("button", name="Copy the idea")
    for button, key in ((propose, ""), (propose, "Enter"), (copy, ""), (copy, "Enter")):
        page.locator(".mc-suggest h2").focus()
        if key:
            button.press(key)
        else:
            button.click()
        expect(noticed).to_be_focused()
        expect(page.locator(".mc-is-wrong > .mc-wrong")).to_have_text("Say what you noticed.")
    assert propose.get_attribute("href") is None
    assert len(page.context.pages) == 1
    expect(page.locator(".mc-idea")).not_to_contain_text("Copied")
    sign = "getComputedStyle(document.querySelector('.mc-is-wrong > .mc-wrong'), '::before').content"
    assert "⚠" in page.evaluate(sign), "an error is told by more than its colour"
    assert faults(page) == []
    page.select_option("[name=kind]", "sourcing")
    expect(page.locator("[data-field=kind] .mc-hint")).to_have_text("Who says this, and how would they know?")
    page.fill(".mc-suggest [name=observation]", "Nobody says who came.")
    told = page.locator(".mc-idea [role=status]").first
    expect(told).to_contain_text("you need an account at example.org")
    expect(told).to_contain_text("Without an account: copy the idea")
    assert wrongs.all_inner_texts() == []
    assert faults(page) == []
    page.reload()
    open_form(page)
    expect(page.locator(".mc-suggest [name=gist]")).to_be_hidden()
    query = parse_qs(urlsplit(page.locator(".mc-idea a").get_attribute("href") or "").query)
    assert (query["kind"], query["reason"]) == (["Sourcing"], ["Nobody says who came."])
    assert "more" not in query
    # Then somebody goes on with it as a note.
    page.locator(".mc-whole > summary").press("Enter")
    expect(page.locator("[data-field=gist] .mc-wrong")).to_have_text("Say the note’s point in one line.")
    assert "observation: Nobody says who came.\n" in file_of(page)[1]
    # All techniques of the kind can be read of before one is chosen.
    lines = page.locator("[data-field=technique] details")
    lines.locator("summary").press("Enter")
    options = page.locator("[name=technique] option").all_inner_texts()[1:]
    assert lines.locator("dt").all_inner_texts() == options
    assert all(lines.locator("dd").all_inner_texts())
    there = page.get_by_role("link", name="Open on example.org")
    assert there.get_attribute("href") is None
    there.press("Enter")
    expect(page.locator("[name=technique]")).to_be_focused()
    # A name that no file can have is answered with one that it can have.
    page.fill(".mc-suggest [name=gist]", "夜のフェリー")
    name = page.locator("[data-field=id]")
    expect(name.locator(".mc-hint")).to_contain_text("too few Latin letters")
    name.locator("input").fill("My Note!")
    name.get_by_role("button", name="my-note").press("Enter")
    expect(name.locator("input")).to_have_value("my-note")
    expect(name.get_by_role("button")).to_have_count(0)
    assert file_of(page)[0].endswith("/my-note.yml")
    reader.close()
    assert reader.complaints == []


@pytest.mark.parametrize(
    ("host", "message"),
    [
        (
            "github",
            "`extra: host:` in mkdocs.yml holds a mapping, with the keys `branch`, `new_file`, `issue`, `idea`",
        ),
        ({"newfile": "x"}, "has no key `newfile`"),
        ({"new_file": ["x"]}, "`new_file` of `extra: host:` in mkdocs.yml holds a text"),
        (
            {"new_file": "{repository}/{file}"},
            r"`new_file` .* has {file} in it: there are {repository}, {branch}",
        ),
        ({"issue": "{repository}/{title"}, "`issue` .* has a brace without its other"),
        ({"issue": "javascript:alert({title})"}, "`issue` .* is no address"),
        ({"idea": "{repository}/{text}"}, r"`idea` .* has {text} in it: there are .*{reason}, {more}"),
        ({"new_file": "{repository}/a b"}, "`new_file` .* is no address"),
        ({"branch": ""}, "`branch` .* is the name of a branch"),
    ],
)
def test_a_pattern_that_leads_nowhere_is_named(host: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        site_info(ROOT, "A site", "", "", {"host": host})


def test_an_issue_is_filled_in_and_never_too_long() -> None:
    site = site_info(ROOT, "A site", "", "https://github.com/a/b/", {})
    address = issue_address(site, "a & b", "https://example.org/#x", "“so” #1")
    assert address.startswith(
        "https://github.com/a/b/issues/new?template=2-dispute.yml&title=a%20%26%20b&address=https%3A"
    )
    assert parse_qs(urlsplit(address).query)["unfair"] == ["About ““so” #1”: "]
    assert len(issue_address(site, "漢" * 500, "https://example.org/#x", "𝒳" * 5000)) <= LIMIT
    assert issue_address(site, "漢" * 5000, "", "") == ""
    assert issue_address(site_info(ROOT, "A site", "", "", {}), "a", "b", "c") == ""
    assert (
        issue_address(
            site_info(ROOT, "A site", "", "https://a.example", {"host": {"issue": ""}}), "a", "b", "c"
        )
        == ""
    )


def test_whoever_has_an_issue_form_of_their_own_has_none_of_ours_for_ideas() -> None:
    forge = "https://forge.example/a/b"
    own = {"issue": "{repository}/issues/new?title={title}"}
    assert "5-idea.yml" in site_info(ROOT, "A site", "", forge, {}).idea
    assert site_info(ROOT, "A site", "", forge, {"host": own}).idea == ""
    both = {**own, "idea": "{repository}/issues/new?body={reason}"}
    assert site_info(ROOT, "A site", "", forge, {"host": both}).idea == both["idea"]


def test_our_form_for_ideas_has_every_field_that_its_address_fills() -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/5-idea.yml").read_text(encoding="utf-8"))
    fields = {item["id"]: item["type"] for item in form["body"] if "id" in item}
    filled = set(re.findall(r"[?&](\w+)=\{", IDEA)) - {"title"}
    assert filled == set(fields)
    # GitHub fills in no others from an address, and shows an empty page if one is asked for.
    assert set(fields.values()) == {"input", "textarea"}
