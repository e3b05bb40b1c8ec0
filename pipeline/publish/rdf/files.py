"""The RDF files of a build, by the name each has in output/."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO

from pipeline.publish.inputs import Build
from pipeline.publish.rdf.distributions import dataset_document
from pipeline.publish.rdf.documents import Syntax, write
from pipeline.publish.rdf.jsonld import JsonLd, context, context_document
from pipeline.publish.rdf.nquads import nquads, ntriples
from pipeline.publish.rdf.protege import one_ontology
from pipeline.publish.rdf.rdfxml import RdfXml
from pipeline.publish.rdf.reading_order import ReadingOrder
from pipeline.publish.rdf.skosxl import with_labels
from pipeline.publish.rdf.sssom import sssom
from pipeline.publish.rdf.statements import Statements
from pipeline.publish.rdf.turtle import Turtle, turtle


def rdf_files(build: Build) -> dict[str, bytes]:
    """The content of each RDF file that publish writes, but for dataset.ttl, and the mapping set.

    Raises InputError where RDF/XML cannot hold what the vocabulary says.
    """
    vocabulary, part = build.vocabulary, build.graphs
    name = vocabulary.name
    terms = context(vocabulary, part["ontology"])
    texts = {
        f"{name}-owl.ttl": turtle(one_ontology(part, build.inferred, vocabulary), vocabulary),
        f"{name}-xl.ttl": turtle(with_labels(part, vocabulary), vocabulary),
        "context.jsonld": context_document(terms),
        "mappings.sssom.tsv": sssom(part, vocabulary),
        "ontology.ttl": turtle(part["ontology"], vocabulary),
        "sources.ttl": turtle(part["sources"], vocabulary),
        "evidence.ttl": turtle(part["evidence"], vocabulary),
        "validation.ttl": build.validation,
    }
    statements = Statements(part["vocabulary"])
    order = ReadingOrder(statements, vocabulary)
    syntaxes: dict[str, Syntax] = {
        f"{name}.ttl": Turtle(statements, order, vocabulary),
        f"{name}.jsonld": JsonLd(terms, vocabulary),
        f"{name}.rdf": RdfXml(statements, vocabulary),
    }
    streams = {file: BytesIO() for file in syntaxes}
    write(order, {syntax: streams[file] for file, syntax in syntaxes.items()})
    return {
        **{file: stream.getvalue() for file, stream in streams.items()},
        **{file: text.encode("utf-8") for file, text in texts.items()},
        f"{name}.nt": ntriples(part["vocabulary"]),
        f"{name}.nq": nquads(part, vocabulary),
    }


def described(
    build: Build, published: Mapping[str, bytes], words: Callable[[str], str]
) -> dict[str, bytes]:
    """dataset.ttl: the size of every other file, by name in `published`, and its `words`."""
    text = dataset_document(build.graphs["dataset"], published, build.vocabulary, words)
    return {"dataset.ttl": text.encode("utf-8")}
