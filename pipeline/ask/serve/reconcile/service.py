"""The Reconciliation Service API 0.2 (W3C Community Group Report of 10 April 2023), without HTTP.

A concept is identified by its slug: the identifier space is `{base}concept/`. Its IRI is taken too.
Types are the classes of the ontology, properties its relations and the labels of SKOS, as CURIEs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyoxigraph as ox
from msgspec import Struct

from pipeline.ask.dataset import Dataset
from pipeline.ask.serve.reconcile.matching import Found, Name, Names, plain
from pipeline.ask.serve.reconcile.properties import Properties, Property
from pipeline.ask.serve.reconcile.queries import BATCH, Extension, Identified, Query, Value, Wanted
from pipeline.ask.serve.wording import french
from pipeline.ask.wording import AskWording
from pipeline.vocabulary import SKOS, Vocabulary

Json = dict[str, Any]

# A candidate this good is taken without asking, where the next one is this far behind it.
_SURE, _AHEAD = 92.0, 3.0
# What a type that is only wished for, and properties that are not met, cost of 100.
_OTHER_TYPE, _UNMET = 15.0, 30.0
_PAGE = 20
PREVIEW_SIZE = {"width": 430, "height": 230}


class Candidate(Struct, frozen=True):
    """A concept that a query may mean, scored."""

    found: Found
    score: float
    of_type: bool
    met: float
    sure: bool


class Reconciliation:
    """The service over one dataset."""

    def __init__(self, store: ox.Store, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._data = Dataset(store, vocabulary)
        words = AskWording(vocabulary, self._data.ontology())
        self._names = Names(self._data)
        self._properties = Properties(self._data, words)
        self._gone = {c for c in self._data.concepts() if self._data.values(c, "owl:deprecated")}
        self._classes = {c: self._classes_of(c) for c in self._data.concepts()}

    def manifest(self, root: str) -> Json:
        """What the service offers; `root` is its address."""
        suggest = {
            kind: {
                "service_url": root,
                "service_path": f"/suggest/{kind}",
                "flyout_service_url": root,
                "flyout_service_path": f"/flyout/{kind}?id=${{id}}",
            }
            for kind in ("entity", "type", "property")
        }
        v = self._vocabulary
        return {
            "versions": ["0.1", "0.2"],
            "name": v.title[v.language],
            "identifierSpace": v.concept(""),
            "schemaSpace": f"{SKOS}Concept",
            "serviceVersion": v.version,
            "documentation": f"{root}/openapi.json",
            "logo": f"{root.removesuffix('/reconcile')}/static/icon.svg",
            "defaultTypes": self.types(),
            "view": {"url": f"{root}/view?id={{{{id}}}}"},
            "preview": {"url": f"{root}/preview?id={{{{id}}}}", **PREVIEW_SIZE},
            "suggest": suggest,
            "extend": {"propose_properties": {"service_url": root, "service_path": "/properties"}},
            "batchSize": BATCH,
        }

    def reconcile(self, query: Query) -> Json:
        """The candidates for one query, the best first."""
        scored = sorted(self._candidates(query), key=lambda c: (-c.score, c.found.name.concept))
        runner_up = scored[1].score if len(scored) > 1 else 0.0
        return {
            "result": [
                self._described(
                    candidate,
                    match=place == 0 and candidate.sure and candidate.score - runner_up >= _AHEAD,
                )
                for place, candidate in enumerate(scored[: query.most])
            ]
        }

    def suggest(self, kind: str, prefix: str, cursor: int) -> Json:
        """Entities, types or properties whose name, or a word of it, begins with a prefix."""
        if kind == "entity":
            iri = self.concept(prefix)
            own = self._names.own(iri) if iri else None
            names = [own] if own else self._names.beginning(prefix)
            items = [self._suggested(name) for name in names]
        else:
            every = self.types() if kind == "type" else self.properties()
            wanted = plain(prefix)
            items = [
                item
                for item in every
                if prefix == item["id"] or (wanted and f" {wanted}" in f" {plain(item['name'])}")
            ]
        return {"result": items[cursor : cursor + _PAGE]}

    def types(self) -> list[Json]:
        """The classes that concepts have, by name."""
        used = sorted({c for classes in self._classes.values() for c in classes})
        return sorted((self._type(c) for c in used), key=lambda item: plain(item["name"]))

    def properties(self) -> list[Json]:
        """The properties that may be asked for."""
        return [{"id": p.id, "name": p.name} for p in self._properties.all.values()]

    def extend(self, extension: Extension) -> Json:
        """The values of properties of concepts; what is unknown has none."""
        asked = {fetched.id: self._properties.find(fetched.id) for fetched in extension.properties}
        meta = [
            {"id": identifier, "name": property_.name if property_ else identifier}
            for identifier, property_ in asked.items()
        ]
        rows = {}
        for identifier in extension.ids:
            iri = self.concept(identifier)
            rows[identifier] = {
                name: [self._cell(value) for value in self._properties.values(iri, property_)]
                if iri and property_
                else []
                for name, property_ in asked.items()
            }
        return {"meta": meta, "rows": rows}

    def concept(self, identifier: str) -> str:
        """The IRI of a concept given by slug or IRI, or "" where there is none."""
        space = self._vocabulary.concept("")
        iri = identifier if identifier.startswith(space) else f"{space}{identifier}"
        return iri if iri in self._classes else ""

    def named(self, kind: str, identifier: str) -> str:
        """The name of a type or property, or "" where there is none."""
        if kind == "type":
            return next((t["name"] for t in self.types() if t["id"] == identifier), "")
        found = self._properties.find(identifier)
        return found.name if found else ""

    # --- candidates

    def _candidates(self, query: Query) -> list[Candidate]:
        candidates = []
        for found in self._found(query):
            concept = found.name.concept
            of_type = self._is_of_type(concept, query)
            if not of_type and query.type_strict != "should":
                continue
            met = self._met(concept, query.properties)
            score = found.score - (0 if of_type else _OTHER_TYPE) - _UNMET * (1 - met)
            certain = found.how in ("identifier", "exact", "inflected") and found.score >= _SURE
            sure = certain and of_type and met == 1 and concept not in self._gone
            candidates.append(Candidate(found, max(score, 0.0), of_type, met, sure))
        return candidates

    def _found(self, query: Query) -> Sequence[Found]:
        text = (query.query or "").strip()
        if not text:
            if not query.properties:
                return []
            return [
                Found(own, "part", 100.0, 0.0)
                for concept in self._classes
                if (own := self._names.own(concept)) and self._met(concept, query.properties) > 0
            ]
        own = self._names.own(self.concept(text)) if self.concept(text) else None
        named = [Found(own, "identifier", 100.0, 1.0)] if own else []
        others = [f for f in self._names.match(text) if not own or f.name.concept != own.concept]
        return [*named, *others]

    def _is_of_type(self, concept: str, query: Query) -> bool:
        """Whether a concept has the types wanted; `skos:Concept` is every one's."""
        general = ("skos:Concept", f"{SKOS}Concept")
        wanted = [t for t in query.types if t and t not in general]
        known = {*self._classes[concept], *map(self._curie, self._classes[concept])}
        found = [t in known for t in wanted]
        return not found or (all(found) if query.type_strict == "all" else any(found))

    def _met(self, concept: str, wanted: Sequence[Wanted]) -> float:
        """Which part of the properties wanted a concept has, in [0, 1]."""
        if not wanted:
            return 1.0
        met = [self._has(concept, self._properties.find(w.pid), w.values) for w in wanted]
        return sum(met) / len(met)

    def _has(self, concept: str, property_: Property | None, values: Sequence[Value]) -> bool:
        """Whether a property has one of the values; one that is not known here has none."""
        if property_ is None:
            return False
        held: set[str] = set()
        for term in self._properties.values(concept, property_):
            held.add(plain(term.value))
            if isinstance(term, ox.NamedNode):
                held |= {plain(self._data.name(term.value)), plain(self._identifier(term.value))}
        wanted = [v.id if isinstance(v, Identified) else str(v) for v in values]
        return any(plain(text) in held for text in wanted)

    # --- what is sent

    def _described(self, candidate: Candidate, *, match: bool) -> Json:
        found = candidate.found
        name = found.name
        own = self._names.own(name.concept) or name
        return {
            "id": self._identifier(name.concept),
            "name": own.text,
            "description": self._description(found),
            "type": [self._type(c) for c in self._classes[name.concept]],
            "score": round(candidate.score, 2),
            "match": match,
            "features": [
                {"id": "name_likeness", "value": round(found.likeness, 4)},
                {"id": "name_equal", "value": found.how in ("identifier", "exact")},
                {"id": "name_equal_but_for_inflection", "value": found.how == "inflected"},
                {"id": "label_is_preferred", "value": name.kind == "preferred"},
                {"id": "label_is_acronym", "value": name.kind == "acronym"},
                {"id": "type_fits", "value": candidate.of_type},
                {"id": "properties_met", "value": round(candidate.met, 4)},
                {"id": "deprecated", "value": name.concept in self._gone},
            ],
        }

    def _description(self, found: Found) -> str:
        """Why a concept is proposed, in French: by which label and how; where it stands."""
        name = found.name
        kind = french("concept", name.kind)
        label = self._identifier(name.concept) if found.how == "identifier" else name.text
        parts = [french("match", found.how, kind=kind, label=label)]
        parts += [f"‹ {self._data.name(above)}" for above in self._broader(name.concept)]
        if name.concept in self._gone:
            names = self._data.links(name.concept, "dcterms:isReplacedBy")
            told = ", ".join(self._data.name(successor) for successor in names)
            parts.append(french("match", "successor" if told else "deprecated", names=told))
        return " ; ".join(parts)

    def _suggested(self, name: Name) -> Json:
        own = self._names.own(name.concept) or name
        described = [name.text] if name.text != own.text else []
        described += [f"‹ {self._data.name(above)}" for above in self._broader(name.concept)]
        return {
            "id": self._identifier(name.concept),
            "name": own.text,
            "description": " ".join(described),
            "notable": [self._type(c) for c in self._classes[name.concept]],
        }

    def _cell(self, value: ox.NamedNode | ox.Literal) -> Json:
        if isinstance(value, ox.NamedNode) and value.value in self._classes:
            return {"id": self._identifier(value.value), "name": self._data.name(value.value)}
        return {"str": value.value}

    def _broader(self, concept: str) -> list[str]:
        return self._data.links(concept, "skos:broader")

    def _classes_of(self, concept: str) -> list[str]:
        general = f"{SKOS}Concept"
        return [c for c in self._data.links(concept, "rdf:type") if c != general]

    def _type(self, iri: str) -> Json:
        return {"id": self._curie(iri), "name": self._data.name(iri)}

    def _curie(self, iri: str) -> str:
        term = self._vocabulary.term("")
        prefix = f"{self._vocabulary.prefix}:"
        return prefix + iri.removeprefix(term) if iri.startswith(term) else iri

    def _identifier(self, iri: str) -> str:
        return iri.removeprefix(self._vocabulary.concept(""))
