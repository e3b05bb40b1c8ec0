"""On which line of a file a thing is described, found without parsing it again."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urljoin
from xml.sax.saxutils import unescape

from pipeline.validate.report import Place

_PREFIX = re.compile(r"\s*(?:@prefix|PREFIX)\s+([^\s:]*):\s*<([^>]*)>", re.IGNORECASE)
_BASE = re.compile(r"\s*(?:@base|BASE)\s+<([^>]*)>", re.IGNORECASE)
# A subject at the beginning of a line (Turtle, TriG, N-Triples, N-Quads), and in RDF/XML.
_SUBJECT = re.compile(
    r"(?:<(?P<iri>[^<>\s\"]*)>|(?P<prefix>[^\s:<>\"'#@_\[(]*):(?P<local>[^\s;,]*))(?=\s|$)"
)
_ABOUT = re.compile(r"\brdf:about\s*=\s*[\"']([^\"']*)[\"']")


def find_places(file: str, text: str, wanted: Collection[str]) -> dict[str, Place]:
    """The first line that begins with each of the wanted things (IRIs), as far as there is one.

    `file` is what the places call the file. Reads no further than the last that it finds; a thing
    that only stands inside another's block, or in JSON-LD, has no place.
    """
    missing = set(wanted)
    prefixes: dict[str, str] = {}
    base = ""
    places: dict[str, Place] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not missing:
            break
        if declared := _PREFIX.match(line):
            prefixes[declared[1]] = urljoin(base, declared[2])
        elif declared := _BASE.match(line):
            base = urljoin(base, declared[1])
        elif subject := _SUBJECT.match(line):
            iri = _expanded(subject, prefixes, base)
            if iri in missing:
                missing.discard(iri)
                places[iri] = Place(file, number)
        elif "rdf:about" in line:
            for about in _ABOUT.findall(line):
                iri = unescape(about)
                if iri in missing:
                    missing.discard(iri)
                    places[iri] = Place(file, number)
    return places


def _expanded(subject: re.Match[str], prefixes: dict[str, str], base: str) -> str:
    if subject["iri"] is not None:
        return urljoin(base, subject["iri"]) if base else subject["iri"]
    return prefixes.get(subject["prefix"], "") + subject["local"].replace("\\", "")
