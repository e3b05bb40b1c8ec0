"""What makes the IRIs resolve on a real host: the redirects of w3id.org, and how to register them.

w3id.org takes one Apache `.htaccess` per name. Its rules send each IRI to the published file that
describes it, in the form that the client accepts: 303 See Other, after the "Best Practice Recipes
for Publishing RDF Vocabularies" (W3C Working Group Note of 28 August 2008), recipe 3. The files lie
under `host` of vocabulary.toml. mod_rewrite cannot compare weights: of the forms that a client
accepts (weight 0 is none), the one that is listed first is taken, and the page for all others.
"""

from __future__ import annotations

import re
from importlib.resources import files
from urllib.parse import urlsplit

from pipeline.vocabulary import Vocabulary

# Forms a client can ask for, by the ending of the published file.
_FORMS = (
    ("ttl", ("text/turtle", "application/x-turtle")),
    ("jsonld", ("application/ld+json",)),
    ("rdf", ("application/rdf+xml",)),
    ("nt", ("application/n-triples",)),
)
# The path of a published file; nothing that climbs out of its folder.
_FILE = (
    r"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*"
    r"\.(?:ttl|jsonld|rdf|nt|nq|tsv|csv|xlsx|html|pdf|md|txt|json)"
)
# Where nobody said yet on which host the files will lie (RFC 2606 keeps this name free).
_NO_HOST = "https://example.org/"


def w3id_files(vocabulary: Vocabulary) -> dict[str, bytes]:
    """The files of the folder w3id/, by name: what goes to w3id.org, and how."""
    host = vocabulary.host or f"{_NO_HOST}{vocabulary.name}/"
    folder = urlsplit(vocabulary.base).path.strip("/")
    values = {
        "title": vocabulary.title.get("en", vocabulary.title[vocabulary.language]),
        "base": vocabulary.base,
        "host": host,
        "folder": folder,
        "publisher": vocabulary.publisher,
        "sample": vocabulary.scheme,
    }
    return {
        "w3id/.htaccess": _htaccess(vocabulary, host).encode("utf-8"),
        "w3id/README.md": _filled("readme.md", values).encode("utf-8"),
    }


def _htaccess(vocabulary: Vocabulary, host: str) -> str:
    missing = "" if vocabulary.host else _filled("no-host.txt", {"host": host})
    values = {
        "title": vocabulary.title.get("en", vocabulary.title[vocabulary.language]),
        "base": vocabulary.base,
        "missing": missing,
        "rules": "\n".join(_rules(vocabulary, host)),
    }
    return _filled("htaccess.txt", values)


def _rules(vocabulary: Vocabulary, host: str) -> list[str]:
    """The rules: concepts and scheme in every form, their pages, then the other parts."""
    name = vocabulary.name
    scheme = "^(?:scheme|concept/[A-Za-z0-9-]+)$"
    blocks = [
        _block(f"The concepts, .{ending}", scheme, f"{host}{name}.{ending}", media)
        for ending, media in _FORMS
    ]
    version = re.escape(vocabulary.version)
    plain = (
        ("A page: the concept in the index", "^concept/([A-Za-z0-9-]+)$", "index.html#$1"),
        ("A page: the vocabulary", "^(?:scheme)?$", "index.html"),
        ("What is published in one form", rf"^ontology(?:/{version})?$", "ontology.ttl"),
        ("", f"^scheme/{version}$", f"{name}.ttl"),
        ("", f"^owl(?:/{version})?$", f"{name}-owl.ttl"),
        ("", "^source/[A-Za-z0-9/-]+$", "sources.ttl"),
        ("", "^evidence/[A-Za-z0-9/-]+$", "evidence.ttl"),
        ("", "^label/[A-Za-z0-9-]+$", f"{name}-xl.ttl"),
        ("", f"^dataset(?:/{version}|(?:/[A-Za-z0-9_.-]+)*)$", "dataset.ttl"),
        ("", "^graph/[a-z-]+$", f"{name}.nq"),
        ("", "^graph/[a-z-]+(?:/[A-Za-z0-9_-]+)+$", "dataset.ttl"),
        ("The published files, which the dataset names by these IRIs", f"^({_FILE})$", "$1"),
    )
    blocks += [
        (f"\n# {comment}\n" if comment else "")
        + f"RewriteRule {pattern} {host}{target} [R=303,NE,L]"
        for comment, pattern, target in plain
    ]
    return blocks


def _block(comment: str, pattern: str, target: str, media: tuple[str, ...]) -> str:
    names = "|".join(re.escape(name).replace(r"\-", "-") for name in media)
    # Not where the weight is nought: q=0, q=0.0, q=0.00 or q=0.000.
    accepted = rf"(?:^|,)\s*(?:{names})\s*(?!\s*;\s*q=0(?:\.0{{1,3}})?\s*(?:,|$))(?:;|,|$)"
    return (
        f"\n# {comment}\n"
        f'RewriteCond %{{HTTP_ACCEPT}} "{accepted}" [NC]\n'
        f"RewriteRule {pattern} {target} [R=303,NE,L]"
    )


def _filled(file: str, values: dict[str, str]) -> str:
    """A text beside this module, with its @names@ filled in."""
    text = files("pipeline.publish.w3id").joinpath(file).read_text(encoding="utf-8")
    return re.sub(r"@([a-z]+)@", lambda found: values[found[1]], text)
