"""The shapes files: sound by SHACL's own shapes, worded for people, and refused where unusable."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyshacl
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode
from pyshacl.errors import ReportableRuntimeError

from pipeline.errors import ConfigurationError
from pipeline.turtle import load_turtle
from pipeline.validate.names import Names
from pipeline.validate.referee import run
from pipeline.validate.shapes import SH, Check, Program, load_all_shapes, load_shapes
from pipeline.validate.views import VIEWS, to_rdflib

from .checking import shapes
from .example import PREFIXES, PROJECT, store, vocabulary

HEAD = PREFIXES + "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
WORDED = 'sh:severity sh:Violation ; sh:message "Faux. → Corrigez."@fr , "Wrong. → Mend."@en'


def shapes_file(folder: Path, text: str, name: str = "quality.ttl") -> Path:
    path = folder / name
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def first_line() -> int:
    """The number of the line that follows HEAD."""
    return HEAD.count("\n") + 1


@pytest.mark.parametrize("name", VIEWS)
def test_each_file_passes_the_shapes_for_shapes(name: str) -> None:
    graph = rdflib.Graph().parse(PROJECT / "shapes" / f"{name}.ttl")
    pyshacl.validate(rdflib.Graph(), shacl_graph=graph, meta_shacl=True)


def test_the_shapes_for_shapes_would_find_a_fault() -> None:
    graph = rdflib.Graph().parse(
        data=HEAD + "gs:a a sh:PropertyShape ; sh:path rc:p ; sh:minCount 'one' .", format="turtle"
    )
    with pytest.raises(ReportableRuntimeError):
        pyshacl.validate(rdflib.Graph(), shacl_graph=graph, meta_shacl=True)


@pytest.mark.parametrize("name", VIEWS)
def test_each_check_has_a_name_in_both_languages_and_a_clause(name: str) -> None:
    triples = load_turtle(PROJECT / "shapes" / f"{name}.ttl")
    for iri in shapes(name).checks:
        said = [(t.predicate.value, t.object) for t in triples if t.subject == NamedNode(iri)]
        names = {o.language for p, o in said if p == f"{SH}name" and isinstance(o, Literal)}
        clauses = [p for p, _ in said if p.endswith(("#seeAlso", "/source"))]
        assert names == {"fr", "en"}, iri
        assert clauses, iri


@pytest.mark.parametrize("name", VIEWS)
def test_each_message_says_what_is_wrong_and_what_to_do(name: str) -> None:
    for iri, check in shapes(name).checks.items():
        for language, message in check.messages.items():
            wrong, arrow, remedy = message.partition(" → ")
            assert wrong.endswith(".") and arrow and remedy.endswith("."), (iri, language)


@pytest.mark.parametrize("name", VIEWS)
def test_the_name_of_a_check_is_its_own(name: str) -> None:
    others = {iri for other in VIEWS if other != name for iri in shapes(other).checks}
    assert others.isdisjoint(shapes(name).checks)


def test_what_must_hold_is_a_violation() -> None:
    for name in ("skos-integrity", "vocabulary", "evidence"):
        assert {check.severity for check in shapes(name).checks.values()} == {"violation"}


def test_a_check_restates_checks_of_other_files_that_there_are() -> None:
    everywhere = {iri for name in VIEWS for iri in shapes(name).checks}
    for name in VIEWS:
        for check in shapes(name).checks.values():
            assert everywhere.issuperset(check.restates), check.name
            assert check.iri not in check.restates, check.name


def test_a_check_is_read_as_its_shape_says_it(tmp_path: Path) -> None:
    path = shapes_file(
        tmp_path,
        f"gs:a a sh:NodeShape ; {WORDED} ; sh:name 'Nom'@fr , 'Name'@en ; rdfs:seeAlso <http://x/1> ;"
        " dcterms:source 'A book' , 'Un usage'@fr , 'A custom'@en ; gs:restates gs:b ; gs:importer 'annif' ; rdfs:comment 'Why.'@en ."
        f" gs:b a sh:NodeShape ; {WORDED} ."
        " gs:annif a sh:NodeShape , gs:Program ; gs:importer 'annif' ; sh:name 'Annif'@fr ;"
        " rdfs:comment 'Essayé.'@fr ; gs:hasCheck gs:a .",
    )
    gs = "https://w3id.org/glossograph/shapes#"
    shapes = load_shapes(path)
    assert shapes.checks[f"{gs}a"] == Check(
        iri=f"{gs}a",
        severity="violation",
        names={"fr": "Nom", "en": "Name"},
        messages={"fr": "Faux. → Corrigez.", "en": "Wrong. → Mend."},
        clauses=["http://x/1"],
        sources=["A book"],
        restates=[f"{gs}b"],
        importers=["annif"],
        comments={"en": "Why."},
        origins={"fr": "Un usage", "en": "A custom"},
    )
    assert shapes.checks[f"{gs}a"].sources_in("fr") == ["A book", "Un usage"]
    assert shapes.checks[f"{gs}a"].name == "a"
    assert shapes.programs == {
        "annif": Program(names={"fr": "Annif"}, comments={"fr": "Essayé."}, checks=[f"{gs}a"])
    }


def test_only_some_checks_of_a_file_leave_no_trace_of_the_others() -> None:
    whole = shapes("quality")
    part = whole.only(lambda check: check.name == "quality-orphan-concepts")
    assert [check.name for check in part.checks.values()] == ["quality-orphan-concepts"]
    subjects = {str(triple.subject) for triple in part.constraints}
    objects = {str(triple.object) for triple in part.constraints}
    assert not any(
        "quality-" in subject for subject in subjects - {f"<{iri}>" for iri in part.checks}
    )
    # Every blank node that is left hangs on what was kept: the prefixes and the one query.
    assert {subject for subject in subjects if subject.startswith("_:")} <= objects
    assert whole.only(lambda check: True).checks == whole.checks
    assert set(whole.only(lambda check: True).constraints) == set(whole.constraints)


def test_a_file_that_does_not_parse_is_named_with_its_line(tmp_path: Path) -> None:
    path = shapes_file(tmp_path, "gs:a a sh:NodeShape ;\n    sh:severity ; .")
    with pytest.raises(ConfigurationError) as caught:
        load_shapes(path)
    assert str(caught.value).startswith(f"{path}:{first_line() + 1}:17: not valid Turtle: ")
    assert str(caught.value).endswith("; correct that line")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "schema.ttl"
    path.write_bytes(b"@prefix a: <http://x/> .\na:b a:c '\xff' .")
    with pytest.raises(ConfigurationError, match=r"schema\.ttl:2:.*UTF-8"):
        load_turtle(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_turtle(tmp_path / "schema.ttl")
    assert str(caught.value) == (
        f"{tmp_path / 'schema.ttl'}: the file cannot be read (No such file or directory); "
        "restore it from the last commit"
    )


def test_a_file_without_a_shape_is_refused(tmp_path: Path) -> None:
    path = shapes_file(tmp_path, "v:a rdfs:label 'no shape' .")
    with pytest.raises(ConfigurationError, match="the file holds no SHACL shape"):
        load_shapes(path)


@pytest.mark.parametrize(
    "shape",
    [
        f"[] a sh:NodeShape ; {WORDED} .",
        "gs:a a sh:NodeShape ; sh:message 'a → b'@fr , 'a → b'@en .",
        "gs:a a sh:NodeShape ; sh:severity sh:Violation ; sh:message 'a → b'@fr .",
        "gs:a a sh:NodeShape ; sh:severity sh:Grave ; sh:message 'a → b'@fr , 'a → b'@en .",
    ],
    ids=["no name", "no severity", "no English", "unknown severity"],
)
def test_a_shape_without_name_severity_or_words_is_refused(tmp_path: Path, shape: str) -> None:
    with pytest.raises(ConfigurationError, match="lacks an IRI, a severity, or a message"):
        load_shapes(shapes_file(tmp_path, shape))


def test_a_query_that_does_not_parse_names_the_file(tmp_path: Path) -> None:
    path = shapes_file(
        tmp_path,
        f"gs:a a sh:NodeShape ; sh:targetClass skos:Concept ; {WORDED} ;"
        " sh:sparql [ sh:select 'SELECT $this WHERE { $this ' ] .",
    )
    data = store(load_turtle(PROJECT / "ontology" / "top-concepts.ttl"))
    names = Names(data, vocabulary().prefixes)
    with pytest.raises(ConfigurationError) as caught:
        run(load_shapes(path), data, names)
    assert str(caught.value).startswith(f"{path}: the shapes cannot be run: ")
    assert "\n" not in str(caught.value)


def test_a_query_that_shacl_forbids_names_the_file(tmp_path: Path) -> None:
    path = shapes_file(
        tmp_path,
        f"gs:a a sh:NodeShape ; sh:targetClass skos:Concept ; {WORDED} ;"
        " sh:sparql [ sh:select 'SELECT $this WHERE { $this a ?x MINUS { ?x a ?y } }' ] .",
    )
    data = store(load_turtle(PROJECT / "ontology" / "top-concepts.ttl"))
    names = Names(data, vocabulary().prefixes)
    with pytest.raises(ConfigurationError, match="MINUS"):
        run(load_shapes(path), data, names)


def test_a_constraint_that_shacl_does_not_know_names_the_file(tmp_path: Path) -> None:
    path = shapes_file(
        tmp_path,
        f"gs:a a sh:PropertyShape ; sh:targetClass skos:Concept ; {WORDED} ;"
        " sh:path skos:notation ; sh:minCount 1 , 2 .",
    )
    data = store(load_turtle(PROJECT / "ontology" / "top-concepts.ttl"))
    names = Names(data, vocabulary().prefixes)
    with pytest.raises(ConfigurationError, match="the shapes cannot be run"):
        run(load_shapes(path), data, names)


def test_a_result_from_a_nameless_shape_is_a_fault_of_the_file(tmp_path: Path) -> None:
    path = shapes_file(
        tmp_path,
        f"gs:a a sh:NodeShape ; sh:targetClass skos:Concept ; {WORDED} ;"
        " sh:property [ sh:path skos:notation ; sh:minCount 1 ] .",
    )
    data = store(load_turtle(PROJECT / "ontology" / "top-concepts.ttl"))
    names = Names(data, vocabulary().prefixes)
    with pytest.raises(ConfigurationError, match="a result comes from a shape without a name"):
        run(load_shapes(path), data, names)


def test_the_project_has_one_file_for_each_view() -> None:
    assert [file.name for file in load_all_shapes(PROJECT / "shapes")] == list(VIEWS)


def test_a_missing_shapes_file_is_named(tmp_path: Path) -> None:
    folder = shutil.copytree(PROJECT / "shapes", tmp_path / "shapes")
    (folder / "evidence.ttl").unlink()
    with pytest.raises(ConfigurationError, match=r"evidence\.ttl: the file cannot be read"):
        load_all_shapes(folder)


def test_a_shapes_file_that_no_stage_would_run_is_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(PROJECT / "shapes", tmp_path / "shapes")
    shapes_file(folder, f"gs:a a sh:NodeShape ; {WORDED} .", name="mine.ttl")
    with pytest.raises(ConfigurationError, match=r"mine\.ttl: no stage runs this shapes file"):
        load_all_shapes(folder)


def test_literals_reach_the_engine_to_the_letter() -> None:
    graph = to_rdflib(load_turtle(PROJECT / "ontology" / "top-concepts.ttl"), rdflib.Graph())
    assert rdflib.Literal("règle", lang="fr") in set(graph.objects())
