"""Stated relations: what a build says between two concepts, held against the gold's entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from pipeline.map.ontology import Ontology
from pipeline.model import Concept, Relation
from pipeline.validate.evaluation.build import Build, basis
from pipeline.validate.evaluation.gold import Gold, GoldRelation
from pipeline.validate.evaluation.score import Item, Score, score

# Subject, predicate (a CURIE), object: IRIs of concepts.
Triple = tuple[str, str, str]


class _Said(Struct, frozen=True):
    """A relation as the build says it, of a concept."""

    concept: Concept
    relation: Relation


_BROADER, _NARROWER, _RELATED = "skos:broader", "skos:narrower", "skos:related"
# The rules that read hierarchy from names inside names; the gold holds to the definitions.
_FROM_NAMES = {"name-in-name"}


def score_relations(gold: Gold, build: Build, ontology: Ontology) -> Score:
    """A relation is right where the gold states or implies it between entries of the two concepts;
    to be found are the stated ones whose object is an entry, record by record.

    Judged is what is published between two concepts that have entries, below the trunk of the tree,
    and does not follow from something else (an inverse; the plain association of a typed relation).
    A relation and its inverse are one. A stated hierarchy is found where the tree leads from the
    one to the other: a direct link that others make redundant is not published.

    Listed apart are `near` (wrong as well), an association where the gold has a typed relation for
    the pair, or the reverse; and `from_names` (neither right nor wrong), hierarchy read from a name
    inside a name that the gold does not mention.
    """
    published = _published(build, ontology)
    wanted = _between_concepts(gold, build, ontology)
    by_pair: dict[frozenset[str], list[GoldRelation]] = defaultdict(list)
    for (subject, _, target), records in wanted.items():
        by_pair[frozenset((subject, target))] += records
    claims = 0
    wrong: list[Item] = []
    near: list[Item] = []
    from_names: list[Item] = []
    for triple, said in published.items():
        subject, predicate, target = triple
        if not all(_is_judged(build.by_iri[iri]) for iri in (subject, target)):
            continue
        alternatives = by_pair[frozenset((subject, target))]
        item = _item(build, said, alternatives)
        if triple not in wanted and _is_from_names(said.relation):
            from_names.append(item)
            continue
        claims += 1
        if triple not in wanted:
            wrong.append(item)
            if _is_near(predicate, alternatives):
                near.append(item)
    found = {*published, *_ancestry(published)}
    stated = [r for r in gold.relations if r.object is not None and r.status == "stated"]
    return score(
        claims=claims,
        wrong=wrong,
        facts=len(stated),
        missed=[
            Item(record.subject, f"{record.predicate} → {record.object_text}", record.quote)
            for record in stated
            if _triple(record, build, ontology) not in found
        ],
        near=near,
        from_names=from_names,
    )


def _is_judged(concept: Concept) -> bool:
    return bool(concept.entries) and not concept.top


def _published(build: Build, ontology: Ontology) -> dict[Triple, _Said]:
    """What is said between two concepts, each relation once; typed ones cover a plain one."""
    said: dict[Triple, _Said] = {}
    for concept in build.concepts:
        for relation in concept.relations:
            if relation.predicate in ontology.inverses and not relation.derived:
                triple = (concept.iri, relation.predicate, relation.object)
                said.setdefault(_one_way(triple, ontology.inverses), _Said(concept, relation))
    typed = {
        frozenset((subject, target))
        for subject, predicate, target in said
        if predicate not in (_BROADER, _RELATED)
    }
    return {
        triple: one
        for triple, one in said.items()
        if triple[1] != _RELATED or frozenset((triple[0], triple[2])) not in typed
    }


def _between_concepts(
    gold: Gold, build: Build, ontology: Ontology
) -> dict[Triple, list[GoldRelation]]:
    """The gold's relations, stated and implied, between the concepts that this build has."""
    wanted: dict[Triple, list[GoldRelation]] = defaultdict(list)
    for record in gold.relations:
        triple = _triple(record, build, ontology)
        if triple is not None:
            wanted[triple].append(record)
    return dict(wanted)


def _triple(record: GoldRelation, build: Build, ontology: Ontology) -> Triple | None:
    subject, target = build.of.get(record.subject), build.of.get(record.object or "")
    if subject is None or target is None:
        return None
    curies = {curie.partition(":")[2]: curie for curie in ontology.inverses}
    return _one_way((subject.iri, curies[record.predicate], target.iri), ontology.inverses)


def _one_way(triple: Triple, inverses: Mapping[str, str]) -> Triple:
    """The same relation, always in the same direction: the one whose name sorts first."""
    subject, predicate, target = triple
    return min(triple, (target, inverses[predicate], subject), key=lambda one: (one[1], one[0]))


def _ancestry(published: Iterable[Triple]) -> set[Triple]:
    """Every pair of concepts of which the tree leads from the first up to the second."""
    parents: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, target in published:
        if predicate == _BROADER:
            parents[subject].add(target)
    found: set[Triple] = set()
    for child in list(parents):
        waiting, seen = [child], {child}
        while waiting:
            for parent in parents.get(waiting.pop(), set()) - seen:
                seen.add(parent)
                waiting.append(parent)
        found |= {(child, _BROADER, above) for above in seen - {child}}
    return found


def _is_from_names(relation: Relation) -> bool:
    rules = {item.rule for item in relation.evidence}
    return relation.decision is None and bool(rules) and rules <= _FROM_NAMES


def _is_near(predicate: str, alternatives: list[GoldRelation]) -> bool:
    """Whether the gold has a plain association for a typed relation of the pair, or the reverse."""
    names = {record.predicate for record in alternatives} - {"broader", "narrower"}
    if predicate in (_BROADER, _NARROWER):
        return False
    return bool(names - {"related"}) if predicate == _RELATED else "related" in names


def _item(build: Build, said: _Said, alternatives: list[GoldRelation]) -> Item:
    subject, target = said.concept, build.by_iri[said.relation.object]
    predicate = said.relation.predicate.partition(":")[2]
    return Item(
        next(iter(subject.entries), subject.iri),
        f"{subject.labels[0].text}: {predicate} → {target.labels[0].text}",
        " ; ".join(f"{record.predicate}: {record.quote}" for record in alternatives),
        basis(said.relation),
    )
