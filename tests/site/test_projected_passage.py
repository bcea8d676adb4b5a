"""Passage and note on the projector: the sentence that a note is about is seen, and no key is pressed for nothing."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from build_tools.entry import Entry
from build_tools.words.sentences import sentence
from tests.checked import checked_project
from tests.site.conftest import Opener, Reader
from tests.sites import ROOT, Site

SIZES = {"board": (1024, 768), "laptop": (1280, 800), "hall": (1920, 1080), "phone": (390, 844)}

# Goes on from the bare article to the end, and says of each view what is wrong with it. A place is told by how many
# signs are before it, for those of the page are those of the article.
WALK = """async ([places, fragment]) => {
  if (location.hash !== fragment) {
    const changed = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    location.hash = fragment;
    await changed;
  }
  const press = (key) => document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const [slide, bar] = [".mc-slide", ".mc-top"].map((one) => document.querySelector(one));
  const lineOf = (one) => parseFloat(getComputedStyle(one).lineHeight);
  // The sign before which so many stand.
  const signs = () => {
    const found = [];
    const walker = document.createTreeWalker(document.querySelector(".mc-sheet"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const { parentElement: parent } = node;
      if (!parent.closest(".mc-text") || parent.closest(".mc-sr, .mc-begins, .mc-says")) continue;
      for (const { index } of node.data.matchAll(/\\S/gu)) found.push([node, index]);
    }
    return found;
  };
  const stretch = (all, [from, to]) => {
    const range = document.createRange();
    range.setStart(...all[from]);
    range.setEnd(all[to][0], all[to][1] + 1);
    return range.getBoundingClientRect();
  };
  const faults = [];
  let [presses, views, seen] = [0, 0, null];
  press("Home");
  for (;;) {
    const told = slide.textContent;
    const [{ id, whole, words }] = [places[(told.match(/(\\d+) of \\d+/)?.[1] ?? 0) - 1] ?? {}];
    const part = slide.querySelector("h3")?.textContent ?? "";
    const fault = (what, ...more) => faults.push([id, part, what, ...more].join(" "));
    const line = lineOf(slide);
    views++;
    if (whole) {
      const all = signs();
      const [sentence, passage] = [whole, words].map((one) => stretch(all, one));
      const [above, below] = [bar.getBoundingClientRect().bottom, slide.getBoundingClientRect().top];
      const text = lineOf(document.querySelector(".mc-article .mc-text"));
      const room = innerHeight - above - 4 * line - (slide.offsetHeight - slide.clientHeight) - 20;
      if (sentence.height <= room) {
        if (sentence.top < above) fault("is cut above", above - sentence.top);
        if (sentence.bottom > below) fault("is covered", sentence.bottom - below);
        if (sentence.top - above > 1.9 * text && scrollY > 100) fault("stands low", sentence.top - above);
      } else {
        if (passage.top < above) fault("words cut above", above - passage.top);
        if (Math.min(passage.bottom, passage.top + text / 2) > below) fault("words covered");
        if (passage.height <= room && passage.bottom > below) fault("words covered", passage.bottom - below);
      }
    }
    const { scrollTop: at, clientHeight, scrollHeight } = slide;
    press("PageDown");
    presses++;
    if (slide.textContent !== told) {
      if (scrollHeight - clientHeight - at > line * 0.75) fault("is not read to its end");
    } else if (slide.scrollTop === at) break;
    else if (slide.scrollTop - at < clientHeight / 2) fault("moves a little", slide.scrollTop - at);
  }
  return { faults, presses, views };
}"""


BETWEEN = """(width) => {
  const boxes = [".mc-top", ".mc-slide", ".mc-marked"].map((one) => document.querySelector(one));
  const [bar, slide, mark] = boxes.map((one) => one.getBoundingClientRect());
  const isSeen = bar.bottom <= mark.top && mark.bottom <= slide.top;
  return innerWidth === width && isSeen && Math.abs(slide.bottom - innerHeight) < 2;
}"""


def squeezed_places(entry: Entry) -> dict[str, dict[str, Any]]:
    """Of each note the first place and its sentence, as numbers of the first and the last sign that is no space."""
    text = entry.article.text
    before = list(accumulate((not sign.isspace() for sign in text), initial=0))
    found = {}
    for note, spans in zip(entry.notes.annotations, entry.annotation_spans, strict=True):
        place: dict[str, Any] = {"id": note.id}
        if spans:
            start, end = min(spans)
            whole = sentence(text, start, end, entry.front.language)
            for name, (first, last) in (("whole", whole), ("words", (min(start, end - 1), end))):
                place[name] = [before[first], before[last] - 1]
        found[note.id] = place
    return found


def test_of_every_note_the_whole_sentence_is_seen_and_no_press_is_for_nothing(
    opener: Opener, own_site: Site
) -> None:
    reader = Reader(opener, own_site.address)
    entry = checked_project(ROOT).entries[0]
    places = squeezed_places(entry)
    page = reader.open(f"articles/{entry.slug}/projector.html")
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for at in range(0, len(places), 12):
            ids = list(places)[at : at + 12]
            walked = page.evaluate(WALK, [[places[id] for id in ids], f"#notes={','.join(ids)}"])
            assert walked["faults"] == [], name
            assert walked["presses"] > 3 * len(ids)
    # As by a change to the full screen and back: it is placed again.
    page.keyboard.press("Home")
    for key in ("ArrowDown", "ArrowDown", "PageDown", "PageDown"):
        page.keyboard.press(key)
    for width, height in (*SIZES.values(), *reversed(SIZES.values())):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(BETWEEN, arg=width)
    reader.close()
    assert reader.complaints == []
