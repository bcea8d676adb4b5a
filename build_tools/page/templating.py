"""The Jinja environment of our own templates, which hold all HTML."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape
from markupsafe import Markup, escape

from ..model.names import KEY_QUESTION_NAMES, PART_NAMES, SIFT_NAMES, USING_NAMES
from .inline import inline_html, plain_text


class _Template(Template):
    """A template whose values are escaped in a third of the time: an article has thousands, most of them short."""

    @classmethod
    def from_code(cls, *given: Any, **named: Any) -> Template:
        template = super().from_code(*given, **named)
        template.root_render_func.__globals__["escape"] = _escaped
        return template


def _escaped(value: Any) -> str:
    """What `markupsafe.escape` gives, as a plain text where nothing in it has to be escaped."""
    kind = type(value)
    if kind is str and _IS_PLAIN(value):
        text: str = value
        return text
    return value if kind is Markup else escape(value)


_IS_PLAIN = re.compile("[^&<>\"']*+").fullmatch


class _Environment(Environment):
    template_class = _Template


@cache
def environment() -> Environment:
    """The environment: HTML escaped, unknown names an error, no blank lines left by tags."""
    result = _Environment(
        loader=PackageLoader("build_tools"),
        autoescape=select_autoescape(["html", "xml"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    result.globals |= {
        "part_names": PART_NAMES,
        "using_names": USING_NAMES,
        "key_question_names": KEY_QUESTION_NAMES,
        "sift_names": SIFT_NAMES,
    }
    result.filters |= {
        "inline": inline_html,
        "paragraphs": re.compile(r"\n[^\S\n]*\n\s*").split,
        "plain_text": plain_text,
        "typed": typed,
        "unescapable": unescapable,
    }
    return result


def load_templates() -> None:
    """Compile all templates of HTML and XML, which takes a fifth of a second."""
    for name in environment().list_templates(extensions=["html", "xml"]):
        environment().get_template(name)


@cache
def macros(name: str) -> Any:
    """The macros of the template `name`, as attributes."""
    return environment().get_template(name).make_module()


def render(name: str, **values: object) -> str:
    """Render the template `name`. HTML comes as other generators pass it on unchanged: see `inert`."""
    text = environment().get_template(name).render(**values)
    return inert(text) if name.endswith(".html") else text


def inert(html: str) -> str:
    """The same HTML, with nothing in it that Markdown or a template language would take for its own.

    A blank line would end a block of raw HTML in Markdown, whichever of its line breaks it is made of. (Line breaks
    inside `<pre>` are written as character references.) What begins a tag of Jinja, Liquid or Hugo does no more.
    """
    lines = _LINE_BREAK.split(html) if "\r" in html else html.split("\n")
    return _TEMPLATE_TAG.sub("&#123;", "\n".join(line for line in lines if line.strip(" \t\f\v")) + "\n")


_LINE_BREAK = re.compile(r"\r\n?|\n")
_TEMPLATE_TAG = re.compile(r"\{(?=[{%#])")


def typed(address: str) -> str:
    """The address as somebody types it who has it on paper, without what every browser adds."""
    return _SCHEME.sub("", address)


_SCHEME = re.compile(r"^https?://")


def unescapable(text: str) -> str:
    """Words for the front matter of another generator: they read the same whether it escapes them or not.

    Some print a title as it is, into text and into attributes; others escape it, so that it cannot be escaped here.
    What HTML and template languages would take for their own is therefore written with the sign that looks like it.
    """
    line = _BEGINS_A_QUOTATION.sub(lambda sign: {'"': "“", "'": "‘"}[sign[0]], " ".join(text.split()))
    line = line.translate(_LOOK_ALIKES)
    if unescape(line) != line:
        line = _REFERENCE.sub("＆", line)
    return re.sub(r"\{(?=[{%#])", "{ ", line)


_BEGINS_A_QUOTATION = re.compile(r"""(?<![^\s(\[{“‘«‹])["']""")
_LOOK_ALIKES = str.maketrans({"<": "‹", ">": "›", '"': "”", "'": "’"})
_REFERENCE = re.compile(r"&(?=#?[A-Za-z0-9])")
