"""Slips of typing that look right: signs that YAML does not take for what they look like, and spaces that are missing.

A file is gone through line by line as somebody reads it who knows the keys of the format. What stands inside a text is
left alone. Each slip has an edit with which the file can be read on.

Long because it is one reader with one state: what a sign means at a place depends on all
that is open there, be it a list, a text in quotation marks, a block of text or a bracket.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from ..model.ids import ID_PATTERN
from ..problems import causes, signs, yaml
from ..problems.problem import Problem
from ..problems.wording import Wording
from ..words.invisible import INVISIBLE
from ..words.shorten import cut
from .alike import BULLETS, COLONS, HYPHENS, QUOTES, SPACES, difference, levelled
from .edits import Edit
from .schema import Keys
from .text import Source

_ODD = SPACES + INVISIBLE
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_INDENT = re.compile(rf"[ \t{_ODD}]*")
_GAP = _INDENT
_PLAIN_GAP = re.compile(r"[ \t]*")
_IS_ODD = re.compile(f"[{_ODD}]")
_QUOTE_MARKS = "".join(QUOTES) + "\"'"
_KEY = re.compile(
    rf"(?P<open>[{_QUOTE_MARKS}]?)(?P<key>[\w\-{HYPHENS}{INVISIBLE}]{{1,80}})(?P<close>[{_QUOTE_MARKS}”’»」』]?)"
    rf"(?P<gap>[ \t{_ODD}]*)(?P<colon>[:{COLONS}])(?P<after>[ \t{_ODD}]*)"
)
_BLOCK = re.compile(rf"([|>＞｜])([-+{HYPHENS}]?)[1-9]?[-+]?[ \t]*(?:#.*)?\Z")
_NUMBER = re.compile(r"(?:[0-9]{1,3}[.)]|-{2,3}|[–—]{2,3})[ \t]*")
"""What begins an item elsewhere."""
_CODE = re.compile(r"(?:`{3,}|~{3,})[\w-]*[ \t]*\Z")
_OPENING = {"［": "[", "【": "[", "〔": "[", "｛": "{"}
_CLOSING = {"］": "]", "】": "]", "〕": "]", "｝": "}"}
_CURLY = {'"': "“”„»«＂", "'": "‘’‚›‹＇"}
_DOUBLE = re.compile(r"(?:[^\"\\]|\\.)*+\"")
_SINGLE = re.compile("(?:[^']|'')*+'")
_COMMAS = "，、﹐､،;；"
_FLOW = re.compile(rf"""[\[\]{{}},'"\#{"".join((*_OPENING, *_CLOSING))}{_COMMAS}]""")


_SHOWN = 100
"""Characters of a text that a message shows in other quotation marks."""
_MOST = 5_000
"""Slips after which nobody reads on."""
_DEEPEST = 100
"""Lists and mappings in each other at which nobody reads on."""


class Slip(NamedTuple):
    """A slip, and how it is mended."""

    edit: Edit
    rule: Wording[...]
    span: tuple[int, int]
    """Where it is shown."""
    arguments: tuple[Any, ...]
    """Of the rule's wording."""
    is_sure: bool = True
    """Whether the edit is what was meant, and not only a way to read on."""

    @property
    def kind(self) -> tuple[str, str]:
        """What it has in common with others that were made in the same way: the rule, and the sign."""
        what = str(self.arguments[0]) if self.arguments else ""
        return self.rule.id, what[:1] if self.rule is signs.invisible_sign else what

    def problem(self, source: Source) -> Problem:
        """What it is told as."""
        return self.rule.at(source.place(*self.span), *self.arguments)


def slips(source: Source, start: int, end: int, keys: Keys) -> tuple[Slip, ...]:
    """The slips in the YAML between two offsets of a source, in order."""
    reader = _Reader(source, start, end, keys)
    reader.run()
    return tuple(sorted(reader.found, key=lambda slip: slip.edit))


class _Reader:
    def __init__(self, source: Source, start: int, end: int, keys: Keys) -> None:
        self.source = source
        self.text = source.text
        self.start = start
        self.end = end
        self.keys = keys
        self.found: list[Slip] = []
        self.columns: list[int] = []
        """Where the open mappings and lists stand, from 0."""
        self.lists: set[int] = set()
        """Which of them are lists."""
        self.empty = ""
        """The key in the line before, if nothing stands behind it."""
        self.name = ""
        """The key whose value is being read."""
        self.plain: int | None = None
        """The column of the key whose value is an open plain text: deeper lines go on with it."""
        self.block: int | None = None
        """The same of a text behind `|` or `>`."""
        self.quote = ""
        """The quotation mark that closes the open text."""
        self.flow: list[str] = []
        """The brackets that are open, as YAML would have them."""

    def run(self) -> None:
        for match in _LINE.finditer(self.text, self.start, self.end):
            line_end = match.end()
            while line_end > match.start() and self.text[line_end - 1] in "\r\n":
                line_end -= 1
            self._line(match.start(), line_end)
            if match.end() == self.end or len(self.found) > _MOST or len(self.columns) > _DEEPEST:
                break

    def _line(self, at: int, end: int) -> None:
        body = self._match(_INDENT, at, end).end()
        if body == end:
            self._blank(at, end)
            return
        if self.quote:
            self._in_quotes(at, end)
            return
        if self.flow:
            self._indentation(at, body, None)
            self._in_flow(body, end)
            return
        ascii_width = len(self.text[at:body]) - len(self.text[at:body].lstrip(" "))
        column = self._column(at, body)
        if self.block is not None:
            if ascii_width > self.block:
                return
            if column > self.block and ascii_width < column and not self._key_at(body, end):
                self._indentation(at, body, column)
                return
            self.block = None
        if self.plain is not None and column > self.plain:
            if _IS_ODD.search(self.text, at, body) and self._key_at(body, end):
                # Wider than its neighbours by a sign that is no space: a key all the same.
                column = max((open_at for open_at in self.columns if open_at <= column), default=column)
            else:
                if ascii_width <= self.plain:
                    self._indentation(at, body, column)
                return
        self._indentation(at, body, column)
        if not self._is_edge(at, end) and not self.text.startswith(("#", "---", "..."), body):
            self._items(body, end, column)

    def _blank(self, at: int, end: int) -> None:
        """A line in which nothing can be seen."""
        is_inside = self.quote or self.flow or (self.block is not None and self.text.startswith(" ", at))
        if not is_inside and _IS_ODD.search(self.text, at, end):
            self._invisible(at, end, "in a line of its own", "")

    def _is_edge(self, at: int, end: int) -> bool:
        """Whether a line begins a document or a block of code. Without it the file goes on with what is below."""
        if _CODE.match(self.text, at, end):
            cause = (causes.code_block(),)
            self.found.append(Slip(Edit(at, end, ""), yaml.yaml_syntax, (at, end), cause, False))
            return True
        is_edge = self.text.startswith("---", at)
        if is_edge and self.columns and not self.text[at + 3 : end].strip():
            self.found.append(Slip(Edit(at, end, ""), yaml.several_documents, (at, at + 3), (), False))
        return is_edge

    def _match(self, pattern: re.Pattern[str], at: int, end: int) -> re.Match[str]:
        match = pattern.match(self.text, at, end)
        assert match
        return match

    def _column(self, at: int, body: int) -> int:
        """How far a line is indented, as it looks."""
        visible = re.sub(f"[{INVISIBLE}]", "", self.text[at:body])
        wide = len(visible) + visible.count("\u3000")
        is_narrow = wide not in self.columns and len(visible) in self.columns and not self.empty
        return len(visible) if is_narrow else wide

    # --- what begins a line --------------------------------------------------------------------------

    def _items(self, at: int, end: int, column: int) -> None:
        """The hyphens of items at the beginning of a line, then what stands behind them."""
        expects_list = self.empty in self.keys.lists
        self.columns = [open_at for open_at in self.columns if open_at <= column]
        self.lists &= set(self.columns)
        while at < end and len(self.columns) <= _DEEPEST:
            behind = self._hyphen(at, end, expects_list or column in self.lists)
            if behind is None:
                break
            self._open(column, is_list=True)
            expects_list = False
            self.plain, self.empty = column, ""
            column += max(behind - at, 2) if self.text[at] in "- " else 2
            at = behind
        self._entry(at, end, column)

    def _hyphen(self, at: int, end: int, is_list: bool) -> int | None:
        """Where an item's content begins, if an item begins here."""
        char = self.text[at]
        number = _NUMBER.match(self.text, at, end)
        if number and self._known_key_at(number.end(), end):
            given = number[0].rstrip()
            what = "the hyphen that begins an item"
            self._alike(
                Edit(at, number.end(), "- "), at, at + len(given), what, "Type “- ”, a hyphen and a space."
            )
            return number.end()
        behind = self._match(_GAP, at + 1, end).end()
        gap = self.text[at + 1 : behind]
        if char == "-":
            if _IS_ODD.search(gap):
                self._invisible(at + 1, behind, "behind the hyphen", " ")
            elif not gap and behind < end:
                if not (is_list or self._known_key_at(behind, end)) or self.text[behind] == "-":
                    return None
                shown = cut(self.text[behind:end], 30)
                self._slip(
                    Edit(at + 1, at + 1, " "), signs.space_missing, (at, at + 1), "hyphen", f"- {shown}"
                )
            return behind
        if char not in HYPHENS + BULLETS or (char in "*+" and not gap):
            return None
        # Neither text nor alias can begin like this.
        is_list = is_list or (char == "*" and bool(self.empty))
        if not (self._known_key_at(behind, end) or (is_list and gap)):
            return None
        self._alike(
            Edit(at, behind, "- "),
            at,
            at + 1,
            "the hyphen that begins an item",
            "Type “- ”, a hyphen and a space.",
        )
        return behind

    def _entry(self, at: int, end: int, column: int) -> None:
        """A key with its value, or a value alone."""
        self.empty = ""
        if at == end:
            return
        key = self._key_at(at, end)
        if key is None:
            self._value(at, end, self.plain if self.plain is not None else -1)
            return
        self._open(column, is_list=False)
        name = levelled(key["key"])
        self._mend_key(key, name)
        self.name = name
        if key.end() == end:
            self.empty, self.plain = name, None
        else:
            self._value(key.end(), end, column)

    def _open(self, column: int, *, is_list: bool) -> None:
        if column not in self.columns:
            self.columns.append(column)
        if is_list:
            self.lists.add(column)

    def _known_key_at(self, at: int, end: int) -> bool:
        match = _KEY.match(self.text, at, end)
        return match is not None and levelled(match["key"]) in self.keys.all

    def _key_at(self, at: int, end: int) -> re.Match[str] | None:
        """A key here, however it is written; None when this is a text."""
        match = _KEY.match(self.text, at, end)
        if match is None:
            return None
        name = levelled(match["key"])
        is_known = name in self.keys.all
        if match["open"] and (match["open"] in "\"'" or not is_known or not match["close"]):
            return None
        if match["close"] and not match["open"]:
            return None
        ends = match.end() == end
        if match["colon"] != ":":
            is_id = re.fullmatch(ID_PATTERN, name) is not None
            return match if is_known or (is_id and ends and bool(self.columns)) else None
        return match if match["after"] or ends or is_known else None

    def _mend_key(self, key: re.Match[str], name: str) -> None:
        given = key["key"]
        is_odd = name in self.keys.all or (name.isascii() and re.search("[A-Za-z]", given) is not None)
        if key["open"]:
            self._alike(
                Edit(key.start(), key.end("close"), name),
                key.start(),
                key.end("close"),
                f"the key `{name}`",
                f"Write `{name}`, without quotation marks.",
            )
        elif given != name and is_odd:
            inside = re.search(f"[{INVISIBLE}]+", given)
            if inside and re.sub(f"[{INVISIBLE}]", "", given) == name:
                at = key.start("key") + inside.start()
                where = f"before the key `{name}`" if inside.start() == 0 else f"in the key `{name}`"
                self._slip(
                    Edit(*key.span("key"), name),
                    signs.invisible_sign,
                    (at, at + len(inside[0])),
                    inside[0],
                    where,
                )
            else:
                self._slip(
                    Edit(*key.span("key"), name),
                    signs.look_alike,
                    key.span("key"),
                    f"“{given}”",
                    f"the key `{name}`",
                    _sentence(difference(given), f"Type `{name}`."),
                )
        if _IS_ODD.search(key["gap"]):
            self._invisible(*key.span("gap"), "before the colon", "")
        self._mend_colon(key, name)

    def _mend_colon(self, key: re.Match[str], name: str) -> None:
        at = key.start("colon")
        behind = self.text[key.end() : key.end() + 1] not in ("", "\r", "\n") and key.end() < self.end
        if key["colon"] != ":":
            space = " " if behind else ""
            self._alike(
                Edit(at, key.end(), f":{space}"),
                at,
                at + 1,
                "the colon of YAML",
                "Type “: ”, a colon and a space.",
            )
        elif _IS_ODD.search(key["after"]):
            self._invisible(*key.span("after"), "behind the colon", " " if behind else "")
        elif not key["after"] and behind and self.text[key.end()] != ":":
            shown = cut(self.text[key.end() : self._line_end(key.end())], 30)
            self._slip(
                Edit(at + 1, at + 1, " "), signs.space_missing, (at, at + 1), "colon", f"{name}: {shown}"
            )

    def _line_end(self, at: int) -> int:
        line, _ = self.source.position(at)
        return min(self.source.end_of_line(line), self.end)

    # --- what stands behind a key or a hyphen --------------------------------------------------------

    def _value(self, at: int, end: int, column: int) -> None:
        char = self.text[at]
        self.plain = None
        if block := _BLOCK.match(self.text[at:end]):
            self.block = column
            if char in "＞｜":
                meant = ">" if char == "＞" else "|"
                self._alike(Edit(at, at + 1, meant), at, at + 1, f"the “{meant}” of YAML", f"Type {meant}")
            if block[2] and block[2] not in "-+":
                self._alike(Edit(at + 1, at + 2, "-"), at + 1, at + 2, "the hyphen of YAML", "Type a hyphen.")
        elif char in "\"'":
            self.quote = char
            if not self._closed_by_another(at, end):
                self._in_quotes(at + 1, end)
        elif char in "[{" or (char in _OPENING and self._is_bracketed(char)):
            self._in_flow(at, end)
        else:
            self.plain = column
            if char in QUOTES and re.search(r":[ \t]|:\Z|[ \t]#", self.text[at:end]):
                self._curly(at, end)

    def _is_bracketed(self, char: str) -> bool:
        keys = self.keys.mappings if _OPENING[char] == "{" else self.keys.lists | self.keys.ids
        return self.name in keys

    def _curly(self, at: int, end: int) -> None:
        """A text in quotation marks that do not protect it."""
        value = self.text[at:end].rstrip()
        single = "'" + value.replace("'", "''") + "'"
        closing = QUOTES[value[0]]
        lines = [f"Put straight ones around it: {cut(single, _SHOWN)}"]
        if len(value) > 1 and value[-1] in closing + "”’»" and '"' not in value and "\\" not in value:
            lines.append(f'If the marks are not to be seen on the page: "{cut(value[1:-1], _SHOWN)}"')
        shown = f"“{value[0]}”" if value[0] not in "“”" else value[0]
        what = "a quotation mark to YAML, and this text needs some: it has a colon or a number sign in it"
        edit = Edit(at, at + len(value), single)
        self.found.append(Slip(edit, signs.look_alike, (at, at + 1), (shown, what, "\n".join(lines)), False))

    def _closed_by_another(self, at: int, end: int) -> bool:
        """Whether a text stays open because a curly quotation mark stands at its end. If so, it is told of."""
        last = len(self.text[at:end].rstrip()) + at - 1
        if self.text[last] not in _CURLY[self.quote] or self.quote in self.text[at + 1 : last]:
            return False
        below = self.text[end : end + 200].lstrip().lstrip("- ")
        key = _KEY.match(below)
        if below and not (key and levelled(key["key"]) in self.keys.all):
            return False
        what = f"the quotation mark that closes {self.quote}"
        self._alike(Edit(last, last + 1, self.quote), last, last + 1, what, f"Type {self.quote}")
        self.quote = ""
        return True

    def _in_quotes(self, at: int, end: int) -> None:
        """The rest of a line in quotation marks."""
        behind = self._closed(at, end)
        if behind is not None and self.flow:
            self._in_flow(behind, end, is_start=False)

    def _closed(self, at: int, end: int) -> int | None:
        """Where the open quotation marks are closed in a line; None when they stay open."""
        closing = _DOUBLE if self.quote == '"' else _SINGLE
        match = closing.match(self.text, at, end)
        if match is None:
            return None
        self.quote = ""
        return match.end()

    def _in_flow(self, at: int, end: int, *, is_start: bool = True) -> None:
        """The rest of a line between brackets."""
        at = self._flow_key(at, end) if is_start else at
        while match := _FLOW.search(self.text, at, end):
            at, char = match.end(), match.group()
            if char in "\"'":
                if self.text[match.start() - 1] in " \t\r\n[{,:" or match.start() == self.start:
                    self.quote = char
                    behind = self._closed(at, end)
                    if behind is None:
                        return
                    at = behind
            elif char == "#":
                if self.text[match.start() - 1].isspace():
                    return
            elif char in "[{" or (char in _OPENING and self._may_open(match.start())):
                self._bracket(match.start(), _OPENING.get(char, char), is_opening=True)
                at = self._flow_key(at, end)
            elif char in "]}" or (char in _CLOSING and self.flow[-1:] == [_PAIRED[_CLOSING[char]]]):
                self._bracket(match.start(), _CLOSING.get(char, char), is_opening=False)
                if not self.flow:
                    return
            elif char == "," or self._is_comma(match.start(), at, end):
                at = self._flow_key(at, end)

    def _may_open(self, at: int) -> bool:
        before = self.text[max(at - 3, self.start) : at].rstrip()
        return not self.flow or (self.text[at] == "｛" and before.endswith((",", "[", "，", ":", "：")))

    def _bracket(self, at: int, meant: str, *, is_opening: bool) -> None:
        char = self.text[at]
        if char != meant:
            self._alike(Edit(at, at + 1, meant), at, at + 1, f"the “{meant}” of YAML", f"Type {meant}")
        if is_opening:
            self.flow.append(meant)
        elif self.flow:
            self.flow.pop()

    def _is_comma(self, start: int, behind: int, end: int) -> bool:
        """Whether a sign that looks like a comma parts two entries. If so, it is told of."""
        if self.text[start] not in _COMMAS or not self.flow:
            return False
        gap = self._match(_GAP, behind, end).end()
        in_ids = self.flow[-1] == "[" and self.name in self.keys.ids
        if not in_ids and not (self.flow[-1] == "{" and self._known_key_at(gap, end)):
            return False
        self._alike(
            Edit(start, gap, ", "),
            start,
            start + 1,
            "the comma between two items",
            "Type “, ”, a comma and a space.",
        )
        return True

    def _flow_key(self, at: int, end: int) -> int:
        """Where what stands at the beginning of an entry ends: a key with its colon, or nothing."""
        body = self._match(_GAP, at, end).end()
        if _IS_ODD.search(self.text, at, body) and body < end:
            is_space = any(char.isspace() for char in self.text[at:body])
            self._invisible(at, body, "before this", " " if is_space else "")
        if self.flow[-1:] == ["{"] and self._known_key_at(body, end) and (key := self._key_at(body, end)):
            self.name = levelled(key["key"])
            self._mend_key(key, self.name)
            return key.end()
        return body

    # --- what is told --------------------------------------------------------------------------------

    def _indentation(self, at: int, body: int, column: int | None) -> None:
        if _IS_ODD.search(self.text, at, body):
            width = self._column(at, body) if column is None else column
            key = (
                None
                if re.search(f"[{SPACES}]", self.text[at:body])
                else self._key_at(body, self._line_end(body))
            )
            where = f"before the key `{levelled(key['key'])}`" if key else "at the beginning of this line"
            self._invisible(at, body, where, " " * width)

    def _invisible(self, start: int, end: int, where: str, instead: str) -> None:
        given = "".join(_IS_ODD.findall(self.text, start, end))
        first = self._match(_PLAIN_GAP, start, end).end()
        self._slip(Edit(start, end, instead), signs.invisible_sign, (first, end), given, where)

    def _alike(self, edit: Edit, start: int, end: int, what: str, instead: str) -> None:
        given = self.text[start:end]
        shown = f"“{given}”" + (f", {signs.named(given)}," if len(given) == 1 else "")
        self._slip(edit, signs.look_alike, (start, end), shown, what, instead)

    def _slip(self, edit: Edit, rule: Wording[...], span: tuple[int, int], *arguments: Any) -> None:
        self.found.append(Slip(edit, rule, span, arguments))


_PAIRED = {"]": "[", "}": "{"}


def _sentence(first: str, then: str) -> str:
    return f"{first[:1].upper()}{first[1:]}.\n{then}" if first else then
