"""What the pages make of articles in any script: shares of words, the sentence shown, lengths and direction."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

import pytest

from build_tools.check.check import check_article, check_techniques
from build_tools.marked.marked import MarkedArticle, mark_up
from build_tools.page.article import article_page
from build_tools.page.excerpt import excerpt_html
from build_tools.page.finished import SiteInfo
from build_tools.read.project import read_project
from build_tools.read.text import File
from tests.pages.test_pages import HERE

TECHNIQUES, NAMED, _ = check_techniques(read_project(HERE.parents[1]).techniques)
FRONT = """---
title: A test
publisher: The Harbour Gazette
url: https://example.org/a
published: 2026-03-04
retrieved: 2026-03-05
language: {}
rights: {{basis: invented for this test, scope: the whole text}}
selected_because: A test.
---

{}
"""
NOTES = """summary: {}
author: Editors
{}annotations:
  - id: noted
    kind: sourcing
    technique: unattributed-claim
    stance: good-practice
    target: {}
    gist: There is something to see
    observation: Something to look at.
    confidence: {{level: high, because: it is on the page}}
"""
SAID = """voices: {{speaker: {{name: The speaker}}}}
attributions: [{{voice: speaker, mode: quoted, target: "{}"}}]
"""


def marked(
    text: str, target: str, language: str = "en", said: str = "", summary: str = "A test."
) -> MarkedArticle:
    who = SAID.format(said) if said else ""
    files = FRONT.format(language, text), NOTES.format(summary, who, target)
    outcome = check_article(
        "a",
        File("docs/articles/a.md", files[0].encode()),
        File("annotations/a.yml", files[1].encode()),
        NAMED,
    )
    assert outcome.entry, outcome.problems
    return mark_up(outcome.entry, {item.id: item.front.names for item in TECHNIQUES})


def counted(article: MarkedArticle) -> list[tuple[int, int]]:
    """Words and per cent of the outlet and of the speaker."""
    return [(group.words, group.percent) for group in article.groups]


def sentence_shown(article: MarkedArticle) -> str:
    html = excerpt_html(article, "noted", "../")
    text = html[html.index("<blockquote") : html.index("</blockquote>")]
    unshown = r"<sup.*?</sup>|<span [^>]*\bhidden\b.*?</span>(?:</span>)*"
    return unescape(re.sub(r"<[^>]*>", "", re.sub(unshown, "", text, flags=re.DOTALL))).strip()


@pytest.mark.parametrize(
    ("text", "said", "language", "words"),
    [
        (
            "Der Sprecher nannte gestern keine Gründe. „Die Bun­des­re­gie­rung ver­schiebt heu­te al­les.“",
            "„Die Bun­des­re­gie­rung ver­schiebt heu­te al­les.“",
            "de",
            (6, 5),
        ),
        ("प्रवक्ता ने शनिवार को कहा। “हम वार्ता के लिए तैयार हैं।”", "“हम वार्ता के लिए तैयार हैं।”", "hi", (5, 6)),
        ("কর্মকর্তা শনিবার বললেন। “আমরা বৈঠকে যাব।”", "“আমরা বৈঠকে যাব।”", "bn", (3, 3)),
        ("โฆษกกล่าวว่า “เราพร้อม”", "“เราพร้อม”", "th", (10, 7)),
        ("გუშინ თქვა. “მზად ვართ ყველანი.”", "“მზად ვართ ყველანი.”", "ka", (2, 3)),
    ],
    ids=["soft-hyphens", "hindi", "bengali", "thai", "georgian"],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_shares_count_words_as_readers_do(
    text: str, said: str, language: str, words: tuple[int, int], form: str
) -> None:
    written = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    article = marked(written, json_of(text.split()[0]), language, said)
    assert tuple(number for number, _ in counted(article)) == words


def json_of(text: str) -> str:
    return f'"{text}"'


@pytest.mark.parametrize(
    ("text", "target", "language", "shown"),
    [
        (
            "It took long. U.S. President Rey weighed in, calling it good. More came.",
            "weighed in",
            "en",
            "U.S. President Rey weighed in, calling it good.",
        ),
        (
            "He met Mr. Hill and Gov. J. B. Ng on Friday. The talks were good.",
            "Friday",
            "en",
            "He met Mr. Hill and Gov. J. B. Ng on Friday.",
        ),
        (
            "Es dauerte lang. Am 25. April traf der Gesandte ein. Das sagte er.",
            "Gesandte",
            "de",
            "Am 25. April traf der Gesandte ein.",
        ),
        ("总统愿意谈判。发言人星期六说。会谈良好。", "发言人", "zh", "发言人星期六说。"),
        ("रूस तैयार है। प्रवक्ता ने कहा। बैठक अच्छी थी।", "प्रवक्ता", "hi", "प्रवक्ता ने कहा।"),
        (
            "«\xa0Nous sommes prêts.\xa0» Le porte-parole a parlé. Fin.",
            "porte-parole",
            "fr",
            "Le porte-parole a parlé.",
        ),
        ("قال ذلك. هل هم مستعدون؟ نعم.", "مستعدون", "ar", "هل هم مستعدون؟"),
    ],
)
def test_an_excerpt_is_a_whole_sentence(text: str, target: str, language: str, shown: str) -> None:
    assert sentence_shown(marked(text, target, language)) == shown


def test_a_heading_keeps_the_marks_of_its_words_in_its_address() -> None:
    article = marked("## शांति वार्ता: Bun\xaddes\xadtag\n\nText.", "Text", "hi").entry.article
    assert [heading.id for heading in article.headings] == ["text--शांति-वार्ता-bundestag"]


@pytest.mark.parametrize(
    "summary",
    [
        "BBC " + "总统表示愿意在没有任何先决条件的情况下恢复和平谈判" * 12,
        "See https://example.org/" + "a-long-address/" * 20,
        "ရုံး " + "အစည်းအဝေးပြီးပါပြီ" * 20,
    ],
)
def test_a_long_text_without_spaces_is_cut_where_it_is_full(summary: str) -> None:
    page, _ = article_page(
        marked(f"Start {summary}.", f'"{summary}"', summary=summary), SiteInfo("Marked Copy", "")
    )
    assert 150 <= len(page.description) <= 160
    assert 110 <= len(page.uses[0].words) <= 120
    assert page.description.endswith("…")


@pytest.mark.parametrize(
    ("language", "turned"),
    [
        *(
            (tag, True)
            for tag in ("pa-Arab", "ku-Arab", "az-Arab", "uz-Arab", "ms-Arab", "pnb", "arz", "prs")
        ),
        *((tag, False) for tag in ("ar-Latn", "sd-Deva", "ks-Deva", "ug-Cyrl", "he-Latn", "pa", "en")),
    ],
)
def test_the_script_turns_the_text(language: str, turned: bool) -> None:
    article = marked("Words of the article.", "Words", language)
    html = article_page(article, SiteInfo("Marked Copy", ""))[1].html
    assert (f'<div class="mc-text" lang="{language}" dir="rtl">' in html) == turned
    assert ('dir="rtl"' in html) == turned
