"""report.md: what was built, what each text gave, what is left to decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.files import write_json
from pipeline.markdown import excerpt, plain, table
from pipeline.publish.inputs import Build, read_build
from pipeline.publish.report.facts import facts
from pipeline.publish.report.markdown import report
from pipeline.publish.wording import Wording

from .glossary import VOCABULARY, small_glossary, write_build


def build_of(project: Path, *, curation: bool = True) -> Build:
    return read_build(project, project / "output", curation=curation)


def sections(project: Path, *, curation: bool = True) -> dict[str, str]:
    """The sections of the report by their headings, without the headings."""
    build = build_of(project, curation=curation)
    wording = Wording(build.vocabulary, build.graphs["ontology"])
    text = report(facts(build, wording), wording)
    parts = text.split("\n## ")
    return {"": parts[0], **dict(part.split("\n\n", 1) for part in parts[1:])}


def test_it_begins_with_title_version_and_whether_decisions_were_applied(
    small_project: Path,
) -> None:
    assert sections(small_project)[""].startswith(
        "# Rapport de construction : Vocabulaire de la relation client\n\n"
        f"Version {VOCABULARY.version} du "
    )
    assert "Décisions humaines appliquées." in sections(small_project)[""]


def test_without_curation_it_says_so(tmp_path: Path) -> None:
    write_build(tmp_path, small_glossary(), curation=False)
    assert "sans les décisions humaines" in sections(tmp_path, curation=False)[""]


@pytest.mark.parametrize(
    "row",
    [
        "| sources | 2 |",
        "| entrées | 3 |",
        "| acceptions | 2 |",
        "| concepts | 5 |",
        "| dont concepts de tête | 2 |",
        "| dont sans définition | 3 |",
        "| libellé préféré | français | 5 |",
        "| libellé préféré | anglais | 1 |",
        "| sigle | français | 1 |",
        "| terme plus large (`skos:broader`) | 3 |",
        "| approche inverse de (`rc:inverseApproachOf`) | 2 |",
    ],
)
def test_the_summary_counts(small_project: Path, row: str) -> None:
    assert row in sections(small_project)["En bref"].splitlines()


def test_each_source_has_its_ledger_its_remarks_and_its_flagged_entries(
    small_project: Path,
) -> None:
    text = sections(small_project)["Ce que chaque source a donné"]
    assert "### Glossaire d'essai (`essai`)" in text
    assert "Lecteur choisi : `term_definition`, confiance 95 %. Longueur : 83 signes." in text
    assert "| définitions | 41 | 49,4 % |" in text
    assert "| 0-7 | hors glossaire | avant la première vedette | Accueil |" in text
    assert (
        "| Carte de fidélité payante (`essai/carte-de-fidelite-payante`) | définition absente |"
        in text
    )


def test_an_entry_without_headword_is_shown_by_the_beginning_of_its_definition(
    small_project: Path,
) -> None:
    text = sections(small_project)["Ce que chaque source a donné"]
    assert "| « Une définition sans titre. » (`second/def-0123abcd`) | vedette perdue |" in text


def test_text_of_a_source_stays_text(small_project: Path) -> None:
    text = sections(small_project)["Ce que chaque source a donné"]
    assert (
        "| 0-45 | non attribué | répète presque un paragraphe de la définition 12 "
        "| Quelques mots &lt;b>sur&lt;/b> la relation \\| client |" in text
    )


def test_findings_are_in_words_under_their_severity(small_project: Path) -> None:
    assert sections(small_project)["Constats de la validation"] == (
        "Cohérence OWL vérifiée : 7 axiomes, dont 5 logiques que le raisonneur a reçus ; "
        "le graphe est cohérent. Énoncés inférés : 1.\n\n"
        "### Avertissement : Concepts sans documentation (1 ressource)\n\n"
        "`undocumented-concept` · <https://example.org/rules#undocumented>\n\n"
        f"- **programme** (`{VOCABULARY.concept('programme')}`) : Ce concept n'a pas de définition.\n"
        "  - Phrase essai/programme : « Un &lt;programme>. »\n\n"
        "*À faire : Ajouter une définition signée.*\n"
    )


def test_questions_come_with_their_sentences_and_offsets(small_project: Path) -> None:
    assert sections(small_project)["Questions ouvertes"] == (
        "1. Quel terme cette définition définit-elle ?\n"
        "   - Entrées : `second/def-0123abcd`\n"
        "   - « **Une définition sans titre.** » (Second glossaire, 47-73)\n"
    )


def test_decisions_that_matched_nothing_are_listed(small_project: Path) -> None:
    assert sections(small_project)["Décisions sans objet"] == (
        "- labels.tsv:4 : « CES » ne correspond plus à aucune entrée.\n"
    )


SCORES = {
    "gold": {
        "off": {
            "merges": {
                "precision": {"right": 1, "of": 2, "share": 0.5, "wanted": 1.0},
                "recall": {"right": 0, "of": 0},
                "f1": None,
                "stated": {"right": 1, "of": 3, "share": 0.3333},
            },
        },
        "on": {
            "relations": {
                "precision": {"right": 1, "of": 1, "share": 1.0},
                "recall": {"right": 1, "of": 1, "share": 1.0},
                "f1": 1.0,
                "apart": {"near": 0, "from_names": 2},
            },
        },
    }
}


def test_recorded_scores_stand_beside_what_was_wanted(small_project: Path) -> None:
    write_json(small_project / "tests/gold/scores.json", SCORES)
    lines = sections(small_project)["Mesures"].splitlines()
    assert lines[2:7] == [
        "### Référence `gold`",
        "",
        "Sans les décisions humaines : ce que la machine trouve seule.",
        "",
        "| mesure | précision | visé | rappel | visé | F1 | compté à part |",
    ]
    assert lines[8] == (
        "| entrées réunies en un concept | 0,500 (1/2) | 1,000 | – (0/0) | – | – |"
        " rappel de ce qui est énoncé : 0,333 (1/3) |"
    )
    assert lines[10].startswith(
        "Avec les décisions humaines : un accord avec la référence, non une"
    )
    assert lines[14] == (
        "| relations énoncées | 1,000 (1/1) | – | 1,000 (1/1) | – | 1,000 |"
        " hiérarchie tirée des noms : 2 |"
    )


def test_without_recorded_scores_it_says_how_to_measure(small_project: Path) -> None:
    assert sections(small_project)["Mesures"] == "Rien n'a été mesuré : voir `make evaluate`.\n"


def test_the_concepts_stand_as_a_tree(small_project: Path) -> None:
    assert sections(small_project)["Les concepts, du plus large au plus précis"] == (
        "- approche\n"
        "  - gestion de la relation client\n"
        "  - gestion de la relation fournisseur (VRM)\n"
        "- programme\n"
        "  - carte de fidélité payante\n"
    )


def test_a_relation_without_words_is_named_by_the_ontology_or_by_its_own_name(
    small_project: Path,
) -> None:
    build = build_of(small_project)
    wording = Wording(build.vocabulary, build.graphs["ontology"])
    assert wording.relation("rc:Approach") == "approche"
    assert wording.relation("rc:resembles") == "resembles"


def test_an_excerpt_is_cut_at_a_word() -> None:
    assert excerpt("un deux trois quatre", 12) == "un deux […]"
    assert excerpt("un  deux\n trois", 20) == "un deux trois"


def test_plain_disarms_markdown_and_html() -> None:
    assert plain("a | *b* [c](d) <e> & `f`\n_g_") == (
        r"a \| \*b\* \[c\](d) &lt;e> &amp; \`f\` \_g\_"
    )


def test_a_table_has_a_rule_under_its_head() -> None:
    assert table(["a", "b"], [["1", "2"]]) == ["| a | b |", "| --- | --- |", "| 1 | 2 |", ""]
