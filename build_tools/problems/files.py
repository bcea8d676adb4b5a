"""Rules of files as such: their names, sizes and characters."""

from __future__ import annotations

from .wording import Words, wording


@wording()
def file_unreadable(reason: str) -> Words:
    """Everything in `docs/` and `annotations/` is a plain file or a plain folder, and can be read.

    Symbolic links are refused, wherever they lead: what they lead to would be published, and is not there in another
    copy of the project. So are named pipes, sockets and devices, a folder with the name of a file, and what your
    account has no permission to read. Nothing of it is opened. Put a plain file in its place, or delete it.
    """
    return Words(f"this file cannot be read: {reason}", "Put a plain file in its place, or delete it.")


@wording()
def file_name(what: str, name: str) -> Words:
    """The name of a file becomes an address on the site, so it keeps to a few characters.

    Lower-case letters `a` to `z`, digits and single hyphens, then `.md` or `.yml`. Articles stand directly in
    `docs/articles/`, annotation files directly in `annotations/`, techniques directly in `docs/techniques/`.

    Other files in `docs/`, such as pictures, may have letters of any script and spaces, but none of `"`, `#`, `%`,
    `*`, `:`, `<`, `>`, `?`, `\\`, `|`, nothing invisible, and no space or dot at the end.

    Wrong: `annotations/Talks (final).yml`. Right: `annotations/talks.yml`.
    """
    return Words(f"{what} cannot have this name", f"Rename it to `{name}`." if name else "Rename or move it.")


@wording()
def file_kind(ending: str, way_out: str) -> Words:
    """Only certain kinds of files are published.

    Everything in `docs/` gets an address on the site. In `docs/articles/` and `docs/techniques/` there may be
    texts (`.md`) and pictures (`.png`, `.jpg`, `.jpeg`, `.gif`, `.webp`, `.avif`). Elsewhere there may also be
    drawings (`.svg`, `.ico`), style sheets, scripts, fonts, data, documents for download, sound and film. Pages of
    plain HTML may not: they would come to readers without the site's protection against foreign scripts.
    """
    what = f"files that end in {ending} are" if ending else "a file without an ending is"
    return Words(f"{what} not published from this folder", way_out)


@wording()
def same_address(other: str) -> Words:
    """Two files are not published at one address.

    `about.md` and `about/index.md` both become the page `about/`. Names that differ only in capital letters are the
    same on some disks. Rename one of the two, or delete it.
    """
    return Words(f"{other} would be published at the same address", "Rename one of the two, or delete it.")


@wording()
def merge_conflict(lines: str) -> Words:
    """A file has no marks of a merge that nobody finished.

    Where two people changed the same lines, Git writes both versions into the file, between lines of `<<<<<<<`,
    `=======` and `>>>>>>>`. Keep one version of each place, or write one from both, and delete those lines. The file
    is read when none is left.
    """
    return Words(
        f"two versions stand here one below the other: the marks of a merge are in {lines}",
        "Keep the version that is right, and delete the other one and all these marks.",
    )


@wording()
def file_too_large(limit: int) -> Words:
    """A text of the project has at most 1 MB, that of a technique 30 kB, and every other file 20 MB.

    The longest articles have a tenth of that. A larger text is a mistake, such as a picture with the wrong
    name, and is not read. Films are better kept where films are kept.
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
