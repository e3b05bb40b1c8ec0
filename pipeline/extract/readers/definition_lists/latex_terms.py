r"""Definition lists of LaTeX: `\item[Terme] définition`, `\newglossaryentry`, `\newacronym`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.document import Document
from pipeline.extract.lines import lines_of
from pipeline.extract.readers.definition_lists.listed import Listed, without_marks

_ITEM = re.compile(r"\\item\s*\[")
_ENTRY = re.compile(r"\\(?P<command>newglossaryentry|longnewglossaryentry|newacronym)\s*(?=[\[{])")
_COMMAND_LINE = re.compile(r"\\(?:begin|end|section|subsection|chapter|paragraph|label|printgloss)")
_COMMAND = re.compile(r"\\[a-zA-Z]{2,12}\{(?P<words>[^{}\n]{1,120})\}")
# How far a bracket is looked for, and how many may be missing before no more are.
_LONGEST = 20_000
_UNCLOSED = 20


def latex(document: Document) -> list[Listed]:
    """What the commands of a LaTeX text define, in order."""
    text = document.text
    if "\\" not in text:
        return []
    found = sorted([*_items(document), *_entries(text)], key=lambda listed: listed.terms[0].start)
    for listed in found:
        listed.body = [part for line in listed.body for part in without_marks(line, _COMMAND)]
    return found


def _items(document: Document) -> list[Listed]:
    found: list[Listed] = []
    is_open = False
    for line in document.body:
        match = _ITEM.match(line.text)
        end = _closing(line.text, match.end() - 1) if match else None
        if match and end is not None:
            found.append(Listed([line.part(match.end(), end - 1)], [], []))
            found[-1].take(line, line.part(end))
            is_open = True
        elif _COMMAND_LINE.match(line.text):
            is_open = False
        elif is_open and not line.text.startswith("%"):
            found[-1].take(line, line)
    return [listed for listed in found if listed.terms[0].text]


def _entries(text: str) -> Iterator[Listed]:
    end = unclosed = 0
    for match in _ENTRY.finditer(text):
        if match.start() < end or unclosed >= _UNCLOSED:
            continue
        arguments: list[tuple[int, int]] = []
        end = match.end()
        while end < len(text) and text[end] in "[{" and len(arguments) < 4:
            is_option = text[end] == "["
            stop = _closing(text, end)
            if stop is None:
                unclosed += 1
                break
            if not is_option:
                arguments.append((end + 1, stop - 1))
            end = stop
            while end < len(text) and text[end].isspace():
                end += 1
        listed = _entry(text, match["command"], arguments)
        if listed is not None:
            listed.lines.extend(lines_of(text, match.start(), end))
            yield listed


def _entry(text: str, command: str, arguments: list[tuple[int, int]]) -> Listed | None:
    if command == "newacronym":
        spans = arguments[1:3]
    else:
        fields = dict(_fields(text, *arguments[1])) if len(arguments) > 1 else {}
        body = arguments[2] if len(arguments) > 2 else fields.get("description")
        spans = [span for span in (fields.get("name"), body) if span is not None]
    if len(spans) < 2:
        return None
    terms = list(lines_of(text, *spans[0]))
    return Listed(terms[:1], list(lines_of(text, *spans[1])), []) if terms else None


def _fields(text: str, start: int, end: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """The fields `name={...}` or `name=...` between braces."""
    pattern = re.compile(r"\s*(?P<name>[a-z]{1,30})\s*=\s*")
    while match := pattern.match(text, start, end):
        begin = match.end()
        if text.startswith("{", begin):
            stop = _closing(text, begin)
            if stop is None or stop > end:
                return
            yield match["name"], (begin + 1, stop - 1)
        else:
            comma = text.find(",", begin, end)
            stop = end if comma < 0 else comma
            yield match["name"], (begin, stop)
        comma = text.find(",", stop, end)
        if comma < 0:
            return
        start = comma + 1


def _closing(text: str, start: int) -> int | None:
    """The place behind the bracket that closes the one at `start`; None if it is far or missing."""
    left = text[start]
    right = {"{": "}", "[": "]"}[left]
    depth = 0
    for match in re.compile(rf"\\.|[{re.escape(left + right)}]", re.DOTALL).finditer(
        text, start, start + _LONGEST
    ):
        depth += {left: 1, right: -1}.get(match[0], 0)
        if depth == 0:
            return match.end()
    return None
