"""The files of questions: strict headers, values that stay values, a page made of them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Store

from pipeline.ask.dataset import Dataset
from pipeline.ask.lookup import AmbiguousTermError
from pipeline.ask.questions.listing import listing
from pipeline.ask.questions.page import PAGE, questions_page
from pipeline.ask.questions.resolving import resolve
from pipeline.errors import ConfigurationError, StageError
from pipeline.questions import bind, load_question, load_questions
from pipeline.questions.question import KINDS, Kind, Parameter, Question

from ..conftest import PROJECT
from .questions_data import store
from .small import VOCABULARY

FOLDER = Path("ontology/competency")
HEADER = """# fr: Quoi ?
# en: What?
# theme: noms
# $term concept VOC
#   fr: le terme
#   en: the term
# ?nom
#   fr: le nom
#   en: the name
"""
BODY = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?nom WHERE {
    VALUES $term { <http://e/voc> }
    $term skos:prefLabel ?nom .
}
"""


def project_with(folder: Path, text: str | bytes, name: str = "quoi") -> Path:
    """A project with one question."""
    (folder / FOLDER).mkdir(parents=True)
    vocabulary = (PROJECT / "ontology/vocabulary.toml").read_bytes()
    (folder / "ontology/vocabulary.toml").write_bytes(vocabulary)
    content = text if isinstance(text, bytes) else text.encode("utf-8")
    (folder / FOLDER / f"{name}.rq").write_bytes(content)
    return folder


def test_a_header_is_read_as_it_is_written(tmp_path: Path) -> None:
    [question] = load_questions(project_with(tmp_path, HEADER + BODY))
    assert (question.name, question.theme, question.fr, question.en, question.form) == (
        "quoi",
        "noms",
        "Quoi ?",
        "What?",
        "select",
    )
    assert question.parameters == [
        Parameter("term", "concept", True, "VOC", "le terme", "the term")
    ]
    assert [(c.name, c.fr, c.en) for c in question.columns] == [("nom", "le nom", "the name")]
    assert question.command == "glossograph query quoi --term VOC"


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("# fr: Quoi ?\n", "", 9, "the header has no `fr`"),
        ("# en: What?\n", "", 9, "the header has no `en`"),
        ("# theme: noms\n", "", 9, "the header has no `theme`"),
        ("# theme: noms", "# theme: mots", 0, "no theme is called `mots`; write one of noms, "),
        ("# en: What?", "# en: What?\n# en: Eh?", 3, "`en` stands twice"),
        ("# en: What?", "# de: Was?", 2, "`de` is no key of a header; write one of fr, en, theme"),
        ("# en: What?", "# en What?", 2, "no line of a header: # en What?; write `# key: text`"),
        ("# en: What?", "# en:", 2, "no line of a header: # en:;"),
        ("# en: What?", "#en: What?", 2, "no line of a header"),
        ("# theme: noms", "#   fr: rien\n# theme: noms", 3, "a description below no parameter"),
        ("$term concept VOC", "$term concept", 4, "no line of a header"),
        ("$term concept VOC", "$term concepts VOC", 4, "cannot be of the kind `concepts`"),
        ("$term concept VOC", "$Term concept VOC", 4, "`$Term` is no simple name"),
        ("$term concept VOC", "$format text VOC", 4, "`--format` is an option of the command"),
        ("$term concept VOC", "$term date hier", 4, "the example cannot be used: --term is no date"),
        ("#   en: the term\n", "", 4, "`$term` has no description in `en`"),
        ("#   fr: le nom\n", "", 7, "`?nom` has no description in `fr`"),
        ("#   fr: le nom\n", "#   theme: le nom\n", 8, "`theme` is no key of a header"),
        ("# ?nom\n", "# ?nom\n#   fr: a\n#   en: b\n# ?nom\n", 10, "`?nom` stands twice"),
        ("# ?nom\n", "# $term? text a\n#   fr: a\n#   en: b\n# ?nom\n", 7, "`$term` stands twice"),
        ("# ?nom\n", "# ?Nom\n", 7, "`?Nom` is no simple name"),
        ("# ?nom\n", "# ?mot\n", 7, "does not name the columns of the query, in their order; the query gives ?nom"),
        ("VALUES $term {", "VALUES $other {", 4, "`$term` has 0 places in the query"),
        ("    $term skos", "    VALUES $term { <http://e/2> }\n    $term skos", 4, "`$term` has 2 places"),
        ("    $term skos", "    VALUES $more { 1 }\n    $term skos", 15, "describes no `$more`"),
        ("{ <http://e/voc> }", "{ UNDEF }", 14, "`$term` is needed, and has no example"),
        ("$term concept", "$term? concept", 14, "`$term?` may be left out, and has a value"),
        ("?nom .\n}", "?nom .\n", 17, "not a SPARQL query"),
        ("skos:prefLabel", "rc:acronym", 15, "every prefix must be declared"),
        ("SELECT ?nom WHERE", "ASK", 0, "answered with rows or statements, not with yes or no"),
        ("$term skos", "SERVICE <http://e/> { }\n    $term skos", 0, "SERVICE calls another server"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_one_line_with_its_place(
    tmp_path: Path, old: str, new: str, line: int, problem: str
) -> None:
    text = HEADER + BODY
    assert old in text
    project = project_with(tmp_path, text.replace(old, new, 1))
    with pytest.raises(ConfigurationError) as caught:
        load_questions(project)
    message = str(caught.value)
    assert problem in message
    place = str(project / FOLDER / "quoi.rq") + (f":{line}: " if line else ": ")
    assert message.startswith(place), message
    assert "\n" not in message


def test_a_file_that_is_no_utf8_or_has_no_slug_for_a_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"not UTF-8 \(byte 6\); save it as UTF-8"):
        load_questions(project_with(tmp_path / "a", b"# fr: \xff"))
    with pytest.raises(ConfigurationError, match="`Où` is no name of a question"):
        load_questions(project_with(tmp_path / "b", HEADER + BODY, "Où"))


