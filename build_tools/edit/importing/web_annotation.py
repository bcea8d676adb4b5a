"""W3C Web Annotations: JSON-LD. https://www.w3.org/TR/annotation-model/"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from .foreign import BadFileError, Claim, Foreign, as_list, as_text, left_over, name_of, read_json, unnamed

_LISTS = ("items", "first", "@graph", "annotations", "rows")
_OF_TEXT = (
    "TextualBody",
    "SpecificResource",
    "oa:TextualBody",
    "oa:SpecificResource",
    "cnt:ContentAsText",
    "oa:Tag",
)
"""What a body is that is words, or names them."""
_TAGGING = frozenset({"tagging", "classifying"})
_OWN = re.compile(r"^https?://www\.w3\.org/ns/(?:oa|activitystreams|anno)#")
_SHORT = {
    **{
        f"has{name}": name.lower()
        for name in ("Body", "Target", "Source", "Selector", "Purpose", "Scope", "State")
    },
    "motivatedBy": "motivation",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#value": "value",
    "http://purl.org/dc/terms/format": "format",
    "http://purl.org/dc/elements/1.1/language": "language",
}
"""The names of the standard's context for those of its vocabulary."""
_SELECTORS = ("TextQuoteSelector", "TextPositionSelector")


def read_web_annotations(path: str, text: str) -> tuple[Foreign, ...]:
    """The annotations of a file: one, a list, a page or a collection. Raises BadFileError."""
    value = _plain(read_json(path, text))
    found = tuple(_annotations(value))
    if not found:
        hint = 'An annotation has a "target"; a page or collection has "items".'
        raise BadFileError(path, 1, 1, "there is no Web Annotation in this file", hint)
    return (
        *(_foreign(one, number) for number, one in enumerate(found, start=1)),
        *_left_out(value, len(found)),
    )


def _plain(value: Any) -> Any:
    """JSON-LD with the short names of the standard's own context, whatever stands in the names' place."""
    if isinstance(value, list):
        return [_plain(below) for below in value]
    if not isinstance(value, Mapping):
        return value
    if "@value" in value:
        return value["@value"]
    return {_key(key): _plain(below) for key, below in value.items()}


def _key(key: str) -> str:
    name = key.removeprefix("oa:").removeprefix("as:") if not key.startswith("http") else _OWN.sub("", key)
    return _SHORT.get(name, name)


def _left_out(value: Any, count: int) -> Iterator[Foreign]:
    """What a collection says that it has, and that is not in the file."""
    if not isinstance(value, Mapping) or "target" in value:
        return
    pages = [value, *(value[key] for key in ("first", "last") if isinstance(value.get(key), Mapping))]
    others = [
        page[key] for page in pages for key in ("first", "next", "last") if isinstance(page.get(key), str)
    ]
    own = [page.get("id", page.get("@id")) for page in pages]
    yield from (
        Foreign(other, fault="this page of the collection is not in the file")
        for other in dict.fromkeys(others)
        if other not in own
    )
    total = value.get("total")
    if type(total) is int and total > count:
        yield Foreign("the others", fault=f"the file says that there are {total:,}; it has {count:,}")


def _annotations(value: Any, depth: int = 0) -> Iterator[Any]:
    if isinstance(value, list):
        for below in value:
            yield from _annotations(below, depth + 1)
    elif isinstance(value, Mapping) and depth < 9:
        kinds = as_list(value.get("type", value.get("@type")))
        lists = [value[key] for key in _LISTS if isinstance(value.get(key), list | Mapping)]
        if "target" in value or "Annotation" in kinds:
            yield value
        else:
            for below in lists:
                yield from _annotations(below, depth + 1)
            if not lists and depth:
                yield value
    elif depth:
        yield value


def _foreign(value: Any, number: int) -> Foreign:
    if not isinstance(value, Mapping):
        return Foreign(f"entry {number}", rest=(("entry", as_text(value)),), fault="it is no annotation")
    name = name_of(value, ("id", "@id"), number)
    texts: list[str] = []
    tags: list[str] = []
    rest: list[tuple[str, str]] = []
    for body in (*as_list(value.get("body")), *as_list(value.get("bodyValue"))):
        _body(body, texts, tags, rest, value.get("motivation"))
    rest += unnamed(value, ("id", "@id"))
    used = ("body", "bodyValue", "target", "id", "@id", "type", "@type", "@context")
    rest += left_over(value, used)
    claims, fault = claims_of(value.get("target"), rest)
    pages = tuple(pages_of(value.get("target")))
    return Foreign(name, 0, claims, "\n\n".join(texts), tuple(tags), tuple(rest), fault, pages)


