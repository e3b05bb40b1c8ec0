"""explorer.html with what its blocks say changed: for what no small glossary has of itself."""

from __future__ import annotations

import base64
import json
import re
import zlib
from pathlib import Path
from typing import Any

from pipeline.publish.explorer.blocks import json_block

Json = dict[str, Any]


def core_of(page: Path) -> Json:
    """What the page knows from the start."""
    core: Json = json.loads(_told(page, "core"))
    return core


def details_of(page: Path) -> list[Json]:
    """The details of the first hundred concepts."""
    details: list[Json] = json.loads(_told(page, "details-0"))
    return details


def retold(page: Path, target: Path, **contents: object) -> Path:
    """A copy of the page whose named blocks (`details_0` is details-0) say something else; a text
    stands there as it is, which damages the block.
    """
    text = page.read_text(encoding="utf-8")
    for name, content in contents.items():
        block = name.replace("_", "-")
        old = _found(page, block)
        damaged = old[0].replace(old[1], content) if isinstance(content, str) else None
        text = text.replace(old[0], damaged or str(json_block(block, content)))
    target.write_text(text, encoding="utf-8", newline="")
    return target


def _told(page: Path, block: str) -> bytes:
    return zlib.decompress(base64.b64decode(_found(page, block)[1]), wbits=-15)


def _found(page: Path, block: str) -> re.Match[str]:
    place = re.compile(rf'<script [^>]*id="block-{block}"[^>]*>([^<]*)</script>')
    found = place.search(page.read_text(encoding="utf-8"))
    assert found, f"the page has no block {block}"
    return found
