"""A release from start to end: what it writes, what it leaves alone, what it compares."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from pipeline.ask.diff.answering import answer as compare
from pipeline.cli import main
from pipeline.errors import GlossographError, StageError
from pipeline.publish.releases import read_releases
from pipeline.release import release as stage
from pipeline.release.release import release
from pipeline.turtle import load_turtle
from pipeline.validate.report import VocabularyViolationError
from pipeline.vocabulary import DCAT, OWL, load_vocabulary

from ..conftest import PROJECT
from .conftest import FIRST_DAY, TERMS, build, decide, describe

Unchanged = Callable[[Path], Callable[[], None]]
NEXT_DAY = "2026-12-01"
VOCABULARY = "ontology/vocabulary.toml"


@pytest.fixture(scope="module")
def _twice(_released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Released, one term renamed and one added, released again."""
    folder = shutil.copytree(_released, tmp_path_factory.mktemp("twice") / "project")
    describe(folder, {**TERMS, "Garant": "Le garant est une personne qui répond d'une dette."})
    renamed = {"entry_id": "essai/loyer", "kind": "preferred", "label": "loyer mensuel"}
    decide(folder, {**renamed, "lang": "fr"})
    release(folder, "0.2.0", NEXT_DAY)
    return folder


@pytest.fixture
def twice(_twice: Path, tmp_path: Path) -> Path:
    """The small project with two releases, 0.1.0 and 0.2.0."""
    return shutil.copytree(_twice, tmp_path / "project")


def lines(text: str) -> list[str]:
    return text.splitlines()


def test_a_release_writes_version_prior_version_and_day_and_nothing_else(
    _released: Path, _twice: Path
) -> None:
    before = lines((_released / VOCABULARY).read_text(encoding="utf-8"))
    after = lines((_twice / VOCABULARY).read_text(encoding="utf-8"))
    gone, come = [x for x in before if x not in after], [x for x in after if x not in before]
    assert [line.partition(" #")[0] for line in gone] == [
        'version = "0.1.0"',
        'modified = "2026-11-22"',
    ]
    assert [line.partition(" #")[0] for line in come] == [
        'version = "0.2.0"',
        'prior_version = "0.1.0"',
        'modified = "2026-12-01"',
    ]
    assert [line.partition(" #")[2] for line in gone] == [
        line.partition(" #")[2] for line in come if not line.startswith("prior")
    ]
    old = (_released / "ontology/schema.ttl").read_text(encoding="utf-8")
    new = (_twice / "ontology/schema.ttl").read_text(encoding="utf-8")
    assert [x for x in lines(new) if x not in lines(old)] == [
        x.replace("0.1.0", "0.2.0") for x in lines(old) if "owl:version" in x
    ]
    assert len(lines(old)) == len(lines(new))


def test_what_is_published_names_its_version_and_the_one_before(_twice: Path) -> None:
    vocabulary = load_vocabulary(_twice / VOCABULARY)

    def said(file: str, subject: str) -> set[tuple[str, str]]:
        node = ox.NamedNode(subject)
        return {
            (triple.predicate.value, str(triple.object))
            for triple in load_turtle(_twice / "output" / file)
            if triple.subject == node
        }

    for file, iri in (
        ("ontology.ttl", vocabulary.ontology),
        ("relation-client-owl.ttl", f"{vocabulary.base}owl"),
    ):
        assert {
            (f"{OWL}versionIRI", f"<{iri}/0.2.0>"),
            (f"{OWL}priorVersion", f"<{iri}/0.1.0>"),
            (f"{OWL}versionInfo", '"0.2.0"'),
        } <= said(file, iri)
    for file, iri in (
        ("relation-client.ttl", vocabulary.scheme),
        ("dataset.ttl", vocabulary.dataset),
    ):
        assert {
            (f"{OWL}versionInfo", '"0.2.0"'),
            (f"{DCAT}hasCurrentVersion", f"<{iri}/0.2.0>"),
            (f"{DCAT}previousVersion", f"<{iri}/0.1.0>"),
        } <= said(file, iri)


