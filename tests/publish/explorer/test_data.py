"""The data of the explorer as Python writes them: the same bytes each time, each thing told once."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.explorer_glossary import Glossary
from pipeline.model import Sense, Span
from pipeline.passages import ShownDefinition, definition_text
from pipeline.publish.appearance import Appearance
from pipeline.publish.explorer.blocks import block, json_block
from pipeline.publish.explorer.core import concepts, core
from pipeline.publish.explorer.details import Details
from pipeline.publish.explorer.numbers import Numbers, plain_slug
from pipeline.publish.explorer.streams import Streams
from pipeline.publish.explorer.terms import Terms
from pipeline.publish.wording import Wording

from . import blocks
from .odd import odd_build

TEXTS = st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
_PAGE = """\
import hashlib, sys
from pipeline.publish.explorer import page as explorer
from pipeline.publish.explorer.page import explorer_page
from pipeline.publish.wording import Wording
from tests.publish.explorer.odd import odd_build
explorer._vendored_block = lambda name, file: name  # the same whatever is done, and slow
build = odd_build()
page = explorer_page(build, Wording(build.vocabulary, build.graphs["ontology"]), b"<a:b> <a:c> <a:d> .")
sys.stdout.write(hashlib.sha256(page.encode()).hexdigest())
"""


def test_the_page_is_the_same_whatever_the_hash_seed(project: Path) -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", _PAGE],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(project)},
            cwd=project,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
    assert len(digests.pop()) == 64


@settings(deadline=None)
@given(st.binary())
def test_a_block_unpacks_to_what_was_put_in(content: bytes) -> None:
    assert blocks.content(block("some", content), "some") == content


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_nothing_in_a_block_can_end_it(text: str) -> None:
    assert str(json_block("some", [text, "</script>", "<!--"])).count("<") == 2


@settings(deadline=None)
@given(st.lists(st.integers(0, 2**32 - 1)), TEXTS)
def test_streams_hold_what_was_put_in(numbers: list[int], texts: list[str]) -> None:
    streams = Streams(["a", "b"], ["t"])
    for number in numbers:
        streams.number("b", number)
    for text in texts:
        streams.text("t", text)
    content = streams.content()
    (none, length, rest), content = _leb128(content, 3)
    assert none == 0
    assert length + rest == len(content)
    assert _leb128(content[:length], len(numbers))[0] == numbers
    assert content[length:].decode("utf-8") == "".join(f"{text}\0" for text in texts)


def _leb128(content: bytes, count: int) -> tuple[list[int], bytes]:
    """As many numbers as asked for, and what follows them."""
    found = []
    for _ in range(count):
        end = next(at for at, byte in enumerate(content) if byte < 128) + 1
        found.append(sum((byte & 127) << 7 * place for place, byte in enumerate(content[:end])))
        content = content[end:]
    return found, content


def test_a_nul_in_a_text_does_not_end_it() -> None:
    streams = Streams([], ["t"])
    streams.text("t", "a\0b")
    assert streams.content().endswith("a\ufffdb\0".encode())


@settings(deadline=None)
@given(st.text("ab \t\r\n", max_size=40), st.lists(st.integers(0, 40), min_size=2, max_size=6))
def test_what_is_shown_keeps_its_place(raw: str, cuts: list[int]) -> None:
    ends = sorted({min(cut, len(raw)) for cut in cuts})
    senses = [Sense([Span(*ends_)]) for ends_ in pairwise(ends)]
    shown = ShownDefinition(raw, senses)
    assert shown.text == definition_text(raw, senses)
    for start, end in pairwise(ends):
        words = raw[start:end].split()
        place = shown.place(Span(start, end))
        assert (place is None) == (not words)
        if place:
            assert shown.text[place.start : place.end].split() == words


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Œuvre d’art, n° 3", "oeuvre-d-art-n-3"),
        ("  gestion de la relation client ", "gestion-de-la-relation-client"),
        ("Éco\u0301-taxe", "eco-taxe"),
        ("日本", ""),
    ],
)
def test_the_slug_of_a_name(name: str, slug: str) -> None:
    assert plain_slug(name) == slug


def test_core_and_concepts_are_the_same_whatever_is_written_first() -> None:
    build = odd_build()
    wording = Wording(build.vocabulary, build.graphs["ontology"])
    look = Appearance(build.vocabulary, build.concepts, wording, build.graphs["ontology"])
    terms, numbers = Terms(build, wording), Numbers(build, wording, look)
    first = core(build, terms, look, numbers)
    assert concepts(numbers)
    Details(build, numbers).of(numbers.order)
    assert core(build, terms, look, numbers) == first


def test_details_stand_level_by_level_each_once() -> None:
    for build in (odd_build(), Glossary(60).build()):
        wording = Wording(build.vocabulary, build.graphs["ontology"])
        look = Appearance(build.vocabulary, build.concepts, wording, build.graphs["ontology"])
        numbers = Numbers(build, wording, look)
        order = numbers.in_chunks()
        assert sorted(order) == list(range(len(build.concepts)))
        place = {number: at for at, number in enumerate(order)}
        assert [place[root] for root in numbers.roots] == list(range(len(numbers.roots)))
        for number, children in enumerate(numbers.children):
            assert all(place[child] > place[number] for child in children)
