"""The stage extract: sources in, their texts, entries and ledgers out."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import SourceError, StageError
from pipeline.extract.catalogue import CATALOGUE, load_catalogue, read_content, refuse_missing
from pipeline.extract.extraction import Extraction, extract_content
from pipeline.files import write_json, write_lines, write_text
from pipeline.model import Source


def extract(project: Path, output: Path, identifiers: list[str]) -> list[Extraction]:
    """Extract the sources with these ids (all of them where none is given) into `output`.

    Writes `work/extract/<id>.txt` (the text that spans count in), `<id>.ledger.json`, then
    `<id>.jsonl`. Raises SourceError as the catalogue, the containers and the readers do; every
    listed file must exist, not only those extracted.
    """
    sources = {source.id: source for source in load_catalogue(project)}
    for identifier in identifiers:
        if identifier not in sources:
            raise SourceError(
                f"no source has the id `{identifier}`",
                where=CATALOGUE.as_posix(),
                remedy="describe it there in a [[source]] table",
            )
    for source in sources.values():
        refuse_missing(project, source)
    extractions = []
    for identifier in identifiers or list(sources):
        source = sources[identifier]
        extraction = extract_content(read_content(project, source), source, where=source.path)
        folder = output / "work" / "extract"
        write_text(folder / f"{source.id}.txt", extraction.text)
        write_json(folder / f"{source.id}.ledger.json", extraction.ledger)
        write_lines(folder / f"{source.id}.jsonl", extraction.entries)
        extractions.append(extraction)
    return extractions


def read_text(output: Path, source: Source) -> str:
    """The text of a source that spans count in, as `extract` left it in `output`.

    Raises StageError where it is not there.
    """
    path = output / "work" / "extract" / f"{source.id}.txt"
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise StageError(
            "this stage file does not exist", where=str(path), remedy="run `make extract` first"
        ) from None
    except UnicodeDecodeError as error:
        raise StageError(
            f"not a file that the stage `extract` writes (not UTF-8 at byte {error.start})",
            where=str(path),
            remedy="delete it and run `make extract` again",
        ) from None
