"""OWLAPI 4.5 and HermiT, which Protégé is made of.

Called: clients/Owl.java, on the jars in the wheel of `deeponto`. Asserted: what is published is OWL 2
DL (no violation of the profile), consistent, every class satisfiable; the axioms that OWLAPI makes of
the file for Protégé have our census; HermiT infers what the ontology means; both see what is wrong in
small files that are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from .census import OUTPUT, TURTLE, VOCABULARY, differences, ours, told
from .damage import damaged, noticed
from .environments import java, needs
from .table import Table

PREFIXES = "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix : <https://example.org/> ."
PROTEGE = OUTPUT / f"{VOCABULARY.name}-owl.ttl"

Facts = dict[str, list[str]]
Say = Callable[..., Facts]

pytestmark = needs("java")


@pytest.fixture
def say(tmp_path: Path) -> Say:
    """What the client says of files read as one, by kind of fact; `of`: properties to ask for."""

    def facts_of(*texts: str, of: tuple[str, ...] = ()) -> Facts:
        path = tmp_path / "read.ttl"
        path.write_text("\n".join(texts), encoding="utf-8")
        facts: Facts = defaultdict(list)
        for line in java("Owl", path, *of).splitlines():
            kind, _, value = line.partition(" ")
            facts["census" if "\t" in kind else kind].append(line if "\t" in kind else value)
        return facts

    return facts_of


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
def test_what_is_published_is_owl_2_dl_and_consistent(say: Say, names: list[str]) -> None:
    facts = say(*published(*names))
    assert facts["violation"] == []
    assert facts["consistent"] == ["true"]
    assert facts["unsatisfiable"] == []
    assert facts["iri"] == [VOCABULARY.ontology]
    assert facts["version"] == [VOCABULARY.release(VOCABULARY.version)]
    assert int(facts["logical"][0]) > 100


def test_with_the_ontology_the_vocabulary_has_our_counts(table: Table, say: Say) -> None:
    facts = say(*published("ontology.ttl", TURTLE.name))
    found = told(facts["census"])
    assert differences(ours(), found) == []
    ontology = OUTPUT / "ontology.ttl"
    table.read("OWLAPI, HermiT", versions(facts), TURTLE, ontology, census=found)


def test_the_file_for_protege_is_owl_2_dl_and_consistent_with_our_counts(
    table: Table, say: Say
) -> None:
    facts = say(*published(PROTEGE.name))
    assert (facts["violation"], facts["consistent"]) == ([], ["true"])
    found = told(facts["census"])
    assert differences(ours(PROTEGE), found) == []
    table.read("OWLAPI, HermiT", versions(facts), PROTEGE, census=found)
    table.shows("OWLAPI, HermiT", "OWL 2 DL, consistent")


def versions(facts: Facts) -> str:
    """The versions of OWLAPI and HermiT, without the date of the build."""
    return ", ".join(".".join(facts[name][0].split(".")[:3]) for name in ("owlapi", "hermit"))


def test_a_loss_is_noticed(tmp_path: Path, say: Say) -> None:
    (ontology,) = published("ontology.ttl")
    texts = [path.read_text(encoding="utf-8") for path in damaged(tmp_path, ".nt")]
    assert noticed([told(say(ontology, text)["census"]) for text in texts])


def test_hermit_finds_who_manages_the_relation_with_whom(say: Say) -> None:
    forth, back = VOCABULARY.term("managesRelationWith"), VOCABULARY.term("hasRelationManagedBy")
    facts = say(*published("ontology.ttl", "relation-client.ttl"), of=(forth, back))
    company, customer, vendor = map(VOCABULARY.concept, ("entreprise", "client", "fournisseur"))
    assert set(facts["holds"]) == {
        f"{company} {forth} {customer}",
        f"{customer} {forth} {vendor}",
        f"{customer} {back} {company}",
        f"{vendor} {back} {customer}",
    }


def test_the_client_sees_what_is_not_owl_2_dl(say: Say) -> None:
    facts = say(PREFIXES, "<https://example.org/o> a owl:Ontology . :a :undeclared :b .")
    assert len(facts["violation"]) == 1
    chain = ":p a owl:ObjectProperty , owl:TransitiveProperty , owl:AsymmetricProperty ."
    facts = say(PREFIXES, f"<https://example.org/o> a owl:Ontology . {chain}")
    assert "non-simple property" in facts["violation"][0]


def test_the_client_sees_what_is_inconsistent(say: Say) -> None:
    facts = say(
        PREFIXES,
        "<https://example.org/o> a owl:Ontology . :A a owl:Class . :B a owl:Class ;"
        " owl:disjointWith :A . :x a owl:NamedIndividual , :A , :B .",
    )
    assert facts["consistent"] == ["false"]
