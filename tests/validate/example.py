"""A small graph as `map` writes it, whole and sound, and the means to spoil it in one place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, Store, Triple

from pipeline.graphs import Graphs
from pipeline.turtle import load_turtle
from pipeline.validate.views import add
from pipeline.vocabulary import OWL, RDF, SKOS, Vocabulary, load_vocabulary

PROJECT = Path(__file__).parents[2]
BASE = "https://w3id.org/relation-client/"
RC = f"{BASE}ontology#"

PREFIXES = f"""
@prefix c: <{BASE}concept/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix e: <{BASE}source/24pm-grc-s/> .
@prefix gs: <https://w3id.org/glossograph/shapes#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix p: <{BASE}evidence/> .
@prefix rc: <{RC}> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix s: <{BASE}source/> .
@prefix semapv: <https://w3id.org/semapv/vocab/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sssom: <https://w3id.org/sssom/> .
@prefix v: <{BASE}> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

SCHEME = """
v:scheme a skos:ConceptScheme ;
    dcterms:title "Vocabulaire de la relation client"@fr , "Customer relations vocabulary"@en ;
    skos:prefLabel "Vocabulaire de la relation client"@fr , "Customer relations vocabulary"@en ;
    dcterms:description "Termes de la relation client."@fr , "Terms of customer relations."@en ;
    dcterms:creator "équipe de curation"@fr ;
    dcterms:publisher "Glossograph" ;
    dcterms:created "2026-11-22"^^xsd:date ;
    dcterms:modified "2026-11-22"^^xsd:date ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
    dcterms:rights "Les définitions sont citées."@fr , "Definitions are quoted."@en ;
    owl:versionInfo "0.1.0" .
"""

# Both directions of each relation are added by `vocabulary_triples`.
CONCEPTS = """
c:score a skos:Concept , rc:Indicator ;
    skos:prefLabel "score"@fr ; skos:broader c:indicateur ;
    skos:definition "Note donnée à quelqu'un ou à quelque chose."@fr ; dcterms:source e:score .
c:net-promoter-score a skos:Concept , rc:Indicator ;
    skos:prefLabel "Net Promoter Score"@fr , "Net Promoter Score"@en ;
    skos:altLabel "NPS"@fr ; rc:acronym "NPS"@fr ; skos:hiddenLabel "Net Promotor Score"@fr ;
    skos:broader c:score ; rc:measures c:satisfaction-client ;
    skos:definition "Indicateur de la volonté de recommander."@fr ; dcterms:source e:nps .
c:satisfaction-client a skos:Concept ;
    skos:prefLabel "satisfaction client"@fr ; skos:broader c:perception ;
    skos:definition "Ce que pense un client de ce qu'il a reçu."@fr ;
    dcterms:source e:satisfaction-client .
c:crm a skos:Concept , rc:Approach , rc:Technology ;
    skos:prefLabel "gestion de la relation client"@fr , "customer relationship management"@en ;
    skos:altLabel "CRM"@fr ; rc:acronym "CRM"@fr ;
    skos:broader c:approche , c:technologie ; rc:inverseApproachOf c:vrm ;
    skos:definition "À la fois une stratégie et une technologie."@fr ; dcterms:source e:crm .
c:vrm a skos:Concept , rc:Approach ;
    skos:prefLabel "vendor relationship management"@fr ; skos:broader c:approche ;
    skos:definition "Théorie qui vise à inverser le concept du CRM."@fr ; dcterms:source e:vrm .
c:serveur-vocal-interactif a skos:Concept , rc:Technology ;
    skos:prefLabel "serveur vocal interactif"@fr ; skos:altLabel "SVI"@fr ; rc:acronym "SVI"@fr ;
    skos:broader c:technologie ; rc:usedFor c:appel ;
    skos:definition "Technologie qui permet d'interagir par la voix."@fr ; dcterms:source e:svi .
c:appel a skos:Concept ;
    skos:prefLabel "appel"@fr ; skos:broader c:processus ; skos:related c:centre-d-appels ;
    skos:editorialNote "Aucune source ne définit ce concept."@fr .
c:centre-d-appels a skos:Concept , rc:Organisation ;
    skos:prefLabel "centre d'appels"@fr ; skos:broader c:organisation ;
    skos:definition "Lieu où des agents répondent aux appels."@fr ; dcterms:source e:centre .
c:centre-d-appels-offshore a skos:Concept ;
    skos:prefLabel "centre d'appels offshore"@fr ; skos:broader c:centre-d-appels ;
    skos:definition "Centre d'appels dans un pays à faible coût."@fr ; dcterms:source e:offshore .
c:client-mystere a skos:Concept , rc:Actor ;
    skos:prefLabel "client mystère"@fr ; skos:broader c:acteur ;
    skos:definition "Personne qui agit comme un client normal."@fr ; dcterms:source e:mystere .
c:ancien a skos:Concept ;
    skos:prefLabel "ancien concept"@fr ; owl:deprecated true ; dcterms:isReplacedBy c:score .
"""

