"""`glossograph query` as it is typed: questions, queries, formats, limits, errors of one line."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from .questions_data import store
from .small import small_store
from .test_commands import GLOSSOGRAPH, run

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture
def made(copy: Path) -> Path:
    """A project whose published dataset is the made-up one."""
    (copy / "output").mkdir()
    store().dump(copy / "output/relation-client.nq", RdfFormat.N_QUADS)
    return copy


@pytest.mark.parametrize(
    "words",
    [("homonymes",), ("synonymes", "--term", "rg"), ("--term=rg", "synonymes")],
)
def test_a_question_is_answered_with_a_table(made: Path, words: tuple[str, ...]) -> None:
    code, out, err = run("query", *words, project=made)
    assert (code, err) == (0, "")
    assert "mire" in out
    assert set(out.splitlines()[1]) == {"-", " "}


def test_the_formats_are_those_of_a_query(made: Path) -> None:
    asked = ("query", "sigles", "--text", "RG", "--format")
    assert run(*asked, "csv", project=made)[1].startswith(
        "sigle,francais,anglais,iri\nRG,règle,ruler,"
    )
    assert json.loads(run(*asked, "json", project=made)[1])["head"]["vars"][0] == "sigle"
    code, _, err = run(*asked, "turtle", project=made)
    assert (code, err.count("\n")) == (2, 1)
    code, out, _ = run("query", "extrait", "--term", "ruban", "--format", "turtle", project=made)
    assert code == 0
    assert len(list(parse(out, RdfFormat.TURTLE))) == 13


def test_an_empty_answer_says_so(made: Path) -> None:
    assert run("query", "traductions", "--language", "de", project=made) == (
        0,
        "francais  traduction  iri\n--------  ----------  ---\n(no rows)\n",
        "",
    )


def test_a_query_is_read_from_a_file_and_from_standard_input(made: Path, tmp_path: Path) -> None:
    query = "SELECT ?c { ?c rc:acronym 'RG'@fr }"
    (tmp_path / "q.rq").write_text(query, encoding="utf-8")
    expected = run("query", "-e", query, project=made)
    assert expected[1].endswith("/concept/regle\n")
    assert run("query", "-f", tmp_path / "q.rq", project=made) == expected
    read = subprocess.run(
        [*GLOSSOGRAPH, "query", "-f", "-"],
        cwd=made,
        input=query.encode(),
        capture_output=True,
        check=False,
    )
    assert read.stdout.decode() == expected[1]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "nothing is asked; name one question (--list shows them), or give -e or -f with SPARQL"),
        (("arbre", "-e", "ASK {}"), "more than one thing is asked at once; name one question"),
        (("arbre", "sigles"), "2 questions are named; name one"),
        (("--term", "RG"), "no question is named; name one"),
        (("synonymes", "--term"), "--term has no value; give it one value"),
        (("synonymes", "--term", "a", "--term", "b"), "--term is given twice; give it one value"),
        (("synonimes", "--term", "RG"), "no question is called `synonimes`; the nearest names are synonymes"),
        (("synonymes", "--trem", "RG"), "`synonymes` has no parameter --trem; the nearest is --term"),
        (("synonymes",), "`synonymes` needs --term (the term, by any of its names); for example: "),
        (("synonymes", "--term", "regel"), "no concept is called `regel`; the closest labels are"),
        (("changements", "--since", "hier"), "--since is no date: 'hier'; write a date such as 2026"),
        (("synonymes", "--term", "\udcff"), "the value of --term is not UTF-8: character 1 is an"),
        (("-f", "nowhere.rq"), "nowhere.rq: the query cannot be read (No such file or directory); name a file"),
        (("-e", "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }"), "SERVICE calls another server"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_one_line(made: Path, words: tuple[str, ...], message: str) -> None:
    code, out, err = run("query", *words, project=made)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"glossograph: {message}")


def test_a_term_of_several_concepts_is_listed(copy: Path) -> None:
    (copy / "output").mkdir()
    small_store().dump(copy / "output/relation-client.nq", RdfFormat.N_QUADS)
    code, out, err = run("query", "synonymes", "--term", "mire", project=copy)
    assert (code, out.splitlines()[0]) == (2, "règle graduée")
    assert err == "glossograph: `mire` names 2 concepts; give the IRI of one of them\n"


def test_a_broken_file_is_named_with_its_line(made: Path) -> None:
    path = made / "ontology/competency/arbre.rq"
    path.write_text("# fr: Quoi ?\n# Bonjour\n", encoding="utf-8")
    for words in (("arbre",), ("--list",)):
        code, _, err = run("query", *words, project=made)
        assert code == 2
        assert err.startswith("glossograph: ontology/competency/arbre.rq:2: no line of a header")


def test_a_query_that_runs_for_minutes_ends_at_its_limit() -> None:
    assert run("query", "-e", ENDLESS, "--timeout", "0.5") == (
        2,
        "",
        "glossograph: no answer within 0.5 s; ask for less, or give it more time\n",
    )


def test_the_list_needs_no_published_dataset(copy: Path) -> None:
    code, out, err = run("query", "--list", project=copy)
    assert (code, err) == (0, "")
    assert "\nsynonymes " in out
    assert json.loads(run("query", "--list", "--format", "json", project=copy)[1])


def test_on_a_terminal_long_cells_go_on_below(made: Path) -> None:
    code = f"import sys; sys.argv[1:] = ['query', 'desaccords']; {GLOSSOGRAPH[-1]}"
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [*GLOSSOGRAPH[:-1], code], cwd=made, stdout=follower, env=os.environ | {"COLUMNS": "120"}
    ):
        os.close(follower)
        shown = b""
        try:
            while part := os.read(leader, 65536):
                shown += part
        except OSError:  # how Linux tells that the other end is closed
            pass
    os.close(leader)
    lines = shown.decode().replace("\r\n", "\n").splitlines()
    assert max(map(len, lines)) <= 9 * 22 + 8 * 2, "no column is wider than its share or a word"
    assert len(lines) > 3
