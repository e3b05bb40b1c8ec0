"""A graph in the form all writers share: by subject, each term as N-Triples writes it.

N-Triples text is what Oxigraph gives fastest and what takes least room; most of it goes into the
other syntaxes as it stands. Only the writers' own escapes are left to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from pyoxigraph import RdfFormat, Triple, serialize

from pipeline.errors import InputError
from pipeline.vocabulary import RDF, XSD

TYPE = f"<{RDF}type>"

_AT_ONCE = 8192
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


class Statements:
    """The statements of one graph; each IRI is kept once, however often it occurs.

    `said` has for each subject its predicates and objects in turn; `typed` the subjects of each
    class, `references` how many statements lead to each blank node.
    """

    __slots__ = ("predicates", "references", "said", "typed")

    def __init__(self, triples: Iterable[Triple]) -> None:
        """Raises InputError for a triple term, which only RDF 1.2 knows."""
        self.said: dict[str, list[str]] = {}
        self.typed: dict[str, list[str]] = {}
        self.references: dict[str, int] = {}
        self.predicates: set[str] = set()
        kept = {TYPE: TYPE}
        source = iter(triples)
        while batch := list(islice(source, _AT_ONCE)):
            self._take(serialize(batch, format=RdfFormat.N_TRIPLES) or b"", kept)
        self.predicates.update(
            predicate for pairs in self.said.values() for predicate in pairs[::2]
        )

    def _take(self, lines: bytes, kept: dict[str, str]) -> None:
        said, keep = self.said, kept.setdefault
        for line in lines.decode("utf-8").split("\n")[:-1]:
            subject, predicate, rest = line.split(" ", 2)
            target = rest[:-2]
            sign = target[0]
            if sign == "<":
                if target[1] == "<":
                    raise InputError(
                        f"a triple term, which only RDF 1.2 knows: {target}",
                        remedy="state the triple by itself",
                    )
                target = keep(target, target)
            elif sign == "_":
                target = keep(target, target)
                self.references[target] = self.references.get(target, 0) + 1
            predicate = keep(predicate, predicate)
            pairs = said.get(subject)
            if pairs is None:
                subject = keep(subject, subject)
                pairs = said[subject] = []
            pairs += predicate, target
            if predicate is TYPE:
                self.typed.setdefault(target, []).append(subject)


class Text(NamedTuple):
    """A literal taken apart; what it does not have is empty, `datatype` (an IRI) never is."""

    value: str
    language: str
    direction: str
    datatype: str


def literal(text: str) -> Text:
    """Take the N-Triples form of a literal apart."""
    end = text.rfind('"')
    value, mark = unescaped(text[1:end]), text[end + 1 :]
    if mark.startswith("@"):
        language, _, direction = mark[1:].partition("--")
        return Text(
            value, language, direction, f"{RDF}{'dirLangString' if direction else 'langString'}"
        )
    return Text(value, "", "", mark[3:-1] or f"{XSD}string")


def are_iris(terms: Sequence[str]) -> bool:
    """Whether all are IRIs: they are if the first and the last in order are, which C finds out."""
    return min(terms)[0] == max(terms)[0] == "<"


def unescaped(text: str) -> str:
    """The string that stands escaped between the quotation marks of N-Triples."""
    return _ESCAPE.sub(_sign, text) if "\\" in text else text


def _sign(found: re.Match[str]) -> str:
    short, long, letter = found.groups()
    return _ESCAPED.get(letter, letter) if letter else chr(int(short or long, 16))
