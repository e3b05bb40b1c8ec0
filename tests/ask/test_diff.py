"""What changed between two publications: nothing is missed, nothing is made up."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple, serialize

from pipeline.ask.diff.answering import answer
from pipeline.ask.diff.difference import Difference, compare
from pipeline.ask.diff.snapshot import (
    FORMATS,
    Link,
    Meaning,
    Name,
    Snapshot,
    State,
    read_snapshot,
)
from pipeline.ask.diff.text import as_markdown, as_text
from pipeline.ask.diff.words import word_diff
from pipeline.ask.wording import AskWording
from pipeline.errors import ConfigurationError, StageError
from pipeline.model import LabelKind
from pipeline.vocabulary import DCTERMS, OWL, RDF, SKOS

from ..conftest import PROJECT
from .small import VOCABULARY, trig

Item = TypeVar("Item", Name, Meaning, Link, str)
Facts = set[tuple[object, ...]]
PREDICATES = {
    "preferred": f"{SKOS}prefLabel",
    "alternative": f"{SKOS}altLabel",
    "hidden": f"{SKOS}hiddenLabel",
    "acronym": VOCABULARY.term("acronym"),
}

# A busy machine is no failure.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

# --- any two vocabularies

slugs = st.sampled_from("abcde")
iris = slugs.map(VOCABULARY.concept)
langs = st.sampled_from(["", "fr", "en"])
texts = st.sampled_from(["un", "deux", "trois quatre", 'cinq "six"\n*', "VOC"])
kinds: st.SearchStrategy[LabelKind] = st.sampled_from(
    ["preferred", "alternative", "acronym", "hidden"]
)
properties = st.sampled_from(
    [f"{SKOS}related", VOCABULARY.term("measures"), f"{SKOS}exactMatch", f"{DCTERMS}source"]
)


def some(values: st.SearchStrategy[Item]) -> st.SearchStrategy[list[Item]]:
    return st.lists(values, max_size=3, unique=True).map(sorted)


def without_repeated_acronyms(names: list[Name]) -> list[Name]:
    acronyms = {(name.lang, name.text) for name in names if name.kind == "acronym"}
    return [n for n in names if n.kind != "alternative" or (n.lang, n.text) not in acronyms]


@st.composite
def states(draw: st.DrawFn, iri: str) -> State:
    return State(
        iri,
        labels=without_repeated_acronyms(draw(some(st.builds(Name, kinds, langs, texts)))),
        definitions=draw(some(st.builds(Meaning, langs, texts))),
        broader=draw(some(iris)),
        top=draw(st.booleans()),
        relations=draw(some(st.builds(Link, properties, iris))),
        classes=draw(some(st.sampled_from("XYZ").map(VOCABULARY.term))),
        deprecated=draw(st.booleans()),
        successors=draw(some(iris)),
    )


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    chosen = draw(st.sets(slugs, min_size=1))
    concepts = {VOCABULARY.concept(s): draw(states(VOCABULARY.concept(s))) for s in sorted(chosen)}
    return Snapshot("file.nt", "", "", concepts)


def facts(state: State) -> Facts:
    """A concept as single facts."""
    c = state.iri
    return {
        (c, "concept"),
        *((c, "label", n.kind, n.lang, n.text) for n in state.labels),
        *((c, "definition", m.lang, m.text) for m in state.definitions),
        *((c, "broader", b) for b in state.broader),
        *((c, "relation", link.property, link.object) for link in state.relations),
        *((c, "class", k) for k in state.classes),
        *((c, "successor", s) for s in state.successors),
        *([(c, "top")] if state.top else []),
        *([(c, "deprecated")] if state.deprecated else []),
    }


def came(difference: Difference) -> Facts:
    """The facts that a difference says are new."""
    found = {fact for state in difference.added for fact in facts(state)}
    for d in difference.changed:
        state = State(
            d.iri,
            [*d.labels_added, *(Name("preferred", r.lang, r.new) for r in d.renamed)],
            [*d.definitions_added, *(Meaning(r.lang, r.new) for r in d.redefined)],
            d.broader_added,
            d.top_added,
            d.relations_added,
            d.classes_added,
            d.deprecated,
            d.successors_added,
        )
        found |= facts(state) - {(d.iri, "concept")}
    return found


def went(difference: Difference) -> Facts:
    """The facts that a difference says are no more."""
    found = {fact for state in difference.removed for fact in facts(state)}
    for d in difference.changed:
        state = State(
            d.iri,
            [*d.labels_removed, *(Name("preferred", r.lang, r.old) for r in d.renamed)],
            [*d.definitions_removed, *(Meaning(r.lang, r.old) for r in d.redefined)],
            d.broader_removed,
            d.top_removed,
            d.relations_removed,
            d.classes_removed,
            d.restored,
            d.successors_removed,
        )
        found |= facts(state) - {(d.iri, "concept")}
    return found


def all_facts(snapshot: Snapshot) -> Facts:
    return {fact for state in snapshot.concepts.values() for fact in facts(state)}


@unhurried
@given(snapshots())
def test_a_vocabulary_does_not_differ_from_itself(one: Snapshot) -> None:
    assert compare(one, one, "fr").is_empty


@unhurried
@given(snapshots(), snapshots())
def test_the_facts_that_came_and_went_are_exactly_those_that_differ(
    old: Snapshot, new: Snapshot
) -> None:
    difference = compare(old, new, "fr")
    assert came(difference) == all_facts(new) - all_facts(old)
    assert went(difference) == all_facts(old) - all_facts(new)


@unhurried
@given(snapshots(), snapshots())
def test_the_other_way_round_what_came_went(old: Snapshot, new: Snapshot) -> None:
    there, back = compare(old, new, "fr"), compare(new, old, "fr")
    assert (back.added, back.removed) == (there.removed, there.added)
    assert (came(back), went(back)) == (went(there), came(there))
    assert [d.iri for d in back.changed] == [d.iri for d in there.changed]


RELATED = {f"{SKOS}related": f"{SKOS}related"}


@unhurried
@given(snapshots(), snapshots())
def test_what_changed_is_told_and_nothing_else_is(old: Snapshot, new: Snapshot) -> None:
    difference, wording = compare(old, new, "fr"), AskWording(VOCABULARY, [])
    for form in (as_text, as_markdown):
        told = form(difference, wording, RELATED)
        assert ("\n- " in told or "\n  - " in told) is not difference.is_empty
        assert ("Aucun changement." in told) is difference.is_empty


def as_triples(snapshot: Snapshot) -> list[Triple]:
    triples = []
    for c in snapshot.concepts.values():
        said: list[tuple[str, NamedNode | Literal]] = [
            (f"{RDF}type", NamedNode(f"{SKOS}Concept")),
            *((f"{RDF}type", NamedNode(k)) for k in c.classes),
            *((PREDICATES[n.kind], Literal(n.text, language=n.lang or None)) for n in c.labels),
            *(
                (f"{SKOS}definition", Literal(m.text, language=m.lang or None))
                for m in c.definitions
            ),
            *((f"{SKOS}broader", NamedNode(b)) for b in c.broader),
            *((link.property, NamedNode(link.object)) for link in c.relations),
            *((f"{DCTERMS}isReplacedBy", NamedNode(s)) for s in c.successors),
        ]
        if c.top:
            said.append((f"{SKOS}topConceptOf", NamedNode(VOCABULARY.scheme)))
        if c.deprecated:
            said.append((f"{OWL}deprecated", Literal(True)))
        triples += [Triple(NamedNode(c.iri), NamedNode(p), value) for p, value in said]
    return triples


@unhurried
@given(snapshot=snapshots(), suffix=st.sampled_from([".ttl", ".nt", ".rdf", ".jsonld"]))
def test_what_is_written_is_read_again_in_every_syntax(
    tmp_path_factory: pytest.TempPathFactory, snapshot: Snapshot, suffix: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"file{suffix}"
    path.write_bytes(serialize(as_triples(snapshot), format=FORMATS[suffix]) or b"")
    assert read_snapshot(path, VOCABULARY).concepts == snapshot.concepts


# --- reading publications


def written(folder: Path, name: str, body: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(trig(body), encoding="utf-8")
    return path


def test_narrower_acronym_and_top_concept_are_read_as_what_they_say(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "a.ttl",
        """<scheme> a skos:ConceptScheme ; skos:hasTopConcept <concept/a> ; owl:versionInfo "1" ;
            dcterms:title "Titles"@en , "Titres"@fr .
        <concept/a> a skos:Concept , owl:NamedIndividual ; skos:narrower <concept/b> .
        <concept/b> a skos:Concept ; rc:acronym "VOC"@fr ; skos:altLabel "VOC"@fr , "voix"@fr .""",
    )
    read = read_snapshot(path, VOCABULARY)
    a, b = VOCABULARY.concept("a"), VOCABULARY.concept("b")
    assert (read.file, read.title, read.version) == ("a.ttl", "Titres", "1")
    assert read.concepts == {
        a: State(a, top=True),
        b: State(
            b, broader=[a], labels=[Name("acronym", "fr", "VOC"), Name("alternative", "fr", "voix")]
        ),
    }


def test_of_a_dataset_of_ours_the_entries_of_the_sources_are_no_concepts(tmp_path: Path) -> None:
    body = """<graph/vocabulary> { <concept/a> a skos:Concept . }
        <graph/sources> { <source/s/a> a skos:Concept . }"""
    read = read_snapshot(written(tmp_path, "a.trig", body), VOCABULARY)
    assert list(read.concepts) == [VOCABULARY.concept("a")]
    body = body.replace("graph/vocabulary", "other")
    read = read_snapshot(written(tmp_path, "b.trig", body), VOCABULARY)
    assert list(read.concepts) == [VOCABULARY.concept("a"), VOCABULARY.source("s/a")]


def test_all_files_of_a_build_and_its_folder_hold_the_same_vocabulary() -> None:
    output = PROJECT / "output"
    folder = read_snapshot(output, VOCABULARY)
    assert len(folder.concepts) > 70
    files = [path for path in output.glob("relation-client.*") if path.suffix in FORMATS]
    assert len(files) >= 4
    for path in files:
        assert compare(folder, read_snapshot(path, VOCABULARY), "fr").is_empty


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.ttl", b"<a> <b", r"a\.ttl: it does not parse \(.*\); correct it, or name another file"),
        ("a.nt", b"\xff\xfe", r"a\.nt: it does not parse \(.*UTF-8.*\); correct it"),
        ("a.rdf", b"<a", r"a\.rdf: it does not parse \(.*\); correct it"),
        ("a.jsonld", b'{"@context": "https://x.org/", "@id": "http://a"}', "it does not parse"),
        ("a.ttl", b"", r"a\.ttl: no skos:Concept in this file; name a SKOS vocabulary"),
        ("a.csv", b"", r"a\.csv: the name does not tell which RDF syntax this is; name a file "),
        ("b/a.ttl", b"", r"b: this folder holds no relation-client\.ttl; name the folder of a "),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(
    tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    with pytest.raises(StageError, match=problem) as caught:
        read_snapshot(tmp_path / name.split("/", maxsplit=1)[0], VOCABULARY)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(StageError, match=r"no\.ttl: it cannot be read \(No such file"):
        read_snapshot(tmp_path / "no.ttl", VOCABULARY)


# --- the changelog

OLD = """<scheme> a skos:ConceptScheme ; owl:versionInfo "1.0" ; dcterms:title "Outils"@fr .
<concept/outil> a skos:Concept ; skos:prefLabel "outil"@fr ; skos:topConceptOf <scheme> .
<concept/metre> a skos:Concept , rc:Rule ; skos:prefLabel "mètre"@fr ; skos:altLabel "toise"@fr ;
    skos:definition "Une règle de bois qui sert à prendre la mesure des choses en long et en large."@fr ;
    skos:broader <concept/outil> ; skos:related <concept/perdu> .
