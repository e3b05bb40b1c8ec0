"""Explain a concept: everything published about it, each statement with why it is there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyoxigraph as ox
from rich.console import Console

from pipeline.ask.dataset import Dataset, Term, iri
from pipeline.ask.explain.disagreements import disagreements
from pipeline.ask.explain.explanation import (
    Explanation,
    Named,
    Reason,
    SaidDefinition,
    SaidLabel,
    SaidLink,
)
from pipeline.ask.explain.passages import RawTexts
from pipeline.ask.explain.reasons import Reasons
from pipeline.ask.explain.text import write, write_choice
from pipeline.ask.lookup import AmbiguousTermError, matches
from pipeline.ask.page import new_page, rendered
from pipeline.ask.wording import AskWording
from pipeline.model import LabelKind
from pipeline.vocabulary import load_vocabulary

_LABELS: tuple[tuple[LabelKind, str], ...] = (
    ("preferred", "skos:prefLabel"),
    ("acronym", "{rc}:acronym"),
    ("alternative", "skos:altLabel"),
    ("hidden", "skos:hiddenLabel"),
)
_NOTES = ("skos:scopeNote", "skos:editorialNote", "skos:historyNote", "skos:changeNote")
# What is shown elsewhere than among the relations, or ties a concept to its scheme.
# The flags of an entry that defines nothing in its own words.
_UNDEFINED = {"empty_definition", "cross_reference"}
_NO_RELATION = (
    "rdf:type",
    "skos:inScheme",
    "skos:topConceptOf",
    "skos:exactMatch",
    "skos:closeMatch",
    "dcterms:source",
    "dcterms:isReplacedBy",
)


def answer(project: Path, output: Path, term: str, *, form: str) -> str:
    """The explanation of what `project` published under a term, ready to be printed.

    `form` is text (in French, styled where standard output is a terminal) or json. Raises
    StageError as `open_dataset` and `matches` do, AmbiguousTermError where the term names several
    concepts.
    """
    vocabulary = load_vocabulary(project / "ontology" / "vocabulary.toml")
    dataset = Dataset.published(output, vocabulary)
    wording = AskWording(vocabulary, dataset.ontology())
    found = matches(dataset, term)
    console = Console(force_terminal=sys.stdout.isatty())
    page = new_page(console)
    if len(found) > 1:
        write_choice(term, found, wording, page)
        listing = _json({"term": term, "matches": found})
        listing = listing if form == "json" else rendered(page, console)
        raise AmbiguousTermError(term, len(found), listing)
    said = explain(dataset, RawTexts(project), found[0].iri, wording)
    if form == "json":
        return _json(said)
    write(said, wording, page)
    return rendered(page, console)


def _json(record: object) -> str:
    return msgspec.json.format(msgspec.json.encode(record), indent=1).decode("utf-8") + "\n"


def explain(dataset: Dataset, texts: RawTexts, concept: str, wording: AskWording) -> Explanation:
    """All that is published about a concept (its IRI), in an order that does not change.

    The sentences come from the raw texts, as far as they are there.
    """
    reasons = Reasons(dataset, texts, wording)
    return _Gathering(dataset, reasons, wording, concept).explanation()


class _Gathering:
    def __init__(
        self, dataset: Dataset, reasons: Reasons, wording: AskWording, concept: str
    ) -> None:
        self._dataset = dataset
        self._reasons = reasons
        self._wording = wording
        self._concept = concept

    def explanation(self) -> Explanation:
        data, concept = self._dataset, self._concept
        definitions = self._definitions()
        paths = self._paths(concept, ())
        return Explanation(
            iri=concept,
            name=data.name(concept),
            deprecated=bool(data.values(concept, "owl:deprecated")),
            successors=self._named(data.links(concept, "dcterms:isReplacedBy")),
            replaces=self._named([t.value for t in data.bearers("dcterms:isReplacedBy", concept)]),
            labels=self._labels(),
            classes=self._classes(paths),
            definitions=definitions,
            paths=[self._named(path, in_order=True) for path in paths],
            relations=self._relations(),
            disagreements=disagreements(
                data, self._reasons, concept, definitions, self._entry_said
            ),
            notes=[note.value for curie in _NOTES for note in data.literals(concept, curie)],
        )

    def _named(self, iris: list[str], *, in_order: bool = False) -> list[Named]:
        named = [self._reasons.named(node) for node in iris]
        return named if in_order else sorted(named)

    def _labels(self) -> list[SaidLabel]:
        """The labels, those of the vocabulary's language first; an acronym is no altLabel again."""
        main = self._dataset.vocabulary.language
        labels = []
        acronyms: set[ox.Literal] = set()
        for kind, curie in _LABELS:
            name = curie.format(rc=self._dataset.vocabulary.prefix)
            for value in self._dataset.literals(self._concept, name):
                if kind == "acronym":
                    acronyms.add(value)
                if kind == "alternative" and value in acronyms:
                    continue
                reason = self._reasons.of(self._concept, name, value)
                labels.append(SaidLabel(value.language or "", kind, value.value, reason))
        return sorted(labels, key=lambda label: (label.lang != main, label.lang))

    def _classes(self, paths: list[list[str]]) -> list[SaidLink]:
        """The classes stated, then those that follow from the place in the tree: a class that is
        defined by a concept holds all that stands below it (the ontology's owl:equivalentClass).
        """
        data, concept = self._dataset, self._concept
        kind = self._reasons.property(data.vocabulary.expand("rdf:type"))
        stated = sorted(
            set(data.links(concept, "rdf:type")) - {data.vocabulary.expand("skos:Concept")}
        )
        said = [
            SaidLink(kind, self._reasons.named(name), self._reasons.of(concept, "rdf:type", name))
            for name in stated
        ]
        for path in paths:
            for depth, above in enumerate(path[:-1]):
                for name in self._defined_by(above):
                    if name in stated:
                        continue
                    stated.append(name)
                    steps = list(zip(path[depth + 1 :], path[depth:], strict=False))
                    grounds = [
                        self._reasons.ground(low, "skos:broader", high) for low, high in steps
                    ]
                    reason = Reason(follows=grounds[::-1])
                    said.append(SaidLink(kind, self._reasons.named(name), reason))
        return said

    def _defined_by(self, concept: str) -> list[str]:
        """The classes that are defined as what stands under a concept, with or without itself."""
        data = self._dataset
        found: set[str] = set()
        for restriction in data.bearers("owl:hasValue", concept):
            for description in [restriction, *self._unions_with(restriction)]:
                found |= {iri(term) for term in data.bearers("owl:equivalentClass", description)}
        return sorted(found - {""})

    def _unions_with(self, member: Term) -> Iterator[Term]:
        """The unions (owl:unionOf, an RDF list) that a description is a member of."""
        data = self._dataset
        cells = data.bearers("rdf:first", member)
        for cell in cells:
            yield from data.bearers("owl:unionOf", cell)
            cells += data.bearers("rdf:rest", cell)

    def _paths(self, concept: str, below: tuple[str, ...]) -> list[list[str]]:
        """Every path from a concept without a broader one down to this one; no circle is walked."""
        above = [b for b in self._dataset.links(concept, "skos:broader") if b not in below]
        if not above:
            return [[concept, *below]]
        return [path for b in above for path in self._paths(b, (concept, *below))]

    def _relations(self) -> list[SaidLink]:
        expand = self._dataset.vocabulary.expand
        left_out = {expand(curie) for curie in _NO_RELATION}
        links = [
            (predicate, value.value)
            for predicate, value in self._dataset.said_of(self._concept)
            if isinstance(value, ox.NamedNode) and predicate not in left_out
        ]
        order = self._wording.reading_order(predicate for predicate, _ in links)
        links.sort(key=lambda link: (order.index(link[0]), self._dataset.name(link[1])))
        return [
            SaidLink(
                self._reasons.property(predicate),
                self._reasons.named(value),
                self._reasons.of(self._concept, predicate, value),
            )
            for predicate, value in links
        ]

    def _definitions(self) -> list[SaidDefinition]:
        """The definitions kept, then those of the concept's other entries."""
        data, concept = self._dataset, self._concept
        entries = {
            entry: match
            for match in ("skos:closeMatch", "skos:exactMatch")
            for entry in data.links(concept, match)
        }
        kept_from = data.links(concept, "dcterms:source")
        kept = []
        for value in data.literals(concept, "skos:definition"):
            lang = value.language or ""
            entry = next((e for e in kept_from if data.literals(e, "skos:definition")), "")
            choice = self._reasons.of(concept, "skos:definition", value)
            kept.append(self._definition(entry, entries.get(entry, ""), value.value, lang, choice))
        quoted = {definition.entry.iri for definition in kept if definition.entry}
        others = [
            self._entry_said(entry, match)
            for match in ("skos:exactMatch", "skos:closeMatch")
            for entry in sorted(entries)
            if entries[entry] == match and entry not in quoted
        ]
        main = data.vocabulary.language
        return [*sorted(kept, key=lambda d: (d.lang != main, d.lang)), *others]

    def _entry_said(self, entry: str, match: str = "") -> SaidDefinition:
        """What an entry says that is not the definition kept."""
        said = next(iter(self._dataset.literals(entry, "skos:definition")), ox.Literal(""))
        return self._definition(entry, match, said.value, said.language or "", None)

    def _definition(
        self, entry: str, match: str, text: str, lang: str, choice: Reason | None
    ) -> SaidDefinition:
        """A definition of an entry (its IRI), or without one; `choice` marks what is kept."""
        data, base = self._dataset, self._dataset.vocabulary.source("")
        source = next(iter(data.links(entry, "skos:inScheme")), "") if entry else ""
        flag = f"{data.vocabulary.prefix}:flag"
        flags = {value.value for value in data.literals(entry, flag)} if entry else set()
        return SaidDefinition(
            kept=choice is not None,
            lang=lang,
            text=text,
            withheld=bool(entry) and not text and not flags & _UNDEFINED,
            entry=self._reasons.named(entry) if entry else None,
            entry_id=entry.removeprefix(base),
            headword_lost=bool(entry) and not data.literals(entry, "skos:prefLabel"),
            source=self._reasons.named(source) if source else None,
            source_id=source.removeprefix(base),
            publisher=data.text(source, "dcterms:publisher") if source else "",
            mapping=self._reasons.property(data.vocabulary.expand(match)) if match else None,
            mapping_reason=self._reasons.of(entry, match, self._concept) if match else Reason(),
            choice=choice or Reason(),
        )
