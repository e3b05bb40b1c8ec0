"""RDF files of other people, read into one store: every syntax, every graph, no network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

import pyoxigraph
from msgspec import Struct
from pyoxigraph import BlankNode, RdfFormat, Store, Triple

from pipeline.errors import InputError
from pipeline.validate.files.blank_nodes import Row, name_blank_nodes
from pipeline.validate.files.content import STANDARD_INPUT, check_xml, opened, shown
from pipeline.validate.files.syntaxes import ending, sniffed, syntax_of

_MERGE = "INSERT { ?s ?p ?o } WHERE { GRAPH ?graph { ?s ?p ?o } } ; DROP NAMED"
# One scan for all that is no plain statement between IRIs and literals.
_SPECIAL = """
CONSTRUCT { ?s ?p ?o } WHERE {
    ?s ?p ?o FILTER (isBlank(?s) || isBlank(?o) || isTriple(?s) || isTriple(?o))
}"""
_PLACE = re.compile(r"Parser error at line \d+ (between columns|column) .*?: ")
_REMOTE_CONTEXT = re.compile(
    rb'"@(?:context|import)"\s*:\s*(?:\[[^\]{]*?)?"(?P<address>[^"\s]+)"', re.DOTALL
)


class Vocabulary(Struct, frozen=True):
    """What the files state together: all in the default graph of `store`.

    `prefixes` are those that the files declare, the first file's first; `syntax` is that of the
    first file; `graphs` says whether any file has named graphs, which are merged here. `verbatim`
    are the statements as they are spelt, if asked for: the store makes 7 of 007.
    """

    store: Store
    prefixes: dict[str, str]
    syntax: RdfFormat
    graphs: bool
    verbatim: frozenset[Triple] = frozenset()


def read(files: Sequence[str], *, verbatim: bool = False) -> Vocabulary:
    """Read the files, or standard input for `-`, by bulk load; their blank nodes are kept apart.

    A relative IRI is resolved against the IRI of its file (RFC 3986, section 5.1.3). Raises
    InputError, with line and column where the parser tells them, for a file that cannot be read, is
    not in the syntax that its name says, needs the network, or states nothing.
    """
    store = Store()
    prefixes: dict[str, str] = {}
    syntaxes = []
    triples: set[Triple] = set()
    for file in files:
        with opened(file) as (stream, head):
            syntax = syntax_of(file) or sniffed(head)
            declared = _load(store, stream, head, syntax, file, triples if verbatim else None)
            prefixes = declared | prefixes
        syntaxes.append(syntax)
    graphs = next(iter(store.named_graphs()), None) is not None
    if graphs:
        store.update(_MERGE)
    together = ", ".join(shown(file) for file in files)
    if not len(store):
        raise InputError(
            "no statement of RDF stands in it" + _plain_json(syntaxes),
            where=together,
            remedy="export the vocabulary as RDF",
        )
    special = set(filter(_is_special, triples)) if verbatim else _special(store)
    named = name_blank_nodes(store, _rows_with_blank_nodes(special, together))
    spelt = frozenset(triples.difference(special).union(named)) if verbatim else frozenset()
    return Vocabulary(store, prefixes, syntaxes[0], graphs, spelt)


def base_of(file: str) -> str:
    """The IRI that relative IRIs of a file are resolved against."""
    return "file:///dev/stdin" if file == STANDARD_INPUT else Path(file).resolve().as_uri()


def _load(
    store: Store,
    stream: BinaryIO,
    head: bytes,
    syntax: RdfFormat,
    file: str,
    triples: set[Triple] | None,
) -> dict[str, str]:
    """Load one file into the store; the prefixes that it declares before its first statement.

    With `triples`, add its statements there as well, with the same blank nodes.
    """
    base, where, start = base_of(file), shown(file), stream.tell()
    try:
        if syntax == RdfFormat.RDF_XML and sniffed(head) == syntax:
            check_xml(stream, where)
        if triples is None:
            store.load(stream, format=syntax, base_iri=base)
            stream.seek(start)
        parser = pyoxigraph.parse(stream, format=syntax, base_iri=base)
        first = next(parser, None)
        prefixes = parser.prefixes
        if triples is not None and first is not None:
            quads = [first, *parser]
            store.bulk_extend(quads)
            triples.update(quad.triple for quad in quads)
        return prefixes
    except SyntaxError as error:
        if "LoadDocumentCallback" in str(error.msg):
            raise _remote_context(stream, start, where) from None
        line, column = error.lineno, error.offset
        place = f":{line}:{column}" if line else ""
        raise InputError(
            f"not valid {syntax.name}: {_problem(error)}",
            where=where + place,
            remedy=_remedy(syntax, sniffed(head), has_place=bool(place)),
        ) from None


def _problem(error: SyntaxError) -> str:
    """The parser's words without the place, which the error names already."""
    return _PLACE.sub("", str(error.msg))


def _remedy(syntax: RdfFormat, likely: RdfFormat, *, has_place: bool) -> str:
    same_family = {syntax, likely} <= {
        RdfFormat.TURTLE,
        RdfFormat.TRIG,
        RdfFormat.N_TRIPLES,
        RdfFormat.N_QUADS,
    }
    if likely != syntax and not same_family:
        return (
            f"its content looks like {likely.name}: give its name the ending {ending(likely)},"
            " or pipe it to `glossograph validate -`"
        )
    return "correct that line" if has_place else "correct it, or export the file again"


def _remote_context(stream: BinaryIO, start: int, where: str) -> InputError:
    stream.seek(start)
    found = _REMOTE_CONTEXT.search(stream.read())
    address = found["address"].decode("utf-8", "replace") if found else "another address"
    return InputError(
        f"its @context stands elsewhere, at {address}, and this command never uses the network",
        where=where,
        remedy="put the content of that @context in the place of its address, or convert the file"
        " to Turtle",
    )


def _plain_json(syntaxes: Sequence[RdfFormat]) -> str:
    is_json = RdfFormat.JSON_LD in syntaxes
    return ": plain JSON without an @context means nothing" if is_json else ""


def _special(store: Store) -> Iterable[Triple]:
    found = store.query(_SPECIAL)
    assert isinstance(found, pyoxigraph.QueryTriples)
    return found


def _is_special(triple: Triple) -> bool:
    return any(isinstance(term, BlankNode | Triple) for term in triple)


def _rows_with_blank_nodes(triples: Iterable[Triple], where: str) -> list[Row]:
    rows: list[Row] = []
    for subject, predicate, value in triples:
        if isinstance(subject, pyoxigraph.Triple) or isinstance(value, pyoxigraph.Triple):
            raise InputError(
                f"a triple term, which only RDF 1.2 knows: {value}",
                where=where,
                remedy="state the triple by itself, without `<< >>` or `{| |}`",
            )
        rows.append((subject, predicate, value))
    return rows
