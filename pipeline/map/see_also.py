"""What entries refer their readers to: "voir aussi" relates what nothing else joins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.map.curation import RelationDecision
from pipeline.map.drafts import Draft, Network
from pipeline.map.entry_names import is_reference
from pipeline.map.reference_questions import cited, refers
from pipeline.map.words import key
from pipeline.model import Entry, Headword, Question

RULE = "see-also"


class _Names:
    """The concepts by the keys of their names, and by source by those of its headwords."""

    def __init__(self, network: Network) -> None:
        self._everywhere: dict[str, dict[str, None]] = defaultdict(dict)
        self._in_source: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for iri, draft in network.drafts.items():
            for label in draft.labels:
                self._everywhere[key(label.text)][iri] = None
            for reading in draft.readings:
                entry = reading.entry
                heads = [entry.headword.text] if entry.headword else []
                for name in [*heads, *(fact.text for fact in reading.names)]:
                    self._in_source[entry.source, key(name)][iri] = None

    def concepts(self, term: str, source: str) -> list[str]:
        """The concepts that a term may mean in a text of a source: its own first."""
        name = key(term)
        return list(self._in_source.get((source, name)) or self._everywhere.get(name) or ())


def refer(network: Network, rows: Sequence[RelationDecision]) -> list[Question]:
    """Relate the concepts whose entries refer to one another, where nothing else joins them. What
    names no concept, or several, is asked, unless a decision (`rows`) relates the concept already.
    """
    names = _Names(network)
    joined = {frozenset((edge.child, edge.parent)) for edge in network.edges}
    joined |= {
        frozenset((iri, target))
        for iri, draft in network.drafts.items()
        for _, target in draft.relations
    }
    answered = {
        name for r in rows if r.predicate == "skos:related" for name in (r.subject, r.object)
    }
    questions: list[Question] = []
    for draft in network.drafts.values():
        is_answered = not answered.isdisjoint(draft.keys)
        for entry, term in _references(draft):
            evidence = cited(entry, term, RULE)
            concepts = names.concepts(term.text, entry.source)
            if draft.iri in concepts:
                continue
            if len(concepts) == 1:
                if frozenset((draft.iri, concepts[0])) not in joined:
                    network.relate(draft.iri, "skos:related", concepts[0], [evidence])
            elif not is_answered:
                found = [(network.name(iri), network.key(iri)) for iri in concepts]
                questions.append(refers((draft.name, draft.keys[0]), found, evidence))
    return questions


def _references(draft: Draft) -> Iterator[tuple[Entry, Headword]]:
    for reading in draft.readings:
        if not is_reference(reading.entry):
            for term in reading.entry.see:
                yield reading.entry, term
