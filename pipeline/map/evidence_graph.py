"""The graph of evidence: for each statement an owl:Axiom, leading to a quote or to a decision."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from pipeline.map.rdf import Graph, Term, digest
from pipeline.model import Decision, Evidence
from pipeline.vocabulary import Vocabulary

_JUSTIFICATION = "semapv:LexicalMatching"
_MANUAL = "semapv:ManualMappingCuration"


class EvidenceGraph(Graph):
    """Evidence nodes are named by their content, so that equal evidence is one node.

    OWL 2 axiom annotation (Mapping to RDF Graphs, section 2.2); selectors of the Web Annotation
    Data Model, 4.2.4 (text quote) and 4.2.5 (text position).
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__(vocabulary, "evidence")

    def justify(
        self,
        subject: str,
        predicate: str,
        value: Term,
        evidence: Sequence[Evidence],
        decision: Decision | None,
    ) -> None:
        """Say why `subject predicate value` stands: by evidence, by a decision, or by both."""
        nodes = [self._evidence(item) for item in sorted(set(evidence))]
        if decision is not None:
            nodes.append(self._decision(decision))
        if not nodes:
            return
        axiom = ox.BlankNode(f"a{digest(subject, predicate, value)}")
        self.link(axiom, "rdf:type", self.node("owl:Axiom").value)
        self.link(axiom, "owl:annotatedSource", subject)
        self.add(axiom, "owl:annotatedProperty", self.node(predicate))
        self.add(axiom, "owl:annotatedTarget", value)
        for node in nodes:
            self.link(axiom, f"{self.vocabulary.prefix}:evidence", node)

    def _evidence(self, item: Evidence) -> str:
        rc = self.vocabulary.prefix
        node = self.vocabulary.evidence(
            digest(item.entry, item.source, item.start, item.end, item.rule)
        )
        self.link(node, "rdf:type", self.node(f"{rc}:Evidence").value)
        self.link(node, "oa:hasSource", self.vocabulary.source(item.source))
        self.link(node, "dcterms:source", self.vocabulary.source(item.entry))
        quote, position = f"{node}/quote", f"{node}/position"
        self.link(node, "oa:hasSelector", quote)
        self.link(node, "oa:hasSelector", position)
        self.link(quote, "rdf:type", self.node("oa:TextQuoteSelector").value)
        self.text(quote, "oa:exact", item.quote)
        self.link(position, "rdf:type", self.node("oa:TextPositionSelector").value)
        self.typed(position, "oa:start", str(item.start), "nonNegativeInteger")
        self.typed(position, "oa:end", str(item.end), "nonNegativeInteger")
        self.text(node, f"{rc}:rule", item.rule)
        self.typed(node, f"{rc}:confidence", f"{item.confidence:.2f}", "decimal")
        self.add(node, "sssom:mapping_justification", self.node(_JUSTIFICATION))
        return node

    def _decision(self, decision: Decision) -> str:
        rc = self.vocabulary.prefix
        node = self.vocabulary.evidence(digest(decision.author, decision.date, decision.reason))
        self.link(node, "rdf:type", self.node(f"{rc}:Decision").value)
        self.text(node, "dcterms:creator", decision.author, "fr")
        self.typed(node, "dcterms:created", decision.date, "date")
        self.text(node, "rdfs:comment", decision.reason, "fr")
        # The file alone: a row added above another changes no statement of the graph.
        self.text(node, f"{rc}:decidedIn", decision.where.partition(":")[0])
        self.add(node, "sssom:mapping_justification", self.node(_MANUAL))
        return node