def _body(body: Any, texts: list[str], tags: list[str], rest: list[tuple[str, str]], motivation: Any) -> None:
    """Part a body into what it says, its tags, and the rest."""
    if not isinstance(body, Mapping):
        # A body that is an address stands for what is there; one that is no text says nothing.
        if isinstance(body, str) and not body.startswith(("http://", "https://", "urn:")):
            texts.append(body)
        else:
            rest.append(("body", as_text(body)))
        return
    if nested := body.get("items", body.get("member")):
        for below in as_list(nested):
            _body(below, texts, tags, rest, body.get("purpose", motivation))
        rest += left_over(body, ("items", "member", "type"), "body.")
        return
    purposes = {str(purpose).rpartition(":")[2] for purpose in as_list(body.get("purpose", motivation))}
    words = body.get("value", body.get("chars", body.get("rdf:value")))
    used = {key for key in ("type", "@type") if body.get(key) in _OF_TEXT}
    source = body.get("source")
    if words is None and isinstance(source, Mapping) and isinstance(source.get("value"), str):
        words = source["value"]
        used.add("source")
        rest += left_over(source, ("value", "type"), "body.source.")
    if isinstance(words, str):
        # The same words under another key are no more than that; others are listed.
        used |= {key for key in ("value", "chars", "rdf:value") if body.get(key) == words}
    if isinstance(words, str) and words.strip():
        (tags if purposes & _TAGGING or "oa:Tag" in as_list(body.get("@type")) else texts).append(
            words.strip()
        )
        # That words comment is what words in a draft do.
        if purposes & _TAGGING or purposes == {"commenting"}:
            used.add("purpose")
    elif purposes & _TAGGING and isinstance(label := source or body.get("id"), str) and label:
        tags.append(label.rstrip("/").rpartition("/")[2].rpartition("#")[2] or label)
    rest += left_over(body, used, "body.")


def claims_of(target: Any, rest: list[tuple[str, str]]) -> tuple[tuple[Claim, ...], str]:
    """The passages of a target or several, and why there are none although there should be."""
    claims: list[Claim] = []
    is_whole = False
    for item in as_list(target):
        if not isinstance(item, Mapping):
            rest.append(("target", as_text(item)))
            # A fragment is a part of the page: which, only its own software can say.
            is_whole = is_whole or (isinstance(item, str) and "#" not in item)
            continue
        if nested := item.get("items"):
            # Several resources together, or one of several: each may be a page or a passage.
            below, fault = claims_of(nested, rest)
            rest += left_over(item, ("items", "type"), "target.")
            claims += below
            is_whole = is_whole or not (below or fault)
            continue
        rest += left_over(item, ("selector", "type"), "target.")
        selectors = as_list(item.get("selector"))
        if not selectors:
            is_whole = True
        elif claim := _claim(selectors, rest):
            claims.append(claim)
    if claims:
        return tuple(claims), ""
    if is_whole or target in (None, [], ""):
        return (), "" if target else "it has no target"
    return (), "it has no selector with words"


def pages_of(target: Any) -> Iterator[str]:
    """The web addresses of a target or several."""
    for item in as_list(target):
        if isinstance(item, Mapping):
            yield from pages_of(item.get("items"))
            item = item.get("source", item.get("id", item.get("@id")))
            item = item.get("id") if isinstance(item, Mapping) else item
        if isinstance(item, str) and item.startswith(("http://", "https://")):
            yield item


def _claim(selectors: list[Any], rest: list[tuple[str, str]]) -> Claim | None:
    """What several selectors of one passage say together."""
    claim: Claim | None = None
    for selector in selectors:
        if not isinstance(selector, Mapping):
            rest.append(("selector", as_text(selector)))
            continue
        kind = str(selector.get("type", selector.get("@type", ""))).rpartition(":")[2]
        if kind == "Choice" or selector.get("items"):
            rest += left_over(selector, ("type", "@type", "items"), "selector.")
            claim = _claim(as_list(selector.get("items")), rest) or claim
            continue
        inner = _claim(as_list(selector.get("refinedBy")), rest)
        exact = selector.get("exact")
        if (
            kind in ("TextQuoteSelector", "")
            and isinstance(exact, str)
            and claim
            and claim.exact not in ("", exact)
        ):
            # Another wording of the same passage: the first is looked for.
            rest.append(("selector", as_text(selector)))
            continue
        if kind in ("TextQuoteSelector", "") and isinstance(exact, str):
            keys = ("exact", "prefix", "suffix")
            texts = {key: selector[key] for key in keys if isinstance(selector.get(key), str)}
            exact, prefix, suffix = (texts.get(key, "") for key in keys)
            claim = replace(claim or Claim(), exact=exact, prefix=prefix, suffix=suffix)
            rest += left_over(selector, ("type", "@type", "refinedBy", *texts), "selector.")
        elif kind == "TextPositionSelector" and all(
            type(selector.get(key)) is int for key in ("start", "end")
        ):
            claim = replace(claim or Claim(), start=selector["start"], end=selector["end"])
            rest += left_over(selector, ("type", "@type", "start", "end", "refinedBy"), "selector.")
        else:
            without = {key: below for key, below in selector.items() if key != "refinedBy"}
            rest.append(("selector", as_text(without)))
            claim, inner = claim or inner, None
        if inner and claim:
            claim = replace(claim, refined=inner)
    return claim
