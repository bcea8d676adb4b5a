"""Rules of an article's text: what its Markdown would swallow, and how much of everything is read."""

from __future__ import annotations

from html import unescape

from ..words.shorten import cut
from .signs import named
from .wording import Words, wording


@wording()
def words_not_shown(words: str) -> Words:
    """Every word of an article is shown.

    A row of a table that has more cells than the first row loses the others, in Markdown everywhere. Give
    the first row and the row of dashes under it as many cells as the longest row has. A bar that belongs to
    a word is written `\\|`.
    """
    return Words(
        f"these words are not shown: “{words}” stands in a cell for which the first row has no column",
        "Give the first two rows as many cells, or write `\\|` for a bar that belongs to the words.",
    )


@wording()
def container_not_closed(line: int, words: str) -> Words:
    """Page furniture ends with a line of nothing but `:::`.

    Without it nobody can say where the article goes on. The next line that begins with `:::` has to be that
    one: containers do not stand inside each other, and words behind the signs belong on a line of their own.

    ```markdown
    ::: furniture
    Scroll for next
    :::
    ```
    """
    hint = "Put a line with nothing but `:::` under the last line of the furniture."
    if words:
        hint += f"\nLine {line}, `{words}`, does not close it."
    return Words("this container is not closed", hint)


@wording("warning")
def container_holds_most(inside: int, outside: int) -> Words:
    """Page furniture is less than the article.

    A container goes on to the next line of nothing but `:::`. If one of these lines was lost, that is the end of
    another container or of the text, and what stands between is not counted as the outlet's words. Where a page
    does have more furniture than text, [accept the warning](index.md#accept-a-warning).
    """
    return Words(
        f"this container holds {inside:,} words, and the text outside of page furniture has {outside or 'none'}",
        "Put a line with nothing but `:::` under the last line that belongs to the web page and not to the article.",
    )


@wording()
def container_unknown(words: str) -> Words:
    """A line that begins with `:::` opens page furniture or closes it.

    Articles know one container, and it is opened by a line `::: furniture`, in small letters and with nothing
    behind it. Three colons that belong to the article are written `\\:::`.
    """
    bare = "".join(words.split()).strip(":")
    shown = cut(words, 40)
    if not bare:
        return Words(
            "this line closes no container",
            "Mend the line that was to open one, or remove this.\nIf the article has these signs, write `\\:::`.",
        )
    odd = next((char for char in words if char.isspace() and char not in " \t"), "")
    is_furniture = "".join(filter(str.isalpha, words)).casefold() == "furniture"
    if is_furniture and odd and words.startswith(":::"):
        return Words(f"`{shown}` opens nothing: its space is {named(odd)}", "Type an ordinary space.")
    if is_furniture:
        return Words(f"`{shown}` opens nothing", "Write `::: furniture`.")
    return Words(
        f"`{shown}` opens nothing",
        "Page furniture begins with `::: furniture` and ends with `:::`, each on a line of its own.\n"
        "If the article has these signs, write `\\:::`.",
    )


@wording("warning")
def signs_not_shown(kind: str, signs: str) -> Words:
    """Signs that are taken as Markdown are not words of the article by chance.

    Most signs are shown as they stand, those inside words among them. What remains can be meant either way:
    stars that might be emphasis or a footnote’s, a `>` or `#` in front of a line that may be no quotation or
    heading, a backslash. Each is named once, with what to write. If it is meant as Markdown and there is no
    other way to write it, [accept the warning](index.md#accept-a-warning).
    """
    return _SIGNS[kind](signs)


def _backslash(signs: str) -> Words:
    if signs == "\\":
        return Words(
            "this backslash is not shown: it breaks the line",
            "If the article has it, write `\\\\`. To break a line, end it with two spaces.",
        )
    if signs == "\\\\":
        return Words(
            "one of these two backslashes is not shown",
            "To show both, write three: `\\\\\\`. To show one, write one.",
        )
    return Words(
        f"this backslash is not shown, and `{signs[1]}` needs none",
        f"If the article has it, write `\\{signs}`. If not, leave it out.",
    )


