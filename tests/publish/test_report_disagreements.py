"""The report's sections on disagreements between sources and on terms without an entry."""

from __future__ import annotations

from pathlib import Path

from pipeline.files import write_lines
from pipeline.model import Account, Candidate, Decision, Disagreement, Evidence
from pipeline.publish.inputs import read_build
from pipeline.publish.report.facts import facts
from pipeline.publish.report.markdown import report
from pipeline.publish.wording import Wording

from .glossary import LOST, SECOND_RAW, SENSE, VOCABULARY

QUOTE = "Le VRM vise à inverser le concept du CRM."
DECISION = Decision("Ana", "2026-01-31", "Le premier texte est plus sûr.", "relations.tsv:2")
SETTLED = Decision("Bruno", "2026-02-01", "Une approche.", "relations.tsv:3")
COLUMNS = (
    "| source | entrée | début de la définition | genre | classe |\n"
    "| --- | --- | --- | --- | --- |\n"
)
VRM = (
    f"| Glossaire d'essai | VRM (`essai/vrm`) | « {QUOTE} » ({SENSE.start}-{SENSE.end}) |"
    " renversement | approche |\n"
)
LOST_ENTRY = (
    "| Second glossaire | `second/def-0123abcd` |"
    f" « Une définition sans titre. » ({LOST.start}-{LOST.end}) |  | canal, outil |\n"
)


def sections(project: Path) -> dict[str, str]:
    """The sections of the report by their headings, without the headings."""
    build = read_build(project, project / "output", curation=True)
    wording = Wording(build.vocabulary, build.graphs["ontology"])
    text = report(facts(build, wording), wording)
    return dict(part.split("\n\n", 1) for part in text.split("\n## ")[1:])


def account(concept: str) -> Account:
    place = Evidence("essai/vrm", "essai", SENSE.start, SENSE.end, QUOTE, "opening-sentence", 1.0)
    return Account("essai/vrm", concept, place, "renversement", ["rc:approche"])


def other(concept: str) -> Account:
    quote = SECOND_RAW[LOST.start : LOST.end]
    place = Evidence(
        "second/def-0123abcd", "second", LOST.start, LOST.end, quote, "opening-sentence", 1.0
    )
    return Account("second/def-0123abcd", concept, place, "", ["rc:canal", "rc:outil"])


def disagreements(project: Path, *found: Disagreement) -> str:
    write_lines(project / "output/work/disagreements.jsonl", found)
    return sections(project)["Désaccords entre les sources"]


def candidates(project: Path, *found: Candidate) -> str:
    write_lines(project / "output/work/candidates.jsonl", found)
    return sections(project)["Termes sans entrée"]


def candidate(text: str, *, sentences: int = 1, broader: str = "") -> Candidate:
    evidence = [
        Evidence("essai/vrm", "essai", number, number + 9, f"Phrase {number}.", "noun-phrase", 0.8)
        for number in range(sentences)
    ]
    return Candidate(text, "fr", 12.5, 4, ["essai/vrm", "second/x"], evidence, broader)


def test_sections_without_anything_say_so(small_project: Path) -> None:
    found = sections(small_project)
    assert found["Désaccords entre les sources"] == "Rien à signaler.\n"
    assert found["Termes sans entrée"] == "Rien à signaler.\n"


def test_two_entries_stand_side_by_side_with_what_is_followed_and_by_whose_decision(
    small_project: Path,
) -> None:
    crm = VOCABULARY.concept("crm")
    found = Disagreement(
        "contradiction", (account(crm), other(crm)), [], DECISION, "essai/vrm", [SETTLED, DECISION]
    )
    assert disagreements(small_project, found) == (
        "### gestion de la relation client : contradiction\n\n"
        f"{COLUMNS}{VRM}{LOST_ENTRY}\n"
        "- Définition retenue : VRM (`essai/vrm`).\n"
        "- Décision (Ana, 2026-01-31) : Le premier texte est plus sûr.\n"
        "- Décision (Bruno, 2026-02-01) : Une approche.\n"
    )


def test_a_contradiction_that_nobody_decided_says_so(small_project: Path) -> None:
    found = Disagreement("contradiction", (account(""), other("")))
    assert disagreements(small_project, found) == (
        "### VRM / second/def-0123abcd : contradiction\n\n"
        f"{COLUMNS}{VRM}{LOST_ENTRY}\n"
        "- Personne n'a encore décidé ce que le vocabulaire suit.\n"
    )


def test_a_difference_in_wording_stands_last_and_asks_for_no_decision(small_project: Path) -> None:
    crm = VOCABULARY.concept("crm")
    wording = Disagreement("wording", (account(crm), other(crm)), [], None, "essai/vrm", [SETTLED])
    clash = Disagreement("contradiction", (other(""), account("")), [], DECISION)
    text = disagreements(small_project, wording, clash)
    assert [line for line in text.splitlines() if line.startswith(("#", "-"))] == [
        "### second/def-0123abcd / VRM : contradiction",
        "- Décision (Ana, 2026-01-31) : Le premier texte est plus sûr.",
        "### gestion de la relation client : formulations différentes",
        "- Définition retenue : VRM (`essai/vrm`).",
    ]


def test_entries_of_one_concept_stand_in_one_table(small_project: Path) -> None:
    crm = VOCABULARY.concept("crm")
    third = Account("third/x", crm, other(crm).opening, "outil", [])
    text = disagreements(
        small_project,
        Disagreement("wording", (account(crm), other(crm))),
        Disagreement("contradiction", (account(crm), third)),
    )
    assert text.count("### ") == 1
    assert text.count("`essai/vrm`") == 1
    assert "### gestion de la relation client : contradiction" in text


def test_a_candidate_comes_with_its_sentences_and_the_rows_to_copy(small_project: Path) -> None:
    found = candidate("opportunité d’achat", sentences=5, broader=VOCABULARY.concept("programme"))
    _, _, section = candidates(small_project, found).partition("\n\n")
    signed = "VOTRE NOM\tAAAA-MM-JJ\tEmployé dans 2 entrées, défini dans aucune.\tPhrase 0.\n"
    assert section == (
        "### 1. opportunité d’achat\n\n"
        "Score 12,50 ; emplois : 4 ; entrées : 2 ; sources : 1.\n\n"
        "- « Phrase 0. » (Glossaire d'essai, 0-9)\n"
        "- « Phrase 1. » (Glossaire d'essai, 1-10)\n"
        "- « Phrase 2. » (Glossaire d'essai, 2-11)\n"
        "- Autres phrases : 2.\n\n"
        "```tsv\n"
        f"concept:opportunite-d-achat\tpreferred\topportunité d’achat\tfr\t\t{signed}"
        "concept:opportunite-d-achat\t\tskos:broader\tconcept:programme\t"
        f"semapv:ManualMappingCuration\t{signed}"
        "```\n"
    )


def test_a_slug_that_a_concept_has_is_not_offered_and_an_unknown_place_is_left_open(
    small_project: Path,
) -> None:
    section = candidates(small_project, candidate("CRM"))
    assert "concept:crm-2\tpreferred\tCRM\tfr\t" in section
    assert "concept:crm-2\t\tskos:broader\tconcept:À-CHOISIR\t" in section


def test_only_the_best_are_shown_and_the_others_counted(small_project: Path) -> None:
    section = candidates(small_project, *(candidate(f"terme {n}") for n in range(23)))
    assert section.count("\n### ") == 20
    assert section.endswith("\nAutres termes dans `work/candidates.jsonl` : 3.\n")
