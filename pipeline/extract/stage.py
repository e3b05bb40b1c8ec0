"""The stage extract: sources in, their texts, entries and ledgers out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from pipeline.errors import SourceError, StageError
from pipeline.extract.catalogue import (
    CATALOGUE,
    load_catalogue,
    read_content,
    refuse_missing,
    source_path,
)
from pipeline.extract.collection.jobs import (
    WORTH_A_PROCESS,
    Job,
    SiteJob,
    UnregisteredJob,
    cores,
    run_all,
)
from pipeline.extract.collection.record import (
    RECORD,
    Kept,
    Outcome,
    Record,
    key_of,
    read_record,
    still_holds,
)
from pipeline.extract.collection.sites import by_site
from pipeline.extract.collection.unregistered import (
    digest,
    provisional,
    read_unregistered,
    unregistered,
)
from pipeline.files import write_json
from pipeline.model import Source


class Extracted(Struct, frozen=True):
    """What a run of the stage found, in the order of sources.toml; `new` are the ids of the sources
    that were read, the others were as they had been. `unregistered` are the files not described.
    """

    sources: list[Outcome]
    new: set[str]
    unregistered: list[Outcome]


def extract(project: Path, output: Path, identifiers: Sequence[str]) -> Extracted:
    """Extract the sources with these ids (all of them, and the files that are not described, where
    none is given) into `output`; what is there, made of the same by the same code, is left.

    Writes `work/extract/<id>.txt` (the text that spans count in), `<id>.ledger.json` and
    `<id>.jsonl`, the same below `work/unregistered/`, and what it made to `work/extract.json`.
    Raises SourceError as the catalogue, the containers and the readers do, DoubtError where the
    layout of a source is for the user to choose; every listed file must exist, not only those
    extracted.
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
    wanted = set(identifiers) or set(sources)
    work = output / "work"
    record = read_record(work)
    kept: Record = {}
    jobs, size = [], 0
    for site in by_site(sources.values()):
        if wanted.isdisjoint(source.id for source in site):
            continue
        key = key_of(site)
        stale = []
        for source in (source for source in site if source.id in wanted):
            before = record.get(f"extract/{source.id}")
            if before and still_holds(before, key, work):
                read_content(project, source)
                kept[f"extract/{source.id}"] = before
            else:
                stale.append(source)
        size += sum(source_path(project, source).stat().st_size for source in stale)
        jobs += _site_jobs(project, work, site, stale, key)
    new = set()
    for done in run_all(jobs, size):
        for one in done:
            kept[f"extract/{one.outcome.source}"] = one
            new.add(one.outcome.source)
    undescribed = [] if identifiers else list(_undescribed(project, work, list(sources.values())))
    if identifiers:
        kept = record | kept
    else:
        kept |= {f"unregistered/{one.outcome.source}": one for one in undescribed}
        _forget(work, record, kept)
    write_json(work / RECORD, {name: kept[name] for name in sorted(kept)})
    return Extracted(
        [kept[f"extract/{name}"].outcome for name in sources if name in wanted],
        new,
        [one.outcome for one in undescribed],
    )


def _site_jobs(
    project: Path, work: Path, site: list[Source], stale: list[Source], key: str
) -> list[SiteJob]:
    """A job for a site, or where it is large one a core: each opens all of it and reads a part."""
    sizes = [source_path(project, source).stat().st_size for source in stale]
    parts = max(1, min(cores(), len(stale), sum(sizes) // (2 * WORTH_A_PROCESS)))
    divided: list[list[Source]] = [[] for _ in range(parts)]
    read = 0
    for source, size in zip(stale, sizes, strict=True):
        divided[min(parts - 1, read * parts // max(1, sum(sizes)))].append(source)
        read += size
    return [SiteJob(project, work, site, part, key) for part in divided if part]


def _undescribed(project: Path, work: Path, sources: Sequence[Source]) -> Iterator[Kept]:
    record = read_record(work)
    held: list[Kept | Job] = []
    size = 0
    for source in provisional(unregistered(project, sources)):
        try:
            content = read_unregistered(project, source)
        except SourceError:
            held.append(UnregisteredJob(project, work, source, ""))
            continue
        key = key_of([source], [digest(content)])
        before = record.get(f"unregistered/{source.id}")
        if before and still_holds(before, key, work):
            held.append(before)
        else:
            size += len(content)
            held.append(UnregisteredJob(project, work, source, key))
    done = run_all([one for one in held if not isinstance(one, Kept)], size)
    for one in held:
        if isinstance(one, Kept):
            yield one
        else:
            yield from next(done)


def _forget(work: Path, record: Record, kept: Record) -> None:
    """Remove the files of sources that are no more."""
    there = {name for one in kept.values() for name in one.files}
    for one in record.values():
        for name in set(one.files) - there:
            (work / name).unlink(missing_ok=True)


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
