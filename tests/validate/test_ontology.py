"""schema.ttl and top-concepts.ttl: what people write, held to its own rules."""

from __future__ import annotations

from collections import Counter

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store, Triple

from pipeline.turtle import load_turtle
from pipeline.validate.owl import reason
from pipeline.vocabulary import DCTERMS, OWL, RDF, RDFS, SKOS

from .example import BASE, PROJECT, RC, triples, vocabulary

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


def nouns(schema: list[Triple], name: str) -> list[Literal]:
    return [
        t.object for t in schema if t.predicate.value == RC + name and isinstance(t.object, Literal)
    ]


def asked(schema: list[Triple], query: str) -> set[tuple[str, ...]]:
    """The answers of a query on the ontology, of our own terms and concepts by the ends of IRIs."""
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in schema)
    found = store.query(query, prefixes=vocabulary().prefixes)
    assert isinstance(found, QuerySolutions)
    return {
        tuple(
            iri(one[name]).removeprefix(RC).removeprefix(f"{BASE}concept/")
            for name in found.variables
        )
        for one in found
    }


def of_type(schema: list[Triple], kind: str) -> set[str]:
    return {one for (one,) in asked(schema, f"SELECT ?p {{ ?p a owl:{kind} }}")}


def pairs_of(schema: list[Triple], predicate: str) -> set[tuple[str, ...]]:
    """The pairs of named things that a property of OWL or RDFS relates."""
    return {p for p in asked(schema, f"SELECT ?a ?b {{ ?a {predicate} ?b }}") if all(p)}


def own_terms(schema: list[Triple]) -> set[str]:
    return {
        iri(t.subject)
        for t in schema
        if isinstance(t.subject, NamedNode) and iri(t.subject).startswith(RC)
    }


def test_each_class_is_its_top_concept_and_what_is_under_it(schema: list[Triple]) -> None:
    defined = """SELECT ?class ?top { ?class owl:equivalentClass/owl:unionOf (
        [ a owl:Restriction ; owl:onProperty skos:broaderTransitive ; owl:hasValue ?top ]
        [ a owl:Class ; owl:oneOf ( ?top ) ] ) }"""
    assert asked(schema, defined) == set(CLASSES.items())
    assert len([t for t in schema if t.predicate.value == f"{OWL}equivalentClass"]) == len(CLASSES)


def declared(schema: list[Triple]) -> set[str]:
    kinds = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
    named = {iri(t.subject) for t in schema if iri(t.object) in {f"{OWL}{kind}" for kind in kinds}}
    return named - {""}


def test_each_term_has_one_label_and_one_definition_in_french_and_english(
    schema: list[Triple],
) -> None:
    assert own_terms(schema) <= declared(schema)
    for term in declared(schema):
        for predicate in (f"{RDFS}label", f"{SKOS}definition"):
            languages = [language for language, _ in texts(schema, term, predicate)]
            assert languages == ["en", "fr"], (term, predicate)


def test_no_two_terms_of_ours_of_one_kind_have_one_label(schema: list[Triple]) -> None:
    for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"):
        labels = Counter(
            label
            for name in of_type(schema, kind)
            & {term.removeprefix(RC) for term in own_terms(schema)}
            for label in texts(schema, RC + name, f"{RDFS}label")
        )
        assert [label for label, count in labels.items() if count > 1] == []


def test_each_term_says_which_vocabulary_defines_it(schema: list[Triple]) -> None:
    said = {
        iri(t.subject): iri(t.object) for t in schema if t.predicate.value == f"{RDFS}isDefinedBy"
    }
    assert said.keys() == declared(schema)
    for term, home in said.items():
        assert term.startswith(home)
        assert (home == vocabulary().ontology) == (term in own_terms(schema))


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


PAIRS = {
    "measures": "measuredBy",
    "partOf": "hasPart",
    "usedFor": "supportedBy",
    "influences": "influencedBy",
    "basedOn": "basisOf",
    "relationManagedBy": "managesRelationIn",
    "relationManagedWith": "relationPartnerIn",
    "managesRelationWith": "hasRelationManagedBy",
}
# What holds one way only: the two of a pair never join the same things.
ONE_WAY = {"measures", "partOf", "basedOn", "relationManagedBy", "relationManagedWith"}


