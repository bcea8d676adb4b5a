"""Rules of the shape of a file: which keys it has, and what may stand under them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..model.addresses import read_address
from ..words.shorten import cut
from .closest import did_you_mean, one_of
from .wording import Words, wording

SHOWN = 60

# How to write the form that a value should have had.
_FORMS = {
    "a list": "Write `[first, second]`, or each item on a line of its own after “- ”.",
    "a mapping of keys": "Write each of its keys on a line of its own: `key: value`.",
    "a mapping of ids": "Write each id on a line of its own, with a colon, and what belongs to it below.",
}


@wording()
def missing_key(missing: Mapping[str, str]) -> Words:
    """Every key that the format requires is there.

    The message names the keys and says what belongs there. The page
    [annotation files](annotation-files.md) explains all the keys.
    """
    keys = list(missing)
    if len(keys) == 1:
        return Words(f"the key `{keys[0]}` is missing", f"Add `{keys[0]}:`. {missing[keys[0]]}".rstrip())
    named = ", ".join(f"`{key}`" for key in keys[:-1])
    hint = "\n".join(f"Add `{key}:`. {meaning}".rstrip() for key, meaning in missing.items())
    return Words(f"the keys {named} and `{keys[-1]}` are missing", hint)


@wording()
def unknown_key(
    key: str, known: Collection[str], *, below: str = "", beside: str = "", in_braces: bool = False
) -> Words:
    """Only keys of the format are used.

    A key that nobody reads would look as if it did something. It is either misspelt, or stands at the wrong
    level: check how far it is indented.
    """
    if below:
        return Words(
            f"`{key}` is part of `{below}`, and is not indented deeper than that",
            f"Put two more spaces before `{key}`, and before all that belongs to `{below}`.",
        )
    if beside:
        return Words(
            f"`{key}` is no part of `{beside}`, and is indented as if it were",
            f"Begin `{key}` in the same column as `{beside}`.",
        )
    if key in known:
        return Words(
            f"`{key}` does not go together with the other keys here",
            "Leave one of them out. A target has one of `exact`, `every`, `after` and `whole`; "
            "`prefix` and `suffix` go with `exact` and `after`.",
        )
    guess = did_you_mean(key, known)
    if " " in key and not guess:
        guess = (
            "If it belongs to the text before it, put that in quotation marks: in { } a comma ends a text.\n"
            if in_braces
            else "If it is a comment, begin the line with “# ”.\n"
            "If it goes on with the text above it, indent it deeper, and put that text in quotation marks.\n"
        )
    return Words(f"there is no key `{shortened(key)}` here", f"{guess}Known here: {one_of(known)}.")


@wording()
def wrong_type(found: str, wanted: str, meaning: str, instead: str = "") -> Words:
    """A value has the right form: a text, a list, or a mapping of keys.

    ```yaml
    establishes: The talks took place.      # wrong, a text
    establishes: [The talks took place.]    # right, a list with one item
    ```
    """
    return Words(
        f"{found} stands here where {wanted} is needed",
        "\n".join(filter(None, (meaning, instead or _FORMS.get(wanted)))),
    )


@wording()
def bad_value(says: str, options: Collection[str], given: str, meaning: str, form: str = "") -> Words:
    """A value is one of those that the format allows, such as a date that exists.

    Dates are written `2025-04-26`, or `2025-04` or `2025` when no more is known. Numbers are whole, and within the
    limits that the message names: a lesson and each of its steps take from 1 to 600 minutes, and are for ages from 5 to
    99.
    """
    guess = did_you_mean(given, options).rstrip()
    # The explanation of a choice usually names the options already.
    allowed = "" if all(f"`{option}`" in meaning for option in options) else f"Write {one_of(options)}."
    allowed = f"Write {form}." if form else allowed
    return Words(says, "\n".join(filter(None, (guess, allowed, meaning))))


@wording()
def empty_value(wanted: str, meaning: str) -> Words:
    """A key that is required has a value.

    An empty value, `~` and `null` are nothing. If the word “null” is meant, put it in quotation marks. A list
    that must have an item has at least one.
    """
    return Words(f"nothing stands here where {wanted} is needed", meaning)


@wording()
def text_too_long(name: str, length: int, limit: int, meaning: str) -> Words:
    """A text is not longer than it can be where it stands.

    `gist` has at most 90 characters, spaces included: it is read at a glance, beside the article and in lists. Keep the
    one point that the note makes.

    `missing` has at most 240 characters, spaces included: it interrupts a sentence that somebody is reading.
    Keep the one fact that a reader needs most, with its day. The rest belongs in `known`.

    The other limits are far above what anybody writes: 20,000 characters for a text, 100,000 for the words of a
    target, 8,000 for an address, 200 for an id. What is longer has got there by mistake.
    """
    return Words(f"`{name}` has {length:,} characters, and {limit:,} is the most it can have", meaning)


@wording()
def too_many(name: str, number: int, limit: int) -> Words:
    """Lists and mappings have no more items than readers can use.

    An article can have 2,000 notes, 2,000 attributions, 2,000 sources and 2,000 warnings that are accepted, 500 voices,
    1,000 corrections, and 200 items in any other list. Together its notes and attributions can have 10,000 targets, and
    make 100,000 marks: a stretch of the text counts once for every passage that it is part of. That is many times what
    the longest article needs. More come from a program that went wrong, and would make a page that no browser can show.
    What is above the limit is not read.
    """
    return Words(
        f"`{name}` has {number:,} items, and {limit:,} is the most it can have",
        "Remove those that do not belong here.",
    )


@wording()
def id_format(given: str, proposal: str) -> Words:
    """Ids are kebab-case: lower-case letters `a` to `z` and digits, in groups joined by single hyphens.

    They become addresses on the page (`…/#headline-required`) and have to work in every browser and every
    message. Once published they never change.

    Wrong: `Headline_Required`, `-headline`, `überschrift`. Right: `headline-required`.
    """
    hint = (
        f"Write `{proposal}`."
        if proposal
        else "Write lower-case words joined by hyphens, such as `headline-required`."
    )
    return Words(f"“{shortened(given)}” is not an id: small letters, digits and single hyphens only", hint)


@wording()
def link_scheme(given: str, *, picture: bool = False) -> Words:
    """Links are web addresses that begin with `https://` or `http://`.

    A reader can open those. Others (`javascript:`, `file:`, `mailto:`, addresses without a beginning) are useless or
    dangerous, and so are those that lead to another host than they seem to, such as `https://apnews.com@example.org/`.
    The rule is kept in the fields `url` and in links inside the text of notes. In an article, a link may also lead to
    a page of this site, and a picture must be one of its files.
    """
    address = read_address(given)
    if picture and address.is_web:
        return Words(
            f"the picture “{shortened(given)}” is on another server, which would see who reads the page",
            "Put the picture into the folder `docs/`, if you may, or write a link to it: without the “!”.",
        )
    why = f": it {address.reason}" if address.reason else ""
    hint = (
        f"Write `{shortened(address.advice)}`."
        if address.advice
        else "Write the whole address, as the browser shows it."
    )
    return Words(f"“{shortened(given)}” is not an http(s) address{why}", hint)


@wording()
def unknown_insert(name: str, known: Collection[str], *, again: bool) -> Words:
    """The comments in a technique's text that the site fills in are known, and stand there once.

    They are called `definition` and `uses`. Copy the two lines from the file of another technique.
    """
    if again:
        return Words(f"`{name}` stands here a second time", "Take out one of the two lines.")
    hint = f"{did_you_mean(name, known)}Known here: {one_of(known)}."
    return Words(f"there is nothing called “{shortened(name)}” to put in here", hint)


def shortened(text: str, limit: int = SHOWN) -> str:
    """The text in one line, cut when it is long."""
    return cut(" ".join(text.split()), limit)
