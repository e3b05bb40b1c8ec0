"""Writing one graph in several syntaxes at a time: it is put in order once, block by block."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import BinaryIO, Protocol

from pipeline.publish.rdf.reading_order import Block, ReadingOrder

_BLOCKS_AT_ONCE = 512


class Syntax(Protocol):
    """How one syntax writes a graph: an opening, the blocks with `between` them, a closing."""

    between: str
    # Whether the opening depends on the blocks, and so is known only after them.
    opens_last: bool

    def opening(self) -> str:
        """What stands before the first block."""

    def block(self, block: Block) -> str:
        """One subject; empty where it stands inside another."""

    def closing(self) -> str:
        """What stands after the last block."""


def write(order: ReadingOrder, streams: Mapping[Syntax, BinaryIO]) -> None:
    """Write the graph in each syntax to its stream, as UTF-8, in one pass over the blocks."""
    documents = [_Document(syntax, stream) for syntax, stream in streams.items()]
    for block in order.blocks():
        for document in documents:
            document.add(block)
    for document in documents:
        document.close()


def text(order: ReadingOrder, syntax: Syntax) -> str:
    """The graph in one syntax."""
    stream = BytesIO()
    write(order, {syntax: stream})
    return stream.getvalue().decode("utf-8")


class _Document:
    """One file in the making: a few hundred blocks are gathered before they are encoded."""

    def __init__(self, syntax: Syntax, stream: BinaryIO) -> None:
        self._syntax, self._stream = syntax, stream
        self._body = BytesIO() if syntax.opens_last else stream
        self._blocks: list[str] = []
        self._is_first = True
        if not syntax.opens_last:
            stream.write(syntax.opening().encode("utf-8"))

    def add(self, block: Block) -> None:
        if written := self._syntax.block(block):
            self._blocks.append(written)
            if len(self._blocks) == _BLOCKS_AT_ONCE:
                self._flush()

    def close(self) -> None:
        self._flush()
        if isinstance(self._body, BytesIO) and self._syntax.opens_last:
            self._stream.write(self._syntax.opening().encode("utf-8"))
            self._stream.write(self._body.getbuffer())
        self._stream.write(self._syntax.closing().encode("utf-8"))

    def _flush(self) -> None:
        if self._blocks:
            between = self._syntax.between
            lead = "" if self._is_first else between
            self._body.write((lead + between.join(self._blocks)).encode("utf-8"))
            self._is_first = False
            self._blocks.clear()
