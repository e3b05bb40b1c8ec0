"""Compressed blocks: what the page decodes when it needs it, as text inside the one file."""

from __future__ import annotations

import json
from collections.abc import Iterator

import deflate
import numpy as np

from pipeline.validate.reports.markup import Html

# The best that libdeflate does; its code comes in the wheel: the same bytes on every machine. The
# best takes seconds a MB, so what is large is packed at a level that takes a tenth of one.
BEST, _QUICK, _LARGE = 12, 9, 500_000

DIGITS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"&<')
"""The 91 signs of ASCII that mean nothing in HTML, in their order."""


def block(name: str, content: bytes, level: int = 0) -> Html:
    """A script element that no browser runs: `content` as raw DEFLATE (RFC 1951), in `digits`; its
    length before that, in bytes, is the attribute `data-bytes`. `level` is libdeflate's, where
    its time matters more or less than it does by the content's size.
    """
    level = level or (BEST if len(content) < _LARGE else _QUICK)
    packed = bytes(deflate.deflate_compress(content, level))
    return Html(
        f'<script type="application/octet-stream" id="block-{name}" data-bytes="{len(packed)}">'
        f"{digits(packed)}</script>"
    )


def json_block(name: str, content: object) -> Html:
    """A block that holds JSON."""
    return block(name, compact(content).encode("utf-8"))


def compact(content: object) -> str:
    """JSON without blanks, as the same text for the same content."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def chunks(count: int, size: int) -> Iterator[range]:
    """The numbers from 0 to `count`, `size` at a time."""
    return (range(start, min(start + size, count)) for start in range(0, count, size))


def digits(content: bytes) -> str:
    """Bytes as signs: 13 bits, highest first, as two digits to the base of 91 (8281 are enough for
    8192); what lacks at the end is noughts. A tenth less than Base64, and as easy to undo.
    """
    bits = np.unpackbits(np.frombuffer(content, dtype=np.uint8))
    groups = np.pad(bits, (0, -len(bits) % 13)).reshape(-1, 13)
    values = groups @ (1 << np.arange(12, -1, -1))
    signs = np.frombuffer(DIGITS.encode("ascii"), dtype=np.uint8)
    pairs = np.stack([signs[values // 91], signs[values % 91]], axis=1)
    return pairs.tobytes().decode("ascii")
