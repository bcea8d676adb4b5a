"""Rules of what belongs together: an article, its front matter and its annotations."""

from __future__ import annotations

from collections.abc import Collection

from .closest import closest_name, one_of
from .wording import Words, wording


@wording()
def annotation_without_article(article: str, slug: str = "", names: Collection[str] = ()) -> Words:
    """An annotation file has an article of the same name.

    `annotations/talks.yml` belongs to `docs/articles/talks.md`. One of the two names is misspelt, or the
    article is missing.
    """
    near = closest_name(slug, (name for name in names if name != slug))
    guess = f"Did you mean the article `{near}`? Then name it so: annotations/{near}.yml.\n" if near else ""
    return Words(
        f"there is no article {article}", f"{guess}Add the article, or give the two files the same name."
    )


@wording()
def note_beside_articles(name: str, holder: str, names: Collection[str]) -> Words:
    """A note in a file of its own stands in the folder of its article.

    Directly in `annotations/` stand the files of whole articles, with `summary`, `author` and a list of notes. A file
    that begins with `kind` or `technique` is one note: `annotations/talks/officials-not-named.yml` is the note
    `officials-not-named` on the article `talks`.
    """
    if holder:
        why = f"Its words stand in the article `{holder}`: move" if len(names) > 1 else "Move"
        return Words(_ONE_NOTE, f"{why} the file to annotations/{holder}/{name}.yml.")
    known = f" The articles are {one_of(sorted(names), 'and')}." if names else ""
    return Words(_ONE_NOTE, f"Move the file to annotations/<article>/{name}.yml.{known}")


_ONE_NOTE = "this is one note, and stands where the files of whole articles are"


@wording()
def note_without_article(slug: str, names: Collection[str]) -> Words:
    """The folder of an article's notes has the name of the article.

    The notes in `annotations/talks/` are on the article `docs/articles/talks.md`. The folder's name is misspelt, or the
    article is missing.
    """
    near = closest_name(slug, names)
    guess = f"Did you mean the folder annotations/{near}/? Move the file there.\n" if near else ""
    known = f"The articles are {one_of(sorted(names), 'and')}." if names else "There is no article yet."
    return Words(
        f"this note is in a folder for an article, and there is no docs/articles/{slug}.md", guess + known
    )


@wording()
def article_without_annotations(annotations: str) -> Words:
    """An article has an annotation file of the same name.

    Articles are shown here to be annotated. Add `annotations/<name>.yml`; `summary` and `author` are enough
    to begin with.
    """
    return Words(
        f"there is no annotation file {annotations}",
        "If the article was renamed, give its annotation file the new name too. Else add one, which may begin so:\n"
        "summary: What the article says, in one paragraph.\nauthor: Your name",
    )


@wording()
def two_annotation_files(other: str, what: str) -> Words:
    """An article has one annotation file, and a note one file.

    Both `talks.yml` and `talks.yaml` would belong to the same article. Move everything to one of them.
    """
    same = "is a file of the same note" if what == "a note" else "belongs to the same article"
    return Words(f"{other} {same}", "Move everything into one file and remove the other.")


@wording()
def notes_without_annotations(annotations: str) -> Words:
    """Notes in files of their own belong to an article's annotation file.

    The notes in `annotations/talks/` go with `annotations/talks.yml`, which holds what is said of the article as a
    whole. The folder's name is misspelt, or the file is missing.
    """
    return Words(
        f"this note is in a folder for an article, and there is no {annotations}",
        "Give the folder the name of the article, or add the file. It may begin so:\n"
        "summary: What the article says, in one paragraph.\nauthor: Your name",
    )


@wording()
def one_note_a_file(what: str, way_out: str) -> Words:
    """A file in the folder of an article's notes holds one note, whose keys begin their lines.

    ```yaml
    kind: sourcing
    technique: anonymous-source
    stance: question
    target: officials said
    ```

    There is no `annotations:` above them and no hyphen before them. Sources that only this note needs are declared
    under `sources:`, and `evidence:` is the list of their ids, as in every note.
    """
    return Words(what, way_out)


@wording()
def note_under_another_name(id: str, name: str, way_out: str) -> Words:
    """A note in a file of its own has the name of the file as its id.

    In `annotations/talks/officials-not-named.yml` stands the note `officials-not-named`. `id` can be left out there. If
    the note is published, its id stays, and the file gets its name.
    """
    return Words(f"the note’s id is `{id}`, and the file’s name says `{name}`", way_out)


@wording()
def declared_twice(what: str, id: str, where: str) -> Words:
    """A source or voice is declared once, in the article's annotation file or with a note.

    Every note of the article can name what is declared with another. If two notes came with the same source, one
    declaration is enough; if they are two, one of them needs another id.
    """
    return Words(
        f"the {what} `{id}` is declared {where} too",
        "Leave it out here if it is the same: the note can name it all the same. Else give it another id.",
    )


@wording()
def front_matter_missing(what: str, keys: str, *, is_open: bool) -> Words:
    """Articles and techniques begin with front matter.

    That is a block of YAML between two lines of three hyphens, the first of which is the first line of the
    file:

    ```markdown
    ---
    title: The headline
    publisher: The outlet
    ---

    The text begins here.
    ```
    """
    if is_open:
        return Words(
            f"the front matter of this {what} has a beginning and no end",
            "Put a second line `---` below the keys, above the text.",
        )
    return Words(
        f"this {what} does not begin with front matter",
        f"Begin the file with a line `---`, then the keys ({keys}), then a second line `---`.",
    )


@wording()
def front_matter_fence(what: str) -> Words:
    """The lines around front matter are three hyphens each, and nothing else.

    Word processors and telephones make one dash of two or three hyphens, and a space or a sign that nobody sees before
    them is one sign too many.
    """
    return Words(
        f"a line around the front matter of this {what} only looks like “---”",
        "Type three hyphens, with nothing before them. Look at the line above and below the keys.",
    )


@wording()
def article_empty() -> Words:
    """An article has text.

    Below the front matter stands the article, in plain Markdown.
    """
    return Words("the article has no text", "Put the text below the front matter.")


@wording("notice")
def unused_technique(name: str) -> Words:
    """Techniques that no note uses are listed on request.

    `markedcopy check --notices` shows them when the whole project is checked. Nothing needs to be done.
    """
    return Words(f"no note uses the technique `{name}`")
