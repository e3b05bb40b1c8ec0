"""Builds of any size as the explorer is given them, the same for the same size.

Under this project's top concepts come concepts with the traits of real ones: two to four labels in
French and English, a definition of 150 to 200 characters whose words are drawn as often as the
project's own sources use them, eight concepts under each, two relations of each, and the sentence
that every label, place and relation rests on. They are in no source but the one that is made here.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from pipeline.extract.catalogue import load_catalogue, read_content
from pipeline.graphs import GRAPHS, Graphs
from pipeline.map.stage import MapReport
from pipeline.model import (
    Concept,
    Decision,
    Definition,
    Entry,
    Evidence,
    Headword,
    Label,
    Ledger,
    Relation,
    Sense,
    Source,
    Span,
)
from pipeline.publish.appearance import Style
from pipeline.publish.inputs import Build, SourceReading
from pipeline.publish.wording import Wording
from pipeline.turtle import load_turtle
from pipeline.validate.evaluation.stage import read_scores
from pipeline.validate.findings import Findings
from pipeline.vocabulary import Vocabulary, load_vocabulary

PROJECT = Path(__file__).resolve().parents[1]
CHILDREN = 8
_SEED = 20
_TRUNK = Decision("banc d'essai", "2026-11-22", "Tronc de l'arbre.", "ontology/top-concepts.ttl")
_SOURCES = ("banc-a", "banc-b")
# A relation in words, and the one that says the same from the other side.
_SAID = {
    "rc:measures": ("mesure", "rc:measuredBy"),
    "rc:usedFor": ("sert à", "rc:supportedBy"),
    "rc:influences": ("influence", "rc:influencedBy"),
    "rc:partOf": ("fait partie de", "rc:hasPart"),
    "rc:basedOn": ("est fondé sur", "rc:basisOf"),
    "skos:related": ("est lié à", "skos:related"),
}


class _Words:
    """Words drawn as often as texts use them, names of two or three of them, no two alike."""

    def __init__(self, dice: random.Random, french: str, english: str) -> None:
        self._dice = dice
        self._all = re.findall(r"[^\W\d_]+", french.lower())
        self._nouns = sorted({word for word in self._all if len(word) > 4})
        self._english = sorted(set(re.findall(r"[a-z]{4,}", english.lower())))
        self._taken: set[str] = set()

    def name(self) -> str:
        """A French name that was not given before."""
        while True:
            first, second, third = self._dice.choices(self._nouns, k=3)
            text = (
                f"{first} de {second}" if self._dice.random() < 0.3 else f"{first} {second} {third}"
            )
            if _slug(text) not in self._taken:
                self._taken.add(_slug(text))
                return text

    def english(self) -> str:
        return " ".join(self._dice.choices(self._english, k=self._dice.choice((2, 3))))

    def filling(self, letters: int) -> str:
        """Running text of about that many characters."""
        found = self._dice.choices(self._all, k=max(1, letters // 6))
        return " ".join(found)


class _Notion(Struct):
    """One concept while it is made."""

    iri: str
    name: str
    labels: list[Label]
    relations: list[Relation]
    entry: Entry | None = None
    definition: str = ""


class Glossary:
    """The parts of a build of `size` concepts besides the top concepts."""

    def __init__(self, size: int) -> None:
        self.vocabulary: Vocabulary = load_vocabulary(PROJECT / "ontology" / "vocabulary.toml")
        ontology = load_turtle(PROJECT / "ontology" / "schema.ttl")
        self.graphs: Graphs = {name: [] for name in GRAPHS} | {"ontology": ontology}
        self._dice = random.Random(_SEED)
        texts = [
            read_content(PROJECT, source).decode("utf-8") for source in load_catalogue(PROJECT)
        ]
        english = (PROJECT / "ontology" / "schema.ttl").read_text("utf-8")
        self._words = _Words(
            self._dice, " ".join(texts), " ".join(re.findall(r'"([^"]*)"@en', english))
        )
        self._raw: dict[str, list[str]] = {source: [] for source in _SOURCES}
        self._length = dict.fromkeys(_SOURCES, 0)
        self._entries: dict[str, list[Entry]] = {source: [] for source in _SOURCES}
        self._notions = [*self._tops(), *(self._named(number) for number in range(size))]
        self._tops_count = len(self._notions) - size
        for place in range(self._tops_count, len(self._notions)):
            self._told(place)

    def build(self) -> Build:
        """The whole build, as `read_build` gives one."""
        return Build(
            vocabulary=self.vocabulary,
            readings=[self._reading(source) for source in _SOURCES],
            concepts=[
                Concept(
                    iri=one.iri,
                    labels=one.labels,
                    entries=[one.entry.id] if one.entry else [],
                    relations=one.relations,
                    definitions=[Definition(one.definition, "fr", one.entry.id)]
                    if one.entry
                    else [],
                    top=one.entry is None,
                )
                for one in self._notions
            ],
            questions=[],
            disagreements=[],
            candidates=[],
            mapping=MapReport(curation=True, unmatched=[]),
            verdict=Findings(conforms=True, findings=[], consistent=True),
            validation="",
            graphs=self.graphs,
            inferred=[],
            scores=read_scores(PROJECT),
        )

    def _tops(self) -> Iterator[_Notion]:
        wording = Wording(self.vocabulary, self.graphs["ontology"])
        for name in filter(None, Style(self.vocabulary.prefix).looks):
            term = self.vocabulary.term(name)
            noun = wording.term(term)
            iri = self.vocabulary.concept(_slug(noun))
            label = Label(noun, "fr", "preferred", decision=_TRUNK)
            yield _Notion(iri, noun, [label], [Relation("rdf:type", term, decision=_TRUNK)])

    def _named(self, number: int) -> _Notion:
        name = self._words.name()
        # One slug in eight is of another name that the concept once had.
        slug = _slug(name) if number % 8 else f"notion-{number}"
        return _Notion(self.vocabulary.concept(slug), name, [], [])

    def _told(self, place: int) -> None:
        """Write the entry of a concept, and what follows from it."""
        dice, notion = self._dice, self._notions[place]
        above = self._notions[(place - self._tops_count) // CHILDREN]
        said = dice.sample(sorted(_SAID), 2)
        others = [self._notions[dice.randrange(len(self._notions))] for _ in said]
        others = [one if one is not notion else above for one in others]
        english, other_name = self._words.english(), f"{self._words.name()}"
        names = [("fr", "preferred", notion.name), ("en", "preferred", english)]
        names += [("fr", "alternative", other_name)] if dice.random() < 0.6 else []
        names += [("fr", "acronym", _initials(notion.name))] if dice.random() < 0.4 else []
        told = "".join(f" ou {text}" for _, kind, text in names[1:] if kind != "preferred")
        first = f"{notion.name.capitalize()}{told} ({english}) est une espèce de {above.name}"
        second = [f"{_SAID[p][0]} {one.name}" for p, one in zip(said, others, strict=True)]
        wanted = dice.randint(150, 200) - len(first) - sum(map(len, second))
        definition = (
            f"{first} {self._words.filling(wanted // 2)}. "
            f"Il {second[0]} et {second[1]} {self._words.filling(wanted // 2)}."
        )
        entry, start = self._written(notion, definition, dice.choice(_SOURCES))
        notion.entry, notion.definition = entry, definition

        def evidence(words: str, rule: str, confidence: float) -> list[Evidence]:
            at = definition.index(words)
            span = (start + at, start + at + len(words))
            return [Evidence(entry.id, entry.source, *span, words, rule, confidence)]

        head = entry.headword
        if head is None:
            raise ValueError("an entry without a headword")
        own = Evidence(entry.id, entry.source, head.start, head.end, head.text, "headword", 1.0)
        notion.labels.append(Label(notion.name, "fr", "preferred", [own]))
        for lang, kind, text in names[1:]:
            rule = "name-in-brackets" if lang == "en" else "or-between-names"
            label = Label(text, lang, "preferred", evidence(text, rule, 0.9))
            if kind != "preferred":
                label = Label(
                    text, lang, "acronym" if kind == "acronym" else "alternative", label.evidence
                )
            notion.labels.append(label)
        words = f"est une espèce de {above.name}"
        notion.relations.append(
            Relation("skos:broader", above.iri, evidence(words, "genus-of-definition", 0.9))
        )
        above.relations.append(Relation("skos:narrower", notion.iri, derived=True))
        for predicate, other, words in zip(said, others, second, strict=True):
            self._relate(notion, predicate, other, evidence(words, "stated-use", 0.8))

    def _relate(
        self, notion: _Notion, predicate: str, other: _Notion, evidence: list[Evidence]
    ) -> None:
        ends = ((notion, predicate, other), (other, _SAID[predicate][1], notion))
        for number, (one, curie, target) in enumerate(ends):
            known = {(r.predicate, r.object) for r in one.relations}
            if (curie, target.iri) not in known:
                stated = evidence if number == 0 else []
                one.relations.append(Relation(curie, target.iri, stated, derived=not stated))
            if curie != "skos:related" and ("skos:related", target.iri) not in known:
                one.relations.append(Relation("skos:related", target.iri, derived=True))

    def _written(self, notion: _Notion, definition: str, source: str) -> tuple[Entry, int]:
        """Add an entry to a raw text; gives it, and where its definition begins."""
        head = notion.name.capitalize()
        at = self._length[source]
        text = f"{head}\n\n{definition}\n\n"
        self._raw[source].append(text)
        self._length[source] += len(text)
        start = at + len(head) + 2
        entry = Entry(
            id=f"{source}/{notion.iri.rsplit('/', 1)[-1]}",
            source=source,
            headword=Headword(head, at, at + len(head)),
            senses=[Sense([Span(start, start + len(definition))])],
            flags=[],
        )
        self._entries[source].append(entry)
        return entry, start

    def _reading(self, source: str) -> SourceReading:
        raw = "".join(self._raw[source])
        about = Source(
            id=source,
            title=f"Glossaire d'essai {source[-1].upper()}",
            publisher="Essai",
            url=f"https://example.org/{source}",
            language="fr",
            rights="Texte d'essai.",
            sha256="",
        )
        ledger = Ledger(source, "", len(raw), "", 1.0, [], {}, [])
        return SourceReading(about, raw, self._entries[source], ledger)


def dataset(vocabulary: Vocabulary, concepts: Sequence[Concept]) -> bytes:
    """The vocabulary graph of such a build as N-Quads, some fifteen statements a concept."""
    graph = f"<{vocabulary.graph('vocabulary')}>"
    expand = vocabulary.expand
    kinds = {
        "preferred": expand("skos:prefLabel"),
        "alternative": expand("skos:altLabel"),
        "acronym": expand("rc:acronym"),
        "hidden": expand("skos:hiddenLabel"),
    }

    def lines(one: Concept) -> Iterator[str]:
        subject = f"<{one.iri}>"
        yield f"{subject} <{expand('rdf:type')}> <{expand('skos:Concept')}> {graph} ."
        yield f"{subject} <{expand('skos:inScheme')}> <{vocabulary.scheme}> {graph} ."
        if one.top:
            yield f"{subject} <{expand('skos:topConceptOf')}> <{vocabulary.scheme}> {graph} ."
        for label in one.labels:
            yield f'{subject} <{kinds[label.kind]}> "{label.text}"@{label.lang} {graph} .'
        for definition in one.definitions:
            yield f'{subject} <{expand("skos:definition")}> "{definition.text}"@fr {graph} .'
        for relation in one.relations:
            yield f"{subject} <{expand(relation.predicate)}> <{relation.object}> {graph} ."

    return "".join(f"{line}\n" for one in concepts for line in lines(one)).encode("utf-8")


def _slug(name: str) -> str:
    table = str.maketrans("àâäçéèêëîïôöùûüÿ", "aaaceeeeiioouuuy")
    return re.sub(r"[^a-z0-9]+", "-", name.lower().translate(table).replace("œ", "oe")).strip("-")


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if len(word) > 2).upper()
