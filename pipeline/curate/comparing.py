"""`curate --from`: an edited export held against the published vocabulary, and taken over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.curate.differences import Comparison
from pipeline.curate.export import Export
from pipeline.curate.ground import Ground
from pipeline.curate.rdf_export import FORMATS, read_rdf
from pipeline.curate.sheet_export import read_csv, read_xlsx
from pipeline.curate.wording import say
from pipeline.curate.writing import Signature, signed, write_rows
from pipeline.errors import StageError
from pipeline.files import read_lines
from pipeline.map.identifiers import load_identifiers
from pipeline.map.ontology import load_ontology
from pipeline.map.tables import load_curation
from pipeline.model import Concept
from pipeline.vocabulary import Vocabulary, load_vocabulary


def compare(project: Path, output: Path, file: Path) -> Comparison:
    """What `file` says otherwise than the vocabulary published in `output`.

    Raises StageError where the file cannot be read or nothing is published; errors of what people
    write as their readers raise them.
    """
    vocabulary = load_vocabulary(project / "ontology/vocabulary.toml")
    ontology = load_ontology(project, vocabulary)
    ours = output / f"{vocabulary.name}.nq"
    if not ours.exists():
        raise StageError("nothing is published yet", where=str(ours), remedy="run `make` first")
    published = read_rdf(ours, vocabulary)
    edited = read_export(file, vocabulary, published)
    concepts = read_lines(output / "work" / "concepts.jsonl", Concept, made_by="map")
    edited.rename(_added_before(edited, concepts, vocabulary.language))
    ground = Ground(concepts, load_curation(project, ontology), ontology.inverses)
    identifiers = load_identifiers(project)
    return Comparison(published, edited, ground, ontology, vocabulary, identifiers)


def _added_before(edited: Export, concepts: list[Concept], language: str) -> dict[str, str]:
    """The IRIs that another tool minted for concepts that have been taken over since -> ours."""
    ours = {
        concept.labels[0].text: concept.iri
        for concept in concepts
        if not concept.entries and not concept.top and concept.iri not in edited.nodes
    }
    known = {concept.iri for concept in concepts}
    names = {i: node.preferred(language) for i, node in edited.nodes.items() if i not in known}
    return {iri: ours[name] for iri, name in names.items() if name in ours}


def read_export(file: Path, vocabulary: Vocabulary, published: Export) -> Export:
    """Read an edited file by its ending.

    Raises StageError where it is missing, of no known form, or not readable in its form.
    """
    names = {
        node.preferred(vocabulary.language).casefold(): iri
        for iri, node in published.nodes.items()
        if not node.deprecated
    }
    ending = file.suffix.lower()
    if not file.is_file():
        raise StageError("this file does not exist", where=str(file), remedy="check its name")
    readers = {".csv": read_csv, ".tsv": read_csv, ".xlsx": read_xlsx}
    if ending in FORMATS:
        export = read_rdf(file, vocabulary)
    elif ending in readers:
        export = readers[ending](file, vocabulary, lambda name: names.get(name.casefold()))
    else:
        raise StageError(
            f"`{ending or file.name}` is no form of an export that is known here",
            where=str(file),
            remedy=f"give one of {', '.join([*FORMATS, *readers])}",
        )
    for iri, node in export.nodes.items():
        for lang in {lang for _, lang in node.labels}:
            if len(texts := node.names(lang)) > 1:
                raise StageError(
                    f"{iri} has {len(texts)} preferred labels in `{lang}`: {', '.join(texts)}",
                    where=str(file),
                    remedy="keep one of them",
                )
    return export


def differences(comparison: Comparison) -> Iterator[str]:
    """The differences as a person reads them."""
    found = comparison.found
    for one in (one for one in found if one.lines):
        yield say("differences", "concept", name=one.name, iri=one.iri)
        for text in one.lines:
            yield say("differences", "line", text=text)
    aside = [(one.name, text) for one in found for text in dict.fromkeys(one.aside)]
    if aside or comparison.remarks:
        yield say("differences", "aside")
        for name, text in aside:
            yield say("differences", "line", text=f"{name} : {text}")
        for text in comparison.remarks:
            yield say("differences", "line", text=text)
    rows = sum(len(one.rows) for one in found)
    if rows:
        yield say("differences", "rows", rows=rows)
    elif not any(one.lines or one.aside for one in found):
        yield say("differences", "none")


def accept(project: Path, comparison: Comparison, signature: Signature) -> Iterator[str]:
    """Write the differences as rows, and say where they stand.

    Raises CurationError, with nothing written, where a row contradicts a decision.
    """
    ontology = comparison.ontology
    superseded = sorted({where for one in comparison.found for where in one.superseded})
    rows = [row for one in comparison.found for row in one.rows]
    where = write_rows(project, ontology, rows, signature, superseded=superseded)
    for place in superseded:
        yield say("differences", "superseded", where=place)
    for place in where:
        yield say("differences", "written", where=place)
    if not where and not superseded:
        yield say("differences", "known")


def compare_and_write(
    project: Path, output: Path, file: Path, who: tuple[str | None, str, str | None] | None
) -> Iterator[str]:
    """The lines of `curate --from`; `who` (author, date, reason) accepts the differences."""
    signature = signed(*who) if who else None
    comparison = compare(project, output, file)
    yield from differences(comparison)
    if signature is not None:
        yield from accept(project, comparison, signature)
    elif any(one.rows or one.superseded for one in comparison.found):
        yield say("differences", "dry")
