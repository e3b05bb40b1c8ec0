"""The French that readers see: wording.toml, and the labels that the ontology gives its terms."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import cast

from pyoxigraph import Literal, NamedNode, Triple

from pipeline.vocabulary import RDFS, Vocabulary

_LABEL = NamedNode(f"{RDFS}label")
# One file a top concept, whose names are the vocabulary's.
_TEXT = re.compile(r"^texts/.+\.txt$")
_TERM_SET = re.compile(r"^tables/sharepoint/.+\.csv$")


class Wording:
    """Texts by section and key; a key that is not listed is its own text."""

    def __init__(self, vocabulary: Vocabulary, ontology: Iterable[Triple]) -> None:
        text = files("pipeline.publish").joinpath("wording.toml").read_text(encoding="utf-8")
        self._sections = tomllib.loads(text.replace('"rc:', f'"{vocabulary.prefix}:'))
        self._vocabulary = vocabulary
        self._terms = {
            str(triple.subject)[1:-1]: triple.object.value
            for triple in ontology
            if triple.predicate == _LABEL
            and isinstance(triple.object, Literal)
            and triple.object.language == vocabulary.language
        }

    def word(self, section: str, key: str) -> str:
        """The French for a key of a section (`report.text` is a section inside `report`)."""
        table = self._sections
        for name in section.split("."):
            table = table[name]
        return cast(str, table.get(key, key))

    def fill(self, section: str, key: str, **values: object) -> str:
        """The French for a key, with its {names} filled in."""
        return self.word(section, key).format_map(values)

    def file(self, name: str) -> str:
        """What a published file is for; empty where nothing is said of it."""
        key = name.replace(self._vocabulary.name, "NOM", 1)
        key = _TERM_SET.sub("tables/sharepoint/*.csv", key)
        key = _TEXT.sub("texts/*.txt", key)
        said = self.word("report.page.files", key)
        return "" if said == key else said

    def in_order(self, curies: Iterable[str]) -> list[str]:
        """Relations in reading order: as in wording.toml, then those that it does not list."""
        ranks = {curie: rank for rank, curie in enumerate(self._sections["relations"])}
        return sorted(curies, key=lambda curie: (ranks.get(curie, len(ranks)), curie))

    def relation(self, curie: str) -> str:
        """A relation in words: from wording.toml, else from the ontology, else its name."""
        if curie in self._sections["relations"]:
            return self.word("relations", curie)
        return self.term(self._vocabulary.expand(curie))

    def term(self, iri: str) -> str:
        """The ontology's label of a class or property, else the end of its IRI."""
        return self._terms.get(iri, iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1])