def test_a_first_release_has_none_before_it_and_says_what_it_holds(_released: Path) -> None:
    assert "prior_version" not in tomllib.loads(
        (_released / VOCABULARY).read_text(encoding="utf-8")
    )
    for file in (_released / "output").glob("*.ttl"):
        assert f"{OWL}priorVersion" not in {t.predicate.value for t in load_turtle(file)}
    changelog = (_released / "output/releases/0.1.0/CHANGELOG.md").read_text(encoding="utf-8")
    assert lines(changelog) == [
        "# Vocabulaire de la relation client\N{NO-BREAK SPACE}: version 0.1.0",
        "",
        "Première version.",
        "",
        "- 1 texte source et 3 entrées",
        "- 15 concepts, dont 12 de tête",
        "- 15 libellés préférés (français)",
        "- 12 libellés préférés (anglais)",
        "- 8 relations entre concepts, chaque sens compté",
    ]


def test_two_releases_are_compared_by_their_versions(_twice: Path) -> None:
    told = compare(_twice, Path("0.1.0"), Path("0.2.0"), form="markdown")
    assert told == (_twice / "output/releases/0.2.0/CHANGELOG.md").read_text(encoding="utf-8")
    assert "\n## Concepts ajoutés (1)\n\n- **garant** (" in told
    assert "\n## Concepts renommés (1)\n" in told
    back = json.loads(compare(_twice, Path("0.2.0"), Path("0.1.0"), form="json"))
    assert [state["iri"].rpartition("/")[2] for state in back["removed"]] == ["garant"]
    kept = _twice / "output/releases"
    by_path = compare(_twice, kept / "0.1.0/relation-client.ttl", kept / "0.2.0", form="json")
    assert (
        json.loads(by_path)["changed"]
        == json.loads(compare(_twice, Path("0.1.0"), Path("0.2.0"), form="json"))["changed"]
    )


@pytest.mark.parametrize(
    ("version", "near"), [("0.2.1", "0.2.0"), ("0.2", "0.2.0"), ("v0.1.0", "0.1.0")]
)
def test_a_version_that_was_never_released_is_answered_with_the_nearest(
    _twice: Path, version: str, near: str
) -> None:
    with pytest.raises(StageError) as caught:
        compare(_twice, Path(version), Path("0.2.0"), form="text")
    assert caught.value.what == f"there is no release {version}"
    assert caught.value.remedy == f"the one most like it is {near}"


def test_the_changelog_has_the_newest_release_on_top(_twice: Path) -> None:
    text = (_twice / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^##? .*", text, re.MULTILINE) == [
        "# Journal des versions",
        "## 0.2.0 — 2026-12-01",
        "## 0.1.0 — 2026-11-22",
    ]
    assert "\n### Concepts ajoutés (1)\n" in text


def test_each_release_keeps_its_turtle_counts_and_checksums(_twice: Path) -> None:
    kept = _twice / "output/releases"
    for version in ("0.1.0", "0.2.0"):
        assert sorted(path.name for path in (kept / version).iterdir()) == [
            "CHANGELOG.md",
            "SHA256SUMS",
            "ontology.ttl",
            "relation-client.ttl",
            "release.json",
        ]
        for line in lines((kept / version / "SHA256SUMS").read_text(encoding="utf-8")):
            digest, name = line.split("  ")
            assert hashlib.sha256((kept / version / name).read_bytes()).hexdigest() == digest
    for name in ("relation-client.ttl", "ontology.ttl"):
        assert (kept / "0.2.0" / name).read_bytes() == (_twice / "output" / name).read_bytes()
    new, old = read_releases(_twice / "output")
    assert (new.version, new.date, old.version, old.date) == ("0.2.0", NEXT_DAY, "0.1.0", FIRST_DAY)
    assert new.counts["concepts"] == old.counts["concepts"] + 1 == 16
    assert new.base == load_vocabulary(_twice / VOCABULARY).base


def test_the_zip_is_output_without_the_work_folder_and_checks_itself(_twice: Path) -> None:
    path = _twice / "dist/relation-client-0.2.0.zip"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert path.with_name(f"{path.name}.sha256").read_text() == f"{digest}  {path.name}\n"
    top = "relation-client-0.2.0/"
    published = {
        f"{top}{file.relative_to(_twice / 'output').as_posix()}": file.read_bytes()
        for file in (_twice / "output").rglob("*")
        if file.is_file() and "work" not in file.relative_to(_twice / "output").parts
    }
    published[f"{top}CITATION.cff"] = (_twice / "CITATION.cff").read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == sorted(archive.namelist())
        held = {name: archive.read(name) for name in archive.namelist()}
        sums = held.pop(f"{top}SHA256SUMS").decode()
        assert held == published
        assert {i.date_time for i in archive.infolist()} == {(2026, 12, 1, 0, 0, 0)}
        assert {i.external_attr >> 16 for i in archive.infolist()} == {0o100644}
    assert sums == "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name.removeprefix(top)}\n"
        for name, content in sorted(held.items())
    )


