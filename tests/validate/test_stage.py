"""The stage: files in, files out, and what is left where something is wrong."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pyoxigraph
import pytest

from pipeline.errors import ConfigurationError, StageError
from pipeline.graphs import Graphs
from pipeline.validate.findings import Findings
from pipeline.validate.report import VocabularyViolationError
from pipeline.validate.stage import validate

from .example import BASE, PROJECT, spoiled, trig

SH = "http://www.w3.org/ns/shacl#"
FAULT = (
    "c:net-promoter-score skos:related c:indicateur . "
    "c:indicateur skos:related c:net-promoter-score ."
)


@pytest.fixture
def output(tmp_path: Path, sound: Graphs) -> Path:
    """An output folder as `map` leaves it after a sound build."""
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "graph.trig").write_bytes(trig(sound))
    return tmp_path


def spoil(output: Path, sound: Graphs, add: str) -> None:
    graphs = spoiled(sound, part="vocabulary", add=add)
    (output / "work" / "graph.trig").write_bytes(trig(graphs))


def test_a_sound_build_conforms(output: Path) -> None:
    findings = validate(PROJECT, output).verdict
    assert findings.conforms
    assert findings.consistent
    assert findings.axioms > 1000
    assert 0 < findings.logical < findings.axioms
    assert {finding.severity for finding in findings.findings} == {"warning", "info"}


GONE = "c:{slug} a skos:Concept ; owl:deprecated true ; skos:prefLabel {labels} {successor} ."


@pytest.mark.parametrize("labels", ['"disparu"@fr', '"score"@fr', '"disparu"@fr , "score"@en'])
@pytest.mark.parametrize("successor", ["", "; dcterms:isReplacedBy c:score"])
def test_of_a_concept_that_is_gone_no_check_has_anything_to_say(
    output: Path, sound: Graphs, labels: str, successor: str
) -> None:
    before = validate(PROJECT, output).verdict.findings
    gone = GONE.format(slug="disparu", labels=labels, successor=successor)
    spoil(output, sound, gone + GONE.format(slug="parti", labels=labels, successor=successor))
    after = validate(PROJECT, output).verdict.findings
    assert after == before


def test_findings_json_holds_what_the_stage_returns(output: Path) -> None:
    findings = validate(PROJECT, output).verdict
    written = (output / "work" / "findings.json").read_bytes()
    assert msgspec.json.decode(written, type=Findings) == findings
    assert set(json.loads(written)) == {
        *("conforms", "findings", "consistent", "axioms", "logical", "inferences"),
    }


def test_findings_json_is_written_last(output: Path) -> None:
    validate(PROJECT, output)
    work = output / "work"
    assert sorted(path.name for path in work.iterdir()) == [
        "findings.json",
        "graph.trig",
        "inferred.nt",
        "validation.ttl",
    ]
    written = {path.name: path.stat().st_mtime_ns for path in work.iterdir()}
    assert written["validation.ttl"] <= written["findings.json"]


def test_validation_ttl_is_a_report_with_a_result_for_each_finding(output: Path) -> None:
    findings = validate(PROJECT, output).verdict
    store = pyoxigraph.Store()
    store.load(path=output / "work" / "validation.ttl", format=pyoxigraph.RdfFormat.TURTLE)
    results = store.query(
        f"""PREFIX sh: <{SH}>
        SELECT ?result WHERE {{
            ?report a sh:ValidationReport ; sh:conforms false ; sh:result ?result .
            ?result a sh:ValidationResult ; sh:focusNode ?focus ; sh:resultSeverity ?severity ;
                sh:sourceShape ?shape ; sh:sourceConstraintComponent ?component ;
                sh:resultMessage ?fr , ?en .
            FILTER (LANG(?fr) = "fr" && LANG(?en) = "en")
        }}"""
    )
    assert isinstance(results, pyoxigraph.QuerySolutions)
    assert len(list(results)) == len(findings.findings) > 0


def test_a_violation_stops_with_a_report_and_no_findings_json(output: Path, sound: Graphs) -> None:
    validate(PROJECT, output)
    spoil(output, sound, FAULT)
    with pytest.raises(VocabularyViolationError) as caught:
        validate(PROJECT, output)
    work = output / "work"
    assert not (work / "findings.json").exists()
    assert "gs:S27" in (work / "validation.ttl").read_text(encoding="utf-8")
    assert [f.check for f in caught.value.findings.findings if f.severity == "violation"] == [
        "S27",
        "evidence-related",
    ]
    start = f"{work / 'report.md'}: 2 violations : Net Promoter Score : "
    assert str(caught.value).startswith(start)
    assert str(caught.value).endswith("; corrigez ce que le rapport nomme, puis reconstruisez")
    assert "\n" not in str(caught.value)


def test_the_report_says_what_is_wrong_and_what_to_do(output: Path, sound: Graphs) -> None:
    spoil(output, sound, FAULT)
    with pytest.raises(VocabularyViolationError):
        validate(PROJECT, output)
    report = (output / "work" / "report.md").read_text(encoding="utf-8")
    assert report.startswith("# Rapport de validation\n\nRien n'a été publié")
    assert (
        "## Violation : Ce qui est plus général n'est pas associé (1 ressource)\n\n"
        "`S27` · <https://www.w3.org/TR/skos-reference/#S27>\n\n"
        f"- **Net Promoter Score** (`{BASE}concept/net-promoter-score`) : "
        "« Net Promoter Score » est associé à « indicateur », qui est aussi un de ses génériques, "
        "directement ou de proche en proche.\n"
        "  - Décision ontology/curation/relations.tsv:12 : Le texte le dit. (équipe de curation, "
        "2026-11-22)\n\n"
        "*À faire : Retirez l'association, ou déplacez l'un des deux dans l'arbre.*\n"
    ) in report


def test_where_evidence_is_missing_none_is_shown(output: Path, sound: Graphs) -> None:
    spoil(output, sound, FAULT)
    with pytest.raises(VocabularyViolationError) as caught:
        validate(PROJECT, output)
    reasons = {f.check: f.because for f in caught.value.findings.findings}
    assert reasons["S27"]
    assert not reasons["evidence-related"]


def test_the_report_is_in_the_language_asked_for_and_the_files_in_the_vocabulary_s(
    output: Path, sound: Graphs
) -> None:
    report = validate(PROJECT, output, "en")
    assert {finding.name for finding in report.verdict.findings} >= {"Undocumented Concepts"}
    written = (output / "work" / "findings.json").read_bytes()
    names = {finding.name for finding in msgspec.json.decode(written, type=Findings).findings}
    assert "Concepts sans documentation" in names
    spoil(output, sound, FAULT)
    with pytest.raises(VocabularyViolationError, match="is related to “indicator”"):
        validate(PROJECT, output, "en")
    assert "Rien n'a été publié" in (output / "work" / "report.md").read_text(encoding="utf-8")


def test_an_inconsistency_is_a_violation_that_names_the_concept(
    output: Path, sound: Graphs
) -> None:
    spoil(output, sound, "c:centre-d-appels-offshore a rc:Indicator .")
    with pytest.raises(VocabularyViolationError) as caught:
        validate(PROJECT, output)
    findings = caught.value.findings
    assert not findings.consistent
    (finding,) = [f for f in findings.findings if f.check == "owl-consistency"]
    assert (finding.severity, finding.label) == ("violation", "centre d'appels offshore")
    assert "contradiction" in (output / "work" / "report.md").read_text(encoding="utf-8")


def test_a_build_made_good_again_clears_the_report(output: Path, sound: Graphs) -> None:
    spoil(output, sound, FAULT)
    with pytest.raises(VocabularyViolationError):
        validate(PROJECT, output)
    (output / "work" / "graph.trig").write_bytes(trig(sound))
    validate(PROJECT, output)
    assert not (output / "work" / "report.md").exists()
    assert (output / "work" / "findings.json").exists()


def test_the_files_are_the_same_whatever_hash_seed_locale_and_time_zone(
    tmp_path: Path, sound: Graphs
) -> None:
    graphs = spoiled(
        sound,
        part="vocabulary",
        add=FAULT + '[] a skos:Concept ; skos:altLabel "a"@fr , "score"@fr .',
    )
    written = []
    for seed, locale, zone in (("0", "C", "UTC"), ("4711", "fr_FR.UTF-8", "Asia/Tokyo")):
        output = tmp_path / seed
        (output / "work").mkdir(parents=True)
        (output / "work" / "graph.trig").write_bytes(trig(graphs))
        program = (
            "from pathlib import Path\n"
            "from msgspec.structs import replace\n"
            "from pipeline.errors import ViolationError\n"
            "from pipeline.validate.reports import html, json_, sarif, text\n"
            "from pipeline.validate.stage import validate\n"
            f"work = Path({str(output / 'work')!r})\n"
            f"try: validate(Path({str(PROJECT)!r}), work.parent)\n"
            "except ViolationError as error:\n"
            "    for kind in (html, json_, sarif, text):\n"
            "        written = kind.write(replace(error.report, seconds=0.0))\n"
            "        written = written if isinstance(written, bytes) else written.encode('utf-8')\n"
            "        (work / kind.__name__.rpartition('.')[2]).write_bytes(written)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=PROJECT,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone},
            capture_output=True,
            check=True,
        )
        assert (done.stdout, done.stderr) == (b"", b"")
        files = sorted(file for file in (output / "work").iterdir() if file.name != "graph.trig")
        written.append({file.name: file.read_bytes() for file in files})
    assert list(written[0]) == ["html", "json_", "report.md", "sarif", "text", "validation.ttl"]
    assert written[0] == written[1]


def test_no_graph_yet_says_which_stage_to_run(tmp_path: Path) -> None:
    with pytest.raises(StageError) as caught:
        validate(PROJECT, tmp_path)
    assert str(caught.value) == (
        f"{tmp_path / 'work' / 'graph.trig'}: this stage file does not exist; run `make map` first"
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"<a> <b>", "not a file that the stage `map` writes"),
        (b"<http://a> <http://b> <http://c> .", "a statement in the graph DEFAULT"),
        (b"<http://g> { <http://a> <http://b> <http://c> }", "a statement in the graph <http://g>"),
    ],
    ids=["not TriG", "no graph", "a graph of no part"],
)
def test_a_damaged_graph_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "graph.trig").write_bytes(content)
    with pytest.raises(StageError, match=problem):
        validate(PROJECT, tmp_path)


def test_a_shapes_file_that_does_not_parse_leaves_the_last_findings(
    tmp_path: Path, output: Path
) -> None:
    project = tmp_path / "project"
    shutil.copytree(PROJECT / "shapes", project / "shapes")
    shutil.copytree(PROJECT / "ontology", project / "ontology")
    validate(project, output)
    before = (output / "work" / "findings.json").read_bytes()
    (project / "shapes" / "evidence.ttl").write_text("gs:a a .", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"evidence\.ttl:1:"):
        validate(project, output)
    assert (output / "work" / "findings.json").read_bytes() == before
