"""A made-up dataset for the questions, and both engines asked over the union of its graphs."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox
import rdflib

from .small import VOCABULARY, trig

Rows = list[tuple[str, ...]]

DATA = """
<graph/ontology> {
    skos:prefLabel rdfs:label "libellé préféré"@fr , "preferred label"@en .
    skos:altLabel rdfs:label "libellé alternatif"@fr .
    skos:hiddenLabel rdfs:label "forme cachée"@fr .
    skos:definition rdfs:label "définition"@fr .
    rc:acronym rdfs:label "sigle"@fr .
    skos:broader rdfs:label "a pour terme plus large"@fr ; rdfs:subPropertyOf skos:semanticRelation .
    skos:narrower rdfs:label "a pour terme plus précis"@fr .
    skos:related rdfs:label "est associé à"@fr .
    skos:exactMatch rdfs:label "désigne la même chose que"@fr .
    skos:closeMatch rdfs:label "est proche de"@fr .
    rc:contradicts rdfs:label "contredit"@fr .
    rc:definesOtherwise rdfs:label "définit autrement que"@fr .
    rc:measures rdfs:subPropertyOf skos:related ; rdfs:label "mesure"@fr .
    rc:measuredBy rdfs:subPropertyOf skos:related ; rdfs:label "est mesuré par"@fr .
    rc:influences rdfs:subPropertyOf skos:related ; rdfs:label "influence"@fr .
    rc:usedFor rdfs:subPropertyOf skos:related ; rdfs:label "sert à"@fr .
    rc:basedOn rdfs:subPropertyOf skos:related ; rdfs:label "est fondé sur"@fr .
    rc:partOf rdfs:subPropertyOf skos:related ; rdfs:label "fait partie de"@fr .
    rc:Tool a owl:Class ; rdfs:subClassOf skos:Concept ; rdfs:label "outil"@fr , "tool"@en ;
        skos:definition "Ce qui sert."@fr ; owl:equivalentClass [ a owl:Class ; owl:unionOf (
        [ a owl:Restriction ; owl:onProperty skos:broaderTransitive ; owl:hasValue <concept/outil> ]
        [ a owl:Class ; owl:oneOf ( <concept/outil> ) ] ) ] .
    rc:Indicator a owl:Class ; rdfs:subClassOf skos:Concept ; rdfs:label "indicateur"@fr .
}
<graph/vocabulary> {
    <scheme> a skos:ConceptScheme ; dcterms:title "Vocabulaire"@fr , "Vocabulary"@en ;
        dcterms:publisher "Nous" ; skos:hasTopConcept <concept/outil> , <concept/longueur> .
    <concept/outil> a skos:Concept , rc:Tool ; skos:inScheme <scheme> ; skos:topConceptOf <scheme> ;
        skos:prefLabel "outil"@fr , "tool"@en ; skos:definition "Ce qui sert."@fr ;
        skos:narrower <concept/regle> , <concept/ruban> .
    <concept/regle> a skos:Concept , rc:Tool ; skos:inScheme <scheme> ;
        skos:prefLabel "règle"@fr , "ruler"@en ; rc:acronym "RG"@fr ; skos:altLabel "RG"@fr , "mire"@fr ;
        skos:hiddenLabel "regles"@fr ; skos:definition "Sert à mesurer."@fr ;
        dcterms:source <source/a/regle> ; skos:broader <concept/outil> ;
        skos:narrower <concept/regle-souple> ; rc:usedFor <concept/longueur> ;
        skos:related <concept/longueur> , <concept/ruban> ;
        skos:exactMatch <source/a/regle> , <source/c/perdue> ; skos:closeMatch <source/b/regle> .
    <concept/regle-souple> a skos:Concept ; skos:inScheme <scheme> ; skos:prefLabel "règle souple"@fr ;
        skos:altLabel "mire"@fr , "soft ruler"@en ; skos:definition "Une règle qui plie."@fr ;
        skos:broader <concept/regle> , <concept/ruban> .
    <concept/ruban> a skos:Concept , rc:Tool ; skos:inScheme <scheme> ; skos:prefLabel "Ruban"@fr ;
        skos:editorialNote "À définir."@fr ; skos:broader <concept/outil> ;
        skos:narrower <concept/regle-souple> ; rc:partOf <concept/regle> ;
        skos:related <concept/regle> ; skos:exactMatch <source/b/ruban> .
    <concept/longueur> a skos:Concept ; skos:inScheme <scheme> ; skos:topConceptOf <scheme> ;
        skos:prefLabel "longueur"@fr ; rc:measuredBy <concept/moyenne> ;
        skos:related <concept/regle> , <concept/moyenne> ; skos:definition "Une dimension."@fr .
    <concept/moyenne> a skos:Concept , rc:Indicator ; skos:inScheme <scheme> ;
        skos:prefLabel "longueur moyenne"@fr ; rc:measures <concept/longueur> ;
        rc:basedOn <concept/longueur> ; skos:related <concept/longueur> ;
        skos:definition "Une moyenne."@fr ; dcterms:source <source/a/moyenne> ;
        skos:exactMatch <source/a/moyenne> .
    <concept/toise> a skos:Concept ; skos:prefLabel "toise"@fr ; owl:deprecated true ;
        dcterms:isReplacedBy <concept/regle> .
    <concept/aune> a skos:Concept ; skos:prefLabel "aune"@fr ; owl:deprecated true .
}
<graph/sources> {
    <source/a> a skos:ConceptScheme ; dcterms:title "Glossaire A"@fr ; dcterms:publisher "Ana" ;
        dcterms:source <http://a.example/> ; dcterms:rights "À Ana."@fr .
    <source/b> a skos:ConceptScheme ; dcterms:title "Glossaire B"@fr ; dcterms:publisher "Bob" .
    <source/c> a skos:ConceptScheme ; dcterms:title "Glossaire C"@fr ; dcterms:publisher "Cléo" .
    <source/a/regle> a skos:Concept ; skos:inScheme <source/a> ; skos:topConceptOf <source/a> ;
        skos:prefLabel "Règle"@fr ; skos:definition "Sert à mesurer."@fr ;
        skos:exactMatch <concept/regle> ; rc:contradicts <source/b/regle> .
    <source/a/moyenne> a skos:Concept ; skos:inScheme <source/a> ; skos:topConceptOf <source/a> ;
        skos:prefLabel "Longueur moyenne"@fr ; skos:definition "Une moyenne."@fr ;
        skos:exactMatch <concept/moyenne> .
    <source/b/regle> a skos:Concept ; skos:inScheme <source/b> ; skos:topConceptOf <source/b> ;
        skos:prefLabel "Règle"@fr ; skos:definition "Sert à tracer."@fr ; rc:flag "truncated" , "nouveau" ;
        skos:closeMatch <concept/regle> ; rc:contradicts <source/a/regle> .
    <source/b/ruban> a skos:Concept ; skos:inScheme <source/b> ; skos:topConceptOf <source/b> ;
        skos:prefLabel "Ruban"@fr ; skos:exactMatch <concept/ruban> .
    <source/c/perdue> a skos:Concept ; skos:inScheme <source/c> ; skos:topConceptOf <source/c> ;
        rc:headwordLost true ; rc:flag "no_headword" ; skos:definition "On mesure avec."@fr ;
        skos:exactMatch <concept/regle> .
    <source/c/loi> a skos:Concept ; skos:inScheme <source/c> ; skos:topConceptOf <source/c> ;
        skos:prefLabel "Loi"@fr ; skos:definition "Oblige."@fr .
}
<graph/evidence> {
    [] owl:annotatedSource <concept/regle> ; owl:annotatedProperty skos:prefLabel ;
        owl:annotatedTarget "règle"@fr ; rc:evidence <evidence/headword> .
    [] owl:annotatedSource <concept/regle> ; owl:annotatedProperty rc:usedFor ;
        owl:annotatedTarget <concept/longueur> ; rc:evidence <evidence/use> .
    [] owl:annotatedSource <concept/moyenne> ; owl:annotatedProperty rc:measures ;
        owl:annotatedTarget <concept/longueur> ; rc:evidence <evidence/measure> , <evidence/choice> .
    [] owl:annotatedSource <concept/regle> ; owl:annotatedProperty rdf:type ;
        owl:annotatedTarget rc:Tool ; rc:evidence <evidence/genus> , <evidence/use> .
    [] owl:annotatedSource <source/c/perdue> ; owl:annotatedProperty skos:exactMatch ;
        owl:annotatedTarget <concept/regle> ; rc:evidence <evidence/lost> .
    [] owl:annotatedSource <source/a/regle> ; owl:annotatedProperty rc:contradicts ;
        owl:annotatedTarget <source/b/regle> ; rc:evidence <evidence/lost> .
    <evidence/headword> a rc:Evidence ; oa:hasSource <source/a> ; dcterms:source <source/a/regle> ;
        oa:hasSelector [ oa:exact "Règle" ] , [ oa:start 0 ; oa:end 5 ] ;
        rc:rule "headword" ; rc:confidence 1.00 .
    <evidence/use> a rc:Evidence ; oa:hasSource <source/a> ; dcterms:source <source/a/regle> ;
        oa:hasSelector [ oa:exact "Sert à mesurer" ] , [ oa:start 6 ; oa:end 20 ] ;
        rc:rule "stated-use" ; rc:confidence 0.70 .
    <evidence/genus> a rc:Evidence ; oa:hasSource <source/b> ; dcterms:source <source/b/regle> ;
        oa:hasSelector [ oa:exact "tracer" ] , [ oa:start 7 ; oa:end 13 ] ;
        rc:rule "stated-use" ; rc:confidence 0.75 .
    <evidence/measure> a rc:Evidence ; oa:hasSource <source/a> ; dcterms:source <source/a/moyenne> ;
        oa:hasSelector [ oa:exact "moyenne" ] , [ oa:start 30 ; oa:end 37 ] ;
        rc:rule "stated-measure" ; rc:confidence 0.60 .
    <evidence/choice> a rc:Decision ; dcterms:creator "Ada"@fr ; dcterms:created "2026-01-02"^^xsd:date ;
        rdfs:comment "Le nom le dit."@fr ; rc:decidedIn "relations.tsv" .
    <evidence/lost> a rc:Decision ; dcterms:creator "Bea"@fr ; dcterms:created "2026-02-03"^^xsd:date ;
        rdfs:comment "Même usage."@fr ; rc:decidedIn "relations.tsv" .
}
"""

# What few questions ask about, and would lengthen the answers to all others.
PARTIES = """
<graph/ontology> {
    rc:inverseApproachOf rdfs:subPropertyOf skos:related ; rdfs:label "est l'approche inverse de"@fr .
}
<graph/vocabulary> {
    <concept/vente> a skos:Concept ; skos:inScheme <scheme> ; skos:prefLabel "vente"@fr ;
        rc:inverseApproachOf <concept/achat> ; rc:relationManagedBy <concept/marchand> ;
        rc:relationManagedWith <concept/chaland> ; skos:exactMatch <source/a/vente> .
    <concept/achat> a skos:Concept ; skos:inScheme <scheme> ; skos:prefLabel "achat"@fr ;
        rc:inverseApproachOf <concept/vente> .
    <concept/marchand> a skos:Concept ; skos:inScheme <scheme> ; skos:prefLabel "marchand"@fr ;
        rc:influences <concept/vente> .
    <concept/chaland> a skos:Concept ; skos:inScheme <scheme> ; skos:prefLabel "chaland"@fr .
}
<graph/sources> {
    <source/a/vente> a skos:Concept ; skos:inScheme <source/a> ; skos:prefLabel "Vente"@fr ;
        skos:exactMatch <concept/vente> ; rc:saysManagedBy <concept/chaland> .
}
"""


@cache
def store(more: str = "") -> ox.Store:
    """The dataset, with `more` TriG, in Oxigraph."""
    found = ox.Store()
    found.load(trig(DATA + more).encode("utf-8"), ox.RdfFormat.TRIG)
    return found


@cache
def in_rdflib(more: str = "") -> rdflib.Dataset:
    """The same in rdflib."""
    return rdflib_of(store(more))


def rdflib_of(store: ox.Store) -> rdflib.Dataset:
    """What a store holds, in rdflib; the default graph is the union of all."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=store.dump(format=ox.RdfFormat.N_QUADS), format="nquads")
    return dataset


