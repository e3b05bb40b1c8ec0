"""The annotated text as one offline page: no script, nothing loaded, light and dark, for print."""

from __future__ import annotations

import base64
import hashlib
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files

from pipeline.ask.annotate.finding import Annotation, Candidate
from pipeline.ask.annotate.labels import KINDS
from pipeline.ask.annotate.passages import Passage
from pipeline.ask.annotate.spelling import bare, lowered
from pipeline.ask.annotate.words import counted, said, word
from pipeline.validate.reports.markup import Html, element, html, link
from pipeline.vocabulary import is_web_address

# Of one concept: how many of the forms that were found are listed.
_FORMS = 6
_PIECE = 1 << 20


def write(found: Iterable[Passage], name: str) -> Iterator[bytes]:
    """The page. The marked text waits in a temporary file until all that stands before it, the
    concepts with their counts, is known.
    """
    seen = _Seen()
    with tempfile.TemporaryFile() as body:
        body.writelines(seen.marked(passage).encode("utf-8") for passage in found)
        title = name or word("page", "text")
        style = files("pipeline.ask.annotate").joinpath("page.css").read_text("utf-8")
        digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
        policy = (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        )
        lines = [
            "<!doctype html>",
            '<html lang="fr">',
            '<head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"{element('title', word('page', 'title'), ' – ', title)}<style>{style}</style></head>",
            "<body>",
            seen.header(title),
            f'<main><article aria-label="{html(word("page", "annotated"))}" dir="auto">',
        ]
        yield "\n".join(lines).encode("utf-8")
        body.seek(0)
        while piece := body.read(_PIECE):
            yield piece
    yield "\n".join(["</article>", seen.aside(), "</main>", "</body></html>", ""]).encode("utf-8")


class _Seen:
    """What was found so far: by concept, and what was ambiguous."""

    def __init__(self) -> None:
        self.concepts: dict[str, Candidate] = {}
        self.counts: Counter[str] = Counter()
        self.forms: dict[str, Counter[str]] = {}
        self.ambiguous: Counter[tuple[str, tuple[Candidate, ...]]] = Counter()
        self.kinds: set[str] = set()

    def marked(self, passage: Passage) -> Html:
        """A passage as markup, counted."""
        if passage.annotation is None:
            return html(_lines(passage.text))
        annotation = passage.annotation
        if len(annotation.candidates) > 1:
            return self._either(annotation)
        (one,) = annotation.candidates
        self.kinds.add(one.kind)
        self.counts[one.concept] += 1
        self.concepts.setdefault(one.concept, one)
        forms = self.forms.setdefault(one.concept, Counter())
        form = " ".join(annotation.quote.split())
        if form in forms or len(forms) < 10 * _FORMS:
            forms[form] += 1
        is_first = self.counts[one.concept] == 1
        return element(
            "a",
            element("mark", _lines(annotation.quote), class_=one.kind),
            href=one.concept if is_web_address(one.concept) else "",
            title=said(one),
            rel="noreferrer",
            id=f"c{len(self.counts)}" if is_first else "",
        )

    def _either(self, annotation: Annotation) -> Html:
        self.kinds.add("ambiguous")
        key = " ".join(annotation.quote.split()).casefold(), annotation.candidates
        self.ambiguous[key] += 1
        names = word("table", "or").join(one.pref_label for one in annotation.candidates)
        return element(
            "a",
            element("mark", _lines(annotation.quote), class_="ambiguous"),
            href="#ambigus",
            title=word("page", "either", names=names),
        )

    def header(self, title: str) -> Html:
        ambiguous = sum(self.ambiguous.values())
        total = [
            counted("passages", self.counts.total() + ambiguous),
            counted("concepts", len(self.counts)),
            *([counted("ambiguous", ambiguous)] if ambiguous else []),
        ]
        shown = [kind for kind in (*KINDS, "ambiguous") if kind in self.kinds]
        legend = [element("li", element("mark", word("kind", kind), class_=kind)) for kind in shown]
        return element(
            "header",
            element("p", word("page", "title"), class_="kicker"),
            element("h1", title),
            element("p", " · ".join(total) if self.kinds else word("table", "nothing")),
            element("ul", *legend, class_="legend", aria_label=word("page", "legend"))
            if legend
            else Html(""),
        )

    def aside(self) -> Html:
        """The concepts by how often they were found, and the ambiguous passages."""
        number = {concept: place for place, concept in enumerate(self.counts, 1)}
        ranked = sorted(
            self.counts,
            key=lambda c: (-self.counts[c], bare(lowered(self.concepts[c].pref_label)), c),
        )
        concepts = [
            element(
                "li",
                element(
                    "a",
                    f"{self.counts[concept]}",
                    href=f"#c{number[concept]}",
                    title=word("page", "first"),
                    class_="count",
                ),
                element(
                    "div",
                    link(concept, self.concepts[concept].pref_label),
                    element("p", self._forms(concept)),
                ),
            )
            for concept in ranked
        ]
        either = [
            element(
                "li",
                element("span", f"{count}", class_="count"),
                element(
                    "div",
                    element("b", quote),
                    *(element("p", link(one.concept, one.pref_label)) for one in candidates),
                ),
            )
            for (quote, candidates), count in sorted(
                self.ambiguous.items(), key=lambda item: (-item[1], item[0][0])
            )
        ]
        parts = []
        if concepts:
            parts += [element("h2", word("page", "concepts")), element("ol", *concepts)]
        if either:
            parts += [
                element("h2", word("page", "ambiguous"), id="ambigus"),
                element("p", word("page", "ambiguous_note"), class_="note"),
                element("ol", *either),
            ]
        return element("aside", *parts) if parts else Html("")

    def _forms(self, concept: str) -> str:
        forms = self.forms[concept]
        ranked = sorted(forms, key=lambda form: (-forms[form], form))
        listed = ", ".join(ranked[:_FORMS])
        more = len(ranked) - _FORMS
        return f"{listed} {word('page', 'more', n=more)}" if more > 0 else listed


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
