"""report.md: what a person decides: questions, disagreements, and terms that no entry defines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.markdown import excerpt, plain, table
from pipeline.model import Decision
from pipeline.publish.report.candidates import Offer
from pipeline.publish.report.disagreements import Comparison, Saying
from pipeline.publish.report.facts import Facts
from pipeline.publish.report.names import Quoted
from pipeline.publish.report.questions import Answer
from pipeline.publish.report.rows import Line
from pipeline.publish.wording import Wording

_QUOTE = 240
_DISAGREEMENT = ("source", "entry", "opening", "genus", "class")


def questions(told: Facts, wording: Wording) -> Iterator[str]:
    """Each open question with its sentences and the rows that answer it."""
    for number, asked in enumerate(told.questions, start=1):
        yield f"{number}. {plain(asked.question.text)}"
        entries = ", ".join(f"`{entry}`" for entry in asked.question.entries)
        if entries:
            yield f"   - {wording.fill('report.text', 'question_entries', entries=entries)}"
        for sentence in asked.sentences:
            yield f"   - {_quoted(sentence)}"
        for choice, answer in enumerate(asked.answers, start=1):
            yield from _answer(choice, answer, wording)


def _answer(choice: int, answer: Answer, wording: Wording) -> Iterator[str]:
    yield f"   - {wording.fill('report.text', 'answer', number=choice, text=plain(answer.text))}"
    yield ""
    yield from (f"     {line}" if line else "" for line in _rows(answer.lines))


def disagreements(told: Facts, wording: Wording) -> Iterator[str]:
    """What sources say of one concept that does not agree."""
    for comparison in told.comparisons:
        yield from _comparison(comparison, wording)


def _comparison(comparison: Comparison, wording: Wording) -> Iterator[str]:
    level = wording.word("report.disagreements", comparison.level)
    yield f"### {plain(' / '.join(dict.fromkeys(comparison.names.values())))} : {level}"
    yield ""
    yield from table(
        [wording.word("report.disagreements.columns", name) for name in _DISAGREEMENT],
        [_saying(saying) for saying in comparison.sayings],
    )
    if comparison.followed:
        entry = _entry(comparison.followed)
        yield f"- {wording.fill('report.disagreements', 'followed', entry=entry)}"
    for decision in comparison.decisions:
        yield f"- {_decision(decision, wording)}"
    if comparison.is_undecided:
        yield f"- {wording.word('report.disagreements', 'undecided')}"
    yield ""


def _saying(saying: Saying) -> list[str]:
    return [
        plain(saying.title),
        _entry(saying),
        f"« {excerpt(saying.quote, _QUOTE)} » ({saying.start}-{saying.end})",
        plain(saying.genus),
        plain(", ".join(saying.classes)),
    ]


def _decision(decision: Decision, wording: Wording) -> str:
    return wording.fill(
        "report.disagreements",
        "decision",
        author=plain(decision.author),
        date=decision.date,
        reason=plain(decision.reason),
    )


def candidates(told: Facts, wording: Wording) -> Iterator[str]:
    """The terms that definitions use and no glossary defines, with the rows that add them."""
    if not told.offers:
        return
    yield wording.word("report.candidates", "intro")
    yield ""
    for rank, offer in enumerate(told.offers, start=1):
        yield from _offer(rank, offer, wording)
    more = told.more_candidates
    if more > 0:
        yield wording.fill("report.candidates", "more", count=more)


def _offer(rank: int, offer: Offer, wording: Wording) -> Iterator[str]:
    candidate = offer.candidate
    yield f"### {rank}. {plain(candidate.text)}"
    yield ""
    yield wording.fill(
        "report.candidates",
        "counts",
        score=f"{candidate.score:.2f}".replace(".", ","),
        frequency=candidate.frequency,
        entries=len(candidate.entries),
        sources=offer.sources,
    )
    yield ""
    yield from (f"- {_quoted(sentence)}" for sentence in offer.sentences)
    if offer.more:
        words = wording.fill("report.candidates", "more_sentences", count=offer.more)
        yield f"- {words}"
    yield ""
    yield from _rows(offer.lines)


def _quoted(sentence: Quoted) -> str:
    """A sentence on one line, the words that count in bold, and where it stands."""
    marked = f"**{plain(sentence.words)}**" if sentence.words.strip() else ""
    before, after = (" ".join(text.split()) for text in (sentence.before, sentence.after))
    text = "".join(
        [
            plain(before),
            " " if before and sentence.before[-1:].isspace() else "",
            marked,
            " " if after and sentence.after[:1].isspace() else "",
            plain(after),
        ]
    )
    return f"« {text} » ({plain(sentence.title)}, {sentence.start}-{sentence.end})"


def _rows(lines: Iterable[Line]) -> Iterator[str]:
    yield "```tsv"
    yield from (line.text for line in lines)
    yield "```"
    yield ""


def _entry(saying: Saying) -> str:
    return (
        f"{plain(saying.headword)} (`{saying.entry}`)" if saying.headword else f"`{saying.entry}`"
    )
