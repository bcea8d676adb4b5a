"""Signs that look right: each is named at its place, nothing else is said, and the file is read as it was meant."""

from __future__ import annotations

import pytest

from build_tools.model.annotations import AnnotationFile
from build_tools.problems.problem import Problem, in_order
from build_tools.read.load import load
from build_tools.read.loaded import Loaded
from build_tools.read.text import File, decode

TEXT = """\
summary: The port of the town: a report.
establishes:
  - The port reopens.
  - The union has not commented.
author: Editors
voices:
  holt: {name: Anna Holt, role: harbour master}
  union:
    name: The union
attributions:
  - {voice: holt, mode: quoted, target: "“We are ready,” said Anna Holt"}
evidence:
  union-letter:
    title: Why we strike
    publisher: Dock Workers' Union
    kind: official document
    published: 2026-03-01
    url: https://example.org/why-we-strike
    excerpt: >-
      We strike
      for safer cranes.
    checked: 2026-03-06
    later: no
annotations:
  - id: named-speaker
    kind: sourcing
    technique: single-source
    stance: good-practice
    target: said Anna Holt
    gist: A reader can ask her
    observation: The speaker is named,
      with her post.
    evidence: [union-letter, other-letter]
    confidence: {level: high, because: it is on the page}
  - id: whole
    kind: sourcing
    technique: single-source
    stance: question
    target: {whole: article}
    fair_reading: 'It is short: so it goes.'
    gist: All of it
    observation: Nothing.
    confidence: {level: low, because: we guess}
lesson: {minutes: 45, objectives: [To read], questions: [Who?]}
""".replace("summary: The port of the town: a report.", 'summary: "The port of the town: a report."')

