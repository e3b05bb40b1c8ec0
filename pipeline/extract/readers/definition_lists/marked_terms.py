"""The forms in which plain text marks a definition list; each gives its terms and their lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from pipeline.extract.document import Document, Line, gap
from pipeline.extract.lines import is_abbreviated, is_finished
from pipeline.extract.readers.definition_lists.listed import Listed, without_marks
from pipeline.extract.signs.alphabet import is_letters

_TERM_WORDS = 14
# Marks inside a line; `words` are what they stand around.
_WIKI = re.compile(
    r"\[\[(?:[^\[\]|\n]{1,100}\|)?(?P<words>[^\[\]|\n]{1,100})\]\]|'{2,5}|<ref\b[^<>]{0,80}/>"
    r"|<ref\b[^<>]{0,80}(?<!/)>(?:[^<\n]|<(?!/ref)){0,500}</ref>"
)
_ROLE = re.compile(r":[\w:+-]{2,20}:`(?P<words>[^`<>\n]{1,100}?)(?:[ ]*<[^<>`\n]{1,100}>)?`")
_COLON = re.compile(r"[:~][ \t]+(?=\S)|:(?=[^\W\d_])|:$")
_ADOC = re.compile(r"(?P<term>[^\r\n]{1,160}?):{2,4}(?:[ \t]+(?P<body>\S.*))?")
_GLOSSARY = re.compile(r"(?:`{3,}|:{3,})[ \t]*\{glossary\}.*|\.\.[ \t]+glossary::.*", re.DOTALL)
_OPTION = re.compile(r":[\w-]{1,30}:(?:[ \t].*)?")
# A few words, else it is a definition.
_CLASSIFIER = re.compile(r"[ \t]+:[ \t]+(?=\S+(?:[ \t]+\S+){0,3}[ \t]*\Z)")


class Indented(Struct, frozen=True, gc=False):
    """A line, how far it is indented, a tab counting four, and whether a blank line stands before
    it.
    """

    line: Line
    indent: int
    apart: bool


def indented(document: Document) -> list[Indented]:
    """The lines of the body with how they stand."""
    text = document.text
    found: list[Indented] = []
    before: Line | None = None
    for line in document.body:
        start = line.start
        while start > 0 and text[start - 1] in " \t\u00a0":
            start -= 1
        indent = 0
        if start < line.start:
            indent = sum(4 if char == "\t" else 1 for char in text[start : line.start])
        found.append(Indented(line, indent, before is None or gap(document, before, line) > 0))
        before = line
    return found


def pandoc(document: Document, lines: Sequence[Indented]) -> list[Listed]:
    """A term on its line, below it `:   definition`; lines that go on belong to it."""
    return _colon_list(lines)


def _colon_list(lines: Sequence[Indented]) -> list[Listed]:
    found: list[Listed] = []
    waiting: list[Indented] = []
    is_open = False
    for one in lines:
        line = one.line
        mark = _COLON.match(line.text)
        if mark and (waiting or is_open):
            if waiting:
                terms = _terms_of(found, waiting)
                waiting = []
                is_open = bool(terms)
                if not is_open:
                    continue
                found.append(Listed([t.line for t in terms], [], [t.line for t in terms]))
            found[-1].take(line, line.part(mark.end()))
        elif is_open and not waiting and one.indent > 0:
            found[-1].take(line, line)
        elif line.role == "heading" or is_letters(line.text):
            _go_on(found if is_open else [], waiting)
            waiting, is_open = [], False
        else:
            waiting.append(one)
    _go_on(found if is_open else [], waiting)
    return found


def _terms_of(found: Sequence[Listed], waiting: Sequence[Indented]) -> list[Indented]:
    """The terms right above a definition; lines before them go on with the one before."""
    start = next((i for i in range(len(waiting) - 1, -1, -1) if waiting[i].apart), -1)
    if start < 0:
        # No blank line since the last definition: only the last line can be a term.
        start = len(waiting) - 1
    run = list(waiting[start:])
    while run and (run[0].line.words > _TERM_WORDS or is_finished(run[0].line)):
        del run[0]
    if run:
        _go_on(found, waiting[: len(waiting) - len(run)])
    return run


def _go_on(found: Sequence[Listed], lines: Sequence[Indented]) -> None:
    """Lines without a mark and without a blank line before them go on with a definition."""
    for one in lines:
        if one.apart or not found:
            return
        found[-1].take(one.line, one.line)


def wiki(document: Document, lines: Sequence[Indented]) -> list[Listed]:
    """`; Terme : définition`, or `;Terme` with lines `:définition` below it."""
    found: list[Listed] = []
    if ";" not in document.text:
        return found
    is_open = False
    for one in lines:
        line = one.line
        text = line.text
        if text[0] == ";" and len(text) > 1:
            parted = re.search(r"[ \t\u00a0\u202f]+:[ \t\u00a0\u202f]+|:[ \t]+", text[:200])
            term = line.part(1, parted.start() if parted else None)
            if not term.text:
                continue
            term = (without_marks(term, _WIKI) or [term])[0]
            if found and is_open and not found[-1].body:
                found[-1].terms.append(term)
                found[-1].lines.append(line)
            else:
                found.append(Listed([term], [], [line]))
            is_open = True
            if parted:
                found[-1].take(line, line.part(parted.end()))
        elif is_open and text[0] == ":":
            mark = re.match(r"[:*#;]+\s*", text)
            found[-1].take(line, line.part(mark.end() if mark else 1), counts=_counts(text))
        elif is_open and (not one.apart or text[0] in "*#") and not _is_wiki_heading(text):
            found[-1].take(line, line, counts=_counts(text))
        else:
            is_open = False
    return _cleaned(found, _WIKI)


def _counts(text: str) -> bool:
    """Whether a wiki numbers the line, and no list inside it."""
    return re.match(r":{0,2}#(?![:*#;])", text) is not None


def _cleaned(found: list[Listed], marks: re.Pattern[str]) -> list[Listed]:
    for listed in found:
        listed.body = [part for line in listed.body for part in without_marks(line, marks)]
    return found


def _is_wiki_heading(text: str) -> bool:
    return text[0] == "=" and text[-1] == "="


def asciidoc(document: Document, lines: Sequence[Indented]) -> list[Listed]:
    """`Terme:: définition`, the definition on the same line or below."""
    found: list[Listed] = []
    if "::" not in document.text:
        return found
    is_open = False
    for one in lines:
        line = one.line
        match = _ADOC.fullmatch(line.text) if "::" in line.text else None
        if match and line.role in ("text", "item") and len(match["term"].split()) <= _TERM_WORDS:
            term = line.part(*match.span("term"))
            _begin(found, one, term)
            is_open = True
            if match["body"]:
                found[-1].take(line, line.part(match.start("body")))
        elif not is_open:
            continue
        elif line.text == "+" or re.fullmatch(r"\[[^\]]{0,80}\]|[-=*_]{2,}", line.text):
            found[-1].marks.append(line)
        elif line.role == "heading" or _is_adoc_heading(line.text):
            is_open = False
        elif _goes_on(found[-1], one):
            found[-1].take(line, line)
        else:
            is_open = False
    return found


def _is_adoc_heading(text: str) -> bool:
    return re.match(r"={1,6}[ \t]\S|//", text) is not None


def _goes_on(listed: Listed, one: Indented) -> bool:
    after_plus = bool(listed.marks) and listed.marks[-1].start > listed.lines[-1].start
    return not listed.body or not one.apart or one.indent > 0 or after_plus


def glossary_block(document: Document, lines: Sequence[Indented]) -> list[Listed]:
    """The directive `glossary` of Sphinx and MyST, as a fence or in reStructuredText."""
    found: list[Listed] = []
    if "glossary" not in document.text:
        return found
    for marks, block in _blocks(lines):
        options = 0
        while options < len(block) and _OPTION.fullmatch(block[options].line.text):
            options += 1
        inside = block[options:]
        marked = any(_COLON.match(one.line.text) for one in inside)
        listed = _colon_list(inside) if marked else _by_indent(inside)
        if listed:
            listed[0].marks.extend([*marks, *(one.line for one in block[:options])])
            found.extend(listed)
    return _cleaned(found, _ROLE)


def _blocks(lines: Sequence[Indented]) -> Iterator[tuple[list[Line], Sequence[Indented]]]:
    """The lines that open and close each directive, and those inside it."""
    index = 0
    while index < len(lines):
        opening = lines[index]
        index += 1
        if not _GLOSSARY.fullmatch(opening.line.text):
            continue
        fence = opening.line.text[0] if opening.line.text[0] in "`:" else ""
        begin = index
        while index < len(lines):
            one = lines[index]
            if fence and re.fullmatch(rf"{fence}{{3,}}", one.line.text):
                break
            if not fence and one.indent <= opening.indent:
                break
            index += 1
        closing = lines[index : index + 1] if fence else []
        yield [opening.line, *(one.line for one in closing)], lines[begin:index]


def by_indent(document: Document, lines: Sequence[Indented]) -> list[Listed]:
    """A term at the margin, its definition right below it and indented."""
    flush = [one for one in lines if one.indent == 0]
    if not flush or len(flush) == len(lines):
        return []
    found = [one for one in _by_indent(lines) if one.body]
    # Indented first lines of paragraphs look alike: there no blank line stands before the terms.
    return found if len(found) > 1 else []


def _by_indent(lines: Sequence[Indented]) -> list[Listed]:
    """Terms at the smallest indentation, one or several above each definition."""
    if not lines:
        return []
    base = min(one.indent for one in lines)
    found: list[Listed] = []
    is_open = False
    for one in lines:
        line = one.line
        if one.indent > base:
            if is_open:
                found[-1].take(line, line)
            continue
        classifier = _CLASSIFIER.search(line.text) if len(line.text) <= 200 else None
        term = line.part(0, classifier.start()) if classifier else line
        ends = term.text.endswith((".", "!", ";")) and not is_abbreviated(term.text)
        is_term = term.words <= _TERM_WORDS and not ends
        is_open = is_term and line.role != "heading" and not is_letters(line.text)
        if is_open:
            _begin(found, one, term)
    return found


def _begin(found: list[Listed], one: Indented, term: Line) -> None:
    """Begin an entry, or add a term to the one right above that has no definition yet."""
    if found and not found[-1].body and not one.apart:
        found[-1].terms.append(term)
        found[-1].lines.append(one.line)
    else:
        found.append(Listed([term], [], [one.line]))


Form = Callable[[Document, Sequence[Indented]], list[Listed]]

FORMS: tuple[tuple[str, Form], ...] = (
    ("un glossaire Sphinx ou MyST", glossary_block),
    # A wiki's `: définition` is one of Markdown as well, its `; terme` is not.
    ("un wiki", wiki),
    ("une liste de définitions Markdown", pandoc),
    ("AsciiDoc", asciidoc),
    ("un texte en retrait", by_indent),
)
