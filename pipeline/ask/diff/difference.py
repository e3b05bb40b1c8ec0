"""What changed from one published vocabulary to another, concept by concept, by IRI."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from pipeline.ask.diff.snapshot import Link, Meaning, Name, Snapshot, State


class Publication(Struct, frozen=True):
    """One side of a comparison: file, title and version of the vocabulary, the base of its IRIs."""

    file: str
    title: str
    version: str
    base: str = ""


class Rewording(Struct, frozen=True, order=True):
    """A text of one language that another has taken the place of."""

    lang: str
    old: str
    new: str


class Change(Struct, frozen=True):
    """What changed in a concept that both have. `renamed` are preferred labels, one for one;
    `labels_added` and `labels_removed` are all others, as `redefined` to the definitions.
    """

    iri: str
    deprecated: bool = False
    restored: bool = False
    successors_added: list[str] = []
    successors_removed: list[str] = []
    renamed: list[Rewording] = []
    broader_added: list[str] = []
    broader_removed: list[str] = []
    top_added: bool = False
    top_removed: bool = False
    labels_added: list[Name] = []
    labels_removed: list[Name] = []
    redefined: list[Rewording] = []
    definitions_added: list[Meaning] = []
    definitions_removed: list[Meaning] = []
    relations_added: list[Link] = []
    relations_removed: list[Link] = []
    classes_added: list[str] = []
    classes_removed: list[str] = []


class Difference(Struct, frozen=True):
    """All changes, each list by IRI. `names` says what the IRIs in them are called: by the new
    vocabulary, else by the old one.
    """

    old: Publication
    new: Publication
    added: list[State]
    removed: list[State]
    changed: list[Change]
    names: dict[str, str] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.added or self.removed or self.changed or self.is_rebased)

    @property
    def is_rebased(self) -> bool:
        """Whether both are ours, and their IRIs begin with another base."""
        return bool(self.old.base and self.new.base) and self.old.base != self.new.base


Text = TypeVar("Text", Name, Meaning)
Item = TypeVar("Item", Name, Meaning, Link, str)


def compare(old: Snapshot, new: Snapshot, language: str) -> Difference:
    """What changed from `old` to `new`; `language` is the one in which concepts are named."""
    both = sorted(old.concepts.keys() & new.concepts.keys())
    changes = [_change(old.concepts[iri], new.concepts[iri]) for iri in both]
    difference = Difference(
        Publication(old.file, old.title, old.version, old.base),
        Publication(new.file, new.title, new.version, new.base),
        [new.concepts[iri] for iri in sorted(new.concepts.keys() - old.concepts.keys())],
        [old.concepts[iri] for iri in sorted(old.concepts.keys() - new.concepts.keys())],
        [change for change in changes if change != Change(change.iri)],
    )
    names = {iri: _name(iri, (new, old), language) for iri in sorted(set(_mentioned(difference)))}
    return replace(difference, names={iri: name for iri, name in names.items() if name})


def _change(old: State, new: State) -> Change:
    renamed = _reworded(_preferred(old), _preferred(new))
    redefined = _reworded(old.definitions, new.definitions)
    old_names, new_names = _others(old, renamed), _others(new, renamed)
    old_meanings = [m for m in old.definitions if not _in(redefined, m.lang)]
    new_meanings = [m for m in new.definitions if not _in(redefined, m.lang)]
    return Change(
        new.iri,
        deprecated=new.deprecated and not old.deprecated,
        restored=old.deprecated and not new.deprecated,
        successors_added=_without(new.successors, old.successors),
        successors_removed=_without(old.successors, new.successors),
        renamed=renamed,
        broader_added=_without(new.broader, old.broader),
        broader_removed=_without(old.broader, new.broader),
        top_added=new.top and not old.top,
        top_removed=old.top and not new.top,
        labels_added=_without(new_names, old_names),
        labels_removed=_without(old_names, new_names),
        redefined=redefined,
        definitions_added=_without(new_meanings, old_meanings),
        definitions_removed=_without(old_meanings, new_meanings),
        relations_added=_without(new.relations, old.relations),
        relations_removed=_without(old.relations, new.relations),
        classes_added=_without(new.classes, old.classes),
        classes_removed=_without(old.classes, new.classes),
    )


def _preferred(state: State) -> list[Name]:
    return [name for name in state.labels if name.kind == "preferred"]


def _reworded(old: Sequence[Text], new: Sequence[Text]) -> list[Rewording]:
    """The languages that have one text before and after, and not the same."""
    found = []
    for lang in sorted({text.lang for text in old} & {text.lang for text in new}):
        before = [text.text for text in old if text.lang == lang]
        after = [text.text for text in new if text.lang == lang]
        if len(before) == len(after) == 1 and before != after:
            found.append(Rewording(lang, before[0], after[0]))
    return found


def _others(state: State, renamed: Sequence[Rewording]) -> list[Name]:
    return [n for n in state.labels if n.kind != "preferred" or not _in(renamed, n.lang)]


def _in(reworded: Sequence[Rewording], lang: str) -> bool:
    return any(item.lang == lang for item in reworded)


def _without(items: Iterable[Item], others: Sequence[Item]) -> list[Item]:
    return [item for item in items if item not in others]


def _mentioned(difference: Difference) -> Iterator[str]:
    """The IRIs of all concepts that the changes are about or lead to."""
    for state in [*difference.added, *difference.removed]:
        yield from (state.iri, *state.broader, *state.successors)
        yield from (link.object for link in state.relations)
    for change in difference.changed:
        yield change.iri
        yield from (*change.broader_added, *change.broader_removed)
        yield from (*change.successors_added, *change.successors_removed)
        yield from (link.object for link in change.relations_added)
        yield from (link.object for link in change.relations_removed)


def _name(iri: str, sides: Sequence[Snapshot], language: str) -> str:
    """What a concept is called: its preferred label, the language's before others; "" if none."""
    for side in sides:
        names = _preferred(side.concepts.get(iri, State(iri)))
        if names:
            return min(names, key=lambda name: (name.lang != language, name)).text
    return ""
