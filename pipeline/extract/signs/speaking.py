"""How a page speaks to its reader where it is no longer its list: it asks, offers, calls."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

# A paragraph as long as that is no advert: what is looked at of it, in code points.
_LONGEST = 600
_SENTENCE = re.compile(r"(?<=[.!?…:])\s+|\n|[\[\]*_→➜▸]+")
_CALL_WORDS = 7
_ARROWS = ("→", "›", "➜", "▸", "➔", ">")
_LEADING = ("→ ", "➜ ", "👉")
# What somebody else says.
_QUOTED = re.compile(r"«[^«»]{0,300}»|“[^“”]{0,300}”|\"[^\"]{0,300}\"")
_INSIDE = frozenset(
    {"speaks", "says_i", "owns", "contact", "dated", "offers", "hours", "addressed"}
)
# These signs an advert has, and a definition that speaks to its reader does not.
_HARD = frozenset({"call", "arrow", "offer", "contact", "hours", "write to us"})
_ADDRESSES = frozenset({"question", "imperative", "call", "contact", "write to us"})


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    content = resources.files(__package__).joinpath("speaking.toml").read_text("utf-8")
    found = {}
    for name, patterns in tomllib.loads(content).items():
        words = "|".join(f"(?:{pattern})" for pattern in patterns)
        found[name] = re.compile(
            rf"(?<!\w)(?:{words})" if name in _INSIDE else words, re.IGNORECASE
        )
    return found


def matches(words: str, cue: str) -> bool:
    """Whether a cue of speaking.toml stands anywhere in the words."""
    return _cues()[cue].search(words) is not None


def begins(words: str, cue: str) -> bool:
    """Whether the words begin with a cue of speaking.toml."""
    return _cues()[cue].match(words) is not None


def speaks(words: str) -> bool:
    """Whether somebody speaks to somebody, or asks to do something."""
    return matches(words, "speaks") or begins(words, "asks")


def says_i(words: str) -> bool:
    """Whether somebody speaks of himself to somebody, quotations apart."""
    if not matches(words, "says_i"):
        return False
    return matches(_QUOTED.sub(" ", words), "says_i")


def is_advert(words: str, *, is_usual: bool, is_last: bool = False) -> bool:
    """Whether two independent signs say that words call the reader to do something. `is_usual`:
    the definitions of this list speak to their reader as well, so that one of the signs has to be
    one that they do not have. `is_last`: nothing follows, so that a question has no answer.
    """
    signs = _signs(words[:_LONGEST])
    if not is_last:
        signs -= {"unanswered"}
    if len(signs) < 2 or not signs & _ADDRESSES:
        return False
    return not is_usual or not signs.isdisjoint(_HARD)


def is_call(words: str) -> bool:
    """Whether words call the reader: one sign that no definition has."""
    return not _signs(words[:_LONGEST]).isdisjoint(
        {"call", "question", "imperative", "write to us"}
    )


def _signs(words: str) -> frozenset[str]:
    """The signs of an advert in words."""
    cues = _cues()
    found = set()
    bare = words.strip("*_>\t -–—\u00a0")
    sentences = [part.strip() for part in _SENTENCE.split(bare) if part.strip()]
    for sentence in sentences:
        if sentence.endswith("?") and (
            cues["addressed"].search(sentence) or cues["wants"].match(sentence)
        ):
            found.add("question")
        if cues["write_to_us"].match(sentence):
            found.add("write to us")
        elif cues["does"].match(sentence):
            found.add("imperative")
    last = sentences[-1] if sentences else ""
    if not last.endswith(".") and len(last.split()) <= _CALL_WORDS and cues["calls"].match(last):
        found.add("call")
    if _is_pointing(words.rstrip()):
        found.add("arrow")
    found |= {
        name
        for name, cue in (("offer", "offers"), ("contact", "contact"), ("hours", "hours"))
        if cues[cue].search(words)
    }
    if bare.endswith("!"):
        found.add("exclamation")
    if len(sentences) == 1 and bare.endswith("?"):
        found.add("unanswered")
    return frozenset(found)


def _is_pointing(words: str) -> bool:
    """Whether an arrow leads on: at the end, or before the last words."""
    last = words[-1:]
    return (
        last in _ARROWS
        or (last == "»" and "«" not in words)
        or any(sign in words for sign in _LEADING)
    )
