"""One offline HTML page: no script, nothing loaded, its style allowed by its hash alone."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files

from pipeline.validate.reports.markup import Html, element, html

Style = tuple[str, str]
"""A style sheet: the package that it lies in, and its file name."""

BASE: Style = ("pipeline.publish.html", "base.css")


def document(language: str, title: str, styles: Sequence[Style], *body: Html) -> str:
    """A page with the shared style and then `styles`, and `body` between its body tags.

    The policy (Content Security Policy Level 3) forbids every script, request, form and frame, so
    that text which got past the escaping could still do nothing.
    """
    style = "".join(
        files(package).joinpath(name).read_text(encoding="utf-8")
        for package, name in (BASE, *styles)
    )
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    lines = [
        "<!doctype html>",
        f'<html lang="{html(language)}">',
        '<head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"{element('title', title)}<style>{style}</style></head>",
        "<body>",
        *body,
        "</body></html>",
    ]
    return "\n".join(lines) + "\n"
