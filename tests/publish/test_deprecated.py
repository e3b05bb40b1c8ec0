"""A concept that is gone: kept in the RDF so that its IRI still answers, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.publish.stage import publish

from .glossary import VOCABULARY

GONE = VOCABULARY.concept("disparu")
CRM = VOCABULARY.concept("crm")


@pytest.fixture(params=["", f"; <http://purl.org/dc/terms/isReplacedBy> <{CRM}>"])
def published(
    small_project: Path, request: pytest.FixtureRequest
) -> tuple[dict[str, str], dict[str, str], bool]:
    """The texts published without the concept that is gone, with it, and whether it has a successor."""
    output = small_project / "output"
    trig = output / "work" / "graph.trig"
    before = _published(small_project, output)
    skos = VOCABULARY.prefixes["skos"]
    trig.write_text(
        f"{trig.read_text(encoding='utf-8')}\n<{VOCABULARY.graph('vocabulary')}> {{ <{GONE}> "
        f"a <{skos}Concept> ; <{VOCABULARY.expand('owl:deprecated')}> true ; "
        f'<{skos}prefLabel> "terme disparu"@fr , "gone term"@en {request.param} . }}\n',
        encoding="utf-8",
    )
    return before, _published(small_project, output), bool(request.param)


def _published(project: Path, output: Path) -> dict[str, str]:
    publish(project, output, curation=True)
    texts = (path for path in output.glob("*.*") if path.suffix != ".pdf")
    return {path.name: path.read_text(encoding="utf-8") for path in texts}


Published = tuple[dict[str, str], dict[str, str], bool]


def test_turtle_says_that_it_is_gone_and_what_replaces_it(published: Published) -> None:
    _, after, is_replaced = published
    successor = " ;\n    dcterms:isReplacedBy <concept/crm>" if is_replaced else ""
    assert (
        "\n\n<concept/disparu> a skos:Concept ;\n    skos:prefLabel\n"
        '        "terme disparu"@fr,\n        "gone term"@en ;\n'
        f"    owl:deprecated true{successor} .\n\n"
    ) in after["relation-client.ttl"]


def test_jsonld_says_the_same(published: Published) -> None:
    _, after, is_replaced = published
    nodes = json.loads(after["relation-client.jsonld"])["@graph"]
    assert next(node for node in nodes if node["id"] == GONE) == {
        "id": GONE,
        "type": "skos:Concept",
        "prefLabel": {"fr": "terme disparu", "en": "gone term"},
        "deprecated": True,
        **({"isReplacedBy": [CRM]} if is_replaced else {}),
    }


def test_report_and_map_are_of_the_concepts_in_use(published: Published) -> None:
    before, after, _ = published
    assert {name: after[name] for name in ("report.md", "graph.html")} == {
        name: before[name] for name in ("report.md", "graph.html")
    }
