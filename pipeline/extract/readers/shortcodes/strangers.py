"""Boxes of the page among the entries: a shortcode of another name that calls or offers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from pipeline.extract.readers.shortcodes.tags import words
from pipeline.extract.signs.definitional import is_name, tells
from pipeline.extract.signs.speaking import is_advert, is_call, matches, speaks

# From so many sections on one name is that of the entries; others have no more than this share.
_LEAST = 3
_FEW = 0.34
_USUAL = 0.25
# So many entries show how they speak.
_EVIDENCE = 400


def strangers(sections: Sequence[tuple[str, str, str]]) -> list[bool]:
    """For each titled section (name of its shortcode, title, text) whether it is a box of the page:
    of a name that few have, and called like one, or speaking as one where entries do not.
    """
    counts = Counter(name for name, _, _ in sections)
    name, most = counts.most_common(1)[0] if counts else ("", 0)
    if most < _LEAST or len(counts) == 1:
        return [False] * len(sections)
    own = [(title, text) for one, title, text in sections if one == name][:_EVIDENCE]
    unusual = [sign for sign in _SIGNS if sum(sign(*one) for one in own) < _USUAL * len(own)]
    return [
        one != name
        and counts[one] <= max(1, _FEW * most)
        and (_is_box(one) or any(sign(title, text) for sign in unusual))
        for one, title, text in sections
    ]


def _is_box(name: str) -> bool:
    return not words().boxes.isdisjoint(re.split(r"[_-]+", name.lower()))


def _speaks(title: str, text: str) -> bool:
    return speaks(title) or speaks(text)


def _calls(title: str, text: str) -> bool:
    both = f"{title}\n{text}"
    return is_call(title) or is_advert(both, is_usual=False) or matches(both, "contact")


def _asks(title: str, text: str) -> bool:
    return title.rstrip().endswith(("?", "!"))


def _tells(title: str, text: str) -> bool:
    return tells(text)


def _is_no_name(title: str, text: str) -> bool:
    return not is_name(title)


_SIGNS: tuple[Callable[[str, str], bool], ...] = (_speaks, _calls, _asks, _tells, _is_no_name)
