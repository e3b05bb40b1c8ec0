"""The contract of the vocabulary: a sound build passes, and each fault is named by its check."""

from __future__ import annotations

import pytest

from pipeline.graphs import Graphs

from .checking import Report, reported, reported_once_spoiled, shapes

NPS = "concept/net-promoter-score"

# fault -> statements added, statements dropped, what is reported anew
FAULTS: dict[str, tuple[str, str, Report]] = {
    "no French label": (
        "",
        'c:appel skos:prefLabel "appel"@fr .',
        {("vocabulary-preflabel-fr", "concept/appel", "")},
    ),
    "two French labels": (
        'c:appel skos:prefLabel "communication"@fr .',
        "",
        {("vocabulary-preflabel-fr", "concept/appel", "")},
    ),
    "a label in German": (
        'c:appel skos:altLabel "Anruf"@de .',
        "",
        {("vocabulary-languages", "concept/appel", "Anruf")},
    ),
    "a note without a language": (
        'c:appel skos:editorialNote "À revoir." .',
        "",
        {("vocabulary-languages", "concept/appel", "À revoir.")},
    ),
    "an empty label": (
        'c:appel skos:altLabel ""@fr .',
        "",
        {("vocabulary-label-text", "concept/appel", "")},
    ),
    "a label with a space at its end": (
        'c:appel skos:hiddenLabel "apel "@fr .',
        "",
        {("vocabulary-label-text", "concept/appel", "apel ")},
    ),
    "a label on two lines": (
        'c:appel skos:hiddenLabel "appel\\nentrant"@fr .',
        "",
        {("vocabulary-label-text", "concept/appel", "appel\nentrant")},
    ),
    "a straight quote in a preferred label": (
        'c:appel skos:prefLabel "call\\""@en .',
        "",
        {("vocabulary-preflabel-quotes", "concept/appel", 'call"')},
    ),
    "a curly quote in a preferred label": (
        'c:appel skos:prefLabel "call”"@en .',
        "",
        {("vocabulary-preflabel-quotes", "concept/appel", "call”")},
    ),
    "two concepts of one name": (
        'c:appel skos:prefLabel "Net Promoter Score"@en .',
        "",
        {
            ("vocabulary-preflabel-unique", "concept/appel", "Net Promoter Score"),
            ("vocabulary-preflabel-unique", NPS, "Net Promoter Score"),
        },
    ),
    "two notations": (
        'c:appel skos:notation "A1" , "A2" .',
        "",
        {("vocabulary-notation", "concept/appel", "")},
    ),
    "one notation for two": (
        'c:appel skos:notation "A1" . c:score skos:notation "A1" .',
        "",
        {
            ("vocabulary-notation-unique", "concept/appel", "A1"),
            ("vocabulary-notation-unique", "concept/score", "A1"),
        },
    ),
    "an acronym that is no alternative label": (
        "",
        'c:crm skos:altLabel "CRM"@fr .',
        {("vocabulary-acronym", "concept/crm", "CRM")},
    ),
    "an acronym that is the preferred label": (
        'c:appel skos:altLabel "appel"@fr ; rc:acronym "appel"@fr .',
        "",
        {("vocabulary-acronym", "concept/appel", "appel")},
    ),
    "two French definitions": (
        'c:crm skos:definition "Une technologie."@fr .',
        "",
        {("vocabulary-one-definition", "concept/crm", "")},
    ),
    "a definition without a source": (
        "",
        "c:crm dcterms:source e:crm .",
        {("vocabulary-definition-source", "concept/crm", "")},
    ),
    "a definition whose source is a text": (
        'c:crm dcterms:source "24pm" .',
        "c:crm dcterms:source e:crm .",
        {("vocabulary-definition-source", "concept/crm", "")},
    ),
    "neither definition nor note": (
        "",
        'c:appel skos:editorialNote "Aucune source ne définit ce concept."@fr .',
        {("vocabulary-no-definition", "concept/appel", "")},
    ),
    "a top concept without a signature": (
        "",
        'c:canal dcterms:creator "équipe de curation"@fr .',
        {
            ("vocabulary-top-signed", "concept/canal", ""),
            ("vocabulary-definition-source", "concept/canal", ""),
        },
    ),
    "a top concept without its class": (
        "",
        "c:canal a rc:Channel .",
        {("vocabulary-top-class", "concept/canal", "")},
    ),
    "a concept in no scheme": (
        "",
        "c:client-mystere skos:inScheme v:scheme .",
        {
            ("vocabulary-in-scheme", "concept/client-mystere", ""),
            ("vocabulary-relation-target", "concept/acteur", "concept/client-mystere"),
            ("vocabulary-relation-target", "concept/client-mystere", "concept/acteur"),
        },
    ),
    "an IRI with a capital": (
        'c:Appel a skos:Concept ; skos:prefLabel "bon appel"@fr ; '
        "owl:deprecated true ; dcterms:isReplacedBy c:appel .",
        "",
        {("vocabulary-iri", "concept/Appel", "")},
    ),
    "an IRI outside the base": (
        "<http://example.org/concept/a> a skos:Concept ; "
        'skos:prefLabel "bon appel"@fr ; owl:deprecated true ; '
        "dcterms:isReplacedBy c:appel .",
        "",
        {("vocabulary-iri", "http://example.org/concept/a", "")},
    ),
    "a scheme without a French title": (
        "",
        'v:scheme dcterms:title "Vocabulaire de la relation client"@fr .',
        {("vocabulary-scheme-title", "scheme", "")},
    ),
    "a scheme without a French label": (
        "",
        'v:scheme skos:prefLabel "Vocabulaire de la relation client"@fr .',
        {("vocabulary-scheme-label", "scheme", "")},
    ),
    "a licence that is a text": (
        'v:scheme dcterms:license "CC BY 4.0" .',
        "v:scheme dcterms:license <https://creativecommons.org/licenses/by/4.0/> .",
        {("vocabulary-scheme-licence", "scheme", "CC BY 4.0")},
    ),
    "no licence": (
        "",
        "v:scheme dcterms:license <https://creativecommons.org/licenses/by/4.0/> .",
        {("vocabulary-scheme-licence", "scheme", "")},
    ),
    "a scheme without a version": (
        "",
        'v:scheme owl:versionInfo "0.1.0" .',
        {("vocabulary-scheme-metadata", "scheme", "")},
    ),
    "a scheme whose date is a text": (
        'v:scheme dcterms:modified "hier" .',
        'v:scheme dcterms:modified "2026-11-22"^^xsd:date .',
        {("vocabulary-scheme-metadata", "scheme", "")},
    ),
    "hasTopConcept missing": (
        "",
        "v:scheme skos:hasTopConcept c:canal .",
        {("vocabulary-top-both-ways", "concept/canal", "scheme")},
    ),
    "topConceptOf missing": (
        "",
        "c:canal skos:topConceptOf v:scheme .",
        {("vocabulary-top-both-ways", "concept/canal", "scheme")},
    ),
    "narrower missing": (
        "",
        "c:acteur skos:narrower c:client-mystere .",
        {("vocabulary-hierarchy-both-ways", "concept/client-mystere", "concept/acteur")},
    ),
    "broader missing": (
        "",
        "c:client-mystere skos:broader c:acteur .",
        {("vocabulary-hierarchy-both-ways", "concept/acteur", "concept/client-mystere")},
    ),
    "related one way": (
        "c:appel skos:related c:score .",
        "",
        {("vocabulary-related-both-ways", "concept/appel", "concept/score")},
    ),
    "a typed relation one way": (
        "",
        "c:satisfaction-client rc:measuredBy c:net-promoter-score .",
        {("vocabulary-typed-both-ways", NPS, "concept/satisfaction-client")},
    ),
    "a typed relation the other way only": (
        "",
        "c:net-promoter-score rc:measures c:satisfaction-client .",
        {("vocabulary-typed-both-ways", "concept/satisfaction-client", NPS)},
    ),
    "a symmetric relation one way": (
        "",
        "c:vrm rc:inverseApproachOf c:crm .",
        {("vocabulary-typed-both-ways", "concept/crm", "concept/vrm")},
    ),
    "a typed relation without skos:related": (
        "",
        "c:vrm skos:related c:crm . c:crm skos:related c:vrm .",
        {
            ("vocabulary-typed-plain", "concept/crm", "concept/vrm"),
            ("vocabulary-typed-plain", "concept/vrm", "concept/crm"),
        },
    ),
    "a relation to a concept that is not there": (
        "c:appel skos:related c:nulle-part . c:nulle-part skos:related c:appel .",
        "",
        {("vocabulary-relation-target", "concept/appel", "concept/nulle-part")},
    ),
    "a relation to an entry of a source": (
        "c:appel skos:related e:svi . e:svi skos:related c:appel .",
        "",
        {("vocabulary-relation-target", "concept/appel", "source/24pm-grc-s/svi")},
    ),
    "a concept related to itself": (
        "c:appel skos:related c:appel .",
        "",
        {("vocabulary-relation-target", "concept/appel", "")},
    ),
    "a loop of two": (
        "c:score skos:broader c:net-promoter-score . c:net-promoter-score skos:narrower c:score .",
        "",
        {("vocabulary-cycle", NPS, "concept/score")},
    ),
    "a branch cut off": (
        "",
        "c:score skos:broader c:indicateur . c:indicateur skos:narrower c:score .",
        {("vocabulary-reaches-top", "concept/score", ""), ("vocabulary-reaches-top", NPS, "")},
    ),
    "a deprecated concept in the scheme": (
        "c:ancien skos:inScheme v:scheme .",
        "",
        {("vocabulary-deprecated", "concept/ancien", "scheme")},
    ),
    "a deprecated concept in the tree": (
        "c:ancien skos:broader c:score . c:score skos:narrower c:ancien .",
        "",
        {
            ("vocabulary-deprecated", "concept/ancien", "concept/score"),
            ("vocabulary-relation-target", "concept/ancien", "concept/score"),
            ("vocabulary-relation-target", "concept/score", "concept/ancien"),
        },
    ),
    "a successor that is not there": (
        "c:ancien dcterms:isReplacedBy c:nulle-part .",
        "",
        {("vocabulary-successor", "concept/ancien", "concept/nulle-part")},
    ),
    "a deprecated concept with a definition": (
        'c:ancien skos:definition "Vieux."@fr ; dcterms:source e:score .',
        "",
        {
            ("vocabulary-deprecated", "concept/ancien", "Vieux."),
            ("vocabulary-deprecated", "concept/ancien", "source/24pm-grc-s/score"),
        },
    ),
    "a deprecated concept of a class": (
        "c:ancien a rc:Indicator .",
        "",
        {("vocabulary-deprecated", "concept/ancien", "ontology#Indicator")},
    ),
}


def test_a_sound_build_passes(sound: Graphs) -> None:
    assert reported("vocabulary", sound) == set()


@pytest.mark.parametrize(("add", "drop", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_is_named(sound: Graphs, add: str, drop: str, expected: Report) -> None:
    assert (
        reported_once_spoiled("vocabulary", sound, part="vocabulary", add=add, drop=drop)
        == expected
    )


def test_each_check_has_a_fault_that_it_names() -> None:
    named = {check for _, _, expected in FAULTS.values() for check, _, _ in expected}
    assert named == {iri.partition("#")[2] for iri in shapes("vocabulary").checks}
