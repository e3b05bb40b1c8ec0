"""schema.org in the scripts of a page (JSON-LD): terms and questions, each a record, said once.

A page mostly says the same again for people. Then the lines that people see are kept, unless the
record says more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from lxml import etree
from msgspec import Struct

from pipeline.extract.containers.html.blocks import Block
from pipeline.extract.counting import counted
from pipeline.extract.document import Role
from pipeline.extract.lines import letters

_TERMS = frozenset({"DefinedTerm", "CategoryCode"})
_QUESTIONS = frozenset({"Question"})
# No page nests what it describes deeper.
_DEEPEST = 60
_SAID = "dit aussi dans les données JSON-LD de la page, plus complètes"
# So many letters of a definition tell it from another, at least at its beginning.
_STRETCH = 60
_BEGINNING = 24
# How many of the records are looked for in the page.
_SOME = 200
_DIVIDER = re.compile(r"\s?[:–—]\s| - ")


class Record(Struct, frozen=True):
    """A term with its other names, the paragraphs that define it and the terms it refers to."""

    name: str
    variants: list[str]
    paragraphs: list[str]
    see: list[str]


def records_of(root: etree._Element) -> list[Record]:
    """The terms that the page describes, in order; its questions where it describes no term.

    What is no JSON is passed over.
    """
    found: list[tuple[bool, Record]] = []
    for script in root.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() == "application/ld+json":
            found.extend(_records(_parsed(script.text or "")))
    has_terms = any(is_term for is_term, _ in found)
    kept: dict[tuple[str, str], Record] = {}
    for is_term, record in found:
        if is_term or not has_terms:
            kept.setdefault((record.name, "\n".join(record.paragraphs)), record)
    return list(kept.values())


def _parsed(text: str) -> object:
    bare = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    bare = bare.removeprefix("//<![CDATA[").removeprefix("<![CDATA[").removesuffix("//]]>")
    try:
        # Line ends inside strings are a common fault.
        return json.loads(bare.removesuffix("]]>").strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _records(data: object) -> Iterator[tuple[bool, Record]]:
    """Every term and question in the data, in order: whether it is a term, and the record."""
    waiting: list[tuple[object, int]] = [(data, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > _DEEPEST:
            continue
        if isinstance(node, list):
            waiting.extend((item, depth + 1) for item in reversed(node))
        elif isinstance(node, dict):
            types = _types(node)
            if types & (_TERMS | _QUESTIONS):
                record = _record(node)
                if record is not None:
                    yield bool(types & _TERMS), record
            waiting.extend(
                (value, depth + 1)
                for key, value in reversed(node.items())
                if key not in ("inDefinedTermSet", "acceptedAnswer", "seeAlso")
            )


def _types(node: dict[str, object]) -> set[str]:
    return {part.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for part in _texts(node.get("@type"))}


def _record(node: dict[str, object]) -> Record | None:
    names = [_flat(text) for text in _texts(node.get("name"))]
    if not names or not names[0]:
        return None
    others = [*names[1:], *_texts(node.get("alternateName")), *_texts(node.get("termCode"))]
    described = _texts(node.get("description"))
    for answer in _listed(node.get("acceptedAnswer")):
        if isinstance(answer, dict):
            described += _texts(answer.get("text"))
    variants = [name for name in dict.fromkeys(map(_flat, others)) if name and name != names[0]]
    paragraphs = [line for text in described[:1] for line in _paragraphs(text)]
    return Record(names[0], variants, paragraphs, [_flat(t) for t in _texts(node.get("seeAlso"))])


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _texts(value: object) -> list[str]:
    """The strings of a value: itself, of a list, or under `@value` or `name`; French goes first."""
    found: list[tuple[bool, str]] = []
    for item in _listed(value):
        if isinstance(item, str):
            found.append((False, item))
        elif isinstance(item, dict):
            text = item.get("@value", item.get("name"))
            if isinstance(text, str):
                is_other = str(item.get("@language") or "fr")[:2].lower() != "fr"
                found.append((is_other, text))
    return [text for _, text in sorted(found, key=lambda pair: pair[0])]


def _flat(text: str) -> str:
    return " ".join(" ".join(_paragraphs(text)).split())


def _paragraphs(text: str) -> list[str]:
    """A text of JSON-LD by its lines; it may hold tags and entities."""
    from pipeline.extract.containers.html.walking import Walk

    if "<" not in text and "&" not in text:
        return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    parser = etree.HTMLParser(remove_comments=True, remove_pis=True)
    root = etree.fromstring(f"<div>{text}</div>", parser)
    return [block.text for block in Walk(root, keeps_lines=False).blocks]


def merge_records(
    blocks: list[Block], reasons: list[str], records: Sequence[Record], last_row: int
) -> tuple[list[Block], list[str], list[str]]:
    """The page with the records it does not show added at its end, and notes in French.

    Where most records stand in the page as well, the fuller of both is kept: the lines that people
    see, or the records, and then those lines are furniture.
    """
    if not records:
        return blocks, reasons, []
    body = [block for block, reason in zip(blocks, reasons, strict=True) if not reason]
    names = {letters(part) for block in body for part in _names(block)}
    named = [record for record in records if letters(record.name) in names]
    if 2 * len(named) < len(records):
        named = []
    note = counted(len(records), "terme[s] lu[s] dans les données JSON-LD de la page")
    if named and _are_whole(named, body):
        told = {id(record) for record in named}
        records = [record for record in records if id(record) not in told]
        note = counted(
            len(named), "terme[s] des données JSON-LD se [lit|lisent] aussi dans la page"
        )
    elif named:
        reasons = _told_twice(blocks, reasons, records)
    return *_added(blocks, reasons, records, last_row), [note]


def _names(block: Block) -> list[str]:
    """What a line may name: all of it, its bold beginning, what stands before a colon or dash."""
    named = [block.text[:300]]
    if block.strong:
        named.append(block.text[block.marker : block.strong])
    match = _DIVIDER.search(block.text[:300])
    if match:
        named.append(block.text[block.marker : match.start()])
    return named


def _are_whole(records: Sequence[Record], body: Sequence[Block]) -> bool:
    """Whether most definitions stand in the page to their end; some of them are looked for."""
    shown = letters("\n".join(block.text for block in body))
    some = records[:: len(records) // _SOME + 1]
    whole = 0
    for record in some:
        words = letters("".join(record.paragraphs))
        whole += words[:_STRETCH] in shown and words[-_STRETCH:] in shown
    return 2 * whole >= len(some)


def _told_twice(
    blocks: Sequence[Block], reasons: Sequence[str], records: Sequence[Record]
) -> list[str]:
    names = {letters(record.name) for record in records}
    begun = {letters(part)[:_BEGINNING] for record in records for part in record.paragraphs}
    told = []
    for block, reason in zip(blocks, reasons, strict=True):
        mine = letters(block.text)
        is_said = mine in names or (len(mine) >= _BEGINNING and mine[:_BEGINNING] in begun)
        told.append(reason or (_SAID if is_said else ""))
    return told


def _added(
    blocks: list[Block], reasons: list[str], records: Sequence[Record], row: int
) -> tuple[list[Block], list[str]]:
    added: list[Block] = []
    for record in records:
        row += 1
        lines: list[tuple[Role, str]] = [("term", record.name)]
        lines += [("variant", name) for name in record.variants]
        lines += [("description", paragraph) for paragraph in record.paragraphs]
        lines += [("see", name) for name in record.see]
        added += [Block(text, role, 0, row, apart=role == "term") for role, text in lines]
    return [*blocks, *added], [*reasons, *[""] * len(added)]
