"""HTML that what it shows cannot break: every text is escaped that is not markup already."""

from __future__ import annotations

from html import escape

# What HTML 13.2.3.5 has no place for, as the picture that Unicode has of it.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)} | {
    0x7F: 0x2421
}


class Html(str):
    """Markup that is safe to stand in a page."""

    __slots__ = ()


def html(*parts: str) -> Html:
    """The parts one after the other, texts escaped."""
    return Html("".join(part if isinstance(part, Html) else _escaped(part) for part in parts))


def element(name: str, *children: str, **attributes: str) -> Html:
    """An element; `class_` is the attribute `class`, an empty attribute is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_escaped(value)}"'
        for key, value in attributes.items()
        if value
    )
    return Html(f"<{name}{written}>{html(*children)}</{name}>")


def link(iri: str, text: str = "") -> Html:
    """A link to a web address; any other IRI, which may be a script, is only shown."""
    if iri.startswith(("http://", "https://")):
        return element("a", text or iri, href=iri, rel="noreferrer")
    return element("span", text or iri)


def _escaped(text: str) -> str:
    return escape(text.translate(_PICTURES))
