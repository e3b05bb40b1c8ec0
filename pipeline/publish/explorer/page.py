"""explorer.html put together: template, words, blocks and one script, under a strict policy."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pyoxigraph import RdfFormat, parse, serialize

from pipeline.publish.appearance import Appearance
from pipeline.publish.explorer.blocks import BEST, block, chunks, compact, json_block
from pipeline.publish.explorer.core import concepts, core
from pipeline.publish.explorer.details import CHUNK, Details
from pipeline.publish.explorer.modules import linked
from pipeline.publish.explorer.numbers import Numbers
from pipeline.publish.explorer.overview import overview
from pipeline.publish.explorer.proposals import proposals
from pipeline.publish.explorer.questions import questions_data
from pipeline.publish.explorer.terms import Terms
from pipeline.publish.explorer.words import words
from pipeline.publish.inputs import Build
from pipeline.publish.wording import Wording
from pipeline.questions import Question
from pipeline.validate.reports.markup import Html, html

_ROOM = files("pipeline.publish.explorer")
_PLACE = re.compile(r"\{\{(\w+)\}\}")
# Scripts that the page runs when they are needed; oxigraph's is its worker's.
_LIBRARIES = ("cytoscape", "codemirror")
# What the page must be able to say before it can read its blocks.
_FIRST_WORDS = ("shell.too_old", "shell.damaged", "shell.failed", "shell.simple_page")
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
    app = _files(_ROOM / "app")
    modules = {path: text for path, text in app.items() if path.endswith(".js")}
    style = "".join(app[path] for path in sorted(app, key=_cascade) if path.endswith(".css"))
    boot, main, worker = (linked(modules, e) for e in ("boot.js", "main.js", "ask/worker.js"))
    said = words()
    scripts = [boot.encode(), main.encode(), *(_vendored(f"{name}.js") for name in _LIBRARIES)]
    return _filled(
        {
            "language": html(build.vocabulary.language),
            "title": html(build.vocabulary.title[build.vocabulary.language]),
            "policy": _policy(scripts, [style, _CYTOSCAPE_STYLE]),
            "style": style,
            "cytoscape_style": _CYTOSCAPE_STYLE,
            "first_words": _inline({key: said[key] for key in _FIRST_WORDS}),
            "boot": boot,
            "first_blocks": "\n".join(
                [
                    json_block("words", said),
                    block("main", main.encode()),
                    json_block("core", core(build, Terms(build, wording), look, numbers)),
                    block("concepts", concepts(numbers)),
                ]
            ),
            "blocks": "\n".join(
                [
                    json_block("overview", overview(build, look.forest, numbers)),
                    *_cards(build, numbers),
                    json_block("proposals", proposals(build, wording, numbers)),
                    *(_vendored_block(name, f"{name}.js") for name in _LIBRARIES),
                    json_block("questions", questions_data(questions, build.vocabulary)),
                    block("worker", worker.encode()),
                    _vendored_block("oxigraph", "oxigraph.js"),
                    _vendored_block("wasm", "oxigraph.wasm"),
                    block("dataset", _grouped(dataset)),
                ]
            ),
        }
    )


def _cards(build: Build, numbers: Numbers) -> list[Html]:
    """The details of all concepts, in blocks that are read when a card is opened."""
    details, order = Details(build, numbers), numbers.in_chunks()
    return [
        block(f"details-{number}", details.of([numbers.order[order[i]] for i in chunk]))
        for number, chunk in enumerate(chunks(len(order), CHUNK))
    ]


def _grouped(dataset: bytes) -> bytes:
    """N-Quads as TriG, in their order: a graph, a subject and a predicate are written once for what
    follows of the same. Half the text, a quarter less when packed. There are no prefixes: they
    save little of what is packed, and an engine reads IRIs as they are faster.
    """
    quads = parse(dataset, format=RdfFormat.N_QUADS, lenient=True)
    return serialize(quads, format=RdfFormat.TRIG) or b""


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


@cache
def _vendored_block(name: str, file: str) -> Html:
    """The same in every page that a process writes."""
    return block(name, _vendored(file), BEST)


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


def _inline(content: object) -> str:
    """JSON that can stand in a script element as it is."""
    return compact(content).replace("<", "\\u003c")


def _hash(content: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode('ascii')}'"


def _filled(values: Mapping[str, str]) -> str:
    template = (_ROOM / "template.html").read_text(encoding="utf-8")
    return _PLACE.sub(lambda place: values[place[1]], template)
