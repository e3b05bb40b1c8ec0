"""The map on small glossaries of other fields, written here: what it asks instead of guessing."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.extract.stage import extract
from pipeline.map.stage import map_sources
from pipeline.model import Concept

HEADERS = {
    "labels": "entry_id\tkind\tlabel\tlang\tpredicate_modifier\tauthor_label\tdate\tcomment\n",
    "relations": "subject_id\tpredicate_modifier\tpredicate_id\tobject_id\tmapping_justification\t"
    "author_label\tmapping_date\tcomment\n",
}


def page(**definitions: str) -> str:
    """A "Terme Définition" page; underscores in a name stand for spaces."""
    entries = [f"{name.replace('_', ' ')}\n\n{text}" for name, text in definitions.items()]
    return "Terme Définition\n" + "\n\n".join(entries) + "\n"


class Small:
    """A project of the given texts, built."""

    def __init__(self, copy: Path, **texts: str) -> None:
        for old in (copy / "sources").iterdir():
            old.unlink()
        tables = []
        for name, text in texts.items():
            content = text.encode("utf-8")
            (copy / f"sources/{name}.txt").write_bytes(content)
            keys = {
                "id": name,
                "title": name,
                "publisher": "Essai",
                "url": "https://example.org/",
                "language": "fr",
                "rights": "Aucun.",
                "sha256": hashlib.sha256(content).hexdigest(),
            }
            if text.startswith("Terme Définition"):
                keys["reader"] = "term-definition"
            rows = [f"{key} = {json.dumps(value)}" for key, value in keys.items()]
            tables.append("[[source]]\n" + "\n".join(rows))
        (copy / "sources/sources.toml").write_text("\n".join(tables), encoding="utf-8")
        for table, header in HEADERS.items():
            (copy / f"ontology/curation/{table}.tsv").write_text(header, encoding="utf-8")
        (copy / "ontology/identifiers.csv").unlink(missing_ok=True)
        extract(copy, copy / "output", [])
        self.concepts = map_sources(copy, copy / "output", curation=True)
        lines = (copy / "output/work/questions.jsonl").read_text(encoding="utf-8").splitlines()
        self.questions: list[dict[str, Any]] = [json.loads(line) for line in lines]

    def asked(self, kind: str) -> list[list[str]]:
        return [question["entries"] for question in self.questions if question["kind"] == kind]

    def of(self, entry: str) -> Concept | None:
        return next((concept for concept in self.concepts if entry in concept.entries), None)


def test_one_headword_for_a_person_and_a_contract_is_two_things_until_decided(copy: Path) -> None:
    small = Small(
        copy,
        a=page(Garant="Le garant est une personne qui répond de la dette d'une autre."),
        b=page(Garant="Le garant est un contrat qui couvre les dettes impayées d'un autre."),
    )
    assert small.asked("same") == [["a/garant", "b/garant"]]
    assert small.asked("homonym") == []
    first = small.of("a/garant")
    assert first is not None
    assert first.entries == ["a/garant"]
    assert small.of("b/garant") is None


def test_one_headword_of_one_class_in_two_sources_is_one_concept(copy: Path) -> None:
    small = Small(
        copy,
        a=page(Garant="Le garant est une personne qui répond de la dette d'une autre."),
        b=page(Garants="Les garants sont des personnes qui signent avec le locataire."),
    )
    found = small.of("a/garant")
    assert found is not None
    assert found.entries == ["a/garant", "b/garants"]
    assert small.questions == []


def test_the_same_letters_for_other_words_are_another_concept(copy: Path) -> None:
    small = Small(
        copy,
        a=page(PIB="Le PIB (Produit Intérieur Brut) est un indicateur de la richesse créée."),
        b=page(PIB="Le PIB (Poste d'Incendie Blindé) est un système de lutte contre le feu."),
    )
    one, other = small.of("a/pib"), small.of("b/pib")
    assert one is not None
    assert other is not None
    assert [one.labels[0].text, other.labels[0].text] == [
        "produit intérieur brut",
        "poste d'incendie blindé",
    ]


def test_a_name_of_the_trunk_is_not_given_twice(copy: Path) -> None:
    small = Small(copy, a=page(Canal="Un canal est un moyen de contact entre deux personnes."))
    assert small.asked("homonym") == [["a/canal"]]


def test_a_link_that_closes_a_cycle_is_left_out_and_asked(copy: Path) -> None:
    small = Small(
        copy,
        a=page(
            Levain="Le levain est une pâte mère qui fait lever le pain de la maison.",
            Pâte_mère="La pâte mère est un levain que l'on garde de jour en jour au frais.",
            Fournil="Le fournil est un lieu où le boulanger prépare et cuit ses pains.",
        ),
    )
    assert [q["kind"] for q in small.questions if q["kind"] in ("cycle", "place")] == [
        "place",
        "place",
        "cycle",
    ]


def test_an_association_with_what_stands_above_yields_to_the_tree(copy: Path) -> None:
    small = Small(
        copy,
        a=page(
            Taux="Le taux est un indicateur que l'on donne en centièmes d'un tout.",
            Taux_net="Le taux net est un taux étroitement lié au taux de la période.",
        ),
    )
    assert [q["kind"] for q in small.questions] == ["both"]
    net = small.of("a/taux-net")
    assert net is not None
    assert "skos:related" not in {relation.predicate for relation in net.relations}


def test_definitions_that_give_different_classes_are_asked(copy: Path) -> None:
    small = Small(
        copy,
        a=page(Affinage="L'affinage est un processus qui mène le fromage à maturité."),
        b=page(Affinage="L'affinage est une stratégie qui consiste à attendre le bon moment."),
    )
    assert small.asked("class") == [["a/affinage", "b/affinage"]]
    found = small.of("a/affinage")
    assert found is not None
    kinds = [r.object.rpartition("#")[2] for r in found.relations if r.predicate == "rdf:type"]
    assert kinds == ["Process"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Le TGV (Train à Grande Vitesse) est un système de transport rapide.",
            "train à grande vitesse",
        ),
        (
            "Le TGV, ou Train à Grande Vitesse, est un système de transport rapide.",
            "train à grande vitesse",
        ),
    ],
)
def test_the_expansion_in_french_is_the_preferred_label(
    copy: Path, text: str, expected: str
) -> None:
    found = Small(copy, a=page(TGV=text)).of("a/tgv")
    assert found is not None
    assert [(label.text, label.kind) for label in found.labels] == [
        (expected, "preferred"),
        ("TGV", "acronym"),
    ]


def test_a_third_entry_bridges_no_two_expansions_of_one_acronym(copy: Path) -> None:
    small = Small(
        copy,
        a=page(PIB="Le PIB est un indicateur suivi de près par toute la profession."),
        b=page(PIB="Le PIB (Produit Intérieur Brut) est un indicateur de la richesse créée."),
        c=page(PIB="Le PIB (Poste d'Incendie Blindé) est un système de lutte contre le feu."),
    )
    first, last = small.of("a/pib"), small.of("c/pib")
    assert first is not None
    assert last is not None
    assert (first.entries, last.entries) == (["a/pib", "b/pib"], ["c/pib"])


def test_what_is_measured_both_ways_is_asked(copy: Path) -> None:
    small = Small(
        copy,
        a=page(
            Taux_de_levée="Le taux de levée est un indicateur qui mesure la force de pousse.",
            Force_de_pousse="La force de pousse est un indicateur qui mesure le taux de levée.",
        ),
    )
    assert [question["kind"] for question in small.questions] == ["directions"]


@pytest.mark.parametrize(
    ("headword", "labels"),
    [
        ("Taux de clic (CTR, Click-Through Rate)", {"taux de clic", "CTR", "click-through rate"}),
        ("Le ou la DRH", {"le ou la DRH"}),
    ],
)
def test_headwords_with_several_names(copy: Path, headword: str, labels: set[str]) -> None:
    text = (
        f"Terme Définition\n{headword}\n\nC'est un indicateur que l'on suit chaque mois de près.\n"
    )
    small = Small(copy, a=text)
    (concept,) = [concept for concept in small.concepts if concept.entries]
    assert {label.text for label in concept.labels} == labels


def test_names_that_differ_by_signs_only_are_two(copy: Path) -> None:
    text = "est un logiciel qui traduit un texte écrit par une personne."
    small = Small(copy, a=f"Terme Définition\nC++\n\nLe C++ {text}\n\nC#\n\nLe C# {text}\n")
    assert len([concept for concept in small.concepts if concept.entries]) == 2


def test_an_inverse_of_what_is_no_approach_is_an_association(copy: Path) -> None:
    small = Small(
        copy,
        a=page(
            Densité="La densité est un indicateur qui dit combien pèse un litre.",
            Volume_massique="Le volume massique est un indicateur, l'inverse de la densité.",
        ),
    )
    found = small.of("a/volume-massique")
    assert found is not None
    said = {r.predicate for r in found.relations if r.object.endswith("/densite")}
    assert said == {"skos:related"}
