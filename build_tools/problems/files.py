"""Rules of files as such: their names, sizes and characters."""

from __future__ import annotations

from .wording import Words, wording


@wording()
def file_unreadable(reason: str) -> Words:
    """Every file of the project can be read.

    A link that leads nowhere, in a circle or out of the project, a folder with the name of a file, or missing
    permissions stop the check of that file. Put a plain file in its place.
    """
    return Words(f"this file cannot be read: {reason}", "Put a plain file in its place.")


@wording()
def file_name(what: str, name: str) -> Words:
    """The name of a file becomes an address on the site, so it keeps to a few characters.

    Lower-case letters `a` to `z`, digits and single hyphens, then `.md` or `.yml`. Articles stand directly in
    `docs/articles/`, annotation files directly in `annotations/`, techniques directly in `docs/techniques/`.

    Wrong: `annotations/Talks (final).yml`. Right: `annotations/talks.yml`.
    """
    return Words(f"{what} cannot have this name", f"Rename it to `{name}`." if name else "Rename or move it.")


@wording()
def file_too_large(limit: int) -> Words:
    """A file of the project has at most 1 MB.

    The longest articles have a tenth of that. A larger file is a mistake, such as a picture with the wrong
    name, and is not read.
    """
    return Words(
        f"this file is larger than {limit:,} bytes and was not read", "Remove what does not belong in it."
    )


@wording()
def not_utf_8(reason: str, hint: str) -> Words:
    """Files are saved as UTF-8.

    In other encodings “é” or a curly quotation mark are other bytes, and quotations would not match the
    article. Most editors offer *Save with encoding*: choose UTF-8. Text copied from a word processor and
    saved as “Windows-1252” or “Unicode” (UTF-16) is the usual cause.
    """
    return Words(f"this file is not UTF-8: {reason}", hint)
