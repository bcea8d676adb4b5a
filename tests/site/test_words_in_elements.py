"""The pages for a class put elements around words of the article: around these words, and nothing else is changed."""

from __future__ import annotations

import random
from typing import Any

from build_tools.site.assets import SOURCE, Joined, joined
from tests.site.article_page import PHONE
from tests.site.conftest import Opener

PAGE = """<article class="mc-sheet"><header class="mc-head"></header>
<div class="mc-article"><div class="mc-text" lang="en">
<h1>A head, and <em>more</em> of it</h1>
<p>One <a href="#x">link of <em>two</em> words</a>, 😀 a sign of two units 𝒳𝒴, and so on.<br>
Behind a break.</p>
<ul><li>Alone</li><li><p>First</p><p><strong>All of this</strong></p></li></ul>
<blockquote><p>Said “by <em>somebody</em>”, e&#x301; twice.</p></blockquote>
</div></div></article>"""
ENTRIES = [joined(SOURCE / "js" / "classroom", name) for name in ("shown", "sheet")]
MODULES = Joined(tuple(dict.fromkeys(part for entry in ENTRIES for part in entry.parts))).whole
WHERE = f"""() => {{
  {MODULES}
  return articleText(document).parts.map(({{ node, from, to, start }}) =>
    [start, start + [...node.data.slice(from, to)].length]);
}}"""
LAID = f"""(sets) => {{
  {MODULES}
  const root = document.querySelector(".mc-sheet");
  const [clean, {{ text }}] = [root.innerHTML, articleText(root)];
  const wrong = [];
  const holds = (what, is) => is || wrong.push(what);
  const isClean = () => {{
    root.normalize();
    return root.innerHTML === clean;
  }};
  /** For each sign, the keys of what its element says to lie on it. */
  const read = (keysOf) => {{
    const signs = [];
    for (const {{ node, from, to, start }} of articleText(root).parts) {{
      const mark = node.parentElement.closest("mark");
      for (const nth of [...node.data.slice(from, to)].keys()) signs[start + nth] = mark ? keysOf(mark) : "";
    }}
    holds("text", articleText(root).text === text);
    return Array.from(signs, (keys) => keys ?? "");
  }};
  const seen = [];
  for (const items of sets) {{
    wrap(articleText(root), items, (words, keys) => {{
      const mark = markAround(words, "x");
      mark.dataset.keys = keys.join(" ");
      return mark;
    }});
    seen.push(read((mark) => mark.dataset.keys));
    unmarked(root);
    holds("taken out again", isClean());
  }}
  const practice = new Sheet(root);
  for (const items of sets) {{
    const shown = items.map((item) => ({{ id: item.key, isOwn: true, kind: "x", number: "1", name: "", ...item }}));
    practice.draw(shown);
    seen.push(read((mark) => mark.dataset.marks));
    for (const {{ key, start, end }} of items) {{
      holds(`button ${{key}}`, practice.button(key).isConnected && !practice.button(key).closest("a"));
      const span = practice.spanOf(practice.rangeOf({{ start, end }}));
      holds(`span ${{start}} ${{end}}`, span?.start === start && span?.end === end);
    }}
  }}
  practice.draw([]);
  holds("drawn with nothing", isClean());
  const [point] = wrapped(articleText(root), [[6, 6]], "x");
  holds("the word before a point", point.textContent === "head" && point.classList.contains("mc-at-point"));
  return [seen, wrong];
}}"""


def test_elements_stand_around_just_the_words_that_are_meant(opener: Opener) -> None:
    page = opener.new(PHONE)
    page.set_content(PAGE)
    stretches = page.evaluate(WHERE)
    inside = sorted({at for start, end in stretches for at in range(start, end)})
    chance = random.Random(1)
    sets: list[list[dict[str, Any]]] = []
    for size in (1, 2, 3, 6, 12, 30):
        bounds = [sorted(chance.sample(inside, 2)) for _ in range(size)]
        sets.append([{"key": f"k{nth}", "start": a, "end": b + 1} for nth, (a, b) in enumerate(bounds)])
    seen, wrong = page.evaluate(LAID, sets)
    page.context.close()
    assert wrong == []
    for items, keys in zip(sets * 2, seen, strict=True):
        for at in inside:
            expected = [item["key"] for item in items if item["start"] <= at < item["end"]]
            assert keys[at].split() == expected, (at, items)
