"""The RDF files of a build, by the name each has in output/."""

from __future__ import annotations

from pipeline.publish.inputs import Build
from pipeline.publish.rdf.jsonld import jsonld
from pipeline.publish.rdf.nquads import nquads, ntriples
from pipeline.publish.rdf.protege import one_ontology
from pipeline.publish.rdf.turtle import turtle


def rdf_files(build: Build) -> dict[str, bytes]:
    """The content of each RDF file that publish writes."""
    vocabulary, part = build.vocabulary, build.graphs
    name = vocabulary.name
    texts = {
        f"{name}.ttl": turtle(part["vocabulary"], vocabulary),
        f"{name}.jsonld": jsonld(part["vocabulary"], vocabulary),
        f"{name}-owl.ttl": turtle(one_ontology(part, build.inferred, vocabulary), vocabulary),
        "ontology.ttl": turtle(part["ontology"], vocabulary),
        "sources.ttl": turtle(part["sources"], vocabulary),
        "evidence.ttl": turtle(part["evidence"], vocabulary),
        "dataset.ttl": turtle(part["dataset"], vocabulary),
        "validation.ttl": build.validation,
    }
    return {
        **{file: text.encode("utf-8") for file, text in texts.items()},
        f"{name}.nt": ntriples(part["vocabulary"]),
        f"{name}.nq": nquads(part, vocabulary),
    }
