"""`curate --rows`: rows that were written elsewhere (the explorer's download), checked as the build
would check them, shown by what they change, and taken into the tables.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from msgspec import Struct
from rapidfuzz import fuzz, process

from pipeline.curate.link_changes import relation
from pipeline.curate.wording import say
from pipeline.curate.writing import TABLES, Tables, with_rows
from pipeline.errors import CurationError, StageError
from pipeline.extract.catalogue import load_catalogue
from pipeline.files import read_json, read_lines
from pipeline.map.identifiers import load_identifiers
from pipeline.map.ontology import load_ontology
from pipeline.map.stage import MapReport, map_sources
from pipeline.map.tables import is_row, label_decision, relation_decision, rows_in, unquoted
from pipeline.model import Concept, Entry, Question, Row
from pipeline.vocabulary import load_vocabulary

_CONCEPT = "concept:"
# What stands in the column of objects and is no entry and no concept.
_NO_THING = ("rdf:type", "owl:deprecated")


class Outcome(Struct, frozen=True):
    """What `map` makes of the tables: concepts, open questions, what it says of single rows."""

    concepts: list[Concept]
    questions: list[Question]
    report: MapReport


def take_rows(project: Path, output: Path, files: Sequence[Path], *, write: bool) -> Iterator[str]:
    """The lines of `curate --rows`: what the rows of the files change; `write` takes them in, all
    of them or none.

    Raises StageError where a file cannot be read or nothing is built; CurationError, with the place
    in the file and nothing written, where a row is malformed, speaks of what is not known, or
    contradicts another; errors of what people write as their readers raise them.
    """
    ontology = load_ontology(project, load_vocabulary(project / "ontology/vocabulary.toml"))
    rows = [found for file in files for found in _read(file)]
    for row, where in rows:
        # What is malformed is found where it stands, before anything is made of it.
        if row.table == "labels":
            label_decision(row.fields, where)
        else:
            relation_decision(row.fields, where, ontology)
    entries = _entries(project, output)
    before = _rehearsed(project, output, None)
    iris = {concept.iri for concept in before.concepts} | set(ontology.tops.values())
    slugs = {iri.rsplit("/", 1)[-1] for iri in iris} | set(load_identifiers(project).rows.values())
    _refuse_unknown(rows, entries | {f"{_CONCEPT}{slug}" for slug in slugs})
    tables = with_rows(project, ontology, rows)
    for (row, where), place, is_new in zip(rows, tables.places, tables.new, strict=True):
        key = "row" if is_new else "known"
        yield say("taking", key, where=where, place=place, what=_told(row))
    if not any(tables.new):
        yield say("taking", "nothing")
        return
    after = _rehearsed(project, output, tables)
    yield from _changes(before, after, tables)
    if write:
        tables.write(project)
        places = [p for p, is_new in zip(tables.places, tables.new, strict=True) if is_new]
        yield say("questions", "written", where=", ".join(places))
        yield say("questions", "next")
    else:
        yield say("taking", "dry")


def _read(file: Path) -> list[tuple[Row, str]]:
    """The rows of a file with their places; its header says of which table they are."""
    if not file.is_file():
        raise StageError("this file does not exist", where=str(file), remedy="check its name")
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StageError(
            f"not UTF-8 at byte {error.start}", where=str(file), remedy="save it as UTF-8"
        ) from None
    header = {unquoted(name) for name in next(filter(is_row, text.splitlines()), "").split("\t")}
    for name, table in TABLES.items():
        if table.columns[0] in header:
            kind: Literal["labels", "relations"] = "labels" if name == "labels" else "relations"
            if found := [(Row(kind, row), where) for row, where in rows_in(text, table, str(file))]:
                return found
            raise StageError(
                "this file has its header and no row", where=str(file), remedy="leave it out"
            )
    raise StageError(
        "these are no rows of a table of decisions",
        where=str(file),
        remedy=f"its first line names the columns, as in {' or '.join(_places())}",
    )


def _places() -> list[str]:
    return [table.where for table in TABLES.values()]


def _entries(project: Path, output: Path) -> set[str]:
    folder = output / "work" / "extract"
    return {
        entry.id
        for source in load_catalogue(project)
        for entry in read_lines(folder / f"{source.id}.jsonl", Entry, made_by="extract")
    }


def _refuse_unknown(rows: Sequence[tuple[Row, str]], known: set[str]) -> None:
    """Raise CurationError where a row speaks of what neither the vocabulary nor another row has."""
    labels = (row.fields for row, _ in rows if row.table == "labels")
    made = {
        of["entry_id"]
        for of in labels
        if of["entry_id"].startswith(_CONCEPT)
        and (of["kind"], of["predicate_modifier"]) == ("preferred", "")
    }
    names = known | made
    for row, where in rows:
        of = row.fields
        ends = [of["entry_id"]] if row.table == "labels" else [of["subject_id"]]
        if row.table == "relations" and of["predicate_id"] not in _NO_THING:
            ends.append(of["object_id"])
        for end in ends:
            if end not in names:
                near = process.extract(end, sorted(names), scorer=fuzz.ratio, limit=3)
                raise CurationError(
                    f"`{end}` is no entry and no concept of this vocabulary",
                    where=where,
                    remedy=f"those alike are {', '.join(name for name, _, _ in near)}",
                )


def _told(row: Row) -> str:
    """A row in words."""
    of = row.fields
    if row.table == "labels":
        kind = say("kinds", of["kind"])
        text = say(
            "taking", "label", of=of["entry_id"], kind=kind, text=of["label"], tag=of["lang"]
        )
    else:
        said = {"of": of["subject_id"], "to": of["object_id"]}
        text = say("taking", "relation", relation=relation(of["predicate_id"]), **said)
    return say("taking", "rejected", what=text) if of["predicate_modifier"] else text


def _outcome(work: Path) -> Outcome:
    return Outcome(
        read_lines(work / "concepts.jsonl", Concept, made_by="map"),
        read_lines(work / "questions.jsonl", Question, made_by="map"),
        read_json(work / "map.json", MapReport, made_by="map"),
    )


def _rehearsed(project: Path, output: Path, tables: Tables | None) -> Outcome:
    """What `map` makes of the tables, or of those that stand now (the last build may be older), in
    a folder of its own. Raises CurationError, with the place in the file that the row came from,
    where it refuses them.
    """
    with TemporaryDirectory(prefix="glossograph-") as folder:
        stage = Path(folder)
        shutil.copytree(project / "ontology", stage / "ontology")
        shutil.copytree(project / "sources", stage / "sources")
        shutil.copytree(output / "work" / "extract", stage / "output" / "work" / "extract")
        if tables:
            tables.write(stage)
        try:
            map_sources(stage, stage / "output", curation=True)
        except CurationError as error:
            raise tables.told(error) if tables else error from None
        return _outcome(stage / "output" / "work")


def _changes(before: Outcome, after: Outcome, tables: Tables) -> Iterator[str]:
    """The statements that come and go, the questions that are new, the rows that do nothing."""
    old, new = _statements(before.concepts), _statements(after.concepts)
    yield say("taking", "changes", count=len(old.keys() ^ new.keys()))
    for sign, one, other in (("+", new, old), ("-", old, new)):
        for statement in sorted(one.keys() - other.keys()):
            yield f"  {sign} {one[statement]}"
    asked = {question.id for question in before.questions}
    for question in after.questions:
        if question.id not in asked:
            yield say("taking", "asked", text=question.text)
    for key, lines in (("unmatched", after.report.unmatched), ("changed", after.report.changed)):
        for line in lines:
            place, _, rest = line.partition(" ")
            if place in tables.origins:
                yield say("taking", key, where=tables.origins[place], what=rest)


def _statements(concepts: Sequence[Concept]) -> dict[tuple[str, ...], str]:
    """What is said of concepts, without what follows from it, each in words."""
    names = {concept.iri: concept.labels[0].text for concept in concepts}
    found: dict[tuple[str, ...], str] = {}
    for concept in concepts:
        name = names[concept.iri]
        for label in concept.labels:
            words = {"kind": say("kinds", label.kind), "text": label.text, "tag": label.lang}
            said = say("taking", "label", of=name, **words)
            found[concept.iri, label.kind, label.text, label.lang] = said
        for one in concept.relations:
            if not one.derived:
                to = names.get(one.object, one.object.rsplit("/", 1)[-1])
                said = say("taking", "relation", of=name, relation=relation(one.predicate), to=to)
                found[concept.iri, one.predicate, one.object] = said
        for definition in concept.definitions:
            words = {"relation": relation("skos:definition"), "to": definition.entry}
            found[concept.iri, definition.entry] = say("taking", "relation", of=name, **words)
    return found
