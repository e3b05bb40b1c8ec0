"""Plain text and Markdown: the text is the file's own, only its marks are read."""

from __future__ import annotations

import re

from pipeline.extract.containers.decoding import BYTE_ORDER_MARK, decode
from pipeline.extract.containers.inline_marks import with_marks
from pipeline.extract.containers.page_marks import without_page_marks
from pipeline.extract.containers.text_tables import with_tables
from pipeline.extract.document import PLAIN_TEXT, Document, Line, Role
from pipeline.extract.lines import is_finished, lines_of
from pipeline.model import Span

_BULLETS = "-*+•‣◦▪▫●○■□◆◇►▶➤➢➜✓✔✦❖⁃∙–—·"
_MARKER = re.compile(
    r"(?P<heading>\#{1,6})[ \t]+(?=\S)"
    rf"|(?P<item>[{re.escape(_BULLETS)}]|\(?\d{{1,4}}(?:\.\d{{1,3}}){{0,3}}[.)]\)?|\d{{1,2}}°"
    r"|\d{1,4}[ ]?[-–—](?=[ ])|[a-zA-Z]\))[ \t\u00a0\u202f]+(?=\S)"
    r"|>[ \t]*(?=\S)"
)
_TIGHT_BULLET = re.compile(r"[•‣▪●○■◆►▶➤➢✓✔❖](?=\w)")
_MARKS = frozenset(f"#>(0123456789{_BULLETS}")
# Rules across the page, and what underlines a heading: the level of the heading by the sign, those
# of Markdown first.
_RULE = re.compile(r"(?:([-=_*~^+#\"])[ ]?)(?:\1[ ]?){2,199}")
_UNDERLINES = {"=": 1, "-": 2, "~": 3, "^": 4, "+": 4, "#": 4, '"': 4}
_UNDERLINED = 80
_TITLE_WORDS = 8

# Emphasis is read where it is certain: no blank inside the signs, no letter outside them.
# Each kind begins with its own character, so that they are found fast.
_INLINE = re.compile(
    r"!\[[^\[\]\n]{0,200}\]\([^()\s]{1,500}\)"
    r"|\[(?P<link>[^\[\]\n]{1,200})\](?=\()\([^()\s]{1,500}(?:[ ]\"[^\"\n]{0,200}\")?\)"
    r"|`(?<!``)(?P<ticks>`{0,2})(?!`)(?P<code>[^`\n]{1,200})`(?P=ticks)(?!`)"
    r"|\*(?<![\w*\\]\*)(?P<stars>\*{0,2})(?=[^\s*_])(?P<starred>[^\r\n]{1,300}?)(?<=[^\s\\])\*(?P=stars)(?![\w*])"
    r"|_(?<![\w\\]_)(?P<lines>_{0,2})(?=[^\s*_])(?P<underlined>[^\r\n]{1,300}?)(?<=[^\s\\])_(?P=lines)(?!\w)"
)
_EMPHASIS = frozenset(("starred", "underlined"))
_SIGNS = ("*", "_", "`", "](")


def open(content: bytes, *, where: str, language: str) -> Document:
    """The document of a text file; raises SourceError as `decode` does."""
    decoded = decode(content, where)
    return document_of(decoded.text, notes=decoded.notes)


def document_of(text: str, *, notes: list[str] | None = None) -> Document:
    """The document of a text: headings, bullets, numbers, emphasis and links read, linear in it."""
    lines: list[Line] = []
    markup: list[Span] = []
    signs = [sign for sign in _SIGNS if sign in text]
    add = lines.append
    start = len(BYTE_ORDER_MARK) if text.startswith(BYTE_ORDER_MARK) else 0
    if start:
        markup.append(Span(0, start))
    for line in lines_of(text, start):
        words = line.text
        if words[0] in _MARKS or words[0] in '=_~^"' or words[1:2] == ")":
            if _RULE.fullmatch(words):
                markup.append(Span(line.start, line.end))
                _underline(lines, line, text)
                continue
            if words[0] == ">" and not words.strip("> \t"):
                # A blank line of a quotation.
                markup.append(Span(line.start, line.end))
                continue
        elif not signs:
            add(line)
            continue
        add(_marked(line, markup, signs))
    with_marks(text, lines, markup)
    lines = without_page_marks(text, with_tables(text, lines, markup))
    return Document(text, PLAIN_TEXT, lines, markup, notes=notes or [])


def _underline(lines: list[Line], rule: Line, text: str) -> None:
    """Make the line above a rule a heading: where the rule is as long as the line, or where the
    line is a short paragraph of its own.
    """
    level = _UNDERLINES.get(rule.text[0], 0)
    if not lines or not level or " " in rule.text:
        return
    above = lines[-1]
    is_under = _line_ends(text, above.end, rule.start) == 1
    if (
        is_under
        and above.role == "text"
        and len(above.text) <= _UNDERLINED
        and (_is_as_long(rule, above) or (level <= 2 and _is_alone(lines, text)))
        and not is_finished(above)
    ):
        lines[-1] = Line(
            above.start, above.end, above.text, "heading", level, 0, above.marker, above.strong
        )


def _is_as_long(rule: Line, above: Line) -> bool:
    return abs(len(rule.text) - len(above.text)) <= max(2, len(above.text) // 4)


def _is_alone(lines: list[Line], text: str) -> bool:
    """Whether a blank line, or nothing, stands before the last line, of few words."""
    before = lines[-2].end if len(lines) > 1 else 0
    is_apart = len(lines) == 1 or _line_ends(text, before, lines[-1].start) > 1
    return is_apart and lines[-1].words <= _TITLE_WORDS


def _line_ends(text: str, start: int, end: int) -> int:
    return text.count("\n", start, end) or text.count("\r", start, end)


def _marked(line: Line, markup: list[Span], signs: list[str]) -> Line:
    words = line.text
    role: Role = "text"
    level = marker = strong = 0
    end = line.end
    match = _MARKER.match(words) if words[0] in _MARKS or words[1:2] == ")" else None
    if match is None and words[0] in _BULLETS:
        match = _TIGHT_BULLET.match(words)
    if match:
        marker = match.end()
        if match.re is _TIGHT_BULLET or match["item"]:
            role, level = "item", 1
        elif match["heading"]:
            role, level = "heading", len(match["heading"])
            bare = words.rstrip("#")
            if len(bare) < len(words) and bare[-1] in " \t":
                # The signs that close a heading.
                words = bare.rstrip()
                end = line.start + len(words)
                markup.append(Span(end, line.end))
    if any(sign in words for sign in signs):
        found: list[Span] = []
        strong = _read_inline(words, marker, len(words), line.start, found)
        if found:
            if strong:
                first = _INLINE.match(words, marker)
                marker = first.start(first.lastgroup or 0) if first else marker
            markup.extend(sorted(found))
    if not marker and not strong and end == line.end:
        return line
    return Line(line.start, end, words, role, level, 0, marker, strong)


def _read_inline(words: str, begin: int, stop: int, offset: int, found: list[Span]) -> int:
    """Collect the marks of `[begin, stop)`; how many code points of emphasis stand right there."""
    strong = 0
    for match in _INLINE.finditer(words, begin, stop):
        inner = match.lastgroup
        if inner is None:
            found.append(Span(offset + match.start(), offset + match.end()))
            continue
        start, end = match.span(inner)
        found.append(Span(offset + match.start(), offset + start))
        found.append(Span(offset + end, offset + match.end()))
        if inner in _EMPHASIS:
            _read_inline(words, start, end, offset, found)
            if match.start() == begin:
                strong = end - start
    return strong
