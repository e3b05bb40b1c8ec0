"""schema.ttl and top-concepts.ttl: what people write, held to its own rules."""

from __future__ import annotations

from collections import Counter

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from pipeline.turtle import load_turtle
from pipeline.validate.owl.axioms import split
from pipeline.validate.owl.rules import Derivations
from pipeline.vocabulary import DCTERMS, OWL, RDF, RDFS, SKOS

from .example import BASE, PROJECT, RC, vocabulary

CLASSES = {
    "Actor": "acteur",
    "Approach": "approche",
    "Behaviour": "comportement",
    "Channel": "canal",
    "Indicator": "indicateur",
    "Information": "information",
    "Organisation": "organisation",
    "Perception": "perception",
    "Process": "processus",
    "Programme": "programme",
    "Rule": "regle",
    "Technology": "technologie",
}

# Pairs that some source joins, so that to part them would contradict what was published.
JOINED = {
    ("Approach", "Technology"): "le CRM est à la fois une stratégie et une technologie",
    ("Programme", "Technology"): "une carte de fidélité dématérialisée est une application",
    ("Indicator", "Process"): "le score de risque est une méthode",
    ("Information", "Process"): "la VOC est une méthode, et un ensemble de données",
    ("Approach", "Process"): "le win back est une stratégie et une technique",
    ("Process", "Programme"): "la carte de fidélité est une méthode",
    ("Approach", "Perception"): "l'UX est une approche et une expérience",
    ("Channel", "Technology"): "une application mobile est un canal",
    ("Channel", "Organisation"): "le service clientèle en magasin est un canal",
    ("Organisation", "Technology"): "le web call center est un système informatique",
    ("Organisation", "Programme"): "le service client de l'année est un concours",
    ("Indicator", "Perception"): "C-SAT – Customer Satisfaction",
}


@pytest.fixture(scope="module")
def schema() -> list[Triple]:
    return load_turtle(PROJECT / "ontology" / "schema.ttl")


@pytest.fixture(scope="module")
def top() -> list[Triple]:
    return load_turtle(PROJECT / "ontology" / "top-concepts.ttl")


def texts(triples: list[Triple], subject: str, predicate: str) -> list[tuple[str, str]]:
    return sorted(
        (t.object.language or "", t.object.value)
        for t in triples
        if t.subject == NamedNode(subject)
        and t.predicate.value == predicate
        and isinstance(t.object, Literal)
    )


def iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def disjoint_pairs(schema: list[Triple]) -> set[frozenset[str]]:
    known = Derivations(split(schema))
    return {frozenset((iri(one), iri(other))) for one, other, _ in known.pairs("disjointWith")}


def defined_classes(schema: list[Triple]) -> dict[str, str]:
    """What stands under each top concept, by what the axioms make of a concept placed there."""
    tops = {t.object for t in schema if t.predicate.value == f"{OWL}hasValue"}
    placed = {NamedNode(f"urn:test:{n}"): top for n, top in enumerate(sorted(tops, key=str))}
    broader = NamedNode(f"{SKOS}broader")
    known = Derivations(
        [*split(schema), *((Triple(new, broader, top),) for new, top in placed.items())]
    )
    return {
        iri(top): iri(owl_class)
        for new, top in placed.items()
        for owl_class in known.types[new]
        if iri(owl_class).startswith(RC)
    }


def nouns(schema: list[Triple], name: str) -> list[Literal]:
    return [
        t.object for t in schema if t.predicate.value == RC + name and isinstance(t.object, Literal)
    ]


def own_terms(schema: list[Triple]) -> set[str]:
    return {
        iri(t.subject)
        for t in schema
        if isinstance(t.subject, NamedNode) and iri(t.subject).startswith(RC)
    }


def test_the_twelve_classes_are_defined_by_their_top_concepts(schema: list[Triple]) -> None:
    defined = defined_classes(schema)
    assert defined == {f"{BASE}concept/{slug}": RC + name for name, slug in CLASSES.items()}


def test_the_definition_is_by_broader_transitive(schema: list[Triple]) -> None:
    on_property = [t.object for t in schema if t.predicate.value == f"{OWL}onProperty"]
    assert on_property == [NamedNode(f"{SKOS}broaderTransitive")] * len(CLASSES)


def test_each_term_has_one_label_and_one_definition_in_french_and_english(
    schema: list[Triple],
) -> None:
    for term in own_terms(schema):
        for predicate in (f"{RDFS}label", f"{SKOS}definition"):
            languages = [language for language, _ in texts(schema, term, predicate)]
            assert languages == ["en", "fr"], (term, predicate)


def test_each_term_says_which_ontology_defines_it(schema: list[Triple]) -> None:
    said = {iri(t.subject) for t in schema if t.predicate.value == f"{RDFS}isDefinedBy"}
    assert said == own_terms(schema)


def test_every_property_and_class_in_use_is_declared(
    schema: list[Triple], top: list[Triple]
) -> None:
    declared = {t.subject for t in schema if t.predicate.value == f"{RDF}type"}
    built_in = (RDF, RDFS, OWL)
    used = {t.predicate for t in [*schema, *top]} | {
        t.object for t in top if t.predicate.value == f"{RDF}type"
    }
    undeclared = {
        term for term in used if term not in declared and not iri(term).startswith(built_in)
    }
    assert undeclared == set()


