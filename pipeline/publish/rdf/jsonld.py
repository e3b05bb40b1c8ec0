"""Compact JSON-LD with its context inside: what a web developer reads without knowing RDF.

Implements JSON-LD 1.1 (W3C Recommendation of 16 July 2020): language maps (section 4.6.2) for
texts, type coercion (4.2.3) for links, dates and booleans; a JSON-LD 1.0 reader understands it as
well. A value that the term of its property cannot carry (a text without language, a link where a
text is meant...) stands in expanded form under the property's CURIE or IRI: nothing is lost.
What may have several values is an array always, of one value too (a set, 4.3.2), so that a program
need not look which it met.
The context stands in the file, so that reading it needs no network, and is published by itself for
whoever writes JSON of the same form.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from importlib.resources import files
from json.encoder import encode_basestring as quoted

from pyoxigraph import Triple

from pipeline.publish.rdf.documents import text
from pipeline.publish.rdf.reading_order import Block, ReadingOrder
from pipeline.publish.rdf.statements import TYPE, Statements, are_iris, literal
from pipeline.vocabulary import OWL, RDF, XSD, Vocabulary

_LINKS, _TEXTS, _STRING, _BOOLEAN = "@id", "@language", f"{XSD}string", f"{XSD}boolean"
# Texts of which there may be several in a language; JSON-LD 1.0 has no way to say so in a context.
_MANY_TEXTS = frozenset(
    (
        *("acronym", "altLabel", "hiddenLabel", "note", "scopeNote", "example", "changeNote"),
        *("historyNote", "editorialNote"),
    )
)
Json = dict[str, object]


def jsonld(
    triples: Iterable[Triple], vocabulary: Vocabulary, ontology: Iterable[Triple] = ()
) -> str:
    """One graph as a JSON-LD document; the same graph always gives the same text.

    `ontology` adds terms to the context, as `context` says. Raises InputError for a triple term.
    """
    order = ReadingOrder(Statements(triples), vocabulary)
    return text(order, JsonLd(context(vocabulary, ontology), vocabulary))


def context(vocabulary: Vocabulary, ontology: Iterable[Triple] = ()) -> Json:
    """The `@context`: prefixes, the terms of context.json, and each relation of the ontology.

    A property that the `ontology` declares an owl:ObjectProperty of our own is a link under its
    local name, unless that is taken.
    """
    content = files("pipeline.publish.rdf").joinpath("context.json").read_text(encoding="utf-8")
    terms: Json = json.loads(content.replace('"rc:', f'"{vocabulary.prefix}:'))
    ours = vocabulary.term("")
    links = sorted(
        str(triple.subject)[1:-1]
        for triple in ontology
        if str(triple.predicate) == TYPE and str(triple.object) == f"<{OWL}ObjectProperty>"
    )
    for iri in links:
        name = iri.removeprefix(ours)
        if iri.startswith(ours):
            terms.setdefault(
                name, {"@id": f"{vocabulary.prefix}:{name}", "@type": "@id", "@container": "@set"}
            )
    return {**vocabulary.prefixes, **terms}


def context_document(terms: Json) -> str:
    """A context as a document of its own (JSON-LD 1.1, section 3.1)."""
    return f"{{\n{_written(terms)}\n}}\n"


class JsonLd:
    """Chooses for each statement the shortest form that says exactly the same."""

    between = ",\n"
    opens_last = False

    def __init__(self, terms: Json, vocabulary: Vocabulary) -> None:
        self._context = terms
        self._prefixes = vocabulary.prefixes
        self._terms: dict[str, tuple[str, str]] = {}
        self._many = set(_MANY_TEXTS)
        for term, meaning in terms.items():
            said = {"@id": meaning} if isinstance(meaning, str) else meaning
            assert isinstance(said, dict)
            if term not in self._prefixes and not said["@id"].startswith("@"):
                container = said.get("@container")
                if container == "@set":
                    self._many.add(term)
                    container = None
                kind = container or said.get("@type") or _STRING
                kind = kind if kind.startswith("@") or "//" in kind else vocabulary.expand(kind)
                self._terms[f"<{vocabulary.expand(said['@id'])}>"] = term, kind
        self._curies: dict[str, str] = {}

    def opening(self) -> str:
        """The context."""
        return f'{{\n{_written(self._context)},\n"@graph": [\n'

    def block(self, block: Block) -> str:
        """One subject as a JSON object, each level indented by one space."""
        members = [f'"id": {_identifier(block.subject)}']
        for predicate, objects in block.statements:
            if predicate == TYPE:
                members += self._types(objects)
            else:
                members += self._said(predicate, objects)
        return "{\n " + ",\n ".join(members) + "\n}"

    def closing(self) -> str:
        """The end of the graph and of the document."""
        return "\n]\n}\n"

    def _types(self, objects: Sequence[str]) -> list[str]:
        iris = [self._curie(term) for term in objects if term[0] != '"']
        rest = [_expanded(term) for term in objects if term[0] == '"']
        members = [f'"type": {_one_or_all(iris)}'] if iris else []
        return [*members, f"{self._curie(TYPE)}: {_one_or_all(rest)}"] if rest else members

    def _said(self, predicate: str, objects: Sequence[str]) -> list[str]:
        """The members that say a property: one of the form its term has, one for what is left."""
        term, kind = self._terms.get(predicate, ("", ""))
        many = term in self._many
        if kind == _LINKS and are_iris(objects):
            links = [f'"{target[1:-1]}"' for target in objects]
            return [f'"{term}": {_all(links) if many else _one_or_all(links)}']
        texts: dict[str, list[str]] = {}
        others: list[str] = []
        for target in objects:
            end = target.rfind('"') + 1
            mark = target[end:]
            if kind == _TEXTS and end and mark[:1] == "@" and "--" not in mark:
                text = target[:end] if "\\" not in target else _string(target[:end])
                if mark in texts:
                    texts[mark].append(text)
                else:
                    texts[mark] = [text]
            else:
                others.append(target)
        members = self._others(term, kind, predicate, others) if others else []
        if texts:
            by_language = ",\n  ".join(
                [
                    f'"{mark[1:]}": {_all(said, 2) if many else _one_or_all(said, 2)}'
                    for mark, said in texts.items()
                ]
            )
            members.insert(0, f'"{term}": {{\n  {by_language}\n }}')
        return members

    def _others(self, term: str, kind: str, predicate: str, objects: Sequence[str]) -> list[str]:
        """The members for what is no text with a language."""
        plain: list[str] = []
        rest: list[str] = []
        for target in objects:
            if value := _plain(target, kind):
                plain.append(value)
            else:
                rest.append(_expanded(target))
        members = []
        if plain:
            members.append(f'"{term}": {_all(plain) if term in self._many else _one_or_all(plain)}')
        if rest:
            members.append(f"{self._curie(predicate)}: {_one_or_all(rest)}")
        return members

    def _curie(self, term: str) -> str:
        """A CURIE where a prefix fits, else the IRI, as a JSON string."""
        curie = self._curies.get(term)
        if curie is None:
            iri = term[1:-1] if term[0] == "<" else term
            fitting = [
                f"{name}:{iri.removeprefix(namespace)}"
                for name, namespace in self._prefixes.items()
                if iri.startswith(namespace) and not iri.startswith(f"{namespace}//")
            ]
            curie = self._curies[term] = quoted(fitting[0] if fitting else iri)
        return curie


def _written(terms: Json) -> str:
    lines = ",\n".join(f"  {json.dumps(term)}: {json.dumps(said)}" for term, said in terms.items())
    return f'"@context": {{\n{lines}\n}}'


def _identifier(term: str) -> str:
    """An IRI or a blank node as a JSON string; no IRI holds a sign that JSON escapes."""
    return f'"{term[1:-1]}"' if term[0] == "<" else f'"{term}"'


def _plain(target: str, kind: str) -> str:
    """The value as a bare JSON string or boolean, or "" where the term's kind does not fit."""
    end = target.rfind('"') + 1
    if not end:
        return _identifier(target) if kind == _LINKS else ""
    mark = target[end:]
    if mark[:1] == "@" or (mark[3:-1] or _STRING) != kind:
        return ""
    if kind != _BOOLEAN:
        return _string(target[:end])
    value = target[1 : end - 1]
    return value if value in {"true", "false"} else ""


