"""ontology/README.md: made from the ontology, complete, and as it is committed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError
from pipeline.publish.ontology_page.page import PAGE, ontology_page, write_page
from pipeline.turtle import load_turtle
from pipeline.vocabulary import load_vocabulary

Edit = Callable[[str, str, str], None]


@pytest.fixture(scope="module")
def page(project: Path) -> str:
    return ontology_page(project)


def line(page: str, start: str) -> str:
    """The one line of the page that begins so."""
    (found,) = [each for each in page.splitlines() if each.startswith(start)]
    return found


def section(page: str, title: str) -> str:
    """What stands under a heading, up to the next of its level or above."""
    level = title.split(" ", maxsplit=1)[0]
    return re.split(rf"^#{{1,{len(level)}}} ", page.split(f"{title}\n", 1)[1], flags=re.M)[0]


def test_the_committed_page_is_what_the_ontology_gives(project: Path, page: str) -> None:
    assert (project / PAGE).read_text(encoding="utf-8") == page, "run make, and commit the page"


def test_every_term_of_the_ontology_stands_on_it(project: Path, page: str) -> None:
    vocabulary = load_vocabulary(project / "ontology" / "vocabulary.toml")
    base = f"{vocabulary.ontology}#"
    subjects = {str(t.subject)[1:-1] for t in load_turtle(project / "ontology" / "schema.ttl")}
    names = {iri.removeprefix(base) for iri in subjects if iri.startswith(base)}
    assert len(names) > 30
    assert [name for name in sorted(names) if f"`rc:{name}`" not in page] == []


def test_a_class_shows_its_words_its_nouns_and_what_it_excludes(page: str) -> None:
    rule = section(page, "### règle · rule (`rc:Rule`)")
    assert "| définition · definition | Concept qui désigne ce qui oblige ou encadre" in rule
    assert "| A concept that stands for what binds or frames" in rule
    assert "règle : Ce qui oblige ou encadre" in rule
    excluded = line(rule, "**Disjointe de · Disjoint from**")
    assert "technologie (`rc:Technology`)" in excluded
    assert "approche" not in excluded
    nouns = line(rule, "**Noms qui y mènent (45) · Nouns that lead to it (45)**").split(" : ")[1]
    assert nouns.split(", ")[:3] == ["accord", "accord de niveau de service", "arrêté"]
    assert len(nouns.split(", ")) == 45


def test_a_relation_shows_its_ends_its_inverse_and_its_characteristics(page: str) -> None:
    relation = section(page, "## Les relations entre concepts · Relations between concepts")
    cells = line(relation, "| `rc:partOf` |").split(" | ")
    assert cells[1].startswith("**fait partie de** : Lie une partie")
    assert cells[2:4] == ["`skos:Concept` → `skos:Concept`", "`rc:hasPart`"]
    assert cells[4].split("<br>")[:2] == ["asymétrique · asymmetric", "irréflexive · irreflexive"]
    assert "`rc:Approach` → `rc:Approach`" in line(relation, "| `rc:inverseApproachOf` |")


def test_crm_and_vrm_have_their_section_with_the_chain(page: str) -> None:
    title = "Qui gère la relation avec qui : CRM et VRM · Who manages the relation with whom: CRM and VRM"
    managing = section(page, f"## {title}")
    assert (
        "`rc:managesRelationIn` ∘ `rc:relationManagedWith` ⇒ `rc:managesRelationWith`" in managing
    )
    row = line(managing, "| `rc:relationManagedBy` |")
    assert "`rc:Approach` → `rc:Actor` ∪ `rc:Organisation` | `rc:managesRelationIn`" in row


def test_the_release_before_is_named_where_there_is_one(copy: Path, edit: Edit) -> None:
    named = "version précédente · prior version"
    assert named not in ontology_page(copy)
    edit("ontology/vocabulary.toml", "[title]", 'prior_version = "0.0.9"\n[title]')
    row = line(ontology_page(copy), f"| {named} |")
    assert row.endswith("| `https://w3id.org/relation-client/ontology/0.0.9` |")


def test_a_new_noun_and_a_new_relation_stand_on_the_page_written(copy: Path, edit: Edit) -> None:
    edit("ontology/schema.ttl", '"accord"@fr', '"accord"@fr , "zèle"@fr')
    edit(
        "ontology/schema.ttl",
        "rc:acronym a owl:AnnotationProperty",
        """rc:causes a owl:ObjectProperty ; rdfs:subPropertyOf skos:related ;
    rdfs:label "cause"@fr , "causes"@en ;
    skos:definition "Lie | deux."@fr , "Links | two."@en .
rc:acronym a owl:AnnotationProperty""",
    )
    write_page(copy)
    page = (copy / PAGE).read_text(encoding="utf-8")
    assert line(page, "**Noms qui y mènent (46)").endswith(", zèle")
    assert "**cause** : Lie \\| deux.<br>" in line(page, "| `rc:causes` |")


def test_an_ontology_that_does_not_parse_is_named_with_its_line(copy: Path, edit: Edit) -> None:
    edit("ontology/schema.ttl", "rc:acronym a", "rc:acronym a a")
    with pytest.raises(ConfigurationError, match=r"schema\.ttl:\d+:\d+: not valid Turtle"):
        ontology_page(copy)
