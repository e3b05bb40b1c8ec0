"""explorer.html put together: template, words, blocks and one script, under a strict policy."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

from pipeline.publish.appearance import Appearance
from pipeline.publish.explorer.blocks import block, chunks, compact, json_block
from pipeline.publish.explorer.core import concepts, core
from pipeline.publish.explorer.details import CHUNK, Details
from pipeline.publish.explorer.modules import linked
from pipeline.publish.explorer.numbers import Numbers
from pipeline.publish.explorer.overview import overview
from pipeline.publish.explorer.proposals import proposals
from pipeline.publish.explorer.questions import questions_data
from pipeline.publish.explorer.words import words
from pipeline.publish.inputs import Build
from pipeline.publish.wording import Wording
from pipeline.questions import Question
from pipeline.validate.reports.markup import html

_ROOM = files("pipeline.publish.explorer")
_PLACE = re.compile(r"\{\{(\w+)\}\}")
# Scripts that the page runs when they are needed, and those that only its worker runs.
_LIBRARIES = ("cytoscape", "codemirror")
_FOR_THE_WORKER = ("oxigraph",)
# cytoscape writes this style itself unless it is there, and the policy would not let it.
_CYTOSCAPE_STYLE = ".__________cytoscape_container { position: relative; }"


def explorer_page(
    build: Build, wording: Wording, dataset: bytes, questions: Sequence[Question] = ()
) -> str:
    """The page for one build; `dataset` is the whole dataset as N-Quads, `questions` those that are
    ready to be asked of it. The same build always gives the same text.
    """
    look = Appearance(build.vocabulary, build.concepts, wording, build.graphs["ontology"])
    numbers = Numbers(build, wording, look)
    details, order = Details(build, numbers), numbers.in_chunks()
    cards = [
        block(f"details-{number}", details.of([numbers.order[order[i]] for i in chunk]))
        for number, chunk in enumerate(chunks(len(order), CHUNK))
    ]
    known = concepts(numbers)
    app = _files(_ROOM / "app")
    modules = {path: text for path, text in app.items() if path.endswith(".js")}
    script = linked(modules, "main.js")
    style = "".join(app[path] for path in sorted(app, key=_cascade) if path.endswith(".css"))
    libraries = {name: _vendored(f"{name}.js") for name in _LIBRARIES}
    sparql = [
        json_block("questions", questions_data(questions, build.vocabulary)),
        block("worker", linked(modules, "ask/worker.js").encode("utf-8")),
        *(block(name, _vendored(f"{name}.js")) for name in _FOR_THE_WORKER),
        block("wasm", _vendored("oxigraph.wasm")),
        block("dataset", dataset),
    ]
    return _filled(
        {
            "language": html(build.vocabulary.language),
            "title": html(build.vocabulary.title[build.vocabulary.language]),
            "policy": _policy([script.encode(), *libraries.values()], [style, _CYTOSCAPE_STYLE]),
            "style": style,
            "cytoscape_style": _CYTOSCAPE_STYLE,
            "words": compact(words()).replace("<", "\\u003c"),
            "core": json_block("core", core(build, wording, look, numbers))
            + block("concepts", known),
            "script": script,
            "blocks": "\n".join(
                [
                    json_block("overview", overview(build, look.forest, numbers)),
                    *cards,
                    json_block("proposals", proposals(build, wording, numbers)),
                    *(block(name, text) for name, text in libraries.items()),
                    *sparql,
                ]
            ),
        }
    )


def _cascade(path: str) -> tuple[int, str]:
    """Style sheets in order: the house's own, then those of its rooms."""
    return path.count("/"), path


def _files(folder: Traversable, prefix: str = "") -> dict[str, str]:
    """The texts under a folder, by path."""
    found: dict[str, str] = {}
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        path = f"{prefix}{item.name}"
        if item.is_dir():
            found |= _files(item, f"{path}/")
        elif item.name.endswith((".js", ".css")):
            found[path] = item.read_text(encoding="utf-8")
    return found


def _vendored(name: str) -> bytes:
    return (_ROOM / "vendor" / name).read_bytes()


def _policy(scripts: list[bytes], styles: list[str]) -> str:
    """Content Security Policy Level 3: scripts and styles by hash, WebAssembly, a worker made here;
    no connection to anything.
    """
    run = " ".join(_hash(script) for script in scripts)
    look = " ".join(_hash(style.encode()) for style in styles)
    return (
        f"default-src 'none'; script-src {run} 'wasm-unsafe-eval'; style-src {look}; "
        "worker-src blob:; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _hash(content: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode('ascii')}'"


def _filled(values: Mapping[str, str]) -> str:
    template = (_ROOM / "template.html").read_text(encoding="utf-8")
    return _PLACE.sub(lambda place: values[place[1]], template)
