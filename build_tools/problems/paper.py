"""Rules of what is made of an article for paper."""

from __future__ import annotations

from collections.abc import Sequence

from .wording import Words, wording


@wording()
def paper_not_made(reason: str) -> Words:
    """What a class is given on paper can be made of every article.

    Only the build looks at this, for it makes the files. When it cannot, that is no fault of the article: please report
    it, with the message and the article. Until it is mended the site can be built without any PDF: in `mkdocs.yml`,
    `extra:`, `classroom:`, set `paper: false`.
    """
    return Words(
        f"no PDF can be made of this article: {reason}",
        "Please report this with the article. To build without any PDF, set `paper: false` in mkdocs.yml, under\n"
        "`extra:`, `classroom:`.",
    )


@wording()
def font_damaged(files: Sequence[str], reason: str) -> Words:
    """The fonts that an edition has of its own are whole.

    Only the build looks at this, for it sets the sheets. A font can begin as one and be damaged further on, when it was
    not copied to its end. Put a whole copy in its place, or take it out of the folder that `fonts` names in
    `mkdocs.yml`, under `extra:`, `classroom:`.
    """
    return Words(
        f"no PDF can be made with a font of `extra: classroom: fonts:`: {', '.join(files)} is damaged ({reason})",
        "Put a whole copy in its place, or take it out of that folder.",
    )
