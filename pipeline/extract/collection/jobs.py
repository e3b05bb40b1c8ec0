"""What is read together, in a process of its own where there is enough of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import msgspec
from msgspec import Struct

from pipeline.errors import DoubtError, SourceError
from pipeline.extract.catalogue import read_content
from pipeline.extract.collection.record import Kept, Outcome
from pipeline.extract.collection.sites import open_site
from pipeline.extract.collection.unregistered import digest, named, read_unregistered
from pipeline.extract.containers import open_document
from pipeline.extract.document import Document
from pipeline.extract.doubts import refuse_doubtful, unassigned_share
from pipeline.extract.extraction import Extraction, extract_document
from pipeline.files import write_bytes
from pipeline.model import Source

# In bytes: what takes one core about as long as it takes to start another process.
WORTH_A_PROCESS = 1_000_000


class SiteJob(Struct, frozen=True):
    """Sources of one site, opened together, and which of them are read and written (`wanted`)."""

    project: Path
    work: Path
    site: list[Source]
    wanted: list[Source]
    key: str

    def run(self) -> list[Kept]:
        """Read the wanted sources; raises SourceError as the containers and readers do."""
        documents = open_site(self.site, lambda source: read_content(self.project, source))
        by_id = {source.id: document for source, document in zip(self.site, documents, strict=True)}
        del documents
        wanted = {source.id for source in self.wanted}
        for name in set(by_id) - wanted:
            del by_id[name]
        # One at a time is let go as soon as it is written.
        return [self._read(by_id.pop(source.id), source) for source in self.wanted]

    def _read(self, document: Document, source: Source) -> Kept:
        done = extract_document(document, source, where=source.path)
        refuse_doubtful(document, source, done, where=source.path)
        return Kept(
            self.key, outcome_of(source, done), write_extraction(self.work, "extract", source, done)
        )


class UnregisteredJob(Struct, frozen=True):
    """A file that nobody described: whatever is wrong with it is told, and stops nothing."""

    project: Path
    work: Path
    source: Source
    key: str

    def run(self) -> list[Kept]:
        """Read the file."""
        source, where = self.source, named(self.source.path)
        try:
            content = read_unregistered(self.project, source)
            source = msgspec.structs.replace(source, sha256=digest(content))
            name = source.file.rsplit("/", 1)[-1]
            document = open_document(content, name, where=where, language=source.language)
            del content
            done = extract_document(document, source, where=where)
        except DoubtError as error:
            return [Kept(self.key, Outcome(source.id, where, question=error.what), {})]
        except SourceError as error:
            return [Kept(self.key, Outcome(source.id, where, problem=str(error)), {})]
        question = ""
        try:
            refuse_doubtful(document, source, done, where=where)
        except DoubtError as error:
            question = error.what
        outcome = msgspec.structs.replace(outcome_of(source, done), question=question)
        return [Kept(self.key, outcome, write_extraction(self.work, "unregistered", source, done))]


Job = SiteJob | UnregisteredJob


def run_all(jobs: Sequence[Job], size: int) -> Iterator[list[Kept]]:
    """What each job gives, in their order: on every core where `size`, the bytes that they read,
    is worth it, else here. The first error ends them.
    """
    processes = min(cores(), len(jobs), size // WORTH_A_PROCESS)
    if processes < 2:
        for job in jobs:
            yield job.run()
        return
    # Processes that begin anew: a copy of this one could hold a lock that another thread has.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        try:
            yield from pool.map(_run, jobs)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _run(job: Job) -> list[Kept]:
    return job.run()


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def outcome_of(source: Source, done: Extraction) -> Outcome:
    """An extraction in figures."""
    return Outcome(
        source=source.id,
        path=source.path,
        entries=len(done.entries),
        flagged=sum(bool(entry.flags) for entry in done.entries),
        reader=done.ledger.reader,
        confidence=done.ledger.confidence,
        unassigned=round(unassigned_share(done.ledger), 4),
    )


def write_extraction(work: Path, folder: str, source: Source, done: Extraction) -> dict[str, str]:
    """Write the three stage files of a source; their names below `work` with their checksums."""
    path = work / folder
    text = done.text.encode("utf-8")
    ledger = msgspec.json.format(msgspec.json.encode(done.ledger), indent=1) + b"\n"
    lines = b"".join(msgspec.json.encode(entry) + b"\n" for entry in done.entries)
    files = {
        f"{source.id}.txt": text,
        f"{source.id}.ledger.json": ledger,
        f"{source.id}.jsonl": lines,
    }
    for name, content in files.items():
        write_bytes(path / name, content)
    return {f"{folder}/{name}": digest(content) for name, content in files.items()}
