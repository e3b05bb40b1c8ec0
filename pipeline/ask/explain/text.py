"""An explanation as a page of French: each statement, and under it why it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

import msgspec

from pipeline.ask.explain.explanation import (
    Disagreement,
    Explanation,
    Ground,
    Passage,
    Reason,
    SaidDefinition,
    SaidLink,
)
from pipeline.ask.lookup import Match
from pipeline.ask.page import Page, clean, faint, marked, strong
from pipeline.ask.wording import AskWording
from pipeline.model import Decision

_SIDE_BY_SIDE = 3


def write(said: Explanation, wording: AskWording, page: Page) -> None:
    """Put an explanation on a page."""
    _Writing(said, wording, page).write()


def write_choice(term: str, found: Sequence[Match], wording: AskWording, page: Page) -> None:
    """Put the concepts that a term names on a page, and how to choose one."""
    page.add(wording.fill("explain", "ambiguous", term=clean(term), count=len(found)))
    for match in found:
        page.add(strong(clean(match.name)), 2)
        others = ", ".join(clean(label) for label in match.labels if label != match.name)
        if others:
            page.add(wording.fill("explain", "known_as", labels=others), 4)
        page.add(wording.fill("explain", "choose", iri=match.iri), 4)


class _Writing:
    def __init__(self, said: Explanation, wording: AskWording, page: Page) -> None:
        self._said = said
        self._wording = wording
        self._page = page
        # Reasons that were shown, and where.
        self._shown: dict[bytes, str] = {}

    def write(self) -> None:
        said, page = self._said, self._page
        page.add(strong(clean(said.name)))
        page.add(said.iri)
        if said.deprecated:
            page.add(strong(self._phrase("deprecated")))
            for successor in said.successors:
                page.add(self._phrase("successor", name=successor.label, iri=successor.iri))
            if not said.successors:
                page.add(self._phrase("no_successor"))
        for gone in said.replaces:
            page.add(self._phrase("replaces", name=gone.label, iri=gone.iri))
        self._section("labels", said.labels, self._labels)
        self._section("classes", said.classes, self._classes)
        self._section("definitions", said.definitions, self._definitions)
        self._section("tree", [] if said.deprecated else said.paths, self._tree)
        self._section("relations", said.relations, self._relations)
        self._section("disagreements", said.disagreements, self._disagreements)
        self._section("notes", said.notes, self._notes)

    def _section(self, key: str, content: Sequence[object], put: Callable[[], None]) -> None:
        if content:
            self._page.gap()
            title = self._wording.word("explain.sections", key)
            self._page.add(strong(title.upper()))
            put()

    def _phrase(self, key: str, **values: object) -> str:
        """A phrase of the wording; what is filled in is cleaned, its styles are kept."""
        return self._wording.fill("explain", key, **values)

    # --- the sections

    def _labels(self) -> None:
        for lang, labels in groupby(self._said.labels, key=lambda label: label.lang):
            language = self._wording.language(lang)
            self._page.add(language, 2)
            for label in labels:
                kind = self._wording.word("labels", label.kind)
                self._page.add(f"{kind} : {strong(clean(label.text))}", 4)
                where = f"« {clean(label.text)} » ({kind}, {language})"
                self._reason(label.reason, where, 6)

    def _classes(self) -> None:
        for link in self._said.classes:
            self._page.add(strong(clean(link.object.label)), 2)
            where = self._phrase("class", name=clean(link.object.label))
            self._reason(link.reason, where, 4)

    def _definitions(self) -> None:
        for number, definition in enumerate(self._said.definitions):
            if number:
                self._page.gap()
            self._page.add(self._definition_title(definition), 2)
            if self._contradicts(definition):
                title = self._wording.word("explain.sections", "disagreements")
                self._page.add(self._phrase("see_disagreement", title=title), 4)
                continue
            for line in self._definition_lines(definition):
                self._page.add(line, 4, hang=0)
            if definition.choice != Reason():
                self._reason(definition.choice, self._phrase("definition_kept"), 4)
            if definition.mapping is not None:
                self._page.add(self._phrase("same_concept"), 4)
                where = self._phrase("same_concept_of", entry=self._entry(definition))
                self._reason(definition.mapping_reason, where, 6)

    def _definition_title(self, definition: SaidDefinition) -> str:
        state = "kept" if definition.kept else "not_kept"
        if definition.mapping is None and definition.entry is not None:
            state = "elsewhere"
        elif self._contradicts(definition):
            state = "close"
        language = f" ({self._wording.language(definition.lang)})" if definition.lang else ""
        return f"{strong(self._phrase(state))}{language} : {self._origin(definition)}"

    def _origin(self, definition: SaidDefinition) -> str:
        if definition.source is None:
            return self._phrase("own")
        return self._phrase(
            "said_by",
            source=clean(definition.source.label),
            publisher=clean(definition.publisher),
            entry=self._entry(definition),
        )

    def _entry(self, definition: SaidDefinition) -> str:
        name = definition.entry.label if definition.entry else ""
        return self._entry_name(name, definition.entry_id)

    def _entry_name(self, name: str, entry_id: str) -> str:
        local = entry_id.partition("/")[2]
        if name == local:
            return self._phrase("entry_lost", id=local)
        return self._phrase("entry", name=clean(name))

    def _definition_lines(self, definition: SaidDefinition) -> Iterable[str]:
        if definition.text:
            return map(clean, definition.text.splitlines())
        return [self._phrase("withheld" if definition.withheld else "undefined")]

    def _contradicts(self, definition: SaidDefinition) -> bool:
        return definition.mapping is not None and definition.mapping.iri.endswith("#closeMatch")

    def _tree(self) -> None:
        for path in self._said.paths:
            *above, last = [clean(step.label) for step in path]
            self._page.add(" › ".join([*above, strong(last)]), 2)

    def _relations(self) -> None:
        for property_, links in groupby(self._said.relations, key=lambda link: link.property):
            self._page.add(f"{property_.label} :", 2)
            for link in links:
                self._page.add(strong(clean(link.object.label)), 4)
                self._reason(link.reason, self._relation_name(link), 6)

    def _relation_name(self, link: SaidLink) -> str:
        return f"« {link.property.label} {clean(link.object.label)} »"

    def _disagreements(self) -> None:
        for number, disagreement in enumerate(self._said.disagreements):
            if number:
                self._page.gap()
            self._sides(disagreement.sides)
            named = {
                side.entry.iri: self._entry_in_source(side)
                for side in disagreement.sides
                if side.entry
            }
            named[self._said.iri] = self._phrase("this_concept")
            for contradiction in disagreement.contradictions:
                one, other = (named[end.iri] for end in (contradiction.one, contradiction.other))
                self._page.add(self._phrase("contradiction", one=one, other=other), 2)
                # The decision says that they disagree; a passage, that the entry is this concept's.
                decided = Reason(decisions=contradiction.reason.decisions)
                reason = contradiction.reason if decided == Reason() else decided
                self._shown.clear()
                self._reason(reason, self._phrase("this_contradiction"), 4)
            self._followed(disagreement)

    def _entry_in_source(self, side: SaidDefinition) -> str:
        return f"{self._entry(side)} ({side.source_id})"

    def _sides(self, sides: Sequence[SaidDefinition]) -> None:
        for first in range(0, len(sides), _SIDE_BY_SIDE):
            cells = [
                [self._definition_title(side), "", *self._definition_lines(side)]
                for side in sides[first : first + _SIDE_BY_SIDE]
            ]
            self._page.columns(cells, 2)
            self._page.gap()

    def _followed(self, disagreement: Disagreement) -> None:
        kept = next((side for side in disagreement.sides if side.kept), None)
        if kept is not None:
            name = self._entry_in_source(kept) if kept.entry else self._phrase("own")
            self._page.add(self._phrase("followed", name=name), 2)
        if disagreement.followed != Reason():
            self._shown.clear()
            self._reason(disagreement.followed, self._phrase("definition_kept"), 4)

    def _notes(self) -> None:
        for note in self._said.notes:
            self._page.add(clean(note), 2)

    # --- reasons

    def _reason(self, reason: Reason, where: str, indent: int) -> None:
        """Why a statement is there; what was shown before is only pointed to."""
        if reason.passages or reason.decisions:
            self._grounded(reason.passages, reason.decisions, where, indent)
        for ground in reason.follows:
            statement = self._statement(ground)
            self._page.add(self._phrase("follows", statement=statement), indent)
            self._grounded(ground.passages, ground.decisions, statement, indent + 2)
        if reason == Reason():
            key = "last_label" if self._said.deprecated else "unexplained"
            self._page.add(self._phrase(key), indent)

    def _statement(self, ground: Ground) -> str:
        return self._phrase(
            "statement",
            subject=clean(ground.subject.label),
            property=ground.property.label,
            object=clean(ground.object.label),
        )

    def _grounded(
        self,
        passages: Sequence[Passage],
        decisions: Sequence[Decision],
        where: str,
        indent: int,
    ) -> None:
        key = msgspec.json.encode((passages, decisions))
        if key in self._shown:
            self._page.add(faint(self._phrase("as_above", where=self._shown[key])), indent)
            return
        self._shown[key] = where
        for passage in passages:
            self._passage(passage, indent)
        for decision in decisions:
            fields = {name: clean(getattr(decision, name)) for name in ("author", "date", "reason")}
            self._page.add(self._phrase("decision", file=clean(decision.where), **fields), indent)

    def _passage(self, passage: Passage, indent: int) -> None:
        words = f"{clean(passage.before)}{marked(clean(passage.quote))}{clean(passage.after)}"
        self._page.add(self._phrase("quote", text=words), indent)
        name = self._wording.word("rules", passage.rule)
        known = name != passage.rule
        rule = self._phrase("rule", words=name, rule=passage.rule) if known else name
        place = self._phrase(
            "place" if passage.line is not None else "place_without_text",
            source=clean(passage.source.label),
            source_id=passage.source_id,
            entry=self._entry_name(passage.entry.label, passage.entry_id),
            start=passage.start,
            end=passage.end,
            line=passage.line,
            rule=rule,
            confidence=f"{passage.confidence:.0%}".replace("%", " %"),
        )
        self._page.add(faint(place), indent)