<concept/regle> a skos:Concept ; skos:prefLabel "règle"@fr ; skos:altLabel "mire"@fr ;
    skos:broader <concept/metre> ; rc:measures <concept/metre> ; skos:related <concept/metre> .
<concept/vieux> a skos:Concept ; skos:prefLabel "vieux"@fr ; owl:deprecated true .
<concept/perdu> a skos:Concept ; skos:prefLabel "perdu"@fr ; skos:related <concept/metre> .
"""
NEW = """<scheme> a skos:ConceptScheme ; owl:versionInfo "2.0" ; dcterms:title "Outils"@fr .
<concept/outil> a skos:Concept ; skos:prefLabel "outil"@fr ; skos:topConceptOf <scheme> .
<concept/metre> a skos:Concept , rc:Indicator ; skos:prefLabel "mètre ruban"@fr , "tape *measure*"@en ;
    skos:definition "Un ruban qui sert à prendre la mesure des choses en long et en large, et de près."@fr ;
    skos:topConceptOf <scheme> ; rc:measuredBy <concept/cordeau> ; skos:related <concept/cordeau> .
<concept/regle> a skos:Concept ; skos:prefLabel "règle"@fr ; owl:deprecated true ;
    dcterms:isReplacedBy <concept/metre> .
<concept/vieux> a skos:Concept ; skos:prefLabel "vieux"@fr .
<concept/cordeau> a skos:Concept ; skos:prefLabel "cordeau"@fr ; rc:acronym "CDO"@fr ;
    skos:broader <concept/metre> ; rc:measures <concept/metre> ; skos:related <concept/metre> .
