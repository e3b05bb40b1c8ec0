"""tables/sharepoint/: one CSV a top concept, which becomes a term set of the term store.

https://learn.microsoft.com/en-us/previous-versions/office/sharepoint-server/ee424396(v=office.15):
one term set a file, seven levels under it, names unique among siblings whatever their capitals.
What a term set cannot hold is remarked on, each single thing of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipeline.publish.tables.delimited import csv_bytes
from pipeline.publish.tables.fitting import Fitter, Remark, cut, limits
from pipeline.publish.tables.records import MATCHES, Record, Records

_DEFINITION = "skos:definition"


class _Term(Struct, frozen=True):
    """A term: its concept and the names on the way to it, its own last."""

    record: Record
    path: tuple[str, ...]


def sharepoint(records: Records) -> tuple[dict[str, bytes], list[Remark]]:
    """The files by name, `<slug of the top concept>.csv`, and the remarks on them."""
    store = _Store(records)
    found = {
        f"{records.by_iri[root].slug}.csv": csv_bytes(
            store.rows(records.by_iri[root]), bom=True, quote_all=True
        )
        for root in records.forest.roots
    }
    for record in records.used:
        store.remark_on_losses(record)
    for record in records.given_up:
        store.fitter.say("given_up", record, "concept", record.name)
    return found, store.fitter.remarks


class _Store:
    def __init__(self, records: Records) -> None:
        self.fitter = Fitter("sharepoint")
        self._records = records
        self._typed = f"{records.vocabulary.prefix}:"
        limit = limits("sharepoint")
        self._levels: int = limit["levels"]
        self._name_length: int = limit["name_length"]
        self._description_length: int = limit["description_length"]
        self._lcid = str(limit["lcid"].get(records.language, ""))
        self._parents = {
            child: parent
            for parent, children in records.forest.children.items()
            for child in children
        }

    def rows(self, top: Record) -> Iterator[list[str]]:
        """The header, the term set, then its terms, each after the one above it."""
        levels = [f"Level {number} Term" for number in range(1, self._levels + 1)]
        yield [
            "Term Set Name",
            "Term Set Description",
            "LCID",
            "Available for Tagging",
            "Term Description",
            *levels,
        ]
        blank = [""] * len(levels)
        yield [self._name(top, "term_set"), self._description(top), self._lcid, "TRUE", "", *blank]
        for term in self._terms(top):
            place = [*term.path, *blank[len(term.path) :]]
            yield ["", "", self._lcid, "TRUE", self._description(term.record), *place]

    def remark_on_losses(self, record: Record) -> None:
        """Remark on what a term set has no room for: other labels and places, relations, notes."""
        say, language = self.fitter.say, self._records.language
        for (kind, lang), texts in sorted(record.labels.items()):
            if (kind, lang) != ("preferred", language):
                for text in texts:
                    say("no_room", record, f"{kind}@{lang}", text)
        for broader in record.link("skos:broader"):
            if broader != self._parents.get(record.iri):
                say("one_place", record, "skos:broader", self._records.name(broader))
        for curie, iris in sorted(record.links.items()):
            if curie.startswith(self._typed) or curie == "skos:related" or curie in MATCHES:
                for iri in iris:
                    say("no_room", record, curie, self._records.name(iri))
        for (curie, lang), texts in sorted(record.texts.items()):
            if curie.startswith("skos:") and (curie, lang) != (_DEFINITION, language):
                for text in texts:
                    say("no_room", record, f"{curie}@{lang}" if lang else curie, text)

    def _terms(self, top: Record) -> Iterator[_Term]:
        """The terms under a top concept; those too deep stand at the last level."""
        children = self._records.forest.children
        taken: dict[tuple[str, ...], set[str]] = {}
        waiting: list[tuple[str, tuple[str, ...]]] = [
            (iri, ()) for iri in reversed(children.get(top.iri, ()))
        ]
        while waiting:
            iri, above = waiting.pop()
            record = self._records.by_iri[iri]
            place = above[: self._levels - 1]
            name = self._own_name(record, taken.setdefault(place, set()))
            below = (*above, name)
            path = (*place, name)
            if path != below:
                self.fitter.say("too_deep", record, "level", " › ".join(below), " › ".join(path))
            yield _Term(record, path)
            waiting += [(child, below) for child in reversed(children.get(iri, ()))]

    def _own_name(self, record: Record, taken: set[str]) -> str:
        """The name of a term; where a sibling has it already, with the end of its IRI."""
        name = self._name(record, "preferred")
        if name.casefold() in taken:
            told_apart = f" ({record.slug})"
            unique = cut(name, self._name_length - len(told_apart)) + told_apart
            self.fitter.say("same_name", record, "preferred", name, unique)
            name = unique
        taken.add(name.casefold())
        return name

    def _name(self, record: Record, field: str) -> str:
        fit = self.fitter
        name = fit.replaced(record, field, fit.label(record, field, record.name))
        return fit.shortened(record, field, name, self._name_length)

    def _description(self, record: Record) -> str:
        """The definition on one line: to some readers a line end ends the row, quoted or not."""
        fit = self.fitter
        texts = record.text(_DEFINITION, self._records.language)
        first, others = texts[:1], texts[1:]
        for other in others:
            fit.say("one_value", record, _DEFINITION, other)
        line = " ".join(fit.passage(record, _DEFINITION, "".join(first)).split())
        return fit.shortened(record, _DEFINITION, line, self._description_length)
