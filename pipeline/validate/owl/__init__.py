"""OWL 2 DL: whether ontology and vocabulary hold together, what follows from them, and why not."""

from pipeline.validate.owl.explaining import explain, explain_unsatisfiable
from pipeline.validate.owl.reasoning import Reasoning, reason

__all__ = ["Reasoning", "explain", "explain_unsatisfiable", "reason"]
