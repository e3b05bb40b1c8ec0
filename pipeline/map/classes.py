"""The classes that an entry gives: by the genus of its definition, else by its own head noun."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.map.genus import class_of_phrase
from pipeline.map.ontology import Ontology
from pipeline.map.reading import EntryReading, NameFact
from pipeline.map.words import tokens
from pipeline.model import Evidence

ClassFact = tuple[str, Evidence]


def entry_classes(reading: EntryReading, ontology: Ontology) -> list[ClassFact]:
    """The classes (CURIEs) an entry gives, the surest first, each with its words.

    A genus noun that is not weak decides; then the headword's own noun; then a weak noun that is a
    genus noun as well. Heads with articles of their own ("une stratégie et une technologie") give
    a class each.
    """
    for fact in reading.genera:
        if fact.genus.type and not fact.genus.is_weak:
            found = [(fact.genus.type, fact.evidence)]
            for head in fact.genus.heads[1:]:
                name, is_weak = class_of_phrase([head], ontology)
                if name and not is_weak and name != fact.genus.type:
                    found.append((name, fact.evidence))
            return found
    # A genus that says something, if nothing the ontology knows, is not overruled by a name that
    # begins with another noun.
    own_nouns = {words[0].lemma for fact in reading.names if (words := tokens(fact.text))}
    says = any(
        not fact.genus.is_weak and not fact.genus.type and fact.genus.heads[0] not in own_nouns
        for fact in reading.genera
    )
    own = None if says else _class_of_names(reading.names, ontology)
    if own is not None:
        return [own]
    return [(fact.genus.type, fact.evidence) for fact in reading.genera if fact.genus.type][:1]


def _class_of_names(names: Sequence[NameFact], ontology: Ontology) -> ClassFact | None:
    for fact in names:
        if fact.role == "acronym" or fact.lang != "fr":
            continue
        name, is_weak = class_of_phrase([token.lemma for token in tokens(fact.text)], ontology)
        if name and not is_weak:
            e = fact.evidence
            return name, Evidence(
                e.entry, e.source, e.start, e.end, e.quote, "noun-of-headword", 0.8
            )
    return None
