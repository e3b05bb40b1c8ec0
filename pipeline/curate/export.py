"""What a file says of concepts, whatever its form: labels, links and other texts by IRI."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from pipeline.model import LabelKind

# Property -> kind of label, the strongest first: a literal that is the prefLabel is nothing else.
LABEL_KINDS: dict[str, LabelKind] = {
    "skos:prefLabel": "preferred",
    "acronym": "acronym",
    "skos:altLabel": "alternative",
    "skos:hiddenLabel": "hidden",
}
_RANK = list(LABEL_KINDS.values())


class Node(Struct):
    """One concept: labels by text and language, links to IRIs by CURIE, all else as it is read."""

    labels: dict[tuple[str, str], LabelKind] = field(default_factory=dict)
    links: dict[str, set[str]] = field(default_factory=dict)
    texts: dict[str, set[str]] = field(default_factory=dict)
    deprecated: bool = False
    successor: str = ""

    def add_label(self, text: str, lang: str, kind: LabelKind) -> None:
        """Add a label; of two kinds for one text the stronger stays."""
        old = self.labels.get((text, lang), "hidden")
        if (text, lang) not in self.labels or _RANK.index(kind) < _RANK.index(old):
            self.labels[text, lang] = kind

    def add_link(self, predicate: str, target: str) -> None:
        """Add a link to another concept or a class."""
        self.links.setdefault(predicate, set()).add(target)

    def add_text(self, predicate: str, value: str) -> None:
        """Add anything else, with white space normalised."""
        self.texts.setdefault(predicate, set()).add(" ".join(value.split()))

    def preferred(self, lang: str) -> str:
        """Its preferred label in a language, or an empty text."""
        return next(iter(self.names(lang)), "")

    def names(self, lang: str) -> list[str]:
        """Its preferred labels in a language; in a sound file there is one at most."""
        labels = self.labels.items()
        return [text for (text, tag), kind in labels if kind == "preferred" and tag == lang]


class Export(Struct):
    """The concepts of a file by IRI. `carried`: the properties that it can say something of, with
    `@lang` where it has a column a language; `unread`: its columns that were not understood.
    """

    nodes: dict[str, Node] = field(default_factory=dict)
    carried: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)

    def carries(self, predicate: str, lang: str = "") -> bool:
        """Whether the file has anything of a property (in a language): what it does not carry at
        all was not taken out by hand.
        """
        return predicate in self.carried or f"{predicate}@{lang}" in self.carried

    def rename(self, names: Mapping[str, str]) -> None:
        """Give concepts other IRIs, wherever they stand."""
        self.nodes = {names.get(iri, iri): node for iri, node in self.nodes.items()}
        for node in self.nodes.values():
            node.successor = names.get(node.successor, node.successor)
            for predicate, targets in node.links.items():
                node.links[predicate] = {names.get(target, target) for target in targets}

    def forget_classes_if_none(self) -> None:
        """Every file has rdf:type; only one that names classes of the ontology says anything of
        them.
        """
        if not any("rdf:type" in node.links for node in self.nodes.values()):
            self.carried.discard("rdf:type")
