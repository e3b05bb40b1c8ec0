"""What one entry says by itself: names, genus, each with its words. Sentences of many fields."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.map.classes import entry_classes
from pipeline.map.ontology import Ontology, load_ontology
from pipeline.map.reading import EntryReading, read_entries
from pipeline.model import Entry, Headword, Sense, Span
from pipeline.vocabulary import load_vocabulary


@pytest.fixture(scope="module")
def ontology(project: Path) -> Ontology:
    return load_ontology(project, load_vocabulary(project / "ontology/vocabulary.toml"))


def reading(ontology: Ontology, headword: str, *paragraphs: str) -> EntryReading:
    """Read an entry written as a headword (empty: lost) and the paragraphs of one sense."""
    raw = headword
    spans = []
    for paragraph in paragraphs:
        raw += "\n"
        spans.append(Span(len(raw), len(raw) + len(paragraph)))
        raw += paragraph
    entry = Entry(
        "x/1", "x", Headword(headword, 0, len(headword)) if headword else None, [Sense(spans)], []
    )
    found = read_entries([(entry, raw, "fr")], ontology)[0]
    for evidence in [f.evidence for f in found.names] + [g.evidence for g in found.genera]:
        assert raw[evidence.start : evidence.end] == evidence.quote != ""
    return found


def names(found: EntryReading) -> set[tuple[str, str, str]]:
    return {(fact.text, fact.lang, fact.role) for fact in found.names}


def test_an_acronym_and_its_expansion_in_one_headword(ontology: Ontology) -> None:
    found = reading(ontology, "CAC – Coût d'acquisition client")
    assert names(found) == {
        ("CAC", "", "acronym"),
        ("Coût d'acquisition client", "fr", "expansion"),
    }


def test_two_acronyms_in_one_headword_are_two_languages_not_an_expansion(
    ontology: Ontology,
) -> None:
    found = reading(ontology, "TVA – VAT")
    assert names(found) == {("TVA", "", "acronym"), ("VAT", "", "acronym")}


def test_a_hyphen_inside_a_term_never_splits_it(ontology: Ontology) -> None:
    assert names(reading(ontology, "Up-selling")) == {("Up-selling", "fr", "headword")}


@pytest.mark.parametrize(
    ("headword", "expected"),
    [
        ("Coûts fixes / variables", {"Coûts fixes", "Coûts variables"}),
        ("Marge brute ou nette", {"Marge brute", "Marge nette"}),
        ("Bilan ou compte de situation annuel", {"Bilan", "compte de situation annuel"}),
    ],
)
def test_a_coordinated_headword_gives_a_name_each(
    ontology: Ontology, headword: str, expected: set[str]
) -> None:
    assert {fact.text for fact in reading(ontology, headword).names} == expected


@pytest.mark.parametrize(
    ("headword", "text", "expected"),
    [
        (
            "DSO",
            "Le DSO (Days Sales Outstanding) ou délai moyen de paiement est un indicateur.",
            {
                ("Days Sales Outstanding", "en", "expansion"),
                ("délai moyen de paiement", "fr", "equivalent"),
            },
        ),
        (
            "GMAO",
            "GMAO est l'acronyme de Gestion de Maintenance Assistée par Ordinateur.",
            {("Gestion de Maintenance Assistée par Ordinateur", "fr", "expansion")},
        ),
        (
            "POS",
            "POS signifie “Point of Sale” (Point de Vente en français). C'est un lieu.",
            {("Point of Sale", "en", "expansion"), ("Point de Vente", "fr", "equivalent")},
        ),
        (
            "BFR",
            "Initiales venant du terme Besoin en Fonds de Roulement, montant à financer.",
            {("Besoin en Fonds de Roulement", "fr", "expansion")},
        ),
        (
            "EBE",
            'EBE" est un acronyme utilisé pour désigner l\'" Excédent Brut d\'Exploitation ".',
            {("Excédent Brut d'Exploitation", "fr", "expansion")},
        ),
        (
            "OKR",
            "OKR ou Objectives and Key Results ou encore en bon français objectifs et résultats clés.",
            {
                ("Objectives and Key Results", "en", "expansion"),
                ("objectifs et résultats clés", "fr", "equivalent"),
            },
        ),
        (
            "Storage unit",
            "Un storage unit, garde-meuble, est un lieu où l'on dépose des biens.",
            {("garde-meuble", "fr", "equivalent")},
        ),
        (
            "Bilan",
            "Le bilan (ou état de situation) désigne un document.",
            {("état de situation", "fr", "equivalent")},
        ),
    ],
)
def test_the_ways_a_definition_names_its_subject(
    ontology: Ontology, headword: str, text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert expected <= names(reading(ontology, headword, text))


@pytest.mark.parametrize(
    "text",
    [
        "Une action de fond ou de forme est menée chaque année par la direction.",
        "La direction, le conseil et les salariés sont consultés.",
        "Un produit peut être vendu, loué ou prêté.",
    ],
)
def test_words_joined_to_another_subject_are_no_names(ontology: Ontology, text: str) -> None:
    assert {fact.text for fact in reading(ontology, "Audit", text).names} == {"Audit"}


def test_no_label_has_an_unbalanced_quote(ontology: Ontology) -> None:
    found = reading(ontology, "Panier moyen", 'Panier moyen" est un terme qui désigne un montant.')
    assert {fact.text for fact in found.names} == {"Panier moyen"}


def test_a_lost_headword_is_the_subject_of_its_definition(ontology: Ontology) -> None:
    found = reading(
        ontology, "", "Le taux de rebut est le rapport entre pièces jetées et produites."
    )
    assert names(found) == {("taux de rebut", "fr", "headword")}


def test_a_lost_acronym_is_formed_from_its_expansion(ontology: Ontology) -> None:
    found = reading(ontology, "", "Acronyme de Taux de Rotation des Stocks", "C'est un ratio.")
    assert names(found) == {
        ("Taux de Rotation des Stocks", "fr", "expansion"),
        ("TRS", "", "acronym"),
    }


def test_a_pronoun_is_no_headword(ontology: Ontology) -> None:
    assert reading(ontology, "", "Il désigne la capacité d'un stock.").names == []


def test_a_word_called_an_anglicism_is_english(ontology: Ontology) -> None:
    assert reading(ontology, "Lean", "Encore un anglicisme qui désigne une méthode.").is_anglicism
    assert not reading(ontology, "Lean", "Le lean est une méthode sans anglicisme.").is_anglicism


@pytest.mark.parametrize(
    ("text", "genus", "kind"),
    [
        ("La marge est un ratio qui rapporte le gain au prix.", "ratio", "rc:Indicator"),
        ("Le mot marge est un terme utilisé pour désigner un taux.", "taux", "rc:Indicator"),
        ("La marge désigne un type de logiciel conçu pour le stock.", "logiciel", "rc:Technology"),
        ("La marge est une nouvelle stratégie visant à vendre.", "stratégie", "rc:Approach"),
        ("Une marge est un programme informatique.", "programme informatique", "rc:Technology"),
        ("Encore un anglicisme qui désigne une stratégie.", "stratégie", "rc:Approach"),
        ("Indicateur qui rapporte le gain au prix.", "Indicateur", "rc:Indicator"),
    ],
)
def test_the_genus_of_a_definition_leads_to_a_class(
    ontology: Ontology, text: str, genus: str, kind: str
) -> None:
    (fact,) = reading(ontology, "Marge", text).genera
    assert (fact.genus.text, fact.genus.type) == (genus, kind)


def test_a_sentence_that_resumes_the_first_gives_a_genus(ontology: Ontology) -> None:
    found = reading(
        ontology, "SLM", "SLM signifie “Suivi des Lots”. Il s'agit d'un système de suivi."
    )
    assert [fact.genus.text for fact in found.genera] == ["système de suivi"]


def test_two_heads_with_articles_are_two_genera(ontology: Ontology) -> None:
    found = reading(ontology, "PLM", "Le PLM est à la fois une stratégie et une technologie.")
    assert [fact.genus.heads for fact in found.genera] == [["strategie", "technologie"]]


def test_a_verb_without_noun_phrase_gives_no_genus(ontology: Ontology) -> None:
    assert reading(ontology, "Marge", "La marge est très surveillée.").genera == []


@pytest.mark.parametrize(
    ("headword", "text"),
    [
        ("a" + " " * 50_000 + "b", "Un bilan est un document."),
        ("Bilan", "Le bilan est un document" + " " * 100_000 + "x."),
        ("Bilan", "M. A " * 20_000),
        ("Bilan", "Le bilan est " + "un terme qui désigne " * 10_000),
        ("Bilan", "(" * 50_000),
        ("A" * 50_000, "L'" + "A" * 50_000 + " est un document."),
    ],
    ids=[
        "blanks in a headword",
        "blanks in a definition",
        "abbreviations",
        "empty nouns",
        "brackets",
        "a long word",
    ],
)
def test_hostile_entries_are_read_in_good_time(
    ontology: Ontology, headword: str, text: str
) -> None:
    start = time.process_time()
    reading(ontology, headword, text)
    # A bound against quadratic growth, ten times what the slowest takes.
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("headword", "text", "kind"),
    [
        ("Dégroupage", "Le dégroupage consiste à séparer un envoi en lots.", "rc:Process"),
        ("Absentéisme", "Fait de ne pas être présent à son poste.", "rc:Process"),
        ("Effacement", "L'effacement, c'est réduire sa consommation.", "rc:Process"),
        ("Rotation", "La rotation mesure combien de fois le stock est renouvelé.", "rc:Indicator"),
        ("Stock mort", "On entend par stock mort la quantité que nul ne veut.", "rc:Indicator"),
        ("Lead time", "On appelle lead time le délai qui suit la commande.", "rc:Indicator"),
        ("Préavis", "Par préavis, on entend le délai avant le départ.", "rc:Indicator"),
        ("Cross-docking", "Cross-docking : technique sans stockage.", "rc:Process"),
        ("KYC", "KYC signifie Know Your Customer ; il s'agit d'une procédure.", "rc:Process"),
        ("GPEC", "Acronyme de gestion prévisionnelle des emplois et des compétences, la GPEC est"
         " une démarche.", "rc:Process"),
        ("Grand livre", "Le grand livre, dont le journal est la base, est un registre.",
         "rc:Information"),
        ("Avenant", "Sur le plan du droit, il s'agit d'un document signé.", "rc:Information"),
        ("Bail", "Contrat par lequel un propriétaire loue un local.", "rc:Rule"),
    ],
)  # fmt: skip
def test_definitions_open_in_many_ways(
    ontology: Ontology, headword: str, text: str, kind: str
) -> None:
    assert [fact.genus.type for fact in reading(ontology, headword, text).genera] == [kind]


@pytest.mark.parametrize(
    ("headword", "text", "expected"),
    [
        ("Prime", "Somme versée, également appelée cotisation.", ("cotisation", "fr")),
        ("Fraude", "Ruse, plus connue sous le nom de phishing, qui vise le vol.", ("phishing", "en")),
        ("Départs", "Les départs sont comptés. On parle aussi d'attrition.", ("attrition", "fr")),
        ("Picking", "Le picking est une opération. En français, on dit prélèvement.",
         ("prélèvement", "fr")),
        ("Comparaison", "Étude de pratiques, qu'on nomme parfois étalonnage.", ("étalonnage", "fr")),
        ("Rançongiciel", "Le rançongiciel (ransomware en anglais) bloque un poste.",
         ("ransomware", "en")),
    ],
)  # fmt: skip
def test_another_name_given_in_passing(
    ontology: Ontology, headword: str, text: str, expected: tuple[str, str]
) -> None:
    assert (*expected, "equivalent") in names(reading(ontology, headword, text))


@pytest.mark.parametrize(
    "text",
    [
        "Lieu où les employés, appelés souvent des agents, répondent.",
        "Se dit d'une marchandise livrée sans frais.",
        "Le client est appelé à répondre par la voix.",
        "Il demande le service, dites “facture”.",
        "Traduction de l'anglais “autonomie”.",
    ],
)
def test_what_is_called_otherwise_is_not_always_what_is_defined(
    ontology: Ontology, text: str
) -> None:
    assert {fact.text for fact in reading(ontology, "Accueil", text).names} == {"Accueil"}


def test_whoever_does_something_is_no_lost_headword(ontology: Ontology) -> None:
    found = reading(
        ontology, "", "Dans un parcours, l'utilisateur du service met fin à sa session."
    )
    assert found.names == []


def test_an_acronym_is_formed_only_where_the_headword_was_lost(ontology: Ontology) -> None:
    found = reading(
        ontology, "Vente croisée", "Diminutif de vente croisée de produits, c'est une action."
    )
    assert not [fact for fact in found.names if fact.role == "acronym"]


def test_another_name_that_is_denied_is_none(ontology: Ontology) -> None:
    found = reading(
        ontology, "Quittance", "La quittance est un document qui n'est pas appelé facture."
    )
    assert {fact.text.lower() for fact in found.names} == {"quittance"}


def test_a_headword_may_give_another_name_aside(ontology: Ontology) -> None:
    assert names(reading(ontology, "Ticket, également appelé « reçu »")) == {
        ("Ticket", "fr", "headword"),
        ("reçu", "fr", "equivalent"),
    }


def test_a_headword_of_signs_alone_gives_no_name(ontology: Ontology) -> None:
    found = reading(ontology, "«»", "C'est une marque, également appelée guillemet, du texte.")
    assert "" not in {fact.text for fact in found.names}


def test_a_sentence_that_takes_the_subject_up_says_what_it_is(ontology: Ontology) -> None:
    text = "Les ateliers publient le taux de rebut. Ce taux suit la qualité des pièces."
    found = reading(ontology, "Rebut", text)
    assert [(f.genus.type, f.evidence.quote) for f in found.genera] == [("rc:Indicator", "Ce taux")]
    other = reading(ontology, "Rebut", "Le prix monte. Ce taux suit la qualité des pièces.")
    assert other.genera == []


@pytest.mark.parametrize(
    ("headword", "text", "expected"),
    [
        ("PCC", "Point critique pour la maîtrise : le PCC est une étape.", {("PCC", "", "acronym")}),
        ("Prime", "La prime (ou cotisation dans les mutuelles) est un montant.",
         {("Prime", "fr", "headword"), ("prime", "fr", "headword")}),
        ("Taux lié", "Indicateur tiré d'un sondage ; le taux lié est suivi par mois.",
         {("Taux lié", "fr", "headword")}),
        ("Fintech", "Contraction de « finance » et de « technology », la fintech est une entreprise.",
         {("Fintech", "fr", "headword")}),
        ("SCR", "SCR signifie Solvency Capital Requirement, en français « capital requis ».",
         {("SCR", "", "acronym"), ("Solvency Capital Requirement", "en", "expansion"),
          ("capital requis", "fr", "equivalent")}),
        ("Intérim", "L'intérim, appelé officiellement travail temporaire, est un contrat.",
         {("Intérim", "fr", "headword"), ("intérim", "fr", "headword"),
          ("travail temporaire", "fr", "equivalent")}),
        ("Déclaration de sinistre", "La déclaration de sinistre, parfois abrégée DS, est un document.",
         {("Déclaration de sinistre", "fr", "headword"), ("DS", "", "acronym"),
          ("déclaration de sinistre", "fr", "expansion")}),
    ],
)  # fmt: skip
def test_words_beside_a_name_are_no_names_unless_said_to_be(
    ontology: Ontology, headword: str, text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert names(reading(ontology, headword, text)) == expected


def test_a_genus_that_says_another_thing_is_not_overruled_by_the_headword(
    ontology: Ontology,
) -> None:
    found = reading(ontology, "Valeur à neuf", "C'est un mode d'indemnisation sans décote.")
    assert entry_classes(found, ontology) == []


@pytest.mark.parametrize(
    ("headword", "text", "kind"),
    [
        ("IARD", "IARD : Incendie, Accidents et Risques Divers. Secteur qui couvre les biens.", "rc:Organisation"),
        ("Rotation", "La rotation se calcule en divisant les départs par l'effectif.", "rc:Indicator"),
        ("Télématique", "Boussole ou application mobile qui guide un conducteur.", "rc:Technology"),
        ("Colisage", "Emballage des marchandises dans des colis.", "rc:Process"),
        ("Marque", "Traduction de « employer branding », la marque est une image.", "rc:Information"),
        ("Réserve", "Par opposition au fonds, la réserve est une somme.", "rc:Indicator"),
        ("Logement", "Le logement de fonction de la maison.", ""),
    ],
)  # fmt: skip
def test_a_genus_is_found_where_the_definition_hides_it(
    ontology: Ontology, headword: str, text: str, kind: str
) -> None:
    assert [fact.genus.type for fact in reading(ontology, headword, text).genera][:1] == [kind]


def test_a_word_called_english_gives_the_french_one_it_stands_for(ontology: Ontology) -> None:
    text = "Mot anglais pour rotation du personnel, le turnover se calcule par an."
    assert ("rotation du personnel", "fr", "equivalent") in names(
        reading(ontology, "Turnover", text)
    )
