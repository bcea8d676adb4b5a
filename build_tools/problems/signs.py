"""Rules of signs: characters that nobody sees, and characters that are not what they look like."""

from __future__ import annotations

import unicodedata

from .shape import shortened
from .wording import Words, wording

CLEAN = "`markedcopy clean` with this file's name does it for you."


@wording("warning")
def byte_order_mark() -> Words:
    """A file does not begin with a byte-order mark.

    Some editors put this invisible character at the start of a file. It is ignored here, but other programs
    stumble over it. Choose “UTF-8” and not “UTF-8 with BOM” when you save, or let `markedcopy clean` remove it.
    """
    return Words(
        "the file begins with an invisible byte-order mark, which is ignored",
        "Save the file as “UTF-8”, not as “UTF-8 with BOM”.",
    )


@wording()
def bidi_control(char: str, more: str = "") -> Words:
    """No invisible characters that turn the direction of text around.

    They make a line look different from what it says, which is a known way to smuggle something past a
    reviewer. Right-to-left text needs none of them here: browsers order Arabic and Hebrew by themselves. The
    characters are the embeddings and overrides U+202A to U+202E and the isolates U+2066 to U+2069. Delete them; the
    message gives the column. `markedcopy clean` takes out pairs around words of one direction, which look the same
    without them.

    The marks U+200E, U+200F and U+061C, which people who write Arabic or Hebrew do type, turn nothing around. They
    may stand in every text with right-to-left letters.
    """
    return Words(
        f"an invisible character that changes the direction of text: {named(char)}{more}",
        "Delete it. It is easiest to type the words around it again.",
    )


@wording("notice")
def direction_mark(char: str, more: str = "") -> Words:
    """Invisible marks of direction are pointed out where no right-to-left letters are.

    U+200E, U+200F and U+061C belong into Arabic and Hebrew text, and are left alone there. In a file without such
    letters they have come along from a web page or a messenger. They change nothing, neither in the search for a
    quotation nor on the page. `markedcopy check --notices` tells of the first in a file.
    """
    return Words(f"an invisible mark of direction, which does nothing here: {named(char)}{more}")


@wording()
def line_end(char: str, more: str = "") -> Words:
    """Lines end with line feeds, and no text holds the invisible line ends of other programs.

    U+2028 and U+2029 come out of layout programs and online editors, U+0085 out of old computers, U+000B out of
    word processors and U+000C out of PDF files. Editors do not show them, but in YAML the first three end a line: the
    text would go on at the margin, and the message would be about a line that is right. Type a space in its place,
    or begin a new line as a key or text should begin. `markedcopy clean` puts a space.

    U+0085 is also “…” in Windows-1252. Where a file has other signs of that encoding, it is taken for one; else look
    which of the two belongs there.
    """
    hint = f"Type a space in its place.\n{CLEAN}"
    if char == "\x85":
        hint = "Type a space in its place, or “…” if the text has that: in Windows-1252 this is “…”."
    return Words(f"an invisible line end: {named(char)}{more}", hint)


@wording()
def control_character(char: str, meant: str = "", more: str = "") -> Words:
    """No control characters.

    NUL bytes, escape codes and the like come from damaged files or from copying out of a terminal. They are never
    part of a text, but some stand where a sign of the text has been: U+0080 to U+009F are the quotation marks, dashes
    and the like of Windows-1252, an older encoding, and U+001E is the hyphen of a word processor. The message says
    which sign it is, to be put in its place; `markedcopy clean` does that. Of others, look at the place in the
    source before you delete them.
    """
    if meant:
        return Words(
            f"a control character, {named(char)}{more}: this is {meant} {_ORIGIN.get(char, 'in Windows-1252')}",
            f"Put {meant} in its place.\n{CLEAN}",
        )
    return Words(
        f"a control character, {named(char)}, which no text needs{more}",
        "Look at this place in the source: if a sign stood there, type it. Else delete this one.",
    )


_ORIGIN = {"\x1e": "in Word"}


@wording("warning")
def mojibake(given: str, meant: str, more: str = "") -> Words:
    """Words are not garbled by a wrong encoding.

    “â€œ” is a “ that some program has read in another encoding than it was written in, and “Ã©” an é. Put the sign
    back that the source has. If the article was published with such a slip, the slip stays, and so does this
    warning until it is accepted.
    """
    return Words(
        f"“{shortened(given)}” is {shortened(meant)} read in a wrong encoding{more}",
        f"If the source has {shortened(meant)}, put it in place of all {len(given)} characters.",
    )


