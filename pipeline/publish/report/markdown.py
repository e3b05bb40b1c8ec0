"""report.md: what a taxonomist reads after a build, in French; no clock, no timings in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.markdown import excerpt, plain, table
from pipeline.model import LEDGER_KINDS, Concept, Entry
from pipeline.publish.counts import Counts, count
from pipeline.publish.forest import Forest, plant, preferred, shown_name
from pipeline.publish.inputs import Build, SourceReading
from pipeline.publish.report.candidates import candidate_lines
from pipeline.publish.report.disagreements import disagreement_lines
from pipeline.publish.report.measures import measures
from pipeline.publish.wording import Wording
from pipeline.validate.reports.markdown import finding_lines
from pipeline.validate.reports.wording import Language

_QUOTE = 80


def report(build: Build, wording: Wording) -> str:
    """The whole report as Markdown."""
    text = "\n".join(_Report(build, wording).lines())
    return re.sub(r"\n{3,}", "\n\n", text).rstrip("\n") + "\n"


class _Report:
    """Writes section by section; `w` gives the words of a part of [report]."""

    def __init__(self, build: Build, wording: Wording) -> None:
        self._build = build
        self._wording = wording
        self._language = build.vocabulary.language
        self._counts: Counts = count(build)
        self._names = {c.iri: shown_name(c, self._language) for c in build.concepts}
        self._titles = {r.source.id: r.source.title for r in build.readings}
        self._headwords = {
            entry.id: entry.headword.text if entry.headword else entry.id
            for reading in build.readings
            for entry in reading.entries
        }

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
            ("disagreements", disagreement_lines(self._build, self._wording)),
            ("candidates", candidate_lines(self._build, self._wording)),
            ("unmatched", self._unmatched()),
            ("changed", self._changed()),
            ("measures", measures(self._build.scores, self._wording)),
            ("sources", self._sources()),
            ("tree", self._tree()),
        ):
            yield f"## {self._wording.word('report.sections', name)}"
            yield ""
            written = list(section)
            yield from written or [self._wording.word("report", "nothing")]
            yield ""

    def _summary(self) -> Iterator[str]:
        counts = self._counts
        names = ("sources", "entries", "senses", "concepts", "top", "undefined", "decisions")
        rows = [
            [self._wording.word("report.counts", name), str(getattr(counts, name))]
            for name in names
        ]
        yield from table(["", self._column("count")], rows)
        yield from table(
            [self._column("label_kind"), self._column("language"), self._column("count")],
            [
                [self._wording.word("labels", kind), self._wording.word("languages", lang), str(n)]
                for (kind, lang), n in counts.labels.items()
            ],
        )
        yield from table(
            [self._column("relation"), self._column("count")],
            [
                [f"{self._wording.relation(curie)} (`{curie}`)", str(counts.relations[curie])]
                for curie in self._wording.in_order(counts.relations)
            ],
        )

    def _questions(self) -> Iterator[str]:
        for number, question in enumerate(self._build.questions, start=1):
            yield f"{number}. {plain(question.text)}"
            entries = ", ".join(f"`{entry}`" for entry in question.entries)
            if entries:
                yield f"   - {self._text('question_entries', entries=entries)}"
            for evidence in question.evidence:
                place = f"{plain(self._titles.get(evidence.source, evidence.source))}, "
                place += f"{evidence.start}-{evidence.end}"
                yield f"   - « {excerpt(evidence.quote, 240)} » ({place})"

    def _findings(self) -> Iterator[str]:
        verdict = self._build.verdict
        yield self._text(
            "findings",
            axioms=verdict.axioms,
            logical=verdict.logical,
            inferences=verdict.inferences,
        )
        yield ""
        language: Language = "fr" if self._language == "fr" else "en"
        yield from finding_lines(self._build.verdict.findings, language, level=3)

    def _unmatched(self) -> Iterator[str]:
        for sentence in sorted(self._build.mapping.unmatched):
            yield f"- {plain(sentence)}"

    def _changed(self) -> Iterator[str]:
        for sentence in sorted(self._build.mapping.changed):
            yield f"- {plain(sentence)}"

    def _sources(self) -> Iterator[str]:
        for reading in self._build.readings:
            yield f"### {plain(reading.source.title)} (`{reading.source.id}`)"
            yield ""
            yield from self._source(reading)

    def _source(self, reading: SourceReading) -> Iterator[str]:
        ledger = reading.ledger
        confidence = f"{round(ledger.confidence * 100)} %"
        yield self._text(
            "source", reader=f"`{ledger.reader}`", confidence=confidence, length=ledger.length
        )
        yield ""
        sizes = {
            kind: sum(span.end - span.start for span in ledger.spans.get(kind, ()))
            for kind in LEDGER_KINDS
        }
        yield from table(
            [self._column("kind"), self._column("characters"), self._column("share")],
            [
                [self._wording.word("kinds", kind), str(size), _share(size, ledger.length)]
                for kind, size in sizes.items()
            ],
        )
        if ledger.remarks:
            yield self._text("remarks")
            yield ""
            yield from table(
                [self._column(name) for name in ("place", "kind", "reason", "quote")],
                [
                    [
                        f"{remark.span.start}-{remark.span.end}",
                        self._wording.word("kinds", remark.kind),
                        plain(remark.reason),
                        excerpt(reading.raw[remark.span.start : remark.span.end], _QUOTE),
                    ]
                    for remark in ledger.remarks
                ],
            )
        flagged = [entry for entry in reading.entries if entry.flags]
        if flagged:
            yield self._text("flagged")
            yield ""
            yield from table(
                [self._column("entry"), self._column("flag")],
                [
                    [
                        f"{self._called(entry, reading.raw)} (`{entry.id}`)",
                        ", ".join(self._wording.word("flags", flag) for flag in entry.flags),
                    ]
                    for entry in flagged
                ],
            )

    def _called(self, entry: Entry, raw: str) -> str:
        """The headword of an entry, or where it was lost the beginning of its definition."""
        if entry.headword or not entry.senses:
            return plain(self._headwords[entry.id])
        first = entry.senses[0].spans[0]
        return f"« {excerpt(raw[first.start : first.end], 60)} »"

    def _tree(self) -> Iterator[str]:
        forest: Forest = plant(self._build.concepts, {}, self._language)
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
        name = plain(self._names[concept.iri])
        return f"{name} ({', '.join(plain(text) for text in others)})" if others else name

    def _text(self, key: str, **values: object) -> str:
        return self._wording.fill("report.text", key, **values)

    def _column(self, key: str) -> str:
        return self._wording.word("report.columns", key)


def _share(size: int, whole: int) -> str:
    """A share in per cent, with a French comma."""
    return f"{100 * size / whole:.1f} %".replace(".", ",") if whole else "0,0 %"
