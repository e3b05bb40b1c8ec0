"""Each question's answer on the made-up dataset, by rdflib and by Oxigraph: the same rows in order."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from msgspec import Struct

from pipeline.ask.dataset import Dataset
from pipeline.ask.query import open_dataset
from pipeline.ask.questions.resolving import resolve
from pipeline.questions import Question, bind, load_questions

from ..conftest import PROJECT
from .questions_data import (
    PARTIES,
    Rows,
    asked_oxigraph,
    asked_rdflib,
    in_rdflib,
    rdflib_of,
    store,
)
from .small import VOCABULARY

# rdflib 7.6 warns of a name that it uses itself.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated")

QUESTIONS = {question.name: question for question in load_questions(PROJECT)}

OPEN = """
<graph/sources> {
    <source/c/muette> a skos:Concept ; skos:inScheme <source/c> ; rc:headwordLost true .
}
"""
OWN = """
<graph/vocabulary> {
    <concept/poids> a skos:Concept ; skos:inScheme <scheme> ; skos:prefLabel "poids"@fr ;
        skos:definition "Ce qui pèse."@fr .
}
"""
# Eight steps from top to bottom: what stands deeper than seven is shown as seven.
DEEP = (
    "<graph/vocabulary> {"
    + "".join(
        f'<concept/n{n}> skos:inScheme <scheme> ; skos:prefLabel "n{n}"@fr ; skos:broader <concept/n{n - 1}> .'
        for n in range(1, 9)
    )
    + '<concept/n0> a skos:Concept ; skos:inScheme <scheme> ; skos:prefLabel "n0"@fr . <concept/n8> a skos:Concept . }'
)


class Case(Struct, frozen=True):
    """A question, the values of its parameters as people write them, the rows, and more data."""

    name: str
    given: dict[str, str]
    rows: Rows
    more: str = ""


CASES = [
    Case(
        "homonymes",
        {},
        [
            ("mire", "règle", "libellé alternatif", "concept/regle"),
            ("mire", "règle souple", "libellé alternatif", "concept/regle-souple"),
        ],
    ),
    Case(
        "libelles-par-source",
        {},
        [("règle", "règle", "fr", "libellé préféré", "Glossaire A", "Règle")],
    ),
    Case(
        "libelles-par-source",
        {"term": "RG"},
        [("règle", "règle", "fr", "libellé préféré", "Glossaire A", "Règle")],
    ),
    Case(
        "recherche",
        {"text": "mesur"},
        [("règle", "définition", "Sert à mesurer.", "concept/regle")],
    ),
    Case(
        "sans-traduction",
        {},
        [
            ("longueur", "", "concept/longueur"),
            ("longueur moyenne", "", "concept/moyenne"),
            ("Ruban", "", "concept/ruban"),
            ("règle souple", "soft ruler", "concept/regle-souple"),
        ],
    ),
    Case(
        "sans-traduction",
        {"language": "en"},
        [
            ("longueur", "", "concept/longueur"),
            ("longueur moyenne", "", "concept/moyenne"),
            ("Ruban", "", "concept/ruban"),
            ("règle souple", "soft ruler", "concept/regle-souple"),
        ],
    ),
    Case("sigles", {}, [("RG", "règle", "ruler", "concept/regle")]),
    Case("sigles", {"text": "rg"}, [("RG", "règle", "ruler", "concept/regle")]),
    Case(
        "synonymes",
        {"term": "RG"},
        [
            ("règle", "libellé préféré", "fr"),
            ("mire", "libellé alternatif", "fr"),
            ("RG", "sigle", "fr"),
            ("regles", "forme cachée", "fr"),
            ("ruler", "libellé préféré", "en"),
        ],
    ),
    Case(
        "traductions", {}, [("outil", "tool", "concept/outil"), ("règle", "ruler", "concept/regle")]
    ),
    Case(
        "traductions",
        {"language": "en"},
        [("outil", "tool", "concept/outil"), ("règle", "ruler", "concept/regle")],
    ),
    Case(
        "arbre",
        {},
        [
            ("outil", "3", "2", "2", "concept/outil"),
            ("longueur", "0", "0", "0", "concept/longueur"),
        ],
    ),
    Case(
        "concepts-de-classe",
        {"class": "outil"},
        [
            ("outil", "énoncée et déduite", "concept/outil"),
            ("Ruban", "énoncée et déduite", "concept/ruban"),
            ("règle", "énoncée et déduite", "concept/regle"),
            ("règle souple", "déduite", "concept/regle-souple"),
        ],
    ),
    Case(
        "extrait",
        {"term": "ruban"},
        [
            ("concept/regle-souple", "rdf:type", "skos:Concept"),
            ("concept/regle-souple", "skos:altLabel", "mire@fr"),
            ("concept/regle-souple", "skos:altLabel", "soft ruler@en"),
            ("concept/regle-souple", "skos:broader", "concept/ruban"),
            ("concept/regle-souple", "skos:definition", "Une règle qui plie.@fr"),
            ("concept/regle-souple", "skos:inScheme", "scheme"),
            ("concept/regle-souple", "skos:prefLabel", "règle souple@fr"),
            ("concept/ruban", "rdf:type", "rc:Tool"),
            ("concept/ruban", "rdf:type", "skos:Concept"),
            ("concept/ruban", "skos:editorialNote", "À définir.@fr"),
            ("concept/ruban", "skos:inScheme", "scheme"),
            ("concept/ruban", "skos:narrower", "concept/regle-souple"),
            ("concept/ruban", "skos:prefLabel", "Ruban@fr"),
        ],
    ),
    Case(
        "generiques",
        {"term": "règle souple"},
        [
            ("1", "Ruban", "concept/ruban"),
            ("1", "règle", "concept/regle"),
            ("2", "outil", "concept/outil"),
        ],
    ),
    Case(
        "plusieurs-generiques",
        {},
        [
            ("règle souple", "Ruban", "concept/regle-souple"),
            ("règle souple", "règle", "concept/regle-souple"),
        ],
    ),
    Case(
        "specifiques",
        {"term": "outil"},
        [
            ("1", "Ruban", "outil", "concept/ruban"),
            ("1", "règle", "outil", "concept/regle"),
            ("2", "règle souple", "Ruban", "concept/regle-souple"),
            ("2", "règle souple", "règle", "concept/regle-souple"),
        ],
    ),
    Case(
        "specifiques",
        {"term": "outil", "depth": "1"},
        [("1", "Ruban", "outil", "concept/ruban"), ("1", "règle", "outil", "concept/regle")],
    ),
    Case("voisins", {"term": "règle"}, [("outil", "Ruban", "concept/ruban")]),
    Case(
        "approches-inverses",
        {},
        [
            ("achat", "", "", "vente", "concept/achat"),
            ("vente", "marchand", "chaland", "achat", "concept/vente"),
        ],
        PARTIES,
    ),
    Case("influences", {}, [("marchand", "vente", "", "", "concept/marchand")], PARTIES),
    Case(
        "influences",
        {"term": "vente"},
        [("marchand", "vente", "", "", "concept/marchand")],
        PARTIES,
    ),
    Case(
        "mesures",
        {},
        [
            ("longueur moyenne", "longueur", "Le nom le dit.", "Ada", "concept/moyenne"),
            ("longueur moyenne", "longueur", "moyenne", "Glossaire A", "concept/moyenne"),
        ],
    ),
    Case(
        "mesures",
        {"term": "longueur"},
        [
            ("longueur moyenne", "longueur", "Le nom le dit.", "Ada", "concept/moyenne"),
            ("longueur moyenne", "longueur", "moyenne", "Glossaire A", "concept/moyenne"),
        ],
    ),
    Case("parties", {}, [("Ruban", "règle", "", "", "concept/ruban")]),
    Case("parties", {"term": "ruban"}, [("Ruban", "règle", "", "", "concept/ruban")]),
    Case(
        "plus-relies",
        {},
        [
            ("règle", "4", "2", "1", "concept/regle"),
            ("Ruban", "3", "1", "1", "concept/ruban"),
            ("longueur", "2", "2", "0", "concept/longueur"),
            ("outil", "2", "0", "2", "concept/outil"),
            ("règle souple", "2", "0", "0", "concept/regle-souple"),
            ("longueur moyenne", "1", "1", "0", "concept/moyenne"),
        ],
    ),
    Case(
        "relations",
        {"term": "RG"},
        [
            ("a pour terme plus large", "outil", "concept/outil"),
            ("a pour terme plus précis", "règle souple", "concept/regle-souple"),
            ("est associé à", "Ruban", "concept/ruban"),
            ("sert à", "longueur", "concept/longueur"),
        ],
    ),
    Case(
        "relations-gerees",
        {},
        [("vente", "marchand", "chaland", "Glossaire A", "Vente", "chaland", "source/a/vente")],
        PARTIES,
    ),
    Case(
        "sans-mesure",
        {},
        [("outil", "Ruban", "concept/ruban"), ("outil", "règle", "concept/regle")],
    ),
    Case(
        "sans-mesure",
        {"class": "outil"},
        [("outil", "Ruban", "concept/ruban"), ("outil", "règle", "concept/regle")],
    ),
    Case(
        "sans-relation",
        {},
        [
            ("Ruban", "règle souple", "concept/regle-souple"),
            ("règle", "règle souple", "concept/regle-souple"),
        ],
    ),
    Case(
        "usages",
        {},
        [
            ("longueur moyenne", "est fondé sur", "longueur", "", "", "concept/moyenne"),
            ("règle", "sert à", "longueur", "Sert à mesurer", "Glossaire A", "concept/regle"),
        ],
    ),
    Case(
        "usages",
        {"term": "RG"},
        [("règle", "sert à", "longueur", "Sert à mesurer", "Glossaire A", "concept/regle")],
    ),
    Case(
        "correspondances",
        {},
        [
            (
                "Glossaire A",
                "Longueur moyenne",
                "désigne la même chose que",
                "longueur moyenne",
                "source/a/moyenne",
                "concept/moyenne",
            ),
            (
                "Glossaire A",
                "Règle",
                "désigne la même chose que",
                "règle",
                "source/a/regle",
                "concept/regle",
            ),
            (
                "Glossaire B",
                "Ruban",
                "désigne la même chose que",
                "Ruban",
                "source/b/ruban",
                "concept/ruban",
            ),
            ("Glossaire B", "Règle", "est proche de", "règle", "source/b/regle", "concept/regle"),
            (
                "Glossaire C",
                "",
                "désigne la même chose que",
                "règle",
                "source/c/perdue",
                "concept/regle",
            ),
        ],
    ),
    Case(
        "correspondances",
        {"source": "b"},
        [
            (
                "Glossaire B",
                "Ruban",
                "désigne la même chose que",
                "Ruban",
                "source/b/ruban",
                "concept/ruban",
            ),
            ("Glossaire B", "Règle", "est proche de", "règle", "source/b/regle", "concept/regle"),
        ],
    ),
    Case(
        "couverture",
        {},
        [
            ("Glossaire A", "Ana", "2", "0", "0", "2", "0", "0"),
            ("Glossaire B", "Bob", "2", "0", "1", "1", "1", "0"),
            ("Glossaire C", "Cléo", "2", "1", "0", "1", "0", "1"),
        ],
    ),
    Case(
        "definitions",
        {"term": "RG"},
        [
            (
                "Glossaire A",
                "Règle",
                "Sert à mesurer.",
                "désigne la même chose que",
                "oui",
                "source/a/regle",
            ),
            ("Glossaire B", "Règle", "Sert à tracer.", "est proche de", "", "source/b/regle"),
            (
                "Glossaire C",
                "",
                "On mesure avec.",
                "désigne la même chose que",
                "",
                "source/c/perdue",
            ),
        ],
    ),
    Case(
        "desaccords",
        {},
        [
            (
                "contredit",
                "Glossaire A",
                "Sert à mesurer.",
                "Glossaire B",
                "Sert à tracer.",
                "Bea",
                "Même usage.",
                "source/a/regle",
                "source/b/regle",
            )
        ],
    ),
    Case("entrees-sans-concept", {}, [("Glossaire C", "Loi", "Oblige.", "source/c/loi")]),
    Case(
        "partages",
        {},
        [
            ("règle", "3", "oui", "Glossaire A", "Règle", "concept/regle"),
            ("règle", "3", "oui", "Glossaire B", "Règle", "concept/regle"),
            ("règle", "3", "oui", "Glossaire C", "", "concept/regle"),
        ],
    ),
    Case(
        "signalements",
        {},
        [
            ("Glossaire B", "Règle", "définition tronquée", "source/b/regle"),
            ("Glossaire B", "Règle", "nouveau", "source/b/regle"),
            ("Glossaire C", "", "vedette perdue", "source/c/perdue"),
        ],
    ),
    Case(
        "une-seule-source",
        {},
        [("Ana", "longueur moyenne", "concept/moyenne"), ("Bob", "Ruban", "concept/ruban")],
    ),
    Case("une-seule-source", {"publisher": "bob"}, [("Bob", "Ruban", "concept/ruban")]),
    Case(
        "vedettes-perdues",
        {},
        [("règle", "On mesure avec.", "Même usage.", "Bea", "Glossaire C", "source/c/perdue")],
    ),
    Case(
        "changements",
        {},
        [
            ("2026-02-03", "Bea", "Même usage.", "2", "relations.tsv"),
            ("2026-01-02", "Ada", "Le nom le dit.", "1", "relations.tsv"),
        ],
    ),
    Case(
        "changements",
        {"since": "2026-02-01"},
        [("2026-02-03", "Bea", "Même usage.", "2", "relations.tsv")],
    ),
    Case(
        "decisions",
        {},
        [
            ("Ada", "2026-01-02", "longueur moyenne", "mesure", "longueur", "Le nom le dit."),
            (
                "Bea",
                "2026-02-03",
                "On mesure avec.",
                "désigne la même chose que",
                "règle",
                "Même usage.",
            ),
            ("Bea", "2026-02-03", "Règle", "contredit", "Règle", "Même usage."),
        ],
    ),
    Case(
        "decisions",
        {"author": "ada"},
        [("Ada", "2026-01-02", "longueur moyenne", "mesure", "longueur", "Le nom le dit.")],
    ),
    Case(
        "peu-surs",
        {},
        [
            ("0.7", "règle", "sert à", "longueur", "Sert à mesurer", "Glossaire A"),
            ("0.75", "règle", "est de la classe", "outil", "Sert à mesurer", "Glossaire A"),
            ("0.75", "règle", "est de la classe", "outil", "tracer", "Glossaire B"),
        ],
    ),
    Case(
        "peu-surs",
        {"below": "0.72"},
        [("0.7", "règle", "sert à", "longueur", "Sert à mesurer", "Glossaire A")],
    ),
    Case(
        "pourquoi",
        {"term": "longueur moyenne", "other": "longueur"},
        [
            (
                "longueur moyenne",
                "mesure",
                "longueur",
                "moyenne",
                "Glossaire A",
                "stated-measure",
                "0.6",
                "",
            ),
            (
                "longueur moyenne",
                "mesure",
                "longueur",
                "Le nom le dit.",
                "Ada",
                "",
                "",
                "2026-01-02",
            ),
        ],
    ),
    Case(
        "regles",
        {},
        [
            ("stated-use", "2", "2", "0.7", "0.75"),
            ("headword", "1", "1", "1", "1"),
            ("stated-measure", "1", "1", "0.6", "0.6"),
        ],
    ),
    Case(
        "retires",
        {},
        [("aune", "", "concept/aune", ""), ("toise", "règle", "concept/toise", "concept/regle")],
    ),
    Case(
        "une-seule-phrase",
        {},
        [("règle", "sert à", "longueur", "Sert à mesurer", "Glossaire A", "0.7")],
    ),
    Case(
        "chiffres",
        {},
        [
            ("a pour terme plus large", "", "4", "3"),
            ("a pour terme plus précis", "", "4", "3"),
            ("définition", "fr", "5", "5"),
            ("désigne la même chose que", "", "4", "3"),
            ("est associé à", "", "6", "4"),
            ("est fondé sur", "", "1", "1"),
            ("est mesuré par", "", "1", "1"),
            ("est proche de", "", "1", "1"),
            ("fait partie de", "", "1", "1"),
            ("forme cachée", "fr", "1", "1"),
            ("libellé alternatif", "en", "1", "1"),
            ("libellé alternatif", "fr", "3", "2"),
            ("libellé préféré", "en", "2", "2"),
            ("libellé préféré", "fr", "6", "6"),
            ("mesure", "", "1", "1"),
            ("sert à", "", "1", "1"),
            ("sigle", "fr", "1", "1"),
        ],
    ),
    Case(
        "classes",
        {},
        [("outil", "3", "Ce qui sert.", "rc:Tool"), ("indicateur", "1", "", "rc:Indicator")],
    ),
    Case(
        "glossaires",
        {},
        [
            ("Glossaire A", "Ana", "http://a.example/", "À Ana.", "source/a"),
            ("Glossaire B", "Bob", "", "", "source/b"),
            ("Glossaire C", "Cléo", "", "", "source/c"),
        ],
    ),
    Case("sans-definition", {}, [("Ruban", "À définir.", "Glossaire B", "concept/ruban")]),
    Case("sans-traduction", {"language": "fr"}, []),
    Case("traductions", {"language": "de"}, []),
    Case(
        "recherche",
        {"text": "MIRE"},
        [
            ("règle", "libellé alternatif", "mire", "concept/regle"),
            ("règle souple", "libellé alternatif", "mire", "concept/regle-souple"),
        ],
    ),
    Case(
        "concepts-de-classe",
        {"class": "rc:Indicator"},
        [("longueur moyenne", "énoncée", "concept/moyenne")],
    ),
    Case(
        "definitions",
        {"term": "poids"},
        [("Vocabulaire", "poids", "Ce qui pèse.", "", "oui", "")],
        OWN,
    ),
    Case(
        "vedettes-perdues",
        {},
        [
            ("", "", "", "", "Glossaire C", "source/c/muette"),
            ("règle", "On mesure avec.", "Même usage.", "Bea", "Glossaire C", "source/c/perdue"),
        ],
        OPEN,
    ),
    Case(
        "generiques",
        {"term": "n8"},
        [
            *((str(n), f"n{8 - n}", f"concept/n{8 - n}") for n in range(1, 7)),
            ("7", "n0", "concept/n0"),
            ("7", "n1", "concept/n1"),
        ],
        DEEP,
    ),
    Case(
        "specifiques",
        {"term": "n0"},
        [
            *((str(n), f"n{n}", f"n{n - 1}", f"concept/n{n}") for n in range(1, 8)),
            ("7", "n8", "n7", "concept/n8"),
        ],
        DEEP,
    ),
]


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: " ".join([case.name, *case.given.values()])
)
def test_a_question_has_these_rows_in_both_engines(case: Case) -> None:
    question, asked = QUESTIONS[case.name], store(case.more)
    query = bind(question, resolve(question, case.given, Dataset(asked, VOCABULARY)))
    assert asked_oxigraph(asked, query) == case.rows
    assert asked_rdflib(in_rdflib(case.more), query) == case.rows


def test_every_question_has_rows_to_expect_with_and_without_each_parameter() -> None:
    for question in QUESTIONS.values():
        cases = [case for case in CASES if case.name == question.name]
        assert any(case.rows for case in cases), f"{question.name} has no test of its rows"
        for parameter in question.parameters:
            given = [case for case in cases if parameter.name in case.given]
            assert given, f"{question.name} is never asked with --{parameter.name}"
            assert parameter.required or len(given) < len(cases)


def on_the_published(question: Question) -> list[Mapping[str, str]]:
    """The values to ask the published dataset with: the examples, and without what may be left out."""
    examples = {parameter.name: parameter.example for parameter in question.parameters}
    needed = {p.name: p.example for p in question.parameters if p.required}
    return [examples] if needed == examples else [needed, examples]


def test_the_published_dataset_gives_equal_answers_in_both_engines() -> None:
    published = open_dataset(PROJECT / "output", VOCABULARY)
    dataset, other = Dataset(published, VOCABULARY), rdflib_of(published)
    for question in QUESTIONS.values():
        for given in on_the_published(question):
            query = bind(question, resolve(question, given, dataset))
            rows = asked_oxigraph(published, query)
            assert rows == asked_rdflib(other, query), (question.name, given)
            columns = [column.name for column in question.columns]
            assert all(len(row) == len(columns or "spo") for row in rows)


def test_the_examples_find_something_in_the_published_dataset() -> None:
    published = open_dataset(PROJECT / "output", VOCABULARY)
    dataset = Dataset(published, VOCABULARY)
    for question in QUESTIONS.values():
        for given in on_the_published(question):
            if given:
                query = bind(question, resolve(question, given, dataset))
                assert asked_oxigraph(published, query), (question.name, given)


def test_a_file_as_it_is_answers_its_own_example() -> None:
    published = open_dataset(PROJECT / "output", VOCABULARY)
    dataset = Dataset(published, VOCABULARY)
    for question in QUESTIONS.values():
        needed = {p.name: p.example for p in question.parameters if p.required}
        text = (PROJECT / f"ontology/competency/{question.name}.rq").read_text(encoding="utf-8")
        assert text == bind(question, resolve(question, needed, dataset)), question.name
