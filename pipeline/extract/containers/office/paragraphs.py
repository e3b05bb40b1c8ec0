"""What word processors write, as a document: paragraphs with styles, lists, tables, asides."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

from msgspec import Struct

from pipeline.extract.document import Document, Metadata, Role, TextBuilder

# A term is short; a paragraph of terms with definitions behind them on the same line is not one.
_TERM_WORDS = 12
_FINISHED = re.compile(r"[.!?…;]\W*\Z")


class Paragraph(Struct):
    """A paragraph: its text (line breaks inside it stay), how many code points at its beginning
    stand in bold, the name of its style.

    `heading` is 1 to 6, `item` the depth of a list from 1, else 0; `page` where it begins, if that
    is known. `aside` says, in French, why it is no part of the running text.
    """

    text: str
    strong: int = 0
    style: str = ""
    heading: int = 0
    item: int = 0
    page: int = 0
    aside: str = ""

    @property
    def look(self) -> str:
        """What makes paragraphs alike: their style, and whether all is bold."""
        is_bold = bool(self.text.strip()) and self.strong >= len(self.text.rstrip())
        return f"{self.style}\0" if is_bold else self.style


class Table(Struct):
    """A table: rows of cells `(column, paragraphs)`; `headers` is how many rows are heads."""

    rows: list[list[tuple[int, list[Paragraph]]]]
    headers: int = 0


Block = Paragraph | Table


class Writing:
    """The text of a paragraph while it is put together, and how much of it is bold from the
    beginning on (`strong`, in code points).
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._is_leading = True
        self.strong = 0

    def add(self, text: str, *, is_bold: bool) -> None:
        """Add a run; blanks before the first bold words do not end what is bold."""
        self._pieces.append(text)
        self._length += len(text)
        if self._is_leading and is_bold:
            self.strong = self._length
        elif text.strip():
            self._is_leading = False

    @property
    def text(self) -> str:
        """What was added."""
        return "".join(self._pieces)


def set_aside(blocks: Iterable[Block], reason: str) -> Iterator[Block]:
    """The paragraphs of blocks as asides; `reason` in French."""
    return (Paragraph(one.text, aside=reason) for one in paragraphs_of(blocks))