@wording()
def hidden_letters(given: str, letters: str, more: str = "") -> Words:
    """No letters that nobody sees.

    The tags U+E0000 to U+E007F are a second alphabet that no program shows. They belong behind one emoji, a black
    flag, of which they make the flag of England, Scotland or Wales. Elsewhere they hide words from people that
    machines read, such as orders to a chatbot. Delete them.
    """
    number = "a letter" if len(given) == 1 else f"{len(given)} letters"
    says = f", which say “{shortened(letters)}”" if letters else ""
    return Words(
        f"{number} that nobody can see{says}: {named(given[0])}{more}",
        "Delete them. It is easiest to type the words around them again.",
    )


@wording("warning")
def lost_character(char: str, more: str = "") -> Words:
    """No character has been lost on the way.

    “�” (U+FFFD) is what programs write in place of a character that they could not read, and U+FFFC what they leave
    of a picture. Signs for private use (U+E000 to U+F8FF) have a shape in one font alone, such as the bullets and
    arrows of word processors; readers see an empty box. Nobody can tell from them what was there: look at the source,
    and type it.
    """
    if char == "\ufffd":
        return Words(
            f"“�” stands for a character that was lost in copying{more}",
            "Look at the source, and type it here.",
        )
    if char == "\ufffc":
        return Words(
            f"U+FFFC stands for a picture or another object that was lost in copying{more}",
            "Delete it, or say in words of the article what is there.",
        )
    shape = f" Most often it is {_OF_WORD[char]}." if char in _OF_WORD else ""
    return Words(
        f"{named(char)} has a shape in one font alone, and readers see an empty box{more}",
        f"Look at the source, and type the sign that is there.{shape}",
    )


_OF_WORD = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf0e0": "→",
    "\uf0e8": "➔",
    "\uf06c": "●",
}
"""Signs of Word's fonts for lists."""


@wording()
def invisible_sign(given: str, where: str) -> Words:
    """Lines are indented, and keys are parted from values, by ordinary spaces and nothing else.

    No-break spaces come along from web pages, word processors and telephones, wide spaces from Chinese and Japanese
    keyboards, and signs of no width from messengers and web pages. They cannot be told from a space, or be seen at
    all, and to YAML they are letters. Inside a text they may stand. `markedcopy clean` puts ordinary spaces there and
    takes out what has no width.
    """
    (first, *others) = dict.fromkeys(given)
    signs = " and ".join([named(first), *map(named, others[:2])]) + (" and others" if len(others) > 2 else "")
    number = "a sign" if len(given) == 1 else f"{len(given)} signs"
    is_space = any(char.isspace() or char == "\u2800" for char in given)
    what = "that nobody can tell from a space" if is_space else "that nobody can see"
    hint = "Type ordinary spaces" if is_space else "Delete it"
    return Words(f"{number} {what} {where}: {signs}", f"{hint}.\n{CLEAN}")


@wording()
def look_alike(given: str, what: str, instead: str) -> Words:
    """The signs of YAML, the keys and the ids are those of the English keyboard.

    A colon, a hyphen, a comma, a bracket or a quotation mark of another keyboard looks alike and means nothing
    to YAML; word processors and telephones put dashes in place of hyphens and curly quotation marks in place of
    straight ones; and some letters of other scripts look like a Latin one. The message says which sign it is, and what
    to type. Inside a text they are all welcome.

    ```yaml
    summary：A test.              # wrong, a full-width colon
    – id: first-note              # wrong, a dash
    title: “Talks: a report”      # wrong, these marks do not protect the colon
    title: '“Talks: a report”'    # right
    title: "Talks: a report"      # right, if the marks are no part of the title
    ```
    """
    return Words(f"{given} is not {what}", instead)


@wording()
def space_missing(behind: str, instead: str) -> Words:
    """A space stands behind the hyphen of an item and behind the colon of a key.

    Wrong: `-id: first-note`, `kind:sourcing`. Right: `- id: first-note`, `kind: sourcing`.
    """
    return Words(f"a space is missing behind the {behind}", f"Write `{instead}`.")


def named(char: str) -> str:
    """`U+200F, right-to-left mark`: a character that cannot be shown."""
    name = unicodedata.name(char, "").lower() or _NAMES.get(char, "")
    return f"U+{ord(char):04X}" + (f", {name}" if name else "")


_NAMES = {"\x0b": "line tabulation", "\x0c": "form feed", "\x85": "next line"}
