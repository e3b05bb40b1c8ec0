"""The parts of an entry, whatever its layout: headwords, terms of one line, lists, habits."""

from __future__ import annotations

import time

import pytest
from slugify import slugify

from pipeline.extract.anatomy import refine
from pipeline.extract.anatomy.headwords import trimmed
from pipeline.extract.anatomy.terms import Names, terms_of
from pipeline.extract.anatomy.variants import variants_of
from pipeline.extract.document import Document, Line
from pipeline.extract.extraction import extract_content
from pipeline.extract.reading import Reading
from pipeline.model import Entry, Source, Span

SOURCE = Source(
    "x", "x", "", "https://example.org/", "fr", "", "", reader="shortcodes", file="x.txt"
)


@pytest.mark.parametrize(
    ("written", "headword"),
    [
        ("Bêche", "Bêche"),
        ("• Bêche :", "Bêche"),
        ("12. Bêche", "Bêche"),
        ("2.3 Bêche", "Bêche"),
        ("04 – Bêche", "Bêche"),
        ("**Bêche**\u00a0:", "Bêche"),
        ("**Bêche :**", "Bêche"),
        ("« Bêche »", "Bêche"),
        ("“Bêche”.", "Bêche"),
        ("[Bêche]", "Bêche"),
        ("### Bêche –", "Bêche"),
        ("Bêche (n. f.)", "Bêche"),
        ("Bêche, n.f. :", "Bêche"),
        ("Bêche [nom féminin]", "Bêche"),
        ("Bêche n. f.", "Bêche"),
        ("Bêcher (v. tr.)", "Bêcher"),
        ("Bêche¹", "Bêche"),
        ("Bêche (2)", "Bêche"),
        ("V.R.M.", "V.R.M."),
        ("Arrosage, etc.", "Arrosage, etc."),
        ("5S", "5S"),
        ("4 x 4", "4 x 4"),
        ("CO²", "CO²"),
        ("C++", "C++"),
        ("« Semis » et « plant »", "« Semis » et « plant »"),
        ("(Re)planter (un arbre)", "(Re)planter (un arbre)"),
        ("Administration des ventes (ADV)", "Administration des ventes (ADV)"),
        ("Taux d'attrition (TA, anglais churn rate)", "Taux d'attrition (TA, anglais churn rate)"),
        ("CES – Customer Effort Score", "CES – Customer Effort Score"),
        ("?", "?"),
    ],
)
def test_a_headword_is_what_is_left_without_its_marks(written: str, headword: str) -> None:
    span = trimmed(f"x {written} x", Span(2, 2 + len(written)))
    assert f"x {written} x"[span.start : span.end] == headword


@pytest.mark.parametrize(
    ("headword", "terms"),
    [
        ("AHT / DMT", ["AHT", "DMT"]),
        ("AHT/DMT", ["AHT", "DMT"]),
        ("CDI, CDD", ["CDI", "CDD"]),
        ("Churn ou attrition", ["Churn", "attrition"]),
        ("Call center ; centre d'appels", ["Call center", "centre d'appels"]),
        ("Goutte-à-goutte / Arrosage localisé", ["Goutte-à-goutte", "Arrosage localisé"]),
        ("Taux de chute ou taux de rebut", ["Taux de chute", "taux de rebut"]),
        ("Vente B2B ou B2C", []),
        ("Voix du client ou VOC", ["Voix du client", "VOC"]),
        ("CA = Chiffre d'affaires", ["CA", "Chiffre d'affaires"]),
        ("Moulinette / top rope", ["Moulinette", "top rope"]),
        ("Bot vocal / callbot", ["Bot vocal", "callbot"]),
        ("SAU / surface agricole utile", ["SAU", "surface agricole utile"]),
        ("Drisse / écoute / hale-bas", ["Drisse", "écoute", "hale-bas"]),
        ("Taux de chute / perte au feu", ["Taux de chute", "perte au feu"]),
        ("Mise en demeure ou sommation", ["Mise en demeure", "sommation"]),
        ("Ticket, ou reçu", ["Ticket", "reçu"]),
        ("Compost", []),
        ("Tout ou rien", []),
        ("Oui / Non", []),
        ("B2B/B2C", []),
        ("CRM analytique / opérationnel", []),
        ("Rapport qualité / prix", []),
        ("Ouverture / fermeture de compte", []),
        ("Vente ou échange de biens", []),
        ("Droit de retour ou rétractation", []),
        ("TCP/IP", []),
        ("24/7", []),
        ("Client/fournisseur", []),
        ("Satisfaction employés / salariés / collaborateurs", []),
        ("Vue client unique ou 360°", []),
        ("Vue Client / Fournisseur", []),
        ("Entrée / sortie de stock", []),
        ("Entrée ou sortie de stock", []),
        ("Carte de fidélité ou de paiement", []),
        ("Vente directe ou indirecte", []),
        ("Fidélisation, fidélité client", []),
        ("Outil (bêche ou pelle)", []),
        ("CES – Customer Effort Score", []),
    ],
)
def test_a_line_is_divided_only_where_each_term_can_stand_alone(
    headword: str, terms: list[str]
) -> None:
    found = variants_of(headword, 10)
    assert [headword[span.start - 10 : span.end - 10] for span in found] == terms


