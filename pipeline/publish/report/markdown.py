"""report.md: what a taxonomist reads after a build, in French; no clock, no timings in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pipeline.markdown import excerpt, plain, table
from pipeline.model import Concept, Decision
from pipeline.publish.forest import plant, preferred
from pipeline.publish.report.candidates import Offer
from pipeline.publish.report.changes import Count
from pipeline.publish.report.disagreements import Comparison, Saying
from pipeline.publish.report.facts import Facts
from pipeline.publish.report.figures import change, per_cent, share
from pipeline.publish.report.ledgers import Flagged, SourceFacts
from pipeline.publish.report.measures import apart, reached
from pipeline.publish.report.names import Quoted
from pipeline.publish.report.questions import Answer
from pipeline.publish.report.rows import Line
from pipeline.publish.wording import Wording
from pipeline.validate.evaluation.score import Figures
from pipeline.validate.evaluation.stage import Kind
from pipeline.validate.reports.markdown import finding_lines

_QUOTE, _ASIDE, _OPENING = 240, 80, 60
_DISAGREEMENT = ("source", "entry", "opening", "genus", "class")
_MEASURE = ("kind", "precision", "wanted", "recall", "wanted", "f1", "apart")


def report(told: Facts, wording: Wording) -> str:
    """The facts of a report as Markdown."""
    text = "\n".join(_Report(told, wording).lines())
    return re.sub(r"\n{3,}", "\n\n", text).rstrip("\n") + "\n"


class _Report:
    """Writes section by section."""

    def __init__(self, told: Facts, wording: Wording) -> None:
        self._told = told
        self._build = told.build
        self._wording = wording
        self._language = told.build.vocabulary.language

    def lines(self) -> Iterator[str]:
        """All lines of the report."""
        vocabulary = self._build.vocabulary
        title = vocabulary.title[self._language]
        curation = "curation_on" if self._build.mapping.curation else "curation_off"
        yield f"# {self._wording.fill('report', 'title', title=plain(title))}"
        yield ""
        yield self._wording.fill(
            "report", "intro", version=vocabulary.version, modified=vocabulary.modified
        )
        yield self._wording.word("report", curation)
        yield ""
        for name, section in (
            ("summary", self._summary()),
            ("questions", self._questions()),
            ("findings", self._findings()),
            ("disagreements", self._disagreements()),
            ("candidates", self._candidates()),
            ("unmatched", self._list(self._told.unmatched)),
            ("changed", self._list(self._told.changed)),
            ("measures", self._measures()),
            ("sources", self._sources()),
            ("tree", self._tree()),
        ):
            yield f"## {self._wording.word('report.sections', name)}"
            yield ""
            written = list(section)
            yield from written or [self._wording.word("report", "nothing")]
            yield ""

    def _summary(self) -> Iterator[str]:
        changes = self._told.changes
        if changes.since:
            told = {"version": plain(changes.since.version), "date": plain(changes.since.date)}
            yield self._text("since", **told)
        else:
            yield self._text("first")
        yield ""
        yield from self._counts([""], changes.overall.values())
        yield from self._counts(["label_kind", "language"], changes.labels.values())
        relations = [
            Count([f"{count.cells[0]} (`{count.cells[1]}`)"], count.now, count.before)
            for count in changes.relations.values()
        ]
        yield from self._counts(["relation"], relations)

    def _counts(self, heads: list[str], counts: Iterable[Count]) -> list[str]:
        """A table of counts, with those of the last release where there is one."""
        is_first = self._told.changes.since is None
        more = ["count"] if is_first else ["count", "before", "change"]
        return table(
            [head and self._column(head) for head in (*heads, *more)],
            [
                [*count.cells, str(count.now)]
                + ([] if is_first else [str(count.before), change(count.change)])
                for count in counts
            ],
        )

    def _questions(self) -> Iterator[str]:
        for number, asked in enumerate(self._told.questions, start=1):
            yield f"{number}. {plain(asked.question.text)}"
            entries = ", ".join(f"`{entry}`" for entry in asked.question.entries)
            if entries:
                yield f"   - {self._text('question_entries', entries=entries)}"
            for sentence in asked.sentences:
                yield f"   - {_quoted(sentence)}"
            for choice, answer in enumerate(asked.answers, start=1):
                yield from self._answer(choice, answer)

    def _answer(self, choice: int, answer: Answer) -> Iterator[str]:
        yield f"   - {self._text('answer', number=choice, text=plain(answer.text))}"
        yield ""
        yield from (f"     {line}" if line else "" for line in _rows(answer.lines))

    def _findings(self) -> Iterator[str]:
        verdict = self._build.verdict
        yield self._text(
            "findings",
            axioms=verdict.axioms,
            logical=verdict.logical,
            inferences=verdict.inferences,
        )
        yield ""
        yield from finding_lines(verdict.findings, self._told.findings_language, level=3)

    def _disagreements(self) -> Iterator[str]:
        for comparison in self._told.comparisons:
            yield from self._comparison(comparison)

    def _comparison(self, comparison: Comparison) -> Iterator[str]:
        level = self._wording.word("report.disagreements", comparison.level)
        yield f"### {plain(' / '.join(dict.fromkeys(comparison.names.values())))} : {level}"
        yield ""
        yield from table(
            [self._wording.word("report.disagreements.columns", name) for name in _DISAGREEMENT],
            [self._saying(saying) for saying in comparison.sayings],
        )
        if comparison.followed:
            entry = _entry(comparison.followed)
            yield f"- {self._wording.fill('report.disagreements', 'followed', entry=entry)}"
        for decision in comparison.decisions:
            yield f"- {self._decision(decision)}"
        if comparison.is_undecided:
            yield f"- {self._wording.word('report.disagreements', 'undecided')}"
        yield ""

    def _saying(self, saying: Saying) -> list[str]:
        return [
            plain(saying.title),
            _entry(saying),
            f"« {excerpt(saying.quote, _QUOTE)} » ({saying.start}-{saying.end})",
            plain(saying.genus),
            plain(", ".join(saying.classes)),
        ]

    def _decision(self, decision: Decision) -> str:
        return self._wording.fill(
            "report.disagreements",
            "decision",
            author=plain(decision.author),
            date=decision.date,
            reason=plain(decision.reason),
        )

    def _candidates(self) -> Iterator[str]:
        if not self._told.offers:
            return
        yield self._wording.word("report.candidates", "intro")
        yield ""
        for rank, offer in enumerate(self._told.offers, start=1):
            yield from self._offer(rank, offer)
        more = self._told.more_candidates
        if more > 0:
            yield self._wording.fill("report.candidates", "more", count=more)

    def _offer(self, rank: int, offer: Offer) -> Iterator[str]:
        candidate = offer.candidate
        yield f"### {rank}. {plain(candidate.text)}"
        yield ""
        yield self._wording.fill(
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
            words = self._wording.fill("report.candidates", "more_sentences", count=offer.more)
            yield f"- {words}"
        yield ""
        yield from _rows(offer.lines)

    def _list(self, sentences: Iterable[str]) -> Iterator[str]:
        yield from (f"- {plain(sentence)}" for sentence in sentences)

    def _measures(self) -> Iterator[str]:
        scores = self._build.scores
        if not scores:
            yield self._wording.word("measures", "none")
            return
        yield self._wording.word("measures", "intro")
        yield ""
        for name, modes in scores.items():
            yield f"### {self._wording.fill('measures', 'gold', name=plain(name))}"
            yield ""
            for mode, kinds in modes.items():
                yield self._wording.word("measures", mode)
                yield ""
                yield from self._scores(kinds)

    def _scores(self, kinds: Mapping[Kind, Figures]) -> list[str]:
        return table(
            [self._wording.word("measures.columns", column) for column in _MEASURE],
            [
                [
                    self._wording.word("measures.kinds", kind),
                    reached(figures.precision),
                    share(figures.precision.wanted),
                    reached(figures.recall),
                    share(figures.recall.wanted),
                    share(figures.f1),
                    " ; ".join(apart(figures, self._wording)),
                ]
                for kind, figures in kinds.items()
            ],
        )

    def _sources(self) -> Iterator[str]:
        for source in self._told.sources:
            yield f"### {plain(source.source.title)} (`{source.source.id}`)"
            yield ""
            yield from self._source(source)

    def _source(self, source: SourceFacts) -> Iterator[str]:
        ledger = source.ledger
        confidence = f"{round(ledger.confidence * 100)} %"
        yield self._text(
            "source", reader=f"`{ledger.reader}`", confidence=confidence, length=ledger.length
        )
        yield ""
        yield from table(
            [self._column(name) for name in ("kind", "characters", "share")],
            [[p.name, str(p.size), per_cent(p.size, ledger.length)] for p in source.parts],
        )
        if source.asides:
            yield self._text("remarks")
            yield ""
            yield from table(
                [self._column(name) for name in ("place", "kind", "reason", "quote")],
                [
                    [f"{a.start}-{a.end}", a.name, plain(a.reason), excerpt(a.text, _ASIDE)]
                    for a in source.asides
                ],
            )
        if source.flagged:
            yield self._text("flagged")
            yield ""
            yield from table(
                [self._column("entry"), self._column("flag")],
                [
                    [f"{_called(entry)} (`{entry.entry}`)", ", ".join(entry.flags)]
                    for entry in source.flagged
                ],
            )

    def _tree(self) -> Iterator[str]:
        forest = plant(self._build.concepts, {}, self._language)
        waiting = [(root, 0) for root in reversed(forest.roots)]
        while waiting:
            iri, depth = waiting.pop()
            yield f"{'  ' * depth}- {self._name(forest.concepts[iri])}"
            children = reversed(forest.children.get(iri, []))
            waiting.extend((child, depth + 1) for child in children)

    def _name(self, concept: Concept) -> str:
        main = preferred(concept, self._language)
        acronyms = [x.text for x in concept.labels if x.kind == "acronym" and x != main]
        others = list(dict.fromkeys(acronyms))
        name = plain(self._told.names.concept(concept.iri))
        return f"{name} ({', '.join(plain(text) for text in others)})" if others else name

    def _text(self, key: str, **values: object) -> str:
        return self._wording.fill("report.text", key, **values)

    def _column(self, key: str) -> str:
        return self._wording.word("report.columns", key)


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


def _called(entry: Flagged) -> str:
    """The headword of an entry, or where it was lost the beginning of its definition."""
    if entry.opening:
        return f"« {excerpt(entry.opening, _OPENING)} »"
    return plain(entry.headword or entry.entry)
