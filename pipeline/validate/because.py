"""Where the statements come from that a finding is about: the decisions and sentences behind them.

Reads the graph of evidence that `map` writes: one owl:Axiom per statement (OWL 2 Mapping to RDF
Graphs, section 2.2), which leads to the words of a source or to the decision of a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import pyoxigraph

from pipeline.model import Because, Concept
from pipeline.validate.names import Term
from pipeline.validate.results import Result
from pipeline.vocabulary import DCTERMS, OA, OWL, RDF, RDFS, SKOS, Vocabulary

MOST = 3
BROADER, NARROWER, TYPE = f"{SKOS}broader", f"{SKOS}narrower", f"{RDF}type"

# A statement, its object as N-Triples writes it, and the row ("file:line") that decides it.
Rows = Mapping[tuple[str, str, str], str]


_LABELS = {
    "preferred": f"{SKOS}prefLabel",
    "alternative": f"{SKOS}altLabel",
    "hidden": f"{SKOS}hiddenLabel",
}


def decided_rows(concepts: Iterable[Concept], vocabulary: Vocabulary) -> Rows:
    """The row of each label, relation and definition of the concepts that a person decided."""
    rows: dict[tuple[str, str, str], str] = {}
    for concept in concepts:
        for label in concept.labels:
            if label.decision:
                predicate = _LABELS.get(label.kind, vocabulary.term("acronym"))
                literal = pyoxigraph.Literal(label.text, language=label.lang)
                rows[concept.iri, predicate, str(literal)] = label.decision.where
        for definition in concept.definitions:
            if definition.decision:
                literal = pyoxigraph.Literal(definition.text, language=definition.lang)
                where = definition.decision.where
                rows[concept.iri, f"{SKOS}definition", str(literal)] = where
        for relation in concept.relations:
            if relation.decision:
                predicate = vocabulary.expand(relation.predicate)
                rows[concept.iri, predicate, f"<{relation.object}>"] = relation.decision.where
    return rows


class _Axiom(NamedTuple):
    """A statement that the graph of evidence justifies."""

    subject: str
    predicate: str
    target: str
    node: str


class Grounds:
    """Looks up, in a store that holds the graph of evidence, what is asked for and nothing else."""

    def __init__(
        self, evidence: pyoxigraph.Store, vocabulary: Vocabulary, rows: Callable[[], Rows]
    ) -> None:
        """`rows` gives the lines of decisions, and is asked when the first is needed: the graph
        names only the file of a decision.
        """
        self._store = evidence
        self._vocabulary = vocabulary
        self._rows = rows

    def __call__(self, result: Result) -> list[Because]:
        """At most three decisions and sentences, decisions first; none for what is no statement
        of a source or of a person.
        """
        found = [ground for axiom in self._involved(result) for ground in self._behind(axiom)]
        return sorted(dict.fromkeys(found), key=lambda ground: ground.kind == "sentence")[:MOST]

    def _involved(self, result: Result) -> list[_Axiom]:
        """The statements that a result is about; where none is, those that name its focus."""
        focus = str(result.focus)
        if result.value is None:
            stated = [a for a in self._said_of(focus) if a.predicate == result.path]
            return self._way_up(focus, focus) or stated or self._naming(focus)
        value = str(result.value)
        joining = [a for a in self._said_of(focus) if a.target == value]
        joining += [a for a in self._said_of(value) if a.target == focus]
        if on_path := [a for a in joining if a.predicate == result.path]:
            return on_path
        if found := [*(a for a in joining if a.predicate != TYPE), *self._way_up(focus, value)]:
            return found
        if self._said_of(value):
            return [*self._naming(focus), *self._naming(value)]
        return self._placing(focus, result.value) or self._naming(focus)

    def _placing(self, focus: str, value: Term) -> list[_Axiom]:
        """What gives a thing its class, where the value is one: its types and its place."""
        if not isinstance(value, pyoxigraph.NamedNode):
            return []
        types = [a for a in self._said_of(focus) if a.predicate == TYPE]
        return [*types, *(axiom for axiom, _ in self._steps_up(focus))]

    def _naming(self, thing: str) -> list[_Axiom]:
        return [a for a in self._said_of(thing) if a.predicate == f"{SKOS}prefLabel"]

    def _way_up(self, start: str, end: str) -> list[_Axiom]:
        """The shortest way from a concept to one above it, as statements; a loop for the same."""
        ways: dict[str, list[_Axiom]] = {start: []}
        waiting = [start]
        for below in waiting:
            for axiom, above in self._steps_up(below):
                if above == end:
                    return [*ways[below], axiom]
                if above not in ways:
                    ways[above] = [*ways[below], axiom]
                    waiting.append(above)
        return []

    def _steps_up(self, concept: str) -> list[tuple[_Axiom, str]]:
        steps = [(a, a.target) for a in self._said_of(concept) if a.predicate == BROADER]
        narrower = [a for a in self._pointing_to(concept) if a.predicate == NARROWER]
        return sorted([*steps, *((a, a.subject) for a in narrower)])

    def _said_of(self, subject: str) -> list[_Axiom]:
        return self._axioms("annotatedSource", subject)

    def _pointing_to(self, target: str) -> list[_Axiom]:
        return self._axioms("annotatedTarget", target)

    def _axioms(self, end: str, term: str) -> list[_Axiom]:
        if not term.startswith("<"):
            return []
        node = pyoxigraph.NamedNode(term[1:-1])
        quads = self._store.quads_for_pattern(None, pyoxigraph.NamedNode(f"{OWL}{end}"), node)
        return sorted(filter(None, (self._axiom(quad.subject) for quad in quads)))

    def _axiom(
        self, node: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Triple
    ) -> _Axiom | None:
        source = next(self._objects(node, f"{OWL}annotatedSource"), None)
        predicate = next(self._objects(node, f"{OWL}annotatedProperty"), None)
        target = next(self._objects(node, f"{OWL}annotatedTarget"), None)
        if source is None or target is None or not isinstance(predicate, pyoxigraph.NamedNode):
            return None
        return _Axiom(str(source), predicate.value, str(target), str(node))

    def _behind(self, axiom: _Axiom) -> list[Because]:
        """The decision on a statement, then its sentences, the surest first."""
        node = pyoxigraph.BlankNode(axiom.node[2:])
        found = []
        for evidence in self._objects(node, self._vocabulary.term("evidence")):
            if files := self._texts(evidence, self._vocabulary.term("decidedIn")):
                found.append((-2.0, self._decision(evidence, files, axiom)))
            else:
                sure = float(self._text(evidence, self._vocabulary.term("confidence")) or 0)
                found.append((-sure, self._sentence(evidence)))
        return [because for _, because in sorted(found)]

    def _decision(self, node: Term, files: list[str], axiom: _Axiom) -> Because:
        """Decisions in the same words of the same day are one node, be it of two files: `map` knows
        the row of the statement.
        """
        row = self._rows().get((axiom.subject[1:-1], axiom.predicate, axiom.target), "")
        where = row if row.rpartition(":")[0] in files else ", ".join(files)
        signature = ", ".join(self._text(node, f"{DCTERMS}{key}") for key in ("creator", "created"))
        return Because("decision", where, f"{self._text(node, f'{RDFS}comment')} ({signature})")

    def _sentence(self, evidence: Term) -> Because:
        entry = self._text(evidence, f"{DCTERMS}source")
        quotes = (
            self._text(selector, f"{OA}exact")
            for selector in self._objects(evidence, f"{OA}hasSelector")
        )
        where = entry.removeprefix(self._vocabulary.source(""))
        return Because("sentence", where, " ".join(" ".join(quotes).split()))

    def _text(self, node: Term, predicate: str) -> str:
        return next(iter(self._texts(node, predicate)), "")

    def _texts(self, node: Term, predicate: str) -> list[str]:
        return sorted(getattr(term, "value", "") for term in self._objects(node, predicate))

    def _objects(self, node: Term | pyoxigraph.Triple, predicate: str) -> Iterator[Term]:
        if not isinstance(node, pyoxigraph.NamedNode | pyoxigraph.BlankNode):
            return iter(())
        quads = self._store.quads_for_pattern(node, pyoxigraph.NamedNode(predicate), None)
        return (quad.object for quad in quads if not isinstance(quad.object, pyoxigraph.Triple))
