"""DOCX: what Word writes (ISO 29500), as paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from msgspec import Struct

from pipeline.extract.containers.office.archive_xml import (
    Package,
    attribute,
    child,
    children,
    local,
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

# Deleted and moved text, commands of fields, what is drawn a second time for old programs.
_LEFT_OUT = frozenset({"del", "moveFrom", "instrText", "delText", "rt", "rPr", "pPr", "Fallback"})
_OFF = frozenset({"0", "false", "off", "none"})
_APART = (
    ("footnotes", "footnote", "note de bas de page"),
    ("endnotes", "endnote", "note de fin"),
    ("comments", "comment", "commentaire de relecture"),
)


class _Style(Struct):
    name: str = ""
    heading: int = 0
    is_bold: bool = False
    is_item: bool = False


def open_docx(content: bytes, *, where: str) -> Document:
    """The document of a DOCX file; raises SourceError where it is damaged or not safe."""
    package = Package(content, where)
    body = child(package.part("word/document.xml"), "body")
    reader = _Reader(_styles(package.part("word/styles.xml")))
    blocks: list[Block] = [] if body is None else list(reader.blocks(body))
    if body is not None and any(local(each) == "del" for each in body.iter()):
        reader.notes.append("des passages supprimés (suivi des modifications) sont laissés de côté")
    for name, kind, reason in _APART:
        root = package.part(f"word/{name}.xml")
        for note in children(root, kind):
            if attribute(note, "type") not in ("separator", "continuationSeparator"):
                blocks += set_aside(reader.blocks(note), reason)
    for name in sorted(package.names):
        stem = name.removeprefix("word/")
        if "/" not in stem and stem.startswith(("header", "footer")) and stem.endswith(".xml"):
            root = package.part(name)
            if root is not None:
                blocks += set_aside(reader.blocks(root), "en-tête ou pied de page")
    return document_of(blocks, "DOCX", notes=reader.notes, metadata=_metadata(package))


def _is_on(element: Element | None) -> bool:
    return element is not None and attribute(element, "val") not in _OFF


def _styles(root: Element | None) -> dict[str, _Style]:
    """The styles by id, with what they inherit."""
    found = {attribute(style, "styleId"): style for style in children(root, "style")}
    return {identifier: _style(identifier, found) for identifier in found}


def _style(identifier: str, found: dict[str, Element]) -> _Style:
    style = _Style(name=attribute(child(found[identifier], "name"), "val"))
    seen: set[str] = set()
    bold: Element | None = None
    while identifier in found and identifier not in seen and len(seen) < 20:
        seen.add(identifier)
        element = found[identifier]
        name = attribute(child(element, "name"), "val").casefold()
        level = attribute(child(element, "pPr", "outlineLvl"), "val")
        if not style.heading:
            style.heading = _heading(name, level)
        bold = child(element, "rPr", "b") if bold is None else bold
        style.is_item = style.is_item or child(element, "pPr", "numPr") is not None
        identifier = attribute(child(element, "basedOn"), "val")
    style.is_bold = _is_on(bold)
    return style


def _heading(name: str, outline: str) -> int:
    word, _, number = name.rpartition(" ")
    if number.isdecimal() and named(word, "headings"):
        return min(6, max(1, int(number)))
    if name in ("title", "titre"):
        return 1
    return min(6, int(outline) + 1) if outline.isdecimal() and int(outline) < 9 else 0


class _Reader:
    def __init__(self, styles: dict[str, _Style]) -> None:
        self.styles = styles
        self.notes: list[str] = []
        self.page = 1
        self.has_pages = False

    def blocks(self, parent: Element) -> Iterator[Block]:
        """The paragraphs and tables of a part, content controls and the like looked into."""
        for element in parent:
            kind = local(element)
            if kind == "p":
                yield from self.paragraph(element)
            elif kind == "tbl":
                yield self.table(element)
            elif kind == "sdt" and self.is_contents(element):
                yield from set_aside(self.blocks(element), "table des matières")
            elif kind not in _LEFT_OUT and kind not in ("sectPr", "tblPr", "sdtPr"):
                yield from self.blocks(element)

    def is_contents(self, element: Element) -> bool:
        gallery = child(element, "sdtPr", "docPartObj", "docPartGallery")
        return attribute(gallery, "val") == "Table of Contents"

    def paragraph(self, element: Element) -> Iterator[Block]:
        """The paragraph, then what stands in text boxes anchored in it."""
        properties = child(element, "pPr")
        style = self.styles.get(attribute(child(properties, "pStyle"), "val"), _Style())
        page = self.page
        run = Writing()
        boxes: list[Element] = []
        self.runs(element, run, style, boxes, None)
        numbering = child(properties, "numPr")
        number = attribute(child(numbering, "numId"), "val")
        outline = attribute(child(properties, "outlineLvl"), "val")
        heading = style.heading or _heading("", outline)
        is_item = number != "0" and (numbering is not None or style.is_item) and not heading
        depth = attribute(child(numbering, "ilvl"), "val")
        aside = "table des matières ou index" if named(style.name, "contents") else ""
        yield Paragraph(
            run.text,
            run.strong,
            style.name,
            0 if aside else heading,
            (int(depth) + 1 if depth.isdecimal() else 1) if is_item else 0,
            (page if page == self.page else self.page) if self.has_pages else 0,
            aside,
        )
        for box in boxes:
            yield from self.blocks(box)

    def runs(
        self,
        parent: Element,
        run: Writing,
        style: _Style,
        boxes: list[Element],
        properties: Element | None,
    ) -> None:
        for element in parent:
            kind = local(element)
            if kind in _LEFT_OUT:
                continue
            if kind == "txbxContent":
                boxes.append(element)
            elif kind == "r":
                own = child(element, "rPr")
                if not _is_on(child(own, "vanish")):
                    self.runs(element, run, style, boxes, own)
            elif kind in ("t", "tab", "br", "cr", "ptab", "noBreakHyphen", "sym"):
                run.add(_text(element, kind), is_bold=self.is_bold(properties, style))
                if kind == "br" and attribute(element, "type") == "page":
                    self.turn()
            elif kind == "lastRenderedPageBreak":
                self.turn()
            else:
                self.runs(element, run, style, boxes, properties)

    def turn(self) -> None:
        self.page += 1
        self.has_pages = True

    def is_bold(self, properties: Element | None, style: _Style) -> bool:
        own = child(properties, "b")
        if own is not None:
            return _is_on(own)
        named_style = self.styles.get(attribute(child(properties, "rStyle"), "val"))
        return style.is_bold or (named_style is not None and named_style.is_bold)

    def table(self, element: Element) -> Table:
        rows: list[list[tuple[int, list[Paragraph]]]] = []
        headers = 0
        for row in _rows(element):
            cells: list[tuple[int, list[Paragraph]]] = []
            column = 0
            for cell in _cells(row):
                span = attribute(child(cell, "tcPr", "gridSpan"), "val")
                cells.append((column, list(paragraphs_of(self.blocks(cell)))))
                column += int(span) if span.isdecimal() and 0 < int(span) < 100 else 1
            if _is_on(child(row, "trPr", "tblHeader")) and headers == len(rows):
                headers += 1
            rows.append(cells)
        return Table(rows, headers)


def _rows(element: Element) -> Iterator[Element]:
    for each in children(element, "tr", "sdt", "sdtContent", "customXml", "ins"):
        if local(each) != "tr":
            yield from _rows(each)
        elif child(each, "trPr", "del") is None:
            yield each


def _cells(row: Element) -> Iterator[Element]:
    for each in children(row, "tc", "sdt", "sdtContent", "customXml"):
        if local(each) == "tc":
            yield each
        else:
            yield from _cells(each)


def _text(element: Element, kind: str) -> str:
    if kind == "t":
        return (element.text or "").replace("\u00ad", "").replace("\n", " ")
    if kind == "noBreakHyphen":
        return "-"
    if kind == "sym":
        code = attribute(element, "char")
        # Symbols of pictorial fonts lie in the private area: they are no text.
        return "" if code[:1] in "FfEe" else chr(int(code, 16)) if len(code) == 4 else ""
    return "\t" if kind in ("tab", "ptab") else "\n"


def _metadata(package: Package) -> Metadata:
    core = package.part("docProps/core.xml")
    company = child(package.part("docProps/app.xml"), "Company")
    language = child(package.part("word/styles.xml"), "docDefaults", "rPrDefault", "rPr", "lang")

    def said(name: str) -> str:
        element = child(core, name)
        return " ".join((element.text or "").split()) if element is not None else ""

    publisher = company.text if company is not None else ""
    return Metadata(
        title=said("title"),
        publisher=" ".join((publisher or said("creator")).split()),
        language=said("language") or attribute(language, "val"),
        date=(said("modified") or said("created"))[:10],
    )
