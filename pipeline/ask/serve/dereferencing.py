"""The vocabulary's IRIs over HTTP: 303 to a document in the form that the client prefers.

The practice of "Cool URIs for the Semantic Web" (W3C Interest Group Note of 3 December 2008) and
"Best Practice Recipes for Publishing RDF Vocabularies". A concept that is gone still answers: its
page says so, and the header Link names its successor. It does not redirect there, as the successor
is another concept, and whoever asks for the old one may want to know what became of it. What is
described by no more than its bytes, a published file, answers with these.
"""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pipeline.ask.dataset import Dataset
from pipeline.ask.serve.formats import GRAPHS, HTML
from pipeline.ask.serve.negotiation import preferred
from pipeline.ask.serve.requests import RefusedError
from pipeline.ask.serve.resources import PathError, ending_of, entity_tag, path_of
from pipeline.ask.serve.served import Served
from pipeline.errors import InputError

# HTML first: a client without a preference is as a rule a person.
_ENDINGS = {HTML: "html", **{syntax.media: syntax.ending for syntax in GRAPHS}}
_URI = "%:/?#[]@!$&'()*+,;=~"
_MEDIA = {ending: media for media, ending in _ENDINGS.items()}


def dereferenced(request: Request, served: Served) -> Response:
    """The answer to a request for an IRI of the vocabulary, or for a document about one.

    Raises RefusedError: 400, 404, 406.
    """
    raw = request.scope["raw_path"]
    try:
        path = path_of(raw)
    except PathError as error:
        raise RefusedError(400, str(error)) from None
    if name := served.downloads.leading(path):
        return Response(status_code=303, headers={"Location": f"/{quote(name)}"})
    iri = served.resources.find(path)
    if iri is not None:
        return _redirected(request, served, iri)
    stem, ending = ending_of(path)
    iri = served.resources.find(stem) if ending else None
    if iri is not None:
        return _document(request, served, iri, ending)
    return served.downloads.response(path) or _missing(request, served, path)


def _redirected(request: Request, served: Served, iri: str) -> Response:
    """303 See Other, to the document in the form that is preferred."""
    headers = {"Vary": "Accept", "Link": _links(served, iri)}
    media = preferred(request.headers.get("accept", ""), list(_ENDINGS))
    if media is None:
        offered = "".join(f"\n{served.resources.local(iri)}.{e} {m}" for m, e in _ENDINGS.items())
        raise RefusedError(406, f"there are{offered}", headers)
    headers["Location"] = f"{served.resources.local(iri)}.{_ENDINGS[media]}"
    return Response(status_code=303, headers=headers)


def _document(request: Request, served: Served, iri: str, ending: str) -> Response:
    media = _MEDIA[ending]
    if media == HTML:
        path = served.resources.local(iri).removeprefix("/")
        content = served.pages.resource(iri, path).encode("utf-8")
        tag = entity_tag(content)
    else:
        try:
            document = served.resources.document(iri, media)
        except InputError as error:
            raise RefusedError(406, str(error), {"Vary": "Accept"}) from None
        content, tag = document.content, document.tag
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Link": _links(served, iri)}
    if _is_known(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=media)


def _missing(request: Request, served: Served, path: str) -> Response:
    iri = served.resources.vocabulary.base + path
    if preferred(request.headers.get("accept", ""), ["text/plain", HTML]) != HTML:
        raise RefusedError(404, f"nothing is said of {iri}", {"Vary": "Accept"})
    page = served.pages.render("none.html", iri=iri)
    return HTMLResponse(page, 404, headers={"Vary": "Accept"})


def _links(served: Served, iri: str) -> str:
    """The header Link (RFC 8288): each form, what is described, the licence, what succeeds it."""
    resources = served.resources
    target = resources.local(iri)
    links = [
        f'<{target}.{ending}>; rel="alternate describedby"; type="{media}"'
        for media, ending in _ENDINGS.items()
    ]
    links.append(f'<{_uri(iri)}>; rel="canonical"')
    links.append(f'<{_uri(resources.vocabulary.licence)}>; rel="license"')
    successors = Dataset(resources.store, resources.vocabulary).links(iri, "dcterms:isReplacedBy")
    links += [f'<{_uri(successor)}>; rel="successor-version"' for successor in successors]
    return ", ".join(links)


def _uri(iri: str) -> str:
    """An IRI in the letters of a URI (RFC 3987, 3.1), which are all that a header can hold."""
    return quote(iri, safe=_URI)


def _is_known(if_none_match: str, tag: str) -> bool:
    """Whether a client holds this already (RFC 9110, 13.1.2: the weak comparison)."""
    held = {item.strip().removeprefix("W/") for item in if_none_match.split(",")}
    return tag in held or "*" in held
