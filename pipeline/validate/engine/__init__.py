"""SHACL compiled to SPARQL: each constraint is one query over the whole store, on Oxigraph.

https://www.w3.org/TR/shacl/, Core and SPARQL-based constraints. What the compiler does not know it
says (`Unsupported`), and `pipeline.validate.engines` gives that shape to the referee.

Values are those of the store, and Oxigraph's has one literal for each value of a datatype of
numbers, Booleans or dates: of "1.1" and "1.10", both xsd:decimal, it keeps "1.1". So a
property that has both has one value (sh:maxCount), and sh:hasValue and sh:in hold for whichever
form; in SHACL, where literals are RDF terms, they are two. The referee reads the same store, but
the shapes to the letter: of 1.10 in a shape it would say that no value is that. So the engine
keeps these constraints.
"""

from pipeline.validate.engine.compiler import Compiler, Query
from pipeline.validate.engine.run import answer
from pipeline.validate.engine.shapes_graph import ShapesGraph, Unsupported

__all__ = ["Compiler", "Query", "ShapesGraph", "Unsupported", "answer"]
