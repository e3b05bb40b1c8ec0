"""graph.html: pyvis draws the network, and its page is mended into one offline, safe French page.

What is taken from pyvis' page is the vis-network library and the network itself; what is not: two
calls to a CDN, its heading and tooltips (both are read as HTML), its script. The page has a content
security policy that names its two scripts by hash and forbids every connection.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import msgspec

from pipeline.errors import StageError
from pipeline.publish.html.links import CONCEPT_PAGE, EXPLORER
from pipeline.publish.inputs import Build
from pipeline.publish.map_page.cards import Cards
from pipeline.publish.map_page.drawing import OPTIONS, Drawing
from pipeline.publish.wording import Wording

Json = dict[str, Any]

_SCRIPTS = ("words.js", "drawing.js", "card.js", "search.js", "map.js", "page.js")
_NETWORK = {
    "nodes": re.compile(r"nodes = new vis\.DataSet\((\[.*\])\);"),
    "edges": re.compile(r"edges = new vis\.DataSet\((\[.*\])\);"),
    "options": re.compile(r"var options = (\{.*\});"),
}
_LIBRARY = re.compile(r"<script>(/\*\*\n \* vis-network\n.*?)</script>", re.DOTALL)
_PLACE = re.compile(r"\{\{(\w+)\}\}")


def map_page(build: Build, wording: Wording) -> str:
    """The page for one build; the same build always gives the same text.

    Raises StageError where pyvis' page is not of the form that is mended here.
    """
    drawing = Drawing(build.vocabulary, build.concepts, wording, build.graphs["ontology"])
    page = _drawn_by_pyvis(drawing)
    data: Json = {
        **msgspec.to_builtins(drawing.page()),
        "network": {name: _part(page, name) for name in _NETWORK},
        "concepts": Cards(build, wording, drawing).all(),
        "conceptPage": CONCEPT_PAGE,
    }
    library = _LIBRARY.search(page)
    if library is None:
        raise _unknown_page("the vis-network library")
    script = "\n".join(['"use strict";', "{", *map(_asset, _SCRIPTS), "}", ""])
    style = _asset("page.css")
    counts = wording.fill(
        "map",
        "counts",
        concepts=len(drawing.forest.concepts),
        relations=len(drawing.forest.lines),
        sources=len(build.readings),
    )
    return _filled(
        {
            "language": html.escape(build.vocabulary.language),
            "title": html.escape(build.vocabulary.title[build.vocabulary.language]),
            "counts": html.escape(counts),
            "explorer": html.escape(EXPLORER),
            "policy": _policy([library[1], script], style),
            "style": style,
            "data": embedded(data),
            "library": library[1],
            "script": script,
        }
    )


def embedded(data: object) -> str:
    """JSON that can stand inside a script element of an HTML page: no `<`, no line separators."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for char in ("<", "\u2028", "\u2029"):
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _drawn_by_pyvis(drawing: Drawing) -> str:
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    for node in drawing.nodes():
        network.add_node(**node)
    for edge in drawing.edges():
        network.add_edge(**edge)
    network.set_options(json.dumps(OPTIONS))
    page: str = network.generate_html()
    return page


def _part(page: str, name: str) -> object:
    found = _NETWORK[name].search(page)
    if found is None:
        raise _unknown_page(f"the {name} of the network")
    return json.loads(found[1])


def _unknown_page(missing: str) -> StageError:
    return StageError(
        f"pyvis made a page of another form: {missing} cannot be found in it",
        where="graph.html",
        remedy="install the locked version of pyvis",
    )


def _asset(name: str) -> str:
    return files("pipeline.publish.map_page").joinpath("graph", name).read_text(encoding="utf-8")


def _policy(scripts: list[str], style: str) -> str:
    """Content Security Policy Level 3: inline scripts and styles by hash, nothing else."""
    allowed = " ".join(f"'{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src '{_hash(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _filled(values: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda place: values[place[1]], _asset("template.html"))