def test_a_release_made_elsewhere_from_the_same_is_the_same_bytes(
    _twice: Path, _released: Path, tmp_path: Path
) -> None:
    again = shutil.copytree(_released, tmp_path / "elsewhere" / "of another name")
    for name in ("sources", "ontology/curation"):
        shutil.rmtree(again / name)
        shutil.copytree(_twice / name, again / name)
    release(again, "0.2.0", NEXT_DAY)

    def held(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and "work" not in path.relative_to(folder).parts
        }

    assert held(again) == held(_twice)


def test_the_report_of_a_release_compares_with_the_one_before(_released: Path, twice: Path) -> None:
    first = (_released / "output/report.md").read_text(encoding="utf-8")
    assert "Première version" in first
    compared = "Comparé à la version 0.1.0 du 2026-11-22."
    assert compared in (twice / "output/report.md").read_text(encoding="utf-8")
    build(twice)
    assert compared in (twice / "output/report.md").read_text(encoding="utf-8")
    renamed = {"entry_id": "essai/loyer", "kind": "alternative", "label": "loyer dû", "lang": "fr"}
    decide(twice, renamed)
    build(twice)
    edited = (twice / "output/report.md").read_text(encoding="utf-8")
    assert "Comparé à la version 0.2.0 du 2026-12-01." in edited


def test_a_build_after_a_release_gives_the_same_bytes(twice: Path) -> None:
    def published() -> dict[str, bytes]:
        return {
            path.name: path.read_bytes() for path in (twice / "output").glob("*") if path.is_file()
        }

    before = published()
    shutil.rmtree(twice / "output/work")
    build(twice)
    assert published() == before


# --- refusals


@pytest.mark.parametrize(
    ("version", "what"),
    [
        ("0.2", "`0.2` is no version of Semantic Versioning 2.0.0"),
        ("../0.2.0", "`../0.2.0` is no version of Semantic Versioning 2.0.0"),
        ("0.1.0", "0.1.0 was released already"),
        ("0.0.9", "0.0.9 is not greater than 0.1.0, the last release"),
        ("0.1.0-rc.1", "0.1.0-rc.1 is not greater than 0.1.0, the last release"),
        ("0.1.0+5", "0.1.0+5 is not greater than 0.1.0, the last release"),
    ],
)
def test_a_version_that_does_not_fit_is_refused(
    released: Path, unchanged: Unchanged, version: str, what: str
) -> None:
    same = unchanged(released)
    with pytest.raises(StageError) as caught:
        release(released, version, NEXT_DAY)
    assert caught.value.what == what
    assert caught.value.remedy
    same()


def test_a_version_before_the_one_that_the_vocabulary_has_is_refused(small: Path) -> None:
    with pytest.raises(StageError, match=r"0\.0\.9 comes before 0\.1\.0, which the vocabulary"):
        release(small, "0.0.9", FIRST_DAY)


@pytest.mark.parametrize(
    ("day", "what"),
    [
        ("hier", "`hier` is no date"),
        ("20261201", "`20261201` is no date"),
        ("2026-02-30", "`2026-02-30` is no date"),
        ("2026-11-21", "2026-11-21 is before 2026-11-22, the day of the last release"),
    ],
)
def test_a_day_that_does_not_fit_is_refused(
    released: Path, unchanged: Unchanged, day: str, what: str
) -> None:
    same = unchanged(released)
    with pytest.raises(StageError) as caught:
        release(released, "0.2.0", day)
    assert caught.value.what.startswith(what)
    same()


