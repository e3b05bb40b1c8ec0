"""What happens in the process of a worker: one store in memory, one query or update at a time."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from typing import Any, cast

import pyoxigraph as ox
from msgspec import Struct

from pipeline.ask.closed import closed
from pipeline.ask.query import first_line
from pipeline.ask.serve.formats import HTML, TABLES, graph_bytes, results_format
from pipeline.errors import InputError, StageError
from pipeline.sparql import names_graphs, refuse
from pipeline.vocabulary import Vocabulary

# An answer that is larger, in bytes, is refused: 10,000 rows can hold any number of them.
LARGEST_ANSWER = 64 * 1024**2

_store = ox.Store()


class MalformedError(StageError):
    """A query or update that SPARQL's grammar does not know."""


class UnacceptableError(StageError):
    """The answer to this query has no form that the client accepts."""


class Question(Struct, frozen=True):
    """A query, with the graphs it is put to (IRIs; none: all together) and the forms wanted.

    `table` is a media type of TABLES or HTML, `graph` one of GRAPHS or HTML; "" where the client
    accepts none. `rows` is the highest number of rows or statements to answer with.
    """

    text: str
    default_graphs: list[str]
    named_graphs: list[str]
    table: str
    graph: str
    rows: int


class Answer(Struct, frozen=True):
    """An answer, ready to be sent; for HTML the content is JSON, to be shown as a table.

    `cut` says whether there was more than `Question.rows`.
    """

    media: str
    content: bytes
    cut: bool


def load(path: Path) -> None:
    """Hold another dataset (N-Quads) from now on."""
    global _store  # noqa: PLW0603 - what a worker process is for
    store = ox.Store()
    store.bulk_load(path=path, format=ox.RdfFormat.N_QUADS)
    _store = store


def evaluate(question: Question, vocabulary: Vocabulary) -> Answer:
    """Answer a query, over the union of all graphs where it names none.

    The vocabulary's prefixes need not be declared. Raises MalformedError, UnacceptableError, and
    StageError as `refuse` and `closed` do and where the answer is too large.
    """
    refuse(question.text)
    with closed():
        try:
            found = _store.query(question.text, prefixes=vocabulary.prefixes, **_dataset(question))
        except SyntaxError as error:
            raise MalformedError(f"not a SPARQL query: {first_line(str(error))}") from None
        if isinstance(found, ox.QueryBoolean):
            read: object = bool(found)
        elif isinstance(found, ox.QuerySolutions):
            read = list(islice(found, question.rows + 1))
        else:
            read = list(islice(dict.fromkeys(found), question.rows + 1))
    if isinstance(found, ox.QueryBoolean):
        return _table({"head": {}, "boolean": read}, question, cut=False)
    rows = cast("list[Any]", read)
    cut, rows = len(rows) > question.rows, rows[: question.rows]
    if isinstance(found, ox.QuerySolutions):
        names = [variable.value for variable in found.variables]
        return _table(_json(names, rows), question, cut=cut)
    if question.graph == HTML:
        shown = {**_json(["subject", "predicate", "object"], rows), "graph": True}
        if cut:
            shown["cut"] = {"rows": question.rows}
        return _sized(Answer(HTML, _encoded(shown), cut))
    if not question.graph:
        raise UnacceptableError("the answer to this query is a graph, and you accept none")
    if any(isinstance(term, ox.Triple) for row in rows for term in row):
        raise StageError("a triple inside a triple", remedy="ask for it with SELECT")
    try:
        content = graph_bytes(rows, question.graph, vocabulary)
    except InputError as error:
        raise UnacceptableError(error.what, remedy=error.remedy) from None
    return _sized(Answer(question.graph, content, cut))


def update(text: str, vocabulary: Vocabulary) -> bytes:
    """The whole dataset after an update, as N-Quads; nothing else is changed.

    Raises MalformedError, and StageError as `refuse` and `closed` do.
    """
    refuse(text)
    changed = ox.Store()
    changed.bulk_extend(_store)
    with closed():
        try:
            changed.update(text, prefixes=vocabulary.prefixes)
        except SyntaxError as error:
            raise MalformedError(f"not a SPARQL update: {first_line(str(error))}") from None
        except RuntimeError as error:
            raise StageError(f"the update cannot be done: {error}") from None
    return changed.dump(format=ox.RdfFormat.N_QUADS) or b""


def _dataset(question: Question) -> dict[str, Any]:
    """The RDF dataset of a query (SPARQL 1.1 Protocol, 2.1.4: it wins over FROM)."""
    if not question.default_graphs and not question.named_graphs:
        return {"use_default_graph_as_union": not names_graphs(question.text)}
    return {
        "default_graph": [ox.NamedNode(iri) for iri in question.default_graphs],
        "named_graphs": [ox.NamedNode(iri) for iri in question.named_graphs],
    }


def _table(results: dict[str, Any], question: Question, *, cut: bool) -> Answer:
    """Rows or a truth value in the form wanted; JSON and HTML say where rows are missing."""
    if not question.table:
        raise UnacceptableError("the answer to this query is a table, and you accept none")
    if cut:
        results["cut"] = {"rows": question.rows}
    content = _encoded(results)
    if question.table not in (TABLES[0].media, HTML):
        parsed = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
        content = cast("Any", parsed).serialize(format=results_format(question.table)) or b""
    return _sized(Answer(question.table, content, cut))


def _sized(answer: Answer) -> Answer:
    if len(answer.content) > LARGEST_ANSWER:
        raise StageError(
            f"an answer of more than {LARGEST_ANSWER // 1024**2} MB", remedy="ask for less"
        )
    return answer


def _encoded(results: dict[str, Any]) -> bytes:
    return json.dumps(results, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _json(names: list[str], rows: list[Any]) -> dict[str, Any]:
    """Rows as SPARQL 1.1 Query Results JSON has them."""
    bindings = [
        {name: _term(term) for name, term in zip(names, row, strict=True) if term is not None}
        for row in rows
    ]
    return {"head": {"vars": names}, "results": {"bindings": bindings}}


def _term(term: object) -> dict[str, Any]:
    """A term as SPARQL 1.1 Query Results JSON writes it (3.2.2), a triple as SPARQL 1.2 does."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _term(part) for name, part in parts.items()}}
    assert isinstance(term, ox.Literal)
    said = {"type": "literal", "value": term.value}
    if term.language:
        said["xml:lang"] = term.language
    elif term.datatype.value != "http://www.w3.org/2001/XMLSchema#string":
        said["datatype"] = term.datatype.value
    return said
