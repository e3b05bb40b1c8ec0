"""Run a shapes file on statements by pySHACL, the referee (SHACL Core and SHACL-SPARQL)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyoxigraph
import pyshacl
import rdflib
from pyparsing import ParseException
from pyshacl.errors import ReportableRuntimeError, ValidationFailure
from rdflib.plugins.sparql import prepareQuery

from pipeline.errors import ConfigurationError
from pipeline.validate.names import Names, Term
from pipeline.validate.results import Result
from pipeline.validate.shapes import Shapes
from pipeline.validate.views import to_rdflib
from pipeline.validate.worded import worded

if TYPE_CHECKING:
    from rdflib.plugins.sparql.sparql import Query

SH = rdflib.SH


class DataGraph(rdflib.Graph):
    """A graph that parses each query once: pySHACL asks the same one for every focus node."""

    def query(self, query_object: Any, *args: Any, **options: Any) -> rdflib.query.Result:  # noqa: ANN401
        """As rdflib.Graph.query."""
        return super().query(_prepared(str(query_object)), *args, **options)


@lru_cache(maxsize=256)
def _prepared(text: str) -> Query:
    return prepareQuery(text)


def run(shapes: Shapes, data: pyoxigraph.Store, names: Names) -> list[Result]:
    """What the shapes find in the store, in no particular order.

    Blank nodes keep their names. Raises ConfigurationError where the shapes cannot be run.
    """
    graph = to_rdflib((quad.triple for quad in data), DataGraph())
    constraints = to_rdflib(shapes.constraints, rdflib.Graph())
    try:
        _, report, text = pyshacl.validate(
            graph, shacl_graph=constraints, inplace=True, do_owl_imports=False
        )
    except (ReportableRuntimeError, ParseException, ValidationFailure) as error:
        raise _unusable(shapes, str(error)) from error
    if not isinstance(report, rdflib.Graph):
        raise _unusable(shapes, str(text))
    return [
        _result(report, node, path, shapes, names)
        for node in report.objects(predicate=SH.result)
        for path in _paths(report, node)
    ]


def _unusable(shapes: Shapes, problem: str) -> ConfigurationError:
    return ConfigurationError(
        f"the shapes cannot be run: {problem}"[:300],
        where=str(shapes.path),
        remedy="correct the constraint or the query it names",
    )


def _paths(report: rdflib.Graph, node: rdflib.term.Node) -> list[str]:
    """The properties a result is about: its own, or those that sh:detail names (sh:node).

    Empty where there is none, or only a path that is no single property.
    """
    sources = [node, *report.objects(node, SH.detail)]
    paths = {path for source in sources for path in report.objects(source, SH.resultPath)}
    return sorted(str(path) for path in paths if isinstance(path, rdflib.URIRef)) or [""]


def _result(
    report: rdflib.Graph,
    node: rdflib.term.Node,
    path: str,
    shapes: Shapes,
    names: Names,
) -> Result:
    focus = _term(next(report.objects(node, SH.focusNode)))
    values = [_term(value) for value in report.objects(node, SH.value)]
    shape = str(report.value(node, SH.sourceShape))
    if shape not in shapes.checks:
        raise _unusable(shapes, f"a result comes from a shape without a name ({shape})")
    return worded(
        shapes,
        names,
        shape=shape,
        component=str(report.value(node, SH.sourceConstraintComponent)),
        focus=focus,
        path=path,
        # A node shape gives the focus itself as the value: no news.
        value=values[0] if values and values[0] != focus else None,
    )


def _term(node: rdflib.term.Node) -> Term:
    if isinstance(node, rdflib.URIRef):
        return pyoxigraph.NamedNode(str(node))
    if isinstance(node, rdflib.Literal):
        if node.language:
            return pyoxigraph.Literal(str(node), language=node.language)
        datatype = pyoxigraph.NamedNode(str(node.datatype or rdflib.XSD.string))
        return pyoxigraph.Literal(str(node), datatype=datatype)
    return pyoxigraph.BlankNode(str(node))
