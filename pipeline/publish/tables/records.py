"""The vocabulary as records that a sheet can be made of: one a concept, read from the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from pipeline.publish.collation import collation_key
from pipeline.publish.forest import Forest, plant
from pipeline.publish.inputs import Build
from pipeline.vocabulary import Vocabulary

_KINDS = {
    "skos:prefLabel": "preferred",
    "skos:altLabel": "alternative",
    "skos:hiddenLabel": "hidden",
}
# The documentation properties (SKOS Reference, 7), in the order of the columns.
TEXTS = (
    "skos:definition",
    "skos:scopeNote",
    "skos:example",
    "skos:note",
    "skos:historyNote",
    "skos:changeNote",
    "skos:editorialNote",
)
MATCHES = (
    "skos:exactMatch",
    "skos:closeMatch",
    "skos:broadMatch",
    "skos:narrowMatch",
    "skos:relatedMatch",
)


class Record(Struct):
    """One concept of the graph. `labels` by kind and language, `texts` by CURIE and language (empty
    where there is none), `links` (IRIs) by CURIE; each list is sorted. A synonym is no acronym.
    """

    iri: str
    name: str = ""
    labels: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    texts: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    deprecated: bool = False

    @property
    def slug(self) -> str:
        """The end of its IRI."""
        return self.iri.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1]

    def label(self, kind: str, language: str) -> list[str]:
        """Its labels of a kind in a language."""
        return self.labels.get((kind, language), [])

    def text(self, curie: str, language: str = "") -> list[str]:
        """Its texts of a property in a language."""
        return self.texts.get((curie, language), [])

    def link(self, curie: str) -> list[str]:
        """The IRIs that a property leads to."""
        return self.links.get(curie, [])


class Records(Struct, frozen=True):
    """All concepts by IRI: parents before children as a reader meets them, those given up last.
    `languages` begins with the vocabulary's own; `forest` is of the concepts in use, `rights` what
    the scheme says of rights.
    """

    by_iri: dict[str, Record]
    languages: list[str]
    forest: Forest
    vocabulary: Vocabulary
    rights: str

    @property
    def language(self) -> str:
        """The language of the vocabulary."""
        return self.vocabulary.language

    @property
    def all(self) -> list[Record]:
        """All concepts."""
        return list(self.by_iri.values())

    @property
    def used(self) -> list[Record]:
        """The concepts in use."""
        return [record for record in self.by_iri.values() if not record.deprecated]

    @property
    def given_up(self) -> list[Record]:
        """The deprecated concepts."""
        return [record for record in self.by_iri.values() if record.deprecated]

    def name(self, iri: str) -> str:
        """The name of a concept, or the IRI itself where it is none of ours."""
        return self.by_iri[iri].name if iri in self.by_iri else iri

    def languages_of(self, kind: str) -> list[str]:
        """The languages that have a label of a kind, or a text of a property."""
        found = {
            lang
            for record in self.by_iri.values()
            for key, lang in (*record.labels, *record.texts)
            if key == kind
        }
        return [lang for lang in self.languages if lang in found]


def read_records(build: Build) -> Records:
    """The concepts of the graph of the vocabulary, with their matches in the sources."""
    vocabulary, graphs = build.vocabulary, build.graphs
    curies = _Curies(vocabulary)
    concept, scheme = NamedNode(vocabulary.expand("skos:Concept")), vocabulary.scheme
    found = {
        triple.subject.value: Record(triple.subject.value)
        for triple in graphs["vocabulary"]
        if triple.object == concept and isinstance(triple.subject, NamedNode)
    }
    for triple in (*graphs["vocabulary"], *_matches(graphs["sources"], vocabulary)):
        if isinstance(triple.subject, NamedNode) and triple.subject.value in found:
            _take(found[triple.subject.value], curies[triple.predicate.value], triple.object)
    language = vocabulary.language
    for record in found.values():
        _settle(record, language, scheme)
    forest = plant(build.concepts, {}, language)
    order = _order(found, forest)
    tags = {lang for record in found.values() for _, lang in (*record.labels, *record.texts)}
    return Records(
        {iri: found[iri] for iri in order},
        [language, *sorted(tags - {language, ""})],
        forest,
        vocabulary,
        _rights(graphs["vocabulary"], vocabulary),
    )


def _rights(graph: Iterable[Triple], vocabulary: Vocabulary) -> str:
    """What the scheme says of rights, which names the publishers that are quoted."""
    scheme, rights = NamedNode(vocabulary.scheme), NamedNode(vocabulary.expand("dcterms:rights"))
    said = (
        triple.object.value
        for triple in graph
        if triple.subject == scheme and triple.predicate == rights
        if isinstance(triple.object, Literal) and triple.object.language == vocabulary.language
    )
    return next(said, vocabulary.rights[vocabulary.language])


class _Curies(dict[str, str]):
    """CURIEs by IRI, worked out once each."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._namespaces = vocabulary.prefixes

    def __missing__(self, iri: str) -> str:
        spaces = self._namespaces.items()
        found = (f"{name}:{iri[len(space) :]}" for name, space in spaces if iri.startswith(space))
        self[iri] = next(found, iri)
        return self[iri]


def _matches(sources: Iterable[Triple], vocabulary: Vocabulary) -> list[Triple]:
    wanted = {NamedNode(vocabulary.expand(curie)) for curie in MATCHES}
    return [triple for triple in sources if triple.predicate in wanted]


def _take(record: Record, curie: str, value: NamedNode | BlankNode | Literal | Triple) -> None:
    if isinstance(value, Literal):
        if curie == "owl:deprecated":
            record.deprecated = value.value in ("true", "1")
        elif curie in _KINDS or curie.endswith(":acronym"):
            kind = _KINDS.get(curie, "acronym")
            record.labels.setdefault((kind, value.language or ""), []).append(value.value)
        else:
            record.texts.setdefault((curie, value.language or ""), []).append(value.value)
    elif isinstance(value, NamedNode):
        record.links.setdefault(curie, []).append(value.value)


def _settle(record: Record, language: str, scheme: str) -> None:
    """Sort, tell synonyms from acronyms, and name the concept; the scheme is none of its links."""
    for (kind, lang), texts in record.labels.items():
        acronyms = record.label("acronym", lang) if kind == "alternative" else []
        texts[:] = sorted(set(texts) - set(acronyms))
    for values in (*record.texts.values(), *record.links.values()):
        values[:] = sorted(set(values))
    record.labels = {key: texts for key, texts in record.labels.items() if texts}
    record.links = {key: iris for key, iris in record.links.items() if iris != [scheme]}
    names = [*record.label("preferred", language), *_all_preferred(record)]
    record.name = names[0] if names else record.slug


def _all_preferred(record: Record) -> list[str]:
    return sorted(
        t for (kind, _), texts in record.labels.items() if kind == "preferred" for t in texts
    )


def _order(found: Mapping[str, Record], forest: Forest) -> list[str]:
    """Trees first, then what stands in none, then what is given up."""
    places: dict[str, int] = defaultdict(lambda: len(found))
    waiting = list(reversed(forest.roots))
    while waiting:
        iri = waiting.pop()
        places[iri] = len(places)
        waiting.extend(reversed(forest.children.get(iri, ())))
    return sorted(
        found,
        key=lambda i: (
            found[i].deprecated,
            places[i] if i in places else len(found),
            collation_key(found[i].name),
            i,
        ),
    )
