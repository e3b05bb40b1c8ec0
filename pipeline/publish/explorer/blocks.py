"""Compressed blocks: what the page decodes when it needs it, as text inside the one file."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator

import deflate

from pipeline.validate.reports.markup import Html, element

# The best that libdeflate does; its code comes in the wheel: the same bytes on every machine. The
# best takes seconds a MB, so what is large is packed at a level that takes a tenth of one.
_LEVEL, _QUICK_LEVEL, _LARGE = 12, 9, 2_000_000


def block(name: str, content: bytes) -> Html:
    """A script element that no browser runs: `content` as raw DEFLATE (RFC 1951) in Base64."""
    level = _LEVEL if len(content) < _LARGE else _QUICK_LEVEL
    packed = base64.b64encode(deflate.deflate_compress(content, level)).decode("ascii")
    return element("script", packed, type="application/octet-stream", id=f"block-{name}")


def json_block(name: str, content: object) -> Html:
    """A block that holds JSON."""
    return block(name, compact(content).encode("utf-8"))


def compact(content: object) -> str:
    """JSON without blanks, as the same text for the same content."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def chunks(count: int, size: int) -> Iterator[range]:
    """The numbers from 0 to `count`, `size` at a time."""
    return (range(start, min(start + size, count)) for start in range(0, count, size))
