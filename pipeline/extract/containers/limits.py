"""How much a file may hold: beyond it is refused, in bounded time and memory."""

from __future__ import annotations

from pipeline.errors import SourceError

# In bytes: of a file, and of what an archive holds once unpacked.
LARGEST_FILE = 64_000_000
LARGEST_UNPACKED = 256_000_000


def refuse_size(size: int, where: str) -> None:
    """Raise SourceError where a file of `size` bytes is larger than any glossary."""
    if size > LARGEST_FILE:
        raise SourceError(
            f"the file holds {size / 1e6:.0f} MB; {LARGEST_FILE // 1_000_000} MB is the most",
            where=where,
            remedy="divide it, a part of the glossary a file",
        )
