"""Quality, by the names of qSKOS, VocPub, and what importing programs need, on a whole build.

One by one in fixtures/quality-*, fixtures/vocpub-* and fixtures/import-*.
"""

from __future__ import annotations

import pyoxigraph
import pytest

from pipeline.graphs import Graphs
from pipeline.validate import engines
from pipeline.validate.names import Names

from .checking import reported, results, shapes
from .example import PROJECT

# https://github.com/cmader/qSKOS/wiki/Quality-Issues
QSKOS = """
Ambiguous Notation References; Broken Links; Cyclic Hierarchical Relations; Disconnected Concept
Clusters; Disjoint Labels Violation; Empty Labels; HTTP URI Scheme Violation; Hierarchical
Redundancy; Incomplete Language Coverage; Inconsistent Preferred Labels; Mapping Clashes; Mapping
Relations Misuse; Missing In-Links; Missing Labels; Missing Out-Links; No Common Languages; Omitted
Top Concepts; Omitted or Invalid Language Tags; Orphan Concepts; Overlapping Labels; Reflexively
Related Concepts; Relation Clashes; Solely Transitively Related Concepts; Top Concepts Having
Broader Concepts; Undefined SKOS Resources; Undocumented Concepts; Unidirectionally Related
Concepts; Unprintable Characters in Labels; Valueless Associative Relations
"""
NEEDS_THE_NETWORK = {"Broken Links", "Missing In-Links"}


def test_every_issue_of_qskos_that_a_file_shows_is_a_check_of_its_name() -> None:
    issues = {" ".join(issue.split()) for issue in QSKOS.split(";")}
    assert len(issues) == 29
    checks = shapes("quality").checks.values()
    assert {check.names["en"] for check in checks} == issues - NEEDS_THE_NETWORK
    for check in checks:
        assert check.name == "quality-" + check.names["en"].lower().replace(" ", "-")
        assert check.comments["en"]


def test_quality_never_stops_a_build() -> None:
    assert {check.severity for check in shapes("quality").checks.values()} == {"warning", "info"}
    assert {check.severity for check in shapes("vocpub").checks.values()} == {"info"}


def test_what_is_left_to_say_of_a_sound_build(sound: Graphs) -> None:
    assert {result.severity for result in results("quality", sound)} == {"warning", "info"}


def test_a_sound_build_can_be_imported(sound: Graphs) -> None:
    losses = {check for check, _, _ in reported("import", sound)}
    assert losses == {
        "import-protege-declared",
        "import-sharepoint-polyhierarchy",
        "import-sharepoint-synonyms",
    }
    assert "violation" not in {result.severity for result in results("import", sound)}


def test_every_program_that_a_check_names_lists_that_check() -> None:
    file = shapes("import")
    for name, program in file.programs.items():
        concerned = {iri for iri, check in file.checks.items() if name in check.importers}
        assert set(program.checks) == concerned, name
        assert program.names.keys() == program.comments.keys() == {"fr", "en"}
    named = {name for check in file.checks.values() for name in check.importers}
    assert named <= file.programs.keys()


def test_a_check_of_an_import_is_named_after_a_program_that_it_concerns() -> None:
    for check in shapes("import").checks.values():
        assert check.name.split("-")[1] in check.importers


@pytest.mark.parametrize("name", ["skos-integrity", "vocabulary", "quality", "import", "vocpub"])
def test_the_published_vocabulary_has_no_violation(name: str) -> None:
    published = ["relation-client.ttl"]
    if name in ("skos-integrity", "vocabulary"):
        published.append("ontology.ttl")
    store = pyoxigraph.Store()
    for file in published:
        store.load(path=str(PROJECT / "output" / file))
    found = engines.run(shapes(name), store, Names(store, {}))
    assert [r.check for r in found if r.severity == "violation"] == []