def _string(text: str) -> str:
    """The JSON string for an N-Triples string in its quotation marks."""
    return quoted(literal(text).value) if "\\" in text else text


def _expanded(term: str) -> str:
    """A value object or node object (JSON-LD 1.1, sections 9.5 and 9.2), one level inside."""
    if term[0] != '"':
        return f'{{\n  "@id": {_identifier(term)}\n }}'
    text = literal(term)
    members = [f'"@value": {quoted(text.value)}']
    if text.language:
        members.append(f'"@language": {quoted(text.language)}')
    if text.direction:
        members.append(f'"@direction": {quoted(text.direction)}')
    if text.datatype not in {_STRING, f"{RDF}langString", f"{RDF}dirLangString"}:
        members.append(f'"@type": {quoted(text.datatype)}')
    return "{\n  " + ",\n  ".join(members) + "\n }"


def _one_or_all(values: Sequence[str], depth: int = 1) -> str:
    return values[0] if len(values) == 1 else _all(values, depth)


def _all(values: Sequence[str], depth: int = 1) -> str:
    """A JSON array, its members one level deeper than `depth`."""
    indent = "\n " if depth == 1 else "\n  "
    members = [value.replace("\n", "\n ") if value[0] == "{" else value for value in values]
    return f"[{indent} {f',{indent} '.join(members)}{indent}]"
