"""explorer.html as text: what its policy lets run, and that nothing in the data gets out of it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import msgspec
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from pipeline.model import Label
from pipeline.publish.explorer.blocks import DIGITS
from pipeline.publish.explorer.page import explorer_page
from pipeline.publish.explorer.words import words
from pipeline.publish.wording import Wording

from ..browsing import NASTY
from .blocks import content
from .odd import odd_build

# Libraries that run only when the page asks for them, as blocks unpacked.
LATER = 3


class _Elements(HTMLParser):
    """Every element with its attributes and, for scripts and styles, its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None], list[str]]] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), []))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in ("script", "style"):
            self.found[-1][2].append(data)

    def of(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attributes, "".join(text)) for name, attributes, text in self.found if name == tag]


@pytest.fixture(scope="module")
def page() -> str:
    build = odd_build()
    nasty = [
        msgspec.structs.replace(
            reading,
            source=msgspec.structs.replace(
                reading.source, title=NASTY[2], publisher=NASTY[0], url="javascript:alert(1)"
            ),
        )
        for reading in build.readings
    ]
    concepts = [
        *build.concepts[:-1],
        msgspec.structs.replace(
            build.concepts[-1],
            labels=[
                *build.concepts[-1].labels,
                *(Label(text, "en", "alternative") for text in NASTY),
            ],
            notes=NASTY,
        ),
    ]
    vocabulary = msgspec.structs.replace(
        build.vocabulary, title={"fr": NASTY[2], "en": NASTY[0]}, publisher=NASTY[3]
    )
    build = msgspec.structs.replace(build, readings=nasty, concepts=concepts, vocabulary=vocabulary)
    wording = Wording(build.vocabulary, build.graphs["ontology"])
    statements = [Quad(NamedNode("a:b"), NamedNode("a:c"), Literal(text)) for text in NASTY]
    dataset = serialize(statements, format=RdfFormat.N_QUADS) or b""
    return explorer_page(build, wording, dataset)


@pytest.fixture(scope="module")
def elements(page: str) -> _Elements:
    parser = _Elements()
    parser.feed(page)
    parser.close()
    return parser


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _policy(elements: _Elements) -> dict[str, list[str]]:
    (content,) = [
        attributes["content"] or ""
        for attributes, _ in elements.of("meta")
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    return {name: rest for name, *rest in (rule.split() for rule in content.split(";"))}


def test_the_policy_names_every_script_and_style_and_no_other(elements: _Elements) -> None:
    policy = _policy(elements)
    run = [text for attributes, text in elements.of("script") if "type" not in attributes]
    assert len(run) == 1
    hashes = [one for one in policy["script-src"] if one.startswith("'sha256-")]
    assert hashes[: len(run)] == [_hash(text) for text in run]
    assert len(hashes) == len(run) + LATER
    assert set(policy["script-src"]) - set(hashes) == {"'wasm-unsafe-eval'"}
    assert policy["style-src"] == [_hash(text) for _, text in elements.of("style")]
    assert policy["default-src"] == ["'none'"]
    assert not {"connect-src", "frame-src", "object-src"} & policy.keys()


def test_every_other_script_is_data(elements: _Elements) -> None:
    types = {attributes.get("type") for attributes, _ in elements.of("script")}
    assert types == {None, "application/json", "application/octet-stream"}
    for attributes, text in elements.of("script"):
        assert "src" not in attributes
        if attributes.get("type") == "application/octet-stream":
            assert set(text) <= set(DIGITS)
            assert (attributes["id"] or "").startswith("block-")


def test_the_first_words_are_there_and_cannot_end_their_element(
    elements: _Elements, page: str
) -> None:
    (text,) = [
        text for attributes, text in elements.of("script") if attributes.get("id") == "words"
    ]
    assert "<" not in text
    assert "shell.damaged" in json.loads(text)
    assert json.loads(text).items() < words().items()
    assert json.loads(content(page, "words")) == words()


def test_nothing_asks_for_anything_and_no_handler_is_inline(elements: _Elements) -> None:
    for tag, attributes, _ in elements.found:
        assert tag not in ("link", "iframe", "img", "object", "embed", "base", "form")
        assert not any(name.startswith("on") or name in ("style", "src") for name in attributes)
        assert (attributes.get("href") or "#").startswith(("#", "index.html"))


def test_what_is_nasty_is_text(page: str, elements: _Elements) -> None:
    (title,) = re.findall(r"<title>(.*?)</title>", page)
    assert title == "&lt;/script&gt;&lt;script&gt;document.title=&#x27;run&#x27;&lt;/script&gt;"
    assert not [tag for tag, _, _ in elements.found if tag in ("svg", "b")]
    assert all(text not in page for text in NASTY[:4])
