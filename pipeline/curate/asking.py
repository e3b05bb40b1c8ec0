"""The open questions as a person reads them, and a conversation that takes the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.curate.answering import proposal_of, rows_of
from pipeline.curate.wording import say
from pipeline.errors import CurationError, StageError
from pipeline.model import Concept, Question, Row

Write = Callable[[Question, Sequence[Row], str], Sequence[str]]


def shown(question: Question, number: int) -> Iterator[str]:
    """A question, its number in the list, its sentences and the answers it proposes."""
    yield say("questions", "head", number=number, text=question.text)
    yield say("questions", "id", id=question.id, value=question.value)
    for entry in dict.fromkeys(question.entries):
        yield say("questions", "entry", entry=entry)
    for item in question.evidence:
        quote = " ".join(item.quote.split())
        place = {"source": item.source, "start": item.start, "end": item.end}
        yield say("questions", "sentence", quote=quote, **place)
    for choice, proposal in enumerate(question.proposals, start=1):
        value = f"{proposal.confidence:.2f}".replace(".", ",")
        confidence = say("questions", "confidence", value=value) if proposal.confidence else ""
        text = {"text": proposal.text, "confidence": confidence}
        yield say("questions", "proposal", number=choice, **text)


def listed(questions: Sequence[Question]) -> Iterator[str]:
    """All open questions, most valuable first."""
    for number, question in enumerate(questions, start=1):
        yield from shown(question, number)
        yield ""
    if not questions:
        yield say("questions", "none")


def converse(
    questions: Sequence[tuple[int, Question]],
    concepts: Sequence[Concept],
    ask: Callable[[str], str],
    tell: Callable[[str], None],
    write: Write,
) -> int:
    """Put questions, each with its number, one after the other; the number of answers written.

    `ask` puts a prompt and returns a line; `write` writes the rows of an answer with its reason and
    returns where. An empty answer passes on; what cannot be written is told and asked again.
    """
    written = 0
    for number, question in questions:
        for line in shown(question, number):
            tell(line)
        while (choice := _choice(question, ask, tell)) is not None:
            proposal = question.proposals[choice - 1]
            text = ask(say("questions", proposal.asks)) if proposal.asks else ""
            try:
                rows = rows_of(proposal, text, concepts)
                reason = ""
                while not reason.strip():
                    reason = ask(say("questions", "reason"))
                where = write(question, rows, reason)
            except (StageError, CurationError) as error:
                tell(str(error))
                continue
            tell(outcome(where))
            written += 1
            break
    return written


def outcome(where: Sequence[str]) -> str:
    """What was written, or that all of it was there already."""
    if where:
        return say("questions", "written", where=", ".join(where))
    return say("questions", "known")


def _choice(
    question: Question, ask: Callable[[str], str], tell: Callable[[str], None]
) -> int | None:
    last = len(question.proposals)
    while answer := ask(say("questions", "choice", last=last)).strip():
        try:
            proposal_of(question, int(answer))
        except (ValueError, StageError):
            tell(say("questions", "unknown", last=last))
            continue
        return int(answer)
    return None
