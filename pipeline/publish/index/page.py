"""index.html: the index to read, to follow and to print; one offline file without a script."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.publish.html.document import document
from pipeline.publish.html.links import EXPLORER, concept_page, published_link
from pipeline.publish.html.releases import releases
from pipeline.publish.html.typography import bound
from pipeline.publish.index.entries import Article, Index, Letter, See
from pipeline.publish.index.reference import Reference
from pipeline.publish.index.tree import Branch
from pipeline.publish.index.words import Words
from pipeline.publish.inputs import Build
from pipeline.publish.wording import Wording
from pipeline.validate.reports.markup import Html, element, html, link

_STYLE = ("pipeline.publish.index", "page.css")
# Anchors of sections and letters begin with a sign that no slug has.
_OWN = "_"


def index_page(told: Index, build: Build, wording: Wording) -> str:
    """The page; each concept has the anchor `#<slug>`, and its name leads to the explorer."""
    return document(
        build.vocabulary.language,
        wording.fill("index", "title", title=build.vocabulary.title[build.vocabulary.language]),
        [_STYLE],
        *_Page(told, build, wording).parts(),
    )


class _Page:
    def __init__(self, told: Index, build: Build, wording: Wording) -> None:
        self._told, self._build, self._wording = told, build, wording
        self._say = Words(wording)
        self._vocabulary = build.vocabulary

    def parts(self) -> list[Html]:
        sections = {
            "alphabetical": html(*(self._letter(one) for one in self._told.letters)),
            "systematic": self._tree(),
            **{
                f"foreign-{one.language}": html(
                    *(self._letter(letter, one.language) for letter in one.letters)
                )
                for one in self._told.foreign
            },
            "gone": self._gone(),
            "releases": releases(self._build, self._wording),
            "sources": self._sources(),
        }
        shown = {name: content for name, content in sections.items() if content}
        return [
            element("a", self._say("skip"), href=f"#{_OWN}alphabetical", class_="skip"),
            self._header(list(shown)),
            self._letters(),
            element("main", *(self._section(*one) for one in shown.items())),
        ]

    def _header(self, sections: Sequence[str]) -> Html:
        vocabulary = self._vocabulary
        items = [
            element("li", element("a", self._heading(name), href=f"#{_OWN}{name}"))
            for name in sections
        ]
        return element(
            "header",
            element("p", self._say("kicker"), class_="kicker"),
            element("h1", vocabulary.title[vocabulary.language]),
            element(
                "p",
                self._say("version", version=vocabulary.version, date=vocabulary.modified),
                class_="facts",
            ),
            element("p", vocabulary.description[vocabulary.language], class_="description"),
            element(
                "p",
                element("a", self._say("explorer"), href=EXPLORER),
                f" {self._say('explored')}",
                class_="explorer",
            ),
            element(
                "nav", element("ul", *items), aria_label=self._say("contents"), class_="contents"
            ),
        )

    def _letters(self) -> Html:
        items = [
            element("li", element("a", letter.letter, href=f"#{_anchor(letter.letter)}"))
            for letter in self._told.letters
        ]
        return element(
            "nav", element("ul", *items), aria_label=self._say("letters"), class_="letters"
        )

    def _heading(self, name: str) -> str:
        kind, _, language = name.partition("-")
        return self._say.foreign(language) if language else self._say(kind)

    def _section(self, name: str, content: Html) -> Html:
        title = element("h2", self._heading(name), id=f"{_OWN}{name}")
        kind = name.split("-", 1)[0]
        return element("section", title, content, class_=kind, aria_labelledby=f"{_OWN}{name}")

    def _letter(self, letter: Letter, language: str = "") -> Html:
        items = [
            self._article(item) if isinstance(item, Article) else self._see(item, language)
            for item in letter.items
        ]
        anchor = _anchor(letter.letter, language)
        return element(
            "section",
            element("h3", letter.letter, id=anchor),
            element("dl", *items),
            class_="letter",
        )

    def _article(self, article: Article) -> Html:
        names = ", ".join(article.acronyms)
        head = element(
            "dt",
            element("dfn", element("a", article.name, href=concept_page(article.slug))),
            *([" ", _qualifier(article.qualifier)] if article.qualifier else []),
            *([" ", element("span", names, class_="acronym")] if names else []),
        )
        source = element("cite", bound(article.source)) if article.source else Html("")
        lines = [
            element("dd", article.definition, " ", source, class_="definition")
            if article.definition
            else Html(""),
            self._line(self._say("synonyms"), html(", ".join(article.synonyms))),
            *(
                self._line(self._say.language(lang), html(", ".join(names)))
                for lang, names in article.translations.items()
            ),
            self._line(self._say("broader"), self._references(article.broader)),
        ]
        return element("div", head, *lines, id=article.slug, class_="article")

    def _line(self, key: str, content: Html) -> Html:
        if not content:
            return Html("")
        return element("dd", element("span", key, class_="key"), " ", content)

    def _see(self, see: See, language: str) -> Html:
        return element(
            "div",
            element("dt", see.name, lang=language),
            " ",
            element("dd", self._arrow(), self._references(see.concepts)),
            class_="see",
        )

    def _arrow(self) -> Html:
        """The arrow is seen, the word is read out."""
        return html(
            element("span", "→ ", aria_hidden="true"),
            element("span", self._say("see"), " ", class_="spoken"),
        )

    def _references(self, concepts: Sequence[Reference]) -> Html:
        parts: list[str] = []
        for concept in concepts:
            parts += [" ; ", _reference(concept)] if parts else [_reference(concept)]
        return html(*parts)

    def _tree(self) -> Html:
        """Nested lists from lines with depths, however deep."""
        if not self._told.tree:
            return Html("")
        written: list[str] = [Html("<ul>")]
        ends = [*self._told.tree[1:], None]
        for line, following in zip(self._told.tree, ends, strict=True):
            written.append(html(Html("<li>"), self._branch(line)))
            step = (following.depth if following else 0) - line.depth
            written.append(Html("<ul>" if step > 0 else "</li>" + "</ul></li>" * -step))
        return html(*written, Html("</ul>"))

    def _branch(self, line: Branch) -> Html:
        note = self._say.note(line)
        noted = [" ", element("span", note, class_="note")] if note else []
        return html(_reference(line.concept), *noted)

    def _gone(self) -> Html:
        items = [
            element(
                "div",
                element("dt", one.name),
                " ",
                element("dd", self._arrow(), self._references(one.successors))
                if one.successors
                else element("dd", self._say("unreplaced")),
                id=one.slug,
                class_="see",
            )
            for one in self._told.gone
        ]
        return element("dl", *items) if items else Html("")

    def _sources(self) -> Html:
        vocabulary = self._vocabulary
        items = [
            element(
                "li",
                link(source.url, source.title),
                ", ",
                source.publisher,
                *(
                    [f", {self._say('collected', date=source.collected)}"]
                    if source.collected
                    else []
                ),
                element("p", bound(source.rights)),
            )
            for source in self._told.sources
        ]
        rights = vocabulary.rights.get(vocabulary.language, "")
        return html(
            element("p", bound(rights)),
            element("ul", *items),
            element("p", self._say("licence"), " ", link(vocabulary.licence)),
            element("p", self._say("more"), " ", published_link("report.html")),
        )


def _reference(concept: Reference) -> Html:
    named = element("a", concept.name, href=f"#{concept.slug}")
    return html(named, " ", _qualifier(concept.qualifier)) if concept.qualifier else named


def _qualifier(text: str) -> Html:
    return element("span", f"({text})", class_="qualifier")


def _anchor(letter: str, language: str = "") -> str:
    name = "0-9" if letter == "#" else letter
    return f"{_OWN}{language}{_OWN if language else ''}{name}"
