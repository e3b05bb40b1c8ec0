"""Definition lists and records: terms and descriptions, by their roles or by marks in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import structs

from pipeline.extract.counting import counted
from pipeline.extract.document import Document, Line, records
from pipeline.extract.readers.definition_lists.listed import Listed
from pipeline.extract.readers.definition_lists.marked_terms import FORMS, indented
from pipeline.extract.reading import NO_SIGN, Reading, Sniff
from pipeline.extract.signs.alphabet import is_letters
from pipeline.extract.signs.asking import asked
from pipeline.extract.signs.furniture import furniture
from pipeline.extract.signs.titles import bare, words_of
from pipeline.extract.signs.wrapping import Wrapping
from pipeline.model import Span

NAME = "definition-lists"

_TITLE = re.compile(r"={1,6}[ \t]*\S|\\(?:sub)*section\b|\\chapter\b")
_ROLES = ("term", "variant", "description", "see")


def sniff(document: Document) -> Sniff:
    """Evidence: terms that descriptions follow, by role or by the marks of a form."""
    terms, described = _records(document)
    if terms and described:
        reasons = [
            counted(terms, "terme[s]")
            + " et "
            + counted(described, "description[s]")
            + " par leur rôle"
        ]
        return Sniff(round(min(1.0, 0.6 + 0.1 * min(terms, described)), 2), reasons)
    name, found = _marked(document)
    if not found:
        return NO_SIGN
    reasons = [counted(len(found), f"terme[s] marqué[s] comme dans {name}")]
    return Sniff(round(min(1.0, 0.7 + 0.1 * len(found)), 2), reasons)


def read(document: Document, publisher: str) -> Reading:
    """Each record, or each term with what its marks give it, is an entry; further terms of one
    description are variants. What stands outside the list is the page's own.
    """
    reading = Reading()
    if all(_records(document)):
        for record in records(_joined(document.body)):
            _read_record(reading, record, publisher)
        return reading
    _, found = _marked(document)
    held: set[int] = set()
    wrapping = Wrapping(document)
    for listed in found:
        held.update(line.start for line in (*listed.lines, *listed.marks))
        for line in (*listed.lines, *listed.marks):
            reading.mark(line)
        body = wrapping.joined(_body(reading, listed.body, publisher))
        heads = [_name(term) for term in listed.terms]
        reading.add(heads[0], body, variants=heads[1:])
        if len(senses := listed.senses_of(body)) > 1:
            spans = [[Span(line.start, line.end) for line in sense] for sense in senses]
            reading.entries[-1] = structs.replace(reading.entries[-1], senses=spans)
    is_inside = False
    for line in document.body:
        if line.start in held:
            is_inside = True
        elif is_inside and not _is_title(line):
            reading.leave(line, "sans les marques de la liste qui l'entoure")
        else:
            is_inside = False
            reading.set_aside(line, "hors de la liste de définitions : texte de la page")
    return reading


def _is_title(line: Line) -> bool:
    """Whether a line heads what follows: in Markdown, a wiki or AsciiDoc, or a letter."""
    return line.role == "heading" or is_letters(line.text) or _TITLE.match(line.text) is not None


def _records(document: Document) -> tuple[int, int]:
    """How many terms and how many descriptions are told by their roles."""
    roles = [line.role for line in document.lines]
    return roles.count("term"), roles.count("description")


def _joined(lines: Sequence[Line]) -> list[Line]:
    """The lines of records, each other line of the same record among them."""
    return [line for line in lines if line.role in _ROLES or line.row] + [
        line for line in lines if line.role not in _ROLES and not line.row
    ]


def _read_record(reading: Reading, record: Sequence[Line], publisher: str) -> None:
    if not any(line.role in _ROLES for line in record):
        for line in record:
            reading.set_aside(line, "hors de la liste de définitions : texte de la page")
        return
    terms = [_name(line) for line in record if line.role == "term"]
    variants = [bare(line) for line in record if line.role == "variant"]
    see = [bare(line) for line in record if line.role == "see"]
    for line in record:
        reading.mark(line)
    told = [line for line in record if line.role not in ("term", "variant", "see")]
    body = _body(reading, told, publisher)
    if not terms and variants:
        terms, variants = variants[:1], variants[1:]
    if terms or body:
        reading.add(terms[0] if terms else None, body, variants=[*terms[1:], *variants], see=see)


def _body(reading: Reading, lines: Sequence[Line], publisher: str) -> list[Line]:
    body: list[Line] = []
    for line in lines:
        reason = furniture(line, publisher, is_first=not body)
        if reason:
            reading.set_aside(line, reason)
        else:
            body.append(words_of(line))
    return body


def _name(line: Line) -> Line:
    words = bare(line)
    return asked(words, is_title=True) or words


def _marked(document: Document) -> tuple[str, list[Listed]]:
    """The form whose marks give most terms a body, and what it lists; nothing where none does."""
    best: tuple[int, str, list[Listed]] = (0, "", [])
    lines = indented(document)
    for name, form in FORMS:
        found = form(document, lines)
        defined = sum(bool(listed.body) for listed in found)
        if defined > best[0]:
            best = (defined, name, found)
    return best[1], best[2]
