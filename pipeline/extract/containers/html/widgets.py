"""Sections that fold: what opens one, and whether what is hidden is only folded."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache, lru_cache
from importlib import resources
from itertools import islice

from lxml import etree
from msgspec import Struct

_TITLE_LENGTH = 250
_OFTEN = 3
_BLOCKS = frozenset({"p", "div", "ul", "ol", "dl", "table", "h1", "h2", "h3", "h4", "h5", "h6"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "button", "summary", "label"})
_NO_DISPLAY = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_TARGETS = ("aria-controls", "data-target", "data-bs-target", "data-href")
_WORD = re.compile(r"[a-zà-ÿ]+")


@cache
def _data() -> dict[str, frozenset[str]]:
    path = resources.files("pipeline.extract.containers.html").joinpath("widgets.toml")
    return {key: frozenset(words) for key, words in tomllib.loads(path.read_text("utf-8")).items()}


@lru_cache(maxsize=4096)
def words_of(value: str) -> frozenset[str]:
    """The words of a class or id: `et_pb_toggle_title` is et, pb, toggle and title."""
    spread = re.sub(r"([a-z])([A-Z])", r"\1 \2", value[:500])
    return frozenset(_WORD.findall(spread.lower()))


def targets_of(root: etree._Element) -> frozenset[str]:
    """The ids of what some element of the page unfolds."""
    found: set[str] = set()
    for name in _TARGETS:
        for value in root.xpath(f"//@{name}"):
            found.update(part.lstrip("#") for part in str(value).split()[:20])
    for value in root.xpath("//a/@href[starts-with(., '#')]"):
        found.add(str(value)[1:])
    return frozenset(found - {""})


class Tabs(Struct, frozen=True):
    """The titles of tabs that stand apart from what they show, and that of each panel."""

    titles: frozenset[etree._Element]
    panels: dict[etree._Element, str]


def tabs_of(root: etree._Element) -> Tabs:
    """Tabs whose panels do not follow them one by one: each title is read at its panel."""
    panels = {str(panel.get("id")): panel for panel in root.xpath("//*[@id]")}
    titles: list[etree._Element] = []
    shown: dict[etree._Element, str] = {}
    for tab in root.xpath("//*[@role='tab']"):
        address = tab.get("aria-controls") or tab.get("data-bs-target") or tab.get("href") or ""
        panel = panels.get(address.lstrip("#"))
        if panel is None or panel in shown:
            continue
        if _is_near(tab, panel):
            continue
        titles.append(tab)
        shown[panel] = " ".join("".join(tab.itertext()).split())
    return Tabs(frozenset(titles), shown)


def _is_near(tab: etree._Element, panel: etree._Element) -> bool:
    """Whether the panel stands right behind the tab, or behind what is around it."""
    around: etree._Element | None = tab
    for _ in range(3):
        if around is None:
            return False
        if around.getnext() is panel:
            return True
        around = around.getparent()
    return False


def card_titles_of(root: etree._Element) -> frozenset[str]:
    """The classes that mark the titles of cards or rows which no element marks, by coming back."""
    words = _data()["cards"]
    counts = Counter(
        str(element.get("class"))
        for element in root.iter("div", "p", "span", "strong", "b")
        if element.get("class") and words & words_of(element.get("class"))
    )
    return frozenset(name for name, count in counts.items() if count >= _OFTEN)


def is_card_title(element: etree._Element, classes: frozenset[str]) -> bool:
    """Whether it is one of these titles: short, all in one block."""
    if element.get("class") not in classes or element.tag not in (
        "div",
        "p",
        "span",
        "strong",
        "b",
    ):
        return False
    return _is_title(element)


def opens_section(element: etree._Element) -> bool:
    """Whether it is the title of a section that folds: a summary, a tab, a button that expands, or
    an element that page builders call so; short, with no other block in it.
    """
    if element.tag == "summary":
        return True
    if not len(element.attrib):
        return False
    classes = element.get("class") or ""
    role = element.get("role") or ""
    signs = (
        role == "tab"
        or element.get("aria-expanded") is not None
        or any(element.get(name) in ("collapse", "tab", "pill", "") for name in _data()["toggles"])
        or any(_is_title_class(name) for name in classes.split()[:40])
    )
    if not signs or words_of(f"{classes} {element.get('id') or ''}") & _data()["menus"]:
        return False
    return _is_title(element)


def _is_title_class(name: str) -> bool:
    words = words_of(name)
    data = _data()
    kinds, parts = words & data["widgets"], words & data["titles"]
    return name.lower() in data["title_classes"] or bool(kinds and parts and len(kinds | parts) > 1)


def _is_title(element: etree._Element) -> bool:
    """Whether it is short and all in one block; looks at a bounded part of it."""
    length = 0
    blocks = 0
    for inner in islice(element.iter(), 60):
        words = "".join((inner.text or "").split())
        length += len(words) + (len((inner.tail or "").strip()) if inner is not element else 0)
        if inner is not element and inner.tag in _BLOCKS and words:
            blocks += 1
    return 0 < length <= _TITLE_LENGTH and blocks <= 1


def is_hidden(element: etree._Element, targets: frozenset[str]) -> bool:
    """Whether a person never sees it. What is only folded (a panel that something unfolds, that
    stands behind a title or is called a panel) is seen.
    """
    if not len(element.attrib):
        return False
    hidden = element.get("hidden")
    gone = hidden is not None or bool(_NO_DISPLAY.search((element.get("style") or "")[:2000]))
    if not gone and element.get("aria-hidden") != "true":
        return False
    return hidden == "until-found" or not _is_panel(element, targets)


def _is_panel(element: etree._Element, targets: frozenset[str]) -> bool:
    name = element.get("id") or ""
    if name in targets or element.get("role") in ("tabpanel", "region"):
        return True
    if element.get("aria-labelledby") or element.tag == "dd":
        return True
    if words_of(f"{element.get('class') or ''} {name}") & _data()["panels"]:
        return True
    before = element.getprevious()
    return before is not None and (before.tag in _HEADINGS or opens_section(before))
