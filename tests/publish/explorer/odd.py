"""A build with what is rare: withheld and contradicting entries, lost headwords, homonyms, signs
beyond the basic plane, a sentence of another entry, several places in the tree, concepts that went.
"""

from __future__ import annotations

import msgspec
from pyoxigraph import Literal, NamedNode, Triple

from bench.explorer_glossary import Glossary
from pipeline.model import (
    Concept,
    Decision,
    Definition,
    Entry,
    Evidence,
    Headword,
    Label,
    Relation,
    Sense,
    Span,
)
from pipeline.publish.index.reference import source_of
from pipeline.publish.inputs import Build, SourceReading
from pipeline.publish.releases import Release
from pipeline.vocabulary import DCTERMS, OWL, SKOS

from ..browsing import NASTY

OPEN = (
    "VRM\r\n\r\nPremier  sens :\tle 𝐕𝐑𝐌 🙂 est l’inverse du CRM. Autre phrase.\r\nFin de sens.\r\n"
    "\r\nSecond sens du mot. Il sert aux clients.\r\n\r\nCRM\r\n\r\nLe CRM gère la relation, le VRM l’inverse.\r\n"
)
CLOSED = "Carte\n\nUne carte que l’éditeur garde pour lui. Elle sert au CRM.\n\nUne définition sans titre.\n"
DECISION = Decision("Ana <b>", "2026-11-22", "parce que", "ontology/curation/x.tsv:3", "mot")


def odd_build() -> Build:
    """Two sources, of which one keeps its definitions to itself."""
    plain = Glossary(0).build()
    v, (one, other) = plain.vocabulary, plain.readings
    open_, closed = one.source.id, other.source.id

    def span(raw: str, words: str) -> Span:
        return Span(raw.index(words), raw.index(words) + len(words))

    def evidence(entry: str, words: str, rule: str = "stated-inverse") -> Evidence:
        raw = OPEN if entry.startswith(open_) else CLOSED
        return Evidence(entry, source_of(entry), *_ends(span(raw, words)), words, rule, 0.875)

    def entry(source: str, rest: str, head: str, *senses: list[str]) -> Entry:
        raw = OPEN if source == open_ else CLOSED
        place = span(raw, head) if head else Span(0, 0)
        found = [Sense([span(raw, words) for words in spans]) for spans in senses]
        headword = Headword(head, place.start, place.end) if head else None
        return Entry(f"{source}/{rest}", source, headword, found, [])

    vrm = entry(
        open_,
        "vrm",
        "VRM",
        [OPEN[OPEN.index("Premier") : OPEN.index("\r\n\r\nSecond")]],
        ["Second sens du mot. Il sert aux clients."],
    )
    crm = entry(open_, "crm-2", "CRM\r\n\r\nLe"[:3], ["Le CRM gère la relation, le VRM l’inverse."])
    card = entry(
        closed, "carte", "Carte", ["Une carte que l’éditeur garde pour lui. Elle sert au CRM."]
    )
    lost = entry(closed, "def-0123abcd", "", ["Une définition sans titre."])
    tops = list(plain.concepts)
    iri = v.concept
    concepts = [
        *tops,
        Concept(
            iri("relation-inversee"),
            [
                Label("VRM", "fr", "acronym", [evidence(vrm.id, "VRM", "headword")]),
                Label("relation inversée 🙂", "fr", "preferred", decision=DECISION),
                Label(
                    "reverse <b>relation</b>",
                    "en",
                    "preferred",
                    [evidence(vrm.id, "𝐕𝐑𝐌 🙂")],
                    DECISION,
                ),
                *(Label(text, "fr", "hidden", decision=DECISION) for text in NASTY),
            ],
            [vrm.id, lost.id],
            [
                Relation(
                    "skos:broader",
                    tops[3].iri,
                    [evidence(vrm.id, "le 𝐕𝐑𝐌 🙂 est l’inverse du CRM")],
                ),
                Relation("skos:broader", tops[2].iri, decision=DECISION),
                Relation("rdf:type", v.term("Approach"), [evidence(vrm.id, "Second sens")]),
                Relation("rdf:type", v.term("Unheard"), decision=DECISION),
                Relation(
                    "rc:inverseApproachOf", iri("crm"), [evidence(crm.id, "le VRM l’inverse")]
                ),
                Relation("skos:related", iri("crm"), [evidence(vrm.id, "Il sert aux clients.")]),
                Relation("skos:related", iri("carte"), derived=True),
            ],
            [Definition("Une définition mise au net.", "fr", vrm.id, DECISION)],
            ["Une note <script>."],
        ),
        Concept(
            iri("crm"),
            [Label("relation", "fr", "preferred", [evidence(crm.id, "Le CRM gère la relation")])],
            [crm.id],
            [
                Relation("skos:broader", tops[3].iri, [evidence(crm.id, "Le CRM")]),
                Relation("rc:inverseApproachOf", iri("relation-inversee"), derived=True),
                Relation("skos:related", iri("relation-inversee"), derived=True),
                Relation("rc:supportedBy", iri("carte"), derived=True),
                Relation("skos:related", iri("carte"), derived=True),
            ],
            [Definition("Le CRM gère la relation, le VRM l’inverse.", "fr", crm.id)],
        ),
        Concept(
            iri("carte"),
            [Label("Relation", "fr", "preferred", [evidence(card.id, "Carte", "headword")])],
            [card.id],
            [
                Relation("skos:broader", tops[7].iri, [evidence(card.id, "Une carte")]),
                Relation("rc:usedFor", iri("crm"), [evidence(card.id, "sert au CRM")]),
                Relation("skos:related", iri("crm"), derived=True),
                Relation("skos:related", iri("relation-inversee"), decision=DECISION),
            ],
        ),
    ]
    gone = [
        Triple(NamedNode(iri("vieux")), NamedNode(f"{OWL}deprecated"), Literal("true")),
        Triple(
            NamedNode(iri("vieux")),
            NamedNode(f"{SKOS}prefLabel"),
            Literal("vieux mot", language="fr"),
        ),
        Triple(NamedNode(iri("vieux")), NamedNode(f"{DCTERMS}isReplacedBy"), NamedNode(iri("crm"))),
    ]
    close = NamedNode(v.expand("skos:closeMatch"))
    contradiction = [
        Triple(NamedNode(v.source(lost.id)), close, NamedNode(iri("relation-inversee")))
    ]
    return msgspec.structs.replace(
        plain,
        readings=[
            SourceReading(one.source, OPEN, [vrm, crm], one.ledger),
            SourceReading(
                msgspec.structs.replace(other.source, redistribute=False),
                CLOSED,
                [card, lost],
                other.ledger,
            ),
        ],
        concepts=concepts,
        graphs=plain.graphs | {"vocabulary": gone, "sources": contradiction},
        releases=[Release("0.1.0", "2026-11-22", {})],
    )


def _ends(place: Span) -> tuple[int, int]:
    return place.start, place.end
