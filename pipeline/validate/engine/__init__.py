"""SHACL compiled to SPARQL: each constraint is one query over the whole store, on Oxigraph.

https://www.w3.org/TR/shacl/, Core and SPARQL-based constraints. What the compiler does not know it
says (`Unsupported`), and `pipeline.validate.engines` gives that shape to the referee.
"""

from pipeline.validate.engine.compiler import Compiler, Query
from pipeline.validate.engine.run import answer
from pipeline.validate.engine.shapes_graph import ShapesGraph, Unsupported

__all__ = ["Compiler", "Query", "ShapesGraph", "Unsupported", "answer"]
