"""The tree of a page into its lines, each with the role that its elements give it."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

from lxml import etree
from msgspec import Struct, structs

from pipeline.extract.containers.html.blocks import Block, Region
from pipeline.extract.containers.html.flow import Flow
from pipeline.extract.containers.html.furniture import leads_on, region_of
from pipeline.extract.containers.html.microdata import Scope, property_of, scope_of
from pipeline.extract.containers.html.tables import cells_of
from pipeline.extract.containers.html.widgets import (
    card_titles_of,
    is_card_title,
    is_hidden,
    opens_section,
    tabs_of,
    targets_of,
)
from pipeline.extract.document import Role

_TIGHT = frozenset({"li", "dd", "tr", "td", "th", "tbody", "thead"})
_BOLD = frozenset({"b", "strong", "dfn"})
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_DATA = tomllib.loads(
    resources.files("pipeline.extract.containers.html").joinpath("elements.toml").read_text("utf-8")
)
_UNREAD = frozenset(_DATA["unread"])
_UNREAD_CLASSES = frozenset(_DATA["unread_classes"])
_BLOCKS = frozenset(_DATA["blocks"])
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_PLAIN_STYLE = re.compile(r"font-weight\s*:\s*(?:normal|[1-4]00)", re.IGNORECASE)
# What keeps its role whatever stands in it.
_KEEPING = frozenset({"term", "description", "heading", "summary", "cell", "header", "variant"})
_ONE_LINE = frozenset({"heading", "summary"})


class _Frame(Struct):
    """What holds inside an element that is open."""

    role: Role = "text"
    level: int = 0
    row: int = 0
    strong: bool = False
    linked: bool = False
    keeps_lines: bool = False
    is_block: bool = False
    lists: int = 0
    folds: int = 0
    in_article: bool = False
    region: Region | None = None
    scope: Scope | None = None
    number: str = ""


class Walk:
    """A page walked through once: `blocks`, in order; `regions`, what may be furniture; `last_row`,
    the last number of a row or record. `keeps_lines`: a line end in the text ends the line.
    """

    def __init__(self, root: etree._Element, *, keeps_lines: bool) -> None:
        self.blocks: list[Block] = []
        self.regions: list[Region] = []
        self._cells, self.last_row = cells_of(root)
        self._targets = targets_of(root)
        self._tabs = tabs_of(root)
        self._card_titles = card_titles_of(root)
        self._flow = Flow()
        self._apart = False
        self._begun_record = False
        self._numbers: list[int] = []
        self._frames = [_Frame(keeps_lines=keeps_lines)]
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            if event == "end":
                self._close(element)
            elif self._is_unread(element):
                self._frames.append(self._frames[-1])
                events.skip_subtree()
            else:
                self._open(element)
        self._flush()

    def _is_unread(self, element: etree._Element) -> bool:
        if element.tag in _UNREAD or is_hidden(element, self._targets):
            return True
        names = element.get("class")
        if element.tag == "sup" and names and "reference" in names.split()[:40]:
            return True
        return (names is not None and not _UNREAD_CLASSES.isdisjoint(names.split()[:40])) or (
            element in self._tabs.titles
        )

    def _open(self, element: etree._Element) -> None:
        outer = self._frames[-1]
        tag = str(element.tag)
        if tag == "br":
            self._line_end(outer)
        frame = structs.replace(outer, is_block=False, region=None)
        frame.strong = _is_bold(element, tag, outer.strong)
        self._give_role(element, tag, outer, frame)
        if tag == "a" and element.get("href") is not None:
            frame.linked = True
            self._flow.link(is_anchor=(element.get("href") or "").startswith("#"))
        if frame.is_block:
            self._flush_as(outer)
            self._apart = self._apart or self._stands_apart(element, tag)
            frame.region = region_of(
                element,
                len(self.blocks),
                is_text=frame.role != "summary",
                in_article=outer.in_article,
            )
            if frame.region is not None:
                self.regions.append(frame.region)
            title = self._tabs.panels.get(element)
            if title:
                self._put(Block(title, "summary", 1))
                self._apart = True
        self._frames.append(frame)
        if element.text:
            self._flow.add(
                element.text,
                strong=frame.strong,
                linked=frame.linked,
                keeps_lines=frame.keeps_lines,
            )

    def _give_role(self, element: etree._Element, tag: str, outer: _Frame, frame: _Frame) -> None:
        """What the element makes of the text in it."""
        frame.is_block = tag in _BLOCKS
        frame.in_article = outer.in_article or tag in ("article", "section", "main", "details")
        if tag in _LISTS:
            self._numbers.append(_first_number(element))
            frame.lists = outer.lists + 1
        elif tag == "dl":
            self._begun_record = False
        self._enter_scope(element, outer, frame)
        part = property_of(element, outer.scope)
        if part is not None:
            frame.role, frame.row, frame.is_block = part, outer.row, True
            if element.get("content"):
                self._flush_as(outer)
                self._put(Block(element.get("content") or "", part, 0, outer.row))
        elif tag in ("dt", "dd") and (outer.scope is None or outer.scope.kind == "other"):
            self._give_list_role(tag, frame)
        elif tag == "dd" and outer.scope is not None and outer.scope.is_record:
            # What a list says besides the properties that are named: "Voir aussi : ...".
            frame.role, frame.row, frame.is_block = "description", outer.row, True
        elif outer.role in _KEEPING:
            frame.number = self._numbered(tag) or frame.number
        elif opens_section(element):
            frame.role, frame.level, frame.is_block = "summary", max(1, outer.folds), True
        else:
            self._give_block_role(element, tag, outer, frame)

    def _give_block_role(
        self, element: etree._Element, tag: str, outer: _Frame, frame: _Frame
    ) -> None:
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            frame.role, frame.level = "heading", int(tag[1])
        elif element.get("role") == "heading":
            level = element.get("aria-level") or "2"
            frame.role, frame.is_block = "heading", True
            frame.level = min(6, max(1, int(level))) if level.isdecimal() else 2
        elif tag == "li":
            frame.role, frame.level = "item", max(1, outer.lists)
            frame.number = self._numbered(tag)
        elif tag in ("td", "th"):
            self._give_cell(element, frame)
        elif tag == "details":
            frame.folds = outer.folds + 1
        elif tag == "pre":
            frame.keeps_lines = True
        elif tag == "button" or (tag == "a" and leads_on(element)):
            frame.is_block = True
        elif self._card_titles and is_card_title(element, self._card_titles):
            frame.role, frame.level, frame.is_block = "heading", 6, True

    def _enter_scope(self, element: etree._Element, outer: _Frame, frame: _Frame) -> None:
        frame.scope = scope_of(element, outer.scope)
        if frame.scope is not None and frame.scope is not outer.scope and frame.scope.is_record:
            self.last_row += 1
            self._begun_record = True
            frame.row, frame.is_block = self.last_row, True

    def _numbered(self, tag: str) -> str:
        """The number that a browser shows before an item."""
        if tag != "li" or not self._numbers or self._numbers[-1] < 0:
            return ""
        self._numbers[-1] += 1
        return f"{self._numbers[-1]}. "

    def _give_list_role(self, tag: str, frame: _Frame) -> None:
        """Terms that follow a description begin a new record."""
        self._flush()
        if tag == "dt":
            if not self._begun_record:
                self.last_row += 1
                self._begun_record = True
            frame.role = "term"
        else:
            if not self.last_row:
                self.last_row = 1
            self._begun_record = False
            frame.role = "description"
        frame.row = self.last_row
        frame.level = 0

    def _give_cell(self, element: etree._Element, frame: _Frame) -> None:
        cell = self._cells.get(element)
        if cell is None:
            return
        if cell.is_banner:
            frame.role, frame.level, frame.row = "heading", 6, 0
            return
        frame.role = "header" if cell.is_header else "cell"
        frame.level, frame.row = cell.column, cell.row
        frame.strong = False

    def _close(self, element: etree._Element) -> None:
        frame = self._frames.pop()
        outer = self._frames[-1]
        if frame is not outer:
            tag = str(element.tag)
            if frame.is_block:
                self._flush_as(frame)
                self._apart = self._apart or self._stands_apart(element, tag)
            if frame.region is not None:
                frame.region.stop = len(self.blocks)
            if tag in _LISTS and self._numbers:
                self._numbers.pop()
            if tag == "dt" and frame.role == "term":
                self._add_expansion(element, frame)
        if element.tail:
            self._flow.add(
                element.tail,
                strong=outer.strong,
                linked=outer.linked,
                keeps_lines=outer.keeps_lines,
            )

    def _stands_apart(self, element: etree._Element, tag: str) -> bool:
        """Whether a blank line parts a block from its neighbours; cells of data stand together."""
        return tag not in _TIGHT or (tag in ("td", "th") and element not in self._cells)

    def _add_expansion(self, element: etree._Element, frame: _Frame) -> None:
        """A term that is nothing but an abbreviation has its expansion as another name."""
        inner = next(element.iter("abbr", "acronym"), None)
        title = "" if inner is None else " ".join((inner.get("title") or "").split())
        if inner is not None and title and _words(inner) == _words(element) != title:
            self._put(Block(title, "variant", 0, frame.row))

    def _line_end(self, frame: _Frame) -> None:
        if frame.role in _ONE_LINE:
            self._flow.blank()
        else:
            self._flow.line_end()

    def _flush_as(self, frame: _Frame) -> None:
        """The text so far is a block of its own."""
        lines = self._flow.lines()
        for words in lines:
            if frame.scope is not None and frame.role == "text" and not _says(words.text):
                continue
            number = self._take_number(frame)
            block = Block(
                number + words.text,
                frame.role,
                frame.level,
                frame.row if frame.role not in ("text", "item", "heading", "summary") else 0,
                len(number) if frame.role == "item" else 0,
                words.strong + len(number) if words.strong else 0,
                words.linked,
                words.links,
                words.anchors,
                len(number),
            )
            self._put(block)
            if frame.role == "item":
                # What follows in the item goes on with it.
                self._end_item(frame)

    def _take_number(self, frame: _Frame) -> str:
        number = frame.number
        if number:
            for one in (frame, *self._frames):
                one.number = ""
        return number

    def _end_item(self, frame: _Frame) -> None:
        for open_frame in self._frames:
            if open_frame.role == "item" and open_frame.level == frame.level:
                open_frame.role, open_frame.level = "text", 0
        frame.role, frame.level = "text", 0

    def _put(self, block: Block) -> None:
        block.apart = self._apart
        self._apart = False
        self.blocks.append(block)

    def _flush(self) -> None:
        self._flush_as(self._frames[-1])


def _first_number(element: etree._Element) -> int:
    """The number before the first of an ordered list, -1 where it shows none."""
    if element.tag != "ol" or (element.get("type") or "1") != "1":
        return -1
    start = (element.get("start") or "1").strip()
    return int(start) - 1 if start.isdecimal() and 1 <= len(start) <= 4 and int(start) else 0


def _is_bold(element: etree._Element, tag: str, outer: bool) -> bool:
    style = element.get("style")
    if style and _PLAIN_STYLE.search(style[:2000]):
        return False
    return outer or tag in _BOLD or bool(style and _BOLD_STYLE.search(style[:2000]))


def _says(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())