CASES = [
    # what is typed for what, the rule, and words of the message
    ("    kind: s", "\xa0\xa0\xa0\xa0kind: s", "invisible-sign", "4 signs that nobody can tell from a space"),
    ("    kind: s", "\xa0 \xa0 kind: s", "invisible-sign", "2 signs that nobody can tell from a space at"),
    ("    kind: s", "  \u3000kind: s", "invisible-sign", "U+3000, ideographic space"),
    ("    kind: s", "\u3000\u3000kind: s", "invisible-sign", "U+3000, ideographic space"),
    ("    kind: s", "   \u202fkind: s", "invisible-sign", "U+202F, narrow no-break space"),
    ("    kind: s", "    \u2007kind: s", "invisible-sign", "U+2007, figure space"),
    ("    kind: s", "    \u200b\u200bkind: s", "invisible-sign", "2 signs that nobody can see before the key `kind`"),
    ("    kind: s", "    \ufeffkind: s", "invisible-sign", "U+FEFF"),
    ("    kind: s", "    \u200fkind: s", "invisible-sign", "U+200F, right-to-left mark"),
    ("    kind: s", "    ki\xadnd: s", "invisible-sign", "in the key `kind`: U+00AD, soft hyphen"),
    ("    kind: s", "    kind\u200d: s", "invisible-sign", "in the key `kind`: U+200D, zero width joiner"),
    ("    kind: s", "    kind\xa0: s", "invisible-sign", "before the colon: U+00A0"),
    ("    kind: s", "    kind:\xa0s", "invisible-sign", "behind the colon: U+00A0"),
    ("    kind: s", "    kind: \u2009\xa0s", "invisible-sign", "behind the colon: U+2009, thin space and U+00A0"),
    ("    kind: s", "    kind:\u200bs", "invisible-sign", "behind the colon: U+200B"),
    ("    kind: s", "    kind：s", "look-alike", "“：”, U+FF1A, fullwidth colon, is not the colon of YAML"),
    ("    kind: s", "    kind： s", "look-alike", "“：”"),
    ("    kind: s", "    kind﹕s", "look-alike", "“﹕”"),
    ("    kind: s", "    kind∶ s", "look-alike", "“∶”"),
    ("    kind: s", "    kind:s", "space-missing", "a space is missing behind the colon"),
    ("    kind: s", "    kіnd: s", "look-alike", "“kіnd” is not the key `kind`"),
    ("    kind: s", "    ｋｉｎｄ: s", "look-alike", "is not the key `kind`"),
    ("    kind: s", "    “kind”: s", "look-alike", "is not the key `kind`"),
    ("    stance: g", "    stаnce: g", "look-alike", "“stаnce” is not the key `stance`"),
    ("  - id: n", "  – id: n", "look-alike", "“–”, U+2013, en dash, is not the hyphen that begins an item"),
    ("  - id: n", "  — id: n", "look-alike", "“—”"),
    ("  - id: n", "  − id: n", "look-alike", "“−”, U+2212, minus sign"),
    ("  - id: n", "  ‐ id: n", "look-alike", "“‐”, U+2010, hyphen,"),
    ("  - id: n", "  ‑ id: n", "look-alike", "“‑”, U+2011, non-breaking hyphen"),
    ("  - id: n", "  • id: n", "look-alike", "“•”, U+2022, bullet"),
    ("  - id: n", "  •\tid: n", "look-alike", "“•”, U+2022, bullet"),
    ("  - id: n", "  · id: n", "look-alike", "“·”"),
    ("  - id: n", "  －id: n", "look-alike", "“－”, U+FF0D, fullwidth hyphen-minus"),
    ("  - id: n", "  * id: n", "look-alike", "“*”"),
    ("  - id: n", "  -id: n", "space-missing", "a space is missing behind the hyphen"),
    ("  - id: n", "  -\xa0id: n", "invisible-sign", "behind the hyphen: U+00A0"),
    ("  - id: n", "  - \u200bid: n", "invisible-sign", "behind the hyphen: U+200B"),
    ("  - id: n", "\xa0\xa0- id: n", "invisible-sign", "at the beginning of this line"),
    ("  - The port", "  – The port", "look-alike", "“–”"),
    ("  - The union", "  – The union", "look-alike", "“–”"),
    ("  - The port", "  -The port", "space-missing", "hyphen"),
    ("  - The union", "  • The union", "look-alike", "“•”"),
    ("voices:\n", "voices：\n", "look-alike", "“：”"),
    ("voices:\n", "voices:\n\xa0\n", "invisible-sign", "in a line of its own: U+00A0"),
    ("voices:\n", "\u200b\nvoices:\n", "invisible-sign", "in a line of its own: U+200B"),
    ("voices:\n", "voices:\xa0\n", "invisible-sign", "behind the colon"),
    ("  union:\n", "  union：\n", "look-alike", "“：”"),
    ("    name: The", "\u3000\u3000name: The", "invisible-sign", "U+3000"),
    ("      for safer", "\xa0\xa0\xa0\xa0\xa0\xa0for safer", "invisible-sign", "at the beginning of this line"),
    ("excerpt: >-", "excerpt: ＞-", "look-alike", "“＞”"),
    ("      with her", "\xa0\xa0\xa0\xa0\xa0\xa0with her", "invisible-sign", "at the beginning of this line"),
    ("{level: h", "{level：h", "look-alike", "“：”"),
    ("{level: h", "{level:h", "space-missing", "colon"),
    ("{level: h", "{level:\xa0h", "invisible-sign", "behind the colon"),
    ("{level: h", "{\u200blevel: h", "invisible-sign", "U+200B"),
    ("{level: h", "{lеvel: h", "look-alike", "“lеvel” is not the key `level`"),
    ("high, because", "high， because", "look-alike", "“，”, U+FF0C, fullwidth comma, is not the comma"),
    ("high, because", "high、because", "look-alike", "“、”, U+3001, ideographic comma"),
    ("high, because", "high,\xa0because", "invisible-sign", "U+00A0"),
    ("{level: high, because: it is on the page}", "｛level: high, because: it is on the page｝", "look-alike", "“｛”"),
    ("[union-letter, other", "[union-letter，other", "look-alike", "“，”"),
    ("[union-letter, other", "[union-letter、 other", "look-alike", "“、”"),
    ("[union-letter, other-letter]", "［union-letter, other-letter］", "look-alike", "“［”"),
    ("sourcing\n    technique: single-source\n    stance: g", "sourcing\n    technique: single‑source\n    stance: g",
     "look-alike", "“single‑source” is not the id `single-source`"),
    ("good-practice", "good–practice", "look-alike", "“good–practice” is not the value `good-practice`"),
    ("good-practice", "“good-practice”", "look-alike", "is not the value `good-practice`"),
    ("good-practice", "gооd-practice", "look-alike", "is not the value `good-practice`"),
    ("id: whole", "id: whоle", "look-alike", "“whоle” is not the id `whole`"),
    ("id: whole", "id: whole\u200b", "look-alike", "is not the id `whole`"),
    ("2026-03-01", "2026‑03‑01", "look-alike", "is not the date `2026-03-01`"),
    ("2026-03-01", "２０２６-０３-０１", "look-alike", "is not the date `2026-03-01`"),
    ("minutes: 45", "minutes: ４５", "look-alike", "is not the number `45`"),
    ("later: no", "later: nо", "look-alike", "is not the value `no`"),
    ("level: high", "level: ＂high＂", "look-alike", "is not the value `high`"),
    ("voice: holt", "voice: hоlt", "look-alike", "is not the id `holt`"),
    ("  holt: {", "  hоlt: {", "look-alike", "is not the key `holt`"),
    ("https://example", "https：//example", "look-alike", "is not the address `https://example.org/why-we-strike`"),
    ("https://example", "\u200bhttps://example", "invisible-sign", "behind the colon: U+200B"),
    ("example.org/why", "example.org\u200b/why", "look-alike", "is not the address"),
    ('"The port of the town: a report."', "“The port of the town: a report.”", "look-alike", "“ is not a quotation"),
    ('"The port of the town: a report."', '"The port of the town: a report.”', "look-alike", "“””, U+201D"),
    ("'It is short: so it goes.'", "'It is short: so it goes.’", "look-alike", "“’”, U+2019"),
    ("[union-letter, other", "[union-letter، other", "look-alike", "“،”, U+060C, arabic comma"),
    ("'It is short: so it goes.'", "‘It is short: so it goes.’", "look-alike", "“‘” is not a quotation mark"),
    ("'It is short: so it goes.'", "«It is short: so it goes.»", "look-alike", "“«” is not a quotation mark"),
]  # fmt: skip


