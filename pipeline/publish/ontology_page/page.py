"""ontology/README.md: the ontology as a taxonomist reads it, in French with English beside.

Run as a module it writes the page of the project in the current folder.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from pipeline.files import write_text
from pipeline.markdown import plain, table
from pipeline.publish.ontology_page.schema import Schema
from pipeline.turtle import load_turtle
from pipeline.vocabulary import DCTERMS, OWL, RDFS, SKOS, load_vocabulary

PAGE = Path("ontology/README.md")
_VANN = "http://purl.org/vocab/vann/"
_LABEL, _DEFINITION = f"{RDFS}label", f"{SKOS}definition"


def ontology_page(project: Path) -> str:
    """The page, from ontology/schema.ttl, top-concepts.ttl and vocabulary.toml.

    Raises ConfigurationError where one of them cannot be read.
    """
    folder = project / "ontology"
    vocabulary = load_vocabulary(folder / "vocabulary.toml")
    triples = [*load_turtle(folder / "schema.ttl"), *load_turtle(folder / "top-concepts.ttl")]
    return _Page(Schema(triples, vocabulary)).text()


def write_page(project: Path) -> None:
    """Write ontology/README.md of a project. Raises as `ontology_page` does."""
    write_text(project / PAGE, ontology_page(project))


class _Page:
    """The page, part by part; what stands in the schema is asked of it, what is said of it all
    stands in ontology_page.toml.
    """

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        words = files("pipeline.publish.ontology_page").joinpath("page.toml").read_text("utf-8")
        self.words: dict[str, dict[str, list[str]]] = tomllib.loads(words)
        # The classes of concepts are those that a top concept defines.
        self.tops = schema.tops()

    def text(self) -> str:
        iri = self.schema.vocabulary.ontology
        parts = [
            f"# {self._words_of(iri, f'{DCTERMS}title', ' · ')}",
            self._said("page", "notice"),
            self._words_of(iri, f"{DCTERMS}description", "\n\n"),
            self._header(),
            *self._classes(),
            *self._nouns(),
            *self._relations(),
            *self._managing(),
            *self._evidence(),
            *self._borrowed(),
        ]
        return "\n\n".join(parts) + "\n"

    def _header(self) -> str:
        schema, vocabulary = self.schema, self.schema.vocabulary
        iri, prior = vocabulary.ontology, vocabulary.prior_version
        rows = [
            ("iri", f"`{iri}`"),
            ("version", f"`{vocabulary.release(vocabulary.version)}`"),
            *([("prior", f"`{vocabulary.release(prior)}`")] if prior else []),
            ("prefix", f"`{schema.text(iri, f'{_VANN}preferredNamespacePrefix')}:`"),
            ("licence", *[f"<{link}>" for link in schema.links(iri, f"{DCTERMS}license")]),
            ("creator", schema.text(iri, f"{DCTERMS}creator", "fr")),
        ]
        return _table(["", ""], [[self._pair("header", key), value] for key, value in rows])

    def _classes(self) -> list[str]:
        parts = [self._heading("classes"), self._said("classes", "intro")]
        for name, top in self.tops.items():
            nouns = self.schema.texts(name, f"{self.schema.vocabulary.ontology}#genusNoun", "fr")
            others = [n for n in self.schema.linked(name, f"{OWL}disjointWith") if n in self.tops]
            title = self._words_of(name, _LABEL, " · ")
            count = {"count": str(len(nouns))}
            parts += [
                f"### {title} (`{self.schema.curie(name)}`)",
                _table(
                    ["", self._pair("columns", "french"), self._pair("columns", "english")],
                    [
                        [self._pair("classes", "definition"), *self._texts(name, _DEFINITION)],
                        [self._pair("classes", "top"), *self._top(top)],
                    ],
                ),
                f"**{self._pair('classes', 'disjoint')}** : "
                + (self._terms(others) or self._pair("classes", "nothing")),
                f"**{self._pair('classes', 'nouns').format(**count)}** : {', '.join(nouns)}",
            ]
        return parts

    def _top(self, top: str) -> list[str]:
        labels, definitions = self._texts(top, f"{SKOS}prefLabel"), self._texts(top, _DEFINITION)
        return [f"{labels[0]} : {definitions[0]}", f"{labels[1]}: {definitions[1]}"]

    def _nouns(self) -> list[str]:
        parts = [self._heading("nouns")]
        for name in ("weakNoun", "emptyNoun"):
            term = self.schema.vocabulary.term(name)
            nouns = self.schema.texts(self.schema.vocabulary.ontology, term, "fr")
            parts += [
                f"**{self._words_of(term, _LABEL, ' · ')}** (`{self.schema.curie(term)}`) : "
                + self._words_of(term, _DEFINITION, " "),
                ", ".join(nouns),
            ]
        return parts

    def _relations(self) -> list[str]:
        related = [p for p in self.schema.of_type("ObjectProperty") if self._is_relation(p)]
        others = [name for name in related if name not in self._of_managing()]
        intro = self._said("relations", "intro")
        return [self._heading("relations"), intro, self._properties(others)]

    def _managing(self) -> list[str]:
        names = self._of_managing()
        chains = [
            f"{self._pair('managing', 'chain')} : "
            f"{' ∘ '.join(f'`{self.schema.curie(step)}`' for step in chain)}"
            f" ⇒ `{self.schema.curie(name)}`"
            for name in names
            for chain in self.schema.chains(name)
        ]
        return [
            self._heading("managing"),
            self._said("managing", "intro"),
            self._properties(names),
            *chains,
            self._said("managing", "sources"),
        ]

    def _of_managing(self) -> list[str]:
        """What a chain concludes and what it is made of, with the inverses of all."""
        found: set[str] = set()
        for name in self.schema.of_type("ObjectProperty"):
            for chain in self.schema.chains(name):
                found |= {name, *chain}
        for name in list(found):
            found |= set(self.schema.linked(name, f"{OWL}inverseOf"))
        return sorted(found)

    def _evidence(self) -> list[str]:
        classes = [c for c in self._own("Class") if c not in self.tops]
        kinds = ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
        properties = [p for p in self._own(*kinds) if not self._is_relation(p)]
        return [self._heading("evidence"), self._properties([*classes, *properties])]

    def _borrowed(self) -> list[str]:
        kinds = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
        names = [name for name in self.schema.of_type(*kinds) if not self.schema.is_own(name)]
        names.sort(key=self.schema.curie)
        rows = [[f"`{self.schema.curie(name)}`", self._meaning(name)] for name in names]
        heads = [self._pair("columns", key) for key in ("term", "meaning")]
        return [self._heading("borrowed"), self._said("borrowed", "intro"), _table(heads, rows)]

    def _properties(self, names: Iterable[str]) -> str:
        keys = ("term", "meaning", "ends", "inverse", "character")
        rows = [
            [
                f"`{self.schema.curie(name)}`",
                self._meaning(name),
                self._ends(name),
                self._terms(self.schema.linked(name, f"{OWL}inverseOf"), bare=True),
                "<br>".join(self._characters(name)),
            ]
            for name in names
        ]
        return _table([self._pair("columns", key) for key in keys], rows)

    def _meaning(self, name: str) -> str:
        labels, definitions = self._texts(name, _LABEL), self._texts(name, _DEFINITION)
        french, english = zip(labels, definitions, strict=True)
        return f"**{french[0]}** : {french[1]}<br>**{english[0]}**: {english[1]}"

    def _ends(self, name: str) -> str:
        ends = [self.schema.classes(name, f"{RDFS}{end}") for end in ("domain", "range")]
        if not any(ends):
            return ""
        names = [[f"`{self.schema.curie(name)}`" for name in end] for end in ends]
        return " → ".join(" ∪ ".join(end) or "…" for end in names)

    def _characters(self, name: str) -> list[str]:
        found = [
            self._pair("character", kind)
            for kind in self.words["character"]
            if name in self.schema.of_type(kind)
        ]
        above = [] if self._is_relation(name) else self.schema.links(name, f"{RDFS}subPropertyOf")
        if above:
            terms = self._terms(above, bare=True)
            found.append(self._pair("character", "above").format(terms=terms))
        properties = self.schema.linked(name, f"{OWL}propertyDisjointWith")
        others = properties + self.schema.linked(name, f"{OWL}disjointWith")
        if others:
            terms = self._terms(others, bare=True)
            found.append(self._pair("character", "disjoint").format(terms=terms))
        return found

    def _is_relation(self, name: str) -> bool:
        return self.schema.is_own(name) and self.schema.is_related(name)

    def _own(self, *kinds: str) -> list[str]:
        return [name for name in self.schema.of_type(*kinds) if self.schema.is_own(name)]

    def _terms(self, names: Iterable[str], *, bare: bool = False) -> str:
        codes = {name: f"`{self.schema.curie(name)}`" for name in names}
        if bare:
            return ", ".join(codes.values())
        labels = {name: self.schema.text(name, _LABEL, "fr") for name in codes}
        return ", ".join(f"{labels[name]} ({code})" for name, code in codes.items())

    def _texts(self, name: str, predicate: str) -> list[str]:
        return [plain(self.schema.text(name, predicate, lang)) for lang in ("fr", "en")]

    def _words_of(self, name: str, predicate: str, between: str) -> str:
        return between.join(dict.fromkeys(self._texts(name, predicate)))

    def _heading(self, section: str) -> str:
        return f"## {self._pair(section, 'title')}"

    def _said(self, section: str, key: str) -> str:
        french, english = self.words[section][key]
        return f"{french}\n\n*{english}*"

    def _pair(self, section: str, key: str) -> str:
        """Words in French and English, once where they are the same."""
        return " · ".join(dict.fromkeys(self.words[section][key]))


def _table(heads: list[str], rows: Iterable[list[str]]) -> str:
    return "\n".join(table(heads, rows)).rstrip()


if __name__ == "__main__":
    write_page(Path.cwd())
