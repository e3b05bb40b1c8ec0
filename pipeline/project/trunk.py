"""The trunk of a new project: its classes and top concepts, as Turtle."""

from __future__ import annotations

import textwrap
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files

from msgspec import Struct, convert

_WIDTH = 110


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of things: a class and the top concept that defines it. Texts are by language;
    `shares` are classes of this repository's ontology whose genus nouns it takes over.
    """

    name: str
    slug: str
    label: dict[str, str]
    definition: dict[str, str]
    shares: list[str] = []
    nouns: list[str] = []


class Trunk(Struct, frozen=True):
    """The kinds, and the one for what no definition places."""

    kinds: list[Kind]
    rest: Kind

    @property
    def all(self) -> list[Kind]:
        """The kinds, the one for the rest last."""
        return [*self.kinds, self.rest]


def load_trunk() -> Trunk:
    """What trunk.toml says."""
    tables = tomllib.loads(files("pipeline.project").joinpath("trunk.toml").read_text("utf-8"))
    return Trunk(convert(tables["class"], list[Kind]), convert(tables["rest"], Kind))


def nouns_of(trunk: Trunk, shared: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Class -> its genus nouns, sorted: its own, and those of the classes it shares (`shared`, by
    class) that no other class claims for its own.
    """
    own = {noun: kind.name for kind in trunk.kinds for noun in kind.nouns}
    found = {kind.name: {*kind.nouns} for kind in trunk.kinds}
    for kind in trunk.kinds:
        for name in kind.shares:
            found[kind.name] |= {noun for noun in shared[name] if noun not in own}
    return {name: sorted(nouns) for name, nouns in found.items()}


def classes(trunk: Trunk, nouns: Mapping[str, list[str]], base: str, prefix: str) -> str:
    """The classes of schema.ttl, each defined by its top concept."""
    return "\n".join(_class(kind, nouns.get(kind.name, []), base, prefix) for kind in trunk.all)


def _class(kind: Kind, nouns: list[str], base: str, prefix: str) -> str:
    top = f"<{base}concept/{kind.slug}>"
    fr, en = kind.definition["fr"], kind.definition["en"]
    lines = [
        f"{prefix}:{kind.name} a owl:Class ;",
        "    rdfs:subClassOf skos:Concept ;",
        "    owl:equivalentClass [ a owl:Class ; owl:unionOf (",
        "        [ a owl:Restriction ; owl:onProperty skos:broaderTransitive ;"
        f" owl:hasValue {top} ]",
        f"        [ a owl:Class ; owl:oneOf ( {top} ) ] ) ] ;",
        f"    rdfs:label {_texts(kind.label)} ;",
        "    skos:definition",
        f'        "Concept de cette sorte : {fr[0].lower()}{fr[1:]}"@fr ,',
        f'        "A concept of this kind: {en[0].lower()}{en[1:]}"@en ;',
        f"    rdfs:isDefinedBy <{base}ontology> " + (";" if nouns else "."),
    ]
    if nouns:
        wrapped = textwrap.wrap(
            " , ".join(f'"{noun}"@fr'.replace(" ", "\u0000") for noun in nouns),
            _WIDTH,
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines.append(f"    {prefix}:genusNoun")
        lines += [f"        {line}".replace("\u0000", " ") for line in wrapped]
        lines[-1] += " ."
    return "\n".join(lines) + "\n"


def top_concepts(trunk: Trunk, base: str, prefix: str, creator: str, date: str) -> str:
    """The statements of top-concepts.ttl; `creator` as Turtle writes it between quotes."""
    return "\n".join(
        f"<{base}concept/{kind.slug}> a skos:Concept , {prefix}:{kind.name} ;\n"
        f"    skos:prefLabel {_texts(kind.label)} ;\n"
        "    skos:definition\n"
        f'        "{kind.definition["fr"]}"@fr ,\n'
        f'        "{kind.definition["en"]}"@en ;\n'
        f'    dcterms:creator "{creator}"@fr ;\n'
        f'    dcterms:created "{date}"^^xsd:date .\n'
        for kind in trunk.all
    )


def _texts(by_language: Mapping[str, str]) -> str:
    return " , ".join(f'"{text}"@{tag}' for tag, text in by_language.items())
