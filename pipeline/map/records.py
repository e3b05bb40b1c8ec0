"""From drafts to concept records: both directions of every relation, the definition kept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from pipeline.map.curation import Curation
from pipeline.map.drafts import Draft
from pipeline.map.ontology import Ontology
from pipeline.map.quotes import mended
from pipeline.model import Concept, Decision, Definition, Entry, Label, Relation, Source
from pipeline.passages import definition_text
from pipeline.vocabulary import DCTERMS, SKOS, Vocabulary

_UNSOUND = ("truncated", "unbalanced_bracket", "unbalanced_quote")
# Why a concept has no definition in the vocabulary's language, in that language.
_NOTES = {
    "fr": {
        "undefined": "Aucune des sources ne définit ce terme.",
        "withheld": "Les sources définissent ce terme, mais leur définition n'est pas reprise ici.",
        "foreign": "Aucune des sources ne définit ce terme en français.",
    },
    "en": {
        "undefined": "None of the sources defines this term.",
        "withheld": "The sources define this term, but their definition is not repeated here.",
        "foreign": "None of the sources defines this term in English.",
    },
}


def concept_records(
    drafts: Mapping[str, Draft],
    of_entry: Mapping[str, str],
    ontology: Ontology,
    vocabulary: Vocabulary,
    curation: Curation,
    sources: Mapping[str, Source],
    texts: Mapping[str, str],
) -> list[Concept]:
    """The concepts by IRI, the trunk first, with what follows from what was found.

    Inverses, and the plain `skos:related` of a typed relation, are derived and marked so, unless
    they were found as well.
    """
    stated = {iri: dict(draft.relations) for iri, draft in drafts.items()}
    relations: dict[str, dict[tuple[str, str], Relation]] = defaultdict(dict)
    for iri, found in stated.items():
        for (predicate, target), relation in found.items():
            relations[iri][predicate, target] = relation
    for iri, found in stated.items():
        for predicate, target in found:
            _derive(relations, ontology, iri, predicate, target)
    tops = [
        _top(iri, vocabulary.expand(name), ontology, relations[iri], of_entry)
        for name, iri in ontology.tops.items()
    ]
    rest = [
        Concept(
            draft.iri,
            draft.labels,
            draft.entries,
            [*_typed(draft.types, vocabulary), *_ordered(relations[draft.iri].values())],
            definitions,
            notes,
        )
        for draft in drafts.values()
        for definitions, notes in [_definitions(draft, curation, sources, texts, vocabulary)]
    ]
    by_iri = {concept.iri: concept for concept in rest}
    return [*sorted(tops, key=lambda top: top.iri), *(by_iri[iri] for iri in sorted(by_iri))]


def _derive(
    relations: dict[str, dict[tuple[str, str], Relation]],
    ontology: Ontology,
    iri: str,
    predicate: str,
    target: str,
) -> None:
    pairs = [(iri, predicate, target), (target, ontology.inverses[predicate], iri)]
    if predicate not in ("skos:broader", "skos:narrower", "skos:related"):
        pairs += [(iri, "skos:related", target), (target, "skos:related", iri)]
    for one, name, other in pairs:
        relations[one].setdefault((name, other), Relation(name, other, derived=True))


def _typed(types: Mapping[str, Relation], vocabulary: Vocabulary) -> list[Relation]:
    """The classes of a concept, by IRI instead of CURIE."""
    return [
        Relation(given.predicate, vocabulary.expand(name), given.evidence, given.decision)
        for name, given in sorted(types.items())
    ]


def _ordered(relations: Iterable[Relation]) -> list[Relation]:
    return sorted(relations, key=lambda relation: (relation.predicate, relation.object))


def _top(
    iri: str,
    name: str,
    ontology: Ontology,
    relations: Mapping[tuple[str, str], Relation],
    of_entry: Mapping[str, str],
) -> Concept:
    """A top concept: signed by what top-concepts.ttl says of who wrote it and when."""
    said: dict[str, list[ox.Literal]] = defaultdict(list)
    for triple in ontology.top_triples:
        if triple.subject == ox.NamedNode(iri) and isinstance(triple.object, ox.Literal):
            said[triple.predicate.value].append(triple.object)
    author = "".join(value.value for value in said[f"{DCTERMS}creator"])
    date = "".join(value.value for value in said[f"{DCTERMS}created"])
    decision = Decision(author, date, "Tronc de l'arbre.", "ontology/top-concepts.ttl")
    labels = [
        Label(value.value, value.language or "", "preferred", [], decision)
        for value in sorted(said[f"{SKOS}prefLabel"], key=lambda v: (v.language != "fr", str(v)))
    ]
    definitions = [
        Definition(value.value, value.language or "", "", decision)
        for value in sorted(said[f"{SKOS}definition"], key=lambda v: (v.language != "fr", str(v)))
    ]
    given = Relation("rdf:type", name, [], decision)
    entries = [entry for entry, concept in of_entry.items() if concept == iri]
    found = [given, *_ordered(relations.values())]
    return Concept(iri, labels, entries, found, definitions, top=True)


def _definitions(
    draft: Draft,
    curation: Curation,
    sources: Mapping[str, Source],
    texts: Mapping[str, str],
    vocabulary: Vocabulary,
) -> tuple[list[Definition], list[str]]:
    """The definition kept, or the note that says why there is none in the vocabulary's language.

    It is the decided one, else the most complete sound one of those that no decision sets aside,
    in that language where there is one.
    """
    language = vocabulary.language
    notes = _NOTES.get(language, _NOTES["fr"])
    entries = {reading.entry.id: reading.entry for reading in draft.readings}
    aside = set(contradicting(curation))
    wanted: Entry | None = None
    decision = None
    for row in curation.relations:
        if row.predicate != "dcterms:source" or not {row.subject, row.object} <= entries.keys():
            continue
        if row.rejected:
            aside.add(row.object)
        else:
            wanted, decision = entries[row.object], row.decision
    defined = [entry for entry in entries.values() if entry.senses]
    usable = [wanted] if wanted else [entry for entry in defined if entry.id not in aside]
    usable = [entry for entry in usable if entry.senses and sources[entry.source].redistribute]
    if not usable:
        return [], [notes["withheld" if defined else "undefined"]]
    best = min(
        usable,
        key=lambda entry: (
            sources[entry.source].language != language,
            _faults(entry),
            -_length(entry, texts[entry.source]),
        ),
    )
    text = _cleaned(definition_text(texts[best.source], best.senses))
    lang = sources[best.source].language
    foreign = [] if lang == language else [notes["foreign"]]
    return [Definition(text, lang, best.id, decision)], foreign


def _cleaned(text: str) -> str:
    """A definition as it is shown: without the quotes that close nothing."""
    lines = (mended(line).strip() for line in text.split("\n"))
    return "\n".join(re.sub(r" {2,}", " ", line) for line in lines)


def contradicting(curation: Curation) -> dict[str, Decision]:
    """The entries whose definition contradicts what is kept, by decision."""
    return {
        row.subject: row.decision
        for row in curation.relations
        if row.predicate == "skos:closeMatch" and not row.rejected
    }


def _faults(entry: Entry) -> int:
    return sum(flag in _UNSOUND for flag in entry.flags)


def _length(entry: Entry, raw: str) -> int:
    return len(definition_text(raw, entry.senses))
