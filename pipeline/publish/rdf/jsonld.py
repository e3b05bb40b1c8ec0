"""Compact JSON-LD with its context inside: what a web developer reads without knowing RDF.

Implements JSON-LD 1.1 (W3C Recommendation of 16 July 2020): language maps (section 4.6.2) for
texts, type coercion (4.2.3) for links, dates and booleans; a JSON-LD 1.0 reader understands it as
well. A value that the term of its property cannot carry (a text without language, a link where a
text is meant...) stands in expanded form under the property's CURIE or IRI: nothing is lost.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from pipeline.publish.rdf.reading_order import TYPE, Block, ReadingOrder, Subject, Term
from pipeline.vocabulary import XSD, Vocabulary

_LINKS, _TEXTS, _STRING, _BOOLEAN = "@id", "@language", f"{XSD}string", f"{XSD}boolean"
_MANY = frozenset(
    ("acronym", "altLabel", "hiddenLabel", "hasTopConcept", "broader", "narrower", "related")
)
Json = dict[str, object]


def jsonld(triples: Sequence[Triple], vocabulary: Vocabulary) -> str:
    """One graph as a JSON-LD document; the same graph always gives the same text."""
    writer = _Writer(vocabulary)
    nodes = [writer.node(block) for block in ReadingOrder(vocabulary).blocks(triples)]
    graph = ",\n".join(json.dumps(node, ensure_ascii=False, indent=1) for node in nodes)
    context = ",\n".join(
        f"  {json.dumps(term)}: {json.dumps(meaning)}" for term, meaning in writer.context.items()
    )
    return f'{{\n"@context": {{\n{context}\n}},\n"@graph": [\n{graph}\n]\n}}\n'


class _Writer:
    """Chooses for each statement the shortest form that says exactly the same."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        text = files("pipeline.publish.rdf").joinpath("context.json").read_text(encoding="utf-8")
        terms = json.loads(text.replace('"rc:', f'"{vocabulary.prefix}:'))
        self._prefixes = vocabulary.prefixes
        self.context: Json = {**self._prefixes, **terms}
        self._terms: dict[NamedNode, tuple[str, str]] = {}
        for term, meaning in terms.items():
            said = {"@id": meaning} if isinstance(meaning, str) else meaning
            if not said["@id"].startswith("@"):
                kind = said.get("@container") or said.get("@type") or _STRING
                kind = kind if kind.startswith("@") or "//" in kind else vocabulary.expand(kind)
                self._terms[NamedNode(vocabulary.expand(said["@id"]))] = term, kind
        self._curies: dict[str, str] = {}

    def node(self, block: Block) -> Json:
        """One subject as a JSON object."""
        node: Json = {"id": _identifier(block.subject)}
        for predicate, objects in block.statements:
            term, kind = self._terms.get(predicate, ("", ""))
            plain: list[object] = []
            texts: dict[str, list[str]] = {}
            rest: list[Json] = []
            for target in objects:
                value = _plain(target, kind)
                if predicate == TYPE and not isinstance(target, Literal):
                    plain.append(self._curie(_identifier(target)))
                elif value is not None:
                    plain.append(value)
                elif kind == _TEXTS and isinstance(target, Literal) and target.language:
                    texts.setdefault(target.language, []).append(target.value)
                else:
                    rest.append(_expanded(target))
            if predicate == TYPE and plain:
                node["type"] = _one_or_all(plain)
            elif plain:
                node[term] = plain if term in _MANY else _one_or_all(plain)
            if texts:
                node[term] = {
                    language: values if term in _MANY else _one_or_all(values)
                    for language, values in texts.items()
                }
            if rest:
                node[self._curie(predicate.value)] = _one_or_all(rest)
        return node

    def _curie(self, iri: str) -> str:
        """A CURIE where a prefix fits, else the IRI."""
        if iri not in self._curies:
            fitting = [
                f"{name}:{iri.removeprefix(namespace)}"
                for name, namespace in self._prefixes.items()
                if iri.startswith(namespace) and not iri.startswith(f"{namespace}//")
            ]
            self._curies[iri] = fitting[0] if fitting else iri
        return self._curies[iri]


def _identifier(term: Subject | Term) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _plain(target: Term, kind: str) -> object:
    """The value as a bare JSON string or boolean, or None where the term's kind does not fit."""
    if isinstance(target, NamedNode | BlankNode):
        return _identifier(target) if kind == _LINKS else None
    if not isinstance(target, Literal) or target.language or target.datatype.value != kind:
        return None
    if kind == _BOOLEAN:
        return {"true": True, "false": False}.get(target.value)
    return target.value


def _expanded(target: Term) -> Json:
    if not isinstance(target, Literal):
        return {"@id": _identifier(target)}
    if target.language:
        return {"@value": target.value, "@language": target.language}
    if target.datatype.value == _STRING:
        return {"@value": target.value}
    return {"@value": target.value, "@type": target.datatype.value}


def _one_or_all(values: Sequence[object]) -> object:
    return values[0] if len(values) == 1 else list(values)
