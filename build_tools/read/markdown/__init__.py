"""The Markdown of articles: as much as a news text needs, and nothing that eats words of a pasted one.

Whoever pastes a text means its words. So a sign that Markdown would swallow is shown, unless it stands where
nobody puts it by chance:

| written | is |
|---|---|
| `# …` to `###### …` | a heading |
| `*…*`, `**…**` around whole words | emphasis; stars inside a word (`f***ing`, `Bürger*innen`) are stars |
| `- …`, `* …`, `+ …`, `1. …`, `1) …` | a list, whose marks are words of the article and are shown |
| `> …` | a quotation |
| `[words](address)`, `![words](address)` | a link, a picture |
| `[^1]` with `[^1]: …` | a footnote; without the other, each of the two is text |
| a row over a row of dashes, parted by `|` | a table |
| `::: furniture` … `:::` | page furniture |
| a backslash before punctuation | the sign itself |

HTML, code, entities, addresses in angle brackets, underscores, lines of dashes or stars, headings underlined
and link definitions are text like any other. What is lost all the same, or may be lost by chance, is a
`Doubt`, from which the checker makes problems.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from . import blocks
from .doubts import Doubt, collect_doubts
from .inline import doubtful_emphasis, escape, stars
from .whole import loose_footnotes, markers


def parse(source: str) -> tuple[list[Token], tuple[Doubt, ...]]:
    """The tokens of an article's Markdown, and what is doubtful about them."""
    env: dict[str, Any] = {"doubts": []}
    tokens = _parser().parse(source, env)
    return tokens, tuple(env["doubts"])


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": blocks.DEEPEST}).enable("table")
    parser.use(footnote_plugin, inline=False)
    # The checker shows an address as it is written.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.disable(["code", "fence", "html_block", "lheading", "reference"])
    parser.disable(["autolink", "backticks", "entity", "html_inline"])
    block, inline, core = parser.block.ruler, parser.inline.ruler, parser.core.ruler
    starts = ["paragraph", "blockquote", "list"]
    block.before("table", "depth", blocks.depth)
    block.before("table", blocks.FURNITURE, blocks.furniture, {"alt": starts})
    block.at("table", blocks.whole_table, {"alt": ["paragraph"]})
    block.at("blockquote", blocks.quotation, {"alt": starts})
    block.at("hr", blocks.line_of_signs, {"alt": starts})
    block.at("heading", blocks.heading_with_words, {"alt": ["paragraph", "blockquote"]})
    # Nothing but these signs means something inside a line, so that a run of others costs nothing.
    parser.inline.terminator_re = re.compile(r"[\n!*\[\]\\]")
    inline.at("emphasis", stars)
    inline.at("escape", escape)
    parser.inline.ruler2.after("emphasis", "doubtful", doubtful_emphasis)
    core.after("inline", "loose_footnotes", loose_footnotes)
    core.before("text_join", "markers", markers)
    core.before("text_join", "doubts", collect_doubts)
    return parser
