"""What the map asks the curator, in French, each with the sentences it turns on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.model import Evidence, Question


def same_headword(first: str, second: str) -> Question:
    """Two entries with one headword whose classes exclude each other."""
    return Question(
        f"same:{first}:{second}",
        "same",
        "Même vedette, mais les deux définitions donnent des classes incompatibles :"
        " est-ce un seul concept ?",
        [first, second],
    )


def homonym(name: str, entries: Sequence[str], bearer: str) -> Question:
    """A concept whose preferred name another concept (`bearer`, its IRI) bears already."""
    return Question(
        f"homonym:{entries[0]}",
        "homonym",
        f"« {name} » est déjà le nom d'un autre concept ({bearer}). Est-ce le même ?"
        " Sinon, quel nom donner à celui-ci ?",
        list(entries),
    )


def nameless(entries: Sequence[str], evidence: Sequence[Evidence]) -> Question:
    """An entry whose headword was lost and is given by no text."""
    return Question(
        f"name:{entries[0]}",
        "name",
        "La vedette est perdue et aucun texte ne la donne : comment s'appelle ce qui est défini ?",
        list(entries),
        list(evidence),
    )


def placeless(name: str, entries: Sequence[str], evidence: Sequence[Evidence]) -> Question:
    """A concept that nothing places in the tree."""
    return Question(
        f"place:{entries[0]}",
        "place",
        f"Sous quel concept ranger « {name} » ? Aucune définition n'en donne un genre qui mène"
        " à une classe.",
        list(entries),
        list(evidence),
    )


def class_clash(
    name: str, kinds: Mapping[str, Sequence[str]], evidence: Sequence[Evidence]
) -> Question:
    """Entries of one concept whose definitions give different classes (by entry id)."""
    parts = " ; ".join(f"{entry} : {', '.join(names)}" for entry, names in kinds.items())
    return Question(
        f"class:{next(iter(kinds))}",
        "class",
        f"Les définitions de « {name} » donnent des classes différentes ({parts})."
        " Laquelle suivre ?",
        list(kinds),
        list(evidence),
    )


def cycle(child: str, parent: str, evidence: Sequence[Evidence]) -> Question:
    """A link of the tree that was left out because it closed a cycle."""
    return Question(
        f"cycle:{child}:{parent}",
        "cycle",
        f"« {child} » sous « {parent} » fermerait un cycle : le lien est laissé de côté."
        " Lequel des liens du cycle est faux ?",
        [item.entry for item in evidence],
        list(evidence),
    )


def both_directions(
    name: str, other: str, predicate: str, evidence: Sequence[Evidence]
) -> Question:
    """A relation that texts state from each of two concepts to the other."""
    return Question(
        f"directions:{name}:{predicate}:{other}",
        "directions",
        f"Les textes disent {predicate} de « {name} » à « {other} » et l'inverse : aucun des deux"
        " n'est retenu. Lequel est juste ?",
        [item.entry for item in evidence],
        list(evidence),
    )


def both_ways(name: str, predicate: str, other: str, evidence: Sequence[Evidence]) -> Question:
    """A pair that the texts join by hierarchy and by association."""
    return Question(
        f"both:{name}:{predicate}:{other}",
        "both",
        f"« {name} » et « {other} » sont liés à la fois par la hiérarchie et par {predicate} :"
        " la hiérarchie est gardée. Est-ce juste ?",
        [item.entry for item in evidence],
        list(evidence),
    )
