"""Where the pages lead: the one place that knows which page shows a concept."""

from __future__ import annotations

from pipeline.validate.reports.markup import Html, element, html

CONCEPT_PAGE = "index.html#{slug}"


def slug(iri: str) -> str:
    """The name of a concept inside its vocabulary: the end of its IRI."""
    return iri.rsplit("/", 1)[-1]


def concept_link(iri: str, name: str) -> Html:
    """The name of a concept, leading to the page that shows it."""
    return element("a", name, href=CONCEPT_PAGE.format(slug=slug(iri)))


def published_link(file: str) -> Html:
    """The name of a published file, leading to it."""
    return element("a", html(file), href=file)
