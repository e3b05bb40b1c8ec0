"""The XML files inside an office document, parsed without entities and without the network.

By the parser of the standard library, a few names at a time: python-docx leaves footnotes, text
boxes and tracked changes to its caller, and odfpy has had no release since 2020.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from pipeline.errors import SourceError
from pipeline.extract.containers.limits import refuse_archive, refuse_entities

_LARGEST_PART = 64_000_000


class Package:
    """A checked archive: its XML parts by name."""

    def __init__(self, content: bytes, where: str) -> None:
        """Raises SourceError where the archive is damaged, encrypted or not safe to unpack."""
        refuse_archive(content, where)
        self._archive = zipfile.ZipFile(BytesIO(content))
        self._where = where
        self.names = set(self._archive.namelist())

    def read(self, name: str) -> bytes:
        """The bytes of a part; raises SourceError where it is larger than any glossary."""
        if self._archive.getinfo(name).file_size > _LARGEST_PART:
            raise SourceError(
                f"its part {name} is larger than {_LARGEST_PART // 1_000_000} MB",
                where=self._where,
                remedy="divide it, a part of the glossary a file",
            )
        try:
            return self._archive.read(name)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError):
            raise _damaged(name, self._where) from None

    def part(self, name: str) -> Element | None:
        """The root of a part, or None where there is no such part; raises SourceError where it is
        damaged.
        """
        return parse(self.read(name), name, self._where) if name in self.names else None


def parse(content: bytes, name: str, where: str) -> Element:
    """The root of an XML file; raises SourceError where it is damaged or declares entities that
    could grow.
    """
    refuse_entities(content, where)
    try:
        return ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise _damaged(name, where) from None


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The children of these names; none of an element that is not there."""
    if element is not None:
        yield from (each for each in element if local(each) in names)


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant down a path of names, or None."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def attribute(element: Element | None, name: str) -> str:
    """An attribute by its name without namespace; empty where it is not there."""
    if element is None:
        return ""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return ""


def _damaged(name: str, where: str) -> SourceError:
    return SourceError(
        f"the document is damaged (its part {name} is no sound XML)",
        where=where,
        remedy="open it in the program that made it and save it anew",
    )
