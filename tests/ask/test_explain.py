"""What explain says of a concept, from a small dataset and from the published one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.ask.dataset import Dataset
from pipeline.ask.explain.answering import answer, explain
from pipeline.ask.explain.explanation import Explanation
from pipeline.ask.explain.passages import RawTexts
from pipeline.ask.explain.text import write
from pipeline.ask.lookup import AmbiguousTermError
from pipeline.ask.page import Page
from pipeline.ask.wording import AskWording
from pipeline.errors import StageError

from ..conftest import PROJECT
from .small import VOCABULARY, small_dataset, small_store


def said(slug: str, dataset: Dataset, project: Path) -> Explanation:
    wording = AskWording(VOCABULARY, dataset.ontology())
    return explain(dataset, RawTexts(project), VOCABULARY.concept(slug), wording)


def shown(slug: str, project: Path, more: str = "") -> str:
    dataset = small_dataset(more)
    page = Page(100, styled=False)
    write(said(slug, dataset, project), AskWording(VOCABULARY, dataset.ontology()), page)
    return "\n".join(page.lines)


def test_the_page_of_a_concept(tmp_path: Path) -> None:
    assert (
        shown("regle", tmp_path)
        == """règle graduée
https://w3id.org/relation-client/concept/regle
Remplace toise (https://w3id.org/relation-client/concept/toise)

LIBELLÉS
  français
    libellé préféré : règle graduée
      Aucune preuve publiée.
    sigle : RG
      Aucune preuve publiée.
    synonyme : mire
      Aucune preuve publiée.
  anglais
    libellé préféré : ruler
      Aucune preuve publiée.

CLASSES
  outil
    Découle de : « règle graduée » a pour terme plus large « outil »
      Décision (Ada, le 2026-01-02, relations.tsv) : C'est un outil.

DÉFINITIONS
  retenue (français) : Glossaire A (Éditions A), entrée « Règle »
    Sert à mesurer.
    Décision (Ada, le 2026-01-03, relations.tsv) : A est suivi.
    Même concept :
      Aucune preuve publiée.

  contredit la définition retenue (français) : Glossaire B (Éditions B), entrée « Règle »
    Voir « Désaccords entre sources », plus bas.

PLACE DANS L'ARBRE
  outil › règle graduée

RELATIONS
  a pour terme plus large :
    outil
      Comme pour « règle graduée » a pour terme plus large « outil », ci-dessus.
  a pour terme plus précis :
    règle souple
      Découle de : « règle souple » a pour terme plus large « règle graduée »
        Comme pour « règle graduée » a pour terme plus large « outil », ci-dessus.
  mesure :
    longueur
      « [[mesurer]] »
      — Glossaire A (a), entrée « Règle », signes 5–12, phrase introuvable : le texte source est
        absent ou a changé ; règle : mesure énoncée (stated-measure) ; confiance 90 %
  est associé à :
    longueur
      Découle de : « règle graduée » mesure « longueur »
        Comme pour « mesure longueur », ci-dessus.

DÉSACCORDS ENTRE SOURCES
  retenue (français) : Glossaire A (Éditions A),  │ contredit la définition retenue (français) :
  entrée « Règle »                                │ Glossaire B (Éditions B), entrée « Règle »
                                                  │
  Sert à mesurer.                                 │ Sert à tracer, non à mesurer.

  entrée « Règle » (b) contredit la définition retenue :
    Décision (Ada, le 2026-01-02, relations.tsv) : B dit le contraire.
  Définition retenue pour ce concept : entrée « Règle » (a).
    Décision (Ada, le 2026-01-03, relations.tsv) : A est suivi.

NOTES
  À revoir."""
    )


def test_an_inverse_and_a_plain_association_follow_from_the_typed_statement(
    tmp_path: Path,
) -> None:
    links = said("longueur", small_dataset(), tmp_path).relations
    assert [
        (link.property.label, [(g.subject.label, g.property.label) for g in link.reason.follows])
        for link in links
    ] == [
        ("est mesuré par", [("règle graduée", "mesure")]),
        ("est associé à", [("règle graduée", "mesure")]),
    ]


def test_a_class_follows_from_every_step_of_the_place_in_the_tree(tmp_path: Path) -> None:
    [tool] = said("regle-souple", small_dataset(), tmp_path).classes
    assert [(g.subject.label, g.object.label) for g in tool.reason.follows] == [
        ("règle souple", "règle graduée"),
        ("règle graduée", "outil"),
    ]


def test_a_class_that_is_defined_without_the_concept_itself_follows_as_well(tmp_path: Path) -> None:
    more = """<graph/ontology> { rc:Gauge owl:equivalentClass [
        a owl:Restriction ; owl:onProperty skos:broaderTransitive ; owl:hasValue <concept/regle> ] }"""
    classes = said("regle-souple", small_dataset(more), tmp_path).classes
    assert [given.object.label for given in classes] == ["outil", "Gauge"]


def test_every_path_from_the_top_is_shown_and_a_circle_is_walked_once(tmp_path: Path) -> None:
    more = """<graph/vocabulary> {
        <concept/regle-souple> skos:broader <concept/longueur> .
        <concept/longueur> skos:broader <concept/regle-souple> .
    }"""
    paths = said("regle-souple", small_dataset(more), tmp_path).paths
    assert [[step.label for step in path] for path in paths] == [
        ["longueur", "règle souple"],
        ["outil", "règle graduée", "règle souple"],
    ]


def test_a_concept_that_is_gone_names_its_successor(tmp_path: Path) -> None:
    assert (
        shown("toise", tmp_path)
        == """toise
https://w3id.org/relation-client/concept/toise
Concept obsolète.
Remplacé par règle graduée (https://w3id.org/relation-client/concept/regle)

LIBELLÉS
  français
    libellé préféré : toise
      Dernier libellé qu'il a porté."""
    )
    assert "Concept obsolète.\nRien ne le remplace." in shown("aune", tmp_path)


CONTRADICTS = """<graph/sources> { <source/a/regle> rc:contradicts <source/b/loi> .
    <source/b/loi> rc:contradicts <source/a/regle> . }
<graph/evidence> {
    [] owl:annotatedSource <source/b/loi> ; owl:annotatedProperty rc:contradicts ;
        owl:annotatedTarget <source/a/regle> ; rc:evidence <evidence/apart> .
    <evidence/apart> a rc:Decision ; dcterms:creator "Bo"@fr ; dcterms:created "2026-01-04"^^xsd:date ;
        rdfs:comment "Une loi n'est pas un outil."@fr ; rc:decidedIn "relations.tsv" .
}"""


def test_entries_that_contradict_each_other_stand_side_by_side(tmp_path: Path) -> None:
    [group] = said("regle", small_dataset(CONTRADICTS), tmp_path).disagreements
    assert [(side.entry_id, side.kept, side.text) for side in group.sides] == [
        ("a/regle", True, "Sert à mesurer."),
        ("b/regle", False, "Sert à tracer, non à mesurer."),
        ("b/loi", False, ""),
    ]
    assert [
        (c.one.label, c.other.label, [d.author for d in c.reason.decisions])
        for c in group.contradictions
    ] == [("Règle", "Loi", ["Bo"]), ("Règle", "règle graduée", ["Ada"])]
    text = shown("regle", tmp_path, CONTRADICTS)
    assert "entrée « Règle » (a) contredit entrée « Loi » (b) :\n    Décision (Bo, " in text
    assert "entrée d'un autre concept :" in text
    assert "Pas de définition dans cette" in text


def test_the_contradiction_may_be_stated_one_way_and_explained_the_other(tmp_path: Path) -> None:
    more = CONTRADICTS.replace("<source/b/loi> rc:contradicts <source/a/regle> . }", "}")
    [group] = said("regle", small_dataset(more), tmp_path).disagreements
    assert [d.author for d in group.contradictions[0].reason.decisions] == ["Bo"]


def test_disagreements_that_share_no_entry_stand_apart(tmp_path: Path) -> None:
    more = """<graph/sources> { <source/b/mire> skos:inScheme <source/b> ; skos:prefLabel "Mire"@fr .
        <source/b/mire> rc:contradicts <source/b/loi> . }
    <graph/vocabulary> { <concept/regle> skos:exactMatch <source/b/mire> . }"""
    groups = said("regle", small_dataset(more), tmp_path).disagreements
    assert [[side.entry_id for side in group.sides] for group in groups] == [
        ["a/regle", "b/regle"],
        ["b/mire", "b/loi"],
    ]
    text = shown("regle", tmp_path, more)
    assert text.count("Définition retenue pour ce concept") == 1
    assert "entrée « Mire » (b) contredit entrée « Loi » (b)" not in text
    assert "entrée « Loi » (b) contredit entrée « Mire » (b) :\n    Aucune preuve publiée." in text


def test_a_contradiction_is_shown_where_no_definition_is_kept(tmp_path: Path) -> None:
    more = """<graph/vocabulary> { <concept/longueur> skos:closeMatch <source/b/loi> . }
    <graph/sources> { <source/b/loi> skos:closeMatch <concept/longueur> . }"""
    [group] = said("longueur", small_dataset(more), tmp_path).disagreements
    assert [side.entry_id for side in group.sides] == ["b/loi"]
    assert "entrée « Loi » (b) contredit la définition retenue :" in shown(
        "longueur", tmp_path, more
    )


def test_a_definition_that_may_not_be_quoted_is_told_from_one_that_is_missing(
    tmp_path: Path,
) -> None:
    more = """<graph/sources> { <source/b/regle2> skos:inScheme <source/b> ; skos:prefLabel "R"@fr . }
    <graph/vocabulary> { <concept/regle> skos:exactMatch <source/b/loi> , <source/b/regle2> . }"""
    definitions = said("regle", small_dataset(more), tmp_path).definitions
    withheld = {definition.entry_id: definition.withheld for definition in definitions}
    assert withheld == {
        "a/regle": False,
        "b/regle": False,
        "b/loi": False,
        "b/regle2": True,
    }
    text = shown("regle", tmp_path, more)
    assert "Pas de définition dans cette entrée." in text
    assert "Définition non reproduite : les droits de l'éditeur ne le permettent pas." in text


def test_signs_that_would_steer_the_terminal_are_left_out(tmp_path: Path) -> None:
    more = r"""<graph/vocabulary> { <concept/regle> skos:altLabel "\u001B[31mrouge\u202E\uE000"@fr ;
        skos:editorialNote "\u001B[2J"@fr . }"""
    text = shown("regle", tmp_path, more)
    assert all(char.isprintable() or char == "\n" for char in text)
    assert "synonyme :  [31mrouge" in text
    assert "\ue000" not in text


# --- the published vocabulary and its sources

OUTPUT = PROJECT / "output"


def passages(project: Path, term: str) -> list[dict[str, object]]:
    found = json.loads(answer(project, OUTPUT, term, form="json"))
    return [p for label in found["labels"] for p in label["reason"]["passages"]]


def test_the_whole_sentence_is_shown_with_its_words_marked() -> None:
    text = answer(PROJECT, OUTPUT, "voc", form="text")
    words = " ".join(text.split())
    assert words.startswith(
        "voix du client https://w3id.org/relation-client/concept/voix-du-client"
    )
    assert (
        "« [[La Voix du Client\" (VOC)]] est un terme généralement utilisé pour désigner l'ensemble"
        " des données recueillies et analysées par une entreprise afin de comprendre et d'améliorer"
        " les besoins et les attentes des consommateurs. »"
        " — Gestion de la relation client : lettres V à Z (24pm-grc-v-z), entrée « Voix du client »,"
        " ligne 18, signes 1364–1388 ;" in words
    )


def test_markup_around_a_sentence_is_not_shown() -> None:
    sentences = [
        f"{p['before']}{p['quote']}{p['after']}"
        for p in passages(PROJECT, "altamedia-petit-dico/svi")
    ]
    assert any(sentence.startswith("SVI est l’acronyme de ") for sentence in sentences)
    assert not any("[" in sentence or "\n" in sentence for sentence in sentences)


def test_without_the_source_the_quote_stands_alone(copy: Path) -> None:
    (copy / "sources/24pm-grc-v-z.txt").unlink()
    found = passages(copy, "voix du client")
    assert {(p["line"], p["before"], p["after"]) for p in found} == {(None, "", "")}
    assert "phrase introuvable" in answer(copy, OUTPUT, "voix du client", form="text")


@pytest.mark.parametrize("damage", [b"\xff\xfe", b"", b"\0"])
def test_a_damaged_source_or_list_of_sources_takes_away_sentences_only(
    copy: Path, damage: bytes
) -> None:
    for name in ("24pm-grc-v-z.txt", "sources.toml"):
        (copy / "sources" / name).write_bytes(damage)
        assert {p["line"] for p in passages(copy, "voix du client")} == {None}


def test_the_json_form_has_the_same_keys_in_the_same_order() -> None:
    found = json.loads(answer(PROJECT, OUTPUT, "VRM", form="json"))
    assert list(found) == [
        "iri",
        "name",
        "deprecated",
        "successors",
        "replaces",
        "labels",
        "classes",
        "definitions",
        "paths",
        "relations",
        "disagreements",
        "notes",
    ]
    assert answer(PROJECT, OUTPUT, "VRM", form="json") == answer(
        PROJECT, OUTPUT, "vrm", form="json"
    )
    assert [side["entry_id"] for side in found["disagreements"][0]["sides"]] == [
        "24pm-grc-v-z/vrm",
        "24pm-grc-v-z/vendor-relationship-management",
    ]
    followed = found["disagreements"][0]["followed"]["decisions"]
    assert [decision["reason"].partition(" :")[0] for decision in followed] == ["Lecture suivie"]


def test_a_term_of_several_concepts_lists_them_with_what_to_type(tmp_path: Path) -> None:
    (tmp_path / "ontology").mkdir()
    toml = (PROJECT / "ontology/vocabulary.toml").read_text(encoding="utf-8")
    (tmp_path / "ontology/vocabulary.toml").write_text(toml, encoding="utf-8")
    small_store().dump(tmp_path / "relation-client.nq")
    with pytest.raises(AmbiguousTermError) as caught:
        answer(tmp_path, tmp_path, "mire", form="text")
    assert str(caught.value) == "`mire` names 2 concepts; give the IRI of one of them"
    assert (
        caught.value.listing
        == """« mire » désigne 2 concepts :
  règle graduée
    aussi : RG, mire, ruler
    → glossograph explain https://w3id.org/relation-client/concept/regle
  règle souple
    aussi : mire
    → glossograph explain https://w3id.org/relation-client/concept/regle-souple
"""
    )
    with pytest.raises(AmbiguousTermError) as caught:
        answer(tmp_path, tmp_path, "mire", form="json")
    listed = json.loads(caught.value.listing)
    assert [match["iri"].rsplit("/", 1)[1] for match in listed["matches"]] == [
        "regle",
        "regle-souple",
    ]


def test_nothing_published_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(StageError, match="nothing was published here yet; run `make` first"):
        answer(PROJECT, tmp_path, "VRM", form="text")