def _emphasis(signs: str) -> Words:
    stars = "\\*" * len(signs)
    return Words(
        f"`{signs}` is not shown here and where its pair stands: it makes the words between emphasised",
        f"If these stars belong to the article, write `{stars}` in both places.\n"
        "If this is emphasis, write `\\*` for the other stars of the paragraph that are not, or accept the warning.",
    )


def _quotation(signs: str) -> Words:
    return Words(
        f"`{signs}` is not shown: it makes the line a quotation",
        f"If the article has the sign, write `\\{signs}`.\n"
        "If this is a quotation, put an empty line above it, or accept the warning.",
    )


def _heading(signs: str) -> Words:
    return Words(
        f"`{signs}` is not shown: it makes the line a heading",
        f"If the article has the sign, write `\\{signs}`.\nIf this is a heading inside the article, write `##`, "
        "with an empty line above.",
    )


def _hashes(signs: str) -> Words:
    return Words(
        f"`{signs}` is not shown: it is taken as the end of a heading",
        f"If the article has the sign, write `\\{signs}`. If not, leave it out.",
    )


def _title(signs: str) -> Words:
    return Words(
        f"“{signs}” is not shown: it is taken as the title of a link or picture",
        "If these are words of the article, write `\\(` for the bracket. If not, leave them out.",
    )


def _bare(signs: str) -> Words:
    return Words(
        f"`{cut(signs, 40)}` is not shown: it makes a link without words",
        "Write the words that carry it between the brackets, or leave the link out.\n"
        "If the article has these signs, write `\\[` for the bracket.",
    )


_SIGNS = {
    "backslash": _backslash,
    "bare": _bare,
    "emphasis": _emphasis,
    "quotation": _quotation,
    "heading": _heading,
    "hashes": _hashes,
    "title": _title,
}


@wording("warning")
def link_leads_nowhere(address: str, why: str, hint: str) -> Words:
    """Links and pictures of an article lead to something.

    An outlet’s own addresses, such as `/world/europe`, lead somewhere on its site and nowhere on this one: write
    them whole. A page of this site is named by its Markdown file (`other-article.md`,
    `../techniques/labeling.md`, with `#…` for a place on it), and a picture by its file in `docs/`. Whether a
    place on another page is there is told when the site is built. If what looks like a link is words of the article,
    write `\\[` for the bracket.
    """
    if not set(address) & set("/.#:"):
        hint = f"{hint}\nIf these are words of the article, write `\\[` for the bracket before them.".strip()
    return Words(f"`{address}` leads nowhere: {why}", hint or "Correct it, or leave the link out.")


@wording("warning")
def sign_as_code(code: str) -> Words:
    """Signs are typed as themselves: an article knows no HTML.

    `&amp;` or `&nbsp;` is what a web page's source has for “&” and a no-break space. It is shown as it
    stands, five or six signs long, so type the sign. If the article itself has the code, perhaps because it is
    about web pages, write `\\&amp;`.
    """
    sign = unescape(code)
    shown = f"“{sign}”" if sign.isprintable() and not sign.isspace() else " and ".join(map(named, sign))
    return Words(
        f"`{code}` is shown as it stands, and not as a sign",
        f"If the article has the sign, type it: {shown}.\nIf the article has `{code}`, write `\\{code}`.",
    )


@wording()
def too_much(what: str, limit: int) -> Words:
    """An article keeps to sizes that no real one reaches.

    A book has fewer lines, headings or brackets than are read here. More of them is a mistake, or an attempt to
    keep the check busy, and the text is not read. Split it, or remove what does not belong in it.
    """
    return Words(
        f"this article has more than {limit:,} {what}, and its text was not read",
        "Remove what does not belong in it, or make two articles of it.",
    )
