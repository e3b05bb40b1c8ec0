"""A build in which every text that a person, a source or a table can write is an attack."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import msgspec
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from pipeline.model import (
    Candidate,
    Concept,
    Decision,
    Definition,
    Entry,
    Evidence,
    Headword,
    Label,
    Ledger,
    Proposal,
    Question,
    Relation,
    Row,
    Sense,
    Source,
    Span,
)
from pipeline.publish.inputs import Build, SourceReading, read_build

from ..browsing import NASTY
from ..glossary import VOCABULARY, concept, graph_of, with_inverses, write_build

# Names that every object of JavaScript has: as keys they must be names like others.
INHERITED = (
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "prototype",
    "toString",
    "valueOf",
    "__defineGetter__",
)
ATTACKS = [
    *NASTY,
    "<svg><animate onbegin=\"document.title='run'\" attributeName=x dur=1s>",
    "<svg><script>document.title='run'</script></svg>",
    "<svg><a xlink:href=\"javascript:document.title='run'\"><text>clic</text></a></svg>",
    "<details open ontoggle=\"document.title='run'\">",
    "<input autofocus onfocus=\"document.title='run'\">",
    "<iframe srcdoc=\"<script>parent.document.title='run'</script>\"></iframe>",
    "<math><mtext><style><img src=x onerror=\"document.title='run'\">",
    "<style>*{background:url(https://example.org/x)}</style>",
    "<base href='https://example.org/'><meta http-equiv=refresh content='0;url=https://example.org/'>",
    "red;background:url(https://example.org/x);} * {display:none",
    "' onmouseover='document.title=`run`' x='",
    "`${document.title='run'}`",
    "${document.title='run'} #{document.title='run'} <%= document.title='run' %>",
    "]]><script>document.title='run'</script><![CDATA[",
    "--><script>document.title='run'</script><!--",
    "\\u003cscript\\u003edocument.title='run'\\u003c/script\\u003e",
    "\"\\\"'\\'});document.title='run';//",
    "</title></style></textarea></noscript><img src=x onerror=document.title='run'>",
    "data:text/html,<script>document.title='run'</script>",
    " \tJaVaScRiPt:document.title='run'",
    "{count} {name} {block} {0}",
    "%3Cscript%3E%E0%A4%A %00 \ufffe \ufeff",
    "a\u0300\u0301\u0302\u0303\u0304" * 8,
    "\U0001f469\u200d\U0001f4bb\u2067RLI\u2069\u202eRLO",
    "W" * 300,
    *INHERITED,
]
SLUGS = [*INHERITED, *(f"n{number}" for number in range(len(ATTACKS) - len(INHERITED)))]
SCRIPT = "javascript:document.title='run'"


def nasty_build(project: Path) -> tuple[Build, bytes]:
    """The build, and its dataset as N-Quads."""
    texts = cycle(ATTACKS)
    essai = _reading("essai", ATTACKS, texts)
    second = _reading("constructor", ATTACKS[::-1], texts)
    roots = [concept("top", next(texts), kind="Channel"), concept("other", next(texts))]
    plain = [
        _concept(slug, text, essai.entries[number].id, second.entries[number].id, texts)
        for number, (slug, text) in enumerate(zip(SLUGS, ATTACKS, strict=True))
    ]
    stated = [
        (one, predicate, other)
        for one, other, predicate in zip(
            SLUGS, SLUGS[1:], cycle(["rc:measures", "rc:partOf", "skos:related"]), strict=False
        )
    ]
    concepts = with_inverses([*roots, *plain], stated)
    output = write_build(project, concepts)
    build = read_build(project, output, curation=True)
    vocabulary = msgspec.structs.replace(
        VOCABULARY,
        title={"fr": ATTACKS[0], "en": ATTACKS[1]},
        publisher=ATTACKS[2],
        creator=ATTACKS[3],
        licence=SCRIPT,
        version=ATTACKS[4],
    )
    dataset = serialize(
        parse(graph_of(concepts, vocabulary), RdfFormat.TRIG), format=RdfFormat.N_QUADS
    )
    ontology = [_named(triple, texts) for triple in build.graphs["ontology"]]
    return msgspec.structs.replace(
        build,
        vocabulary=vocabulary,
        readings=[essai, second],
        questions=[_question(number, text, essai, texts) for number, text in enumerate(ATTACKS)],
        candidates=[_candidate(text, essai, texts) for text in ATTACKS],
        graphs={**build.graphs, "ontology": ontology},
    ), dataset or b""


def _reading(identifier: str, written: list[str], texts: Iterator[str]) -> SourceReading:
    """A source whose every second paragraph is a headword, and the next what it means."""
    raw, entries = "", []
    for number, text in enumerate(written):
        start = len(raw)
        middle = start + len(text)
        raw = f"{raw}{text}\n{text}\n"
        entries.append(
            Entry(
                f"{identifier}/e{number}",
                identifier,
                Headword(text, start, middle),
                [Sense([Span(middle + 1, len(raw) - 1)])],
                [],
            )
        )
    source = Source(
        id=identifier,
        title=next(texts),
        publisher=next(texts),
        url=SCRIPT,
        language="fr",
        rights=next(texts),
        sha256="0" * 64,
        part=next(texts),
    )
    ledger = Ledger(identifier, "0" * 64, len(raw), "essai", 1.0, [], {}, [])
    return SourceReading(source, raw, entries, ledger)


def _concept(slug: str, text: str, entry: str, other: str, texts: Iterator[str]) -> Concept:
    """A concept named by one attack, with others for all that is said of it."""
    labels = [
        Label(text, "fr", "preferred", evidence=[_evidence(entry, texts)]),
        Label(next(texts), "fr", "acronym", evidence=[_evidence(other, texts)]),
        Label(next(texts), "fr", "alternative", decision=_decision(texts)),
        Label(next(texts), "fr", "hidden", decision=_decision(texts)),
        Label(next(texts), "en", "preferred", evidence=[_evidence(entry, texts)]),
    ]
    places = [Relation("skos:broader", VOCABULARY.concept("top"), decision=_decision(texts))]
    if slug in INHERITED:
        places.append(Relation("skos:broader", VOCABULARY.concept("other"), derived=True))
    kind = Relation("rdf:type", VOCABULARY.term("Channel"), evidence=[_evidence(entry, texts)])
    return Concept(
        iri=VOCABULARY.concept(slug),
        labels=labels,
        entries=[entry, other],
        relations=[*places, kind],
        definitions=[Definition(text, "fr", entry, decision=_decision(texts))],
        notes=[next(texts)],
    )


def _evidence(entry: str, texts: Iterator[str]) -> Evidence:
    return Evidence(
        entry, entry.split("/", maxsplit=1)[0], 0, len(ATTACKS[0]), next(texts), next(texts), 0.9
    )


def _decision(texts: Iterator[str]) -> Decision:
    return Decision(next(texts), next(texts), next(texts), next(texts), next(texts))


def _question(number: int, text: str, reading: SourceReading, texts: Iterator[str]) -> Question:
    entry = reading.entries[number].id
    fields = {
        "entry_id": entry,
        "kind": "alternative",
        "label": next(texts),
        "lang": "fr",
        "predicate_modifier": "",
    }
    answer = Proposal(next(texts), [Row("labels", fields)], confidence=0.5)
    return Question(text, "name", text, [entry], [_evidence(entry, texts)], [answer])


def _candidate(text: str, reading: SourceReading, texts: Iterator[str]) -> Candidate:
    entry = reading.entries[0].id
    return Candidate(text, "fr", 1.5, 2, [entry], [_evidence(entry, texts)])


def _named(triple: Triple, texts: Iterator[str]) -> Triple:
    """What the ontology calls something, as an attack."""
    if triple.predicate != NamedNode(VOCABULARY.expand("rdfs:label")):
        return triple
    return Triple(triple.subject, triple.predicate, Literal(next(texts), language="fr"))
