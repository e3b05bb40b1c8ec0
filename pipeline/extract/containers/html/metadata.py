"""What a page says of itself in its head."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.extract.document import Metadata

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_OWNER = re.compile(
    r"(?:©|\(c\)|copyright)[\s\d–-]{0,20}(?P<owner>[^\d\s.|–-][^.|–\n]{1,60})", re.I
)


def metadata_of(root: etree._Element) -> Metadata:
    """Title, publisher, address, language and date of a page, each from the first that says it."""
    said = {
        (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(): _flat(
            meta.get("content") or ""
        )
        for meta in reversed(list(root.iter("meta")))
    }
    heading = next(root.iter("h1"), None)
    title = next((one for one in root.iter("title") if one.getparent().tag != "svg"), None)
    return Metadata(
        title=said.get("og:title") or _text(title) or _text(heading),
        publisher=said.get("og:site_name")
        or said.get("publisher")
        or said.get("author")
        or _owner(said.get("copyright", ""), root),
        url=_address(root) or _web(said.get("og:url", "")),
        language=_language(root, said),
        date=next(
            (
                match[0]
                for name in (
                    "article:modified_time",
                    "og:updated_time",
                    "article:published_time",
                    "datemodified",
                    "datepublished",
                    "dcterms.modified",
                    "dc.date",
                    "date",
                )
                if (match := _DATE.match(said.get(name, "")))
            ),
            "",
        ),
    )


def _flat(text: str) -> str:
    return " ".join(text.split())[:500]


def _text(element: etree._Element | None) -> str:
    return "" if element is None else _flat("".join(element.itertext()))


def _owner(copyright_: str, root: etree._Element) -> str:
    """The owner in a notice of copyright: of the head, else of the last footer."""
    footers = list(root.iter("footer"))
    notice = copyright_ or (_text(footers[-1]) if footers else "")
    match = _OWNER.search(notice)
    return match["owner"].strip(" ,;:") if match else ("" if footers and not copyright_ else notice)


def _address(root: etree._Element) -> str:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return _web(link.get("href") or "")
    return ""


def _web(address: str) -> str:
    return address.strip() if re.match(r"https?://[^\s]{3,500}\Z", address.strip()) else ""


def _language(root: etree._Element, said: dict[str, str]) -> str:
    value = root.get("lang") or root.get("xml:lang") or said.get("og:locale") or ""
    return value.replace("_", "-") if _LANGUAGE.fullmatch(value) else ""
