"""The glossaries that are transposed: a term and its definition each, in the order of the alphabet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Terms = Sequence[tuple[str, str]]
Write = Callable[[Terms], bytes]

# Every definition begins with its headword, as written.
SAILING: Terms = (
    ("AIS", "L'AIS est un système qui échange par radio la position : cap, route et vitesse."),
    ("Bôme", "Bôme désigne l'espar horizontal qui tient le bas de la grand-voile."),
    ("GPS", "Le GPS est un récepteur qui calcule une position à partir de plusieurs satellites."),
    ("Ketch", "Un Ketch est un voilier à deux mâts – le plus grand à l'avant."),
    ("MOB", "Le MOB est la manœuvre qui ramène à bord une personne tombée à la mer."),
    ("VHF", "La VHF est une radio de bord à courte portée (une trentaine de milles)."),
)
GARDEN: Terms = (
    ("Amendement", "Matière que l'on mêle au sol pour en améliorer la structure ou la fertilité."),
    ("Binage", "Travail de surface : on casse la croûte du sol entre les rangs."),
    ("Collet", "Partie d'une plante située entre la tige et les racines."),
    ("Marcottage", "Multiplication d'une plante par une tige enterrée, qui prend « racine »."),
    ("Paillis", "Couche de matière posée au pied des plantes – elle garde l'eau."),
    ("Rustique (plante)", "Se dit d'une plante qui supporte le gel sans protection."),
    ("Terre de bruyère", "Terre acide et légère qui convient aux azalées, aux camélias, etc."),
)
# Headwords with digits, signs, brackets, points and apostrophes; definitions of a few words, or
# with colons, dashes and quotation marks.
AWKWARD: Terms = (
    ("B2B", "Commerce entre entreprises : fournisseurs, grossistes, distributeurs."),
    ("Coût/bénéfice", "Rapport entre ce qu'une action coûte et ce qu'elle rapporte – en euros."),
    ("e-mail", "Message envoyé d'un ordinateur à un autre."),
    ("L'après-vente", "Ce que l'on doit au client « une fois la vente faite » : pièces, conseil."),
    ("R&D", "Recherche et développement appliqués."),
    ("Taux d'attrition (TA)", "Part des clients perdus : départs / clients du début – en %."),
    ("V.R.M.", "Gestion de ses fournisseurs par le client lui-même."),
    ("Vue 360°", "Vision d'ensemble d'un client : achats, appels, visites et réclamations."),
)
# Definitions of several lines.
BANKING: Terms = (
    (
        "Agios",
        "Intérêts et frais que la banque prélève quand un compte est à découvert. Ils dépendent du"
        " montant du découvert, de sa durée et du taux convenu entre la banque et son client.",
    ),
    (
        "Chèque de banque",
        "Chèque émis par la banque elle-même, à la demande d'un client, au profit d'un tiers. La"
        " provision est bloquée dès l'émission : le bénéficiaire est certain d'être payé. Il sert"
        " surtout pour l'achat d'une voiture.",
    ),
    (
        "Date de valeur",
        "Date à laquelle une opération est prise en compte pour le calcul des intérêts, qui n'est"
        " pas toujours celle de l'opération.",
    ),
    (
        "Nantissement",
        "Garantie par laquelle un débiteur remet à son créancier un bien qui n'est pas un immeuble"
        " – des titres, un fonds de commerce, une assurance vie – sans en perdre la propriété.",
    ),
    (
        "Prélèvement SEPA",
        "Paiement que le créancier déclenche lui-même, après que le débiteur a signé un mandat."
        " Il vaut dans trente-six pays et peut être contesté pendant huit semaines.",
    ),
    (
        "Taux d'usure",
        "Taux au-dessus duquel aucun prêt ne peut être accordé. La Banque de France le publie à la"
        " fin de chaque trimestre, par catégorie de prêts.",
    ),
)
