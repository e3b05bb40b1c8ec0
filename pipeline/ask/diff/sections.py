"""A difference in French, concept by concept under headings, before it has a syntax."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pipeline.ask.diff.difference import Change, Difference, Rewording
from pipeline.ask.diff.snapshot import Link, Meaning, Name, State
from pipeline.ask.diff.words import word_diff
from pipeline.ask.wording import AskWording
from pipeline.vocabulary import SKOS

_RELATED = f"{SKOS}related"


class Piece(Struct, frozen=True):
    """A stretch of text; `style` is strong, added, removed or nothing."""

    text: str
    style: str = ""


Line = list[Piece]
Facts = set[tuple[str, str, str]]


class Item(Struct, frozen=True):
    """What is said of one concept in one section."""

    head: Line
    lines: list[Line] = []


class Section(Struct, frozen=True):
    """A heading and its items."""

    title: str
    items: list[Item]


class Writing:
    """Puts a difference into words; `inverses` gives the inverse of a property, by IRI."""

    def __init__(
        self, difference: Difference, wording: AskWording, inverses: Mapping[str, str]
    ) -> None:
        self._difference = difference
        self._wording = wording
        self._inverses = inverses
        self._changed = [_without_losses(change) for change in difference.changed]
        self._added = _facts(
            [(state.iri, state.relations) for state in difference.added]
            + [(change.iri, change.relations_added) for change in self._changed]
        )
        self._removed = _facts([(change.iri, change.relations_removed) for change in self._changed])

    def title(self) -> str:
        """What is compared, by versions where they differ, else by files."""
        old, new = self._difference.old, self._difference.new
        title = new.title or old.title or self._say("untitled")
        if old.version and new.version and old.version != new.version:
            return self._say("title", title=title, old=old.version, new=new.version)
        return self._say("title_of_files", title=title, old=old.file, new=new.file)

    def remarks(self) -> list[str]:
        """What is to be said of the whole before the sections."""
        difference = self._difference
        if not difference.is_rebased:
            return []
        return [self._say("rebased", old=difference.old.base, new=difference.new.base)]

    def sections(self) -> Iterator[Section]:
        """The sections that have something to say, in reading order."""
        difference = self._difference
        changes: dict[str, Callable[[Change], Item | None]] = {
            "deprecated": self._deprecated,
            "successors": self._successors,
            "restored": self._restored,
            "renamed": self._renamed,
            "moved": self._moved,
            "labels": self._labels,
            "definitions": self._definitions,
            "relations": self._relations,
            "classes": self._classes,
        }
        found: dict[str, list[Item]] = {
            "added": [self._state(state) for state in difference.added],
            "removed": [self._whole(state.iri, []) for state in difference.removed],
        }
        for key, item in changes.items():
            items = map(item, self._changed)
            found[key] = [item for item in items if item is not None]
        for key in self._wording.keys("diff.sections"):
            if found[key]:
                title = self._wording.word("diff.sections", key)
                yield Section(self._say("section", title=title, count=len(found[key])), found[key])

    def _say(self, key: str, **values: object) -> str:
        return self._wording.fill("diff", key, **values)

    def _name(self, iri: str) -> str:
        return self._difference.names.get(iri) or self._wording.node(iri)

    def _item(self, iri: str, lines: list[Line]) -> Item | None:
        """What is said of a concept by its name, None where there is nothing to say."""
        return Item([Piece(self._name(iri), "strong")], lines) if lines else None

    def _whole(self, iri: str, lines: list[Line]) -> Item:
        """A concept that came or went, with its IRI."""
        return Item([Piece(self._name(iri), "strong"), Piece(f" ({iri})")], lines)

    # --- whole concepts

    def _state(self, state: State) -> Item:
        """A concept that came, with what it is called and where it stands."""
        lines = [[Piece(self._label(name))] for name in self._ordered(state.labels)]
        if state.top:
            lines.append([Piece(self._say("top"))])
        if state.broader:
            names = ", ".join(self._name(iri) for iri in state.broader)
            lines.append([Piece(self._say("below", names=names))])
        lines += [[Piece(self._tagged(meaning))] for meaning in state.definitions]
        links = self._once(state.iri, state.relations, self._added)
        lines += [[Piece(self._relation(link))] for link in links]
        return self._whole(state.iri, lines)

    def _deprecated(self, change: Change) -> Item | None:
        lines = self._successors_of(change) or [[Piece(self._say("not_replaced"))]]
        return self._whole(change.iri, lines) if change.deprecated else None

    def _successors(self, change: Change) -> Item | None:
        lines = [] if change.deprecated else self._successors_of(change)
        return self._whole(change.iri, lines) if lines else None

    def _successors_of(self, change: Change) -> list[Line]:
        return [
            [Piece(self._say(key, name=self._name(iri), iri=iri))]
            for key, iris in (
                ("replaced", change.successors_added),
                ("no_more_replaced", change.successors_removed),
            )
            for iri in iris
        ]

    def _restored(self, change: Change) -> Item | None:
        return self._whole(change.iri, []) if change.restored else None

    # --- what changed inside one

    def _renamed(self, change: Change) -> Item | None:
        lines: list[Line] = [
            [
                Piece(item.old, "strong"),
                Piece(self._say("renamed")),
                Piece(item.new, "strong"),
                Piece(self._say("language", language=self._wording.language(item.lang))),
            ]
            for item in sorted(change.renamed, key=lambda item: self._rank(item.lang))
        ]
        return Item(lines[0], lines[1:]) if lines else None

    def _moved(self, change: Change) -> Item | None:
        lines = [
            [Piece(self._say(key)), Piece(self._name(iri), "strong")]
            for key, iris in (
                ("from_place", change.broader_removed),
                ("to_place", change.broader_added),
            )
            for iri in iris
        ]
        for key in ("top_added", "top_removed"):
            if getattr(change, key):
                lines.append([Piece(self._say(key))])
        return self._item(change.iri, lines)

    def _labels(self, change: Change) -> Item | None:
        names = replace(
            change,
            labels_added=self._ordered(change.labels_added),
            labels_removed=self._ordered(change.labels_removed),
        )
        return self._plus_minus(names, "labels", self._label)

    def _definitions(self, change: Change) -> Item | None:
        """Definitions that changed, word by word, then those that came or went as a whole."""
        lines = [self._redefined(item) for item in change.redefined]
        whole = self._plus_minus(change, "definitions", self._tagged)
        lines += whole.lines if whole else []
        return self._item(change.iri, lines)

    def _relations(self, change: Change) -> Item | None:
        facts = replace(
            change,
            relations_added=self._once(change.iri, change.relations_added, self._added),
            relations_removed=self._once(change.iri, change.relations_removed, self._removed),
        )
        return self._plus_minus(facts, "relations", self._relation)

    def _classes(self, change: Change) -> Item | None:
        return self._plus_minus(change, "classes", self._wording.term)

    def _plus_minus(self, change: Change, kind: str, say: Callable[[Any], str]) -> Item | None:
        """The lines of what came and what went, under the names of a change's two lists."""
        lines = [
            [Piece(self._say(sense)), Piece(say(thing))]
            for sense in ("added", "removed")
            for thing in getattr(change, f"{kind}_{sense}")
        ]
        return self._item(change.iri, lines)

    def _once(self, iri: str, links: Sequence[Link], changed: Facts) -> list[Link]:
        """The links of a concept that no other line says: of a statement and its inverse one is
        shown, and no plain skos:related beside a typed relation of the same two.
        """
        shown = []
        for link in links:
            inverse = self._inverses.get(link.property, "")
            back = (link.object, inverse, iri) in changed
            pair = {(iri, link.object), (link.object, iri)}
            typed = any((s, o) in pair and p != _RELATED for s, p, o in changed)
            second = (link.property, iri) > (inverse, link.object)
            if not (back and second) and not (link.property == _RELATED and typed):
                shown.append(link)
        return shown

    # --- what changed, in words

    def _ordered(self, names: Sequence[Name]) -> list[Name]:
        """Labels in reading order: the languages and kinds as the wording lists them."""
        kinds = self._wording.keys("labels")
        return sorted(names, key=lambda n: (self._rank(n.lang), kinds.index(n.kind), n.text))

    def _rank(self, lang: str) -> tuple[int, str]:
        languages = self._wording.keys("languages")
        return languages.index(lang) if lang in languages else len(languages), lang

    def _label(self, name: Name) -> str:
        kind = self._wording.word("labels", name.kind)
        text = self._say("quoted", text=name.text)
        return self._say("named", kind=kind, text=self._in_language(text, name.lang))

    def _tagged(self, meaning: Meaning) -> str:
        text = self._say("quoted", text=meaning.text)
        return self._say("meaning", text=self._in_language(text, meaning.lang))

    def _in_language(self, text: str, lang: str) -> str:
        language = self._wording.language(lang) if lang else self._say("no_language")
        return self._say("tagged", text=text, language=language)

    def _relation(self, link: Link) -> str:
        name = self._name(link.object)
        return self._say("relation", property=self._wording.property(link.property), name=name)

    def _redefined(self, item: Rewording) -> Line:
        if item.old.split() == item.new.split():
            return [Piece(self._say("only_blanks"))]
        line: Line = []
        for fate, words in word_diff(item.old, item.new):
            line += [Piece(" ")] if line else []
            line.append(Piece(words, "" if fate == "same" else fate))
        return line


def _facts(said: Sequence[tuple[str, Sequence[Link]]]) -> Facts:
    return {(iri, link.property, link.object) for iri, links in said for link in links}


def _without_losses(change: Change) -> Change:
    """A concept that became deprecated keeps its last label alone: the rest goes without saying."""
    if not change.deprecated:
        return change
    lists = [name for name in change.__struct_fields__ if name.endswith("s_removed")]
    lost: dict[str, Any] = {name: [] for name in lists if name != "successors_removed"}
    return replace(change, top_removed=False, broader_removed=[], **lost)