def paragraphs_of(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """The paragraphs, those inside of tables too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for cells in block.rows:
                for _, paragraphs in cells:
                    yield from paragraphs


def document_of(
    blocks: Sequence[Block], format: str, *, notes: Sequence[str], metadata: Metadata
) -> Document:
    """The document of what a word processor wrote; linear in it."""
    flat = list(_flattened(blocks))
    builder = TextBuilder()
    paragraphs = [block for block in flat if isinstance(block, Paragraph) and not block.aside]
    empty = sum(not one.text.strip() for one in paragraphs)
    # Where a writer parts entries by empty paragraphs, what stands together is left together.
    spaced = empty * 10 < len(paragraphs)
    roles = _roles(flat)
    row = table = 0
    for block, role in zip(flat, roles, strict=True):
        if isinstance(block, Table):
            table += 1
            builder.apart()
            row = _add_table(builder, block, row, f"tableau {table}")
            builder.apart()
            continue
        if not block.text.strip():
            builder.apart()
            continue
        row += role == "term"
        follows_item = bool(block.item and builder.lines and builder.lines[-1].role == "item")
        if (spaced and not follows_item) or block.heading or block.aside:
            builder.apart()
        if block.page:
            builder.place(f"page {block.page}")
        _add(builder, block, role, row)
        if block.heading:
            builder.apart()
    return builder.document(format, notes=notes, metadata=metadata)


def _add(builder: TextBuilder, block: Paragraph, role: Role, row: int) -> None:
    start = 0
    for piece in block.text.split("\n"):
        strong = 0 if block.heading else max(0, min(len(piece), block.strong - start))
        builder.add(
            piece,
            role,
            level=block.heading or block.item,
            row=row if role in ("term", "description") else 0,
            strong=strong,
            reason=block.aside,
        )
        start += len(piece) + 1
        if role in ("item", "heading"):
            role = "text"


def _add_table(builder: TextBuilder, table: Table, row: int, name: str) -> int:
    for index, cells in enumerate(table.rows):
        row += 1
        builder.place(f"{name}, ligne {index + 1}")
        role: Role = "header" if index < table.headers else "cell"
        for column, paragraphs in cells:
            for paragraph in paragraphs:
                text = paragraph.text.replace("\n", " ")
                builder.add(text, role, level=column, row=row, strong=paragraph.strong)
    return row


def _flattened(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with tables that only lay out the page taken apart into their paragraphs."""
    for block in blocks:
        if isinstance(block, Table) and _is_layout(block):
            yield from paragraphs_of([block])
        else:
            yield block


def _is_layout(table: Table) -> bool:
    """Whether a table has one column, or cells that hold whole pages."""
    columns = {column for cells in table.rows for column, _ in cells}
    if len(columns) < 2:
        return True
    held = [sum(bool(p.text.strip()) for p in cell) for cells in table.rows for _, cell in cells]
    return len(table.rows) <= 2 and max(held, default=0) > 5


def _roles(blocks: Sequence[Block]) -> list[Role]:
    """The role of each block; of tables `text`, which is not used."""
    terms = _term_styles(blocks)
    following = Counter(
        after.look
        for before, after in pairwise(blocks)
        if isinstance(before, Paragraph)
        and isinstance(after, Paragraph)
        and before.look in terms
        and after.look not in terms
    )
    roles: list[Role] = []
    after_term = False
    for block in blocks:
        role: Role = "text"
        if isinstance(block, Table):
            after_term = False
        elif block.aside:
            role = "aside"
        elif block.look in terms and not _is_letter(block) and block.text.strip():
            role = "term"
            after_term = True
        elif block.heading or _is_letter(block):
            role = "heading"
            after_term = False
        elif after_term and (block.look in following or block.item):
            role = "description"
        elif block.item:
            role = "item"
        elif block.text.strip():
            after_term = False
        roles.append(role)
    return roles


def _term_styles(blocks: Sequence[Block]) -> set[str]:
    """The styles whose paragraphs are terms: by their name, or because each of them, at least
    three, is short and is followed by a paragraph of one other style that is not.
    """
    short: Counter[str] = Counter()
    long: Counter[str] = Counter()
    shown = [b for b in blocks if not (isinstance(b, Paragraph) and not b.text.strip())]
    plain = [b for b in shown if isinstance(b, Paragraph) and _is_plain(b)]
    for one in plain:
        words = len(one.text.split())
        is_term = words <= _TERM_WORDS and not _FINISHED.search(one.text) and "\n" not in one.text
        (short if is_term else long)[one.look] += 1
    defined: Counter[str] = Counter()
    explained: Counter[str] = Counter()
    for before, after in pairwise(shown):
        if (
            isinstance(before, Paragraph)
            and isinstance(after, Paragraph)
            and before.look != after.look
            and _is_plain(before)
            and not after.heading
        ):
            defined[before.look] += 1
            explained[before.look] += len(after.text.split()) >= 4
    return {
        style
        for style, count in short.items()
        if not long[style]
        and (named(style.rstrip("\0"), "terms") or (count >= 3 and explained[style] >= 0.7 * count))
        and defined[style] >= 0.5 * count
    }


def _is_plain(block: Paragraph) -> bool:
    return not (block.aside or block.heading or block.item or _is_letter(block))


def _is_letter(block: Paragraph) -> bool:
    """Whether it is a letter that heads a part of the list."""
    return len(block.text.strip()) == 1 and block.text.strip().isupper()


@cache
def _names() -> dict[str, frozenset[str]]:
    content = resources.files(__package__).joinpath("office.toml")
    table = tomllib.loads(content.read_text("utf-8"))
    return {kind: frozenset(names) for kind, names in table.items()}


def named(style: str, kind: str) -> bool:
    """Whether the name of a style says that its paragraphs are of a kind of office.toml."""
    return style.casefold().strip(" 0123456789") in _names()[kind]
