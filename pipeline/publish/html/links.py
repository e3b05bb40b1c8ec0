"""Where the pages lead: the one place that knows which page shows a concept."""

from __future__ import annotations

from pipeline.validate.reports.markup import Html, element, html

EXPLORER = "explorer.html"
CONCEPT_PAGE = f"{EXPLORER}#/concept/{{slug}}"


def slug(iri: str) -> str:
    """The name of a concept inside its vocabulary: the end of its IRI."""
    return iri.rsplit("/", 1)[-1]


def concept_page(name: str) -> str:
    """Where the concept of this slug is shown, seen from the other published pages."""
    return CONCEPT_PAGE.format(slug=name)


def concept_link(iri: str, name: str) -> Html:
    """The name of a concept, leading to the page that shows it."""
    return element("a", name, href=concept_page(slug(iri)))


def published_link(file: str) -> Html:
    """The name of a published file, leading to it."""
    return element("a", html(file), href=file)
