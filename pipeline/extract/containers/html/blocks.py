"""The lines of a page before they are put together, and the stretches that elements hold."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, structs

from pipeline.extract.document import Document, Metadata, Role, TextBuilder
from pipeline.model import Span


class Block(Struct):
    """A line of a page. `linked`: how many of its characters stand in links, `links` how many links
    begin in it, `anchors` how many of these lead into this page; `number`: how many at its
    beginning are the number that a browser shows before an item; `apart`: whether a blank line
    stands before it. The rest as in Line.
    """

    text: str
    role: Role = "text"
    level: int = 0
    row: int = 0
    marker: int = 0
    strong: int = 0
    linked: int = 0
    links: int = 0
    anchors: int = 0
    number: int = 0
    apart: bool = False

    @property
    def own(self) -> int:
        """How many characters stand outside of links."""
        return max(0, len(self.text) - self.linked)

    @property
    def is_all_links(self) -> bool:
        """Whether nothing but signs stands outside of its links."""
        return self.links > 0 and self.own <= max(2, 3 * self.links)


class Region(Struct):
    """The blocks `[start, stop)` that an element holds, which may be furniture for `reason`.

    `strength`: `sure` or `strong` where only furniture is called like this, `weak` where a glossary
    may stand in it as well, `form` where it may be the whole page, `links` for a list.
    """

    reason: str
    strength: str
    start: int
    signature: str
    in_article: bool = False
    stop: int = 0


def build(
    blocks: Sequence[Block], reasons: Sequence[str], *, notes: list[str], metadata: Metadata
) -> Document:
    """The document of the blocks; one with a reason is an aside. The numbers of lists are markup:
    where they do not divide senses they are no words.
    """
    builder = TextBuilder()
    markup: list[Span] = []
    for block, reason in zip(blocks, reasons, strict=True):
        if block.apart:
            builder.apart()
        if reason:
            builder.add(block.text, "aside", reason=reason)
            continue
        held = len(builder.lines)
        builder.add(block.text, block.role, level=block.level, row=block.row, strong=block.strong)
        if block.number and len(builder.lines) > held:
            start = builder.lines[-1].start
            markup.append(Span(start, start + block.number))
        if block.marker and len(builder.lines) > held:
            line = structs.replace(
                builder.lines[-1],
                marker=block.marker,
                strong=max(0, block.strong - block.marker),
            )
            builder.lines[-1] = line
    document = builder.document("HTML", notes=notes, metadata=metadata)
    return structs.replace(document, markup=markup)
