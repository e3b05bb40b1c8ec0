"""What the pages say of each other leads to something: the file, the concept, the place in it."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from pipeline.files import read_lines
from pipeline.model import Concept
from pipeline.publish.html.links import CONCEPT_PAGE, EXPLORER, slug

PAGES = ("report.html", "index.html", "graph.html")


@pytest.fixture(scope="module")
def slugs(large_output: Path) -> set[str]:
    """The concepts that the explorer shows."""
    concepts = read_lines(large_output / "work/concepts.jsonl", Concept, made_by="map")
    return {slug(concept.iri) for concept in concepts}


def links(page: Path) -> list[str]:
    """Where a page leads beside the web; of the map also the links that its script makes."""
    text = page.read_text(encoding="utf-8")
    found = [unescape(href) for href in re.findall(r'<a [^>]*href="([^"]+)"', text)]
    if data := re.search(r'<script type="application/json" id="data">(.*?)</script>', text):
        content = json.loads(data[1])
        found += [
            content["conceptPage"].replace("{slug}", concept["iri"].rsplit("/", 1)[-1])
            for concept in content["concepts"]
        ]
    return [href for href in found if not re.match(r"https?:", href)]


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_what_is_published(
    large_output: Path, slugs: set[str], name: str
) -> None:
    for href in links(large_output / name):
        file, _, place = href.partition("#")
        target = large_output / (unquote(file) or name)
        assert target.is_file(), href
        if target.name == EXPLORER:
            assert not place or place.removeprefix("/concept/") in slugs, href
        elif place:
            assert f' id="{unquote(place)}"' in target.read_text(encoding="utf-8"), href


@pytest.mark.parametrize("name", ["index.html", "graph.html"])
def test_every_concept_has_its_link_into_the_explorer(
    large_output: Path, slugs: set[str], name: str
) -> None:
    found = links(large_output / name)
    assert EXPLORER in found
    assert {CONCEPT_PAGE.format(slug=one) for one in slugs} <= set(found)


def test_the_explorer_names_the_index_where_scripts_do_not_run(large_output: Path) -> None:
    page = (large_output / EXPLORER).read_text(encoding="utf-8")
    [without] = re.findall(r"<noscript>(.*?)</noscript>", page, re.DOTALL)
    assert '<a href="index.html">' in without
    assert (large_output / "index.html").is_file()
