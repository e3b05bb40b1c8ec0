"""What the map asks the curator, in French, each with its sentences and the answers it proposes.

A proposal holds the rows that it writes; a field that is `?` is filled in by who answers. The
`value` of a question is what its answer unblocks: the entries and the statements (labels,
relations, places) that stay out of the vocabulary until it is given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.map.tables import MANUAL
from pipeline.model import Concept, Evidence, LabelKind, Proposal, Question, Row

BLANK = "?"
_FRENCH = "fr"


def label_row(
    entry: str, kind: LabelKind, text: str, lang: str = _FRENCH, *, rejected: bool = False
) -> Row:
    """The row that gives or (`rejected`) takes a label."""
    fields = {"entry_id": entry, "kind": kind, "label": text, "lang": lang}
    return Row("labels", fields | {"predicate_modifier": "Not" if rejected else ""})


def relation_row(subject: str, predicate: str, target: str, *, rejected: bool = False) -> Row:
    """The row that accepts or rejects a statement."""
    fields = {"subject_id": subject, "predicate_id": predicate, "object_id": target}
    modifier = "Not" if rejected else ""
    return Row(
        "relations", fields | {"predicate_modifier": modifier, "mapping_justification": MANUAL}
    )


def key_in_rows(concept: Concept) -> str:
    """What a row calls a concept: its first entry, or `concept:<slug>` where it has none or is of
    the trunk.
    """
    if concept.entries and not concept.top:
        return concept.entries[0]
    return f"concept:{concept.iri.rsplit('/', 1)[-1]}"


def in_order(questions: Sequence[Question]) -> list[Question]:
    """The questions, most valuable first."""
    return sorted(questions, key=lambda question: (-question.value, question.id))


def same_headword(first: str, second: str, evidence: Sequence[Evidence]) -> Question:
    """Two entries with one headword whose classes exclude each other, with their genera."""
    return Question(
        f"same:{first}:{second}",
        "same",
        "Même vedette, mais les deux définitions donnent des classes incompatibles :"
        " est-ce un seul concept ?",
        [first, second],
        list(evidence),
        proposals=[
            Proposal("Oui, c'est un seul concept.", [_same(second, first)]),
            Proposal(
                "Non, ce sont deux concepts ; donner un nom au second.",
                [_same(second, first, rejected=True), label_row(second, "preferred", BLANK)],
                "name",
            ),
        ],
        value=2,
    )


def perhaps_same(
    first: str,
    second: str,
    names: tuple[str, str],
    evidence: Sequence[Evidence],
    confidence: float = 0.0,
) -> Question:
    """Two entries of two concepts (called `names`) that may be one; `confidence` that they are."""
    return Question(
        f"same:{first}:{second}",
        "same",
        f"« {names[0]} » et « {names[1]} » sont-ils un seul concept ?",
        [first, second],
        list(evidence),
        [
            Proposal("Oui, c'est un seul concept.", [_same(second, first)], confidence=confidence),
            Proposal("Non, ce sont deux concepts.", [_same(second, first, rejected=True)]),
        ],
    )


def homonym(
    name: str,
    keys: Sequence[str],
    bearer: tuple[str, str],
    evidence: Sequence[Evidence],
    lang: str = _FRENCH,
    value: int = 1,
) -> Question:
    """A concept whose preferred name in `lang` another (`bearer`, its IRI and key) has."""
    iri, key = bearer
    return Question(
        f"homonym:{keys[0]}",
        "homonym",
        f"« {name} » est déjà le nom d'un autre concept ({iri}). Est-ce le même ?"
        " Sinon, quel nom donner à celui-ci ?",
        list(keys),
        list(evidence),
        proposals=[
            Proposal("Oui, c'est le même concept.", [_same(keys[0], key)]),
            Proposal(
                "Non ; lui donner un autre nom.",
                [_same(keys[0], key, rejected=True), label_row(keys[0], "preferred", BLANK, lang)],
                "name",
            ),
            _nothing(keys[0]),
        ],
        value=value,
    )


def nameless(
    entries: Sequence[str],
    evidence: Sequence[Evidence],
    proposals: Sequence[tuple[str, float, Sequence[Evidence]]] = (),
    value: int = 1,
) -> Question:
    """An entry whose headword was lost and is given by no text. `proposals`: names that it may
    have, each with its confidence and the words that speak for it.
    """
    ranked = sorted(proposals, key=lambda proposal: (-proposal[1], proposal[0]))
    words = [item for _, _, items in ranked for item in items]
    return Question(
        f"name:{entries[0]}",
        "name",
        "La vedette est perdue et aucun texte ne la donne : comment s'appelle ce qui est défini ?",
        list(entries),
        list(dict.fromkeys([*evidence, *words])),
        [
            *(
                Proposal(
                    f"« {name} »", [label_row(entries[0], "preferred", name)], confidence=confidence
                )
                for name, confidence, _ in ranked
            ),
            Proposal("Donner un nom.", [label_row(entries[0], "preferred", BLANK)], "name"),
            Proposal("C'est un concept déjà connu.", [_same(entries[0], BLANK)], "concept"),
            _nothing(entries[0]),
        ],
        value,
    )


def placeless(
    name: str,
    keys: Sequence[str],
    evidence: Sequence[Evidence],
    tops: Sequence[tuple[str, str]] = (),
    value: int = 1,
) -> Question:
    """A concept that nothing places in the tree; `tops`: name and key of the top concepts."""
    return Question(
        f"place:{keys[0]}",
        "place",
        f"Sous quel concept ranger « {name} » ? Aucune définition n'en donne un genre qui mène"
        " à une classe.",
        list(keys),
        list(evidence),
        [
            *(
                Proposal(f"Sous « {top} ».", [relation_row(keys[0], "skos:broader", key)])
                for top, key in tops
            ),
            Proposal(
                "Sous un autre concept.", [relation_row(keys[0], "skos:broader", BLANK)], "concept"
            ),
            _nothing(keys[0]),
        ],
        value,
    )


def class_clash(
    name: str, kinds: Mapping[str, Sequence[str]], evidence: Sequence[Evidence]
) -> Question:
    """Entries of one concept whose definitions give different classes (by entry id)."""
    parts = " ; ".join(f"{entry} : {', '.join(names)}" for entry, names in kinds.items())
    of_class = {name: entry for entry, names in reversed(list(kinds.items())) for name in names}
    rows = [relation_row(of_class[name], "rdf:type", name) for name in sorted(of_class)]
    return Question(
        f"class:{next(iter(kinds))}",
        "class",
        f"Les définitions de « {name} » donnent des classes différentes ({parts})."
        " Laquelle suivre ?",
        list(kinds),
        list(evidence),
        [
            *(Proposal(f"Suivre {row.fields['object_id']}.", [row]) for row in rows),
            Proposal("Garder toutes ces classes.", rows),
        ],
        len(rows) - 1,
    )


def parties_differ(
    approach: tuple[str, str],
    predicate: str,
    parties: Mapping[str, str],
    evidence: Sequence[Evidence],
) -> Question:
    """Entries that say differently who has a part in an approach (its name and key): the `parties`
    by key, each with its name.
    """
    name, key = approach
    return Question(
        f"parties:{key}:{predicate}",
        "parties",
        f"Les textes ne s'accordent pas sur « {name} » ({predicate}) :"
        f" {', '.join(parties.values())}. Lequel suivre ?",
        list(dict.fromkeys(item.entry for item in evidence)),
        list(evidence),
        [
            Proposal(f"Suivre « {party} ».", [relation_row(key, predicate, other)])
            for other, party in parties.items()
        ],
        len(parties),
    )


def cycle(
    child: str,
    parent: str,
    evidence: Sequence[Evidence],
    links: Sequence[tuple[tuple[str, str], tuple[str, str]]],
) -> Question:
    """A link of the tree that was left out because it closed a cycle; `links`: all links of the
    cycle, each end with its name and key.
    """
    return Question(
        f"cycle:{child}:{parent}",
        "cycle",
        f"« {child} » sous « {parent} » fermerait un cycle : le lien est laissé de côté."
        " Lequel des liens du cycle est faux ?",
        [item.entry for item in evidence],
        list(evidence),
        [
            Proposal(
                f"« {one} » n'est pas sous « {other} ».",
                [relation_row(key, "skos:broader", above, rejected=True)],
            )
            for (one, key), (other, above) in links
        ],
    )


def both_directions(
    one: tuple[str, str], other: tuple[str, str], predicate: str, evidence: Sequence[Evidence]
) -> Question:
    """A relation that texts state from each of two concepts (name and key) to the other."""
    (name, key), (back, back_key) = one, other
    forth = (key, predicate, back_key), (back_key, predicate, key)
    return Question(
        f"directions:{name}:{predicate}:{back}",
        "directions",
        f"Les textes disent {predicate} de « {name} » à « {back} » et l'inverse : aucun des deux"
        " n'est retenu. Lequel est juste ?",
        [item.entry for item in evidence],
        list(evidence),
        [
            Proposal(f"De « {name} » à « {back} ».", [relation_row(*forth[0])]),
            Proposal(f"De « {back} » à « {name} ».", [relation_row(*forth[1])]),
            Proposal("Aucun des deux.", [relation_row(*row, rejected=True) for row in forth]),
        ],
        2,
    )


def both_ways(
    one: tuple[str, str],
    predicate: str,
    other: tuple[str, str],
    evidence: Sequence[Evidence],
    link: tuple[str, str] | None,
) -> Question:
    """A pair of concepts (name and key) that the texts join by hierarchy and by association;
    `link`: the keys of child and parent where one stands directly under the other.
    """
    (name, key), (back, back_key) = one, other
    keep = relation_row(key, predicate, back_key, rejected=True)
    proposals = [Proposal("Oui, garder la hiérarchie seule.", [keep])]
    if link is not None:
        row = relation_row(link[0], "skos:broader", link[1], rejected=True)
        proposals.append(Proposal("Non, garder l'association seule.", [row]))
    return Question(
        f"both:{name}:{predicate}:{back}",
        "both",
        f"« {name} » et « {back} » sont liés à la fois par la hiérarchie et par {predicate} :"
        " la hiérarchie est gardée. Est-ce juste ?",
        [item.entry for item in evidence],
        list(evidence),
        proposals,
    )


def _same(subject: str, target: str, *, rejected: bool = False) -> Row:
    return relation_row(subject, "skos:exactMatch", target, rejected=rejected)


def _nothing(key: str) -> Proposal:
    return Proposal("N'en faire aucun concept.", [relation_row(key, "owl:deprecated", "true")])