def test_questions_follow_the_base_and_the_language_of_the_project(
    copy: Path, edit: Callable[[str, str, str], None]
) -> None:
    edit("ontology/vocabulary.toml", VOCABULARY.base, "https://example.org/bees/")
    edit("ontology/vocabulary.toml", 'prefix = "rc"', 'prefix = "bee"')
    edit("ontology/vocabulary.toml", 'language = "fr"', 'language = "en"')
    for question in load_questions(copy):
        assert VOCABULARY.base not in question.query
        assert '= "fr"' not in question.query
        Store().query(question.query)
    assert "<https://example.org/bees/ontology#>" in load_question(copy, "sigles").query


def made(kind: Kind, query: str = "SELECT ?s WHERE { VALUES $v { UNDEF } ?s ?p $v }") -> Question:
    """A question with one parameter of a kind."""
    parameter = Parameter("v", kind, False, "", "", "")
    return Question("made", "", "", "", "select", [parameter], [], query)


ATTACKS = (
    '" } DROP ALL #',
    "x> } SELECT * { ?s ?p ?o } #",
    "\\",
    '\\" } ?a ?b ?c . { "',
    '"""',
    "a\nb\r\tc",
    "\\u0022 } #",
    "UNDEF } ?s ?p ?o . VALUES $v { 1",
    "\\1\\g<0>",
    "$v { } VALUES",
    "؀\u202e\U0001f41d",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_text_stays_one_literal_whatever_it_holds(attack: str) -> None:
    bound = bind(made("text"), {"v": attack})
    found = Store().query(bound.replace("?s ?p $v", "").replace("?s", "$v", 1))
    assert [row[0] for row in found] == [Literal(attack)]  # type: ignore[union-attr]


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), min_size=1))
def test_any_text_stays_one_literal(text: str) -> None:
    bound = bind(made("text", "SELECT $v WHERE { VALUES $v { UNDEF } }"), {"v": text})
    assert [row[0] for row in Store().query(bound)] == [Literal(text)]  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "text"])
@pytest.mark.parametrize("attack", [*ATTACKS, "http://e/> <http://f/", "1 2", "2026-13-01", ""])
def test_what_is_not_of_its_kind_is_refused(kind: Kind, attack: str) -> None:
    with pytest.raises(StageError, match=f"--v is no {kind}: .*; write ") as caught:
        bind(made(kind), {"v": attack})
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "\x00", "\ud800"])
def test_a_text_that_rdf_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(StageError, match="--v is no text"):
        bind(made("text"), {"v": text})


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("concept", "http://e/a", "<http://e/a>"),
        ("class", "http://e/a", "<http://e/a>"),
        ("source", "http://e/a", "<http://e/a>"),
        ("text", "é\"'", '"é\\"\'"'),
        ("language", "fr-CH", '"fr-CH"'),
        ("date", "2026-11-22", '"2026-11-22"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("number", "0.8", '"0.8"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
    ],
)
def test_a_value_of_each_kind_is_a_term_of_its_kind(kind: Kind, value: str, term: str) -> None:
    assert f"VALUES $v {{ {term} }}" in bind(made(kind), {"v": value})