def test_what_a_definition_begins_with_is_a_term_of_its_own() -> None:
    headword = "Bandeau téléphonique ou softphone"
    assert variants_of(headword, 0, "Logiciel qui décroche.") == []
    assert variants_of(headword, 0, "Le softphone décroche.") == [Span(0, 20), Span(24, 33)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Churn, NPS et panier", ["Churn", "NPS", "panier"]),
        ("Recherche et développement", ["Recherche et développement"]),
        ("NPS et Recherche et développement", ["NPS", "Recherche et développement"]),
        ("la ruche, l'essaim", ["ruche", "essaim"]),
        ("« Ruche » ; [Essaim] | miel • cire.", ["Ruche", "Essaim", "miel", "cire"]),
        ("soupes et potages", ["soupes et potages"]),
        ("l'entrée Ruche (apiculture)", ["Ruche (apiculture)"]),
        ("...", []),
    ],
)
def test_a_list_is_divided_by_the_headwords_of_its_document(text: str, terms: list[str]) -> None:
    names = Names()
    names.add(0, "Recherche et développement", [])
    names.add(1, "NPS", [])
    assert [text[span.start : span.end] for span in terms_of(text, names)] == terms


def entries_of(*definitions: str) -> list[Entry]:
    """The entries of a dump of sections."""
    text = "Lexique\n" + "\n".join(
        f'[t title="Terme {rank}"]{words}[/t]' for rank, words in enumerate(definitions)
    )
    return extract_content(text.encode(), SOURCE, where="x.txt").entries


def test_a_definition_is_cut_off_only_where_the_others_are_closed() -> None:
    closed = "Outil à lame plate qui retourne la terre."
    assert [e.flags for e in entries_of(closed, closed + " Oui.", closed[:-1])] == [
        [],
        [],
        ["truncated"],
    ]
    bare = [f"outil numéro {rank} qui retourne la terre" for rank in range(3)]
    assert [e.flags for e in entries_of(*bare)] == [[], [], []]


def test_a_reference_in_brackets_stays_in_its_sentence_and_is_cut_off_behind_it() -> None:
    inside = "Part que la mutuelle rembourse à 100 % (voir Terme 1)."
    behind = "Part que la mutuelle rembourse. (Voir Terme 0)"
    found = entries_of(inside, behind)
    assert [(e.senses[0].text, [s.text for s in e.see]) for e in found] == [
        (inside, ["Terme 1"]),
        ("Part que la mutuelle rembourse.", ["Terme 0"]),
    ]


def test_two_entries_that_refer_to_one_another_stay_two() -> None:
    found = entries_of("Voir Terme 1", "Voir Terme 0", "Outil qui retourne la terre.")
    assert [(e.flags, [s.text for s in e.see]) for e in found[:2]] == [
        (["cross_reference"], ["Terme 1"]),
        (["cross_reference"], ["Terme 0"]),
    ]


def test_a_chain_of_references_ends_at_what_is_defined() -> None:
    found = entries_of("Voir Terme 1", "→ Terme 2", "Outil qui retourne la terre.")
    assert [(e.headword and e.headword.text, [v.text for v in e.variants]) for e in found] == [
        ("Terme 2", ["Terme 0", "Terme 1"])
    ]


@pytest.mark.parametrize("unit", ["voir ", "Syn. : ", "Voir : a, b et c. ", "(voir ", " / x", " "])
def test_a_body_is_read_in_time_linear_in_its_length(unit: str) -> None:
    body = "Voir x " + unit * (400_000 // len(unit)) + "fin."
    reading = Reading()
    reading.add(Line(0, 1, "T"), [Line(2, 2 + len(body), body)])
    start = time.process_time()
    refine(Document(f"T\n{body}\n", "texte", []), reading)
    # A bound against quadratic growth, many times what the slowest takes.
    assert time.process_time() - start < 60


@pytest.mark.parametrize(
    "headword", ["L'été à Œuvre", "N° 5 – 90 % d'eau", "Straße", "Ἀθῆναι", "½ m² (carré)", "ÇA_va"]
)
def test_an_identifier_is_the_slug_of_the_letters_and_digits(headword: str) -> None:
    text = f'L\n[t title="{headword}"]Outil qui retourne la terre.[/t]'
    entry = extract_content(text.encode(), SOURCE, where="x.txt").entries[0]
    written = "".join(c if c.isalnum() else " " for c in headword)
    assert entry.id == f"x/{slugify(written)}"