def test_typed_relations_are_related_and_have_an_inverse_or_are_symmetric(
    schema: list[Triple],
) -> None:
    related = {a for a, b in pairs_of(schema, "rdfs:subPropertyOf") if b == f"{SKOS}related"}
    ours = {name for name in related if not name.startswith(SKOS)}
    assert ours == {"inverseApproachOf", *PAIRS, *PAIRS.values()}
    inverses = {p for p in pairs_of(schema, "owl:inverseOf") if not p[0].startswith(SKOS)}
    assert inverses == set(PAIRS.items())
    assert "inverseApproachOf" in of_type(schema, "SymmetricProperty")


def test_what_holds_one_way_is_asymmetric_and_disjoint_from_its_inverse(
    schema: list[Triple],
) -> None:
    both = {name for one in ONE_WAY for name in (one, PAIRS[one])}
    assert of_type(schema, "AsymmetricProperty") == both
    assert pairs_of(schema, "owl:propertyDisjointWith") == {(one, PAIRS[one]) for one in ONE_WAY}


def test_only_what_leads_up_the_tree_and_sameness_are_transitive(schema: list[Triple]) -> None:
    assert of_type(schema, "TransitiveProperty") == {
        f"{SKOS}broaderTransitive",
        f"{SKOS}narrowerTransitive",
        f"{SKOS}exactMatch",
    }


def test_what_owl_dl_keeps_for_simple_properties_is_said_of_no_other(schema: list[Triple]) -> None:
    """OWL 2 Structural Specification, 11.2: a property is composite if it is transitive, ends a
    chain, or is above or the inverse of one that is.
    """
    composite = of_type(schema, "TransitiveProperty")
    composite |= {a for (a,) in asked(schema, "SELECT ?p { ?p owl:propertyChainAxiom ?chain }")}
    steps = pairs_of(schema, "rdfs:subPropertyOf")
    inverse = pairs_of(schema, "owl:inverseOf")
    steps |= inverse | {(b, a) for a, b in inverse}
    while more := {b for a, b in steps if a in composite} - composite:
        composite |= more
    assert "managesRelationWith" in composite
    for kind in (
        *("AsymmetricProperty", "IrreflexiveProperty"),
        *("FunctionalProperty", "InverseFunctionalProperty"),
    ):
        assert of_type(schema, kind) & composite == set()
    disjoint = pairs_of(schema, "owl:propertyDisjointWith")
    assert {name for pair in disjoint for name in pair} & composite == set()


def disjoint_classes(schema: list[Triple]) -> set[tuple[str, ...]]:
    pairs = {tuple(sorted(pair)) for pair in pairs_of(schema, "owl:disjointWith")}
    return {pair for pair in pairs if set(pair) <= CLASSES.keys()}


def test_what_a_source_joins_is_not_disjoint(schema: list[Triple]) -> None:
    assert disjoint_classes(schema) & set(JOINED) == set()


