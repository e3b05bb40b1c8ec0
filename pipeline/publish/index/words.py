"""The words around the index, the same on the page and in print."""

from __future__ import annotations

from pipeline.publish.html.typography import bound
from pipeline.publish.index.reference import Reference
from pipeline.publish.index.tree import Branch
from pipeline.publish.wording import Wording


class Words:
    """Texts of the section [index]; call it with a key."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, with its {names} filled in and its French spaces bound."""
        return bound(self._wording.fill("index", key, **values))

    def foreign(self, language: str) -> str:
        """The heading over the names in another language."""
        return self("foreign", language=self._wording.word("languages", language))

    def language(self, language: str) -> str:
        """A language before names in it."""
        return self("language", name=self._wording.word("languages", language).capitalize())

    def note(self, line: Branch) -> str:
        """What stands beside a line of the tree: where else its concept stands."""
        also = ", ".join(_called(one) for one in line.also)
        notes = [self("also", names=also)] if also else []
        return " · ".join(notes + ([self("elsewhere")] if line.is_elsewhere else []))


def _called(concept: Reference) -> str:
    return f"{concept.name} ({concept.qualifier})" if concept.qualifier else concept.name
