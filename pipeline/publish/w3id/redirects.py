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

from pipeline.publish.releases import FOLDER
from pipeline.vocabulary import Vocabulary

# Forms a client can ask for, by the ending of the published file.
_FORMS = (
    ("ttl", ("text/turtle", "application/x-turtle")),
    ("jsonld", ("application/ld+json",)),
    ("rdf", ("application/rdf+xml",)),
    ("nt", ("application/n-triples",)),
)
# A version (Semantic Versioning 2.0.0), told from the other parts of an IRI by its digit.
_VERSION = "[0-9][0-9A-Za-z.+-]*"
# Where nobody said yet on which host the files will lie (RFC 2606 keeps this name free).
_NO_HOST = "https://example.org/"


def w3id_files(vocabulary: Vocabulary) -> dict[str, bytes]:
    """The files of the folder w3id/, by name: what goes to w3id.org, and how."""
    host = vocabulary.host or f"{_NO_HOST}{vocabulary.name}/"
    folder = urlsplit(vocabulary.base).path.strip("/")
    values = {
        "title": _title(vocabulary),
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


def _title(vocabulary: Vocabulary) -> str:
    """The title on one line: a line of its own in .htaccess would be a directive."""
    return " ".join(vocabulary.title.get("en", vocabulary.title[vocabulary.language]).split())


def _htaccess(vocabulary: Vocabulary, host: str) -> str:
    missing = "" if vocabulary.host else _filled("no-host.txt", {"host": host})
    values = {
        "title": _title(vocabulary),
        "base": vocabulary.base,
        "missing": missing,
        "rules": "\n".join(_rules(vocabulary, host)),
    }
    return _filled("htaccess.txt", values)


def _rules(vocabulary: Vocabulary, host: str) -> list[str]:
    """The rules: concepts and scheme in every form, their pages, then the other parts, the releases
    and the files themselves.
    """
    name, version = vocabulary.name, re.escape(vocabulary.version)
    host = re.sub(r"[$%\\]", r"\\\g<0>", host)
    scheme = "^(?:scheme|concept/[A-Za-z0-9-]+)$"
    blocks = [
        _block(f"The concepts, .{ending}", scheme, f"{host}{name}.{ending}", media)
        for ending, media in _FORMS
    ]
    plain = (
        ("A page: the concept in the index", "^concept/([A-Za-z0-9-]+)$", "index.html#$1"),
        ("A page: the vocabulary", "^(?:scheme)?$", "index.html"),
        ("A version: what its release kept", f"^(?:scheme|dataset)/({_VERSION})$", _kept(name)),
        ("", f"^ontology/({_VERSION})$", _kept("ontology")),
        ("What is published in one form", "^ontology$", "ontology.ttl"),
        ("", rf"^owl(?:/{version})?$", f"{name}-owl.ttl"),
        ("", "^source/[A-Za-z0-9/-]+$", "sources.ttl"),
        ("", "^evidence/[A-Za-z0-9/-]+$", "evidence.ttl"),
        ("", "^label/[0-9a-f]+$", f"{name}-xl.ttl"),
        ("", "^graph/[a-z-]+$", f"{name}.nq"),
        ("", "^dataset(?:/.+)?$|^graph/.+$", "dataset.ttl"),
        ("A file, by its own name", r"^[A-Za-z0-9-]+(?:\.[A-Za-z0-9]+)+$", "$0"),
        ("", "^(?:tables|releases)/[A-Za-z0-9][A-Za-z0-9._+/-]*$", "$0"),
    )
    blocks += [
        (f"\n# {comment}\n" if comment else "")
        + f"RewriteRule {pattern} {host}{target} [R=303,NE,L]"
        for comment, pattern, target in plain
    ]
    return blocks


def _kept(name: str) -> str:
    """Where a release keeps a file; the version is what the rule found."""
    return f"{FOLDER}/$1/{name}.ttl"


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
