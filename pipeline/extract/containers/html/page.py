"""Bytes of a page into its tree: the encoding it declares, and limits for hostile input."""

from __future__ import annotations

import codecs
import re

from lxml import etree

from pipeline.errors import SourceError
from pipeline.extract.containers.decoding import decode

# Beyond it a tag costs more than it says: the parser compares each attribute with all others.
_MOST_ATTRIBUTES = 400
_LONG_TAG = 4_000
_DECLARED = re.compile(
    rb"<meta[^<>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{2,30})"
    rb"|\A\s{0,99}<\?xml[^<>]{0,99}encoding\s{0,9}=\s{0,9}[\"']([\w:.-]{2,30})",
    re.IGNORECASE,
)
# A tag as the HTML standard divides it, in one pass: every alternative ends where it must.
_TAG = re.compile(
    r"<(?P<name>/?[A-Za-z][^\s/>]*+)"
    r"(?P<attributes>(?:[\s/]++|[^\s/>][^\s/>=]*+"
    r"(?:\s*+=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>\"'][^\s>]*+)?+)?+)*+)(?:>|\Z)"
)
_ATTRIBUTE = re.compile(
    r"[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?+)?+"
)
# What the standard reads these names as.
_READ_AS = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-8"}
_DEEP = "Excessive depth"


def text_of(content: bytes, where: str) -> tuple[str, list[str]]:
    """The characters of a page and what to say of its encoding, in French: by its byte order mark,
    else by what it declares if that holds, else as any text. Raises SourceError as `decode` does.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(content, "utf-16", where), ["encodage UTF-16, par sa marque"]
    if content.startswith(codecs.BOM_UTF8):
        return _strictly(content, "utf-8-sig", where), []
    declared = _declared(content)
    if declared in ("", "utf-8") or _is_utf8(content):
        decoded = decode(content, where)
        return decoded.text, decoded.notes
    try:
        return content.decode(declared), [f"encodage {declared}, déclaré par la page"]
    except (UnicodeDecodeError, LookupError):
        decoded = decode(content, where)
        return decoded.text, [*decoded.notes, f"la page se dit en {declared}, à tort"]


def parse(text: str, where: str) -> etree._Element:
    """The tree of a page; comments are left out. Raises SourceError where nothing can be read."""
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(_tamed(text), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    if any(_DEEP in error.message for error in parser.error_log):
        raise SourceError(
            "its tags are nested deeper than any page (2048 levels)",
            where=where,
            remedy="save the glossary's part of the page alone",
        )
    if root is None:
        raise SourceError("the page holds no text", where=where, remedy="save it with its text")
    return root


def _tamed(text: str) -> str:
    """The page without the attributes of tags that have more of them than any page."""
    if len(text) < _LONG_TAG:
        return text
    return _TAG.sub(_without_flood, text)


def _without_flood(match: re.Match[str]) -> str:
    if len(match[0]) < _LONG_TAG:
        return match[0]
    many = sum(1 for _ in zip(_ATTRIBUTE.finditer(match[0]), range(_MOST_ATTRIBUTES), strict=False))
    return match[0] if many < _MOST_ATTRIBUTES else f"<{match['name']}>"


def _declared(content: bytes) -> str:
    match = _DECLARED.search(content[:4096])
    if not match:
        return ""
    try:
        name = codecs.lookup((match[1] or match[2]).decode("ascii")).name
    except LookupError:
        return ""
    return _READ_AS.get(name, name)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _strictly(content: bytes, encoding: str, where: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"not {encoding} as its first bytes say (offset {error.start})",
            where=where,
            remedy="save it as UTF-8",
        ) from None