SOURCES = """
s:24pm-grc-s a skos:ConceptScheme ;
    dcterms:title "Gestion de la relation client : lettre S"@fr ; dcterms:publisher "24pm" ;
    rc:sha256 "7fd17c64b1107696d51dca00fb5b37b1043c18f834507a2632fc4648bbb35134" ;
    skos:hasTopConcept e:svi , e:def-0a1b2c3d .
e:svi a skos:Concept ; skos:prefLabel "Serveur vocal interactif"@fr ;
    skos:inScheme s:24pm-grc-s ; skos:topConceptOf s:24pm-grc-s ;
    skos:definition "Un Serveur vocal interactif (SVI) est une technologie"@fr ;
    skos:exactMatch c:serveur-vocal-interactif .
c:serveur-vocal-interactif skos:exactMatch e:svi .
e:def-0a1b2c3d a skos:Concept ; rc:headwordLost true ; rc:flag "empty_definition" ;
    skos:inScheme s:24pm-grc-s ; skos:topConceptOf s:24pm-grc-s .
"""

EVIDENCE = """
p:0001 a rc:Evidence ;
    oa:hasSource s:24pm-grc-s ; dcterms:source e:svi ;
    oa:hasSelector <https://w3id.org/relation-client/evidence/0001/quote> ,
        <https://w3id.org/relation-client/evidence/0001/position> ;
    rc:rule "headword" ; sssom:mapping_justification semapv:LexicalMatching ; rc:confidence 0.9 .
<https://w3id.org/relation-client/evidence/0001/quote> a oa:TextQuoteSelector ;
    oa:exact "Serveur vocal interactif" .
<https://w3id.org/relation-client/evidence/0001/position> a oa:TextPositionSelector ;
    oa:start 100 ; oa:end 124 .
p:0002 a rc:Decision ;
    dcterms:creator "équipe de curation"@fr ; dcterms:created "2026-11-22"^^xsd:date ;
    rdfs:comment "Le texte le dit."@fr ; rc:decidedIn "ontology/curation/relations.tsv:12" ;
    sssom:mapping_justification semapv:ManualMappingCuration .
"""

INVERSES = {
    f"{SKOS}broader": f"{SKOS}narrower",
    f"{SKOS}narrower": f"{SKOS}broader",
    f"{SKOS}related": f"{SKOS}related",
    f"{RC}inverseApproachOf": f"{RC}inverseApproachOf",
    f"{RC}measures": f"{RC}measuredBy",
    f"{RC}usedFor": f"{RC}supportedBy",
}
LABELS = {f"{SKOS}prefLabel", f"{SKOS}altLabel", f"{SKOS}hiddenLabel", f"{RC}acronym"}
MATCHES = {f"{SKOS}exactMatch", f"{SKOS}closeMatch"}


def vocabulary() -> Vocabulary:
    """The project's own vocabulary.toml."""
    return load_vocabulary(PROJECT / "ontology" / "vocabulary.toml")


def triples(text: str) -> list[Triple]:
    """The triples of some Turtle, without its prefixes."""
    return [
        quad.triple
        for quad in pyoxigraph.parse(PREFIXES + text, format=pyoxigraph.RdfFormat.TURTLE)
    ]


def store(statements: Iterable[Triple]) -> Store:
    """A store whose default graph holds the statements."""
    filled = Store()
    add(filled, statements)
    return filled


