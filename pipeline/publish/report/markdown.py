"""report.md: what a taxonomist reads after a build, in French; no clock, no timings in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.markdown import plain, table
from pipeline.model import Concept
from pipeline.publish.forest import plant, preferred
from pipeline.publish.report.changes import Count
from pipeline.publish.report.decisions_markdown import candidates, disagreements, questions
from pipeline.publish.report.facts import Facts
from pipeline.publish.report.figures import change
from pipeline.publish.report.measures_markdown import measures
from pipeline.publish.report.sources_markdown import sources
from pipeline.publish.wording import Wording
from pipeline.validate.reports.markdown import finding_lines


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
            ("questions", questions(self._told, self._wording)),
            ("findings", self._findings()),
            ("disagreements", disagreements(self._told, self._wording)),
            ("candidates", candidates(self._told, self._wording)),
            ("unmatched", self._list(self._told.unmatched)),
            ("changed", self._list(self._told.changed)),
            ("measures", measures(self._told, self._wording)),
            ("sources", sources(self._told, self._wording)),
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
        yield self._text("both_ways")

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

    def _list(self, sentences: Iterable[str]) -> Iterator[str]:
        yield from (f"- {plain(sentence)}" for sentence in sentences)

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
