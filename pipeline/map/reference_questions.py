"""What the map asks where an entry refers its reader to what is no concept, or several."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.map.questions import BLANK, label_row, relation_row
from pipeline.model import Entry, Evidence, Headword, Proposal, Question

_CONFIDENCE = 0.95


def cited(entry: Entry, term: Headword, rule: str) -> Evidence:
    """The words by which an entry refers to a term."""
    return Evidence(entry.id, entry.source, term.start, term.end, term.text, rule, _CONFIDENCE)


def refers(
    concept: tuple[str, str], found: Sequence[tuple[str, str]], evidence: Evidence
) -> Question:
    """A term that an entry of a concept (its name and key) refers to, the words of `evidence`, and
    that names none of the concepts or several (`found`, each with its key).
    """
    name, key = concept
    why = "plusieurs concepts portent ce nom" if found else "aucun concept ne porte ce nom"
    rows = [(other, relation_row(key, "skos:related", target)) for other, target in found]
    return Question(
        f"see:{evidence.entry}:{evidence.start}",
        "see",
        f"« {name} » renvoie à « {evidence.quote} », mais {why}. À quoi le relier ?",
        [evidence.entry],
        [evidence],
        [
            *(Proposal(f"À « {other} ».", [row]) for other, row in rows),
            Proposal("À un autre concept.", [relation_row(key, "skos:related", BLANK)], "concept"),
        ],
    )


def only_refers(found: Sequence[Entry]) -> Question:
    """Entries of one name that define nothing and refer to terms that name no one concept."""
    entries = [entry.id for entry in found]
    name = next(entry.headword.text for entry in found if entry.headword)
    evidence = [cited(entry, term, "cross-reference") for entry in found for term in entry.see]
    quoted = ", ".join(f"« {item.quote} »" for item in evidence)
    return Question(
        f"reference:{entries[0]}",
        "reference",
        f"« {name} » n'est pas défini et renvoie à {quoted} : de quel concept est-ce un nom ?",
        entries,
        evidence,
        [
            Proposal(
                "D'un concept déjà connu.",
                [relation_row(entries[0], "skos:exactMatch", BLANK)],
                "concept",
            ),
            Proposal("D'un concept à part.", [label_row(entries[0], "preferred", name)]),
            Proposal(
                "N'en faire aucun concept.", [relation_row(entries[0], "owl:deprecated", "true")]
            ),
        ],
    )
