"""The tags of CMS shortcodes, `[name key="value" ...]` and `[/name]`, and the titles in them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

from msgspec import Struct

from pipeline.extract.document import Line
from pipeline.extract.lines import lines_of

_BEGIN = re.compile(r"\[(?P<close>/?)(?P<name>[A-Za-z][\w-]{0,60})(?=[\s\]/])")
_KEY = re.compile(r"\s*+(?P<key>[\w-]{1,60})\s*+=\s*+(?P<quote>[\"“”„″‶«»]|['‘’‚′])?")
_BARE = re.compile(r"\s*+[^\s\[\]\"“”]{1,300}")
_END = re.compile(r"\s*+/?\s*+\]")
# A value ends at a quote of its kind that another key or the end of the tag follows: so it may hold
# quotes and brackets. None is longer, so that a quote that never closes is not looked for far.
_LONGEST_VALUE = 600
_LONGEST_TITLE = 300
_LONGEST_TAG = 6_000
_AFTER = r"(?=\s*+(?:/?\s*+\]|[\w-]{1,60}\s*+=\s*+[\"“”„″‶«»'‘’‚′\w#]))"
_DOUBLE = re.compile(rf"[\"“”„″‶«»]{_AFTER}")
_SINGLE = re.compile(rf"['‘’‚′]{_AFTER}")


class Tag(Struct, frozen=True):
    """A tag at `[start, end)`; `title` is the words of the attribute that titles what it opens."""

    start: int
    end: int
    name: str
    closes: bool
    has_attributes: bool
    title: Line | None


class Words(Struct, frozen=True):
    """The words that name a title, by how sure they are, those that say it is of another; and
    the shortcodes that hold pictures, and those that are boxes of a page.
    """

    titles: list[str]
    weak: list[str]
    of_others: frozenset[str]
    pictures: frozenset[str]
    boxes: frozenset[str]


@cache
def words() -> Words:
    """The words of shortcodes.toml."""
    path = resources.files(__package__).joinpath("tags.toml")
    data = tomllib.loads(path.read_text("utf-8"))
    return Words(
        data["titles"],
        data["weak"],
        frozenset(data["of_others"]),
        frozenset(data["pictures"]),
        frozenset(data["boxes"]),
    )


def tags_of(text: str) -> list[Tag]:
    """The shortcode tags of a text, in order: not every word in brackets. One that is never closed
    counts if it has attributes, if its name is no word, or if it stands alone on its line.
    """
    found = list(_scan(text))
    closed = {tag.name for tag in found if tag.closes}
    return [
        tag
        for tag in found
        if tag.name in closed or tag.has_attributes or "_" in tag.name or _is_alone(text, tag)
    ]


def is_title_name(name: str) -> bool:
    """Whether a shortcode of this name holds the title of another: `toggle_title`."""
    return _parts(name)[-1] in words().titles


def _scan(text: str) -> Iterator[Tag]:
    end = 0
    for begin in _BEGIN.finditer(text):
        if begin.start() < end:
            continue
        tag = _tag(text, begin)
        if tag is not None:
            end = tag.end
            yield tag


def _tag(text: str, begin: re.Match[str]) -> Tag | None:
    """The tag that begins here, None where it does not end. Looks at a bounded stretch."""
    at = begin.end()
    limit = min(len(text), at + _LONGEST_TAG)
    values: dict[str, tuple[int, int]] = {}
    has_bare = False
    while True:
        closing = _END.match(text, at, limit)
        if closing:
            if has_bare and not values:
                return None
            title = None if begin["close"] else _title(text, values)
            name = begin["name"]
            return Tag(
                begin.start(), closing.end(), name, bool(begin["close"]), bool(values), title
            )
        key = _KEY.match(text, at, limit)
        if key and key["quote"]:
            ending = _SINGLE if key["quote"] in "'‘’‚′" else _DOUBLE
            stop = ending.search(text, key.end(), min(len(text), key.end() + _LONGEST_VALUE))
            if stop is None:
                return None
            values.setdefault(key["key"].lower(), (key.end(), stop.start()))
            at = stop.end()
            continue
        bare = _BARE.match(text, key.end() if key else at, limit)
        if bare is None:
            return None
        if key:
            values.setdefault(key["key"].lower(), bare.span())
        has_bare = has_bare or not key
        at = bare.end()


def _title(text: str, values: dict[str, tuple[int, int]]) -> Line | None:
    """The attribute that titles, the surest first: `title`, `tab_title`, then `name`."""
    for wanted in (*words().titles, *words().weak):
        for key, (start, end) in values.items():
            parts = _parts(key)
            if parts[-1] == wanted and not words().of_others & set(parts[:-1]):
                line = next(lines_of(text, start, end), None)
                if (
                    end - start <= _LONGEST_TITLE
                    and line is not None
                    and any(char.isalnum() for char in line.text)
                ):
                    return line
    return None


@lru_cache(1024)
def _parts(name: str) -> list[str]:
    return re.split(r"[_-]+", name.lower().strip("_-")) or [""]


def _is_alone(text: str, tag: Tag) -> bool:
    before = text[max(0, tag.start - 80) : tag.start].rstrip(" \t\u00a0")
    after = text[tag.end : tag.end + 80].lstrip(" \t\u00a0")
    return (not before or before[-1] in "\r\n]") and (not after or after[0] in "\r\n[")
