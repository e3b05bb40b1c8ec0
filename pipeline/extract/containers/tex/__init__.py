r"""LaTeX: what `\newglossaryentry`, `\newacronym` and lists `\item[Terme]` define, as it is set."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.containers.decoding import decode
from pipeline.extract.containers.tex.entries import Entry, entries_of
from pipeline.extract.containers.tex.words import Words
from pipeline.extract.document import Document, Metadata, TextBuilder

_HEAD = 65_536
_SIGN = re.compile(
    r"\\(?:new|longnew|provide)(?:glossaryentry|acronym)\b|\\(?:acro|acrodef|DeclareAcronym|nomenclature)\b"
    r"|\\item\s{0,3}\["
)
_LATEX = re.compile(r"\\(?:documentclass|usepackage|begin|end|section|chapter|newcommand)\b")
_COMMENT = re.compile(r"(?<!\\)%[^\r\n]*")
_BEGIN = re.compile(r"\\begin\s?\{document\}")
_HEADING = re.compile(r"\s*\\(?P<level>part|chapter|(?:sub){0,2}section|paragraph)\*?\s*\{")
_LEVELS = {"part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4}
_LANGUAGE = {"french": "fr", "francais": "fr", "frenchb": "fr", "english": "en", "british": "en"}
_BABEL = re.compile(
    r"\\usepackage\s?\[([^\[\]]{1,100})\]\s?\{babel\}|\\setmainlanguage\{(\w{1,20})\}"
)
_TITLE = re.compile(r"\\title\s?\{((?:[^{}]|\{[^{}]{0,100}\}){1,200})\}")
_PARAGRAPHS = re.compile(
    r"(?:\r?\n[ \t]*){2,}|(?=\\(?:part|chapter|(?:sub){0,2}section|paragraph)\*?\s{0,9}\{)"
)


def sniff(content: bytes, name: str) -> float:
    """Its commands for glossaries, or its lists, in a text that has other commands too."""
    head = content[:_HEAD].decode("utf-8", "replace")
    if "\\" not in head:
        return 0.0
    signs = sum(1 for _ in _SIGN.finditer(head))
    if name.lower().endswith((".tex", ".ltx", ".sty")):
        # A preamble may be long.
        return 0.95 if signs or _SIGN.search(content.decode("utf-8", "replace")) else 0.0
    return 0.9 if signs > 2 and (_LATEX.search(head) or 3 * signs > head.count("\n")) else 0.0


def open(content: bytes, *, where: str, language: str) -> Document:
    """The entries as records, the running text around them; raises SourceError as `decode` does."""
    decoded = decode(content, where)
    # Comments are no text; blanks in their place keep every other place.
    text = _COMMENT.sub(lambda match: " " * len(match[0]), decoded.text)
    entries = list(entries_of(text))
    plain = Words({})
    words = Words({one.key: plain.shown(one.term) for one in entries if one.key})
    builder = TextBuilder()
    body = _BEGIN.search(text)
    place = body.end() if body else 0
    line = 1
    counted = 0
    for row, entry in enumerate(entries, start=1):
        if place < entry.start:
            _add_text(builder, text[place : entry.start], words)
        place = max(place, entry.end)
        line += text.count("\n", counted, entry.start)
        counted = entry.start
        builder.apart()
        builder.place(f"ligne {line}")
        _add_entry(builder, entry, row, words)
        builder.apart()
    _add_text(builder, text[place:], words)
    babel = _BABEL.search(text)
    told = babel[babel.lastindex or 0].split(",")[-1].strip() if babel else ""
    title = _TITLE.search(text)
    metadata = Metadata(
        title=plain.shown(title[1]) if title else "", language=_LANGUAGE.get(told, "")
    )
    return builder.document("LaTeX", notes=decoded.notes, metadata=metadata)


def _add_entry(builder: TextBuilder, entry: Entry, row: int, words: Words) -> None:
    builder.add(words.shown(entry.term), "term", row=row)
    for variant in entry.variants:
        builder.add(words.shown(variant), "variant", row=row)
    for paragraph in words.paragraphs(entry.body):
        builder.add(paragraph, "description", row=row)
    for key in entry.see:
        builder.add(words.names.get(key, words.shown(key)), "see", row=row)


def _add_text(builder: TextBuilder, text: str, words: Words) -> None:
    """The running text, headings told apart."""
    for part in _PARAGRAPHS.split(text):
        level, rest = _heading(part)
        paragraphs: Sequence[str] = words.paragraphs(rest)
        for index, paragraph in enumerate(paragraphs):
            builder.apart()
            if level and not index:
                builder.add(paragraph, "heading", level=level)
            else:
                builder.add(paragraph)


def _heading(part: str) -> tuple[int, str]:
    """The level of a heading that opens a part (0 for none), and the part with the heading a
    paragraph of its own.
    """
    match = _HEADING.match(part)
    if match is None:
        return 0, part
    depth = 1
    for place in range(match.end(), len(part)):
        depth += {"{": 1, "}": -1}.get(part[place], 0)
        if not depth:
            return _LEVELS.get(match["level"], 5), (
                f"{part[match.end() : place]}\\par {part[place + 1 :]}"
            )
    return 0, part
