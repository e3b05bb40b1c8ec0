"""Flat RDF/XML: what importers read that follow a stream and nest nothing.

Implements RDF 1.1 XML Syntax (W3C Recommendation of 25 February 2014) with the plainest of its
forms: one element a subject, named by its first type (7.2.11), further types first inside it, then
properties that hold a text (7.2.16) or lead to a resource (7.2.21). Nothing is nested, nothing is
abbreviated, all namespaces stand at the root. What this form or XML 1.0 cannot hold is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Triple

from pipeline.errors import InputError
from pipeline.publish.rdf.documents import text
from pipeline.publish.rdf.reading_order import Block, ReadingOrder
from pipeline.publish.rdf.statements import TYPE, Statements, unescaped
from pipeline.vocabulary import RDF, Vocabulary

# Namespaces in XML 1.0 (Third Edition), production 4: NCName.
_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME_AT_END = re.compile(f"[{_START}][-.0-9\u00b7\u0300-\u036f\u203f\u2040{_START}]*$")
# XML 1.0 (Fifth Edition), production 2: Char.
_NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# RDF 1.1 XML Syntax, 5.1: names that no property, and but one that no node, may have.
_RESERVED = frozenset(
    f"{RDF}{name}"
    for name in (
        *("RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "li"),
        *("Description", "aboutEach", "aboutEachPrefix", "bagID"),
    )
)

# Namespaces in XML 1.0, section 3: no prefix may be bound to it.
_XMLNS = "http://www.w3.org/2000/xmlns/"


def rdfxml(triples: Iterable[Triple], vocabulary: Vocabulary) -> str:
    """One graph as an RDF/XML document; the same graph always gives the same text.

    Raises InputError for what RDF/XML of this form cannot hold: a blank node, a triple term, a
    property whose IRI ends in no XML name, a sign that XML 1.0 has no room for, a base direction.
    """
    statements = Statements(triples)
    order = ReadingOrder(statements, vocabulary)
    return text(order, RdfXml(statements, vocabulary))


class RdfXml:
    """Elements as text; tags and namespaces are worked out before the first block."""

    between = "\n"
    opens_last = False

    def __init__(self, statements: Statements, vocabulary: Vocabulary) -> None:
        """Raises InputError for a property whose IRI cannot be a tag."""
        self._prefixes = {iri: name for name, iri in vocabulary.prefixes.items()}
        classes = {term for term in statements.typed if term[0] == "<"}
        self._number(sorted({*statements.predicates, *classes}))
        self._used: set[str] = {f"{RDF}"}
        self._properties: dict[str, str] = {}
        for predicate in sorted(statements.predicates):
            tag = self._tag(predicate)
            if tag is None:
                raise InputError(
                    f"RDF/XML cannot hold the property {predicate}, as a tag cannot be made of it",
                    remedy="give the property an IRI that ends in a name: a letter, then letters"
                    " and digits",
                )
            self._properties[predicate] = tag
        self._classes = {term: self._tag(term) for term in sorted(classes)}
        self._marks: dict[str, str] = {"": ">"}

    def opening(self) -> str:
        """The XML declaration and the root with all namespaces."""
        spaces = "".join(
            f'\n    xmlns:{name}="{_attribute(iri)}"'
            for iri, name in self._prefixes.items()
            if iri in self._used
        )
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'

    def block(self, block: Block) -> str:
        """One subject as an element."""
        subject, statements = block
        if subject[0] == "_":
            raise _blank(subject, block)
        types = next((said for predicate, said in statements if predicate == TYPE), [])
        kind = next((term for term in types if self._classes.get(term)), "")
        tag = self._classes.get(kind) or "rdf:Description"
        lines = [f'<{tag} rdf:about="{_attribute(subject[1:-1])}">']
        for predicate, objects in statements:
            name = self._properties[predicate]
            for target in objects:
                sign = target[0]
                if sign == "<":
                    if target is not kind or predicate != TYPE:
                        lines.append(f'  <{name} rdf:resource="{_attribute(target[1:-1])}"/>')
                elif sign == "_":
                    raise _blank(target, block)
                else:
                    end = target.rfind('"')
                    mark = target[end + 1 :]
                    written = self._marks.get(mark) or self._mark(mark, target, block)
                    value = _content(target[1:end], predicate, block)
                    lines.append(f"  <{name}{written}{value}</{name}>")
        lines.append(f"</{tag}>")
        return "\n".join(lines)

    def closing(self) -> str:
        """The end of the root."""
        return "\n</rdf:RDF>\n"

    def _number(self, terms: Iterable[str]) -> None:
        """Give each namespace that has no prefix one of its own, in the order of the IRIs."""
        taken = set(self._prefixes.values())
        number = 0
        for term in terms:
            namespace = _parts(term)[0]
            if namespace and namespace not in self._prefixes:
                number += 1
                while f"ns{number}" in taken:
                    number += 1
                self._prefixes[namespace] = f"ns{number}"

    def _tag(self, term: str) -> str | None:
        """The qualified name for a property or class, or None where there is none."""
        namespace, name = _parts(term)
        if not namespace or term[1:-1] in _RESERVED:
            return None
        self._used.add(namespace)
        return f"{self._prefixes[namespace]}:{name}"

    def _mark(self, mark: str, target: str, block: Block) -> str:
        """The attribute for language or datatype, with the end of the tag."""
        if "--" in mark:
            raise InputError(
                f"RDF 1.1 XML has no room for a base direction: {target} at {block.subject}",
                remedy="give the text a language without a direction",
            )
        if mark.startswith("@"):
            written = f' xml:lang="{mark[1:]}">'
        else:
            written = f' rdf:datatype="{_attribute(mark[3:-1])}">'
        self._marks[mark] = written
        return written


def _parts(term: str) -> tuple[str, str]:
    """Namespace and local name: cut at the last `#` or `/`, else before the longest name."""
    iri = term[1:-1]
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    found = _NAME_AT_END.match(iri, cut) or _NAME_AT_END.search(iri, cut)
    if found is None or iri[: found.start()] == _XMLNS:
        return "", ""
    return iri[: found.start()], found.group()


def _attribute(iri: str) -> str:
    return iri.replace("&", "&amp;") if "&" in iri else iri


def _content(value: str, predicate: str, block: Block) -> str:
    """A text as the content of an element; `value` as N-Triples escapes it.

    N-Triples escapes whatever XML 1.0 has no room for, so that most texts need no second look.
    """
    if "\\" in value:
        value = unescaped(value)
        if found := _NO_CHARACTER.search(value):
            raise InputError(
                f"XML 1.0 has no room for the sign U+{ord(found.group()):04X} in the text of"
                f" {predicate} at {block.subject}",
                remedy="take the sign out of the text",
            )
    if "&" in value:
        value = value.replace("&", "&amp;")
    if "<" in value:
        value = value.replace("<", "&lt;")
    if ">" in value:
        value = value.replace(">", "&gt;")
    # A reader of XML makes every bare carriage return a line feed (XML 1.0, 2.11).
    return value.replace("\r", "&#13;") if "\r" in value else value


def _blank(node: str, block: Block) -> InputError:
    return InputError(
        f"flat RDF/XML has no blank nodes, and {block.subject} is or leads to one: {node}",
        remedy="give the node an IRI",
    )
