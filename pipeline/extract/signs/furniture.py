"""Page furniture inside an entry: a call to action alone on its line, a publisher on itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from pipeline.extract.document import Line
from pipeline.extract.lines import letters

# No call to action of seven words is longer.
_CALL = 120
# Nor is a button that shares.
_BUTTON = 40
_WORD = re.compile(r"[\w+-]+")


@cache
def _calls_to_action() -> re.Pattern[str]:
    content = resources.files(__package__).joinpath("furniture.toml").read_text("utf-8")
    phrases = tomllib.loads(content)["calls_to_action"]
    words = "|".join(map(_phrase, phrases))
    return re.compile(rf"(?:{words})\b", re.IGNORECASE)


@cache
def _sections() -> re.Pattern[str]:
    content = resources.files(__package__).joinpath("furniture.toml").read_text("utf-8")
    data = tomllib.loads(content)
    words = "|".join(map(_phrase, data["sections"]))
    legal = "|".join(map(_phrase, data["legal"]))
    return re.compile(rf"(?:{words})\b(?=[^.]{{0,40}}\Z)|{legal}", re.IGNORECASE)


def _phrase(words: str) -> str:
    """An expression for words with any blanks and any apostrophe."""
    return re.escape(words).replace(r"\ ", r"\s+").replace("'", "['’]")


def opens_furniture(line: Line) -> bool:
    """Whether what follows is the page's own: related articles, a newsletter, legal notices."""
    return _sections().match(line.content) is not None


def furniture(line: Line, publisher: str, *, is_first: bool) -> str | None:
    """Why a line of an entry is page furniture (in French), or None where it defines.

    A call to action counts only where it is the whole line: few words, none after a full stop. A
    line that names the publisher counts unless it is the first of the definition (`is_first`),
    which is never taken away.
    """
    if (
        len(line.text) <= _CALL
        and not line.text.endswith(".")
        and line.words <= 7
        and _calls_to_action().match(line.text)
    ):
        return "appel à l'action, seul sur sa ligne"
    if len(line.text) <= _CALL and (reason := _bar(line.content, is_first=is_first)):
        return reason
    if not is_first and publisher and _names(line.text, publisher):
        return "l'éditeur parle de lui-même"
    return None


def _bar(text: str, *, is_first: bool) -> str | None:
    """Why a short line is furniture by all of its words: names of networks, the label of an advert
    (which may be a headword as well).
    """
    words = _WORD.findall(text.casefold())
    adverts, networks, ways = _bars()
    if not is_first and " ".join(words) in adverts:
        return "publicité"
    if sum(word in networks for word in words) > 1 and ways.issuperset(words):
        return "boutons de partage"
    return None


def share_bars(lines: Sequence[Line]) -> frozenset[int]:
    """Which lines, by index, are buttons that share the page, one a line: two names of networks or
    more among lines running that are nothing else, with a word that shares or three names.
    """
    found: set[int] = set()
    run: list[int] = []
    for index in range(len(lines) + 1):
        if index < len(lines) and _is_button(lines[index].text):
            run.append(index)
            continue
        if len(run) > 1 and _shares([_label(lines[at].text) for at in run]):
            found.update(run)
        run = []
    return frozenset(found)


def _shares(labels: Sequence[str]) -> bool:
    _, networks, _ = _bars()
    names = sum(label in networks for label in labels)
    is_said = not _buttons().isdisjoint(labels)
    return (names > 0 and is_said) or (names > 1 and len(labels) > 2)


def _is_button(text: str) -> bool:
    if len(text) > _BUTTON:
        return False
    label = _label(text)
    return label in _buttons() or label in _bars()[2]


def _label(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").strip(" \t\u00a0-•*:|").split())


@cache
def _buttons() -> frozenset[str]:
    content = resources.files(__package__).joinpath("furniture.toml").read_text("utf-8")
    return frozenset(tomllib.loads(content)["share_buttons"])


@cache
def _bars() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    content = resources.files(__package__).joinpath("furniture.toml").read_text("utf-8")
    data = tomllib.loads(content)
    networks = frozenset(data["networks"])
    return frozenset(data["adverts"]), networks, networks.union(data["ways_to_share"])


def _names(text: str, publisher: str) -> bool:
    name, length = _name(publisher)
    if name not in letters(text):
        return False
    words = [letters(word) for word in re.findall(r"\w+", text)]
    return any(
        "".join(words[start : start + length]) == name for start in range(len(words) - length + 1)
    )


@cache
def _name(publisher: str) -> tuple[str, int]:
    return letters(publisher), len(publisher.split())
