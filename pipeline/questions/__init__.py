"""questions: what users ask of the vocabulary, each a SPARQL file that documents itself.

The files are ontology/competency/*.rq. Other rooms take them from here, as data.
"""

from pipeline.questions.binding import bind
from pipeline.questions.loading import load_question, load_questions
from pipeline.questions.question import Column, Parameter, Question

__all__ = [
    "Column",
    "Parameter",
    "Question",
    "bind",
    "load_question",
    "load_questions",
]
