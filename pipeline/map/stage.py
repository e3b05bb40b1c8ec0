"""The stage map: entries and curation in; concepts, questions, RDF and new identifiers out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct, structs

from pipeline.extract.catalogue import load_catalogue
from pipeline.extract.stage import read_text
from pipeline.files import read_lines, write_bytes, write_json, write_lines, write_text
from pipeline.map.candidates import find_candidates
from pipeline.map.concepts import map_entries
from pipeline.map.curation import NO_CURATION, Curation
from pipeline.map.dataset_graph import dataset_graph
from pipeline.map.disagreements import find_disagreements
from pipeline.map.drafts import Mapped
from pipeline.map.evidence_graph import EvidenceGraph
from pipeline.map.identifiers import Identifiers, load_identifiers
from pipeline.map.lost_headwords import recover
from pipeline.map.moved import follow, moved_entries
from pipeline.map.ontology import Ontology, load_ontology
from pipeline.map.ontology_graph import ontology_graph
from pipeline.map.rdf import Graph, as_trig
from pipeline.map.reading import EntryReading, read_entries
from pipeline.map.records import concept_records, contradicting
from pipeline.map.review import changed, unmatched
from pipeline.map.second_reader import LANGUAGE
from pipeline.map.sources_graph import (
    Why,
    map_entry,
    sources_graph,
    state_disagreement,
    state_managing,
)
from pipeline.map.tables import load_curation
from pipeline.map.vocabulary_graph import Gone, vocabulary_graph
from pipeline.map.words import fold
from pipeline.model import Concept, Disagreement, Entry, Source
from pipeline.vocabulary import Vocabulary, load_vocabulary


class MapReport(Struct, frozen=True):
    """Written beside the stage files: whether curation was on, decisions that match nothing, and
    those whose sentence stands no more in its source.
    """

    curation: bool
    unmatched: list[str]
    changed: list[str] = []


class _Inputs(Struct, frozen=True):
    vocabulary: Vocabulary
    ontology: Ontology
    curation: Curation
    sources: dict[str, Source]
    texts: dict[str, str]
    entries: dict[str, list[Entry]]


def map_sources(project: Path, output: Path, *, curation: bool) -> list[Concept]:
    """Map all extracted sources and write the stage files into `output/work`; `graph.trig` last.

    Raises as the readers of its inputs do: StageError where a source was not extracted,
    ConfigurationError and CurationError for what people wrote.
    """
    inputs = _load(project, output, curation=curation)
    identifiers = load_identifiers(project)
    moved = moved_entries(inputs.curation, inputs.entries, inputs.texts)
    inputs = structs.replace(inputs, curation=follow(inputs.curation, moved))
    identifiers.follow(moved)
    for (label, lang), iri in inputs.ontology.top_labels.items():
        if lang == inputs.vocabulary.language:
            slug = iri.rsplit("/", 1)[-1]
            identifiers.reserve(f"concept:{slug}", slug, label)
    readings = read_entries(
        [
            (entry, inputs.texts[source], inputs.sources[source].language)
            for source, entries in inputs.entries.items()
            for entry in entries
        ],
        inputs.ontology,
    )
    recovered = recover(readings)
    readings = recovered.readings
    everything = " ".join(fold(text).replace("’", "'") for text in inputs.texts.values())
    mapped = map_entries(
        recovered,
        inputs.ontology,
        inputs.vocabulary,
        inputs.curation,
        identifiers,
        lambda name: everything.count(fold(name)),
    )
    concepts = concept_records(
        mapped.drafts,
        mapped.of_entry,
        inputs.ontology,
        inputs.vocabulary,
        inputs.curation,
        inputs.sources,
        inputs.texts,
    )
    disagreements = find_disagreements(
        readings, concepts, mapped.of_entry, inputs.curation, inputs.ontology
    )
    french = [r for r in readings if inputs.sources[r.entry.source].language == LANGUAGE]
    candidates = find_candidates(french, concepts, inputs.ontology)
    graphs = _graphs(
        inputs, readings, mapped, concepts, disagreements, identifiers, curated=curation
    )
    work = output / "work"
    write_text(work / "identifiers.csv", identifiers.as_csv())
    write_lines(work / "concepts.jsonl", concepts)
    write_lines(work / "questions.jsonl", mapped.questions)
    write_lines(work / "disagreements.jsonl", disagreements)
    write_lines(work / "candidates.jsonl", candidates)
    write_json(work / "map.json", _review(inputs, mapped, curation=curation))
    write_bytes(work / "graph.trig", as_trig(graphs, inputs.vocabulary))
    return concepts


def _load(project: Path, output: Path, *, curation: bool) -> _Inputs:
    vocabulary = load_vocabulary(project / "ontology/vocabulary.toml")
    ontology = load_ontology(project, vocabulary)
    # The tables are read in any case, so that a faulty row is found whatever is built.
    decisions = load_curation(project, ontology)
    sources = {source.id: source for source in load_catalogue(project)}
    folder = output / "work" / "extract"
    return _Inputs(
        vocabulary,
        ontology,
        decisions if curation else NO_CURATION,
        sources,
        {source.id: read_text(output, source) for source in sources.values()},
        {
            identifier: read_lines(folder / f"{identifier}.jsonl", Entry, made_by="extract")
            for identifier in sources
        },
    )


def _review(inputs: _Inputs, mapped: Mapped, *, curation: bool) -> MapReport:
    decisions, matched = inputs.curation, mapped.matched
    return MapReport(
        curation, unmatched(decisions, matched), changed(decisions, matched, inputs.texts)
    )


def _graphs(
    inputs: _Inputs,
    readings: Sequence[EntryReading],
    mapped: Mapped,
    concepts: Sequence[Concept],
    disagreements: Sequence[Disagreement],
    identifiers: Identifiers,
    *,
    curated: bool,
) -> list[Graph]:
    vocabulary, sources = inputs.vocabulary, list(inputs.sources.values())
    evidence = EvidenceGraph(vocabulary)
    # Without curation an entry that makes no concept only waits for the decision that names it.
    waiting = set() if curated else {reading.entry.id for reading in readings}
    gone = identifiers.settle(_slugs(mapped, vocabulary), waiting)
    successors = {slug: vocabulary.concept(to) if to else "" for slug, to in gone.items()}
    successors |= {slug: to for slug, to in mapped.successors.items() if slug in gone}
    deprecated = [
        Gone(vocabulary.concept(slug), identifiers.labels[slug], successor)
        for slug, successor in sorted(successors.items())
    ]
    main = vocabulary_graph(
        vocabulary, concepts, inputs.ontology.top_triples, deprecated, sources, evidence
    )
    texts = sources_graph(vocabulary, sources, inputs.entries, inputs.texts)
    aside = contradicting(inputs.curation)
    for reading in readings:
        entry = reading.entry.id
        if entry in mapped.of_entry:
            map_entry(
                texts,
                evidence,
                entry,
                mapped.of_entry[entry],
                contradicts=entry in aside,
                why=_why(reading, mapped, inputs.curation),
            )
    for disagreement in disagreements:
        state_disagreement(texts, evidence, disagreement)
    for said in mapped.managing:
        if mapped.of_entry[said.evidence.entry] == said.approach:
            state_managing(texts, evidence, said)
    ontology = ontology_graph(vocabulary, inputs.ontology)
    others = {"vocabulary": main, "ontology": ontology, "sources": texts, "evidence": evidence}
    return [*others.values(), dataset_graph(vocabulary, sources, others)]


def _slugs(mapped: Mapped, vocabulary: Vocabulary) -> Mapping[str, str]:
    base = vocabulary.concept("")
    keys = mapped.of_entry | mapped.of_made
    return {key: iri.removeprefix(base) for key, iri in keys.items()}


def _why(reading: EntryReading, mapped: Mapped, curation: Curation) -> Why:
    """Why an entry belongs to its concept: a contradiction noted, a joining, a name assigned, or
    the names it gives itself.
    """
    entry = reading.entry.id
    decision = contradicting(curation).get(entry) or mapped.joined.get(entry)
    evidence = [fact.evidence for fact in reading.names]
    if decision is None and not evidence:
        keys = (entry, f"concept:{mapped.of_entry[entry].rsplit('/', 1)[-1]}")
        named = [r.decision for r in curation.labels if r.entry in keys and not r.rejected]
        decision = named[0] if named else None
    return evidence[:1], decision