def test_typed_relations_are_related_and_not_transitive(schema: list[Triple]) -> None:
    related = {
        iri(t.subject).removeprefix(RC)
        for t in schema
        if t.predicate.value == f"{RDFS}subPropertyOf" and t.object == NamedNode(f"{SKOS}related")
    }
    transitive = {
        iri(t.subject) for t in schema if t.object == NamedNode(f"{OWL}TransitiveProperty")
    }
    assert related - {f"{SKOS}relatedMatch"} == {
        "inverseApproachOf",
        *("measures", "measuredBy", "partOf", "hasPart", "usedFor", "supportedBy"),
        *("influences", "influencedBy", "basedOn", "basisOf"),
    }
    assert transitive == {
        f"{SKOS}broaderTransitive",
        f"{SKOS}narrowerTransitive",
        f"{SKOS}exactMatch",
    }


def test_what_a_source_joins_is_not_disjoint(schema: list[Triple]) -> None:
    disjoint = disjoint_pairs(schema)
    assert [pair for pair in JOINED if frozenset(RC + name for name in pair) in disjoint] == []


def test_what_nothing_can_be_at_once_is_disjoint(schema: list[Triple]) -> None:
    ours = {
        frozenset(RC + name for name in CLASSES if RC + name in pair)
        for pair in disjoint_pairs(schema)
    }
    pairs = sorted(
        tuple(sorted(iri.removeprefix(RC) for iri in pair)) for pair in ours if len(pair) == 2
    )
    assert pairs == [
        ("Actor", "Behaviour"),
        ("Actor", "Channel"),
        ("Actor", "Indicator"),
        ("Actor", "Perception"),
        ("Actor", "Programme"),
        ("Actor", "Rule"),
        ("Actor", "Technology"),
        ("Behaviour", "Organisation"),
        ("Channel", "Indicator"),
        ("Channel", "Perception"),
        ("Channel", "Rule"),
        ("Indicator", "Organisation"),
        ("Indicator", "Programme"),
        ("Indicator", "Rule"),
        ("Indicator", "Technology"),
        ("Information", "Organisation"),
        ("Organisation", "Perception"),
        ("Organisation", "Rule"),
        ("Perception", "Programme"),
        ("Perception", "Rule"),
        ("Perception", "Technology"),
        ("Rule", "Technology"),
    ]


def test_a_noun_leads_to_one_class_only(schema: list[Triple]) -> None:
    counts = Counter(noun.value for noun in nouns(schema, "genusNoun"))
    assert [noun for noun, count in counts.items() if count > 1] == []


def test_each_class_has_nouns_among_them_its_own_label(schema: list[Triple]) -> None:
    for name in CLASSES:
        leading = {text for _, text in texts(schema, RC + name, f"{RC}genusNoun")}
        ((_, label),) = (
            pair for pair in texts(schema, RC + name, f"{RDFS}label") if pair[0] == "fr"
        )
        assert label in leading


def test_nouns_are_french_lower_case_and_tidy(schema: list[Triple]) -> None:
    for kind in ("genusNoun", "weakNoun", "emptyNoun"):
        for noun in nouns(schema, kind):
            assert noun.language == "fr"
            assert noun.value == " ".join(noun.value.lower().split())


def test_an_empty_noun_leads_to_no_class(schema: list[Triple]) -> None:
    leading = {noun.value for noun in nouns(schema, "genusNoun")}
    assert leading.isdisjoint(noun.value for noun in nouns(schema, "emptyNoun"))


def test_weak_nouns_that_lead_to_a_class_for_want_of_better_are_few(schema: list[Triple]) -> None:
    leading = {noun.value for noun in nouns(schema, "genusNoun")}
    assert leading & {noun.value for noun in nouns(schema, "weakNoun")} == {
        "fonction",
        "méthode",
        "technique",
    }


def test_the_header_names_ontology_version_and_licence(schema: list[Triple]) -> None:
    ontology = NamedNode(vocabulary().ontology)
    header = {t.predicate.value: t.object for t in schema if t.subject == ontology}
    assert header[f"{RDF}type"] == NamedNode(f"{OWL}Ontology")
    assert header[f"{OWL}versionInfo"] == Literal(vocabulary().version)
    assert header[f"{OWL}versionIRI"] == NamedNode(f"{BASE}ontology/{vocabulary().version}")
    assert header[f"{DCTERMS}license"] == NamedNode(vocabulary().licence)


def test_top_concepts_are_the_twelve_each_of_its_class(top: list[Triple]) -> None:
    types = {(iri(t.subject), iri(t.object)) for t in top if t.predicate.value == f"{RDF}type"}
    assert types == {
        (f"{BASE}concept/{slug}", iri)
        for name, slug in CLASSES.items()
        for iri in (RC + name, f"{SKOS}Concept")
    }


def test_top_concepts_have_a_label_and_a_definition_in_each_language_and_are_signed(
    top: list[Triple],
) -> None:
    for slug in CLASSES.values():
        concept = f"{BASE}concept/{slug}"
        labels = texts(top, concept, f"{SKOS}prefLabel")
        definitions = texts(top, concept, f"{SKOS}definition")
        assert [language for language, _ in labels] == ["en", "fr"]
        assert [language for language, _ in definitions] == ["en", "fr"]
        assert all(label == label.lower() for _, label in labels)
        assert texts(top, concept, f"{DCTERMS}creator") == [("fr", "équipe de curation")]
        assert texts(top, concept, f"{DCTERMS}created") == [("", "2026-11-22")]


def test_no_iri_is_both_a_class_and_a_concept(schema: list[Triple], top: list[Triple]) -> None:
    classes = {t.subject for t in schema if t.object == NamedNode(f"{OWL}Class")}
    assert classes.isdisjoint(t.subject for t in top)


def test_blank_nodes_are_restrictions_and_unions_only(schema: list[Triple]) -> None:
    kinds = {
        iri(t.object).removeprefix(OWL)
        for t in schema
        if isinstance(t.subject, BlankNode)
        and t.predicate.value == f"{RDF}type"
        and isinstance(t.object, NamedNode)
    }
    assert kinds == {"Restriction", "Class"}
