"""schema.org in the attributes of a page: which element holds a term, which its definition."""

from __future__ import annotations

from typing import Literal

from lxml import etree
from msgspec import Struct

from pipeline.extract.document import Role

_RECORDS = ("DefinedTerm", "Question", "CategoryCode")
_PARTS: dict[str, Role] = {
    "name": "term",
    "alternateName": "variant",
    "termCode": "variant",
    "description": "description",
}
Kind = Literal["record", "answer", "other"]


class Scope(Struct, frozen=True):
    """The thing that properties are of: a term or question, the answer to one, or another."""

    kind: Kind

    @property
    def is_record(self) -> bool:
        """Whether it is a term or a question."""
        return self.kind == "record"


def scope_of(element: etree._Element, outer: Scope | None) -> Scope | None:
    """The scope inside an element."""
    if element.get("itemscope") is None:
        return outer
    types = {part.rsplit("/", 1)[-1] for part in (element.get("itemtype") or "").split()[:10]}
    if types & set(_RECORDS):
        return Scope("record")
    is_answer = "acceptedAnswer" in (element.get("itemprop") or "").split() and outer is not None
    return Scope("answer") if is_answer and outer and outer.is_record else Scope("other")


def property_of(element: etree._Element, scope: Scope | None) -> Role | None:
    """What part of a record the element is, if any."""
    if scope is None or scope.kind == "other" or element.get("itemscope") is not None:
        return None
    names = (element.get("itemprop") or "").split()[:10]
    if scope.kind == "answer":
        return "description" if "text" in names else None
    return next((_PARTS[name] for name in names if name in _PARTS), None)