"""


def changelog(tmp_path: Path, form: str, old: str = OLD, new: str = NEW) -> str:
    one, other = written(tmp_path, "old.ttl", old), written(tmp_path, "new.ttl", new)
    return answer(PROJECT, one, other, form=form)


def test_the_changelog_as_text(tmp_path: Path) -> None:
    assert (
        changelog(tmp_path, "text")
        == """Outils : de la version 1.0 à la version 2.0

Concepts ajoutés (1)
  - cordeau (https://w3id.org/relation-client/concept/cordeau)
    - libellé préféré « cordeau » (français)
    - sigle « CDO » (français)
    - terme plus large : mètre ruban

Concepts devenus obsolètes (1)
  - règle (https://w3id.org/relation-client/concept/regle)
    - remplacé par mètre ruban (https://w3id.org/relation-client/concept/metre)

Concepts rétablis (1)
  - vieux (https://w3id.org/relation-client/concept/vieux)

Concepts disparus, dont l'IRI ne mène plus à rien (1)
  - perdu (https://w3id.org/relation-client/concept/perdu)

Concepts renommés (1)
  - mètre devient mètre ruban (français)

Concepts déplacés (1)
  - mètre ruban
    - n'est plus sous : outil
    - devient concept de tête

Libellés (1)
  - mètre ruban
    - ajout : libellé préféré « tape *measure* » (anglais)
    - retrait : synonyme « toise » (français)

Définitions (1)
  - mètre ruban
    - [-Une règle de bois-] {+Un ruban+} qui sert à prendre la mesure des choses en long et en
      [-large.-] {+large, et de près.+}

Relations (1)
  - mètre ruban
    - ajout : est mesuré par cordeau
    - retrait : est associé à perdu

Classes (1)
  - mètre ruban
    - ajout : indicateur
    - retrait : règle
"""
    )


def test_the_changelog_as_markdown(tmp_path: Path) -> None:
    assert (
        changelog(tmp_path, "markdown")
        == """# Outils : de la version 1.0 à la version 2.0

## Concepts ajoutés (1)

- **cordeau** (https://w3id.org/relation-client/concept/cordeau)
  - libellé préféré « cordeau » (français)
  - sigle « CDO » (français)
  - terme plus large : mètre ruban

## Concepts devenus obsolètes (1)

- **règle** (https://w3id.org/relation-client/concept/regle)
  - remplacé par mètre ruban (https://w3id.org/relation-client/concept/metre)

## Concepts rétablis (1)

- **vieux** (https://w3id.org/relation-client/concept/vieux)

## Concepts disparus, dont l'IRI ne mène plus à rien (1)

- **perdu** (https://w3id.org/relation-client/concept/perdu)

## Concepts renommés (1)

- **mètre** devient **mètre ruban** (français)

## Concepts déplacés (1)

- **mètre ruban**
  - n'est plus sous : **outil**
  - devient concept de tête

## Libellés (1)

- **mètre ruban**
  - ajout : libellé préféré « tape \\*measure\\* » (anglais)
  - retrait : synonyme « toise » (français)

## Définitions (1)

- **mètre ruban**
  - ~~Une règle de bois~~ **Un ruban** qui sert à prendre la mesure des choses en long et en ~~large.~~ **large, et de près.**

## Relations (1)

- **mètre ruban**
  - ajout : est mesuré par cordeau
  - retrait : est associé à perdu

## Classes (1)

- **mètre ruban**
  - ajout : indicateur
  - retrait : règle
"""
    )


def test_where_nothing_changed_the_changelog_says_so(tmp_path: Path) -> None:
    assert changelog(tmp_path, "text", OLD, OLD) == (
        "Outils : de old.ttl à new.ttl\n\nAucun changement.\n"
    )
    assert changelog(tmp_path, "markdown", OLD, OLD) == (
        "# Outils : de old.ttl à new.ttl\n\nAucun changement.\n"
    )
    assert json.loads(changelog(tmp_path, "json", OLD, OLD))["changed"] == []


def test_the_changelog_as_json_names_what_it_speaks_of(tmp_path: Path) -> None:
    found = json.loads(changelog(tmp_path, "json"))
    assert list(found) == ["old", "new", "added", "removed", "changed", "names"]
    assert found["new"] == {
        "file": "new.ttl",
        "title": "Outils",
        "version": "2.0",
        "base": VOCABULARY.base,
    }
    metre = next(c for c in found["changed"] if c["iri"] == VOCABULARY.concept("metre"))
    assert metre["renamed"] == [{"lang": "fr", "old": "mètre", "new": "mètre ruban"}]
    assert metre["labels_added"] == [{"kind": "preferred", "lang": "en", "text": "tape *measure*"}]
    assert metre["broader_removed"] == [VOCABULARY.concept("outil")]
    assert found["names"][VOCABULARY.concept("outil")] == "outil"
    assert found["names"][VOCABULARY.concept("metre")] == "mètre ruban"


def test_an_ontology_that_cannot_be_read_is_one_clear_line(
    copy: Path, edit: Callable[[str, str, str], None]
) -> None:
    output = PROJECT / "output"
    edit("ontology/schema.ttl", "@prefix", "@prfix")
    with pytest.raises(
        ConfigurationError, match=r"schema\.ttl:\d+:\d+: not valid Turtle: .*; correct that"
    ):
        answer(copy, output, output, form="text")
    (copy / "ontology/schema.ttl").unlink()
    gone = r"schema\.ttl: the file cannot be read \(No such file or directory\); restore it"
    with pytest.raises(ConfigurationError, match=gone):
        answer(copy, output, output, form="text")


def test_an_entry_of_a_source_is_called_by_its_id(tmp_path: Path) -> None:
    old = "<concept/a> a skos:Concept ; dcterms:source <source/s/a> ."
    told = changelog(tmp_path, "text", old, old.replace("s/a", "s/b")).splitlines()[2:]
    assert told == [
        "Relations (1)",
        "  - a",
        "    - ajout : a une définition tirée de s/b",
        "    - retrait : a une définition tirée de s/a",
    ]


def test_a_successor_that_changes_is_told(tmp_path: Path) -> None:
    old = """<concept/a> a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy <concept/b> .
        <concept/b> a skos:Concept ."""
    text = changelog(
        tmp_path, "text", old, old.replace("isReplacedBy <concept/b>", "isReplacedBy <concept/c>")
    )
    assert text.splitlines()[2:] == [
        "Concepts obsolètes remplacés autrement (1)",
        f"  - a ({VOCABULARY.concept('a')})",
        f"    - remplacé par c ({VOCABULARY.concept('c')})",
        f"    - n'est plus remplacé par b ({VOCABULARY.concept('b')})",
    ]


def test_a_statement_and_its_inverse_are_told_once_but_two_statements_twice(tmp_path: Path) -> None:
    old = "<concept/a> a skos:Concept . <concept/b> a skos:Concept ."
    inverse = (
        f"{old} <concept/a> rc:influences <concept/b> . <concept/b> rc:influencedBy <concept/a> ."
    )
    told = changelog(tmp_path, "text", old, inverse).splitlines()[2:]
    assert told == ["Relations (1)", "  - b", "    - ajout : est influencé par a"]
    mutual = f"{inverse} <concept/b> rc:influences <concept/a> ; rc:measures <concept/a> ; skos:related <concept/a> ."
    told = changelog(tmp_path, "text", old, mutual).splitlines()[2:]
    assert told == [
        "Relations (1)",
        "  - b",
        "    - ajout : est influencé par a",
        "    - ajout : influence a",
        "    - ajout : mesure a",
    ]


def test_a_definition_whose_blanks_alone_changed_is_told_as_such(tmp_path: Path) -> None:
    old = '<concept/a> a skos:Concept ; skos:definition "un  outil"@fr .'
    told = changelog(tmp_path, "text", old, old.replace("un  outil", "un outil"))
    assert told.splitlines()[2:] == ["Définitions (1)", "  - a", "    - seuls les blancs changent"]


def test_what_a_text_holds_stays_text_in_the_changelog(tmp_path: Path) -> None:
    old = '<concept/a> a skos:Concept ; skos:prefLabel "un"@fr .'
    new = old.replace("un", r"<b>*\u001B[2J\ndeux|")
    text = changelog(tmp_path, "text", old, new)
    assert "- un devient <b>* [2J deux| (français)" in text
    markdown = changelog(tmp_path, "markdown", old, new)
    assert r"- **un** devient **&lt;b>\* \[2J deux\|** (français)" in markdown


def test_of_a_long_text_only_the_words_around_a_change_are_shown() -> None:
    words = [str(number) for number in range(40)]
    old, new = " ".join(words), " ".join([*words[:20], "vingt", *words[21:]])
    assert word_diff(old, new) == [
        ("same", "[…] 14 15 16 17 18 19"),
        ("removed", "20"),
        ("added", "vingt"),
        ("same", "21 22 23 24 25 26 […]"),
    ]
    assert word_diff("a b c", "a c") == [("same", "a"), ("removed", "b"), ("same", "c")]
    assert word_diff("a b", "a\nb") == [("same", "a b")]
    assert word_diff("a", "a  b") == [("same", "a"), ("added", "b")]


@unhurried
@given(st.text(alphabet="ab ", max_size=12), st.text(alphabet="ab ", max_size=12))
def test_the_words_that_went_are_of_the_old_text_and_those_that_came_of_the_new(
    old: str, new: str
) -> None:
    parts = word_diff(old, new)
    assert " ".join(text for fate, text in parts if fate != "added").split() == old.split()
    assert " ".join(text for fate, text in parts if fate != "removed").split() == new.split()