@pytest.mark.parametrize("damage", ["changed", "gone", "added", "unlisted"])
def test_an_earlier_release_that_was_altered_is_refused(released: Path, damage: str) -> None:
    folder = released / "output/releases/0.1.0"
    if damage == "changed":
        with (folder / "relation-client.ttl").open("a", encoding="utf-8") as file:
            file.write("# more\n")
    elif damage == "gone":
        (folder / "ontology.ttl").unlink()
    elif damage == "added":
        (folder / "note.txt").write_text("note", encoding="utf-8")
    else:
        (folder / "SHA256SUMS").unlink()
    with pytest.raises(StageError, match="this release is not what its SHA256SUMS says"):
        release(released, "0.2.0", NEXT_DAY)


def test_a_concept_that_is_gone_from_the_identifiers_too_is_refused(
    released: Path, unchanged: Unchanged
) -> None:
    kept = {term: said for term, said in TERMS.items() if term != "Loyer"}
    describe(released, kept)
    path = released / "ontology/identifiers.csv"
    rows = [row for row in lines(path.read_text(encoding="utf-8")) if "loyer" not in row]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    same = unchanged(released)
    with pytest.raises(StageError) as caught:
        release(released, "0.2.0", NEXT_DAY)
    base = load_vocabulary(released / VOCABULARY).base
    assert caught.value.what == f"{base}concept/loyer is gone"
    assert caught.value.where == "release 0.1.0"
    same()


