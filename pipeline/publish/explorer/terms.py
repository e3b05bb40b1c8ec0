"""Classes and relations in the words of the page, in both its languages."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

from pipeline.publish.explorer.words import Both
from pipeline.publish.inputs import Build
from pipeline.publish.wording import Wording
from pipeline.vocabulary import RDFS

_LABEL = NamedNode(f"{RDFS}label")


class Terms:
    """What the ontology and wording.toml say; English that neither has is in english.toml, and what
    has none at all is said in French.
    """

    def __init__(self, build: Build, wording: Wording) -> None:
        self._wording, self._expand = wording, build.vocabulary.expand
        self._english = {
            triple.subject.value: triple.object.value
            for triple in build.graphs["ontology"]
            if triple.predicate == _LABEL
            and isinstance(triple.subject, NamedNode)
            and isinstance(triple.object, Literal)
            and triple.object.language == "en"
        }
        room = files("pipeline.publish.explorer")
        own = tomllib.loads((room / "english.toml").read_text(encoding="utf-8"))
        self._words: dict[str, str] = own["words"]
        self._says: dict[str, str] = own["says"]

    def class_(self, iri: str) -> Both:
        """The name of a class."""
        return self._both(iri, self._wording.term(iri))

    def relation(self, curie: str) -> Both:
        """A relation as it stands on a card, before its target."""
        iri = self._expand(curie)
        return self._both(iri, self._wording.relation(curie), self._words.get(curie, ""))

    def says(self, curie: str) -> Both:
        """A relation as it is read between two names."""
        iri = self._expand(curie)
        return self._both(iri, self._wording.term(iri), self._says.get(curie, ""))

    def _both(self, iri: str, french: str, english: str = "") -> Both:
        return {"fr": french, "en": english or self._english.get(iri, french)}
