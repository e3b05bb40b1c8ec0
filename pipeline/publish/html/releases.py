"""The releases of a vocabulary as a list of links, the same on every page."""

from __future__ import annotations

from pipeline.publish.html.typography import bound
from pipeline.publish.inputs import Build
from pipeline.publish.releases import FOLDER
from pipeline.publish.wording import Wording
from pipeline.validate.reports.markup import Html, element


def releases(build: Build, wording: Wording) -> Html:
    """Each release with its Turtle and what changed, the newest first; nothing where none is."""
    turtle = f"{build.vocabulary.name}.ttl"
    files = ((turtle, turtle), (wording.word("index", "changes"), "CHANGELOG.md"))
    items = []
    for release in build.releases:
        said = wording.fill("index", "released", version=release.version, date=release.date)
        one, other = (
            element("a", text, href=f"{FOLDER}/{release.version}/{file}") for text, file in files
        )
        items.append(element("li", bound(said), " ", one, " · ", other))
    return element("ul", *items) if items else Html("")