def test_a_parameter_that_is_unknown_or_missing_names_what_there_is() -> None:
    names = load_question(PROJECT, "synonymes")
    with pytest.raises(
        StageError, match="`synonymes` has no parameter --trem; the nearest is --term"
    ):
        bind(names, {"trem": "VOC"})
    with pytest.raises(
        StageError, match=r"needs --term .*; for example: glossograph query synonymes --term VOC"
    ):
        bind(names, {})
    with pytest.raises(StageError, match="has no parameter --term; it takes none"):
        bind(load_question(PROJECT, "arbre"), {"term": "VOC"})


def test_an_unknown_question_names_the_nearest() -> None:
    with pytest.raises(
        StageError, match="no question is called `synonyms`; the nearest names are synonymes"
    ):
        load_question(PROJECT, "synonyms")
    with pytest.raises(StageError, match="`glossograph query --list` shows them all"):
        load_question(PROJECT, "../../vocabulary")


@pytest.fixture
def dataset() -> Dataset:
    return Dataset(store(), VOCABULARY)


@pytest.mark.parametrize("name", ["RG", "regle", "RÈGLE", "ruler", "http"])
def test_a_concept_is_found_by_any_of_its_names(dataset: Dataset, name: str) -> None:
    written = VOCABULARY.concept("regle") if name == "http" else name
    assert resolve(made("concept"), {"v": written}, dataset) == {"v": VOCABULARY.concept("regle")}


@pytest.mark.parametrize("name", ["outil", "TOOL", "rc:Tool", "Tool"])
def test_a_class_is_found_by_its_labels_and_its_name(dataset: Dataset, name: str) -> None:
    assert resolve(made("class"), {"v": name}, dataset) == {"v": VOCABULARY.term("Tool")}


@pytest.mark.parametrize("name", ["b", "glossaire B", "B"])
def test_a_source_is_found_by_its_id_and_title(dataset: Dataset, name: str) -> None:
    assert resolve(made("source"), {"v": name}, dataset) == {"v": VOCABULARY.source("b")}


def test_a_name_that_nothing_or_too_much_bears_says_what_there_is(dataset: Dataset) -> None:
    with pytest.raises(StageError, match="no concept is called `regle soupe`; the closest labels"):
        resolve(made("concept"), {"v": "regle soupe"}, dataset)
    with pytest.raises(
        StageError, match="no class is called `lune`; write one of indicateur, outil"
    ):
        resolve(made("class"), {"v": "lune"}, dataset)
    with pytest.raises(StageError, match="no source is called `z`; write one of a, b, c"):
        resolve(made("source"), {"v": "z"}, dataset)
    with pytest.raises(AmbiguousTermError, match="`mire` names 2 concepts") as caught:
        resolve(made("concept"), {"v": "mire"}, dataset)
    assert caught.value.listing == (
        f"règle\n  {VOCABULARY.concept('regle')}\nrègle souple\n  {VOCABULARY.concept('regle-souple')}\n"
    )


def test_there_are_the_questions_that_users_ask() -> None:
    questions = load_questions(PROJECT)
    assert len(questions) >= 24
    for question in questions:
        assert question.fr.endswith(("?", "."))
        assert question.en.endswith(("?", "."))


def test_the_list_is_a_table_and_data() -> None:
    table = listing(PROJECT, "table").splitlines()
    assert table[0].split() == ["name", "parameters", "question", "in", "English"]
    line = next(line for line in table if line.startswith("specifiques "))
    assert "--term [--depth]  Que trouve-t-on sous un terme" in line
    data = json.loads(listing(PROJECT, "json"))
    assert [each["name"] for each in data] == [line.split()[0] for line in table[2:]]
    assert {"parameters", "columns", "query", "fr", "en"} <= set(data[0])
    with pytest.raises(StageError, match="has no csv form; use table or json"):
        listing(PROJECT, "csv")


def test_the_page_is_made_from_the_files() -> None:
    page = questions_page(PROJECT)
    assert page == (PROJECT / PAGE).read_text(encoding="utf-8")
    for question in load_questions(PROJECT):
        assert f"### {question.name}\n\n" in page
        assert f"```sh\n{question.command}\n```" in page


def test_make_writes_the_page_where_a_file_is_newer() -> None:
    rules = subprocess.run(
        ["make", "--dry-run", "--assume-new=ontology/competency/arbre.rq", str(PAGE)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "-m pipeline.ask.questions.page" in rules.stdout
