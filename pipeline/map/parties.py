"""The parties of the relation that an approach manages: stated where the entries agree, or as a
decision has it, else asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from pipeline.map import questions as ask
from pipeline.map.curation import Curation
from pipeline.map.drafts import Draft, Network
from pipeline.map.lexicon import Lexicon
from pipeline.map.managing import ROLES, Managing, Role, follow, read_managing, relation_of
from pipeline.map.ontology import Ontology
from pipeline.model import Question


def state_managing(
    network: Network,
    lexicon: Lexicon,
    ontology: Ontology,
    curation: Curation,
    resolve: Callable[[str], str | None],
) -> tuple[list[Managing], list[Question]]:
    """Relate the approaches of a network to who manages the relation in them, and with whom.

    Returns all that entries say of it, followed or not, and the questions that they leave. Parties
    and approaches are the concepts of the classes that the ontology keeps these relations for.
    `resolve` gives the IRI of the concept that a name in a row means.
    """
    parties = Lexicon()
    relations = {role: relation_of(role, ontology.prefix) for role in ROLES}
    for draft in network.drafts.values():
        if any(_has(draft, ontology.ranges.get(relation)) for relation in relations.values()):
            parties.add(draft.iri, [label for label in draft.labels if label.kind != "hidden"])
    said = [
        one
        for draft in network.drafts.values()
        for reading in draft.readings
        for one in read_managing(reading, draft.iri, lexicon, parties)
        if one.approach in network.drafts
        and _has(network.drafts[one.approach], ontology.domains.get(relations[one.role]))
    ]
    followed, left = follow(said, _decided(curation, ontology, resolve))
    for one in followed:
        network.relate(one.approach, relations[one.role], one.party, [one.evidence])
    return said, [_question(network, group, relations[group[0].role]) for group in left]


def _has(draft: Draft, classes: frozenset[str] | None) -> bool:
    return bool(classes and classes & draft.types.keys())


def _decided(
    curation: Curation, ontology: Ontology, resolve: Callable[[str], str | None]
) -> dict[tuple[str, Role], set[str]]:
    """The parties that decisions give an approach, by its IRI and the role."""
    roles = {relation_of(role, ontology.prefix): role for role in ROLES}
    decided: dict[tuple[str, Role], set[str]] = defaultdict(set)
    for row in curation.relations:
        ends = [(row.predicate, row.subject, row.object)]
        ends.append((ontology.inverses.get(row.predicate, ""), row.object, row.subject))
        for predicate, approach, party in ends:
            one, other = resolve(approach), resolve(party)
            if predicate in roles and not row.rejected and one and other:
                decided[one, roles[predicate]].add(other)
    return decided


def _question(network: Network, group: Sequence[Managing], relation: str) -> Question:
    approach = group[0].approach
    return ask.parties_differ(
        (network.name(approach), network.key(approach)),
        relation,
        {network.key(one.party): network.name(one.party) for one in group},
        [one.evidence for one in group],
    )
