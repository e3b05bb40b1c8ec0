"""Why a published statement is there: its passages, its decisions, or what it follows from."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from pipeline.ask.dataset import Dataset, Term, iri
from pipeline.ask.explain.explanation import Ground, Named, Passage, Reason
from pipeline.ask.explain.passages import RawTexts
from pipeline.ask.wording import AskWording
from pipeline.model import Decision
from pipeline.vocabulary import OWL

Statement = tuple[str, str, Term]


class Reasons:
    """Reads the evidence of statements; a property is given as a CURIE or as an IRI."""

    def __init__(self, dataset: Dataset, texts: RawTexts, wording: AskWording) -> None:
        self._dataset = dataset
        self._texts = texts
        self._wording = wording

    def of(self, subject: str, predicate: str, value: str | Term) -> Reason:
        """The reason of a statement, empty where the dataset gives none."""
        node = ox.NamedNode(value) if isinstance(value, str) else value
        passages, decisions = self._stated(subject, self._expand(predicate), node)
        if passages or decisions:
            return Reason(passages, decisions)
        return Reason(follows=self._grounds((subject, self._expand(predicate), node)))

    def ground(self, subject: str, predicate: str, value: str | Term) -> Ground:
        """A statement that another follows from; inverses are read as well where it has no reason
        of its own.
        """
        node = ox.NamedNode(value) if isinstance(value, str) else value
        statement = (subject, self._expand(predicate), node)
        passages, decisions = self._stated(*statement)
        if passages or decisions:
            return self._ground(statement)
        return next(iter(self._grounds(statement)), self._ground(statement))

    def _expand(self, name: str) -> str:
        return name if "/" in name else self._dataset.vocabulary.expand(name)

    def _grounds(self, statement: Statement) -> list[Ground]:
        """The nearest statements with a reason of their own from which this one follows: by an
        inverse, a symmetric property or a sub-property, as the ontology declares them.
        """
        seen, layer = {statement}, [statement]
        while layer:
            layer = [s for known in layer for s in self._premises(known) if s not in seen]
            layer = sorted(set(layer), key=str)
            seen.update(layer)
            found = [self._ground(s) for s in layer if any(self._stated(*s))]
            if found:
                return found
        return []

    def _premises(self, statement: Statement) -> Iterator[Statement]:
        subject, predicate, value = statement
        for narrower in self._related(predicate, "rdfs:subPropertyOf", back=True):
            if self._dataset.states(subject, narrower, value):
                yield subject, narrower, value
        if not isinstance(value, ox.NamedNode):
            return
        for inverse in self._inverses(predicate):
            if self._dataset.states(value.value, inverse, ox.NamedNode(subject)):
                yield value.value, inverse, ox.NamedNode(subject)

    def _inverses(self, predicate: str) -> set[str]:
        inverses = self._related(predicate, "owl:inverseOf", back=False)
        inverses |= self._related(predicate, "owl:inverseOf", back=True)
        symmetric = ox.NamedNode(f"{OWL}SymmetricProperty")
        if symmetric in self._dataset.values(predicate, "rdf:type"):
            inverses.add(predicate)
        return inverses

    def _related(self, predicate: str, curie: str, *, back: bool) -> set[str]:
        if back:
            return {iri(term) for term in self._dataset.bearers(curie, predicate)} - {""}
        return set(self._dataset.links(predicate, curie))

    def _ground(self, statement: Statement) -> Ground:
        subject, predicate, value = statement
        passages, decisions = self._stated(*statement)
        return Ground(
            self.named(subject), self.property(predicate), self.named(value), passages, decisions
        )

    def named(self, node: str | Term) -> Named:
        """A node with its name; a literal is its own."""
        if isinstance(node, ox.Literal):
            return Named(node.value)
        name = node if isinstance(node, str) else iri(node)
        return Named(self._dataset.name(name), name)

    def property(self, predicate: str) -> Named:
        """A property (its IRI) with the words that stand for it between two names."""
        return Named(self._wording.property(predicate), predicate)

    def _stated(
        self, subject: str, predicate: str, value: Term
    ) -> tuple[list[Passage], list[Decision]]:
        """The evidence that the axioms of a statement lead to (OWL 2 axiom annotation)."""
        data, rc = self._dataset, self._dataset.vocabulary.prefix
        nodes: set[str] = set()
        for axiom in data.bearers("owl:annotatedSource", subject):
            if predicate in data.links(axiom, "owl:annotatedProperty") and value in data.values(
                axiom, "owl:annotatedTarget"
            ):
                nodes.update(data.links(axiom, f"{rc}:evidence"))
        decision_class = data.vocabulary.term("Decision")
        decided = {n for n in nodes if decision_class in data.links(n, "rdf:type")}
        passages = [self._passage(node) for node in nodes - decided]
        return (
            sorted(passages, key=lambda p: (-p.confidence, p.source_id, p.start, p.end, p.rule)),
            sorted(self._decision(node) for node in decided),
        )

    def _decision(self, node: str) -> Decision:
        text, rc = self._dataset.text, self._dataset.vocabulary.prefix
        return Decision(
            text(node, "dcterms:creator"),
            text(node, "dcterms:created"),
            text(node, "rdfs:comment"),
            text(node, f"{rc}:decidedIn"),
        )

    def _passage(self, node: str) -> Passage:
        data, rc = self._dataset, self._dataset.vocabulary.prefix
        said = {"oa:exact": "", "oa:start": "0", "oa:end": "0"}
        for selector in data.values(node, "oa:hasSelector"):
            said |= {curie: data.text(selector, curie) or known for curie, known in said.items()}
        quote, start, end = said["oa:exact"], int(said["oa:start"]), int(said["oa:end"])
        source = next(iter(data.links(node, "oa:hasSource")), "")
        entry = next(iter(data.links(node, "dcterms:source")), "")
        source_id = source.removeprefix(data.vocabulary.source(""))
        sentence = self._texts.sentence(source_id, start, end, quote)
        return Passage(
            entry=self.named(entry),
            entry_id=entry.removeprefix(data.vocabulary.source("")),
            source=self.named(source),
            source_id=source_id,
            start=start,
            end=end,
            line=sentence.line if sentence else None,
            before=sentence.before if sentence else "",
            quote=quote,
            after=sentence.after if sentence else "",
            rule=data.text(node, f"{rc}:rule"),
            confidence=float(data.text(node, f"{rc}:confidence") or 0),
        )