def sound_graphs() -> Graphs:
    """The five graphs of a build in which no check finds a violation."""
    stated = triples(CONCEPTS)
    top = load_turtle(PROJECT / "ontology" / "top-concepts.ttl")
    mappings = triples(SOURCES)
    return {
        "vocabulary": [*triples(SCHEME), *top, *_consequences(stated, top), *stated],
        "ontology": load_turtle(PROJECT / "ontology" / "schema.ttl"),
        "sources": mappings,
        "evidence": [*triples(EVIDENCE), *_axioms([*stated, *mappings])],
        "dataset": triples('v:dataset dcterms:title "Vocabulaire"@fr .'),
    }


def spoiled(graphs: Graphs, *, part: str, add: str = "", drop: str = "") -> Graphs:
    """The graphs with some statements of one part added and some dropped."""
    dropped = triples(drop)
    missing = [triple for triple in dropped if triple not in graphs[part]]
    if missing:
        raise AssertionError(f"not in the graph, so cannot be dropped: {missing}")
    kept = [triple for triple in graphs[part] if triple not in dropped]
    return {**graphs, part: [*kept, *triples(add)]}


def trig(graphs: Graphs) -> bytes:
    """The graphs as the bytes of a graph.trig."""
    quads = [
        pyoxigraph.Quad(
            triple.subject, triple.predicate, triple.object, NamedNode(vocabulary().graph(name))
        )
        for name, part in graphs.items()
        for triple in part
    ]
    content = pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.TRIG)
    if content is None:
        raise AssertionError("without a file, serialize returns bytes")
    return content


def _consequences(stated: list[Triple], top: list[Triple]) -> list[Triple]:
    """Scheme membership, inverses and the plain related of typed relations."""
    scheme = NamedNode(f"{BASE}scheme")
    found: list[Triple] = []
    gone = {t.subject for t in stated if t.predicate.value == f"{OWL}deprecated"}
    for concept in dict.fromkeys(t.subject for t in [*top, *stated]):
        if concept not in gone:
            found.append(Triple(concept, NamedNode(f"{SKOS}inScheme"), scheme))
    for concept in dict.fromkeys(t.subject for t in top):
        found.append(Triple(concept, NamedNode(f"{SKOS}topConceptOf"), scheme))
        found.append(Triple(scheme, NamedNode(f"{SKOS}hasTopConcept"), concept))
    for triple in stated:
        inverse = INVERSES.get(triple.predicate.value)
        if inverse and isinstance(triple.object, NamedNode):
            subject, target = triple.subject, triple.object
            found.append(Triple(target, NamedNode(inverse), subject))
            if triple.predicate.value.startswith(RC):
                related = NamedNode(f"{SKOS}related")
                found += [Triple(subject, related, target), Triple(target, related, subject)]
    return found


def _axioms(stated: list[Triple]) -> list[Triple]:
    """An owl:Axiom with evidence for each label, relation, class and mapping of our concepts."""
    acronyms = {(t.subject, t.object) for t in stated if t.predicate.value == f"{RC}acronym"}
    found: list[Triple] = []
    for number, triple in enumerate(stated):
        predicate = triple.predicate.value
        ours = isinstance(triple.subject, NamedNode) and "/concept/" in triple.subject.value
        doubled = predicate == f"{SKOS}altLabel" and (triple.subject, triple.object) in acronyms
        typed = predicate == f"{RDF}type" and str(triple.object).startswith(f"<{RC}")
        proved = predicate in INVERSES or (predicate in LABELS and not doubled) or typed
        if (ours and proved) or (not ours and predicate in MATCHES):
            decided = predicate in INVERSES
            found += axiom(triple, f"{BASE}evidence/{'0002' if decided else '0001'}", f"a{number}")
    return found


def axiom(triple: Triple, evidence: str, node: str) -> list[Triple]:
    """An owl:Axiom that leads from a statement to a piece of evidence."""
    subject = BlankNode(node)
    return [
        Triple(subject, NamedNode(f"{RDF}type"), NamedNode(f"{OWL}Axiom")),
        Triple(subject, NamedNode(f"{OWL}annotatedSource"), triple.subject),
        Triple(subject, NamedNode(f"{OWL}annotatedProperty"), triple.predicate),
        Triple(subject, NamedNode(f"{OWL}annotatedTarget"), triple.object),
        Triple(subject, NamedNode(f"{RC}evidence"), NamedNode(evidence)),
    ]
