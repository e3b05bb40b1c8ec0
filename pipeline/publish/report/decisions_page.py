"""report.html: what is left to decide: questions, disagreements, terms without an entry."""

from __future__ import annotations

from pipeline.publish.html.links import concept_link
from pipeline.publish.html.typography import bound
from pipeline.publish.report.candidates import Offer
from pipeline.publish.report.disagreements import Comparison, Saying
from pipeline.publish.report.facts import Facts
from pipeline.publish.report.pieces import Say, folded, prose, quoted, row, rows, table_of
from pipeline.publish.report.questions import Answer, Asked
from pipeline.validate.reports.markup import Html, element, html


def questions(told: Facts, say: Say) -> Html:
    """The open questions, each with its sentences and the rows of each answer."""
    if not told.questions:
        return Html("")
    asked = [_question(number, one, say) for number, one in enumerate(told.questions, start=1)]
    intro = prose(say("report.page", "questions"))
    return html(element("p", intro, class_="intro"), *asked)


def _question(number: int, asked: Asked, say: Say) -> Html:
    question = asked.question
    entries = [element("code", entry) for entry in dict.fromkeys(question.entries)]
    lines = [line for answer in asked.answers for line in answer.lines]
    is_one_table = len({line.table for line in lines}) == 1
    answers = [_answer(answer, say, is_one_table=is_one_table) for answer in asked.answers]
    where = table_of(lines[0], say) if is_one_table else Html("")
    title = say("report.page", "answers", count=len(answers))
    return element(
        "article",
        element("h3", f"{number}. {bound(question.text)}"),
        *(quoted(sentence) for sentence in asked.sentences),
        element("p", say("report.page", "about"), " ", *_between(entries), class_="about")
        if entries
        else Html(""),
        folded(title, where, element("ol", *answers, class_="answers")) if answers else Html(""),
        class_="panel question",
    )


def _answer(answer: Answer, say: Say, *, is_one_table: bool) -> Html:
    sure = ""
    if answer.confidence:
        value = f"{answer.confidence:.2f}".replace(".", ",")
        sure = say("report.page", "confidence", value=value)
    said = element("p", bound(answer.text), " ", element("span", sure, class_="soft"))
    if is_one_table:
        return element("li", said, element("div", *map(row, answer.lines), class_="row"))
    return element("li", said, rows(answer.lines, say))


def comparisons(told: Facts, say: Say) -> Html:
    """The disagreements: what each source says stands side by side."""
    return html(*(_comparison(one, say) for one in told.comparisons))


def _comparison(comparison: Comparison, say: Say) -> Html:
    names = {name: iri for iri, name in comparison.names.items()}
    title = [concept_link(iri, name) if "://" in iri else html(name) for name, iri in names.items()]
    level = say("report.disagreements", comparison.level)
    decided = [
        say("report.disagreements", "decision", author=d.author, date=d.date, reason=d.reason)
        for d in comparison.decisions
    ]
    if comparison.is_undecided:
        decided.append(say("report.disagreements", "undecided"))
    return element(
        "article",
        element(
            "h3", *_between(title, " / "), " ", element("span", level, class_=comparison.level)
        ),
        element(
            "div",
            *(_saying(saying, comparison.followed is saying, say) for saying in comparison.sayings),
            class_="sayings",
        ),
        *(element("p", text, class_="decided") for text in decided),
        class_="panel comparison",
    )


def _saying(saying: Saying, is_kept: bool, say: Say) -> Html:
    facts = [("genus", saying.genus), ("class", ", ".join(saying.classes))]
    kept = element("span", say("report.page", "kept"), class_="kept") if is_kept else Html("")
    return element(
        "div",
        element("p", element("b", saying.title), " ", kept),
        element("blockquote", element("p", saying.quote)),
        element(
            "dl",
            *(
                element(
                    "div",
                    element("dt", say("report.disagreements.columns", key)),
                    element("dd", text),
                )
                for key, text in facts
                if text
            ),
        ),
        element(
            "p",
            *([saying.headword, " "] if saying.headword else []),
            element("code", saying.entry),
            f" {saying.start}-{saying.end}",
            class_="about",
        ),
        class_="saying followed" if is_kept else "saying",
    )


def candidates(told: Facts, say: Say) -> Html:
    """The terms that no glossary defines, folded, with the rows that would add them."""
    if not told.offers:
        return Html("")
    more = ""
    if told.more_candidates > 0:
        more = say("report.candidates", "more", count=told.more_candidates)
    intro = prose(say("report.candidates", "intro"))
    return html(
        element("p", intro, class_="intro"),
        element("div", *(_offer(offer, say) for offer in told.offers), class_="panel offers"),
        element("p", prose(more), class_="about") if more else Html(""),
    )


def _offer(offer: Offer, say: Say) -> Html:
    candidate = offer.candidate
    used = say(
        "report.page",
        "used",
        frequency=candidate.frequency,
        entries=len(candidate.entries),
        sources=offer.sources,
    )
    more = ""
    if offer.more:
        more = say("report.candidates", "more_sentences", count=offer.more)
    return folded(
        html(element("b", candidate.text), " ", element("span", used, class_="soft")),
        *(quoted(sentence) for sentence in offer.sentences),
        element("p", more, class_="about") if more else Html(""),
        rows(offer.lines, say),
    )


def _between(parts: list[Html], separator: str = ", ") -> list[str]:
    found: list[str] = []
    for part in parts:
        found += [separator, part] if found else [part]
    return found