def test_what_nothing_can_be_at_once_is_disjoint(schema: list[Triple]) -> None:
    assert sorted(disjoint_classes(schema)) == [
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
    assert header[f"{DCTERMS}creator"] == Literal(vocabulary().creator, language="fr")
    titles = texts(schema, ontology.value, f"{DCTERMS}title")
    assert [language for language, _ in titles] == ["en", "fr"]


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


def test_blank_nodes_are_restrictions_unions_and_enumerations_only(schema: list[Triple]) -> None:
    kinds = {
        iri(t.object).removeprefix(OWL)
        for t in schema
        if isinstance(t.subject, BlankNode)
        and t.predicate.value == f"{RDF}type"
        and isinstance(t.object, NamedNode)
    }
    assert kinds == {"Restriction", "Class"}


# What follows, and what does not: by HermiT, on the ontology, the trunk and a few concepts.

INDICATOR = "c:taux a skos:Concept ; skos:broader c:indicateur . "
CRM = """c:crm a skos:Concept ; skos:broader c:approche ;
    rc:relationManagedBy c:entreprise ; rc:relationManagedWith c:client . """


def holds(schema: list[Triple], top: list[Triple], added: str) -> bool:
    """Whether ontology, trunk and what is added hold together."""
    return reason([*schema, *top, *triples(added)]).consistent


def follows(schema: list[Triple], top: list[Triple], added: str, negated: str) -> bool:
    """Whether a statement follows: what is added holds, and no more so with it `negated`."""
    assert holds(schema, top, added)
    return not holds(schema, top, added + negated)


def not_a(concept: str, name: str) -> str:
    return f"{concept} a [ a owl:Class ; owl:complementOf rc:{name} ] . "


def unrelated(one: str, relation: str, other: str) -> str:
    return f"""[] a owl:NegativePropertyAssertion ; owl:sourceIndividual {one} ;
        owl:assertionProperty {relation} ; owl:targetIndividual {other} . """


def test_a_concept_under_a_top_concept_is_of_its_class(
    schema: list[Triple], top: list[Triple]
) -> None:
    added = INDICATOR + "c:taux-net a skos:Concept ; skos:broader c:taux . "
    assert follows(schema, top, added, not_a("c:taux-net", "Indicator"))
    assert not follows(schema, top, added, not_a("c:taux-net", "Perception"))


def test_a_place_stated_from_above_gives_the_class_as_well(
    schema: list[Triple], top: list[Triple]
) -> None:
    added = "c:indicateur skos:narrower c:taux . "
    assert follows(schema, top, added, not_a("c:taux", "Indicator"))


def test_a_type_against_the_place_is_a_contradiction(
    schema: list[Triple], top: list[Triple]
) -> None:
    assert not holds(schema, top, INDICATOR + "c:taux a rc:Actor . ")
    assert holds(schema, top, INDICATOR + "c:taux a rc:Indicator . ")


def test_two_places_of_classes_that_exclude_each_other_are_a_contradiction(
    schema: list[Triple], top: list[Triple]
) -> None:
    assert not holds(schema, top, INDICATOR + "c:taux skos:broader c:canal . ")


def test_a_type_that_is_stated_gives_no_place(schema: list[Triple], top: list[Triple]) -> None:
    added = "c:taux a skos:Concept , rc:Indicator . "
    apart = unrelated("c:taux", "skos:broaderTransitive", "c:indicateur")
    assert not follows(schema, top, added, apart)


def test_a_top_concept_is_not_above_itself(schema: list[Triple], top: list[Triple]) -> None:
    apart = unrelated("c:indicateur", "skos:broaderTransitive", "c:indicateur")
    assert not follows(schema, top, "", apart)


def test_a_top_concept_is_of_its_class_without_its_being_stated(schema: list[Triple]) -> None:
    assert follows(schema, [], "", not_a("c:indicateur", "Indicator"))


def test_who_manages_in_an_approach_manages_with_its_other_party(
    schema: list[Triple], top: list[Triple]
) -> None:
    apart = unrelated("c:entreprise", "rc:managesRelationWith", "c:client")
    assert follows(schema, top, CRM, apart)
    assert follows(
        schema, top, CRM, unrelated("c:client", "rc:hasRelationManagedBy", "c:entreprise")
    )
    assert not follows(
        schema, top, CRM, unrelated("c:client", "rc:managesRelationWith", "c:entreprise")
    )


def test_parties_are_actors_or_organisations_and_manage_approaches(
    schema: list[Triple], top: list[Triple]
) -> None:
    assert holds(schema, top, CRM + "c:client a rc:Actor . c:entreprise a rc:Organisation . ")
    assert not holds(schema, top, CRM + "c:client a rc:Rule . ")


def test_nobody_is_managed_by_the_approach_that_he_manages(
    schema: list[Triple], top: list[Triple]
) -> None:
    assert not holds(schema, top, CRM + "c:entreprise rc:relationManagedBy c:crm . ")


def test_an_approach_is_not_its_own_inverse(schema: list[Triple], top: list[Triple]) -> None:
    assert not holds(schema, top, "c:crm rc:inverseApproachOf c:crm . ")
