"""init: a project for any field, whole or not at all, in step with this repository's own."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pyoxigraph as ox
import pytest

from pipeline.errors import InputError
from pipeline.map.ontology import load_ontology
from pipeline.project import shared
from pipeline.project.starting import Wish, complete, project_files, start
from pipeline.project.trunk import load_trunk, nouns_of
from pipeline.questions import load_questions
from pipeline.release.iri_text import Move
from pipeline.turtle import load_turtle
from pipeline.validate.shapes import load_all_shapes
from pipeline.vocabulary import load_vocabulary
from tests.conftest import PROJECT
from tests.project.conftest import DAY

WISH = complete(Wish(DAY), "jardin")
# What this repository's ontology has for its own field: its classes, and the relation between two
# parties that an approach manages.
OWN = re.compile(r"[Mm]anage|inverseApproachOf|relationPartnerIn")


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_wish_gives_the_same_files(tmp_path: Path) -> None:
    start(tmp_path / "one/jardin", Wish(DAY))
    start(tmp_path / "two/jardin", Wish(DAY))
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_all_follows_from_the_name_of_the_folder() -> None:
    wish = complete(Wish(DAY), "Glossaire du Jardin été")
    assert (wish.name, wish.title) == ("glossaire-du-jardin-ete", "Glossaire du jardin ete")
    assert (wish.base, wish.prefix) == ("https://example.org/glossaire-du-jardin-ete/", "gdje")
    assert [complete(Wish(DAY), name).prefix for name in ("skos", "2026", "a", "été")] == [
        "skosv",
        "v2",
        "av",
        "ete",
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_wished_for_stands_in_the_files(tmp_path: Path, language: str) -> None:
    folder = tmp_path / "x"
    title, creator = 'Le "petit" dico \\ des {voiles}', 'Éc\'l & "Co"'
    start(
        folder,
        Wish(DAY, "voile", title, "https://voile.fr/v/", "vo", language, creator=creator),
    )
    vocabulary = load_vocabulary(folder / "ontology/vocabulary.toml")
    assert (vocabulary.base, vocabulary.prefix, vocabulary.name) == (
        "https://voile.fr/v/",
        "vo",
        "voile",
    )
    assert (vocabulary.title["fr"], vocabulary.creator, vocabulary.language) == (
        title,
        creator,
        language,
    )
    ontology = load_ontology(folder, vocabulary)
    assert ontology.tops["vo:Quantity"] == "https://voile.fr/v/concept/grandeur"
    assert ontology.rest == "https://voile.fr/v/concept/a-classer"
    said = [t.object.value for t in ontology.top_triples if t.predicate.value.endswith("creator")]  # type: ignore[union-attr]
    assert set(said) == {creator}
    assert len(load_all_shapes(folder / "shapes")) == 6
    assert len(load_questions(folder)) == 41


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        (Wish("22 novembre"), "--date 22 novembre is no date; write it as 2026-11-22"),
        (Wish(DAY, base="jardin"), "--base jardin is nothing that IRIs begin with; write https://"),
        (
            Wish(DAY, language="de"),
            "--language de: no such vocabulary can be made; write one of fr, en",
        ),
        (Wish(DAY, licence="CC BY"), "--licence CC BY is no IRI; write its address"),
        (Wish(DAY, name="Mon jardin"), "--name Mon jardin is no simple name; write lower-case"),
        (Wish(DAY, prefix="skos"), "`prefix` is already used: skos; write none of"),
        (Wish(DAY, name="sources"), "`name` is already used: sources; write none of"),
    ],
)
def test_a_wish_that_cannot_be_met_is_one_line_and_leaves_nothing(
    tmp_path: Path, wish: Wish, error: str
) -> None:
    with pytest.raises(InputError) as raised:
        start(tmp_path / "jardin", wish)
    assert error in str(raised.value)
    assert tree(tmp_path) == {}
    assert not (tmp_path / "jardin").exists()


def test_a_folder_that_holds_something_is_refused_and_stays_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("à moi")
    with pytest.raises(InputError, match="this folder is not empty; name a new or empty one"):
        start(tmp_path, Wish(DAY))
    with pytest.raises(InputError, match="this is no folder; name another"):
        start(tmp_path / "notes.txt", Wish(DAY))
    assert tree(tmp_path) == {"notes.txt": "à moi".encode()}


@pytest.mark.parametrize("is_there", [True, False])
def test_what_cannot_be_written_to_its_end_is_not_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    folder = tmp_path / "jardin"
    if is_there:
        folder.mkdir()
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if target.name == "sources":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(OSError, match="No space"):
        start(folder, Wish(DAY))
    assert [path.name for path in tmp_path.rglob("*")] == (["jardin"] if is_there else [])


def test_nothing_of_customer_relations_is_left_in_a_new_project() -> None:
    text = "\n".join(project_files(WISH).values()).lower()
    found = re.findall(r"relation-client|\brc:|\bcrm\b|altamedia|24pm|dial.?once|téléopér", text)
    assert sorted(set(found)) == ["téléopér"]  # a noun of the actors, which serves any field


def test_the_general_part_of_the_ontology_is_that_of_this_repository(garden: Path) -> None:
    """So what is corrected here is corrected in every project that is started."""
    move = Move(shared.origin().base, WISH.base)
    vocabulary = load_vocabulary(garden / "ontology/vocabulary.toml")
    classes = {shared.origin().term(name) for name in shared.genus_nouns()}
    kinds = {vocabulary.term(kind.name) for kind in load_trunk().all}
    ours = {
        (str(t.subject), str(t.predicate), str(t.object))
        for t in load_turtle(PROJECT / "ontology/schema.ttl")
        if isinstance(t.subject, ox.NamedNode)
        and t.subject.value not in classes | {shared.origin().ontology}
        and not OWN.search(t.subject.value)
        and not isinstance(t.object, ox.BlankNode)
    }
    theirs = {
        (str(t.subject), str(t.predicate), str(t.object))
        for t in load_turtle(garden / "ontology/schema.ttl")
        if isinstance(t.subject, ox.NamedNode)
        and t.subject.value not in kinds | {vocabulary.ontology, vocabulary.term("rest")}
        and not isinstance(t.object, ox.BlankNode)
    }
    assert theirs == {tuple(move.text(term)[0] for term in triple) for triple in ours}


def test_the_shapes_are_those_of_this_repository(garden: Path) -> None:
    move = Move(shared.origin().base, WISH.base)
    names = {path.name for path in (PROJECT / "shapes").glob("*.ttl")}
    assert {path.name for path in (garden / "shapes").iterdir()} == names
    for name in names:
        before = (PROJECT / "shapes" / name).read_text("utf-8")
        after = (garden / "shapes" / name).read_text("utf-8")
        same = re.sub(r"\bjardin:(?=[ A-Za-z])", "rc:", after).replace('"jardin"', '"rc"')
        assert same.replace("jardin-owl.ttl", "relation-client-owl.ttl") == move.text(before)[0]


def test_in_english_the_shapes_ask_for_english(tmp_path: Path) -> None:
    start(tmp_path / "x", Wish(DAY, language="en"))
    text = (tmp_path / "x/shapes/vocabulary.ttl").read_text("utf-8")
    left = [
        line.strip() for line in text.splitlines() if re.search(r"\"fr\"|français|French", line)
    ]
    assert [line.partition("→")[0] for line in left] == [
        "\"Le texte {?value} n'est marqué ni français ni anglais. ",
        '"The text {?value} is tagged neither French nor English. ',
        'sh:languageIn ( "fr" "en" ) .',
    ]


def test_a_noun_leads_to_the_class_that_claims_it_for_its_own() -> None:
    nouns = nouns_of(load_trunk(), shared.genus_nouns())
    holders = {noun: name for name, own in nouns.items() for noun in own}
    assert sum(map(len, nouns.values())) == len(holders)
    assert [holders[noun] for noun in ("lieu", "taux", "outil", "plante", "virus", "loi")] == [
        "Place",
        "Quantity",
        "Object",
        "LivingThing",
        "Object",
        "Rule",
    ]


def test_an_empty_project_says_in_one_line_what_to_do(garden: Path) -> None:
    # Make says less where it is not below another.
    alone = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        ["make", "GLOSSOGRAPH=true"],
        cwd=garden,
        env=alone,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(
        r"Makefile:\d+: \*\*\* there is no glossary yet; register one with `glossograph add FILE`\.  Stop\.\n",
        done.stderr,
    )
    rows = tomllib.loads((garden / "sources/sources.toml").read_text("utf-8"))
    assert rows == {}
