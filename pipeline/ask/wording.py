"""The French of `explain` and `diff`: wording.toml, on top of the words of the published files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from pyoxigraph import Triple

from pipeline.publish.wording import Wording
from pipeline.rules import rules
from pipeline.vocabulary import Vocabulary


class AskWording(Wording):
    """Texts by section and key, those of the published files included."""

    def __init__(self, vocabulary: Vocabulary, ontology: Iterable[Triple]) -> None:
        super().__init__(vocabulary, ontology)
        text = files("pipeline.ask").joinpath("wording.toml").read_text(encoding="utf-8")
        self._sections |= tomllib.loads(text.replace('"rc:', f'"{vocabulary.prefix}:'))
        self._sections["rules"] = {rule: words["fr"] for rule, words in rules().items()}
        self._iris = {
            vocabulary.expand(curie): curie
            for curie in [*self._sections["properties"], *self._sections["relations"]]
        }

    def property(self, iri: str) -> str:
        """A property between two names: from wording.toml, else its label in the ontology, else
        the end of its IRI.
        """
        curie = self._iris.get(iri, "")
        if curie in self._sections["properties"]:
            return self.word("properties", curie)
        return self.term(iri)

    def node(self, iri: str) -> str:
        """What to call a node whose label is unknown: a source's entry by its id, a class or
        property by its label in the ontology, else the end of the IRI.
        """
        base = self._vocabulary.source("")
        return iri.removeprefix(base) if iri.startswith(base) else self.term(iri)

    def reading_order(self, properties: Iterable[str]) -> list[str]:
        """Properties (IRIs) in reading order, as `in_order`; each once."""
        curies = {self._iris.get(iri, iri): iri for iri in properties}
        return [curies[name] for name in self.in_order(curies)]

    def language(self, tag: str) -> str:
        """A language in words, or its tag."""
        return self.word("languages", tag)

    def keys(self, section: str) -> list[str]:
        """The keys of a section, as they are listed; `a.b` is the section b inside a."""
        table: Any = self._sections
        for name in section.split("."):
            table = table[name]
        return list(table)
