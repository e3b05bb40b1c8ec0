"""Write a repaired vocabulary in the syntax that it came in: sorted, prefixes kept, atomically."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple

from pipeline.errors import InputError
from pipeline.files import write_bytes
from pipeline.validate.files.reading import Vocabulary, base_of
from pipeline.validate.files.syntaxes import ending, syntax_of
from pipeline.validate.repairs import Repaired
from pipeline.vocabulary import RDF

_TYPE = NamedNode(f"{RDF}type")


def refuse_what_cannot_be_written(vocabulary: Vocabulary, file: str, target: Path) -> None:
    """Raise InputError where the target's name says another syntax, or graphs would be merged."""
    named, syntax = syntax_of(target.name), vocabulary.syntax
    if named is not None and named != syntax:
        raise InputError(
            f"this name is one of {named.name}, and the repaired file stays {syntax.name}",
            where=str(target),
            remedy=f"give it the ending {ending(syntax)}",
        )
    if vocabulary.graphs:
        raise InputError(
            "the file has named graphs, which a repair would merge into one",
            where=file,
            remedy="take the graph of the vocabulary out of it, as Turtle, and repair that",
        )


def write_vocabulary(
    vocabulary: Vocabulary, repairs: Sequence[Repaired], file: str, target: Path
) -> None:
    """Write what was read verbatim and repaired to `target`: one block a subject, its types first.

    The rest is sorted: the same statements always give the same bytes. Raises InputError where the
    file has relative IRIs, which would name a folder of this machine in the new file.
    """
    removed = {one.statement for one in repairs if one.repair.removes}
    added = {one.statement for one in repairs if not one.repair.removes}
    content = pyoxigraph.serialize(
        sorted(vocabulary.verbatim - removed | added, key=_key),
        format=_of_triples(vocabulary.syntax),
        prefixes=vocabulary.prefixes,
    )
    assert content is not None
    folder = base_of(file).rpartition("/")[0].encode("utf-8")
    if folder + b"/" in content:
        raise InputError(
            "some of its IRIs are relative, and would name a folder of this machine",
            where=file,
            remedy="give the file a base (@base, xml:base) and repair it then",
        )
    if vocabulary.syntax == RdfFormat.JSON_LD:
        content = msgspec.json.format(content, indent=1) + b"\n"
    write_bytes(target, content)


def _key(triple: Triple) -> tuple[str, bool, str, str]:
    subject, predicate, value = triple
    return str(subject), predicate != _TYPE, predicate.value, str(value)


def _of_triples(syntax: RdfFormat) -> RdfFormat:
    """A dataset without named graphs is written as what it is: triples."""
    return {RdfFormat.TRIG: RdfFormat.TURTLE, RdfFormat.N_QUADS: RdfFormat.N_TRIPLES}.get(
        syntax, syntax
    )
