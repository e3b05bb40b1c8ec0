"""From an answer to rows: a question, the proposal that was chosen, what was added to it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs
from rapidfuzz import fuzz, process

from pipeline.errors import StageError
from pipeline.map.questions import BLANK, key_in_rows
from pipeline.model import Concept, Proposal, Question, Row


def question_of(questions: Sequence[Question], name: str) -> Question:
    """The question with this id, or with this number in the list (from 1).

    Raises StageError where there is none.
    """
    for number, question in enumerate(questions, start=1):
        if name in (question.id, str(number)):
            return question
    raise StageError(
        f"no open question is called `{name}`", remedy="list them with `glossograph curate`"
    )


def proposal_of(question: Question, choice: int) -> Proposal:
    """The proposal with this number (from 1). Raises StageError where there is none."""
    if not 1 <= choice <= len(question.proposals):
        raise StageError(
            f"the question `{question.id}` has no answer {choice}",
            remedy=f"choose one from 1 to {len(question.proposals)} with --choice",
        )
    return question.proposals[choice - 1]


def rows_of(proposal: Proposal, text: str, concepts: Sequence[Concept]) -> list[Row]:
    """The rows that a proposal writes, with `text` (a name, or what a concept is called) filled in
    where it asks for one. Raises StageError where it is missing, not wanted, or means no concept.
    """
    wanted = {"name": "a name", "concept": "a concept"}.get(proposal.asks, "")
    text = " ".join(text.split())
    if bool(text) != bool(wanted):
        problem = f"this answer needs {wanted}" if wanted else "this answer takes no text"
        raise StageError(problem, remedy="give it with --text" if wanted else "leave --text out")
    if proposal.asks == "concept":
        text = key_of(text, concepts)
    return [
        structs.replace(
            row, fields={name: text if v == BLANK else v for name, v in row.fields.items()}
        )
        for row in proposal.rows
    ]


def key_of(name: str, concepts: Sequence[Concept]) -> str:
    """What a row calls the concept that is meant by an entry, an IRI, a slug or a label.

    Raises StageError where nothing, or more than one concept, is called so.
    """
    names: dict[str, set[str]] = {}
    for concept in concepts:
        slug = concept.iri.rsplit("/", 1)[-1]
        key = key_in_rows(concept)
        called = [concept.iri, slug, f"concept:{slug}", *concept.entries]
        labels = [label.text for label in concept.labels if label.kind != "hidden"]
        for one in [*called, *labels]:
            names.setdefault(one.casefold(), set()).add(key)
    found = names.get(name.casefold(), set())
    if len(found) == 1:
        return next(iter(found))
    if found:
        raise StageError(
            f"several concepts are called « {name} »",
            remedy=f"name one by its entry: {', '.join(sorted(found))}",
        )
    near = process.extract(name.casefold(), sorted(names), scorer=fuzz.WRatio, limit=3)
    raise StageError(
        f"no concept is called « {name} »",
        remedy=f"give a label, a slug or an entry, such as {', '.join(one for one, _, _ in near)}",
    )
