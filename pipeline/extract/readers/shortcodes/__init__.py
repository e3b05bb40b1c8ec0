"""Dumps of CMS shortcodes: `[toggle title=”Headword” ...]definition[/toggle]`, of any name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct, field, structs

from pipeline.extract.counting import counted
from pipeline.extract.document import Document, Line
from pipeline.extract.readers.shortcodes.strangers import strangers
from pipeline.extract.readers.shortcodes.tags import Tag, is_title_name, tags_of, words
from pipeline.extract.reading import Reading, Sniff
from pipeline.extract.signs.furniture import furniture
from pipeline.extract.signs.wrapping import Wrapping

NAME = "shortcodes"

_OUTSIDE = "hors de toute section titrée : texte de la page"
_GROUP = "titre ou introduction d'un groupe de sections"
_BOX = "encadré de la page, sous un autre nom que les entrées"
_HEADWORD_WORDS = 15


class _Section(Struct):
    """A shortcode that is open: its title, its own text, and the titled sections right inside."""

    name: str
    headword: Line | None
    body: list[Line] = field(default_factory=list)
    inner: Counter[str] = field(default_factory=Counter)
    is_title: bool = False

    @property
    def is_group(self) -> bool:
        """Whether it only holds sections of another name."""
        others = sum(self.inner.values()) - self.inner[self.name]
        return others >= 2 or (others == 1 and not self.body)


class _Nesting:
    """The shortcodes that are open at a place, the outermost first; each step in constant time."""

    def __init__(self) -> None:
        self._open: list[_Section] = []
        self._holding: list[_Section] = []
        self._names: Counter[str] = Counter()
        self._pictures = 0

    @property
    def innermost(self) -> _Section | None:
        """The section that text belongs to here, or None outside all of them."""
        return self._holding[-1] if self._holding else None

    @property
    def is_picture(self) -> bool:
        """Whether text here only says what a picture shows."""
        return self._pictures > 0

    def open(self, section: _Section) -> None:
        """Go into a shortcode."""
        if section.headword is not None and self._holding:
            self._holding[-1].inner[section.name] += 1
        self._open.append(section)
        self._names[section.name] += 1
        self._pictures += section.name in words().pictures
        if section.headword is not None:
            self._holding.append(section)

    def close(self, name: str) -> None:
        """Close the innermost section of that name and what was left open inside it."""
        if not self._names[name]:
            return
        is_closed = False
        while not is_closed:
            section = self._open.pop()
            self._names[section.name] -= 1
            self._pictures -= section.name in words().pictures
            if self._holding and self._holding[-1] is section:
                self._holding.pop()
            is_closed = section.name == name


def sniff(document: Document) -> Sniff:
    """Evidence: shortcodes with a title that are closed again."""
    tags = tags_of(document.text)
    closed = {tag.name for tag in tags if tag.closes}
    titled = sum(tag.name in closed and tag.title is not None for tag in tags if not tag.closes)
    if not titled:
        titled = len(_headed(document, tags))
    reasons = [
        counted(len(tags), "balise[s] entre crochets, dont ")
        + counted(titled, "ouvre[nt] une section titrée")
    ]
    if not titled:
        return Sniff(0.0, reasons)
    return Sniff(round(min(1.0, 0.6 + 0.1 * titled), 2), reasons)


def read(document: Document, publisher: str) -> Reading:
    """Each titled shortcode is an entry; text outside all of them is the page's own.

    Where shortcodes have no title, the heading at their beginning is one, or the shortcode in them
    that is called one.
    """
    reading = Reading()
    tags = tags_of(document.text)
    for tag in tags:
        reading.claims.append(("markup", tag.start, tag.end))
    closed = {tag.name for tag in tags if tag.closes}
    if any(tag.title is not None and tag.name in closed for tag in tags):
        sections = _titled(document, tags, closed, reading)
    else:
        sections = _headed_sections(document, tags, reading)
    groups = {section.name for section in sections if section.is_group}
    titled = [(section, section.headword) for section in sections if section.headword is not None]
    own = [(section, head) for section, head in titled if section.name not in groups]
    boxes = strangers(
        [(one.name, head.text, "\n".join(line.text for line in one.body)) for one, head in own]
    )
    strange = {head.start for (_, head), is_box in zip(own, boxes, strict=True) if is_box}
    wrapping = Wrapping(document)
    for section, head in titled:
        if section.name in groups or head.start in strange:
            reason = _GROUP if section.name in groups else _BOX
            _set_aside(reading, [head, *section.body], reason)
        else:
            body = _definition(reading, section, publisher)
            reading.add(head, wrapping.joined(body))
    return reading


def _titled(
    document: Document, tags: Sequence[Tag], closed: set[str], reading: Reading
) -> list[_Section]:
    """The titled sections in the order they open, whatever the nesting."""
    nesting = _Nesting()
    inline = _inline_names(document.text, tags)
    opened: list[_Section] = []
    for lines, tag in _between(document, tags):
        if nesting.is_picture:
            _set_aside(reading, lines, "légende d'une image")
        elif nesting.innermost is None:
            _set_aside(reading, lines, _OUTSIDE)
        else:
            nesting.innermost.body.extend(lines)
        if tag is None:
            continue
        if tag.closes:
            nesting.close(tag.name)
        elif tag.name in closed and not document.text.startswith("/]", tag.end - 2):
            outer = nesting.innermost
            is_inline = outer is not None and outer.name != tag.name and tag.name in inline
            section = _Section(tag.name, None if is_inline else tag.title)
            nesting.open(section)
            if section.headword is not None:
                opened.append(section)
    return opened


def _inline_names(text: str, tags: Sequence[Tag]) -> set[str]:
    """The shortcodes that mostly end within a line: inside a section they are part of its text."""
    within: Counter[str] = Counter()
    for tag in tags:
        if tag.closes:
            behind = text[tag.end : tag.end + 40].lstrip(" \t\u00a0")[:1]
            within[tag.name] += 1 if behind not in ("", "\n", "\r", "[") else -1
    return {name for name, count in within.items() if count > 0}


def _definition(reading: Reading, section: _Section, publisher: str) -> list[Line]:
    """The text of a section without the furniture in it."""
    body: list[Line] = []
    for line in section.body:
        reason = furniture(line, publisher, is_first=not body)
        if reason:
            reading.set_aside(line, reason)
        else:
            body.append(line)
    return body


def _headed_sections(document: Document, tags: Sequence[Tag], reading: Reading) -> list[_Section]:
    """The sections whose title is text: it begins a section that ends with the next title, or where
    the shortcode around it closes.
    """
    starts = {line.start for line in _headed(document, tags)}
    section: _Section | None = None
    sections: list[_Section] = []
    depth = 0
    begun = 0
    for lines, tag in _between(document, tags):
        for line in lines:
            if line.start in starts:
                section = _Section("", line)
                sections.append(section)
                begun = depth
            elif section is None:
                reading.set_aside(line, _OUTSIDE)
            else:
                section.body.append(line)
        if tag is None:
            break
        is_own = is_title_name(tag.name)
        if not is_own:
            depth += -1 if tag.closes else 1
            if depth < begun and tag.closes:
                section = None
    return sections


def _headed(document: Document, tags: Sequence[Tag]) -> list[Line]:
    """The lines that title untitled shortcodes, of the kind there is most of: what stands in a
    shortcode called a title, or a heading or bold line that begins a shortcode of some name.
    """
    closed = {tag.name for tag in tags if tag.closes}
    kinds: dict[str, list[Line]] = {}
    last: Tag | None = None
    for lines, tag in _between(document, tags):
        if lines and last is not None and not last.closes and last.name in closed:
            first = lines[0]
            short = first.words <= _HEADWORD_WORDS
            alone = len(lines) == 1 and tag is not None and tag.closes and tag.name == last.name
            is_title = is_title_name(last.name) and alone
            is_head = first.role in ("heading", "summary") or _is_bold(first)
            if short and (is_title or (is_head and not alone)):
                kinds.setdefault(last.name, []).append(first)
        last = tag
    most = max(kinds.values(), key=len, default=[])
    return most if len(most) >= 2 else []


def _is_bold(line: Line) -> bool:
    return line.strong > 0 and line.strong >= len(line.content.rstrip("*_ :\u00a0"))


def _between(document: Document, tags: Sequence[Tag]) -> Iterator[tuple[list[Line], Tag | None]]:
    """The stretches of lines between the tags, in order, each with the tag behind it."""
    lines = iter(document.body)
    line = next(lines, None)
    start = 0
    for tag in (*tags, None):
        end = len(document.text) if tag is None else tag.start
        held: list[Line] = []
        while line is not None and line.start < end:
            begin = max(start, line.start)
            if begin < min(end, line.end):
                part = line.part(begin - line.start, min(end, line.end) - line.start)
                if part.text:
                    held.append(_as_line(part, line))
            if line.end > end:
                break
            line = next(lines, None)
        yield held, tag
        start = end if tag is None else tag.end


def _as_line(part: Line, line: Line) -> Line:
    """The part with the role of its line, where it begins it."""
    if part.start != line.start:
        return part
    return structs.replace(
        part,
        role=line.role,
        level=line.level,
        marker=min(line.marker, len(part.text)),
        strong=min(line.strong, len(part.text)),
    )


def _set_aside(reading: Reading, lines: Sequence[Line], reason: str) -> None:
    for line in lines:
        reading.set_aside(line, reason)