def test_a_concept_that_is_deprecated_keeps_its_promise(released: Path) -> None:
    describe(released, {term: said for term, said in TERMS.items() if term != "Loyer"})
    done = release(released, "0.2.0", NEXT_DAY)
    changelog = (done.folder / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "\n## Concepts devenus obsolètes (1)\n\n- **loyer** (" in changelog
    rows = csv.DictReader(io.StringIO((released / "ontology/identifiers.csv").read_text("utf-8")))
    assert {row["slug"]: row["status"] for row in rows}["loyer"] == "deprecated"


def test_a_term_of_the_ontology_that_is_gone_is_refused(released: Path) -> None:
    path = released / "ontology/schema.ttl"
    with path.open("a", encoding="utf-8") as file:
        file.write(EXAMPLE)
    release(released, "0.2.0", NEXT_DAY)
    versioned = path.read_text(encoding="utf-8")
    path.write_text(versioned.replace(EXAMPLE, ""), encoding="utf-8")
    with pytest.raises(StageError, match=r"ontology#exampleless is gone"):
        release(released, "0.3.0", NEXT_DAY)


EXAMPLE = """
rc:exampleless a owl:AnnotationProperty ;
    rdfs:label "sans exemple"@fr , "without example"@en ;
    skos:definition "Rien."@fr , "Nothing."@en .
"""


def test_another_base_written_by_hand_is_refused(released: Path, unchanged: Unchanged) -> None:
    for path in (*released.glob("ontology/*.t*l"), *released.glob("shapes/*.ttl")):
        text = path.read_text(encoding="utf-8")
        new = text.replace("https://w3id.org/relation-client/", "https://elsewhere.example/v/")
        path.write_text(new, encoding="utf-8")
    same = unchanged(released)
    with pytest.raises(StageError) as caught:
        release(released, "0.2.0", NEXT_DAY)
    assert "published IRIs are gone: https://w3id.org/relation-client/concept/" in caught.value.what
    assert "glossograph rebase" in caught.value.remedy
    same()


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_inputs_that_are_not_committed_are_refused(released: Path, unchanged: Unchanged) -> None:
    git(released, "init", "-q")
    (released / ".gitignore").write_text("output/work/\ndist/\n", encoding="utf-8")
    git(released, "add", "-A")
    git(released, "commit", "-qm", "first")
    (released / "ontology/curation/new.tsv").write_text("", encoding="utf-8")
    with (released / VOCABULARY).open("a", encoding="utf-8") as file:
        file.write("# note\n")
    same = unchanged(released)
    with pytest.raises(StageError) as caught:
        release(released, "0.2.0", NEXT_DAY)
    assert caught.value.what == "not committed: ontology/vocabulary.toml and 1 more"
    same()


# --- all or nothing


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", ["build_to_validate", "publish", "write_zip", "put_in_place"])
def test_whatever_fails_the_project_is_as_it_was(
    released: Path,
    unchanged: Unchanged,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    error: BaseException,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    if step != "build_to_validate":
        monkeypatch.setattr(stage, "build_to_validate", lambda copy: prepared(released, copy))
        monkeypatch.setattr(stage, "publish", lambda *_, **__: prepared_output(released, _[1]))
    monkeypatch.setattr(stage, step, fail)
    same = unchanged(released)
    with pytest.raises(type(error)):
        release(released, "0.2.0", NEXT_DAY)
    same()


def prepared(built: Path, copy: Path) -> None:
    """The stage files of another build, in place of a new one."""
    shutil.copytree(built / "output/work", copy / "output/work")


def prepared_output(built: Path, output: Path) -> None:
    for path in (built / "output").glob("*.*"):
        shutil.copy(path, output)


def test_a_rule_that_the_new_version_breaks_leaves_the_project_as_it_was(
    released: Path,
    unchanged: Unchanged,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with (released / "shapes/quality.ttl").open("a", encoding="utf-8") as file:
        file.write(
            "\ngs:no-second a sh:PropertyShape ; sh:targetClass skos:ConceptScheme ;\n"
            '    sh:name "Pas de 0.2.0"@fr , "No 0.2.0"@en ; sh:severity sh:Violation ;\n'
            "    sh:path owl:versionInfo ; sh:pattern '^0[.]1' ;\n"
            '    sh:message "Trop tôt. → Attendez."@fr , "Too soon. → Wait."@en .\n'
        )
    same = unchanged(released)
    with pytest.raises(VocabularyViolationError) as caught:
        release(released, "0.2.0", NEXT_DAY)
    assert "Trop tôt." in str(caught.value)
    assert str(released) in caught.value.where
    same()
    monkeypatch.setattr(
        "sys.argv",
        ["glossograph", "release", "0.2.0", "--date", NEXT_DAY, "--project", str(released)],
    )
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert ended.value.code == 1
    assert "Trop tôt." in said.out
    assert said.err == (
        "glossograph: the vocabulary breaks a rule, nothing was released;"
        " correct what stands above, then run `make`\n"
    )
    same()


def test_an_error_names_the_file_of_the_project(released: Path) -> None:
    path = released / "ontology/curation/labels.tsv"
    path.write_text("entry_id\n", encoding="utf-8")
    with pytest.raises(GlossographError) as caught:
        release(released, "0.2.0", NEXT_DAY)
    assert "ontology/curation/labels.tsv:1" in str(caught.value)
    assert "/tmp/glossograph-release" not in str(caught.value)


def test_the_command_says_what_was_released(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(small)
    monkeypatch.setattr("sys.argv", ["glossograph", "release", "1.0.0-rc.1", "--date", NEXT_DAY])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    said = lines(capsys.readouterr().out)
    assert said[0] == "Vocabulaire de la relation client, version 1.0.0-rc.1 of 2026-12-01"
    assert said[1].startswith("  output/releases/1.0.0-rc.1  ")
    assert said[2].startswith("  dist/relation-client-1.0.0-rc.1.zip  ")
    assert said[3].endswith("tag the commit v1.0.0-rc.1.")


# --- with Make


@pytest.mark.build
@pytest.mark.slow
def test_after_make_release_make_has_nothing_to_do(small: Path) -> None:
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "pipeline", ".venv"):
        (small / name).symlink_to(PROJECT / name)
    inherited = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "OUTPUT", "CURATION", "VERSION")
    env = {k: v for k, v in os.environ.items() if k not in inherited and not k.startswith("COV_")}

    def make(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["make", *arguments], cwd=small, env=env, capture_output=True, text=True, check=False
        )

    for version, day in (("0.1.0", FIRST_DAY), ("0.2.0", NEXT_DAY)):
        made = make("release", f"VERSION={version}", f"DATE={day}")
        assert made.returncode == 0, made.stderr
        assert make("-q").returncode == 0
    refused = make("release", "VERSION=0.2.0")
    assert refused.returncode != 0
    assert "0.2.0 was released already" in refused.stderr
    assert "which version? Write make release VERSION=x.y.z" in make("release").stderr
    for setting in ("CURATION=off", "OUTPUT=elsewhere"):
        refused = make("release", "VERSION=0.3.0", setting)
        assert refused.returncode != 0
        assert "leave out OUTPUT and CURATION" in refused.stderr
    assert not (small / "elsewhere").exists()
