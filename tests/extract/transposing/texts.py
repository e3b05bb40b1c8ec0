"""Glossaries as plain text: every layout, and what a page puts around and between its entries.

`LAYOUTS` maps a name to a layout; one that names what it defines only inside its sentences is in
`NAMED_INSIDE`: it fits glossaries whose definitions begin with the headword. `ARRANGEMENTS` maps a
name to a function that writes a glossary in a layout, or gives None where the two do not go
together.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence

from msgspec import Struct

from tests.extract.transposing.glossaries import Terms

_TITLE = "Lexique illustré"
_INTRO = (
    "Voici les mots que l'on rencontre le plus souvent, expliqués à ceux qui débutent. Ils sont"
    " classés par ordre alphabétique."
)
_WIDTH = 72


class Layout(Struct, frozen=True):
    """How an entry is written, what stands between entries, before the first and after the last.

    `markdown`: titles around it are written with `#`. `loose`: its entries may stand among other
    texts; else they are closed in by marks, or are a table. `is_broken`: its definitions may be
    broken at a width. `is_numbered`: its entries may bear numbers.
    """

    ending: str
    entry: str
    between: str = "\n"
    head: str = ""
    tail: str = ""
    is_loose: bool = True
    is_broken: bool = True
    is_numbered: bool = False

    @property
    def is_markdown(self) -> bool:
        """Whether titles are written with `#`."""
        return self.ending == "md"

    def entries(self, terms: Terms) -> list[str]:
        """Each entry as it stands in the text."""
        return [
            self.entry.replace("{n}", str(number))
            .replace("{term}", self._escaped(term))
            .replace("{text}", self._escaped(text))
            for number, (term, text) in enumerate(terms, 1)
        ]

    def _escaped(self, words: str) -> str:
        """The words as they have to be written: LaTeX has signs of its own."""
        return re.sub(r"([%&#_$])", r"\\\1", words) if self.ending == "tex" else words

    def write(self, entries: Sequence[str]) -> str:
        """The text of a glossary with these entries."""
        return self.head + self.between.join(entries) + self.tail + "\n"


def _bare(layout: Layout, terms: Terms) -> str | None:
    return layout.write(layout.entries(terms))


def _crlf(layout: Layout, terms: Terms) -> str | None:
    return layout.write(layout.entries(terms)).replace("\n", "\r\n")


def _letters(layout: Layout, terms: Terms) -> str | None:
    if not layout.is_loose:
        return None
    pieces: list[str] = []
    last = ""
    for (term, _), entry in zip(terms, layout.entries(terms), strict=True):
        letter = term[0].upper()
        if letter != last:
            pieces.append(f"\n{'# ' if layout.is_markdown else ''}{letter}\n\n{entry}")
        else:
            pieces.append(entry)
        last = letter
    return layout.head + layout.between.join(pieces) + layout.tail + "\n"


def _furnished(layout: Layout, terms: Terms) -> str | None:
    if not layout.is_loose:
        return None
    mark = "## " if layout.is_markdown else ""
    return (
        f"Accueil > Ressources > Lexique\n\n{mark[1:]}{_TITLE}\n\n{_bare(layout, terms)}\n"
        f"{mark}Articles liés\n\nBien débuter en dix leçons\n\nPartager\n\n"
        "© 2026 Éditeur. Tous droits réservés.\n"
    )


def _introduced(layout: Layout, terms: Terms) -> str | None:
    if not layout.is_loose:
        return None
    return f"{'# ' if layout.is_markdown else ''}{_TITLE}\n\n{_INTRO}\n\n{_bare(layout, terms)}"


def _wrapped(layout: Layout, terms: Terms) -> str | None:
    if not layout.is_broken:
        return None
    return layout.write(
        ["\n".join(map(_filled, entry.split("\n"))) for entry in layout.entries(terms)]
    )


def _filled(line: str) -> str:
    blanks = len(line) - len(line.lstrip())
    if line.startswith((":   ", "- ", "* ", "• ")):
        blanks = len(line) - len(line[1:].lstrip())
    return textwrap.fill(
        line,
        _WIDTH,
        subsequent_indent=" " * blanks,
        break_on_hyphens=False,
        break_long_words=False,
        drop_whitespace=True,
    )


def _numbered(layout: Layout, terms: Terms) -> str | None:
    if not layout.is_numbered:
        return None
    mark = "## " if layout.entry.startswith("## ") else ""
    entries = layout.entries(terms)
    return layout.write(
        [f"{mark}{number}. {entry[len(mark) :]}" for number, entry in enumerate(entries, 1)]
    )


def _quoted(layout: Layout, terms: Terms) -> str | None:
    if '"' in layout.entry or "”" in layout.entry:
        return None
    return layout.write(layout.entries([(f"« {term} »", text) for term, text in terms]))


Arrangement = Callable[[Layout, Terms], str | None]
ARRANGEMENTS: dict[str, Arrangement] = {
    "bare": _bare,
    "crlf": _crlf,
    "letters": _letters,
    "furnished": _furnished,
    "introduced": _introduced,
    "wrapped": _wrapped,
    "numbered": _numbered,
    "quoted": _quoted,
}

_COLON = "{term} : {text}"
LAYOUTS: dict[str, Layout] = {
    "colon": Layout("txt", _COLON, is_numbered=True),
    "colon-apart": Layout("txt", _COLON, "\n\n", is_numbered=True),
    "colon-tight": Layout("txt", "{term}: {text}"),
    "colon-no-break": Layout("txt", "{term}\u00a0: {text}"),
    "colon-thin": Layout("txt", "{term}\u202f: {text}", "\n\n"),
    "colon-bold": Layout("md", "**{term}** : {text}", "\n\n"),
    "colon-in-bold": Layout("md", "- **{term} :** {text}"),
    "colon-bullets": Layout("txt", "• {term} : {text}"),
    "bold-alone": Layout("md", "**{term}** {text}", "\n\n"),
    "dash": Layout("txt", "{term} – {text}", "\n\n", is_numbered=True),
    "em-dash": Layout("txt", "{term} — {text}"),
    "hyphen-bullets": Layout("md", "* {term} - {text}"),
    "arrow": Layout("txt", "{term} → {text}", "\n\n"),
    "tab": Layout("txt", "{term}\t{text}", is_broken=False),
    "alternating": Layout("txt", "{term}\n{text}", is_numbered=True),
    "paired": Layout("txt", "{term}\n{text}", "\n\n", is_numbered=True),
    "spaced": Layout("txt", "{term}\n\n{text}", "\n\n"),
    "far": Layout("txt", "{term}\n\n{text}", "\n\n\n"),
    "bold-lines": Layout("md", "**{term}**\n\n{text}", "\n\n"),
    "headings": Layout("md", "## {term}\n\n{text}", "\n\n", is_numbered=True),
    "headings-tight": Layout("md", "### {term}\n{text}", "\n\n"),
    "setext": Layout("md", "{term}\n----------\n\n{text}", "\n\n"),
    "definition-sections": Layout("md", "## {term}\n\n### Définition\n\n{text}", "\n\n"),
    "labels": Layout("txt", "Terme : {term}\nDéfinition : {text}", "\n\n"),
    "pandoc": Layout("md", "{term}\n:   {text}", "\n\n"),
    "pandoc-apart": Layout("md", "{term}\n\n:   {text}", "\n\n"),
    "rest": Layout("rst", "   {term}\n      {text}", "\n\n", ".. glossary::\n\n", "", False),
    "rest-plain": Layout("rst", "{term}\n    {text}", "\n\n"),
    "myst": Layout("md", "{term}\n  {text}", "\n\n", "```{glossary}\n", "\n```", False),
    "myst-colons": Layout("md", "{term}\n: {text}", "\n\n", ":::{glossary}\n", "\n:::", False),
    "wiki": Layout("txt", "; {term}\n: {text}"),
    "asciidoc": Layout("adoc", "{term}:: {text}"),
    "latex": Layout("tex", "\\item[{term}] {text}", "\n", "\\begin{description}\n",
                    "\n\\end{description}", False),
    "pipes": Layout("md", "| {term} | {text} |", "\n", "| Terme | Définition |\n|---|---|\n", "",
                    False, False),
    "pipes-headless": Layout("md", "| {term} | {text} |", "\n", "", "", False, False),
    "shortcodes": Layout("txt", "[vc_toggle title=”{term}” color=”x”]{text}[/vc_toggle]", "",
                         "[row]", "[/row]", False, False),
    "shortcodes-straight": Layout("txt", '[et_pb_toggle title="{term}" open="off"]{text}'
                                  "[/et_pb_toggle]", is_loose=False),
    "shortcodes-escaped": Layout("txt", "[accordion_item title=&quot;{term}&quot;]{text}"
                                 "[/accordion_item]", is_loose=False),
    "shortcodes-nested": Layout("txt", "[vc_column][vc_tta_section title='{term}' tab_id=\"1\"]"
                                "[vc_column_text]{text}[/vc_column_text][/vc_tta_section]"
                                "[/vc_column]", "\n", "[vc_row][vc_tta_accordion]\n",
                                "\n[/vc_tta_accordion][/vc_row]", False),
}  # fmt: skip
NAMED_INSIDE: dict[str, Layout] = {
    "self-headed": Layout("txt", "{text}", "\n\n"),
    "questions": Layout("md", "## Qu'est-ce que {term} ?\n\n{text}", "\n\n"),
    "questions-plain": Layout("txt", "Qu'est-ce que {term} ?\n{text}", "\n\n"),
}
