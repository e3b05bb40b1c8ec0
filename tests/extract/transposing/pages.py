"""Glossaries as web pages, with furniture around them or without."""

from __future__ import annotations

import html
import json

from tests.extract.transposing.glossaries import Terms, Write


def _page(pattern: str, *, before: str = "", after: str = "", furniture: bool = False) -> Write:
    def write(terms: Terms) -> bytes:
        body = (
            before
            + "\n".join(pattern.format(term=html.escape(t), text=html.escape(d)) for t, d in terms)
            + after
        )
        if furniture:
            body = (
                '<header><nav><ul><li><a href="/">Accueil</a></li><li><a href="/offres">Nos offres'
                "</a></li></ul></nav></header><main>"
                + body
                + "</main><aside><h2>Articles liés</h2>"
                '<ul><li><a href="/a">Bien débuter</a></li></ul></aside><footer><p>© 2026 Éditeur. '
                "Tous droits réservés.</p></footer>"
            )
        return (
            '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Lexique</title>'
            f"</head><body><h1>Lexique</h1>{body}</body></html>"
        ).encode()

    return write


def _defined_terms(terms: Terms) -> object:
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "hasDefinedTerm": [{"@type": "DefinedTerm", "name": t, "description": d} for t, d in terms],
    }


def _linked(terms: Terms) -> bytes:
    data = json.dumps(_defined_terms(terms), ensure_ascii=False)
    return (
        f'<html><head><script type="application/ld+json">{data}</script></head><body><h1>Lexique'
        "</h1></body></html>"
    ).encode()


PAGES: dict[str, tuple[str, Write]] = {
    "dl": ("html", _page("<dt>{term}</dt><dd>{text}</dd>", before="<dl>", after="</dl>")),
    "dl-furnished": (
        "html",
        _page("<dt>{term}</dt><dd>{text}</dd>", before="<dl>", after="</dl>", furniture=True),
    ),
    "details": ("html", _page("<details><summary>{term}</summary><p>{text}</p></details>")),
    "accordion": (
        "html",
        _page(
            '<div class="accordion-item"><h2 class="accordion-header"><button type="button" aria-expanded="false">{term}</button></h2><div class="accordion-collapse"><p>{text}</p></div></div>',
            furniture=True,
        ),
    ),
    "html-headings": ("html", _page("<h3>{term}</h3><p>{text}</p>", furniture=True)),
    "html-strong": ("html", _page("<p><strong>{term}</strong> : {text}</p>", furniture=True)),
    "html-table": (
        "html",
        _page(
            "<tr><td>{term}</td><td>{text}</td></tr>",
            before="<table><tr><th>Terme</th><th>Définition</th></tr>",
            after="</table>",
        ),
    ),
    "html-list": ("html", _page("<li><b>{term}</b> – {text}</li>", before="<ul>", after="</ul>")),
    "microdata": (
        "html",
        _page(
            '<div itemscope itemtype="https://schema.org/DefinedTerm"><span itemprop="name">{term}</span><p itemprop="description">{text}</p></div>'
        ),
    ),
    "json-ld": ("html", _linked),
    "html-paragraphs": ("html", _page("<p><b>{term}</b></p><p>{text}</p>", furniture=True)),
    "html-breaks": ("html", _page("<p><strong>{term}</strong><br>{text}</p>", furniture=True)),
    "html-table-headless": (
        "html",
        _page(
            "<tr><td>{term}</td><td>{text}</td></tr>",
            before="<table>",
            after="</table>",
            furniture=True,
        ),
    ),
    "html-rows": (
        "html",
        _page(
            '<div class="row"><div class="col-3">{term}</div>'
            '<div class="col-9"><p>{text}</p></div></div>'
        ),
    ),
}
ASKING: dict[str, tuple[str, Write]] = {
    "html-questions": ("html", _page("<h2>C'est quoi, {term} ?</h2><p>{text}</p>")),
}
