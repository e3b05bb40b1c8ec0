"""What the endpoint says of itself: its service description."""

from __future__ import annotations

from importlib.resources import files

import pyoxigraph as ox

from pipeline.vocabulary import RDF, VOID, XSD, Vocabulary

_SD = "http://www.w3.org/ns/sparql-service-description#"


def service_description(
    store: ox.Store, vocabulary: Vocabulary, endpoint: str, *, writable: bool
) -> list[ox.Triple]:
    """The service description of the endpoint at an address, with each named graph and its size."""
    text = files("pipeline.ask.serve").joinpath("service-description.ttl").read_text("utf-8")
    text = text.replace("{endpoint}", endpoint).replace("{dataset}", vocabulary.dataset)
    triples = [quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE)]
    service = ox.NamedNode(endpoint)
    if writable:
        language = ox.NamedNode(f"{_SD}SPARQL11Update")
        triples.append(ox.Triple(service, ox.NamedNode(f"{_SD}supportedLanguage"), language))
    dataset = ox.NamedNode(f"{endpoint}#dataset")
    for name in sorted(store.named_graphs(), key=str):
        size = sum(1 for _ in store.quads_for_pattern(None, None, None, name))
        graph, content = ox.BlankNode(), ox.BlankNode()
        said = (
            (dataset, f"{_SD}namedGraph", graph),
            (graph, f"{RDF}type", ox.NamedNode(f"{_SD}NamedGraph")),
            (graph, f"{_SD}name", name),
            (graph, f"{_SD}graph", content),
            (content, f"{RDF}type", ox.NamedNode(f"{_SD}Graph")),
            (
                content,
                f"{VOID}triples",
                ox.Literal(str(size), datatype=ox.NamedNode(f"{XSD}integer")),
            ),
        )
        triples += [ox.Triple(one, ox.NamedNode(iri), other) for one, iri, other in said]
    return triples
