"""ODT: what LibreOffice writes (ISO 26300), as paragraphs and tables; FODT too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.errors import SourceError
from pipeline.extract.containers.office.archive_xml import (
    Package,
    attribute,
    child,
    children,
    local,
    parse,
)
from pipeline.extract.containers.office.paragraphs import (
    Block,
    Paragraph,
    Table,
    Writing,
    document_of,
    named,
    paragraphs_of,
    set_aside,
)
from pipeline.extract.document import Document, Metadata

_LEFT_OUT = frozenset({"tracked-changes", "sequence-decls", "forms", "ruby-text", "script"})
_INDEXES = frozenset({"table-of-content", "alphabetical-index", "illustration-index"})
_NAME = re.compile(r"_([0-9a-fA-F]{1,6})_")
# A cell that is repeated more often only fills the sheet.
_REPEATS = 100


def open_odt(content: bytes, *, where: str) -> Document:
    """The document of an ODT or FODT file; raises SourceError where it is damaged or not safe."""
    if content.startswith(b"PK"):
        package = Package(content, where)
        if "META-INF/manifest.xml" in package.names and (
            b"encryption-data" in package.read("META-INF/manifest.xml")
        ):
            raise SourceError(
                "the document is protected by a password",
                where=where,
                remedy="save it without a password",
            )
        roots = [package.part(name) for name in ("content.xml", "styles.xml", "meta.xml")]
    else:
        roots = [parse(content, "document", where)]
    found = [root for root in roots if root is not None]
    reader = _Reader(found)
    body = child(found[0], "body", "text") if found else None
    blocks: list[Block] = [] if body is None else list(reader.blocks(body))
    if body is not None and child(body, "tracked-changes") is not None:
        reader.notes.append("des passages supprimés (suivi des modifications) sont laissés de côté")
    blocks += reader.asides
    for root in found:
        for master in children(child(root, "master-styles"), "master-page"):
            for part in children(master, "header", "footer", "header-first", "footer-first"):
                blocks += set_aside(reader.blocks(part), "en-tête ou pied de page")
    return document_of(blocks, "ODT", notes=reader.notes, metadata=_metadata(found))


class _Reader:
    def __init__(self, roots: list[Element]) -> None:
        self.styles: dict[tuple[str, str], Element] = {}
        for root in roots:
            for group in children(root, "automatic-styles", "styles"):
                for style in children(group, "style"):
                    key = (attribute(style, "family"), attribute(style, "name"))
                    self.styles.setdefault(key, style)
        self.asides: list[Block] = []
        self.notes: list[str] = []
        self.page = 1
        self.has_pages = False

    def blocks(self, parent: Element, item: int = 0) -> Iterator[Block]:
        """The paragraphs and tables of a part; `item` is the depth of the list it stands in."""
        for element in parent:
            kind = local(element)
            if kind in ("p", "h"):
                yield from self.paragraph(element, item)
            elif kind == "list":
                for each in children(element, "list-item", "list-header"):
                    yield from self.item(each, item + 1)
            elif kind == "table":
                yield self.table(element)
            elif kind in _INDEXES:
                body = child(element, "index-body")
                if body is not None:
                    yield from set_aside(self.blocks(body), "table des matières ou index")
            elif kind not in _LEFT_OUT:
                if kind == "soft-page-break":
                    self.turn()
                yield from self.blocks(element, item)

    def item(self, element: Element, depth: int) -> Iterator[Block]:
        """An item: its first paragraph is one, those behind it belong to it."""
        for index, block in enumerate(self.blocks(element, depth)):
            if isinstance(block, Paragraph) and index and block.item == depth:
                block.item = 0
            yield block

    def turn(self) -> None:
        self.page += 1
        self.has_pages = True

    def chain(self, family: str, name: str) -> Iterator[Element]:
        """A style and those it inherits from."""
        seen: set[str] = set()
        while (family, name) in self.styles and name not in seen and len(seen) < 20:
            seen.add(name)
            yield self.styles[family, name]
            name = attribute(self.styles[family, name], "parent-style-name")

    def is_bold(self, family: str, name: str) -> bool | None:
        for style in self.chain(family, name):
            weight = attribute(child(style, "text-properties"), "font-weight")
            if weight:
                return weight == "bold" or (weight.isdecimal() and int(weight) >= 600)
        return None

    def style_name(self, name: str) -> str:
        """The name that people see: of an automatic style, of the one it was made from."""
        shown = name
        for style in self.chain("paragraph", name):
            shown = attribute(style, "display-name") or attribute(style, "name")
            if not re.fullmatch(r"P\d+", shown):
                break
            shown = attribute(style, "parent-style-name") or shown
        return _NAME.sub(lambda match: _character(match[1]), shown)

    def paragraph(self, element: Element, item: int) -> Iterator[Block]:
        """The paragraph, then what stands in text boxes anchored in it."""
        own = attribute(element, "style-name")
        style = self.style_name(own)
        text = Writing()
        boxes: list[Element] = []
        self.runs(element, text, bool(self.is_bold("paragraph", own)), boxes)
        level = attribute(element, "outline-level")
        heading = 0
        if local(element) == "h":
            heading = min(6, int(level)) if level.isdecimal() and int(level) else 1
        elif style.casefold() in ("title", "titre"):
            heading = 1
        aside = "table des matières ou index" if named(style, "contents") else ""
        page = self.page if self.has_pages else 0
        item = 0 if heading else item
        yield Paragraph(text.text, text.strong, style, heading, item, page, aside)
        for box in boxes:
            yield from self.blocks(box)

    def runs(self, element: Element, text: Writing, is_bold: bool, boxes: list[Element]) -> None:
        text.add(_flat(element.text), is_bold=is_bold)
        for each in element:
            self.run(each, text, is_bold, boxes)
            text.add(_flat(each.tail), is_bold=is_bold)

    def run(self, element: Element, text: Writing, is_bold: bool, boxes: list[Element]) -> None:
        kind = local(element)
        if kind == "s":
            count = attribute(element, "c")
            blanks = min(int(count), 200) if count.isdecimal() else 1
            text.add(" " * blanks, is_bold=is_bold)
        elif kind in ("tab", "line-break"):
            text.add("\t" if kind == "tab" else "\n", is_bold=is_bold)
        elif kind == "soft-page-break":
            self.turn()
        elif kind in ("note", "annotation"):
            body = child(element, "note-body") if kind == "note" else element
            reason = "note de bas de page" if kind == "note" else "commentaire de relecture"
            if body is not None:
                self.asides += set_aside(self.blocks(body), reason)
        elif kind == "text-box":
            boxes.append(element)
        elif kind == "span":
            own = self.is_bold("text", attribute(element, "style-name"))
            self.runs(element, text, is_bold if own is None else own, boxes)
        elif kind not in _LEFT_OUT:
            self.runs(element, text, is_bold, boxes)

    def table(self, element: Element) -> Table:
        rows: list[list[tuple[int, list[Paragraph]]]] = []
        headers = 0
        for row, is_head in _rows(element, is_head=False):
            cells: list[tuple[int, list[Paragraph]]] = []
            column = 0
            for cell in children(row, "table-cell", "covered-table-cell"):
                found = list(paragraphs_of(self.blocks(cell)))
                if any(one.text.strip() for one in found):
                    cells.append((column, found))
                count = attribute(cell, "number-columns-repeated")
                column += min(int(count), _REPEATS) if count.isdecimal() else 1
            headers += is_head and headers == len(rows)
            rows.append(cells)
        return Table(rows, headers)


def _rows(element: Element, *, is_head: bool) -> Iterator[tuple[Element, bool]]:
    for each in element:
        kind = local(each)
        if kind == "table-row":
            yield each, is_head
        elif kind in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(each, is_head=is_head or kind == "table-header-rows")


def _flat(text: str | None) -> str:
    """Text as ODF shows it: runs of white space are one blank; soft hyphens are not seen."""
    return re.sub(r"[ \t\r\n]+", " ", text or "").replace("\u00ad", "")


def _character(code: str) -> str:
    number = int(code, 16)
    return chr(number) if number < 0x110000 else ""


def _metadata(roots: list[Element]) -> Metadata:
    said: dict[str, str] = {}
    for root in roots:
        meta = child(root, "meta")
        for element in [] if meta is None else list(meta):
            said.setdefault(local(element), " ".join((element.text or "").split()))
        for style in children(child(root, "styles"), "default-style"):
            properties = child(style, "text-properties")
            tag = [attribute(properties, name) for name in ("language", "country")]
            if attribute(style, "family") == "paragraph" and tag[0]:
                said.setdefault("language", "-".join(part for part in tag if part))
    return Metadata(
        title=said.get("title", ""),
        publisher=said.get("initial-creator") or said.get("creator", ""),
        language=said.get("language", ""),
        date=(said.get("date") or said.get("creation-date", ""))[:10],
    )
