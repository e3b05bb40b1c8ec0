"""Quality, by the names of qSKOS, and what importing programs need: on SKOS files of anyone."""

from __future__ import annotations

import pytest

from pipeline.graphs import Graphs

from .checking import Report, reported, reported_of, results, shapes

SOUND = """
v:s a skos:ConceptScheme ; skos:hasTopConcept c:t .
c:t a skos:Concept ; skos:inScheme v:s ; skos:topConceptOf v:s ; skos:narrower c:a , c:b ;
    skos:prefLabel "tête"@fr , "top"@en ; skos:definition "La tête."@fr .
c:a a skos:Concept ; skos:inScheme v:s ; skos:broader c:t ;
    skos:prefLabel "a"@fr , "a"@en ; skos:definition "Le premier."@fr .
c:b a skos:Concept ; skos:inScheme v:s ; skos:broader c:t ;
    skos:prefLabel "b"@fr , "b"@en ; skos:definition "Le second."@fr .
"""

QUALITY: dict[str, tuple[str, Report]] = {
    "a concept that is linked to nothing": (
        'c:x a skos:Concept ; skos:definition "Seul."@fr .',
        {("quality-orphan-concepts", "concept/x", "")},
    ),
    "a concept that nothing documents": (
        "c:x a skos:Concept ; skos:broader c:t .",
        {("quality-undocumented-concepts", "concept/x", "")},
    ),
    "two concepts without an English label are one remark": (
        "c:x a skos:Concept ; skos:inScheme v:s ; skos:broader c:t ; "
        'skos:definition "X."@fr ; skos:prefLabel "x"@fr .'
        "c:y a skos:Concept ; skos:inScheme v:s ; skos:broader c:t ; "
        'skos:definition "Y."@fr ; skos:prefLabel "y"@fr .',
        {("quality-incomplete-language-coverage", "s", "2")},
    ),
    "one name for two concepts, whatever its case": (
        'c:a skos:altLabel "Bé"@fr . c:b skos:altLabel "bé"@fr .',
        {("quality-overlapping-labels", "s", "bé")},
    ),
    "a direct link beside a way by another concept": (
        "c:b skos:broader c:a .",
        {("quality-hierarchical-redundancy", "concept/b", "concept/t")},
    ),
    "a top concept under another": (
        "c:t skos:broader c:u .",
        {("quality-top-concepts-having-broader", "concept/t", "")},
    ),
    "a scheme without top concepts": (
        "v:autre a skos:ConceptScheme .",
        {("quality-omitted-top-concepts", "autre", "")},
    ),
    "linked by a transitive relation only": (
        "c:a skos:broaderTransitive c:u .",
        {("quality-solely-transitively-related", "concept/a", "concept/u")},
    ),
    "siblings that are related": (
        "c:a skos:related c:b .",
        {("quality-valueless-associative-relations", "concept/a", "concept/b")},
    ),
}

IMPORT: dict[str, tuple[str, Report]] = {
    "a scheme that names no top concept": (
        "v:s a skos:ConceptScheme . c:a a skos:Concept ; skos:topConceptOf v:s .",
        {("import-poolparty-scheme", "s", "")},
    ),
    "a label without a language": (
        SOUND + 'c:a skos:altLabel "sans langue" .',
        {("import-poolparty-tags", "concept/a", "sans langue")},
    ),
    "a straight quote in a preferred label": (
        SOUND + 'c:a skos:prefLabel "say \\"a\\""@en-GB .',
        {("import-poolparty-quotes", "concept/a", 'say "a"')},
    ),
    "an encoded space in an IRI": (
        SOUND
        + "<https://w3id.org/relation-client/concept/a%20b> a skos:Concept ; skos:broader c:t .",
        {("import-poolparty-iri", "concept/a%20b", "")},
    ),
    "a concept without a place": (
        SOUND + "c:x a skos:Concept .",
        {("import-edg-place", "concept/x", "")},
    ),
    "two schemes in one file": (
        SOUND + "v:autre a skos:ConceptScheme ; skos:hasTopConcept c:t .",
        {("import-edg-one-scheme", "autre", "s")},
    ),
    "a class among the concepts": (
        SOUND + "rc:Indicator a owl:Class .",
        {("import-edg-no-schema", "ontology#Indicator", "")},
    ),
    "a scheme that is an ontology": (
        SOUND + "v:s a owl:Ontology .",
        {("import-opentheso-scheme", "s", "")},
    ),
}


@pytest.mark.parametrize("name", ["quality", "import"])
def test_a_sound_file_passes(name: str) -> None:
    assert reported_of(name, SOUND) == set()


@pytest.mark.parametrize(("text", "expected"), QUALITY.values(), ids=QUALITY.keys())
def test_each_lack_of_quality_is_named(text: str, expected: Report) -> None:
    assert reported_of("quality", SOUND + text) == expected


@pytest.mark.parametrize(("text", "expected"), IMPORT.values(), ids=IMPORT.keys())
def test_each_import_that_would_fail_is_named(text: str, expected: Report) -> None:
    assert reported_of("import", text) == expected


@pytest.mark.parametrize(("name", "cases"), [("quality", QUALITY), ("import", IMPORT)])
def test_each_check_has_a_case_that_it_names(
    name: str, cases: dict[str, tuple[str, Report]]
) -> None:
    named = {check for _, expected in cases.values() for check, _, _ in expected}
    assert named == {iri.partition("#")[2] for iri in shapes(name).checks}


def test_quality_never_stops_a_build(sound: Graphs) -> None:
    severities = {result.severity for result in results("quality", sound)}
    assert severities == {"warning", "info"}
    assert "violation" not in {check.severity for check in shapes("quality").checks.values()}


def test_a_sound_build_can_be_imported(sound: Graphs) -> None:
    assert reported("import", sound) == set()
