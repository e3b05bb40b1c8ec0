"""`glossograph explain` and `glossograph diff` as they are typed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.ask.diff.snapshot import FORMATS

from ..conftest import PROJECT
from .small import small_store

GLOSSOGRAPH = (sys.executable, "-c", "from pipeline.cli import main; main()")


def run(*arguments: object, project: Path = PROJECT) -> tuple[int, str, str]:
    done = subprocess.run(
        [*GLOSSOGRAPH, *map(str, arguments)],
        cwd=project,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_explain_prints_a_concept_in_time() -> None:
    start = time.perf_counter()
    code, out, err = run("explain", "VOC")
    assert time.perf_counter() - start < 5, "1.5 s are wanted; a busy machine is forgiven the rest"
    assert (code, err) == (0, "")
    assert out.startswith(
        "voix du client\nhttps://w3id.org/relation-client/concept/voix-du-client\n"
    )
    assert '[[La Voix du Client" (VOC)]]' in out
    assert "\x1b" not in out


def test_explain_prints_json() -> None:
    code, out, _ = run("explain", "VOC", "--format", "json")
    assert (code, json.loads(out)["name"]) == (0, "voix du client")


def test_explain_of_an_unknown_term_is_one_line() -> None:
    assert run("explain", "serveur vocal intractif") == (
        2,
        "",
        "glossograph: no concept is called `serveur vocal intractif`; the closest labels are"
        " `serveur vocal interactif`\n",
    )


def test_explain_of_a_term_of_several_concepts_prints_them_and_exits_with_2(
    copy: Path,
) -> None:
    (copy / "output").mkdir()
    small_store().dump(copy / "output/relation-client.nq")
    code, out, err = run("explain", "mire", project=copy)
    assert code == 2
    assert out.startswith("« mire » désigne 2 concepts :\n")
    assert err == "glossograph: `mire` names 2 concepts; give the IRI of one of them\n"


def test_explain_of_invalid_bytes_is_one_line() -> None:
    assert run("explain", "\udcff") == (
        2,
        "",
        "glossograph: the term is not UTF-8: character 1 is an invalid byte; save it as UTF-8\n",
    )


def test_diff_of_the_published_files_says_that_nothing_changed() -> None:
    assert run("diff", "output/relation-client.ttl", "output/relation-client.jsonld") == (
        0,
        "Vocabulaire de la relation client : de relation-client.ttl à relation-client.jsonld\n\n"
        "Aucun changement.\n",
        "",
    )


@pytest.mark.parametrize(
    ("form", "first"), [("text", "Vocab"), ("markdown", "# Voc"), ("json", "{")]
)
def test_diff_prints_each_form(tmp_path: Path, form: str, first: str) -> None:
    other = tmp_path / "other.nt"
    other.write_text(
        "<http://e/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
        " <http://www.w3.org/2004/02/skos/core#Concept> .\n",
        encoding="utf-8",
    )
    code, out, err = run("diff", "output", other, "--format", form)
    assert (code, err) == (0, "")
    assert out.startswith(first)
    assert "http://e/a" in out


def test_diff_of_what_cannot_be_read_is_one_line() -> None:
    assert run("diff", "output", "nowhere.ttl") == (
        2,
        "",
        "glossograph: nowhere.ttl: it cannot be read (No such file or directory);"
        " name a vocabulary that was published\n",
    )


def test_help_and_readme_tell_of_both() -> None:
    code, out, _ = run("diff", "--help")
    assert code == 0
    assert all(suffix in out for suffix in FORMATS)
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert "glossograph explain " in readme
    assert "glossograph diff " in readme
    verbs = run("--help")[1]
    assert "\n  explain " in verbs
    assert "\n  diff " in verbs