def asked_oxigraph(store: ox.Store, query: str) -> Rows:
    """The rows in order; statements, sorted, where the query constructs them."""
    result = store.query(query, use_default_graph_as_union=True)
    if isinstance(result, ox.QuerySolutions):
        return [tuple(_ox_cell(term) for term in row) for row in result]
    assert isinstance(result, ox.QueryTriples)
    return sorted({tuple(_ox_cell(term) for term in triple) for triple in result})


def asked_rdflib(dataset: rdflib.Dataset, query: str) -> Rows:
    """The same by rdflib."""
    result = dataset.query(query)
    rows: Rows = [tuple(_rdflib_cell(term) for term in row) for row in result]  # type: ignore[union-attr]
    return sorted(set(rows)) if result.type == "CONSTRUCT" else rows


def _ox_cell(term: object) -> str:
    if isinstance(term, ox.Literal):
        return _value(term.value, term.datatype.value, term.language)
    assert term is None or isinstance(term, ox.NamedNode)
    return _short(term.value) if term else ""


def _rdflib_cell(term: object) -> str:
    if isinstance(term, rdflib.Literal):
        return _value(str(term), str(term.datatype or ""), term.language)
    assert term is None or isinstance(term, rdflib.URIRef)
    return _short(str(term)) if term else ""


def _value(text: str, datatype: str, language: str | None) -> str:
    """A literal; a number without what its spelling has too much: engines spell 0.70 and 0.7."""
    if datatype.endswith(("#integer", "#decimal")):
        return f"{float(text):g}"
    return f"{text}@{language}" if language else text


def _short(iri: str) -> str:
    """An IRI without the vocabulary's base, or as a CURIE."""
    for prefix, namespace in VOCABULARY.prefixes.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.removeprefix(VOCABULARY.base)
