"""HTML pages and fragments: what a person sees of them, and what it is by its structure."""

from __future__ import annotations

from pipeline.errors import SourceError
from pipeline.extract.containers.html.blocks import build
from pipeline.extract.containers.html.furniture import reasons_of
from pipeline.extract.containers.html.metadata import metadata_of
from pipeline.extract.containers.html.page import parse, text_of
from pipeline.extract.containers.html.schema import merge_records, records_of
from pipeline.extract.containers.html.sniffing import has_shortcodes, is_whole_page, sniff
from pipeline.extract.containers.html.walking import Walk
from pipeline.extract.document import Document

__all__ = ["open", "sniff"]


def open(content: bytes, *, where: str, language: str) -> Document:
    """The document of a page or fragment.

    Soft hyphens and characters without width are left out of its text, entities are the characters
    they stand for, no-break spaces stay. Raises SourceError as `decode` does, and where tags are
    nested deeper than any page, or nothing is left to read.
    """
    text, notes = text_of(content, where)
    root = parse(text, where)
    # In a dump of shortcodes a line end ends the line, as WordPress shows it.
    walk = Walk(root, keeps_lines=has_shortcodes(text) and not is_whole_page(text))
    blocks = walk.blocks
    reasons = reasons_of(blocks, walk.regions)
    blocks, reasons, told = merge_records(blocks, reasons, records_of(root), walk.last_row)
    if not blocks:
        raise SourceError(
            "the page holds no text",
            where=where,
            remedy="save it from the browser once it shows its words",
        )
    return build(blocks, reasons, notes=[*notes, *told], metadata=metadata_of(root))
