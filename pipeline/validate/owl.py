"""OWL DL consistency of the ontology and the vocabulary, by owlready2 and HermiT."""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Iterable, Iterator

import owlready2
import pyoxigraph
from msgspec import Struct

from pipeline.errors import StageError
from pipeline.validate.java import find_java
from pipeline.vocabulary import OWL, RDF

_ONTOLOGY = pyoxigraph.NamedNode(f"{OWL}Ontology")
_TYPE = pyoxigraph.NamedNode(f"{RDF}type")


class Reasoning(Struct, frozen=True):
    """What the reasoner says: consistent or not, and the classes that nothing can belong to."""

    consistent: bool
    unsatisfiable: list[str]


def reason(triples: Iterable[pyoxigraph.Triple]) -> Reasoning:
    """Ask HermiT whether the statements hold together (OWL 2 direct semantics).

    Runs in a world of its own, writes nothing but a temporary file that it removes, and prints
    nothing. Raises StageError where Java or the reasoner fails.
    """
    content = io.BytesIO()
    pyoxigraph.serialize(triples, content, pyoxigraph.RdfFormat.N_TRIPLES)
    content.seek(0)
    world = owlready2.World()
    try:
        with _quiet(), _own_temporary_folder(), _java(find_java()):
            # The IRI only names the container; the ontology's own header is in the statements.
            world.get_ontology("urn:glossograph:build#").load(fileobj=content)
            owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
        classes = {str(owl_class.iri) for owl_class in world.inconsistent_classes()}
        unsatisfiable = sorted(classes - {f"{OWL}Nothing"})
        return Reasoning(consistent=True, unsatisfiable=unsatisfiable)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Reasoning(consistent=False, unsatisfiable=[])
    except owlready2.base.OwlReadyJavaError as error:
        raise StageError(
            f"the OWL reasoner failed: {str(error)[:300]}",
            remedy="check ontology/schema.ttl, and that `java -version` works",
        ) from None
    finally:
        world.close()


def count_axioms(triples: Iterable[pyoxigraph.Triple]) -> int:
    """How many OWL axioms the statements make.

    Each statement about a named thing is one (https://www.w3.org/TR/owl2-mapping-to-rdf/); what is
    said of a blank node belongs to the axiom that points to it, and the header to none.
    """
    statements = list(triples)
    headers = {t.subject for t in statements if t.predicate == _TYPE and t.object == _ONTOLOGY}
    return sum(
        isinstance(t.subject, pyoxigraph.NamedNode) and t.subject not in headers for t in statements
    )


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    nowhere = io.StringIO()
    with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        yield


@contextlib.contextmanager
def _own_temporary_folder() -> Iterator[None]:
    """owlready2 leaves its temporary file behind when an ontology is inconsistent."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="glossograph-") as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before


@contextlib.contextmanager
def _java(path: str) -> Iterator[None]:
    before = owlready2.JAVA_EXE
    owlready2.JAVA_EXE = path
    try:
        yield
    finally:
        owlready2.JAVA_EXE = before
