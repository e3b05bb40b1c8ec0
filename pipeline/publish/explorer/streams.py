"""Columns: what is alike stands together, which packs better and is read without many objects.

A writer walks what it has in some order and puts each number and text into a named stream; the
reader (app/streams.js) walks in the same order. Numbers are LEB128: seven bits a byte, the lowest
first, the eighth bit set on all but the last. Texts are UTF-8, each ended by a NUL.
"""

from __future__ import annotations

from collections.abc import Iterable

_NUL = "\0"


class Streams:
    """Named streams, in the order in which they are declared: `numbers` first, then `texts`."""

    def __init__(self, numbers: Iterable[str], texts: Iterable[str]) -> None:
        self._numbers = {name: bytearray() for name in numbers}
        self._texts: dict[str, list[str]] = {name: [] for name in texts}

    def number(self, name: str, value: int) -> None:
        """Add a number, which is not negative."""
        stream = self._numbers[name]
        while value > 0x7F:
            stream.append(value & 0x7F | 0x80)
            value >>= 7
        stream.append(value)

    def text(self, name: str, value: str) -> None:
        """Add a text; a NUL in it, which no RDF and no XML could hold, becomes U+FFFD."""
        self._texts[name].append(value.replace(_NUL, "\ufffd") + _NUL)

    def content(self) -> bytes:
        """The streams one after another, before them the length of each in bytes."""
        parts = [
            *(bytes(stream) for stream in self._numbers.values()),
            *("".join(stream).encode("utf-8", "replace") for stream in self._texts.values()),
        ]
        head = Streams(["lengths"], [])
        for part in parts:
            head.number("lengths", len(part))
        return b"".join([bytes(head._numbers["lengths"]), *parts])
