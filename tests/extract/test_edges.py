"""What stands around and between the entries of a list is set aside, and its reason said."""

from __future__ import annotations

from pipeline.extract.collection.unregistered import undescribed
from pipeline.extract.extraction import Extraction, extract_content

TOOLS = (
    ("Bêche", "outil qui retourne la terre."),
    ("Binette", "outil qui coupe les herbes."),
    ("Râteau", "outil à dents qui ameublit la terre."),
    ("Sécateur", "pince qui coupe les rameaux."),
    ("Serfouette", "pioche à deux lames."),
    ("Transplantoir", "petite pelle qui sert à repiquer."),
)


def read(*blocks: str) -> Extraction:
    """What is read from blocks with a blank line between them."""
    text = "\n\n".join(blocks) + "\n"
    return extract_content(text.encode(), undescribed("outils", "outils.txt"), where="outils.txt")


def aside(done: Extraction) -> list[tuple[str, str]]:
    """The words set aside and why."""
    return [
        (done.text[remark.span.start : remark.span.end], remark.reason)
        for remark in done.ledger.remarks
        if remark.kind == "boilerplate"
    ]


LIST = [f"{head} : {body}" for head, body in TOOLS]


def test_what_speaks_to_the_reader_behind_the_last_entry_is_no_part_of_it() -> None:
    done = read(*LIST, "Vous cherchez un outil ?", "Le magasin est ouvert le dimanche.")
    assert done.entries[-1].senses[0].text == TOOLS[-1][1]
    assert aside(done) == [
        (
            "Vous cherchez un outil ?\n\nLe magasin est ouvert le dimanche.",
            "après la dernière définition : question, exclamation",
        )
    ]


def test_a_last_definition_may_go_on() -> None:
    done = read(*LIST, "Il sert aussi à mesurer la profondeur.")
    assert done.entries[-1].senses[0].text.endswith("\nIl sert aussi à mesurer la profondeur.")
    assert aside(done) == []


def test_the_title_of_a_section_is_no_part_of_the_definition_before_it() -> None:
    done = read(*LIST[:3], "Pour tailler", *LIST[3:])
    assert [entry.senses[0].text for entry in done.entries] == [body for _, body in TOOLS]
    assert aside(done) == [("Pour tailler", "titre de section, avant l'entrée suivante")]


def test_an_advert_inside_the_list_does_not_end_it() -> None:
    done = read(*LIST[:3], "Recevez notre catalogue chez vous !", *LIST[3:])
    assert [entry.senses[0].text for entry in done.entries] == [body for _, body in TOOLS]


def test_what_breaks_the_order_and_is_no_definition_is_no_entry() -> None:
    done = read("Ouverture : de 9 h à 18 h", *LIST, "Adresse du magasin : 3 rue du Port")
    assert [entry.headword.text for entry in done.entries if entry.headword] == [
        head for head, _ in TOOLS
    ]


def test_a_good_definition_out_of_order_stays() -> None:
    done = read(*LIST, "Arrosoir : récipient qui sert à arroser.")
    assert done.entries[-1].headword is not None
    assert done.entries[-1].headword.text == "Arrosoir"


PUBLIC = (
    ("Avenant", "document que vous signez quand votre contrat change."),
    ("Cotisation", "somme que vous payez chaque année.\n\nElle est due le jour anniversaire."),
    ("Franchise", "part du dommage qui reste à votre charge.\n\nVous recevez le reste."),
    ("Plafond", "somme la plus haute que l'assureur vous verse."),
    (
        "Sinistre",
        "événement que vous déclarez.\n\nVous avez un doute ? La liste est dans le contrat.",
    ),
    ("Vétusté", "perte de valeur due à l'âge."),
)


def test_definitions_that_speak_to_their_reader_stay_whole_where_adverts_do_not() -> None:
    blocks = [f"{head} : {body}" for head, body in PUBLIC]
    advert = "Un projet ? Nos agents vous reçoivent gratuitement, du lundi au samedi. Être rappelé"
    done = read(*blocks[:3], advert, *blocks[3:])
    assert [entry.senses[0].text for entry in done.entries] == [
        body.replace("\n\n", "\n") for _, body in PUBLIC
    ]
    assert aside(done) == [(advert, "au milieu de la liste : la page interpelle son lecteur")]


def test_a_definition_goes_on_behind_an_advert() -> None:
    done = read(
        *LIST[:2],
        LIST[2],
        "Envie de jardiner ? Essayez nos outils >",
        "Un râteau se range dents contre le sol.",
        *LIST[3:],
    )
    assert done.entries[2].senses[0].text == (
        f"{TOOLS[2][1]}\nUn râteau se range dents contre le sol."
    )


def test_an_advert_in_the_form_of_an_entry_is_none() -> None:
    advert = "Offre du mois : un sécateur offert avec votre commande → voir la boutique"
    done = read(*LIST[:3], advert, *LIST[3:])
    assert [entry.senses[0].text for entry in done.entries] == [body for _, body in TOOLS]
    assert aside(done) == [(advert, "au milieu de la liste : la page interpelle son lecteur")]


def test_a_last_paragraph_that_names_the_headword_stays_even_if_it_says_we() -> None:
    done = read(*LIST, "Nous aiguisons chaque transplantoir au printemps.")
    assert done.entries[-1].senses[0].text == (
        f"{TOOLS[-1][1]}\nNous aiguisons chaque transplantoir au printemps."
    )
    done = read(*LIST, "Besoin d'un transplantoir ? Écrivez-nous.")
    assert done.entries[-1].senses[0].text == TOOLS[-1][1]
