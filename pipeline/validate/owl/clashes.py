"""Why the reasoner finds a contradiction: the concepts that would be two disjoint things."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph

from pipeline.validate.names import Names
from pipeline.validate.results import Result
from pipeline.vocabulary import OWL, RDF, SKOS

CHECK = "https://w3id.org/glossograph/shapes#owl-consistency"
COMPONENT = "https://w3id.org/glossograph/shapes#OwlConsistencyConstraintComponent"

# How each kind of contradiction is put into words, by kind and language.
WORDS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)


def explain(triples: Iterable[pyoxigraph.Triple], ontology: str, names: Names) -> list[Result]:
    """The results that put an inconsistency of these statements into words; at least one."""
    statements = Statements(triples)
    results = [
        *(_result(how, names, *parts) for how, *parts in _double_natures(statements)),
        *(_result("both_ways", names, *parts) for parts in _both_ways(statements)),
    ]
    return results or [_result("unexplained", names, ontology)]


def explain_unsatisfiable(classes: Iterable[str], names: Names) -> list[Result]:
    """A result for each class that nothing can belong to."""
    return [_result("unsatisfiable", names, iri) for iri in classes]


class Statements:
    """What bears on the nature of concepts, by IRI."""

    def __init__(self, triples: Iterable[pyoxigraph.Triple]) -> None:
        """Read types, hierarchy, disjointness and the classes that top concepts define."""
        self.types: defaultdict[str, set[str]] = defaultdict(set)
        self.broader: defaultdict[str, set[str]] = defaultdict(set)
        self.disjoint: set[frozenset[str]] = set()
        self.links: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        restrictions: dict[str, str] = {}
        equivalents: list[tuple[str, str]] = []
        for triple in triples:
            subject = getattr(triple.subject, "value", "")
            target = getattr(triple.object, "value", "")
            match triple.predicate.value.replace(OWL, "owl:").replace(SKOS, "skos:"):
                case "skos:broader":
                    self.broader[subject].add(target)
                case "skos:narrower":
                    self.broader[target].add(subject)
                case "owl:disjointWith":
                    self.disjoint.add(frozenset((subject, target)))
                case "owl:hasValue":
                    restrictions[subject] = target
                case "owl:equivalentClass":
                    equivalents.append((subject, target))
                case predicate if predicate == f"{RDF}type":
                    self.types[subject].add(target)
                case predicate if isinstance(triple.object, pyoxigraph.NamedNode):
                    self.links[predicate].add((subject, target))
        self.defined = {
            restrictions[restriction]: owl_class
            for owl_class, restriction in sorted(equivalents)
            if restriction in restrictions
        }

    def places(self, concept: str) -> set[str]:
        """The classes that the concepts above this one define."""
        above: set[str] = set()
        waiting = sorted(self.broader[concept])
        while waiting:
            parent = waiting.pop()
            if parent not in above:
                above.add(parent)
                waiting.extend(sorted(self.broader[parent]))
        return {self.defined[top] for top in above if top in self.defined}

    def clashing(self, first: set[str], second: set[str]) -> list[tuple[str, str]]:
        """The pairs of a class of the first set and one of the second that are disjoint."""
        return sorted(
            (one, other)
            for one in first
            for other in second
            if frozenset((one, other)) in self.disjoint
        )


def _double_natures(statements: Statements) -> Iterator[tuple[str, str, str, str]]:
    for concept in sorted(statements.types.keys() | set(statements.broader)):
        stated, placed = statements.types[concept], statements.places(concept)
        for first, second in statements.clashing(stated, placed):
            yield "place", concept, first, second
        for first, second in statements.clashing(stated, stated):
            if first < second:
                yield "types", concept, first, second
        above = [statements.places(parent) for parent in sorted(statements.broader[concept])]
        for first, second in statements.clashing(placed, placed):
            inherited = any({first, second} <= places for places in above)
            if first < second and not inherited:
                yield "places", concept, first, second


def _both_ways(statements: Statements) -> Iterator[tuple[str, str, str]]:
    for relation, pairs in sorted(statements.links.items()):
        if f"{OWL}AsymmetricProperty" in statements.types[relation]:
            for subject, target in sorted(pairs):
                if subject < target and (target, subject) in pairs:
                    yield subject, relation, target


def _result(how: str, names: Names, this: str, first: str = "", second: str = "") -> Result:
    focus = pyoxigraph.NamedNode(this)
    parts = {"this": this, "first": first, "second": second}

    def words(language: str) -> dict[str, str]:
        return {
            key: names.shown(pyoxigraph.NamedNode(iri) if iri else None, language)
            for key, iri in parts.items()
        }

    return Result(
        severity="violation",
        shape=CHECK,
        component=COMPONENT,
        focus=focus,
        path=first if how == "both_ways" else "",
        value=pyoxigraph.NamedNode(second) if second else None,
        messages={
            language: template.format(**words(language))
            for language, template in WORDS[how].items()
        },
        label=names.name(this, "fr"),
    )