def loaded(text: str) -> Loaded[AnnotationFile]:
    source, problems = decode(File("a.yml", text.encode()))
    assert source
    assert not [problem for problem in problems if problem.severity != "notice"]
    return load(source, AnnotationFile)


CLEAN = loaded(TEXT).value


def test_the_clean_text_has_no_problem() -> None:
    assert loaded(TEXT).problems == ()


@pytest.mark.parametrize(("clean", "typed", "rule", "says"), CASES, ids=lambda text: ascii(text)[1:30])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_slip(clean: str, typed: str, rule: str, says: str, end: str) -> None:
    assert TEXT.count(clean) >= 1
    file = loaded(TEXT.replace(clean, typed, 1).replace("\n", end))
    found: tuple[Problem, ...] = in_order(file.problems)
    told = [(problem.rule, problem.message) for problem in found]
    assert {problem.rule for problem in found} == {rule}, told
    assert says in found[0].message
    # A pair of brackets is two signs.
    assert len(found) == (2 if typed[0] in "｛［" else 1), told
    at = TEXT.index(clean)
    line = TEXT[:at].count("\n") + 1
    assert found[0].line in (line, line + 1, line + 2)
    assert found[0].column <= len(found[0].source_line) + 1
    if "is not a quotation" not in says:
        assert file.value == CLEAN
    else:
        assert file.value


def test_a_look_alike_is_named_even_where_the_line_has_another_fault() -> None:
    found = in_order(loaded("summary： A test: it is\nauthor: x\n").problems)
    assert [(item.rule, item.line, item.column) for item in found] == [
        ("look-alike", 1, 8),
        ("yaml-syntax", 1, 16),
    ]
