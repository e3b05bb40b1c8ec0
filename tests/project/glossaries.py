"""Small glossaries of several fields, in our own words, for projects that are started anew."""

from __future__ import annotations

GARDEN = {
    "Amendement": "Matière que l'on incorpore au sol pour en améliorer la structure.",
    "Bulbe": "Organe de réserve souterrain de certaines plantes, comme le narcisse ou l'ail.",
    "Compost": "Amendement obtenu par la décomposition des déchets verts.",
    "Éclaircissage": "Opération qui consiste à supprimer une partie des jeunes plants ou des fruits.",
    "Greffe": "Technique de multiplication qui consiste à souder un greffon à un porte-greffe.",
    "Greffoir": "Couteau à lame très tranchante qui sert à la greffe.",
    "Greffon": "Rameau prélevé sur une plante et inséré dans une autre.",
    "Mildiou": "Maladie due à un champignon, qui s'attaque à la vigne et à la tomate.",
    "pH": "Mesure de l'acidité d'un sol (potentiel hydrogène).",
    "Sécateur": "Outil à deux lames qui sert à la taille des arbustes.",
    "Vivace": "Se dit d'une plante qui vit plusieurs années.",
}
SAILING = {
    "Abattre": "Écarter l'avant du bateau du lit du vent.",
    "Allure": "Direction du bateau par rapport au vent : près, travers, largue.",
    "Bôme": "Espar horizontal articulé sur le mât, qui tient le bas de la grand-voile.",
    "Drisse": "Cordage qui sert à hisser une voile.",
    "Foc": "Voile triangulaire placée à l'avant du mât.",
    "GPS (Global Positioning System)": "Système de positionnement par satellites.",
    "Nœud": "Unité de vitesse : un mille marin à l'heure.",
    "Près": "Allure du bateau qui remonte le plus possible contre le vent.",
}
BANKING = {
    "Agios": "Intérêts et commissions que la banque prélève lorsque le compte est à découvert.",
    "Assurance emprunteur": "Contrat qui garantit le remboursement du prêt en cas de décès.",
    "BIC – Bank Identifier Code": "Code international qui identifie une banque.",
    "Date de valeur": "Date à laquelle une opération compte pour le calcul des intérêts.",
    "TAEG": "Taux annuel effectif global : coût total d'un crédit, en pourcentage.",
    "Titulaire": "Personne au nom de laquelle le compte est ouvert.",
    "Virement": "Transfert d'une somme d'un compte à un autre.",
}
FINANCE = {
    "Bond": "A loan to a company or a government that pays interest until it is repaid.",
    "ETF (Exchange Traded Fund)": "A fund that is traded on an exchange like a share.",
    "Share": "A unit of ownership in a company, which may be sold to others.",
}


def page(glossary: dict[str, str]) -> str:
    """A glossary as a shortcode dump, a layout whose marks leave no doubt."""
    rows = (f'[vc_toggle title="{term}"]{text}[/vc_toggle]' for term, text in glossary.items())
    return "[vc_row]" + "\n".join(rows) + "[/vc_row]\n"
