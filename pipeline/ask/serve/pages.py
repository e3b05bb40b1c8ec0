"""The pages of the server: templates filled from what is published, French with English beside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby
from typing import Any

import pyoxigraph as ox
from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.ask.dataset import Dataset, Term
from pipeline.ask.explain.answering import explain
from pipeline.ask.explain.passages import RawTexts
from pipeline.ask.serve.formats import GRAPHS
from pipeline.ask.serve.resources import Resources
from pipeline.ask.serve.wording import both, french, number, spaced
from pipeline.ask.wording import AskWording
from pipeline.map.words import fold
from pipeline.vocabulary import Vocabulary

# Content Security Policy Level 3: files of this server alone, nothing inline. Only the preview may
# stand inside a page of another program.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
EMBEDDED = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
# What a browser can follow safely.
_WEB = re.compile(r"https?://", re.IGNORECASE)


class Pages:
    """Pages over one dataset. `texts` gives the sentences of the sources."""

    def __init__(self, resources: Resources, texts: RawTexts) -> None:
        self._resources = resources
        self._vocabulary = resources.vocabulary
        self._data = Dataset(resources.store, resources.vocabulary)
        self._words = AskWording(resources.vocabulary, self._data.ontology())
        self._texts = texts
        self._environment = _environment(resources, self._words)

    def render(self, template: str, **values: object) -> str:
        """A page from one of the templates."""
        return self._environment.get_template(template).render(v=self._vocabulary, **values)

    def resource(self, iri: str, path: str) -> str:
        """The page of a resource: a concept as `explain` tells it, any other by its statements."""
        common = {"iri": iri, "path": path, "formats": GRAPHS, "name": self._data.name(iri)}
        if iri in self._data.concepts():
            said = explain(self._data, self._texts, iri, self._words)
            groups = groupby(said.relations, key=lambda link: link.property.label)
            return self.render(
                "concept.html",
                said=said,
                groups=[(name, list(links)) for name, links in groups],
                english=self._english(iri),
                **common,
            )
        return self.render(
            "resource.html",
            blocks=self._blocks(iri),
            top=self._listed(iri, "skos:hasTopConcept"),
            concepts=self._concepts() if iri == self._vocabulary.scheme else [],
            entries=self._entries(iri),
            **common,
        )

    def preview(self, iri: str) -> str:
        """A small page of a concept, to stand inside one of OpenRefine."""
        return self.render("preview.html", **self.summary(iri))

    def summary(self, iri: str) -> dict[str, Any]:
        """What a person needs to know a concept again."""
        data = self._data
        broader = [data.name(above) for above in data.links(iri, "skos:broader")]
        return {
            "target": self._resources.local(iri),
            "name": data.name(iri),
            "english": self._english(iri),
            "others": sorted(
                {value.value for value in data.literals(iri, "skos:altLabel")} - {data.name(iri)}
            ),
            "definition": data.text(iri, "skos:definition", self._vocabulary.language),
            "broader": sorted(broader),
            "deprecated": bool(data.values(iri, "owl:deprecated")),
        }

    def _english(self, iri: str) -> str:
        labels = self._data.literals(iri, "skos:prefLabel")
        return next((label.value for label in labels if label.language == "en"), "")

    def _concepts(self) -> list[tuple[str, str]]:
        living = [c for c in self._data.concepts() if not self._data.values(c, "owl:deprecated")]
        return sorted(
            ((self._data.name(c), c) for c in living), key=lambda pair: _sorted_as(pair[0])
        )

    def _listed(self, iri: str, curie: str) -> list[tuple[str, str]]:
        names = [(self._data.name(c), c) for c in self._data.links(iri, curie)]
        return sorted(names, key=lambda pair: _sorted_as(pair[0]))

    def _entries(self, iri: str) -> list[tuple[str, str]]:
        """The entries of a source; our own concepts are listed as such."""
        if not iri.startswith(self._vocabulary.source("")):
            return []
        bearers = self._data.bearers("skos:inScheme", ox.NamedNode(iri))
        iris = [term.value for term in bearers if isinstance(term, ox.NamedNode)]
        names = [(self._data.name(entry), entry) for entry in iris]
        return sorted(names, key=lambda pair: _sorted_as(pair[0]))

    def _blocks(self, iri: str) -> list[dict[str, Any]]:
        """What is said of a resource and of the blank nodes it leads to; of a whole graph what is
        said of each of its nodes, but for concepts and entries, which have pages of their own.
        """
        v = self._vocabulary
        apart = (v.concept(""), v.source(""))
        grouped: dict[Any, list[ox.Triple]] = {}
        for triple in self._resources.triples(iri):
            grouped.setdefault(triple.subject, []).append(triple)
        blocks = []
        for subject, triples in sorted(grouped.items(), key=lambda pair: _order(pair[0], iri)):
            own = isinstance(subject, ox.NamedNode)
            if own and subject.value != iri and subject.value.startswith(apart):
                continue
            blocks.append(
                {
                    "subject": subject.value,
                    "named": own,
                    "name": self._data.name(subject.value) if own else "",
                    "fragment": subject.value.partition("#")[2] if own else f"_{subject.value}",
                    "rows": self._rows(triples),
                }
            )
        return blocks

    def _rows(self, triples: list[ox.Triple]) -> list[tuple[str, str, list[dict[str, Any]]]]:
        by_property: dict[str, list[Term]] = {}
        for triple in sorted(triples, key=str):
            by_property.setdefault(triple.predicate.value, []).append(triple.object)  # type: ignore[arg-type]
        hidden = (f"{self._vocabulary.expand('skos:hasTopConcept')}",)
        return [
            (predicate, self._words.property(predicate), [self._value(term) for term in terms])
            for predicate, terms in by_property.items()
            if predicate not in hidden
        ]

    def _value(self, term: Term) -> dict[str, Any]:
        if isinstance(term, ox.NamedNode):
            return {"kind": "iri", "value": term.value, "name": self._data.name(term.value)}
        if isinstance(term, ox.BlankNode):
            return {"kind": "blank", "value": term.value, "name": ""}
        return {"kind": "text", "value": term.value, "name": term.language or ""}


def _environment(resources: Resources, words: AskWording) -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline.ask.serve"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["spaced"] = spaced
    environment.globals |= {
        "t": both,
        "fr": french,
        "number": number,
        "href": lambda iri: address(iri, resources),
        "short": lambda iri: shortened(iri, resources.vocabulary),
        "rule": lambda name: words.word("rules", name),
    }
    return environment


def address(iri: str, resources: Resources) -> str:
    """Where a link leads: to this server for our IRIs, "" where an IRI is no web address."""
    return resources.local(iri) or (iri if _WEB.match(iri) else "")


def shortened(iri: str, vocabulary: Vocabulary) -> str:
    """An IRI as people read it: a CURIE, or its path below the base."""
    for prefix, namespace in vocabulary.prefixes.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.removeprefix(vocabulary.base)


def result_rows(results: Mapping[str, Any]) -> list[list[dict[str, Any] | None]]:
    """The rows of SPARQL JSON results under `head.vars`, cells that are unbound as None."""
    names = results["head"]["vars"]
    return [[row.get(name) for name in names] for row in results["results"]["bindings"]]


def _order(subject: ox.NamedNode | ox.BlankNode, first: str) -> tuple[bool, bool, str]:
    return subject.value != first, isinstance(subject, ox.BlankNode), subject.value


def _sorted_as(name: str) -> tuple[str, str]:
    return fold(name), name
