"""A difference in French, as text or as Markdown: the changelog of a release."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.ask.diff.difference import Difference
from pipeline.ask.diff.sections import Line, Writing
from pipeline.ask.page import Page, clean
from pipeline.ask.wording import AskWording
from pipeline.markdown import plain

_WIDTH = 100
_TEXT = {"removed": "[-{}-]", "added": "{{+{}+}}"}
_MARKDOWN = {"strong": "**{}**", "removed": "~~{}~~", "added": "**{}**"}


def as_text(difference: Difference, wording: AskWording, inverses: Mapping[str, str]) -> str:
    """The difference as plain text; words that went stand in [-…-], those that came in {+…+}."""
    page = Page(_WIDTH, styled=False)
    writing = Writing(difference, wording, inverses)
    page.add(clean(writing.title()))
    for remark in writing.remarks():
        page.gap()
        page.add(clean(remark))
    for section in writing.sections():
        page.gap()
        page.add(section.title)
        for item in section.items:
            page.add(f"- {_joined(item.head, clean, _TEXT)}", 2)
            for line in item.lines:
                page.add(f"- {_joined(line, clean, _TEXT)}", 4)
    if difference.is_empty:
        page.gap()
        page.add(wording.word("diff", "nothing"))
    return "\n".join(page.lines) + "\n"


def as_markdown(difference: Difference, wording: AskWording, inverses: Mapping[str, str]) -> str:
    """The difference as Markdown; words that went are struck out, those that came are bold."""
    writing = Writing(difference, wording, inverses)
    lines = [f"# {plain(writing.title())}", ""]
    for remark in writing.remarks():
        lines += [plain(remark), ""]
    for section in writing.sections():
        lines += [f"## {plain(section.title)}", ""]
        for item in section.items:
            lines.append(f"- {_joined(item.head, plain, _MARKDOWN)}")
            lines.extend(f"  - {_joined(line, plain, _MARKDOWN)}" for line in item.lines)
        lines.append("")
    if difference.is_empty:
        lines += [wording.word("diff", "nothing"), ""]
    return "\n".join(lines[:-1]) + "\n"


def _joined(line: Line, form: Callable[[str], str], styles: dict[str, str]) -> str:
    """A line of pieces, the blanks around a piece outside its marks."""
    text = ""
    for piece in line:
        said = clean(piece.text)
        inner = form(said.strip())
        if inner:
            left = " " if said.startswith(" ") else ""
            right = " " if said.endswith(" ") else ""
            text += f"{left}{styles.get(piece.style, '{}').format(inner)}{right}"
        else:
            text += said
    return text
