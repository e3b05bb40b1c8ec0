r"""Where LaTeX defines terms: `\newglossaryentry` and its kin, `\item[Terme]` in lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

# How far a bracket is looked for, and how many may be missing before no more are.
_LONGEST = 20_000
_UNCLOSED = 20
_COMMAND = re.compile(
    r"\\(?P<command>(?:new|longnew|provide|longprovide)glossaryentry|(?:new|provide)acronym|newabbreviation"
    r"|acro|acrodef|DeclareAcronym|nomenclature)\*?\s{0,20}(?=[\[{])"
    r"|\\item\s{0,20}(?=\[)|(?P<stop>\\(?:end\s?\{|(?:sub)*section\b|chapter\b|part\b))"
    r"|(?P<open>\\begin\s?\{)"
)
_FIELD = re.compile(r"\s*(?P<name>[a-zA-Z]{1,30})\s*=\s*")
_NAMES = ("name", "short", "text")
_BODIES = ("description", "long")


class Entry(Struct):
    """What is defined at `[start, end)` of the text: its key, and its words in LaTeX."""

    start: int
    end: int
    key: str
    term: str
    body: str
    variants: list[str] = field(default_factory=list)
    see: list[str] = field(default_factory=list)


def entries_of(text: str) -> Iterator[Entry]:
    """The entries in order; linear in the text."""
    end = unclosed = depth = 0
    item: tuple[int, str, int] | None = None
    for match in _COMMAND.finditer(text):
        if match.start() < end or unclosed >= _UNCLOSED:
            continue
        if match["open"]:
            depth += item is not None
            continue
        if match["stop"] and depth and match["stop"].startswith(r"\end"):
            depth -= 1
            continue
        if depth and not match["command"] and not match["stop"]:
            continue
        if item is not None:
            yield Entry(item[0], match.start(), "", item[1], text[item[2] : match.start()])
            item, depth = None, 0
        if match["stop"]:
            continue
        arguments, end, is_open = _arguments(text, match.end())
        unclosed += is_open
        if not match["command"]:
            if arguments and arguments[0][1].strip():
                # What looks like a second argument is text.
                item = (match.start(), arguments[0][1], arguments[0][2])
                end = arguments[0][2]
            continue
        entry = _entry(match["command"], arguments)
        if entry is not None:
            entry.start, entry.end = match.start(), end
            yield entry
    if item is not None:
        yield Entry(item[0], len(text), "", item[1], text[item[2] :])


def _arguments(text: str, start: int) -> tuple[list[tuple[str, str, int]], int, bool]:
    """The brackets that follow: each with its sign, what it holds and where it ends; where all end,
    and whether one does not.
    """
    found: list[tuple[str, str, int]] = []
    end = start
    while end < len(text) and text[end] in "[{" and len(found) < 5:
        stop = _closing(text, end)
        if stop is None:
            return found, end, True
        found.append((text[end], text[end + 1 : stop - 1], stop))
        blank = re.compile(r"\s{0,200}").match(text, stop)
        end = blank.end() if blank else stop
    return found, found[-1][2] if found else start, False


def _entry(command: str, arguments: list[tuple[str, str, int]]) -> Entry | None:
    needed = [words for sign, words, _ in arguments if sign == "{"]
    options = [words for sign, words, _ in arguments if sign == "["]
    key = needed[0].strip() if needed else ""
    if command in ("newacronym", "provideacronym", "newabbreviation") and len(needed) > 2:
        told = dict(_fields(options[0])) if options else {}
        if told.get("description"):
            return Entry(0, 0, key, needed[1], told["description"], [needed[2]])
        return Entry(0, 0, key, needed[1], needed[2])
    if command in ("acro", "acrodef") and len(needed) > 1:
        return Entry(0, 0, key, options[0] if options else key, needed[1])
    if command == "nomenclature" and len(needed) > 1:
        return Entry(0, 0, "", needed[0], needed[1])
    if len(needed) < 2:
        return None
    fields = dict(_fields(needed[1]))
    term = next((fields[name] for name in _NAMES if name in fields), key)
    body = needed[2] if len(needed) > 2 else ""
    body = body or next((fields[name] for name in _BODIES if name in fields), "")
    see = fields.get("see", "") or fields.get("seealso", "")
    keys = [one.strip() for one in see.split(",") if one.strip()]
    variants = [fields["long"]] if "long" in fields and body != fields["long"] else []
    return Entry(0, 0, key, term, body, variants, keys) if term.strip() else None


def _fields(text: str) -> Iterator[tuple[str, str]]:
    """The fields `name={...}` or `name=...`; of `see=[voir]{a,b}` what the braces hold."""
    start = 0
    while match := _FIELD.match(text, start):
        begin = match.end()
        if text.startswith("[", begin):
            begin = _closing(text, begin) or begin
        comma = text.find(",", begin)
        if text.startswith("{", begin):
            stop = _closing(text, begin)
            if stop is None:
                return
            yield match["name"], text[begin + 1 : stop - 1]
            comma = text.find(",", stop)
        else:
            yield match["name"], text[begin : comma if comma >= 0 else len(text)]
        if comma < 0:
            return
        start = comma + 1


def _closing(text: str, start: int) -> int | None:
    """The place behind the bracket that closes the one at `start`; None if it is far or missing.
    Braces inside square brackets are passed over whole.
    """
    left = text[start]
    right = {"{": "}", "[": "]"}[left]
    depth = braces = 0
    for match in re.compile(r"\\.|[{}\[\]]", re.DOTALL).finditer(text, start, start + _LONGEST):
        sign = match[0]
        if left == "[" and sign in "{}":
            braces += 1 if sign == "{" else -1
        elif not braces:
            depth += {left: 1, right: -1}.get(sign, 0)
            if depth == 0:
                return match.end()
    return None
