"""Put a SPARQL query to the published dataset: the union of all graphs, without the network."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import zip_longest
from math import sqrt
from pathlib import Path
from textwrap import wrap
from typing import cast

from msgspec import Struct
from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse_query_results,
)

from pipeline.ask.closed import closed
from pipeline.errors import StageError
from pipeline.publish.rdf.turtle import turtle
from pipeline.sparql import names_graphs, refuse
from pipeline.vocabulary import Vocabulary, load_vocabulary

FORMATS = ("table", "csv", "json", "turtle")
# Between two columns of a table; the longest word that is kept whole, in characters.
_GAP, _LONGEST_WORD = 2, 22
# French keeps these signs on the line of the word they belong to.
_UNBROKEN = re.compile(r"(?<=«) | (?=[»:;?!%])")


class Answer(Struct, frozen=True):
    """The answer to one query: rows under columns to show, and the same in exchange formats.

    `texts` holds the formats that fit the query: csv and json for SELECT and ASK, turtle for
    CONSTRUCT and DESCRIBE. IRIs in `rows` are shortened to CURIEs where a prefix fits.
    """

    columns: list[str]
    rows: list[list[str]]
    texts: dict[str, str]

    def text(self, format_: str) -> str:
        """The answer in one of the exchange formats; raises StageError where it does not fit."""
        if format_ not in self.texts:
            fitting = " or ".join(["table", *self.texts])
            raise StageError(
                f"the answer to this query has no {format_} form", remedy=f"use {fitting}"
            )
        return self.texts[format_]


def answer(project: Path, output: Path, query: str, *, form: str, width: int = 0) -> str:
    """The answer to a query over what `project` published into `output`, ready to be printed.

    `form` is one of FORMATS; `width` as in `aligned`. Raises StageError as `open_dataset`, `ask`
    and `Answer.text` do.
    """
    vocabulary = load_vocabulary(project / "ontology" / "vocabulary.toml")
    return printed(ask(open_dataset(output, vocabulary), query, vocabulary), form, width)


def printed(found: Answer, form: str, width: int) -> str:
    """An answer in one of FORMATS; raises StageError as `Answer.text` does."""
    return aligned(found, width) if form == "table" else found.text(form)


def aligned(found: Answer, width: int = 0) -> str:
    """An answer as columns of text; signs that would steer a terminal are left out.

    `width` is that of the terminal, in characters: what does not fit goes on in the lines below.
    Without it each row is one line, as long as it takes.
    """
    lines = [[_printable(cell) for cell in row] for row in [found.columns, *found.rows]]
    widths = [max(len(line[column]) for line in lines) for column in range(len(found.columns))]
    wraps = 0 < width < sum(widths) + _GAP * (len(widths) - 1)
    if wraps:
        lines = [[_UNBROKEN.sub("\u00a0", cell) for cell in line] for line in lines]
        widths = _fitting(widths, [_least(column) for column in zip(*lines, strict=True)], width)
    text = _row(lines[0], widths) + _row(["-" * each for each in widths], widths)
    text += ("\n" if wraps else "").join(_row(line, widths) for line in lines[1:])
    return text if found.rows else f"{text}(no rows)\n"


def _least(cells: Iterable[str]) -> int:
    """The least width of a column: that of its longest word, unless it is no word to be read."""
    return min(_LONGEST_WORD, max(len(word) for cell in cells for word in cell.split(" ")))


def _fitting(widths: list[int], least: list[int], width: int) -> list[int]:
    """The widths of columns made to fit: what is short stays whole, the rest share the room by the
    square root of what they would need, and none gets narrower than its least.
    """
    room, shares, open_ = width - _GAP * (len(widths) - 1), list(widths), set(range(len(widths)))
    while open_:
        unit = room / sum(sqrt(widths[column]) for column in open_)
        whole = {column for column in open_ if widths[column] <= unit * sqrt(widths[column])}
        if not whole:
            for column in open_:
                shares[column] = max(least[column], int(unit * sqrt(widths[column])))
            break
        room -= sum(widths[column] for column in whole)
        open_ -= whole
    return [min(share, each) for share, each in zip(shares, widths, strict=True)]


def _row(cells: list[str], widths: list[int]) -> str:
    """One row as lines of text."""
    columns = [
        wrap(cell, each, break_on_hyphens=False) for cell, each in zip(cells, widths, strict=True)
    ]
    lines = [
        (" " * _GAP).join(part.ljust(each) for part, each in zip(parts, widths, strict=True))
        for parts in zip_longest(*columns, fillvalue="")
    ]
    return "".join(line.rstrip() + "\n" for line in lines or [""])


def open_dataset(output: Path, vocabulary: Vocabulary) -> Store:
    """Load the published `.nq`; raises StageError where nothing was published or it is damaged."""
    path = output / f"{vocabulary.name}.nq"
    store = Store()
    try:
        store.bulk_load(path=path, format=RdfFormat.N_QUADS)
    except FileNotFoundError:
        raise StageError(
            "nothing was published here yet", where=str(path), remedy="run `make` first"
        ) from None
    except SyntaxError as error:
        raise StageError(
            f"not a published dataset ({error})", where=str(path), remedy="run `make publish`"
        ) from None
    return store


def ask(store: Store, query: str, vocabulary: Vocabulary) -> Answer:
    """Answer a SPARQL 1.1 query over the union of all named graphs, or those that FROM names.

    The vocabulary's prefixes need not be declared. Raises StageError where the query does not
    parse, is too long or nested too deeply, or calls another server with SERVICE: answers come
    from the files alone. No thread of the process can open a file meanwhile.
    """
    refuse(query)
    with closed():
        try:
            result = store.query(
                query,
                prefixes=vocabulary.prefixes,
                use_default_graph_as_union=not names_graphs(query),
            )
        except SyntaxError as error:
            raise StageError(
                f"not a SPARQL query: {first_line(str(error))}", remedy="correct it there"
            ) from None
        if isinstance(result, QueryTriples):
            triples = list(dict.fromkeys(result))
        else:
            content = result.serialize(format=QueryResultsFormat.JSON) or b""
    if isinstance(result, QueryTriples):
        rows = sorted([_shown(term, vocabulary) for term in triple] for triple in triples)
        texts = {"turtle": turtle(triples, vocabulary)}
        return Answer(["subject", "predicate", "object"], rows, texts)
    json = content.decode("utf-8") + "\n"
    if isinstance(result, QueryBoolean):
        text = "true" if result else "false"
        return Answer(["ask"], [[text]], {"csv": f"{text}\n", "json": json})
    rows = [[_shown(term, vocabulary) for term in solution] for solution in _read(content)]
    csv = _read(content).serialize(format=QueryResultsFormat.CSV) or b""
    columns = [variable.value for variable in result.variables]
    return Answer(columns, rows, {"csv": csv.decode("utf-8"), "json": json})


def _read(content: bytes) -> QuerySolutions:
    """The solutions once more: Oxigraph gives each only once."""
    return cast(QuerySolutions, parse_query_results(content, format=QueryResultsFormat.JSON))


def _shown(term: object, vocabulary: Vocabulary) -> str:
    """A term as people read it: the text of a literal, a CURIE where a prefix fits, or the IRI."""
    if isinstance(term, Literal):
        return term.value
    if not isinstance(term, NamedNode):
        return "" if term is None else str(term)
    for prefix, namespace in vocabulary.prefixes.items():
        if term.value.startswith(namespace):
            return f"{prefix}:{term.value.removeprefix(namespace)}"
    return term.value


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


def first_line(problem: str) -> str:
    """What the parser says first, without the list of all that it would have taken instead."""
    return problem.splitlines()[0].split(": expected one of ")[0]
