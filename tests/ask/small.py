"""A small published dataset, made up for the tests: what it says stands in SMALL, as TriG."""

from __future__ import annotations

from pyoxigraph import RdfFormat, Store

from pipeline.ask.dataset import Dataset
from pipeline.vocabulary import load_vocabulary

from ..conftest import PROJECT

VOCABULARY = load_vocabulary(PROJECT / "ontology" / "vocabulary.toml")
_PREFIXES = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in VOCABULARY.prefixes.items())
_BASE = f"@base <{VOCABULARY.base}> .\n"

SMALL = """
<graph/ontology> {
    rc:Tool a owl:Class ; rdfs:label "outil"@fr ; owl:equivalentClass [ a owl:Class ; owl:unionOf (
        [ a owl:Restriction ; owl:onProperty skos:broaderTransitive ; owl:hasValue <concept/outil> ]
        [ a owl:Class ; owl:oneOf ( <concept/outil> ) ] ) ] .
    rc:measures rdfs:subPropertyOf skos:related ; owl:inverseOf rc:measuredBy ; rdfs:label "mesure"@fr .
    rc:measuredBy rdfs:subPropertyOf skos:related ; rdfs:label "est mesuré par"@fr .
    rc:contradicts a owl:SymmetricProperty .
    skos:broader owl:inverseOf skos:narrower .
    skos:related a owl:SymmetricProperty .
    skos:exactMatch a owl:SymmetricProperty .
    skos:closeMatch a owl:SymmetricProperty .
}
<graph/vocabulary> {
    <concept/outil> a skos:Concept ; skos:prefLabel "outil"@fr ; skos:narrower <concept/regle> .
    <concept/regle> a skos:Concept ; skos:prefLabel "règle graduée"@fr , "ruler"@en ;
        rc:acronym "RG"@fr ; skos:altLabel "RG"@fr , "mire"@fr ;
        skos:definition "Sert à mesurer."@fr ; dcterms:source <source/a/regle> ;
        skos:broader <concept/outil> ; skos:narrower <concept/regle-souple> ;
        rc:measures <concept/longueur> ; skos:related <concept/longueur> ;
        skos:editorialNote "À revoir."@fr ;
        skos:exactMatch <source/a/regle> ; skos:closeMatch <source/b/regle> .
    <concept/regle-souple> a skos:Concept ; skos:prefLabel "règle souple"@fr ; skos:altLabel "mire"@fr ;
        skos:broader <concept/regle> .
    <concept/longueur> a skos:Concept ; skos:prefLabel "longueur"@fr ;
        rc:measuredBy <concept/regle> ; skos:related <concept/regle> .
    <concept/toise> a skos:Concept ; skos:prefLabel "toise"@fr ; owl:deprecated true ;
        dcterms:isReplacedBy <concept/regle> .
    <concept/aune> a skos:Concept ; skos:prefLabel "longueur"@fr ; owl:deprecated true .
}
<graph/sources> {
    <source/a> dcterms:title "Glossaire A"@fr ; dcterms:publisher "Éditions A" .
    <source/b> dcterms:title "Glossaire B"@fr ; dcterms:publisher "Éditions B" .
    <source/a/regle> a skos:Concept ; skos:inScheme <source/a> ; skos:prefLabel "Règle"@fr ;
        skos:definition "Sert à mesurer."@fr ; skos:exactMatch <concept/regle> .
    <source/b/regle> a skos:Concept ; skos:inScheme <source/b> ; skos:prefLabel "Règle"@fr ;
        skos:definition "Sert à tracer, non à mesurer."@fr ; skos:closeMatch <concept/regle> .
    <source/b/loi> a skos:Concept ; skos:inScheme <source/b> ; skos:prefLabel "Loi"@fr ; rc:flag "empty_definition" .
}
<graph/evidence> {
    [] owl:annotatedSource <concept/regle> ; owl:annotatedProperty rc:measures ;
        owl:annotatedTarget <concept/longueur> ; rc:evidence <evidence/quote> .
    [] owl:annotatedSource <concept/regle> ; owl:annotatedProperty skos:broader ;
        owl:annotatedTarget <concept/outil> ; rc:evidence <evidence/choice> .
    [] owl:annotatedSource <concept/regle-souple> ; owl:annotatedProperty skos:broader ;
        owl:annotatedTarget <concept/regle> ; rc:evidence <evidence/choice> .
    [] owl:annotatedSource <source/b/regle> ; owl:annotatedProperty skos:closeMatch ;
        owl:annotatedTarget <concept/regle> ; rc:evidence <evidence/close> .
    [] owl:annotatedSource <concept/regle> ; owl:annotatedProperty skos:definition ;
        owl:annotatedTarget "Sert à mesurer."@fr ; rc:evidence <evidence/kept> .
    <evidence/quote> a rc:Evidence ; oa:hasSource <source/a> ; dcterms:source <source/a/regle> ;
        oa:hasSelector [ oa:exact "mesurer" ] , [ oa:start 5 ; oa:end 12 ] ;
        rc:rule "stated-measure" ; rc:confidence 0.9 .
    <evidence/choice> a rc:Decision ; dcterms:creator "Ada"@fr ; dcterms:created "2026-01-02"^^xsd:date ;
        rdfs:comment "C'est un outil."@fr ; rc:decidedIn "relations.tsv" .
    <evidence/close> a rc:Decision ; dcterms:creator "Ada"@fr ; dcterms:created "2026-01-02"^^xsd:date ;
        rdfs:comment "B dit le contraire."@fr ; rc:decidedIn "relations.tsv" .
    <evidence/kept> a rc:Decision ; dcterms:creator "Ada"@fr ; dcterms:created "2026-01-03"^^xsd:date ;
        rdfs:comment "A est suivi."@fr ; rc:decidedIn "relations.tsv" .
}
"""


def trig(text: str) -> str:
    """The text with the vocabulary's prefixes and base."""
    return _PREFIXES + _BASE + text


def small_store(more: str = "") -> Store:
    """The small dataset, with `more` TriG added, in a store."""
    store = Store()
    store.load(trig(SMALL + more).encode("utf-8"), RdfFormat.TRIG)
    return store


def small_dataset(more: str = "") -> Dataset:
    """The same, ready to be read."""
    return Dataset(small_store(more), VOCABULARY)
