"""Workers that answer queries, each a process that is killed at its limits, and the served copy.

A write brings a new generation of the dataset: each worker loads it before its next query, so no
answer given after the write shows what was before. A spare stands beside the workers: where one is
killed, the next query finds a process that runs and holds the dataset.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar

import pyoxigraph as ox
from anyio.to_thread import run_sync
from msgspec import Struct

from pipeline.ask.limits import QueryEndedError, Worker
from pipeline.ask.serve.evaluation import Answer, Question, evaluate, load, update
from pipeline.errors import StageError
from pipeline.files import write_bytes
from pipeline.vocabulary import Vocabulary

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

# To load a dataset may take longer than a query may: 100,000 concepts need about 20 s.
_LOADING = 120.0
# Between two attempts to start a worker, in seconds.
_PAUSE = 1.0
# As many more than these wait at most; the rest is told to come back.
_WAITING = 64


class BusyError(StageError):
    """Too many queries wait, or one waited too long."""

    def __init__(self) -> None:
        super().__init__("the server has too much to do", remedy="ask again in a moment")


class Limits(Struct, frozen=True):
    """What one query may take (seconds, rows of its answer, bytes of memory), how many at once."""

    seconds: float = 10.0
    rows: int = 10_000
    memory: int = 1024**3
    workers: int = 2


class Pool:
    """Answers queries over a dataset, a file of N-Quads; to be opened before use."""

    def __init__(
        self, dataset: Path, vocabulary: Vocabulary, limits: Limits, *, kept: Path | None = None
    ) -> None:
        """`kept` is the file that holds what updates make of the dataset; without it a temporary
        one does.
        """
        self.limits = limits
        self._vocabulary = vocabulary
        self._current = dataset
        self._generation = 0
        self._kept = kept
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._holds: dict[Worker, int] = {}
        self._waiting = 0
        self._closed = False
        self._workers: list[Worker] = []
        self._writing = asyncio.Lock()
        self._background: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Pool]:
        """Start the workers and a spare; at the end all of them are gone."""
        self._workers = [Worker(memory=self.limits.memory) for _ in range(self.limits.workers + 1)]
        self._busy = asyncio.Semaphore(self.limits.workers)
        try:
            with tempfile.TemporaryDirectory(prefix="glossograph-") as folder:
                # The file may be published anew meanwhile, and a worker that starts again reads it.
                own = Path(folder) / "published.nq"
                await run_sync(shutil.copyfile, self._current, own)
                self._current = own
                self._kept = self._kept or Path(folder) / "dataset.nq"
                await asyncio.gather(*(self._ready(worker) for worker in self._workers))
                yield self
        finally:
            self.close()
            while not self._idle.empty():
                self._idle.get_nowait().stop()

    def close(self) -> None:
        """End the workers, and with them what they do; BusyError for all who wait."""
        self._closed = True
        for task in self._background:
            task.cancel()
        for worker in self._workers:
            worker.kill()

    async def answer(self, question: Question) -> Answer:
        """The answer to a query.

        Raises as `evaluate` and `Worker.call` do; BusyError where too many wait.
        """
        return await self._call(evaluate, question, self._vocabulary)

    async def update(self, text: str, prepare: Callable[[ox.Store], Result]) -> Result:
        """Do an update: the dataset as it is from now on, for every query that follows.

        Gives what `prepare` makes of it, before anything is changed; one update is done after the
        other. Raises as `update`, `Worker.call` and `prepare` do; nothing is changed then.
        """
        async with self._writing:
            content = await self._call(update, text, self._vocabulary)
            prepared = await run_sync(lambda: prepare(_read(content)))
            assert self._kept is not None
            await run_sync(write_bytes, self._kept, content)
            self._current = self._kept
            self._generation += 1
            return prepared

    async def _call(
        self, function: Callable[Arguments, Result], *args: Arguments.args, **_: Arguments.kwargs
    ) -> Result:
        """What a function of `evaluation` returns, from the next worker that is idle."""
        if self._closed or self._waiting >= _WAITING + self.limits.workers:
            raise BusyError
        self._waiting += 1
        try:
            try:
                async with asyncio.timeout(self.limits.seconds):
                    await self._busy.acquire()
            except TimeoutError:
                raise BusyError from None
            try:
                worker = await self._idle.get()
                return await self._with(worker, partial(function, *args))
            finally:
                self._busy.release()
        finally:
            self._waiting -= 1

    async def _with(self, worker: Worker, call: Callable[[], Result]) -> Result:
        try:
            if self._closed:
                raise BusyError
            if self._holds.get(worker) != self._generation:
                await self._load(worker)
            return await run_sync(
                partial(worker.call, self.limits.seconds, call), abandon_on_cancel=True
            )
        except QueryEndedError:
            if self._closed:
                raise BusyError from None
            raise
        finally:
            if worker.running or self._closed:
                self._idle.put_nowait(worker)
            else:
                # The spare takes the next query, while this one starts anew.
                task = asyncio.create_task(self._again(worker))
                self._background.add(task)
                task.add_done_callback(self._background.discard)

    async def _ready(self, worker: Worker) -> None:
        """Start a worker, and let it hold the dataset."""
        await self._load(worker)
        self._idle.put_nowait(worker)

    async def _again(self, worker: Worker) -> None:
        """The same for one that was ended, as often as it takes: a pool without workers answers
        nothing any more.
        """
        while not self._closed:
            try:
                await self._ready(worker)
            except (StageError, OSError):
                await asyncio.sleep(_PAUSE)
            else:
                return

    async def _load(self, worker: Worker) -> None:
        generation, path = self._generation, self._current
        await run_sync(partial(worker.call, _LOADING, load, path), abandon_on_cancel=True)
        self._holds[worker] = generation


def _read(content: bytes) -> ox.Store:
    store = ox.Store()
    store.bulk_load(input=content, format=ox.RdfFormat.N_QUADS)
    return store
