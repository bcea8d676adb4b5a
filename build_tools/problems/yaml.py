"""Rules of YAML: which part of the language the project's files use."""

from __future__ import annotations

from .wording import Words, wording


@wording()
def yaml_syntax(cause: Words) -> Words:
    """The file is valid YAML.

    The usual causes: a text with `: ` or ` #` in it, or one that begins with a quotation mark, `[`, `{`, `*`,
    `&`, `!`, `%`, `@` or a backtick, without quotation marks around it; a quotation mark that is never
    closed; a line indented by one space too many or too few.

    ```yaml
    observation: The headline says: no talks.     # wrong, a second colon
    observation: "The headline says: no talks."   # right
    observation: >-                               # right, and good for long text
      The headline says: no talks.
    ```
    """
    return cause


@wording()
def hash_cuts_text() -> Words:
    """A text with ` #` in it stands in quotation marks.

    For YAML a comment begins at a number sign behind a space, and the rest of the line is gone. That goes for a text
    that begins with one, and for a line of a longer text too. The rule looks at words for people to read; behind an
    id, a date, a number or one of a few words, a comment is a comment.

    ```yaml
    observation: The report uses the hashtag #OpenPort once.     # wrong
    observation: "The report uses the hashtag #OpenPort once."   # right
    ```

    A comment on a text can always stand in a line of its own, not indented deeper than the key.
    """
    return Words(
        "from # on this is a comment, and not part of the text before it",
        "Put the whole text in quotation marks, or write it below the key after `>-`.\n"
        "If it is a comment, put it in a line of its own, above the key.",
    )


@wording("warning")
def comment_behind_text() -> Words:
    """A comment on a text stands in a line of its own.

    Behind two spaces, and with a space behind the number sign, it is most likely meant as a comment, and is left
    out. Readers will not see it. In a line of its own nobody can take it for a part of the text.
    """
    return Words(
        "this is a comment, and readers will not see it",
        "Put it in a line of its own, above the key. If it belongs to the text, put that in quotation marks.",
    )


@wording("warning")
def escape_in_text(escape: str) -> Words:
    """In "double" quotation marks a backslash is no letter.

    Together with the letter behind it, it stands for a sign that cannot be seen: `\\n` for a line break, `\\t` for a
    tab. In `"C:\\new"` the page would have no backslash and no “n”. In 'single' quotation marks, and in none, a
    backslash is just that.
    """
    return Words(
        f"in these quotation marks “{escape}” is white space, and no backslash with a letter",
        "If you mean the backslash, write it twice, or put the text in 'single' quotation marks.",
    )


@wording()
def tab() -> Words:
    """Lines are indented with spaces, never with tabs.

    YAML forbids tabs there, because nobody can see how wide they are. Set your editor to insert spaces.
    """
    return Words("a tab in the indentation", "Put two spaces in its place for each level.")


@wording()
def empty_file() -> Words:
    """A file has something in it.

    An annotation file needs at least `summary` and `author`.
    """
    return Words("there is nothing in this file", "Write it, or remove the file.")


@wording()
def nested_too_deep(limit: int) -> Words:
    """Lists and mappings are not nested more than 32 deep.

    The format needs eight levels. More is a mistake, such as a row of opening brackets, and is not read on.
    """
    return Words(
        f"lists or mappings are nested more than {limit} deep here", "Close the brackets before this."
    )


@wording()
def duplicate_key(key: str, line: int, *, may_begin: bool) -> Words:
    """A key stands only once in its mapping.

    YAML programs keep one of the two and drop the other without a word. Two notes go into one list under
    `annotations:`, each beginning with `- `; two sources need two ids.
    """
    hint = f"The first is in line {line}. Remove one of them, or rename it."
    if may_begin:
        what = "note" if key == "id" else "item of the list"
        hint += f"\nIf a new {what} begins here, put “- ” before it."
    return Words(f"`{key}` stands here a second time", hint)


@wording()
def key_not_text() -> Words:
    """A key is a word.

    YAML allows a list, a mapping or nothing at all as a key. The format has no use for that; most often a
    word before the colon is missing.
    """
    return Words("this key is not a word", "Write `key: value`.")


@wording()
def alias(what: str) -> Words:
    """No anchors (`&name`) and no aliases (`*name`).

    They make one part of the file stand for another, so that a change in one place changes a note somewhere
    else, unseen in the diff. A few such lines can also blow up to gigabytes. Repeat the text. If the text
    itself begins with `*` or `&`, put it in quotation marks.
    """
    return Words(
        f"{what} is not used in these files",
        "Repeat the text. If the text itself begins with this sign, put it in quotation marks.",
    )


@wording()
def merge_key() -> Words:
    """No merge keys (`<<`).

    What they bring in cannot be seen where it applies. Write the keys out.
    """
    return Words("`<<` (a merge key) is not used in these files", "Write out the keys it stands for.")


@wording()
def yaml_tag(name: str) -> Words:
    """No tags (`!!str`, `!name`).

    Tags change the type of a value, or call upon a program to make one. Here every value is text, and the
    format says what it means. If the text itself begins with `!`, put it in quotation marks.
    """
    return Words(
        f"the tag `{name}` is not used in these files",
        "Remove it. If the text itself begins with “!”, put it in quotation marks.",
    )


@wording()
def several_documents() -> Words:
    """One file, one document.

    A line `---` begins a second YAML document, which other programs would silently ignore. Remove the line,
    or move what follows to a file of its own.
    """
    return Words("a second YAML document begins here", "Remove this line, or move the rest to another file.")
