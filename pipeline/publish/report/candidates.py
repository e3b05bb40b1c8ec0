"""Terms that definitions use and no glossary defines, each with the rows that would add it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from importlib.resources import files

from msgspec import Struct
from slugify import slugify

from pipeline.map.questions import label_row, relation_row
from pipeline.model import Candidate, Evidence
from pipeline.publish.inputs import Build
from pipeline.publish.report.names import Names, Quoted
from pipeline.publish.report.rows import Line, line
from pipeline.publish.wording import Wording


class Offer(Struct, frozen=True):
    """A candidate with its first sentences, how many `more` there are, and the lines to copy."""

    candidate: Candidate
    sources: int
    sentences: list[Quoted]
    more: int
    lines: list[Line]


def offers(build: Build, names: Names, wording: Wording) -> list[Offer]:
    """The best candidates, as many as candidates.toml says."""
    text = files("pipeline.publish.report").joinpath("candidates.toml").read_text(encoding="utf-8")
    settings = tomllib.loads(text)
    return [
        Offer(
            candidate,
            len({evidence.source for evidence in candidate.evidence}),
            [
                _quoted(evidence, candidate, names)
                for evidence in candidate.evidence[: settings["sentences"]]
            ],
            max(len(candidate.evidence) - settings["sentences"], 0),
            _lines(candidate, build, wording),
        )
        for candidate in build.candidates[: settings["shown"]]
    ]


def _quoted(evidence: Evidence, candidate: Candidate, names: Names) -> Quoted:
    """A sentence with the term in it marked, where it stands there as the candidate has it."""
    quote = evidence.quote
    found = re.search(rf"\b{re.escape(candidate.text)}", quote, re.IGNORECASE)
    start, end = found.span() if found else (len(quote), len(quote))
    return Quoted(
        names.source(evidence.source),
        evidence.start,
        evidence.end,
        quote[:start],
        quote[start:end],
        quote[end:],
    )


def _lines(candidate: Candidate, build: Build, wording: Wording) -> list[Line]:
    """The row of each table of ontology/curation/ that would add the candidate."""
    taken = {concept.iri.rsplit("/", 1)[-1] for concept in build.concepts}
    own = f"concept:{unused_slug(candidate.text, taken)}"
    broader = candidate.broader.rsplit("/", 1)[-1] or wording.word("report.rows", "choose")
    rows = [
        label_row(own, "preferred", candidate.text, candidate.lang),
        relation_row(own, "skos:broader", f"concept:{broader}"),
    ]
    comment = wording.fill("report.candidates", "comment", entries=len(candidate.entries))
    return [line(row, candidate.evidence[0].quote, wording, comment) for row in rows]


def unused_slug(text: str, taken: Collection[str]) -> str:
    """A slug made of a text, and of a number where it is taken."""
    base = slugify(text.replace("’", "'"))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
