"""OWLAPI and HermiT, which Protégé is made of, read what was published."""

from __future__ import annotations

import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.vocabulary import Vocabulary, load_vocabulary
from tests.conftest import PROJECT

OUTPUT = PROJECT / "output"
CLIENTS = PROJECT / ".venv" / "clients"
TURTLE = "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix : <https://example.org/> ."

Facts = dict[str, list[str]]
Read = Callable[..., Facts]

pytestmark = pytest.mark.skipif(
    not (CLIENTS / "owlapi.stamp").exists(), reason="OWLAPI is fetched by `make test-clients`"
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(PROJECT / "ontology" / "vocabulary.toml")


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """What the client says of files read as one, by kind of fact; `of`: properties to ask for."""

    def say(*texts: str, of: tuple[str, ...] = ()) -> Facts:
        path = tmp_path / "read.ttl"
        path.write_text("\n".join(texts), encoding="utf-8")
        java = shutil.which("java")
        assert java is not None
        found = subprocess.run(
            [
                *(java, "-Dorg.slf4j.simpleLogger.defaultLogLevel=error", "-cp"),
                f"{CLIENTS}/classes:{CLIENTS}/deeponto/deeponto/lib/*",
                *("Owl", str(path), *of),
            ],
            capture_output=True,
            text=True,
            check=True,
        )
        facts: Facts = defaultdict(list)
        for line in found.stdout.splitlines():
            kind, _, value = line.partition(" ")
            facts[kind].append(value)
        return facts

    return say


def published(*names: str) -> list[str]:
    return [(OUTPUT / name).read_text(encoding="utf-8") for name in names]


@pytest.mark.parametrize(
    "names",
    [
        ["ontology.ttl"],
        ["ontology.ttl", "relation-client.ttl"],
        ["ontology.ttl", "relation-client.ttl", "sources.ttl", "evidence.ttl"],
    ],
    ids=["ontology", "ontology and vocabulary", "with sources and evidence"],
)
def test_what_is_published_is_owl_2_dl_and_consistent(
    read: Read, vocabulary: Vocabulary, names: list[str]
) -> None:
    facts = read(*published(*names))
    assert facts["violation"] == []
    assert facts["consistent"] == ["true"]
    assert facts["unsatisfiable"] == []
    assert facts["iri"] == [vocabulary.ontology]
    assert facts["version"] == [vocabulary.release(vocabulary.version)]
    assert int(facts["logical"][0]) > 100


@pytest.mark.parametrize("path", sorted(OUTPUT.glob("*-owl.ttl")), ids=lambda path: path.name)
def test_the_file_for_protege_is_owl_2_dl_and_consistent(read: Read, path: Path) -> None:
    facts = read(*published(path.name))
    assert (facts["violation"], facts["consistent"]) == ([], ["true"])


def test_hermit_finds_who_manages_the_relation_with_whom(
    read: Read, vocabulary: Vocabulary
) -> None:
    forth, back = vocabulary.term("managesRelationWith"), vocabulary.term("hasRelationManagedBy")
    facts = read(*published("ontology.ttl", "relation-client.ttl"), of=(forth, back))
    company, customer, vendor = map(vocabulary.concept, ("entreprise", "client", "fournisseur"))
    assert set(facts["holds"]) == {
        f"{company} {forth} {customer}",
        f"{customer} {forth} {vendor}",
        f"{customer} {back} {company}",
        f"{vendor} {back} {customer}",
    }


def test_the_client_sees_what_is_not_owl_2_dl(read: Read) -> None:
    facts = read(TURTLE, "<https://example.org/o> a owl:Ontology . :a :undeclared :b .")
    assert len(facts["violation"]) == 1
    chain = ":p a owl:ObjectProperty , owl:TransitiveProperty , owl:AsymmetricProperty ."
    facts = read(TURTLE, f"<https://example.org/o> a owl:Ontology . {chain}")
    assert "non-simple property" in facts["violation"][0]


def test_the_client_sees_what_is_inconsistent(read: Read) -> None:
    facts = read(
        TURTLE,
        "<https://example.org/o> a owl:Ontology . :A a owl:Class . :B a owl:Class ;"
        " owl:disjointWith :A . :x a owl:NamedIndividual , :A , :B .",
    )
    assert facts["consistent"] == ["false"]
