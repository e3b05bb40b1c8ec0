"""The report in Turtle (validation.ttl): a sh:ValidationReport whose bytes depend on the results."""

from __future__ import annotations

from msgspec import structs
from pyoxigraph import BlankNode, Literal, NamedNode

from pipeline.validate.reports import turtle
from pipeline.validate.results import Result

from .example import BASE, vocabulary
from .reporting import clean

RESULT = Result(
    severity="warning",
    shape="https://w3id.org/glossograph/shapes#quality-orphan-concepts",
    component="http://www.w3.org/ns/shacl#SPARQLConstraintComponent",
    focus=NamedNode(f"{BASE}concept/a"),
    path="http://www.w3.org/2004/02/skos/core#altLabel",
    value=Literal("à", language="fr"),
    messages={"fr": "Faux. → Corrigez.", "en": "Wrong. → Mend."},
)


def body(results: list[Result]) -> list[str]:
    whole = structs.replace(clean(), results=results, prefixes=vocabulary().prefixes)
    lines = turtle.write(whole).decode("utf-8").splitlines()
    return [line for line in lines if not line.startswith("@prefix")]


def test_without_results_the_report_conforms() -> None:
    assert body([]) == ["_:report a sh:ValidationReport ;", "\tsh:conforms true ."]


def test_a_result_is_written_with_focus_path_value_severity_and_words() -> None:
    lines = body([RESULT])
    assert lines[:2] == ["_:report a sh:ValidationReport ;", "\tsh:conforms false ;"]
    assert lines[2].startswith("\tsh:result _:r")
    assert lines[4:] == [
        f"\tsh:focusNode <{BASE}concept/a> ;",
        "\tsh:resultSeverity sh:Warning ;",
        "\tsh:sourceConstraintComponent sh:SPARQLConstraintComponent ;",
        "\tsh:sourceShape gs:quality-orphan-concepts ;",
        "\tsh:resultPath skos:altLabel ;",
        '\tsh:value "à"@fr ;',
        '\tsh:resultMessage "Wrong. → Mend."@en , "Faux. → Corrigez."@fr .',
    ]


def test_results_have_names_of_their_own() -> None:
    other = Result(
        severity="info",
        shape=RESULT.shape,
        component=RESULT.component,
        focus=BlankNode("b1"),
        path="",
        value=None,
        messages=RESULT.messages,
    )
    names = {line.split()[0] for line in body([RESULT, other]) if line.startswith("_:r")}
    assert len(names) == 3
