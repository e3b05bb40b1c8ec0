"""The report's section on terms without an entry: ranked, quoted, each with the rows to copy."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files

from slugify import slugify

from pipeline.markdown import plain
from pipeline.model import Candidate, Concept
from pipeline.publish.inputs import Build
from pipeline.publish.wording import Wording

_SECTION = "report.candidates"
_MANUAL = "semapv:ManualMappingCuration"


def candidate_lines(build: Build, wording: Wording) -> Iterator[str]:
    """The best candidates as Markdown, as many as candidates.toml says, then how many more."""
    if not build.candidates:
        return
    settings = tomllib.loads(
        files("pipeline.publish.report").joinpath("candidates.toml").read_text(encoding="utf-8")
    )
    titles = {reading.source.id: reading.source.title for reading in build.readings}
    yield wording.word(_SECTION, "intro")
    yield ""
    for rank, candidate in enumerate(build.candidates[: settings["shown"]], start=1):
        yield f"### {rank}. {plain(candidate.text)}"
        yield ""
        yield wording.fill(
            _SECTION,
            "counts",
            score=f"{candidate.score:.2f}".replace(".", ","),
            frequency=candidate.frequency,
            entries=len(candidate.entries),
            sources=len({evidence.source for evidence in candidate.evidence}),
        )
        yield ""
        for evidence in candidate.evidence[: settings["sentences"]]:
            title = plain(titles.get(evidence.source, evidence.source))
            quote = plain(evidence.quote)
            yield f"- « {quote} » ({title}, {evidence.start}-{evidence.end})"
        more = len(candidate.evidence) - settings["sentences"]
        if more > 0:
            yield f"- {wording.fill(_SECTION, 'more_sentences', count=more)}"
        yield ""
        yield from _rows(candidate, build, wording)
    more = len(build.candidates) - settings["shown"]
    if more > 0:
        yield wording.fill(_SECTION, "more", count=more)


def _rows(candidate: Candidate, build: Build, wording: Wording) -> Iterator[str]:
    """The row of each table of ontology/curation/ that would add the candidate."""
    own = f"concept:{_slug(candidate.text, build.concepts)}"
    broader = candidate.broader.rsplit("/", 1)[-1] or wording.word(_SECTION, "choose")
    author, date = wording.word(_SECTION, "author"), wording.word(_SECTION, "date")
    comment = wording.fill(_SECTION, "comment", entries=len(candidate.entries))
    quote = " ".join(candidate.evidence[0].quote.split())
    signed = [author, date, comment, quote]
    yield "```tsv"
    yield "\t".join([own, "preferred", candidate.text, candidate.lang, "", *signed])
    yield "\t".join([own, "", "skos:broader", f"concept:{broader}", _MANUAL, *signed])
    yield "```"
    yield ""


def _slug(text: str, concepts: list[Concept]) -> str:
    """A slug that no concept has."""
    taken = {concept.iri.rsplit("/", 1)[-1] for concept in concepts}
    base = slugify(text.replace("’", "'"))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
