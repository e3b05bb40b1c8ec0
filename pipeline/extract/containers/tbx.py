"""TermBase eXchange (ISO 30042): TBX 2 (`martif`) and TBX 3 (`tbx`), in either of its styles."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

from lxml import etree
from msgspec import Struct, field

from pipeline.errors import SourceError
from pipeline.extract.containers.limits import refuse_entities
from pipeline.extract.containers.records import Record, add_record
from pipeline.extract.document import Document, Metadata, TextBuilder

_HEAD = 65_536
_ROOT = re.compile(rb"<(?:martif|tbx)[\s>]", re.IGNORECASE)
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ENTRIES = ("termEntry", "conceptEntry")
_LANGUAGES = ("langSet", "langSec")
_TERMS = ("tig", "ntig", "termSec", "termGrp")
# Elements whose category stands in their `type`; of any other (style DCT) it is the name.
_TYPED = ("descrip", "admin", "termNote", "ref", "xref", "transac")
_DEFINING = ("definition", "explanation")
_SHOWING = ("example", "context", "sampleSentence")
_REFERRING = (
    "crossReference",
    "relatedConcept",
    "relatedTerm",
    "associatedConcept",
    "seeAlso",
)
_ABOUT = ("note", "subjectField", "source", "characteristic", "partOfSpeech")
_PREFERRED = ("preferredterm", "preferredterm-admn-sts", "preferred", "standardizedterm")


class _Tongue(Struct):
    """What an entry says in one language; "" is what it says in none."""

    terms: list[str] = field(default_factory=list)
    definitions: list[str] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)


class _Entry(Struct):
    """An entry as it stands; `see` are targets with the words of the reference."""

    identifier: str
    place: str
    tongues: dict[str, _Tongue] = field(default_factory=dict)
    see: list[tuple[str, str]] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


def sniff(content: bytes, name: str) -> float:
    """Whether its outermost element is that of TBX."""
    head = content[:_HEAD].replace(b"\0", b"")
    return (
        0.95
        if head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")[:1] == b"<" and _ROOT.search(head)
        else 0.0
    )


def open(content: bytes, *, where: str, language: str) -> Document:
    """Each concept as a term with its other terms, definition and cross-references, in the order of
    the file. Raises SourceError: malformed, or without terms.
    """
    refuse_entities(content, where)
    entries: list[_Entry] = []
    title = ""
    parser = etree.iterparse(
        io.BytesIO(content),
        tag=[f"{{*}}{name}" for name in (*_ENTRIES, "title")],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in parser:
            if _name(element) in _ENTRIES:
                entries.append(_entry(element, len(entries) + 1))
                element.clear()
            else:
                title = title or _text(element)
    except etree.XMLSyntaxError as error:
        raise SourceError(
            f"malformed XML: {error.msg}",
            where=f"{where}:{error.lineno}" if error.lineno else where,
            remedy="mend it there (`xmllint` shows the place)",
        ) from None
    notes: list[str] = []
    records = _records(entries, language, notes)
    if not records:
        raise SourceError(
            "the TBX holds no terms", where=where, remedy="see that its entries hold <term>"
        )
    builder = TextBuilder()
    for row, record in enumerate(records, start=1):
        add_record(builder, record, row)
    return builder.document("TBX", notes=notes, metadata=Metadata(title=title))


def _name(element: etree._Element) -> str:
    """Its name without its namespace, declared or not; of a comment, nothing."""
    return re.split(r"[}:]", element.tag)[-1] if isinstance(element.tag, str) else ""


def _text(element: etree._Element) -> str:
    # An entity that is not resolved stands where elements do, and holds no text.
    if not isinstance(element.tag, str):
        return ""
    return " ".join("".join(element.itertext()).split())


def _category(element: etree._Element) -> str:
    name = _name(element)
    return (element.get("type") or "") if name in _TYPED else name


def _entry(element: etree._Element, number: int) -> _Entry:
    identifier = element.get("id") or ""
    entry = _Entry(identifier, identifier or f"entrée {number}")
    for child in element:
        if _name(child) in _LANGUAGES:
            _take_language(entry, child)
        else:
            _take(entry, child, "")
    return entry


def _take_language(entry: _Entry, section: etree._Element) -> None:
    language = section.get(_LANG) or ""
    tongue = entry.tongues.setdefault(language, _Tongue())
    for child in section:
        if _name(child) not in _TERMS:
            _take(entry, child, language)
            continue
        is_preferred = False
        for inner in child.iter():
            if _name(inner) != "term":
                status = _text(inner).casefold() if _category(inner) in _STATUS else ""
                is_preferred = is_preferred or status in _PREFERRED
        words = [_text(term) for term in child.iter("{*}term") if _text(term)]
        if is_preferred:
            tongue.terms[:0] = words
        else:
            tongue.terms += words
        for part in child:
            if _name(part) not in ("term", *_TERMS):
                _take(entry, part, language)


_STATUS = ("administrativeStatus", "normativeAuthorization")


def _take(entry: _Entry, element: etree._Element, language: str) -> None:
    """What an element and those inside it say, by their categories."""
    for one in element.iter():
        category = _category(one)
        words = _text(one)
        tongue = one.get(_LANG) or language
        if category in _REFERRING:
            entry.see.append((one.get("target") or "", words))
        elif not words:
            continue
        elif category in _DEFINING:
            entry.tongues.setdefault(tongue, _Tongue()).definitions.append(words)
        elif category in _SHOWING:
            entry.tongues.setdefault(tongue, _Tongue()).examples.append(words)
        elif category in _ABOUT:
            entry.left.append((words, f"{category} : n'est pas de la définition"))


def _records(entries: Sequence[_Entry], language: str, notes: list[str]) -> list[Record]:
    ranked = {id(entry): _ranked(entry, language) for entry in entries}
    labels: dict[str, str] = {}
    for entry in entries:
        terms = list(_terms(entry, ranked[id(entry)]))
        if terms and entry.identifier:
            labels.setdefault(entry.identifier, terms[0])
    records = []
    foreign = 0
    for entry in entries:
        tongues = ranked[id(entry)]
        terms = list(_terms(entry, tongues))
        if not terms:
            continue
        first = next(one for one in tongues if entry.tongues[one].terms)
        foreign += _rank(first, language) > 1
        defining = [one for one in tongues if entry.tongues[one].definitions]
        # The definition in the language of the term, else that of the concept, else any.
        kept = defining[:1]
        record = Record(
            entry.place,
            terms[0],
            terms[1:],
            [words for one in kept for words in entry.tongues[one].definitions]
            + entry.tongues[first].examples,
            [labels.get(target, words) for target, words in entry.see],
            [
                (words, "définition dans une autre langue")
                for one in defining[1:]
                for words in entry.tongues[one].definitions
            ]
            + entry.left,
        )
        records.append(record)
    if foreign:
        notes.append(
            f"entrées sans terme en « {language} », pris dans une autre langue : {foreign}"
        )
    return records


def _ranked(entry: _Entry, language: str) -> list[str]:
    return sorted(entry.tongues, key=lambda one: _rank(one, language))


def _rank(said: str, wanted: str) -> int:
    if said and said.partition("-")[0].casefold() == wanted.partition("-")[0].casefold():
        return 0
    return 1 if not said else 2 if said.startswith("en") else 3


def _terms(entry: _Entry, tongues: Sequence[str]) -> Iterator[str]:
    for one in tongues:
        yield from entry.tongues[one].terms
